# 工作檔：存放在哪裡，誰在編碼，哪些沒有儲存

group-session = 工作檔
do-sessions = 工作檔…
do-save-session = 工作檔另存新檔…
do-copy-session = 儲存副本…
do-new-session = 新增工作檔
do-no-trace = 新增不留痕跡的工作檔
do-coder = 編碼者…

session-title = 工作檔
session-in-file = 您的工作隨時儲存在 { $file }。
session-untitled = 這個工作檔還沒有名稱。從第一步起就會儲存，下次啟動時可以繼續。
session-unkept = 這個工作檔不留痕跡：除非另行儲存，關閉後即不復存在。
session-recent = 最近開啟
session-left = 以前未命名的
session-glance = { $articles }：{ $codings } 處編碼，{ $links } 條對應，{ $memos } 條備忘；最後一步 { $when }（UTC）
session-left-damaged = { $file } 無法繼續：{ $reason }。檔案保持原樣。

session-go-on = 繼續上次的工作嗎？
session-go-on-why = 上次未命名的工作還在。可以繼續，可以繼續並命名，也可以重新開始；無論如何它都留在原處。
session-go-on-now = 繼續
session-go-on-name = 繼續並命名…
session-start-new = 重新開始

session-not-saved = 沒有儲存
session-pending = 還有 { $count } 步沒有寫入檔案。它們都還在這裡；只要視窗開著就不會遺失。
session-retry = 再試一次
session-elsewhere = 存到別處…
session-later = 暫且繼續
session-losing = 不儲存就離開嗎？
session-losing-unkept = 這個工作檔不留痕跡，其中的工作將不復存在。
session-leave = 不儲存，離開

session-saved-as = 工作檔現在儲存在 { $file }。
session-copied = 副本已存為 { $file }。
session-not-saved-to = 沒有儲存到 { $file }：{ $reason }
session-not-opened = { $file } 無法開啟：{ $reason }
session-read-only = 這個工作檔只能閱讀：{ $reason }。要在副本上繼續，請另存為別的名稱。

path-save-session = 儲存工作檔
path-copy-session = 儲存工作檔的副本
path-session-why = 系統沒有顯示檔案對話框：請寫明存到哪裡。

coder-title = 誰在編碼？
coder-why = 每處編碼、對應和備忘都記下作者的名字。不使用您在這台電腦上的使用者名稱。
coder-name = 名字
coder-rename = 代替「{ $name }」
coder-join = 新增為另一位編碼者
coder-stay = 保持不變

## 為什麼沒有儲存，或者無法開啟
session-problem-not-found = 沒有這個檔案
session-problem-no-folder = 沒有這個資料夾
session-problem-exists = 已有同名檔案
session-problem-not-a-session = 不是本程式的工作檔
session-problem-newer = 由更新的版本寫成；保持原樣
session-problem-damaged = 檔案已損壞；保持原樣。用 `duizhao session check --save` 可以搶救其中的內容
session-problem-locked = 已在另一個視窗或程式中開啟
session-problem-busy = 另一個檔案還在寫入
session-problem-full = 磁碟已滿
session-problem-read-only = 檔案或資料夾不能寫入
session-problem-gone = 檔案在開啟期間被刪除
session-problem-replaced = 檔案在開啟期間被別的檔案取代

## 為什麼沒有改動
edit-problem-taken = 「{ $name }」已被佔用
edit-problem-depends = { $coder } 後來又改動過（第 { $step } 步）
edit-problem-theirs = 那是{ $coder }的工作
edit-problem-no-words = 那裡沒有文字
edit-problem-unlike = { $places } 處標註中有 { $unsure } 處找不到原來的文字，像是另一篇文章。請把它作為單獨的文章開啟
edit-problem-in-use = 還有別的內容要用到它
edit-problem-no-reason = 需要寫明理由
edit-problem-forgotten = 它在這個工作檔裡已被永久遺忘
edit-problem-read-only = 這個工作檔只能閱讀

## Articles
do-replace = 換成修改過的版本…
path-replace = 把文章換成修改過的版本
article-replaced = 文章已換成新版本；{ $places } 處標註隨文字移動，其中 { $unsure } 處需要再看一遍。
article-same = 檔案裡的文字沒有變化。
name-asked = 誰在編碼？每處編碼都記下作者的名字，現在是「{ $name }」。
name-write = 寫名字…
name-keep = 保持「{ $name }」
