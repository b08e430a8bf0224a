//! Files and pasted bytes → articles: which format it is, the limits, and the thread that loaders run on.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use encoding_rs::Encoding;
use serde::{Deserialize, Serialize};

use super::formats::{Extracted, docx, epub, html, markdown, mhtml, pdf};
use super::{Article, decode};

/// The largest file that is opened, in bytes; a larger one is refused before it is read.
pub const LARGEST_FILE: u64 = 256 << 20;
/// The largest file of each format that is taken apart (HTML, DOCX, EPUB, MHTML, PDF), in bytes.
pub const LARGEST_PARSED: usize = 64 << 20;
/// The most that one archive may unpack to, in bytes.
pub const LARGEST_INFLATED: u64 = 128 << 20;
/// Stack of the thread that takes formats apart, in bytes.
const STACK: usize = 64 << 20;
/// The thread that takes formats apart. What panics there is a damaged file and reported as one: a hook for panics need not tell it.
pub const LOADER_THREAD: &str = "loader";

/// What a file turned out to be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileFormat {
    #[default]
    Text,
    Markdown,
    Html,
    Mhtml,
    Docx,
    Epub,
    Pdf,
}

impl FileFormat {
    /// As rows name it.
    pub fn name(self) -> &'static str {
        match self {
            FileFormat::Text => "text",
            FileFormat::Markdown => "markdown",
            FileFormat::Html => "html",
            FileFormat::Mhtml => "mhtml",
            FileFormat::Docx => "docx",
            FileFormat::Epub => "epub",
            FileFormat::Pdf => "pdf",
        }
    }
}

/// A file cannot be an article.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    #[error(transparent)]
    Read(#[from] std::io::Error),
    #[error("is a folder; name a file")]
    Folder,
    #[error("the file is empty")]
    Empty,
    #[error("the file has {size} bytes, more than the {limit} that are opened")]
    TooLarge { size: u64, limit: u64 },
    #[error("the archive unpacks to more than {limit} bytes")]
    InflatesTooFar { limit: u64 },
    #[error("this is binary data, not text")]
    Binary,
    #[error("the file cannot be read as {asked}; it seems to be {detected}")]
    NotInEncoding { asked: &'static str, detected: &'static str },
    #[error("this is {what}, which is not read; save it as DOCX, PDF, HTML or text")]
    Unsupported { what: &'static str },
    #[error("the file is protected by a password")]
    Encrypted,
    #[error("the PDF has no text layer: its {pages} pages are pictures; run text recognition over it first")]
    NoTextLayer { pages: usize },
    #[error("the file holds no text")]
    NoText,
    #[error("the file is damaged: {0}")]
    Damaged(String),
    #[error("no encoding is called `{0}`")]
    UnknownEncoding(String),
}

/// How to read a file, where the reader knows better than the program.
#[derive(Clone, Debug, Default)]
pub struct LoadOptions {
    /// The encoding instead of the detected one.
    pub encoding: Option<&'static Encoding>,
    /// The file's extension, without dot: a hint for text only, since the content decides.
    pub extension: Option<String>,
}

impl LoadOptions {
    /// Reads in the encoding of this name (`gb18030`, `big5`, `utf-8`, …) if one is given.
    pub fn in_encoding(label: Option<&str>) -> Result<Self, LoadError> {
        let named = |label: &str| {
            Encoding::for_label(label.trim().as_bytes()).ok_or_else(|| LoadError::UnknownEncoding(label.to_owned()))
        };
        let encoding = label.map(named).transpose()?.map(decode::widest);
        Ok(Self { encoding, extension: None })
    }
}

/// Opens a file under the name that rows call it by.
pub fn open(path: &Path, name: &str, options: &LoadOptions) -> Result<Article, LoadError> {
    let meta = std::fs::metadata(path)?;
    if meta.is_dir() {
        return Err(LoadError::Folder);
    }
    if meta.len() > LARGEST_FILE {
        return Err(LoadError::TooLarge { size: meta.len(), limit: LARGEST_FILE });
    }
    let extension = path.extension().map(|e| e.to_string_lossy().to_lowercase());
    let options = LoadOptions { extension, ..options.clone() };
    read(File::open(path)?, name, &options)
}

/// Reads a stream to its end, or to the limit.
pub fn read(stream: impl Read, name: &str, options: &LoadOptions) -> Result<Article, LoadError> {
    let mut bytes = Vec::new();
    stream.take(LARGEST_FILE + 1).read_to_end(&mut bytes)?;
    load(bytes, name, options)
}

/// Makes an article of the bytes of a file, of standard input or of the clipboard.
pub fn load(bytes: Vec<u8>, name: &str, options: &LoadOptions) -> Result<Article, LoadError> {
    if bytes.is_empty() {
        return Err(LoadError::Empty);
    }
    let size = bytes.len() as u64;
    if size > LARGEST_FILE {
        return Err(LoadError::TooLarge { size, limit: LARGEST_FILE });
    }
    let format = sniff(&bytes, options.extension.as_deref())?;
    if matches!(format, FileFormat::Text | FileFormat::Markdown) {
        let decoded = decode::decode(&bytes, options.encoding);
        if is_binary(&decoded.text) {
            return Err(no_text(&bytes, options.encoding));
        }
        drop(bytes);
        let extracted = match format {
            FileFormat::Markdown => markdown::extract(decoded.text),
            _ => Extracted::plain(decoded.text),
        };
        let mut article = Article::from_extracted(name, format, extracted);
        article.encoding = Some(decoded.encoding.name());
        article.warnings.extend(decoded.warnings);
        return Ok(article);
    }
    if bytes.len() > LARGEST_PARSED {
        return Err(LoadError::TooLarge { size, limit: LARGEST_PARSED as u64 });
    }
    let encoding = options.encoding;
    let extracted = apart(move || match format {
        FileFormat::Html => html::extract(&bytes, encoding),
        FileFormat::Mhtml => mhtml::extract(&bytes),
        FileFormat::Docx => docx::extract(&bytes),
        FileFormat::Epub => epub::extract(&bytes),
        FileFormat::Pdf => pdf::extract(&bytes),
        FileFormat::Text | FileFormat::Markdown => Err(LoadError::NoText),
    })?;
    if extracted.text.trim().is_empty() {
        return Err(LoadError::NoText);
    }
    Ok(Article::from_extracted(name, format, extracted))
}

/// Why bytes that do not read as text are refused: they are in another encoding than was asked for, or in none.
fn no_text(bytes: &[u8], asked: Option<&'static Encoding>) -> LoadError {
    if let Some(asked) = asked {
        let guess = decode::decode(bytes, None);
        if !is_binary(&guess.text) {
            return LoadError::NotInEncoding { asked: asked.name(), detected: guess.encoding.name() };
        }
    }
    // Four bytes a character, of which two are nearly always zero.
    let pairs = |side: usize| bytes.chunks_exact(4).take(1000).all(|c| c[side] == 0 && c[side + 1] == 0);
    if bytes.len() >= 16 && (pairs(2) || pairs(0)) {
        return LoadError::Unsupported { what: "text in UTF-32" };
    }
    LoadError::Binary
}

/// Runs a loader on a thread with a stack that is known to do; what panics there is a damaged file.
fn apart(work: impl FnOnce() -> Result<Extracted, LoadError> + Send + 'static) -> Result<Extracted, LoadError> {
    let thread = std::thread::Builder::new().name(LOADER_THREAD.into()).stack_size(STACK).spawn(work)?;
    thread.join().unwrap_or_else(|_| Err(LoadError::Damaged("its inner structure makes no sense".into())))
}

/// What the content is, whatever the file is called; the extension only tells Markdown from text.
fn sniff(bytes: &[u8], extension: Option<&str>) -> Result<FileFormat, LoadError> {
    let head = &bytes[..bytes.len().min(4096)];
    let holds = |mark: &[u8]| head.windows(mark.len()).any(|w| w == mark);
    if head[..head.len().min(1024)].windows(5).any(|w| w == b"%PDF-") {
        return Ok(FileFormat::Pdf);
    }
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return archive(bytes);
    }
    if head.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        // An encrypted DOCX is a compound file with a stream of this name, in UTF-16.
        let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let encrypted = bytes.windows(name.len()).take(1 << 20).any(|w| w == name);
        return Err(if encrypted {
            LoadError::Encrypted
        } else {
            LoadError::Unsupported { what: "an old Word file (.doc)" }
        });
    }
    if head.starts_with(b"{\\rtf") {
        return Err(LoadError::Unsupported { what: "an RTF file" });
    }
    let markup = markup(head);
    if is_mhtml(&markup) {
        return Ok(FileFormat::Mhtml);
    }
    let named_html = matches!(extension, Some("html" | "htm" | "xhtml" | "shtml"));
    let tags =
        ["<!doctype html", "<html", "<head", "<body", "<meta ", "<title", "<article", "<div", "<p>", "<p ", "<table"];
    let found = tags.iter().filter(|tag| markup.contains(**tag)).count();
    let begins = markup.trim_start().starts_with('<') && found > 0;
    if begins || found >= 3 || (named_html && found > 0) {
        return Ok(FileFormat::Html);
    }
    if holds(b"\x89PNG\r\n") || head.starts_with(b"\xff\xd8\xff") || head.starts_with(b"GIF8") {
        return Err(LoadError::Unsupported { what: "a picture" });
    }
    Ok(if matches!(extension, Some("md" | "markdown")) { FileFormat::Markdown } else { FileFormat::Text })
}

/// The head of a file as ASCII in small letters, UTF-16 too.
fn markup(head: &[u8]) -> String {
    head.iter().filter(|b| **b != 0 && b.is_ascii()).map(|b| b.to_ascii_lowercase() as char).collect()
}

fn is_mhtml(markup: &str) -> bool {
    let top = markup.split("\r\n\r\n").next().unwrap_or(markup);
    let header = |name: &str| top.starts_with(name) || top.contains(&format!("\n{name}"));
    header("mime-version:") && header("content-type:") || header("from: <saved by")
}

fn archive(bytes: &[u8]) -> Result<FileFormat, LoadError> {
    let archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).map_err(|e| LoadError::Damaged(e.to_string()))?;
    let has = |name: &str| archive.index_for_name(name).is_some();
    if has("word/document.xml") {
        Ok(FileFormat::Docx)
    } else if has("META-INF/container.xml") {
        Ok(FileFormat::Epub)
    } else if has("EncryptedPackage") {
        Err(LoadError::Encrypted)
    } else {
        Err(LoadError::Unsupported { what: "an archive that is neither DOCX nor EPUB" })
    }
}

/// Whether what was decoded is no text: control characters that no writer sets.
fn is_binary(text: &str) -> bool {
    let (mut all, mut odd) = (0usize, 0usize);
    for c in text.chars().take(64 * 1024) {
        all += 1;
        odd += usize::from(
            c == '\u{fffd}' || (c.is_control() && !matches!(c, '\n' | '\t' | '\u{b}' | '\u{c}' | '\u{85}')),
        );
    }
    odd * 10 > all && odd > 8
}
