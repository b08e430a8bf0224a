//! The dock below the texts: tables and charts, one tab each.

use eframe::egui::{Align, Button, Label, Layout, RichText, Ui};

use super::table::{Cell, Column, Row, Table, column, number};
use crate::comparison::{Analysis, Side};
use crate::figures::Tier;
use crate::gui::style::Palette;
use crate::search::Mode;
use crate::text::Span;
use crate::workbench::{
    Command, Dialog, Dock, FigureCommand, MeasureCommand, Scope, SearchHit, Tab, WordCommand, Workbench,
};

/// The tables as they were last built.
#[derive(Default)]
pub struct Tables {
    codebook: super::codebook::State,
    chart: super::charts::State,
    table: Table,
    /// What the rows were built from.
    built: Option<(Tab, u64)>,
}

pub fn tab_name(tab: Tab) -> &'static str {
    match tab {
        Tab::Charts => "tab-charts",
        Tab::Figures => "tab-figures",
        Tab::Comparables => "tab-comparables",
        Tab::Measures => "tab-measures",
        Tab::Links => "tab-links",
        Tab::Annotations => "tab-annotations",
        Tab::Codebook => "tab-codebook",
        Tab::Search => "tab-search",
        Tab::Vocabulary => "tab-vocabulary",
    }
}

const FIGURES: &[Column] = &[
    column("col-article", 0.6),
    column("col-figure", 1.2),
    number("col-value", 1.5),
    column("col-unit", 0.6),
    column("field-subject", 2.3),
    column("field-period", 1.0),
    column("field-place", 0.9),
    column("col-status", 0.8),
    column("col-context", 3.1),
];
const COMPARABLES: &[Column] = &[
    column("col-left-subject", 1.8),
    column("col-left", 1.2),
    column("col-left-context", 3.0),
    column("col-right-subject", 1.8),
    column("col-right", 1.2),
    column("col-right-context", 3.0),
    column("col-relation", 0.8),
    number("col-score", 0.8),
];
const MEASURES: &[Column] = &[
    column("col-article", 1.0),
    column("col-measure", 3.0),
    column("col-kind", 1.2),
    column("col-theme", 1.4),
    column("col-status", 0.9),
    column("field-level", 0.7),
    column("col-counterpart", 2.4),
    column("col-why", 2.2),
    column("col-related", 2.2),
];
const LINKS: &[Column] = &[
    number("col-left-number", 0.6),
    column("col-left", 4.0),
    number("col-right-number", 0.6),
    column("col-right", 4.0),
    column("col-themes", 2.0),
    number("col-score", 0.7),
    column("col-verdict", 0.9),
];
const ANNOTATIONS: &[Column] = &[
    column("col-article", 0.8),
    number("col-passage", 0.5),
    column("col-what", 1.6),
    column("col-text", 5.0),
    column("col-coder", 0.9),
];
const SEARCH: &[Column] = &[
    column("col-article", 1.2),
    number("col-passage", 0.6),
    number("col-before", 3.2),
    column("col-hit", 1.2),
    column("col-behind", 3.2),
];
const VOCABULARY: &[Column] = &[
    column("col-article", 1.0),
    column("col-source-word", 1.5),
    column("col-normal-word", 1.5),
    number("col-count", 0.6),
    column("col-risk", 0.8),
    column("col-rule", 2.0),
];

impl Tables {
    /// The tabs alone: the dock is closed.
    pub fn tabs(&mut self, ui: &mut Ui, workbench: &Workbench, commands: &mut Vec<Command>) {
        let palette = Palette::of(ui);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 3.0;
            let wide = ui.available_width() > 820.0;
            for tab in Tab::ALL {
                let on = tab == workbench.tab && workbench.dock != Dock::Closed;
                if !wide && !on && !matches!(tab, Tab::Charts | Tab::Figures | Tab::Links) {
                    continue;
                }
                let name = RichText::new(workbench.text(tab_name(tab)));
                let name = if on { name.font(crate::gui::fonts::bold(14.0)) } else { name.color(palette.weak) };
                if ui.add(Button::selectable(on, name)).clicked() {
                    commands.push(Command::SetTab(tab));
                }
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let mut dock = |ui: &mut Ui, key: &str, dock: Dock| {
                    if ui.button(workbench.text(key)).clicked() {
                        commands.push(Command::SetDock(dock));
                    }
                };
                match workbench.dock {
                    Dock::Closed => dock(ui, "dock-open", Dock::Open),
                    Dock::Open => {
                        dock(ui, "dock-close", Dock::Closed);
                        dock(ui, "dock-full", Dock::Full);
                    }
                    Dock::Full => {
                        dock(ui, "dock-close", Dock::Closed);
                        dock(ui, "dock-restore", Dock::Open);
                    }
                }
            });
        });
    }

    pub fn ui(&mut self, ui: &mut Ui, workbench: &Workbench, commands: &mut Vec<Command>) {
        self.tabs(ui, workbench, commands);
        ui.add_space(2.0);
        match workbench.tab {
            Tab::Charts => super::charts::ui(ui, workbench, &mut self.chart, commands),
            Tab::Codebook => super::codebook::ui(ui, workbench, &mut self.codebook, commands),
            _ => self.table_ui(ui, workbench, commands),
        }
    }

    fn table_ui(&mut self, ui: &mut Ui, workbench: &Workbench, commands: &mut Vec<Command>) {
        let tab = workbench.tab;
        if self.built != Some((tab, workbench.revision)) {
            let fresh = self.built.is_none_or(|(old, _)| old != tab);
            if fresh {
                self.table = Table::default();
            }
            self.table.set(rows(workbench, tab));
            self.built = Some((tab, workbench.revision));
        }
        match tab {
            Tab::Search => search_head(ui, workbench, commands),
            Tab::Vocabulary => vocabulary_head(ui, workbench, commands),
            _ => {}
        }
        if self.table.len() == 0 {
            let key = match tab {
                Tab::Search => "empty-search",
                Tab::Annotations => "empty-annotations",
                _ if workbench.settings.unaided => "unaided-on",
                _ if workbench.comparison.is_running() => "comparing",
                _ => "empty-table",
            };
            let palette = Palette::of(ui);
            ui.add_space(16.0);
            ui.vertical_centered(|ui| ui.label(RichText::new(workbench.text(key)).color(palette.weak)));
            ui.allocate_space(ui.available_size());
            return;
        }
        let columns = match tab {
            Tab::Figures => FIGURES,
            Tab::Comparables => COMPARABLES,
            Tab::Measures => MEASURES,
            Tab::Links => LINKS,
            Tab::Search => SEARCH,
            Tab::Vocabulary => VOCABULARY,
            Tab::Annotations => ANNOTATIONS,
            Tab::Charts | Tab::Codebook => &[],
        };
        self.table.ui(ui, columns, |key| workbench.text(key), commands);
    }
}

fn rows(workbench: &Workbench, tab: Tab) -> Vec<Row> {
    match tab {
        Tab::Figures => each(workbench, figures),
        Tab::Measures => each(workbench, measures),
        Tab::Vocabulary => {
            let mut rows = own_words(workbench);
            rows.extend(each(workbench, vocabulary));
            rows
        }
        Tab::Comparables => comparables(workbench),
        Tab::Links => links(workbench),
        Tab::Search => search(workbench),
        Tab::Annotations => annotations(workbench),
        Tab::Charts | Tab::Codebook => Vec::new(),
    }
}

fn each(workbench: &Workbench, rows: fn(&Workbench, Side, &Analysis) -> Vec<Row>) -> Vec<Row> {
    let sides = Side::BOTH.into_iter();
    sides.filter_map(|s| workbench.analysis(s).map(|a| rows(workbench, s, a))).flatten().collect()
}

fn side_cell(workbench: &Workbench, side: Side) -> Cell {
    workbench.text(if side == Side::Left { "side-left" } else { "side-right" }).into()
}

fn value(text: String, value: f64) -> Cell {
    Cell { text, value: Some(value) }
}

/// The words around a span, in one line.
fn context(analysis: &Analysis, span: Span) -> String {
    const BEFORE: u32 = 14;
    const AFTER: u32 = 26;
    let within = analysis.article.passage_at(span).map_or(analysis.article.text.span(), |p| p.span);
    let start = span.start.0.saturating_sub(BEFORE).max(within.start.0);
    let end = (span.end.0 + AFTER).min(within.end.0).max(span.end.0);
    let before = if start > within.start.0 { "…" } else { "" };
    let after = if end < within.end.0 { "…" } else { "" };
    format!("{before}{}{after}", analysis.article.text.slice(Span::new(start, end))).replace('\n', " ")
}

fn figures(workbench: &Workbench, side: Side, analysis: &Analysis) -> Vec<Row> {
    let shown = workbench.figures(side).iter().filter(|f| f.tier == Tier::Figure && f.duplicate_of.is_none());
    shown
        .filter(|f| f.passage.is_none_or(|p| workbench.passes(side, p)))
        .map(|figure| {
            let number = figure.value.map(grouped).unwrap_or_default();
            let number = match figure.value2 {
                Some(upper) => format!("{number}–{}", grouped(upper)),
                None => number,
            };
            let words = |span: Option<Span>| Cell::from(span.map_or("", |span| analysis.article.text.slice(span)));
            let cells = vec![
                side_cell(workbench, side),
                analysis.article.text.slice(figure.span).into(),
                Cell { value: figure.value.and_then(|v| v.to_string().parse().ok()), text: number },
                figure.unit.as_str().into(),
                subject(analysis, figure).into(),
                words(figure.period),
                words(figure.place),
                figure.status.map(|s| workbench.text(&term("status", &s))).unwrap_or_default().into(),
                context(analysis, figure.span).into(),
            ];
            let menu = vec![
                ("figure-correct", Command::Ask(Dialog::Figure(side, figure.span))),
                ("figure-reject", Command::Figure(FigureCommand::Reject(side, figure.span))),
            ];
            Row { cells, command: Some(Command::GoTo(side, figure.span)), menu }
        })
        .collect()
}

/// A number with a comma every three digits.
fn grouped(value: rust_decimal::Decimal) -> String {
    let plain = value.normalize().to_string();
    let (whole, rest) = plain.split_at(plain.find('.').unwrap_or(plain.len()));
    let digits = whole.trim_start_matches('-');
    let mut out = whole[..whole.len() - digits.len()].to_owned();
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out + rest
}

/// The key of a value's name: `kind-money`, `status-under-way`.
fn term(kind: &str, value: &impl serde::Serialize) -> String {
    let name = serde_json::to_value(value).ok();
    let name = name.as_ref().and_then(serde_json::Value::as_str).unwrap_or_default().replace('_', "-");
    format!("{kind}-{name}")
}

/// What a figure counts, in the words of the text.
fn subject(analysis: &Analysis, figure: &crate::figures::Figure) -> String {
    figure.subject_words(&analysis.article.text).replace('\n', "")
}

fn comparables(workbench: &Workbench) -> Vec<Row> {
    let Some(comparison) = workbench.compared() else { return Vec::new() };
    workbench
        .comparables()
        .iter()
        .filter_map(|pair| {
            let (left, right) = (&comparison.left, &comparison.right);
            let left_figure = workbench.figure(Side::Left, pair.left)?;
            let right_figure = workbench.figure(Side::Right, pair.right)?;
            let ends = (left_figure.passage?, right_figure.passage?);
            if !workbench.passes(Side::Left, ends.0) && !workbench.passes(Side::Right, ends.1) {
                return None;
            }
            let cells = vec![
                subject(left, left_figure).into(),
                left.article.text.slice(left_figure.span).into(),
                context(left, left_figure.span).into(),
                subject(right, right_figure).into(),
                right.article.text.slice(right_figure.span).into(),
                context(right, right_figure.span).into(),
                workbench.text(&term("relation", &pair.relation)).into(),
                value(format!("{:.2}", pair.score), pair.score),
            ];
            let (left, right) = (left_figure.span, right_figure.span);
            let menu = vec![("figure-part", Command::Figure(FigureCommand::Part { left, right }))];
            Some(Row { cells, command: Some(Command::GoToPlaces { left, right }), menu })
        })
        .collect()
}

fn measures(workbench: &Workbench, side: Side, _: &Analysis) -> Vec<Row> {
    let Some(comparison) = workbench.compared() else { return Vec::new() };
    let lang = workbench.settings.lang;
    let mut groups = std::collections::BTreeSet::new();
    workbench
        .measures(side)
        .iter()
        .filter(|m| groups.insert(m.group) && workbench.passes(side, m.passage))
        .map(|measure| {
            let other = side.other();
            let pairs = || {
                workbench.measure_pairs().iter().filter_map(|c| {
                    let (own, theirs) = if side == Side::Left { (c.left, c.right) } else { (c.right, c.left) };
                    let first = || workbench.measures(other).iter().find(|m| m.group == theirs);
                    (own == measure.group).then(first).flatten().map(|m| (c, m))
                })
            };
            let answers = |strict: bool| {
                let named = pairs().filter(|(c, _)| c.strict == strict);
                let names: Vec<String> = named.map(|(_, m)| workbench.measure_name(other, m)).collect();
                names.join(&workbench.text("list-comma"))
            };
            let strict = pairs().find(|(c, _)| c.strict);
            let theme = measure.theme.map(|t| comparison.codebook.theme(t).name.in_lang(lang));
            let cells = vec![
                side_cell(workbench, side),
                workbench.measure_name(side, measure).into(),
                workbench.text(&term("report-measure", &measure.kind)).into(),
                theme.unwrap_or_default().into(),
                measure.status.map(|s| workbench.text(&term("status", &s))).unwrap_or_default().into(),
                measure.level.map(|l| workbench.text(&term("report-level", &l))).unwrap_or_default().into(),
                answers(true).into(),
                strict.map(|(c, _)| workbench.measure_reasons(c)).unwrap_or_default().into(),
                answers(false).into(),
            ];
            let span = measure.span;
            let join = super::measures::joining(workbench, side, span);
            let part = strict.map(|(_, answer)| {
                let (left, right) = if side == Side::Left { (span, answer.span) } else { (answer.span, span) };
                ("measure-part", Command::Measure(MeasureCommand::Part { left, right }))
            });
            let mut menu = vec![
                ("measure-correct", Command::Ask(Dialog::Measure(side, span))),
                ("measure-reject-all", Command::Measure(MeasureCommand::Reject(side, span, Scope::Measure))),
            ];
            menu.push(join);
            menu.extend(part);
            Row { cells, command: Some(Command::GoTo(side, span)), menu }
        })
        .collect()
}

fn links(workbench: &Workbench) -> Vec<Row> {
    let Some(comparison) = workbench.compared() else { return Vec::new() };
    let lang = workbench.settings.lang;
    let beginning = |analysis: &Analysis, passage| {
        let text: String =
            analysis.article.text.slice(analysis.article.passage(passage).span).chars().take(60).collect();
        text.replace('\n', " ")
    };
    let passes = |themes: &[crate::themes::ThemeIndex]| {
        workbench.filter.is_empty() || themes.iter().any(|t| workbench.filter.contains(t))
    };
    comparison
        .alignment
        .candidates
        .iter()
        .filter(|c| c.accepted && passes(&c.themes))
        .map(|pair| {
            let names: Vec<&str> =
                pair.themes.iter().map(|&t| comparison.codebook.theme(t).name.in_lang(lang)).collect();
            let cells = vec![
                value(pair.left.number().to_string(), f64::from(pair.left.0)),
                beginning(&comparison.left, pair.left).into(),
                value(pair.right.number().to_string(), f64::from(pair.right.0)),
                beginning(&comparison.right, pair.right).into(),
                names.join(&workbench.text("list-comma")).into(),
                value(format!("{:.2}", pair.score), pair.score),
                workbench
                    .verdict(pair.left, pair.right)
                    .map(|v| workbench.text(super::coding::link_name(v)))
                    .unwrap_or_default()
                    .into(),
            ];
            Row { cells, command: Some(Command::GoToPair { left: pair.left, right: pair.right }), menu: Vec::new() }
        })
        .collect()
}

fn annotations(workbench: &Workbench) -> Vec<Row> {
    let mut rows = Vec::new();
    for side in Side::BOTH {
        let Some(document) = workbench.document(side) else { continue };
        let article = &document.article;
        let mut found: Vec<(Span, String, String, String)> = workbench
            .all_codings(side)
            .iter()
            .map(|c| {
                let text = article.text.slice(c.span).replace('\n', " ");
                (c.span, workbench.code_name(c.code), text, workbench.coder_name(c.coder))
            })
            .collect();
        found.extend(workbench.memos(side, article.text.span()).into_iter().map(|(_, memo, span)| {
            (span, workbench.text("memo"), memo.text.replace('\n', " "), workbench.coder_name(memo.coder))
        }));
        found.sort_by_key(|(span, ..)| (span.start, span.end));
        rows.extend(found.into_iter().map(|(span, what, text, coder)| {
            let number = workbench.passage_at(side, span.start).map_or(0, |p| p.number());
            let number = value(number.to_string(), f64::from(number));
            let cells = vec![side_cell(workbench, side), number, what.into(), text.into(), coder.into()];
            Row { cells, command: Some(Command::GoTo(side, span)), menu: Vec::new() }
        }));
    }
    rows
}

fn search(workbench: &Workbench) -> Vec<Row> {
    let row = |(n, hit): (usize, &SearchHit)| {
        let document = workbench.documents().iter().find(|d| d.id == hit.document)?;
        let article = &document.article;
        let side = Side::BOTH.into_iter().find(|side| workbench.pane(*side).document == hit.document);
        let name = side.map_or_else(|| document.title.as_str().into(), |side| side_cell(workbench, side));
        let number = article.passage_at(hit.span).map_or(1, |passage| passage.id.number());
        let words = |span: Span| -> Cell { article.text.slice(span).replace('\n', " ").into() };
        let cells = vec![
            name,
            value(number.to_string(), f64::from(number)),
            words(hit.before),
            words(hit.span),
            words(hit.behind),
        ];
        Some(Row { cells, command: Some(Command::GoToHit(n)), menu: Vec::new() })
    };
    workbench.search.hits.iter().enumerate().filter_map(row).collect()
}

/// How the query is read, and how much it found where.
fn search_head(ui: &mut Ui, workbench: &Workbench, commands: &mut Vec<Command>) {
    ui.horizontal(|ui| {
        for (mode, name, hint) in [
            (Mode::Blind, "search-blind", "do-search-blind"),
            (Mode::Exact, "search-exact", "do-search-exact"),
            (Mode::Regex, "search-regex", "do-search-regex"),
        ] {
            let button = Button::selectable(workbench.search.mode == mode, workbench.text(name));
            if ui.add(button).on_hover_text(workbench.text(hint)).clicked() {
                commands.push(Command::SetSearchMode(mode));
            }
        }
        let palette = Palette::of(ui);
        let search = &workbench.search;
        let (text, colour) = match &search.problem {
            Some(reason) => (workbench.format("search-problem", &[("reason", reason.as_str().into())]), palette.error),
            None => {
                let articles = search.hits.chunk_by(|a, b| a.document == b.document).count();
                let args = [("hits", search.hits.len().into()), ("articles", articles.into())];
                (workbench.format("search-found", &args), palette.weak)
            }
        };
        if !search.query.trim().is_empty() {
            ui.add(Label::new(RichText::new(text).color(colour)).truncate());
        }
    });
}

/// What can be done to the vocabulary as a whole.
fn vocabulary_head(ui: &mut Ui, workbench: &Workbench, commands: &mut Vec<Command>) {
    ui.horizontal(|ui| {
        if ui.button(workbench.text("do-word-rule")).clicked() {
            commands.push(Command::Ask(Dialog::WordRule));
        }
        if ui.button(workbench.text("do-protect")).clicked() {
            commands.push(Command::Word(WordCommand::ProtectSelected));
        }
        let weak = Palette::of(ui).weak;
        ui.add(Label::new(RichText::new(workbench.text("word-how")).color(weak)).truncate());
    });
}

/// What normalisation changed, each change once with how often it was made.
fn vocabulary(workbench: &Workbench, side: Side, analysis: &Analysis) -> Vec<Row> {
    let mut found: std::collections::BTreeMap<(String, String), (usize, Span, String, String)> = Default::default();
    for change in &analysis.normalized.substitutions {
        let surface = analysis.article.text.slice(change.span).to_owned();
        let risk = workbench.text(&term("risk", &change.risk));
        let entry = (0, change.span, risk, change.rule.to_string());
        found.entry((surface, change.normalized.to_string())).or_insert(entry).0 += 1;
    }
    found
        .into_iter()
        .map(|((surface, normalized), (count, span, risk, rule))| {
            let menu = vec![("word-off", Command::Word(WordCommand::Switch(rule.clone(), false)))];
            let cells = vec![
                side_cell(workbench, side),
                surface.into(),
                normalized.into(),
                value(count.to_string(), count as f64),
                risk.into(),
                rule.into(),
            ];
            Row { cells, command: Some(Command::GoTo(side, span)), menu }
        })
        .collect()
}

/// What the analyst changed in the vocabulary, to be taken back.
fn own_words(workbench: &Workbench) -> Vec<Row> {
    let Some(own) = workbench.own_vocabulary() else { return Vec::new() };
    let row = |from: &str, to: &str, state: &str, rule: &str, name: &'static str, command: WordCommand| {
        let article = workbench.text("word-own");
        let cells =
            vec![article.into(), from.into(), to.into(), Cell::default(), workbench.text(state).into(), rule.into()];
        Row { cells, command: None, menu: vec![(name, Command::Word(command))] }
    };
    let rules = own.rules().iter().map(|rule| {
        let remove = WordCommand::Remove(rule.id.clone());
        row(&rule.from, &rule.to, "word-state-own", &rule.id, "word-remove", remove)
    });
    let off = own.off().map(|id| {
        let (from, to) = workbench.word_rule(id).map_or(("", ""), |rule| (&rule.from, &rule.to));
        row(from, to, "word-state-off", id, "word-on", WordCommand::Switch(id.to_owned(), true))
    });
    let kept = own.protected().iter().map(|kept| {
        let back = WordCommand::Unprotect(kept.term.clone());
        row(&kept.term, &kept.term, "word-state-kept", "", "word-unprotect", back)
    });
    rules.chain(off).chain(kept).collect()
}
