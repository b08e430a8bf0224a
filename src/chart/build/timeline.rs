//! Dated statements of both articles.

use super::super::data::{Dated, Timeline};
use super::super::scene::Place;
use super::sentence;
use crate::comparison::Side;
use crate::figures::{Kind, Tier};
use crate::findings::Findings;

/// Every date that both articles state in their bodies, each fact once: repeats are out, and so is a date that a sentence
/// says a second time in other words.
pub fn of(findings: &Findings) -> Timeline {
    let mut timeline = Timeline::default();
    for side in Side::BOTH {
        let analysis = findings.comparison.side(side);
        for figure in findings.figures(side) {
            if figure.kind != Kind::Date || figure.tier != Tier::Time || figure.duplicate_of.is_some() {
                continue;
            }
            let Some(date) = &figure.date else { continue };
            if analysis.article.passage_at(figure.span).is_some_and(|passage| !passage.role.is_body()) {
                continue;
            }
            let sentence = sentence(analysis, figure.span);
            let again = |row: &Dated| row.place.side == side && row.date == *date && row.sentence == sentence;
            if timeline.rows.iter().any(again) {
                continue;
            }
            timeline.read[side as usize] += 1;
            timeline.rows.push(Dated {
                place: Place { side, span: figure.span },
                years: years(date),
                date: date.clone(),
                wording: analysis.article.text.slice(figure.span).split_whitespace().collect(),
                sentence,
            });
        }
    }
    let known = |row: &Dated| row.years.unwrap_or([f64::INFINITY; 2]);
    timeline.rows.sort_by(|a, b| {
        let (x, y) = (known(a), known(b));
        x[0].total_cmp(&y[0]).then(x[1].total_cmp(&y[1])).then(a.place.cmp(&b.place))
    });
    timeline
}

/// The first and the last moment of an EDTF date, in years; none without a year.
fn years(edtf: &str) -> Option<[f64; 2]> {
    match edtf.split_once('/') {
        None => moment(edtf),
        Some((from, to)) => {
            let from = moment(from)?;
            // Of what has no known end (2021/..) the beginning is drawn.
            let to = moment(to).unwrap_or(from);
            Some([from[0], to[1].max(from[1])])
        }
    }
}

/// A year, month or day, or a decade or century as `201X` or `20XX`. Months count as twelfths of a year and days as
/// 31sts of a month: what is drawn is centuries or years wide.
fn moment(edtf: &str) -> Option<[f64; 2]> {
    let mut parts = edtf.split('-');
    let year = parts.next()?;
    let known = year.trim_end_matches('X');
    let wide = 10f64.powi((year.len() - known.len()) as i32);
    if known.is_empty() || year.len() != 4 || !known.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let first = known.parse::<f64>().ok()? * wide;
    let mut number = || parts.next().and_then(|part| part.parse::<f64>().ok());
    let Some(month) = number() else { return Some([first, first + wide]) };
    let start = first + (month - 1.0) / 12.0;
    Some(match number() {
        None => [start, start + 1.0 / 12.0],
        Some(day) => [start + (day - 1.0) / 372.0, start + day / 372.0],
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_have_a_beginning_and_an_end() {
        let check = |edtf: &str, expect: Option<[f64; 2]>| {
            let near = match (years(edtf), expect) {
                (Some(a), Some(b)) => (a[0] - b[0]).abs() < 1e-9 && (a[1] - b[1]).abs() < 1e-9,
                (a, b) => a == b,
            };
            assert!(near, "{edtf}: {:?}", years(edtf));
        };
        check("2017", Some([2017.0, 2018.0]));
        check("2017-07", Some([2017.5, 2017.0 + 7.0 / 12.0]));
        check("2017-01-31", Some([2017.0 + 30.0 / 372.0, 2017.0 + 1.0 / 12.0]));
        check("201X", Some([2010.0, 2020.0]));
        check("20XX", Some([2000.0, 2100.0]));
        check("2012/2017", Some([2012.0, 2018.0]));
        for open in ["2012/..", "2012/XXXX-05"] {
            check(open, Some([2012.0, 2013.0]));
        }
        for unknown in ["XXXX-05-13", "Y-1-09", "Y", "", "../2012", "12345"] {
            check(unknown, None);
        }
    }
}
