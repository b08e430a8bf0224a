//! What stands before the window until it is answered, files that are dropped, and the system's file dialogs.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, channel};

use eframe::egui::{
    Align, Button, Context, Frame, Id, Key, Label, Layout, Modal, RichText, ScrollArea, TextEdit, Ui, vec2,
};

use super::panels::{figures, measures};
use super::shortcuts::{self, ACTIONS, Group};
use super::style::{GAP, Palette, WIDE_GAP};
use crate::job::Waker;
use crate::session::{CodingId, Fix, LinkState, MemoId};
use crate::workbench::{
    Command, Dialog, Fields, FigureCommand, MeasureCommand, PathPurpose, SessionCommand, Workbench,
};

/// What dialogs remember while they stand.
#[derive(Default)]
pub struct State {
    pub(super) text: String,
    chosen: usize,
    fields: Fields,
    cues: Vec<super::cues_dialog::Written>,
    ticked: BTreeSet<usize>,
    known: Vec<(String, String)>,
    rule: super::word_dialog::NewRule,
    /// For which dialog `text` was written.
    of: Option<Dialog>,
    /// The system's dialog that is open: one at a time, on a thread of its own.
    system: Option<(PathPurpose, Receiver<Option<Vec<PathBuf>>>)>,
}

/// What a chart can be saved as.
const PICTURES: [(&str, &str); 5] = [("PNG", "png"), ("SVG", "svg"), ("PDF", "pdf"), ("CSV", "csv"), ("JSON", "json")];

impl State {
    /// Shows the system's file dialog. Its answer comes to [`State::poll`].
    pub fn ask_system(&mut self, purpose: PathPurpose, workbench: &Workbench, waker: Waker) {
        if self.system.is_some() {
            return;
        }
        let (sender, receiver) = channel();
        let title = workbench.text(asks(purpose).title);
        let spawned = std::thread::Builder::new().name("file dialog".to_owned()).spawn(move || {
            let dialog = rfd::FileDialog::new().set_title(title);
            let paths = match purpose {
                PathPurpose::Open => dialog.pick_files(),
                PathPurpose::Replace(_) => dialog.pick_file().map(|p| vec![p]),
                PathPurpose::SaveChart => {
                    let dialog =
                        PICTURES.iter().fold(dialog, |dialog, (name, ending)| dialog.add_filter(*name, &[*ending]));
                    dialog.set_file_name("duizhao.png").save_file().map(|p| vec![p])
                }
                PathPurpose::SaveSession | PathPurpose::CopySession => {
                    let named = dialog.add_filter("Duizhao", &["duizhao"]).set_file_name("session.duizhao");
                    named.save_file().map(|p| vec![p])
                }
                PathPurpose::SaveAll => dialog.pick_folder().map(|p| vec![p]),
            };
            // The window may be gone by now.
            let _sent = sender.send(paths);
            waker();
        });
        if spawned.is_ok() {
            self.system = Some((purpose, receiver));
        }
    }

    /// Takes the answer of the system's dialog. Without a portal there is none, which looks the same as a refusal:
    /// then the window asks for the path itself.
    pub fn poll(&mut self, workbench: &mut Workbench) {
        let Some((purpose, receiver)) = &self.system else { return };
        let purpose = *purpose;
        let answer = match receiver.try_recv() {
            Ok(answer) => answer,
            Err(std::sync::mpsc::TryRecvError::Empty) => return,
            Err(std::sync::mpsc::TryRecvError::Disconnected) => None,
        };
        self.system = None;
        match (answer, purpose) {
            (Some(paths), PathPurpose::Open) => workbench.update(Command::Open(paths)),
            (Some(paths), PathPurpose::SaveChart) => {
                workbench.update(Command::SaveChart(paths.into_iter().next()));
            }
            (Some(paths), PathPurpose::Replace(side)) => {
                workbench.update(Command::Replace(side, paths.into_iter().next()));
            }
            (Some(paths), PathPurpose::SaveSession | PathPurpose::CopySession) => {
                // The system has asked whether a file of that name may go.
                let save = paths.into_iter().next().and_then(|path| workbench.save_to(purpose, path, true));
                if let Some(save) = save {
                    workbench.update(Command::Session(SessionCommand::Save(save)));
                }
            }
            (Some(paths), PathPurpose::SaveAll) => workbench.update(Command::SaveAll(paths.into_iter().next())),
            (None, _) => workbench.update(Command::Ask(Dialog::Path(purpose))),
        }
    }
}

/// What a dialog for a file says, by the keys of the messages.
struct Asks {
    /// The head of the system's dialog.
    title: &'static str,
    /// The same where the window asks itself, and why it does.
    heading: &'static str,
    why: &'static str,
    /// The name that is offered for a new file.
    file: &'static str,
}

fn asks(purpose: PathPurpose) -> Asks {
    let (title, heading, why, file) = match purpose {
        PathPurpose::Open => ("do-open", "path-open", "path-open-why", ""),
        PathPurpose::Replace(_) => ("do-replace", "path-replace", "path-open-why", ""),
        PathPurpose::SaveChart => ("do-save-chart", "path-save-chart", "path-save-chart-why", "duizhao.png"),
        PathPurpose::SaveAll => ("do-save-all", "path-save-all", "path-save-all-why", "duizhao"),
        PathPurpose::SaveSession => ("do-save-session", "path-save-session", "path-session-why", "session.duizhao"),
        PathPurpose::CopySession => ("do-copy-session", "path-copy-session", "path-session-why", "copy.duizhao"),
    };
    Asks { title, heading, why, file }
}

/// Files dropped on the window are opened.
pub fn dropped(ctx: &Context, commands: &mut Vec<Command>) {
    let paths: Vec<PathBuf> = ctx.input(|i| {
        i.raw.dropped_files.iter().map(|f| f.path().to_owned()).filter(|p| !p.as_os_str().is_empty()).collect()
    });
    if !paths.is_empty() {
        commands.push(Command::Open(paths));
    }
}

/// Draws the dialog that stands, if one does.
pub fn ui(ctx: &Context, workbench: &Workbench, state: &mut State, commands: &mut Vec<Command>) {
    let Some(dialog) = &workbench.dialog else {
        state.of = None;
        return;
    };
    let fresh = state.of.as_ref() != Some(dialog);
    if fresh {
        state.of = Some(dialog.clone());
        state.chosen = 0;
        state.text = match dialog {
            Dialog::Path(purpose) if !asks(*purpose).file.is_empty() => {
                let folder = std::env::current_dir().unwrap_or_default();
                folder.join(asks(*purpose).file).display().to_string()
            }
            Dialog::EditMemo(id) => workbench.memo_text(*id).unwrap_or_default().to_owned(),
            _ => String::new(),
        };
    }
    let palette = Palette::new(ctx.global_style().visuals.dark_mode);
    let frame = Frame::popup(&ctx.global_style()).inner_margin(16).fill(palette.chrome);
    let modal =
        Modal::new(Id::unique("dialog")).frame(frame).backdrop_color(eframe::egui::Color32::from_black_alpha(70));
    let room = ctx.content_rect().size();
    let response = modal.show(ctx, |ui| {
        ui.set_max_width((room.x - 60.0).max(200.0));
        ui.set_max_height((room.y - 80.0).max(120.0));
        match dialog {
            Dialog::Palette => palette_ui(ui, workbench, state, fresh, commands),
            Dialog::Shortcuts => shortcuts_ui(ui, workbench),
            Dialog::About => about_ui(ui, workbench),
            Dialog::Path(purpose) => path_ui(ui, workbench, state, *purpose, fresh, commands),
            Dialog::Codes => codes_ui(ui, workbench, state, None, fresh, commands),
            Dialog::Recode(id) => codes_ui(ui, workbench, state, Some(*id), fresh, commands),
            Dialog::Memo => memo_ui(ui, workbench, state, None, fresh, commands),
            Dialog::EditMemo(id) => memo_ui(ui, workbench, state, Some(*id), fresh, commands),
            Dialog::Session(dialog) => super::session_dialogs::ui(ui, workbench, dialog, state, fresh, commands),
            &Dialog::Figure(side, span) => {
                if fresh {
                    state.fields = workbench.figure_fields(side, span);
                }
                let form = |ui: &mut Ui, fields: &mut Fields| figures::dialog(ui, workbench, side, span, fields);
                let said = |fields| Command::Figure(FigureCommand::Read(side, span, fields));
                fields_ui(ui, workbench, "figure-correct", &mut state.fields, form, said, commands);
            }
            &Dialog::Measure(side, span) => {
                if fresh {
                    state.fields = workbench.measure_fields(side, span);
                }
                let form = |ui: &mut Ui, fields: &mut Fields| measures::dialog(ui, workbench, side, span, fields);
                let said = |fields| Command::Measure(MeasureCommand::Read(side, span, fields));
                fields_ui(ui, workbench, "measure-correct", &mut state.fields, form, said, commands);
            }
            Dialog::Cues(theme) => super::cues_dialog::ui(ui, workbench, theme, &mut state.cues, fresh, commands),
            Dialog::Repeat => repeat_ui(ui, workbench, state, fresh, commands),
            Dialog::Variables(side) => {
                super::article_dialogs::about(ui, workbench, *side, &mut state.known, fresh, commands);
            }
            Dialog::WordRule => super::word_dialog::ui(ui, workbench, &mut state.rule, fresh, commands),
            Dialog::Encoding(side) => super::article_dialogs::encoding(ui, workbench, *side, commands),
            Dialog::Exclude | Dialog::Reject => reason_ui(ui, workbench, state, dialog, fresh, commands),
        }
    });
    if response.should_close() {
        commands.push(Command::CloseDialog);
    }
}

pub(super) fn heading(ui: &mut Ui, text: String) {
    ui.label(RichText::new(text).font(super::fonts::bold(17.0)));
    ui.add_space(GAP);
}

/// A field that takes the keys as soon as it appears, with a name of its own.
pub(super) fn field(ui: &mut Ui, text: &mut String, name: String, hint: String, fresh: bool) -> eframe::egui::Response {
    let edit = TextEdit::singleline(text)
        .hint_text(hint)
        .desired_width(f32::INFINITY)
        .margin(eframe::egui::Margin::symmetric(8, 6));
    let response = ui.add(edit);
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name));
    if fresh {
        response.request_focus();
    }
    response
}

fn palette_ui(ui: &mut Ui, workbench: &Workbench, state: &mut State, fresh: bool, commands: &mut Vec<Command>) {
    ui.set_width(460.0_f32.min(ui.available_width()));
    let name = workbench.text("do-palette");
    let response = field(ui, &mut state.text, name, workbench.text("palette-hint"), fresh);
    if response.changed() {
        state.chosen = 0;
    }
    let wanted = state.text.trim().to_lowercase();
    let found: Vec<(&shortcuts::Action, String)> = ACTIONS
        .iter()
        .map(|action| (action, workbench.text(action.name)))
        .filter(|(action, name)| {
            let also = shortcuts::also(action.name).split(' ').filter(|word| !word.is_empty());
            std::iter::once(name.as_str()).chain(also).any(|words| crate::gui::typeahead::matches(words, &wanted))
        })
        .collect();
    let steps = arrows(ui);
    let last = found.len().saturating_sub(1);
    state.chosen = state.chosen.saturating_add_signed(steps).min(last);
    ui.add_space(GAP);
    ScrollArea::vertical().max_height(360.0).auto_shrink([false, true]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for (n, (action, name)) in found.iter().enumerate() {
            let keys = action.keys.first().map(shortcuts::key_name).unwrap_or_default();
            let button = Button::selectable(n == state.chosen, name.as_str()).shortcut_text(keys);
            let response = ui.add_sized(vec2(ui.available_width(), 28.0), button);
            if n == state.chosen && steps != 0 {
                response.scroll_to_me(None);
            }
            if response.clicked() {
                run(action, workbench, commands);
            }
        }
    });
    if found.is_empty() {
        ui.label(workbench.text("palette-empty"));
    }
    if ui.input(|i| i.key_pressed(Key::Enter))
        && let Some((action, _)) = found.get(state.chosen)
    {
        run(action, workbench, commands);
    }
}

fn run(action: &shortcuts::Action, workbench: &Workbench, commands: &mut Vec<Command>) {
    commands.push(Command::CloseDialog);
    commands.push((action.command)(workbench));
}

/// Selected words that may be a code's name, at most so many code points.
const IN_VIVO: u32 = 20;

/// Codes by name or pinyin; Enter gives the one that is marked and all that are ticked.
fn codes_ui(
    ui: &mut Ui,
    workbench: &Workbench,
    state: &mut State,
    of: Option<CodingId>,
    fresh: bool,
    commands: &mut Vec<Command>,
) {
    ui.set_width(420.0_f32.min(ui.available_width()));
    heading(ui, workbench.text(if of.is_some() { "recode" } else { "do-codes" }));
    if fresh {
        state.ticked.clear();
    }
    let response = field(ui, &mut state.text, workbench.text("code-field"), workbench.text("code-hint"), fresh);
    if response.changed() {
        state.chosen = 0;
    }
    let wanted = state.text.trim().to_lowercase();
    let codes = workbench.codes();
    let found: Vec<usize> =
        (0..codes.len()).filter(|&n| crate::gui::typeahead::matches(&codes[n].name, &wanted)).collect();
    let exact = codes.iter().any(|c| c.name.to_lowercase() == wanted);
    let offer_new = of.is_none() && !wanted.is_empty() && !exact;
    let steps = arrows(ui);
    // The analyst's own words may be a code.
    let in_vivo = of.is_none() && wanted.is_empty();
    let in_vivo = in_vivo.then(|| workbench.selected_words(IN_VIVO)).flatten();
    let last = (found.len() + usize::from(offer_new)).saturating_sub(1);
    state.chosen = state.chosen.saturating_add_signed(steps).min(last);
    ui.add_space(GAP);
    let mut give = None;
    let mut make = false;
    ScrollArea::vertical().max_height(320.0).auto_shrink([false, true]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for (place, &n) in found.iter().enumerate() {
            ui.horizontal(|ui| {
                if of.is_none() {
                    let mut on = state.ticked.contains(&n);
                    let tick = ui.checkbox(&mut on, "");
                    let name = workbench.format("tick-code", &[("code", codes[n].name.as_str().into())]);
                    ui.ctx().accesskit_node_builder(tick.id, |node| node.set_label(name));
                    if tick.changed() && !state.ticked.remove(&n) {
                        state.ticked.insert(n);
                    }
                }
                let keys = if of.is_none() { shortcuts::code_key(n) } else { None }.unwrap_or_default();
                let button = Button::selectable(place == state.chosen, codes[n].name.as_str()).shortcut_text(keys);
                let response = ui.add_sized(vec2(ui.available_width(), 28.0), button);
                if place == state.chosen && steps != 0 {
                    response.scroll_to_me(None);
                }
                if response.clicked() {
                    give = Some(n);
                }
            });
        }
        if offer_new {
            let text = workbench.format("new-code", &[("name", state.text.trim().into())]);
            let button = Button::selectable(state.chosen == found.len(), text).shortcut_text("");
            make = ui.add_sized(vec2(ui.available_width(), 28.0), button).clicked();
        }
    });
    if of.is_none() && !state.ticked.is_empty() && ui.button(workbench.text("give-ticked")).clicked() {
        commands.push(Command::CloseDialog);
        commands.push(Command::GiveCodes(state.ticked.iter().copied().collect()));
    }
    if ui.input(|i| i.key_pressed(Key::Enter)) && give.is_none() {
        give = found.get(state.chosen).copied();
        make |= give.is_none() && offer_new;
    }
    if let Some(words) = in_vivo {
        ui.add_space(GAP);
        let text = workbench.format("code-in-vivo", &[("name", words.as_str().into())]);
        if ui.button(text).clicked() {
            commands.push(Command::CloseDialog);
            commands.push(Command::NewCode(words));
        }
    }
    if make {
        commands.push(Command::CloseDialog);
        commands.push(Command::NewCode(state.text.trim().to_owned()));
    } else if let Some(n) = give {
        commands.push(Command::CloseDialog);
        commands.push(match of {
            Some(id) => Command::Recode(id, n),
            None => {
                let mut places = state.ticked.clone();
                places.insert(n);
                Command::GiveCodes(places.into_iter().collect())
            }
        });
    }
}

fn arrows(ui: &Ui) -> isize {
    ui.input_mut(|i| {
        let none = eframe::egui::Modifiers::NONE;
        isize::from(i.consume_key(none, Key::ArrowDown)) - isize::from(i.consume_key(none, Key::ArrowUp))
    })
}

fn memo_ui(
    ui: &mut Ui,
    workbench: &Workbench,
    state: &mut State,
    of: Option<MemoId>,
    fresh: bool,
    commands: &mut Vec<Command>,
) {
    ui.set_width(480.0_f32.min(ui.available_width()));
    heading(ui, workbench.text("do-memo"));
    let saved = ui.input_mut(|i| i.consume_key(eframe::egui::Modifiers::COMMAND, Key::Enter));
    let edit = TextEdit::multiline(&mut state.text)
        .hint_text(workbench.text("memo-hint"))
        .desired_width(f32::INFINITY)
        .desired_rows(6)
        .margin(eframe::egui::Margin::symmetric(8, 6));
    let response = ui.add(edit);
    let name = workbench.text("memo");
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name));
    if fresh {
        response.request_focus();
    }
    ui.add_space(GAP);
    ui.horizontal(|ui| {
        if ui.button(workbench.text("save-memo")).clicked() || saved {
            commands.push(match of {
                Some(id) => Command::RewriteMemo(id, state.text.clone()),
                None => Command::WriteMemo(state.text.clone()),
            });
            commands.push(Command::CloseDialog);
        }
        if ui.button(workbench.text("cancel")).clicked() {
            commands.push(Command::CloseDialog);
        }
    });
}

fn reason_ui(
    ui: &mut Ui,
    workbench: &Workbench,
    state: &mut State,
    dialog: &Dialog,
    fresh: bool,
    commands: &mut Vec<Command>,
) {
    ui.set_width(460.0_f32.min(ui.available_width()));
    let exclude = *dialog == Dialog::Exclude;
    heading(ui, workbench.text(if exclude { "do-exclude" } else { "do-reject" }));
    let hint = workbench.text(if exclude { "exclude-hint" } else { "reject-hint" });
    let response = field(ui, &mut state.text, workbench.text("reason"), hint, fresh);
    ui.add_space(GAP);
    let entered = response.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
    // Text is left out only for a reason; a link may be refused without one.
    let enough = !exclude || !state.text.trim().is_empty();
    ui.horizontal(|ui| {
        if (ui.add_enabled(enough, Button::new(workbench.text("confirm"))).clicked() || entered) && enough {
            let reason = state.text.trim().to_owned();
            commands.push(Command::CloseDialog);
            commands.push(if exclude {
                Command::Correct(Fix::Exclude { reason })
            } else {
                Command::Judge(LinkState::Rejected, reason)
            });
        }
        if ui.button(workbench.text("cancel")).clicked() {
            commands.push(Command::CloseDialog);
        }
    });
}

/// How a form of fields was left.
pub(super) struct Filled {
    /// Whether all is as it should be.
    pub well: bool,
    /// Enter was pressed in one of them.
    pub entered: bool,
}

/// How a figure or a measure is to be read: its fields, which `form` draws and finds well or not, and what `said` makes of them.
fn fields_ui(
    ui: &mut Ui,
    workbench: &Workbench,
    title: &str,
    fields: &mut Fields,
    form: impl FnOnce(&mut Ui, &mut Fields) -> Filled,
    said: impl FnOnce(Fields) -> Command,
    commands: &mut Vec<Command>,
) {
    ui.set_width(420.0_f32.min(ui.available_width()));
    heading(ui, workbench.text(title));
    let Filled { well, entered } = form(ui, fields);
    ui.add_space(GAP);
    ui.horizontal(|ui| {
        let clicked = ui.add_enabled(well, Button::new(workbench.text("confirm"))).clicked();
        if clicked || well && entered {
            commands.push(Command::CloseDialog);
            commands.push(said(fields.clone()));
        }
        if ui.button(workbench.text("cancel")).clicked() {
            commands.push(Command::CloseDialog);
        }
    });
}

/// Which passage the current one repeats, by its number.
fn repeat_ui(ui: &mut Ui, workbench: &Workbench, state: &mut State, fresh: bool, commands: &mut Vec<Command>) {
    ui.set_width(460.0_f32.min(ui.available_width()));
    heading(ui, workbench.text("mark-repeat"));
    let (name, hint) = (workbench.text("repeat-number"), workbench.text("repeat-hint"));
    let response = field(ui, &mut state.text, name, hint, fresh);
    let entered = response.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
    let side = workbench.active;
    let (article, here) = (workbench.article(side), workbench.current(side));
    let wanted = state.text.trim().parse::<u32>().ok().and_then(|n| n.checked_sub(1));
    let other = wanted.and_then(|n| article?.passages.get(n as usize)).filter(|p| Some(p.id) != here);
    ui.add_space(GAP);
    if let Some((article, passage)) = article.zip(other) {
        let words: String = article.text.slice(passage.span).chars().take(80).collect();
        ui.add(Label::new(RichText::new(words.replace('\n', " ")).color(Palette::of(ui).weak)).wrap());
        ui.add_space(GAP);
    }
    ui.horizontal(|ui| {
        let clicked = ui.add_enabled(other.is_some(), Button::new(workbench.text("confirm"))).clicked();
        if let Some(passage) = other.filter(|_| clicked || entered) {
            commands.push(Command::CloseDialog);
            commands.push(Command::Correct(Fix::Repeat { of: Some(passage.span) }));
        }
        if ui.button(workbench.text("cancel")).clicked() {
            commands.push(Command::CloseDialog);
        }
    });
}

fn shortcuts_ui(ui: &mut Ui, workbench: &Workbench) {
    let palette = Palette::of(ui);
    ui.set_width(640.0_f32.min(ui.available_width()));
    heading(ui, workbench.text("do-shortcuts"));
    ScrollArea::vertical().auto_shrink([false, true]).show(ui, |ui| {
        for (title, keys) in
            [("mouse", ["mouse-click", "mouse-double", "mouse-triple", "mouse-alt", "mouse-margin", "mouse-shift"])]
        {
            super::panels::inspector::section(ui, &workbench.text(title), &palette);
            for key in keys {
                ui.add(Label::new(workbench.text(key)).wrap());
            }
        }
        for group in Group::ALL {
            super::panels::inspector::section(ui, &workbench.text(group.name()), &palette);
            for action in ACTIONS.iter().filter(|a| a.group == group && !a.keys.is_empty()) {
                ui.horizontal(|ui| {
                    ui.label(workbench.text(action.name));
                    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                        ui.add_space(WIDE_GAP);
                        let keys: Vec<String> = action.keys.iter().map(shortcuts::key_name).collect();
                        ui.label(RichText::new(keys.join("  ")).color(palette.weak));
                    });
                });
            }
        }
    });
}

fn about_ui(ui: &mut Ui, workbench: &Workbench) {
    ui.set_width(520.0_f32.min(ui.available_width()));
    heading(ui, workbench.format("about-title", &[("version", env!("CARGO_PKG_VERSION").into())]));
    ui.add(Label::new(workbench.text("about-what")).wrap());
    ui.add_space(GAP);
    ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
        ui.add(Label::new(RichText::new(include_str!("../../THIRD_PARTY.md")).size(12.5)).wrap().selectable(true));
    });
}

fn path_ui(
    ui: &mut Ui,
    workbench: &Workbench,
    state: &mut State,
    purpose: PathPurpose,
    fresh: bool,
    commands: &mut Vec<Command>,
) {
    ui.set_width(560.0_f32.min(ui.available_width()));
    heading(ui, workbench.text(asks(purpose).heading));
    ui.add(Label::new(workbench.text(asks(purpose).why)).wrap());
    ui.add_space(GAP);
    let response = field(ui, &mut state.text, workbench.text("path"), workbench.text("path-hint"), fresh);
    ui.add_space(GAP);
    let entered = response.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
    ui.horizontal(|ui| {
        let go = workbench.text(if purpose == PathPurpose::Open { "open-now" } else { "save-now" });
        let given = !state.text.trim().is_empty();
        if (ui.add_enabled(given, Button::new(go)).clicked() || entered) && given {
            let path = PathBuf::from(state.text.trim());
            commands.push(Command::CloseDialog);
            commands.extend(match purpose {
                PathPurpose::Open => Some(Command::Open(vec![path])),
                PathPurpose::Replace(side) => Some(Command::Replace(side, Some(path))),
                PathPurpose::SaveChart => Some(Command::SaveChart(Some(path))),
                PathPurpose::SaveAll => Some(Command::SaveAll(Some(path))),
                PathPurpose::SaveSession | PathPurpose::CopySession => {
                    let save = workbench.save_to(purpose, path, false);
                    save.map(|save| Command::Session(SessionCommand::Save(save)))
                }
            });
        }
        if ui.button(workbench.text("cancel")).clicked() {
            commands.push(Command::CloseDialog);
        }
    });
}
