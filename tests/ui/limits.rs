//! Windows, articles and sessions at their limits: usable, never a panic.

use std::path::PathBuf;

use duizhao::comparison::Side;
use duizhao::job::Load;
use duizhao::text::{CharIndex, Span};
use duizhao::workbench::{Command, Dialog, Dock, Tab, Unit};
use eframe::egui::{self, Key};

use super::support::{Desk, Setup, article};

#[test]
fn small_windows_and_odd_scales_are_usable() {
    for (size, scale) in [
        ((320.0, 240.0), 1.0),
        ((320.0, 240.0), 4.0),
        ((320.0, 240.0), 0.5),
        ((1280.0, 800.0), 0.5),
        ((640.0, 400.0), 2.0),
    ] {
        let mut desk = Desk::with(Setup { size: size.into(), scale, ..Setup::default() });
        desk.wait(|w| matches!(w.comparison, Load::Ready(_)));
        let small = size.0 < 720.0 || size.1 < 480.0;
        assert_eq!(desk.workbench().dock == Dock::Closed, small, "a small window opens with its texts: {size:?}");
        for dock in [Dock::Open, Dock::Full, Dock::Closed] {
            desk.give(Command::SetDock(dock));
        }
        for dialog in [Dialog::Palette, Dialog::Shortcuts, Dialog::Codes] {
            desk.give(Command::Ask(dialog));
            desk.give(Command::CloseDialog);
        }
        // Texts can be read and coded, however small the window is.
        assert!(desk.has("左第 1 段："), "{size:?} at {scale}");
        desk.give(Command::Select(Side::Left, Span::new(2, 6)));
        desk.key(Key::Num1);
        assert_eq!(desk.workbench().all_codings(Side::Left).len(), 1, "{size:?} at {scale}");
    }
}

#[test]
fn odd_articles_are_shown() {
    let long = "网络安全和信息化工作，".repeat(32_000);
    assert!(long.len() > 1_000_000);
    for (left, right) in [("", "一"), (long.as_str(), "\u{0}\u{7}\t。。。。"), ("「「「「", "———— …… ——")]
    {
        let articles = vec![article("a", left), article("b", right)];
        let mut desk = Desk::with(Setup { articles, ..Setup::default() });
        desk.wait(|w| !w.comparison.is_running());
        desk.key(Key::End);
        desk.give(Command::Place { side: Side::Left, index: CharIndex(3), extend: false });
        desk.give(Command::Grow);
        desk.give(Command::Move { forward: true, unit: Unit::Word, extend: true });
        desk.key(Key::Num1);
        desk.give(Command::SetTab(Tab::Annotations));
    }
}

#[test]
fn two_thousand_codings_on_one_passage() {
    let mut desk = Desk::new();
    let span = desk.workbench().article(Side::Left).expect("an article is shown").passages[2].span;
    desk.give(Command::Select(Side::Left, span));
    desk.key(Key::Num1);
    {
        // By one edit each it would take minutes: the limit of a frame is what counts here.
        let mut window = desk.window_mut();
        for n in 0..2_000 {
            let start = span.start.0 + n % (span.len() - 6);
            window.workbench.update(Command::Select(Side::Left, Span::new(start, start + 2 + n / span.len())));
            window.workbench.update(Command::Code((n % 5) as usize));
        }
    }
    desk.frames(3);
    let count = desk.workbench().codings(Side::Left, span).len();
    assert!(count > 400, "{count} of different places and codes");
    assert!(desk.has("另有"), "those without a line are counted");
    desk.give(Command::SetTab(Tab::Annotations));
    desk.chord(egui::Modifiers::COMMAND, Key::Z);
    assert!(desk.workbench().codings(Side::Left, span).len() < count);
}

#[test]
fn an_article_that_changes_while_it_is_shown_is_opened_beside() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("甲.txt");
    std::fs::write(&path, "推进网络安全，查处案件12起。\n第二段。").expect("the folder can be written");
    let mut desk = Desk::new();
    let before = desk.workbench().documents().len();
    desk.give(Command::Open(vec![path.clone()]));
    desk.wait(|w| w.documents().len() == before + 1 && matches!(w.comparison, Load::Ready(_)));
    desk.give(Command::Select(Side::Left, Span::new(2, 6)));
    desk.key(Key::Num1);
    std::fs::write(&path, "短。").expect("the folder can be written");
    desk.give(Command::Open(vec![path]));
    desk.wait(|w| w.article(Side::Left).is_some_and(|a| a.text.len() == 2) && matches!(w.comparison, Load::Ready(_)));
    desk.key(Key::ArrowDown);
    desk.chord(egui::Modifiers::COMMAND, Key::Z);
    desk.give(Command::Step(Side::Left, false));
    desk.wait(|w| matches!(w.comparison, Load::Ready(_)));
}

#[test]
fn a_folder_and_five_hundred_files_are_dropped() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut paths: Vec<PathBuf> = vec![folder.path().to_owned(), folder.path().join("missing.txt")];
    for n in 0..500 {
        let path = folder.path().join(format!("{n:03}.txt"));
        std::fs::write(&path, format!("第{n}篇\n推进网络安全，查处案件{n}起。")).expect("the folder can be written");
        paths.push(path);
    }
    let mut desk = Desk::new();
    let before = desk.workbench().documents().len();
    desk.give(Command::Open(paths));
    desk.wait(|w| w.documents().len() == before + 500 && matches!(w.comparison, Load::Ready(_)));
    assert!(desk.workbench().notices.len() <= 4, "{:?}", desk.workbench().notices);
    assert!(desk.has("查处案件1起"));
}
