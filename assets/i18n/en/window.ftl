# window
app-name = Duizhao
