//! Codings, links, memos and coders; edits and undo; the SQLite file they live in.
