//! The two articles that come with the program, as they were given.

use super::Article;

const JIANGXI: &str = include_str!("../../seeds/jiangxi.txt");
const ZHEJIANG: &str = include_str!("../../seeds/zhejiang.txt");

/// Jiangxi in simplified, Zhejiang in traditional characters with Taiwan's vocabulary.
pub fn seeds() -> [Article; 2] {
    [("jiangxi", JIANGXI), ("zhejiang", ZHEJIANG)].map(|(name, text)| Article::from_text(name, text))
}
