//! What is asked about the session as a whole: going on with one that was left, saving, who codes, what is not saved.

use std::path::Path;

use eframe::egui::{Button, Label, RichText, ScrollArea, Ui};

use super::dialogs::{State, field, heading};
use super::style::{GAP, Palette};
use crate::session::{Glance, Left, Status, utc};
use crate::workbench::{Command, Next, PathPurpose, SessionCommand, SessionDialog, Workbench};

/// How wide these dialogs are where there is room.
const WIDTH: f32 = 540.0;

pub(super) fn ui(
    ui: &mut Ui,
    workbench: &Workbench,
    dialog: &SessionDialog,
    state: &mut State,
    fresh: bool,
    commands: &mut Vec<Command>,
) {
    ui.set_width(WIDTH.min(ui.available_width()));
    match dialog {
        SessionDialog::GoOn => go_on_ui(ui, workbench, commands),
        SessionDialog::Sessions => sessions_ui(ui, workbench, commands),
        SessionDialog::Coder => coder_ui(ui, workbench, state, fresh, commands),
        SessionDialog::NotSaved => not_saved_ui(ui, workbench, commands),
        SessionDialog::Losing(next) => losing_ui(ui, workbench, next, commands),
    }
}

/// A button that closes the dialog and asks for something.
fn choice(ui: &mut Ui, text: String, command: Command, commands: &mut Vec<Command>) {
    if ui.button(text).clicked() {
        commands.push(Command::CloseDialog);
        commands.push(command);
    }
}

fn say(ui: &mut Ui, text: String) {
    ui.add(Label::new(text).wrap());
    ui.add_space(GAP);
}

fn weak(ui: &mut Ui, text: String) {
    let colour = Palette::of(ui).weak;
    ui.add(Label::new(RichText::new(text).color(colour)).wrap());
}

/// What the reader of a list has to know of a session.
fn glance(workbench: &Workbench, glance: &Glance) -> String {
    let when = utc(glance.at).replace('T', " ");
    let args = [
        ("articles", glance.articles.join(&workbench.text("list-comma")).into()),
        ("codings", glance.codings.into()),
        ("links", glance.links.into()),
        ("memos", glance.memos.into()),
        ("when", when.trim_end_matches('Z').into()),
    ];
    workbench.format("session-glance", &args)
}

fn go_on_ui(ui: &mut Ui, workbench: &Workbench, commands: &mut Vec<Command>) {
    heading(ui, workbench.text("session-go-on"));
    say(ui, workbench.text("session-go-on-why"));
    left_ui(ui, workbench, commands);
    ui.add_space(GAP);
    ui.horizontal_wrapped(|ui| {
        if ui.button(workbench.text("session-start-new")).clicked() {
            commands.push(Command::CloseDialog);
        }
    });
}

/// Untitled sessions that were left, each with what can be done with it.
fn left_ui(ui: &mut Ui, workbench: &Workbench, commands: &mut Vec<Command>) {
    ScrollArea::vertical().id_salt("left").max_height(220.0).auto_shrink([false, true]).show(ui, |ui| {
        for Left { path, glance: held } in workbench.left_sessions() {
            match held {
                Ok(held) => {
                    weak(ui, glance(workbench, held));
                    ui.horizontal_wrapped(|ui| {
                        let open = Command::Session(SessionCommand::Open(path.clone()));
                        choice(ui, workbench.text("session-go-on-now"), open, commands);
                        let name = Command::Session(SessionCommand::OpenAndName(path.clone()));
                        choice(ui, workbench.text("session-go-on-name"), name, commands);
                    });
                }
                Err(error) => {
                    let reason = workbench.session_problem(error.name(), &error.to_string());
                    let args = [("file", path.display().to_string().into()), ("reason", reason.into())];
                    weak(ui, workbench.format("session-left-damaged", &args));
                }
            }
            ui.add_space(GAP);
        }
    });
}

fn sessions_ui(ui: &mut Ui, workbench: &Workbench, commands: &mut Vec<Command>) {
    heading(ui, workbench.text("session-title"));
    say(ui, place(workbench));
    ui.horizontal_wrapped(|ui| {
        choice(ui, workbench.text("do-save-session"), Command::AskPath(PathPurpose::SaveSession), commands);
        choice(ui, workbench.text("do-copy-session"), Command::AskPath(PathPurpose::CopySession), commands);
        let coder = Command::Ask(crate::workbench::Dialog::Session(SessionDialog::Coder));
        choice(ui, workbench.text("do-coder"), coder, commands);
    });
    ui.horizontal_wrapped(|ui| {
        let new = |kept| Command::Session(SessionCommand::New { kept });
        choice(ui, workbench.text("do-new-session"), new(true), commands);
        choice(ui, workbench.text("do-no-trace"), new(false), commands);
    });
    let recent = workbench.recent_sessions();
    if !recent.is_empty() {
        ui.add_space(GAP);
        weak(ui, workbench.text("session-recent"));
        ScrollArea::vertical().id_salt("recent").max_height(200.0).auto_shrink([false, true]).show(ui, |ui| {
            for path in recent {
                let name = path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
                let open = Button::selectable(workbench.session_path() == Some(&path), name);
                if ui.add(open).on_hover_text(path.display().to_string()).clicked() {
                    commands.push(Command::CloseDialog);
                    commands.push(Command::Session(SessionCommand::Open(path)));
                }
            }
        });
    }
    if !workbench.left_sessions().is_empty() {
        ui.add_space(GAP);
        weak(ui, workbench.text("session-left"));
        left_ui(ui, workbench, commands);
    }
}

/// Where the session lives, in words.
fn place(workbench: &Workbench) -> String {
    let file = |path: &Path| path.display().to_string();
    match (workbench.session_status(), workbench.session_path()) {
        (Status::Unkept, _) => workbench.text("session-unkept"),
        (_, Some(path)) if workbench.session_is_named() => {
            workbench.format("session-in-file", &[("file", file(path).into())])
        }
        _ => workbench.text("session-untitled"),
    }
}

fn coder_ui(ui: &mut Ui, workbench: &Workbench, state: &mut State, fresh: bool, commands: &mut Vec<Command>) {
    heading(ui, workbench.text("coder-title"));
    say(ui, workbench.text("coder-why"));
    let people = workbench.people();
    let me = workbench.coder();
    if people.len() > 1 {
        for (id, name) in &people {
            let person = Button::selectable(*id == me, name.as_str());
            if ui.add(person).clicked() {
                commands.push(Command::CloseDialog);
                commands.push(Command::Session(SessionCommand::Become(*id)));
            }
        }
        ui.add_space(GAP);
    }
    let response = field(ui, &mut state.text, workbench.text("coder-name"), workbench.coder_name(me), fresh);
    let entered = response.lost_focus() && ui.input(|i| i.key_pressed(eframe::egui::Key::Enter));
    ui.add_space(GAP);
    let name = state.text.trim().to_owned();
    ui.horizontal_wrapped(|ui| {
        let args = [("name", workbench.coder_name(me).into())];
        let rename = ui.add_enabled(!name.is_empty(), Button::new(workbench.format("coder-rename", &args)));
        let join = ui.add_enabled(!name.is_empty(), Button::new(workbench.text("coder-join")));
        let asked = if rename.clicked() || (entered && !name.is_empty()) {
            Some(SessionCommand::Rename(name))
        } else if join.clicked() {
            Some(SessionCommand::Join(name))
        } else {
            None
        };
        if let Some(asked) = asked {
            commands.push(Command::CloseDialog);
            commands.push(Command::Session(asked));
        }
        if ui.button(workbench.text("coder-stay")).clicked() {
            commands.push(Command::CloseDialog);
        }
    });
}

/// What is not saved, why, and that it is still here.
fn trouble(ui: &mut Ui, workbench: &Workbench) {
    if let Status::NotSaved { problem, reason, pending } = workbench.session_status() {
        let reason = workbench.session_problem(problem, &reason);
        let colour = Palette::of(ui).error;
        let text = workbench.format("not-saved", &[("reason", reason.into())]);
        ui.add(Label::new(RichText::new(text).color(colour)).wrap());
        ui.add_space(GAP);
        say(ui, workbench.format("session-pending", &[("count", pending.into())]));
    }
}

fn not_saved_ui(ui: &mut Ui, workbench: &Workbench, commands: &mut Vec<Command>) {
    heading(ui, workbench.text("session-not-saved"));
    trouble(ui, workbench);
    ui.horizontal_wrapped(|ui| {
        choice(ui, workbench.text("session-retry"), Command::Session(SessionCommand::Retry), commands);
        choice(ui, workbench.text("session-elsewhere"), Command::AskPath(PathPurpose::SaveSession), commands);
        if ui.button(workbench.text("session-later")).clicked() {
            commands.push(Command::CloseDialog);
        }
    });
}

fn losing_ui(ui: &mut Ui, workbench: &Workbench, next: &Next, commands: &mut Vec<Command>) {
    heading(ui, workbench.text("session-losing"));
    let unkept = workbench.session_status() == Status::Unkept;
    if unkept {
        say(ui, workbench.text("session-losing-unkept"));
    }
    trouble(ui, workbench);
    ui.horizontal_wrapped(|ui| {
        if !unkept {
            choice(ui, workbench.text("session-retry"), Command::Session(SessionCommand::Retry), commands);
        }
        choice(ui, workbench.text("session-elsewhere"), Command::AskPath(PathPurpose::SaveSession), commands);
        let leave = Command::Session(SessionCommand::Leave(next.clone()));
        choice(ui, workbench.text("session-leave"), leave, commands);
        if ui.button(workbench.text("cancel")).clicked() {
            commands.push(Command::CloseDialog);
        }
    });
}
