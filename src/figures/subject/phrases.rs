//! The phrases of a stretch of words: noun phrases, verbs, words of being, phrases with a preposition; and what the words
//! before a number come to.

use crate::figures::clause::{self, Class, Range, Token};

/// What the words before a number come to.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Before {
    /// Who does it.
    pub agent: Option<Range>,
    pub verb: Option<Range>,
    pub noun: Option<Range>,
    /// For whom or what.
    pub phrase: Option<Range>,
    /// The phrase is all there is: 对美出口.
    pub directed: bool,
    /// Nothing but words of being and growing.
    pub empty: bool,
}

/// A phrase.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Chunk {
    Noun,
    Verb,
    Light,
    Phrase,
    Comparison,
}

/// As many phrases as a clause seldom has more of.
const CLAUSE: usize = 12;

/// The chunks of some words: noun phrases, verbs, words of being, phrases with a preposition.
pub fn chunks(text: &[char], tokens: &[Token]) -> Vec<(Chunk, Range)> {
    let mut out: Vec<(Chunk, Range)> = Vec::with_capacity(tokens.len().min(CLAUSE));
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
            // 会员从成立时的48人增至…: what stands before the time is not part of it.
            Class::Closing => {
                let since = out
                    .iter()
                    .rposition(|(chunk, range)| *chunk == Chunk::Phrase && matches!(text[range.0], '从' | '由' | '自'));
                out.truncate(since.unwrap_or(0));
            }
            // 把产值再垫高一倍: the object stands in front.
            Class::Preposition if clause::fronts(text, (token.from, token.to)) => {}
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

/// What the words before a number come to, `all` being their phrases.
pub fn before(text: &[char], tokens: &[Token], all: &[(Chunk, Range)]) -> Before {
    let compared = all.iter().position(|(chunk, _)| *chunk == Chunk::Comparison);
    let mut list = &all[..compared.unwrap_or(all.len())];
    let mut out = Before::default();
    if compared == Some(0) {
        // 比年初多了: nothing of its own.
        out.empty = true;
        return out;
    }
    let bare = |(chunk, range): &(Chunk, Range)| {
        let inside = || tokens.iter().filter(|t| t.from >= range.0 && t.to <= range.1);
        let sets = || inside().next().is_some_and(|t| clause::directs(text, (t.from, t.to)));
        *chunk == Chunk::Light || *chunk == Chunk::Phrase && (!sets() || inside().all(|t| !t.class.nominal()))
    };
    while let Some(((_, light), rest)) = list.split_last().filter(|(last, _)| bare(last)) {
        list = rest;
        // 铺到1.1万个: the verb says no more than that a number is reached.
        let reaches = matches!(text[light.0..light.1], ['到' | '至' | '为' | '成']);
        if reaches
            && let [rest @ .., (Chunk::Verb, verb)] = list
            && verb.1 == light.0
            && !rest.is_empty()
        {
            list = rest;
        }
    }
    let nouns = |list: &[(Chunk, Range)]| list.iter().rev().find(|(chunk, _)| *chunk == Chunk::Noun).map(|c| c.1);
    let phrase = list.iter().rev().find(|(chunk, _)| *chunk == Chunk::Phrase).map(|c| c.1);
    match list {
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
