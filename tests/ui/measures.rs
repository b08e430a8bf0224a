//! What an analyst says of measures: rejected, corrected, added.

use duizhao::comparison::Side;
use duizhao::job::Load;
use duizhao::text::Span;
use duizhao::workbench::{Command, Dialog, MeasureCommand, Scope, Tab};
use eframe::egui::{Key, Modifiers, vec2};

use super::support::{Desk, Setup, article};

const TEXT: &str = "开展“清源行动”，整治网络谣言。\n\n“清源行动”已实施两年。\n\n另有乡音计划，正在试点。";

fn desk() -> Desk {
    let articles = vec![article("a", TEXT), article("b", "推動「清源行動」。")];
    let mut desk = Desk::with(Setup { articles, size: vec2(1280.0, 2000.0), ..Setup::default() });
    desk.wait(|w| matches!(w.comparison, Load::Ready(_)));
    desk
}

fn spans(desk: &Desk, words: &str) -> Vec<Span> {
    let workbench = desk.workbench();
    let text = &workbench.article(Side::Left).expect("shown").text;
    workbench.measures(Side::Left).iter().filter(|m| text.slice(m.span).contains(words)).map(|m| m.span).collect()
}

#[test]
fn a_measure_is_rejected_in_one_place_and_everywhere() {
    let mut desk = desk();
    let all = spans(&desk, "清源行动");
    assert_eq!(all.len(), 2);
    assert!(desk.workbench().measure_pairs().iter().any(|c| c.strict), "it answers the other article's");
    desk.give(Command::GoTo(Side::Left, all[0]));
    desk.click("“清源行动”");
    desk.click("这里不是举措");
    assert_eq!(spans(&desk, "清源行动"), all[1..]);
    desk.click_part("取消：不是举措");
    assert_eq!(spans(&desk, "清源行动"), all);

    desk.give(Command::SetTab(Tab::Measures));
    desk.give(Command::Measure(MeasureCommand::Reject(Side::Left, all[1], Scope::Measure)));
    assert!(spans(&desk, "清源行动").is_empty());
    assert!(desk.workbench().measure_pairs().is_empty(), "what is not named answers nothing");
    desk.chord(Modifiers::COMMAND, Key::Z);
    assert_eq!(spans(&desk, "清源行动"), all);
}

#[test]
fn measures_are_taken_apart_and_joined() {
    let mut desk = desk();
    let (left, right) = (spans(&desk, "清源行动")[0], desk.workbench().measures(Side::Right)[0].span);
    let strict = |desk: &Desk| desk.workbench().measure_pairs().iter().filter(|c| c.strict).count();
    assert_eq!(strict(&desk), 1);
    desk.give(Command::GoTo(Side::Left, left));
    desk.click("不对应");
    assert_eq!(strict(&desk), 0);
    desk.give(Command::GoTo(Side::Left, left));
    desk.click("“清源行动”");
    desk.click("与另一篇的举措配对");
    assert_eq!(desk.workbench().held_measure(), Some((Side::Left, left)));
    desk.give(Command::GoTo(Side::Right, right));
    desk.click("「清源行動」");
    desk.click("与记下的举措配对");
    assert_eq!(strict(&desk), 1);
    let why = |desk: &Desk| desk.workbench().measure_reasons(&desk.workbench().measure_pairs()[0]);
    assert_eq!(why(&desk), "编码者配对");
    desk.chord(Modifiers::COMMAND, Key::Z);
    assert_eq!(strict(&desk), 0);
}

#[test]
fn a_measure_is_corrected_and_added() {
    let mut desk = desk();
    let all = spans(&desk, "清源行动");
    let mut fields = desk.workbench().measure_fields(Side::Left, all[0]);
    fields.insert("name".into(), "清源专项行动".into());
    fields.insert("status".into(), "planned".into());
    desk.give(Command::Measure(MeasureCommand::Read(Side::Left, all[0], fields.clone())));
    let read = |desk: &Desk, n: usize| desk.workbench().measure_fields(Side::Left, all[n]);
    assert_eq!((read(&desk, 0)["name"].as_str(), read(&desk, 0)["status"].as_str()), ("清源专项行动", "planned"));
    assert_eq!(read(&desk, 1)["name"], "清源专项行动", "the name is that of all mentions");
    assert_ne!(read(&desk, 1)["status"], "planned", "the status is of one");
    let findings = desk.workbench().findings().expect("compared");
    assert_eq!(findings.measure_name(Side::Left, findings.measures(Side::Left)[0]), "清源专项行动");
    fields.insert("kind".into(), "nonsense".into());
    assert!(desk.workbench().measure_error(Side::Left, all[0], &fields).is_some());

    let at = TEXT.chars().position(|c| c == '乡').expect("it is there") as u32;
    let words = Span::new(at, at + 4);
    if spans(&desk, "乡音计划").is_empty() {
        desk.give(Command::Select(Side::Left, words));
        desk.give(Command::Ask(Dialog::Measure(Side::Left, words)));
        desk.click("确定");
    }
    assert_eq!(spans(&desk, "乡音计划"), [words]);
    desk.give(Command::ToggleUnaided);
    assert!(desk.workbench().measures(Side::Left).is_empty());
}
