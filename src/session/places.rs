//! Where untitled sessions live, which sessions were open of late, and what the analyst is called.
//!
//! A start that leaves no trace has no places: nothing is kept, nothing is remembered.

use std::path::{Path, PathBuf};

use rusqlite::OpenFlags;

use super::lock::{Lock, LockError};
use super::model::SessionArticle;
use super::store::{StoreError, connect};

/// How many sessions are remembered.
const RECENT: usize = 20;

/// The folder of the platform that holds the user's data of this program.
#[derive(Clone, Debug)]
pub struct Places(Option<PathBuf>);

/// A session as a list of sessions tells of it: read without verifying anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glance {
    /// What its articles are called: their titles, or the names of their files.
    pub articles: Vec<String>,
    pub codings: u64,
    pub links: u64,
    pub memos: u64,
    /// When the last step was taken: milliseconds since 1970, UTC.
    pub at: i64,
}

/// An untitled session that was left behind.
#[derive(Debug)]
pub struct Left {
    pub path: PathBuf,
    /// What it holds, or why it cannot be gone on with.
    pub glance: Result<Glance, StoreError>,
}

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

    /// Whether anything is kept.
    pub fn keeps(&self) -> bool {
        self.0.is_some()
    }

    /// A free path for an untitled session; none where nothing is to be kept.
    pub fn new_untitled(&self) -> Result<Option<PathBuf>, StoreError> {
        let Some(folder) = self.untitled_folder() else { return Ok(None) };
        std::fs::create_dir_all(&folder)?;
        // The file comes with the first step; until then two windows must not choose the same name.
        let window = std::process::id();
        let path = |n: u32| folder.join(format!("untitled-{window}-{n}.duizhao"));
        Ok((1..).map(path).find(|path| !path.exists()))
    }

    /// The files of untitled sessions, the newest first.
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

    /// Untitled sessions that no window has open, the newest first: what a start offers to go on with.
    pub fn left(&self) -> Vec<Left> {
        let sessions = self.untitled().into_iter().map(|path| Left { glance: Glance::at(&path), path });
        sessions.filter(|left| !matches!(left.glance, Err(StoreError::Locked))).take(RECENT).collect()
    }

    /// Whether a path is that of an untitled session.
    pub fn is_untitled(&self, path: &Path) -> bool {
        self.untitled_folder().is_some_and(|folder| path.parent() == Some(&folder))
    }

    /// Sessions that were open of late and are still there, the last first.
    pub fn recent(&self) -> Vec<PathBuf> {
        self.read(RECENT_FILE).lines().map(PathBuf::from).filter(|path| path.exists()).collect()
    }

    /// Remembers a session; untitled ones are found anyhow.
    pub fn remember(&self, session: &Path) -> Result<(), StoreError> {
        if self.is_untitled(session) {
            return Ok(());
        }
        // A relative path means another place at the next start.
        let session = std::path::absolute(session)?;
        let mut recent = self.recent();
        recent.retain(|path| *path != session);
        recent.insert(0, session);
        recent.truncate(RECENT);
        let lines: String = recent.iter().map(|path| format!("{}\n", path.display())).collect();
        self.write(RECENT_FILE, &lines)
    }

    /// What the analyst wants to be called in new sessions, once they have said so.
    pub fn coder(&self) -> Option<String> {
        let name = self.read(CODER_FILE).trim().to_owned();
        (!name.is_empty()).then_some(name)
    }

    pub fn remember_coder(&self, name: &str) -> Result<(), StoreError> {
        self.write(CODER_FILE, name)
    }

    fn read(&self, file: &str) -> String {
        // What cannot be read is as good as never said.
        self.0.as_ref().and_then(|folder| std::fs::read_to_string(folder.join(file)).ok()).unwrap_or_default()
    }

    fn write(&self, file: &str, text: &str) -> Result<(), StoreError> {
        let Some(folder) = &self.0 else { return Ok(()) };
        std::fs::create_dir_all(folder)?;
        Ok(std::fs::write(folder.join(file), text)?)
    }

    fn untitled_folder(&self) -> Option<PathBuf> {
        Some(self.0.as_ref()?.join("untitled"))
    }
}

const RECENT_FILE: &str = "recent.txt";
const CODER_FILE: &str = "coder.txt";

impl Glance {
    /// Of a session that nobody has open.
    pub fn at(path: &Path) -> Result<Self, StoreError> {
        let _lock = match Lock::take(path) {
            Ok(lock) => lock,
            Err(LockError::Held) => return Err(StoreError::Locked),
            Err(LockError::Io(error)) => return Err(error.into()),
        };
        super::header::check(path)?;
        // To write, for a step that was cut short is taken back before anything is read.
        let connection = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        let number = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, i64>(0));
        let mut articles = connection.prepare("SELECT body FROM article ORDER BY id")?;
        let articles = articles.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
        let name = |body: &String| {
            let article = serde_json::from_str::<SessionArticle>(body)?;
            Ok::<_, serde_json::Error>(article.variables.get("title").cloned().unwrap_or(article.name))
        };
        Ok(Self {
            articles: articles.iter().filter_map(|body| name(body).ok()).collect(),
            codings: number("SELECT count(*) FROM coding")? as u64,
            links: number("SELECT count(*) FROM link")? as u64,
            memos: number("SELECT count(*) FROM memo")? as u64,
            at: number("SELECT coalesce(max(at), 0) FROM (SELECT at FROM log ORDER BY seq DESC LIMIT 1)")?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_open_of_late_comes_first() {
        let folder = tempfile::tempdir().unwrap();
        let places = Places::folder(folder.path().join("data"));
        let path = |name: &str| folder.path().join(name);
        for name in ["a.duizhao", "b.duizhao", "gone.duizhao", "a.duizhao"] {
            std::fs::write(path(name), "").unwrap();
            places.remember(&path(name)).unwrap();
        }
        std::fs::remove_file(path("gone.duizhao")).unwrap();
        assert_eq!(places.recent(), [path("a.duizhao"), path("b.duizhao")]);
        let untitled = places.new_untitled().unwrap().unwrap();
        std::fs::write(&untitled, "").unwrap();
        assert_ne!(places.new_untitled().unwrap().unwrap(), untitled);
        assert_eq!(places.untitled(), std::slice::from_ref(&untitled));
        places.remember(&untitled).unwrap();
        assert_eq!(places.recent().len(), 2);
        // One that cannot be gone on with is named all the same.
        let left = places.left();
        assert!(left.len() == 1 && matches!(left[0].glance, Err(StoreError::NotASession(_))));
    }

    #[test]
    fn a_coder_is_asked_once() {
        let folder = tempfile::tempdir().unwrap();
        let places = Places::folder(folder.path());
        assert_eq!(places.coder(), None);
        places.remember_coder("甲").unwrap();
        assert_eq!(places.coder().as_deref(), Some("甲"));
    }

    #[test]
    fn no_trace_is_left() {
        let places = Places::none();
        places.remember(Path::new("/a.duizhao")).unwrap();
        places.remember_coder("甲").unwrap();
        assert!(places.recent().is_empty() && places.left().is_empty() && places.coder().is_none());
        assert!(places.new_untitled().unwrap().is_none());
    }
}
