//! What characters speak for at the edges of what could be said of a number: `assets/edges.toml`.
//!
//! The last characters of a word tell what sort of thing it names (…率, …平台, …人员), those around it how it stands in its clause,
//! those beside the number how it is told. Their weights were fitted together with those of [`super::weights`].

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use serde::Deserialize;

use super::weights::Core;

/// The weights as the asset has them, in hundredths, by one or two characters (folded; digits as 0).
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asset {
    /// The end of the word that says whose it is.
    whose: BTreeMap<String, i16>,
    /// The end of what is counted, where nothing says whose.
    nobody: BTreeMap<String, i16>,
    /// Before and behind the word that says whose it is.
    ahead: BTreeMap<String, i16>,
    behind: BTreeMap<String, i16>,
    /// Before the number, where something says whose it is and where nothing does.
    beside_whose: BTreeMap<String, i16>,
    beside_nobody: BTreeMap<String, i16>,
    /// Before and after the number, for each way to name what is counted.
    before: BTreeMap<Core, BTreeMap<String, i16>>,
    after: BTreeMap<Core, BTreeMap<String, i16>>,
}

const WHOSE: usize = 0;
const NOBODY: usize = 1;
const AHEAD: usize = 2;
const BEHIND: usize = 3;
const BESIDE_WHOSE: usize = 4;
const BESIDE_NOBODY: usize = 5;
const BEFORE: usize = 6;
const AFTER: usize = BEFORE + CORES;
const ROWS: usize = AFTER + CORES;
const CORES: usize = Core::Nothing as usize + 1;

struct Weights {
    /// Which of `single` a character of the basic plane has; the first has none.
    ids: Box<[u16]>,
    single: Vec<[i16; ROWS]>,
    /// Of [`WHOSE`] and [`NOBODY`], by the ids of both characters.
    pairs: HashMap<(u16, u16), [i16; 2]>,
}

static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| {
    let asset: Asset =
        toml::from_str(include_str!("../../../assets/edges.toml")).expect("a test reads the weights that are built in");
    let mut weights =
        Weights { ids: vec![0; 0x1_0000].into_boxed_slice(), single: vec![[0; ROWS]], pairs: HashMap::new() };
    let plain = [
        (WHOSE, asset.whose),
        (NOBODY, asset.nobody),
        (AHEAD, asset.ahead),
        (BEHIND, asset.behind),
        (BESIDE_WHOSE, asset.beside_whose),
        (BESIDE_NOBODY, asset.beside_nobody),
    ];
    let before = asset.before.into_iter().map(|(core, row)| (BEFORE + core as usize, row));
    let after = asset.after.into_iter().map(|(core, row)| (AFTER + core as usize, row));
    for (row, entries) in plain.into_iter().chain(before).chain(after) {
        for (words, weight) in entries {
            let mut chars = words.chars();
            match (chars.next(), chars.next()) {
                (Some(a), Some(b)) if row < 2 => {
                    let pair = (weights.id(a), weights.id(b));
                    weights.pairs.entry(pair).or_default()[row] = weight;
                }
                (Some(c), None) => {
                    let id = weights.id(c);
                    weights.single[usize::from(id)][row] = weight;
                }
                _ => {}
            }
        }
    }
    weights
});

impl Weights {
    /// The id of a character, a new one where it has none; characters beyond the basic plane have none.
    fn id(&mut self, c: char) -> u16 {
        let Some(id) = self.ids.get_mut(c as usize) else { return 0 };
        if *id == 0 {
            *id = self.single.len() as u16;
            self.single.push([0; ROWS]);
        }
        *id
    }

    fn known(&self, c: char) -> u16 {
        self.ids.get(c as usize).copied().unwrap_or(0)
    }

    fn of(&self, row: usize, words: &[char]) -> i32 {
        let weight = match *words {
            [c] => self.single[usize::from(self.known(c))][row],
            [a, b] => {
                let pair = (self.known(a), self.known(b));
                if pair.0 == 0 || pair.1 == 0 { 0 } else { self.pairs.get(&pair).map_or(0, |weights| weights[row]) }
            }
            _ => 0,
        };
        i32::from(weight)
    }
}

/// A character as the weights know it.
fn known(c: Option<&char>) -> char {
    match c {
        Some(c) if c.is_ascii_digit() => '0',
        Some(&c) => c,
        None => '\n',
    }
}

/// The character before a place, and the one at it.
fn before(text: &[char], at: usize) -> char {
    known(at.checked_sub(1).and_then(|at| text.get(at)))
}

fn behind(text: &[char], at: usize) -> char {
    known(text.get(at))
}

/// What the last character of words speaks for, and the last two.
fn end(row: usize, words: &[char]) -> i32 {
    (1..=words.len().min(2)).map(|len| WEIGHTS.of(row, &words[words.len() - len..])).sum()
}

/// What speaks for the word of a range to say whose it is that a number counts, which begins at `number`.
pub fn of_whose(text: &[char], (from, to): (usize, usize), number: usize) -> i32 {
    end(WHOSE, &text[from..to])
        + WEIGHTS.of(AHEAD, &[before(text, from)])
        + WEIGHTS.of(BEHIND, &[behind(text, to)])
        + WEIGHTS.of(BESIDE_WHOSE, &[before(text, number)])
}

/// What speaks for a way to name what the number of a range counts.
pub fn of_core(text: &[char], core: Core, (from, to): (usize, usize)) -> i32 {
    WEIGHTS.of(BEFORE + core as usize, &[before(text, from)]) + WEIGHTS.of(AFTER + core as usize, &[behind(text, to)])
}

/// What speaks for saying nothing of whose it is beside what is counted, `words`.
pub fn of_nobody(text: &[char], words: &[char], number: usize) -> i32 {
    end(NOBODY, words) + WEIGHTS.of(BESIDE_NOBODY, &[before(text, number)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weights_are_read() {
        assert!(WEIGHTS.pairs.len() > 500 && WEIGHTS.single.len() > 500);
        assert!(WEIGHTS.single.iter().flatten().filter(|weight| **weight != 0).count() > 1000);
    }

    #[test]
    fn digits_are_alike_and_the_end_is_a_line() {
        assert_eq!((known(Some(&'7')), known(Some(&'率')), known(None)), ('0', '率', '\n'));
    }
}
