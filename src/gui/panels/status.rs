//! The line at the window's foot: what is going on, where the caret is, how to go on.

use eframe::egui::{Align, Button, Layout, ProgressBar, RichText, Ui};

use crate::gui::shortcuts;
use crate::gui::style::Palette;
use crate::job::Load;
use crate::session::Status;
use crate::workbench::{Command, Dialog, SessionDialog, Workbench};

/// Whether what was decided is in the file; a click leads to what can be done about it.
fn saved(ui: &mut Ui, workbench: &Workbench, palette: &Palette, commands: &mut Vec<Command>) {
    let problem = |problem: &str, reason: &str| workbench.session_problem(problem, reason);
    let mut dialog = SessionDialog::Sessions;
    let (text, colour) = match workbench.session_status() {
        Status::Saved => (workbench.text("saved"), palette.good),
        Status::Saving { .. } => (workbench.text("saving"), palette.weak),
        Status::NotSaved { problem: name, reason, .. } => {
            dialog = SessionDialog::NotSaved;
            (workbench.format("not-saved", &[("reason", problem(name, &reason).into())]), palette.error)
        }
        Status::ReadOnly { problem: name, reason } => {
            (workbench.format("read-only", &[("reason", problem(name, &reason).into())]), palette.warning)
        }
        Status::Unkept => (workbench.text("unkept"), palette.weak),
    };
    let text = RichText::new(text).size(crate::gui::style::SMALL).color(colour);
    let button = ui.add(Button::new(text).frame(false));
    let hint = workbench.session_path().filter(|_| workbench.session_is_named());
    let hint = hint.map_or_else(|| workbench.text("do-sessions"), |path| path.display().to_string());
    if button.on_hover_text(hint).clicked() {
        commands.push(Command::Ask(Dialog::Session(dialog)));
    }
}

pub fn ui(ui: &mut Ui, workbench: &Workbench, commands: &mut Vec<Command>) {
    let palette = Palette::of(ui);
    let small = |text: String| RichText::new(text).size(crate::gui::style::SMALL).color(palette.weak);
    ui.horizontal(|ui| {
        match &workbench.comparison {
            Load::Running(progress) => {
                ui.label(small(workbench.text("comparing")));
                let bar = ui.add(ProgressBar::new(progress.fraction()).desired_width(90.0).desired_height(6.0));
                let name = workbench.text("comparing");
                bar.widget_info(|| {
                    eframe::egui::WidgetInfo::labeled(eframe::egui::Role::ProgressIndicator, true, &name)
                });
            }
            Load::Ready(_) if !workbench.settings.unaided => {
                ui.label(small(workbench.format(
                    "compared",
                    &[("pairs", workbench.reviewed().1.into()), ("comparables", workbench.comparables().len().into())],
                )));
            }
            Load::Ready(_) => {
                ui.label(small(workbench.text("unaided-on")));
            }
            Load::Failed(_) => {
                ui.label(small(workbench.text("compare-failed-short")).color(palette.error));
            }
            Load::Idle => {}
        }
        if let Some(said) = &workbench.said {
            ui.separator();
            ui.label(small(said.clone()).color(palette.accent));
        }
        if let Some(selection) = workbench.selection {
            ui.separator();
            let passage = workbench.passage_at(selection.side, selection.head).map_or(0, |p| p.number());
            let side = workbench.text(if selection.side == crate::comparison::Side::Left {
                "side-left"
            } else {
                "side-right"
            });
            let args = [
                ("side", side.into()),
                ("passage", f64::from(passage).into()),
                ("count", f64::from(selection.span().len()).into()),
            ];
            let key = if selection.is_caret() { "caret-at" } else { "selected" };
            ui.label(small(workbench.format(key, &args)));
        }
        if let Some((side, span)) = workbench.held_figure() {
            ui.separator();
            let words = workbench.article(side).map(|a| a.text.slice(span).to_owned()).unwrap_or_default();
            let keys = shortcuts::keys_of("do-figure-pair").unwrap_or_default();
            let text = workbench.format("figure-held", &[("figure", words.into()), ("keys", keys.into())]);
            ui.label(small(text).color(palette.accent));
        }
        if let Some((side, span)) = workbench.link_source {
            ui.separator();
            let passage = workbench.passage_at(side, span.start).map_or(0, |p| p.number());
            let key = if side == crate::comparison::Side::Left { "side-left" } else { "side-right" };
            let keys = shortcuts::keys_of("do-attach").unwrap_or_default();
            let args =
                [("side", workbench.text(key).into()), ("passage", f64::from(passage).into()), ("keys", keys.into())];
            ui.label(small(workbench.format("link-begun", &args)).color(palette.accent));
        }
        let (done, all) = workbench.reviewed();
        if done > 0 && !workbench.triage && !workbench.settings.unaided {
            ui.separator();
            ui.label(small(workbench.format("reviewed", &[("done", done.into()), ("all", all.into())])));
        }
        let waiting = workbench.waiting_count();
        if waiting > 0 {
            ui.separator();
            let text = workbench.format("waiting-count", &[("count", waiting.into())]);
            if ui.add(Button::new(small(text).color(palette.warning)).frame(false)).clicked() {
                commands.push(Command::ShowWaiting);
            }
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            saved(ui, workbench, &palette, commands);
            let keys = shortcuts::keys_of("do-palette").unwrap_or_default();
            let help = shortcuts::keys_of("do-shortcuts").unwrap_or_default();
            if ui.available_width() > 330.0 {
                let args = [("palette", keys.into()), ("help", help.into())];
                ui.label(small(workbench.format("hint-keys", &args)));
            }
        });
    });
}
