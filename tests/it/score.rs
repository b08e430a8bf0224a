//! Annotated expectations and what scores share. Gold is read, never edited.

use std::path::PathBuf;

use duizhao::article::{Article, seeds};
use duizhao::text::Span;
use serde_json::Value;

/// A file of `tests/gold`.
pub fn gold_path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/gold").join(name)
}

/// The rows of a file of `tests/gold`.
pub fn gold_rows(name: &str) -> Vec<Value> {
    let path = gold_path(name);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    text.lines().map(|line| serde_json::from_str(line).expect("gold is JSON")).collect()
}

/// The two articles of a pair: `seeds`, or `d1` for `d1a.txt` and `d1b.txt`.
pub fn articles(pair: &str) -> [Article; 2] {
    if pair == "seeds" {
        return seeds();
    }
    ["a", "b"].map(|side| {
        let name = format!("{pair}{side}");
        let text =
            std::fs::read_to_string(gold_path(&format!("{name}.txt"))).expect("the article stands beside its gold");
        Article::from_text(name, text)
    })
}

/// The span of a row.
pub fn span(row: &Value) -> Span {
    let number = |key: &str| row[key].as_u64().expect("a row has offsets") as u32;
    Span::new(number("start"), number("end"))
}

/// Part of whole; 1 of nothing.
pub fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}
