//! Structure: lines → passages with their roles.
//!
//! Lines are rejoined ([`lines`]), told apart by what they begin with ([`markers`]) and by the furniture of pages
//! ([`furniture`]); then headings get their level, and repeats point to what they repeat.

mod furniture;
mod letters;
mod lines;
mod markers;
mod repeats;
mod sentences;

pub use sentences::sentences;

pub(super) use lines::is_blank;
use lines::{Unit, ends_sentence, is_marks, is_subtitle};
use markers::Style;

use rayon::prelude::*;

use super::{Hint, Hints, Passage, PassageId, Role};
use crate::text::{Span, Text};

/// The longest title, in code points.
const LONGEST_TITLE: u32 = 90;
/// The longest heading without a number, and with one.
const LONGEST_BARE: u32 = 32;
const LONGEST_NUMBERED: u32 = 45;
/// How many short lines in a row are a table or a list of names rather than headings.
const ROW_OF_SHORT: usize = 3;

/// Cuts a reference text into passages. `hints` says what the source's markup knew of its lines.
pub fn passages(text: &Text, hints: &Hints) -> Vec<Passage> {
    let units = lines::units(text.as_str(), hints);
    let roles = roles(&units, hints);
    let levels = levels(&units, &roles, hints);
    let passage = |(unit, (role, heading_level)): (&Unit<'_>, (Role, Option<u8>))| {
        let marks = markup(unit, hints);
        let words = &unit.text[marks..];
        let start = unit.start + marks as u32;
        Passage {
            id: PassageId(0),
            span: Span::new(start, start + words.chars().count() as u32),
            role,
            heading_level,
            duplicate_of: None,
            heading: None,
            sentences: sentences(words, start),
            omission: false,
            excluded: None,
        }
    };
    let named = roles.into_par_iter().zip(levels);
    let mut out: Vec<Passage> = units.par_iter().with_min_len(64).zip(named).map(passage).collect();
    link(text, &mut out);
    out
}

/// Characters of Markdown before the words of a heading or quotation, all of them one byte: they are no part of its passage.
fn markup(unit: &Unit<'_>, hints: &Hints) -> usize {
    let quotation = hints.at(unit.start) == Some(Hint::Prose) && unit.text.starts_with('>');
    if !quotation && !matches!(unit.style, Some(Style::Hash(_))) {
        return 0;
    }
    let words = unit.text.trim_start_matches(['#', '>', ' ']);
    if words.starts_with(is_blank) || words.is_empty() { 0 } else { unit.text.len() - words.len() }
}

/// Numbers passages that are cut and named, and finds what follows from that: headings above, omissions, repeats.
pub fn link(text: &Text, passages: &mut [Passage]) {
    let mut heading = None;
    for at in 0..passages.len() {
        let id = PassageId(at as u32);
        // 通知如下： before 一、 is followed by what it announces.
        let announced = |next: &Passage| markers::is_first(text.slice(next.span));
        let next = passages.get(at + 1).map(|next| if announced(next) { Role::Paragraph } else { next.role });
        let passage = &mut passages[at];
        if passage.role == Role::Heading {
            heading = Some(id);
        }
        passage.id = id;
        passage.duplicate_of = None;
        passage.heading = heading.filter(|h| *h != id);
        passage.omission = omits(text.slice(passage.span), passage.role, next);
    }
    repeats::mark(text, passages);
}

/// Reads the sentences of a passage whose span has changed.
pub fn read_sentences(text: &Text, passage: &mut Passage) {
    passage.sentences = sentences(text.slice(passage.span), passage.span.start.0);
}

/// A span without the white space at its ends; empty where there is nothing else.
pub fn trimmed(text: &Text, span: Span) -> Span {
    let words = text.slice(span);
    let lead = words.chars().take_while(|c| is_blank(*c)).count() as u32;
    let trail = words.chars().rev().take_while(|c| is_blank(*c)).count() as u32;
    let start = span.start.0 + lead.min(span.len());
    Span::new(start, (span.end.0 - trail.min(span.len())).max(start))
}

/// Whether text is missing in or after a passage that says `words`.
fn omits(words: &str, role: Role, next: Option<Role>) -> bool {
    let missing_after = next.is_none_or(|next| matches!(next, Role::Heading | Role::Boilerplate | Role::Filler));
    match role {
        Role::Filler => furniture::is_omission(words),
        Role::Paragraph | Role::ListItem => {
            words.contains("………")
                || words.contains("......")
                || missing_after && words.ends_with(['：', ':', '，', ',', '、'])
        }
        _ => false,
    }
}

/// A line that could be a heading by its looks: short, and not a sentence.
fn is_bare(unit: &Unit<'_>, longest: u32) -> bool {
    unit.len <= longest
        && !unit.text.ends_with(['。', '；', ';', '，', ',', '、', '：', ':', '…', '.', '｡'])
        && !unit.text.contains(['。', '；'])
        && (!unit.text.contains('\n') || is_subtitle(unit.last_line()))
        && !unit.furniture
        && !furniture::is_date(unit.text)
        && !is_marks(unit.text)
        && !is_row(unit)
}

/// Whether a line is a row of a table that lost its lines: three cells or more, or a number in the second of two.
fn is_row(unit: &Unit<'_>) -> bool {
    let mut cells = unit.text.split('\t').map(str::trim).filter(|cell| !cell.is_empty()).skip(1);
    cells.next().is_some_and(|second| cells.next().is_some() || second.starts_with(|c: char| c.is_ascii_digit()))
}

fn is_question(unit: &Unit<'_>) -> bool {
    unit.text.ends_with(['？', '?', '！', '!'])
}

fn roles(units: &[Unit<'_>], hints: &Hints) -> Vec<Role> {
    let mut roles: Vec<Role> = units
        .iter()
        .map(|unit| match hints.at(unit.start) {
            Some(Hint::Furniture) if is_marks(unit.text) => Role::Filler,
            Some(Hint::Furniture) => Role::Boilerplate,
            _ => first_guess(unit),
        })
        .collect();
    contents(units, &mut roles);
    values(units, &mut roles);
    letters::addressed_first(units, &mut roles);
    let top = top(units, &mut roles, hints);
    numbered(units, &mut roles, top);
    bare(units, &mut roles, top);
    letters::name(units, &mut roles, top);
    titles_again(units, &mut roles);
    others(units, &mut roles, top);
    for (role, unit) in roles.iter_mut().zip(units) {
        match hints.at(unit.start) {
            Some(Hint::Title) => *role = Role::Title,
            // Some writers set whole paragraphs in the style of headings, or begin them with one.
            Some(Hint::Heading(_))
                if unit.len > LONGEST_TITLE || unit.len > LONGEST_NUMBERED && unit.text.contains('。') => {}
            Some(Hint::Heading(_)) if matches!(role, Role::Paragraph | Role::ListItem) => *role = Role::Heading,
            Some(Hint::ListItem) if *role == Role::Paragraph => *role = Role::ListItem,
            Some(Hint::Prose) if matches!(role, Role::Title | Role::Heading) => *role = Role::Paragraph,
            _ => {}
        }
    }
    roles
}

/// What stands in the line under a label that has nothing behind it: 发文机构： / 某县人民政府
fn values(units: &[Unit<'_>], roles: &mut [Role]) {
    const LONGEST: u32 = 40;
    for at in 1..units.len() {
        let names = units[at].len >= 8 && lines::names_document(units[at].text);
        let prose = units[at].text.contains(['。', '，', ',', '？', '！', '：', ':']);
        let plain = units[at].len <= LONGEST && !names && !prose;
        if plain && roles[at - 1] == Role::Boilerplate && furniture::is_empty_label(units[at - 1].text) {
            roles[at] = Role::Boilerplate;
        }
    }
}

/// A table of contents says again what the headings say: it ends where its first line comes a second time.
fn contents(units: &[Unit<'_>], roles: &mut [Role]) {
    let key = |unit: &Unit<'_>| {
        let words =
            unit.text.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace() || ".…·（）()-".contains(c));
        words.chars().filter(|c| c.is_alphanumeric()).collect::<String>()
    };
    let named = |unit: &Unit<'_>| matches!(key(unit).as_str(), "目录" | "目錄" | "目次" | "Contents" | "CONTENTS");
    let Some(at) = units.iter().take(60).position(named) else { return };
    let Some(first) = units.get(at + 1).map(key).filter(|first| !first.is_empty()) else { return };
    let Some(length) = units[at + 2..].iter().take(400).position(|unit| key(unit) == first) else { return };
    let lines = at..at + 2 + length;
    if units[lines.clone()].iter().all(|unit| unit.len <= LONGEST_TITLE && !unit.text.contains('。')) {
        roles[lines].fill(Role::Boilerplate);
    }
}

/// Whether a line says whose turn it is and nothing else, as in written replies to a council: 問題： / 答覆：
fn is_turn(line: &str) -> bool {
    const TURNS: [&str; 10] = ["问题", "問題", "提问", "提問", "答复", "答覆", "回复", "回覆", "回应", "回應"];
    line.strip_suffix(['：', ':']).is_some_and(|words| TURNS.contains(&words))
}

fn first_guess(unit: &Unit<'_>) -> Role {
    if furniture::is_omission(unit.text) || is_marks(unit.text) {
        return Role::Filler;
    }
    if unit.furniture {
        return Role::Boilerplate;
    }
    match unit.style {
        Some(Style::Hash(_)) => Role::Heading,
        None if is_turn(unit.text) => Role::Heading,
        Some(Style::Bullet | Style::Dash) => Role::ListItem,
        Some(style) if style.counts() => Role::ListItem,
        _ => Role::Paragraph,
    }
}

/// Names banner, title and subtitle; returns how many units stand before the body.
fn top(units: &[Unit<'_>], roles: &mut [Role], hints: &Hints) -> usize {
    let is_body = |unit: &Unit<'_>| {
        hints.at(unit.start) == Some(Hint::Prose)
            || is_row(unit)
            || matches!(unit.style, Some(s) if !matches!(s, Style::Dash | Style::Hash(1) | Style::Bracketed | Style::Sign))
            || unit.len > LONGEST_TITLE
            || unit.text.contains('。')
            || unit.text.ends_with(['；', ';', '，', ',', '：', ':', '…'])
    };
    let end = units
        .iter()
        .zip(roles.iter())
        .position(|(unit, role)| *role != Role::Boilerplate && is_body(unit))
        .unwrap_or(units.len())
        .min(12);
    let open: Vec<usize> =
        (0..end).filter(|at| matches!(roles[*at], Role::Paragraph | Role::ListItem | Role::Heading)).collect();
    if let Some(at) = open.iter().find(|at| hints.at(units[**at].start) == Some(Hint::Title)) {
        roles[*at] = Role::Title;
    }
    let mut titled = roles[..end].contains(&Role::Title);
    for (n, &at) in open.iter().enumerate() {
        if roles[at] == Role::Title {
            continue;
        }
        let unit = &units[at];
        let next = open.get(n + 1).map(|next| &units[*next]);
        // A site's name is followed by the title, a title by its subtitle.
        let before_title = next.is_some_and(|next| next.style != Some(Style::Dash) && next.len > unit.len);
        let divided = |text: &str| text.contains(['︱', '│', '｜', '|', '丨', '，', ',', ' ', '\u{3000}']);
        let plain_name = unit.len <= 10
            && !divided(unit.text)
            && next.is_some_and(|next| next.len >= 12 && next.style.is_none() && divided(next.text));
        let issuer = (titled || next.is_some()) && furniture::is_issuer(unit.text);
        if furniture::is_date(unit.text)
            || issuer
            || !titled && before_title && (furniture::is_banner(unit.text) || plain_name)
        {
            roles[at] = Role::Boilerplate;
        } else if !titled {
            roles[at] = Role::Title;
            titled = true;
        } else if unit.style == Some(Style::Dash) && roles[..at].contains(&Role::Title) {
            roles[at] = Role::Title;
        } else if furniture::is_byline(unit.text) || unit.len <= 24 && furniture::is_office(unit.text) {
            roles[at] = Role::Boilerplate;
        } else if at + 1 < end && roles[at + 1] != Role::Filler {
            // Followed by a byline or by more of the title.
            roles[at] = Role::Title;
        }
    }
    end
}

/// Numbered short lines are headings, unless they follow each other as the items of a list do.
fn numbered(units: &[Unit<'_>], roles: &mut [Role], top: usize) {
    let can_head = |at: usize| {
        let unit = &units[at];
        let colon = unit.text.trim_end_matches(['：', ':']);
        unit.style.is_some_and(|style| style.heads() || style == Style::Bullet)
            && at >= top
            && matches!(roles[at], Role::ListItem | Role::Paragraph)
            && unit.len <= LONGEST_NUMBERED
            && !colon.ends_with(['。', '；', ';', '，', ',', '、', '…'])
            && !colon.contains(['。', '；'])
    };
    let candidates: Vec<bool> = (0..units.len()).map(can_head).collect();
    let mut found = Vec::new();
    for at in 0..units.len() {
        let Some(style) = units[at].style.filter(|_| candidates[at]) else { continue };
        let beside = |other: Option<usize>| {
            other.is_some_and(|other| {
                units.get(other).is_some_and(|unit| unit.style == Some(style)) && roles[other] != Role::Boilerplate
            })
        };
        let followed = at + 1 < units.len() && !matches!(roles[at + 1], Role::Boilerplate);
        // What items of a list begin with as often opens a heading only over prose.
        let over_prose = !matches!(style, Style::Dash | Style::Bullet)
            || units[at].len <= 22 && units.get(at + 1).is_some_and(|next| next.len > 30 && next.style.is_none());
        if followed && over_prose && !beside(Some(at + 1)) && !beside(at.checked_sub(1)) {
            found.push(at);
        }
    }
    let is_bullet = |at: &usize| units[*at].style == Some(Style::Bullet);
    if found.iter().filter(|at| is_bullet(at)).count() < 2 {
        found.retain(|at| !is_bullet(at));
    }
    for at in found {
        roles[at] = Role::Heading;
    }
}

/// Short lines without a mark are headings where prose follows.
fn bare(units: &[Unit<'_>], roles: &mut [Role], top: usize) {
    let looks: Vec<bool> = units
        .iter()
        .zip(roles.iter())
        .map(|(unit, role)| {
            let plain = unit.style.is_none() && *role == Role::Paragraph;
            plain && is_bare(unit, LONGEST_BARE) && unit.len >= 2 && !furniture::is_names(unit.text)
                || plain && is_bare(unit, 12)
        })
        .collect();
    let mut found: Vec<usize> = Vec::new();
    let mut at = 0;
    while at < units.len() {
        if !looks[at] {
            at += 1;
            continue;
        }
        let run = looks[at..].iter().take_while(|l| **l).count();
        let end = at + run;
        let followed = end < units.len()
            && (roles[end].is_body() && (!ends_in_lead(&units[end]) || units[end].len > 20)
                || roles[end] == Role::Heading);
        let question_only = (at..end).all(|n| is_question(&units[n]) && units[n].len > 16);
        if run < ROW_OF_SHORT && followed && !question_only {
            found.extend(at..end);
        }
        at = end;
    }
    // A question or a cry heads a section only among other headings.
    let plain = found.iter().filter(|at| !is_question(&units[**at])).count();
    let numbered = roles.contains(&Role::Heading);
    for at in found {
        let after_title = at > 0 && roles[at - 1] == Role::Title;
        if at < top && numbered && plain <= 1 && after_title {
            roles[at] = Role::Title;
        } else if !is_question(&units[at]) || plain > 0 || numbered {
            roles[at] = Role::Heading;
        }
    }
}

fn ends_in_lead(unit: &Unit<'_>) -> bool {
    unit.text.ends_with(['：', ':'])
}

/// A page has its document's title in the head and once more over the text.
fn titles_again(units: &[Unit<'_>], roles: &mut [Role]) {
    let Some(title) = roles.iter().position(|role| *role == Role::Title) else { return };
    let body = roles.iter().position(|role| role.is_body()).unwrap_or(units.len());
    for at in title + 1..body {
        if roles[at] == Role::Heading && units[at].text == units[title].text {
            roles[at] = Role::Title;
        }
    }
}

/// Other articles that a page names under its own: 相关阅读 and the titles behind it.
fn others(units: &[Unit<'_>], roles: &mut [Role], top: usize) {
    let Some(at) = units.iter().rposition(|unit| furniture::heads_others(unit.text)) else { return };
    let titles = units[at + 1..].iter().all(|unit| unit.len <= LONGEST_TITLE && !ends_sentence(unit.text));
    if at >= top && titles {
        roles[at..].iter_mut().filter(|role| **role != Role::Filler).for_each(|role| *role = Role::Boilerplate);
    }
}

/// The level of each heading: styles rank by convention, and the ranks that occur are counted from 1.
fn levels(units: &[Unit<'_>], roles: &[Role], hints: &Hints) -> Vec<Option<u8>> {
    let headings = || (0..units.len()).filter(|at| roles[*at] == Role::Heading);
    let hinted = |at: usize| match hints.at(units[at].start) {
        Some(Hint::Heading(depth)) => Some(depth),
        _ => None,
    };
    // The markup's levels count where it sets headings with and without numbers; elsewhere the numbers say more.
    let unnumbered = headings().any(|at| hinted(at).is_some() && units[at].style.is_none());
    let style = |at: usize| match hinted(at) {
        Some(depth) if unnumbered => Style::Hash(depth),
        _ => units[at].style.unwrap_or(Style::Bare),
    };
    // Bare lines head sections, or, where the sections are numbered, what stands in them.
    let under = headings().next().map(style) == Some(Style::Chinese);
    // What stands bare before the first chapter is the name of the law.
    let chaptered = headings().find(|at| matches!(units[*at].style, Some(Style::Part | Style::Chapter)));
    let names_all = |at: usize| units[at].style.is_none() && chaptered.is_some_and(|chapter| at < chapter);
    let rank = |style: Style| match style {
        Style::Hash(depth) => (0, u16::from(depth)),
        Style::Bare | Style::Bracketed | Style::Sign | Style::Dash if under => (1, depth(Style::Chinese) * 10 + 5),
        style => (1, depth(style) * 10),
    };
    let rank = |at: usize| if names_all(at) { (0, 0) } else { rank(style(at)) };
    let mut ranks: Vec<(u8, u16)> = headings().map(rank).collect();
    ranks.sort_unstable();
    ranks.dedup();
    (0..units.len())
        .map(|at| {
            (roles[at] == Role::Heading).then(|| ranks.binary_search(&rank(at)).map_or(1, |n| (n + 1).min(9) as u8))
        })
        .collect()
}

/// How deep a style stands by convention, from the outside in.
fn depth(style: Style) -> u16 {
    match style {
        Style::Part => 0,
        Style::Chapter => 1,
        Style::Section | Style::Formal => 2,
        Style::Bracketed | Style::Sign | Style::Padded | Style::Bare | Style::Hash(_) | Style::Dash => 3,
        Style::Chinese => 4,
        Style::ChineseInBrackets => 5,
        Style::Arabic => 6,
        Style::Decimal => 7,
        Style::ArabicInBrackets => 8,
        Style::Circled | Style::Clause | Style::Bullet => 9,
    }
}
