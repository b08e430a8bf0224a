//! What the window asks about the session: at the start, after the first step, when nothing can be saved, at the end.

use std::fs;
use std::path::Path;

use duizhao::comparison::Side;
use duizhao::session::{Places, Status};
use duizhao::text::Span;
use duizhao::workbench::{Command, Dialog, Keep, Next, PathPurpose, SessionDialog};
use eframe::egui::{Key, Modifiers};

use super::support::{Desk, Setup};

fn places(folder: &Path) -> Keep {
    Keep::Places { places: Places::folder(folder), session: None }
}

fn desk(keep: Keep) -> Desk {
    let mut desk = Desk::with(Setup { keep, ..Setup::default() });
    desk.frames(3);
    desk
}

fn code(desk: &mut Desk, span: Span) {
    desk.give(Command::Select(Side::Left, span));
    desk.key(Key::Num1);
}

fn stands(desk: &Desk, dialog: SessionDialog) -> bool {
    desk.workbench().dialog == Some(Dialog::Session(dialog))
}

#[test]
fn a_start_offers_what_was_left_and_asks_for_a_name_once() {
    let folder = tempfile::tempdir().expect("a folder for tests");
    let mut first = desk(places(folder.path()));
    code(&mut first, Span::new(2, 8));
    assert!(first.has("谁在编码？"));
    assert_eq!(first.workbench().dialog, None, "the keys stay with the work");
    first.click("写名字…");
    first.type_text("陈某");
    first.key(Key::Enter);
    assert!(!first.has("谁在编码？"));
    let name = first.workbench().coder_name(first.workbench().coder());
    assert_eq!(name, "陈某");
    first.wait(|w| w.session_status() == Status::Saved);
    drop(first);

    let mut second = desk(places(folder.path()));
    assert!(second.has("继续上次的工作吗？") && second.has("1 处编码"));
    assert!(second.workbench().all_codings(Side::Left).is_empty());
    second.click("继续");
    second.wait(|w| w.all_codings(Side::Left).len() == 1);
    assert!(!second.has("继续上次的工作吗？"));
    code(&mut second, Span::new(3, 9));
    assert_eq!(second.workbench().dialog, None, "the name is known");
    second.wait(|w| w.session_status() == Status::Saved);
    drop(second);

    // Not taken up, it stays where it is.
    let mut third = desk(places(folder.path()));
    third.click("重新开始");
    code(&mut third, Span::new(4, 9));
    assert_eq!(third.workbench().all_codings(Side::Left).len(), 1);
    third.wait(|w| w.session_status() == Status::Saved);
    assert_eq!(Places::folder(folder.path()).untitled().len(), 2);
}

#[test]
fn several_people_code_at_one_desk() {
    let mut desk = desk(Keep::Nowhere);
    desk.give(Command::Ask(Dialog::Session(SessionDialog::Coder)));
    desk.type_text("李某");
    desk.click("添加为另一位编码者");
    assert_eq!(desk.workbench().people().len(), 2);
    desk.give(Command::Ask(Dialog::Session(SessionDialog::Coder)));
    desk.click("A");
    assert_eq!(desk.workbench().coder_name(desk.workbench().coder()), "A");
}

#[cfg(unix)]
#[test]
fn what_cannot_be_saved_is_said_and_saved_elsewhere() {
    let folder = tempfile::tempdir().expect("a folder for tests");
    let path = folder.path().join("x.duizhao");
    let mut desk = desk(Keep::File(path.clone()));
    code(&mut desk, Span::new(2, 8));
    desk.wait(|w| w.session_status() == Status::Saved);
    fs::remove_file(&path).expect("it is there");
    code(&mut desk, Span::new(3, 9));
    desk.wait(|w| matches!(w.session_status(), Status::NotSaved { .. }) && w.dialog.is_some());
    assert!(stands(&desk, SessionDialog::NotSaved) && desk.has("没有保存：文件在打开期间被删除"));
    desk.click("暂且继续");
    // The line at the foot still says so, and leads back.
    desk.click("没有保存：文件在打开期间被删除");
    assert!(stands(&desk, SessionDialog::NotSaved));
    desk.click("再试一次");
    desk.wait(|w| w.dialog == Some(Dialog::Session(SessionDialog::NotSaved)));
    // The system has no dialog here: the window asks for the path itself.
    let elsewhere = folder.path().join("elsewhere.duizhao");
    desk.give(Command::Ask(Dialog::Path(PathPurpose::SaveSession)));
    desk.chord(Modifiers::COMMAND, Key::A);
    desk.type_text(&elsewhere.display().to_string());
    desk.key(Key::Enter);
    desk.wait(|w| w.session_status() == Status::Saved);
    assert_eq!(desk.workbench().session_path(), Some(elsewhere.as_path()));
    assert!(desk.has("已保存"));
}

#[test]
fn what_leaves_no_trace_is_not_lost_unasked() {
    let mut desk = desk(Keep::Nowhere);
    assert!(desk.has("不保存"));
    code(&mut desk, Span::new(2, 8));
    desk.chord(Modifiers::COMMAND, Key::Q);
    assert!(stands(&desk, SessionDialog::Losing(Next::Quit)) && !desk.workbench().quit);
    desk.key(Key::Escape);
    assert_eq!(desk.workbench().dialog, None);
    desk.chord(Modifiers::COMMAND, Key::Q);
    desk.click("不保存，离开");
    assert!(desk.workbench().quit);
}

#[test]
fn the_session_has_a_dialog_of_its_own() {
    let folder = tempfile::tempdir().expect("a folder for tests");
    let mut desk = desk(places(folder.path()));
    desk.chord(Modifiers::COMMAND, Key::S);
    assert!(desk.has("这个工作档还没有名称") && desk.has("工作档另存为…") && desk.has("保存副本…"));
    desk.click("新建不留痕迹的工作档");
    assert_eq!(desk.workbench().session_status(), Status::Unkept);
    desk.chord(Modifiers::COMMAND, Key::S);
    assert!(desk.has("不留痕迹：除非另行保存"));
}

/// Writes pictures of the dialogs to look at, where somebody asks for them.
#[test]
#[ignore = "draws to look at, into the folder that DUIZHAO_PICTURES names"]
fn pictures_of_the_dialogs() {
    let Some(pictures) = std::env::var_os("DUIZHAO_PICTURES") else { return };
    let folder = tempfile::tempdir().expect("a folder for tests");
    let mut left = desk(places(folder.path()));
    code(&mut left, Span::new(2, 8));
    left.wait(|w| w.session_status() == Status::Saved);
    drop(left);
    let mut desk = Desk::with(Setup { keep: places(folder.path()), renderer: true, ..Setup::default() });
    desk.frames(3);
    let draw = |desk: &mut Desk, name: &str| {
        let image = desk.harness.render().expect("it is drawn");
        image.save(Path::new(&pictures).join(name)).expect("the folder takes files");
    };
    draw(&mut desk, "go-on.png");
    desk.give(Command::CloseDialog);
    for (name, dialog) in [
        ("sessions.png", SessionDialog::Sessions),
        ("coder.png", SessionDialog::Coder),
        ("losing.png", SessionDialog::Losing(Next::Quit)),
    ] {
        desk.give(Command::Ask(Dialog::Session(dialog)));
        draw(&mut desk, name);
        desk.give(Command::CloseDialog);
    }
}
