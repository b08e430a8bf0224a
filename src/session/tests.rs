//! The store and its handle, from edit to file and back.

mod faults;
mod undo;

use std::collections::BTreeMap;
use std::path::Path;

use super::*;
use crate::text::{Span, Text};

fn options() -> Options {
    Options { clock: Clock::fixed(1_492_560_000_000), ..Options::default() }
}

fn founding() -> Founding {
    Founding { title: "网络".into(), coder: "甲".into(), unit: UnitOfAnalysis::Passage }
}

/// A session with an article and two codes; its coder, article and codes.
fn started(path: &Path) -> (Session, CoderId, ArticleId, CodeId, CodeId) {
    let mut session = Session::create(path, &founding(), options()).unwrap();
    let coder = session.state().coder_named("甲").unwrap();
    let text = Text::new("推进网络安全和信息化工作。\n建成网上政务服务平台。\n".repeat(20));
    let (article, edit) = session.state().add_article("江西", "a/jiangxi.txt", &text, BTreeMap::new()).unwrap();
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
