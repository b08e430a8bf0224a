//! The vocabulary and the search: rules off and on, rules of one's own, ways of reading a query, all open articles.

use duizhao::comparison::Side;
use duizhao::job::Load;
use duizhao::workbench::{Command, Dialog, Tab, WordCommand, Workbench};
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;

use super::support::{Desk, Setup, article};

fn desk() -> Desk {
    let articles = vec![
        article("甲", "网络安全通报\n全县加强网络安全，公开信息12条。"),
        article("乙", "網路安全通報\n全縣加強網路安全，公開資訊8則，並推動資訊服務。"),
        article("丙", "網路詐騙通報\n縣府提醒民眾留意網路詐騙。"),
    ];
    let mut desk = Desk::with(Setup { articles, ..Setup::default() });
    desk.wait(ready);
    desk
}

fn ready(workbench: &Workbench) -> bool {
    matches!(workbench.comparison, Load::Ready(_))
}

fn normal(workbench: &Workbench) -> String {
    workbench.analysis(Side::Right).map(|a| a.normalized.text.as_str().to_owned()).unwrap_or_default()
}

#[test]
fn a_rule_is_switched_off_and_on_again() {
    let mut desk = desk();
    desk.give(Command::SetTab(Tab::Vocabulary));
    assert!(normal(&desk.workbench()).contains("加强网络安全，公开信息8则，并推动信息服务"));
    desk.harness.get_by_label_contains("網路 网络").click_secondary();
    desk.frames(3);
    desk.click("停用这条规则");
    desk.wait(|w| normal(w).contains("加强网路安全，公开信息8则"));
    desk.wait(ready);
    assert!(desk.has("已停用"));
    desk.harness.get_by_label_contains("已停用").click_secondary();
    desk.frames(3);
    desk.click("恢复这条规则");
    desk.wait(|w| normal(w).contains("加强网络安全"));
    assert!(desk.workbench().own_vocabulary().is_none_or(duizhao::script::VocabularyFile::is_empty));
    desk.chord(Modifiers::COMMAND, Key::Z);
    desk.wait(|w| normal(w).contains("加强网路安全"));
}

#[test]
fn a_rule_of_ones_own_and_words_that_stay() {
    let mut desk = desk();
    desk.give(Command::SetTab(Tab::Vocabulary));
    desk.click("自定用词规则…");
    assert_eq!(desk.workbench().dialog, Some(Dialog::WordRule));
    desk.type_text("留意");
    desk.enter("大陆用词");
    desk.type_text("注意");
    desk.key(Key::Enter);
    desk.give(Command::Step(Side::Right, true));
    desk.wait(|w| normal(w).contains("县政府提醒民众注意网络诈骗"));
    assert!(desk.has("自定规则"));
    desk.give(Command::Word(WordCommand::Protect("網路詐騙".to_owned())));
    desk.wait(|w| normal(w).contains("县政府提醒民众注意网路诈骗"));
    desk.harness.get_by_label_contains("自定规则").click_secondary();
    desk.frames(3);
    desk.click("删除这条规则");
    desk.wait(|w| normal(w).contains("民众留意网路诈骗"));
}

#[test]
fn a_query_is_read_in_three_ways_over_all_open_articles() {
    let mut desk = desk();
    let found = |w: &Workbench| -> Vec<String> {
        let words = |hit: &duizhao::workbench::SearchHit| {
            let document = w.documents().iter().find(|d| d.id == hit.document).expect("it is open");
            format!("{} {}", document.article.name, document.article.text.slice(hit.span))
        };
        w.search.hits.iter().map(words).collect()
    };
    desk.give(Command::Search("信息".to_owned()));
    desk.wait(|w| !w.search.hits.is_empty());
    assert_eq!(found(&desk.workbench()), ["甲 信息", "乙 資訊", "乙 資訊"]);
    desk.give(Command::Search("网络诈骗".to_owned()));
    desk.wait(|w| found(w) == ["丙 網路詐騙", "丙 網路詐騙"]);
    desk.give(Command::SetTab(Tab::Search));
    desk.click("精确");
    desk.wait(|w| w.search.hits.is_empty());
    desk.give(Command::Search("網路..".to_owned()));
    desk.click("正则");
    desk.wait(|w| found(w) == ["乙 網路安全", "乙 網路安全", "丙 網路詐騙", "丙 網路詐騙"]);
    desk.frames(3);
    assert!(desk.has("2 篇文章中共 4 处"));
    // What is in an article that is not shown is gone to as well.
    let before = desk.workbench().article(Side::Left).map(|a| a.name.clone());
    assert_eq!(before.as_deref(), Some("甲"));
    desk.harness.get_by_label_contains("縣府提醒民眾留意 網路詐騙").click();
    desk.frames(3);
    let workbench = desk.workbench();
    assert_eq!(workbench.article(Side::Left).map(|a| a.name.clone()).as_deref(), Some("丙"));
    assert_eq!(workbench.selection.map(|s| s.span()), Some(workbench.search.hits[3].span));
    drop(workbench);
    desk.give(Command::Search("(".to_owned()));
    desk.wait(|w| w.search.problem.is_some());
    desk.frames(2);
    assert!(desk.has("这个正则表达式读不懂"));
}
