//! Numbers with unit, hedge, subject; dates and durations; and which figures of two articles compare.
//!
//! Its own grammar over the source text, one pass for both scripts: `fold` gives both one form, `numeral` reads
//! values, `units` what they count in, `dates` dates, `grammar` puts a reading together, `context` finds
//! what it is about. Knows nothing of themes or alignment.
//!
//! # Where it reads otherwise than public suites of numerals and dates, on purpose
//!
//! Those are made for dictation and search boxes; this is for what a policy text claims.
//!
//! - The value is the source's number in the source's unit: 四角 is 4 角, not 40 cents; 8000打 is 8000 打, the unit that goods are sold
//!   by (a few dozens in words are a number as in the suites: 三打鸡蛋 are 36); 百分之 and 分之 are read as percents, 一折 as 10.
//! - An amount of money, a discount, a percent is a figure wherever one stands, also where a suite looks for plain numbers
//!   only (一美元); so are shares of any whole (七百分之二) and ranges of percentage points.
//! - A numeral inside a name or word is none, even where a suite wants the digit: 五台山; 一对 counts as little as 一家 and is
//!   weak.
//! - What spells no number has no value: two points in one number are a version, an address or a clause of a document.
//! - A comma of full width ends a clause, unless the digits about it are of full width too; a Latin M or G after whole digits or
//!   after words makes a label or a bandwidth (100M宽带), never a million.
//! - Numbers to call, codes, marks of notes and coordinates are no numbers of anything and are not listed at all: 12345热线, 代码600519,
//!   `生产总值[2]`, 北纬30°.
//! - Colloquial sums of money without a currency (個半, 三個一毫) are left alone.
//! - A bare 明年 or 去年 is weak: it dates what follows and states nothing. 最近 is no date, nor four digits without 年, a month
//!   and a day with a stroke (could be a share), a reign's year (神龙, 康熙: only the month in it is read). A day without its
//!   month is a date where a clause begins with it, an hour follows or the like, and a span of days elsewhere.

mod amend;
mod article_date;
mod bearing;
mod chars;
mod clause;
mod comparables;
mod context;
mod currency;
mod dates;
mod exact;
#[cfg(test)]
mod examples;
mod fold;
mod grammar;
mod hedges;
mod leaning;
mod lexicon;
mod numeral;
mod repeats;
mod spelled;
mod standing;
mod subject;
mod syntax;
mod tables;
mod tariff;
mod units;
mod words;

pub use amend::{AmendError, amended};
pub use article_date::{ArticleDate, ArticleDateError};
pub use comparables::{Comparable, Reason, Relation, Side, comparables, factor, of_one_dimension};

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::article::{Article, PassageId, Variable};
use crate::status::Status;
use crate::text::{CharIndex, Span, Text};

/// Which figure of an article, counted from 0 in the order of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FigureId(pub u32);

impl FigureId {
    /// What rows for readers and programs call it: counted from 1.
    pub fn printed(self) -> u32 {
        self.0 + 1
    }
}

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
    /// What a figure counts, in the article's words; several spans where the words stand apart. Like place, period, denominator and
    /// status it is read for figures alone.
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

/// Every numeral of an article, in the order of the text, repeats marked. `date` resolves 去年 and the like; without
/// it the date that the article carries does.
pub fn read(article: &Article, date: Option<&ArticleDate>) -> Vec<Figure> {
    let carried = || article.variables.get(Variable::Date).and_then(|value| value.value.parse().ok());
    let date = date.copied().or_else(carried);
    let Found { mut figures, said, folded } = find(&article.text, date.as_ref());
    for figure in &mut figures {
        figure.passage = article.passage_at(figure.span).map(|p| p.id);
    }
    standing::settle(article, &mut figures, &said, date.map(|date| date.year));
    figures.retain(|figure| figure.passage.is_none_or(|p| article.passage(p).excluded.is_none()));
    for (n, figure) in figures.iter_mut().enumerate() {
        figure.id = FigureId(n as u32);
    }
    repeats::mark(article, &folded, &mut figures);
    figures
}

/// Every numeral of one line that stands by itself. Like an article it tells what is achieved, unless it says otherwise.
pub fn read_line(line: &str) -> Vec<Figure> {
    let text = Text::new(line);
    let Found { mut figures, said, folded } = find(&text, None);
    standing::settle_line(&text, &mut figures, &said);
    repeats::mark_line(&folded, &mut figures);
    figures
}

/// How many numerals, dates and durations a text holds: the grammar alone, without what they are about.
pub fn count(text: &str) -> usize {
    let (folded, traditional) = fold::read(text);
    grammar::scan(&folded, traditional).len()
}

/// Every numeral of a text, as its sentence tells of it.
struct Found {
    figures: Vec<Figure>,
    /// What the sentence says of how each stands.
    said: Vec<Option<crate::status::Reading>>,
    /// The code points of the text, as the tables have them.
    folded: Vec<char>,
}

fn find(text: &Text, date: Option<&ArticleDate>) -> Found {
    let (folded, traditional) = fold::read(text.as_str());
    let mut readings = grammar::scan(&folded, traditional);
    currency::settle(&folded, traditional, &mut readings);
    let contexts = context::find(&folded, &readings);
    let mut statuses = standing::Statuses::new(text, &folded);
    let said: Vec<_> = readings.iter().map(|r| statuses.of(r)).collect();
    let figures = readings
        .iter()
        .zip(contexts)
        .enumerate()
        .map(|(n, (r, context))| Figure {
            id: FigureId(n as u32),
            span: Span::new(r.start, r.end),
            number: Span::new(r.num_start, r.num_end),
            value: r.value,
            value2: r.value2,
            unit: unit_words(text, r.unit),
            unit_id: unit_id(r),
            kind: r.kind,
            modifier: r.modifier,
            direction: context.direction,
            factor: context.factor,
            tier: r.tier,
            subject: context.subject,
            place: context.place,
            period: context.period,
            denominator: context.denominator,
            status: said[n].map(|reading| reading.status),
            date: r.when.and_then(|w| w.edtf(date)),
            duplicate_of: None,
            passage: None,
        })
        .collect();
    Found { figures, said, folded }
}

fn unit_words(text: &Text, unit: grammar::UnitText) -> String {
    match unit {
        grammar::UnitText::None => String::new(),
        grammar::UnitText::Percent => "%".into(),
        grammar::UnitText::Points => "百分点".into(),
        grammar::UnitText::Words(start, end) => text.slice(Span::new(start, end)).to_owned(),
    }
}

fn unit_id(r: &grammar::Reading) -> Option<String> {
    match r.unit {
        grammar::UnitText::Percent => Some("percent".into()),
        grammar::UnitText::Points => Some("percentage_point".into()),
        _ if r.kind == Kind::Index => None,
        _ => r.unit_id.map(|unit| units::Units::builtin().get(unit).id.clone().into()),
    }
}

impl Figure {
    /// The words of the subject as the article has them, its parts joined.
    pub fn subject_words(&self, text: &crate::text::Text) -> String {
        self.subject.iter().map(|&span| text.slice(span)).collect()
    }

    /// What an amount is reckoned by: 每户, 人均; not the whole that it is a share or a part of (524项, 其中306项).
    pub fn per(&self, text: &Text) -> Option<Span> {
        self.denominator.filter(|&by| self.kind != Kind::Percent && !is_counted(text.slice(by).chars().next()))
    }

    /// Where it begins.
    pub fn start(&self) -> CharIndex {
        self.span.start
    }
}

/// Whether words that begin so tell a number: what a figure stands to as a part to its whole.
fn is_counted(first: Option<char>) -> bool {
    first.map(fold::fold).is_some_and(|c| c.is_ascii_digit() || numeral::digit(c).is_some())
}
