//! Charts in the dock: drawn, pointed at, clicked, enlarged, copied, saved.

use duizhao::chart::{Hit, Kind};
use duizhao::comparison::Side;
use duizhao::workbench::{Command, Dock, Tab};
use eframe::egui::accesskit::Role;
use eframe::egui::{Event, Modifiers, PointerButton, Pos2, Rect, vec2};
use egui_kittest::kittest::Queryable;

use super::support::Desk;

fn desk(kind: Kind) -> Desk {
    let mut desk = Desk::new();
    for command in [Command::SetTab(Tab::Charts), Command::SetDock(Dock::Full), Command::SetChart(kind)] {
        desk.give(command);
    }
    desk.wait(|w| w.picture().is_some_and(|picture| picture.key.kind == kind));
    settle(&mut desk);
    desk
}

/// Waits until the picture is the one that was asked for last: the first of a kind tells the panel how tall it is.
fn settle(desk: &mut Desk) {
    for _ in 0..3 {
        desk.frames(3);
        desk.wait(|w| w.picture().is_some_and(|picture| w.chart_asked(&picture.key)));
    }
}

/// Where a hit of the picture stands in the window.
fn place(desk: &Desk, wanted: impl Fn(&Hit) -> bool) -> Pos2 {
    let workbench = desk.workbench();
    let drawing = &workbench.picture().expect("it is drawn").drawing;
    let hit = drawing.hits.iter().rev().find(|hit| wanted(hit)).expect("it is in the drawing");
    let picture = image(desk, &drawing.title);
    let middle = vec2((hit.rect.x0 + hit.rect.x1) / 2.0, (hit.rect.y0 + hit.rect.y1) / 2.0);
    picture.min + middle * picture.width() / drawing.width
}

/// The chart itself; the button of its kind has the same name.
fn image(desk: &Desk, title: &str) -> Rect {
    desk.harness.get_by_role_and_label(Role::Image, title).rect()
}

fn button(desk: &mut Desk, pos: Pos2, pressed: bool) {
    let modifiers = Modifiers::NONE;
    desk.harness.event(Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers });
    desk.frames(1);
}

fn point(desk: &mut Desk, pos: Pos2) {
    desk.harness.event(Event::PointerMoved(pos));
    desk.frames(2);
}

#[test]
fn every_kind_is_drawn() {
    let mut desk = desk(Kind::Themes);
    for kind in Kind::ALL {
        desk.give(Command::SetChart(kind));
        desk.wait(|w| w.picture().is_some_and(|picture| picture.key.kind == kind));
        let title = desk.workbench().picture().expect("it is drawn").drawing.title.clone();
        assert!(desk.has(&title), "{kind:?}");
    }
}

#[test]
fn a_pointer_reads_a_bar_and_a_click_leads_to_its_sentence() {
    let mut desk = desk(Kind::Figures);
    let pos = place(&desk, |hit| hit.tip.first().is_some_and(|tip| tip.contains("6908个")));
    point(&mut desk, pos);
    desk.frames(60);
    assert!(desk.has("6908个"), "the value stands beside the pointer");
    button(&mut desk, pos, true);
    button(&mut desk, pos, false);
    let went = desk.workbench().pane(Side::Left).reveal.map(|reveal| reveal.span);
    let words = went.map(|span| desk.workbench().article(Side::Left).expect("it is open").text.slice(span).to_owned());
    assert_eq!(words.as_deref(), Some("6908个"));
}

#[test]
fn a_drag_shows_a_part_nearer_and_a_button_all_again() {
    let mut desk = desk(Kind::Themes);
    let title = desk.workbench().picture().expect("it is drawn").drawing.title.clone();
    let corner = image(&desk, &title).min;
    let before = desk.workbench().picture().map(|picture| picture.key.scale);
    let fit = desk.workbench().text("chart-fit");
    let (from, to) = (corner + vec2(60.0, 90.0), corner + vec2(260.0, 170.0));
    point(&mut desk, from);
    button(&mut desk, from, true);
    point(&mut desk, from.lerp(to, 0.5));
    point(&mut desk, to);
    button(&mut desk, to, false);
    desk.wait(|w| w.picture().is_some_and(|picture| picture.key.scale > before.unwrap_or(1.0)));
    desk.click(&fit);
    settle(&mut desk);
    assert_eq!(desk.workbench().picture().map(|picture| picture.key.scale), before);
}

#[test]
fn everything_is_saved_into_one_folder() {
    let folder = tempfile::tempdir().expect("there is room");
    let mut desk = desk(Kind::Themes);
    let out = folder.path().join("all");
    desk.give(Command::SaveAll(Some(out.clone())));
    desk.wait(|w| !w.notices.is_empty());
    let names: Vec<String> = std::fs::read_dir(&out)
        .unwrap_or_else(|e| panic!("{e}; {:?}", desk.workbench().notices))
        .map(|entry| entry.expect("it is there").file_name().to_string_lossy().into_owned())
        .collect();
    for name in ["report.html", "report.docx", "tables.xlsx", "timeline.png", "terms.pdf", "links.svg"] {
        assert!(names.iter().any(|n| n == name), "{name} is not in {names:?}");
    }
    for (name, head) in [("x.svg", "<?xml"), ("x.pdf", "%PDF"), ("x.csv", "\u{feff}")] {
        let file = folder.path().join(name);
        desk.give(Command::SaveChart(Some(file.clone())));
        desk.wait(|_| file.exists());
        let bytes = std::fs::read(&file).expect("it is there");
        assert!(bytes.starts_with(head.as_bytes()), "{name}");
    }
}
