//! The tables of a comparison: plain cells, written as CSV, as XLSX and into the report.

use rust_decimal::Decimal;
use serde::Serialize;

use super::{chart_tables, coded};
use crate::chart::{self, Kind, Material, Place};
use crate::comparison::Side;
use crate::figures::Tier;
use crate::findings::Findings;
use crate::i18n::Messages;
use crate::text::Span;

/// A cell of a table.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    Empty,
    Text(String),
    Number(Decimal),
    /// A number, and where the article says what it counts or claims.
    Found(Decimal, Place),
    /// Words of an article, and where they stand.
    Quote(String, Place),
}

impl Cell {
    pub fn text(text: impl Into<String>) -> Cell {
        let text = text.into();
        if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
    }

    /// A count, and the first place that it counts.
    pub fn found(number: u32, place: Option<Place>) -> Cell {
        Self::number(Some(Decimal::from(number)), place)
    }

    /// A score or share, rounded to three decimals.
    pub fn share(value: f64, place: Option<Place>) -> Cell {
        Self::number(Decimal::try_from(value).ok().map(|v| v.round_dp(3)), place)
    }

    pub fn number(value: Option<Decimal>, place: Option<Place>) -> Cell {
        match (value.map(|v| v.normalize()), place) {
            (None, _) => Cell::Empty,
            (Some(value), Some(place)) => Cell::Found(value, place),
            (Some(value), None) => Cell::Number(value),
        }
    }
}

/// The head of a column.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// What programs call it, the same in every language; no two columns of a table share one.
    pub key: String,
    /// What readers see.
    pub name: String,
}

/// A table; every row has a cell for each column.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// The file's name.
    pub id: &'static str,
    pub title: String,
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    /// The table without columns in which no row says anything: what pages show, where room is scarce.
    pub fn filled(&self) -> Table {
        let says = |column: &usize| self.rows.iter().any(|row| row[*column] != Cell::Empty);
        let kept: Vec<usize> = (0..self.columns.len()).filter(says).collect();
        Table {
            id: self.id,
            title: self.title.clone(),
            columns: kept.iter().map(|&n| self.columns[n].clone()).collect(),
            rows: self.rows.iter().map(|row| kept.iter().map(|&n| row[n].clone()).collect()).collect(),
        }
    }
}

/// All tables of the findings, in the order of a report.
pub fn all(material: &Material<'_>, messages: &Messages) -> Vec<Table> {
    let findings = material.findings;
    let chart = |kind: Kind| chart_tables::of(&chart::build(material, kind), messages);
    let mut tables = vec![
        themes(findings, messages),
        chart(Kind::Comparables),
        figures(findings, messages),
        chart(Kind::Timeline),
        links(findings, messages),
        chart(Kind::Links),
        measures(findings, messages),
        chart(Kind::Terms),
    ];
    if !material.others.is_empty() {
        tables.push(chart(Kind::MeasureMatrix));
    }
    if material.session.is_some() || !material.others.is_empty() {
        tables.push(chart(Kind::CodeMatrix));
    }
    if coded::several_code(material) {
        tables.push(chart(Kind::Agreement));
    }
    tables.extend(coded::tables(material, messages));
    tables.push(vocabulary(findings, messages));
    tables
}

pub fn table(id: &'static str, columns: &[&str], messages: &Messages, rows: Vec<Vec<Cell>>) -> Table {
    debug_assert!(rows.iter().all(|row| row.len() == columns.len()), "{id}");
    let column =
        |key: &&str| Column { key: key.replace('-', "_"), name: messages.text(&format!("report-column-{key}")) };
    let columns = columns.iter().map(column).collect();
    Table { id, title: messages.text(&format!("report-table-{id}")), columns, rows }
}

/// The word for a value of an enum that files write in snake case.
pub fn term(kind: &str, value: &impl Serialize, messages: &Messages) -> Cell {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(id)) => {
            Cell::text(messages.text(&format!("report-{kind}-{}", id.replace('_', "-"))))
        }
        _ => Cell::Empty,
    }
}

fn side(side: Side, findings: &Findings) -> Cell {
    Cell::text(findings.comparison.side(side).article.name.clone())
}

pub fn quote(findings: &Findings, side: Side, span: Span) -> Cell {
    let words = findings.comparison.side(side).article.text.slice(span);
    Cell::Quote(words.split('\n').collect::<String>(), Place { side, span })
}

fn theme_names(findings: &Findings, side: Side, span: Span, messages: &Messages) -> Cell {
    let analysis = findings.comparison.side(side);
    let codebook = &findings.comparison.codebook;
    let names =
        analysis.themes_at(span).into_iter().map(|t| codebook.theme(t).name.in_lang(messages.lang()).to_owned());
    Cell::text(names.collect::<Vec<_>>().join("; "))
}

fn themes(findings: &Findings, messages: &Messages) -> Table {
    let comparison = &findings.comparison;
    let rows = comparison.themes.iter().map(|share| {
        let name = comparison.codebook.theme(share.theme).name.in_lang(messages.lang());
        let mut row = vec![Cell::text(name)];
        for side in Side::BOTH {
            let analysis = comparison.side(side);
            let speaks = |id| analysis.labels.of(id).iter().any(|label| label.theme == share.theme);
            let first = analysis.article.passages.iter().find(|p| analysis.counts(p.id) && speaks(p.id));
            let place = first.map(|p| Place { side, span: p.span });
            let all = analysis.article.passages.iter().find(|p| analysis.counts(p.id));
            let all = all.map(|p| Place { side, span: p.span });
            let share = share.side(side);
            row.extend([
                Cell::found(share.passages, place),
                Cell::found(share.characters, place),
                Cell::found(share.of, all),
                Cell::share(share.fraction(), place),
            ]);
        }
        row
    });
    let columns = [
        "theme",
        "left-passages",
        "left-characters",
        "left-of",
        "left-share",
        "right-passages",
        "right-characters",
        "right-of",
        "right-share",
    ];
    table("themes", &columns, messages, rows.collect())
}

fn figures(findings: &Findings, messages: &Messages) -> Table {
    let mut rows = Vec::new();
    for at in Side::BOTH {
        let analysis = findings.comparison.side(at);
        let text = &analysis.article.text;
        let words = |span: Option<Span>| Cell::text(span.map_or("", |s| text.slice(s)));
        // Weak numerals, such as those that number a list, are no statements of the article.
        for figure in findings.figures(at).into_iter().filter(|figure| figure.tier != Tier::Weak) {
            let place = Some(Place { side: at, span: figure.span });
            let repeats = figure.duplicate_of.and_then(|id| analysis.figures.get(id.0 as usize));
            rows.push(vec![
                side(at, findings),
                quote(findings, at, figure.span),
                Cell::number(figure.value, place),
                Cell::number(figure.value2, place),
                Cell::text(figure.unit.clone()),
                term("kind", &figure.kind, messages),
                term("modifier", &figure.modifier, messages),
                figure.direction.map_or(Cell::Empty, |d| term("direction", &d, messages)),
                Cell::text(figure.subject_words(text)),
                words(figure.place),
                words(figure.period),
                Cell::text(figure.date.clone().unwrap_or_default()),
                figure.status.map_or(Cell::Empty, |s| term("status", &s, messages)),
                repeats.map_or(Cell::Empty, |first| quote(findings, at, first.span)),
                theme_names(findings, at, figure.span, messages),
                Cell::text(chart::sentence(analysis, figure.span)),
            ]);
        }
    }
    let columns = [
        "article",
        "words",
        "value",
        "value2",
        "unit",
        "kind",
        "modifier",
        "direction",
        "subject",
        "place",
        "period",
        "date",
        "status",
        "repeats",
        "themes",
        "sentence",
    ];
    table("figures", &columns, messages, rows)
}

fn links(findings: &Findings, messages: &Messages) -> Table {
    let codebook = &findings.comparison.codebook;
    let rows = findings.links().into_iter().filter(|link| link.stands()).map(|link| {
        let place = Some(Place { side: Side::Left, span: link.left });
        let themes = link.candidate.map_or(&[][..], |c| &c.themes);
        let names: Vec<&str> = themes.iter().map(|&t| codebook.theme(t).name.in_lang(messages.lang())).collect();
        let verdict = match link.verdict {
            None => "suggested",
            Some(crate::findings::Verdict::Confirmed) => "confirmed",
            Some(crate::findings::Verdict::Rejected) => "rejected",
            Some(crate::findings::Verdict::Unsure) => "unsure",
            Some(crate::findings::Verdict::ByHand) => "by_hand",
        };
        vec![
            quote(findings, Side::Left, link.left),
            quote(findings, Side::Right, link.right),
            link.candidate.map_or(Cell::Empty, |c| Cell::share(c.score, place)),
            Cell::text(names.join("; ")),
            term("verdict", &verdict, messages),
        ]
    });
    table("links", &["left-words", "right-words", "score", "themes", "verdict"], messages, rows.collect())
}

fn measures(findings: &Findings, messages: &Messages) -> Table {
    let comparison = &findings.comparison;
    let mut rows = Vec::new();
    let (counterparts, named) = (findings.counterparts(), Side::BOTH.map(|side| findings.measures(side)));
    for at in Side::BOTH {
        let other = at.other();
        for &measure in &named[at as usize] {
            // What answers it, with its first mention.
            let answers = |strict: bool| {
                let pairs = counterparts.iter().filter(|c| c.strict == strict);
                let found = pairs.filter_map(|c| {
                    let (own, theirs) = if at == Side::Left { (c.left, c.right) } else { (c.right, c.left) };
                    let first = named[other as usize].iter().find(|m| own == measure.group && m.group == theirs)?;
                    Some((c, first.span))
                });
                found.collect::<Vec<_>>()
            };
            let strict = answers(true);
            let counterpart = strict.first().map_or(Cell::Empty, |(_, span)| quote(findings, other, *span));
            let why = strict.first().map(|(pair, _)| super::why(pair, &comparison.codebook, messages));
            let text = &comparison.side(other).article.text;
            let related = answers(false).into_iter().map(|(pair, span)| {
                let why = super::why(pair, &comparison.codebook, messages);
                let args = [("name", text.slice(span).to_owned().into()), ("why", why.into())];
                messages.format("measure-related-why", &args)
            });
            let related: Vec<String> = related.collect();
            let theme = measure.theme.map(|t| comparison.codebook.theme(t).name.in_lang(messages.lang()).to_owned());
            rows.push(vec![
                side(at, findings),
                Cell::Quote(findings.measure_name(at, measure), Place { side: at, span: measure.span }),
                term("measure", &measure.kind, messages),
                Cell::text(theme.unwrap_or_default()),
                measure.status.map_or(Cell::Empty, |s| term("status", &s, messages)),
                measure.level.map_or(Cell::Empty, |level| term("level", &level, messages)),
                counterpart,
                Cell::text(why.unwrap_or_default()),
                Cell::text(related.join("; ")),
            ]);
        }
    }
    let columns = ["article", "words", "kind", "theme", "status", "level", "counterpart", "why", "related"];
    table("measures", &columns, messages, rows)
}

fn vocabulary(findings: &Findings, messages: &Messages) -> Table {
    let mut rows = Vec::new();
    for at in Side::BOTH {
        for substitution in &findings.comparison.side(at).normalized.substitutions {
            rows.push(vec![
                side(at, findings),
                quote(findings, at, substitution.span),
                Cell::text(substitution.normalized.clone()),
                Cell::text(substitution.rule.clone()),
                term("risk", &substitution.risk, messages),
            ]);
        }
    }
    table("vocabulary", &["article", "words", "normalized", "rule", "risk"], messages, rows)
}

/// The table with two columns more behind each that quotes an article: where the words begin and end, in code points of
/// the reference text.
pub fn placed(table: &Table, messages: &Messages) -> Table {
    let quotes: Vec<bool> = (0..table.columns.len())
        .map(|column| table.rows.iter().any(|row| matches!(row[column], Cell::Quote(..))))
        .collect();
    let spread = |cells: &mut dyn Iterator<Item = (Cell, [Cell; 2])>| -> Vec<Cell> {
        let all = cells.zip(&quotes);
        all.flat_map(|((cell, ends), quotes)| std::iter::once(cell).chain(ends.into_iter().filter(|_| *quotes)))
            .collect()
    };
    let number = |n: u32| Cell::Number(Decimal::from(n));
    let rows = table.rows.iter().map(|row| {
        spread(&mut row.iter().map(|cell| match cell {
            Cell::Quote(_, place) => (cell.clone(), [number(place.span.start.0), number(place.span.end.0)]),
            _ => (cell.clone(), [Cell::Empty, Cell::Empty]),
        }))
    });
    let rows = rows.collect();
    let end = |column: &Column, end: &str| Column {
        key: format!("{}_{end}", column.key),
        name: messages.format(&format!("report-column-{end}"), &[("column", column.name.as_str().into())]),
    };
    let columns = table.columns.iter().zip(&quotes).flat_map(|(column, quotes)| {
        let ends = ["start", "end"].into_iter().filter(|_| *quotes).map(|which| end(column, which));
        std::iter::once(column.clone()).chain(ends).collect::<Vec<_>>()
    });
    Table { id: table.id, title: table.title.clone(), columns: columns.collect(), rows }
}

/// RFC 4180 with a byte order mark, without which spreadsheets take Chinese for something else; with places.
pub fn csv(table: &Table, messages: &Messages) -> Vec<u8> {
    let table = placed(table, messages);
    let mut out = String::from("\u{feff}");
    let mut line = |cells: &mut dyn Iterator<Item = String>| {
        out.push_str(&cells.collect::<Vec<_>>().join(","));
        out.push_str("\r\n");
    };
    line(&mut table.columns.iter().map(|c| quoted(&c.name)));
    for row in &table.rows {
        line(&mut row.iter().map(|cell| match cell {
            Cell::Empty => String::new(),
            Cell::Text(text) | Cell::Quote(text, _) => quoted(text),
            Cell::Number(number) | Cell::Found(number, _) => number.to_string(),
        }));
    }
    out.into_bytes()
}

fn quoted(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Lang;

    fn columns(names: [&str; 2]) -> Vec<Column> {
        names.map(|name| Column { key: name.into(), name: name.into() }).into()
    }

    fn text(table: &Table, lang: Lang) -> String {
        String::from_utf8(csv(table, &Messages::new(lang))).unwrap()
    }

    #[test]
    fn a_quotation_says_where_it_stands() {
        let place = Place { side: Side::Left, span: Span::new(3, 5) };
        let table = Table {
            id: "x",
            title: "x".into(),
            columns: columns(["甲", "乙"]),
            rows: vec![vec![Cell::Quote("网信".into(), place), Cell::Empty], vec![Cell::Empty, Cell::Text("a".into())]],
        };
        assert_eq!(text(&table, Lang::SimplifiedChinese), "\u{feff}甲,甲起点,甲终点,乙\r\n网信,3,5,\r\n,,,a\r\n");
        let keys = placed(&table, &Messages::new(Lang::English)).columns.into_iter().map(|column| column.key);
        assert_eq!(keys.collect::<Vec<_>>(), ["甲", "甲_start", "甲_end", "乙"]);
    }

    #[test]
    fn a_page_leaves_out_columns_that_say_nothing() {
        let rows = vec![vec![Cell::Empty, Cell::Text("a".into())], vec![Cell::Empty, Cell::Empty]];
        let table = Table { id: "x", title: "x".into(), columns: columns(["甲", "乙"]), rows };
        let filled = table.filled();
        assert_eq!(filled.columns.iter().map(|c| c.name.as_str()).collect::<Vec<_>>(), ["乙"]);
        assert_eq!(filled.rows, [[Cell::Text("a".into())], [Cell::Empty]]);
    }

    #[test]
    fn csv_keeps_marks_and_lines() {
        let cell = |text: &str| Cell::Text(text.into());
        let table = Table {
            id: "x",
            title: "x".into(),
            columns: columns(["甲", "乙"]),
            rows: vec![vec![cell("a,\"b\"\nc"), Cell::Number("14.06".parse().unwrap())], vec![Cell::Empty, cell("=1")]],
        };
        assert_eq!(text(&table, Lang::English), "\u{feff}甲,乙\r\n\"a,\"\"b\"\"\nc\",14.06\r\n,=1\r\n");
    }
}
