//! Sessions through the command line: a coding day, and what must survive it.

#![expect(clippy::unwrap_used, reason = "helpers of tests, which say what went wrong by panicking")]

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command as Process, Output, Stdio};
use std::sync::Arc;

use duizhao::article::{PassageId, Role};
use duizhao::comparison::Side;
use duizhao::i18n::Lang;
use duizhao::session::{Fix, LinkState, Options, Session, Status, UnitState, check};
use duizhao::text::Span;
use duizhao::workbench::{Command, Keep, Workbench};

const PROGRAM: &str = env!("CARGO_BIN_EXE_duizhao");

fn seed(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds").join(name)
}

/// A program whose clock stands still, and whose places are in `home`.
fn program(words: &[&str]) -> Process {
    let mut command = Process::new(PROGRAM);
    command.args(words).env("SOURCE_DATE_EPOCH", "1492560000");
    command
}

fn run(words: &[&str]) -> Output {
    program(words).output().unwrap()
}

fn ok(words: &[&str]) -> String {
    let output = run(words);
    assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// A session of the two seeds with two codes.
fn started(folder: &Path) -> String {
    let path = folder.join("day.duizhao").display().to_string();
    let (left, right) = (seed("jiangxi.txt"), seed("zhejiang.txt"));
    ok(&["session", "new", &path, left.to_str().unwrap(), right.to_str().unwrap(), "--coder", "甲", "--title", "网络"]);
    for code in ["安全", "政务"] {
        ok(&["session", "codebook", &path, "add", code, "--definition", "见手册"]);
    }
    path
}

/// Steps of a coding day, as `session run` takes them: coding, resizing, linking, memos, marks, undo and redo.
fn day(steps: usize) -> Vec<String> {
    (0..steps)
        .map(|n| {
            let at = format!("{}..{}", n * 3 % 2000, n * 3 % 2000 + 5 + n % 7);
            let article = if n % 2 == 0 { "jiangxi" } else { "zhejiang" };
            let words: Vec<&str> = match n % 10 {
                6 => vec!["memo", "再看一遍", "--on", article, "--kind", "todo"],
                7 => vec!["mark", "--article", article, "--span", &at, "--state", "read"],
                8 => vec!["undo"],
                9 if n % 20 == 9 => vec!["redo"],
                _ => vec![
                    "code",
                    "--article",
                    article,
                    "--span",
                    &at,
                    "--code",
                    if n % 3 == 0 { "安全" } else { "政务" },
                ],
            };
            serde_json::to_string(&words).unwrap()
        })
        .collect()
}

fn feed(path: &str, lines: &[String]) -> Output {
    let mut child = program(&["session", "run", path])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(lines.join("\n").as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

#[test]
fn a_coding_day_gives_the_same_whether_or_not_it_is_broken_off() {
    let folder = tempfile::tempdir().unwrap();
    let path = started(folder.path());
    let other = folder.path().join("other.duizhao").display().to_string();
    ok(&["session", "copy", &path, &other]);
    let day = day(500);
    let output = feed(&path, &day);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.stdout.iter().filter(|byte| **byte == b'\n').count(), 500);
    for part in day.chunks(130) {
        assert!(feed(&other, part).status.success());
    }
    let rows = ok(&["session", "list", &path, "rows"]);
    assert_eq!(rows, ok(&["session", "list", &other, "rows"]));
    assert!(rows.lines().count() > 200);
    assert_eq!(ok(&["session", "log", &path]), ok(&["session", "log", &other]));
    assert_eq!(check(Path::new(&path)).unwrap().damage, []);
    let first: serde_json::Value =
        serde_json::from_str(ok(&["session", "log", &path]).lines().next().unwrap()).unwrap();
    assert_eq!((first["at"].as_str(), first["coder"].as_str()), (Some("2017-04-19T00:00:00Z"), Some("甲")));
}

/// A coding day in the window's own commands, and what the same is on the command line. The window closes at noon.
fn day_by_commands(path: &str, steps: usize) -> Vec<String> {
    let open = || {
        Workbench::new(Vec::new(), &Keep::File(path.into()), Lang::SimplifiedChinese, &(Arc::new(|| {}) as _)).unwrap()
    };
    let mut workbench = open();
    // Whether the machine has suggested something by now is not for a test to depend on.
    workbench.update(Command::ToggleUnaided);
    let mut lines = Vec::new();
    let mut line = |words: &[&str]| lines.push(serde_json::to_string(words).unwrap());
    let (mut given, mut linked) = (BTreeSet::new(), Vec::new());
    for n in 0..steps {
        if n == steps / 2 {
            assert_eq!(workbench.close_session(), Status::Saved);
            drop(workbench);
            workbench = open();
            workbench.update(Command::ToggleUnaided);
        }
        let side = if n % 3 == 0 { Side::Right } else { Side::Left };
        let article = Arc::clone(workbench.article(side).unwrap());
        let body: Vec<_> = article.passages.iter().filter(|passage| passage.span.len() > 12).collect();
        let passage = body[n / 7 % body.len()].span;
        let start = passage.start.0 + n as u32 % (passage.len() - 9);
        let span = Span::new(start, start + 3 + n as u32 % 5);
        let place = format!("{}:{span}", article.name);
        workbench.update(Command::Select(side, span));
        let count = |side| workbench.article(side).unwrap().passages.len();
        let (left, right) = (n / 5 % count(Side::Left), n * 7 % count(Side::Right));
        let whole = |side, passage: usize| workbench.article(side).unwrap().passages[passage].span;
        let ends = [whole(Side::Left, left), whole(Side::Right, right)];
        let [from, to] = [format!("jiangxi:{}", ends[0]), format!("zhejiang:{}", ends[1])];
        let pair = (PassageId(left as u32), PassageId(right as u32));
        match n % 18 {
            10 | 11 if workbench.verdict(pair.0, pair.1).is_none() => {
                linked.push(pair);
                workbench.update(Command::Link { left: ends[0], right: ends[1] });
                line(&["link", &from, &to]);
            }
            12 => {
                let mut stand = linked.iter().filter_map(|&(l, r)| Some((l, r, workbench.made_link(l, r)?.0)));
                let Some((left, right, id)) = stand.next() else { continue };
                workbench.update(Command::GoToPair { left, right });
                workbench.update(Command::Judge(LinkState::Unsure, format!("第{n}步")));
                line(&["judge", &id.0.to_string(), "--state", "unsure", "--note", &format!("第{n}步")]);
            }
            13 if !workbench.stands_alone(Side::Left, pair.0) => {
                workbench.update(Command::GoTo(Side::Left, ends[0]));
                workbench.update(Command::NoCounterpart);
                line(&["link", &from, "--none-in", "zhejiang"]);
            }
            14 => {
                let mut stand = linked.iter().rev().filter_map(|&(l, r)| workbench.made_link(l, r));
                let Some((id, _)) = stand.next() else { continue };
                workbench.update(Command::Unlink(id));
                line(&["unlink", &id.0.to_string()]);
            }
            15 => {
                workbench.update(Command::Correct(Fix::Role { role: Role::Heading, level: Some(2) }));
                let at = ["--article", &article.name, "--span", &span.to_string()];
                line(&[&["correct", "role", "--role", "heading", "--level", "2"], &at[..]].concat());
            }
            16 => {
                let reason = format!("第{n}步");
                workbench.update(Command::Correct(Fix::Exclude { reason: reason.clone() }));
                let at = ["--article", &article.name, "--span", &span.to_string()];
                line(&[&["correct", "exclude", "--reason", &reason], &at[..]].concat());
                let at = ["--article", &article.name, "--span", &passage.to_string()];
                line(&[&["mark", "--state", "excluded", "--reason", &reason], &at[..]].concat());
            }
            17 => {
                let Some((id, span, _)) = workbench.corrections(side).first().copied() else { continue };
                let unit = article.passage_at(span).unwrap();
                let out = workbench.unit_state(side, unit.id) == UnitState::Excluded;
                let excludes = matches!(workbench.corrections(side)[0].2, Fix::Exclude { .. });
                workbench.update(Command::Uncorrect(id));
                line(&["uncorrect", &id.0.to_string()]);
                if excludes && out {
                    let at = ["--article", &article.name, "--span", &unit.span.to_string()];
                    line(&[&["mark", "--state", "unread"], &at[..]].concat());
                }
            }
            10..18 => {}
            // A code that stands there already is not given twice.
            0..5 if !given.insert((article.name.clone(), span, n % 2)) => {}
            0..5 => {
                let code = ["安全", "政务"][n % 2];
                // Themes that could be given too stand between the session's own codes.
                let place = workbench.codes().iter().position(|choice| choice.name == code).unwrap();
                let unit = article.passage_at(span).unwrap().id;
                let new = workbench.unit_state(side, unit) != UnitState::Coded;
                workbench.update(Command::Code(place));
                let at = ["--article", &article.name, "--span", &span.to_string()];
                line(&[&["code", "--code", code], &at[..]].concat());
                if new {
                    let at = ["--article", &article.name, "--span", &passage.to_string()];
                    line(&[&["mark", "--state", "coded"], &at[..]].concat());
                }
            }
            5 => {
                given.extend([0, 1].map(|code| (article.name.clone(), span, code)));
                let last = workbench.all_codings(side).iter().map(|coding| coding.id).max().unwrap();
                workbench.update(Command::Resize(last, span));
                line(&["recode", &last.0.to_string(), "--span", &span.to_string()]);
            }
            6 => {
                let first = workbench.all_codings(side).iter().map(|coding| coding.id).min().unwrap();
                workbench.update(Command::Uncode(first));
                line(&["uncode", &first.0.to_string()]);
            }
            7 => {
                workbench.update(Command::WriteMemo(format!("第{n}条")));
                line(&["memo", &format!("第{n}条"), "--on", &place]);
            }
            8 => {
                workbench.update(Command::Undo);
                line(&["undo"]);
            }
            _ => {
                workbench.update(Command::Redo);
                line(&["redo"]);
            }
        }
    }
    assert_eq!(workbench.close_session(), Status::Saved);
    lines
}

#[test]
fn a_coding_day_is_the_same_by_commands_and_on_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    let path = started(folder.path());
    let other = folder.path().join("other.duizhao").display().to_string();
    ok(&["session", "copy", &path, &other]);
    let lines = day_by_commands(&path, 500);
    let output = feed(&other, &lines);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let rows = ok(&["session", "list", &path, "rows"]);
    let others = ok(&["session", "list", &other, "rows"]);
    let differs = rows.lines().zip(others.lines()).find(|(one, other)| one != other);
    assert_eq!(differs, None);
    assert_eq!(rows.lines().count(), others.lines().count());
    // Every kind of decision is among what is left of the day.
    let left = |kind: &str| rows.matches(&format!("{{\"kind\":\"{kind}\",")).count();
    for (kind, least) in [("coding", 60), ("unit", 20), ("link", 20), ("memo", 10), ("correction", 15)] {
        assert!(left(kind) >= least, "{} of {kind}", left(kind));
    }
    assert!(rows.contains("\"no_counterpart\"") && rows.contains("\"unsure\""));
}

#[test]
fn a_session_holds_no_path_of_the_machine() {
    let folder = tempfile::tempdir().unwrap();
    let secret = folder.path().join("SECRETPLACE");
    fs::create_dir(&secret).unwrap();
    fs::copy(seed("jiangxi.txt"), secret.join("x.txt")).unwrap();
    let path = secret.join("s.duizhao").display().to_string();
    ok(&["session", "new", &path, secret.join("x.txt").to_str().unwrap(), "--coder", "甲"]);
    let bytes = fs::read(&path).unwrap();
    for word in ["SECRETPLACE", folder.path().to_str().unwrap()] {
        assert!(!bytes.windows(word.len()).any(|part| part == word.as_bytes()), "{word}");
    }
}

#[test]
fn the_codebook_changes_with_reasons_and_fills_the_queue() {
    let folder = tempfile::tempdir().unwrap();
    let path = started(folder.path());
    let book = |words: &[&str]| ok(&[&["session", "codebook", &path], words].concat());
    ok(&["session", "code", &path, "--article", "jiangxi", "--span", "10..20", "--span", "30..40", "--code", "安全"]);
    let refused = run(&["session", "codebook", &path, "retire", "安全"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("a reason is needed"));
    book(&["split", "安全", "网络安全", "数据安全", "--reason", "太宽"]);
    let queue = book(&["queue"]);
    let ids: Vec<String> =
        queue.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["id"].to_string()).collect();
    assert_eq!(ids.len(), 2);
    book(&["review", &ids[0], "move", "--to", "数据安全"]);
    book(&["review", &ids[1], "drop"]);
    assert_eq!(book(&["queue"]), "");
    let codings = ok(&["session", "list", &path, "codings"]);
    assert_eq!(codings.lines().count(), 1);
    assert!(codings.contains("\"code\":\"数据安全\""), "{codings}");
    let diff = book(&["diff"]);
    let whats: Vec<String> = diff
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["what"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(whats, ["retired", "added", "added"]);
    ok(&["session", "undo", &path]);
    ok(&["session", "undo", &path]);
    assert_eq!(book(&["queue"]).lines().count(), 2);
}

#[test]
fn the_machines_codebook_can_be_taken_over() {
    let folder = tempfile::tempdir().unwrap();
    let path = started(folder.path());
    ok(&["session", "codebook", &path, "adopt"]);
    let codes = ok(&["session", "codebook", &path, "list"]);
    assert!(codes.lines().count() > 4 && codes.contains("\"theme\":"), "{codes}");
    assert!(ok(&["session", "list", &path, "rows"]).contains("\"kind\":\"asset\""));
    ok(&["session", "undo", &path]);
    assert_eq!(ok(&["session", "codebook", &path, "list"]).lines().count(), 2);
}

#[test]
fn links_keep_their_judgement() {
    let folder = tempfile::tempdir().unwrap();
    let path = started(folder.path());
    ok(&["session", "link", &path, "jiangxi:10..20", "zhejiang:30..45", "--type", "same", "--note", "同一件事"]);
    ok(&["session", "link", &path, "jiangxi:50..60", "--none-in", "zhejiang"]);
    let links = ok(&["session", "list", &path, "links"]);
    let rows: Vec<serde_json::Value> = links.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(rows[0]["state"], "by_hand");
    assert_eq!((&rows[1]["state"], &rows[1]["none_in"]), (&"no_counterpart".into(), &"zhejiang".into()));
    ok(&["session", "judge", &path, &rows[0]["id"].to_string(), "--state", "rejected"]);
    assert!(ok(&["session", "list", &path, "links"]).contains("\"state\":\"rejected\""));
}

#[test]
fn a_changed_article_keeps_its_codings() {
    let folder = tempfile::tempdir().unwrap();
    let path = started(folder.path());
    let text = fs::read_to_string(seed("jiangxi.txt")).unwrap().replace("\r\n", "\n").replace('\r', "\n");
    let text = text.trim_start_matches('\u{feff}');
    let spans: Vec<String> = (0..1200).step_by(12).map(|start| format!("--span={start}..{}", start + 9)).collect();
    let spans: Vec<&str> = spans.iter().map(String::as_str).collect();
    ok(&[&["session", "code", &path, "--article", "jiangxi", "--code", "安全"], &spans[..]].concat());
    let quotes = |path: &str| -> Vec<(String, u64)> {
        let rows = ok(&["session", "list", path, "codings"]);
        let rows = rows.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
        rows.map(|row| (row["quote"].as_str().unwrap().to_owned(), row["start"].as_u64().unwrap())).collect()
    };
    let before = quotes(&path);
    // The same article with a line put before it and one character changed at the 500th.
    let changed: String = text.chars().enumerate().map(|(n, c)| if n == 500 { '〇' } else { c }).collect();
    let new = folder.path().join("jiangxi.txt");
    fs::write(&new, format!("转载说明\n{changed}")).unwrap();
    let output = run(&["session", "replace", &path, new.to_str().unwrap(), "--article", "jiangxi"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let after = quotes(&path);
    assert_eq!(before.len(), after.len(), "none is dropped");
    let moved = before.iter().zip(&after).filter(|(a, b)| a.0 == b.0 && a.1 + 5 == b.1).count();
    assert!(moved + 1 >= before.len(), "{moved} of {}", before.len());
    let queue = ok(&["session", "codebook", &path, "queue"]);
    assert_eq!(queue.lines().count(), before.len() - moved, "what is unsure is listed");
    ok(&["session", "undo", &path]);
    assert_eq!(quotes(&path), before);
}

#[test]
fn what_is_forgotten_is_gone_from_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = started(folder.path());
    let holds = |word: &str| {
        let bytes = fs::read(&path).unwrap();
        bytes.windows(word.len()).any(|part| part == word.as_bytes())
    };
    ok(&["session", "coder", &path, "李四光明"]);
    ok(&["session", "memo", &path, "不可告人的话", "--on", "zhejiang", "--coder", "李四光明"]);
    ok(&["session", "code", &path, "--article", "zhejiang", "--span", "1..9", "--code", "安全", "--coder", "李四光明"]);
    ok(&["session", "code", &path, "--article", "jiangxi", "--span", "1..9", "--code", "安全", "--coder", "甲"]);
    assert!(holds("不可告人的话") && holds("李四光明"));
    ok(&["session", "forget", &path, "--person", "李四光明", "--coder", "甲"]);
    assert!(!holds("不可告人的话") && !holds("李四光明"));
    assert!(ok(&["session", "list", &path, "rows"]).contains("\"kind\":\"tombstone\""));
    let text = fs::read_to_string(seed("zhejiang.txt")).unwrap();
    let line = text.lines().map(str::trim).max_by_key(|line| line.len()).unwrap().to_owned();
    assert!(holds(&line));
    ok(&["session", "forget", &path, "--article", "zhejiang"]);
    assert!(!holds(&line));
    assert_eq!(check(Path::new(&path)).unwrap().damage, []);
    assert_eq!(ok(&["session", "list", &path, "codings"]).lines().count(), 1);
    // What was not forgotten can still be taken back, and what was cannot come back.
    ok(&["session", "undo", &path]);
    assert_eq!(ok(&["session", "list", &path, "codings"]), "");
    assert!(!ok(&["session", "list", &path, "articles"]).contains("zhejiang"));
}

/// Steps that can be taken from any beginning: of one row and of several, back and forth.
fn restless(round: usize) -> String {
    let step = |n: usize| {
        let name = format!("码 {round}-{n}");
        let words: &[&str] = match n % 5 {
            0 => &["memo", &name, "--on", "jiangxi"],
            1 => &["codebook", "add", &name],
            3 => &["redo"],
            _ => &["undo"],
        };
        serde_json::to_string(words).unwrap() + "\n"
    };
    (0..400).map(step).collect()
}

/// Kills the program again and again while it takes steps; what it said was saved must be there.
fn killed(rounds: usize) {
    let folder = tempfile::tempdir().unwrap();
    let path = started(folder.path());
    let mut random = 20170419u64;
    for round in 0..rounds {
        let mut child = program(&["session", "run", &path])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut input = child.stdin.take().unwrap();
        let lines = restless(round);
        // The pipe breaks when the reader is killed, as it should.
        let feeding = std::thread::spawn(move || drop(input.write_all(lines.as_bytes())));
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let (steps, pause) = ((random >> 33) % 6 + 1, (random >> 50) % 3000);
        let mut reader = BufReader::new(child.stdout.take().unwrap());
        let mut said = Vec::new();
        for _ in 0..steps {
            let mut line = String::new();
            reader.read_line(&mut line).unwrap();
            said.push(line);
        }
        std::thread::sleep(std::time::Duration::from_micros(pause));
        child.kill().unwrap();
        child.wait().unwrap();
        feeding.join().unwrap();
        said.extend(reader.lines().map_while(Result::ok));
        let last = said.iter().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok()).next_back();
        let last = last.expect("it said something")["seq"].as_u64().unwrap();
        let session = Session::open(Path::new(&path), Options::default()).unwrap();
        assert_eq!(session.read_only(), None, "round {round}: the lock died with its holder");
        assert!(session.log().last() >= last, "round {round}: step {last} was said to be saved");
        drop(session);
        if round % 10 == 0 || round + 1 == rounds {
            // The integrity of the file, and log against rows; opening has verified every checksum.
            assert_eq!(check(Path::new(&path)).unwrap().damage, [], "round {round}");
        }
    }
}

#[test]
fn what_was_said_to_be_saved_survives_a_kill() {
    killed(25);
}

#[test]
#[ignore = "takes about ten times as long as the one above; run by hand before a release"]
fn what_was_said_to_be_saved_survives_two_hundred_kills() {
    killed(200);
}

#[cfg(unix)]
#[test]
fn a_full_disk_is_named_and_nothing_is_half_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = started(folder.path());
    let before = fs::metadata(&path).unwrap().len();
    // A limit on the size of files stands in for a disk that is full; without the trap the system would end the program.
    let blocks = before / 512 + 8;
    let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" session run \"$1\"");
    let mut child = Process::new("sh")
        .args(["-c", &script, PROGRAM, &path])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let lines = day(500).join("\n");
    let feeding = std::thread::spawn(move || drop(input.write_all(lines.as_bytes())));
    let output = child.wait_with_output().unwrap();
    feeding.join().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(
        String::from_utf8_lossy(&output.stderr).contains("NOT SAVED"),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let said = output.stdout.iter().filter(|byte| **byte == b'\n').count();
    let session = Session::open(Path::new(&path), Options::default()).unwrap();
    assert_eq!(session.log().last() as usize, 5 + said);
    drop(session);
    assert_eq!(check(Path::new(&path)).unwrap().damage, []);
}

#[test]
fn a_script_says_who_and_which_line_failed() {
    let folder = tempfile::tempdir().unwrap();
    let path = started(folder.path());
    ok(&["session", "coder", &path, "乙"]);
    let script = |input: &str, coder: &[&str]| {
        let mut child = program(&[&["session", "run", &path], coder].concat())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        child.wait_with_output().unwrap()
    };
    let steps = "[\"memo\",\"一\"]\n[\"memo\",\"二\",\"--coder\",\"甲\"]\n";
    assert!(!script(steps, &[]).status.success(), "two coders, and nobody is named");
    assert!(script(steps, &["--coder", "乙"]).status.success());
    let memos = ok(&["session", "list", &path, "memos"]);
    assert!(memos.contains("\"coder\":\"乙\",\"text\":\"一\"") && memos.contains("\"coder\":\"甲\",\"text\":\"二\""));
    let failed = script("[\"memo\",\"三\"]\n[\"uncode\",\"999\"]\n", &["--coder", "乙"]);
    let said = String::from_utf8_lossy(&failed.stderr).into_owned();
    assert!(said.contains("line 2, [\"uncode\",\"999\"]") && said.lines().count() == 1, "{said}");
    for words in [&["memo", " "][..], &["code", "--article", "jiangxi", "--span", "5..5", "--code", "安全"]] {
        let refused = run(&[&["session", words[0], &path, "--coder", "乙"], &words[1..]].concat());
        assert_eq!(refused.status.code(), Some(1), "{words:?}");
    }
}

#[test]
fn a_theme_is_a_code_by_its_id_once_it_was_taken_over() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.duizhao").display().to_string();
    // Nobody has to be named: a session never takes the user's name on the machine.
    ok(&["session", "new", &path, seed("jiangxi.txt").to_str().unwrap()]);
    assert!(ok(&["session", "list", &path, "coders"]).contains("\"name\":\"A\""));
    let theme = duizhao::themes::Codebook::builtin().themes[0].id.clone();
    let code = ["session", "code", &path, "--article", "jiangxi", "--span", "10..20", "--code", &theme];
    let refused = run(&code);
    assert!(String::from_utf8_lossy(&refused.stderr).contains("adopt"), "it says what to do");
    ok(&["session", "codebook", &path, "adopt"]);
    ok(&code);
    assert_eq!(ok(&["session", "list", &path, "codings"]).lines().count(), 1);
    // What the article says of itself came with it.
    assert!(ok(&["session", "list", &path, "articles"]).contains("\"title\":"));
}

#[test]
fn a_step_waits_a_little_for_another_program() {
    let folder = tempfile::tempdir().unwrap();
    let path = started(folder.path());
    let steps: Vec<_> = (0..6)
        .map(|n| {
            program(&["session", "memo", &path, &format!("第{n}条")])
                .stdout(Stdio::null())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap()
        })
        .collect();
    for step in steps {
        let output = step.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    assert_eq!(ok(&["session", "list", &path, "memos"]).lines().count(), 6);
}

#[test]
fn another_article_takes_no_place_unless_it_is_forced() {
    let folder = tempfile::tempdir().unwrap();
    let path = started(folder.path());
    let spans: Vec<String> = (0..20).map(|n| format!("--span={}..{}", n * 40 + 100, n * 40 + 112)).collect();
    let spans: Vec<&str> = spans.iter().map(String::as_str).collect();
    ok(&[&["session", "code", &path, "--article", "jiangxi", "--code", "安全"], &spans[..]].concat());
    let before = ok(&["session", "list", &path, "rows"]);
    let other = seed("zhejiang.txt");
    let words = ["session", "replace", &path, other.to_str().unwrap(), "--article", "jiangxi"];
    let refused = run(&words);
    assert!(!refused.status.success() && String::from_utf8_lossy(&refused.stderr).contains("--force"));
    assert_eq!(ok(&["session", "list", &path, "rows"]), before);
    assert!(run(&[&words[..], &["--force"]].concat()).status.success());
}

#[test]
fn corrections_of_a_figure_add_up_and_idle_ones_are_said() {
    let folder = tempfile::tempdir().unwrap();
    let path = started(folder.path());
    let text = fs::read_to_string(seed("jiangxi.txt")).unwrap();
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
    let start = text[..text.find("1000万").unwrap()].chars().count();
    let span = format!("--span={start}..{}", start + "1000万".chars().count());
    let correct = |words: &[&str]| run(&[&["session", "correct", &path, "--article", "jiangxi"], words].concat());
    for field in ["value=1900", "unit=次"] {
        assert!(correct(&["figure", &span, "--field", field]).status.success());
    }
    let rows = ok(&["session", "list", &path, "corrections"]);
    assert_eq!(rows.lines().count(), 1);
    assert!(rows.contains("\"value\":\"1900\"") && rows.contains("\"unit\":\"次\""), "{rows}");
    for field in ["foo=1", "value=many"] {
        assert_eq!(correct(&["figure", &span, "--field", field]).status.code(), Some(1), "{field}");
    }
    assert!(correct(&["no-figure", &span]).status.success());
    let rows = ok(&["session", "list", &path, "corrections"]);
    assert!(rows.lines().count() == 1 && rows.contains("no_figure"), "{rows}");
    for words in [&["no-figure", "--span=1..2"][..], &["split", "--span=0..3"]] {
        let said = correct(words).stderr;
        assert!(!said.is_empty(), "{words:?}");
    }
}

#[test]
fn a_place_that_cannot_be_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let said = |path: &Path| {
        let output = run(&["session", "new", path.to_str().unwrap()]);
        assert_eq!(output.status.code(), Some(1));
        String::from_utf8(output.stderr).unwrap()
    };
    assert!(said(&folder.path().join("none/x.duizhao")).contains("no such folder"));
    assert!(said(folder.path()).contains("a folder"));
    let path = started(folder.path());
    let failed = feed(&path, &["[\"bad\"]".to_owned()]);
    let said = String::from_utf8_lossy(&failed.stderr).into_owned();
    assert!(said.contains("unrecognized subcommand 'bad'") && !said.contains("Usage"), "{said}");
}
