//! From findings to the data of each kind of chart.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::data::{
    About, Basis, Chart, Coder, Comparables, Content, FigurePair, Figures, Head, Kind, Matrix, MatrixCell, MeasureDot,
    MeasureRow, Measures, PairPanel, Share, Shares, Source, Statement, UnitPanel,
};
use super::scene::Place;
use super::wording;
use crate::article::Role;
use crate::comparison::{Analysis, Side};
use crate::figures::{self, Figure, Tier};
use crate::findings::Findings;
use crate::script::Script;
use crate::text::Span;
use crate::themes::ThemeIndex;

/// The chart of a kind. `dates` are the articles' own, EDTF, left and right, where they are known.
pub fn build(findings: &Findings, kind: Kind, dates: [Option<&str>; 2]) -> Chart {
    let content = match kind {
        Kind::Comparables => Content::Comparables(comparables(findings)),
        Kind::Figures => Content::Figures(units(findings)),
        Kind::Themes => Content::Themes(shares(findings)),
        Kind::Links => Content::Links(theme_links(findings)),
        Kind::Alignment => Content::Alignment(alignment(findings)),
        Kind::Measures => Content::Measures(measures(findings)),
    };
    Chart { about: about(findings, dates), content }
}

/// What stands under every chart of these findings.
pub fn about(findings: &Findings, dates: [Option<&str>; 2]) -> About {
    let comparison = &findings.comparison;
    let basis = findings.basis();
    let [left, right] = dates.map(|date| date.map(str::to_owned));
    About {
        left: source(&comparison.left, left),
        right: source(&comparison.right, right),
        basis: Basis {
            machine: concat!("duizhao ", env!("CARGO_PKG_VERSION")).to_owned(),
            codebook: format!("{} {}", comparison.codebook.id, comparison.codebook.fingerprint()),
            coder: basis.coder.map(|name| Coder { name, reviewed: basis.reviewed, of: basis.of }),
        },
    }
}

fn source(analysis: &Analysis, date: Option<String>) -> Source {
    let article = &analysis.article;
    let title = article.passages.iter().find(|p| p.role == Role::Title).map(|p| article.text.slice(p.span));
    let title = title.unwrap_or(&article.name).split_whitespace().collect::<Vec<_>>().join(" ");
    let passages = || article.passages.iter().zip(&analysis.normalized.written);
    let of =
        |script: Script| -> u32 { passages().filter(|(_, w)| w.script == script).map(|(p, _)| p.span.len()).sum() };
    let digest = Sha256::digest(article.text.as_str().as_bytes());
    Source {
        doc: article.name.clone(),
        title,
        traditional: of(Script::Traditional) > of(Script::Simplified),
        date,
        characters: counted(analysis).map(|p| p.span.len()).sum(),
        hash: digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect(),
    }
}

/// The passages that count in shares.
fn counted(analysis: &Analysis) -> impl Iterator<Item = &crate::article::Passage> {
    analysis.article.passages.iter().filter(|p| analysis.counts(p.id))
}

/// A figure as its article states it; none without a value.
fn statement(analysis: &Analysis, side: Side, figure: &Figure) -> Option<Statement> {
    let text = &analysis.article.text;
    Some(Statement {
        place: Place { side, span: figure.span },
        value: figure.value?,
        value2: figure.value2,
        modifier: figure.modifier,
        wording: wording::of(text, figure.span),
        subject: figure.subject_words(text),
        status: figure.status,
        sentence: sentence(analysis, figure.span),
    })
}

/// The sentence that holds a span; its passage where sentences were not told apart.
pub fn sentence(analysis: &Analysis, span: Span) -> String {
    let article = &analysis.article;
    let Some(passage) = article.passage_at(span) else { return article.text.slice(span).to_owned() };
    let sentence = passage.sentences.iter().find(|s| s.contains(span.start)).copied().unwrap_or(passage.span);
    article.text.slice(sentence).trim().to_owned()
}

/// The canonical unit, or the source's word for what has none.
fn unit_key(figure: &Figure) -> String {
    match (&figure.unit_id, figure.kind) {
        (Some(id), _) => id.clone(),
        (None, figures::Kind::Index) => format!("index {}", figure.unit),
        (None, _) => figure.unit.clone(),
    }
}

/// The axis that a figure stands on, as key and label: its unit and what it is reckoned by. An amount a household
/// (户均) never stands beside a plain one.
fn axis(analysis: &Analysis, figure: &Figure) -> (String, String) {
    let unit = unit_key(figure);
    let by = figure.denominator.filter(|_| figure.kind != figures::Kind::Percent);
    let Some(by) = by else { return (unit, figure.unit.clone()) };
    let label = format!("{}（{}）", figure.unit, analysis.article.text.slice(by));
    (format!("{unit} {}", analysis.normalized.slice(by)), label)
}

/// The figures of an article that charts show: with a value, each fact once.
fn chartable(findings: &Findings, side: Side) -> Vec<&Figure> {
    let figures = findings.figures(side).into_iter();
    figures.filter(|f| f.tier == Tier::Figure && f.duplicate_of.is_none() && f.value.is_some()).collect()
}

fn units(findings: &Findings) -> Figures {
    let mut panels: Vec<UnitPanel> = Vec::new();
    let mut at: BTreeMap<String, usize> = BTreeMap::new();
    let mut read = 0;
    for side in Side::BOTH {
        let analysis = findings.comparison.side(side);
        for figure in chartable(findings, side) {
            read += 1;
            let Some(statement) = statement(analysis, side, figure) else { continue };
            let (key, unit) = axis(analysis, figure);
            let panel = *at.entry(key.clone()).or_insert(panels.len());
            if panel == panels.len() {
                panels.push(UnitPanel { unit_id: key, unit, rows: Vec::new() });
            }
            panels[panel].rows.push(statement);
        }
    }
    for panel in &mut panels {
        panel.rows.sort_by(|a, b| b.value.cmp(&a.value).then(a.place.cmp(&b.place)));
    }
    // The fullest first; of equals the one that the text names first.
    panels.sort_by_key(|panel| std::cmp::Reverse(panel.rows.len()));
    Figures { panels, read }
}

fn comparables(findings: &Findings) -> Comparables {
    let comparison = &findings.comparison;
    let mut panels: Vec<PairPanel> = Vec::new();
    let mut at: BTreeMap<String, usize> = BTreeMap::new();
    for pair in findings.comparables().into_iter().filter(|pair| pair.accepted) {
        let left = &comparison.left.figures[pair.left.0 as usize];
        let right = &comparison.right.figures[pair.right.0 as usize];
        let (Some(l), Some(r)) =
            (statement(&comparison.left, Side::Left, left), statement(&comparison.right, Side::Right, right))
        else {
            continue;
        };
        let (a, b) = (axis(&comparison.left, left), axis(&comparison.right, right));
        let (key, unit) = if a.0 == b.0 {
            a
        } else {
            // Counts of kindred things under two classifiers; both are named.
            let both: Vec<String> = [a.1, b.1].into_iter().filter(|u| !u.is_empty()).collect();
            (format!("{}/{}", a.0, b.0), both.join(" / "))
        };
        let panel = *at.entry(key.clone()).or_insert(panels.len());
        if panel == panels.len() {
            panels.push(PairPanel { unit_id: key, unit, rows: Vec::new() });
        }
        let relation = serde_json::to_value(pair.relation).ok().and_then(|v| v.as_str().map(str::to_owned));
        panels[panel].rows.push(FigurePair {
            left: l,
            right: r,
            relation: relation.unwrap_or_default(),
            score: pair.score,
        });
    }
    panels.sort_by_key(|panel| std::cmp::Reverse(panel.rows.len()));
    Comparables { panels, figures: Side::BOTH.map(|side| chartable(findings, side).len()) }
}

fn shares(findings: &Findings) -> Shares {
    let comparison = &findings.comparison;
    let of = |side: Side| counted(comparison.side(side)).map(|p| p.span.len()).sum::<u32>();
    let mut rows: Vec<Share> = comparison
        .themes
        .iter()
        .filter(|share| share.left.characters + share.right.characters > 0)
        .map(|share| {
            let theme = comparison.codebook.theme(share.theme);
            let places = Side::BOTH.map(|side| {
                let analysis = comparison.side(side);
                counted(analysis)
                    .filter(|p| analysis.labels.of(p.id).iter().any(|l| l.theme == share.theme))
                    .map(|p| Place { side, span: p.span })
                    .collect()
            });
            Share {
                theme: theme.id.clone(),
                name: theme.name.clone(),
                colour: theme.colour,
                characters: [share.left.characters, share.right.characters],
                places,
            }
        })
        .collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.characters[0] + row.characters[1]));
    let without = Side::BOTH.map(|side| {
        let analysis = comparison.side(side);
        counted(analysis).filter(|p| analysis.labels.of(p.id).is_empty()).map(|p| p.span.len()).sum()
    });
    Shares { rows, characters: Side::BOTH.map(of), without }
}

/// How many of the standing links join passages of one theme with passages of another.
fn theme_links(findings: &Findings) -> Matrix {
    let comparison = &findings.comparison;
    let mut cells: BTreeMap<(ThemeIndex, ThemeIndex), Vec<Place>> = BTreeMap::new();
    let mut links = 0;
    for link in findings.links().into_iter().filter(|link| link.stands()) {
        links += 1;
        for left in comparison.left.themes_at(link.left) {
            for right in comparison.right.themes_at(link.right) {
                let places =
                    [(Side::Left, link.left), (Side::Right, link.right)].map(|(side, span)| Place { side, span });
                cells.entry((left, right)).or_default().extend(places);
            }
        }
    }
    let side = |side: Side| -> Vec<ThemeIndex> {
        comparison.themes.iter().filter(|t| t.side(side).characters > 0).map(|t| t.theme).collect()
    };
    let (rows, columns) = (side(Side::Left), side(Side::Right));
    let head = |&theme: &ThemeIndex| {
        let theme = comparison.codebook.theme(theme);
        Head::Theme { id: theme.id.clone(), name: theme.name.clone(), colour: theme.colour }
    };
    let found = cells.into_iter().filter_map(|((left, right), places)| {
        let row = rows.iter().position(|&t| t == left)?;
        let column = columns.iter().position(|&t| t == right)?;
        Some(MatrixCell { row, column, value: (places.len() / 2) as f64, stands: true, places })
    });
    let cells = found.collect();
    Matrix { rows: rows.iter().map(head).collect(), columns: columns.iter().map(head).collect(), cells, links }
}

/// Candidates from this score on are shown beside the accepted links.
const FAINT: f64 = 0.3;

fn alignment(findings: &Findings) -> Matrix {
    let comparison = &findings.comparison;
    let heads = |side: Side| -> Vec<Head> {
        let analysis = comparison.side(side);
        counted(analysis)
            .map(|p| {
                let words: String =
                    analysis.article.text.slice(p.span).chars().filter(|c| *c != '\n').take(60).collect();
                Head::Passage { id: p.id, words, place: Place { side, span: p.span } }
            })
            .collect()
    };
    let (rows, columns) = (heads(Side::Left), heads(Side::Right));
    let at = |heads: &[Head], span: Span| {
        heads.iter().position(|h| matches!(h, Head::Passage { place, .. } if place.span == span))
    };
    let mut cells: BTreeMap<(usize, usize), MatrixCell> = BTreeMap::new();
    let mut put = |left: Span, right: Span, value: f64, stands: bool| {
        let (Some(row), Some(column)) = (at(&rows, left), at(&columns, right)) else { return };
        let places = vec![Place { side: Side::Left, span: left }, Place { side: Side::Right, span: right }];
        cells.insert((row, column), MatrixCell { row, column, value, stands, places });
    };
    for c in comparison.alignment.candidates.iter().filter(|c| c.score >= FAINT) {
        let span = |side: Side, id| comparison.side(side).article.passage(id).span;
        put(span(Side::Left, c.left), span(Side::Right, c.right), c.score, false);
    }
    let mut links = 0;
    for link in findings.links() {
        let value = link.candidate.map_or(1.0, |c| c.score);
        links += usize::from(link.stands());
        put(link.left, link.right, value, link.stands());
    }
    let cells = cells.into_values().collect();
    Matrix { rows, columns, cells, links }
}

fn measures(findings: &Findings) -> Measures {
    let comparison = &findings.comparison;
    let mut rows: BTreeMap<(bool, Option<ThemeIndex>), [Vec<MeasureDot>; 2]> = BTreeMap::new();
    for side in Side::BOTH {
        let analysis = comparison.side(side);
        let mut seen = std::collections::BTreeSet::new();
        for measure in &analysis.measures {
            if !seen.insert(measure.group) {
                continue;
            }
            let answered = comparison
                .counterparts
                .iter()
                .any(|c| c.strict && measure.group == if side == Side::Left { c.left } else { c.right });
            let mentions = analysis.measures.iter().filter(|m| m.group == measure.group).count();
            let name = analysis.article.text.slice(measure.span).replace('\n', "");
            let dot = MeasureDot {
                place: Place { side, span: measure.span },
                name,
                status: measure.status,
                answered,
                mentions,
            };
            // Those without a theme come last.
            let key = (measure.theme.is_none(), measure.theme);
            rows.entry(key).or_default()[side as usize].push(dot);
        }
    }
    let rows = rows.into_iter().map(|((_, theme), measures)| {
        let theme = theme.map(|t| comparison.codebook.theme(t));
        MeasureRow {
            theme: theme.map(|t| t.id.clone()),
            name: theme.map(|t| t.name.clone()),
            colour: theme.map(|t| t.colour),
            measures,
        }
    });
    Measures { rows: rows.collect() }
}
