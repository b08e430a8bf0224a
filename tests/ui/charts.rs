//! Charts in the dock: drawn, pointed at, clicked, enlarged, copied, saved.

use duizhao::chart::raster::Raster;
use duizhao::chart::{Hit, Kind, Theme};
use duizhao::comparison::Side;
use duizhao::job::Load;
use duizhao::workbench::{Command, Dock, Layout, Tab};
use eframe::egui::accesskit::Role;
use eframe::egui::{Event, Modifiers, PointerButton, Pos2, Rect, vec2};
use egui_kittest::kittest::Queryable;

use super::support::{Desk, Setup};

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
    desk.frames(2);
    assert_eq!(desk.workbench().dock, Dock::Open, "the sentence is seen");
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

#[test]
fn what_is_saved_is_what_is_seen() {
    let folder = tempfile::tempdir().expect("there is room");
    let mut desk = desk(Kind::Measures);
    for (layout, millimetres) in [(Layout::Narrow, 85.0), (Layout::Wide, 175.0)] {
        desk.give(Command::LayOut(layout));
        settle(&mut desk);
        let drawing = desk.workbench().picture().expect("it is drawn").drawing.clone();
        let file = folder.path().join(format!("{millimetres}.png"));
        desk.give(Command::SaveChart(Some(file.clone())));
        desk.wait(|_| file.exists());
        let reader = png::Decoder::new(std::io::BufReader::new(std::fs::File::open(&file).expect("it is there")));
        let mut reader = reader.read_info().expect("it is a picture");
        let size = (reader.info().width, reader.info().height);
        let per_metre = reader.info().pixel_dims.expect("it says its size on paper").xppu;
        let across = f64::from(size.0) / f64::from(per_metre) * 1000.0;
        assert!((across - millimetres).abs() < 1.0, "{across} mm");
        let mut pixels = vec![0; reader.output_buffer_size().expect("it has a size")];
        reader.next_frame(&mut pixels).expect("it can be read");
        let shown = Raster::new(&drawing, 300.0 / 96.0);
        assert_eq!(size, (shown.width, shown.height));
        let opaque: Vec<u8> = pixels.chunks(3).flat_map(|p| [p[0], p[1], p[2], 255]).collect();
        assert!(shown.rgba() == opaque, "the drawing in the window is the one in the file");
    }
    desk.give(Command::ToggleGrey);
    settle(&mut desk);
    assert_eq!(desk.workbench().picture().map(|picture| picture.key.theme), Some(Theme::Grey));
}

#[test]
fn a_second_save_does_not_undo_the_first() {
    let folder = tempfile::tempdir().expect("there is room");
    let mut desk = desk(Kind::Themes);
    let out = folder.path().join("all");
    let files = ["a.svg", "b.svg", "c.svg"].map(|name| folder.path().join(name));
    desk.give(Command::SaveAll(Some(out.clone())));
    for file in &files {
        desk.give(Command::SaveChart(Some(file.clone())));
    }
    desk.wait(|_| files.iter().all(|file| file.exists()));
    assert!(out.join("report.html").exists(), "what was asked for first was written first");
}

#[test]
fn a_cell_of_a_third_article_leads_to_its_words() {
    let mut articles = Vec::from(duizhao::article::seeds());
    // Named often, so that it does not stand below what the picture has room for.
    let places = ["兰州", "天水", "酒泉", "武威", "张掖", "定西"];
    let told = places.map(|place| format!("{place}市深入开展“清风陇原”专项行动，网络空间更加清朗。\n\n"));
    let text = format!("甘肃网信工作\n\n{}", told.concat());
    articles.push(duizhao::article::Article::from_text("gansu", text.as_str()));
    let mut desk = Desk::with(Setup { articles, ..Setup::default() });
    desk.wait(|w| matches!(w.comparison, Load::Ready(_)));
    for command in [Command::SetTab(Tab::Charts), Command::SetDock(Dock::Full), Command::SetChart(Kind::MeasureMatrix)]
    {
        desk.give(command);
    }
    desk.wait(|w| w.picture().is_some_and(|picture| picture.key.kind == Kind::MeasureMatrix));
    settle(&mut desk);
    let hit = desk.workbench().picture().and_then(|p| p.drawing.hits.iter().find_map(|hit| hit.beyond));
    let (article, span) = hit.expect("the third article names measures");
    assert_eq!(article, 2);
    let pos = place(&desk, |hit| hit.beyond == Some((article, span)));
    point(&mut desk, pos);
    button(&mut desk, pos, true);
    button(&mut desk, pos, false);
    desk.frames(2);
    let workbench = desk.workbench();
    assert_eq!(workbench.article(Side::Right).map(|a| a.name.clone()).as_deref(), Some("gansu"));
    assert_eq!(workbench.pane(Side::Right).reveal.map(|reveal| reveal.span), Some(span));
}
