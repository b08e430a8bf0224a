//! A session of 100,000 codings on ten articles: opening it, one edit and one undo in it, its size.
//!
//! An edit and its undo are timed against a bare insert with the same journal and sync mode on the same disk, taken in
//! turns, so that whatever else the disk does falls on all three.

#![expect(clippy::print_stdout, reason = "what criterion cannot measure is printed")]

use std::path::Path;
use std::time::{Duration, Instant};

use criterion::{Criterion, criterion_group, criterion_main};
use duizhao::article::Article;
use duizhao::session::{
    Code, Coding, CodingId, Edit, Founding, Options, Origin, Session, Status, UnitOfAnalysis, Verb,
};
use duizhao::text::Span;
use rusqlite::Connection;

const CODINGS: u32 = 100_000;
const ARTICLES: u32 = 10;
const ROUNDS: usize = 300;

/// Makes the session in memory, a step a coding, and writes it; gives the size of the file without any coding.
fn make(path: &Path) -> u64 {
    let founding =
        Founding { title: "bench".into(), coder: "甲".into(), unit: UnitOfAnalysis::Span, machine: Vec::new() };
    let mut session = Session::unkept(&founding, Options::default());
    let coder = session.state().coder_named("甲").expect("it was founded with one");
    let line = "推进网络安全和信息化工作，建成网上政务服务平台。\n";
    let mut articles = Vec::new();
    for n in 0..ARTICLES {
        let article = Article::from_text(format!("a{n}"), format!("第{n}篇\n{}", line.repeat(2000)));
        let (id, edit) = session.state().add_article(&format!("a{n}"), "a.txt", &article).expect("new");
        session.push(coder, edit).expect("it fits");
        articles.push(id);
    }
    let (code, edit) = session.state().add_code(coder, Code { name: "安全".into(), ..Code::default() }).expect("new");
    session.push(coder, edit).expect("it fits");
    let bare = path.with_extension("bare");
    session.save_copy(&bare).expect("the disk has room");
    for n in 0..CODINGS {
        let start = n / ARTICLES * 4 % 47_000;
        let at = session.state().place(articles[(n % ARTICLES) as usize], Span::new(start, start + 3 + n % 40));
        let version = session.state().version();
        let coding = Coding { at: at.expect("within the text"), code, coder, origin: Origin::Unaided, version };
        let id = CodingId(session.state().new_id(0));
        session.push(coder, Edit::new(Verb::Code).add(id, coding)).expect("it fits");
    }
    session.save_copy(path).expect("the disk has room");
    std::fs::metadata(bare).expect("written").len()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

/// A row of the same length as a coding and its log entry, into a table of as many.
fn bare(path: &Path) -> Connection {
    let connection = Connection::open(path).expect("a new file");
    connection.pragma_update(None, "journal_mode", "TRUNCATE").expect("it knows the mode");
    connection.pragma_update(None, "synchronous", "FULL").expect("it knows the mode");
    connection.execute_batch("CREATE TABLE t (id INTEGER PRIMARY KEY, body TEXT)").expect("a new file");
    let fill = format!(
        "WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM n WHERE i < {CODINGS}) \
         INSERT INTO t SELECT i, printf('%.*c', 250, 'x') FROM n"
    );
    connection.execute_batch(&fill).expect("the disk has room");
    connection
}

fn edits(session_path: &Path, bare_path: &Path) {
    let mut session = Session::open(session_path, Options::default()).expect("just made");
    let coder = session.state().coder_named("甲").expect("it was founded with one");
    let last = session.state().codings.last_key_value().map(|(_, coding)| coding.clone()).expect("100,000 of them");
    let bare = bare(bare_path);
    let body = "x".repeat(250);
    let (mut bares, mut edits, mut undos) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let start = Instant::now();
        bare.prepare_cached("INSERT INTO t (body) VALUES (?1)")
            .and_then(|mut insert| insert.execute([&body]))
            .expect("the disk has room");
        bares.push(start.elapsed());
        let start = Instant::now();
        let id = CodingId(session.state().new_id(0));
        session.push(coder, Edit::new(Verb::Code).add(id, last.clone())).expect("it fits");
        assert_eq!(session.flush(), Status::Saved);
        edits.push(start.elapsed());
        let start = Instant::now();
        session.undo(coder).expect("there is one");
        assert_eq!(session.flush(), Status::Saved);
        undos.push(start.elapsed());
    }
    let (bare, edit, undo) = (median(bares), median(edits), median(undos));
    let times = |time: Duration| time.as_secs_f64() / bare.as_secs_f64();
    println!("median of {ROUNDS}: bare insert {bare:?}");
    println!("median of {ROUNDS}: edit committed {edit:?}, {:.2} times", times(edit));
    println!("median of {ROUNDS}: undo committed {undo:?}, {:.2} times", times(undo));
}

fn session(c: &mut Criterion) {
    // Beside the build, not in the system's folder for temporary files, which may be in memory.
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("the build folder can be written");
    let path = folder.path().join("bench.duizhao");
    let empty = make(&path);
    let size = std::fs::metadata(&path).expect("written").len();
    println!(
        "{CODINGS} codings: {size} bytes, {:.0} a coding with its log",
        (size - empty) as f64 / f64::from(CODINGS)
    );
    let mut group = c.benchmark_group("session");
    group.sample_size(20);
    group.bench_function("open 100,000 codings", |b| {
        // Opening, not closing: the lock has to go before the next one.
        b.iter_custom(|rounds| {
            (0..rounds)
                .map(|_| {
                    let start = Instant::now();
                    let session = Session::open(&path, Options::default()).expect("just made");
                    let time = start.elapsed();
                    assert_eq!(session.state().codings.len(), CODINGS as usize);
                    time
                })
                .sum()
        });
    });
    group.finish();
    edits(&path, &folder.path().join("bare.sqlite"));
}

criterion_group!(benches, session);
criterion_main!(benches);
