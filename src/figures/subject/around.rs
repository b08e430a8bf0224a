//! What stands around a number in its sentence: the noun after it, what is said of it, lists, tables.

use super::phrases::Chunk;
use super::{Last, Number, Parts, Subjects};
use crate::figures::clause::{self, Class, Range, Token};
use crate::figures::{Kind, Tier};

/// What nouns of people and households end in.
const PEOPLE: [char; 24] = [
    '人', '户', '者', '员', '民', '生', '师', '工', '长', '老', '童', '众', '友', '客', '商', '农', '属', '兵', '手',
    '家', '士', '年', '女', '伍',
];

impl Subjects<'_> {
    /// The noun that begins with token `at`, and the token after it.
    pub(super) fn noun_after(&self, mut at: usize, person: bool, deeds: bool) -> Option<(Range, usize)> {
        let tokens = &self.sentence.tokens;
        while tokens.get(at).is_some_and(|t| {
            matches!(t.class, Class::Of | Class::Particle)
                || t.class == Class::Adverb && clause::hedges(self.text, (t.from, t.to))
        }) {
            at += 1;
        }
        let first = at;
        let mut end = None;
        while let Some(token) = tokens.get(at) {
            let next = tokens.get(at + 1).map(|t| t.class);
            let long = token.to - tokens[first].from > super::LONG - 4;
            match token.class {
                _ if long => break,
                // 1.1万名农牧民户均增收2600元
                Class::Noun if end.is_some() && self.averages((token.from, token.to.min(token.from + 2))) => break,
                Class::Noun | Class::Place | Class::Name => {
                    end = Some(token.to);
                }
                Class::Quantity if end.is_none() => {}
                // 提醒电话: a verb in front of its noun.
                // 1050项申请搬上手机
                Class::Verb
                    if end.is_none() && deeds && at == first && matches!(next, Some(Class::Verb | Class::Light)) =>
                {
                    end = Some(token.to);
                }
                // 7800万次浏览
                Class::Verb if end.is_none() && !person && at == first && next.is_none_or(|n| n == Class::Mark) => {
                    end = Some(token.to);
                }
                Class::Verb if end.is_none() && !person && at == first && next.is_some_and(Class::nominal) => {
                    let after = tokens.get(at + 2).map(|t| t.class);
                    let closed = matches!(
                        after,
                        None | Some(
                            Class::Mark
                                | Class::List
                                | Class::Verb
                                | Class::Light
                                | Class::Change
                                | Class::Adverb
                                | Class::Preposition
                        )
                    );
                    if !closed {
                        break;
                    }
                }
                Class::Conjunction | Class::List => {
                    // 大型及超大型数据中心; but not 42家媒体和68名网络达人.
                    let run = tokens[at + 1..].iter().take_while(|t| t.class.nominal()).count();
                    let after = tokens.get(at + 1 + run).map(|t| t.class);
                    if end.is_none() || run == 0 || matches!(after, Some(Class::Number(_) | Class::Adverb)) {
                        break;
                    }
                }
                _ => break,
            }
            at += 1;
        }
        let (from, mut end) = (tokens.get(first)?.from, end?);
        // 补助7,600户低收入户宽频费用: the counted are people.
        let is_people = |t: &&Token| PEOPLE.contains(&self.text[t.to - 1]);
        if person && let Some(last) = tokens[first..at].iter().rfind(is_people).filter(|t| t.to < end) {
            end = last.to;
            at = tokens.partition_point(|t| t.to <= end);
        }
        Some(((from, end), at))
    }

    /// What is said of a number or noun by the words from token `at` on, verbs included.
    pub(super) fn predicate(&self, mut at: usize, limit: usize) -> Option<Range> {
        let tokens = &self.sentence.tokens;
        while tokens.get(at).is_some_and(|t| {
            matches!(t.class, Class::Particle | Class::Of)
                || t.class == Class::Adverb && clause::hedges(self.text, (t.from, t.to))
        }) {
            at += 1;
        }
        let from = tokens
            .get(at)
            .filter(|t| t.class != Class::Preposition || !clause::directs(self.text, (t.from, t.to)))?
            .from;
        let closes = |t: &Token| matches!(t.class, Class::Mark | Class::Number(_) | Class::List);
        let length = tokens[at..].iter().position(closes).unwrap_or(tokens.len() - at);
        let said = &tokens[at..at + length];
        if tokens.get(at + length).is_some_and(|t| matches!(t.class, Class::Number(_)) && t.from - from <= 3) {
            return None;
        }
        let mut end = from;
        let mut verb = false;
        for (i, token) in said.iter().enumerate() {
            // 实现4G网络全|覆盖, 建置|「真相快递」: what is begun is told.
            let begun = i.checked_sub(1).map(|i| &said[i]).is_some_and(|before| {
                before.to - before.from == 1
                    || before.class == Class::Verb && token.class.nominal() && token.to - from <= limit + 8
            });
            if token.to - from > limit && end > from && !begun {
                break;
            }
            verb |= matches!(
                token.class,
                Class::Verb | Class::VerbOrNoun | Class::Light | Class::Change | Class::Adverb | Class::Preposition
            );
            // What hangs on words that were cut off says nothing.
            if !matches!(token.class, Class::Adverb | Class::Preposition | Class::Conjunction | Class::Of) {
                end = token.to;
            }
        }
        (verb && end >= from + 2).then_some((from, end))
    }

    /// The subject of the clause before the one that begins with token `clause`, if nothing is counted there.
    pub(super) fn between(&self, clause: usize) -> Option<Range> {
        let end = clause.checked_sub(1)?;
        let tokens = &self.sentence.tokens;
        let begin = tokens[..end].iter().rposition(|t| t.class == Class::Mark).map_or(0, |i| i + 1);
        let counts = |t: &Token| matches!(t.class, Class::Number(n) if self.readings[n].tier == Tier::Figure);
        if tokens[begin..end].iter().any(counts) {
            return None;
        }
        match self.sentence.opening {
            Some((Chunk::Noun, noun)) if !self.places(noun) && !clause::vague(self.text, noun) => Some(noun),
            _ => None,
        }
    }

    /// 茶园、果园和菜地分别为25、40和60.5万亩: each number takes its own name.
    pub(super) fn shared_list(&self, n: usize, clause: usize, at: usize) -> Option<Range> {
        let tokens = &self.sentence.tokens;
        let number = |i: usize| matches!(tokens[i].class, Class::Number(_));
        let link = |i: usize| matches!(tokens[i].class, Class::List | Class::Conjunction | Class::Adverb);
        let numbers: Vec<usize> = {
            let mut first = at;
            while first > clause && (number(first - 1) || link(first - 1) && !self.respectively(&tokens[first - 1])) {
                first -= 1;
            }
            let mut end = at + 1;
            while end < tokens.len() && (number(end) || link(end)) {
                end += 1;
            }
            (first..end).filter(|&i| number(i)).collect()
        };
        let first = *numbers.first()?;
        let each = (clause..first).rev().find(|&i| self.respectively(&tokens[i]))?;
        let mut names: Vec<Range> = Vec::new();
        let mut open = None;
        for token in &tokens[clause..each] {
            match token.class {
                Class::List | Class::Conjunction => names.extend(open.take()),
                Class::Time | Class::Nobody => open = None,
                _ => open = Some((open.map_or(token.from, |o: Range| o.0), token.to)),
            }
        }
        names.extend(open);
        let place = numbers.iter().position(|&i| tokens[i].class == Class::Number(n))?;
        (names.len() == numbers.len() && names.len() > 1).then(|| names[place])
    }

    /// 清理信息18万条，处置账号6200个，同比分别增长12%和31%: each growth is that of the amount told in its place.
    pub(super) fn respective(&self, n: usize, number: &Number<'_>) -> Option<Last> {
        let each = |t: &Token| self.respectively(t);
        let tokens = &self.sentence.tokens;
        let growth = |i: usize| {
            let r = &self.readings[i];
            r.tier == Tier::Figure && matches!(r.kind, Kind::Percent | Kind::Index)
        };
        let begin = number.clause;
        if !growth(n) || begin == 0 || !tokens[begin..number.at].iter().any(each) {
            return None;
        }
        let end =
            tokens[number.at..].iter().position(|t| t.class == Class::Mark).map_or(tokens.len(), |i| number.at + i);
        let of = |range: &[Token]| -> Vec<usize> {
            let reading = |t: &Token| match t.class {
                Class::Number(i) if self.readings[i].tier == Tier::Figure => Some(i),
                _ => None,
            };
            range.iter().filter_map(reading).collect()
        };
        let growths = of(&tokens[begin..end]);
        let amounts = of(&tokens[..begin]);
        let place = growths.iter().position(|&i| i == n)?;
        if growths.len() < 2 || amounts.len() < growths.len() || amounts.iter().any(|&i| growth(i)) {
            return None;
        }
        let amount = amounts[amounts.len() - growths.len() + place];
        let subject = self.sentence.told.iter().find(|(i, _)| *i == amount).map(|(_, subject)| subject.clone())?;
        Some(Last { head: subject.last().copied(), subject, ..Last::default() })
    }

    /// A table written in one line, its cells with ｜ between them: the row's first cell and the column's.
    pub(super) fn cell(&self, at: usize) -> Option<Parts> {
        let tokens = &self.sentence.tokens;
        if at == 0 || !self.bar(&tokens[at - 1]) {
            return None;
        }
        let cells: Vec<&[Token]> = tokens.split(|t| self.bar(t)).collect();
        let counts = |cell: &[Token]| cell.iter().any(|t| matches!(t.class, Class::Number(_)));
        let words = |cell: &[Token]| Some((cell.first()?.from, cell.iter().rfind(|t| t.class != Class::Particle)?.to));
        let place = cells.iter().position(|cell| cell.iter().any(|t| t.from == tokens[at].from))?;
        let columns = cells.iter().position(|cell| counts(cell))?.checked_sub(1)?;
        if columns < 2 || cells.len() < 2 * columns {
            return None;
        }
        let row = cells[..place].iter().rev().find(|cell| !counts(cell))?;
        Some([words(row), words(cells[place % columns])].into_iter().flatten().collect())
    }

    /// Whether a mark parts two cells of a table.
    pub(super) fn bar(&self, token: &Token) -> bool {
        matches!(self.text[token.from], '｜' | '|' | '︱' | '\t')
    }

    fn respectively(&self, token: &Token) -> bool {
        self.text[token.from..token.to].starts_with(&['分', '别'])
    }
}
