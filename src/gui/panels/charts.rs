//! The chart in the dock: the very picture that is saved, with what a pointer finds in it.

use std::sync::Arc;

use eframe::egui::{
    Button, Color32, ColorImage, CursorIcon, Pos2, Rect, RichText, Role, ScrollArea, Sense, Stroke, StrokeKind,
    TextureHandle, TextureOptions, Ui, Vec2, WidgetInfo, pos2, vec2,
};

use crate::chart::scene::Point;
use crate::chart::{self, Hit, Kind};
use crate::comparison::Side;
use crate::gui::shortcuts;
use crate::gui::style::Palette;
use crate::workbench::{Command, Dock, Layout, Picture, Workbench};

/// The picture as the graphics card has it, and how it is looked at.
#[derive(Default)]
pub struct State {
    texture: Option<(Arc<Picture>, TextureHandle)>,
    /// How much larger than drawn it is shown; as the panel has room where nobody chose.
    zoom: Option<f32>,
    /// Where a drag began, in the drawing's pixels.
    from: Option<Pos2>,
    /// The place to bring to the upper left corner, in the drawing's pixels.
    to: Option<Pos2>,
}

/// Charts are drawn no wider than this: longer bars tell no more.
const WIDEST: f32 = 1500.0;
/// How large a chart is shown when it fills the panel's width: more of it is seen, and its words can be read.
const ACROSS: f32 = 0.85;
/// The list of kinds.
const LIST: f32 = 172.0;
/// The least that a chart is shown at so that its words can be read, and the most that it is enlarged.
const FARTHEST: f32 = 0.7;
const NEAREST: f32 = 6.0;
/// How much larger than printed a journal's column is shown at most.
const LARGER: f32 = 2.0;
/// A drag that is shorter is a click.
const SHORTEST: f32 = 12.0;
/// Pixels that a picture may have, so that one enlarged does not fill the memory.
const PIXELS: f32 = 24e6;

pub fn ui(ui: &mut Ui, workbench: &Workbench, state: &mut State, commands: &mut Vec<Command>) {
    let palette = Palette::of(ui);
    ui.horizontal_top(|ui| {
        ui.vertical(|ui| {
            ui.set_width(LIST);
            side(ui, workbench, state, commands);
        });
        ui.vertical(|ui| chart_ui(ui, workbench, state, &palette, commands));
    });
}

/// The chart itself, as large as the panel has room or as the reader chose.
fn chart_ui(ui: &mut Ui, workbench: &Workbench, state: &mut State, palette: &Palette, commands: &mut Vec<Command>) {
    let view = ui.available_size();
    let width = ((view.x - 14.0) / ACROSS).min(WIDEST).floor();
    let zoom = zoom(workbench, state, vec2(view.x - 14.0, view.y));
    let scale = ui.ctx().pixels_per_point() * sharpness(ui, workbench, zoom);
    let Some(key) = workbench.chart_key(width, scale, palette.dark) else {
        let key = if workbench.settings.unaided { "unaided-on" } else { "comparing" };
        ui.add_space(16.0);
        ui.vertical_centered(|ui| ui.label(RichText::new(workbench.text(key)).color(palette.weak)));
        ui.allocate_space(ui.available_size());
        return;
    };
    if !workbench.chart_asked(&key) {
        commands.push(Command::DrawChart(key));
    }
    let Some(picture) = workbench.picture() else {
        ui.allocate_space(ui.available_size());
        return;
    };
    if state.texture.as_ref().is_none_or(|(old, _)| !Arc::ptr_eq(old, picture)) {
        // One that is too tall for the graphics card is drawn again, less fine, in the next frame.
        let side = ui.input(|i| i.max_texture_side);
        if picture.size.iter().any(|length| *length > side) {
            ui.ctx().request_repaint();
            return;
        }
        let image = ColorImage::from_rgba_unmultiplied(picture.size, &picture.pixels);
        let texture = ui.ctx().load_texture("chart", image, TextureOptions::LINEAR);
        state.texture = Some((Arc::clone(picture), texture));
    }
    let Some((picture, texture)) = state.texture.clone() else { return };
    let size = vec2(picture.drawing.width, picture.drawing.height) * zoom;
    let mut area = ScrollArea::both().id_salt("chart").auto_shrink([false, false]);
    if let Some(to) = state.to.take() {
        area = area.scroll_offset(to.to_vec2() * zoom);
    }
    area.show(ui, |ui| {
        let (rect, response) = ui.allocate_exact_size(size, Sense::click_and_drag());
        let uv = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
        ui.painter().image(texture.id(), rect, uv, Color32::WHITE);
        let title = picture.drawing.title.clone();
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &title));
        let in_drawing = |pos: Pos2| ((pos - rect.min) / zoom).to_pos2();
        if response.drag_started() {
            state.from = ui.input(|i| i.pointer.press_origin()).map(in_drawing);
        }
        if let (Some(from), Some(pos)) = (state.from, response.interact_pointer_pos()) {
            let chosen = Rect::from_two_pos(from, in_drawing(pos));
            let shown =
                Rect::from_min_max(rect.min + chosen.min.to_vec2() * zoom, rect.min + chosen.max.to_vec2() * zoom);
            ui.painter().rect_stroke(shown, 2.0, Stroke::new(1.5, palette.accent), StrokeKind::Middle);
            if response.drag_stopped() {
                state.from = None;
                if chosen.width().min(chosen.height()) * zoom >= SHORTEST {
                    state.zoom = Some((view / chosen.size()).min_elem().clamp(zoom, NEAREST));
                    state.to = Some(chosen.min);
                }
            }
            return;
        }
        let Some(pos) = response.hover_pos() else { return };
        let at = in_drawing(pos);
        let Some(hit) = picture.drawing.hit_at(Point { x: at.x, y: at.y }) else { return };
        if !hit.places.is_empty() || hit.beyond.is_some() {
            ui.ctx().set_cursor_icon(CursorIcon::PointingHand);
        }
        if response.clicked() {
            let places = places(hit, &picture);
            // What a click leads to is seen.
            if !places.is_empty() && workbench.dock == Dock::Full {
                commands.push(Command::SetDock(Dock::Open));
            }
            commands.extend(places);
        }
        response.on_hover_ui_at_pointer(|ui| {
            ui.set_max_width(420.0);
            for (n, line) in hit.tip.iter().enumerate() {
                let text = RichText::new(line).size(13.0);
                ui.label(if n == 0 { text.strong() } else { text });
            }
        });
    });
}

/// What can be done with the chart that is shown, and the kinds of charts down the side.
fn side(ui: &mut Ui, workbench: &Workbench, state: &mut State, commands: &mut Vec<Command>) {
    let ready = workbench.compared().is_some();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        ui.add_enabled_ui(ready, |ui| {
            ui.menu_button(workbench.text("chart-save"), |ui| save_ui(ui, workbench, state, commands));
        });
        let (name, zoom) = if state.zoom.is_none() { ("chart-larger", Some(1.0)) } else { ("chart-fit", None) };
        if ui.add_enabled(ready, Button::new(workbench.text(name))).clicked() {
            state.zoom = zoom;
            state.to = Some(Pos2::ZERO);
        }
        ui.add_enabled_ui(ready, |ui| {
            ui.menu_button(workbench.text("chart-layout"), |ui| layout_ui(ui, workbench, state, commands));
        });
    });
    ScrollArea::vertical().id_salt("kinds").auto_shrink([false, false]).show(ui, |ui| {
        for kind in Kind::ALL {
            let name = workbench.text(&format!("chart-{}", kind.id()));
            if ui.add(Button::selectable(workbench.chart_kind == kind, name)).clicked() {
                commands.push(Command::SetChart(kind));
                state.zoom = None;
            }
        }
    });
}

/// What charts are laid out for.
fn layout_ui(ui: &mut Ui, workbench: &Workbench, state: &mut State, commands: &mut Vec<Command>) {
    let chosen = workbench.chart_layout();
    for layout in Layout::ALL {
        let name = match layout {
            Layout::Screen => "chart-layout-screen",
            Layout::Narrow => "chart-layout-narrow",
            Layout::Wide => "chart-layout-wide",
        };
        if ui.add(Button::selectable(layout == chosen, workbench.text(name))).clicked() {
            commands.push(Command::LayOut(layout));
            state.zoom = None;
        }
    }
    ui.separator();
    if ui.add(Button::selectable(workbench.chart_is_grey(), workbench.text("chart-layout-grey"))).clicked() {
        commands.push(Command::ToggleGrey);
    }
}

/// What the menu offers.
fn save_ui(ui: &mut Ui, workbench: &Workbench, state: &State, commands: &mut Vec<Command>) {
    for (name, command) in [("do-save-chart", Command::SaveChart(None)), ("do-save-all", Command::SaveAll(None))] {
        let keys = shortcuts::keys_of(name).unwrap_or_default();
        if ui.add(Button::new(workbench.text(name)).shortcut_text(keys)).clicked() {
            commands.push(command);
        }
    }
    let Some((picture, _)) = &state.texture else { return };
    ui.separator();
    if ui.button(workbench.text("chart-copy")).clicked() {
        ui.ctx().copy_image(ColorImage::from_rgba_unmultiplied(picture.size, &picture.pixels));
    }
    if ui.button(workbench.text("chart-copy-note")).clicked() {
        ui.ctx().copy_text(format!("{}\n{}", picture.drawing.title, picture.drawing.note));
    }
}

/// How much larger than drawn the chart is shown: as chosen, or so that all its width is seen, and all its height as
/// far as its words can still be read.
fn zoom(workbench: &Workbench, state: &State, view: Vec2) -> f32 {
    let drawn = workbench.picture().map_or(view, |picture| vec2(picture.drawing.width, picture.drawing.height));
    // A journal's column is narrower than the panel and may be looked at larger than it is printed.
    let most = if workbench.chart_layout() == Layout::Screen { 1.0 } else { LARGER };
    let across = (view.x / drawn.x).min(most);
    state.zoom.unwrap_or((view.y / drawn.y).clamp(FARTHEST.min(across), across))
}

/// How much finer an enlarged picture is drawn, as far as memory and graphics card allow; beyond that it is stretched.
fn sharpness(ui: &Ui, workbench: &Workbench, zoom: f32) -> f32 {
    let Some(picture) = workbench.picture() else { return 1.0 };
    let drawn = vec2(picture.drawing.width, picture.drawing.height) * ui.ctx().pixels_per_point();
    let side = ui.input(|i| i.max_texture_side) as f32;
    zoom.min((PIXELS / (drawn.x * drawn.y)).sqrt()).min(0.99 * side / drawn.max_elem())
}

/// A click on a mark leads to the words behind it, on each side that has some.
fn places(hit: &Hit, picture: &Picture) -> Vec<Command> {
    if let Some((article, span)) = hit.beyond {
        let document = article.checked_sub(Side::BOTH.len()).and_then(|n| picture.others.get(n));
        return document.map(|&id| Command::GoToDocument(id, span)).into_iter().collect();
    }
    let of = |side: chart::Side| hit.places.iter().find(|p| p.side == side).map(|p| p.span);
    match (of(chart::Side::Left), of(chart::Side::Right)) {
        (Some(left), Some(right)) => vec![Command::GoToPlaces { left, right }],
        (Some(left), None) => vec![Command::GoTo(Side::Left, left)],
        (None, Some(right)) => vec![Command::GoTo(Side::Right, right)],
        (None, None) => Vec::new(),
    }
}
