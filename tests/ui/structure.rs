//! The structure set right in place, and taken back.

use duizhao::article::Role;
use duizhao::comparison::Side;
use duizhao::job::Load;
use duizhao::session::UnitState;
use duizhao::text::CharIndex;
use duizhao::workbench::{Command, Dialog};
use eframe::egui::{Key, Modifiers};

use super::support::Desk;

fn passages(desk: &Desk) -> usize {
    desk.workbench().article(Side::Left).expect("an article is shown").passages.len()
}

/// Until the article is made anew and compared.
fn settle(desk: &mut Desk) {
    desk.wait(|w| matches!(w.comparison, Load::Ready(_)));
}

fn undo(desk: &mut Desk) {
    desk.chord(Modifiers::COMMAND, Key::Z);
    settle(desk);
}

fn role(desk: &Desk, n: usize) -> Role {
    desk.workbench().article(Side::Left).expect("an article is shown").passages[n].role
}

#[test]
fn a_heading_is_denied_and_named() {
    let mut desk = Desk::new();
    desk.click_part("左第 4 段：");
    assert_eq!(role(&desk, 3), Role::Heading);
    desk.key(Key::H);
    settle(&mut desk);
    assert_eq!(role(&desk, 3), Role::Paragraph);
    assert!(desk.has("已改为正文"));
    undo(&mut desk);
    assert_eq!(role(&desk, 3), Role::Heading);
    desk.click_part("左第 3 段：");
    desk.key(Key::H);
    settle(&mut desk);
    assert_eq!(role(&desk, 2), Role::Heading);
    desk.click_part("取消：已改为");
    settle(&mut desk);
    assert_eq!(role(&desk, 2), Role::Paragraph);
}

#[test]
fn a_passage_is_broken_and_joined() {
    let mut desk = Desk::new();
    let before = passages(&desk);
    let span = desk.workbench().article(Side::Left).expect("an article is shown").passages[2].span;
    desk.give(Command::Place { side: Side::Left, index: CharIndex(span.start.0 + 20), extend: false });
    desk.key(Key::P);
    settle(&mut desk);
    assert_eq!(passages(&desk), before + 1);
    let first = desk.workbench().article(Side::Left).expect("an article is shown").passages[2].span;
    assert_eq!(first.start, span.start);
    assert_eq!(first.end.0, span.start.0 + 20);
    desk.give(Command::Place { side: Side::Left, index: span.start, extend: false });
    desk.chord(Modifiers::SHIFT, Key::P);
    settle(&mut desk);
    assert_eq!(passages(&desk), before);
    undo(&mut desk);
    undo(&mut desk);
    assert_eq!(passages(&desk), before);
    assert!(desk.workbench().corrections(Side::Left).is_empty());
}

#[test]
fn a_repeat_is_named_and_denied() {
    let mut desk = Desk::new();
    desk.click_part("左第 5 段：");
    desk.key(Key::D);
    assert_eq!(desk.workbench().dialog, Some(Dialog::Repeat));
    desk.type_text("3");
    desk.click("确定");
    settle(&mut desk);
    let repeats = |desk: &Desk| desk.workbench().article(Side::Left).expect("shown").passages[4].duplicate_of;
    assert_eq!(repeats(&desk).map(|p| p.number()), Some(3));
    assert!(desk.has("与第 3 段重复"));
    desk.key(Key::D);
    settle(&mut desk);
    assert_eq!(repeats(&desk), None);
}

#[test]
fn a_passage_is_left_out_for_a_reason() {
    let mut desk = Desk::new();
    desk.click_part("左第 3 段：");
    desk.key(Key::E);
    desk.type_text("与本省无关");
    desk.click("确定");
    settle(&mut desk);
    let third = |desk: &Desk| desk.workbench().article(Side::Left).expect("shown").passages[2].clone();
    assert_eq!(third(&desk).excluded.as_deref(), Some("与本省无关"));
    assert_eq!(desk.workbench().unit_state(Side::Left, third(&desk).id), UnitState::Excluded);
    assert!(desk.workbench().counterparts(Side::Left, third(&desk).id).is_empty(), "it answers nothing");
    desk.click("取消：已排除：与本省无关");
    settle(&mut desk);
    assert!(third(&desk).counts());
    assert_eq!(desk.workbench().unit_state(Side::Left, third(&desk).id), UnitState::Unread);
    undo(&mut desk);
    undo(&mut desk);
    assert!(third(&desk).counts());
}
