//! What an analyst sets right in the machine's reading of a figure, field by field, by the names that `duizhao figures`
//! prints; and figures that the machine did not see.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;
use rust_decimal::Decimal;
use serde::de::DeserializeOwned;

use super::units::Units;
use super::{Figure, FigureId, Kind, Modifier, Tier, fold, read_line};
use crate::text::{CharIndex, Span, Text};

/// Why a correction cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AmendError {
    #[error("a figure has no field {0}")]
    Field(String),
    #[error("{value} is no {field}")]
    Value { field: String, value: String },
    #[error("{words}: not in the article near the figure ({field})")]
    Words { field: String, words: String },
    #[error("{0}: no other figure stands just there")]
    NoFigure(String),
}

/// The figure at `span` as an analyst reads it: as it stands among `figures`, those of the article, or what the words
/// themselves say, with `fields` set.
///
/// An empty value takes a field away. `subject`, `place`, `period` and `denominator` are words that stand near the figure,
/// or places `start..end` of the text, several with spaces between; `duplicate_of` is the place of the figure that this
/// one repeats.
pub fn amended(
    text: &Text,
    span: Span,
    figures: &[Figure],
    id: FigureId,
    fields: &BTreeMap<String, String>,
) -> Result<Figure, AmendError> {
    let machine = figures.iter().find(|figure| figure.span == span);
    let mut figure = machine.cloned().unwrap_or_else(|| plain(text, span));
    figure.id = id;
    for (field, value) in fields {
        let value = value.trim();
        match field.as_str() {
            "value" => figure.value = number(field, value)?,
            "value2" => figure.value2 = number(field, value)?,
            "factor" => figure.factor = number(field, value)?,
            "unit" => {
                figure.unit = value.to_owned();
                figure.unit_id = unit_id(value);
            }
            "kind" => figure.kind = named(field, value)?,
            "modifier" => figure.modifier = named(field, value)?,
            "direction" => figure.direction = named(field, value)?,
            "tier" => figure.tier = named(field, value)?,
            "status" => figure.status = named(field, value)?,
            "date" => figure.date = date(field, value)?,
            "subject" => figure.subject = places(text, span, field, value)?,
            "place" => figure.place = places(text, span, field, value)?.first().copied(),
            "period" => figure.period = places(text, span, field, value)?.first().copied(),
            "denominator" => figure.denominator = places(text, span, field, value)?.first().copied(),
            "duplicate_of" => figure.duplicate_of = first_mention(text, span, figures, value)?,
            _ => return Err(AmendError::Field(field.clone())),
        }
    }
    Ok(figure)
}

/// What the words of a selection say by themselves.
fn plain(text: &Text, span: Span) -> Figure {
    let read = read_line(text.slice(span)).into_iter().find(|f| f.value.is_some());
    let mut figure = read.unwrap_or(Figure {
        id: FigureId(0),
        span,
        number: span,
        value: None,
        value2: None,
        unit: String::new(),
        unit_id: None,
        kind: Kind::Count,
        modifier: Modifier::Exact,
        direction: None,
        factor: None,
        tier: Tier::Figure,
        subject: Vec::new(),
        place: None,
        period: None,
        denominator: None,
        status: None,
        date: None,
        duplicate_of: None,
        passage: None,
    });
    let shifted = |inner: Span| inner.shifted(span.start);
    if figure.span != span {
        figure.number = shifted(figure.number);
        figure.subject = figure.subject.into_iter().map(shifted).collect();
        figure.place = figure.place.map(shifted);
        figure.period = figure.period.map(shifted);
        figure.denominator = figure.denominator.map(shifted);
    }
    figure.span = span;
    figure.tier = Tier::Figure;
    figure.duplicate_of = None;
    figure
}

fn number(field: &str, value: &str) -> Result<Option<Decimal>, AmendError> {
    if value.is_empty() {
        return Ok(None);
    }
    let plain = value.replace(',', "");
    plain.parse().map(Some).map_err(|_| AmendError::Value { field: field.into(), value: value.into() })
}

/// EDTF as [`Figure::date`] has it: a year, month or day, or two with a stroke between; X for what is open, Y for the
/// article's own year.
static DATE: LazyLock<Regex> = LazyLock::new(|| {
    let one = r"(?:\d{4}|\d{3}X|\d{2}XX|XXXX|Y(?:[+-]\d)?)(?:-(?:0[1-9]|1[0-2]|2[1-4])(?:-(?:0[1-9]|[12]\d|3[01]))?)?";
    Regex::new(&format!("^{one}(?:/{one})?$")).expect("the pattern is written here")
});

fn date(field: &str, value: &str) -> Result<Option<String>, AmendError> {
    match value {
        "" => Ok(None),
        _ if DATE.is_match(value) => Ok(Some(value.to_owned())),
        _ => Err(AmendError::Value { field: field.into(), value: value.into() }),
    }
}

/// What the figure at a place repeats: the figure there, or what that one repeats itself.
fn first_mention(text: &Text, span: Span, figures: &[Figure], value: &str) -> Result<Option<FigureId>, AmendError> {
    if value.is_empty() {
        return Ok(None);
    }
    let there = range(text, value).and_then(|place| figures.iter().find(|f| f.span == place && place != span));
    let there = there.ok_or_else(|| AmendError::NoFigure(value.into()))?;
    Ok(Some(there.duplicate_of.unwrap_or(there.id)))
}

/// A field whose values have names.
fn named<T: DeserializeOwned>(field: &str, value: &str) -> Result<T, AmendError> {
    let json = if value.is_empty() { serde_json::Value::Null } else { value.into() };
    serde_json::from_value(json).map_err(|_| AmendError::Value { field: field.into(), value: value.into() })
}

fn unit_id(words: &str) -> Option<String> {
    let folded = fold::folded(words);
    let (len, unit) = Units::builtin().at(&folded, 0)?;
    match words {
        "%" => Some("percent".into()),
        _ => (len == folded.len()).then(|| Units::builtin().get(unit).id.clone().into()),
    }
}

/// How far from the figure its words are looked for, in code points.
const NEAR: u32 = 300;

/// Words or places as spans: the mention that stands nearest to the figure.
fn places(text: &Text, figure: Span, field: &str, value: &str) -> Result<Vec<Span>, AmendError> {
    if value.is_empty() {
        return Ok(Vec::new());
    }
    let given: Option<Vec<Span>> = value.split_whitespace().map(|part| range(text, part)).collect();
    if let Some(spans) = given {
        return Ok(spans);
    }
    match (nearest(text, figure, value), value.split_once(' ')) {
        (Some(span), _) => Ok(vec![span]),
        // Pieces that stand apart are told with a space between, as they are shown.
        (None, Some((first, rest))) => {
            let mut spans = places(text, figure, field, first)?;
            spans.extend(places(text, figure, field, rest.trim_start())?);
            Ok(spans)
        }
        (None, None) => Err(AmendError::Words { field: field.into(), words: value.into() }),
    }
}

/// The mention of words that stands nearest to a figure.
fn nearest(text: &Text, figure: Span, words: &str) -> Option<Span> {
    let window = Span::new(
        figure.start.0.saturating_sub(NEAR),
        figure.end.0.saturating_add(NEAR).min(text.len()).max(figure.end.0),
    );
    let around: Vec<char> = text.slice(window).chars().collect();
    let words: Vec<char> = words.chars().collect();
    let at = |i: usize| Span::new(window.start.0 + i as u32, window.start.0 + (i + words.len()) as u32);
    let mentions = around.windows(words.len()).enumerate().filter(|(_, w)| *w == words.as_slice()).map(|(i, _)| at(i));
    let far = |span: &Span| {
        if span.end <= figure.start { figure.start.0 - span.end.0 } else { span.start.0.saturating_sub(figure.end.0) }
    };
    mentions.min_by_key(far)
}

/// `12..17` within the text.
fn range(text: &Text, part: &str) -> Option<Span> {
    let (start, end) = part.split_once("..")?;
    let (start, end): (u32, u32) = (start.parse().ok()?, end.parse().ok()?);
    let inside = start < end && text.span().contains(CharIndex(end - 1));
    inside.then(|| Span::new(start, end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::status::Status;

    const LINE: &str = "全县力争今年新建驿站32座，服务骑手近2万人次。";

    fn set(machine: Option<usize>, span: Span, fields: &[(&str, &str)]) -> Result<Figure, AmendError> {
        let text = Text::new(LINE);
        let figures: Vec<Figure> = read_line(LINE).into_iter().filter(|f| f.tier == Tier::Figure).collect();
        let fields = fields.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        amended(&text, machine.map_or(span, |n| figures[n].span), &figures, FigureId(7), &fields)
    }

    #[test]
    fn fields_are_set_over_the_machines_reading() {
        let figure =
            set(Some(0), Span::default(), &[("value", "1,032"), ("status", "achieved"), ("unit", "个")]).unwrap();
        assert_eq!((figure.value, figure.status), (Some(Decimal::from(1032)), Some(Status::Achieved)));
        assert_eq!((figure.unit_id.as_deref(), figure.id), (Some("个"), FigureId(7)));
        let text = Text::new(LINE);
        assert_eq!(set(Some(1), Span::default(), &[("subject", "骑手")]).unwrap().subject_words(&text), "骑手");
        assert_eq!(
            set(Some(1), Span::default(), &[("subject", "14..16 16..18")]).unwrap().subject_words(&text),
            "服务骑手"
        );
        assert_eq!(
            set(Some(1), Span::default(), &[("subject", "服务 骑手")]).unwrap().subject_words(&text),
            "服务骑手"
        );
        assert_eq!(set(Some(0), Span::default(), &[("status", "")]).unwrap().status, None);
        for date in ["2016", "2016-05-13", "201X", "XXXX-05/XXXX-06", "Y-1-09", ""] {
            let figure = set(Some(0), Span::default(), &[("date", date)]).unwrap();
            assert_eq!(figure.date.unwrap_or_default(), date);
        }
        let again = set(Some(1), Span::default(), &[("duplicate_of", "10..13")]).unwrap();
        assert!(again.duplicate_of.is_some());
    }

    #[test]
    fn a_selection_says_what_its_words_say() {
        let figure = set(None, Span::new(18, 23), &[("place", "全县")]).unwrap();
        assert_eq!((figure.span, figure.value), (Span::new(18, 23), Some(Decimal::from(20_000))));
        assert_eq!((figure.unit.as_str(), figure.place), ("人次", Some(Span::new(0, 2))));
        let words = set(None, Span::new(8, 10), &[("value", "3")]).unwrap();
        assert_eq!((words.value, words.tier), (Some(Decimal::from(3)), Tier::Figure));
    }

    #[test]
    fn what_is_no_value_is_refused() {
        let check = |field: &str, value: &str, message: &str| {
            assert_eq!(set(Some(0), Span::default(), &[(field, value)]).unwrap_err().to_string(), message);
        };
        check("colour", "red", "a figure has no field colour");
        check("value", "many", "many is no value");
        check("kind", "heap", "heap is no kind");
        check("subject", "不在文中", "不在文中: not in the article near the figure (subject)");
        check("subject", "3..900", "3..900: not in the article near the figure (subject)");
        check("date", "2016-13", "2016-13 is no date");
        check("duplicate_of", "0..2", "0..2: no other figure stands just there");
    }
}
