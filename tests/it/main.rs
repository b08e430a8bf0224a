//! Library, session and command-line tests; one file a room.

mod text;
mod tidy;
