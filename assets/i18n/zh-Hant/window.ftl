# window
app-name = 對照
