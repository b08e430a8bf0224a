//! Coding, memos, links, triage, step-through, unaided mode, undo and redo.

use duizhao::article::{PassageId, Role};
use duizhao::comparison::Side;
use duizhao::session::{Fix, LinkState, UnitState};
use duizhao::text::{CharIndex, Span};
use duizhao::workbench::{Command, Dialog};
use eframe::egui::{self, ImeEvent, Key, Modifiers};

use super::support::Desk;

const SPAN: Span = Span::new(40, 60);

fn coded() -> Desk {
    let mut desk = Desk::new();
    desk.give(Command::Select(Side::Left, SPAN));
    desk.key(Key::Num2);
    desk
}

#[test]
fn a_selection_is_coded_by_a_key_and_undone() {
    let mut desk = coded();
    let codings = desk.workbench().all_codings(Side::Left).to_vec();
    assert_eq!(codings.len(), 1);
    assert_eq!(codings[0].span, SPAN);
    assert_eq!(desk.workbench().code_name(codings[0].code), desk.workbench().codes()[1].name);
    assert!(desk.has("编码："), "the bracket has a name");
    desk.chord(Modifiers::COMMAND, Key::Z);
    assert!(desk.workbench().all_codings(Side::Left).is_empty());
    desk.chord(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(desk.workbench().all_codings(Side::Left).len(), 1);
}

#[test]
fn several_codes_by_pinyin_and_a_new_one() {
    let mut desk = Desk::new();
    desk.give(Command::Select(Side::Left, SPAN));
    desk.key(Key::C);
    assert_eq!(desk.workbench().dialog, Some(Dialog::Codes));
    desk.type_text("wlaq");
    desk.key(Key::Enter);
    let name = desk.workbench().all_codings(Side::Left).first().map(|c| desk.workbench().code_name(c.code));
    assert_eq!(name.as_deref(), Some("网络安全"));
    desk.give(Command::GiveCodes(vec![0, 3]));
    assert_eq!(desk.workbench().all_codings(Side::Left).len(), 3);
    desk.key(Key::C);
    desk.type_text("长江岸线");
    desk.key(Key::Enter);
    assert_eq!(desk.workbench().all_codings(Side::Left).len(), 4);
    desk.give(Command::Select(Side::Right, Span::new(30, 50)));
    desk.key(Key::R);
    let again = desk.workbench().all_codings(Side::Right).first().map(|c| desk.workbench().code_name(c.code));
    assert_eq!(again.as_deref(), Some("长江岸线"));
}

#[test]
fn a_coding_is_resized_split_recoded_and_deleted() {
    let mut desk = coded();
    let id = desk.workbench().all_codings(Side::Left)[0].id;
    desk.give(Command::Resize(id, Span::new(44, 70)));
    assert_eq!(desk.workbench().all_codings(Side::Left)[0].span, Span::new(44, 70));
    desk.give(Command::SplitCoding(id, CharIndex(50)));
    let spans: Vec<Span> = desk.workbench().all_codings(Side::Left).iter().map(|c| c.span).collect();
    assert_eq!(spans, [Span::new(44, 50), Span::new(50, 70)]);
    desk.give(Command::Recode(id, 0));
    let first = desk.workbench().all_codings(Side::Left)[0].code;
    assert_eq!(desk.workbench().code_name(first), desk.workbench().codes()[0].name);
    desk.give(Command::Uncode(id));
    assert_eq!(desk.workbench().all_codings(Side::Left).len(), 1);
}

#[test]
fn a_memo_is_written_with_an_input_method() {
    let mut desk = Desk::new();
    desk.click_part("左第 3 段：");
    desk.key(Key::M);
    assert_eq!(desk.workbench().dialog, Some(Dialog::Memo));
    for event in [
        preedit("liang"),
        ImeEvent::Commit("两省都讲".to_owned()),
        preedit("hdg"),
        ImeEvent::Commit("获得感".to_owned()),
    ] {
        desk.harness.event(egui::Event::Ime(event));
        desk.frames(2);
    }
    desk.click("保存备注");
    let article = desk.workbench().article(Side::Left).expect("an article is shown").clone();
    let memos: Vec<String> =
        desk.workbench().memos(Side::Left, article.text.span()).iter().map(|(_, m, _)| m.text.clone()).collect();
    assert_eq!(memos, ["两省都讲获得感"]);
}

#[test]
fn links_are_judged_both_ways_and_triage_goes_on() {
    let mut desk = Desk::new();
    desk.key(Key::T);
    let at = |desk: &Desk| {
        let workbench = desk.workbench();
        workbench.current(Side::Left).zip(workbench.current(Side::Right)).expect("a pair is shown")
    };
    let first = at(&desk);
    desk.key(Key::Y);
    assert_eq!(desk.workbench().verdict(first.0, first.1), Some(LinkState::Confirmed));
    let second = at(&desk);
    assert_ne!(first, second, "triage has gone on");
    desk.key(Key::X);
    assert_eq!(desk.workbench().dialog, Some(Dialog::Reject));
    desk.type_text("只是用词相近");
    desk.click("确定");
    assert_eq!(desk.workbench().verdict(second.0, second.1), Some(LinkState::Rejected));
    let third = at(&desk);
    desk.key(Key::U);
    assert_eq!(desk.workbench().verdict(third.0, third.1), Some(LinkState::Unsure));
    assert_eq!(desk.workbench().reviewed().0, 3);
    desk.chord(Modifiers::COMMAND, Key::Z);
    assert_eq!(desk.workbench().verdict(third.0, third.1), None);
}

#[test]
fn a_link_is_drawn_by_hand_and_nothing_may_answer() {
    let mut desk = Desk::new();
    desk.click_part("左第 3 段：");
    desk.key(Key::L);
    let target = desk.workbench().article(Side::Right).expect("an article is shown").passages[2].span;
    desk.give(Command::GoTo(Side::Right, target));
    desk.chord(Modifiers::SHIFT, Key::L);
    assert_eq!(desk.workbench().verdict(PassageId(2), PassageId(2)), Some(LinkState::ByHand));
    desk.give(Command::Activate(Side::Left));
    desk.give(Command::GoTo(Side::Left, desk_span(&desk, 7)));
    desk.key(Key::B);
    assert!(desk.workbench().stands_alone(Side::Left, PassageId(7)));
}

#[test]
fn triage_shows_how_far_it_is_and_goes_on_where_nothing_answers() {
    let mut desk = Desk::new();
    desk.click("核对应");
    assert!(desk.workbench().triage && desk.has("已核对应 0/"));
    let first = desk.workbench().current(Side::Left);
    desk.click_part("无对应");
    assert!(desk.workbench().stands_alone(Side::Left, first.expect("a pair is shown")));
    assert_ne!(desk.workbench().current(Side::Left), first, "no pair of what stands alone is asked about again");
    desk.key(Key::Escape);
    assert!(!desk.workbench().triage);
    desk.give(Command::ToggleUnaided);
    desk.key(Key::T);
    assert!(!desk.workbench().triage, "suggestions are the machine's");
}

#[test]
fn a_pair_is_rejected_by_one_key_and_its_card_is_in_view() {
    let mut desk = Desk::new();
    desk.key(Key::T);
    let before = desk.workbench().reviewed().0;
    desk.chord(Modifiers::SHIFT, Key::X);
    assert_eq!(desk.workbench().reviewed().0, before + 1);
    assert_eq!(desk.workbench().dialog, None);
    assert!(desk.has("否定…"), "the next pair can be judged beside its card");
}

#[test]
fn clauses_are_selected_by_keys() {
    let mut desk = Desk::new();
    let span = desk.workbench().article(Side::Left).expect("shown").passages[2].span;
    let start = Span { start: span.start, end: span.start };
    desk.give(Command::GoTo(Side::Left, start));
    desk.chord(Modifiers::ALT | Modifiers::SHIFT, Key::ArrowRight);
    let words = |desk: &Desk| {
        let workbench = desk.workbench();
        let selection = workbench.selection.expect("something is selected");
        workbench.article(Side::Left).expect("shown").text.slice(selection.span()).to_owned()
    };
    let one = words(&desk);
    assert!(one.ends_with('，') && one.matches('，').count() == 1, "{one}");
    desk.chord(Modifiers::ALT | Modifiers::SHIFT, Key::ArrowRight);
    assert_eq!(words(&desk).matches('，').count(), 2);
}

#[test]
fn selected_words_become_a_code() {
    let mut desk = Desk::new();
    let span = desk_span(&desk, 2);
    desk.give(Command::Select(Side::Left, Span::new(span.start.0, span.start.0 + 3)));
    desk.key(Key::C);
    desk.click("以所选文字新建编码“近年来”");
    let name = desk.workbench().all_codings(Side::Left).first().map(|c| desk.workbench().code_name(c.code));
    assert_eq!(name.as_deref(), Some("近年来"));
}

#[test]
fn a_memo_is_rewritten() {
    let mut desk = Desk::new();
    desk.click_part("左第 3 段：");
    desk.give(Command::WriteMemo("初稿".to_owned()));
    desk.click("初稿 — A");
    desk.type_text("，再想");
    desk.click("保存备注");
    assert!(desk.has("初稿，再想 — A"));
    desk.chord(Modifiers::COMMAND, Key::Z);
    assert!(desk.has("初稿 — A"));
}

#[test]
fn what_a_link_begins_at_is_seen_and_let_go() {
    let mut desk = Desk::new();
    desk.click_part("左第 3 段：");
    desk.key(Key::L);
    assert!(desk.has("连接起点：左文第 3 段"));
    desk.key(Key::Escape);
    assert!(desk.workbench().link_source.is_none());
}

fn desk_span(desk: &Desk, passage: usize) -> Span {
    desk.workbench().article(Side::Left).expect("an article is shown").passages[passage].span
}

#[test]
fn step_through_goes_from_unread_to_unread() {
    let mut desk = Desk::new();
    desk.key(Key::F8);
    let first = desk.workbench().current(Side::Left).expect("an unread passage is shown");
    desk.key(Key::V);
    assert_eq!(desk.workbench().unit_state(Side::Left, first), UnitState::Read);
    let second = desk.workbench().current(Side::Left).expect("the next is shown");
    assert!(second > first);
    desk.key(Key::Num1);
    assert_eq!(desk.workbench().unit_state(Side::Left, second), UnitState::Coded);
    assert_eq!(desk.workbench().read(Side::Left).0, 2);
    let third = desk.workbench().current(Side::Left).expect("the next is shown");
    desk.give(Command::Ask(Dialog::Exclude));
    desk.type_text("网站横幅");
    desk.click("确定");
    assert_eq!(desk.workbench().unit_state(Side::Left, third), UnitState::Excluded);
}

#[test]
fn codes_are_in_view_with_their_keys_while_coding() {
    let mut desk = Desk::new();
    desk.give(Command::ToggleUnaided);
    desk.click_part("左第 3 段：");
    desk.click("电子政务 2");
    let coded = |desk: &Desk| -> Vec<String> {
        let workbench = desk.workbench();
        workbench.all_codings(Side::Left).iter().map(|c| workbench.code_name(c.code)).collect()
    };
    assert_eq!(coded(&desk), ["电子政务"]);
    // With the machine's chips in view, stepping through has a line of codes of its own.
    desk.give(Command::ToggleUnaided);
    let span = desk_span(&desk, 2);
    desk.give(Command::Select(Side::Left, Span::new(span.start.0, span.start.0 + 3)));
    desk.key(Key::C);
    desk.click("以所选文字新建编码“近年来”");
    desk.key(Key::F8);
    desk.click("近年来 8");
    assert_eq!(coded(&desk).iter().filter(|name| *name == "近年来").count(), 2);
}

#[test]
fn unaided_mode_hides_every_machine_output() {
    let mut desk = Desk::new();
    desk.click_part("左第 3 段：");
    assert!(desk.has("主题：") && desk.has("对应段落：第"));
    desk.click("隐去机器判读");
    assert!(!desk.has("主题：") && !desk.has("对应段落：第"));
    let workbench = desk.workbench();
    let span = workbench.article(Side::Left).expect("an article is shown").text.span();
    assert!(workbench.marks(Side::Left, span).is_empty());
    assert!(workbench.counterparts(Side::Left, PassageId(2)).is_empty());
}

#[test]
fn unaided_mode_hides_the_structure_that_the_machine_found() {
    let mut desk = Desk::new();
    let roles = |desk: &Desk| -> Vec<(Role, bool)> {
        let workbench = desk.workbench();
        let article = workbench.article(Side::Left).expect("an article is shown");
        article.passages.iter().map(|p| (p.role, p.duplicate_of.is_some())).collect()
    };
    let before = roles(&desk);
    let heading = before.iter().position(|(role, _)| *role == Role::Heading).expect("the seed has headings");
    desk.give(Command::ToggleUnaided);
    assert!(roles(&desk).iter().all(|found| *found == (Role::Paragraph, false)));
    assert_eq!(desk.workbench().read(Side::Left), (0, before.len()), "every passage is to be read");
    // What the coder says of structure is no output of the machine.
    let span = desk.workbench().article(Side::Left).expect("shown").passages[heading].span;
    desk.give(Command::GoTo(Side::Left, span));
    desk.give(Command::Correct(Fix::Role { role: Role::Heading, level: Some(1) }));
    desk.wait(|w| !w.comparison.is_running());
    let now = roles(&desk);
    assert_eq!(now[heading].0, Role::Heading);
    assert_eq!(now.iter().filter(|(role, _)| *role == Role::Heading).count(), 1);
    desk.give(Command::ToggleUnaided);
    assert!(roles(&desk).iter().filter(|(role, _)| *role == Role::Heading).count() > 1);
}

/// Letters that the input method has not yet turned into words.
fn preedit(text: &str) -> ImeEvent {
    ImeEvent::Preedit { text: text.to_owned(), active_range_chars: None }
}
