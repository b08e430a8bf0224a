//! What is known of the current passage: themes with evidence, counterparts with reasons, figures, conversion.

use eframe::egui::{
    Align, Button, Color32, CursorIcon, Frame, Layout, Margin, Rect, RichText, Role, ScrollArea, Sense, Ui, WidgetInfo,
    vec2,
};

use crate::article::PassageId;
use crate::comparison::{Analysis, Side};
use crate::gui::fonts::{Face, bold};
use crate::gui::style::{BODY, GAP, Palette, SMALL, mix};
use crate::session::LinkState;
use crate::text::Span;
use crate::workbench::{Command, Dialog, Joined, Workbench};

/// Counterparts that were not accepted: the best few, so that a reader can see what was passed over.
const PASSED_OVER: usize = 3;
/// More cards than this are in the table.
const SHOWN: usize = 20;
/// Below this a candidate was not passed over, it only has a word in common.
const LEAST: f64 = 0.05;
/// Changes of words that are named; all of them are in the table.
const CHANGES: usize = 60;
/// Cues that stand for a theme; all of them are tinted in the text.
const CUES: usize = 5;

pub fn ui(ui: &mut Ui, workbench: &Workbench, commands: &mut Vec<Command>) {
    let palette = Palette::of(ui);
    let side = workbench.active;
    let (Some(article), Some(passage)) = (workbench.article(side), workbench.current(side)) else {
        empty(ui, workbench, &palette);
        return;
    };
    ScrollArea::vertical().id_salt("inspector").auto_shrink([false, false]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 5.0;
        let key = if side == Side::Left { "side-left" } else { "side-right" };
        let args = [("side", workbench.text(key).into()), ("number", f64::from(passage.number()).into())];
        ui.label(RichText::new(workbench.format("inspector-title", &args)).font(bold(15.0)));
        let this = article.passage(passage);
        if let Some(PassageId(first)) = this.duplicate_of {
            let text = workbench.format("repeats-passage", &[("number", f64::from(first + 1).into())]);
            if ui.add(Button::new(text).wrap()).clicked() {
                commands.push(Command::GoTo(side, article.passage(PassageId(first)).span));
            }
        }
        super::coding::ui(ui, workbench, side, passage, this.span, &palette, commands);
        let Some(analysis) = workbench.analysis(side) else {
            let key = if workbench.settings.unaided { "unaided-on" } else { "comparing" };
            ui.label(RichText::new(workbench.text(key)).color(palette.weak));
            return;
        };
        themes(ui, workbench, analysis, passage, &palette);
        counterparts(ui, workbench, side, passage, &palette, commands);
        super::figures::ui(ui, workbench, side, this.span, &palette, commands);
        super::measures::ui(ui, workbench, side, this.span, &palette, commands);
        converted(ui, workbench, analysis, this.span, &palette);
    });
}

fn empty(ui: &mut Ui, workbench: &Workbench, palette: &Palette) {
    ui.label(RichText::new(workbench.text("inspector-empty-title")).font(bold(15.0)));
    ui.add_space(GAP / 2.0);
    for key in ["inspector-empty-1", "inspector-empty-code", "inspector-empty-2", "inspector-empty-3"] {
        ui.add(eframe::egui::Label::new(RichText::new(workbench.text(key)).color(palette.weak)).wrap());
    }
    ui.add_space(GAP);
    super::legend::ui(ui, workbench, palette);
}

pub fn section(ui: &mut Ui, title: &str, palette: &Palette) {
    ui.add_space(GAP);
    ui.label(RichText::new(title).size(SMALL).color(palette.weak));
}

fn themes(ui: &mut Ui, workbench: &Workbench, analysis: &Analysis, passage: PassageId, palette: &Palette) {
    let Some(codebook) = workbench.codebook() else { return };
    section(ui, &workbench.text("inspector-themes"), palette);
    let labels = &analysis.labels.passages[passage.0 as usize];
    if labels.is_empty() {
        ui.label(RichText::new(workbench.text("no-themes")).color(palette.weak));
    }
    for label in labels {
        let theme = codebook.theme(label.theme);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            let (dot, _) = ui.allocate_exact_size(vec2(9.0, 14.0), Sense::hover());
            let dot = Rect::from_center_size(dot.center(), vec2(9.0, 9.0));
            ui.painter().rect_filled(dot, 2.0, palette.theme(theme));
            ui.label(RichText::new(theme.name.in_lang(workbench.settings.lang)).size(BODY));
            let mut cues: Vec<&str> = label.cues.iter().map(|cue| analysis.article.text.slice(cue.span)).collect();
            cues.sort_unstable();
            cues.dedup();
            let more = cues.len() > CUES;
            cues.truncate(CUES);
            let evidence =
                if label.inherited { workbench.text("from-heading") } else { cues.join(&workbench.text("list-comma")) };
            let evidence = if more { evidence + "…" } else { evidence };
            ui.label(RichText::new(evidence).size(13.0).color(palette.weak));
        });
    }
}

fn counterparts(
    ui: &mut Ui,
    workbench: &Workbench,
    side: Side,
    passage: PassageId,
    palette: &Palette,
    commands: &mut Vec<Command>,
) {
    section(ui, &workbench.text("inspector-counterparts"), palette);
    let all = workbench.joined(side, passage);
    let alone = workbench.stands_alone(side, passage);
    if alone || !all.iter().any(Joined::stands) {
        let key = if alone { "link-no-counterpart" } else { "no-counterpart" };
        ui.label(RichText::new(workbench.text(key)).color(palette.weak));
    }
    // What stands, what somebody decided on, and the best of what was passed over.
    let chosen = |j: &&Joined<'_>| j.stands() || j.verdict.is_some();
    let near = |j: &&Joined<'_>| !chosen(j) && j.candidate.is_some_and(|c| c.score >= LEAST);
    for joined in all.iter().filter(chosen).take(SHOWN).chain(all.iter().filter(near).take(PASSED_OVER)) {
        card(ui, workbench, side, joined, palette, commands);
    }
}

/// A counterpart: its number and score, its beginning, why it was chosen.
fn card(
    ui: &mut Ui,
    workbench: &Workbench,
    side: Side,
    joined: &Joined<'_>,
    palette: &Palette,
    commands: &mut Vec<Command>,
) {
    let other = side.other();
    let there = joined.end(other);
    let Some(text) = workbench.article(other).map(|a| a.text.slice(a.passage(there).span).to_owned()) else { return };
    let current = workbench.current(other) == Some(there);
    let face = if workbench.is_traditional(other) { Face::Traditional } else { Face::Simplified };
    let line = if current { palette.accent } else { palette.line };
    let frame = Frame::new()
        .fill(if joined.stands() { palette.paper } else { palette.chrome })
        .stroke(eframe::egui::Stroke::new(if current { 1.5 } else { 1.0 }, line))
        .corner_radius(6)
        .inner_margin(Margin::symmetric(10, 8));
    let inner = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal(|ui| {
            let number = workbench.format("passage-number", &[("number", f64::from(there.number()).into())]);
            ui.label(RichText::new(number).font(bold(13.0)));
            let state = match joined.verdict {
                Some(state) => Some(super::coding::link_name(state)),
                None => (!joined.stands()).then_some("passed-over"),
            };
            if let Some(key) = state {
                ui.label(RichText::new(workbench.text(key)).size(SMALL).color(palette.weak));
            }
            if let Some(candidate) = joined.candidate {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    ui.label(RichText::new(format!("{:.2}", candidate.score)).size(13.0).color(palette.weak));
                    score_bar(ui, candidate.score as f32, palette);
                });
            }
        });
        let ink = if joined.stands() { palette.text } else { palette.weak };
        let beginning: String = text.chars().take(56).map(|c| if c == '\n' { ' ' } else { c }).collect();
        let more = if text.chars().count() > 56 { "…" } else { "" };
        let words = RichText::new(format!("{beginning}{more}")).font(face.font(false, 14.0)).color(ink);
        ui.add(eframe::egui::Label::new(words).wrap());
        ui.label(RichText::new(why(workbench, joined)).size(SMALL).color(palette.weak));
    });
    if current {
        judge(ui, workbench, joined, commands);
        // The pair that is looked at has its card in view, once: then the list is the reader's.
        let id = eframe::egui::Id::unique("card-in-view");
        let pair = (joined.left.0, joined.right.0);
        if ui.ctx().data_mut(|d| d.get_temp::<(u32, u32)>(id)) != Some(pair) {
            ui.ctx().data_mut(|d| d.insert_temp(id, pair));
            ui.scroll_to_rect(inner.response.rect.expand(40.0), None);
        }
    }
    let response =
        ui.interact(inner.response.rect, ui.scope_id().with(("card", side as usize, there.0)), Sense::click());
    let args = [("number", f64::from(there.number()).into())];
    response
        .widget_info(|| WidgetInfo::selected(Role::Button, true, current, workbench.format("show-counterpart", &args)));
    if response.hovered() {
        ui.ctx().set_cursor_icon(CursorIcon::PointingHand);
    }
    if response.clicked() {
        commands.push(Command::GoToPair { left: joined.left, right: joined.right });
    }
    response.on_hover_ui(|ui| reasons(ui, workbench, joined));
}

/// What the coder thinks of the pair that both panes are at.
fn judge(ui: &mut Ui, workbench: &Workbench, joined: &Joined<'_>, commands: &mut Vec<Command>) {
    let verdict = joined.verdict;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for (state, key, action) in [
            (LinkState::Confirmed, "judge-confirm", "do-confirm"),
            (LinkState::Rejected, "judge-reject", "do-reject"),
            (LinkState::Unsure, "judge-unsure", "do-unsure"),
        ] {
            let button = Button::selectable(verdict == Some(state), RichText::new(workbench.text(key)).size(13.0));
            let keys = crate::gui::shortcuts::keys_of(action).unwrap_or_default();
            let hint = format!("{}  {keys}", workbench.text(action));
            if ui.add(button.frame_when_inactive(true).small()).on_hover_text(hint).clicked() {
                commands.push(match state {
                    LinkState::Rejected => Command::Ask(Dialog::Reject),
                    state => Command::Judge(state, String::new()),
                });
            }
        }
        if let Some((id, _)) = workbench.made_link(joined.left, joined.right)
            && ui.add(Button::new(RichText::new(workbench.text("unlink")).size(13.0)).small()).clicked()
        {
            commands.push(Command::Unlink(id));
        }
    });
}

fn score_bar(ui: &mut Ui, score: f32, palette: &Palette) {
    let (rect, _) = ui.allocate_exact_size(vec2(44.0, 5.0), Sense::hover());
    ui.painter().rect_filled(rect, 2.0, palette.line);
    let filled = Rect::from_min_size(rect.min, vec2(rect.width() * score.clamp(0.0, 1.0), rect.height()));
    ui.painter().rect_filled(filled, 2.0, palette.accent);
}

/// In one line why two passages were put together: the themes that both speak of.
fn why(workbench: &Workbench, joined: &Joined<'_>) -> String {
    let Some(candidate) = joined.candidate else { return workbench.text("why-by-hand") };
    let Some(codebook) = workbench.codebook() else { return String::new() };
    let names: Vec<&str> =
        candidate.themes.iter().map(|&t| codebook.theme(t).name.in_lang(workbench.settings.lang)).collect();
    if names.is_empty() {
        workbench.text("why-words")
    } else {
        workbench.format("why-themes", &[("themes", names.join(&workbench.text("list-comma")).into())])
    }
}

/// The parts of a score.
pub fn reasons(ui: &mut Ui, workbench: &Workbench, joined: &Joined<'_>) {
    let palette = Palette::of(ui);
    ui.label(RichText::new(workbench.text("reasons")).font(bold(13.5)));
    ui.label(RichText::new(why(workbench, joined)).size(13.0));
    let Some(candidate) = joined.candidate else { return };
    eframe::egui::Grid::new("reasons").num_columns(3).spacing([12.0, 3.0]).show(ui, |ui| {
        let parts = &candidate.parts;
        for (key, value) in [
            ("part-facets", parts.facets),
            ("part-themes", parts.themes),
            ("part-points", parts.points),
            ("part-text", parts.text),
            ("part-clause", parts.clause),
            ("part-score", candidate.score),
        ] {
            ui.label(RichText::new(workbench.text(key)).size(13.0));
            score_bar(ui, value as f32, &palette);
            ui.label(RichText::new(format!("{value:.2}")).size(13.0));
            ui.end_row();
        }
    });
}

/// What normalisation changed here.
fn converted(ui: &mut Ui, workbench: &Workbench, analysis: &Analysis, span: Span, palette: &Palette) {
    let all = &analysis.normalized.substitutions;
    let from = all.partition_point(|s| s.span.end <= span.start);
    let changes = all[from..].iter().take_while(|s| s.span.start < span.end);
    let words: std::collections::BTreeSet<String> =
        changes.map(|s| format!("{} → {}", analysis.article.text.slice(s.span), s.normalized)).take(CHANGES).collect();
    if words.is_empty() {
        return;
    }
    section(ui, &workbench.text("inspector-converted"), palette);
    let words: Vec<String> = words.into_iter().collect();
    let ink: Color32 = mix(palette.weak, palette.text, 0.3);
    ui.add(
        eframe::egui::Label::new(RichText::new(words.join(&workbench.text("list-comma"))).size(13.0).color(ink)).wrap(),
    );
}
