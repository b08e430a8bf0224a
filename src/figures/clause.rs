//! A sentence as words that know what they do in it: nouns, verbs, words of being and growing, numbers, names in quotes.
//!
//! Words come from the dictionary that the whole program cuts with; `assets/clauses.toml` says what they do where the
//! dictionary does not know. Not a parser: what stands in which order is for [`super::subject`] to read.

use std::sync::{Arc, LazyLock};

use serde::Deserialize;

use super::Tier;
use super::grammar::Reading;
use super::lexicon::Lexicon;
use super::{Kind, syntax};
use crate::text::{Part, Segmenter};

/// A range of places of the folded text.
pub type Range = (usize, usize);

/// What a word does in its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    Noun,
    Place,
    /// What stands in quotes or title marks.
    Name,
    Verb,
    /// A verb that may be a noun here; only while a sentence is being read.
    VerbOrNoun,
    /// Being, having, reaching: stands between a noun and its number.
    Light,
    /// Growing and falling.
    Change,
    Adverb,
    Preposition,
    Comparison,
    Conjunction,
    Particle,
    /// 的
    Of,
    /// 市府, 其, 记者: a subject that tells nothing.
    Nobody,
    Time,
    Locative,
    /// 后, 以来: ends a clause of time.
    Closing,
    /// 一个, 一批
    Quantity,
    /// 每亩
    Denominator,
    /// Which reading.
    Number(usize),
    /// 、
    List,
    /// Ends a clause.
    Mark,
}

impl Class {
    pub fn nominal(self) -> bool {
        matches!(self, Self::Noun | Self::Place | Self::Name | Self::Quantity)
    }
}

/// A word and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    pub class: Class,
    pub from: usize,
    pub to: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    light: String,
    change: String,
    adverb: String,
    preposition: String,
    comparison: String,
    conjunction: String,
    particle: String,
    nobody: String,
    people: String,
    offices: String,
    speech: String,
    founding: String,
    verb: String,
    short_verb: String,
    noun: String,
    nominal: String,
    closing: String,
    general: String,
    currency: String,
    rates: String,
    fronting: String,
    directing: String,
    hedge: String,
    locative: String,
    documents: String,
}

/// Words by what they do.
struct Words {
    classes: Lexicon<Class>,
    prepositions: Lexicon<()>,
    people: Lexicon<()>,
    offices: Lexicon<()>,
    speech: Lexicon<()>,
    general: Lexicon<()>,
    currency: Lexicon<()>,
    rates: Lexicon<()>,
    fronting: Lexicon<()>,
    directing: Lexicon<()>,
    hedge: Lexicon<()>,
    founding: Lexicon<()>,
    short_verbs: Lexicon<()>,
    nominal: Lexicon<()>,
    documents: Lexicon<()>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let table: Table =
        toml::from_str(include_str!("../../assets/clauses.toml")).expect("a test reads the table that is built in");
    let classes = [
        (&table.noun, Class::Noun),
        (&table.comparison, Class::Comparison),
        (&table.light, Class::Light),
        (&table.change, Class::Change),
        (&table.particle, Class::Particle),
        (&table.preposition, Class::Preposition),
        (&table.conjunction, Class::Conjunction),
        (&table.adverb, Class::Adverb),
        (&table.nobody, Class::Nobody),
        (&table.verb, Class::Verb),
        (&table.founding, Class::Verb),
        (&table.closing, Class::Closing),
        (&table.locative, Class::Locative),
    ];
    let set = |list: &str| Lexicon::forwards(list.split_whitespace().map(|word| (word, ())));
    Words {
        classes: Lexicon::forwards(
            classes.iter().flat_map(|(list, class)| list.split_whitespace().map(|word| (word, *class))),
        ),
        prepositions: set(&table.preposition),
        people: set(&table.people),
        offices: set(&table.offices),
        speech: set(&table.speech),
        general: set(&table.general),
        currency: set(&table.currency),
        rates: set(&table.rates),
        fronting: set(&table.fronting),
        directing: set(&table.directing),
        hedge: set(&table.hedge),
        founding: set(&table.founding),
        short_verbs: set(&table.short_verb),
        nominal: set(&table.nominal),
        documents: set(&table.documents),
    }
});

/// Whether the object of the verb is what a passage goes on to speak of: 成立, 举办, 推出.
pub fn founds(text: &[char], verb: Range) -> bool {
    WORDS.founding.exact(text, verb.0, verb.1 - verb.0).is_some()
}

/// Whether a noun names people or an office that says little of whose a number is: 市民, 记者.
pub fn vague(text: &[char], noun: Range) -> bool {
    let ends = |len: usize| noun.1 - noun.0 >= len && WORDS.offices.exact(text, noun.1 - len, len).is_some();
    WORDS.people.exact(text, noun.0, noun.1 - noun.0).is_some() || (1..=4).any(ends)
}

/// Whether a name in title marks is that of a report or a rule, which tells figures and has none: 《…统计报告》.
pub fn document(text: &[char], name: Range) -> bool {
    let close = text[name.0..name.1].iter().position(|c| *c == '》').map_or(name.0, |at| name.0 + at);
    let ends = |len: usize| close - name.0 > len && WORDS.documents.exact(text, close - len, len).is_some();
    text[name.0] == '《' && (1..=3).any(ends)
}

/// Whether a noun is a quantity of something that was told before: 总数, 占比.
pub fn general(text: &[char], noun: Range) -> bool {
    WORDS.general.exact(text, noun.0, noun.1 - noun.0).is_some()
}

/// Whether a word behind a number only hedges it: 以上, 左右.
pub fn hedges(text: &[char], word: Range) -> bool {
    WORDS.hedge.exact(text, word.0, word.1 - word.0).is_some()
}

/// Whether a preposition says for whom or towards what: 对, 替.
pub fn directs(text: &[char], word: Range) -> bool {
    WORDS.directing.exact(text, word.0, word.1 - word.0).is_some()
}

/// Whether a preposition puts the object in front of its verb: 把.
pub fn fronts(text: &[char], word: Range) -> bool {
    WORDS.fronting.exact(text, word.0, word.1 - word.0).is_some()
}

/// Whether a noun ends as rates and amounts do: 修补率, 成交额.
pub fn rate(text: &[char], noun: Range) -> bool {
    (1..=2).any(|len| noun.1 - noun.0 >= len && WORDS.rates.exact(text, noun.1 - len, len).is_some())
}

/// Whether a word says that somebody says something.
pub fn speaks(text: &[char], word: Range) -> bool {
    WORDS.speech.exact(text, word.0, word.1 - word.0).is_some()
}

/// How long a name in quotes may be; what is longer is speech.
const NAME: usize = 20;

/// The words of a stretch of text, `readings` being all those of the text and `first` the first that may lie in it.
pub fn tokens(text: &[char], readings: &[Reading], first: usize, range: Range) -> Vec<Token> {
    let mut out = Vec::new();
    Reader::new(text, readings, first, range).read(range.1, &mut out);
    out
}

/// The noun that begins at `from`, within `limit`; empty where none does.
pub fn noun(text: &[char], from: usize, limit: usize) -> Range {
    let tokens = tokens(text, &[], 0, (from, limit.min(text.len()).max(from)));
    let end = tokens.iter().take_while(|t| t.class.nominal()).last().map_or(from, |t| t.to);
    (from, end)
}

/// Readings and denominators as tokens, in order.
fn specials(readings: &[Reading], first: usize, range: Range) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::new();
    let push = |class, from: usize, to: usize, out: &mut Vec<Token>| {
        let from = out.last().map_or(from, |last| from.max(last.to));
        if from < to && to <= range.1 {
            out.push(Token { class, from, to });
        }
    };
    for (n, r) in readings.iter().enumerate().skip(first) {
        if r.start as usize >= range.1 {
            break;
        }
        if (r.start as usize) < range.0 {
            continue;
        }
        if let Some((from, to)) = r.denominator.filter(|d| (d.0 as usize) >= range.0 && d.1 <= r.start) {
            push(Class::Denominator, from as usize, to as usize, &mut out);
        }
        let class = match (r.tier, r.kind) {
            (Tier::Ordinal, _) => Class::Noun,
            (_, Kind::Date | Kind::Duration) | (Tier::Time, _) => Class::Time,
            (Tier::Weak, _) => Class::Quantity,
            _ => Class::Number(n),
        };
        push(class, r.start as usize, r.end as usize, &mut out);
        if matches!(class, Class::Number(_)) {
            push(Class::Adverb, r.end as usize, r.outer.1.max(r.end) as usize, &mut out);
        }
    }
    out
}

/// Reads the words of a stretch of text, clause by clause, as far as they are wanted.
#[derive(Clone, Default)]
pub struct Reader<'a> {
    /// Asked for when the first words are cut, unless it was handed in.
    segmenter: Option<Arc<Segmenter>>,
    text: &'a [char],
    range: Range,
    specials: Vec<Token>,
    next: usize,
    /// How far it has read.
    at: usize,
    /// Where the words begin that were passed and not yet cut.
    stretch: usize,
    words: String,
    parts: Vec<(usize, Part)>,
}

impl<'a> Reader<'a> {
    /// `readings` are all those of the text, `first` the first that may lie in the stretch.
    pub fn new(text: &'a [char], readings: &[Reading], first: usize, range: Range) -> Self {
        let specials = specials(readings, first, range);
        Self { text, range, specials, at: range.0, stretch: range.0, ..Self::default() }
    }

    /// The same with the segmenter at hand: whoever reads many stretches asks for it once.
    pub fn with(self, segmenter: Arc<Segmenter>) -> Self {
        Self { segmenter: Some(segmenter), ..self }
    }

    /// Reads on past the mark that ends the clause of the place before `until`, adding to what was read before.
    pub fn read(&mut self, until: usize, out: &mut Vec<Token>) {
        let settled = out.len();
        let ended = |reader: &Self, out: &[Token]| {
            reader.at >= until && reader.stretch == reader.at && out.last().is_some_and(|t| t.class == Class::Mark)
        };
        while self.at < self.range.1 && !ended(self, out) {
            self.step(out);
        }
        if self.at >= self.range.1 {
            self.cut(self.range.1, out);
            self.stretch = self.range.1;
        }
        // What a word does hangs on its neighbours, and a mark is no one's.
        resolve(self.text, out, settled);
    }

    fn step(&mut self, out: &mut Vec<Token>) {
        let at = self.at;
        while self.specials.get(self.next).is_some_and(|s| s.from < at) {
            self.next += 1;
        }
        if let Some(&special) = self.specials.get(self.next).filter(|s| s.from == at) {
            self.cut(at, out);
            out.push(special);
            self.next += 1;
            (self.at, self.stretch) = (special.to, special.to);
            return;
        }
        let (class, len) = match self.text[at] {
            '“' | '「' | '《' | '『' | '‘' => match self.name(at) {
                Some(len) => (Class::Name, len),
                None => (Class::Mark, 1),
            },
            '(' => match self.bracket(at) {
                // 县（市、区）
                Some(len) if len <= 7 && self.text[at..at + len].contains(&'、') => (Class::Noun, len),
                Some(len) => (Class::Particle, len),
                None => (Class::Mark, 1),
            },
            '、' => (Class::List, 1),
            '等' if !self
                .text
                .get(at + 1)
                .is_some_and(|c| matches!(c, '级' | '待' | '于' | '候' | '同' | '额' | '离'))
                && (at == 0 || !matches!(self.text[at - 1], '高' | '中' | '初' | '平' | '优' | '劣' | '上' | '何')) =>
            {
                (Class::List, 1)
            }
            '的' => match self.text.get(at + 1) {
                Some('话') => (Class::Adverb, 2),
                _ => (Class::Of, 1),
            },
            '-' if self.text.get(at + 1) == Some(&'-') => (Class::Mark, 2),
            // Most are Han characters, which the general question takes long for.
            c if matches!(c, '\u{4E00}'..='\u{9FFF}')
                || c.is_alphanumeric()
                || matches!(c, '·' | '-' | '+' | '.' | '&' | '/') =>
            {
                self.at += 1;
                return;
            }
            ' ' | '\u{3000}' => (Class::Particle, 1),
            _ => (Class::Mark, 1),
        };
        // The dictionary has words with 的 in them (目的, 的士), but prose of this kind hardly does.
        if class == Class::Of && at > 0 && self.text[at - 1] == '目' {
            self.at += 1;
            return;
        }
        self.cut(at, out);
        out.push(Token { class, from: at, to: at + len });
        (self.at, self.stretch) = (at + len, at + len);
    }

    /// How long the name in quotes at `at` is; none for speech, and where a number counts inside.
    fn name(&self, at: usize) -> Option<usize> {
        let close = match self.text[at] {
            '“' => '”',
            '「' => '」',
            '《' => '》',
            '『' => '』',
            _ => '’',
        };
        let limit = self.range.1.min(at + NAME + 2);
        let len = self.text[at + 1..limit].iter().position(|&c| c == close)? + 2;
        let inside = &self.text[at..at + len];
        let speech = inside.iter().any(|c| matches!(c, '，' | '。' | '！' | '？' | ','));
        let counts = |s: &Token| matches!(s.class, Class::Number(_)) && s.from >= at && s.to < at + len;
        (!speech && !self.specials[self.next..].iter().take(6).any(counts)).then_some(len)
    }

    /// How long the aside in brackets at `at` is, unless a number counts inside.
    fn bracket(&self, at: usize) -> Option<usize> {
        let limit = self.range.1.min(at + NAME + 2);
        let len = self.text[at..limit].iter().position(|&c| c == ')')? + 1;
        let counts = |s: &Token| matches!(s.class, Class::Number(_)) && s.from >= at && s.to < at + len;
        (!self.specials[self.next..].iter().take(6).any(counts)).then_some(len)
    }

    /// Cuts the words passed since the last token.
    fn cut(&mut self, end: usize, out: &mut Vec<Token>) {
        let (text, start) = (self.text, self.stretch);
        if start >= end {
            return;
        }
        self.words.clear();
        self.words.reserve(3 * (end - start));
        self.words.extend(&text[start..end]);
        self.segmenter.get_or_insert_with(Segmenter::shared).parts(&self.words, &mut self.parts);
        let parts = &*self.parts;
        let mut at = start;
        let mut i = 0;
        while i < parts.len() {
            if let Some(len) = syntax::denominator(text, at, end) {
                let class = if text[at] == '每' { Class::Denominator } else { Class::Noun };
                out.push(Token { class, from: at, to: at + len });
                let stop = at + len;
                while i < parts.len() && at < stop {
                    at += parts[i].0;
                    i += 1;
                }
                if at > stop {
                    out.push(Token { class: Class::Noun, from: stop, to: at });
                }
                continue;
            }
            let (mut len, part) = parts[i];
            let mut taken = 1;
            let longest = WORDS.classes.at(text, at).map(|(long, class)| (long, *class));
            // Several words of the dictionary may be one of ours, or the name of a place.
            let longer = longest.filter(|(long, _)| *long > len);
            let mut class = match longest {
                Some((long, class)) if long == len => Some(class),
                Some(_) if longer.is_some() => WORDS.classes.exact(text, at, len).copied(),
                _ => None,
            };
            let place = if class.is_none() { syntax::place(text, at).filter(|long| *long > len) } else { None };
            for (long, found) in longer.into_iter().chain(place.map(|long| (long, Class::Place))) {
                let (count, sum) = covering(&parts[i..], long);
                if sum == long && at + long <= end {
                    (len, taken, class) = (long, count, Some(found));
                    break;
                }
                // 占|比达
                let rest = (at + long, sum - long.min(sum));
                if rest.1 == 1 && at + sum <= end && WORDS.classes.exact(text, rest.0, 1) == Some(&Class::Light) {
                    out.push(Token { class: found, from: at, to: at + long });
                    (at, len, taken, class) = (rest.0, 1, count, Some(Class::Light));
                    break;
                }
            }
            let class = class.unwrap_or(match part {
                _ if syntax::period(text, at).is_some_and(|n| n == len) => Class::Time,
                Part::Verb if len > 1 => Class::Verb,
                Part::VerbalNoun if len > 1 => Class::VerbOrNoun,
                Part::Adverb if len > 1 => Class::Adverb,
                Part::Time if len > 1 => Class::Time,
                Part::Conjunction if len > 1 => Class::Conjunction,
                Part::Preposition if len > 1 => Class::Preposition,
                Part::Pronoun => Class::Nobody,
                Part::Place if len > 1 => Class::Place,
                _ if syntax::place(text, at).is_some_and(|n| n == len) => Class::Place,
                _ => Class::Noun,
            });
            out.push(Token { class, from: at, to: at + len });
            at += len;
            i += taken;
        }
    }
}

/// How many words cover the first `long` code points, and how many they have.
fn covering(parts: &[(usize, Part)], long: usize) -> (usize, usize) {
    let mut sum = 0;
    let count = parts.iter().take_while(|(len, _)| {
        let more = sum < long;
        sum += if more { *len } else { 0 };
        more
    });
    (count.count(), sum)
}

/// Settles what the words from token `i` on do by their neighbours.
fn resolve(text: &[char], tokens: &mut Vec<Token>, mut i: usize) {
    while i < tokens.len() {
        let token = tokens[i];
        let next = tokens.get(i + 1).copied().filter(|next| next.from == token.to);
        let before = i.checked_sub(1).map(|b| tokens[b]).filter(|b| b.to == token.from);
        let follows = next.map(|n| n.class);
        let class = match token.class {
            // 为牧民代办 beside 为500万元.
            Class::Light
                if WORDS.prepositions.exact(text, token.from, token.to - token.from).is_some()
                    && follows.is_some_and(|c| c.nominal() || matches!(c, Class::Nobody)) =>
            {
                Class::Preposition
            }
            Class::Preposition
                if matches!(text[token.from], '与' | '同' | '跟')
                    && before.is_some_and(|b| b.class.nominal())
                    && follows.is_some_and(Class::nominal) =>
            {
                Class::Conjunction
            }
            // “智慧灯柱”计划
            Class::Adverb
                if before.is_some_and(|b| b.class == Class::Name)
                    && text[token.from..token.to] == ['计', '划']
                    && !matches!(follows, Some(Class::Number(_))) =>
            {
                Class::Noun
            }
            // 不实信息, 不合格, 未整改: without it the word says the contrary.
            Class::Adverb
                if token.to - token.from == 1
                    && matches!(text[token.from], '不' | '未')
                    && next.is_some_and(|n| matches!(n.class, Class::Noun | Class::Verb | Class::VerbOrNoun)) =>
            {
                tokens[i + 1].from = token.from;
                tokens.remove(i);
                continue;
            }
            // 网上可办率
            Class::Adverb
                if token.to - token.from == 1
                    && before.is_some_and(|b| b.class.nominal())
                    && next.is_some_and(|n| n.to - n.from == 1 && matches!(n.class, Class::Noun | Class::Verb))
                    && tokens
                        .get(i + 2)
                        .is_some_and(|n| WORDS.nominal.exact(text, n.from, n.to - n.from).is_some()) =>
            {
                tokens[i + 1].from = token.from;
                tokens.remove(i);
                continue;
            }
            // 户均增收, 户均年增收
            Class::Noun if text[token.to - 1] == '均' && token.to - token.from == 2 => {
                let year = next.filter(|n| n.to - n.from == 1 && matches!(text[n.from], '年' | '月' | '日'));
                let at = i + 1 + usize::from(year.is_some());
                let does = tokens.get(at).is_some_and(|t| {
                    t.from == year.map_or(token.to, |year| year.to)
                        && matches!(t.class, Class::Verb | Class::VerbOrNoun | Class::Change)
                });
                if does {
                    tokens[at] = Token { class: Class::Noun, from: token.from, to: tokens[at].to };
                    tokens.drain(i..at);
                    continue;
                }
                Class::Noun
            }
            // 短影音征集收到: a doing that has its own noun.
            Class::Verb | Class::VerbOrNoun
                if before.is_some_and(|b| b.class.nominal())
                    && follows == Some(Class::Verb)
                    && next.is_some_and(|n| matches!(text[n.to - 1], '到' | '出' | '得' | '获' | '达')) =>
            {
                Class::Noun
            }
            // 网络阅读点击总量: verbs between nouns of a noun that ends in 量.
            Class::Verb | Class::VerbOrNoun
                if before.is_some_and(|b| b.class == Class::Noun)
                    && next.is_some_and(|n| n.class == Class::Noun && made(text, n)) =>
            {
                tokens[i].class = Class::Noun;
                i += 1;
                continue;
            }
            // 办结率, 监测平台: a noun of the verb.
            Class::Verb | Class::VerbOrNoun | Class::Change
                if next.is_some_and(|n| {
                    n.class == Class::Noun && WORDS.nominal.exact(text, n.from, n.to - n.from).is_some()
                }) =>
            {
                tokens[i + 1] = Token { class: Class::Noun, from: token.from, to: tokens[i + 1].to };
                tokens.remove(i);
                // What stands before may be a verb of it.
                i = i.saturating_sub(1);
                continue;
            }
            Class::VerbOrNoun => {
                let noun_before = before.is_some_and(|b| b.class.nominal());
                let noun_after = follows.is_some_and(|c| c.nominal() || matches!(c, Class::VerbOrNoun));
                if !noun_before && noun_after { Class::Verb } else { Class::Noun }
            }
            Class::Noun if token.to - token.from == 1 => {
                let marked =
                    next.is_some_and(|n| n.class == Class::Particle && matches!(text[n.from], '了' | '过' | '着'));
                let counts = next
                    .is_none_or(|n| matches!(n.class, Class::Number(_) | Class::Adverb | Class::Light | Class::Change));
                let verb = marked || counts && WORDS.short_verbs.exact(text, token.from, 1).is_some();
                if verb { Class::Verb } else { Class::Noun }
            }
            Class::Noun
                if WORDS.currency.exact(text, token.from, token.to - token.from).is_some()
                    && matches!(follows, Some(Class::Number(_))) =>
            {
                Class::Adverb
            }
            // 90后
            Class::Closing if before.is_some_and(|b| matches!(b.class, Class::Quantity | Class::Number(_))) => {
                Class::Noun
            }
            class => class,
        };
        tokens[i].class = class;
        i += 1;
    }
}

/// Whether a noun was made of a verb by its last word.
fn made(text: &[char], noun: Token) -> bool {
    (1..=2).any(|len| noun.to - noun.from > len && WORDS.nominal.exact(text, noun.to - len, len).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::{fold, grammar};

    #[test]
    fn words_know_what_they_do() {
        let check = |source: &str, want: &str| {
            let (text, traditional) = fold::read(source);
            let readings = grammar::scan(&text, traditional);
            let got: Vec<String> = tokens(&text, &readings, 0, (0, text.len()))
                .iter()
                .map(|t| {
                    let words: String = text[t.from..t.to].iter().collect();
                    let words = words.replace('(', "（").replace(')', "）");
                    let class = format!("{:?}", t.class);
                    format!("{words}/{}", class.chars().next().unwrap())
                })
                .collect();
            assert_eq!(got.join(" "), want);
        };
        check("注销违规账号7.9万个", "注销/V 违规/V 账号/N 7.9万个/N");
        check("“叮咚”勸阻專線攔下贓款近1.9億元", "“叮咚”/N 劝阻专线/N 拦下/V 赃款/N 近/L 1.9亿元/N");
        check("研发人员占比达31%", "研发/N 人员/N 占比/N 达/L 31%/N");
        check("为村民代办手续", "为/P 村民/N 代办手续/N");
        check("举报办结率由81%升至99%", "举报/V 办结率/N 由/P 81%/N 升至/C 99%/N");
        check("网上可办率达98%", "网上/N 可办/N 率/N 达/L 98%/N");
        check("抽检不合格19批次，未整改5家", "抽检/V 不合格/N 19批次/N ，/M 未整改/V 5家/N");
        check("投入12亿元（含地方配套），", "投入/V 12亿元/N （含地方配套）/P ，/M");
    }

    #[test]
    fn quotes_are_names_unless_they_speak() {
        let names = |source: &str| {
            let (text, traditional) = fold::read(source);
            let readings = grammar::scan(&text, traditional);
            tokens(&text, &readings, 0, (0, text.len())).iter().filter(|t| t.class == Class::Name).count()
        };
        assert_eq!(names("“护苗”行动走进校园"), 1);
        assert_eq!(names("他说：“今年多卖了三万元”"), 0, "a number that counts");
        assert_eq!(names("他说：“好，就这么办”"), 0, "a comma");
        assert_eq!(names("他说：“话还没完"), 0, "no end");
    }
}
