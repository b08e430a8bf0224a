//! A table that sorts by a click on its head and leads to the text by a click on a row.

use std::cmp::Ordering;

use eframe::egui::{
    Align2, CursorIcon, FontFamily, FontId, Rect, Role, ScrollArea, Sense, Stroke, Ui, WidgetInfo, pos2, vec2,
};

use crate::gui::fonts::bold;
use crate::gui::reading::shown;
use crate::gui::style::{Palette, mix};
use crate::workbench::Command;

/// A column's head and its share of the width.
pub struct Column {
    pub name: &'static str,
    pub share: f32,
    /// Numbers stand at the right.
    pub right: bool,
}

pub const fn column(name: &'static str, share: f32) -> Column {
    Column { name, share, right: false }
}

pub const fn number(name: &'static str, share: f32) -> Column {
    Column { name, share, right: true }
}

/// A cell: what is written, and by what it sorts where that is a number.
#[derive(Clone, Default)]
pub struct Cell {
    pub text: String,
    pub value: Option<f64>,
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self { text, value: None }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self { text: text.to_owned(), value: None }
    }
}

/// A row, and what a click on it asks for.
pub struct Row {
    pub cells: Vec<Cell>,
    pub command: Option<Command>,
    /// What else can be done with it: the key of each thing's name.
    pub menu: Vec<(&'static str, Command)>,
}

/// The rows of a table and how they are sorted.
#[derive(Default)]
pub struct Table {
    rows: Vec<Row>,
    order: Vec<u32>,
    sort: Option<(usize, bool)>,
    selected: Option<usize>,
}

const ROW: f32 = 26.0;

impl Table {
    pub fn set(&mut self, rows: Vec<Row>) {
        self.rows = rows;
        self.selected = None;
        self.sort();
    }

    pub fn len(&self) -> usize {
        self.rows.len()
    }

    fn sort(&mut self) {
        self.order = (0..self.rows.len() as u32).collect();
        let Some((column, up)) = self.sort else { return };
        let rows = &self.rows;
        self.order.sort_by(|&a, &b| {
            let (a, b) = (&rows[a as usize].cells[column], &rows[b as usize].cells[column]);
            let order = match (a.value, b.value) {
                (Some(a), Some(b)) => a.total_cmp(&b),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (None, None) => a.text.cmp(&b.text),
            };
            if up { order } else { order.reverse() }
        });
    }

    pub fn ui(&mut self, ui: &mut Ui, columns: &[Column], name: impl Fn(&str) -> String, commands: &mut Vec<Command>) {
        let palette = Palette::of(ui);
        let width = ui.available_width() - 14.0;
        let all: f32 = columns.iter().map(|c| c.share).sum();
        let mut edges = vec![0.0];
        for column in columns {
            edges.push(edges[edges.len() - 1] + (width * column.share / all).floor());
        }
        self.head(ui, columns, &edges, &name, &palette);
        let order = &self.order;
        let rows = &self.rows;
        let selected = &mut self.selected;
        ui.spacing_mut().item_spacing.y = 0.0;
        ScrollArea::vertical().auto_shrink([false, false]).show_rows(ui, ROW, order.len(), |ui, range| {
            for place in range {
                let n = order[place] as usize;
                let row = &rows[n];
                let (rect, response) = ui.allocate_exact_size(vec2(width, ROW), Sense::click());
                let fill = if *selected == Some(n) {
                    palette.selection
                } else if response.hovered() && row.command.is_some() {
                    palette.raised
                } else if place % 2 == 1 {
                    mix(palette.paper, palette.chrome, 0.5)
                } else {
                    palette.paper
                };
                ui.painter().rect_filled(rect, 0.0, fill);
                for (n, (cell, column)) in row.cells.iter().zip(columns).enumerate() {
                    let area =
                        Rect::from_x_y_ranges(rect.left() + edges[n]..=rect.left() + edges[n + 1], rect.y_range());
                    write(ui, area, &cell.text, column.right, &palette);
                }
                let label = || row.cells.iter().map(|c| c.text.as_str()).collect::<Vec<_>>().join(" ");
                response.widget_info(|| WidgetInfo::selected(Role::Row, true, *selected == Some(n), label()));
                if !row.menu.is_empty() {
                    response.context_menu(|ui| {
                        for (key, command) in &row.menu {
                            if ui.button(name(key)).clicked() {
                                commands.push(command.clone());
                            }
                        }
                    });
                }
                if let Some(command) = &row.command {
                    if response.hovered() {
                        ui.ctx().set_cursor_icon(CursorIcon::PointingHand);
                    }
                    if response.clicked() {
                        commands.push(command.clone());
                        *selected = Some(n);
                    }
                }
            }
        });
    }

    fn head(
        &mut self,
        ui: &mut Ui,
        columns: &[Column],
        edges: &[f32],
        name: &impl Fn(&str) -> String,
        palette: &Palette,
    ) {
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
        for (n, column) in columns.iter().enumerate() {
            let area = Rect::from_x_y_ranges(rect.left() + edges[n]..=rect.left() + edges[n + 1], rect.y_range());
            let response = ui.interact(area, ui.scope_id().with(("column", column.name)), Sense::click());
            let title = name(column.name);
            response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, &title));
            let arrow = match self.sort {
                Some((at, up)) if at == n => {
                    if up {
                        " ↑"
                    } else {
                        " ↓"
                    }
                }
                _ => "",
            };
            let colour = if response.hovered() { palette.text } else { palette.weak };
            let (x, align) = if column.right {
                (area.right() - 10.0, Align2::RIGHT_CENTER)
            } else {
                (area.left() + 6.0, Align2::LEFT_CENTER)
            };
            ui.painter_at(area).text(pos2(x, area.center().y), align, title + arrow, bold(12.5), colour);
            if response.clicked() {
                self.sort = match self.sort {
                    Some((at, true)) if at == n => Some((n, false)),
                    Some((at, false)) if at == n => None,
                    _ => Some((n, true)),
                };
                self.sort();
            }
        }
        ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, palette.line));
    }
}

fn write(ui: &Ui, area: Rect, text: &str, right: bool, palette: &Palette) {
    let font = FontId::new(13.5, FontFamily::Proportional);
    let width = (area.width() - 14.0).max(8.0);
    let text: String = text.chars().map(shown).collect();
    // What stands at the right is read from there: words before a hit lose their beginning.
    let text = if right { ending(ui, &text, &font, width) } else { text };
    let mut job = eframe::egui::text::LayoutJob::simple_singleline(text, font, palette.text);
    job.wrap = eframe::egui::text::TextWrapping::truncate_at_width(width);
    let galley = ui.painter().layout_job(job);
    let x = if right { area.right() - 10.0 - galley.size().x } else { area.left() + 6.0 };
    let place = pos2(x, area.center().y - galley.size().y / 2.0);
    ui.painter_at(area).galley(place, galley, palette.text);
}

/// As much of the end of a text as has room, behind an ellipsis where that is not all.
fn ending(ui: &Ui, text: &str, font: &FontId, width: f32) -> String {
    ui.fonts_mut(|fonts| {
        let all: f32 = text.chars().map(|c| fonts.glyph_width(font, c)).sum();
        if all <= width {
            return text.to_owned();
        }
        let mut room = width - fonts.glyph_width(font, '…');
        let fits = |c: &char| {
            room -= fonts.glyph_width(font, *c);
            room >= 0.0
        };
        let count = text.chars().rev().take_while(fits).count();
        let left_out = text.chars().count() - count;
        std::iter::once('…').chain(text.chars().skip(left_out)).collect()
    })
}
