//! Source text → normal form: script found passage by passage, traditional text converted, the overlay laid over it.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::BTreeSet;

use rayon::prelude::*;

use super::characters::Counts;
use super::vocabulary::{Hit, Vocabulary};
use super::{Converter, Form, Normalized, OffsetMap, Region, RegionCounts, Script, Substitution, Written};
use crate::article::{Article, Passage, PassageId};
use crate::text::{Span, Text, pieces};

/// The fewest characters of a script that let a passage speak for itself.
const ENOUGH: u32 = 2;

/// The article in mainland simplified.
pub fn normalize(article: &Article, converter: &dyn Converter, vocabulary: &Vocabulary) -> Normalized {
    normalize_but(article, converter, vocabulary, &BTreeSet::new())
}

/// The article in mainland simplified, the passages in `leave` as they are.
pub fn normalize_but(
    article: &Article,
    converter: &dyn Converter,
    vocabulary: &Vocabulary,
    leave: &BTreeSet<PassageId>,
) -> Normalized {
    let sources: Vec<&str> = slices(article);
    // What is in simplified characters by itself is looked through for words at once, while it is at hand.
    let read = |(at, source): (usize, &&'_ str)| {
        let counts = Counts::of(source);
        let stays = script(counts) == Some(Script::Simplified) && Way::of(Script::Simplified, counts) == Way::Leave;
        let stays = stays || leave.contains(&PassageId(at as u32));
        (counts, stays.then(|| vocabulary.hits(source)))
    };
    let read: Vec<(Counts, Option<Vec<Hit>>)> = sources.par_iter().enumerate().with_min_len(16).map(read).collect();
    let (counts, hits): (Vec<Counts>, Vec<Option<Vec<Hit>>>) = read.into_iter().unzip();
    let mut whole = Counts::default();
    counts.iter().for_each(|c| whole.add(*c));
    let article_script = script(whole).unwrap_or(Script::Simplified);
    let form = if whole.hong_kong > whole.taiwan { Form::TraditionalHongKong } else { Form::TraditionalTaiwan };

    // The others: characters, then the words of the vocabulary in them.
    let own = |at: usize| script(counts[at]).unwrap_or(article_script);
    let others: Vec<usize> = (0..sources.len()).filter(|at| hits[*at].is_none()).collect();
    let converted: Vec<(Cow<'_, str>, Vec<Hit>)> = groups(&others, &sources)
        .into_par_iter()
        .flat_map_iter(|group| {
            let way = |at: usize| Way::of(own(at), counts[at]);
            let whole = group.iter().filter(|at| way(**at) == Way::Whole);
            let mut converted = together(whole.map(|at| sources[*at]), form, converter).into_iter();
            let based = group.iter().map(|&at| {
                let base = match way(at) {
                    Way::Leave => Cow::Borrowed(sources[at]),
                    Way::Whole => Cow::Owned(converted.next().unwrap_or_default()),
                    Way::ByClause => Cow::Owned(by_clause(sources[at], form, converter)),
                };
                let hits = vocabulary.hits(&base);
                (base, hits)
            });
            based.collect::<Vec<_>>()
        })
        .collect();
    let mut converted = converted.into_iter();
    let based = hits.into_iter().enumerate().map(|(at, hits)| {
        let (base, hits) = match hits {
            Some(hits) => (Cow::Borrowed(sources[at]), hits),
            None => converted.next().unwrap_or_default(),
        };
        (own(at), base, hits)
    });
    let based: Vec<(Script, Cow<'_, str>, Vec<Hit>)> = based.collect();

    let words: Vec<RegionCounts> =
        based.iter().map(|(script, _, hits)| vocabulary.count(hits, *script == Script::Simplified)).collect();
    let mut all = RegionCounts::default();
    words.iter().for_each(|w| all.add(*w));
    let article_region = region(article_script, whole, all, 1).unwrap_or(match article_script {
        Script::Simplified => Region::Mainland,
        _ => Region::Taiwan,
    });

    let written: Vec<Written> = based
        .iter()
        .zip(counts.iter().zip(&words))
        .map(|((own, _, _), (counts, words))| {
            let region = region(*own, Counts::default(), *words, ENOUGH);
            Written {
                script: *own,
                region: region.unwrap_or(article_region),
                characters: *counts,
                words: *words,
                script_inherited: script(*counts).is_none(),
                region_inherited: region.is_none(),
            }
        })
        .collect();
    assemble(article, vocabulary, based, written, leave)
}

/// The text of each passage, found in one walk.
fn slices(article: &Article) -> Vec<&str> {
    article.passages.iter().map(|p| article.text.slice(p.span)).collect()
}

/// The script that the counts show, if they are enough to show one.
fn script(counts: Counts) -> Option<Script> {
    let (s, t) = (counts.simplified, counts.traditional);
    if s + t < ENOUGH {
        return None;
    }
    let fewer = s.min(t);
    Some(if fewer >= ENOUGH && fewer * 10 >= s + t {
        Script::Mixed
    } else if t > s {
        Script::Traditional
    } else {
        Script::Simplified
    })
}

/// The region that the counts show. `least` words are needed.
fn region(script: Script, characters: Counts, words: RegionCounts, least: u32) -> Option<Region> {
    let taiwan = words.taiwan + characters.taiwan.min(3);
    let hong_kong = words.hong_kong + characters.hong_kong.min(3);
    let mainland = words.mainland;
    let regional = taiwan.max(hong_kong);
    if regional.max(mainland) < least {
        return None;
    }
    // One regional word in simplified text is a quotation or a name; two are a manner of writing.
    if mainland > regional || (script == Script::Simplified && regional < ENOUGH) {
        return Some(Region::Mainland);
    }
    match taiwan.cmp(&hong_kong) {
        Ordering::Greater => Some(Region::Taiwan),
        Ordering::Less => Some(Region::HongKong),
        Ordering::Equal => None,
    }
}

/// How a passage comes to be in simplified characters.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// It is so already, or is to stay.
    Leave,
    Whole,
    /// Both scripts stand in it.
    ByClause,
}

impl Way {
    fn of(script: Script, counts: Counts) -> Self {
        if script == Script::Traditional && counts.traditional >= counts.simplified {
            Way::Whole
        } else if counts.traditional == 0 {
            Way::Leave
        } else {
            Way::ByClause
        }
    }
}

/// About how many bytes of neighbouring passages are converted in one go: a call costs much for a short text, and more than
/// one thread is to have work.
const GROUP: usize = 24 << 10;

/// Passages that stand near each other, by their numbers, in groups.
fn groups<'p>(passages: &'p [usize], sources: &[&str]) -> Vec<&'p [usize]> {
    let mut out = Vec::new();
    let (mut from, mut bytes) = (0, 0);
    for (n, at) in passages.iter().enumerate() {
        bytes += sources[*at].len();
        if bytes >= GROUP || n + 1 == passages.len() {
            out.push(&passages[from..=n]);
            (from, bytes) = (n + 1, 0);
        }
    }
    out
}

/// Passages converted as one text, a line each: no phrase goes over a line end, and no line end is converted.
fn together<'t>(passages: impl Iterator<Item = &'t str> + Clone, form: Form, converter: &dyn Converter) -> Vec<String> {
    let joined = passages.clone().collect::<Vec<_>>().join("\n");
    let converted = convert(&joined, form, converter);
    let mut rest = converted.as_str();
    let own = |source: &str| {
        // It has as many line ends as it had before; the next one stands behind it.
        let inner = source.matches('\n').count();
        let end = rest.match_indices('\n').nth(inner).map_or(rest.len(), |(at, _)| at);
        let (own, behind) = rest.split_at(end);
        rest = behind.strip_prefix('\n').unwrap_or(behind);
        own.to_owned()
    };
    passages.map(own).collect()
}

/// A passage of both scripts in simplified characters.
fn by_clause(source: &str, form: Form, converter: &dyn Converter) -> String {
    let mut out = String::with_capacity(source.len());
    for clause in source.split_inclusive(|c: char| "，。、；：！？,;!?\n“”「」《》（）".contains(c)) {
        let counts = Counts::of(clause);
        if counts.traditional > counts.simplified {
            out.push_str(&converter.convert(clause, form, Form::Simplified));
        } else {
            out.push_str(clause);
        }
    }
    out
}

/// Converts in pieces that end where no word does.
fn convert(source: &str, form: Form, converter: &dyn Converter) -> String {
    match pieces(source).as_slice() {
        [""] => String::new(),
        [one] => converter.convert(one, form, Form::Simplified),
        many => many.par_iter().map(|piece| converter.convert(piece, form, Form::Simplified)).collect(),
    }
}

/// Lays the overlay over each passage and joins them with what stands between them in the source.
fn assemble(
    article: &Article,
    vocabulary: &Vocabulary,
    based: Vec<(Script, Cow<'_, str>, Vec<Hit>)>,
    written: Vec<Written>,
    leave: &BTreeSet<PassageId>,
) -> Normalized {
    let as_it_is = |(passage, ((_, base, _), written)): (&Passage, (&(_, Cow<'_, str>, _), &Written))| {
        let stays = written.region == Region::Mainland || leave.contains(&passage.id);
        stays && matches!(base, Cow::Borrowed(_))
    };
    if article.passages.iter().zip(based.iter().zip(&written)).all(as_it_is) {
        return Normalized::new(article.text.clone(), OffsetMap::default(), Vec::new(), written);
    }
    let source = &article.text;
    let mut out = String::with_capacity(source.as_str().len());
    let mut map = OffsetMap::default();
    let mut substitutions = Vec::new();
    let mut done = 0u32;
    for ((passage, (_, base, hits)), written) in article.passages.iter().zip(based).zip(&written) {
        out.push_str(source.slice(Span::new(done, passage.span.start.0)));
        done = passage.span.end.0;
        if written.region == Region::Mainland || leave.contains(&passage.id) {
            out.push_str(&base);
            continue;
        }
        // Code points before `counted` bytes of the passage.
        let (mut counted, mut chars) = (0usize, passage.span.start.0);
        let mut copied = 0usize;
        for hit in hits {
            let Some(rule) = vocabulary.rule(hit, &base, written.region) else { continue };
            chars += base[counted..hit.start].chars().count() as u32;
            let length = base[hit.start..hit.end].chars().count() as u32;
            let span = Span::new(chars, chars + length);
            (counted, chars) = (hit.end, chars + length);
            out.push_str(&base[copied..hit.start]);
            out.push_str(&rule.to);
            copied = hit.end;
            map.push(span, rule.to.chars().count() as u32);
            let (normalized, rule, risk) = (rule.to.clone(), rule.id.clone(), rule.risk);
            substitutions.push(Substitution { span, normalized, rule, risk });
        }
        out.push_str(&base[copied..]);
    }
    out.push_str(source.slice(Span::new(done, source.len())));
    Normalized::new(Text::new(out), map, substitutions, written)
}
