//! Chips of the themes: how much of each article speaks of each; a click filters. Without the machine's readings, the
//! codes with their keys.

use eframe::egui::{FontFamily, FontId, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use crate::comparison::Side;
use crate::gui::shortcuts::code_key;
use crate::gui::style::{BODY, Palette, mix};
use crate::workbench::{Command, Workbench};

pub fn ui(ui: &mut Ui, workbench: &Workbench, commands: &mut Vec<Command>) {
    let palette = Palette::of(ui);
    if workbench.settings.unaided {
        super::mode::codes(ui, workbench, commands);
        return;
    }
    let Some(comparison) = workbench.compared().cloned() else {
        ui.add_sized(
            vec2(ui.available_width(), 28.0),
            eframe::egui::Label::new(eframe::egui::RichText::new(workbench.text("themes-soon")).color(palette.weak))
                .halign(eframe::egui::Align::LEFT),
        );
        return;
    };
    ScrollArea::horizontal()
        .id_salt("themes")
        .scroll_bar_visibility(eframe::egui::scroll_area::ScrollBarVisibility::AlwaysHidden)
        .show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 6.0;
                let codes = workbench.codes();
                for share in &comparison.themes {
                    if share.left.passages + share.right.passages == 0 {
                        continue;
                    }
                    let theme = comparison.codebook.theme(share.theme);
                    let on = workbench.filter.contains(&share.theme);
                    let name = theme.name.in_lang(workbench.settings.lang);
                    let shares = [Side::Left, Side::Right].map(|side| share.side(side).fraction() as f32);
                    // The key that gives the theme's code.
                    let code = codes.iter().position(|code| code.theme == Some(share.theme));
                    let key = code.and_then(code_key).unwrap_or_default();
                    let response = chip(ui, (name, &key), palette.theme(theme), on, shares, &palette);
                    let args = [
                        ("theme", name.into()),
                        ("left", percent(shares[0]).into()),
                        ("right", percent(shares[1]).into()),
                        ("left-passages", f64::from(share.left.passages).into()),
                        ("right-passages", f64::from(share.right.passages).into()),
                    ];
                    let told = workbench.format("theme-share", &args);
                    let label = workbench.format("theme-chip", &[("theme", name.into())]);
                    response.widget_info(|| WidgetInfo::selected(Role::Button, true, on, &label));
                    if response.clicked() {
                        let only = ui.input(|i| i.modifiers.command);
                        commands.push(if only {
                            Command::OnlyTheme(share.theme)
                        } else {
                            Command::ToggleTheme(share.theme)
                        });
                    }
                    response.on_hover_text(told);
                }
                if !workbench.filter.is_empty() && ui.button(workbench.text("clear-filter")).clicked() {
                    commands.push(Command::ClearFilter);
                }
            });
        });
}

fn percent(share: f32) -> String {
    format!("{:.0}", share * 100.0)
}

/// A name with its colour, and two short bars: the share of the left article above that of the right.
fn chip(
    ui: &mut Ui,
    (name, key): (&str, &str),
    colour: eframe::egui::Color32,
    on: bool,
    shares: [f32; 2],
    palette: &Palette,
) -> eframe::egui::Response {
    let font = FontId::new(BODY - 0.5, FontFamily::Proportional);
    let galley = ui.painter().layout_no_wrap(name.to_owned(), font, palette.text);
    let key = ui.painter().layout_no_wrap(key.to_owned(), FontId::new(11.0, FontFamily::Proportional), palette.weak);
    const BARS: f32 = 26.0;
    let room = if key.size().x > 0.0 { key.size().x + 6.0 } else { 0.0 };
    let size = vec2(galley.size().x + 24.0 + room + 9.0 + BARS + 12.0, 28.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let painter = ui.painter();
    let fill = match (on, response.hovered()) {
        (true, _) => palette.tint(colour),
        (false, true) => palette.raised,
        (false, false) => palette.paper,
    };
    let line = if on { Stroke::new(1.5, colour) } else { Stroke::new(1.0, palette.line) };
    painter.rect(rect, 14.0, fill, line, StrokeKind::Inside);
    if response.has_focus() {
        painter.rect_stroke(rect.expand(2.0), 16.0, Stroke::new(1.5, palette.accent), StrokeKind::Inside);
    }
    let dot = Rect::from_center_size(pos2(rect.left() + 14.0, rect.center().y), vec2(8.0, 8.0));
    painter.rect_filled(dot, 2.0, colour);
    let text = pos2(rect.left() + 24.0, rect.center().y - galley.size().y / 2.0);
    let after = pos2(text.x + galley.size().x + 6.0, rect.center().y - key.size().y / 2.0);
    painter.galley(text, galley, palette.text);
    painter.galley(after, key, palette.weak);
    for (n, share) in shares.into_iter().enumerate() {
        let y = rect.center().y - 4.5 + n as f32 * 5.0;
        let bar = Rect::from_min_size(pos2(rect.right() - 12.0 - BARS, y), vec2(BARS, 3.5));
        painter.rect_filled(bar, 1.0, mix(fill, palette.line, 0.7));
        let filled =
            Rect::from_min_size(bar.min, vec2((BARS * share.min(1.0)).max(if share > 0.0 { 1.5 } else { 0.0 }), 3.5));
        painter.rect_filled(filled, 1.0, colour);
    }
    response
}
