//! Files that are whole or not there: written beside their place, then renamed.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// A file could not be written; nothing is left of it, and what stood there before still does.
#[derive(Debug, thiserror::Error)]
#[error("{path}: {reason}; {}", advice(reason))]
pub struct WriteError {
    pub path: PathBuf,
    pub reason: io::Error,
}

/// What a person can do about it.
fn advice(reason: &io::Error) -> &'static str {
    match reason.kind() {
        ErrorKind::AlreadyExists | ErrorKind::NotADirectory => {
            "a file stands where a folder is needed: name another folder, or move the file away"
        }
        ErrorKind::IsADirectory => "a folder stands where a file is needed: name a file in it",
        ErrorKind::NotFound => "make the folder first, or name one that is there",
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => "choose a place where you may write",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "make room on the disk, or choose another",
        _ => "nothing was changed there; try another place",
    }
}

/// Writes `bytes` to `path`.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    let failed = |reason| WriteError { path: path.to_owned(), reason };
    if path.is_dir() {
        return Err(failed(io::Error::from(ErrorKind::IsADirectory)));
    }
    let mut name = std::ffi::OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(format!(".{}.part", std::process::id()));
    let part = path.with_file_name(name);
    let written = File::create(&part)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
        .and_then(|()| fs::rename(&part, path));
    written.map_err(|reason| {
        // What is left of it is of no use; if it cannot be removed either, the reason is the same.
        let _gone = fs::remove_file(&part);
        failed(reason)
    })
}

/// Makes the folder `path`, and those above it.
pub fn folder(path: &Path) -> Result<(), WriteError> {
    fs::create_dir_all(path).map_err(|reason| WriteError { path: path.to_owned(), reason })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_written_says_what_where_and_what_to_do() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("report");
        write(&file, b"x").unwrap();
        let check = |error: WriteError, at: &Path, to_do: &str| {
            let text = error.to_string();
            assert!(text.contains(&at.display().to_string()) && text.contains(to_do), "{text}");
        };
        check(folder(&file).unwrap_err(), &file, "name another folder");
        check(folder(&file.join("in")).unwrap_err(), &file, "name another folder");
        check(write(dir.path(), b"x").unwrap_err(), dir.path(), "name a file in it");
        let nowhere = dir.path().join("no/such");
        check(write(&nowhere, b"x").unwrap_err(), &nowhere, "make the folder first");
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1, "nothing half-written is left");
        assert_eq!(fs::read(&file).unwrap(), b"x");
    }
}
