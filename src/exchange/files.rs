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
    let part = beside(path, bytes)?;
    put(&part, path)
}

/// Makes the folder `path` and writes files into it by their names: all of them or none. Those of the same names that
/// stand there are replaced when all new ones are written.
pub fn write_all(path: &Path, files: &[(String, Vec<u8>)]) -> Result<(), WriteError> {
    let made = !path.exists();
    folder(path)?;
    let mut parts = Vec::with_capacity(files.len());
    let mut failed = None;
    for (name, bytes) in files {
        match beside(&path.join(name), bytes) {
            Ok(part) => parts.push((part, path.join(name))),
            Err(error) => {
                failed = Some(error);
                break;
            }
        }
    }
    let Some(error) = failed else {
        return parts.iter().try_for_each(|(part, path)| put(part, path));
    };
    // What is left of them is of no use; if it cannot be removed either, the reason is the same.
    for (part, _) in parts {
        let _gone = fs::remove_file(part);
    }
    if made {
        let _gone = fs::remove_dir(path);
    }
    Err(error)
}

/// Writes `bytes` next to `path`, to be put in its place.
fn beside(path: &Path, bytes: &[u8]) -> Result<PathBuf, WriteError> {
    let failed = |reason| WriteError { path: path.to_owned(), reason };
    if path.is_dir() {
        return Err(failed(io::Error::from(ErrorKind::IsADirectory)));
    }
    let mut name = std::ffi::OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(format!(".{}.part", std::process::id()));
    let part = path.with_file_name(name);
    let written = File::create(&part).and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()));
    match written {
        Ok(()) => Ok(part),
        Err(reason) => {
            // As above: it is of no use.
            let _gone = fs::remove_file(&part);
            Err(failed(reason))
        }
    }
}

/// Puts what was written into its place.
fn put(part: &Path, path: &Path) -> Result<(), WriteError> {
    fs::rename(part, path).map_err(|reason| {
        let _gone = fs::remove_file(part);
        WriteError { path: path.to_owned(), reason }
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
        check(write_all(&file, &[("a".into(), Vec::new())]).unwrap_err(), &file, "name another folder");
        check(write(dir.path(), b"x").unwrap_err(), dir.path(), "name a file in it");
        let nowhere = dir.path().join("no/such");
        check(write(&nowhere, b"x").unwrap_err(), &nowhere, "make the folder first");
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1, "nothing half-written is left");
        assert_eq!(fs::read(&file).unwrap(), b"x");
    }

    #[test]
    fn files_are_written_together_or_not_at_all() {
        let dir = tempfile::tempdir().unwrap();
        let out = dir.path().join("out");
        let files = |names: [&str; 2]| names.map(|name| (name.to_owned(), name.as_bytes().to_vec()));
        write_all(&out, &files(["a", "b"])).unwrap();
        assert_eq!(fs::read(out.join("b")).unwrap(), b"b");
        // One of them cannot stand where a folder does: the other is not replaced.
        fs::create_dir(out.join("c")).unwrap();
        fs::write(out.join("a"), "older").unwrap();
        assert!(write_all(&out, &files(["a", "c"])).is_err());
        assert_eq!(fs::read(out.join("a")).unwrap(), b"older");
        assert_eq!(fs::read_dir(&out).unwrap().count(), 3, "nothing half-written is left");
        // A folder that was made for nothing goes again.
        let other = dir.path().join("other");
        assert!(write_all(&other, &files(["a", "no/b"])).is_err());
        assert!(!other.exists());
    }
}
