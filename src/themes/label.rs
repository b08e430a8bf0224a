//! Which themes a passage speaks of: its own cues, then the section it stands in.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::codebook::{Codebook, Weight};
use super::matcher::{Found, clauses, is_clause_end};
use super::{CueHit, Label, Labels, PointHit, ThemeIndex};
use crate::article::{Article, Passage, PassageId, Role};
use crate::script::Normalized;
use crate::text::{CharIndex, Span};

/// Evidence that is enough without any support.
const ENOUGH: f64 = 1.0;
/// What plain cues and weak cues come to at most: many everyday words do not make a theme.
const PLAIN_FULL: f64 = 1.5;
const WEAK_FULL: f64 = 0.5;
/// Evidence that the heading of a section can make enough.
const HINT: f64 = 0.5;
/// What standing in a section adds to the evidence for its theme.
const SECTION: f64 = 0.75;
/// A second theme needs this share of the evidence for the first.
const BESIDE: f64 = 0.7;
/// A second theme beside that of the section needs this much, and this share of the evidence for the section's.
const INTRUDE: f64 = 1.5;
const INTRUDE_SHARE: f64 = 0.8;
/// A heading's theme: what its own words count, up to how much of them, and what the passages under it count.
/// Headings like metaphors, so what stands under them has the greater say.
const SAID: f64 = 0.8;
const SAID_FULL: f64 = 1.5;
const UNDER: f64 = 2.0;
/// A second theme of a heading, said by its own words, needs this share of the first.
const HEADING_BESIDE: f64 = 0.6;
/// What stands under a heading lends it a theme only if it has this share of the votes.
const MAJORITY: f64 = 0.4;
/// And so many votes, where nothing under it says the theme outright.
const MANY: f64 = 2.0;
/// The vote of a theme that only accompanies others.
const ACCOMPANYING: f64 = 0.75;
/// Where an opening or closing passage speaks of fewer themes than this, each must be said outright.
const OVERVIEW: usize = 3;
/// What saying a theme outright takes there: scene setting mentions things without being about them.
const OUTRIGHT: f64 = 2.0;
/// And where somebody in office speaks in general.
const WORDS: f64 = 2.5;
/// An item of a list of up to so many code points stands for itself: what it hints at it is about, whatever the section is.
const SHORT_ITEM: u32 = 60;
/// How much of one passage's evidence counts for its section, so that one full passage does not outvote three.
const VOTE: f64 = 2.0;

/// The cues of one passage.
struct Evidence {
    found: Vec<Found>,
    /// By theme.
    sums: Vec<f64>,
    /// By theme: whether a strong cue stands.
    strong: Vec<bool>,
    /// By theme: in how many clauses its strong cues say more than those of any other.
    leads: Vec<u32>,
}

impl Evidence {
    fn new(found: Vec<Found>, text: &str, codebook: &Codebook) -> Self {
        let themes = codebook.themes.len();
        let acted_upon = acted_upon(&found, text, codebook);
        let mut times: BTreeMap<(u16, &str), (f64, Weight, usize)> = BTreeMap::new();
        let mut passed = passed_over(text);
        passed.extend(dateline(text));
        let counts = |hit: &Found| !passed.iter().any(|range| range.contains(&hit.bytes.start));
        for (hit, _) in found.iter().zip(&acted_upon).filter(|(hit, acted_upon)| counts(hit) && !**acted_upon) {
            let entry = times.entry((hit.target.theme, &hit.cue)).or_insert((0.0, Weight::Weak, 0));
            entry.0 = entry.0.max(hit.target.weight.value());
            entry.1 = entry.1.max(hit.target.weight);
            entry.2 += 1;
        }
        let mut by_weight = vec![[0.0; 3]; themes];
        for (&(theme, _), &(value, weight, count)) in &times {
            // Said again, a cue adds half of itself, once.
            by_weight[usize::from(theme)][weight as usize] += if count > 1 { value * 1.5 } else { value };
        }
        let sum = |[weak, plain, strong]: &[f64; 3]| strong + plain.min(PLAIN_FULL) + weak.min(WEAK_FULL);
        let sums = by_weight.iter().map(sum).collect();
        let strong = by_weight.iter().map(|sums| sums[Weight::Strong as usize] > 0.0).collect();
        let leads = leads(&found, text, themes);
        Self { found, sums, strong, leads }
    }
}

/// By cue, whether it stands in a clause of a theme that its own yields to.
fn acted_upon(found: &[Found], text: &str, codebook: &Codebook) -> Vec<bool> {
    let yields: Vec<Vec<u16>> = codebook
        .themes
        .iter()
        .map(|theme| theme.yields_to.iter().filter_map(|id| codebook.index_of(id)).map(|theme| theme.0).collect())
        .collect();
    let ends: Vec<usize> = clauses(text)
        .scan(0, |end, clause| {
            *end += clause.len();
            Some(*end)
        })
        .collect();
    let clause = |hit: &Found| ends.partition_point(|&end| end <= hit.bytes.start);
    let outright = found.iter().filter(|hit| hit.target.weight == Weight::Strong);
    let said: BTreeSet<(usize, u16)> = outright.map(|hit| (clause(hit), hit.target.theme)).collect();
    let yielded =
        |hit: &Found| yields[usize::from(hit.target.theme)].iter().any(|&to| said.contains(&(clause(hit), to)));
    found.iter().map(yielded).collect()
}

/// What a passage leaves behind: 在筑牢防线的同时，… is about what follows.
fn passed_over(text: &str) -> Vec<Range<usize>> {
    const BEGIN: [&str; 3] = ["在", "除了", "除"];
    const END: [&str; 5] = ["的同时", "之余", "之外", "以外", "的基础上"];
    let mut start = 0;
    let mut ranges = Vec::new();
    for clause in clauses(text) {
        let words = clause.trim_end_matches(is_clause_end);
        if BEGIN.iter().any(|word| words.starts_with(word)) && END.iter().any(|word| words.ends_with(word)) {
            ranges.push(start..start + clause.len());
        }
        start += clause.len();
    }
    ranges
}

/// The longest dateline, in characters.
const DATELINE: usize = 30;

/// Who sends a report, and from where: 某某融媒讯, 新华社杭州5月3日电. It opens the first paragraph and tells nothing.
fn dateline(text: &str) -> Option<Range<usize>> {
    let mut characters = text.char_indices().take(DATELINE).peekable();
    while let Some((at, c)) = characters.next() {
        let apart = |next: &(usize, char)| next.1.is_whitespace() || matches!(next.1, '（' | '(');
        if matches!(c, '讯' | '电') && characters.peek().is_some_and(apart) {
            return Some(0..at + c.len_utf8());
        }
        if is_clause_end(c) {
            return None;
        }
    }
    None
}

fn leads(found: &[Found], text: &str, themes: usize) -> Vec<u32> {
    let mut leads = vec![0; themes];
    let mut strong = found.iter().filter(|hit| hit.target.weight == Weight::Strong).peekable();
    let mut end = 0;
    for clause in clauses(text) {
        end += clause.len();
        let mut counts = vec![0; themes];
        while let Some(hit) = strong.next_if(|hit| hit.bytes.start < end) {
            counts[usize::from(hit.target.theme)] += 1;
        }
        let most = counts.iter().copied().max().unwrap_or(0);
        if most > 0 && counts.iter().filter(|&&count| count == most).count() == 1 {
            leads[counts.iter().position(|&count| count == most).unwrap_or(0)] += 1;
        }
    }
    leads
}

/// The themes of every passage, with the cues that show them.
pub fn label(article: &Article, normalized: &Normalized, codebook: &Codebook) -> Labels {
    let cuts = cuts(normalized);
    let evidence: Vec<Evidence> = article
        .passages
        .iter()
        .map(|passage| {
            let found = match passage.role {
                Role::Filler => Vec::new(),
                _ if passage.excluded.is_some() => Vec::new(),
                _ => find(normalized, &cuts, codebook, passage.span),
            };
            Evidence::new(found, normalized.slice(passage.span), codebook)
        })
        .collect();
    let sections = sections(article, normalized, codebook, &evidence);
    let last = article.passages.iter().rposition(|p| p.role.is_body());
    let tail = tail(article, &evidence, &sections);
    let passages = article
        .passages
        .iter()
        .zip(&evidence)
        .map(|(passage, own)| {
            let at = passage.id.0 as usize;
            let chosen = match passage.role {
                Role::Filler | Role::Boilerplate => Vec::new(),
                _ if passage.excluded.is_some() => Vec::new(),
                Role::Title => alone(&own.sums),
                Role::Heading => sections.get(&passage.id).cloned().unwrap_or_default(),
                Role::Paragraph | Role::ListItem => {
                    let section = passage.heading.and_then(|heading| sections.get(&heading));
                    match section {
                        _ if note(normalized.slice(passage.span)) => Vec::new(),
                        _ if passage.role == Role::ListItem && passage.span.len() <= SHORT_ITEM && points_at(own) => {
                            sole(own)
                        }
                        _ if general_words(normalized.slice(passage.span)) => frame(codebook, own, WORDS),
                        Some(section) if last != Some(at) => {
                            let aside = passage.role != Role::ListItem && aside(normalized.slice(passage.span));
                            let stance = match (aside, at < tail) {
                                (true, _) => Stance::Aside,
                                (_, true) => Stance::Within,
                                _ => Stance::Behind,
                            };
                            body(codebook, own, section, stance)
                        }
                        // What counts still reports; thanks and scenes do not.
                        Some(section) if normalized.slice(passage.span).contains(counts) => {
                            body(codebook, own, section, Stance::Behind)
                        }
                        Some(section) => closing(codebook, own, section),
                        None if sections.is_empty() => {
                            body(codebook, own, &beside(codebook, &evidence, at), Stance::Beside)
                        }
                        None => frame(codebook, own, OUTRIGHT),
                    }
                }
            };
            labels(chosen, own, article, normalized, passage.span)
        })
        .collect();
    let points = article.passages.iter().map(|passage| points(passage, article, normalized, codebook)).collect();
    Labels { passages, points }
}

/// What a passage of body text tells, as spans of the source.
fn points(passage: &Passage, article: &Article, normalized: &Normalized, codebook: &Codebook) -> Vec<PointHit> {
    if !passage.role.is_body() || passage.excluded.is_some() {
        return Vec::new();
    }
    let inside = normalized.map.normalized_from_source(passage.span);
    let base = normalized.text.byte_of(inside.start).0;
    let told = codebook.points_matcher.find(normalized.text.slice(inside)).into_iter();
    told.map(|(point, bytes)| {
        let words = normalized.text.span_of(bytes.start + base..bytes.end + base);
        PointHit { point, span: clamp(normalized.map.source_from_normalized(words), article) }
    })
    .collect()
}

/// Where words begin and end, by code point of the normalised text.
fn cuts(normalized: &Normalized) -> Vec<bool> {
    let mut cuts = vec![false; normalized.text.len() as usize + 1];
    for word in normalized.words() {
        cuts[word.span.start.0 as usize] = true;
        cuts[word.span.end.0 as usize] = true;
    }
    cuts
}

fn find(normalized: &Normalized, cuts: &[bool], codebook: &Codebook, passage: Span) -> Vec<Found> {
    let inside = normalized.map.normalized_from_source(passage);
    let base = normalized.text.byte_of(inside.start).0;
    let whole = |bytes: Range<usize>| {
        let span = normalized.text.span_of(bytes.start + base..bytes.end + base);
        let (start, end) = (span.start.0 as usize, span.end.0 as usize);
        let within_one_word = !cuts[start + 1..end].contains(&true);
        within_one_word || cuts[start] && cuts[end]
    };
    codebook.matcher.find(normalized.text.slice(inside), &whole)
}

/// Whether all evidence of a passage is for one theme, and some of it more than weak.
fn points_at(own: &Evidence) -> bool {
    own.sums.iter().filter(|&&sum| sum > 0.0).count() == 1 && own.sums.iter().any(|&sum| sum >= HINT)
}

/// The one theme that [`points_at`] saw.
fn sole(own: &Evidence) -> Vec<ThemeIndex> {
    strongest(&own.sums, |_, value| value >= HINT)
}

/// Themes with enough evidence of their own.
fn alone(sums: &[f64]) -> Vec<ThemeIndex> {
    let most = sums.iter().copied().fold(0.0, f64::max);
    strongest(sums, |_, value| value >= ENOUGH && value >= BESIDE * most)
}

fn strongest(sums: &[f64], keep: impl Fn(usize, f64) -> bool) -> Vec<ThemeIndex> {
    let mut kept: Vec<usize> = (0..sums.len()).filter(|&theme| keep(theme, sums[theme])).collect();
    kept.sort_by(|&a, &b| sums[b].total_cmp(&sums[a]).then(a.cmp(&b)));
    kept.into_iter().map(|theme| ThemeIndex(theme as u16)).collect()
}

/// Headings of sections about the work as such, whatever it is on.
const GENERAL: [&str; 31] = [
    "保障措施",
    "组织保障",
    "组织领导",
    "工作要求",
    "总体要求",
    "指导思想",
    "基本原则",
    "下一步",
    "下阶段",
    "工作计划",
    "工作打算",
    "存在问题",
    "主要问题",
    "背景",
    "结语",
    "结论",
    "前言",
    "附则",
    "附件",
    "联络",
    "联系方式",
    "未来展望",
    "未来路向",
    "未来工作",
    "未来计划",
    "后续工作",
    "征询意见",
    "意见征询",
    "总结",
    "写在最后",
    "结束语",
];

/// The themes of each heading: its own where its words say them, else those of what stands under it.
fn sections(
    article: &Article,
    normalized: &Normalized,
    codebook: &Codebook,
    evidence: &[Evidence],
) -> BTreeMap<PassageId, Vec<ThemeIndex>> {
    let mut sections = BTreeMap::new();
    for heading in article.passages.iter().filter(|p| p.role == Role::Heading) {
        if GENERAL.iter().any(|word| normalized.slice(heading.span).contains(word)) {
            sections.insert(heading.id, Vec::new());
            continue;
        }
        let own = &evidence[heading.id.0 as usize].sums;
        let mut outright = vec![false; own.len()];
        let under = article.passages.iter().filter(|p| p.role.is_body() && p.heading == Some(heading.id));
        let mut votes = vec![0.0; own.len()];
        for passage in under {
            let evidence = &evidence[passage.id.0 as usize];
            for (vote, sum) in votes.iter_mut().zip(&evidence.sums) {
                *vote += sum.min(VOTE);
            }
            outright.iter_mut().zip(&evidence.strong).for_each(|(any, strong)| *any |= strong);
        }
        for (vote, theme) in votes.iter_mut().zip(&codebook.themes) {
            if theme.accompanies {
                *vote *= ACCOMPANYING;
            }
        }
        let total: f64 = votes.iter().sum();
        let share = |vote: f64| if total > 0.0 { UNDER * vote / total } else { 0.0 };
        let scores: Vec<f64> =
            own.iter().zip(&votes).map(|(own, &vote)| SAID * own.min(SAID_FULL) + share(vote)).collect();
        let most = scores.iter().copied().fold(0.0, f64::max);
        let themes = strongest(&scores, |theme, score| {
            let said = own[theme] >= HINT;
            let enough = votes[theme] >= if outright[theme] { ENOUGH } else { MANY };
            let shown = total > 0.0 && enough && votes[theme] >= MAJORITY * total;
            (said || shown) && (score >= most || own[theme] >= ENOUGH && score >= HEADING_BESIDE * most)
        });
        sections.insert(heading.id, themes);
    }
    sections
}

/// Where the last section has said its theme for the last time: articles end in thanks, directions and scenes.
fn tail(article: &Article, evidence: &[Evidence], sections: &BTreeMap<PassageId, Vec<ThemeIndex>>) -> usize {
    let Some((&heading, themes)) = sections.iter().next_back() else { return article.passages.len() };
    let says = |at: usize| themes.iter().any(|theme| evidence[at].sums[usize::from(theme.0)] >= ENOUGH);
    let body = |passage: &Passage| passage.role.is_body() && passage.heading == Some(heading);
    article.passages.iter().enumerate().rposition(|(at, p)| body(p) && says(at)).map_or(heading.0 as usize, |at| at + 1)
}

/// The themes of a passage that sums up or announces: each leads in some clause. None if it is not such a one, or if
/// most of it is about `home`, the themes of its section.
fn overview(codebook: &Codebook, own: &Evidence, home: &[ThemeIndex]) -> Option<Vec<ThemeIndex>> {
    let leads = |theme: usize| own.leads[theme] > 0 && !codebook.themes[theme].accompanies;
    let named = (0..own.leads.len()).filter(|&theme| leads(theme)).count();
    let all: u32 = own.leads.iter().sum();
    let at_home: u32 = home.iter().map(|theme| own.leads[usize::from(theme.0)]).sum();
    if named < OVERVIEW || 2 * at_home > all {
        return None;
    }
    let accompanies = |theme: usize| own.strong[theme] && codebook.themes[theme].accompanies;
    Some(strongest(&own.sums, |theme, _| leads(theme) || accompanies(theme)))
}

/// The themes of a passage that opens or closes an article: all that it names where it sums up, else what it says
/// outright, with `least` evidence.
fn frame(codebook: &Codebook, own: &Evidence, least: f64) -> Vec<ThemeIndex> {
    if let Some(themes) = overview(codebook, own, &[]) {
        return themes;
    }
    let most = own.sums.iter().copied().fold(0.0, f64::max);
    let themes = strongest(&own.sums, |theme, value| {
        let beside = value >= BESIDE * most || codebook.themes[theme].accompanies;
        own.strong[theme] && value >= least && beside
    });
    // What only goes along with other themes needs one to go along with.
    if themes.iter().all(|&theme| codebook.theme(theme).accompanies) { Vec::new() } else { themes }
}

/// The last passage belongs to the last section only if it says so.
fn closing(codebook: &Codebook, own: &Evidence, section: &[ThemeIndex]) -> Vec<ThemeIndex> {
    let of_section = section.iter().any(|theme| own.sums[usize::from(theme.0)] >= OUTRIGHT);
    if of_section { body(codebook, own, section, Stance::Behind) } else { frame(codebook, own, OUTRIGHT) }
}

/// In an article without headings the passages before and after support what a passage hints at.
fn beside(codebook: &Codebook, evidence: &[Evidence], at: usize) -> Vec<ThemeIndex> {
    let before = at.checked_sub(1).and_then(|before| evidence.get(before));
    let subject = |e: &Evidence| alone(&e.sums).into_iter().find(|&theme| !codebook.theme(theme).accompanies);
    let mut themes: Vec<ThemeIndex> = before.into_iter().chain(evidence.get(at + 1)).filter_map(subject).collect();
    themes.retain(|theme| evidence[at].sums[usize::from(theme.0)] > 0.0);
    themes.sort();
    themes.dedup();
    themes
}

/// Whoever writes comes into view.
const WRITERS: [&str; 5] = ["记者", "采访", "笔者", "编者", "镜头拉"];
/// Words with which a reporter hands on what others say.
const HANDS_ON: [&str; 9] = ["获悉", "了解到", "了解", "从", "采访时", "看到", "介绍", "见到", "告诉"];

/// Whose general words a passage may bring, and with which verbs.
const OFFICIALS: [&str; 21] = [
    "局长",
    "署长",
    "部长",
    "主任",
    "市长",
    "省长",
    "县长",
    "书记",
    "发言人",
    "负责人",
    "处长",
    "院长",
    "司长",
    "厅长",
    "次长",
    "议员",
    "秘书长",
    "会长",
    "总监",
    "专员",
    "董事长",
];
const SPEAKS: [&str; 14] =
    ["说", "表示", "强调", "指出", "认为", "呼吁", "期盼", "期望", "感谢", "重申", "相信", "补充", "称", "寄语"];

/// Whether somebody in office speaks in general, without any number: such words are about no subject unless they say
/// so outright.
fn general_words(text: &str) -> bool {
    let opening: String = clauses(text).take(2).collect();
    // What the general secretary says is policy.
    let opening = opening.replace("总书记", "");
    let has = |words: &[&str]| words.iter().any(|word| opening.contains(word));
    has(&OFFICIALS) && has(&SPEAKS) && !text.contains(counts)
}

/// Whether a character is of a number that counts something.
fn counts(c: char) -> bool {
    c.is_ascii_digit() || "百千万亿".contains(c)
}

/// Whether a passage stands in brackets from end to end: a note of the editor's.
fn note(text: &str) -> bool {
    let inside = |open: char, close: char| text.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
    let within = inside('（', '）').or_else(|| inside('(', ')'));
    within.is_some_and(|within| !within.contains(['（', '）', '(', ')']))
}

/// Whether a passage opens with the writer at work, who leaves the section's subject: 采访途中, 记者实测.
fn aside(text: &str) -> bool {
    let opening = clauses(text).next().unwrap_or(text);
    WRITERS.iter().any(|word| opening.contains(word)) && !HANDS_ON.iter().any(|word| opening.contains(word))
}

/// How a passage stands to the section that it is in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stance {
    /// The section supports what it hints at, and lends it a theme where it says none.
    Within,
    /// The section supports it and lends nothing: it has said its theme before, for the last time.
    Behind,
    /// It leaves the section's subject.
    Aside,
    /// No heading stands over it: the passages around support what it hints at, where it says nothing outright.
    Beside,
}

/// The themes of a passage of body text in a section.
fn body(codebook: &Codebook, own: &Evidence, section: &[ThemeIndex], stance: Stance) -> Vec<ThemeIndex> {
    if let Some(themes) = overview(codebook, own, section) {
        return themes;
    }
    let outright = |theme: usize| own.strong[theme] && own.sums[theme] >= ENOUGH && !codebook.themes[theme].accompanies;
    let supported = match stance {
        Stance::Aside => false,
        Stance::Beside => !(0..own.sums.len()).any(outright),
        Stance::Within | Stance::Behind => true,
    };
    let with: Vec<f64> = own
        .sums
        .iter()
        .enumerate()
        .map(|(theme, &value)| {
            let of_section = section.contains(&ThemeIndex(theme as u16));
            if of_section && supported && value >= HINT { value + SECTION } else { value }
        })
        .collect();
    let proper = with.iter().zip(&codebook.themes).filter(|(_, theme)| !theme.accompanies);
    let most = proper.map(|(&value, _)| value).fold(0.0, f64::max);
    let at_home = section.iter().map(|theme| with[usize::from(theme.0)]).fold(0.0, f64::max);
    let mut chosen = strongest(&with, |theme, value| {
        let of_section = section.contains(&ThemeIndex(theme as u16));
        // Supporting cues alone count only for the theme that the section has anyway.
        if value < ENOUGH || !of_section && !own.strong[theme] {
            return false;
        }
        let guest = at_home >= ENOUGH && !of_section && stance != Stance::Beside;
        let fits = !guest || value >= INTRUDE && value >= INTRUDE_SHARE * at_home;
        let at_home = of_section && own.strong[theme];
        fits && value >= BESIDE * most || at_home || codebook.themes[theme].accompanies
    });
    let hint = section.iter().map(|theme| own.sums[usize::from(theme.0)]).fold(0.0, f64::max);
    // A passage that is all benefit has its own subject (看病, 上学), and needs none of the section's.
    let of_itself = hint < HINT && chosen.iter().any(|theme| with[usize::from(theme.0)] >= OUTRIGHT);
    let lends = stance == Stance::Within || hint > 0.0 && !chosen.is_empty();
    if chosen.iter().all(|&theme| codebook.theme(theme).accompanies) && lends && !of_itself {
        let inherited: Vec<ThemeIndex> = section.iter().copied().filter(|theme| !chosen.contains(theme)).collect();
        chosen.extend(inherited);
    }
    chosen
}

/// The chosen themes with their cues as spans of the source.
fn labels(
    chosen: Vec<ThemeIndex>,
    own: &Evidence,
    article: &Article,
    normalized: &Normalized,
    passage: Span,
) -> Vec<Label> {
    let total: f64 = own.sums.iter().sum();
    let origin = normalized.map.normalized_from_source(passage).start;
    let base = normalized.text.byte_of(origin).0;
    let source = |found: &Found| {
        let inside = normalized.text.span_of(found.bytes.start + base..found.bytes.end + base);
        clamp(normalized.map.source_from_normalized(inside), article)
    };
    chosen
        .into_iter()
        .map(|theme| {
            let sum = own.sums[usize::from(theme.0)];
            // Beside a strong cue the weak ones decided nothing, and would only look odd in the text.
            let strong = own.strong[usize::from(theme.0)];
            let cues: Vec<CueHit> = own
                .found
                .iter()
                .filter(|found| found.target.theme == theme.0)
                .filter(|found| !strong || found.target.weight != Weight::Weak)
                .map(|found| CueHit {
                    span: source(found),
                    normalized: found.cue.to_string(),
                    facet: found.target.facet,
                    weight: found.target.weight,
                })
                .collect();
            let strength = if total > 0.0 { sum / total } else { 0.0 };
            Label { theme, inherited: !strong, strength, cues }
        })
        .collect()
}

fn clamp(span: Span, article: &Article) -> Span {
    let end = CharIndex(span.end.0.min(article.text.len()));
    Span { start: span.start.min(end), end }
}
