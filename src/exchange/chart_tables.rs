//! The numbers behind a chart as a table.

use rust_decimal::Decimal;

use super::tables::{Cell, Table, table, term};
use crate::chart::data::{Chart, Content, Head, Matrix, Statement, Term};
use crate::chart::{Place, Side};
use crate::i18n::Messages;

/// Everything that a chart shows, the rows in its order.
pub fn of(chart: &Chart, messages: &Messages) -> Table {
    let t = &Made { chart, messages };
    match &chart.content {
        Content::Comparables(data) => {
            let rows = data.panels.iter().flat_map(|panel| {
                panel.rows.iter().map(|pair| {
                    let mut row = vec![Cell::text(panel.unit.clone())];
                    for statement in [&pair.left, &pair.right] {
                        row.extend(t.statement(statement));
                    }
                    row.extend([Cell::text(messages.text(&format!("report-relation-{}", pair.relation)))]);
                    row.push(Cell::share(pair.score, Some(pair.left.place)));
                    row
                })
            });
            let columns = [
                "unit",
                "left-subject",
                "left-words",
                "left-value",
                "left-value2",
                "left-modifier",
                "left-direction",
                "left-status",
                "left-sentence",
                "right-subject",
                "right-words",
                "right-value",
                "right-value2",
                "right-modifier",
                "right-direction",
                "right-status",
                "right-sentence",
                "relation",
                "score",
            ];
            table("comparables", &columns, messages, rows.collect())
        }
        Content::Figures(data) => {
            let rows = data.panels.iter().flat_map(|panel| {
                panel.rows.iter().map(|statement| {
                    let mut row = vec![Cell::text(panel.unit.clone()), t.article(statement.place.side)];
                    row.extend(t.statement(statement));
                    row
                })
            });
            let columns = [
                "unit",
                "article",
                "subject",
                "words",
                "value",
                "value2",
                "modifier",
                "direction",
                "status",
                "sentence",
            ];
            table("figures", &columns, messages, rows.collect())
        }
        Content::Themes(data) => {
            let rows = data.rows.iter().map(|share| {
                let mut row = vec![Cell::text(share.name.in_lang(messages.lang()))];
                for n in [0, 1] {
                    let (count, of) = (share.characters[n], data.characters[n]);
                    let place = share.places[n].first().copied();
                    row.extend([
                        Cell::found(count, place),
                        Cell::found(of, place),
                        Cell::share(f64::from(count) / f64::from(of.max(1)), place),
                    ]);
                }
                row
            });
            let columns =
                ["theme", "left-characters", "left-of", "left-share", "right-characters", "right-of", "right-share"];
            table("themes", &columns, messages, rows.collect())
        }
        Content::Links(data) => t.matrix(data, "theme-links", ["left-theme", "right-theme", "links"]),
        Content::Alignment(data) => t.matrix(data, "alignment", ["left-words", "right-words", "score"]),
        Content::MeasureMatrix(data) => t.matrix(data, "measure-matrix", ["measure", "article", "mentions"]),
        Content::CodeMatrix(data) => {
            let heads = if chart.about.basis.codings_of.is_empty() {
                ["theme", "article", "passages"]
            } else {
                ["code", "article", "codings"]
            };
            t.matrix(data, "code-matrix", heads)
        }
        Content::Measures(data) => {
            let rows = data.rows.iter().flat_map(|row| {
                let theme = row.name.as_ref().map_or("", |name| name.in_lang(messages.lang()));
                row.measures.iter().flatten().map(move |dot| {
                    let answered = messages.text(if dot.answered { "report-yes" } else { "report-no" });
                    vec![
                        Cell::text(theme),
                        t.article(dot.place.side),
                        Cell::Quote(dot.name.clone(), dot.place),
                        dot.status.map_or(Cell::Empty, |status| term("status", &status, messages)),
                        Cell::text(answered),
                        Cell::found(dot.mentions as u32, Some(dot.place)),
                    ]
                })
            });
            let columns = ["theme", "article", "words", "status", "answered", "mentions"];
            table("measures", &columns, messages, rows.collect())
        }
        Content::Timeline(data) => {
            let rows = data.rows.iter().map(|row| {
                vec![
                    Cell::text(row.date.clone()),
                    t.article(row.place.side),
                    Cell::Quote(row.wording.clone(), row.place),
                    Cell::text(row.sentence.clone()),
                ]
            });
            table("timeline", &["date", "article", "words", "sentence"], messages, rows.collect())
        }
        Content::Terms(data) => {
            let sides = [Side::Left, Side::Right].into_iter().zip(&data.rows);
            let row = |side: Side, term: &Term| {
                let first = |n: usize| term.places[n].first().copied();
                let place = first(side as usize);
                vec![
                    t.article(side),
                    place.map_or(Cell::text(term.wording.clone()), |place| Cell::Quote(term.wording.clone(), place)),
                    Cell::text(term.word.clone()),
                    Cell::found(term.counts[0], first(0).or(place)),
                    Cell::found(term.counts[1], first(1).or(place)),
                    Cell::share(term.score, place),
                ]
            };
            let rows = sides.flat_map(|(side, terms)| terms.iter().map(move |term| row(side, term)));
            let columns = ["article", "words", "normalized", "left-count", "right-count", "log-likelihood"];
            table("terms", &columns, messages, rows.collect())
        }
        Content::Agreement(data) => {
            let rows = data.rows.iter().map(|row| {
                let given = data.coders.iter().zip(&row.given).map(|(coder, n)| format!("{coder} {n}"));
                vec![
                    Cell::text(row.name.in_lang(messages.lang())),
                    row.alpha.map_or(Cell::Empty, |alpha| Cell::share(alpha, None)),
                    Cell::share(row.same, None),
                    Cell::found(data.units as u32, None),
                    Cell::text(given.collect::<Vec<_>>().join("; ")),
                ]
            });
            table("agreement", &["code", "alpha", "same", "units", "given"], messages, rows.collect())
        }
    }
}

struct Made<'a> {
    chart: &'a Chart,
    messages: &'a Messages,
}

impl Made<'_> {
    fn article(&self, side: Side) -> Cell {
        Cell::text(self.chart.about.source(side).doc.clone())
    }

    fn statement(&self, statement: &Statement) -> [Cell; 8] {
        let place = statement.place;
        let number = |value: Option<Decimal>| value.map_or(Cell::Empty, |v| Cell::Found(v.normalize(), place));
        [
            Cell::text(statement.subject.clone()),
            Cell::Quote(statement.wording.clone(), place),
            number(Some(statement.value)),
            number(statement.value2),
            term("modifier", &statement.modifier, self.messages),
            statement.direction.map_or(Cell::Empty, |direction| term("direction", &direction, self.messages)),
            statement.status.map_or(Cell::Empty, |status| term("status", &status, self.messages)),
            Cell::text(statement.sentence.clone()),
        ]
    }

    fn head(&self, head: &Head) -> Cell {
        let lang = self.messages.lang();
        match head {
            Head::Theme { name, .. } | Head::Code { name, .. } => Cell::text(name.in_lang(lang)),
            Head::Passage { words, place, .. } => Cell::Quote(words.clone(), *place),
            Head::Article { article, .. } => {
                Cell::text(self.chart.about.sources().nth(*article).map(|s| s.doc.clone()).unwrap_or_default())
            }
            Head::Measure { name, .. } => Cell::text(name.clone()),
        }
    }

    /// A row for each cell that holds something.
    fn matrix(&self, matrix: &Matrix, id: &'static str, columns: [&str; 3]) -> Table {
        let rows = matrix.cells.iter().filter(|cell| cell.stands).map(|cell| {
            let place: Option<Place> = cell.places.first().copied();
            let counted = cell.value.fract() == 0.0;
            let value = if counted { Cell::found(cell.value as u32, place) } else { Cell::share(cell.value, place) };
            vec![self.head(&matrix.rows[cell.row]), self.head(&matrix.columns[cell.column]), value]
        });
        table(id, &columns, self.messages, rows.collect())
    }
}
