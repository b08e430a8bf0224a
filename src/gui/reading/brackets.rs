//! Codings beside and under the text: brackets in lanes of the margin, double lines under the words, and handles by
//! which the ends of codings and links are dragged.

use eframe::egui::{
    Align2, Color32, CursorIcon, FontFamily, FontId, Painter, Rect, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2,
    vec2,
};

use super::paint::{Line, Sheet};
use crate::article::Passage;
use crate::comparison::Side;
use crate::gui::panels::coding;
use crate::session::{CodingId, LinkId};
use crate::text::{CharIndex, Span};
use crate::workbench::{Coded, Command, Layer};

/// Lanes beside the text. What finds none is underlined as far as it can be told apart, and counted beside the passage.
const LANES: usize = 3;
const LANE: f32 = 5.5;
/// So many codings without a lane are underlined, and named where they are counted.
const UNDERLINED: usize = 24;
const NAMED: usize = 8;

/// A coding as it is drawn beside a passage.
pub(super) struct Bracket<'a> {
    pub coded: &'a Coded,
    span: Span,
    lane: usize,
    top: f32,
    bottom: f32,
    colour: Color32,
    own: bool,
}

/// What has ends that can be dragged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Grip {
    Coding(CodingId),
    Link(LinkId),
}

/// An end of something, on the screen.
struct Knob {
    grip: Grip,
    start: bool,
    span: Span,
    x: f32,
    above: f32,
    below: f32,
}

/// The ends that can be dragged, and the drag that is under way.
#[derive(Default)]
pub(super) struct Handles {
    /// The coding whose bracket was clicked last.
    held: Option<CodingId>,
    /// What is dragged, and how far it now reaches.
    drag: Option<(Grip, Span)>,
    grips: Vec<(Grip, Span)>,
    knobs: Vec<Knob>,
}

impl Sheet<'_> {
    /// The brackets of a passage. A coding keeps its lane while the page scrolls.
    pub fn brackets(&self, passage: &Passage, handles: &Handles) -> Vec<Bracket<'_>> {
        if !self.workbench.settings.layers.contains(&Layer::Codings) {
            return Vec::new();
        }
        let n = passage.id.0 as usize;
        let mut filled = [f32::NEG_INFINITY; LANES];
        let mut brackets: Vec<Bracket<'_>> = Vec::new();
        let mut beyond = 0;
        for coded in self.workbench.codings(self.side, passage.span) {
            let span = handles.span_of(Grip::Coding(coded.id)).unwrap_or(coded.span);
            let end = CharIndex(span.end.0.saturating_sub(1));
            let (Some(first), Some(last)) =
                (self.page.row_of(self.article, n, span.start), self.page.row_of(self.article, n, end))
            else {
                continue;
            };
            let (top, bottom) = (self.origin + first.top + 3.0, self.origin + last.top + last.height - 3.0);
            let lane = filled.iter().position(|&to| to <= top).unwrap_or(LANES);
            match filled.get_mut(lane) {
                Some(to) => *to = bottom,
                None => beyond += 1,
            }
            if beyond > UNDERLINED && lane == LANES {
                continue;
            }
            if bottom < self.body.top() || top > self.body.bottom() {
                continue;
            }
            let colour = self.palette.code(self.workbench, coded.code);
            let own = self.workbench.is_own(coded);
            brackets.push(Bracket { coded, span, lane, top, bottom, colour, own });
        }
        brackets
    }
}

/// Two lines under coded words, which no other mark has. Where two codings overlap, one line each; more are beside.
pub(super) fn underline(sheet: &Sheet<'_>, painter: &Painter, line: &Line<'_>, brackets: &[Bracket<'_>]) {
    let (upper, lower) = (line.below + 2.0, line.below + 4.5);
    let draw = |bracket: &Bracket<'_>, y: f32| {
        let Some((from, to)) = sheet.x_range(line, bracket.span) else { return };
        stroke(painter, &[pos2(from, y), pos2(to, y)], 1.25, bracket);
    };
    for bracket in brackets.iter().rev() {
        draw(bracket, upper);
        draw(bracket, lower);
    }
    for bracket in brackets.iter().filter(|b| b.lane == 1) {
        draw(bracket, lower);
    }
}

/// Another coder's marks are dashed.
fn stroke(painter: &Painter, points: &[eframe::egui::Pos2], width: f32, bracket: &Bracket<'_>) {
    let stroke = Stroke::new(width, bracket.colour);
    if bracket.own {
        painter.add(Shape::line(points.to_vec(), stroke));
    } else {
        painter.extend(Shape::dashed_line(points, stroke, 3.0, 2.0));
    }
}

/// Draws the brackets of a passage; a click on one takes hold of its coding.
pub(super) fn ui(
    sheet: &Sheet<'_>,
    ui: &mut Ui,
    passage: &Passage,
    brackets: &[Bracket<'_>],
    handles: &mut Handles,
    commands: &mut Vec<Command>,
) {
    let workbench = sheet.workbench;
    for bracket in brackets.iter().filter(|b| b.lane < LANES) {
        let (x, top, bottom) = (sheet.column.lanes + bracket.lane as f32 * LANE, bracket.top, bracket.bottom);
        let line = [pos2(x, top), pos2(x + 4.0, top), pos2(x + 4.0, bottom), pos2(x, bottom)];
        stroke(ui.painter(), &line, 2.0, bracket);
        let area = Rect::from_min_max(pos2(x - 1.0, top), pos2(x + LANE - 0.5, bottom));
        let coded = bracket.coded;
        let id = ui.scope_id().with(("coding", sheet.side as usize, coded.id.0, passage.id.0));
        let response = ui.interact(area, id, Sense::click());
        let name = || coding::name(workbench, coded);
        response.widget_info(|| WidgetInfo::labeled(Role::Mark, true, name()));
        if response.hovered() {
            ui.ctx().set_cursor_icon(CursorIcon::PointingHand);
        }
        if response.clicked() {
            handles.held = Some(coded.id);
            commands.push(Command::Select(sheet.side, coded.span));
        }
        response.context_menu(|ui| coding::change(ui, workbench, coded, commands));
        response.on_hover_ui(|ui| {
            ui.label(name());
        });
    }
}

/// How many codings of a passage have no lane: their number, which names them.
pub(super) fn beyond(sheet: &Sheet<'_>, ui: &Ui, rect: Rect, passage: &Passage, brackets: &[Bracket<'_>]) {
    if brackets.iter().all(|b| b.lane < LANES) {
        return;
    }
    let workbench = sheet.workbench;
    let shown = brackets.iter().filter(|b| b.lane < LANES).map(|b| b.coded.id).collect::<Vec<_>>();
    let all = workbench.codings(sheet.side, passage.span);
    let others: Vec<&&Coded> = all.iter().filter(|coded| !shown.contains(&coded.id)).collect();
    let font = FontId::new(10.0, FontFamily::Proportional);
    let place = pos2(sheet.column.lanes, rect.bottom() + 1.0);
    let text = format!("+{}", others.len());
    let area = ui.painter().text(place, Align2::LEFT_BOTTOM, &text, font, sheet.palette.weak);
    let id = ui.scope_id().with(("beyond", sheet.side as usize, passage.id.0));
    let response = ui.interact(area.expand(2.0), id, Sense::hover());
    let told = workbench.format("codings-beyond", &[("count", others.len().into())]);
    response.widget_info(|| WidgetInfo::labeled(Role::Mark, true, &told));
    response.on_hover_ui(|ui| {
        ui.label(&told);
        for coded in others.iter().take(NAMED) {
            ui.label(coding::name(workbench, coded));
        }
    });
}

impl Handles {
    /// Looks for what can be dragged on a page that is about to be drawn.
    pub fn begin(&mut self, sheet: &Sheet<'_>, hovered: bool) {
        self.knobs.clear();
        self.grips = self.grips(sheet);
        // The ends of a link show only where the pointer could take them.
        self.grips.retain(|(grip, _)| hovered || matches!(grip, Grip::Coding(_)) || self.drag.is_some());
    }

    /// How far something reaches while one of its ends is dragged.
    fn span_of(&self, grip: Grip) -> Option<Span> {
        self.drag.filter(|(dragged, _)| *dragged == grip).map(|(_, span)| span)
    }

    /// What can be dragged on a page: the coding that was clicked or that the caret stands in, and the link of the
    /// pair that is looked at.
    fn grips(&self, sheet: &Sheet<'_>) -> Vec<(Grip, Span)> {
        let workbench = sheet.workbench;
        let mut grips = Vec::new();
        if let Some(selection) = workbench.selection.filter(|s| s.side == sheet.side) {
            let span = selection.span();
            let span = if span.is_empty() { Span::new(span.start.0, span.start.0 + 1) } else { span };
            let near: Vec<&Coded> =
                workbench.codings(sheet.side, span).into_iter().filter(|c| workbench.is_own(c)).collect();
            let held = near.iter().find(|c| Some(c.id) == self.held);
            let at_caret = || near.iter().filter(|_| selection.is_caret()).min_by_key(|c| c.span.len());
            if let Some(coded) = held.or_else(at_caret) {
                grips.push((Grip::Coding(coded.id), coded.span));
            }
        }
        if let (Some(left), Some(right)) = (workbench.current(Side::Left), workbench.current(Side::Right))
            && let Some((id, spans)) = workbench.made_link(left, right)
        {
            grips.push((Grip::Link(id), spans[sheet.side as usize]));
        }
        grips
    }

    /// Takes down the ends that stand in a row.
    pub fn note(&mut self, sheet: &Sheet<'_>, line: &Line<'_>) {
        for &(grip, span) in &self.grips {
            let span = self.drag.filter(|(dragged, _)| *dragged == grip).map_or(span, |(_, span)| span);
            let Some((from, to)) = sheet.x_range(line, span) else { continue };
            let mut add = |start, x| {
                self.knobs.push(Knob { grip, start, span, x, above: line.above, below: line.below });
            };
            if line.row.span.contains(span.start) {
                add(true, from);
            }
            if span.end <= line.row.span.end {
                add(false, to);
            }
        }
    }

    /// Draws the ends and lets them be dragged; what is let go becomes a command.
    pub fn ui(&mut self, sheet: &Sheet<'_>, ui: &mut Ui, commands: &mut Vec<Command>) {
        for knob in std::mem::take(&mut self.knobs) {
            let side = sheet.side;
            let colour = if matches!(knob.grip, Grip::Link(_)) { sheet.palette.accent } else { sheet.palette.good };
            let y = if knob.start { knob.above - 2.0 } else { knob.below + 2.0 };
            ui.painter().vline(knob.x, knob.above - 2.0..=knob.below + 2.0, Stroke::new(1.5, colour));
            match knob.grip {
                Grip::Coding(_) => {
                    ui.painter().circle(pos2(knob.x, y), 4.0, colour, Stroke::new(1.0, sheet.palette.paper));
                }
                Grip::Link(_) => {
                    let square = Rect::from_center_size(pos2(knob.x, y), vec2(7.0, 7.0));
                    ui.painter().rect_filled(square, 1.0, colour);
                }
            }
            let area = Rect::from_min_max(pos2(knob.x - 6.0, knob.above - 6.0), pos2(knob.x + 6.0, knob.below + 6.0));
            let id = ui.scope_id().with(("knob", side as usize, knob.grip, knob.start));
            let response = ui.interact(area, id, Sense::drag());
            response.widget_info(|| {
                let key = match (knob.grip, knob.start) {
                    (Grip::Coding(_), true) => "coding-start",
                    (Grip::Coding(_), false) => "coding-end",
                    (Grip::Link(_), true) => "link-start",
                    (Grip::Link(_), false) => "link-end",
                };
                WidgetInfo::labeled(Role::Slider, true, sheet.workbench.text(key))
            });
            if response.hovered() || response.dragged() {
                ui.ctx().set_cursor_icon(CursorIcon::ResizeHorizontal);
            }
            if response.dragged()
                && let Some(index) = response.interact_pointer_pos().and_then(|pos| sheet.index_at(ui, pos))
            {
                let span = moved(knob.span, knob.start, index);
                self.drag = Some((knob.grip, span));
            }
            if response.drag_stopped()
                && let Some((grip, span)) = self.drag.take()
            {
                commands.push(match grip {
                    Grip::Coding(id) => Command::Resize(id, span),
                    Grip::Link(id) => Command::ResizeLink(id, side, span),
                });
            }
        }
        // A drag whose end was scrolled away is given up.
        if !ui.input(|i| i.pointer.any_down()) {
            self.drag = None;
        }
    }
}

/// A span with one end at another place; it keeps one code point at least.
fn moved(span: Span, start: bool, index: CharIndex) -> Span {
    if start {
        Span { start: index.min(CharIndex(span.end.0 - 1)), ..span }
    } else {
        Span { end: index.max(CharIndex(span.start.0 + 1)), ..span }
    }
}
