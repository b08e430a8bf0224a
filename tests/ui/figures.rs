//! What an analyst says of figures: rejected, corrected, added, joined and taken apart.

use duizhao::comparison::Side;
use duizhao::figures::Tier;
use duizhao::job::Load;
use duizhao::text::Span;
use duizhao::workbench::{Command, Dialog, FigureCommand, Tab};
use eframe::egui::{Key, Modifiers};

use super::support::{Desk, Setup};

/// So tall that all that is said of a passage is in view.
fn tall() -> Desk {
    let mut desk = Desk::with(Setup { size: eframe::egui::vec2(1280.0, 3000.0), ..Setup::default() });
    desk.wait(|w| matches!(w.comparison, Load::Ready(_)));
    desk
}

/// The first figure of a side whose words are these.
fn figure(desk: &Desk, side: Side, words: &str) -> Option<Span> {
    let workbench = desk.workbench();
    let text = &workbench.article(side).expect("an article is shown").text;
    let found = workbench.figures(side).iter().find(|f| f.tier == Tier::Figure && text.slice(f.span) == words);
    found.map(|f| f.span)
}

#[test]
fn a_figure_is_rejected_corrected_and_added() {
    let mut desk = tall();
    let span = figure(&desk, Side::Left, "20多家").expect("the seed has it");
    desk.give(Command::GoTo(Side::Left, span));
    desk.click("20多家");
    desk.click("不是数字");
    assert_eq!(figure(&desk, Side::Left, "20多家"), None);
    desk.click("取消：不是数字：20多家");
    assert_eq!(figure(&desk, Side::Left, "20多家"), Some(span));

    desk.give(Command::Ask(Dialog::Figure(Side::Left, span)));
    let fields = desk.workbench().figure_fields(Side::Left, span);
    assert_eq!((fields["value"].as_str(), fields["unit"].as_str()), ("20", "家"));
    desk.give(Command::CloseDialog);
    let mut fields = fields;
    fields.insert("value".into(), "23".into());
    desk.give(Command::Figure(FigureCommand::Read(Side::Left, span, fields.clone())));
    assert_eq!(desk.workbench().figure_fields(Side::Left, span)["value"], "23");
    assert!(desk.has("数字已改：20多家"));
    fields.insert("value".into(), "many".into());
    assert!(desk.workbench().figure_error(Side::Left, span, &fields).is_some(), "what is no number is told");
    desk.chord(Modifiers::COMMAND, Key::Z);
    assert_eq!(desk.workbench().figure_fields(Side::Left, span)["value"], "20");

    let passage = desk.workbench().article(Side::Left).expect("shown").passages[2].span;
    let words = Span::new(passage.start.0, passage.start.0 + 3);
    desk.give(Command::Select(Side::Left, words));
    desk.give(Command::Ask(Dialog::Figure(Side::Left, words)));
    desk.click("确定");
    assert_eq!(figure(&desk, Side::Left, "近年来"), Some(words));
}

#[test]
fn figures_are_taken_apart_and_joined() {
    let mut desk = tall();
    let before = desk.workbench().comparables().len();
    assert!(before > 0);
    let spans = {
        let workbench = desk.workbench();
        let pair = &workbench.comparables()[0];
        let span = |side, id| workbench.figure(side, id).expect("it stands").span;
        (span(Side::Left, pair.left), span(Side::Right, pair.right))
    };
    desk.give(Command::GoToPlaces { left: spans.0, right: spans.1 });
    desk.click_part("不可比");
    assert_eq!(desk.workbench().comparables().len(), before - 1);
    desk.give(Command::SetTab(Tab::Comparables));
    desk.give(Command::Figure(FigureCommand::Hold(Side::Left, spans.0)));
    assert!(desk.workbench().held_figure().is_some());
    desk.give(Command::Figure(FigureCommand::Join { left: spans.0, right: spans.1 }));
    assert_eq!(desk.workbench().comparables().len(), before);
    desk.chord(Modifiers::COMMAND, Key::Z);
    assert_eq!(desk.workbench().comparables().len(), before - 1);
    desk.give(Command::ToggleUnaided);
    assert!(desk.workbench().comparables().is_empty() && desk.workbench().figures(Side::Left).is_empty());
}

#[test]
fn figures_are_worked_by_keys() {
    let mut desk = tall();
    let read = |desk: &Desk| {
        let selection = desk.workbench().selection.expect("a figure is selected");
        desk.workbench().figure_fields(selection.side, selection.span())
    };
    let span = figure(&desk, Side::Left, "20多家").expect("the seed has it");
    desk.give(Command::Place { side: Side::Left, index: span.start, extend: false });
    desk.key(Key::A);
    assert_eq!(desk.workbench().dialog, Some(Dialog::Figure(Side::Left, span)));
    desk.key(Key::Enter);
    assert_eq!(desk.workbench().dialog, None, "Enter confirms");

    desk.key(Key::F);
    assert_eq!(read(&desk)["value"], "20", "the caret stood before it");
    desk.key(Key::F);
    assert_ne!(read(&desk)["value"], "20");
    desk.chord(Modifiers::SHIFT, Key::F);
    assert_eq!(read(&desk)["value"], "20");

    desk.key(Key::O);
    assert_eq!(desk.workbench().held_figure(), Some((Side::Left, span)));
    desk.key(Key::Escape);
    assert_eq!(desk.workbench().held_figure(), None);
    let other = figure(&desk, Side::Right, "近3000篇").or(figure(&desk, Side::Right, "3000篇")).expect("it has this");
    desk.key(Key::O);
    desk.give(Command::GoTo(Side::Right, other));
    desk.key(Key::O);
    assert_eq!(desk.workbench().decided_pairs(Side::Right, other).len(), 1);
    assert!(desk.has("手工配对：20多家 ↔ 近3000篇") || desk.has("手工配对：20多家 ↔ 3000篇"));
    desk.chord(Modifiers::SHIFT, Key::O);
    assert!(desk.workbench().decided_pairs(Side::Right, other).iter().all(|(.., joined)| !joined));
    desk.chord(Modifiers::SHIFT, Key::A);
    assert!(!desk.workbench().figures(Side::Right).iter().any(|f| f.span == other));
}
