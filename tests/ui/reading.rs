//! Reading: both articles, themes that filter, counterparts, selection, forms, search, messages.

use duizhao::article::{PassageId, Variable};
use duizhao::comparison::Side;
use duizhao::job::Load;
use duizhao::session::Status;
use duizhao::text::Span;
use duizhao::workbench::{Command, Dialog, Tab, Unit, View, Workbench};
use eframe::egui::{self, Key, Modifiers};
use egui_kittest::kittest::Queryable;

use super::support::{Desk, Setup, article};

#[test]
fn both_articles_are_shown_and_five_idle_frames_do_nothing() {
    let mut desk = Desk::new();
    assert!(desk.has("让互联网更好造福人民"));
    assert!(desk.has("網信事業新發展"));
    desk.frames(10);
    // What workers bring is no idle frame.
    desk.wait(Workbench::is_at_rest);
    let revision = desk.workbench().revision;
    for _ in 0..5 {
        desk.frames(1);
        assert_eq!(desk.applied(), []);
    }
    assert_eq!(desk.workbench().revision, revision);
    assert_eq!(desk.workbench().session_status(), Status::Unkept);
}

#[test]
fn texts_can_be_read_before_the_analysis_is_there() {
    let mut desk = Desk::with(Setup::default());
    desk.frames(1);
    assert!(desk.has("唱响网上江西好声音"));
    assert!(desk.has("網上文化家園"));
}

#[test]
fn a_theme_filters() {
    let mut desk = Desk::new();
    desk.click("主题：网络安全");
    assert_eq!(desk.workbench().filter.len(), 1);
    let left_out = (0..10).map(PassageId).filter(|&p| !desk.workbench().passes(Side::Left, p)).count();
    assert!(left_out > 0);
    desk.click("全部主题");
    assert!(desk.workbench().filter.is_empty());
}

#[test]
fn a_click_on_a_passage_shows_its_counterparts() {
    let mut desk = Desk::new();
    desk.click_part("左第 3 段：");
    let workbench = desk.workbench();
    assert_eq!(workbench.current(Side::Left), Some(PassageId(2)));
    let best = workbench.best_counterpart(Side::Left, PassageId(2)).expect("the lead answers something");
    assert_eq!(workbench.current(Side::Right), Some(best));
    drop(workbench);
    assert!(desk.has(&format!("对应段落：第 {} 段", best.0 + 1)));
    assert!(desk.has(&format!("右第 {} 段：", best.0 + 1)), "the other pane has turned to it");
}

#[test]
fn a_selection_grows_and_goes_across_passages_by_keys() {
    let mut desk = Desk::new();
    desk.click_part("左第 3 段：");
    desk.chord(Modifiers::ALT, Key::ArrowUp);
    let first = desk.workbench().selection.map(|s| s.span().len()).unwrap_or(0);
    for _ in 0..5 {
        desk.chord(Modifiers::ALT, Key::ArrowUp);
    }
    let grown = desk.workbench().selection.expect("something is selected").span();
    let article = desk.workbench().article(Side::Left).expect("an article is shown").clone();
    assert!(grown.len() > first);
    assert!(grown.covers(article.passages[2].span));
    desk.click_part("左第 3 段：");
    for _ in 0..6 {
        desk.chord(Modifiers::COMMAND | Modifiers::SHIFT, Key::ArrowDown);
    }
    let span = desk.workbench().selection.expect("something is selected").span();
    assert!(span.overlaps(article.passages[2].span) && span.overlaps(article.passages[4].span), "{span}");
}

#[test]
fn a_selection_outlives_scrolling_and_another_width() {
    let mut desk = Desk::new();
    let span = Span::new(120, 180);
    desk.give(Command::Select(Side::Left, span));
    desk.key(Key::End);
    desk.harness.set_size(egui::vec2(900.0, 700.0));
    desk.frames(4);
    desk.key(Key::Home);
    assert_eq!(desk.workbench().selection.map(|s| s.span()), Some(span));
}

#[test]
fn selecting_in_a_converted_view_selects_the_source() {
    let mut desk = Desk::new();
    desk.give(Command::SetView(Side::Right, View::Simplified));
    let original = desk.workbench().article(Side::Right).expect("an article is shown").text.clone();
    desk.wait(|w| w.shown_text(Side::Right).is_some_and(|t| t.as_str() != original.as_str()));
    let workbench = desk.workbench();
    let shown = workbench.shown_text(Side::Right).expect("an article is shown").clone();
    assert_eq!(shown.len(), original.len());
    let place = original.as_str().find("網路空間").map(|at| original.span_of(at..at + "網路空間".len()));
    let span = place.expect("the seed has it");
    assert_eq!(shown.slice(span), "网路空间");
    drop(workbench);
    desk.give(Command::SelectUnit { side: Side::Right, index: span.start, unit: Unit::Sentence });
    let selected = desk.workbench().selection.expect("a sentence is selected").span();
    assert!(original.slice(selected).contains("網路空間"));
}

#[test]
fn swap_keeps_what_was_selected() {
    let mut desk = Desk::new();
    desk.give(Command::Select(Side::Left, Span::new(5, 9)));
    desk.click("对调");
    let workbench = desk.workbench();
    assert_eq!(workbench.selection.map(|s| (s.side, s.span())), Some((Side::Right, Span::new(5, 9))));
    assert_eq!(workbench.article(Side::Right).map(|a| a.name.clone()).as_deref(), Some("jiangxi"));
}

#[test]
fn a_second_pair_is_opened_and_a_bad_file_is_told_of() {
    let mut desk = Desk::new();
    let dir = tempfile::tempdir().expect("a temporary folder");
    let file = |name: &str, text: &str| {
        let path = dir.path().join(name);
        std::fs::write(&path, text).expect("the folder can be written");
        path
    };
    let before = desk.workbench().documents().len();
    desk.give(Command::Open(vec![dir.path().to_owned()]));
    desk.wait(|w| !w.notices.is_empty());
    assert_eq!(desk.workbench().documents().len(), before);
    assert!(matches!(desk.workbench().comparison, Load::Ready(_)), "the comparison is untouched");
    desk.frames(20);
    assert!(desk.has("打不开"), "the message stays");
    desk.click("知道了");
    assert!(desk.workbench().notices.is_empty());
    let pair = vec![
        file("甲.txt", "网络安全\n加强网络安全工作，查处案件12起。"),
        file("乙.txt", "推进网络安全，查处案件8起。"),
    ];
    desk.give(Command::Open(pair));
    desk.wait(|w| w.documents().len() == before + 2 && matches!(w.comparison, Load::Ready(_)));
    assert_eq!(desk.workbench().article(Side::Left).map(|a| a.name.clone()).as_deref(), Some("甲"));
    assert!(desk.has("查处案件8起"));
    desk.give(Command::Pin(Some(Side::Left)));
    desk.give(Command::Step(Side::Right, true));
    assert_eq!(desk.workbench().article(Side::Left).map(|a| a.name.clone()).as_deref(), Some("甲"));
    assert_ne!(desk.workbench().article(Side::Right).map(|a| a.name.clone()).as_deref(), Some("乙"));
    // The pinned side keeps its place, and what is stepped to turns to what answers it.
    desk.wait(|w| matches!(w.comparison, Load::Ready(_)));
    desk.click_part("左第 2 段：");
    desk.give(Command::Step(Side::Right, true));
    desk.wait(|w| matches!(w.comparison, Load::Ready(_)));
    let workbench = desk.workbench();
    assert_eq!(workbench.current(Side::Left), Some(PassageId(1)));
    assert_eq!(workbench.current(Side::Right), workbench.best_counterpart(Side::Left, PassageId(1)));
}

#[test]
fn search_finds_and_goes_on() {
    let mut desk = Desk::new();
    desk.give(Command::Search("网络空间".to_owned()));
    desk.wait(|w| !w.search.hits.is_empty());
    for side in Side::BOTH {
        let workbench = desk.workbench();
        let whole = workbench.article(side).expect("it is shown").text.span();
        assert!(workbench.hits_in(side, whole).count() > 0, "simplified words are found in traditional text");
    }
    desk.key(Key::F3);
    desk.key(Key::F3);
    let workbench = desk.workbench();
    assert_eq!(workbench.search.current, Some(1));
    let hit = workbench.search.hits[1];
    let shown = |side| workbench.document(side).map(|d| d.id);
    assert_eq!(workbench.selection.map(|s| (shown(s.side), s.span())), Some((Some(hit.document), hit.span)));
}

#[test]
fn the_palette_finds_by_pinyin() {
    let mut desk = Desk::new();
    desk.chord(Modifiers::COMMAND, Key::K);
    assert_eq!(desk.workbench().dialog, Some(Dialog::Palette));
    desk.type_text("duizhe");
    desk.type_text("");
    desk.give(Command::CloseDialog);
    desk.chord(Modifiers::COMMAND, Key::K);
    desk.type_text("lbdd");
    desk.key(Key::Enter);
    assert_eq!(desk.workbench().dialog, None);
    assert_eq!(desk.workbench().article(Side::Left).map(|a| a.name.clone()).as_deref(), Some("zhejiang"));
}

#[test]
fn the_palette_finds_by_other_words() {
    let mut desk = Desk::new();
    desk.give(Command::Ask(Dialog::Palette));
    desk.type_text("导出");
    assert!(desk.has("保存全部图表与报告") && desk.has("保存图表为"));
    assert!(!desk.has("下一段"));
}

#[test]
fn every_tab_and_language_and_dialog_can_be_drawn() {
    let mut desk = Desk::new();
    for lang in duizhao::i18n::Lang::ALL {
        desk.give(Command::SetLanguage(lang));
        for tab in Tab::ALL {
            desk.give(Command::SetTab(tab));
        }
        for dialog in [Dialog::Palette, Dialog::Shortcuts, Dialog::About] {
            desk.give(Command::Ask(dialog));
            desk.give(Command::CloseDialog);
        }
    }
}

#[test]
fn what_was_copied_elsewhere_becomes_an_article() {
    let mut desk = Desk::new();
    let paste = |desk: &mut Desk, text: &str| {
        desk.harness.event(egui::Event::Paste(text.to_owned()));
        desk.frames(2);
    };
    desk.give(Command::Activate(Side::Right));
    let before = desk.workbench().documents().len();
    paste(&mut desk, "网络安全通报\n\n加强网络安全工作，查处案件12起。");
    desk.wait(|w| w.documents().len() == before + 1 && matches!(w.comparison, Load::Ready(_)));
    assert_eq!(desk.workbench().article(Side::Right).map(|a| a.name.clone()).as_deref(), Some("剪贴板"));
    assert!(desk.has("查处案件12起"));
    paste(&mut desk, "<html><body><p>第二篇</p><p>推进网络安全。</p></body></html>");
    desk.wait(|w| w.documents().len() == before + 2);
    let second = desk.workbench().article(Side::Right).map(|a| (a.name.clone(), a.text.as_str().contains('<')));
    assert_eq!(second, Some(("剪贴板 2".to_owned(), false)), "a page's source is read as a page");
    // In a field it is only text.
    desk.chord(Modifiers::COMMAND, Key::F);
    paste(&mut desk, "网络");
    desk.wait(|w| w.search.query == "网络");
    assert_eq!(desk.workbench().documents().len(), before + 2);
    // The list of functions asks for it too, and its own field does not take the answer.
    desk.chord(Modifiers::COMMAND, Key::K);
    desk.type_text("剪贴板");
    desk.harness.key_press(Key::Enter);
    desk.frames(1);
    desk.harness.event(egui::Event::Paste("第三篇\n\n提升网络安全。".to_owned()));
    desk.wait(|w| w.documents().len() == before + 3);
    desk.harness.event(egui::Event::Paste("\u{0}\u{1}\u{2}\u{3}\u{4}\u{5}\u{6}\u{7}\u{8}\u{e}".to_owned()));
    desk.wait(|w| !w.notices.is_empty());
    assert!(desk.workbench().notices[0].text.contains("剪贴板"), "it says what cannot be opened");
}

#[test]
fn traditional_views_follow_taiwan_and_hong_kong() {
    let articles = vec![article("甲", "依法保卫安全，说明情况。"), article("乙", "依法保衛安全，說明情況。")];
    let mut desk = Desk::with(Setup { articles, ..Setup::default() });
    desk.wait(|w| matches!(w.comparison, Load::Ready(_)));
    for (name, wanted) in [
        ("繁·台", "依法保衛安全，說明情況。"),
        ("繁·港", "依法保衞安全，説明情況。"),
        ("简", "依法保卫安全，说明情况。"),
    ] {
        for n in 0..2 {
            desk.harness.get_all_by_label(name).nth(n).expect("each pane has its views").click();
            desk.frames(3);
        }
        for side in Side::BOTH {
            desk.wait(|w| w.shown_text(side).is_some_and(|t| t.as_str() == wanted));
        }
    }
    desk.harness.get_all_by_label("原文").next().expect("it is there").click();
    desk.frames(3);
    assert_eq!(desk.workbench().pane(Side::Left).view, View::Original);
}

#[test]
fn a_file_is_read_in_another_encoding() {
    let mut desk = Desk::new();
    let dir = tempfile::tempdir().expect("a temporary folder");
    let path = dir.path().join("甲.txt");
    // In Big5 it is other characters, all of them known.
    let bytes = [0xB9, 0xAB, 0xB0, 0xB2, 0xB0, 0xEC, 0xB9, 0xAB, 0xB2, 0xE9];
    std::fs::write(&path, bytes).expect("the folder can be written");
    desk.give(Command::Open(vec![path]));
    let shows = |w: &Workbench, text: &str| w.article(Side::Left).is_some_and(|a| a.text.as_str().contains(text));
    desk.wait(|w| w.documents().len() == 3);
    let encoding = |desk: &Desk| desk.workbench().article(Side::Left).and_then(|a| a.encoding);
    let read_in = |desk: &mut Desk, name: &str| {
        desk.chord(Modifiers::COMMAND, Key::K);
        desk.type_text("其他编码");
        desk.key(Key::Enter);
        desk.click(name);
    };
    read_in(&mut desk, "Big5");
    desk.wait(|w| !shows(w, "公安办公查") || !w.notices.is_empty());
    assert_eq!((encoding(&desk), desk.workbench().documents().len()), (Some("Big5"), 3));
    read_in(&mut desk, "GB18030");
    desk.wait(|w| shows(w, "公安办公查") && matches!(w.comparison, Load::Ready(_)));
    // What is coded moves to the text as it is read now, or is kept for another look.
    desk.give(Command::Select(Side::Left, Span::new(0, 4)));
    desk.key(Key::Num1);
    desk.key(Key::Escape);
    desk.chord(Modifiers::COMMAND, Key::K);
    desk.type_text("其他编码");
    desk.key(Key::Enter);
    assert!(desk.has("现在的编码：GB18030"));
    desk.click("Big5");
    desk.wait(|w| !shows(w, "公安办公查"));
    assert_eq!(encoding(&desk), Some("Big5"));
    desk.chord(Modifiers::COMMAND, Key::Z);
    desk.wait(|w| shows(w, "公安办公查") && w.all_codings(Side::Left).len() == 1);
    // Articles that came with the program have no file to read.
    desk.give(Command::Activate(Side::Right));
    desk.give(Command::Ask(Dialog::Encoding(Side::Right)));
    assert!(desk.has("没有编码可选"));
}

#[test]
fn what_is_known_of_an_article_is_shown_and_set_right() {
    let articles = vec![
        article("甲", "网络安全通报\n来源：某某日报\n上月查处案件12起，成效明显。"),
        article("乙", "查处案件8起。"),
    ];
    let mut desk = Desk::with(Setup { articles, ..Setup::default() });
    desk.wait(|w| matches!(w.comparison, Load::Ready(_)));
    let value = |w: &Workbench, variable| {
        w.article(Side::Left).and_then(|a| a.variables.get(variable)).map(|v| v.value.clone()).unwrap_or_default()
    };
    let ask = |desk: &mut Desk| {
        desk.chord(Modifiers::COMMAND, Key::K);
        desk.type_text("关于这篇文章");
        desk.key(Key::Enter);
    };
    ask(&mut desk);
    desk.chord(Modifiers::COMMAND, Key::A);
    desk.type_text("2017-04-19");
    desk.key(Key::Enter);
    desk.wait(|w| value(w, Variable::Date) == "2017-04-19" && matches!(w.comparison, Load::Ready(_)));
    ask(&mut desk);
    assert!(desk.has("由编码者填写") && desk.has("纯文本"));
    // No day of the calendar: it is said, and nothing changes.
    desk.chord(Modifiers::COMMAND, Key::A);
    desk.type_text("2017-13-01");
    desk.key(Key::Enter);
    assert_eq!((desk.workbench().notices.len(), value(&desk.workbench(), Variable::Date)), (1, "2017-04-19".into()));
    assert!(desk.has("不是日期"));
    desk.chord(Modifiers::COMMAND, Key::Z);
    desk.wait(|w| value(w, Variable::Date) != "2017-04-19" && matches!(w.comparison, Load::Ready(_)));
    // What was found wrongly is taken out, and had back; a variable of one's own is added.
    assert_eq!(value(&desk.workbench(), Variable::Outlet), "某某日报");
    ask(&mut desk);
    desk.enter("来源");
    desk.chord(Modifiers::COMMAND, Key::A);
    desk.key(Key::Backspace);
    desk.enter("第 1 个变量的名称");
    desk.type_text("体裁");
    desk.enter("第 1 个变量的值");
    desk.type_text("消息");
    desk.key(Key::Enter);
    desk.wait(|w| value(w, Variable::Outlet).is_empty() && matches!(w.comparison, Load::Ready(_)));
    assert_eq!(desk.workbench().own_variables(Side::Left), [("体裁".to_owned(), "消息".to_owned())]);
    ask(&mut desk);
    desk.click("还原");
    desk.key(Key::Enter);
    desk.wait(|w| value(w, Variable::Outlet) == "某某日报" && matches!(w.comparison, Load::Ready(_)));
    // The evidence leads to its place.
    ask(&mut desk);
    desk.harness.get_all_by_label("见原文").nth(1).expect("title and outlet stand in the text").click();
    desk.frames(3);
    let workbench = desk.workbench();
    let selected = workbench.selection.expect("the evidence is selected").span();
    assert_eq!(workbench.article(Side::Left).map(|a| a.text.slice(selected).to_owned()).as_deref(), Some("某某日报"));
}

#[test]
fn what_loading_left_out_is_told_with_its_places() {
    let mut desk = Desk::new();
    // No font has the replacement character: a box is drawn for it.
    desk.harness.ctx.set_missing_glyph_policy(egui::MissingGlyphPolicy::Tofu);
    let dir = tempfile::tempdir().expect("a temporary folder");
    let path = dir.path().join("甲.txt");
    let mut bytes = "网络安全通报\n全县加强网络安全，".as_bytes().to_vec();
    bytes.extend([0xff, 0xfe]);
    bytes.extend("公开信息。".as_bytes());
    std::fs::write(&path, bytes).expect("the folder can be written");
    desk.give(Command::Open(vec![path]));
    desk.wait(|w| w.documents().len() == 3 && matches!(w.comparison, Load::Ready(_)));
    desk.click_part("读入时的提示");
    assert_eq!(desk.workbench().dialog, Some(Dialog::Variables(Side::Left)));
    assert!(desk.has("甲.txt · 纯文本 · UTF-8") && desk.has("有 2 处字节在此编码中无意义"));
    desk.harness.get_all_by_label("第 2 段").next().expect("the place").click();
    desk.frames(3);
    let workbench = desk.workbench();
    let selected = workbench.selection.expect("the place is selected").span();
    assert_eq!(workbench.article(Side::Left).map(|a| a.text.slice(selected).to_owned()).as_deref(), Some("\u{fffd}"));
}
