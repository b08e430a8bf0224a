//! What a figure is about: subject, place, period, denominator, direction, status, from its clause.

use rust_decimal::Decimal;

use super::Direction;
use super::grammar::Reading;
use crate::status::Status;
use crate::text::Span;

/// What the clause around a figure says of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Context {
    pub subject: Vec<Span>,
    pub place: Option<Span>,
    pub period: Option<Span>,
    pub denominator: Option<Span>,
    pub direction: Option<Direction>,
    pub factor: Option<Decimal>,
    pub status: Option<Status>,
}

/// The context of each reading.
pub fn find(_text: &[char], readings: &[Reading]) -> Vec<Context> {
    readings
        .iter()
        .map(|r| Context { denominator: r.denominator.map(|(a, b)| Span::new(a, b)), ..Context::default() })
        .collect()
}
