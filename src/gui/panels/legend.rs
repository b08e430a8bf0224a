//! What the marks in the text mean: each is drawn as it is drawn there.

use eframe::egui::{Painter, Rect, RichText, Sense, Shape, Stroke, StrokeKind, Ui, pos2, vec2};

use super::inspector::section;
use crate::gui::reading::paint::{draw_memo, draw_state};
use crate::gui::style::Palette;
use crate::session::UnitState;
use crate::workbench::Workbench;

type Draw = fn(&Painter, Rect, &Palette);

/// Each mark, and the key of what it means.
const MARKS: &[(Draw, &str)] = &[
    (current, "legend-current"),
    (stripes, "legend-stripes"),
    (cue, "legend-cue"),
    (figure, "legend-figure"),
    (measure, "legend-measure"),
    (coding, "legend-coding"),
    (memo, "legend-memo"),
    (states, "legend-state"),
    (hit, "legend-hit"),
    (ribbons, "legend-ribbon"),
];

pub fn ui(ui: &mut Ui, workbench: &Workbench, palette: &Palette) {
    section(ui, &workbench.text("legend"), palette);
    for (draw, key) in MARKS {
        ui.horizontal(|ui| {
            let (rect, _) = ui.allocate_exact_size(vec2(44.0, 18.0), Sense::hover());
            draw(ui.painter(), rect, palette);
            ui.add(eframe::egui::Label::new(RichText::new(workbench.text(key)).size(13.0)).wrap());
        });
    }
}

fn current(p: &Painter, r: Rect, palette: &Palette) {
    p.rect_filled(r.shrink(1.0), 0.0, palette.current);
    p.rect_filled(Rect::from_min_size(r.min + vec2(1.0, 1.0), vec2(3.0, 16.0)), 0.0, palette.accent);
}

fn stripes(p: &Painter, r: Rect, palette: &Palette) {
    let bar = |x: f32| Rect::from_min_size(r.min + vec2(x, 1.0), vec2(3.5, 16.0));
    p.rect_filled(bar(14.0), 1.0, palette.accent);
    p.rect_stroke(bar(22.0), 1.0, Stroke::new(1.0, palette.accent), StrokeKind::Inside);
}

fn cue(p: &Painter, r: Rect, palette: &Palette) {
    p.rect_filled(r.shrink2(vec2(6.0, 2.0)), 2.0, palette.tint(palette.accent));
}

fn figure(p: &Painter, r: Rect, palette: &Palette) {
    p.hline(r.x_range().shrink(8.0), r.bottom() - 4.0, Stroke::new(1.5, palette.figure));
}

fn measure(p: &Painter, r: Rect, palette: &Palette) {
    let line = [r.left_bottom() + vec2(8.0, -4.0), r.right_bottom() + vec2(-8.0, -4.0)];
    p.extend(Shape::dashed_line(&line, Stroke::new(1.5, palette.measure), 4.0, 2.5));
}

fn coding(p: &Painter, r: Rect, palette: &Palette) {
    for y in [-5.0, -2.5] {
        p.hline(r.left() + 3.0..=r.left() + 24.0, r.bottom() + y, Stroke::new(1.25, palette.good));
    }
    let (x, top, bottom) = (r.left() + 30.0, r.top() + 2.0, r.bottom() - 2.0);
    let line = [pos2(x, top), pos2(x + 4.0, top), pos2(x + 4.0, bottom), pos2(x, bottom)];
    p.add(Shape::line(line.to_vec(), Stroke::new(2.0, palette.good)));
    let line = line.map(|at| at + vec2(8.0, 0.0));
    p.extend(Shape::dashed_line(&line, Stroke::new(2.0, palette.good), 3.0, 2.0));
}

fn memo(p: &Painter, r: Rect, palette: &Palette) {
    draw_memo(p, r.center(), palette);
}

fn states(p: &Painter, r: Rect, palette: &Palette) {
    let all = [UnitState::Read, UnitState::Coded, UnitState::Unsure, UnitState::Excluded];
    for (n, state) in all.into_iter().enumerate() {
        draw_state(p, pos2(r.left() + 5.0 + n as f32 * 11.0, r.center().y), state, palette);
    }
}

fn hit(p: &Painter, r: Rect, palette: &Palette) {
    p.rect_stroke(r.shrink2(vec2(8.0, 2.0)), 2.0, Stroke::new(1.0, palette.hit), StrokeKind::Inside);
}

fn ribbons(p: &Painter, r: Rect, palette: &Palette) {
    let line = |y: f32| [pos2(r.left() + 3.0, r.top() + y), pos2(r.right() - 3.0, r.top() + y)];
    let stroke = Stroke::new(1.25, palette.accent);
    p.extend(Shape::dashed_line(&line(4.0), stroke, 5.0, 3.5));
    p.line_segment(line(9.0), stroke);
    p.extend(Shape::dotted_line(&line(14.0), palette.accent, 5.0, 1.5));
}
