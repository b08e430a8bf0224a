//! Numbers with unit, hedge, subject; dates and durations; and which figures of two articles compare.
//!
//! Its own grammar over the source text, one pass for both scripts. Knows nothing of themes or alignment.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::article::PassageId;
use crate::status::Status;
use crate::text::Span;

/// Which figure of an article, counted from 0 in the order of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FigureId(pub u32);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Count,
    Money,
    Percent,
    Index,
    Ordinal,
    Date,
    Duration,
    Structural,
}

/// What the words around a number do to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Modifier {
    Exact,
    /// 约, 左右
    About,
    /// 近, 接近
    AboutUnder,
    /// 超, 逾, 突破, 多, 余
    Over,
    /// 不到, 不足
    Under,
    /// 以上, 不低于
    AtLeast,
    /// 以内, 不超过
    AtMost,
    Within,
    Before,
    /// 到, 截至, with a date
    By,
    Range,
}

/// How much a numeral is worth to a reader who counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tier {
    /// Chartable.
    Figure,
    Time,
    Ordinal,
    Structural,
    /// Indefinite, or beyond what can be held exactly.
    Weak,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    Up,
    Down,
}

/// A numeral of an article with everything its clause says about it. All spans are of the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    pub id: FigureId,
    /// Number, suffix such as 多 or 余, and unit.
    pub span: Span,
    /// The number and its magnitude.
    pub number: Span,
    /// Percents as spoken: 62 for 62%.
    pub value: Option<Decimal>,
    /// The upper end of a range.
    pub value2: Option<Decimal>,
    /// The source's own word; `%` for every percent, empty without a classifier.
    pub unit: String,
    /// Canonical id in `assets/units.toml`.
    pub unit_id: Option<String>,
    pub kind: Kind,
    pub modifier: Modifier,
    pub direction: Option<Direction>,
    /// New over old: 4 for 翻两番.
    pub factor: Option<Decimal>,
    pub tier: Tier,
    /// What is counted, in the article's words; several spans where the words stand apart.
    pub subject: Vec<Span>,
    pub place: Option<Span>,
    pub period: Option<Span>,
    pub denominator: Option<Span>,
    pub status: Option<Status>,
    /// EDTF, relative to the article's year where that is unknown: `Y-1-09`.
    pub date: Option<String>,
    /// The first mention of the same fact.
    pub duplicate_of: Option<FigureId>,
    pub passage: Option<PassageId>,
}
