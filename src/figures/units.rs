//! The units that numbers count in, from `assets/units.toml`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rust_decimal::Decimal;
use serde::Deserialize;

use super::lexicon::Lexicon;

/// What kind of thing a unit measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A unit of a dimension, which converts.
    Measure,
    Money,
    /// A word that counts things one by one.
    Classifier,
    /// 级, 大: a numeral before it tells a part or a grade.
    Structural,
    /// 强, 号: a numeral before it tells a place in a row.
    Rank,
    /// 年, 小时.
    Duration,
}

/// A unit as it is written, and what it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    pub sort: Sort,
    /// Canonical: words for one unit share it.
    pub id: Box<str>,
    /// Units of one dimension convert (measures) or are of a kind (classifiers).
    pub dimension: Box<str>,
    /// How many of the dimension's first unit it is; exact for measures.
    pub scale: Decimal,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    measures: BTreeMap<String, Vec<(String, String, String)>>,
    money: BTreeMap<String, Vec<(String, String)>>,
    classifiers: BTreeMap<String, String>,
    structural: Structural,
    durations: Durations,
    denominators: Denominators,
    currencies: Vec<(String, String)>,
    wording: Vec<(String, String)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Denominators {
    every: String,
    averaged: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Structural {
    words: String,
    ranks: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Durations {
    words: Vec<(String, String, String)>,
}

/// Units by their words.
pub struct Units {
    units: Vec<Unit>,
    words: Lexicon<u16>,
    /// What stands after 每 without being a unit: 餐, 学期.
    pub every: Lexicon<()>,
    /// What stands before 均: 户, 人.
    pub averaged: Box<str>,
    /// Words that tell whose 元 a text means, by currency.
    pub currencies: Vec<(String, String)>,
    /// Words that only one region uses, by its currency.
    pub wording: Vec<(String, String)>,
}

static BUILTIN: LazyLock<Units> = LazyLock::new(|| {
    Units::parse(include_str!("../../assets/units.toml")).expect("a test reads the table that is built in")
});

impl Units {
    /// The units that come with the program.
    pub fn builtin() -> &'static Self {
        &BUILTIN
    }

    fn parse(source: &str) -> Result<Self, String> {
        let table: Table = toml::from_str(source).map_err(|e| e.to_string())?;
        let mut units = Vec::new();
        let mut words: Vec<(String, u16)> = Vec::new();
        let mut add = |sort, id: &str, dimension: &str, scale: &str, list: &str| -> Result<(), String> {
            let scale = scale.parse().map_err(|e| format!("{id}: {e}"))?;
            words.extend(list.split_whitespace().map(|word| (word.to_owned(), units.len() as u16)));
            units.push(Unit { sort, id: id.into(), dimension: dimension.into(), scale });
            Ok(())
        };
        for (dimension, list) in &table.measures {
            for (id, scale, words) in list {
                add(Sort::Measure, id, dimension, scale, words)?;
            }
        }
        for (currency, list) in &table.money {
            for (scale, words) in list {
                add(Sort::Money, currency, currency, scale, words)?;
            }
        }
        for (sort, list) in [(Sort::Structural, &table.structural.words), (Sort::Rank, &table.structural.ranks)] {
            for word in list.split_whitespace() {
                add(sort, word, "structure", "1", word)?;
            }
        }
        for (id, scale, words) in &table.durations.words {
            add(Sort::Duration, id, "time", scale, words)?;
        }
        for (class, list) in &table.classifiers {
            for word in list.split_whitespace() {
                add(Sort::Classifier, word, class, "1", word)?;
            }
        }
        // A word in two lists is read as the list above says: the lexicon keeps the first.
        let words = Lexicon::forwards(words.iter().map(|(word, unit)| (word.as_str(), *unit)));
        let every = Lexicon::forwards(table.denominators.every.split_whitespace().map(|word| (word, ())));
        let averaged = table.denominators.averaged.into();
        Ok(Self { units, words, every, averaged, currencies: table.currencies, wording: table.wording })
    }

    /// The longest unit that begins at `at`: how long it is, and which.
    pub fn at(&self, text: &[char], at: usize) -> Option<(usize, u16)> {
        let (len, &unit) = self.words.at(text, at)?;
        Some((len, unit))
    }

    pub fn get(&self, unit: u16) -> &Unit {
        &self.units[unit as usize]
    }

    /// The first unit with this id: a currency's own, not its hundredth.
    pub fn index_of(&self, id: &str) -> Option<u16> {
        self.units.iter().position(|unit| &*unit.id == id).map(|index| index as u16)
    }

    /// The unit with this id, if there is one.
    pub fn by_id(&self, id: &str) -> Option<&Unit> {
        self.units.iter().find(|unit| &*unit.id == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::fold::folded;

    #[test]
    fn the_longest_unit_wins() {
        let check = |text: &str, id: &str, len| {
            let (got, unit) = Units::builtin().at(&folded(text), 0).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((&*Units::builtin().get(unit).id, got), (id, len), "{text}");
        };
        check("人次。", "人次", 2);
        check("人。", "人", 1);
        check("平方公里", "km2", 4);
        check("公裡", "km", 2);
        check("美元", "USD", 2);
        check("個工作日", "day", 4);
        check("間學校", "间", 1);
    }
}
