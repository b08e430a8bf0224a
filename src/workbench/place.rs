//! Places in a text: the selection, and the units by which it grows.

use crate::article::Article;
use crate::comparison::Side;
use crate::text::{CharIndex, Span, Text, Word};

/// What the analyst has selected, or the caret where the two ends meet. Code points of the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selection {
    pub side: Side,
    /// Where it began.
    pub anchor: CharIndex,
    /// Where it goes on.
    pub head: CharIndex,
}

impl Selection {
    pub fn new(side: Side, span: Span) -> Self {
        Self { side, anchor: span.start, head: span.end }
    }

    pub fn span(self) -> Span {
        Span { start: self.anchor.min(self.head), end: self.anchor.max(self.head) }
    }

    pub fn is_caret(self) -> bool {
        self.anchor == self.head
    }
}

/// By what a selection grows and a caret moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    Character,
    Word,
    Clause,
    Sentence,
    Passage,
}

impl Unit {
    pub const ALL: [Unit; 5] = [Unit::Character, Unit::Word, Unit::Clause, Unit::Sentence, Unit::Passage];
}

/// The unit that holds `index`. `words` are those of the passage, in code points of it, empty while the dictionary
/// is not loaded: then a run of one kind of character stands for a word.
pub fn unit_at(article: &Article, index: CharIndex, unit: Unit, words: &[Word]) -> Option<Span> {
    let last = CharIndex(article.text.len().checked_sub(1)?);
    let index = index.min(last);
    let at = Span::new(index.0, index.0 + 1);
    let passage = article.passage_at(at).or_else(|| {
        // Between passages the one before is meant.
        article.passages.iter().rev().find(|p| p.span.end <= index)
    })?;
    let index = index.clamp(passage.span.start, CharIndex(passage.span.end.0.saturating_sub(1)));
    Some(match unit {
        Unit::Character => Span::new(index.0, index.0 + 1),
        Unit::Word => {
            let within = CharIndex(index.0 - passage.span.start.0);
            let word = words.iter().find(|w| w.span.contains(within));
            word.map_or_else(|| run(&article.text, passage.span, index), |w| w.span.shifted(passage.span.start))
        }
        Unit::Clause => clause(&article.text, passage.span, index),
        Unit::Sentence => passage.sentences.iter().copied().find(|s| s.contains(index)).unwrap_or(passage.span),
        Unit::Passage => passage.span,
    })
}

/// Marks at which a clause ends; the mark belongs to it.
const CLAUSE_ENDS: &str = "，。；：？！,;:?!\n";

fn clause(text: &Text, passage: Span, index: CharIndex) -> Span {
    let chars: Vec<char> = text.slice(passage).chars().collect();
    let at = (index.0 - passage.start.0) as usize;
    let ends = |i: usize| {
        // A comma or colon between digits belongs to a number.
        let digit = |c: Option<&char>| c.is_some_and(char::is_ascii_digit);
        CLAUSE_ENDS.contains(chars[i]) && !(digit(chars.get(i + 1)) && i > 0 && digit(chars.get(i - 1)))
    };
    let start = (0..at).rev().find(|&i| ends(i)).map_or(0, |i| i + 1);
    let end = (at..chars.len()).find(|&i| ends(i)).map_or(chars.len(), |i| i + 1);
    Span::new(start as u32, end.max(start) as u32).shifted(passage.start)
}

/// Neighbours of one kind around `index`: letters and digits, white space, or a single ideograph or mark.
fn run(text: &Text, passage: Span, index: CharIndex) -> Span {
    let chars: Vec<char> = text.slice(passage).chars().collect();
    let at = (index.0 - passage.start.0) as usize;
    let word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '%' | '０'..='９');
    if !word(chars[at]) {
        return Span::new(index.0, index.0 + 1);
    }
    let start = (0..at).rev().find(|&i| !word(chars[i])).map_or(0, |i| i + 1);
    let end = (at..chars.len()).find(|&i| !word(chars[i])).unwrap_or(chars.len());
    Span::new(start as u32, end as u32).shifted(passage.start)
}

/// The smallest unit that is larger than `span` and holds it.
pub fn grown(article: &Article, span: Span, words: impl Fn(CharIndex) -> Vec<Word>) -> Span {
    let words = words(span.start);
    for unit in Unit::ALL {
        let last = CharIndex(span.end.0.saturating_sub(1).max(span.start.0));
        let Some(first) = unit_at(article, span.start, unit, &words) else { continue };
        let hull = unit_at(article, last, unit, &words).map_or(first, |end| first.hull(end));
        if hull.covers(span) && hull.len() > span.len() {
            return hull;
        }
    }
    article.text.span()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_selection_grows_from_character_to_passage() {
        let article = Article::from_text("a", "全省6,908个村通网，增收4000元。\n第二段。");
        let text = |span: Span| article.text.slice(span).to_owned();
        let at = CharIndex(3);
        assert_eq!(unit_at(&article, at, Unit::Clause, &[]).map(text).as_deref(), Some("全省6,908个村通网，"));
        let text = |span: Span| article.text.slice(span).to_owned();
        assert_eq!(
            unit_at(&article, at, Unit::Passage, &[]).map(text).as_deref(),
            Some("全省6,908个村通网，增收4000元。")
        );
        let mut span = Span::new(0, 1);
        let mut seen = Vec::new();
        for _ in 0..3 {
            span = grown(&article, span, |_| vec![Word { span: Span::new(0, 2) }]);
            seen.push(article.text.slice(span).to_owned());
        }
        assert_eq!(seen[0], "全省");
        assert_eq!(seen[1], "全省6,908个村通网，");
    }

    #[test]
    fn an_empty_article_has_no_units() {
        assert_eq!(unit_at(&Article::from_text("a", ""), CharIndex(0), Unit::Word, &[]), None);
    }
}
