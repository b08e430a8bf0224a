//! What could be said of a number: ways to name what is counted, and words that could say whose it is. Of the few pairs that most
//! speaks for that one is taken which says most of what all of them say.

use smallvec::SmallVec;

use super::edges;
use super::phrases::Chunk;
use super::weights::{self, BySign, Core, Fact, Facts, Sign, Signs};
use super::{LONG, Last, Number, Parts, SCOPE, Subjects, size};
use crate::figures::Kind;
use crate::figures::clause::{self, Class, Range, Token};
use crate::figures::grammar::Reading;
use crate::figures::units::{Sort, Units};

/// How many of the likeliest subjects are held against each other.
const LIKELIEST: usize = 4;

/// How many nouns of the sentence before a number could say whose the counted is.
const NOUNS: usize = 5;

/// A noun of no more code points than this says little by itself.
const SHORT: usize = 3;
/// A noun of more code points than this says enough without what is said of it.
const BRIEF: usize = 5;

/// A way to name what is counted.
pub(super) struct Way {
    pub core: Core,
    pub parts: Parts,
    /// What it is found in, and what weighs with it for whose it is.
    pub own: Facts,
    pub facts: Facts,
    pub size: usize,
    /// What speaks for it.
    weight: i32,
    /// What more speaks for it where nothing says whose the counted is.
    alone: i32,
    /// What speaks for each that could be said with it.
    with: BySign,
}

impl Way {
    fn new(core: Core, parts: Parts) -> Self {
        Self {
            core,
            parts,
            own: Facts::default(),
            facts: Facts::default(),
            size: 0,
            weight: 0,
            alone: 0,
            with: BySign::NONE,
        }
    }
}

/// What could say whose the counted is; nothing may.
pub(super) struct Whose {
    pub range: Option<Range>,
    pub signs: Signs,
    /// What the number is found in, and how far off.
    pub facts: Facts,
    /// Holds a name in quotes.
    named: bool,
    /// What speaks for it, whatever is counted.
    weight: i32,
}

/// All that could be said of a number.
pub(super) struct Could {
    ways: Vec<Way>,
    whose: Vec<Whose>,
}

impl Could {
    /// Each way with each word, whether they go together or not.
    pub fn pairs(&self) -> impl Iterator<Item = (&Way, &Whose)> {
        self.ways.iter().flat_map(|way| self.whose.iter().map(move |whose| (way, whose)))
    }
}

/// A noun of a clause that is read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Noun {
    pub range: Range,
    pub signs: Signs,
}

/// A subject as it could be.
pub(super) struct Choice {
    pub core: Core,
    pub whose: Option<Range>,
    pub parts: Parts,
}

/// What speaks for a way to name what is counted and a word that says whose it is.
type Likely<'c> = (i32, &'c Way, Option<Range>);

impl Subjects<'_> {
    /// The likeliest subject of a number.
    pub(super) fn choose(&self, number: &Number<'_>) -> Option<Choice> {
        let could = self.could(number);
        let mut likeliest: SmallVec<[Likely<'_>; LIKELIEST + 1]> = SmallVec::new();
        for (way, whose) in could.pairs() {
            let own = whose.range.map_or(0, |range| range.1 - range.0);
            let alone = if whose.range.is_none() { way.alone } else { 0 };
            let score =
                way.weight + whose.weight + way.with.of(whose.signs) + weights::of_total(own + way.size) + alone;
            // Whether the two go together takes longer to tell than what speaks for them.
            let likely = likeliest.len() < LIKELIEST || likeliest.last().is_some_and(|(least, ..)| score > *least);
            if likely && self.fit(way, whose) {
                let place = likeliest.partition_point(|(more, ..)| *more >= score);
                likeliest.insert(place, (score, way, whose.range));
                likeliest.truncate(LIKELIEST);
            }
        }
        let (_, way, whose) = *likeliest.get(self.likest(&likeliest))?;
        Some(Choice { core: way.core, whose, parts: way.parts.clone() })
    }

    /// The one of the likeliest, best first, that shares most with what any of them says, each as far as it is likely.
    fn likest(&self, likeliest: &[Likely<'_>]) -> usize {
        /// Where all others together are no likelier than this beside the first, it stands.
        const SETTLED: f64 = 0.35;
        let Some((most, ..)) = likeliest.first() else { return 0 };
        let chances: SmallVec<[f64; LIKELIEST]> =
            likeliest.iter().map(|(score, ..)| (f64::from(score - most) / 100.0).exp()).collect();
        if chances[1..].iter().sum::<f64>() < SETTLED {
            return 0;
        }
        let said = |(_, way, whose): &Likely<'_>| {
            let mut chars: SmallVec<[char; 32]> = SmallVec::new();
            whose.iter().chain(&way.parts).for_each(|part| chars.extend_from_slice(self.chars(*part)));
            chars.sort_unstable();
            chars.dedup();
            chars
        };
        let said: SmallVec<[_; LIKELIEST]> = likeliest.iter().map(said).collect();
        let shared = |a: &[char], b: &[char]| {
            let both = a.iter().filter(|c| b.binary_search(c).is_ok()).count();
            2.0 * both as f64 / (a.len() + b.len()).max(1) as f64
        };
        let agreed = |a: &[char]| -> f64 { said.iter().zip(&chances).map(|(b, chance)| chance * shared(a, b)).sum() };
        let mut best = (0, 0.0);
        for (n, chars) in said.iter().enumerate() {
            let agreed = agreed(chars);
            if agreed > best.1 {
                best = (n, agreed);
            }
        }
        best.0
    }

    /// Whether a word may say whose the counted is, as it is named.
    pub(super) fn fit(&self, way: &Way, whose: &Whose) -> bool {
        match whose.range {
            Some(range) => !(whose.named && way.facts.has(Fact::Named)) && self.adds(range, way),
            None => !way.parts.is_empty(),
        }
    }

    /// All that could be said of a number.
    pub(super) fn could(&self, number: &Number<'_>) -> Could {
        let facts = self.facts(number);
        let around = facts.and(self.around(number));
        let mut ways = self.ways(number);
        if ways.is_empty() {
            ways.push(Way::new(Core::Nothing, Parts::new()));
        }
        for way in &mut ways {
            way.size = size(&way.parts);
            let long = weights::length(Fact::Size2, way.size);
            (way.own, way.facts) = (around.and(long), long);
            if way.parts.len() > 1 {
                way.own = way.own.with(Fact::Parts);
            }
            if let Some(&last) = way.parts.last() {
                if clause::rate(self.text, last) {
                    way.facts = way.facts.with(Fact::Rate);
                }
                if way.parts.len() == 1 && clause::general(self.text, last) {
                    way.facts = way.facts.with(Fact::General);
                }
                if way.parts.iter().any(|part| named(self.chars(*part))) {
                    way.facts = way.facts.with(Fact::Named);
                }
            }
            let (start, end) = (number.reading.start as usize, number.reading.end as usize);
            way.weight = weights::of_core(way.core, way.own) + edges::of_core(self.text, way.core, (start, end));
            if let Some(&last) = way.parts.last() {
                way.alone = edges::of_nobody(self.text, self.chars(last), start);
            }
            way.with = weights::of_pair(way.core, way.facts);
        }
        let sign = |sign| Signs::default().with(sign);
        let nobody = Whose { range: None, signs: sign(Sign::Nobody), facts: Facts::default(), named: false, weight: 0 };
        let offender = self.offender(number).and_then(|range| self.described(range, sign(Sign::Offender)));
        let mut whose = match offender {
            Some(offender) => vec![offender],
            None => self.whose(nobody, number),
        };
        let here = weights::of_whose(facts);
        for whose in &mut whose {
            let edges = whose.range.map_or(0, |r| edges::of_whose(self.text, r, number.reading.start as usize));
            whose.weight = here.of(whose.signs) + weights::of_whose(whose.facts).of(whose.signs) + edges;
        }
        Could { ways, whose }
    }

    /// Whether a word says more than the parts of a subject do, and stands where it reads well: no words are said twice, and
    /// but for what an earlier figure told all is told in its order.
    fn adds(&self, range: Range, way: &Way) -> bool {
        let words = self.chars(range);
        let holds = |a: &[char], b: &[char]| {
            let first = b.first();
            first.is_some() && a.windows(b.len().max(1)).any(|part| part.first() == first && part == b)
        };
        (way.core == Core::Earlier || way.parts.first().is_none_or(|first| range.0 < first.0))
            && apart(range, &way.parts)
            && way.parts.iter().map(|part| self.chars(*part)).all(|part| !holds(part, words) && !holds(words, part))
    }

    /// The ways to name what is counted.
    fn ways(&self, number: &Number<'_>) -> Vec<Way> {
        let before = &number.before;
        let verb = before.verb;
        let noun = number.noun;
        let mut out: Vec<Way> = Vec::with_capacity(Core::Nothing as usize);
        let add = |out: &mut Vec<Way>, core, parts: &[Option<Range>]| {
            let parts: Option<Parts> = parts.iter().copied().collect();
            if let Some(parts) = parts
                && parts.iter().enumerate().all(|(i, part)| part.0 < part.1 && apart(*part, &parts[..i]))
            {
                out.push(Way::new(core, parts));
            }
        };
        if let Some((after, stop)) = number.after {
            add(&mut out, Core::After, &[Some(after)]);
            add(&mut out, Core::VerbAfter, &[verb, Some(after)]);
            // A short noun is told apart by what is said of it.
            if after.1 - after.0 <= BRIEF {
                add(&mut out, Core::AfterSaid, &[Some(after), self.predicate(stop, 8)]);
            }
        }
        if noun.is_some() {
            add(&mut out, Core::Before, &[noun]);
            add(&mut out, Core::VerbBefore, &[verb, noun]);
            add(&mut out, Core::SharedVerbBefore, &[number.last.and_then(|last| last.verb), noun]);
        }
        add(&mut out, Core::Verb, &[verb]);
        // What is said after the number, unless its noun was told apart from it.
        let told = out.iter().any(|way| way.core == Core::AfterSaid);
        if !told {
            add(&mut out, Core::Said, &[self.predicate(number.at + 1, 10)]);
        }
        add(&mut out, Core::Phrase, &[before.phrase]);
        add(&mut out, Core::Between, &[number.between]);
        if let Some(last) = number.last.filter(|last| !last.subject.is_empty()) {
            let mut parts = last.subject.clone();
            // 新设驿站36座，全县达214座: what there is was not done.
            if number.stands && parts.len() > 1 {
                parts.retain(|part| Some(*part) != last.verb);
            }
            out.push(Way::new(Core::Earlier, parts));
        }
        out
    }

    /// What could say whose the counted is, `nobody` first, each with all that it is.
    fn whose(&self, nobody: Whose, number: &Number<'_>) -> Vec<Whose> {
        let mut found: Vec<Noun> = Vec::with_capacity(2 * NOUNS);
        let tokens = &self.sentence.tokens;
        // 驾照、学生证等16种证件: examples are nobody's.
        let lead = tokens[number.clause..number.at].iter().rfind(|t| t.class != Class::Adverb);
        let examples = lead.filter(|t| self.text[t.from] == '等').map(|t| t.from);
        let mut add = |range: Range, signs: Signs| {
            if range.1 < range.0 + 2 || self.averages(range) || examples.is_some_and(|at| range.1 == at) {
                return;
            }
            match found.iter_mut().find(|known| known.range == range) {
                Some(known) => known.signs = known.signs.and(signs),
                None => found.push(Noun { range, signs }),
            }
        };
        let sign = |sign| Signs::default().with(sign);
        let scope = |range: Option<Range>| range.map(|range| self.scope(range));
        let topic = self.sentence.topic;
        let name = tokens[..number.at].iter().rfind(|t| t.class == Class::Name).map(|t| (t.from, t.to));
        let own = [
            (scope(number.before.agent), Sign::Agent),
            (scope(number.owner), Sign::Owner),
            (topic.map(|t| t.range), if topic.is_some_and(|t| t.named) { Sign::NamedTopic } else { Sign::Topic }),
            (number.last.and_then(|last| last.head), Sign::Head),
            (number.last.filter(|l| l.subject.len() > 1).map(|l| l.subject[0]), Sign::Whose),
            (scope(number.before.noun), Sign::Noun),
            (scope(number.between), Sign::Between),
            (number.place, Sign::Place),
            (name, Sign::Name),
        ];
        for (range, what) in own {
            range.into_iter().for_each(|range| add(range, sign(what)));
        }
        let clause = &tokens[number.clause..number.at];
        let here = self.nouns(clause, &number.phrases);
        let nouns = self.sentence.nouns.iter().filter(|noun| noun.range.1 <= number.reading.start as usize);
        for noun in nouns.chain(&here).rev().take(NOUNS) {
            add(noun.range, noun.signs);
        }
        // The sentence before is asked only by what says little and has nobody.
        let counted = number.noun.or(number.after.map(|(noun, _)| noun));
        let short = counted.is_none_or(|noun| noun.1 - noun.0 <= SHORT);
        if short
            && number.last.is_none()
            && name.is_none()
            && topic.is_none()
            && number.before.agent.is_none()
            && let Some(earlier) = self.earlier()
        {
            let ranges = [
                (earlier.topic, Sign::TopicBefore),
                (earlier.name, Sign::NameBefore),
                (earlier.nouns[0], Sign::FirstBefore),
                (earlier.nouns[1], Sign::SecondBefore),
            ];
            for (range, what) in ranges {
                range.into_iter().for_each(|range| add(range, sign(what)));
            }
        }
        let mut out = Vec::with_capacity(1 + found.len());
        out.push(nobody);
        out.extend(found.into_iter().filter_map(|noun| self.described(noun.range, noun.signs)));
        out
    }

    /// A noun with what it is by itself, and how far it stands from the number; none if a semicolon stands between, which
    /// sets things side by side.
    fn described(&self, range: Range, signs: Signs) -> Option<Whose> {
        let mut signs = signs.and(weights::width(range.1 - range.0));
        let earlier = range.0 < self.sentence.range.0;
        let tokens = match self.earlier.get() {
            Some(Some(before)) if earlier => &before.tokens,
            _ => &self.sentence.tokens,
        };
        let from = tokens.partition_point(|t| t.from < range.0);
        let (mut named, mut placed, mut first) = (false, true, None);
        for token in tokens[from..].iter().take_while(|t| t.to <= range.1) {
            first.get_or_insert(token.class);
            named |= token.class == Class::Name;
            placed &= token.class == Class::Place;
        }
        match first {
            _ if named => signs = signs.with(Sign::HasName),
            Some(Class::Place) if placed => signs = signs.with(Sign::IsPlace),
            Some(Class::Place) => signs = signs.with(Sign::HasPlace),
            _ => {}
        }
        if self.whose == Some(range) {
            signs = signs.with(Sign::Again);
        }
        let far = if earlier {
            Fact::SentenceBefore
        } else {
            let marks = &self.sentence.marks;
            let between = &marks[marks.partition_point(|&mark| mark < from)..];
            if between.iter().any(|&mark| self.parts(&tokens[mark])) {
                return None;
            }
            [Fact::Clauses0, Fact::Clauses1, Fact::Clauses2, Fact::Clauses3][between.len().min(3)]
        };
        Some(Whose { range: Some(range), signs, facts: Facts::default().with(far), named, weight: 0 })
    }

    /// The nouns of a clause, and what they do in it.
    pub(super) fn nouns(&self, clause: &[Token], list: &[(Chunk, Range)]) -> Vec<Noun> {
        let mut out = Vec::new();
        for (i, &(chunk, range)) in list.iter().enumerate() {
            if chunk != Chunk::Noun {
                continue;
            }
            let before = i.checked_sub(1).map(|i| list[i]);
            let verb = before.filter(|(chunk, _)| *chunk == Chunk::Verb).map(|(_, verb)| verb);
            let opens = list[..i].iter().all(|(chunk, _)| !matches!(chunk, Chunk::Noun | Chunk::Verb));
            let role = match verb {
                _ if opens => Sign::Subject,
                Some(_) => Sign::Object,
                None => Sign::Other,
            };
            let mut signs = Signs::default().with(role);
            let founds =
                |verb: Range| clause.iter().any(|t| t.to == verb.1 && clause::founds(self.text, (t.from, t.to)));
            if verb.is_some_and(founds) {
                signs = signs.with(Sign::Founded);
            }
            if clause::vague(self.text, range) {
                signs = signs.with(Sign::Vague);
            }
            out.push(Noun { range: self.scope(range), signs });
        }
        out
    }

    /// What holds for every way to say what a number counts.
    fn facts(&self, number: &Number<'_>) -> Facts {
        let mut facts = Facts::default().with(Fact::Always).with(self.kind(number.reading));
        for (holds, fact) in [
            (number.here.is_some(), Fact::Here),
            (number.before.agent.is_some(), Fact::Agent),
            (number.before.verb.is_some(), Fact::Verb),
        ] {
            if holds {
                facts = facts.with(fact);
            }
        }
        match number.last {
            None => facts.with(Fact::First),
            Some(last) => facts.and(self.after(number, last)),
        }
    }

    /// What stands around a number.
    fn around(&self, number: &Number<'_>) -> Facts {
        let tokens = &self.sentence.tokens;
        let hedges = |t: &&Token| t.class == Class::Adverb && clause::hedges(self.text, (t.from, t.to));
        let next = tokens[number.at + 1..].iter().find(|t| !hedges(t));
        let mut facts = Facts::default().with(match next.map(|t| t.class) {
            Some(Class::Of) => Fact::NextOf,
            Some(class) if class.nominal() => Fact::NextNoun,
            Some(Class::Verb | Class::Light | Class::Change) => Fact::NextVerb,
            Some(Class::Mark) | None => Fact::NextMark,
            Some(Class::Number(_)) => Fact::NextNumber,
            Some(Class::List | Class::Conjunction) => Fact::NextList,
            Some(_) => Fact::NextOther,
        });
        if number.before.empty {
            facts = facts.with(Fact::Empty);
        }
        if let Some(noun) = number.before.noun {
            facts = facts.and(weights::length(Fact::Noun2, noun.1 - noun.0));
            if clause::general(self.text, noun) {
                facts = facts.with(Fact::NounGeneral);
            }
            if clause::rate(self.text, noun) {
                facts = facts.with(Fact::NounRate);
            }
            if self.inside(noun).iter().any(|t| t.class == Class::Name) {
                facts = facts.with(Fact::NounNamed);
            }
        }
        facts
    }

    /// What a number is.
    fn kind(&self, reading: &Reading) -> Fact {
        let sort = reading.unit_id.map(|unit| Units::builtin().get(unit).sort);
        match (reading.kind, sort) {
            (Kind::Percent | Kind::Index, _) => Fact::Share,
            (Kind::Money, _) | (_, Some(Sort::Money)) => Fact::Money,
            (_, Some(Sort::Measure)) => Fact::Measure,
            _ if self.person(reading) => Fact::People,
            _ if super::deed(reading) => Fact::Deeds,
            (_, Some(Sort::Classifier)) => Fact::Things,
            _ => Fact::Bare,
        }
    }

    /// How a number stands to the figure before it.
    fn after(&self, number: &Number<'_>, last: &Last) -> Facts {
        let (before, reading) = (&self.readings[last.reading], number.reading);
        let same = self.words(before.unit) == self.words(reading.unit);
        let mut facts = Facts::default().with(if same { Fact::SameUnit } else { Fact::OtherUnit });
        match (self.kind(before), self.kind(reading)) {
            (a, b) if a == b => facts = facts.with(Fact::SameKind),
            (_, Fact::Share) => facts = facts.with(Fact::ShareAfter),
            (_, Fact::Money) => facts = facts.with(Fact::MoneyAfter),
            _ => {}
        }
        let tokens = &self.sentence.tokens;
        let from = tokens.partition_point(|t| t.from < before.end as usize).min(number.at);
        let marks = || tokens[from..number.at].iter().filter(|t| t.class == Class::Mark);
        if marks().any(|t| self.parts(t)) {
            facts = facts.with(Fact::Parted);
        }
        facts.with([Fact::Gap0, Fact::Gap1, Fact::Gap2, Fact::Gap3][marks().count().min(3)])
    }

    /// Whether a mark sets what follows side by side with what stands before: a semicolon.
    fn parts(&self, mark: &Token) -> bool {
        matches!(self.text[mark.from], '；' | ';')
    }

    /// What later figures lean on, of a subject that was chosen.
    pub(super) fn told(&self, n: usize, number: &Number<'_>, choice: Choice) -> Last {
        let Choice { core, whose, parts } = choice;
        let before = &number.before;
        let earlier = number.last.and_then(|last| last.head);
        let short = |verb: &Range, noun: Range| verb.1 - verb.0 + noun.1 - noun.0 <= SCOPE;
        let (head, verb) = match core {
            Core::After | Core::VerbAfter | Core::AfterSaid => {
                (Some(parts[usize::from(core == Core::VerbAfter)]), before.verb.filter(|_| before.noun.is_none()))
            }
            Core::Before | Core::VerbBefore | Core::SharedVerbBefore => {
                let noun = parts[parts.len() - 1];
                let shared = number.last.and_then(|last| last.verb).filter(|_| core == Core::SharedVerbBefore);
                (Some(noun), shared.or(before.verb).filter(|verb| short(verb, noun)))
            }
            // 会员70人，今年新增12人
            Core::Verb => {
                let same = number.last.filter(|last| {
                    self.words(self.readings[last.reading].unit) == self.words(number.reading.unit)
                        && self.near(last.reading, n)
                });
                let verb = before.verb.filter(|verb| verb.1 - verb.0 >= 4);
                (same.and_then(|last| last.head).or(verb), None)
            }
            Core::Phrase | Core::Between => (parts.first().copied(), None),
            Core::Said | Core::Earlier => (earlier, None),
            Core::Nothing => (whose, None),
        };
        let counted = matches!(core, Core::After | Core::VerbAfter | Core::AfterSaid);
        let stop = number.after.filter(|_| counted).map(|(_, stop)| stop);
        // 31家会员发起…: who is counted acts.
        let acts = stop.and_then(|stop| self.sentence.tokens.get(stop)).is_some_and(|t| {
            matches!(
                t.class,
                Class::Verb | Class::Change | Class::Light | Class::Adverb | Class::Preposition | Class::Time
            )
        });
        let mut subject: Parts = whose.into_iter().chain(parts).collect();
        // 会员58家，总数431家: what the clause adds stands behind.
        if core == Core::Earlier {
            subject.sort_unstable();
        }
        Last {
            reading: n,
            subject,
            head,
            noun_end: number.after.filter(|_| counted).map_or(0, |(noun, _)| noun.1),
            verb,
            acts: acts && before.verb.is_none() && before.noun.is_none(),
        }
    }

    /// 未依规定者处…罚款, 诱导未成年人打赏的，最高罚款…: whoever is fined is told by the clause before.
    fn offender(&self, number: &Number<'_>) -> Option<Range> {
        let tokens = &self.sentence.tokens;
        let fine = |range: Range| self.text[range.0..range.1].contains(&'罚');
        let before = [number.before.noun, number.before.verb].into_iter().flatten().any(fine);
        let after = tokens.get(number.at + 1).is_some_and(|t| fine((t.from, t.to)));
        let end = number.clause.checked_sub(1).filter(|_| before || after)?;
        let begin = tokens[..end].iter().rposition(|t| t.class == Class::Mark).map_or(0, |i| i + 1);
        let (first, last) = (tokens.get(begin)?, tokens[begin..end].last()?);
        let to = match self.text[last.to - 1] {
            '的' => last.to - 1,
            '者' => last.to,
            _ => return None,
        };
        (to > first.from && to - first.from <= LONG).then_some((first.from, to))
    }
}

/// Whether words hold a name in quotes.
fn named(words: &[char]) -> bool {
    words.iter().any(|c| matches!(c, '“' | '「' | '《'))
}

/// Whether a range touches none of the others.
fn apart(range: Range, others: &[Range]) -> bool {
    others.iter().all(|other| range.1 <= other.0 || other.1 <= range.0)
}
