//! Sessions through the workbench: what is offered at the start, named, copied, left, and set right.

#![expect(clippy::unwrap_used, reason = "helpers of tests, which say what went wrong by panicking")]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use duizhao::article::{Article, PassageId, Role};
use duizhao::comparison::Side;
use duizhao::i18n::Lang;
use duizhao::job::Load;
use duizhao::session::{AssetKind, CoderId, Decision, Fix, Options, Places, Session, Status, UnitState};
use duizhao::text::Span;
use duizhao::workbench::{
    BookCommand, Command, Dialog, Keep, Next, PathPurpose, SessionCommand, SessionDialog, Workbench, definition_of,
};

const LEFT: &str =
    "江西数字政务\n\n一、建设平台\n全省建成统一的政务服务平台。群众办事更加方便。\n记者看到\n各地还设立了自助终端。";
const RIGHT: &str = "浙江數位政務\n\n一、平台建設\n全省建成一體化平台，民眾辦事更便利。";

fn open(keep: &Keep) -> Workbench {
    let articles = [("江西", LEFT), ("浙江", RIGHT)].map(|(name, text)| (None, Article::from_text(name, text)));
    Workbench::new(articles.into(), keep, Lang::SimplifiedChinese, &(Arc::new(|| {}) as _)).unwrap()
}

fn untitled(folder: &Path) -> Keep {
    Keep::Places { places: Places::folder(folder.join("data")), session: None }
}

fn wait(workbench: &mut Workbench, until: impl Fn(&Workbench) -> bool) {
    let start = Instant::now();
    while !until(workbench) {
        assert!(start.elapsed() < Duration::from_secs(120), "waited too long: {:?}", workbench.notices);
        workbench.poll();
        std::thread::sleep(Duration::from_millis(2));
    }
}

fn compared(workbench: &mut Workbench) {
    wait(workbench, |w| matches!(w.comparison, Load::Ready(_)));
}

fn code(workbench: &mut Workbench, span: Span) {
    workbench.update(Command::Select(Side::Left, span));
    workbench.update(Command::Code(0));
}

fn ask(dialog: SessionDialog) -> Option<Dialog> {
    Some(Dialog::Session(dialog))
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path());
    let mut found: Vec<PathBuf> = entries.flat_map(|p| if p.is_dir() { files(&p) } else { vec![p] }).collect();
    found.sort();
    found
}

#[test]
fn what_was_left_is_offered_and_not_taken_up_unasked() {
    let folder = tempfile::tempdir().unwrap();
    let mut first = open(&untitled(folder.path()));
    assert_eq!(first.dialog, None, "nothing was left");
    code(&mut first, Span::new(2, 6));
    assert_eq!(first.close_session(), Status::Saved);
    drop(first);

    let mut second = open(&untitled(folder.path()));
    assert_eq!(second.dialog, ask(SessionDialog::GoOn));
    assert!(second.all_codings(Side::Left).is_empty(), "a new session, until the analyst says otherwise");
    let left = second.left_sessions()[0].glance.as_ref().unwrap().clone();
    assert_eq!(
        (left.articles.as_slice(), left.codings),
        (&["江西数字政务".to_owned(), "浙江數位政務".to_owned()][..], 1)
    );
    let path = second.left_sessions()[0].path.clone();
    second.update(Command::CloseDialog);
    second.update(Command::Session(SessionCommand::OpenAndName(path)));
    wait(&mut second, |w| !w.all_codings(Side::Left).is_empty());
    assert!(!second.session_is_named() && second.left_sessions().is_empty());
    assert_eq!(second.file_request, Some(PathPurpose::SaveSession));
    // Named, it is no longer among the untitled ones.
    let named = folder.path().join("named.duizhao");
    let save = second.save_to(PathPurpose::SaveSession, named.clone(), false).unwrap();
    second.update(Command::Session(SessionCommand::Save(save)));
    wait(&mut second, |w| w.session_path() == Some(&named) && w.session_status() == Status::Saved);
    assert!(second.session_is_named());
    assert_eq!(second.recent_sessions(), std::slice::from_ref(&named));
    code(&mut second, Span::new(3, 5));
    second.update(Command::Undo);
    assert_eq!(second.close_session(), Status::Saved);
    drop(second);
    let third = open(&untitled(folder.path()));
    assert!(third.dialog.is_none() && third.left_sessions().is_empty());
    assert!(third.recent_sessions() == [named]);
}

#[test]
fn a_start_that_leaves_no_trace_leaves_none() {
    let folder = tempfile::tempdir().unwrap();
    let mut workbench = open(&untitled(folder.path()));
    let before = files(folder.path());
    workbench.update(Command::Session(SessionCommand::New { kept: false }));
    code(&mut workbench, Span::new(2, 6));
    workbench.update(Command::Session(SessionCommand::Rename("陈某".into())));
    assert_eq!(workbench.session_status(), Status::Unkept);
    // It is not lost without a question either.
    workbench.update(Command::Quit);
    assert!(!workbench.may_close());
    assert_eq!(workbench.dialog, ask(SessionDialog::Losing(Next::Quit)));
    workbench.update(Command::Session(SessionCommand::Leave(Next::Quit)));
    assert!(workbench.may_close());
    drop(workbench);
    assert_eq!(files(folder.path()), before);
}

#[test]
fn who_codes_is_asked_once_and_can_be_changed() {
    let folder = tempfile::tempdir().unwrap();
    let mut workbench = open(&untitled(folder.path()));
    assert_eq!(workbench.dialog, None);
    code(&mut workbench, Span::new(2, 6));
    assert!(workbench.name_asked && workbench.dialog.is_none(), "after the first step, without taking the keys");
    workbench.update(Command::CloseDialog);
    workbench.update(Command::Session(SessionCommand::Rename("陈某".into())));
    let me = workbench.coder();
    assert_eq!(workbench.coder_name(me), "陈某");
    code(&mut workbench, Span::new(3, 7));
    assert_eq!(workbench.dialog, None, "once");
    // Somebody else at the same desk: what each coded stays theirs, and so does undo.
    workbench.update(Command::Session(SessionCommand::Join("李某".into())));
    let other = workbench.coder();
    assert_ne!(me, other);
    code(&mut workbench, Span::new(4, 8));
    let by = |w: &Workbench, who: CoderId| w.all_codings(Side::Left).iter().filter(|c| c.coder == who).count();
    assert_eq!((by(&workbench, me), by(&workbench, other)), (2, 1));
    workbench.update(Command::Undo);
    assert_eq!((by(&workbench, me), by(&workbench, other)), (2, 0));
    workbench.update(Command::Session(SessionCommand::Become(me)));
    assert_eq!(workbench.people().len(), 2);
    assert_eq!(workbench.close_session(), Status::Saved);
    drop(workbench);
    // The next session knows the name and does not ask.
    let mut next = open(&untitled(folder.path()));
    next.update(Command::CloseDialog);
    assert_eq!(next.coder_name(next.coder()), "陈某");
    code(&mut next, Span::new(2, 6));
    assert_eq!(next.dialog, None);
}

#[test]
fn a_second_window_on_a_session_reads_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.duizhao");
    let mut first = open(&Keep::File(path.clone()));
    code(&mut first, Span::new(2, 6));
    assert_eq!(first.close_session(), Status::Saved);
    let mut second = open(&Keep::File(path.clone()));
    assert!(matches!(second.session_status(), Status::ReadOnly { problem: "locked", .. }));
    assert!(second.notices.iter().any(|n| n.text.contains("已在另一个窗口或程序中打开")), "{:?}", second.notices);
    let before = fs::read(&path).unwrap();
    code(&mut second, Span::new(3, 7));
    assert_eq!(second.all_codings(Side::Left).len(), 1, "it only reads");
    // In a copy it can be gone on with.
    let copy = folder.path().join("copy.duizhao");
    let save = second.save_to(PathPurpose::SaveSession, copy.clone(), false).unwrap();
    second.update(Command::Session(SessionCommand::Save(save)));
    wait(&mut second, |w| w.session_path() == Some(&copy) && w.session_status() == Status::Saved);
    code(&mut second, Span::new(3, 7));
    assert_eq!((second.close_session(), second.all_codings(Side::Left).len()), (Status::Saved, 2));
    assert!(fs::read(&path).unwrap() == before);
}

#[cfg(unix)]
#[test]
fn what_is_not_saved_is_said_kept_and_saved_elsewhere() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.duizhao");
    let mut workbench = open(&Keep::File(path.clone()));
    code(&mut workbench, Span::new(2, 6));
    assert_eq!(workbench.close_session(), Status::Saved);
    fs::remove_file(&path).unwrap();
    code(&mut workbench, Span::new(3, 7));
    wait(&mut workbench, |w| w.dialog == ask(SessionDialog::NotSaved));
    let Status::NotSaved { problem, reason, pending } = workbench.session_status() else { panic!("it is not saved") };
    assert_eq!((problem, pending), ("gone", 1));
    assert_eq!(workbench.session_problem(problem, &reason), "文件在打开期间被删除");
    // Neither closing nor another session loses it silently.
    workbench.update(Command::CloseDialog);
    workbench.update(Command::Quit);
    assert!(!workbench.may_close() && workbench.dialog == ask(SessionDialog::Losing(Next::Quit)));
    workbench.update(Command::CloseDialog);
    workbench.update(Command::Session(SessionCommand::Retry));
    wait(&mut workbench, |w| w.dialog == ask(SessionDialog::NotSaved));
    let elsewhere = folder.path().join("elsewhere.duizhao");
    let save = workbench.save_to(PathPurpose::SaveSession, elsewhere.clone(), false).unwrap();
    workbench.update(Command::Session(SessionCommand::Save(save)));
    wait(&mut workbench, |w| w.session_status() == Status::Saved);
    assert_eq!(workbench.dialog, None, "the trouble is over");
    assert_eq!(workbench.close_session(), Status::Saved);
    drop(workbench);
    let again = open(&Keep::File(elsewhere));
    assert_eq!(again.all_codings(Side::Left).len(), 2);
}

#[test]
fn closing_waits_for_what_is_being_saved() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.duizhao");
    let mut workbench = open(&Keep::File(path.clone()));
    for start in 0..20 {
        code(&mut workbench, Span::new(start, start + 3));
    }
    workbench.update(Command::Quit);
    wait(&mut workbench, Workbench::may_close);
    assert_eq!(workbench.session_status(), Status::Saved);
    drop(workbench);
    assert_eq!(open(&Keep::File(path)).all_codings(Side::Left).len(), 20);
}

#[test]
fn closing_waits_for_what_is_being_written() {
    let folder = tempfile::tempdir().unwrap();
    let mut workbench = open(&untitled(folder.path()));
    compared(&mut workbench);
    let (all, last) = (folder.path().join("all"), folder.path().join("last.svg"));
    workbench.update(Command::SaveAll(Some(all.clone())));
    workbench.update(Command::SaveChart(Some(last.clone())));
    workbench.update(Command::Quit);
    assert!(!workbench.may_close());
    wait(&mut workbench, Workbench::may_close);
    assert!(all.join("report.html").exists() && last.exists());
}

fn words(workbench: &Workbench) -> Vec<(String, Role)> {
    let article = workbench.article(Side::Left).unwrap();
    article.passages.iter().map(|p| (article.text.slice(p.span).to_owned(), p.role)).collect()
}

/// Where words stand in the left article.
fn at(words: &str) -> Span {
    let start = LEFT[..LEFT.find(words).unwrap()].chars().count() as u32;
    Span::new(start, start + words.chars().count() as u32)
}

#[test]
fn structure_is_set_right_taken_back_and_there_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.duizhao");
    let mut workbench = open(&Keep::File(path.clone()));
    compared(&mut workbench);
    let before = words(&workbench);
    code(&mut workbench, at("群众办事"));
    let edition = |w: &Workbench| w.document(Side::Left).unwrap().edition;
    let first = edition(&workbench);
    // A passage breaks at the caret, and what was only a line becomes a heading.
    let caret = at("群众办事").start;
    workbench.update(Command::Select(Side::Left, Span { start: caret, end: caret }));
    workbench.update(Command::Correct(Fix::Split));
    workbench.update(Command::Select(Side::Left, at("记者看到")));
    workbench.update(Command::Correct(Fix::Role { role: Role::Heading, level: Some(2) }));
    wait(&mut workbench, |w| words(w).len() > before.len() && w.comparison.ready().is_some());
    compared(&mut workbench);
    let after = words(&workbench);
    assert!(after.iter().any(|(words, _)| words == "群众办事更加方便。"), "{after:?}");
    assert!(after.contains(&("记者看到".to_owned(), Role::Heading)), "{after:?}");
    assert!(edition(&workbench) > first);
    let analysis = workbench.analysis(Side::Left).unwrap();
    assert_eq!(analysis.labels.passages.len(), after.len(), "what the machine reads is of the new structure");
    assert_eq!(workbench.codings(Side::Left, at("群众办事")).len(), 1, "offsets stay");
    assert_eq!(workbench.corrections(Side::Left).len(), 2);
    // Opened again it is the same; undo leads back.
    assert_eq!(workbench.close_session(), Status::Saved);
    drop(workbench);
    let mut again = open(&Keep::File(path));
    compared(&mut again);
    assert_eq!(words(&again), after);
    again.update(Command::Undo);
    again.update(Command::Undo);
    wait(&mut again, |w| words(w) == before && w.comparison.ready().is_some());
    again.update(Command::Redo);
    let id = again.corrections(Side::Left)[0].0;
    again.update(Command::Uncorrect(id));
    assert!(again.corrections(Side::Left).is_empty());
}

#[test]
fn an_article_gives_way_and_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut workbench = open(&Keep::Nowhere);
    code(&mut workbench, at("政务服务平台"));
    let new = folder.path().join("江西.txt");
    fs::write(&new, LEFT.replace("江西数字政务", "江西省数字政务（修订）")).unwrap();
    workbench.update(Command::Replace(Side::Left, Some(new)));
    wait(&mut workbench, |w| w.article(Side::Left).unwrap().text.as_str().contains("修订"));
    compared(&mut workbench);
    let shift = "江西省数字政务（修订）".chars().count() as u32 - "江西数字政务".chars().count() as u32;
    let moved = workbench.all_codings(Side::Left)[0].span;
    assert_eq!(moved, Span::new(at("政务服务平台").start.0 + shift, at("政务服务平台").end.0 + shift));
    workbench.update(Command::Undo);
    assert_eq!(workbench.article(Side::Left).unwrap().text.as_str(), LEFT);
    assert_eq!(workbench.all_codings(Side::Left)[0].span, at("政务服务平台"));
    compared(&mut workbench);
}

#[test]
fn the_codebook_is_changed_with_reasons_and_fills_the_queue() {
    let mut workbench = open(&Keep::Nowhere);
    workbench.update(Command::Select(Side::Left, at("政务服务平台")));
    workbench.update(Command::NewCode("便民".into()));
    let tree: Vec<String> = workbench.code_tree().iter().map(|(_, _, code)| code.name.clone()).collect();
    assert_eq!(tree, ["便民"]);
    let code = workbench.code_tree()[0].1;
    let split = |reason: &str| {
        let names = vec!["办事".to_owned(), "平台".to_owned()];
        Command::Book(BookCommand::Split { code, names, reason: reason.into() })
    };
    workbench.update(split(""));
    assert!(workbench.notices.iter().any(|n| n.text.contains("需要写明理由")), "{:?}", workbench.notices);
    workbench.update(split("太宽"));
    let [waiting] = &workbench.waiting()[..] else { panic!("one coding waits") };
    assert_eq!((waiting.quote, waiting.code), ("政务服务平台", Some(code)));
    assert_eq!(waiting.at, Some((Side::Left, at("政务服务平台"))));
    let id = waiting.id;
    let new = workbench.code_tree()[1].1;
    workbench.update(Command::Book(BookCommand::Review(id, Decision::Move(new))));
    assert!(workbench.waiting().is_empty());
    assert_eq!((workbench.code_uses(new), workbench.code_uses(code)), (1, 0));
    let parent = workbench.code_tree()[0].1;
    let (name, definition) = (workbench.code_name(new), definition_of(workbench.code(new).unwrap()));
    let step = BookCommand::Change { code: new, name, parent: Some(parent), new: definition, reason: String::new() };
    workbench.update(Command::Book(step));
    assert_eq!(workbench.code_tree().iter().map(|(depth, ..)| *depth).collect::<Vec<_>>(), [0, 1]);
    for _ in 0..3 {
        workbench.update(Command::Undo);
    }
    assert_eq!(workbench.code_tree().len(), 1);
    assert_eq!(workbench.code(code).unwrap().name, "便民");
}

#[test]
fn one_press_of_a_key_is_one_step() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.duizhao");
    let mut workbench = open(&Keep::File(path.clone()));
    workbench.update(Command::Select(Side::Left, at("政务服务平台")));
    workbench.update(Command::Code(2));
    assert_eq!(workbench.all_codings(Side::Left).len(), 1);
    assert_eq!(workbench.unit_state(Side::Left, PassageId(2)), UnitState::Coded);
    workbench.update(Command::Undo);
    assert!(workbench.all_codings(Side::Left).is_empty() && workbench.code_tree().is_empty());
    assert_eq!(workbench.undoable(), (false, true));
    workbench.update(Command::Redo);
    assert_eq!(workbench.all_codings(Side::Left).len(), 1);
    assert_eq!(workbench.close_session(), Status::Saved);
    drop(workbench);
    // The log calls it by what the analyst did, and the session knows what the machine read with.
    let session = Session::open(&path, Options::default()).unwrap();
    let log: Vec<&str> = session.log().entries().iter().map(|entry| entry.verb.name()).collect();
    assert_eq!(log, ["found", "code", "code", "code"]);
    let kinds: Vec<AssetKind> = session.state().assets.values().map(|asset| asset.kind).collect();
    assert_eq!(kinds, [AssetKind::Codebook, AssetKind::Vocabulary]);
    let codebook = duizhao::themes::Codebook::builtin().to_toml();
    assert_eq!(session.state().assets.values().next().unwrap().text, codebook);
}
