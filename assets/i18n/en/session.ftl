# The session: where it lives, who codes, what is not saved

group-session = Session
do-sessions = Session…
do-save-session = Save session as…
do-copy-session = Save a copy…
do-new-session = New session
do-no-trace = New session without a trace
do-coder = Who codes…

session-title = Session
session-in-file = Everything is kept in { $file } as you work.
session-untitled = This session has no name yet. It is kept from your first step on, and offered again at the next start.
session-unkept = This session leaves no trace: when it is closed, it is gone, unless you save it.
session-recent = Open of late
session-left = Without a name, from earlier
session-glance = { $articles }: { $codings } codings, { $links } links, { $memos } memos; last step { $when } UTC
session-left-damaged = { $file } cannot be gone on with: { $reason }. It stays as it is.

session-go-on = Go on with what you left?
session-go-on-why = Work without a name is still here. You can go on with it, go on and name it, or start anew; it stays where it is in any case.
session-go-on-now = Go on
session-go-on-name = Go on and name it…
session-start-new = Start anew

session-not-saved = Not saved
session-pending = { $count } steps are not in the file yet. They are all still here; nothing is lost while this window is open.
session-retry = Try again
session-elsewhere = Save elsewhere…
session-later = Go on for now
session-losing = Leave without saving?
session-losing-unkept = This session leaves no trace. What you did in it will be gone.
session-leave = Leave without saving

session-saved-as = The session is now in { $file }.
session-copied = A copy is in { $file }.
session-not-saved-to = Not saved to { $file }: { $reason }
session-not-opened = { $file } cannot be opened: { $reason }
session-read-only = This session can only be read: { $reason }. To go on with a copy, save it under another name.

path-save-session = Save the session
path-copy-session = Save a copy of the session
path-session-why = The system showed no file dialog: write where to save it.

coder-title = Who codes?
coder-why = Every coding, link and memo carries the name of who made it. Your user name on this machine is not used.
coder-name = Name
coder-rename = Use instead of “{ $name }”
coder-join = Add as another coder
coder-stay = Leave as it is

## Why a session is not saved, or cannot be opened
session-problem-not-found = there is no such file
session-problem-no-folder = there is no such folder
session-problem-exists = there is a file of that name already
session-problem-not-a-session = it is no session of this program
session-problem-newer = it was made by a newer version; it is left as it is
session-problem-damaged = it is damaged; it is left as it is. `duizhao session check --save` saves what can be saved
session-problem-locked = it is open in another window or program
session-problem-busy = another file is still being written
session-problem-full = the disk is full
session-problem-read-only = the file or its folder cannot be written
session-problem-gone = the file was removed while it was open
session-problem-replaced = another file took its place while it was open

## Why an edit was not made
edit-problem-taken = “{ $name }” is taken
edit-problem-depends = { $coder } has worked on it since (step { $step })
edit-problem-theirs = it is the work of { $coder }
edit-problem-no-words = there are no words
edit-problem-unlike = { $unsure } of the { $places } places are not found again; this looks like another article. Open it as an article of its own
edit-problem-in-use = something else still needs it
edit-problem-no-reason = a reason is needed
edit-problem-forgotten = it was forgotten for good in this session
edit-problem-read-only = the session can only be read

## Articles
do-replace = Replace with a changed version…
path-replace = Replace the article with a changed version
article-replaced = The article gave way to its new version; { $places } places moved with their words, { $unsure } of them to be looked at again.
article-same = The file holds the same text.
name-asked = Who is coding? Each coding records its author, for now “{ $name }”.
name-write = Write a name…
name-keep = Keep “{ $name }”
