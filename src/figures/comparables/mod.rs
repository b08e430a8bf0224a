//! Which figures of two articles may be shown together.
//!
//! Three answers: the same measure; kindred, shown together and never subtracted; not comparable. Dimensions decide first
//! (人次 never stands beside 人, nor a sum per household beside a sum, nor a growth beside a level), then what is counted
//! and what was done with it ([`counted`]), a quantity that both name in whatever words ([`quantity`]), and how far their
//! passages answer each other. Each figure is proposed for one other at most: its best that is still free.

mod counted;
mod dimension;
mod quantity;

pub use dimension::factor;

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::prelude::ToPrimitive;
use serde::{Deserialize, Serialize};

use super::{Figure, FigureId, Kind, Tier, fold};
use crate::article::Article;
use crate::nearness::Nearness;
use crate::script::Normalized;
use crate::status::Status;
use crate::text::{Part, Segmenter, Span};
use counted::Counted;
use dimension::Dimension;
use quantity::Found;

/// How two figures stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// The same measure: may be subtracted.
    Same,
    /// Kindred: shown together, never subtracted.
    Kindred,
}

/// Why two figures compare.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reason {
    /// What was looked at: unit, quantity, thing, deed, subject, passages and the like, or what stands against the pair:
    /// size, part, things_differ, target, rule, opposed.
    pub what: String,
    /// From 0 to 1.
    pub score: f64,
    /// The words that the two share, or how their units convert.
    pub evidence: String,
}

/// A figure of the left article and one of the right that compare.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparable {
    pub left: FigureId,
    pub right: FigureId,
    pub relation: Relation,
    /// From 0 to 1.
    pub score: f64,
    /// Proposed to the reader, not only ranked.
    pub accepted: bool,
    pub reasons: Vec<Reason>,
}

/// One article's part in a comparison of figures.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    pub article: &'a Article,
    pub normalized: &'a Normalized,
    pub figures: &'a [Figure],
}

/// Below this a pair is listed, not proposed.
const WORTH: f64 = 0.50;
/// What something speaks against is worth no more: it is listed.
const DOUBTED: f64 = 0.40;
/// Above this two subjects name one thing.
const ONE_THING: f64 = 0.72;
/// What a pair must bring before it is likelier than not. This and the weights of [`compare`] are a logistic regression
/// over annotated articles, each pair of which was foretold from the others; a quantity of the table counts there as
/// seldom as it does in articles that nobody read for it.
const BIAS: f64 = 4.80;
/// How many candidates a figure keeps.
const KEPT: usize = 5;
/// What is less than this is not even listed.
const LISTED: f64 = 0.20;

/// Pairs of figures, the best first. Repeats stand aside for their first mention.
pub fn comparables(left: Side<'_>, right: Side<'_>, nearness: &Nearness) -> Vec<Comparable> {
    let (a, b) = (Described::all(left), Described::all(right));
    let weights = weights(&a, &b);
    let mut pairs: Vec<Comparable> = Vec::new();
    for x in &a {
        let mut best: Vec<Comparable> = b.iter().filter_map(|y| compare(x, y, &weights, nearness)).collect();
        best.sort_by(|p, q| q.score.total_cmp(&p.score).then(p.right.cmp(&q.right)));
        best.truncate(KEPT);
        pairs.extend(best);
    }
    pairs.sort_by(|p, q| q.score.total_cmp(&p.score).then((p.left, p.right).cmp(&(q.left, q.right))));
    // A figure is proposed for one other only: its best that is still free.
    let (mut taken_left, mut taken_right) = (BTreeSet::new(), BTreeSet::new());
    for pair in &mut pairs {
        if pair.score >= WORTH && !taken_left.contains(&pair.left) && !taken_right.contains(&pair.right) {
            pair.accepted = true;
            taken_left.insert(pair.left);
            taken_right.insert(pair.right);
        }
    }
    pairs
}

/// A figure with what it is compared by.
struct Described<'a> {
    figure: &'a Figure,
    dimension: Dimension,
    subject: String,
    quantities: Vec<Found>,
    counted: Counted,
    /// The noun that the subject ends in.
    head: Option<String>,
    /// Of the subject, normalised.
    grams: BTreeSet<String>,
    /// Of the words around.
    around: BTreeSet<String>,
    /// Reckoned by household, person, field.
    divided: bool,
    /// 其中: a part of what was told before.
    part: bool,
    /// What came anew, not what there is.
    flow: bool,
    /// How much something grew or fell, not how much it is.
    change: bool,
}

/// Code points looked at before a figure, and half as many after.
const AROUND: u32 = 40;
/// How far back the words of its sentence are looked for.
const SENTENCE: u32 = 60;
/// How far the words of the same clause are looked for.
const CLAUSE: u32 = 30;

impl<'a> Described<'a> {
    fn all(side: Side<'a>) -> Vec<Self> {
        side.figures
            .iter()
            .filter(|f| f.tier == Tier::Figure && f.duplicate_of.is_none() && f.value.is_some())
            .filter_map(|figure| Self::new(side, figure))
            .collect()
    }

    /// Nothing for what a quantity was before it changed: 由81%升至99% compares by what it is now.
    fn new(side: Side<'a>, figure: &'a Figure) -> Option<Self> {
        let text = &side.article.text;
        let (start, end) = (figure.span.start.0, figure.span.end.0);
        let limit = figure.passage.map_or(text.span(), |p| side.article.passage(p).span);
        let within =
            |span: Span| Span::new(span.start.0.max(limit.start.0).min(start), span.end.0.min(limit.end.0).max(end));
        let lead = folded(text.slice(Span::new(start.saturating_sub(4).max(limit.start.0).min(start), start)));
        let tail = folded(text.slice(Span::new(end, (end + 4).min(limit.end.0).max(end))));
        let lead_clause =
            folded(text.slice(Span::new(start.saturating_sub(CLAUSE).max(limit.start.0).min(start), start)));
        if lead.trim_end_matches(['近', '约', '的']).ends_with(['由', '从', '自'])
            || before_that(&lead_clause)
            || was(&lead_clause, &tail)
        {
            return None;
        }
        let forms = words(side, &figure.subject);
        let subject = forms.concat();
        let window = within(Span::new(start.saturating_sub(CLAUSE), (end + CLAUSE / 2).min(text.len())));
        let source = folded(text.slice(window));
        let (at, to) = ((start - window.start.0) as usize, (end - window.start.0) as usize);
        let clause = clause(&source, at, to);
        let near = near(&source, at, to);
        let sentence = within(Span::new(start.saturating_sub(SENTENCE), start));
        let sentence = folded(text.slice(sentence));
        let (earlier, before) = lead_up(&sentence);
        let after = follow_up(&source, to);
        let around = within(Span::new(start.saturating_sub(AROUND), (end + AROUND / 2).min(text.len())));
        let dimension = Dimension::of(figure);
        let change = changes(figure, &subject, &lead);
        let noun = figure.subject.iter().find(|span| span.start.0 >= end);
        let noun = noun.map_or_else(String::new, |&span| folded(text.slice(span)));
        let rest: String = figure.subject.iter().filter(|s| s.start.0 < end).map(|&s| text.slice(s)).collect();
        let told = counted::Words {
            noun: &noun,
            subject: &quantity::unquoted(&folded(&rest)),
            unit: &folded(&figure.unit),
            before,
            after: &after,
            earlier,
        };
        let counted = Counted::of(&told, figure.kind, &dimension, change);
        let denominator = figure.denominator.filter(|_| figure.kind != Kind::Percent);
        Some(Self {
            quantities: quantity::find(&forms, (&clause, &near), figure.kind, &dimension, change),
            head: head(&forms[forms.len() - 1]),
            part: ["其中", "当中"].iter().any(|w| clause.contains(w)),
            flow: ["新", "首批"].iter().any(|w| subject.contains(w)) && !subject.ends_with("总数"),
            grams: grams(&quantity::unquoted(&subject)),
            around: grams(side.normalized.slice(around)),
            divided: denominator.is_some() || subject.contains('每') || subject.contains('均'),
            counted,
            figure,
            dimension,
            subject,
            change,
        })
    }
}

/// The words of a subject in the source's own form and their normal one, in one script.
fn words(side: Side<'_>, spans: &[Span]) -> Vec<String> {
    let normal: String = spans.iter().map(|&s| side.normalized.slice(s)).collect();
    let source: String = spans.iter().map(|&s| side.article.text.slice(s)).collect();
    let (normal, source) = (folded(&normal), folded(&source));
    if normal == source { vec![normal] } else { vec![source, normal] }
}

fn folded(text: &str) -> String {
    fold::folded(text).into_iter().collect()
}

/// The part of a window between the marks that stand nearest before and after a figure.
fn clause(window: &str, start: usize, end: usize) -> String {
    let mark = |c: &char| matches!(c, '，' | ',' | '。' | '；' | ';' | '：' | '！' | '？' | '\n');
    let chars: Vec<char> = window.chars().collect();
    let from = chars[..start].iter().rposition(mark).map_or(0, |i| i + 1);
    let to = chars[end..].iter().position(mark).map_or(chars.len(), |i| end + i);
    chars[from..to].iter().collect()
}

/// Whether a number tells what once was: 原需5份, 过去要跑3趟.
fn before_that(before: &str) -> bool {
    let once = [
        "原需",
        "原本",
        "原来",
        "原先",
        "原要",
        "原须",
        "原为",
        "原有",
        "过去需",
        "过去要",
        "以前需",
        "以前要",
        "以往需",
    ];
    let clause = before.rsplit(['，', ',', '。', '；', ';', '：', '\n']).next().unwrap_or_default();
    once.iter().any(|word| clause.contains(word)) && !clause.contains(['现', '今'])
}

/// Whether a quantity goes on to be another by the words before and after it: 由首轮的97间增至253间.
fn was(before: &str, after: &str) -> bool {
    let clause = before.rsplit(['，', ',', '。', '；', ';', '：', '\n']).next().unwrap_or_default();
    let from = clause.contains(['由', '从', '自'])
        && !["由于", "自由", "自治", "自主", "自然"].iter().any(|w| clause.contains(w));
    let to = [
        "到",
        "至",
        "增至",
        "增到",
        "增为",
        "增加到",
        "升至",
        "升到",
        "升为",
        "提升",
        "提高",
        "提至",
        "降至",
        "降到",
        "降为",
        "减至",
        "减到",
        "减为",
        "缩至",
        "缩到",
        "缩短",
        "压至",
        "压到",
        "压缩",
        "压减",
        "精简",
        "扩至",
        "扩大",
        "扩展",
        "扩到",
        "调升",
        "调高",
        "调至",
        "调整",
        "成长",
        "增长",
        "追加",
        "爬升",
        "跃升",
        "攀升",
        "下降",
        "回落",
        "收紧",
        "变为",
        "改为",
        "翻到",
    ];
    from && to.iter().any(|word| after.starts_with(word))
}

/// The words of the clause of a figure that stand right beside it.
fn near(window: &str, start: usize, end: usize) -> String {
    let mark =
        |c: &char| matches!(c, '，' | ',' | '。' | '；' | ';' | '：' | '！' | '？' | '、' | '\n') || c.is_ascii_digit();
    let chars: Vec<char> = window.chars().collect();
    let before = chars[..start].iter().rev().take_while(|c| !mark(c)).take(BESIDE).count();
    let after = chars[end..].iter().take_while(|c| !mark(c)).take(BESIDE).count();
    chars[start - before..start].iter().chain(&chars[end..end + after]).collect()
}

/// How far off that is.
const BESIDE: usize = 10;

/// What a sentence says before a figure: before its clause or the figure before it, and since.
fn lead_up(text: &str) -> (&str, &str) {
    let text = text.rsplit(['。', '；', ';', '！', '？']).next().unwrap_or_default();
    let own = |c: char| matches!(c, '，' | ',' | '：' | ':') || c.is_ascii_digit();
    let at = text.rfind(own).map_or(0, |at| at + text[at..].chars().next().map_or(0, char::len_utf8));
    text.split_at(at)
}

/// What the clause of a figure that ends at `end` says after it, up to the next figure.
fn follow_up(window: &str, end: usize) -> String {
    let mark = |c: &char| matches!(c, '，' | ',' | '。' | '；' | ';' | '：' | '！' | '？' | '\n') || c.is_ascii_digit();
    window.chars().skip(end).take_while(|c| !mark(c)).collect()
}

/// Passages that answer none better than this say nothing by it.
const UNKNOWN: f64 = 0.1;

/// How nearly the passages of two figures are each other's best answer, from 0 to 1.
fn nearest(nearness: &Nearness, left: &Figure, right: &Figure) -> f64 {
    let Some((left, right)) = left.passage.zip(right.passage) else { return 0.0 };
    (nearness.of(left, right).unwrap_or_default() + UNKNOWN) / (nearness.best(left, right) + UNKNOWN)
}

/// Whether a percent tells how much something grew or fell: 增长9%, but not 提高到99%.
fn changes(figure: &Figure, subject: &str, lead: &str) -> bool {
    let grown = ["同比", "年增", "增幅", "增速", "降幅", "跌幅", "涨幅", "增长率", "成长率"];
    let reaches = lead.chars().rev().take(3).any(|c| matches!(c, '到' | '至' | '为' | '达' | '占' | '在'));
    match figure.kind {
        Kind::Percent => grown.iter().any(|w| subject.contains(w)) || figure.direction.is_some() && !reaches,
        _ => false,
    }
}

/// The last noun of a subject that is not one which too many things share.
fn head(subject: &str) -> Option<String> {
    let mut parts = Vec::new();
    Segmenter::shared().parts(subject, &mut parts);
    let chars: Vec<char> = subject.chars().collect();
    let mut end = chars.len();
    for (len, part) in parts.iter().rev() {
        let word: String = chars[end - len..end].iter().collect();
        if *len >= 2 && matches!(part, Part::Other | Part::VerbalNoun) && !quantity::generic(&word) {
            return Some(word);
        }
        end -= len;
    }
    None
}

fn compare(
    x: &Described<'_>,
    y: &Described<'_>,
    weights: &BTreeMap<String, f64>,
    nearness: &Nearness,
) -> Option<Comparable> {
    let (f, g) = (x.figure, y.figure);
    let unit = x.dimension.agrees(&y.dimension, (f.kind, g.kind))?;
    let quantity = kindred(&x.quantities, &y.quantities).filter(|(entry, found, ..)| {
        let told = x.dimension.mixed(&y.dimension) && !quantity::lists(*entry);
        // What only the words around say must be counted alike.
        let around = f.kind == Kind::Count && !*found && unit < 0.9;
        !told && !around
    });
    let either = quantity.as_ref().is_some_and(|(entry, ..)| quantity::either(*entry));
    if f.kind == Kind::Percent && f.unit != g.unit || x.change != y.change && !either {
        return None;
    }
    let each = quantity.as_ref().is_some_and(|(entry, ..)| quantity::each(*entry));
    if x.divided != y.divided && !each && (f.kind == Kind::Money || x.dimension.measure) {
        return None;
    }
    let (subject, shared) = likeness(&x.grams, &y.grams, weights);
    // 一倍 and 三倍 of different things are multiples of different amounts.
    if f.kind == Kind::Index && subject < ONE_THING {
        return None;
    }
    let (around, _) = likeness(&x.around, &y.around, weights);
    let head = x.head.as_ref().filter(|head| y.head.as_ref() == Some(*head));
    let (thing, deed) = (counted::things(&x.counted, &y.counted), counted::deeds(&x.counted, &y.counted));
    let nearest = nearest(nearness, f, g);
    let flag = |on: bool| f64::from(u8::from(on));
    let (sure, words) = quantity.map_or((0.0, String::new()), |(.., sure, words)| (sure, words));
    let far = size(f, g);
    let percent = flag(f.kind == Kind::Percent);
    let told = [
        ("unit", unit, 0.80, x.dimension.conversion(&y.dimension)),
        ("one_unit", flag(x.dimension.id == y.dimension.id), 0.93, String::new()),
        ("quantity", sure, 0.90 + 0.68 * thing.shared, words),
        ("head", flag(head.is_some()), 0.54, head.cloned().unwrap_or_default()),
        ("thing", thing.shared, 1.75 + 1.88 * nearest + 0.86 * percent, thing.name.into()),
        ("things_differ", thing.alone, -0.36, String::new()),
        ("deed", deed.shared, 0.85 + 0.79 * thing.shared, deed.name.into()),
        ("deeds_differ", flag(deed.clash), -0.15, String::new()),
        ("subject", subject, 0.47, shared.join(" ")),
        ("around", around, 0.40, String::new()),
        ("passages", nearest, 0.58, String::new()),
        ("part", flag(x.part != y.part) + flag(x.flow != y.flow), -0.35, String::new()),
        ("size", far, -0.72 + 0.46 * percent, String::new()),
        ("direction", flag(f.direction != g.direction) * (1.0 - percent), -0.49, String::new()),
        ("money", flag(f.kind == Kind::Money), 0.31, String::new()),
    ];
    let sum: f64 = told.iter().map(|(_, value, weight, _)| value * weight).sum();
    let mut score = 1.0 / (1.0 + (BIAS - sum).exp());
    let mut reasons: Vec<Reason> = told
        .into_iter()
        .filter(|(_, score, ..)| *score > 0.0)
        .map(|(what, score, _, evidence)| Reason { what: what.into(), score, evidence })
        .collect();
    let promised = |figure: &Figure| figure.status == Some(Status::Planned);
    if promised(f) != promised(g) {
        reasons.push(Reason { what: "target".into(), score: 0.0, evidence: String::new() });
        score = score.min(DOUBTED);
    }
    let ruled = |figure: &Figure| figure.status == Some(Status::Principle);
    if ruled(f) != ruled(g) {
        reasons.push(Reason { what: "rule".into(), score: 0.0, evidence: String::new() });
        score = score.min(DOUBTED);
    }
    if let Some((a, b)) = quantity::opposed(&x.subject, &y.subject) {
        reasons.push(Reason { what: "opposed".into(), score: 0.0, evidence: format!("{a} {b}") });
        score = score.min(DOUBTED);
    }
    if score < LISTED {
        return None;
    }
    let same = subject >= ONE_THING && x.dimension.id == y.dimension.id && x.divided == y.divided;
    let relation = if same && f.value2.is_some() == g.value2.is_some() && same_time(f, g) {
        Relation::Same
    } else {
        Relation::Kindred
    };
    Some(Comparable { left: f.id, right: g.id, relation, score, accepted: false, reasons })
}

/// How far apart two figures are: in powers of ten, four at most, as a share of four; percents in hundreds.
fn size(f: &Figure, g: &Figure) -> f64 {
    let value = |figure: &Figure| figure.value.and_then(|v| v.abs().to_f64()).unwrap_or_default();
    let (a, b) = (value(f), value(g));
    if f.kind == Kind::Percent {
        return ((a - b).abs() / 100.0).min(1.0);
    }
    if a <= 0.0 || b <= 0.0 { 1.0 } else { ((a / b).log10().abs() / 4.0).min(1.0) }
}

/// The quantity that both figures tell, whether both subjects say it, how sure that is, and its name with the words of the two.
fn kindred(x: &[Found], y: &[Found]) -> Option<(usize, bool, f64, String)> {
    let sure = |p: &Found, q: &Found| -> f64 {
        let own = match (p.own, q.own) {
            (true, true) => 1.0,
            (false, false) => 0.5,
            _ => 0.8,
        };
        let head = match (p.head, q.head) {
            (true, true) => 1.0,
            (false, false) => 0.2,
            _ => 0.6,
        };
        own * head
    };
    let both = x.iter().flat_map(|p| y.iter().filter(|q| q.quantity == p.quantity).map(move |q| (p, q)));
    let best = both.max_by(|a, b| sure(a.0, a.1).total_cmp(&sure(b.0, b.1)).then(b.0.quantity.cmp(&a.0.quantity)))?;
    let name = quantity::name(best.0.quantity);
    let own = best.0.own && best.1.own;
    Some((best.0.quantity, own, sure(best.0, best.1), format!("{name}（{} {}）", best.0.word, best.1.word)))
}

/// Figures of plainly different times are kindred only.
fn same_time(f: &Figure, g: &Figure) -> bool {
    f.period.is_some() == g.period.is_some() && f.status == g.status
}

/// Single ideographs and pairs of a text.
fn grams(text: &str) -> BTreeSet<String> {
    let chars: Vec<char> = text.chars().filter(|c| c.is_alphabetic()).collect();
    let pairs = chars.windows(2).map(|w| w.iter().collect());
    pairs.chain(chars.iter().map(char::to_string)).collect()
}

/// How telling each gram is: seldom ones more.
fn weights(a: &[Described<'_>], b: &[Described<'_>]) -> BTreeMap<String, f64> {
    let mut counts: BTreeMap<String, f64> = BTreeMap::new();
    for gram in a.iter().chain(b).flat_map(|d| d.around.iter().chain(&d.grams)) {
        *counts.entry(gram.clone()).or_default() += 1.0;
    }
    let all = (a.len() + b.len()) as f64 * 2.0;
    for (gram, count) in &mut counts {
        let rarity = (1.0 + all / *count).ln();
        *count = if gram.chars().count() == 1 { rarity * 0.5 } else { rarity };
    }
    counts
}

/// Weighted overlap of two sets, and the pairs they share.
fn likeness(x: &BTreeSet<String>, y: &BTreeSet<String>, weights: &BTreeMap<String, f64>) -> (f64, Vec<String>) {
    let weigh = |set: &BTreeSet<String>| -> f64 { set.iter().map(|g| weights.get(g).copied().unwrap_or(1.0)).sum() };
    let shared: BTreeSet<String> = x.intersection(y).cloned().collect();
    let total = weigh(x) + weigh(y);
    if total == 0.0 {
        return (0.0, Vec::new());
    }
    let score = 2.0 * weigh(&shared) / total;
    (score, shared.into_iter().filter(|g| g.chars().count() > 1).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::script::{OpenCc, Vocabulary, normalize};

    /// The accepted pairs of two texts, as `surface surface`, those of one measure with =.
    fn pairs(left: &str, right: &str) -> Vec<String> {
        let (converter, vocabulary) = (OpenCc::new().unwrap(), Vocabulary::builtin());
        let read = |name: &str, text: &str| {
            let article = Article::from_text(name, text);
            let figures = crate::figures::read(&article, None);
            let normalized = normalize(&article, &converter, &vocabulary);
            (article, figures, normalized)
        };
        let (a, b) = (read("a", left), read("b", right));
        let found = comparables(
            Side { article: &a.0, figures: &a.1, normalized: &a.2 },
            Side { article: &b.0, figures: &b.1, normalized: &b.2 },
            &all(&a.0, &b.0),
        );
        let words = |side: &(Article, Vec<Figure>, Normalized), id: FigureId| {
            side.0.text.slice(side.1[id.0 as usize].span).to_owned()
        };
        found
            .iter()
            .filter(|pair| pair.accepted)
            .map(|pair| {
                assert!((0.0..=1.0).contains(&pair.score), "{pair:?}");
                let sign = if pair.relation == Relation::Same { "=" } else { "~" };
                format!("{} {sign} {}", words(&a, pair.left), words(&b, pair.right))
            })
            .collect()
    }

    /// As if every passage answered every other.
    fn all(left: &Article, right: &Article) -> Nearness {
        let rights = || right.passages.iter().map(|p| p.id);
        left.passages.iter().flat_map(|l| rights().map(move |r| ((l.id, r), 0.4))).collect()
    }

    fn check(left: &str, right: &str, want: &[&str]) {
        let (mut got, mut want) = (pairs(left, right), want.to_vec());
        got.sort();
        want.sort_unstable();
        assert_eq!(got, want, "{left} / {right}");
    }

    #[test]
    fn one_quantity_in_many_words() {
        check("话题阅读量突破3亿次。", "主題影片觀看人次達9,000萬。", &["3亿次 ~ 9,000萬"]);
        check("处置违规账号860个。", "平臺停權帳號1,204個。", &["860个 ~ 1,204個"]);
        check("反诈中心止付涉案资金4.2亿元。", "銀行攔阻詐騙款1.3億元。", &["4.2亿元 ~ 1.3億元"]);
        check(
            "查出漏洞1200个，整改率由70%升至96%。",
            "挖出弱點310個，修補率達九成一。",
            &["1200个 ~ 310個", "96% ~ 九成一"],
        );
        check("农户户均增收2300元。", "果農平均每戶多賺8,000元。", &["2300元 ~ 8,000元"]);
    }

    #[test]
    fn both_shores_have_words_for_it() {
        check(
            "网络文明志愿者4.1万名，开展宣讲320场。",
            "數位志工招募1萬2千名，辦理講座150場。",
            &["4.1万名 ~ 1萬2千名", "320场 ~ 150場"],
        );
        check("拦截网络攻击1.2亿次。", "阻擋惡意連線6,400萬次。", &["1.2亿次 ~ 6,400萬次"]);
        check("完成86家网站适老化改造。", "無障礙改善網站120個。", &["86家 ~ 120個"]);
        check("远程会诊服务患者2.1万人次。", "遠距醫療看診1萬4千人次。", &["2.1万人次 ~ 1萬4千人次"]);
        check("办事材料平均精简72%。", "申請文件減少四成五。", &["72% ~ 四成五"]);
        check("发放宣传册12万份。", "印製手冊6萬本。", &["12万份 ~ 6萬本"]);
        check("培训农村电商人才2600人。", "培育青農直播主480人。", &["2600人 ~ 480人"]);
    }

    #[test]
    fn what_was_pairs_with_nothing() {
        check("会员单位由首轮的97家增至253家。", "協會會員184家。", &["253家 ~ 184家"]);
    }

    #[test]
    fn a_rule_is_no_result() {
        check("罚款合计310万元。", "平台逾期未处置的，处5万元以上50万元以下罚款。", &[]);
    }

    #[test]
    fn one_head_noun() {
        check("全县高标准农田面积32万亩。", "全市高标准农田面积2.1万公顷。", &["32万亩 ~ 2.1万公顷"]);
        check("全省常住人口4200万人。", "全市常住人口380万人。", &["4200万人 = 380万人"]);
    }

    #[test]
    fn what_is_not_comparable() {
        check("组织中央和省市媒体20多家。", "登記成立網路社會組織177家。", &[]);
        check("全省实施项目120个。", "全市完成項目35個。", &[]);
        check("景区接待游客30万人次。", "景区接待游客2万人。", &[]);
        check("网络零售额增长12%。", "网络零售额占比12%。", &[]);
        check("贷款余额3亿元。", "貸款餘額2億美元。", &[]);
        check("企业营业收入3亿元。", "户均收入3万元。", &[]);
        check("帮扶企业200家。", "走访企业300家。", &[]);
    }

    #[test]
    fn a_word_in_passing_makes_no_pair() {
        // Whose something is tells less than what it is.
        check("网红商会为学童讲课，惠及学童1200名。", "直播工会成员2300名。", &[]);
        check("商会会员43家。", "社区志愿服务站43个。", &[]);
        check("发布短剧312部。", "挖椰子短片在印尼播放1300万遍。", &[]);
        check("公园共享单车8000辆。", "污水处理厂12座。", &[]);
    }

    #[test]
    fn a_target_is_no_result() {
        check("全市建成5G基站3.2万个。", "到2030年，全县力争建成5G基站800个。", &[]);
        check("到2028年，力争建成5G基站3.2万个。", "到2030年，力争建成5G基站800个。", &["3.2万个 = 800个"]);
    }
}
