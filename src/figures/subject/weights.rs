//! What speaks for a way to say what is counted, as numbers: `assets/subjects.toml`.
//!
//! A log-linear model over what could be said of a number: each way to name what is counted ([`Core`]) is weighed by the
//! circumstances ([`Fact`]) it is found in, and so is each word that could say whose it is, by everything that it is
//! ([`Sign`]) and by the characters at its edges ([`super::edges`]). The weights are hundredths, fitted to 8,300 figures of
//! annotated articles and sentences and of the tests beside this file: cross-entropy with the subjects that share most
//! characters with the annotated one, by stochastic gradient with penalties on size and number, weights averaged over the
//! rounds, those of what fewer than six figures show left out. Foretold each from the others, texts have 86 in a hundred
//! subjects right (half of the characters, at least), 90 of those they were fitted to.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

/// A way to name what is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Core {
    /// 6908个行政村
    After,
    /// 惠及62万户居民
    VerbAfter,
    /// 76个账号被永久禁言
    AfterSaid,
    /// 阅读量突破1000万
    Before,
    /// 注销违规账号7.9万个
    VerbBefore,
    /// 拦截电话1.8亿个、短信4.9亿条
    SharedVerbBefore,
    /// 择优发布320名
    Verb,
    /// 九成以上实现网上办理
    Said,
    /// 对美出口61亿美元
    Phrase,
    /// 风光占比首次过半，达51.2%
    Between,
    /// What the figure before counts: 同比增长6.3%.
    Earlier,
    /// Only whose it is.
    Nothing,
}

/// What a word is that could say whose the counted is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sign {
    /// Nothing is put before what is counted.
    Nobody,
    /// Who does it, in the number's own clause.
    Agent,
    /// 联盟的31家会员
    Owner,
    Topic,
    /// A topic with a name in quotes, or one that was just founded.
    NamedTopic,
    /// The noun that the figure before counts, and what its subject begins with.
    Head,
    Whose,
    /// The noun before the number.
    Noun,
    /// The subject of the clause before, which counts nothing.
    Between,
    /// Who is fined.
    Offender,
    Place,
    /// The nearest name in quotes, of this sentence or of the one before.
    Name,
    NameBefore,
    /// What the sentence before was about, and its first nouns.
    TopicBefore,
    FirstBefore,
    SecondBefore,
    /// What a noun of this sentence is in its clause.
    Subject,
    Object,
    Other,
    Founded,
    Vague,
    HasName,
    IsPlace,
    HasPlace,
    /// The subject before took it.
    Again,
    Short2,
    Short4,
    Short7,
    Short11,
    Long,
}

/// A circumstance. Lengths are code points, up to and including the one named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fact {
    Always,
    // What the number is.
    Share,
    Money,
    Measure,
    People,
    Deeds,
    Things,
    Bare,
    // Its clause.
    Here,
    Agent,
    Verb,
    Empty,
    // What follows it.
    NextOf,
    NextNoun,
    NextVerb,
    NextMark,
    NextNumber,
    NextList,
    NextOther,
    // The figure before.
    First,
    SameUnit,
    OtherUnit,
    ShareAfter,
    MoneyAfter,
    SameKind,
    Gap0,
    Gap1,
    Gap2,
    Gap3,
    Parted,
    // The noun before it.
    Noun2,
    Noun4,
    Noun7,
    Noun11,
    NounLong,
    NounGeneral,
    NounRate,
    NounNamed,
    // What is said to be counted.
    Size2,
    Size4,
    Size7,
    Size11,
    SizeLong,
    Parts,
    General,
    Rate,
    Named,
    // How many clauses lie between it and whose it is.
    Clauses0,
    Clauses1,
    Clauses2,
    Clauses3,
    SentenceBefore,
    // All of it.
    Total2,
    Total4,
    Total7,
    Total11,
    TotalLong,
}

/// Circumstances.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts(u64);

impl Facts {
    pub fn with(self, fact: Fact) -> Self {
        Self(self.0 | 1 << fact as u32)
    }

    pub fn and(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    pub fn has(self, fact: Fact) -> bool {
        self.0 & 1 << fact as u32 != 0
    }

    fn each(self) -> impl Iterator<Item = usize> {
        bits(self.0)
    }
}

/// What a word is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Signs(u64);

impl Signs {
    pub fn with(self, sign: Sign) -> Self {
        Self(self.0 | 1 << sign as u32)
    }

    pub fn and(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }
}

fn bits(mut set: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let next = (set != 0).then(|| set.trailing_zeros() as usize);
        set &= set.wrapping_sub(1);
        next
    })
}

/// The one of five facts, the first of which is `first`, that tells how long something is.
pub fn length(first: Fact, len: usize) -> Facts {
    let step = match len {
        0..=2 => 0,
        3..=4 => 1,
        5..=7 => 2,
        8..=11 => 3,
        _ => 4,
    };
    Facts(1 << (first as u32 + step))
}

/// The sign that tells how long a word is.
pub fn width(len: usize) -> Signs {
    Signs(length(Fact::Always, len).0 << (Sign::Short2 as u32))
}

const FACTS: usize = Fact::TotalLong as usize + 1;
const CORES: usize = Core::Nothing as usize + 1;
const SIGNS: usize = Sign::Long as usize + 1;

/// The weights as the asset has them.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asset {
    core: BTreeMap<Core, BTreeMap<Fact, i32>>,
    whose: BTreeMap<Sign, BTreeMap<Fact, i32>>,
    whose_with: BTreeMap<Sign, BTreeMap<Core, i32>>,
    total: BTreeMap<Fact, i32>,
}

struct Weights {
    core: [[i32; FACTS]; CORES],
    whose: [BySign; FACTS],
    whose_with: [BySign; CORES],
    total: [i32; FACTS],
}

/// What speaks for each sign in some circumstances.
#[derive(Clone, Copy, Debug)]
pub struct BySign([i32; SIGNS]);

impl BySign {
    pub const NONE: Self = Self([0; SIGNS]);

    /// What speaks for a word that is all this.
    pub fn of(&self, signs: Signs) -> i32 {
        bits(signs.0).map(|sign| self.0[sign]).sum()
    }

    fn and(mut self, other: &Self) -> Self {
        self.0.iter_mut().zip(&other.0).for_each(|(sum, weight)| *sum += weight);
        self
    }
}

static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| {
    let asset: Asset = toml::from_str(include_str!("../../../assets/subjects.toml"))
        .expect("a test reads the weights that are built in");
    let mut weights = Weights {
        core: [[0; FACTS]; CORES],
        whose: [BySign::NONE; FACTS],
        whose_with: [BySign::NONE; CORES],
        total: [0; FACTS],
    };
    for (core, row) in asset.core {
        row.into_iter().for_each(|(fact, weight)| weights.core[core as usize][fact as usize] = weight);
    }
    for (sign, row) in asset.whose {
        row.into_iter().for_each(|(fact, weight)| weights.whose[fact as usize].0[sign as usize] = weight);
    }
    for (sign, row) in asset.whose_with {
        row.into_iter().for_each(|(core, weight)| weights.whose_with[core as usize].0[sign as usize] = weight);
    }
    asset.total.into_iter().for_each(|(fact, weight)| weights.total[fact as usize] = weight);
    weights
});

/// What speaks for naming the counted so.
pub fn of_core(core: Core, facts: Facts) -> i32 {
    let row = &WEIGHTS.core[core as usize];
    facts.each().map(|fact| row[fact]).sum()
}

/// What speaks for saying whose it is, by what the word is, whatever is counted.
pub fn of_whose(facts: Facts) -> BySign {
    facts.each().fold(BySign::NONE, |sum, fact| sum.and(&WEIGHTS.whose[fact]))
}

/// What more speaks for it beside a way to name the counted; `facts` are those of this way alone.
pub fn of_pair(core: Core, facts: Facts) -> BySign {
    of_whose(facts).and(&WEIGHTS.whose_with[core as usize])
}

/// What speaks for a subject of `len` code points.
pub fn of_total(len: usize) -> i32 {
    length(Fact::Total2, len).each().map(|fact| WEIGHTS.total[fact]).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_have_their_own_facts() {
        assert_eq!(length(Fact::Size2, 4), Facts::default().with(Fact::Size4));
        assert_eq!(length(Fact::Total2, 30), Facts::default().with(Fact::TotalLong));
        assert_eq!(width(1), Signs::default().with(Sign::Short2));
        assert_eq!(width(12), Signs::default().with(Sign::Long));
    }

    #[test]
    fn the_weights_are_read() {
        let read =
            |facts: Facts| of_core(Core::After, facts) != 0 && of_whose(facts).0.iter().any(|weight| *weight != 0);
        assert!([Fact::Share, Fact::Money, Fact::Here].into_iter().all(|fact| read(Facts::default().with(fact))));
    }
}
