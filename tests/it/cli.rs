//! The command line, run in process: rows, errors, exit status.

use std::ffi::OsString;
use std::io::{self, Write};

use duizhao::cli::{self, Io, Outcome};
use serde_json::Value;

/// What a command line did.
pub struct Ran {
    pub status: u8,
    pub out: String,
    pub err: String,
}

impl Ran {
    pub fn rows(&self) -> Vec<Value> {
        assert_eq!(self.status, 0, "{}", self.err);
        self.out.lines().map(|line| serde_json::from_str(line).expect("a row is JSON")).collect()
    }
}

/// Runs `duizhao ARGS` on `input`.
pub fn run_on(args: &[&str], mut input: &[u8]) -> Ran {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let args = std::iter::once("duizhao").chain(args.iter().copied()).map(OsString::from);
    let mut io = Io { input: &mut input, out: &mut out, err: &mut err, terminal: false };
    let Outcome::Done(status) = cli::run(args, &mut io) else { panic!("it would open a window") };
    let text = |bytes| String::from_utf8(bytes).expect("output is UTF-8");
    Ran { status, out: text(out), err: text(err) }
}

pub fn run(args: &[&str]) -> Ran {
    run_on(args, b"")
}

#[test]
fn the_seeds_are_read_where_no_file_is_named() {
    for command in ["passages", "figures", "align", "comparables", "measures", "vocabulary"] {
        let rows = run(&[command]).rows();
        assert!(!rows.is_empty(), "{command}");
    }
}

#[test]
fn bad_input_is_one_line_and_status_1() {
    let dir = tempfile::tempdir().expect("the temporary folder can be written");
    let path = |name: &str| dir.path().join(name).to_str().expect("the path is UTF-8").to_owned();
    let (empty, binary, missing) = (path("empty.txt"), path("binary.txt"), path("missing.txt"));
    std::fs::write(&empty, "").expect("it can be written");
    std::fs::write(&binary, [0u8, 159, 146, 150, 0, 1, 2, 255].repeat(64)).expect("it can be written");
    let folder = dir.path().to_str().expect("the path is UTF-8").to_owned();
    for file in [&empty, &binary, &missing, &folder] {
        let ran = run(&["passages", file]);
        assert_eq!(ran.status, 1, "{file}: {}", ran.out);
        assert_eq!(ran.err.lines().count(), 1, "{file}: {}", ran.err);
        assert!(ran.err.contains(file.as_str()), "{file}: {}", ran.err);
        assert_eq!(ran.out, "", "{file}");
    }
}

#[test]
fn wrong_usage_is_said() {
    assert_eq!(run(&["figures", "--no-such-option"]).status, 2);
    assert_eq!(run(&["passages", "--format", "xml"]).status, 2);
    for command in ["align", "measures", "comparables"] {
        assert_eq!(run(&[command, "seeds/jiangxi.txt"]).status, 2, "{command}");
    }
    for (args, status) in [(["figurs"], 2), (["missing.txt"], 1)] {
        let ran = run(&args);
        assert_eq!((ran.status, ran.err.lines().count()), (status, 1), "{}", ran.err);
        assert!(ran.err.contains(args[0]), "{}", ran.err);
    }
    assert_eq!(run(&["--help"]).status, 0);
    assert_eq!(run(&["--version"]).status, 0);
}

#[test]
fn wrong_usage_is_one_line_and_status_2() {
    for args in [
        &["figures", "--no-such-option"][..],
        &["compare"],
        &["figures", "--lines"],
        &["search", "(", "--regex"],
        &["search", "", "seeds/jiangxi.txt"],
        &["passages", "--encoding", "no-such", "seeds/jiangxi.txt"],
        &["explain", "seeds/jiangxi.txt", "seeds/zhejiang.txt"],
        &["explain", "seeds/jiangxi.txt", "3", "4"],
        &["figures", "--date", "2026-02-30"],
        &["themes", "--date", "2017,2018,2019"],
    ] {
        let ran = run(args);
        assert_eq!((ran.status, ran.err.lines().count()), (2, 1), "{args:?}: {}", ran.err);
        assert!(ran.err.starts_with("duizhao: "), "{args:?}: {}", ran.err);
    }
    let said = run(&["chart", "--no-such-option"]).err;
    assert!(said.contains("--no-such-option") && said.ends_with("see `duizhao chart --help`\n"), "{said}");
    let missing = run(&["passages", "missing.txt"]).err;
    assert_eq!(missing.matches("missing.txt").count(), 1, "{missing}");
    assert_eq!(missing.matches("os error").count(), 1, "{missing}");
}

#[test]
fn options_may_stand_before_the_subcommand() {
    let (before, behind) = (run(&["--lang", "en", "themes"]), run(&["themes", "--lang", "en"]));
    assert_eq!(before.rows(), behind.rows());
}

#[test]
fn people_read_words_and_the_numbers_of_the_window() {
    let passages = run(&["passages", "--format", "table", "seeds/jiangxi.txt"]).out;
    let third = passages.lines().nth(3).expect("the article has three passages");
    assert!(third.contains("近年来") && third.contains(" 3 "), "{third}");
    for command in ["align", "comparables", "measures"] {
        let table = run(&[command, "--format", "table"]).out;
        assert!(!table.contains('{') && !table.contains("\":"), "{command}: {}", &table[..200]);
    }
    let best = &run(&["align"]).rows().into_iter().find(|row| row["level"] == "passage").expect("some pair");
    let number = |side: &str| best[side]["id"].to_string();
    let sheet = run(&["explain", &number("left"), &number("right"), "--format", "table"]).out;
    assert!(sheet.lines().any(|line| line.starts_with("score  ")), "{sheet}");
    assert!(sheet.contains("cues\n") && !sheet.contains('…'), "{sheet}");
}

#[test]
fn standard_input_is_an_article() {
    let rows = run_on(&["figures", "-"], "全省建成5G基站16.8万个。".as_bytes()).rows();
    let found: Vec<(&str, f64)> = rows
        .iter()
        .filter(|row| row["tier"] == "figure")
        .map(|row| (row["doc"].as_str().unwrap_or_default(), row["value"].as_f64().unwrap_or_default()))
        .collect();
    assert_eq!(found, [("stdin", 168_000.0)]);
}

#[test]
fn a_closed_pipe_is_no_error() {
    struct Closed;
    impl Write for Closed {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::BrokenPipe.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let args = ["duizhao", "passages"].map(OsString::from);
    let mut err = Vec::new();
    let mut io = Io { input: &mut io::empty(), out: &mut Closed, err: &mut err, terminal: false };
    assert!(matches!(cli::run(args, &mut io), Outcome::Done(0)));
    assert_eq!(err, b"");
}

#[test]
fn every_command_reads_articles_as_their_session_does() {
    let dir = tempfile::tempdir().expect("the temporary folder can be written");
    let path = |name: &str| dir.path().join(name).to_str().expect("the path is UTF-8").to_owned();
    let (left, right, session) = (path("left.txt"), path("right.txt"), path("x.duizhao"));
    let write = |file: &str, text: &str| std::fs::write(file, text).expect("it can be written");
    write(&left, "山城网上办事记\n去年新增站点12处。\n\n网络空间更加清朗。");
    write(&right, "海濱縣數位服務\n民眾以網路申辦，資訊安全更有保障，去年受理3萬件。\n\n縣府強化資通安全。");
    let vocabulary = path("own.toml");
    // Which rule turns 網路 into 网络 is the vocabulary's own business.
    let rules = run(&["vocabulary", &right]).rows();
    let rule = rules.iter().find(|row| row["surface"] == "網路").expect("the word is regional");
    write(&vocabulary, &format!("builtin = true\noff = [{}]\n", rule["rule"]));
    let codebook = path("book.toml");
    let book = run(&["themes", "--print"]).out.replacen("清朗", "不会有的词", 100);
    write(&codebook, &book);
    let made = run(&["session", "new", &session, &left, &right, "--vocabulary", &vocabulary, "--codebook", &codebook]);
    assert_eq!(made.status, 0, "{}", made.err);
    let step = |args: &[&str]| {
        let ran = run(&[&["session"], args].concat());
        assert_eq!(ran.status, 0, "{args:?}: {}", ran.err);
    };
    step(&["describe", &session, "--article", "left", "date=2019-05"]);
    let second = run(&["passages", &left]).rows()[2].clone();
    let span = format!("{}..{}", second["start"], second["end"]);
    step(&["correct", &session, "role", "--article", "left", "--span", &span, "--role", "heading", "--level", "1"]);

    let told = |args: &[&str]| run(&[args, &["--session", &session]].concat()).rows();
    // The vocabulary.
    assert!(told(&["vocabulary"]).iter().all(|row| row["surface"] != "網路"));
    assert!(told(&["vocabulary"]).iter().any(|row| row["surface"] == "資訊安全"));
    let off = told(&["vocabulary", "--rules"]).into_iter().find(|row| row["rule"] == rule["rule"]);
    assert_eq!(off.map(|row| row["on"].clone()), Some(Value::Bool(false)));
    assert_eq!((told(&["search", "网络"]).len(), run(&["search", "网络", &left, &right]).rows().len()), (2, 3));
    // The corrections, the articles one by one, and the session as if it were the articles.
    let role = |args: &[&str]| told(args)[2]["role"].clone();
    assert_eq!((role(&["passages"]), role(&["passages", "left"]), role(&["passages", &left])), {
        let heading = || Value::from("heading");
        (heading(), heading(), heading())
    });
    assert_eq!(run(&["passages", &session]).rows(), told(&["passages"]));
    assert_eq!(told(&["passages", "right"]).len(), run(&["passages", &right]).rows().len());
    assert_eq!(run(&["text", "right", "--session", &session]).out, run(&["text", &right]).out);
    assert_eq!(run(&["text", "--session", &session]).status, 2, "which of the two");
    // The codebook.
    assert_eq!(run(&["themes", "--print", "--session", &session]).out, book);
    // The variables.
    let date = told(&["text", "--variables"]).into_iter().find(|row| row["name"] == "date" && row["doc"] == "left");
    assert_eq!(date.map(|row| row["value"].clone()), Some(Value::from("2019-05")));
    let year = told(&["figures", "left"]).into_iter().find_map(|row| row["period"].as_str().map(str::to_owned));
    assert_eq!(year.as_deref(), Some("去年"));
    for command in ["align", "comparables", "measures", "themes", "explain"] {
        let passages: &[&str] = if command == "explain" { &["2", "2"] } else { &[] };
        let ran = run(&[&[command], passages, &["--session", &session]].concat());
        assert_eq!(ran.status, 0, "{command}: {}", ran.err);
    }
    // What the command line names stands before what the session has.
    let again = run(&["search", "网络", "--session", &session, "--vocabulary", "assets/vocabulary.toml"]).rows();
    assert_eq!(again.len(), 3);
    assert_eq!(run(&["passages", &left, "--coder", "A"]).status, 2, "whose session");
    assert_eq!(run(&["passages", "--session", &session, "--coder", "B"]).status, 2, "nobody is called so");
}
