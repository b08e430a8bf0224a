//! What a number counts, from its sentence read as words.
//!
//! What is counted stands after the number (6908个行政村), before it (阅读量突破1000万), or was said by the clause before
//! (同比增长6.3%). It is told apart by its verb and by what the passage speaks of: the subject of its clause, a programme
//! named before, the object that an earlier figure counted. A sentence says many such things; [`choose`] gathers what could
//! be said of a number and [`weights`] what speaks for it.

mod around;
mod choose;
mod edges;
mod phrases;
mod place;
#[cfg(test)]
mod tests;
mod topic;
mod weights;

use std::cell::OnceCell;
use std::sync::Arc;

use smallvec::SmallVec;

use super::Kind;
use super::clause::{Class, Range, Reader, Token};
use super::grammar::{Reading, UnitText};
use super::units::Units;
use crate::text::Segmenter;
use choose::Noun;
use phrases::{Before, Chunk, before, chunks};

/// What says whose the counted is is no longer than this.
const SCOPE: usize = 12;
/// Nor a noun that is counted than this.
const LONG: usize = 18;
/// The parts of a subject, in the text's order but for what an earlier figure told: one or two, seldom more.
pub type Parts = SmallVec<[Range; 3]>;

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
    /// What that was about. Found out when first asked for: most sentences say enough by themselves.
    earlier: OnceCell<Option<Earlier>>,
    /// What said last whose the counted was.
    whose: Option<Range>,
}

/// What the sentence before speaks of.
struct Earlier {
    topic: Option<Range>,
    /// Its last name in quotes, and its first nouns.
    name: Option<Range>,
    nouns: [Option<Range>; 2],
    tokens: Vec<Token>,
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
    /// The nouns of the clauses that were looked at, and the tokens that end these.
    nouns: Vec<Noun>,
    marks: Vec<usize>,
    /// The first phrase of the last of these clauses, unless it only says who speaks.
    opening: Option<(Chunk, Range)>,
    /// Where it is.
    setting: place::Setting,
    last: Option<Last>,
    /// The subjects found so far, by their readings.
    told: Vec<(usize, Parts)>,
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
    subject: Parts,
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
    /// Which token it is, and where its clause begins.
    at: usize,
    clause: usize,
    /// The phrases between the two.
    phrases: Vec<(Chunk, Range)>,
    /// The figure before in the sentence, and in the same clause.
    last: Option<&'s Last>,
    here: Option<&'s Last>,
    before: Before,
    /// The noun before it, no longer than a subject is.
    noun: Option<Range>,
    /// The noun after it, and the token behind that.
    after: Option<(Range, usize)>,
    /// 联盟的31家会员: whose they are.
    owner: Option<Range>,
    /// The subject of the clause before, if nothing is counted there.
    between: Option<Range>,
    place: Option<Range>,
    /// 达214座: tells how many there are, not what was done or grew.
    stands: bool,
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
            whose: None,
        }
    }

    /// The subject of reading `n`, empty where the text does not say, and the place that it is about. To be asked in the
    /// order of the readings.
    pub fn of(&mut self, n: usize) -> (Parts, Option<Range>) {
        let r = self.readings[n];
        let start = r.start as usize;
        if start >= self.sentence.range.1 {
            self.open(start);
        }
        self.sentence.read(r.end as usize);
        let tokens = &self.sentence.tokens;
        let from = tokens.partition_point(|t| t.to <= start);
        let Some(at) = tokens[from..].iter().position(|t| t.class == Class::Number(n)).map(|i| from + i) else {
            return (Parts::new(), None);
        };
        if at > 0 && self.bar(&self.sentence.tokens[at - 1]) {
            self.sentence.read(usize::MAX);
        }
        self.note_topic(at);
        let place = self.place(at);
        let last = self.read(n, at, place);
        let subject = last.subject.clone();
        self.sentence.told.push((n, subject.clone()));
        self.sentence.last = Some(last);
        (subject, place)
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
    fn earlier(&self) -> Option<&Earlier> {
        let read = || {
            let mut before = Self { sentence: self.before.clone()?, ..Self::new(self.text, self.readings) };
            before.sentence.read(usize::MAX);
            before.note_topic(before.sentence.tokens.len());
            let Sentence { tokens, topic, nouns, .. } = before.sentence;
            let name = tokens.iter().rfind(|t| t.class == Class::Name).map(|t| (t.from, t.to));
            let noun = |n: usize| nouns.get(n).map(|noun| noun.range);
            Some(Earlier { topic: topic.map(|topic| topic.range), name, nouns: [noun(0), noun(1)], tokens })
        };
        self.earlier.get_or_init(read).as_ref()
    }

    fn sentence(&self, range: Range) -> Sentence<'a> {
        let range = (range.0 + self.numbering(range), range.1);
        let first = self.readings.partition_point(|r| (r.start as usize) < range.0);
        let segmenter = self.segmenter.get_or_init(Segmenter::shared);
        let reader = Reader::new(self.text, self.readings, first, range).with(Arc::clone(segmenter));
        // A word has two characters on average.
        let tokens = Vec::with_capacity((range.1 - range.0) / 2 + 1);
        Sentence { range, reader, tokens, ..Sentence::default() }
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

    fn words(&self, unit: UnitText) -> Option<&'a [char]> {
        match unit {
            UnitText::Words(a, b) => Some(&self.text[a as usize..b as usize]),
            _ => None,
        }
    }

    fn chars(&self, range: Range) -> &'a [char] {
        &self.text[range.0..range.1]
    }

    /// Whether a noun only says what is averaged over: 户均.
    fn averages(&self, noun: Range) -> bool {
        matches!(self.chars(noun), ['平' | '户' | '人' | '亩' | '场' | '件' | '日' | '月' | '年', '均'])
    }

    /// Whether a number counts people, who do what follows.
    fn person(&self, reading: &Reading) -> bool {
        self.words(reading.unit).is_some_and(|unit| matches!(unit, ['人' | '户' | '口', ..]))
    }

    /// Whether no more than a comma or 、 parts two readings.
    fn near(&self, a: usize, b: usize) -> bool {
        let (from, to) = (self.readings[a].end as usize, self.readings[b].start as usize);
        from <= to && !self.text[from..to].iter().any(|c| matches!(c, '；' | ';' | '。'))
    }

    fn read(&mut self, n: usize, at: usize, place: Option<Range>) -> Last {
        let number = self.number(n, at, place);
        let sure = self
            .cell(at)
            .map(|subject| Last { head: subject.first().copied(), subject, ..Last::default() })
            .or_else(|| {
                let part = self.shared_list(n, number.clause, at)?;
                Some(Last { subject: Parts::from_slice(&[part]), head: Some(part), ..Last::default() })
            })
            .or_else(|| self.respective(n, &number));
        if let Some(last) = sure {
            return Last { reading: n, ..last };
        }
        let Some(choice) = self.choose(&number) else { return Last { reading: n, ..Last::default() } };
        let whose = choice.whose;
        let last = self.told(n, &number, choice);
        self.whose = whose.or(self.whose);
        last
    }

    /// Reading `n`, token `at`, with the words before it.
    fn number(&self, n: usize, at: usize, place: Option<Range>) -> Number<'_> {
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
        let phrases = chunks(self.text, &tokens[clause..at]);
        let mut before = match from == clause {
            true => before(self.text, own, &phrases),
            false => before(self.text, own, &chunks(self.text, own)),
        };
        // 是“十二五”末的3.2倍: what it is a multiple of is not what is counted.
        if reading.kind == Kind::Index && own.last().is_some_and(|t| t.class == Class::Of) {
            let run = own.iter().rev().take_while(|t| !matches!(t.class, Class::Light | Class::Change));
            let whole = &own[..own.len() - run.count()];
            before = phrases::before(self.text, whole, &chunks(self.text, whole));
        }
        before.agent = before.agent.or_else(|| here.filter(|last| last.acts)?.head);
        // 局里为6万名老人装上…: who does it is not what is counted.
        let lead = own.iter().rfind(|t| t.class != Class::Adverb).filter(|t| t.class == Class::Preposition);
        let given = lead.is_some_and(|t| matches!(self.text[t.from], '为' | '给' | '替' | '在' | '让'));
        if given && before.verb.is_none() {
            before.agent = before.agent.or(before.noun.take());
        }
        // 户均增收1200元、人均280元
        if before.noun.is_some_and(|noun| self.averages(noun)) {
            before.empty = before.agent.is_none();
            before.noun = None;
        }
        let owner = own.split_last().filter(|(of, _)| of.class == Class::Of).and_then(|(_, rest)| {
            let run = rest.iter().rev().take_while(|t| t.class.nominal()).count();
            (run > 0).then(|| (rest[rest.len() - run].from, rest[rest.len() - 1].to))
        });
        let noun = before.noun.map(|noun| self.averaged(self.shortened(noun)));
        let after = self.noun_after(at + 1, self.person(reading), deed(reading));
        let between = self.between(clause);
        let stands = own.iter().any(|t| t.class == Class::Light)
            && !own.iter().any(|t| matches!(t.class, Class::Verb | Class::Change | Class::Comparison));
        Number { reading, at, clause, phrases, last, here, before, noun, after, owner, between, place, stands }
    }

    /// A noun without the measure of time that its number is told by: 开行动车组日均.
    fn averaged(&self, noun: Range) -> Range {
        let long = noun.1 - noun.0 >= 4;
        let average = long && matches!(self.text[noun.1 - 2..noun.1], ['日' | '月' | '年' | '周' | '平', '均']);
        if average { (noun.0, noun.1 - 2) } else { noun }
    }
}

/// Whether a number counts what was done: 项, 次.
fn deed(reading: &Reading) -> bool {
    let unit = reading.unit_id.map(|unit| Units::builtin().get(unit));
    unit.is_some_and(|unit| matches!(&*unit.dimension, "items" | "sessions" | "times") && &*unit.id != "个")
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
