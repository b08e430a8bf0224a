//! Words, by jieba. The only file that names it.

use std::sync::{Arc, Mutex, PoisonError, Weak};

use jieba_rs::Jieba;
use rayon::prelude::*;

use super::{CharIndex, Span, pieces};

/// A word of a text, by code points of that text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    pub span: Span,
}

/// How many pieces of a text are cut side by side.
const PIECES_AT_ONCE: usize = 64;

/// What a word can be in a sentence, as the dictionary has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Verb,
    /// A verb that also stands as a noun: 服务, 监测.
    VerbalNoun,
    Adverb,
    Preposition,
    Conjunction,
    Pronoun,
    Time,
    /// The name of a place.
    Place,
    /// Everything else: nouns, adjectives, other names, and what the dictionary does not know.
    Other,
}

/// Cuts simplified text into words. Loading its dictionary takes about 90 ms: make one, share it.
pub struct Segmenter(Jieba);

/// The shared one, and what it was if somebody still has it.
struct Shared {
    held: Option<Arc<Segmenter>>,
    known: Weak<Segmenter>,
}

static SHARED: Mutex<Shared> = Mutex::new(Shared { held: None, known: Weak::new() });

impl Segmenter {
    /// The one that the whole program uses, loaded when it is asked for and not there.
    pub fn shared() -> Arc<Self> {
        let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(segmenter) = &shared.held {
            return Arc::clone(segmenter);
        }
        let segmenter = shared.known.upgrade().unwrap_or_else(|| Arc::new(Self::new()));
        shared.known = Arc::downgrade(&segmenter);
        shared.held = Some(Arc::clone(&segmenter));
        segmenter
    }

    /// Gives back the 25 MB of the shared one as soon as nobody uses it: for a program that is open all day and reads texts
    /// now and then.
    pub fn let_go() {
        SHARED.lock().unwrap_or_else(PoisonError::into_inner).held = None;
    }

    pub fn new() -> Self {
        Self(Jieba::new())
    }

    /// The words of `text` in order, without white space; spans are code points of `text`.
    pub fn words(&self, text: &str) -> Vec<Word> {
        // No word and mark takes less than four bytes on average; what is not filled takes no memory.
        let mut words = Vec::with_capacity(text.len() / 4);
        let mut origin = CharIndex(0);
        // A few pieces at a time: beside the list itself there is never much.
        for some in pieces(text).chunks(PIECES_AT_ONCE) {
            let cut: Vec<(Vec<Word>, u32)> = some.par_iter().map(|piece| self.cut(piece)).collect();
            for (piece, length) in cut {
                words.extend(piece.into_iter().map(|word| Word { span: word.span.shifted(origin) }));
                origin.0 += length;
            }
        }
        words
    }

    /// The words of a piece, and its length in code points.
    fn cut(&self, piece: &str) -> (Vec<Word>, u32) {
        let mut start = 0;
        let mut words = Vec::with_capacity(piece.len() / 5);
        for token in self.0.cut(piece, true) {
            let end = start + token.word.chars().count() as u32;
            if !token.word.trim().is_empty() {
                words.push(Word { span: Span::new(start, end) });
            }
            start = end;
        }
        (words, start)
    }

    /// Puts in `out` the words of the dictionary that `text` consists of, each with its length in code points and what it
    /// can be. What is in no dictionary comes as single characters.
    pub fn parts(&self, text: &str, out: &mut Vec<(usize, Part)>) {
        let part = |tag: &str| match tag {
            "vn" => Part::VerbalNoun,
            "d" | "ad" | "vd" => Part::Adverb,
            "p" => Part::Preposition,
            "c" => Part::Conjunction,
            "r" => Part::Pronoun,
            "t" => Part::Time,
            "ns" => Part::Place,
            tag if tag.starts_with('v') => Part::Verb,
            _ => Part::Other,
        };
        out.clear();
        out.extend(self.0.tag(text, false).iter().map(|tag| (tag.end - tag.start, part(tag.tag))));
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
    fn what_was_let_go_and_is_in_use_is_not_loaded_twice() {
        let one = Segmenter::shared();
        Segmenter::let_go();
        assert!(Arc::ptr_eq(&one, &Segmenter::shared()));
    }

    #[test]
    fn words_carry_their_place() {
        let text = "推进 网络安全和信息化工作";
        let words = Segmenter::new().words(text);
        let chars: Vec<char> = text.chars().collect();
        let surfaces: Vec<String> =
            words.iter().map(|w| chars[w.span.start.0 as usize..w.span.end.0 as usize].iter().collect()).collect();
        assert_eq!(surfaces, ["推进", "网络安全", "和", "信息化", "工作"]);
    }

    #[test]
    fn long_texts_are_cut_as_short_ones() {
        let line = "推进 网络安全和信息化工作，去年增长3.5%。\n";
        let segmenter = Segmenter::new();
        let one = segmenter.words(line);
        let count = 2_000;
        let all = segmenter.words(&line.repeat(count));
        assert_eq!(all.len(), one.len() * count);
        let length = line.chars().count() as u32;
        for (n, word) in all.iter().enumerate() {
            let origin = CharIndex((n / one.len()) as u32 * length);
            assert_eq!(word.span, one[n % one.len()].span.shifted(origin));
        }
    }
}
