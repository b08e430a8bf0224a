//! What a number counts, from its sentence read as words.
//!
//! What is counted stands after the number (6908个行政村), before it (阅读量突破1000万), or was said by the clause before
//! (同比增长6.3%). A short noun is told apart by its verb and by what the passage speaks of: the subject of its clause, a
//! programme named before, the object that an earlier figure counted.

mod around;
mod phrases;
mod place;
#[cfg(test)]
mod tests;
mod topic;

use std::cell::OnceCell;
use std::sync::Arc;

use super::clause::{self, Class, Range, Reader, Token};
use super::grammar::{Reading, UnitText};
use super::units::{Sort, Units};
use super::{Kind, Tier};
use crate::text::Segmenter;
use phrases::{Before, before};

/// A subject shorter than this says too little by itself.
const SHORT: usize = 5;
/// What names the scope of a short subject is no longer than this.
const SCOPE: usize = 12;
/// A subject shorter than this is told apart by a name, if its passage speaks of one.
const NAMED: usize = 10;
/// Names shorter than this go with what they name.
const BRIEF: usize = 9;
/// Nor a subject than this.
const LONG: usize = 18;
/// How far a sentence without an end is read at once.
const SENTENCE: usize = 400;

/// Reads the subjects of the readings of a text, in their order.
pub struct Subjects<'a> {
    text: &'a [char],
    readings: &'a [Reading],
    sentence: Sentence<'a>,
    /// The sentence before, if it is of the same paragraph and may be leant on.
    before: Option<Sentence<'a>>,
    /// Asked for with the first sentence.
    segmenter: OnceCell<Arc<Segmenter>>,
    /// What that was about. Found out when first asked for: most subjects say enough without it.
    earlier: OnceCell<Option<Range>>,
}

/// The sentence that is being read.
#[derive(Clone, Default)]
struct Sentence<'a> {
    range: Range,
    reader: Reader<'a>,
    /// As far as it was read.
    tokens: Vec<Token>,
    /// Up to which token the topic was looked for.
    seen: usize,
    /// What later clauses speak of.
    topic: Option<Topic>,
    last: Option<Last>,
    /// The subjects found so far, by their readings.
    told: Vec<(usize, Vec<Range>)>,
}

#[derive(Clone, Copy)]
struct Topic {
    range: Range,
    /// Holds a name in quotes, or was just founded: only another such takes its place.
    named: bool,
}

/// What a figure counts, as later figures of the sentence lean on it.
#[derive(Clone, Debug, Default)]
struct Last {
    reading: usize,
    subject: Vec<Range>,
    /// The noun counted, without verb and scope.
    head: Option<Range>,
    /// Where the noun after the number ends, if there is one.
    noun_end: usize,
    /// What was done with it, told before it.
    verb: Option<Range>,
    /// The noun is the subject of the rest of its clause.
    acts: bool,
}

/// A number in its sentence.
struct Number<'s> {
    reading: &'s Reading,
    /// Which token it is, where its clause begins, and where the words before it that are its own do.
    at: usize,
    clause: usize,
    from: usize,
    /// The figure before in the sentence, and in the same clause.
    last: Option<&'s Last>,
    here: Option<&'s Last>,
    before: Before,
    /// 联盟的31家会员: whose they are.
    owner: Option<Range>,
    /// Counts people, who do what follows.
    person: bool,
    /// 为6万名老人: what follows is said of the counted, whoever does it.
    given: bool,
}

impl Sentence<'_> {
    /// Reads on to the end of the clause of the place before `until`.
    fn read(&mut self, until: usize) {
        self.reader.read(until, &mut self.tokens);
    }
}

impl<'a> Subjects<'a> {
    pub fn new(text: &'a [char], readings: &'a [Reading]) -> Self {
        Self {
            text,
            readings,
            sentence: Sentence::default(),
            before: None,
            segmenter: OnceCell::new(),
            earlier: OnceCell::new(),
        }
    }

    /// The subject of reading `n`, empty where the text does not say, and the place that it is about. To be asked in the
    /// order of the readings.
    pub fn of(&mut self, n: usize) -> (Vec<Range>, Option<Range>) {
        let r = self.readings[n];
        let start = r.start as usize;
        if start >= self.sentence.range.1 {
            self.open(start);
        }
        self.sentence.read(r.end as usize);
        let Some(at) = self.sentence.tokens.iter().position(|t| t.class == Class::Number(n)) else {
            return (Vec::new(), None);
        };
        if at > 0 && self.bar(&self.sentence.tokens[at - 1]) {
            self.sentence.read(usize::MAX);
        }
        self.note_topic(at);
        let last = self.read(n, at);
        let subject = last.subject.clone();
        if r.tier == Tier::Figure {
            self.sentence.told.push((n, subject.clone()));
        }
        if r.tier == Tier::Figure || subject.len() > 1 {
            self.sentence.last = Some(last);
        }
        (subject, self.place(at))
    }

    /// Turns to the sentence that `start` stands in.
    fn open(&mut self, start: usize) {
        let begin = self.begin(start);
        self.earlier = OnceCell::new();
        self.before = None;
        if begin > 0 && self.text[begin - 1] != '\n' {
            self.before = Some(if self.sentence.range.1 == begin {
                std::mem::take(&mut self.sentence)
            } else {
                let from = self.begin(begin - 1).max(self.sentence.range.1.min(begin - 1));
                self.sentence((from, begin))
            });
        }
        let limit = self.text.len().min(start + SENTENCE);
        let stop = (start..limit).find(|&at| ends(self.text, at)).map_or(limit, |at| at + 1);
        self.sentence = self.sentence((begin, stop));
    }

    /// What the sentence before was about.
    fn earlier(&self) -> Option<Range> {
        *self.earlier.get_or_init(|| {
            let mut before = Self { sentence: self.before.clone()?, ..Self::new(self.text, self.readings) };
            before.sentence.read(usize::MAX);
            before.note_topic(before.sentence.tokens.len());
            before.sentence.topic.map(|topic| topic.range)
        })
    }

    fn sentence(&self, range: Range) -> Sentence<'a> {
        let range = (range.0 + self.numbering(range), range.1);
        let first = self.readings.partition_point(|r| (r.start as usize) < range.0);
        let segmenter = self.segmenter.get_or_init(Segmenter::shared);
        let reader = Reader::new(self.text, self.readings, first, range).with(Arc::clone(segmenter));
        Sentence { range, reader, ..Sentence::default() }
    }

    /// How long the numbering is that a sentence begins with: 5.　, 12、
    fn numbering(&self, (from, to): Range) -> usize {
        let text = &self.text[from..to];
        let blank = text.iter().take_while(|c| c.is_whitespace()).count();
        let digits = text[blank..].iter().take_while(|c| c.is_ascii_digit()).count();
        let dot = text.get(blank + digits).is_some_and(|c| matches!(c, '.' | '、'));
        let number = text.get(blank + digits + 1).is_some_and(char::is_ascii_digit);
        if (1..=2).contains(&digits) && dot && !number { blank + digits + 1 } else { 0 }
    }

    /// Where the sentence begins that `at` stands in.
    fn begin(&self, at: usize) -> usize {
        let far = at.saturating_sub(SENTENCE / 2).max(self.sentence.range.1.min(at));
        (far..at).rev().find(|&at| ends(self.text, at)).map_or(far, |at| at + 1)
    }

    fn inside(&self, range: Range) -> &[Token] {
        let tokens = &self.sentence.tokens;
        let from = tokens.partition_point(|t| t.from < range.0);
        let to = tokens.partition_point(|t| t.to <= range.1);
        &tokens[from..to.max(from)]
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

    fn read(&self, n: usize, at: usize) -> Last {
        let number = self.number(n, at);
        let found = self
            .cell(at)
            .map(|subject| Last { head: subject.first().copied(), subject, ..Last::default() })
            .or_else(|| {
                let part = self.shared_list(n, number.clause, at)?;
                Some(Last { subject: vec![part], head: Some(part), ..Last::default() })
            })
            .or_else(|| self.respective(n, &number))
            .or_else(|| self.counted_after(&number))
            .or_else(|| self.named_before(&number))
            .or_else(|| self.done_before(&number, n))
            .unwrap_or_else(|| self.leaning(&number));
        let mut subject = found.subject;
        match self.offender(&number, &subject) {
            Some(offender) => {
                subject.retain(|part| part.0 >= offender.1 || part.1 <= offender.0);
                subject.insert(0, offender);
            }
            None => self.add_name(&number, &mut subject),
        }
        Last { reading: n, subject, ..found }
    }

    /// 未依规定者处…罚款, 诱导未成年人打赏的，最高罚款…: whoever is fined is told by the clause before or by this one.
    fn offender(&self, number: &Number<'_>, subject: &[Range]) -> Option<Range> {
        let fine = |range: &Range| self.text[range.0..range.1].contains(&'罚');
        let after = self.sentence.tokens[number.at + 1..].first();
        if !subject.iter().any(fine) && after.is_none_or(|t| self.text[t.from] != '罚') {
            return None;
        }
        let end = number.clause.checked_sub(1)?;
        let tokens = &self.sentence.tokens;
        let begin = tokens[..end].iter().rposition(|t| t.class == Class::Mark).map_or(0, |i| i + 1);
        let (first, last) = (tokens.get(begin)?, tokens[begin..end].last()?);
        let closes = matches!(self.text[last.to - 1], '的' | '者');
        let to = if self.text[last.to - 1] == '的' { last.to - 1 } else { last.to };
        (closes && to > first.from && to - first.from <= LONG).then_some((first.from, to))
    }

    /// Puts before a subject that names nobody the name of what its clause or passage speaks of.
    fn add_name(&self, number: &Number<'_>, subject: &mut Vec<Range>) {
        if subject.is_empty() || size(subject) >= NAMED {
            return;
        }
        let named = |range: &Range| self.inside(*range).iter().any(|t| t.class == Class::Name);
        let agent = number.before.agent.filter(|agent| !clause::vague(self.text, *agent));
        let elsewhere = self.sentence.tokens.get(number.clause).is_some_and(|t| t.class == Class::Place);
        let topic = || self.sentence.topic.filter(|t| t.named && agent.is_none() && !elsewhere).map(|t| t.range);
        let Some(whole) = agent.filter(named).or_else(topic).filter(named) else { return };
        let Some(name) = self.inside(whole).iter().find(|t| t.class == Class::Name) else { return };
        let overlaps = |range: &Range| range.0 < whole.1 && whole.0 < range.1;
        // A law is no one's name, nor a word in quotes: “家”.
        if self.text[name.from] == '《'
            || name.to - name.from < 4
            || subject.iter().any(|range| named(range) || overlaps(range))
        {
            return;
        }
        // Of a long one its name, or what it is.
        let short = match (name.to - name.from, whole.1.saturating_sub(name.to)) {
            _ if whole.1 - whole.0 < BRIEF => whole,
            (8.., 3..) => (name.to, whole.1),
            _ => (name.from, name.to),
        };
        subject.insert(0, short);
    }

    /// Reading `n`, token `at`, with the words before it.
    fn number(&self, n: usize, at: usize) -> Number<'_> {
        let tokens = &self.sentence.tokens;
        let reading = &self.readings[n];
        let clause = tokens[..at].iter().rposition(|t| t.class == Class::Mark).map_or(0, |i| i + 1);
        let last = self.sentence.last.as_ref();
        let begin = tokens.get(clause).map_or(0, |t| t.from);
        let here = last.filter(|last| begin <= self.readings[last.reading].start as usize);
        let from = here.map_or(clause, |last| {
            let end = last.noun_end.max(self.readings[last.reading].end as usize);
            tokens[..at].partition_point(|t| t.from < end).max(clause)
        });
        let own = &tokens[from..at];
        let mut before = before(self.text, own);
        // 是“十二五”末的3.2倍: what it is a multiple of is not what is counted.
        if reading.kind == Kind::Index && own.last().is_some_and(|t| t.class == Class::Of) {
            let run = own.iter().rev().take_while(|t| !matches!(t.class, Class::Light | Class::Change));
            before = phrases::before(self.text, &own[..own.len() - run.count()]);
        }
        before.agent = before.agent.or_else(|| here.filter(|last| last.acts)?.head);
        // 局里为6万名老人装上…: who does it is not what is counted.
        let lead = own.iter().rfind(|t| t.class != Class::Adverb).filter(|t| t.class == Class::Preposition);
        let given = lead.is_some_and(|t| matches!(self.text[t.from], '为' | '给' | '替' | '在' | '让'));
        if given && before.verb.is_none() {
            before.agent = before.agent.or(before.noun.take());
        }
        // 户均增收1200元、人均280元
        let alone =
            |n: Range| n.1 - n.0 == 2 && matches!(self.text[n.0..n.1], ['平' | '户' | '人' | '亩' | '场' | '件', '均']);
        if before.noun.is_some_and(alone) {
            before.empty = before.agent.is_none();
            before.noun = None;
        }
        let owner = own.split_last().filter(|(of, _)| of.class == Class::Of).and_then(|(_, rest)| {
            let run = rest.iter().rev().take_while(|t| t.class.nominal()).count();
            (run > 0).then(|| (rest[rest.len() - run].from, rest[rest.len() - 1].to))
        });
        let person = matches!(reading.unit, UnitText::Words(a, b)
            if b > a && matches!(self.text[a as usize], '人' | '户' | '口'));
        Number { reading, at, clause, from, last, here, before, owner, person, given }
    }

    /// 6908个行政村, 覆盖八成食肆: the noun stands after the number.
    fn counted_after(&self, number: &Number<'_>) -> Option<Last> {
        let (r, before) = (number.reading, &number.before);
        let tokens = &self.sentence.tokens;
        let unit = r.unit_id.map(|unit| Units::builtin().get(unit));
        let measured = matches!(unit.map(|u| u.sort), Some(Sort::Measure | Sort::Money))
            || matches!(r.kind, Kind::Percent | Kind::Index);
        let deeds = unit.is_some_and(|u| matches!(&*u.dimension, "items" | "sessions" | "times") && &*u.id != "个");
        let (noun, stop) = self.noun_after(number.at + 1, number.person, deeds);
        let hedged = |t: &&Token| t.class == Class::Adverb && clause::hedges(self.text, (t.from, t.to));
        let of = tokens[number.at + 1..].iter().find(|t| !hedged(t)).is_some_and(|t| t.class == Class::Of);
        // 单证由86种精简到41种: what follows is what became of it.
        let own = &tokens[number.from..number.at];
        let became = own
            .last()
            .is_some_and(|t| t.class == Class::Preposition && matches!(self.text[t.from], '由' | '从' | '自'));
        let became = became && before.noun.is_some();
        let noun = noun.filter(|_| !became && (!measured || before.noun.is_none() || of))?;
        let verb = before.verb.filter(|v| before.noun.is_none() && v.1 - v.0 <= 6);
        let acts = verb.is_none()
            && before.noun.is_none()
            && tokens.get(stop).is_some_and(|t| {
                matches!(
                    t.class,
                    Class::Verb | Class::Change | Class::Light | Class::Adverb | Class::Preposition | Class::Time
                )
            });
        let mut subject: Vec<Range> = verb.into_iter().chain([noun]).collect();
        // 76个账号被永久禁言: a short noun is told apart by what is said of it.
        let short = noun.1 - noun.0 <= 4 || r.kind == Kind::Percent;
        let predicate = self.predicate(stop, 8).filter(|p| {
            let named = self.inside(*p).iter().any(|t| t.class == Class::Name);
            short
                && (before.agent.is_none() || number.given)
                && (acts && number.owner.is_none() || named && verb.is_none())
        });
        subject.extend(predicate);
        if size(&subject) < SHORT {
            let own = &tokens[number.from..number.at];
            let examples = own.iter().rfind(|t| t.class != Class::Adverb).is_some_and(|t| self.text[t.from] == '等');
            let own = number.owner.or(before.noun.filter(|_| !examples)).or(before.agent);
            self.add_scope(&mut subject, own, false);
        }
        Some(Last { subject, head: Some(noun), noun_end: noun.1, verb, acts, ..Last::default() })
    }

    /// 阅读量突破1000万, 注销违规账号7.9万个: the noun stands before the number.
    fn named_before(&self, number: &Number<'_>) -> Option<Last> {
        let (r, before) = (number.reading, &number.before);
        let name = before.noun.filter(|noun| noun.1 - noun.0 > LONG).and_then(|noun| {
            let first = self.inside(noun).first().filter(|t| t.class == Class::Name && self.text[t.from] != '《')?;
            Some((first.from, first.to))
        });
        let Some(noun) = before.noun.map(|noun| self.averaged(self.shortened(noun))) else {
            let phrase = before.phrase.filter(|_| before.directed)?;
            return Some(Last { subject: vec![phrase], head: Some(phrase), ..Last::default() });
        };
        let length = noun.1 - noun.0;
        // 拦截电话1.8亿个、短信4.9亿条
        let listed = || self.text[number.here.map_or(0, |last| self.readings[last.reading].end as usize)] == '、';
        let shared = number.here.filter(|_| before.agent.is_none() && listed()).and_then(|last| last.verb);
        let verb = before.verb.or(shared).filter(|v| v.1 - v.0 + length <= SCOPE);
        let mut subject: Vec<Range> = verb.into_iter().chain([noun]).collect();
        if size(&subject) < SHORT {
            // A rate is one of what was counted before; a rate after a rate stands by itself.
            let general = clause::general(self.text, noun);
            let rate = general || r.kind == Kind::Percent && clause::rate(self.text, noun);
            let counted = general || number.last.is_some_and(|last| self.readings[last.reading].kind != Kind::Percent);
            let own = &self.sentence.tokens[number.from..number.at];
            let divided = own.iter().any(|t| t.class == Class::Denominator);
            // 立案数连续十八个月下降，同比降幅24%
            let between =
                self.between(number.clause).filter(|_| general && number.here.is_none() && before.agent.is_none());
            if let Some(between) = between {
                subject.insert(0, self.scope(between));
            } else if !divided && (!rate || counted || size(&subject) < 3) {
                self.add_scope(&mut subject, before.agent, rate && counted);
            }
        }
        // “…”服务队招募志愿者: cut at its front, it keeps its name.
        if let Some(name) = name.filter(|name| name.1 <= noun.0 && subject.first() == Some(&noun)) {
            subject.insert(0, name);
        }
        Some(Last { subject, head: Some(noun), verb, ..Last::default() })
    }

    /// A noun without the measure of time that its number is told by: 开行动车组日均.
    fn averaged(&self, noun: Range) -> Range {
        let long = noun.1 - noun.0 >= 4;
        let average = long && matches!(self.text[noun.1 - 2..noun.1], ['日' | '月' | '年' | '周' | '平', '均']);
        if average { (noun.0, noun.1 - 2) } else { noun }
    }

    /// 择优发布320名: a verb alone stands before the number.
    fn done_before(&self, number: &Number<'_>, n: usize) -> Option<Last> {
        let (r, before, last) = (number.reading, &number.before, number.last);
        let verb = before.verb?;
        // 替民众守住: whose doing it is tells more than for whom it is done.
        let doer = before.agent.is_some() || self.sentence.topic.is_some_and(|topic| topic.named);
        let phrase = before.phrase.filter(|p| p.1 == verb.0 && !doer);
        let mut subject = vec![(phrase.map_or(verb.0, |p| p.0), verb.1)];
        if number.person || matches!(r.kind, Kind::Money | Kind::Percent) {
            subject.extend(self.predicate(number.at + 1, 8));
        }
        let counted = last.filter(|last| {
            self.words(self.readings[last.reading].unit) == self.words(r.unit) && self.near(last.reading, n)
        });
        let head = counted.and_then(|last| last.head);
        if size(&subject) < SHORT {
            let named = self.sentence.topic.is_some_and(|t| t.named);
            match head.filter(|_| before.agent.is_none() && !named) {
                Some(head) => subject.insert(0, head),
                None => self.add_scope(&mut subject, before.agent, r.kind == Kind::Percent),
            }
        }
        Some(Last { subject, head: head.or(Some(verb).filter(|v| v.1 - v.0 >= 4)), ..Last::default() })
    }

    /// Nothing before: 九成以上事项实现…, 53万人点赞, or what was counted before.
    fn leaning(&self, number: &Number<'_>) -> Last {
        let (before, last, here) = (&number.before, number.last, number.here);
        let head = last.and_then(|last| last.head);
        let open = !before.empty || number.from == number.at || here.is_none();
        if open && let Some(predicate) = self.predicate(number.at + 1, 10) {
            let mut subject: Vec<Range> = head.into_iter().collect();
            if head.is_none() && predicate.1 - predicate.0 < SHORT {
                self.add_scope(&mut subject, before.agent, false);
            }
            subject.push(predicate);
            return Last { subject, head, ..Last::default() };
        }
        // 风光占比首次过半，达51.2%
        if let Some(noun) = self.between(number.clause).filter(|_| here.is_none()) {
            let mut subject = vec![noun];
            if size(&subject) < SHORT {
                self.add_scope(&mut subject, None, false);
            }
            return Last { subject, head: Some(noun), ..Last::default() };
        }
        if let Some(last) = last {
            let subject = match before.agent.filter(|_| here.is_none()) {
                Some(agent) => std::iter::once(agent).chain(last.head).collect(),
                None => last.subject.clone(),
            };
            return Last { subject, head, ..Last::default() };
        }
        let mut subject = Vec::new();
        self.add_scope(&mut subject, before.agent, false);
        Last { head: subject.first().copied(), subject, ..Last::default() }
    }
}

/// How many code points a subject has.
fn size(parts: &[Range]) -> usize {
    parts.iter().map(|part| part.1 - part.0).sum()
}

/// Whether a sentence ends with the character at `at`. A line that breaks off after a comma goes on in the next.
fn ends(text: &[char], at: usize) -> bool {
    match text[at] {
        '。' | '！' | '？' | '!' | '?' => true,
        '\n' => {
            let last = text[..at].iter().rev().find(|c| !c.is_whitespace());
            !last.is_some_and(|c| matches!(c, '，' | ',' | '、'))
        }
        _ => false,
    }
}
