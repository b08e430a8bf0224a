//! An article gives way to a changed version of itself: every place is found again by its words and what stands around them.
//!
//! A place whose words stand in the new text, with more of the same around them than anywhere else, is sure. Any other
//! gets the likeliest place and waits to be looked at again. None is dropped.

use std::collections::BTreeMap;

use super::articles::{file_name, words};
use super::edit::{Edit, EditError, Verb};
use super::edits::row;
use super::model::{About, Far, Place, Review, RowRef, SessionArticle, Why};
use super::state::{ArticleId, Kind, ReviewId, Row, State};
use crate::article::Article;
use crate::text::{ByteIndex, Span, Text};

/// How many code points on each side of a place speak for it.
const CONTEXT: usize = 32;

/// How much of an article a version of it keeps, at the least: line by line, by length.
const KEPT: f64 = 0.2;

/// How many places with the same words are looked at.
const CANDIDATES: usize = 200;

/// Where a span of the old text stands in the new one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anchor {
    pub span: Span,
    /// The same words, and no other place is as likely.
    pub sure: bool,
}

/// What a replacement does to the places in the article.
#[derive(Clone, Debug)]
pub struct Replacement {
    pub edit: Edit,
    /// Rows with a place that is a guess, which wait to be looked at again.
    pub unsure: Vec<RowRef>,
    /// How many rows have a place in the article.
    pub places: usize,
}

impl State {
    /// Puts a changed version of an article in its place, as one step. Where most of what was said of it is not found again
    /// it is refused, unless `unlike` is well: then the wrong file was named.
    pub fn replace_article(
        &self,
        id: ArticleId,
        new: &Article,
        origin: &str,
        unlike: bool,
    ) -> Result<Replacement, EditError> {
        let article = row(&self.articles, id)?;
        let text = &new.text;
        let old = &row(&self.sources, article.source)?.text;
        if old == text {
            return Err(EditError::Nothing("replace"));
        }
        let (source, mut edit) = self.with_source(Verb::Replace, text)?;
        let (origin, hints, provenance) = (file_name(origin), new.hints.clone(), new.provenance());
        // What the old text said of itself gives way to what the new one says; what the analyst said stays.
        let before = Article::restored(&article.name, old.clone(), article.hints.clone(), &article.provenance);
        let said = words(&before.variables);
        let mut variables = article.variables.clone();
        variables.retain(|name, value| said.get(name) != Some(value));
        for (name, value) in words(&new.variables) {
            variables.entry(name).or_insert(value);
        }
        edit = edit.change(
            id,
            article.clone(),
            SessionArticle { source, origin, hints, provenance, variables, ..article.clone() },
        );
        let anchors = Anchors::new(old, text);
        let (mut unsure, mut places, mut moved) = (Vec::new(), 0, Vec::new());
        for kind in [Kind::Unit, Kind::Coding, Kind::Link, Kind::Memo, Kind::Correction] {
            for (at, row) in self.rows_of(kind) {
                let here: Vec<Place> = row.places().into_iter().filter(|place| place.article == id).collect();
                if here.is_empty() {
                    continue;
                }
                places += 1;
                let mut found = BTreeMap::new();
                for place in here {
                    let anchor = anchors.find(place.span);
                    if !anchor.sure {
                        moved.push((at, place.span));
                    }
                    let quote = crc32fast::hash(text.slice(anchor.span).as_bytes());
                    found.insert(place, Place { article: id, span: anchor.span, quote });
                }
                let after = with_places(row.clone(), |place| found.get(&place).copied().unwrap_or(place));
                if after != row {
                    edit = edit.change(at, row, after);
                }
            }
        }
        let used = edit.changes.iter().filter(|change| change.before.is_none()).count();
        for (n, (of, span)) in moved.into_iter().enumerate() {
            let why = Why::Moved { source: article.source, span };
            edit = edit.add(ReviewId(self.new_id((used + n) as u32)), Review { of, why });
            unsure.push(of);
        }
        unsure.dedup();
        if !unlike && unsure.len() * 2 > places && anchors.kept() < KEPT {
            return Err(EditError::Unlike { unsure: unsure.len(), places });
        }
        Ok(Replacement { edit, unsure, places })
    }
}

fn with_places(mut row: Row, new: impl Fn(Place) -> Place) -> Row {
    match &mut row {
        Row::Unit(unit) => unit.at = new(unit.at),
        Row::Coding(coding) => coding.at = new(coding.at),
        Row::Correction(correction) => correction.at = new(correction.at),
        Row::Link(link) => {
            link.from = new(link.from);
            if let Far::At(to) = link.to {
                link.to = Far::At(new(to));
            }
        }
        Row::Memo(memo) => {
            if let About::Place(at) = memo.about {
                memo.about = About::Place(new(at));
            }
        }
        _ => {}
    }
    row
}

/// Finds places of one text in another.
pub struct Anchors<'a> {
    old: &'a Text,
    new: &'a Text,
    /// Lines that stand once in each text: code point of the old line, its length, code point of the new one.
    lines: Vec<(u32, u32, u32)>,
}

impl<'a> Anchors<'a> {
    pub fn new(old: &'a Text, new: &'a Text) -> Self {
        let single = once(new);
        let mut lines: Vec<_> = once(old)
            .into_iter()
            .filter_map(|(line, at)| Some((at?, line.chars().count() as u32, (*single.get(line)?)?)))
            .collect();
        lines.sort_unstable();
        Self { old, new, lines }
    }

    /// How much of the old text stands line by line in the new one, from 0 to 1.
    fn kept(&self) -> f64 {
        let now = once(self.new);
        let lines = self.old.as_str().split('\n').filter(|line| !line.trim().is_empty());
        let (again, all) = lines.fold((0, 0), |(again, all), line| {
            (again + if now.contains_key(line) { line.len() } else { 0 }, all + line.len())
        });
        again as f64 / all.max(1) as f64
    }

    /// The likeliest place of a span.
    pub fn find(&self, span: Span) -> Anchor {
        if let Some(span) = self.in_line(span) {
            return Anchor { span, sure: true };
        }
        let quote = self.old.slice(span);
        let near = self.nearby(span);
        if quote.is_empty() {
            return Anchor { span: Span::new(near, near), sure: false };
        }
        let candidates: Vec<Span> = self
            .new
            .as_str()
            .match_indices(quote)
            .take(CANDIDATES)
            .map(|(byte, _)| {
                let start = self.new.char_of(ByteIndex(byte)).0;
                Span::new(start, start + span.len())
            })
            .collect();
        let mut scored: Vec<(usize, std::cmp::Reverse<u32>, Span)> = candidates
            .into_iter()
            .map(|at| (self.shared(span, at), std::cmp::Reverse(at.start.0.abs_diff(near)), at))
            .collect();
        scored.sort_unstable_by(|a, b| b.cmp(a));
        match scored.as_slice() {
            [] => Anchor { span: self.between(span, near), sure: false },
            // The only place with these words, or one whose surroundings say more than any other's.
            [only] => Anchor { span: only.2, sure: only.0 > 0 || span.len() as usize >= CONTEXT },
            [best, next, ..] => Anchor { span: best.2, sure: best.0 > next.0 + 1 },
        }
    }

    /// Within a line that stands once in each text.
    fn in_line(&self, span: Span) -> Option<Span> {
        let after = self.lines.partition_point(|(start, ..)| *start <= span.start.0);
        let (start, len, new) = *self.lines.get(after.checked_sub(1)?)?;
        let within = span.end.0 <= start + len && !span.is_empty();
        within.then(|| Span::new(new + span.start.0 - start, new + span.end.0 - start))
    }

    /// How many code points before and after agree.
    fn shared(&self, old: Span, new: Span) -> usize {
        let agree = |a: &str, b: &str, back: bool| {
            let pairs: &mut dyn Iterator<Item = (char, char)> =
                if back { &mut a.chars().rev().zip(b.chars().rev()) } else { &mut a.chars().zip(b.chars()) };
            pairs.take(CONTEXT).take_while(|(a, b)| a == b).count()
        };
        agree(before(self.old, old), before(self.new, new), true)
            + agree(after(self.old, old), after(self.new, new), false)
    }

    /// Where the span would stand if the text around the nearest known line had moved with it.
    fn nearby(&self, span: Span) -> u32 {
        let after = self.lines.partition_point(|(start, ..)| *start <= span.start.0);
        let line = after.checked_sub(1).and_then(|at| self.lines.get(at)).or(self.lines.first());
        let guess = match line {
            Some((old, _, new)) => i64::from(span.start.0) - i64::from(*old) + i64::from(*new),
            None => i64::from(span.start.0) * i64::from(self.new.len()) / i64::from(self.old.len().max(1)),
        };
        guess.clamp(0, i64::from(self.new.len())) as u32
    }

    /// The words are gone: between what stood before and what stood after, if that is still there.
    fn between(&self, span: Span, near: u32) -> Span {
        let find = |words: &str| {
            let places = self.new.as_str().match_indices(words).take(CANDIDATES);
            let starts = places.map(|(byte, _)| self.new.char_of(ByteIndex(byte)).0);
            // A mark or two stand everywhere.
            if words.chars().count() < 4 { None } else { starts.min_by_key(|start| start.abs_diff(near)) }
        };
        let lead: String = tail(before(self.old, span), 8);
        let trail: String = after(self.old, span).chars().take(8).collect();
        let start = find(&lead).map(|at| at + lead.chars().count() as u32);
        let end = find(&trail);
        match (start, end) {
            (Some(start), Some(end)) if start <= end && end - start <= 4 * span.len() + 32 => Span::new(start, end),
            (Some(start), _) => self.fit(start, span.len()),
            (None, Some(end)) => Span::new(end.saturating_sub(span.len()), end),
            (None, None) => self.fit(near, span.len()),
        }
    }

    fn fit(&self, start: u32, len: u32) -> Span {
        let start = start.min(self.new.len());
        Span::new(start, (start + len).min(self.new.len()))
    }
}

/// Lines by their words, with the code point where they stand if they stand once.
fn once(text: &Text) -> BTreeMap<&str, Option<u32>> {
    let mut lines = BTreeMap::new();
    let mut at = 0;
    for line in text.as_str().split('\n') {
        if !line.trim().is_empty() {
            lines.entry(line).and_modify(|place| *place = None).or_insert(Some(at));
        }
        at += line.chars().count() as u32 + 1;
    }
    lines
}

fn before(text: &Text, span: Span) -> &str {
    text.slice(Span::new(span.start.0.saturating_sub(CONTEXT as u32), span.start.0))
}

fn after(text: &Text, span: Span) -> &str {
    text.slice(Span::new(span.end.0, (span.end.0 + CONTEXT as u32).min(text.len())))
}

fn tail(text: &str, count: usize) -> String {
    let skip = text.chars().count().saturating_sub(count);
    text.chars().skip(skip).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_found_by_their_words_and_what_stands_around_them() {
        let old = Text::new("一、网络安全工作\n建成平台。推进网络安全。\n完善网络安全制度，保障网络安全。\n结语。");
        let new = Text::new("前言\n一、网络安全工作\n又建成平台。推进网络安全。\n完善网络安全制度，保障数据安全。\n");
        let anchors = Anchors::new(&old, &new);
        let at = |text: &Text, words: &str| {
            let byte = text.as_str().find(words).unwrap();
            text.span_of(byte..byte + words.len())
        };
        let check = |words: &str, expect: &str, sure: bool| {
            let found = anchors.find(at(&old, words));
            assert_eq!((new.slice(found.span), found.sure), (expect, sure), "{words}");
        };
        check("一、网络", "一、网络", true);
        check("推进网络安全", "推进网络安全", true);
        check("网络安全制度", "网络安全制度", true);
        check("保障网络安全", "保障数据安全", false);
        assert!(!anchors.find(at(&old, "结语")).sure);
    }

    #[test]
    fn a_lone_word_in_other_surroundings_is_unsure() {
        let (old, new) = (Text::new("甲乙丙"), Text::new("子丑乙寅"));
        assert!(!Anchors::new(&old, &new).find(Span::new(1, 2)).sure);
    }
}
