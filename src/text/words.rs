//! Words, by jieba. The only file that names it.

use std::sync::OnceLock;

use jieba_rs::Jieba;

use super::Span;

/// A word of a text, by code points of that text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    pub span: Span,
}

/// Cuts simplified text into words. Loading its dictionary takes about 90 ms: make one, share it.
pub struct Segmenter(Jieba);

impl Segmenter {
    /// The one that the whole program uses, loaded when first asked for.
    pub fn shared() -> &'static Self {
        static SHARED: OnceLock<Segmenter> = OnceLock::new();
        SHARED.get_or_init(Self::new)
    }

    pub fn new() -> Self {
        Self(Jieba::new())
    }

    /// The words of `text` in order, without white space; spans are code points of `text`.
    pub fn words(&self, text: &str) -> Vec<Word> {
        let mut start = 0;
        let mut words = Vec::with_capacity(text.len() / 5);
        for token in self.0.cut(text, true) {
            let end = start + token.word.chars().count() as u32;
            if !token.word.trim().is_empty() {
                words.push(Word { span: Span::new(start, end) });
            }
            start = end;
        }
        words
    }
}

impl Default for Segmenter {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_carry_their_place() {
        let text = "推进 网络安全和信息化工作";
        let words = Segmenter::new().words(text);
        let chars: Vec<char> = text.chars().collect();
        let surfaces: Vec<String> =
            words.iter().map(|w| chars[w.span.start.0 as usize..w.span.end.0 as usize].iter().collect()).collect();
        assert_eq!(surfaces, ["推进", "网络安全", "和", "信息化", "工作"]);
    }
}
