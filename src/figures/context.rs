//! What a figure is about: subject, place, period, denominator, direction, status, from its clause.
//!
//! Chinese policy prose puts what is counted before the number (阅读量突破1000万), after its classifier (6908个行政村), or
//! leaves it to the clause before (同比增长6.3%). The words are taken from there, cut where a verb or a clause ends.

use rust_decimal::Decimal;

use super::bearing::Bearings;
use super::grammar::{Reading, UnitText};
use super::syntax::{self, Cut};
use super::units::{Sort, Units};
use super::{Direction, Kind, Tier, numeral};
use crate::text::Span;

/// What the clause around a figure says of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Context {
    pub subject: Vec<Span>,
    pub place: Option<Span>,
    pub period: Option<Span>,
    pub denominator: Option<Span>,
    pub direction: Option<Direction>,
    pub factor: Option<Decimal>,
}

/// A range of places of the folded text.
type Range = (usize, usize);

/// The context of each reading.
pub fn find(text: &[char], readings: &[Reading]) -> Vec<Context> {
    let mut finder = Finder {
        bearings: Bearings::new(text, readings),
        text,
        readings,
        topic: Vec::new(),
        topic_kind: Kind::Count,
        noun_end: 0,
        place: None,
        period: None,
        sentence: 0,
        seen: 0,
    };
    (0..readings.len()).map(|n| finder.context(n)).collect()
}

struct Finder<'a> {
    bearings: Bearings<'a>,
    text: &'a [char],
    readings: &'a [Reading],
    /// The subject that later figures of the sentence lean on, and the kind of its figure.
    topic: Vec<Range>,
    topic_kind: Kind,
    /// Where the noun after the last figure ends.
    noun_end: usize,
    place: Option<Range>,
    period: Option<Range>,
    /// Where the sentence begins, and how far it was looked at for places.
    sentence: usize,
    seen: usize,
}

/// Words that name no quantity of their own.
const GENERAL: &[&str] = &[
    "占比",
    "比重",
    "比例",
    "增幅",
    "增速",
    "涨幅",
    "降幅",
    "跌幅",
    "调幅",
    "金额",
    "总额",
    "面积",
    "总量",
    "总数",
    "人数",
    "数量",
    "规模",
    "均值",
    "平均值",
    "年均",
    "均价",
    "总值",
    "增长率",
    "成长率",
    "增长面",
];

/// What a public does to a piece; the piece stands in the clause before.
const REACTIONS: &[&str] =
    &["获赞", "点赞", "转发", "点击", "浏览", "播放", "阅读", "观看", "下载", "收看", "收听", "评论", "留言"];

/// How far back a clause is looked at, in code points: prose has no longer ones.
const FAR: usize = 80;

impl Finder<'_> {
    fn char(&self, at: usize) -> char {
        self.text.get(at).copied().unwrap_or('\0')
    }

    fn context(&mut self, n: usize) -> Context {
        let r = self.readings[n];
        self.advance(n);
        if r.kind == Kind::Date {
            self.bearings.next(r.start as usize);
            self.dated(&r);
            return Context::default();
        }
        let start = r.outer.0.min(r.start) as usize;
        let clause = self.clause_start(start);
        let left = self.left(n, clause, start);
        let bearing = self.bearings.next(clause);
        let denominator = bearing.denominator.filter(|&(_, end)| end <= start || r.denominator.is_some());
        let subject = match r.tier {
            Tier::Time | Tier::Ordinal => Vec::new(),
            _ => self.subject(n, &left, clause, denominator),
        };
        if r.tier == Tier::Figure && !subject.is_empty() {
            self.topic = subject.clone();
            self.topic_kind = r.kind;
            self.noun_end = subject.last().map_or(0, |s| if s.0 >= r.end as usize { s.1 } else { 0 });
        }
        let spans = |ranges: &[Range]| ranges.iter().map(|&(a, b)| Span::new(a as u32, b as u32)).collect();
        let span = |range: Option<Range>| range.map(|(a, b)| Span::new(a as u32, b as u32));
        let chartable = r.tier == Tier::Figure;
        Context {
            subject: spans(&subject),
            place: span(self.place.filter(|_| chartable)),
            period: span(self.period.filter(|_| chartable)),
            denominator: span(denominator.filter(|_| chartable)),
            direction: bearing.direction,
            factor: bearing.factor,
        }
    }

    /// Moves on to reading `n`: a new sentence forgets the last one's topic; places on the way are noted.
    fn advance(&mut self, n: usize) {
        let start = self.readings[n].start as usize;
        let from = self.seen.min(start);
        for at in from..start {
            let c = self.text[at];
            if matches!(c, '。' | '！' | '？' | '!' | '?' | '\n' | '；' | ';') {
                let soft = matches!(c, '；' | ';');
                self.sentence = at + 1;
                if !soft {
                    self.topic.clear();
                    self.place = None;
                    self.period = None;
                }
            } else if let Some(len) = syntax::place(self.text, at) {
                self.place = Some((at, at + len));
            } else if let Some(len) = syntax::period(self.text, at) {
                self.period = Some((at, at + len));
            }
        }
        self.seen = start.max(self.seen);
    }

    fn dated(&mut self, r: &Reading) {
        let start = r.start as usize;
        let before = start.checked_sub(1).map_or('\0', |i| self.text[i]);
        if !matches!(before, '比' | '较' | '与' | '同') || r.start == 0 {
            self.period = Some((start, r.end as usize));
        }
        self.seen = self.seen.max(r.end as usize);
    }

    /// Where the clause begins that `at` stands in; brackets and quotations are passed over.
    fn clause_start(&self, at: usize) -> usize {
        let far = at.saturating_sub(FAR);
        let mut i = at;
        while i > far {
            let c = self.text[i - 1];
            match c {
                ')' | '”' | '」' | '》' | '』' => {
                    let open = match c {
                        ')' => '(',
                        '”' => '“',
                        '」' => '「',
                        '》' => '《',
                        _ => '『',
                    };
                    match self.text[far..i - 1].iter().rposition(|&o| o == open) {
                        Some(p) => i = far + p,
                        None => return i,
                    }
                }
                '，' | ',' | '。' | '；' | ';' | '：' | ':' | '！' | '？' | '!' | '?' | '\n' | '(' | '“' | '「'
                | '《' | '…' | '｜' | '|' | '\t' | '︱' => {
                    // 4,812.3 is one number.
                    let inside =
                        c == ',' && i >= 2 && self.text[i - 2].is_ascii_digit() && self.char(i).is_ascii_digit();
                    if !inside {
                        return i;
                    }
                    i -= 1;
                }
                '-' if i >= 2 && self.text[i - 2] == '-' => return i,
                _ => i -= 1,
            }
        }
        i
    }

    /// The words between the clause's start, or the figure before, and the number; a date and its preposition are
    /// passed over where nothing else stands after it.
    fn left(&self, n: usize, clause: usize, start: usize) -> Range {
        let mut from = clause;
        let mut end = start;
        let mut i = n;
        while i > 0 {
            let before = &self.readings[i - 1];
            if (before.end as usize) <= clause {
                break;
            }
            i -= 1;
            if (before.end as usize) > end {
                continue;
            }
            let after = (before.outer.1 as usize).max(before.end as usize).min(end);
            match (before.tier, before.kind) {
                (Tier::Weak, Kind::Count | Kind::Structural) | (Tier::Ordinal | Tier::Structural, _) => continue,
                (_, Kind::Date | Kind::Duration) => {
                    let rest = self.trimmed((after, end));
                    if rest.0 < rest.1 {
                        from = after;
                        break;
                    }
                    // 较去年同期增长: what stands before 较.
                    end = before.outer.0.min(before.start) as usize;
                    while end > clause
                        && matches!(
                            self.text[end - 1],
                            '比' | '较' | '与' | '和' | '同' | '由' | '从' | '自' | '于' | '在' | '至' | '到'
                        )
                    {
                        end -= 1;
                    }
                    continue;
                }
                _ => {
                    from = after;
                    break;
                }
            }
        }
        // 吸引千名市民、百多间学校: the noun of the number before is not this one's.
        let mut from = from.min(end);
        if from > clause
            && let Some(mark) = self.text[from..end].iter().rposition(|&c| c == '、')
        {
            from += mark + 1;
        }
        from = from.max(self.noun_end).min(end);
        (from, syntax::before_comparison(self.text, (from, end)))
    }

    /// Without adverbs, prepositions and place at the front, and without verbs of being and growing at the end.
    fn trimmed(&self, range: Range) -> Range {
        syntax::trim(self.text, range)
    }

    fn subject(&mut self, n: usize, left: &Range, clause: usize, denominator: Option<Range>) -> Vec<Range> {
        let r = self.readings[n];
        let mut before = self.trimmed(*left);
        // A denominator is no subject: 救助金每公顷最高, 平均每人每年就医; but 户均增收 keeps its 户均.
        if let Some((a, b)) = denominator
            && a < before.1
            && b > before.0
            && self.char(b - 1) != '均'
        {
            let front = self.trimmed((before.0, a.max(before.0)));
            before = if front.1 - front.0 >= 2 { front } else { self.trimmed((b.min(before.1), before.1)) };
        }
        if denominator == Some(before) && !self.topic.is_empty() {
            before = (before.1, before.1);
        }
        let after = self.after(n);
        let sort = r.unit_id.map(|u| Units::builtin().get(u).sort);
        // 152公里岸线: a measure before its noun, unless a noun of quantity stands before it.
        let quantity = before.0 < before.1
            && matches!(
                self.char(before.1 - 1),
                '额' | '量'
                    | '值'
                    | '率'
                    | '积'
                    | '资'
                    | '入'
                    | '本'
                    | '费'
                    | '产'
                    | '模'
                    | '程'
                    | '长'
                    | '度'
                    | '数'
                    | '款'
                    | '金'
                    | '支'
                    | '价'
                    | '收'
                    | '税'
                    | '利'
                    | '润'
            );
        let measured = matches!(sort, Some(Sort::Measure | Sort::Money)) && !quantity && r.denominator.is_none();
        let counted = matches!(sort, Some(Sort::Classifier))
            || r.unit == UnitText::None
            || r.kind == Kind::Structural
            || measured;
        let person = matches!(r.unit, UnitText::Words(a, b) if b > a && matches!(self.char(a as usize), '人' | '户' | '口' | '名'));
        // 涉网投诉件件有回音、100%办结
        if r.kind == Kind::Percent && r.value == Some(Decimal::ONE_HUNDRED) && self.char(r.end as usize).is_alphabetic()
        {
            let phrase = self.phrase(r.end as usize, 8);
            if phrase.1 - phrase.0 >= 2 {
                let size: usize = self.topic.iter().map(|(a, b)| b - a).sum();
                let mut parts = Vec::new();
                if size <= 8 {
                    parts.extend(self.topic.iter().copied());
                }
                parts.push(phrase);
                return parts;
            }
        }
        if let Some(parts) = self.shared_list(n, *left) {
            return parts;
        }
        // 覆盖八成食肆
        if r.kind == Kind::Percent
            && after.0 < after.1
            && let Some(verb) = syntax::last_verb(self.text, before).filter(|v| v.1 + 2 >= before.1)
        {
            return vec![verb, after];
        }
        if self.char(after.0.wrapping_sub(1)) == '的' && after.0 < after.1 && r.kind == Kind::Percent {
            // 近三分之二的家庭接入宽带
            let verb = self.phrase(after.0, 10);
            return vec![verb];
        }
        if counted && after.0 < after.1 {
            // 讲述236位普通劳动者: the verb and the noun.
            let verb = syntax::last_verb(self.text, before).filter(|v| v.1 == before.1);
            let (size, lead) = (after.1 - after.0, before.1 - before.0);
            // 替民众保住2.8亿元存款: a noun of two characters says little without its verb.
            return match verb {
                Some(verb) if size > 2 || lead > 12 => vec![verb, after],
                _ if (1..=12).contains(&lead) && size <= 2 || (1..=4).contains(&lead) && size <= 3 => {
                    vec![before, after]
                }
                Some(verb) => vec![verb, after],
                None => vec![after],
            };
        }
        if before.0 < before.1 {
            let own = self.condensed(before);
            let verbal = syntax::last_verb(self.text, own).is_some_and(|v| v == own);
            if person && verbal && own.1 - own.0 <= 2 {
                let phrase = self.phrase(r.end as usize, 8);
                if phrase.0 < phrase.1 && !self.topic.is_empty() {
                    return vec![own, phrase];
                }
            }
            // 3天内获赞87万次: such a verb leans on the clause before, as does what is left of 目前在册的有64家.
            let small = own.1 - own.0 <= 2;
            let words: String = self.text[own.0..own.1].iter().collect();
            if REACTIONS.contains(&words.as_str()) || (small && !verbal && !quantity && self.topic.is_empty()) {
                let mut parts = self.before_clause(clause, 10);
                parts.push(own);
                return parts;
            }
            // 小学达到700元 after a line on 公用经费.
            let size: usize = self.topic.iter().map(|(a, b)| b - a).sum();
            let alike = r.kind == self.topic_kind && matches!(r.kind, Kind::Money | Kind::Percent);
            if small && !verbal && !quantity && alike && size <= 8 {
                let mut parts = vec![own];
                parts.extend(self.topic.iter().copied());
                return parts;
            }
            // 占比8.6%, 占总数的96.7%: of what the clause before speaks of.
            let general = GENERAL.contains(&words.as_str())
                || self.char(own.0) == '占'
                || (own.0 > 0 && self.char(own.0 - 1) == '占');
            if general && !self.topic.is_empty() {
                let mut parts = self.topic.clone();
                parts.push(own);
                return parts;
            }
            return vec![own];
        }
        // Nothing before: 九成以上事项实现…, 53万人点赞, or the topic.
        let phrase = self.phrase(r.end as usize, 10);
        let topic = self.topic.clone();
        let open = phrase.0 < phrase.1;
        if open && (person || r.kind == Kind::Percent || topic.is_empty()) {
            let size: usize = topic.iter().map(|(a, b)| b - a).sum();
            let mut parts = if size <= 8 && r.kind == Kind::Percent { topic } else { Vec::new() };
            parts.push(phrase);
            return parts;
        }
        if !topic.is_empty() {
            return topic;
        }
        self.lean(clause, 12)
    }

    /// The noun after a unit, up to a verb, a mark or the next figure.
    fn after(&self, n: usize) -> Range {
        let r = &self.readings[n];
        let mut from = (r.outer.1 as usize).max(r.end as usize);
        if self.char(from) == ' ' {
            from += 1;
        }
        if self.char(from) == '的' {
            from += 1;
        }
        let next = self.readings.get(n + 1).map_or(self.text.len(), |next| next.outer.0.min(next.start) as usize);
        syntax::noun(self.text, from, next.min(from + 24))
    }

    /// What is said after a unit, verbs included.
    fn phrase(&self, at: usize, limit: usize) -> Range {
        let mut from = at;
        while matches!(self.char(from), '的' | ' ') {
            from += 1;
        }
        for word in ["以上", "以下", "左右", "以内"] {
            if word.chars().enumerate().all(|(i, c)| self.char(from + i) == c) {
                from += 2;
            }
        }
        if self.char(from) == '的' {
            from += 1;
        }
        let mut end = from;
        let mut quote = false;
        while end < from + limit {
            match syntax::cut(self.char(end)) {
                Cut::Mark if matches!(self.char(end), '“' | '”' | '「' | '」') => quote = self.char(end) == '“',
                Cut::Mark => break,
                Cut::None => {}
            }
            if !quote && numeral::begins(self.text, end) && self.char(end).is_ascii_digit() {
                break;
            }
            end += 1;
        }
        (from, end)
    }

    /// A long stretch of words cut down to its last verb and the noun after it, without “…”等.
    fn condensed(&self, range: Range) -> Range {
        let (mut from, to) = range;
        let words = &self.text[from..to];
        // “…”等正能量典型 → 正能量典型; 主播等人才 → 人才
        if let Some(p) = words.windows(2).rposition(|w| matches!(w, ['”' | '」' | '》', '等'])) {
            let rest = self.trimmed((from + p + 2, to));
            if rest.1 - rest.0.min(rest.1) >= 2 {
                from = rest.0;
            }
        }
        if to - from > 8
            && let Some(verb) = syntax::last_verb(self.text, (from, to))
        {
            if verb.1 == to {
                // Ends in its verb: 网络阅读点击量累计: the noun before.
                let rest = self.trimmed((from, verb.0));
                if rest.1 > rest.0 + 1 {
                    return self.condensed_once((rest.0, to));
                }
            } else if to - verb.1 >= 2 {
                return (verb.0, to);
            }
        }
        self.condensed_once((from, to))
    }

    /// At most the last 16 code points, from a boundary of words where there is one.
    fn condensed_once(&self, (from, to): Range) -> Range {
        const LONG: usize = 16;
        if to - from <= LONG {
            return (from, to);
        }
        let window = to - LONG;
        let cut = (window..to.saturating_sub(3))
            .find(|&i| matches!(self.text[i - 1], '的' | '在' | '为' | '对' | '向' | '和' | '、' | '了'));
        (cut.unwrap_or(window), to)
    }

    /// 茶园、果园和菜地分别为25、40和60.5万亩: each number takes its own name.
    fn shared_list(&self, n: usize, left: Range) -> Option<Vec<Range>> {
        // How many numbers back does the list of numbers begin?
        let mut first = n;
        while first > 0 {
            let (a, b) = (
                self.readings[first - 1].end as usize,
                self.readings[first].outer.0.min(self.readings[first].start) as usize,
            );
            let linked = a <= b
                && b - a <= 2
                && self.text[a..b].iter().all(|c| matches!(c, '、' | '和' | '与' | '及' | '，' | ','));
            if !linked || a == b || self.readings[first - 1].tier != Tier::Figure {
                break;
            }
            first -= 1;
        }
        let start = self.readings[first].outer.0.min(self.readings[first].start) as usize;
        let range = if first == n { left } else { (self.clause_start(start), start) };
        let words = &self.text[range.0..range.1];
        let at = words.windows(2).rposition(|w| w == ['分', '别'])?;
        let names = self.trimmed((range.0, range.0 + at));
        let mut parts = Vec::new();
        let mut from = names.0;
        for i in names.0..names.1 {
            if matches!(self.text[i], '、' | '和' | '与' | '及') {
                if i > from {
                    parts.push((from, i));
                }
                from = i + 1;
            }
        }
        if from < names.1 {
            parts.push((from, names.1));
        }
        let part = *parts.get(n - first)?;
        let mut last = first;
        while self.readings.get(last + 1).is_some_and(|next| {
            let (a, b) = (self.readings[last].end as usize, next.outer.0.min(next.start) as usize);
            a < b && b - a <= 2 && self.text[a..b].iter().all(|c| matches!(c, '、' | '和' | '与' | '及' | '，' | ','))
        }) {
            last += 1;
        }
        (parts.len() == last - first + 1 && parts.len() > 1).then(|| vec![part])
    }

    /// The subject of the clause before: the topic, or its first words.
    fn lean(&self, clause: usize, limit: usize) -> Vec<Range> {
        if !self.topic.is_empty() {
            return self.topic.clone();
        }
        self.before_clause(clause, limit)
    }

    /// The first words of the clause before.
    fn before_clause(&self, clause: usize, limit: usize) -> Vec<Range> {
        if clause <= self.sentence + 1 {
            return Vec::new();
        }
        let start = self.clause_start(clause - 1);
        let range = self.trimmed((start, clause - 1));
        if range.0 >= range.1 {
            return Vec::new();
        }
        let end =
            syntax::first_verb(self.text, range).map_or(range.1, |v| if v.0 > range.0 + 1 { v.0 } else { range.1 });
        let end = end.min(range.0 + limit);
        vec![(range.0, end)]
    }
}
