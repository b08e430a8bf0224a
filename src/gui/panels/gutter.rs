//! The space between the panes: ribbons from a passage to what answers it.

use eframe::egui::{
    Color32, CursorIcon, Mesh, Painter, Pos2, Rect, Role, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::inspector;
use crate::comparison::Side;
use crate::gui::reading::Reader;
use crate::gui::style::Palette;
use crate::session::LinkState;
use crate::workbench::{Command, Joined, Workbench};

/// Only so many suggestions of the current passage: more is a hairball.
const SHOWN: usize = 4;

pub fn ui(ui: &mut Ui, rect: Rect, workbench: &Workbench, readers: &mut [Reader; 2], commands: &mut Vec<Command>) {
    let palette = Palette::of(ui);
    let (top, bottom) = (readers[0].rect.top(), readers[0].rect.bottom());
    let area = Rect::from_x_y_ranges(rect.x_range(), top..=bottom);
    let painter = ui.painter_at(area);
    painter.rect_filled(area, 0.0, palette.chrome);
    painter.vline(area.left(), area.y_range(), Stroke::new(1.0, palette.line));
    painter.vline(area.right(), area.y_range(), Stroke::new(1.0, palette.line));
    let response = ui.interact(area, ui.scope_id().with("gutter"), Sense::click());
    let pointer = response.hover_pos();
    let mut under = None;
    for joined in shown(workbench, readers) {
        let Some(ends) = ends(workbench, readers, &joined) else { continue };
        let curves = curves(area, ends);
        let hovered = pointer.is_some_and(|pos| {
            curves.iter().any(|(a, b)| (pos.x - a.x).abs() < 3.0 && pos.y >= a.y - 2.0 && pos.y <= b.y + 2.0)
        });
        if hovered {
            under = Some(joined);
        }
        ribbon(&painter, workbench, &joined, &curves, hovered, &palette);
    }
    handles(ui, area, workbench, readers, &palette);
    link_by_hand(ui, area, workbench, readers, &palette, commands);
    let Some(joined) = under else { return };
    ui.ctx().set_cursor_icon(CursorIcon::PointingHand);
    if response.clicked() {
        commands.push(Command::GoToPair { left: joined.left, right: joined.right });
    }
    response.on_hover_ui_at_pointer(|ui| inspector::reasons(ui, workbench, &joined));
}

fn ribbon(
    painter: &Painter,
    workbench: &Workbench,
    joined: &Joined<'_>,
    curves: &[(Pos2, Pos2)],
    hovered: bool,
    palette: &Palette,
) {
    let theme = joined.candidate.and_then(|c| c.themes.first().copied());
    let colour = match (theme.zip(workbench.codebook()), joined.candidate) {
        (Some((theme, codebook)), _) => palette.theme(codebook.theme(theme)),
        (None, Some(_)) => palette.weak,
        (None, None) => palette.accent,
    };
    let current =
        workbench.current(Side::Left) == Some(joined.left) && workbench.current(Side::Right) == Some(joined.right);
    let strength = if current || hovered { 0.26 } else { 0.10 };
    painter.add(band(curves, colour.gamma_multiply(strength)));
    let middle: Vec<Pos2> = curves.iter().map(|(a, b)| a.lerp(*b, 0.5)).collect();
    let stroke = Stroke::new(if current || hovered { 2.0 } else { 1.25 }, colour);
    match joined.verdict {
        // Solid once somebody confirmed it, dashed while it is the machine's suggestion, dotted where unsure.
        Some(LinkState::Confirmed | LinkState::ByHand) => {
            painter.line(middle, stroke);
        }
        Some(LinkState::Unsure) => {
            painter.extend(Shape::dotted_line(&middle, colour, 5.0, 1.5));
        }
        _ => {
            painter.extend(Shape::dashed_line(&middle, stroke, 5.0, 3.5));
        }
    }
}

/// The current passage's best counterparts and what somebody made sure of in view; or all that stands in view.
fn shown<'a>(workbench: &'a Workbench, readers: &[Reader; 2]) -> Vec<Joined<'a>> {
    let all = workbench.settings.ribbons;
    let in_view = workbench.joined_in_view(readers[0].visible(), readers[1].visible(), all);
    if all {
        let passes = |j: &Joined<'_>| {
            workbench.filter.is_empty()
                || j.candidate.is_none_or(|c| c.themes.iter().any(|t| workbench.filter.contains(t)))
        };
        return in_view.into_iter().filter(passes).collect();
    }
    let side = workbench.active;
    let current = workbench.current(side);
    let mut shown: Vec<Joined<'_>> = match current {
        Some(passage) => workbench.joined(side, passage).into_iter().filter(Joined::stands).take(SHOWN).collect(),
        None => Vec::new(),
    };
    shown.extend(in_view.into_iter().filter(|j| j.is_sure() && Some(j.end(side)) != current));
    // The pair that is looked at is painted last, on top.
    shown.reverse();
    shown
}

/// The heights of the two ends, kept within the view.
fn ends(workbench: &Workbench, readers: &[Reader; 2], joined: &Joined<'_>) -> Option<[(f32, f32); 2]> {
    let made = workbench.made_link(joined.left, joined.right);
    let side = |side: Side| {
        let (reader, article) = (&readers[side as usize], workbench.article(side)?);
        let extent = match made {
            Some((_, spans)) => reader.span_extent(article, spans[side as usize])?,
            None => reader.extent(article, joined.end(side))?,
        };
        let (top, bottom) = (reader.rect.top(), reader.rect.bottom());
        // An end out of view still shows in which direction it lies.
        Some((extent.start.clamp(top, bottom - 3.0), extent.end.clamp(top + 3.0, bottom)))
    };
    Some([side(Side::Left)?, side(Side::Right)?])
}

/// A ring at the edge of the gutter beside each pane's current passage: it is dragged to the other pane.
fn handles(ui: &Ui, area: Rect, workbench: &Workbench, readers: &mut [Reader; 2], palette: &Palette) {
    for side in Side::BOTH {
        let (Some(article), Some(passage)) = (workbench.article(side), workbench.current(side)) else { continue };
        let reader = &mut readers[side as usize];
        let Some(extent) = reader.extent(article, passage) else { continue };
        let (top, bottom) = (extent.start.max(area.top()), extent.end.min(area.bottom()));
        if bottom < top + 8.0 || area.width() < 30.0 {
            continue;
        }
        let x = if side == Side::Left { area.left() + 8.0 } else { area.right() - 8.0 };
        let centre = pos2(x, top + (bottom - top).min(24.0) / 2.0);
        let id = ui.scope_id().with(("link-handle", side as usize));
        let response = ui.interact(Rect::from_center_size(centre, vec2(16.0, 16.0)), id, Sense::drag());
        let key = if side == Side::Left { "link-handle-left" } else { "link-handle-right" };
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, workbench.text(key)));
        let lit = response.hovered() || response.dragged();
        let stroke = Stroke::new(1.5, if lit { palette.accent } else { palette.weak });
        ui.painter().circle(centre, 4.5, palette.paper, stroke);
        if lit {
            ui.ctx().set_cursor_icon(CursorIcon::Grab);
        }
        if response.drag_started() {
            let start = article.passage(passage).span.start;
            reader.linking = workbench
                .selection
                .filter(|s| s.side == side && !s.is_caret())
                .map(|s| s.span())
                .or_else(|| workbench.span_to_link(side, start));
        }
        response.on_hover_text(workbench.text("link-handle-hint"));
    }
}

/// What is being dragged from one pane to the other: a line to the pointer, a frame around what it would be joined
/// with; let go, it is joined.
fn link_by_hand(
    ui: &Ui,
    area: Rect,
    workbench: &Workbench,
    readers: &mut [Reader; 2],
    palette: &Palette,
    commands: &mut Vec<Command>,
) {
    let Some(side) = Side::BOTH.into_iter().find(|&s| readers[s as usize].linking.is_some()) else { return };
    let (here, there) = (&readers[side as usize], &readers[side.other() as usize]);
    let (Some(from), Some(near), Some(far)) = (here.linking, workbench.article(side), workbench.article(side.other()))
    else {
        return;
    };
    let (pos, down) = ui.input(|i| (i.pointer.latest_pos(), i.pointer.any_down()));
    let over = pos.filter(|&pos| there.rect.contains(pos));
    let target = over.and_then(|pos| {
        let passage = there.passage_at(far, pos.y)?;
        let whole = far.passage(passage).span;
        let selected = workbench.selection.filter(|s| s.side == side.other() && !s.is_caret()).map(|s| s.span());
        Some(selected.filter(|s| s.overlaps(whole)).unwrap_or(whole))
    });
    let painter = ui.ctx().layer_painter(ui.layer_id());
    if let Some(pos) = pos
        && let Some(extent) = here.span_extent(near, from)
    {
        let x = if side == Side::Left { area.left() } else { area.right() };
        let y = ((extent.start + extent.end) / 2.0).clamp(area.top(), area.bottom());
        painter.line_segment([pos2(x, y), pos], Stroke::new(2.0, palette.accent));
        painter.circle_filled(pos, 4.0, palette.accent);
    }
    if let Some(extent) = target.and_then(|span| there.span_extent(far, span)) {
        let frame = Rect::from_x_y_ranges(there.rect.x_range().shrink(3.0), extent.start - 2.0..=extent.end + 2.0);
        painter.with_clip_rect(there.rect).rect_stroke(
            frame,
            4.0,
            Stroke::new(2.0, palette.accent),
            StrokeKind::Inside,
        );
    }
    ui.ctx().set_cursor_icon(if target.is_some() { CursorIcon::Alias } else { CursorIcon::Grabbing });
    if !down {
        if let Some(to) = target {
            let (left, right) = if side == Side::Left { (from, to) } else { (to, from) };
            commands.push(Command::Link { left, right });
        }
        readers[side as usize].linking = None;
    }
}

/// Upper and lower edge of a ribbon, from left to right.
fn curves(area: Rect, [(a0, a1), (b0, b1)]: [(f32, f32); 2]) -> Vec<(Pos2, Pos2)> {
    const STEPS: usize = 24;
    (0..=STEPS)
        .map(|n| {
            let t = n as f32 / STEPS as f32;
            let ease = t * t * (3.0 - 2.0 * t);
            let x = area.left() + area.width() * t;
            (pos2(x, a0 + (b0 - a0) * ease), pos2(x, a1 + (b1 - a1) * ease))
        })
        .collect()
}

fn band(curves: &[(Pos2, Pos2)], colour: Color32) -> Shape {
    let mut mesh = Mesh::default();
    for (n, (upper, lower)) in curves.iter().enumerate() {
        mesh.colored_vertex(*upper, colour);
        mesh.colored_vertex(*lower, colour);
        if n > 0 {
            let at = n as u32 * 2;
            mesh.add_triangle(at - 2, at - 1, at);
            mesh.add_triangle(at - 1, at, at + 1);
        }
    }
    Shape::mesh(mesh)
}
