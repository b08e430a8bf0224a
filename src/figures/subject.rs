//! What a number counts, from its sentence read as words.
//!
//! What is counted stands after the number (6908个行政村), before it (阅读量突破1000万), or was said by the clause before
//! (同比增长6.3%). A short noun is told apart by its verb and by what the passage speaks of: the subject of its clause, a
//! programme named before, the object that an earlier figure counted.

use super::clause::{self, Class, Range, Token};
use super::grammar::{Reading, UnitText};
use super::units::{Sort, Units};
use super::{Kind, Tier, syntax};

/// A subject shorter than this says too little by itself.
const SHORT: usize = 5;
/// What names the scope of a short subject is no longer than this.
const SCOPE: usize = 12;
/// Nor a subject than this.
const LONG: usize = 18;
/// How far a sentence without an end is read at once.
const SENTENCE: usize = 400;

/// Reads the subjects of the readings of a text, in their order.
pub struct Subjects<'a> {
    text: &'a [char],
    readings: &'a [Reading],
    sentence: Sentence,
    /// What the sentence before was about, if it is of the same paragraph.
    earlier: Option<Range>,
}

/// The sentence that is being read.
#[derive(Default)]
struct Sentence {
    range: Range,
    tokens: Vec<Token>,
    /// Up to which token the topic was looked for.
    seen: usize,
    /// What later clauses speak of.
    topic: Option<Topic>,
    last: Option<Last>,
}

#[derive(Clone, Copy)]
struct Topic {
    range: Range,
    /// Holds a name in quotes, or was just founded: only another such takes its place.
    named: bool,
}

/// The figure before in the sentence.
#[derive(Clone)]
struct Last {
    reading: usize,
    subject: Vec<Range>,
    /// The noun counted, without verb and scope.
    head: Option<Range>,
    /// Where the noun after the number ends, if there is one.
    noun_end: usize,
    /// The noun is the subject of the rest of its clause.
    acts: bool,
}

/// What the words before a number come to.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Before {
    /// Who does it.
    agent: Option<Range>,
    verb: Option<Range>,
    noun: Option<Range>,
    /// For whom or what.
    phrase: Option<Range>,
    /// The phrase is all there is: 对美出口.
    directed: bool,
    /// Nothing but words of being and growing.
    empty: bool,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Chunk {
    Noun,
    Verb,
    Light,
    Phrase,
    Comparison,
}

impl<'a> Subjects<'a> {
    pub fn new(text: &'a [char], readings: &'a [Reading]) -> Self {
        Self { text, readings, sentence: Sentence::default(), earlier: None }
    }

    /// The subject of reading `n`, empty where the text does not say, and the place that it is about. To be asked in the
    /// order of the readings.
    pub fn of(&mut self, n: usize) -> (Vec<Range>, Option<Range>) {
        let r = self.readings[n];
        let start = r.start as usize;
        if start >= self.sentence.range.1 {
            self.open(n);
        }
        let Some(at) = self.sentence.tokens.iter().position(|t| t.class == Class::Number(n)) else {
            return (Vec::new(), None);
        };
        self.note_topic(at);
        let (subject, last) = self.read(n, at);
        if r.tier == Tier::Figure || subject.len() > 1 {
            self.sentence.last = Some(last);
        }
        (subject, self.place(at))
    }

    /// Where a figure is: the place that its clause or an earlier one of the sentence begins with, or that stands right
    /// before the number. 全国 holds for its own clause only.
    fn place(&self, at: usize) -> Option<Range> {
        let tokens = &self.sentence.tokens;
        let place = |t: &Token| match t.class {
            Class::Place => true,
            Class::Nobody => syntax::place(self.text, t.from).is_some_and(|len| len == t.to - t.from),
            _ => false,
        };
        let passed = |t: &Token| {
            matches!(
                t.class,
                Class::Adverb | Class::Time | Class::Conjunction | Class::List | Class::Particle | Class::Closing
            ) || t.class == Class::Name && syntax::period(self.text, t.from).is_some()
                || t.class == Class::Preposition && matches!(self.text[t.from], '在' | '于' | '据' | '截')
        };
        let wide = |t: &Token| syntax::wide(self.text, (t.from, t.to));
        let mut found: Option<(Range, bool)> = None;
        let mut begins = true;
        for (i, token) in tokens[..at].iter().enumerate() {
            if token.class == Class::Mark {
                begins = true;
                found = found.filter(|&(_, wide)| !wide);
            } else if begins && place(token) {
                let end = tokens[i..at].iter().take_while(|t| place(t)).last().map_or(token.to, |t| t.to);
                found = Some(((token.from, end), wide(token)));
                begins = false;
            } else {
                begins &= passed(token);
            }
        }
        let near = tokens[..at].iter().rev().find(|t| t.class != Class::Adverb).filter(|t| place(t));
        near.map(|t| (t.from, t.to)).or(found.map(|(range, _)| range))
    }

    /// Reads the sentence of reading `n`, and the one before it for its topic.
    fn open(&mut self, n: usize) {
        let start = self.readings[n].start as usize;
        let begin = self.begin(start);
        self.earlier = None;
        if begin > 0 && self.text[begin - 1] != '\n' {
            if self.sentence.range.1 != begin {
                let from = self.begin(begin - 1).max(self.sentence.range.1.min(begin - 1));
                self.sentence = self.sentence((from, begin));
            }
            self.note_topic(self.sentence.tokens.len());
            self.earlier = self.sentence.topic.map(|t| t.range);
        }
        let limit = self.text.len().min(start + SENTENCE);
        let stop = self.text[start..limit].iter().position(|&c| ends(c)).map_or(limit, |p| start + p + 1);
        self.sentence = self.sentence((begin, stop));
    }

    fn sentence(&self, range: Range) -> Sentence {
        let first = self.readings.partition_point(|r| (r.start as usize) < range.0);
        let tokens = clause::tokens(self.text, self.readings, first, range);
        Sentence { range, tokens, ..Sentence::default() }
    }

    /// Where the sentence begins that `at` stands in.
    fn begin(&self, at: usize) -> usize {
        let far = at.saturating_sub(SENTENCE / 2).max(self.sentence.range.1.min(at));
        self.text[far..at].iter().rposition(|&c| ends(c)).map_or(far, |p| far + p + 1)
    }

    /// Notes what the clauses before token `at` are about.
    fn note_topic(&mut self, at: usize) {
        while let Some(mark) = (self.sentence.seen..at).find(|&i| self.sentence.tokens[i].class == Class::Mark) {
            let clause = (self.sentence.seen, mark);
            self.sentence.seen = mark + 1;
            if matches!(self.text[self.sentence.tokens[mark].from], '；' | ';') {
                // What stands side by side has nothing to lean on.
                self.sentence.topic = None;
                self.earlier = None;
                continue;
            }
            if let Some(topic) = self.topic_of(clause) {
                let replaces = self.sentence.topic.is_none_or(|_| topic.named);
                if replaces {
                    self.sentence.topic = Some(topic);
                }
            }
        }
        if at == self.sentence.tokens.len() && self.sentence.seen < at {
            let clause = (self.sentence.seen, at);
            self.sentence.seen = at;
            if let Some(topic) = self.topic_of(clause)
                && self.sentence.topic.is_none_or(|old| topic.named && !old.named)
            {
                self.sentence.topic = Some(topic);
            }
        }
    }

    /// Whether a noun phrase is the name of a place and no more.
    fn places(&self, range: Range) -> bool {
        self.inside(range).iter().all(|t| t.class == Class::Place)
    }

    /// What a clause speaks of: what it founds, what it names in quotes, its subject.
    fn topic_of(&self, (from, to): (usize, usize)) -> Option<Topic> {
        let tokens = &self.sentence.tokens[from..to];
        let chunks = chunks(self.text, tokens);
        if tokens.last().is_some_and(|t| clause::speaks(self.text, (t.from, t.to))) {
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
        let named =
            |range: Range| tokens.iter().any(|t| t.class == Class::Name && t.from >= range.0 && t.to <= range.1);
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
        if let Some(range) = founded.filter(|r| r.1 - r.0 >= 4) {
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

    /// A noun phrase cut down to what names it: from its name in quotes, or what follows its last 的.
    fn scope(&self, range: Range) -> Range {
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

    fn inside(&self, range: Range) -> &[Token] {
        let tokens = &self.sentence.tokens;
        let from = tokens.partition_point(|t| t.from < range.0);
        let to = tokens.partition_point(|t| t.to <= range.1);
        &tokens[from..to.max(from)]
    }

    fn word(&self, token: &Token) -> String {
        self.text[token.from..token.to].iter().collect()
    }

    fn read(&self, n: usize, at: usize) -> (Vec<Range>, Last) {
        let tokens = &self.sentence.tokens;
        let r = &self.readings[n];
        let clause = tokens[..at].iter().rposition(|t| t.class == Class::Mark).map_or(0, |i| i + 1);
        let last = self.sentence.last.as_ref();
        let here = last
            .filter(|last| tokens.get(clause).is_some_and(|t| t.from <= self.readings[last.reading].start as usize));
        let from = here.map_or(clause, |last| {
            let end = last.noun_end.max(self.readings[last.reading].end as usize);
            tokens[..at].partition_point(|t| t.from < end).max(clause)
        });
        let mut before = before(self.text, &tokens[from..at]);
        // 是“十二五”末的3.2倍: what it is a multiple of is not what is counted.
        if r.kind == Kind::Index && tokens[from..at].last().is_some_and(|t| t.class == Class::Of) {
            let run = tokens[from..at].iter().rev().take_while(|t| !matches!(t.class, Class::Light | Class::Change));
            before = self::before(self.text, &tokens[from..at - run.count()]);
        }
        if before.agent.is_none()
            && let Some(last) = here.filter(|last| last.acts)
        {
            before.agent = last.head;
        }
        let examples =
            tokens[from..at].iter().rev().find(|t| t.class != Class::Adverb).is_some_and(|t| self.text[t.from] == '等');
        if before.noun.is_some_and(|n| self.text[n.0..n.1] == ['平', '均']) {
            before.empty = before.agent.is_none();
            before.noun = None;
        }
        // 联盟的31家会员: whose they are.
        let owner = tokens[from..at].last().filter(|t| t.class == Class::Of).and_then(|_| {
            let run = tokens[from..at - 1].iter().rev().take_while(|t| t.class.nominal()).count();
            (run > 0).then(|| (tokens[at - 1 - run].from, tokens[at - 2].to))
        });
        let done = |subject: Vec<Range>, head: Option<Range>, noun_end: usize, acts: bool| {
            (subject.clone(), Last { reading: n, subject, head, noun_end, acts })
        };
        if let Some(cell) = self.cell(at) {
            let head = cell.first().copied();
            return done(cell, head, 0, false);
        }
        if let Some(part) = self.shared_list(n, clause, at) {
            return done(vec![part], Some(part), 0, false);
        }
        let sort = r.unit_id.map(|unit| Units::builtin().get(unit).sort);
        let measured =
            matches!(sort, Some(Sort::Measure | Sort::Money)) || r.kind == Kind::Percent || r.kind == Kind::Index;
        let person =
            matches!(r.unit, UnitText::Words(a, b) if b > a && matches!(self.text[a as usize], '人' | '户' | '口'));
        let deeds = r.unit_id.is_some_and(|unit| {
            let unit = Units::builtin().get(unit);
            matches!(&*unit.dimension, "items" | "sessions" | "times") && &*unit.id != "个"
        });
        let (noun, stop) = self.noun_after(at + 1, person, deeds);
        let noun = noun.filter(|_| !(measured && before.noun.is_some() && !self.of_follows(at)));
        if let Some(noun) = noun {
            let size = noun.1 - noun.0;
            let mut parts = Vec::new();
            let verb = before.verb.filter(|v| before.noun.is_none() && v.1 - v.0 <= 6);
            let begins = verb.is_none() && before.noun.is_none();
            let acts = begins
                && self.sentence.tokens.get(stop).is_some_and(|t| {
                    matches!(
                        t.class,
                        Class::Verb | Class::Change | Class::Light | Class::Adverb | Class::Preposition | Class::Time
                    )
                });
            let mut total = size;
            if let Some(verb) = verb {
                parts.push(verb);
                total += verb.1 - verb.0;
            }
            parts.push(noun);
            let predicate = self.predicate(stop, 8).filter(|p| {
                let named = self.inside(*p).iter().any(|t| t.class == Class::Name);
                (acts && owner.is_none() || named && verb.is_none())
                    && (size <= 4 || r.kind == Kind::Percent)
                    && before.agent.is_none()
            });
            if let Some(predicate) = predicate {
                total += predicate.1 - predicate.0;
                parts.push(predicate);
            }
            if total < SHORT {
                let own = owner.or(before.noun.filter(|_| !examples)).or(before.agent);
                self.add_scope(&mut parts, own, false);
            }
            return done(parts, Some(noun), noun.1, acts);
        }
        if let Some(noun) = before.noun {
            let noun = self.shortened(noun);
            let mut parts = Vec::new();
            let mut total = noun.1 - noun.0;
            if let Some(verb) = before.verb.filter(|v| v.1 - v.0 + total <= SCOPE) {
                total += verb.1 - verb.0;
                parts.push(verb);
            }
            parts.push(noun);
            if total < SHORT {
                let general = clause::general(self.text, noun);
                let rate =
                    general || r.kind == Kind::Percent && matches!(self.text[noun.1 - 1], '率' | '比' | '重' | '例');
                let of_count = general || last.is_some_and(|last| self.readings[last.reading].kind != Kind::Percent);
                let divided = tokens[from..at].iter().any(|t| t.class == Class::Denominator);
                if !divided && (!rate || of_count || total < 3) {
                    self.add_scope(&mut parts, before.agent, rate && of_count);
                }
            }
            return done(parts, Some(noun), 0, false);
        }
        if let Some(phrase) = before.phrase.filter(|_| before.directed) {
            return done(vec![phrase], Some(phrase), 0, false);
        }
        if let Some(verb) = before.verb {
            let mut parts = Vec::new();
            let mut total = verb.1 - verb.0;
            if let Some(phrase) = before.phrase.filter(|p| p.1 == verb.0) {
                total += phrase.1 - phrase.0;
                parts.push((phrase.0, verb.1));
            } else {
                parts.push(verb);
            }
            if (person || r.kind == Kind::Money || r.kind == Kind::Percent)
                && let Some(predicate) = self.predicate(at + 1, 8)
            {
                total += predicate.1 - predicate.0;
                parts.push(predicate);
            }
            let same_unit = last.is_some_and(|last| {
                self.words(self.readings[last.reading].unit) == self.words(r.unit) && self.near(last.reading, n)
            });
            if total < SHORT {
                let named = self.sentence.topic.is_some_and(|t| t.named);
                let head = last.filter(|_| same_unit && before.agent.is_none() && !named).and_then(|last| last.head);
                if let Some(head) = head {
                    parts.insert(0, head);
                } else {
                    self.add_scope(&mut parts, before.agent, r.kind == Kind::Percent);
                }
            }
            let head = last.filter(|_| same_unit).and_then(|last| last.head);
            return done(parts, head.or(Some(verb).filter(|v| v.1 - v.0 >= 4)), 0, false);
        }
        // Nothing before: 九成以上事项实现…, 53万人点赞, or what was counted before.
        let open = !(before.empty && from < at && here.is_some());
        if open && let Some(predicate) = self.predicate(at + 1, 10) {
            let mut parts = Vec::new();
            if let Some(head) = last.and_then(|last| last.head) {
                parts.push(head);
            } else if predicate.1 - predicate.0 < SHORT {
                self.add_scope(&mut parts, before.agent, false);
            }
            parts.push(predicate);
            return done(parts, last.and_then(|last| last.head), 0, false);
        }
        // 风光占比首次过半，达51.2%
        if here.is_none()
            && let Some(noun) = self.between(clause)
        {
            let mut parts = vec![noun];
            if noun.1 - noun.0 < SHORT {
                self.add_scope(&mut parts, None, false);
            }
            return done(parts, Some(noun), 0, false);
        }
        if let Some(last) = last {
            let mut subject = last.subject.clone();
            if let Some(agent) = before.agent.filter(|_| here.is_none()) {
                subject = vec![agent];
                subject.extend(last.head);
            }
            return done(subject, last.head, 0, false);
        }
        let mut parts = Vec::new();
        self.add_scope(&mut parts, before.agent, false);
        let head = parts.first().copied();
        done(parts, head, 0, false)
    }

    /// The subject of the clause before the one that begins with token `clause`, if nothing is counted there.
    fn between(&self, clause: usize) -> Option<Range> {
        let end = clause.checked_sub(1)?;
        let tokens = &self.sentence.tokens;
        let begin = tokens[..end].iter().rposition(|t| t.class == Class::Mark).map_or(0, |i| i + 1);
        if tokens[begin..end].iter().any(|t| matches!(t.class, Class::Number(_))) {
            return None;
        }
        let list = chunks(self.text, &tokens[begin..end]);
        match list.as_slice() {
            [(Chunk::Noun, noun), ..] if !self.places(*noun) && !clause::vague(self.text, *noun) => Some(*noun),
            _ => None,
        }
    }

    fn words(&self, unit: UnitText) -> Option<String> {
        match unit {
            UnitText::Words(a, b) => Some(self.text[a as usize..b as usize].iter().collect()),
            _ => None,
        }
    }

    /// Whether no more than a comma or 、 parts two readings.
    fn near(&self, a: usize, b: usize) -> bool {
        let (from, to) = (self.readings[a].end as usize, self.readings[b].start as usize);
        from <= to && !self.text[from..to].iter().any(|c| matches!(c, '；' | ';' | '。'))
    }

    fn of_follows(&self, at: usize) -> bool {
        self.sentence.tokens.get(at + 1).is_some_and(|t| t.class == Class::Of)
    }

    /// Puts before a short subject whose it is.
    fn add_scope(&self, parts: &mut Vec<Range>, own: Option<Range>, rate: bool) {
        let last = self.sentence.last.as_ref().and_then(|last| last.head).filter(|_| rate);
        let topic = self.sentence.topic;
        let own = own.filter(|&o| !clause::vague(self.text, o) && !self.places(o)).map(|range| self.scope(range));
        let named = own.is_some_and(|o| self.inside(o).iter().any(|t| t.class == Class::Name));
        let size: usize = parts.iter().map(|p| p.1 - p.0).sum();
        let found = match (own, topic) {
            (None, _) if last.is_some() => last,
            (Some(own), _) if named || own.1 - own.0 >= 3 => Some(own),
            (_, Some(topic)) if topic.named => Some(topic.range),
            (Some(own), _) => Some(own),
            // What was not named says whose a bare word is, no more.
            (None, Some(topic)) => Some(topic.range).filter(|_| size <= 3),
            (None, None) => self.earlier.filter(|_| size <= 3),
        };
        let new = found.filter(|scope| !parts.iter().any(|p| p.0 < scope.1 && scope.0 < p.1));
        if let Some(scope) = new {
            parts.insert(0, scope);
        }
    }

    /// A long noun phrase cut down at its front.
    fn shortened(&self, range: Range) -> Range {
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

    /// The noun that begins with token `at`, and the token after it.
    fn noun_after(&self, mut at: usize, person: bool, deeds: bool) -> (Option<Range>, usize) {
        let tokens = &self.sentence.tokens;
        while tokens.get(at).is_some_and(|t| {
            matches!(t.class, Class::Of | Class::Particle) || t.class == Class::Adverb && self.hedge(t)
        }) {
            at += 1;
        }
        let first = at;
        let mut end = None;
        while let Some(token) = tokens.get(at) {
            let next = tokens.get(at + 1).map(|t| t.class);
            let long = token.to - tokens[first].from > LONG - 4;
            match token.class {
                _ if long => break,
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
        match (end, tokens.get(first)) {
            (Some(end), Some(begin)) => (Some((begin.from, end)), at),
            _ => (None, first),
        }
    }

    /// Whether a word behind a number only hedges it: 以上, 左右.
    fn hedge(&self, token: &Token) -> bool {
        matches!(
            self.word(token).as_str(),
            "以上" | "以下" | "左右" | "上下" | "以内" | "之内" | "不等" | "许" | "强" | "弱"
        )
    }

    /// What is said of a number or noun by the words from token `at` on, verbs included.
    fn predicate(&self, mut at: usize, limit: usize) -> Option<Range> {
        let tokens = &self.sentence.tokens;
        while tokens.get(at).is_some_and(|t| {
            matches!(t.class, Class::Particle | Class::Of) || t.class == Class::Adverb && self.hedge(t)
        }) {
            at += 1;
        }
        let from = tokens.get(at).filter(|t| t.class != Class::Preposition || !directs(self.text, t))?.from;
        let mut end = from;
        let mut verb = false;
        for token in &tokens[at..] {
            if matches!(token.class, Class::Number(_)) && token.from - from <= 3 {
                return None;
            }
            if matches!(token.class, Class::Mark | Class::Number(_) | Class::List)
                || token.to - from > limit.max(2) && end > from
            {
                break;
            }
            verb |= matches!(
                token.class,
                Class::Verb | Class::VerbOrNoun | Class::Light | Class::Change | Class::Adverb | Class::Preposition
            );
            end = token.to;
        }
        (verb && end >= from + 2).then_some((from, end))
    }

    /// 茶园、果园和菜地分别为25、40和60.5万亩: each number takes its own name.
    fn shared_list(&self, n: usize, clause: usize, at: usize) -> Option<Range> {
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

    /// A table written in one line, its cells with ｜ between them: the row's first cell and the column's.
    fn cell(&self, at: usize) -> Option<Vec<Range>> {
        let tokens = &self.sentence.tokens;
        let bar = |t: &Token| matches!(self.text[t.from], '｜' | '|' | '︱' | '\t');
        if at == 0 || !bar(&tokens[at - 1]) {
            return None;
        }
        let cells: Vec<&[Token]> = tokens.split(|t| bar(t)).collect();
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

    fn respectively(&self, token: &Token) -> bool {
        self.text[token.from..token.to].starts_with(&['分', '别'])
    }
}

fn ends(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '!' | '?' | '\n')
}

/// The chunks of some words: noun phrases, verbs, words of being, phrases with a preposition.
fn chunks(text: &[char], tokens: &[Token]) -> Vec<(Chunk, Range)> {
    let mut out: Vec<(Chunk, Range)> = Vec::new();
    let mut i = 0;
    while i < tokens.len() {
        let token = tokens[i];
        match token.class {
            class if class.nominal() => {
                let end = run(tokens, i);
                out.push((Chunk::Noun, (token.from, tokens[end - 1].to)));
                i = end;
                continue;
            }
            Class::Verb | Class::VerbOrNoun => {
                // 被点名的假讯息: a clause that is part of its noun.
                if tokens.get(i + 1).is_some_and(|t| t.class == Class::Of) {
                    let end =
                        if tokens.get(i + 2).is_some_and(|t| t.class.nominal()) { run(tokens, i + 2) } else { i + 1 };
                    let from = match out.last() {
                        Some((Chunk::Verb | Chunk::Noun, range)) if end == i + 1 => range.0,
                        _ => token.from,
                    };
                    if from < token.from {
                        out.pop();
                    }
                    out.push((Chunk::Noun, (from, tokens[end - 1].to)));
                    i = end.max(i + 2);
                    continue;
                }
                match out.last_mut() {
                    Some((Chunk::Verb, range)) => range.1 = token.to,
                    _ => out.push((Chunk::Verb, (token.from, token.to))),
                }
            }
            Class::Change => {
                let next = tokens[i + 1..].iter().find(|t| !matches!(t.class, Class::Particle | Class::Adverb));
                let kind = if next.is_some_and(|t| t.class.nominal()) { Chunk::Verb } else { Chunk::Light };
                out.push((kind, (token.from, token.to)));
            }
            Class::Light => out.push((Chunk::Light, (token.from, token.to))),
            Class::Comparison => {
                out.push((Chunk::Comparison, (token.from, token.to)));
                // Up to the word of growing.
                i += 1;
                while i < tokens.len() && !matches!(tokens[i].class, Class::Change | Class::Verb | Class::Light) {
                    i += 1;
                }
                continue;
            }
            Class::Closing => out.clear(),
            // 把产值再垫高一倍: the object stands in front.
            Class::Preposition if matches!(text[token.from], '把' | '将' | '让') => {}
            Class::Preposition => {
                let mut end = i + 1;
                while end < tokens.len()
                    && (tokens[end].class.nominal()
                        || matches!(
                            tokens[end].class,
                            Class::Of | Class::List | Class::Conjunction | Class::Nobody | Class::Time
                        ))
                {
                    end += 1;
                }
                if tokens.get(end).is_some_and(|t| t.class == Class::Locative) {
                    end += 1;
                }
                out.push((Chunk::Phrase, (token.from, tokens[end - 1].to)));
                i = end;
                continue;
            }
            _ => {}
        }
        i += 1;
    }
    out
}

/// Where the noun phrase ends that begins with token `at`.
fn run(tokens: &[Token], at: usize) -> usize {
    let nominal = |i: usize| tokens.get(i).is_some_and(|t| t.class.nominal());
    let mut end = at + 1;
    loop {
        if nominal(end) {
            end += 1;
        } else if tokens.get(end).is_some_and(|t| matches!(t.class, Class::Of | Class::List | Class::Conjunction))
            && nominal(end + 1)
        {
            end += 2;
        } else {
            return end;
        }
    }
}

/// Whether a preposition says for whom or towards what, not where, since when or by what measure.
fn directs(text: &[char], token: &Token) -> bool {
    matches!(text[token.from], '对' | '向' | '为' | '替' | '给' | '帮' | '与' | '跟')
}

/// What the words before a number come to.
fn before(text: &[char], tokens: &[Token]) -> Before {
    let all = chunks(text, tokens);
    let compared = all.iter().position(|(chunk, _)| *chunk == Chunk::Comparison);
    let mut list: Vec<(Chunk, Range)> = all[..compared.unwrap_or(all.len())].to_vec();
    let mut out = Before::default();
    if compared == Some(0) {
        // 比年初多了: nothing of its own.
        out.empty = true;
        return out;
    }
    let bare = |(chunk, range): &(Chunk, Range)| {
        let inside = || tokens.iter().filter(|t| t.from >= range.0 && t.to <= range.1);
        let sets = || inside().next().is_some_and(|t| directs(text, t));
        *chunk == Chunk::Light || *chunk == Chunk::Phrase && (!sets() || inside().all(|t| !t.class.nominal()))
    };
    while list.last().is_some_and(bare) {
        let (_, light) = list.pop().unwrap_or((Chunk::Light, (0, 0)));
        // 铺到1.1万个: the verb says no more than that a number is reached.
        let reaches = matches!(text[light.0..light.1], ['到' | '至' | '为' | '成']);
        if reaches
            && let Some((Chunk::Verb, verb)) = list.last().copied()
            && verb.1 == light.0
            && list.len() > 1
        {
            list.pop();
        }
    }
    let nouns = |list: &[(Chunk, Range)]| list.iter().rev().find(|(chunk, _)| *chunk == Chunk::Noun).map(|c| c.1);
    let phrase = list.iter().rev().find(|(chunk, _)| *chunk == Chunk::Phrase).map(|c| c.1);
    match list.as_slice() {
        [] => out.empty = true,
        [front @ .., (Chunk::Noun, noun)] => {
            out.noun = Some(*noun);
            match front {
                [rest @ .., (Chunk::Verb, verb)] => {
                    // 核查超范围收集信息的应用程序: the verb inside belongs to the noun.
                    let of = tokens.iter().rev().find(|t| t.class == Class::Of && t.from > noun.0 && t.to < noun.1);
                    match (of, rest) {
                        (Some(of), [agents @ .., (Chunk::Verb, outer)]) => {
                            out.noun = Some((of.to, noun.1));
                            out.verb = Some(*outer);
                            out.agent = nouns(agents);
                        }
                        (Some(of), [agents @ .., (Chunk::Verb, outer), (Chunk::Noun, _)]) => {
                            out.noun = Some((of.to, noun.1));
                            out.verb = Some(*outer);
                            out.agent = nouns(agents);
                        }
                        _ => {
                            out.verb = Some(*verb);
                            out.agent = nouns(rest);
                        }
                    }
                }
                rest => out.agent = nouns(rest),
            }
            out.phrase = phrase;
        }
        [front @ .., (Chunk::Verb, verb)] => match front {
            // 受理群众举报: what is received is a doing itself.
            [rest @ .., (Chunk::Verb, outer), (Chunk::Noun, inner)]
                if verb.1 - outer.0 <= 12 && inner.0 == outer.1 && inner.1 == verb.0 =>
            {
                out.noun = Some((inner.0, verb.1));
                out.verb = Some(*outer);
                out.agent = nouns(rest);
            }
            rest => {
                out.verb = Some(*verb);
                out.agent = nouns(rest);
                out.phrase = phrase;
            }
        },
        // 对美出口61.3亿美元
        [front @ .., (Chunk::Phrase, phrase)] if phrase.1 - phrase.0 >= 4 => {
            out.phrase = Some(*phrase);
            out.agent = nouns(front);
            out.directed = true;
        }
        rest => {
            out.agent = nouns(rest);
            out.phrase = phrase;
            out.empty = out.agent.is_none();
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::{fold, grammar};

    /// The subjects of the figures of a line, joined with |.
    fn check(source: &str, want: &str) {
        let (text, traditional) = fold::read(source);
        let chars: Vec<char> = source.chars().collect();
        let readings = grammar::scan(&text, traditional);
        let mut subjects = Subjects::new(&text, &readings);
        let got: Vec<String> = (0..readings.len())
            .filter(|&n| readings[n].tier == Tier::Figure)
            .map(|n| subjects.of(n).0.iter().flat_map(|&(a, b)| &chars[a..b]).collect())
            .collect();
        assert_eq!(got.join("|"), want, "{source}");
    }

    #[test]
    fn the_noun_before_or_after() {
        check("湖北省今年安排专项资金18亿元，支持县城更新，惠及居民62万户。", "安排专项资金|惠及居民");
        check("农业农村部数据显示，全国累计建成高标准农田10.9亿亩，粮食产能提升至1.4万亿斤。", "高标准农田|粮食产能");
        check("花蓮地震後，慈濟志工發放毛毯3,200條，安置災民1,150人。", "慈濟志工發放毛毯|安置災民");
        check("山东深化“无证明城市”建设，取消证明事项1247项，电子证照调用量超2亿次。", "取消证明事项|电子证照调用量");
        check("全县现有47个易涝点。", "易涝点");
    }

    #[test]
    fn a_short_noun_says_whose_it_is() {
        check(
            "屯門醫院新大樓提供病床400張，手術室由8間增至14間。",
            "屯門醫院新大樓提供病床|屯門醫院新大樓手術室|屯門醫院新大樓手術室",
        );
        check("香港旅發局「夜繽紛」活動吸引旅客26萬人次，商戶營業額上升一成半。", "「夜繽紛」活動吸引旅客|商戶營業額");
        check("“星火家园”党建联盟吸纳企业43家，建立党员先锋岗210个。", "“星火家园”党建联盟吸纳企业|建立党员先锋岗");
        check("云南“金秋惠民”消费券累计核销4.3亿元，带动餐饮消费21亿元。", "“金秋惠民”消费券核销|带动餐饮消费");
        check("网格联盟成立三年。会员4300人。", "网格联盟会员");
    }

    #[test]
    fn ellipsis_takes_what_was_counted_before() {
        check("货物吞吐量3.2亿吨，同比增长9.8%，比五年前多出四成。", "货物吞吐量|货物吞吐量|货物吞吐量");
        check("平均找车位时间由15公里降到6公里", "平均找车位时间|平均找车位时间");
        check("受理、办理和答复建议分别为312件、298件和290件。", "受理|办理|答复建议");
        check("检查发现隐患240处，整改231处，整改率96%。", "检查发现隐患|隐患整改|隐患整改率");
        check("风光占比首次过半，达51.2%。", "风光占比");
        check("青海湖裸鲤蕴藏量达12万吨，是保护初期的46倍。", "青海湖裸鲤蕴藏量|青海湖裸鲤蕴藏量");
    }

    #[test]
    fn a_table_in_a_line() {
        check("城市｜泊位（个）｜同比（%）｜甲市｜1,205｜8.1｜乙县｜76｜0.5", "甲市泊位|甲市同比|乙县泊位|乙县同比");
    }

    #[test]
    fn what_is_said_of_the_counted() {
        check("九成以上事项实现网上办理。", "事项实现网上办理");
        check("76个账号被永久禁言，9家机构签了承诺书。", "账号被永久禁言|机构签了承诺书");
    }
}
