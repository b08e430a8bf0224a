//! Where untitled sessions live, and which sessions were open of late.
//!
//! A start that leaves no trace has no places: nothing is kept, nothing is remembered.

use std::path::{Path, PathBuf};

use super::store::StoreError;

/// How many sessions are remembered.
const RECENT: usize = 20;

/// The folder of the platform that holds the user's data of this program.
#[derive(Clone, Debug)]
pub struct Places(Option<PathBuf>);

impl Places {
    /// The platform's; without one nothing is kept.
    pub fn platform() -> Self {
        Self(directories::ProjectDirs::from("", "", "duizhao").map(|dirs| dirs.data_dir().to_owned()))
    }

    pub fn folder(folder: impl Into<PathBuf>) -> Self {
        Self(Some(folder.into()))
    }

    /// Leaves no trace.
    pub fn none() -> Self {
        Self(None)
    }

    /// A free path for an untitled session; none where nothing is to be kept.
    pub fn new_untitled(&self) -> Result<Option<PathBuf>, StoreError> {
        let Some(folder) = self.untitled_folder() else { return Ok(None) };
        std::fs::create_dir_all(&folder)?;
        let path = |n: u32| folder.join(format!("untitled-{n}.duizhao"));
        Ok((1..).map(path).find(|path| !path.exists()))
    }

    /// Untitled sessions that were left, the newest first: what a start offers to go on with.
    pub fn untitled(&self) -> Vec<PathBuf> {
        let Some(entries) = self.untitled_folder().and_then(|folder| std::fs::read_dir(folder).ok()) else {
            return Vec::new();
        };
        let mut found: Vec<_> = entries
            .filter_map(Result::ok)
            .filter(|entry| entry.path().extension().is_some_and(|end| end == "duizhao"))
            .map(|entry| (entry.metadata().and_then(|meta| meta.modified()).ok(), entry.path()))
            .collect();
        found.sort_by(|a, b| b.cmp(a));
        found.into_iter().map(|(_, path)| path).collect()
    }

    /// Whether a path is that of an untitled session.
    pub fn is_untitled(&self, path: &Path) -> bool {
        self.untitled_folder().is_some_and(|folder| path.parent() == Some(&folder))
    }

    /// Sessions that were open of late, the last first.
    pub fn recent(&self) -> Vec<PathBuf> {
        let list = self.0.as_ref().and_then(|folder| std::fs::read_to_string(folder.join(RECENT_FILE)).ok());
        list.unwrap_or_default().lines().map(PathBuf::from).collect()
    }

    /// Remembers a session; untitled ones are found anyhow.
    pub fn remember(&self, session: &Path) -> Result<(), StoreError> {
        let Some(folder) = &self.0 else { return Ok(()) };
        if self.is_untitled(session) {
            return Ok(());
        }
        let mut recent = self.recent();
        recent.retain(|path| path != session);
        recent.insert(0, session.to_owned());
        recent.truncate(RECENT);
        let lines: String = recent.iter().map(|path| format!("{}\n", path.display())).collect();
        std::fs::create_dir_all(folder)?;
        Ok(std::fs::write(folder.join(RECENT_FILE), lines)?)
    }

    fn untitled_folder(&self) -> Option<PathBuf> {
        Some(self.0.as_ref()?.join("untitled"))
    }
}

const RECENT_FILE: &str = "recent.txt";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_open_of_late_comes_first() {
        let folder = tempfile::tempdir().unwrap();
        let places = Places::folder(folder.path());
        for name in ["/a.duizhao", "/b.duizhao", "/a.duizhao"] {
            places.remember(Path::new(name)).unwrap();
        }
        assert_eq!(places.recent(), [PathBuf::from("/a.duizhao"), PathBuf::from("/b.duizhao")]);
        let untitled = places.new_untitled().unwrap().unwrap();
        std::fs::write(&untitled, "").unwrap();
        assert_ne!(places.new_untitled().unwrap().unwrap(), untitled);
        assert_eq!(places.untitled(), [untitled]);
    }

    #[test]
    fn no_trace_is_left() {
        let places = Places::none();
        places.remember(Path::new("/a.duizhao")).unwrap();
        assert!(places.recent().is_empty() && places.untitled().is_empty());
        assert!(places.new_untitled().unwrap().is_none());
    }
}
