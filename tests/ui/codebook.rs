//! The codebook is changed in the program: codes, the machine's cues, and what has to be looked at again.

use std::sync::Arc;

use duizhao::comparison::Side;
use duizhao::job::Load;
use duizhao::text::Span;
use duizhao::themes::Weight;
use duizhao::workbench::{BookCommand, Command, Dialog, Dock, Tab};
use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers, vec2};
use egui_kittest::kittest::{NodeT, Queryable};

use super::support::{Desk, Setup, article};

fn write(desk: &mut Desk, field: &str, text: &str) {
    let fields = desk.harness.get_all_by_label(field);
    let inputs = [Role::TextInput, Role::MultilineTextInput];
    fields.into_iter().find(|node| inputs.contains(&node.accesskit_node().role())).expect("it is a field").click();
    desk.frames(3);
    desk.chord(Modifiers::COMMAND, Key::A);
    desk.type_text(text);
}

fn choose(desk: &mut Desk, code: &str) {
    let found = desk.harness.get_all_by_label_contains(code);
    found.into_iter().find(|node| node.accesskit_node().role() == Role::Button).expect("it is in the list").click();
    desk.frames(3);
}

/// A code given once, and the codebook open in a tall window.
fn desk() -> Desk {
    let mut desk = Desk::with(Setup { size: vec2(1280.0, 1400.0), ..Setup::default() });
    desk.wait(|w| matches!(w.comparison, Load::Ready(_)));
    desk.give(Command::Select(Side::Left, Span::new(4, 9)));
    desk.give(Command::NewCode("便民".into()));
    desk.give(Command::SetTab(Tab::Codebook));
    desk.give(Command::SetDock(Dock::Full));
    desk
}

fn names(desk: &Desk) -> Vec<String> {
    desk.workbench().code_tree().iter().map(|(_, _, code)| code.name.clone()).collect()
}

#[test]
fn a_code_is_made_renamed_coloured_and_merged() {
    let mut desk = desk();
    write(&mut desk, "新编码的名称", "办事");
    desk.click("新建");
    assert_eq!(names(&desk), ["便民", "办事"]);

    choose(&mut desk, "便民 1 处");
    write(&mut desk, "编码名称", "便民服务");
    assert!(desk.has("要写明理由"));
    write(&mut desk, "改动的理由", "名称太短");
    desk.click("保存改动");
    assert_eq!(names(&desk), ["便民服务", "办事"]);
    desk.click("颜色 #2b6cb0");
    let id = desk.workbench().code_tree()[0].1;
    assert_eq!(desk.workbench().code_colour(id), Some("#2b6cb0"));
    desk.click("下移一位");
    desk.harness.get_by_label_contains("上移一位").click();
    desk.frames(3);

    write(&mut desk, "改动的理由", "一回事");
    desk.click("并入…");
    desk.harness.get_all_by_label("办事").last().expect("it is offered").click();
    desk.frames(3);
    assert_eq!(names(&desk).len(), desk.workbench().code_tree().len());
    assert!(!names(&desk).contains(&"便民服务".to_owned()));
    let into = desk.workbench().code_tree().iter().find(|(_, _, code)| code.name == "办事").expect("it stays").1;
    assert_eq!(desk.workbench().code_uses(into), 1, "its codings count for the other");
    desk.chord(Modifiers::COMMAND, Key::Z);
    assert!(names(&desk).contains(&"便民服务".to_owned()));
}

#[test]
fn what_was_split_waits_and_is_settled() {
    let mut desk = desk();
    choose(&mut desk, "便民 1 处");
    write(&mut desk, "改动的理由", "太宽");
    write(&mut desk, "拆成哪几个（用顿号隔开）", "办事、平台");
    desk.click("拆分");
    assert_eq!(desk.workbench().waiting_count(), 1);
    desk.harness.get_all_by_label("待复核 1").next().expect("it is told").click();
    desk.frames(3);
    desk.click("改为平台");
    assert_eq!(desk.workbench().waiting_count(), 0);
    let platform = desk.workbench().code_tree().iter().find(|(_, _, code)| code.name == "平台").expect("it is new").1;
    assert_eq!(desk.workbench().code_uses(platform), 1);
}

#[test]
fn a_cue_labels_and_aligns_anew_and_is_undone() {
    let text = "推进机关文档标准化工作。\n\n全市建成书法长廊三座，书法展览办了两次。";
    let articles = vec![article("a", text), article("b", "書法長廊也在興建。")];
    let mut desk = Desk::with(Setup { articles, ..Setup::default() });
    let ready = |w: &duizhao::workbench::Workbench| matches!(w.comparison, Load::Ready(_));
    desk.wait(ready);
    let labels = |desk: &Desk| {
        let analysis = Arc::clone(desk.workbench().analysis(Side::Left).expect("analysed"));
        (analysis.labels.passages[1].len(), Arc::clone(&analysis.normalized), Arc::clone(&analysis.figures))
    };
    let (before, normalized, figures) = labels(&desk);
    let at = text.chars().position(|c| c == '书').expect("it is there") as u32;
    desk.give(Command::Select(Side::Left, Span::new(at, at + 4)));
    assert_eq!(desk.workbench().words_for_cue().as_deref(), Some("书法长廊"));
    let theme = desk.workbench().machine_book().themes[0].id.clone();
    let add = BookCommand::AddCue { theme: theme.clone(), words: "书法长廊".into(), weight: Weight::Strong };
    let first = theme.clone();
    desk.give(Command::Book(add));
    desk.wait(|w| w.cues(&theme)[0].strong.iter().any(|cue| cue == "书法长廊") && ready(w));
    let (after, same, figures_after) = labels(&desk);
    assert_eq!(after, before + 1);
    assert!(Arc::ptr_eq(&normalized, &same) && Arc::ptr_eq(&figures, &figures_after), "nothing is read again");

    desk.give(Command::Ask(Dialog::Cues(first.clone())));
    assert!(desk.has("主题词："));
    desk.click("确定");
    desk.chord(Modifiers::COMMAND, Key::Z);
    desk.wait(|w| w.cues(&first)[0].strong.iter().all(|cue| cue != "书法长廊") && ready(w));
    assert_eq!(labels(&desk).0, before);
}

#[test]
fn more_codings_than_lanes_are_counted_beside() {
    let mut desk = Desk::new();
    let span = desk.workbench().article(Side::Left).expect("shown").passages[2].span;
    for n in 0..6 {
        desk.give(Command::Select(Side::Left, Span::new(span.start.0, span.start.0 + 8 + n)));
        desk.give(Command::Code(n as usize % 3));
    }
    assert!(desk.has("另有 3 条编码画不下"));
}
