//! The store and its handle, from edit to file and back.

use std::collections::BTreeMap;
use std::path::Path;

use super::*;
use crate::text::{Span, Text};

pub(super) fn options() -> Options {
    Options { clock: Clock::fixed(1_492_560_000_000), ..Options::default() }
}

pub(super) fn founding() -> Founding {
    Founding { title: "网络".into(), coder: "甲".into(), unit: UnitOfAnalysis::Passage }
}

/// A session with an article and two codes; its coder, article and codes.
pub(super) fn started(path: &Path) -> (Session, CoderId, ArticleId, CodeId, CodeId) {
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

pub(super) fn code(session: &mut Session, coder: CoderId, article: ArticleId, code: CodeId, span: Span) -> CodingId {
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
