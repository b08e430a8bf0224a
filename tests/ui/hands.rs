//! What is done with the pointer: ends of codings and links, links from pane to pane; and quotes.

use duizhao::article::PassageId;
use duizhao::comparison::Side;
use duizhao::session::LinkState;
use duizhao::text::{CharIndex, Span};
use duizhao::workbench::{Command, Workbench};
use eframe::egui::{self, Key, Pos2, Rect, vec2};
use egui_kittest::kittest::Queryable;

use super::support::Desk;

fn rect(desk: &Desk, name: &str) -> Rect {
    desk.harness.get_all_by_label_contains(name).next().expect("it is there").rect()
}

fn drag(desk: &mut Desk, from: Pos2, to: Pos2) {
    desk.harness.hover_at(from);
    desk.frames(2);
    desk.harness.drag_at(from);
    desk.frames(2);
    for step in 1..=4 {
        desk.harness.hover_at(from.lerp(to, step as f32 / 4.0));
        desk.frames(2);
    }
    desk.harness.drop_at(to);
    desk.frames(3);
}

fn passage(workbench: &Workbench, side: Side, n: usize) -> Span {
    workbench.article(side).expect("an article is shown").passages[n].span
}

#[test]
fn the_ends_of_a_coding_are_dragged() {
    let mut desk = Desk::new();
    let span = passage(&desk.workbench(), Side::Left, 2);
    let coded = Span::new(span.start.0 + 4, span.start.0 + 14);
    desk.give(Command::Select(Side::Left, coded));
    desk.key(Key::Num1);
    let name = desk.workbench().codes()[0].name.clone();
    desk.click(&format!("编码：{name}（A）"));
    let end = rect(&desk, "编码的终点").center();
    drag(&mut desk, end, end + vec2(17.0 * 5.0, 0.0));
    let after = desk.workbench().all_codings(Side::Left)[0].span;
    assert_eq!(after.start, coded.start);
    assert!(after.end.0 >= coded.end.0 + 4 && after.end.0 <= coded.end.0 + 6, "{after}");
    let start = rect(&desk, "编码的起点").center();
    drag(&mut desk, start, start - vec2(17.0 * 2.0, 0.0));
    assert_eq!(desk.workbench().all_codings(Side::Left)[0].span.start.0, coded.start.0 - 2);
    desk.chord(egui::Modifiers::COMMAND, Key::Z);
    desk.chord(egui::Modifiers::COMMAND, Key::Z);
    assert_eq!(desk.workbench().all_codings(Side::Left)[0].span, coded);
}

#[test]
fn a_passage_is_dragged_to_the_other_pane() {
    let mut desk = Desk::new();
    desk.click_part("左第 2 段：");
    let from = rect(&desk, "从左文当前段连接").center();
    let to = rect(&desk, "右第 3 段：").center();
    drag(&mut desk, from, to);
    assert_eq!(desk.workbench().verdict(PassageId(1), PassageId(2)), Some(LinkState::ByHand));
    // Its ends are dragged as those of a coding are.
    let whole = passage(&desk.workbench(), Side::Right, 2);
    desk.harness.hover_at(to);
    desk.frames(2);
    let ends: Vec<Rect> = desk.harness.get_all_by_label("连接的起点").map(|n| n.rect()).collect();
    let right = ends.iter().max_by(|a, b| a.left().total_cmp(&b.left())).expect("two sides").center();
    drag(&mut desk, right, right + vec2(17.0 * 3.0, 0.0));
    let (_, spans) = desk.workbench().made_link(PassageId(1), PassageId(2)).expect("the link stays");
    assert_eq!(spans[1], Span { start: CharIndex(whole.start.0 + 3), ..whole });
    desk.click("取消连接");
    assert_eq!(desk.workbench().verdict(PassageId(1), PassageId(2)), None);
}

#[test]
fn a_passage_is_dragged_from_its_margin() {
    let mut desk = Desk::new();
    let from = rect(&desk, "右第 3 段：");
    let to = rect(&desk, "左第 3 段：").center();
    drag(&mut desk, Pos2::new(from.left() + 20.0, from.top() + 10.0), to);
    let made = desk.workbench().made_link(PassageId(2), PassageId(2));
    assert!(made.is_some(), "{:?}", desk.workbench().verdict(PassageId(2), PassageId(2)));
}

#[test]
fn nothing_is_judged_with_a_passage_that_answers_something_else() {
    let mut desk = Desk::new();
    desk.click_part("左第 3 段：");
    assert!(desk.workbench().current(Side::Right).is_some());
    // The original title answers nothing.
    desk.click_part("左第 2 段：");
    assert_eq!(desk.workbench().current(Side::Right), None);
    desk.key(Key::Y);
    assert_eq!(desk.workbench().reviewed().0, 0);
    assert!(desk.has("两边各要有一段是当前段"));
}

#[test]
fn a_quote_names_its_source_and_place() {
    let mut desk = Desk::new();
    let (first, second) = (passage(&desk.workbench(), Side::Left, 2), passage(&desk.workbench(), Side::Left, 3));
    desk.give(Command::Select(Side::Left, Span { start: first.start, end: second.end }));
    let mut window = desk.window_mut();
    window.workbench.update(Command::CopyQuote);
    let text = window.workbench.take_clipboard().expect("something is copied");
    assert!(
        text.starts_with("“近年来") && text.contains("让互联网更好造福人民") && text.contains("第 3–4 段"),
        "{text}"
    );
}

#[test]
fn a_ribbon_says_why_and_brings_both_panes_to_its_place() {
    let mut desk = Desk::new();
    desk.click_part("左第 3 段：");
    let ends = [rect(&desk, "从左文当前段连接").center(), rect(&desk, "从右文当前段连接").center()];
    // Away from the rings, where nothing but the ribbon is.
    let middle = ends[0].lerp(ends[1], 0.5) + vec2(0.0, 12.0);
    desk.harness.hover_at(middle);
    desk.frames(4);
    std::thread::sleep(std::time::Duration::from_millis(10));
    desk.frames(60);
    assert!(desk.has("为什么对应"), "the reasons stand at the pointer");
    desk.harness.drag_at(middle);
    desk.frames(1);
    desk.harness.drop_at(middle);
    desk.frames(3);
    let workbench = desk.workbench();
    assert_eq!(workbench.current(Side::Left), Some(PassageId(2)));
    assert!(workbench.current(Side::Right).is_some());
}

#[test]
fn panes_that_scroll_together_stay_together() {
    let mut desk = Desk::new();
    let wheel = |desk: &mut Desk| {
        let pane = rect(desk, "左文 ").center();
        desk.harness.hover_at(pane);
        desk.frames(1);
        for _ in 0..8 {
            desk.harness.event(egui::Event::MouseWheel {
                unit: egui::MouseWheelUnit::Point,
                delta: vec2(0.0, -300.0),
                phase: egui::TouchPhase::Move,
                source: egui::MouseWheelSource::Wheel,
                modifiers: egui::Modifiers::NONE,
            });
            desk.frames(12);
        }
    };
    assert!(desk.has("右第 1 段："));
    desk.click("同步滚动");
    wheel(&mut desk);
    assert!(!desk.has("左第 1 段："), "the left pane was scrolled");
    assert!(!desk.has("右第 1 段："), "the right pane went along");
    desk.click("同步滚动");
    desk.key(Key::Home);
    assert!(desk.has("左第 1 段：") && !desk.has("右第 1 段："), "each by itself again");
}
