//! Whether a clause reports a result, work under way, a trial, or a plan.
//!
//! Reads source text of both scripts by cue words (`assets/status.toml`). The clause of the thing in question comes
//! first; a plan or a rule reaches forward to the end of its sentence, until a clause has a word of its own.

mod setting;

pub use setting::{Setting, is_row, settings};

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use serde::{Deserialize, Serialize};

use crate::text::{CharIndex, Span, Text};

/// What a clause claims of the thing it speaks of. A promise and a result are not the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// 已, 完成, 建成
    Achieved,
    /// 正, 逐步, 推进
    UnderWay,
    /// 试点, 试行
    Pilot,
    /// 将, 力争, …底前
    Planned,
    /// A norm or aim without a date: 应, 不得, 标准
    Principle,
}

/// How plainly a cue says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strength {
    /// A plain verb of doing (启动, 开展): done or under way as narratives tell it, but no word says so.
    Told,
    /// A word that says so: 已, 正在, 将于.
    Marked,
}

/// A status and the words that it rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    pub status: Status,
    pub strength: Strength,
    /// Holds for what follows, not for its own clause alone.
    pub reaches: bool,
    /// In the source.
    pub cue: Span,
}

/// What `sentence` says of `thing`, both spans of `text`; `None` where no cue stands near.
///
/// Callers that want only what a word says ask for [`Strength::Marked`]; those with many things in a sentence read
/// it once.
pub fn of(text: &Text, sentence: Span, thing: Span) -> Option<Reading> {
    Sentence::read(text, window(text, sentence, thing)).of(thing)
}

/// A sentence whose cues are known, to be asked of many things in it.
#[derive(Clone, Debug)]
pub struct Sentence {
    start: CharIndex,
    /// By code points of the sentence.
    clauses: Vec<(usize, usize)>,
    /// The cues of each clause, in the order of the text.
    cues: Vec<Vec<Cue>>,
}

impl Sentence {
    /// Reads a span of `text`. What lies within it is looked at in full: a line without end is read in pieces.
    pub fn read(text: &Text, sentence: Span) -> Self {
        let source = text.slice(sentence);
        let mut chars = Vec::with_capacity(sentence.len() as usize);
        chars.extend(source.chars().map(digit_to_zero));
        let clauses = clauses(&chars);
        blank_names(&mut chars);
        let mut words = String::with_capacity(source.len());
        let mut cues = |&(start, end): &(usize, usize)| {
            words.clear();
            words.extend(&chars[start..end]);
            cues_of(&words, start)
        };
        let cues = clauses.iter().map(&mut cues).collect();
        Self { start: sentence.start, clauses, cues }
    }

    /// What it says of `thing`; cues farther off than a reader keeps in mind do not count, nor what `thing` covers.
    pub fn of(&self, thing: Span) -> Option<Reading> {
        let at = thing.start.0.checked_sub(self.start.0)? as usize;
        let inside = (at, at + thing.len() as usize);
        let own = self.clauses.partition_point(|&(_, end)| end <= at);
        self.clauses.get(own).filter(|&&(start, _)| start <= at)?;
        let from = self.clauses[..own].partition_point(|&(_, end)| end + REACH as usize <= inside.0);
        let to = own + self.clauses[own..].partition_point(|&(start, _)| start < inside.1 + REACH as usize);
        let near = Near { clauses: &self.cues[from..to], own: own - from, inside };
        near.choose().map(|cue| Reading {
            status: cue.status,
            strength: cue.strength,
            reaches: cue.reaches,
            cue: Span::new(cue.place.0 as u32, cue.place.1 as u32).shifted(self.start),
        })
    }
}

/// The part of a sentence that is read: between semicolons, and around the thing only where there is no end of it.
fn window(text: &Text, sentence: Span, thing: Span) -> Span {
    let start = sentence.start.0.max(thing.start.0.saturating_sub(REACH)).min(thing.start.0);
    let end = sentence.end.0.min(thing.end.0.saturating_add(REACH)).max(thing.end.0);
    let stop = |c: char| matches!(c, '；' | ';');
    let before = text.slice(Span::new(start, thing.start.0)).chars().rev().position(stop);
    let after = text.slice(Span::new(thing.end.0, end)).chars().position(stop);
    let start = before.map_or(start, |far| thing.start.0 - far as u32);
    let end = after.map_or(end, |far| thing.end.0 + far as u32);
    Span::new(start, end.max(start))
}

/// How far from the thing cues are looked for, in code points.
const REACH: u32 = 200;

#[derive(Clone, Copy, Debug)]
struct Cue {
    status: Status,
    strength: Strength,
    /// Holds beyond its clause.
    reaches: bool,
    /// Says less than it seems where something else is said: 不少于 in a plan, 明年 in a rule, 达到 in a condition.
    gives_way: bool,
    /// Code points of the sentence.
    place: (usize, usize),
}

/// The clauses around a thing, and where it stands.
struct Near<'a> {
    clauses: &'a [Vec<Cue>],
    own: usize,
    /// The thing itself, whose words are no cue.
    inside: (usize, usize),
}

impl Near<'_> {
    /// The first cue of a clause with the first of these statuses that it has.
    fn pick(&self, clause: usize, strength: Strength, order: &[Status], keep: fn(&Cue) -> bool) -> Option<Cue> {
        let cues = || {
            let outside = |cue: &&Cue| cue.place.1 <= self.inside.0 || self.inside.1 <= cue.place.0;
            self.clauses.get(clause).into_iter().flatten().filter(outside)
        };
        order.iter().find_map(|&status| {
            cues().find(|cue| cue.status == status && cue.strength == strength && keep(cue)).copied()
        })
    }

    /// What an earlier clause says that holds until one in between says otherwise.
    fn reaching(&self, seen: &[Status], statuses: &[Status]) -> Option<Cue> {
        let reading = |clause: usize| {
            self.pick(clause, Strength::Marked, seen, |cue| {
                cue.reaches && (cue.status != Status::Principle || !cue.gives_way)
            })
        };
        (0..self.own).rev().find_map(reading).filter(|cue| statuses.contains(&cue.status))
    }

    /// Own words first; then a plan or rule that reaches here from before; then plain verbs; then the neighbours' words.
    fn choose(&self) -> Option<Cue> {
        use Status::{Achieved, Pilot, Planned, Principle, UnderWay};
        use Strength::{Marked, Told};
        const DEEDS: &[Status] = &[Planned, UnderWay, Pilot, Achieved];
        let any = |_: &Cue| true;
        let firm = |cue: &Cue| cue.reaches || cue.status != Achieved;
        let told = |clause: usize| self.pick(clause, Told, &[Achieved, UnderWay], any);
        let done_near = |clause: usize| self.pick(clause, Told, &[Achieved], any);
        let norm = self.pick(self.own, Marked, &[Principle], any).is_some();
        let rule = self.pick(self.own, Marked, &[Principle], |cue| !cue.gives_way);
        // 总投资 plans, unless a rule bounds it: 总投资不超过. 明年 says when a rule begins: 明年起上限降为七成.
        let own = self.pick(self.own, Marked, DEEDS, firm);
        let own = own.filter(|cue| cue.status != Planned || !norm || cue.reaches && !(cue.gives_way && rule.is_some()));
        // 签下项目178个，总投资410亿元: the sum of what is told done.
        let done_beside = || {
            let before = self.own.checked_sub(1);
            let said = |clause, strength| self.pick(clause, strength, &[Achieved], any).is_some();
            before.is_some_and(|before| said(before, Marked) || said(before, Told)) || said(self.own + 1, Marked)
        };
        let own = own.filter(|cue| cue.status != Planned || cue.reaches || !done_beside());
        // 近五年到款须累计4,000万元
        let asked = |cue: &Cue| rule.is_some_and(|rule| rule.reaches && rule.place < cue.place);
        let own = own.filter(|cue| cue.status != Achieved || !asked(cue));
        // 到2028年，试点县增至60个: how many are to be tried is planned.
        let trial = own.is_some_and(|cue| cue.status == Pilot);
        let done = own.filter(|cue| cue.status == Achieved);
        // 试行四个月，已拨付1,932件: what is tried stays a trial.
        let tried = || self.reaching(&[Planned, UnderWay, Pilot], &[Pilot]);
        done.and_then(|_| tried())
            .or_else(|| own.filter(|_| !trial))
            // 拟认定50个，每个给予一次性奖励30万元
            .or(rule)
            .or_else(|| self.reaching(DEEDS, &[Planned]))
            .or(own)
            .or_else(|| self.pick(self.own, Marked, &[Achieved, Principle], any))
            .or_else(tried)
            // A rule ends where its sentence tells something.
            .or_else(|| told(self.own).filter(|cue| cue.status == Achieved && !cue.gives_way))
            .or_else(|| self.reaching(&[Planned, UnderWay, Pilot, Achieved, Principle], &[Principle]))
            .or_else(|| told(self.own))
            .or_else(|| self.reaching(DEEDS, &[UnderWay, Pilot, Achieved]))
            // What comes next may be planned for its own: 服务3万人次，预计明年再增百处.
            .or_else(|| self.pick(self.own + 1, Marked, &[UnderWay, Pilot, Achieved], any))
            .or_else(|| (0..self.own).rev().find_map(done_near))
            .or_else(|| (self.own + 1..self.clauses.len()).find_map(done_near))
    }
}

/// The clauses of a sentence, by code points of it: cut at commas, semicolons, colons and full stops, but not within quotes,
/// brackets or numbers.
fn clauses(sentence: &[char]) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut depth = 0usize;
    for (i, &c) in sentence.iter().enumerate() {
        match c {
            '“' | '「' | '『' | '《' | '（' | '(' => depth += 1,
            '”' | '」' | '』' | '》' | '）' | ')' => depth = depth.saturating_sub(1),
            '，' | ',' | '；' | ';' | '：' | ':' | '。' | '！' | '!' | '？' | '?' if depth == 0 => {
                let number = |at: Option<&char>| at == Some(&'0');
                if matches!(c, ',' | ':')
                    && number(i.checked_sub(1).map(|b| &sentence[b]))
                    && number(sentence.get(i + 1))
                {
                    continue;
                }
                out.push((start, i + 1));
                start = i + 1;
            }
            _ => {}
        }
    }
    if start < sentence.len() {
        out.push((start, sentence.len()));
    }
    out
}

/// Blanks what stands in quotes or titles: names claim nothing.
fn blank_names(sentence: &mut [char]) {
    for (open, close) in [('“', '”'), ('「', '」'), ('『', '』'), ('《', '》')] {
        let Some(first) = sentence.iter().position(|&c| c == open) else { continue };
        let mut from = None;
        for i in first..sentence.len() {
            if sentence[i] == open {
                from.get_or_insert(i);
            } else if sentence[i] == close
                && let Some(start) = from.take()
                && i - start <= LONGEST_NAME
            {
                sentence[start + 1..i].fill('□');
            }
        }
    }
}

/// What is longer than this within quotes is speech, not a name.
const LONGEST_NAME: usize = 20;

fn cues_of(clause: &str, origin: usize) -> Vec<Cue> {
    let mut found = Vec::new();
    let (mut byte, mut place) = (0, origin);
    for hit in CUES.automaton.find_iter(clause) {
        let Some(Meaning { status, strength, reaches, gives_way }) = CUES.meanings[hit.pattern().as_usize()] else {
            continue;
        };
        place += clause[byte..hit.start()].chars().count();
        byte = hit.start();
        let end = place + clause[hit.range()].chars().count();
        found.push(Cue { status, strength, reaches, gives_way, place: (place, end) });
    }
    found.extend(rate_set(clause, origin));
    found
}

/// 每戶補助3萬元, 每餐收费12元: what is granted or charged by the piece is a rule of its clause.
fn rate_set(clause: &str, origin: usize) -> Option<Cue> {
    let every = clause.find('每')?;
    let words = CUES.context.grants.iter();
    let (at, word) = words.filter_map(|word| Some((clause[every..].find(word.as_str())?, word))).min()?;
    let place = origin + clause[..every + at].chars().count();
    let place = (place, place + word.chars().count());
    Some(Cue { status: Status::Principle, strength: Strength::Marked, reaches: false, gives_way: false, place })
}

fn digit_to_zero(c: char) -> char {
    if c.is_ascii_digit() || ('０'..='９').contains(&c) { '0' } else { c }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    context: Context,
    mask: Vec<String>,
    planned: Words,
    under_way: Words,
    pilot: Words,
    achieved: Words,
    principle: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    marked: Vec<String>,
    #[serde(default)]
    here: Vec<String>,
    #[serde(default)]
    told: Vec<String>,
    #[serde(default)]
    times: Vec<String>,
    #[serde(default)]
    names: Vec<String>,
    #[serde(default)]
    states: Vec<String>,
}

/// What a cue says.
#[derive(Clone, Copy)]
struct Meaning {
    status: Status,
    strength: Strength,
    reaches: bool,
    gives_way: bool,
}

/// What titles and headings say of all that stands under them.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Context {
    rule_names: Vec<String>,
    grants: Vec<String>,
    charges: Vec<String>,
    yields: Vec<String>,
    paid: Vec<String>,
    reckoned: Vec<String>,
    limits: Vec<String>,
    setting: Vec<String>,
    plan_titles: Vec<String>,
    plan_headings: Vec<String>,
    goal_headings: Vec<String>,
    ground_headings: Vec<String>,
    reports: Vec<String>,
    bounds: Vec<String>,
    plan_names: Vec<String>,
    sending: Vec<String>,
    /// The results that a plan may promise too: those of `achieved` that hold for their own clause.
    #[serde(skip)]
    here: Vec<String>,
}

/// Whether a cue that reports a result, or work under way, stands in plans too: 建成, 加快推进.
pub fn promised(reading: &Reading, cue: &str) -> bool {
    match reading.status {
        Status::Achieved => CUES.context.here.iter().any(|word| word == cue),
        Status::UnderWay => !cue.starts_with('正'),
        // 新增试点县20个
        Status::Pilot => true,
        _ => false,
    }
}

/// Whether the words before a rate tell that it was earned or paid: 每亩增收300元. 售价 and 津贴 are set, whatever they hold.
pub fn yields(words: &str) -> bool {
    CUES.context.yields.iter().any(|word| match words.rfind(word.as_str()) {
        Some(at) => !CUES.context.charges.iter().any(|charge| words[at..].starts_with(charge.as_str())),
        None => false,
    })
}

/// Whether words end in what is charged or paid out by rule: 物业费, 高龄津贴.
pub fn charges(words: &str) -> bool {
    CUES.context.charges.iter().any(|word| words.ends_with(word.as_str()))
}

/// Whether words end in a grant, a fine or a surcharge, or what it is a share of: 一次性奖励, 再上浮.
pub fn grants(words: &str) -> bool {
    CUES.context.grants.iter().any(|word| words.ends_with(word.as_str()))
}

/// Whether a clause names a limit and goes on to set it: 贷款额度单缴职工由, `stem` being what stands before the words of setting.
pub fn limits(clause: &str, stem: &str) -> bool {
    stem.len() < clause.len() && CUES.context.limits.iter().any(|word| stem.contains(word.as_str()))
}

/// Whether words end in what limits something: 每人保额.
pub fn limited(words: &str) -> bool {
    CUES.context.limits.iter().any(|word| words.ends_with(word.as_str()))
}

/// Whether a clause names what is charged or granted, and for what or whom, and no more: 隧道费繁忙时段.
pub fn charges_for(clause: &str) -> bool {
    const SHORT: usize = 8;
    let context = &CUES.context;
    let end = |word: &String| clause.rfind(word.as_str()).map(|at| at + word.len());
    let named = context.charges.iter().filter(|word| word.chars().count() > 1).filter_map(end).max();
    named.is_some_and(|end| clause[end..].chars().count() <= SHORT) && !pays(clause)
}

/// Whether a clause tells that an amount was paid, taken or summed up: 共罚款, 发放补贴.
pub fn pays(clause: &str) -> bool {
    CUES.context.paid.iter().any(|word| clause.contains(word.as_str()))
}

/// Whether the words behind a share say that something is reckoned by it: 按售价15%补贴.
pub fn reckoned(after: &str) -> bool {
    CUES.context.reckoned.iter().any(|word| after.starts_with(word.as_str()))
}

/// The words without those of setting an amount at their end: 额度提高到 → 额度.
pub fn before_setting(words: &str) -> &str {
    let mut words = words.trim_end();
    while let Some(rest) = CUES.context.setting.iter().find_map(|end| words.strip_suffix(end.as_str())) {
        words = rest;
    }
    words
}

/// Whether a cue is a bound that rules set and plans too: 不少于.
pub fn bounds(cue: &str) -> bool {
    CUES.context.bounds.iter().any(|word| word == cue)
}

struct Cues {
    automaton: AhoCorasick,
    /// By pattern; nothing for a mask.
    meanings: Vec<Option<Meaning>>,
    context: Context,
}

static CUES: LazyLock<Cues> = LazyLock::new(|| {
    let table: Table =
        toml::from_str(include_str!("../../assets/status.toml")).expect("the table is part of the program and tested");
    let context = Context { here: table.achieved.here.clone(), ..table.context };
    let mut words = table.mask;
    let mut meanings = vec![None; words.len()];
    for (status, group) in [
        (Status::Planned, table.planned),
        (Status::UnderWay, table.under_way),
        (Status::Pilot, table.pilot),
        (Status::Achieved, table.achieved),
        (Status::Principle, table.principle),
    ] {
        use Strength::{Marked, Told};
        let lists = [
            (Marked, true, false, group.marked),
            (Marked, true, true, group.times),
            (Marked, false, false, group.here),
            (Marked, false, true, group.names),
            (Told, true, false, group.told),
            (Told, true, true, group.states),
        ];
        for (strength, reaches, gives_way, list) in lists {
            let bound = |word: &String| status == Status::Principle && context.bounds.contains(word);
            let meaning = |word| Meaning { status, strength, reaches, gives_way: gives_way || bound(word) };
            meanings.extend(list.iter().map(|word| Some(meaning(word))));
            words.extend(list);
        }
    }
    let automaton = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&words);
    Cues { automaton: automaton.expect("a few hundred short words make an automaton"), meanings, context }
});

#[cfg(test)]
mod tests {
    use super::*;

    /// `thing` stands once in `sentence`; expects the status and its cue.
    fn check(sentence: &str, thing: &str, expect: Option<(Status, &str)>) {
        let text = Text::new(sentence);
        let byte = sentence.find(thing).unwrap();
        let span = text.span_of(byte..byte + thing.len());
        let got = of(&text, text.span(), span).map(|r| (r.status, text.slice(r.cue).to_owned()));
        assert_eq!(got, expect.map(|(s, c)| (s, c.to_owned())), "{sentence} / {thing}");
    }

    #[test]
    fn the_clause_then_the_sentence() {
        use Status::*;
        check("庆阳算力枢纽已建成标准机架3.1万架", "3.1万架", Some((Achieved, "已")));
        check("预计到2026年底，算力规模将达到15万P", "15万P", Some((Planned, "将达")));
        check("到2025年，占比力争达到12%，年均增速不低于10%，培育企业10家", "10家", Some((Planned, "力争")));
        check("在8个县先行试点，打造示范带，逐步推广到50%的乡镇", "50%", Some((UnderWay, "逐步")));
        check("在8个县先行试点", "8个县", Some((Pilot, "试点")));
        check("單位須配備兩名專職人員", "兩名", Some((Principle, "須")));
        check("往日要將近3天才行", "3天", None);
        check("試辦線上會診，服務偏鄉病患3,400人次", "3,400人次", Some((Pilot, "試辦")));
        check("认定试点县20个，培训骑手300人次", "300人次", Some((Achieved, "培训")));
        check("完成年度目标的98%", "98%", None);
        check(
            "2017年底前，各項許可都要開通網上申報，統一平臺基本建成，流程優化全面推進",
            "流程",
            Some((UnderWay, "全面推進")),
        );
        check("春天的花开在河边", "花", None);
    }

    #[test]
    fn names_are_no_cue() {
        check("“已读乱回”一词成为谈资", "“已读乱回”", None);
        check("网友说“已完成”一词", "一词", None);
        check("全省開展“未來工廠”行動", "“未來工廠”行動", Some((Status::Achieved, "開展")));
    }
}
