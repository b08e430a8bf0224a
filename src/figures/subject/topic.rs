//! What a passage speaks of, and how a short subject borrows it.

use std::cell::OnceCell;

use super::phrases::{Chunk, chunks};
use super::{LONG, SCOPE, Subjects, Topic};
use crate::figures::clause::{self, Class, Range, Token};

impl Subjects<'_> {
    /// Notes what the clauses before token `at` are about.
    pub(super) fn note_topic(&mut self, at: usize) {
        while let Some(mark) = (self.sentence.seen..at).find(|&i| self.sentence.tokens[i].class == Class::Mark) {
            let clause = (self.sentence.seen, mark);
            self.sentence.seen = mark + 1;
            self.sentence.marks.push(mark);
            // 市公安局网安支队 李明：, who speaks, is not spoken of.
            let colon = matches!(self.text[self.sentence.tokens[mark].from], '：' | ':');
            self.sentence.opening = None;
            if colon && self.names_office(clause) {
                continue;
            }
            let list = chunks(self.text, &self.sentence.tokens[clause.0..clause.1]);
            self.sentence.opening = list.first().copied();
            let nouns = self.nouns(&self.sentence.tokens[clause.0..clause.1], &list);
            self.sentence.nouns.extend(nouns);
            if matches!(self.text[self.sentence.tokens[mark].from], '；' | ';') {
                // What stands side by side has nothing to lean on.
                self.sentence.topic = None;
                self.before = None;
                self.earlier = OnceCell::new();
                continue;
            }
            if let Some(topic) = self.topic_of(clause, &list) {
                let replaces = self.sentence.topic.is_none_or(|_| topic.named);
                if replaces {
                    self.sentence.topic = Some(topic);
                }
            }
        }
        if at == self.sentence.tokens.len() && self.sentence.seen < at {
            let clause = (self.sentence.seen, at);
            self.sentence.seen = at;
            let list = chunks(self.text, &self.sentence.tokens[clause.0..clause.1]);
            let nouns = self.nouns(&self.sentence.tokens[clause.0..clause.1], &list);
            self.sentence.nouns.extend(nouns);
            if let Some(topic) = self.topic_of(clause, &list)
                && self.sentence.topic.is_none_or(|old| topic.named && !old.named)
            {
                self.sentence.topic = Some(topic);
            }
        }
    }

    /// Whether a clause is no more than an office, or who holds it: 河长处 刘青.
    pub(super) fn names_office(&self, (from, to): (usize, usize)) -> bool {
        let tokens = &self.sentence.tokens[from..to];
        let office = |t: &Token| clause::vague(self.text, (t.from, t.to));
        let blank = |t: &Token| self.text[t.from].is_whitespace();
        let held = match tokens {
            [first, inside @ .., last] => last.to - first.from <= SCOPE && inside.iter().any(blank),
            _ => false,
        };
        let counts = tokens.iter().any(|t| matches!(t.class, Class::Number(_)));
        held && !counts
            || tokens.iter().all(|t| t.class.nominal() || t.class == Class::Particle)
                && tokens.last().is_some_and(office)
    }

    /// What a clause speaks of: what it founds, what it names in quotes, its subject.
    fn topic_of(&self, (from, to): (usize, usize), chunks: &[(Chunk, Range)]) -> Option<Topic> {
        let tokens = &self.sentence.tokens[from..to];
        let shows = |t: &Token| self.text[t.from..t.to].ends_with(&['显', '示']);
        if tokens.last().is_some_and(|t| shows(t) || clause::speaks(self.text, (t.from, t.to))) {
            return None;
        }
        let founds = |verb: Range| {
            let last = tokens.iter().find(|t| t.class == Class::Verb && t.to == verb.1);
            last.is_some_and(|v| clause::founds(self.text, (v.from, v.to)))
        };
        let indefinite = |range: Range| {
            self.text[range.0] == '一' || tokens.iter().any(|t| t.class == Class::Quantity && t.from == range.0)
        };
        let founded = chunks.windows(2).rev().find_map(|pair| match pair {
            [(Chunk::Verb, verb), (Chunk::Noun, noun)] => (founds(*verb) && !indefinite(*noun)).then_some(*noun),
            _ => None,
        });
        let named = |range: Range| {
            let inside = tokens.iter().filter(|t| t.from >= range.0 && t.to <= range.1);
            inside.filter(|t| t.class == Class::Name).any(|t| !clause::document(self.text, (t.from, t.to)))
        };
        let counts = tokens.iter().any(|t| matches!(t.class, Class::Number(_)));
        // The subject, a setting, or what is founded; not what somebody merely uses: 登录“…”平台.
        let mut used = false;
        let names: Vec<Range> = chunks
            .iter()
            .filter_map(|&(chunk, range)| {
                let fits = match chunk {
                    Chunk::Noun => !used,
                    Chunk::Phrase => matches!(self.text[range.0], '在' | '于'),
                    _ => false,
                };
                used = chunk == Chunk::Verb && !founds(range) || used && chunk != Chunk::Verb;
                fits.then_some(range)
            })
            .collect();
        if let Some(&range) = names.iter().rev().find(|range| named(**range)) {
            let acts = chunks.iter().any(|(chunk, verb)| *chunk == Chunk::Verb && verb.0 >= range.1);
            let name = tokens.iter().find(|t| t.class == Class::Name && t.from >= range.0);
            // “黑土优品”电商矩阵销售额97.3亿元: of what is counted the name alone goes on.
            let range = match name.filter(|_| counts && !acts) {
                Some(name) => (name.from, name.to),
                None => self.scope(range),
            };
            return Some(Topic { range, named: true });
        }
        if let Some(range) = founded.filter(|r| r.1 - r.0 >= 4 && !clause::document(self.text, *r)) {
            return Some(Topic { range: self.scope(range), named: true });
        }
        // 人口3.5万: what is counted is nobody's subject.
        let first = chunks.iter().position(|(chunk, _)| *chunk == Chunk::Noun)?;
        let subject = chunks[first].1;
        let acts = chunks[first + 1..].first().is_some_and(|(chunk, _)| matches!(chunk, Chunk::Verb | Chunk::Phrase));
        if counts && !acts || indefinite(subject) || clause::vague(self.text, subject) || self.places(subject) {
            return None;
        }
        (subject.1 - subject.0 >= 2).then(|| Topic { range: self.scope(subject), named: false })
    }

    /// Whether a noun phrase is the name of a place and no more.
    pub(super) fn places(&self, range: Range) -> bool {
        self.inside(range).iter().all(|t| t.class == Class::Place)
    }

    /// A noun phrase cut down to what names it: from its name in quotes, or what follows its last 的.
    pub(super) fn scope(&self, range: Range) -> Range {
        let such = self.inside(range).iter().rev().find(|t| self.text[t.from] == '等' && t.to + 3 <= range.1);
        let range = such.map_or(range, |t| (t.to, range.1));
        let tokens = self.inside(range);
        if let Some(name) = tokens.iter().find(|t| t.class == Class::Name) {
            let end = if range.1 - name.from <= SCOPE + 4 { range.1 } else { name.to };
            let from = if end == name.to && name.to - range.0 <= SCOPE { range.0 } else { name.from };
            return (from, end);
        }
        let of = tokens.iter().rev().find(|t| t.class == Class::Of && t.to + 2 < range.1);
        let from = of.map_or(range.0, |of| of.to);
        if range.1 - from <= SCOPE {
            return (from, range.1);
        }
        let cut = tokens.iter().find(|t| t.from > from && range.1 - t.from <= SCOPE && t.class.nominal());
        (cut.map_or(range.1 - SCOPE, |t| t.from), range.1)
    }

    /// A long noun phrase cut down at its front.
    pub(super) fn shortened(&self, range: Range) -> Range {
        let tokens = self.inside(range);
        // “…”等正能量典型 → 正能量典型
        if let Some(list) = tokens.iter().rev().find(|t| self.text[t.from..t.to] == ['等'] && t.to < range.1)
            && range.1 - list.to >= 3
            && (range.1 - range.0 > LONG || tokens.first().is_none_or(|t| t.class != Class::Name))
        {
            return (list.to, range.1);
        }
        if range.1 - range.0 <= LONG {
            return range;
        }
        let joint = |t: &&Token| matches!(t.class, Class::Of | Class::List | Class::Conjunction);
        let cut = tokens.iter().filter(joint).find(|t| range.1 - t.to <= LONG).map(|t| t.to);
        let cut = cut.or_else(|| tokens.iter().find(|t| range.1 - t.from <= LONG).map(|t| t.from));
        (cut.unwrap_or(range.1 - LONG), range.1)
    }
}
