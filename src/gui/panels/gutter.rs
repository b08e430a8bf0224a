//! The space between the panes: ribbons from a passage to what answers it.

use eframe::egui::{Color32, CursorIcon, Mesh, Pos2, Rect, Sense, Shape, Stroke, Ui, pos2};

use super::inspector;
use crate::align::Candidate;
use crate::article::PassageId;
use crate::comparison::Side;
use crate::gui::reading::Reader;
use crate::gui::style::Palette;
use crate::session::LinkState;
use crate::workbench::{Command, Workbench};

/// Only so many suggestions of the current passage: more is a hairball.
const SHOWN: usize = 4;

pub fn ui(ui: &mut Ui, rect: Rect, workbench: &Workbench, readers: &[Reader; 2], commands: &mut Vec<Command>) {
    let palette = Palette::of(ui);
    let (top, bottom) = (readers[0].rect.top(), readers[0].rect.bottom());
    let area = Rect::from_x_y_ranges(rect.x_range(), top..=bottom);
    let painter = ui.painter_at(area);
    painter.rect_filled(area, 0.0, palette.chrome);
    painter.vline(area.left(), area.y_range(), Stroke::new(1.0, palette.line));
    painter.vline(area.right(), area.y_range(), Stroke::new(1.0, palette.line));
    let Some(comparison) = workbench.compared() else { return };
    let response = ui.interact(area, ui.scope_id().with("gutter"), Sense::click());
    let pointer = response.hover_pos();
    let mut under = None;
    for candidate in shown(workbench, readers) {
        let Some(ends) = ends(workbench, readers, candidate.left, candidate.right) else { continue };
        let theme = candidate.themes.first().copied();
        let colour = theme.map_or(palette.weak, |t| palette.theme(comparison.codebook.theme(t)));
        let current = workbench.current(Side::Left) == Some(candidate.left)
            && workbench.current(Side::Right) == Some(candidate.right);
        let strength = if current { 0.26 } else { 0.10 };
        let curves = curves(area, ends);
        painter.add(band(&curves, colour.gamma_multiply(strength)));
        let middle: Vec<Pos2> = curves.iter().map(|(a, b)| a.lerp(*b, 0.5)).collect();
        let stroke = Stroke::new(if current { 2.0 } else { 1.25 }, colour);
        match workbench.verdict(candidate.left, candidate.right) {
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
        if let Some(pos) = pointer
            && curves.iter().any(|(a, b)| (pos.x - a.x).abs() < 3.0 && pos.y >= a.y - 2.0 && pos.y <= b.y + 2.0)
        {
            under = Some(candidate);
        }
    }
    by_hand(ui, area, workbench, readers, &palette);
    let Some(candidate) = under else { return };
    ui.ctx().set_cursor_icon(CursorIcon::PointingHand);
    if response.clicked() {
        commands.push(Command::GoToPair { left: candidate.left, right: candidate.right });
    }
    response.on_hover_ui_at_pointer(|ui| inspector::reasons(ui, workbench, candidate));
}

/// Links that somebody drew where the machine has none, with an end in view.
fn by_hand(ui: &Ui, area: Rect, workbench: &Workbench, readers: &[Reader; 2], palette: &Palette) {
    let painter = ui.painter_at(area);
    for (left, right) in workbench.hand_links() {
        let seen =
            readers[0].visible().contains(&(left.0 as usize)) || readers[1].visible().contains(&(right.0 as usize));
        let known = workbench.counterparts(Side::Left, left).iter().any(|c| c.right == right);
        if !seen || known {
            continue;
        }
        let Some(ends) = ends(workbench, readers, left, right) else { continue };
        let curves = curves(area, ends);
        painter.add(band(&curves, palette.accent.gamma_multiply(0.18)));
        painter.line(curves.iter().map(|(a, b)| a.lerp(*b, 0.5)).collect(), Stroke::new(1.75, palette.accent));
    }
}

/// The current passage's best counterparts, or all accepted ones that touch the view.
fn shown<'a>(workbench: &'a Workbench, readers: &[Reader; 2]) -> Vec<&'a Candidate> {
    let side = workbench.active;
    if !workbench.settings.ribbons {
        let Some(passage) = workbench.current(side) else { return Vec::new() };
        let stands = |c: &&Candidate| stands(workbench, c);
        let mut shown: Vec<_> = workbench.counterparts(side, passage).into_iter().filter(stands).take(SHOWN).collect();
        let here = |c: &Candidate| passage == if side == Side::Left { c.left } else { c.right };
        shown.extend(confirmed(workbench, readers).into_iter().filter(|c| !here(c)));
        // The pair that is looked at is painted last, on top.
        shown.reverse();
        return shown;
    }
    let Some(comparison) = workbench.compared() else { return Vec::new() };
    let (left, right) = (readers[0].visible(), readers[1].visible());
    let seen = |c: &&Candidate| left.contains(&(c.left.0 as usize)) || right.contains(&(c.right.0 as usize));
    let passes = |c: &&Candidate| workbench.filter.is_empty() || c.themes.iter().any(|t| workbench.filter.contains(t));
    comparison.alignment.candidates.iter().filter(|c| stands(workbench, c)).filter(seen).filter(passes).collect()
}

/// Suggested and not rejected, or confirmed.
fn stands(workbench: &Workbench, candidate: &Candidate) -> bool {
    match workbench.verdict(candidate.left, candidate.right) {
        Some(LinkState::Rejected) => false,
        Some(LinkState::Confirmed | LinkState::ByHand) => true,
        _ => candidate.accepted,
    }
}

/// What somebody confirmed, where either end is in view.
fn confirmed<'a>(workbench: &'a Workbench, readers: &[Reader; 2]) -> Vec<&'a Candidate> {
    let Some(comparison) = workbench.compared() else { return Vec::new() };
    let (left, right) = (readers[0].visible(), readers[1].visible());
    let sure = |c: &&Candidate| {
        matches!(workbench.verdict(c.left, c.right), Some(LinkState::Confirmed | LinkState::ByHand))
            && (left.contains(&(c.left.0 as usize)) || right.contains(&(c.right.0 as usize)))
    };
    comparison.alignment.candidates.iter().filter(sure).collect()
}

/// The heights of the two ends, kept within the view.
fn ends(workbench: &Workbench, readers: &[Reader; 2], left: PassageId, right: PassageId) -> Option<[(f32, f32); 2]> {
    let side = |side: Side, passage| {
        let reader = &readers[side as usize];
        let extent = reader.extent(workbench.article(side)?, passage)?;
        let (top, bottom) = (reader.rect.top(), reader.rect.bottom());
        // An end out of view still shows in which direction it lies.
        Some((extent.start.clamp(top, bottom - 3.0), extent.end.clamp(top + 3.0, bottom)))
    };
    Some([side(Side::Left, left)?, side(Side::Right, right)?])
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
