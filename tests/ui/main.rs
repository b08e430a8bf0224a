//! Window tests; one file a room.
