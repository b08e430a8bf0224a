//! The chart in the dock: the very picture that is saved, with what a pointer finds in it.

use std::sync::Arc;

use eframe::egui::{
    Align, Button, ColorImage, CursorIcon, Layout, RichText, Role, ScrollArea, Sense, TextureHandle, TextureOptions,
    Ui, WidgetInfo, pos2, vec2,
};

use crate::chart::scene::Point;
use crate::chart::{self, Hit, Kind};
use crate::comparison::Side;
use crate::gui::shortcuts;
use crate::gui::style::Palette;
use crate::workbench::{Command, Picture, Workbench};

/// The picture as the graphics card has it.
#[derive(Default)]
pub struct State {
    texture: Option<(Arc<Picture>, TextureHandle)>,
}

/// Charts are drawn no wider than this: longer bars tell no more.
const WIDEST: f32 = 1500.0;

pub fn ui(ui: &mut Ui, workbench: &Workbench, state: &mut State, commands: &mut Vec<Command>) {
    let palette = Palette::of(ui);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for kind in Kind::ALL {
            let name = workbench.text(&format!("chart-{}", kind.id()));
            if ui.add(Button::selectable(workbench.chart_kind == kind, name)).clicked() {
                commands.push(Command::SetChart(kind));
            }
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let keys = shortcuts::keys_of("do-save-chart").unwrap_or_default();
            let button = Button::new(RichText::new(workbench.text("do-save-chart")).color(palette.on_accent));
            let button = button.fill(palette.accent);
            if ui.add_enabled(workbench.compared().is_some(), button).on_hover_text(keys).clicked() {
                commands.push(Command::SaveChart(None));
            }
        });
    });
    let width = (ui.available_width() - 14.0).min(WIDEST).floor();
    let scale = ui.ctx().pixels_per_point();
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
        let image = ColorImage::from_rgba_unmultiplied(picture.size, &picture.pixels);
        let texture = ui.ctx().load_texture("chart", image, TextureOptions::LINEAR);
        state.texture = Some((Arc::clone(picture), texture));
    }
    let Some((picture, texture)) = &state.texture else { return };
    let size = vec2(picture.drawing.width, picture.drawing.height);
    ScrollArea::both().id_salt("chart").auto_shrink([false, false]).show(ui, |ui| {
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        let uv = eframe::egui::Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
        ui.painter().image(texture.id(), rect, uv, eframe::egui::Color32::WHITE);
        let title = picture.drawing.title.clone();
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &title));
        let Some(pos) = response.hover_pos() else { return };
        let at = pos - rect.min;
        let Some(hit) = picture.drawing.hit_at(Point { x: at.x, y: at.y }) else { return };
        ui.ctx().set_cursor_icon(CursorIcon::PointingHand);
        if response.clicked() {
            commands.extend(places(hit));
        }
        response.on_hover_ui_at_pointer(|ui| {
            for line in &hit.tip {
                ui.label(RichText::new(line).size(13.0));
            }
        });
    });
}

/// A click on a mark leads to the words behind it, on each side that has some.
fn places(hit: &Hit) -> Vec<Command> {
    let of = |side: chart::Side| hit.places.iter().find(|p| p.side == side).map(|p| p.span);
    match (of(chart::Side::Left), of(chart::Side::Right)) {
        (Some(left), Some(right)) => vec![Command::GoToPlaces { left, right }],
        (Some(left), None) => vec![Command::GoTo(Side::Left, left)],
        (None, Some(right)) => vec![Command::GoTo(Side::Right, right)],
        (None, None) => Vec::new(),
    }
}
