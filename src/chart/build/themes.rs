//! Themes and links: share of text, themes against themes, passages against passages.

use std::collections::BTreeMap;

use super::super::data::{Head, Matrix, MatrixCell, Share, Shares};
use super::super::scene::Place;
use super::{counted, sentence, traditional};
use crate::comparison::Side;
use crate::findings::Findings;
use crate::text::Span;
use crate::themes::ThemeIndex;

pub fn shares(findings: &Findings) -> Shares {
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
pub fn links(findings: &Findings) -> Matrix {
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
        let first = places.iter().take(2).map(|place| sentence(comparison.side(place.side), place.span));
        let (value, sentences) = ((places.len() / 2) as f64, first.collect());
        Some(MatrixCell { row, column, value, stands: true, places, elsewhere: Vec::new(), sentences })
    });
    let cells = found.collect();
    Matrix { rows: rows.iter().map(head).collect(), columns: columns.iter().map(head).collect(), cells, total: links }
}

/// Candidates from this score on are shown beside the accepted links.
const FAINT: f64 = 0.3;

pub fn alignment(findings: &Findings) -> Matrix {
    let comparison = &findings.comparison;
    let heads = |side: Side| -> Vec<Head> {
        let analysis = comparison.side(side);
        let traditional = traditional(analysis);
        counted(analysis)
            .map(|p| {
                let words: String =
                    analysis.article.text.slice(p.span).chars().filter(|c| *c != '\n').take(60).collect();
                Head::Passage { id: p.id, words, traditional, place: Place { side, span: p.span } }
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
        let (elsewhere, sentences) = (Vec::new(), Vec::new());
        cells.insert((row, column), MatrixCell { row, column, value, stands, places, elsewhere, sentences });
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
    Matrix { rows, columns, cells, total: links }
}
