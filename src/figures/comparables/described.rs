//! A figure with what it is compared by: what its subject, the words beside it and its sentence say.

use super::counted::{self, Class, Counted};
use super::dimension::Dimension;
use super::quantity::{self, Found};
use super::wording::Grams;
use super::{Side, folded};
use crate::article::PassageId;
use crate::figures::{Figure, Kind, Tier};
use crate::status::Status;
use crate::text::Span;

/// A figure with what it is compared by.
pub struct Described<'a> {
    pub figure: &'a Figure,
    pub dimension: Dimension,
    pub subject: String,
    pub quantities: Vec<Found>,
    pub counted: Counted,
    /// Of the subject, normalised, without words that many things share.
    pub grams: Grams,
    /// Of the words that stand at the number, up to the next mark or number.
    pub near: Grams,
    /// Which sentence of the account it stands in, and which passage.
    pub sentence: usize,
    pub passage: usize,
    /// Reckoned by household, person, field.
    pub divided: bool,
    /// 其中: a part of what was told before.
    pub part: bool,
    /// What came anew, not what there is.
    pub anew: bool,
    /// Said to be still aimed at by its own clause, or the bound of a norm: 力争建成800个, 不少于20%.
    pub aim: bool,
    /// What a quantity came to be: 增至1000项.
    pub reaches: bool,
    /// How much something grew or fell, not how much it is.
    pub change: bool,
}

/// The figures of an article that may be compared, with the sentences and passages that they stand in.
#[derive(Default)]
pub struct Account<'a> {
    pub figures: Vec<Described<'a>>,
    pub sentences: Vec<Sentence>,
    /// Words of each passage.
    pub passages: Vec<Grams>,
    /// Where the last sentence begins, and which the last passage is.
    last: (Option<u32>, Option<Option<PassageId>>),
}

/// A sentence that has figures.
pub struct Sentence {
    pub grams: Grams,
    /// What it tells of, each class once, in order.
    pub topic: Vec<Class>,
}

/// How far a sentence goes before and after a figure, at most.
const LONG: u32 = 80;
/// How many code points stand at a number, before it and after.
const AT_BEFORE: u32 = 8;
const AT_AFTER: u32 = 6;
/// Words by which a clause aims at something.
const AIMS: [&str; 8] = ["力争", "争取", "目标", "预计", "预期", "计划", "规划", "拟"];
/// How far back the words of its sentence are looked for.
const SENTENCE: u32 = 60;
/// How far the words of the same clause are looked for.
const CLAUSE: u32 = 30;

impl<'a> Account<'a> {
    pub fn of(side: Side<'a>) -> Self {
        let mut account = Self::default();
        let told = |f: &&Figure| f.tier == Tier::Figure && f.duplicate_of.is_none() && f.value.is_some();
        for figure in side.figures.iter().filter(told) {
            account.add(side, figure);
        }
        account
    }

    /// Nothing for what a quantity was before it changed: 由81%升至99% compares by what it is now.
    fn add(&mut self, side: Side<'a>, figure: &'a Figure) {
        if let Some(mut described) = Described::new(side, figure) {
            (described.sentence, described.passage) = self.place(side, figure);
            self.figures.push(described);
        }
    }

    /// The sentence and the passage of a figure that stands behind all others.
    fn place(&mut self, side: Side<'_>, figure: &Figure) -> (usize, usize) {
        let text = &side.article.text;
        let (start, end) = (figure.span.start.0, figure.span.end.0);
        let limit = figure.passage.map_or(text.span(), |p| side.article.passage(p).span);
        let mark = |c: &char| matches!(c, '。' | '；' | ';' | '！' | '？' | '\n');
        let back = text.slice(Span::new(start.saturating_sub(LONG).max(limit.start.0).min(start), start));
        let before = back.chars().rev().take_while(|c| !mark(c)).count() as u32;
        if self.last.0 != Some(start - before) {
            let fore = text.slice(Span::new(end, (end + LONG).min(limit.end.0).max(end)));
            let after = fore.chars().take_while(|c| !mark(c)).count() as u32;
            let whole = Span::new(start - before, end + after);
            let grams = Grams::of(side.normalized.slice(whole));
            self.sentences.push(Sentence { grams, topic: counted::topic(&folded(text.slice(whole))) });
            self.last.0 = Some(start - before);
        }
        if self.last.1 != Some(figure.passage) {
            self.passages.push(Grams::pairs(side.normalized.slice(limit)));
            self.last.1 = Some(figure.passage);
        }
        (self.sentences.len() - 1, self.passages.len() - 1)
    }
}

impl<'a> Described<'a> {
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
        let follows = text.slice(Span::new(end, (end + CLAUSE / 2).min(limit.end.0).max(end)));
        let bare = figure.kind == Kind::Count && figure.unit.is_empty();
        if started(&lead, &follow_up(&folded(follows), 0)) || before_that(&lead_clause) || was(&lead_clause, &tail) {
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
        // 多赚了三万八: a sum of money without a word of its currency.
        if bare && before.contains(['赚', '挣', '花', '卖', '值', '省']) {
            return None;
        }
        let after = follow_up(&source, to);
        let dimension = Dimension::of(figure);
        let change = changes(figure, [&subject, before], &lead);
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
        Some(Self {
            quantities: quantity::find(&forms, (&clause, &near), figure.kind, &dimension, change),
            part: ["其中", "当中"].iter().any(|w| clause.contains(w)),
            anew: anew(&subject),
            aim: figure.status == Some(Status::Planned) && AIMS.iter().any(|word| clause.contains(word))
                || ["不少于", "不低于", "不高于"].iter().any(|word| clause.contains(word)),
            reaches: figure.kind == Kind::Count && lead.ends_with(['至', '到']),
            grams: Grams::of(&quantity::specific(&quantity::unquoted(&subject))),
            near: Grams::of(&quantity::specific(&at_number(side, figure.span, limit))),
            sentence: 0,
            passage: 0,
            divided: figure.per(text).is_some()
                || subject.contains('每')
                || daily(&clause)
                || figure.kind == Kind::Money && subject.contains('均'),
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

/// The normal words that stand at a number, before it and after, within a passage and up to a mark or a number.
fn at_number(side: Side<'_>, number: Span, passage: Span) -> String {
    let text = &side.article.text;
    let mark = |c: &char| {
        c.is_ascii_digit()
            || matches!(c, '，' | ',' | '：' | '、' | '（' | '(' | '）' | ')' | '。' | '；' | ';' | '！' | '？' | '\n')
    };
    let (start, end) = (number.start.0, number.end.0);
    let before = text.slice(Span::new(start.saturating_sub(AT_BEFORE).max(passage.start.0).min(start), start));
    let before = before.chars().rev().take_while(|c| !mark(c)).count() as u32;
    let after = text.slice(Span::new(end, (end + AT_AFTER).min(passage.end.0).max(end)));
    let after = after.chars().take_while(|c| !mark(c)).count() as u32;
    let normal = |from, to| side.normalized.slice(Span::new(from, to));
    format!("{}，{}", normal(start - before, start), normal(end, end + after))
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

/// Whether a clause tells what one day brings: 一天能拨1.5万通.
fn daily(clause: &str) -> bool {
    ["日均", "每天", "每日", "一天", "单日", "一日"].iter().any(|word| clause.contains(word))
        && !["一天内", "十一日", "二十一日", "三十一日", "一日游"].iter().any(|word| clause.contains(word))
}

/// Whether a quantity is where another began: 由81%逐步升至, but not 由1340名义工教授.
fn started(lead: &str, after: &str) -> bool {
    lead.trim_end_matches(['近', '约', '的']).ends_with(['由', '从', '自'])
        && (after.is_empty()
            || after.contains(['到', '至', '为', '增', '升', '提', '扩', '降', '减', '缩', '压', '跌']))
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

/// Whether a subject tells what came anew: 新吸纳会员, but not 新农人, nor how many there are now.
fn anew(subject: &str) -> bool {
    let verbs = "增建设开吸招辟添培育发注签引认评立入加购置聘";
    let new = subject
        .match_indices('新')
        .any(|(at, new)| subject[at + new.len()..].chars().next().is_some_and(|verb| verbs.contains(verb)));
    (new || ["首批", "增加", "净增"].iter().any(|word| subject.contains(word))) && !subject.ends_with(['数', '量'])
}

/// Whether a percent tells how much something grew or fell: 增长9%, but not 提高到99%.
fn changes(figure: &Figure, told: [&str; 2], lead: &str) -> bool {
    let grown = ["同比", "年增", "增幅", "增速", "降幅", "跌幅", "涨幅", "增长率", "成长率", "减幅", "升幅"];
    let reaches = lead.chars().rev().take(3).any(|c| matches!(c, '到' | '至' | '为' | '达' | '占' | '在'));
    match figure.kind {
        Kind::Percent => {
            grown.iter().any(|w| told.iter().any(|text| text.contains(w))) || figure.direction.is_some() && !reaches
        }
        _ => false,
    }
}
