//! The first 100 bytes of a session's file, looked at before SQLite is let near it.
//!
//! SQLite takes some of these at their word: a flipped bit can turn a file into one with a write-ahead log, or make it keep
//! pointer maps, and the next write would ruin it. The fields are those of sqlite.org/fileformat.html, section 1.3.

use std::io::Read;
use std::path::Path;

use super::store::{APPLICATION_ID, FORMAT, StoreError};

/// Fields that are the same in every session: offset, bytes, name.
const FIXED: &[(usize, &[u8], &str)] = &[
    (16, &[0x10, 0x00], "page size"),
    (18, &[1], "write version"),
    (19, &[1], "read version"),
    (20, &[0], "reserved space"),
    (21, &[64, 32, 32], "payload fractions"),
    (44, &[0, 0, 0, 4], "schema format"),
    (52, &[0, 0, 0, 0], "vacuum mode"),
    (56, &[0, 0, 0, 1], "text encoding"),
    (64, &[0, 0, 0, 0], "incremental vacuum"),
];

/// Whether the file is a session that this program can read.
pub(super) fn check(path: &Path) -> Result<(), StoreError> {
    let mut header = Vec::with_capacity(100);
    std::fs::File::open(path)?.take(100).read_to_end(&mut header)?;
    if header.len() < 100 || !header.starts_with(b"SQLite format 3\0") {
        return Err(StoreError::NotASession("no SQLite file"));
    }
    let number = |at: usize| u32::from_be_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]]);
    if number(68) != APPLICATION_ID as u32 {
        return Err(StoreError::NotASession("another program's SQLite file"));
    }
    match number(60) {
        0 => return Err(StoreError::NotASession("it was never finished")),
        found if found > FORMAT => return Err(StoreError::Newer { found }),
        _ => {}
    }
    match FIXED.iter().find(|(at, bytes, _)| !header[*at..].starts_with(bytes)) {
        Some((_, _, name)) => Err(StoreError::Damaged(format!("the file's header ({name})"))),
        None => Ok(()),
    }
}
