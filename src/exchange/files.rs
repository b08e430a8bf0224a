//! Files that are whole or not there: written beside their place, then renamed.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

/// A file could not be written; nothing is left of it, and what stood there before still does.
#[derive(Debug, thiserror::Error)]
#[error("{path}: {reason}")]
pub struct WriteError {
    pub path: PathBuf,
    pub reason: std::io::Error,
}

/// Writes `bytes` to `path`.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    let failed = |reason| WriteError { path: path.to_owned(), reason };
    if path.is_dir() {
        return Err(failed(std::io::Error::from(std::io::ErrorKind::IsADirectory)));
    }
    let mut name = std::ffi::OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(format!(".{}.part", std::process::id()));
    let part = path.with_file_name(name);
    let written = File::create(&part).and_then(|mut file| file.write_all(bytes)).and_then(|()| fs::rename(&part, path));
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
