# window
app-name = 对照
