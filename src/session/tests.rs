//! The store and its handle, from edit to file and back.

mod faults;
mod undo;

use std::path::Path;

use super::*;
use crate::article::Article;
use crate::text::Span;

fn options() -> Options {
    Options { clock: Clock::fixed(1_492_560_000_000), ..Options::default() }
}

fn founding() -> Founding {
    Founding { title: "网络".into(), coder: "甲".into(), unit: UnitOfAnalysis::Passage, machine: Vec::new() }
}

fn text() -> Article {
    Article::from_text("江西", "推进网络安全和信息化工作。\n建成网上政务服务平台。\n".repeat(20))
}

/// A session with an article and two codes; its coder, article and codes.
fn started(path: &Path) -> (Session, CoderId, ArticleId, CodeId, CodeId) {
    let mut session = Session::create(path, &founding(), options()).unwrap();
    let coder = session.state().coder_named("甲").unwrap();
    let (article, edit) = session.state().add_article("江西", "a/jiangxi.txt", &text()).unwrap();
    session.push(coder, edit).unwrap();
    let mut codes = Vec::new();
    for name in ["安全", "政务"] {
        let code = Code { name: name.into(), ..Code::default() };
        let (id, edit) = session.state().add_code(coder, code).unwrap();
        session.push(coder, edit).unwrap();
        codes.push(id);
    }
    (session, coder, article, codes[0], codes[1])
}

fn code(session: &mut Session, coder: CoderId, article: ArticleId, code: CodeId, span: Span) -> CodingId {
    let edit = session.state().code(coder, article, &[span], &[code], Origin::Unaided).unwrap();
    session.push(coder, edit).unwrap();
    *session.state().codings.last_key_value().unwrap().0
}

#[test]
fn what_was_saved_is_there_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.duizhao");
    let (mut session, coder, article, one, _) = started(&path);
    let coding = code(&mut session, coder, article, one, Span::new(2, 6));
    assert_eq!(session.state().quote(session.state().codings[&coding].at), "网络安全");
    assert_eq!(session.flush(), Status::Saved);
    let state = session.state().clone();
    drop(session);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside the file");
    let mut session = Session::open(&path, options()).unwrap();
    assert_eq!(*session.state(), state);
    session.undo(coder).unwrap();
    assert!(session.state().codings.is_empty());
    session.redo(coder).unwrap();
    assert_eq!(*session.state(), state);
    assert_eq!(session.redo(coder), Err(EditError::Nothing("redo")));
}

#[test]
fn undo_is_refused_where_another_coder_depends_on_it() {
    let folder = tempfile::tempdir().unwrap();
    let (mut session, a, article, one, _) = started(&folder.path().join("x.duizhao"));
    let (b, edit) = session.state().add_coder("乙", None).unwrap();
    session.push(a, edit).unwrap();
    session.undo(a).unwrap();
    session.redo(a).unwrap();
    let coding = code(&mut session, a, article, one, Span::new(0, 4));
    let memo = session.state().memo(b, MemoKind::Question, About::Coding(coding), "为什么？");
    let seq = session.push(b, memo).unwrap();
    let before = session.state().clone();
    let refused = session.undo(a).unwrap_err();
    assert!(matches!(&refused, EditError::Depends { coder, seq: s, .. } if coder == "乙" && *s == seq), "{refused}");
    assert_eq!(*session.state(), before);
    session.undo(b).unwrap();
    session.undo(a).unwrap();
    assert!(session.state().codings.is_empty());
}

#[test]
fn a_second_window_reads_only() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.duizhao");
    let (mut session, coder, article, one, _) = started(&path);
    session.flush();
    let mut second = Session::open(&path, options()).unwrap();
    assert!(second.read_only().unwrap().contains("another window"));
    assert_eq!(second.state(), session.state());
    let edit = second.state().code(coder, article, &[Span::new(0, 2)], &[one], Origin::Unaided).unwrap();
    assert!(matches!(second.push(coder, edit), Err(EditError::ReadOnly(_))));
    drop(session);
    assert_eq!(Session::open(&path, options()).unwrap().read_only(), None);
}

#[test]
fn what_is_committed_is_synced() {
    let folder = tempfile::tempdir().unwrap();
    let (mut session, ..) = started(&folder.path().join("x.duizhao"));
    session.with_store(|store| {
        let ask = |name: &str| store.connection().pragma_query_value(None, name, |row| row.get(0)).unwrap();
        let (synchronous, application): (i32, i32) = (ask("synchronous"), ask("application_id"));
        let journal: String = store.connection().pragma_query_value(None, "journal_mode", |row| row.get(0)).unwrap();
        assert_eq!((journal.as_str(), synchronous), ("truncate", 2), "2 is FULL");
        assert_eq!(application, i32::from_be_bytes(*b"DZHA"));
    });
}

#[test]
fn five_idle_seconds_write_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.duizhao");
    let (mut session, ..) = started(&path);
    assert_eq!(session.flush(), Status::Saved);
    let look = || {
        let meta = std::fs::metadata(&path).unwrap();
        (meta.modified().unwrap(), meta.len(), std::fs::read_dir(folder.path()).unwrap().count())
    };
    let before = look();
    for _ in 0..50 {
        session.poll();
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    assert_eq!((session.status(), look()), (Status::Saved, before));
}

#[test]
fn an_untitled_session_is_a_file_from_the_first_step_on() {
    let folder = tempfile::tempdir().unwrap();
    let places = Places::folder(folder.path());
    let path = places.new_untitled().unwrap().unwrap();
    let mut session = Session::untitled(path.clone(), &founding(), options());
    assert!(!path.exists() && session.flush() == Status::Saved);
    let edit = session.state().retitle("有名").unwrap();
    session.push(CoderId(2), edit).unwrap();
    assert_eq!(session.flush(), Status::Saved);
    assert_eq!(places.untitled(), std::slice::from_ref(&path));
    let named = folder.path().join("named.duizhao");
    session.save_as(&named, Then::MoveFromUntitled).unwrap();
    assert!(places.untitled().is_empty(), "it lives elsewhere now");
    session.undo(CoderId(2)).unwrap();
    assert_eq!(session.flush(), Status::Saved);
    drop(session);
    assert_eq!(Session::open(&named, options()).unwrap().state().settings().unwrap().title, "网络");
}

#[test]
fn a_session_that_leaves_no_trace_can_still_be_saved() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = Session::unkept(&founding(), options());
    let edit = session.state().retitle("有名").unwrap();
    session.push(CoderId(2), edit).unwrap();
    assert_eq!(session.flush(), Status::Unkept);
    let path = folder.path().join("x.duizhao");
    session.save_as(&path, Then::Move).unwrap();
    assert_eq!(session.flush(), Status::Saved);
    let state = session.state().clone();
    drop(session);
    assert_eq!(*Session::open(&path, options()).unwrap().state(), state);
}

#[test]
fn a_copy_leaves_the_session_where_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.duizhao");
    let (mut session, coder, article, one, _) = started(&path);
    let copy = folder.path().join("copy.duizhao");
    session.save_copy(&copy).unwrap();
    assert!(matches!(session.save_copy(&copy), Err(StoreError::Exists)));
    code(&mut session, coder, article, one, Span::new(0, 4));
    assert_eq!((session.flush(), session.path()), (Status::Saved, Some(path.as_path())));
    assert!(Session::open(&copy, options()).unwrap().state().codings.is_empty());
}

#[test]
fn a_file_that_may_go_is_replaced_whole() {
    let folder = tempfile::tempdir().unwrap();
    let (mut session, coder, article, one, _) = started(&folder.path().join("x.duizhao"));
    let to = folder.path().join("y.duizhao");
    std::fs::write(&to, "something else").unwrap();
    assert!(matches!(session.save_as(&to, Then::Move), Err(StoreError::Exists)));
    let over = |then| Save { to: to.clone(), then, over: true };
    session.save_now(over(Then::Move)).unwrap();
    code(&mut session, coder, article, one, Span::new(0, 4));
    assert_eq!((session.flush(), session.path()), (Status::Saved, Some(to.as_path())));
    let mut other = Session::unkept(&founding(), options());
    assert!(matches!(other.save_now(over(Then::Stay)), Err(StoreError::Locked)), "it is open");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 4, "two sessions, a journal and a lock");
}

#[test]
fn what_is_forgotten_before_there_is_a_file_never_gets_there() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.duizhao");
    let mut session = Session::untitled(path.clone(), &founding(), options());
    session.forget(CoderId(2), Forget::Coder(CoderId(2))).unwrap();
    let (_, edit) = session.state().add_coder("乙", None).unwrap();
    session.push(CoderId(2), edit).unwrap();
    assert_eq!(session.flush(), Status::Saved);
    let state = session.state().clone();
    drop(session);
    assert_eq!(*Session::open(&path, options()).unwrap().state(), state);
}

#[test]
fn the_log_says_who_did_what_when() {
    let folder = tempfile::tempdir().unwrap();
    let (mut session, coder, article, one, _) = started(&folder.path().join("x.duizhao"));
    code(&mut session, coder, article, one, Span::new(0, 4));
    session.undo(coder).unwrap();
    let last = session.log().entries().last().unwrap();
    assert_eq!((last.seq, last.coder, last.verb, last.mode), (6, coder, Verb::Code, Mode::Undo(5)));
    assert_eq!(utc(last.at), "2017-04-19T00:00:00Z");
}

#[test]
fn nobody_changes_the_work_of_another() {
    let folder = tempfile::tempdir().unwrap();
    let (mut session, a, article, one, two) = started(&folder.path().join("x.duizhao"));
    let coding = code(&mut session, a, article, one, Span::new(0, 4));
    let (b, edit) = session.state().add_coder("乙", None).unwrap();
    session.push(a, edit).unwrap();
    let before = session.state().clone();
    for edit in [
        session.state().uncode(&[coding]).unwrap(),
        session.state().recode(coding, two).unwrap(),
        session.state().resize(coding, Span::new(0, 9)).unwrap(),
        session.state().mark(a, article, Span::new(0, 4), UnitState::Read, "").unwrap(),
    ] {
        let refused = session.push(b, edit).unwrap_err();
        assert!(matches!(&refused, EditError::Theirs { coder, .. } if coder == "甲"), "{refused}");
        assert!(*session.state() == before);
    }
    // What one says about the work of the other is one's own.
    let memo = session.state().memo(b, MemoKind::Question, About::Coding(coding), "为什么？");
    session.push(b, memo).unwrap();
    // An article that gives way takes everybody's places with it.
    let new = Article::from_text("江西", format!("转载\n{}", text().text.as_str()));
    let replaced = session.state().replace_article(article, &new, "new.txt", false).unwrap();
    session.push(b, replaced.edit).unwrap();
    assert_eq!(session.state().quote(session.state().codings[&coding].at), "推进网络");
}

#[test]
fn what_was_forgotten_does_not_come_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.duizhao");
    let (mut session, a, article, one, _) = started(&path);
    let (b, edit) = session.state().add_coder("乙", None).unwrap();
    session.push(a, edit).unwrap();
    code(&mut session, b, article, one, Span::new(0, 4));
    session.undo(b).unwrap();
    session.forget(a, Forget::Coder(b)).unwrap();
    assert_eq!(session.redo(b), Err(EditError::Nothing("redo")), "not by redo");
    assert!(matches!(session.state().add_coder("乙", None), Err(EditError::Forgotten(_))), "not by being added again");
    // The article in two versions: neither comes back.
    code(&mut session, a, article, one, Span::new(0, 4));
    let new = Article::from_text("江西", format!("转载\n{}", text().text.as_str()));
    let replaced = session.state().replace_article(article, &new, "new.txt", false).unwrap();
    session.push(a, replaced.edit).unwrap();
    session.undo(a).unwrap();
    session.forget(a, Forget::Article(article)).unwrap();
    while session.redo(a).is_ok() {}
    while session.undo(a).is_ok() {}
    assert!(
        session.state().articles.is_empty() && session.state().sources.is_empty() && session.state().codings.is_empty()
    );
    for version in [&text(), &new] {
        assert!(matches!(session.state().add_article("江西", "", version), Err(EditError::Forgotten(_))));
    }
    assert_eq!(session.flush(), Status::Saved);
    drop(session);
    let session = Session::open(&path, options()).unwrap();
    assert!(matches!(session.state().add_article("江西", "", &new), Err(EditError::Forgotten(_))), "nor later");
    assert!(session.state().forgotten(Kind::Article, &hash(new.text.as_str())));
}

#[test]
fn nothing_is_said_of_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (session, coder, article, one, _) = started(&folder.path().join("x.duizhao"));
    let state = session.state();
    let line_break = text().text.as_str().chars().position(|c| c == '\n').unwrap() as u32;
    for span in [Span::new(5, 5), Span::new(line_break, line_break + 1)] {
        let coded = state.code(coder, article, &[span], &[one], Origin::Unaided);
        assert_eq!(coded, Err(EditError::NoWords(span)));
        assert_eq!(state.mark(coder, article, span, UnitState::Read, ""), Err(EditError::NoWords(span)));
    }
    let describe = |name: &str, value: &str| state.describe(article, [(name.to_owned(), value.to_owned())].into());
    assert!(describe("", "x").is_err() && describe("date", "2026-13-01").is_err());
    assert!(describe("date", "2026-11").is_ok() && describe("样本", "第一批").is_ok());
}

#[test]
fn an_article_is_there_again_without_its_file() {
    let html = "<html><head><title>x</title></head><body><article><h1>数字政务让群众少跑腿</h1><h3>各地做法</h3>\
        <p>全省建成统一的政务服务平台，事项全部上网，群众办事更加方便，满意度明显提高。</p>\
        <p>各地还设立了自助终端，全天可用，老年人也能在家门口办成事情。</p></article></body></html>";
    let loaded = crate::article::load(html.into(), "江西", &Default::default()).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.duizhao");
    let (mut session, coder, ..) = started(&path);
    let (id, edit) = session.state().add_article("网页", "/home/x/page.html", &loaded).unwrap();
    session.push(coder, edit).unwrap();
    assert_eq!(session.flush(), Status::Saved);
    drop(session);
    let session = Session::open(&path, options()).unwrap();
    let again = session.state().loaded(id).unwrap();
    assert_eq!((&again.text, &again.passages), (&loaded.text, &loaded.passages));
    assert!(!loaded.hints.is_empty() && again.hints == loaded.hints);
    let values =
        |article: &Article| -> Vec<_> { article.variables.iter().map(|(k, v)| (k, v.value.clone())).collect() };
    assert_eq!(values(&again), values(&loaded));
    assert_eq!(session.state().articles[&id].origin, "page.html");
}

#[test]
fn another_article_is_not_taken_for_a_version() {
    let folder = tempfile::tempdir().unwrap();
    let (mut session, coder, article, one, _) = started(&folder.path().join("x.duizhao"));
    for start in 0..10 {
        code(&mut session, coder, article, one, Span::new(start * 13, start * 13 + 6));
    }
    let other = Article::from_text("别的", "今天天气很好，我们去公园。\n晚上吃饺子。\n".repeat(20));
    let refused = session.state().replace_article(article, &other, "other.txt", false);
    assert!(matches!(refused, Err(EditError::Unlike { unsure: 10, places: 10 })));
    let forced = session.state().replace_article(article, &other, "other.txt", true).unwrap();
    assert_eq!((forced.places, forced.unsure.len()), (10, 10), "none is dropped");
}
