//! Second mentions of a fact, and repeated blocks: they are shown, and count once.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{Figure, FigureId, Kind, Modifier, Tier, comparables, is_counted, spelled};
use crate::article::Article;
use crate::text::Span;

/// Marks what repeats an earlier figure of the article.
///
/// `text`: its folded code points, so that a block copied in the other script is found too.
pub fn mark(article: &Article, text: &[char], figures: &mut [Figure]) {
    let passage = |figure: &Figure| figure.passage.map(|p| article.passage(p));
    let near = |a: &Figure, b: &Figure| match (a.passage, b.passage) {
        (Some(a), Some(b)) => b.0.abs_diff(a.0) <= 1,
        _ => true,
    };
    let copied = |figure: &Figure| passage(figure).is_some_and(|p| p.duplicate_of.is_some());
    // A title rounds what the article tells: both are read.
    let told = |figure: &Figure| passage(figure).is_none_or(|p| p.role.is_body());
    find(text, figures, &near, &copied, &told);
}

/// The same for a line that stands by itself.
pub fn mark_line(text: &[char], figures: &mut [Figure]) {
    find(text, figures, &|_, _| true, &|_| false, &|_| true);
}

/// How many of the code points around a number must agree for its place to be a copy of another.
const SAME_PLACE: usize = 16;
/// How far the words around are compared.
const AROUND: usize = 24;

fn find(
    text: &[char],
    figures: &mut [Figure],
    near: &dyn Fn(&Figure, &Figure) -> bool,
    copied: &dyn Fn(&Figure) -> bool,
    told: &dyn Fn(&Figure) -> bool,
) {
    // By surface, the figures that repeat nothing.
    let mut by_words: BTreeMap<&[char], Vec<usize>> = BTreeMap::new();
    let mut by_value: BTreeMap<Decimal, Vec<usize>> = BTreeMap::new();
    let mut amounts: Vec<usize> = Vec::new();
    for n in 0..figures.len() {
        let figure = &figures[n];
        let (start, end) = (figure.span.start.0 as usize, figure.span.end.0 as usize);
        let words = &text[start..end];
        let threshold = if copied(figure) { 4 } else { SAME_PLACE };
        let copy = by_words.get(words).and_then(|seen| {
            seen.iter().copied().find(|&m| {
                let (a, b) = (figures[m].span.start.0 as usize, figures[m].span.end.0 as usize);
                let left = common(text[..a].iter().rev(), text[..start].iter().rev());
                let right = common(text[b..].iter(), text[end..].iter());
                left + right >= threshold
            })
        });
        let key = figure.value.map(|v| v.normalize());
        let fact = || {
            let seen = by_value.get(key.as_ref()?)?;
            // The last few mentions suffice: what is said again is said soon.
            seen.iter().rev().take(8).copied().find(|&m| same_fact(text, &figures[m], &figures[n], near))
        };
        let rounded = || hedged(figure).then(|| amounts.iter().rev().take(LATELY)).into_iter().flatten().copied();
        let rounded = || rounded().find(|&m| rounds(text, &figures[m], &figures[n]));
        let exact = || amounts.iter().rev().take(LATELY).copied().filter(|&m| hedged(&figures[m]));
        let exact = || exact().find(|&m| rounds(text, &figures[n], &figures[m]));
        let first =
            copy.or_else(|| if figure.tier == Tier::Figure { fact().or_else(rounded).or_else(exact) } else { None });
        if let Some(m) = first {
            figures[n].duplicate_of = Some(figures[m].duplicate_of.unwrap_or(FigureId(m as u32)));
            continue;
        }
        let seen = by_words.entry(words).or_default();
        // A number as common as 一个 need not be compared with all its likes.
        if seen.len() < 64 {
            seen.push(n);
        }
        if let Some(key) = key {
            by_value.entry(key).or_default().push(n);
        }
        if figures[n].tier == Tier::Figure && told(&figures[n]) {
            amounts.push(n);
        }
    }
}

/// Whether two amounts are told in one unit; a count may leave its classifier out once.
fn one_unit(a: &Figure, b: &Figure) -> bool {
    match (a.kind, b.kind) {
        (Kind::Money, Kind::Money) => a.unit_id == b.unit_id,
        (Kind::Count, Kind::Count) if a.unit.is_empty() || b.unit.is_empty() => true,
        _ => a.unit == b.unit,
    }
}

fn common<'a>(a: impl Iterator<Item = &'a char>, b: impl Iterator<Item = &'a char>) -> usize {
    a.zip(b).take(AROUND).take_while(|(a, b)| a == b && **a != '\n').count()
}

/// The same value of the same thing, said again soon after.
fn same_fact(text: &[char], a: &Figure, b: &Figure, near: &dyn Fn(&Figure, &Figure) -> bool) -> bool {
    if a.tier != Tier::Figure || !one_unit(a, b) || a.value2 != b.value2 || a.direction != b.direction {
        return false;
    }
    let (x, y) = (subject(text, a), subject(text, b));
    let shared = shared(&x, &y);
    let smaller = x.len().min(y.len());
    if taken_up(text, a, b) || again(text, a, b) {
        return true;
    }
    if !near(a, b) {
        // Said again far off, in a summary or an answer: what is counted must be told in full, or the number so exactly that it
        // can hardly be another's.
        let exact = b.value.is_some_and(|v| digits(v) >= 4);
        if exact && smaller >= 2 && shared * 2 >= smaller {
            return one_account(text, a, b);
        }
        let precise = b.value.is_some_and(|v| digits(v) >= 3);
        let told = if precise { 3 } else { 4 };
        let change = matches!(a.kind, Kind::Percent | Kind::Index) && x.len().max(y.len()) > smaller + 3;
        return smaller >= told && shared * 10 >= smaller * 9 && !change && one_account(text, a, b);
    }
    let alike = smaller > 1 && shared * 2 > smaller;
    // An amount of some precision is seldom another one's by chance.
    let precise = b.value.is_some_and(|v| digits(v) >= 2);
    let close = b.span.start.0.saturating_sub(a.span.end.0) <= 120;
    let amount = a.kind == Kind::Money && precise && close && rate(text, a) == rate(text, b);
    match a.kind {
        Kind::Money => amount && (alike || said_again(text, b)),
        Kind::Percent | Kind::Index => alike && precise && close && shared * 4 > x.len().max(y.len()) * 3,
        // Said again in fewer words: 专案组犯罪嫌疑人, 犯罪嫌疑人.
        _ => alike && close && (shared * 3 >= x.len().max(y.len()) * 2 || smaller >= 4 && x.ends_with(&y)),
    }
}

/// The words of a subject.
fn subject(text: &[char], figure: &Figure) -> Vec<char> {
    let words = |s: &Span| text[s.start.0 as usize..s.end.0 as usize].iter().copied();
    figure.subject.iter().flat_map(words).collect()
}

/// How many of their characters two subjects share.
fn shared(x: &[char], y: &[char]) -> usize {
    x.iter().filter(|c| y.contains(c)).count().min(y.iter().filter(|c| x.contains(c)).count())
}

/// Whether two amounts may be told of one thing: in one place and time, of one status, by whatever they are reckoned.
fn one_account(text: &[char], a: &Figure, b: &Figure) -> bool {
    let words = |s: Option<Span>| s.map(|s| &text[s.start.0 as usize..s.end.0 as usize]);
    let agree = |x: Option<Span>, y: Option<Span>| x.is_none() || y.is_none() || words(x) == words(y);
    agree(a.place, b.place)
        && agree(a.period, b.period)
        && rate(text, a) == rate(text, b)
        && a.direction == b.direction
        && (a.status == b.status || a.status.is_none() || b.status.is_none())
}

/// Whether an amount is reckoned by something; a part that is said again need not name its whole.
fn rate(text: &[char], figure: &Figure) -> bool {
    figure.denominator.is_some_and(|by| !is_counted(text.get(by.start.0 as usize).copied()))
}

/// How many digits tell an amount: 2 of 1.2万.
fn digits(value: Decimal) -> u32 {
    let mut telling = value.normalize().mantissa().unsigned_abs();
    while telling > 0 && telling.is_multiple_of(10) {
        telling /= 10;
    }
    telling.checked_ilog10().map_or(0, |tens| tens + 1)
}

/// The same amount of things of one class, wherever it is said again: 建成5G基站1.2万个, 全市基站达1.2万个. The more digits tell it,
/// the less its words must; a small or round number may be another's.
fn again(text: &[char], a: &Figure, b: &Figure) -> bool {
    let Some(value) = b.value.map(|v| v.abs()) else { return false };
    let counts = matches!(b.kind, Kind::Count | Kind::Money);
    if !counts && b.kind != Kind::Percent || !one_account(text, a, b) {
        return false;
    }
    match digits(value) {
        4.. => one_class(text, a, b) >= 0.5,
        3 => one_class(text, a, b) >= if counts { 0.6 } else { 0.8 },
        2 => counts && value >= Decimal::ONE_THOUSAND && one_thing(text, a, b),
        _ => false,
    }
}

/// Whether the subjects of two amounts are one: of one class, and the shorter in most of its characters the longer's.
fn one_thing(text: &[char], a: &Figure, b: &Figure) -> bool {
    let (x, y) = (subject(text, a), subject(text, b));
    let smaller = x.len().min(y.len());
    smaller >= 2 && shared(&x, &y) * 3 >= smaller * 2 && one_class(text, a, b) >= 0.8
}

/// How surely one class of things is told of both, by their subjects and what stands beside them, from 0 to 1.
fn one_class(text: &[char], a: &Figure, b: &Figure) -> f64 {
    let told = |figure: &Figure| {
        let (start, end) = (figure.span.start.0 as usize, figure.span.end.0 as usize);
        let mark = |c: &&char| !matches!(c, '，' | ',' | '。' | '；' | '、' | ':' | '\n') && !c.is_ascii_digit();
        let before = text[..start].iter().rev().take(BESIDE).take_while(mark).count();
        let after = text[end..].iter().take(BESIDE).take_while(mark).count();
        let string = |words: &[char]| words.iter().collect::<String>();
        [string(&subject(text, figure)), string(&text[start - before..start]), string(&text[end..end + after])]
    };
    comparables::one_class((a, &told(a)), (b, &told(b)))
}

/// How far beside an amount words are looked for.
const BESIDE: usize = 12;

/// How far back a rounded amount is looked for, in amounts.
const LATELY: usize = 48;

fn hedged(figure: &Figure) -> bool {
    matches!(figure.modifier, Modifier::Over | Modifier::About | Modifier::AboutUnder | Modifier::AtLeast)
}

/// Whether `round` tells what `exact` does, with fewer digits: 236万 and 超230万, 9.8亿 and 近10亿.
fn rounds(text: &[char], exact: &Figure, round: &Figure) -> bool {
    let (Some(x), Some(y)) = (exact.value, round.value) else { return false };
    let (fine, rough) = (digits(x), digits(y));
    let whole = exact.value2.is_none() && round.value2.is_none() && matches!(round.kind, Kind::Count | Kind::Money);
    if !whole || exact.kind != round.kind || hedged(exact) || fine < 2 || rough > 2 || rough >= fine || y < Decimal::TEN
    {
        return false;
    }
    let part = y / Decimal::TEN;
    let fits = match round.modifier {
        Modifier::Over | Modifier::AtLeast => x > y && x < y + part,
        Modifier::AboutUnder => x < y && x > y - part,
        _ => (x - y).abs() * Decimal::TWO < part,
    };
    fits && one_unit(exact, round) && one_account(text, exact, round) && one_thing(text, exact, round)
}

/// Whether 的 or 这 before a number takes up what was told: 4项因流标而延后 … 延后的四项措施.
fn taken_up(text: &[char], a: &Figure, b: &Figure) -> bool {
    let start = b.span.start.0 as usize;
    if b.kind != Kind::Count || b.unit.is_empty() || start < 3 || text[start - 1] != '的' {
        return false;
    }
    let said = &text[start - 3..start - 1];
    let clause = &text[a.span.end.0 as usize..(a.span.end.0 as usize + AROUND).min(text.len())];
    let end = clause.iter().position(|c| matches!(c, '。' | '；' | '，' | '\n')).unwrap_or(clause.len());
    clause[..end].windows(2).any(|pair| pair == said)
}

/// Whether a noun or a bracket after an amount takes up one that was told: 8.1亿元资金, （￥32,500,000.00）.
fn said_again(text: &[char], b: &Figure) -> bool {
    let before = (b.span.start.0 as usize).checked_sub(1).map_or('\0', |i| text[i]);
    let after = |noun| spelled::after(text, b.span.end.0 as usize, noun).is_some();
    before == '(' || ["资金", "总投资", "贷款", "经费", "款项"].into_iter().any(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What repeats what, as `second = first`.
    fn check(text: &str, want: &[&str]) {
        let article = Article::from_text("a", text);
        let figures = crate::figures::read(&article, None);
        let words = |figure: &Figure| article.text.slice(figure.span).to_owned();
        let got: Vec<String> = figures
            .iter()
            .filter_map(|f| Some(format!("{} = {}", words(f), words(&figures[f.duplicate_of?.0 as usize]))))
            .collect();
        assert_eq!(got, want, "{text}");
    }

    #[test]
    fn an_amount_is_told_again_in_other_words() {
        let apart = "\n\n专题宣传持续开展，干部群众反响热烈。\n\n各部门分工落实。\n\n";
        check(&format!("全县建成5G基站1.2万个。{apart}目前基站已达1.2万个。"), &["1.2万个 = 1.2万个"]);
        check(&format!("平台注册用户236万人。{apart}平台用户突破230万人。"), &["230万人 = 236万人"]);
        check(&format!("平台用户逾230万人。{apart}其中平台注册用户236万人。"), &["236万人 = 230万人"]);
        check(&format!("全年拨付补助资金9.8亿元。{apart}补助资金近10亿元。"), &["10亿元 = 9.8亿元"]);
    }

    #[test]
    fn like_amounts_of_other_things_are_no_repeats() {
        let apart = "\n\n专题宣传持续开展，干部群众反响热烈。\n\n各部门分工落实。\n\n";
        check(&format!("清理有害信息3.2万条。{apart}受理举报3.2万条。"), &[]);
        check(&format!("培训农民30人。{apart}培训教师30人。"), &[]);
        check(&format!("张掖市发放补助资金120万元。{apart}武威市发放补助资金120万元。"), &[]);
        check(&format!("平台注册用户236万人。{apart}力争到明年平台用户突破230万人。"), &[]);
        check(&format!("平台注册用户236万人。{apart}平台用户突破200万人。"), &[]);
        check(&format!("办结率98%。{apart}满意率98%。"), &[]);
    }
}
