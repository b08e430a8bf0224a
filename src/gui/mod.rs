//! The window: eframe, egui and rfd, and nowhere else.
//!
//! Draws a [`Workbench`] and turns what the analyst does into [`Command`]s. Holds view state only (scroll positions,
//! a search being typed); knows no format, no dictionary and no database.

mod article_dialogs;
mod crash;
mod cues_dialog;
mod dialogs;
mod fonts;
mod panels;
mod reading;
mod session_dialogs;
mod shortcuts;
mod style;
mod typeahead;
mod word_dialog;

use std::sync::Arc;

use eframe::egui::{self, Context, Frame, Margin, Panel, Rect, Ui, UiBuilder, pos2, vec2};

use self::panels::{Tables, gutter};
use self::reading::Reader;
use self::style::Palette;
use crate::cli::WindowRequest;
use crate::comparison::Side;
use crate::i18n::Lang;
use crate::job::Waker;
use crate::workbench::{Command, Dock, Look, StartError, Workbench};

/// The window could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum WindowError {
    /// There is no display, or it does not answer.
    #[error("no usable display ({0}); `duizhao compare LEFT RIGHT --out DIR` does the same work without a window")]
    NoDisplay(String),
    /// What was named on the command line cannot be opened.
    #[error("{0:#}")]
    Articles(anyhow::Error),
    #[error("{0}")]
    Start(StartError),
}

/// Opens the window and returns when it is closed.
pub fn run(request: &WindowRequest) -> Result<(), WindowError> {
    let (articles, keep) = panels::opening::articles(request).map_err(WindowError::Articles)?;
    crash::install();
    let lang = request.global.lang.unwrap_or_default();
    let viewport = egui::ViewportBuilder::default()
        .with_title(title(lang))
        .with_app_id("duizhao")
        .with_inner_size([1280.0, 800.0])
        .with_min_inner_size([320.0, 240.0])
        .with_clamp_size_to_monitor_size(true)
        .with_drag_and_drop(true);
    let options = eframe::NativeOptions { viewport, ..Default::default() };
    let (sender, receiver) = std::sync::mpsc::channel();
    let result = eframe::run_native(
        "duizhao",
        options,
        Box::new(move |creation| {
            let waker = waker(&creation.egui_ctx);
            match Workbench::new(articles, &keep, lang, &waker) {
                Ok(workbench) => Ok(Box::new(Window::new(&creation.egui_ctx, workbench))),
                Err(error) => {
                    // The receiver lives until the window is closed.
                    let _told = sender.send(error);
                    Err("start".into())
                }
            }
        }),
    );
    match result {
        Ok(()) => Ok(()),
        Err(error) => Err(match receiver.try_recv() {
            Ok(error) => WindowError::Start(error),
            Err(_) => WindowError::NoDisplay(reason(&error)),
        }),
    }
}

/// The words of an error behind the places in source files that it names.
fn reason(error: &eframe::Error) -> String {
    let text = error.to_string().replace('\n', " ");
    let words = text.rsplit(": ").next().unwrap_or_default();
    words.trim_end_matches([')', '.']).to_owned()
}

fn title(lang: Lang) -> String {
    crate::i18n::Messages::new(lang).text("window-title")
}

/// Wakes the window from another thread.
pub fn waker(ctx: &Context) -> Waker {
    let ctx = ctx.clone();
    Arc::new(move || ctx.request_repaint())
}

/// The window's contents.
pub struct Window {
    pub workbench: Workbench,
    /// Commands that were applied in the last frame, for tests.
    pub applied: Vec<Command>,
    readers: [Reader; 2],
    tables: Tables,
    dialogs: dialogs::State,
    toolbar: panels::toolbar::State,
    lang: Option<Lang>,
    look: Option<Look>,
    /// There is no room for texts and dock at once.
    small: bool,
}

impl Window {
    pub fn new(ctx: &Context, workbench: Workbench) -> Self {
        style::install(ctx);
        ctx.options_mut(|o| o.zoom_with_keyboard = false);
        ctx.set_fonts(fonts::definitions(workbench.settings.lang));
        Self {
            lang: Some(workbench.settings.lang),
            workbench,
            applied: Vec::new(),
            readers: [Reader::new(Side::Left), Reader::new(Side::Right)],
            tables: Tables::default(),
            dialogs: dialogs::State::default(),
            toolbar: panels::toolbar::State::default(),
            look: None,
            small: false,
        }
    }

    /// One frame: takes what workers have done, draws, and applies what was asked for.
    pub fn frame(&mut self, ui: &mut Ui) {
        self.workbench.poll();
        self.dialogs.poll(&mut self.workbench);
        let mut commands = Vec::new();
        dialogs::dropped(ui.ctx(), &mut commands);
        shortcuts::read(ui.ctx(), &self.workbench, &mut self.readers, &mut commands);
        self.draw(ui, &mut commands);
        self.applied.clone_from(&commands);
        for command in commands {
            self.workbench.update(command);
            ui.ctx().request_repaint();
        }
        self.after(ui.ctx());
    }

    fn draw(&mut self, ui: &mut Ui, commands: &mut Vec<Command>) {
        let palette = Palette::of(ui);
        let workbench = &self.workbench;
        let full = ui.max_rect();
        let small = full.width() < 720.0 || full.height() < 480.0;
        if small && !std::mem::replace(&mut self.small, small) && workbench.dock == Dock::Open {
            // Whoever opens a small window has come to read.
            commands.push(Command::SetDock(Dock::Closed));
        }
        self.small = small;
        // In very little room the text comes first: what frames it gives way.
        let (low, tiny) = (full.height() < 420.0, full.height() < 300.0);
        let bar = |x: i8, y: i8| Frame::new().fill(palette.chrome).inner_margin(Margin::symmetric(x, y));
        Panel::top("toolbar")
            .frame(bar(12, 7))
            .show(ui, |ui| panels::toolbar::ui(ui, workbench, &mut self.toolbar, commands));
        if !low {
            Panel::top("themes").frame(bar(12, 6)).show(ui, |ui| panels::themes::ui(ui, workbench, commands));
        }
        if panels::mode::is_on(workbench) && !tiny {
            Panel::top("mode").frame(bar(12, 5)).show(ui, |ui| panels::mode::ui(ui, workbench, commands));
        }
        if !workbench.notices.is_empty() || workbench.name_asked {
            Panel::top("notices").frame(bar(12, 6)).show(ui, |ui| panels::notices::ui(ui, workbench, commands));
        }
        if !tiny {
            Panel::bottom("status").frame(bar(12, 4)).show(ui, |ui| panels::status::ui(ui, workbench, commands));
        }
        if workbench.settings.inspector && full.width() >= 900.0 {
            Panel::right("inspector")
                .frame(Frame::new().fill(palette.chrome).inner_margin(Margin {
                    left: 14,
                    right: 10,
                    top: 10,
                    bottom: 8,
                }))
                .resizable(true)
                .default_size(300.0)
                .size_range(220.0..=480.0)
                .show(ui, |ui| panels::inspector::ui(ui, workbench, commands));
        }
        let room = ui.available_height();
        match workbench.dock {
            Dock::Closed => {
                Panel::bottom("dock-closed").frame(bar(12, 5)).show(ui, |ui| {
                    self.tables.tabs(ui, workbench, commands);
                });
            }
            Dock::Open if !small => {
                Panel::bottom("dock")
                    .frame(bar(12, 6))
                    .resizable(true)
                    .default_size((room * 0.36).round())
                    .size_range(120.0..=(room - 160.0).max(121.0))
                    .show(ui, |ui| self.tables.ui(ui, workbench, commands));
            }
            Dock::Full | Dock::Open => {
                let frame = bar(12, 6);
                frame.show(ui, |ui| self.tables.ui(ui, workbench, commands));
                dialogs::ui(ui.ctx(), workbench, &mut self.dialogs, commands);
                return;
            }
        }
        self.texts(ui, commands);
        dialogs::ui(ui.ctx(), &self.workbench, &mut self.dialogs, commands);
    }

    /// The two panes with the gutter between them.
    fn texts(&mut self, ui: &mut Ui, commands: &mut Vec<Command>) {
        let workbench = &self.workbench;
        let rect = ui.available_rect_before_wrap();
        ui.painter().rect_filled(rect, 0.0, Palette::of(ui).chrome);
        // Two columns of a few signs each cannot be read: then one pane is shown, the one that the reader is at.
        let alone = (rect.width() < 480.0).then_some(workbench.active);
        let gutter = if rect.width() < 560.0 { 14.0 } else { 56.0 };
        let half = ((rect.width() - gutter) / 2.0).floor().max(10.0);
        let column = |x: f32| Rect::from_min_size(pos2(x, rect.top()), vec2(half, rect.height()));
        let rects = match alone {
            Some(_) => [rect; 2],
            None => [column(rect.left()), column(rect.right() - half)],
        };
        for (side, rect) in Side::BOTH.into_iter().zip(rects).filter(|(side, _)| alone.is_none_or(|a| a == *side)) {
            let mut child = ui.new_child(UiBuilder::new().max_rect(rect).id_salt(("pane", side as usize)));
            child.set_clip_rect(rect.intersect(ui.clip_rect()));
            panels::pane_head::ui(&mut child, workbench, side, commands);
            self.readers[side as usize].ui(&mut child, workbench, commands);
        }
        if alone.is_none() {
            let between = Rect::from_min_max(pos2(rects[0].right(), rect.top()), pos2(rects[1].left(), rect.bottom()));
            gutter::ui(ui, between, workbench, &mut self.readers, commands);
        }
        ui.allocate_rect(rect, egui::Sense::hover());
        self.link_scrolling();
    }

    /// Where panes scroll together, the one that was not moved brings what answers the other's middle passage.
    fn link_scrolling(&mut self) {
        if !self.workbench.settings.linked {
            return;
        }
        for side in Side::BOTH {
            let (here, there) = (side as usize, side.other() as usize);
            if !self.readers[here].moved {
                continue;
            }
            let (Some(article), Some(other)) = (self.workbench.article(side), self.workbench.article(side.other()))
            else {
                continue;
            };
            let middle = self.readers[here].rect.top() + self.readers[here].rect.height() * 0.35;
            let visible = self.readers[here].visible();
            let nearest = visible
                .filter_map(|n| article.passages.get(n))
                .filter_map(|p| Some((self.readers[here].extent(article, p.id)?, p.id)))
                .filter_map(|(extent, id)| Some((extent, self.workbench.best_counterpart(side, id)?)))
                .min_by(|a, b| (a.0.start - middle).abs().total_cmp(&(b.0.start - middle).abs()));
            if let Some((extent, answer)) = nearest {
                self.readers[there].bring(other, answer, extent.start);
            }
            return;
        }
    }

    /// What the window does for the workbench outside of its own panels.
    fn after(&mut self, ctx: &Context) {
        if let Some(text) = self.workbench.take_clipboard() {
            ctx.copy_text(text);
        }
        if let Some(purpose) = self.workbench.file_request.take() {
            self.dialogs.ask_system(purpose, &self.workbench, waker(ctx));
        }
        if std::mem::take(&mut self.workbench.paste_request) {
            // The answer is meant for no field that still has the keys, such as the palette's.
            ctx.memory_mut(|m| m.stop_text_input());
            ctx.send_viewport_cmd(egui::ViewportCommand::RequestPaste);
        }
        let settings = &self.workbench.settings;
        if self.lang != Some(settings.lang) {
            self.lang = Some(settings.lang);
            ctx.set_fonts(fonts::definitions(settings.lang));
            ctx.send_viewport_cmd(egui::ViewportCommand::Title(self.workbench.text("window-title")));
        }
        if self.look != Some(settings.look) {
            self.look = Some(settings.look);
            ctx.set_theme(if settings.look == Look::Dark { egui::Theme::Dark } else { egui::Theme::Light });
        }
        if ctx.input(|i| i.viewport().close_requested()) && !self.workbench.may_close() {
            // What is not saved yet is waited for, or asked about.
            ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            self.workbench.update(Command::Quit);
        }
        if self.workbench.quit {
            ctx.send_viewport_cmd(egui::ViewportCommand::Close);
        }
    }
}

impl eframe::App for Window {
    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.workbench.close_session();
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.frame(ui);
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        visuals.panel_fill.to_normalized_gamma_f32()
    }
}
