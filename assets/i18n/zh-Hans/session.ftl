# 工作档：存放在哪里，谁在编码，哪些没有保存

group-session = 工作档
do-sessions = 工作档…
do-save-session = 工作档另存为…
do-copy-session = 保存副本…
do-new-session = 新建工作档
do-no-trace = 新建不留痕迹的工作档
do-coder = 编码者…

session-title = 工作档
session-in-file = 您的工作随时保存在 { $file }。
session-untitled = 这个工作档还没有名称。从第一步起就会保存，下次启动时可以继续。
session-unkept = 这个工作档不留痕迹：除非另行保存，关闭后即不复存在。
session-recent = 最近打开
session-left = 以前未命名的
session-glance = { $articles }：{ $codings } 处编码，{ $links } 条对应，{ $memos } 条备忘；最后一步 { $when }（UTC）
session-left-damaged = { $file } 无法继续：{ $reason }。文件保持原样。

session-go-on = 继续上次的工作吗？
session-go-on-why = 上次未命名的工作还在。可以继续，可以继续并命名，也可以重新开始；无论怎样它都留在原处。
session-go-on-now = 继续
session-go-on-name = 继续并命名…
session-start-new = 重新开始

session-not-saved = 没有保存
session-pending = 还有 { $count } 步没有写入文件。它们都还在这里；只要窗口开着就不会丢失。
session-retry = 再试一次
session-elsewhere = 存到别处…
session-later = 暂且继续
session-losing = 不保存就离开吗？
session-losing-unkept = 这个工作档不留痕迹，其中的工作将不复存在。
session-leave = 不保存，离开

session-saved-as = 工作档现在保存在 { $file }。
session-copied = 副本已存为 { $file }。
session-not-saved-to = 没有保存到 { $file }：{ $reason }
session-not-opened = { $file } 无法打开：{ $reason }
session-read-only = 这个工作档只能阅读：{ $reason }。要在副本上继续，请另存为别的名称。

path-save-session = 保存工作档
path-copy-session = 保存工作档的副本
path-session-why = 系统没有显示文件对话框：请写明存到哪里。

coder-title = 谁在编码？
coder-why = 每处编码、对应和备忘都记下作者的名字。不使用您在这台电脑上的用户名。
coder-name = 名字
coder-rename = 代替“{ $name }”
coder-join = 添加为另一位编码者
coder-stay = 保持不变

## 为什么没有保存，或者无法打开
session-problem-not-found = 没有这个文件
session-problem-no-folder = 没有这个文件夹
session-problem-exists = 已有同名文件
session-problem-not-a-session = 不是本程序的工作档
session-problem-newer = 由更新的版本写成；保持原样
session-problem-damaged = 文件已损坏；保持原样。用 `duizhao session check --save` 可以抢救其中的内容
session-problem-locked = 已在另一个窗口或程序中打开
session-problem-busy = 另一个文件还在写入
session-problem-full = 磁盘已满
session-problem-read-only = 文件或文件夹不能写入
session-problem-gone = 文件在打开期间被删除
session-problem-replaced = 文件在打开期间被别的文件替换

## 为什么没有改动
edit-problem-taken = “{ $name }”已被占用
edit-problem-depends = { $coder } 后来又改动过（第 { $step } 步）
edit-problem-theirs = 那是{ $coder }的工作
edit-problem-no-words = 那里没有文字
edit-problem-unlike = { $places } 处标注中有 { $unsure } 处找不到原来的文字，像是另一篇文章。请把它作为单独的文章打开
edit-problem-in-use = 还有别的内容要用到它
edit-problem-no-reason = 需要写明理由
edit-problem-forgotten = 它在这个工作档里已被永久遗忘
edit-problem-read-only = 这个工作档只能阅读

## Articles
do-replace = 换成修改过的版本…
path-replace = 把文章换成修改过的版本
article-replaced = 文章已换成新版本；{ $places } 处标注随文字移动，其中 { $unsure } 处需要再看一遍。
article-same = 文件里的文字没有变化。
name-asked = 谁在编码？每处编码都记下作者的名字，现在是“{ $name }”。
name-write = 写名字…
name-keep = 保持“{ $name }”
