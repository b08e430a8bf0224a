//! What `chart` and `compare` write: every file, the same again, and what a reader of the report finds.

use std::path::Path;
use std::process::Command;
use std::sync::{Arc, OnceLock};

use duizhao::article::{self, Article};
use duizhao::chart::{self, Kind, Material, Side};
use duizhao::cli::{self, Io, Outcome};
use duizhao::comparison::Engine;
use duizhao::exchange::{chart_tables, tables};
use duizhao::findings::Findings;
use duizhao::i18n::{Lang, Messages};
use duizhao::progress::Progress;

/// Both articles of the seeds, read once for all tests.
pub fn seeds() -> &'static Findings {
    static SEEDS: OnceLock<Findings> = OnceLock::new();
    SEEDS.get_or_init(|| {
        let [left, right] = article::seeds();
        compared(left, right)
    })
}

fn compared(left: Article, right: Article) -> Findings {
    let engine = Engine::new().unwrap();
    let [left, right] = [left, right].map(|a| Arc::new(engine.analyse(Arc::new(a), None)));
    Findings::machine(Arc::new(engine.compare(left, right, &Progress::default()).unwrap()))
}

/// Runs the program in process: status, standard output, standard error.
fn run(args: &[&str]) -> (u8, String, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let args = std::iter::once("duizhao").chain(args.iter().copied()).map(Into::into);
    let mut io = Io { input: &mut std::io::empty(), out: &mut out, err: &mut err, terminal: false };
    let Outcome::Done(status) = cli::run(args, &mut io) else { panic!("no window was asked for") };
    (status, String::from_utf8(out).unwrap(), String::from_utf8(err).unwrap())
}

/// Everything about the seeds, written twice by two processes, whose hash maps are ordered differently.
pub fn written() -> &'static [tempfile::TempDir; 2] {
    static WRITTEN: OnceLock<[tempfile::TempDir; 2]> = OnceLock::new();
    WRITTEN.get_or_init(|| {
        [(); 2].map(|()| {
            let folder = tempfile::tempdir().unwrap();
            let mut program = Command::new(env!("CARGO_BIN_EXE_duizhao"));
            program.args(["compare", "--width", "640", "--out"]).arg(folder.path().join("out"));
            let done = program.output().unwrap();
            assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
            let mut named: Vec<String> = String::from_utf8(done.stdout).unwrap().lines().map(str::to_owned).collect();
            let mut there: Vec<String> = names(&folder.path().join("out"));
            there.sort();
            named.sort();
            assert_eq!(there, named, "each file is named, and there is no other");
            folder
        })
    })
}

fn names(folder: &Path) -> Vec<String> {
    std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path().display().to_string()).collect()
}

fn report() -> String {
    std::fs::read_to_string(written()[0].path().join("out/report.html")).unwrap()
}

#[test]
fn two_processes_write_the_same_bytes() {
    let [first, second] = written().each_ref().map(|folder| folder.path().join("out"));
    let mut endings = std::collections::BTreeSet::new();
    for entry in std::fs::read_dir(&first).unwrap() {
        let path = entry.unwrap().path();
        let other = second.join(path.file_name().unwrap());
        assert!(std::fs::read(&path).unwrap() == std::fs::read(other).unwrap(), "{}", path.display());
        endings.insert(path.extension().unwrap().to_str().unwrap().to_owned());
    }
    let endings: Vec<&str> = endings.iter().map(String::as_str).collect();
    assert_eq!(endings, ["csv", "docx", "html", "json", "pdf", "png", "svg", "xlsx"]);
}

#[test]
fn the_report_holds_both_articles_and_every_chart() {
    let report = report();
    for kind in Kind::OF_TWO {
        assert!(report.contains(&format!("<figure id=\"chart-{}\"><svg", kind.id())), "{kind:?}");
    }
    for side in Side::BOTH {
        for passage in &seeds().comparison.side(side).article.passages {
            let id = if side == Side::Left { "l" } else { "r" };
            assert!(report.contains(&format!(" id=\"{id}{}\"", passage.id.0)));
        }
    }
    let outside = ["http:", "https:", "//"].map(|s| format!("=\"{s}"));
    let page = report.replace("xmlns=\"http://www.w3.org/2000/svg\"", "");
    assert!(outside.iter().all(|address| !page.contains(address)), "nothing is asked of anybody");
}

#[test]
fn every_link_and_every_number_of_the_report_leads_somewhere() {
    let report = report();
    let targets: std::collections::BTreeSet<&str> =
        report.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    for address in report.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(targets.contains(address), "{address}");
    }
    let cells: Vec<&str> = report.split("<td class=\"n\">").skip(1).collect();
    assert!(cells.len() > 200, "{}", cells.len());
    for cell in cells {
        // What counts nothing has no place.
        let leads = cell.starts_with("<a href=\"#") || cell.starts_with("0<");
        assert!(leads, "{}", cell.chars().take(40).collect::<String>());
    }
}

#[test]
fn a_document_is_an_archive_of_well_formed_xml_with_every_picture() {
    let file = std::fs::File::open(written()[0].path().join("out/report.docx")).unwrap();
    let mut archive = zip::ZipArchive::new(file).unwrap();
    let mut pictures = 0;
    for n in 0..archive.len() {
        let mut entry = archive.by_index(n).unwrap();
        let name = entry.name().to_owned();
        if name.ends_with(".png") {
            pictures += 1;
            continue;
        }
        let mut text = String::new();
        std::io::Read::read_to_string(&mut entry, &mut text).unwrap();
        let mut reader = quick_xml::Reader::from_str(&text);
        loop {
            match reader.read_event().unwrap_or_else(|e| panic!("{name}: {e}")) {
                quick_xml::events::Event::Eof => break,
                _ => continue,
            }
        }
        if name == "word/document.xml" {
            assert!(text.contains("14.06亿元"), "the tables are there");
        }
    }
    assert_eq!(pictures, Kind::OF_TWO.len());
}

/// A session on the seeds in which two people coded the same passages.
fn session(folder: &Path, units: usize) -> String {
    let file = folder.join("x.duizhao").display().to_string();
    let seeds =
        ["seeds/jiangxi.txt", "seeds/zhejiang.txt"].map(|name| format!("{}/{name}", env!("CARGO_MANIFEST_DIR")));
    let step = |args: &[&str]| {
        let (status, _, err) = run(&[&["session"], args].concat());
        assert_eq!((status, err.as_str()), (0, ""), "{args:?}");
    };
    step(&["new", &file, &seeds[0], &seeds[1], "--coder", "甲"]);
    step(&["coder", &file, "B"]);
    step(&["codebook", &file, "add", "网络安全", "--coder", "甲"]);
    let passages: Vec<_> = seeds_passages(units);
    for (n, (doc, span)) in passages.iter().enumerate() {
        for (coder, coded) in [("甲", n % 2 == 0), ("B", n % 3 != 1)] {
            if coded {
                let args = ["code", &file, "--article", doc, "--span", span, "--code", "网络安全", "--coder", coder];
                step(&args);
            } else {
                let args = ["mark", &file, "--article", doc, "--span", span, "--state", "read", "--coder", coder];
                step(&args);
            }
        }
    }
    let (doc, span) = &passages[0];
    let on = format!("{doc}:{span}");
    step(&["memo", &file, "可疑<script>x</script>", "--on", &on, "--coder", "甲"]);
    file
}

/// The first passages of the left article's body.
fn seeds_passages(count: usize) -> Vec<(String, String)> {
    let article = &seeds().comparison.left.article;
    let body = article.passages.iter().filter(|p| p.role.is_body() && p.duplicate_of.is_none());
    body.take(count).map(|p| (article.name.clone(), format!("{}..{}", p.span.start.0, p.span.end.0))).collect()
}

#[test]
fn a_session_gives_the_report_its_codings_memos_and_agreement() {
    let folder = tempfile::tempdir().unwrap();
    let file = session(folder.path(), 10);
    let out = folder.path().join("out");
    let (status, _, err) =
        run(&["compare", "--session", &file, "--coder", "B", "--width", "640", "--out", out.to_str().unwrap()]);
    assert_eq!((status, err.as_str()), (0, ""));
    let report = std::fs::read_to_string(out.join("report.html")).unwrap();
    for words in ["chart-agreement", "chart-code-matrix", "table-codings", "table-memos", "x.duizhao"] {
        assert!(report.contains(words), "{words}");
    }
    assert!(report.contains("可疑&lt;script&gt;") && !report.contains("<script"), "a memo is text");
    assert!(report.contains("<p class=\"coding\"><b>网络安全</b> B "));
    let (status, _, err) = run(&["compare", "--session", &file, "--out", out.to_str().unwrap()]);
    assert_eq!((status, err.lines().count()), (2, 1), "two people code, and none is named: {err}");
    let codings = std::fs::read_to_string(out.join("codings.csv")).unwrap();
    assert!(codings.starts_with("\u{feff}文章,原文,原文起点,原文终点,"), "{codings}");
    // The session may be named as if it were the articles.
    let (status, data, err) = run(&["chart", "code-matrix", &file, "--data"]);
    assert_eq!((status, err.as_str()), (0, ""));
    let data: serde_json::Value = serde_json::from_str(&data).unwrap();
    // 甲 coded units 0, 2, 4, 6, 8 and B 0, 2, 3, 5, 6, 8, 9: eight places, each once.
    assert_eq!((&data["total"], &data["about"]["basis"]["codings_of"]), (&8.into(), &serde_json::json!(["甲", "B"])));
    let (status, data, err) = run(&["chart", "code-matrix", &file, "--coder", "B", "--data"]);
    assert_eq!((status, err.as_str()), (0, ""));
    let data: serde_json::Value = serde_json::from_str(&data).unwrap();
    assert_eq!((&data["total"], &data["about"]["basis"]["codings_of"]), (&7.into(), &serde_json::json!(["B"])));
    // They differ on units 3, 4, 5, 9; six of ten agree.
    let (status, data, _) = run(&["chart", "agreement", "--session", &file, "--data"]);
    let data: serde_json::Value = serde_json::from_str(&data).unwrap();
    assert_eq!((status, &data["units"], &data["rows"][0]["same"]), (0, &10.into(), &0.6.into()));
    let alpha = data["rows"][0]["alpha"].as_f64().unwrap();
    // 20 judgements, 12 of them yes, 4 units mixed: 1 − 19·8/(2·12·8).
    assert!((alpha - (1.0 - 152.0 / 192.0)).abs() < 1e-9, "{alpha}");
    let few = tempfile::tempdir().unwrap();
    let (status, data, _) = run(&["chart", "agreement", "--session", &session(few.path(), 2), "--data"]);
    let data: serde_json::Value = serde_json::from_str(&data).unwrap();
    assert_eq!((status, &data["rows"][0]["alpha"]), (0, &serde_json::Value::Null), "two units say too little");
}

#[test]
fn figures_that_a_coder_set_right_reach_charts_and_report() {
    let folder = tempfile::tempdir().unwrap();
    let file = session(folder.path(), 10);
    let text = &seeds().comparison.left.article.text;
    let span = |words: &str| {
        let at = text.as_str().find(words).unwrap();
        let span = text.span_of(at..at + words.len());
        format!("{}..{}", span.start.0, span.end.0)
    };
    let doc = &seeds().comparison.left.article.name;
    for (what, words, field) in [
        ("figure", "6908个", vec!["--field", "value=7000"]),
        ("no-figure", "1902个", vec![]),
        ("figure", "造福人民", vec!["--field", "value=3", "--field", "unit=个"]),
    ] {
        let span = span(words);
        let step = ["session", "correct", &file, what, "--article", doc, "--span", &span, "--coder", "B"];
        let (status, _, err) = run(&[&step[..], &field].concat());
        assert_eq!((status, err.as_str()), (0, ""), "{words}");
    }
    let wordings = |coder: &str| {
        let (status, data, err) = run(&["chart", "figures", "--session", &file, "--coder", coder, "--data"]);
        assert_eq!((status, err.as_str()), (0, ""));
        let data: serde_json::Value = serde_json::from_str(&data).unwrap();
        let rows =
            data["panels"].as_array().unwrap().iter().flat_map(|panel| panel["rows"].as_array().unwrap().clone());
        let rows = rows.map(|row| {
            (row["wording"].as_str().unwrap().to_owned(), row["value"].to_string(), row["corrected"] == true)
        });
        (rows.collect::<Vec<_>>(), data["about"]["basis"]["coder"].clone())
    };
    let holds = |rows: &[(String, String, bool)], row: (&str, &str, bool)| {
        rows.iter().any(|(wording, value, corrected)| (wording.as_str(), value.as_str(), *corrected) == row)
    };
    let (of_b, basis) = wordings("B");
    assert!(holds(&of_b, ("6908个", "7000", true)) && holds(&of_b, ("造福人民", "3", true)), "{of_b:?}");
    assert!(of_b.iter().all(|(wording, ..)| wording != "1902个"));
    assert_eq!((&basis["name"], &basis["figures"]), (&"B".into(), &3.into()));
    let (of_other, _) = wordings("甲");
    assert!(holds(&of_other, ("6908个", "6908", false)) && holds(&of_other, ("1902个", "1902", false)), "{of_other:?}");

    let out = folder.path().join("out");
    let args = ["compare", "--session", &file, "--coder", "B", "--width", "640", "--out", out.to_str().unwrap()];
    assert_eq!(run(&args).0, 0);
    let report = std::fs::read_to_string(out.join("report.html")).unwrap();
    assert!(report.contains(">造福人民</mark>"), "what was added is marked");
    assert!(!report.contains(">1902个</mark>"), "what was rejected is not");
    assert!(std::fs::read_to_string(out.join("figures.csv")).unwrap().contains("6908个,"));
}

#[test]
fn every_column_has_a_key_of_its_own_in_every_language() {
    let of = |table: &tables::Table, messages: &Messages| -> Vec<String> {
        tables::placed(table, messages).columns.into_iter().map(|column| column.key).collect()
    };
    let keys = |lang: Lang| {
        let messages = Messages::new(lang);
        let tables = tables::all(&Material::new(seeds()), &messages);
        let charts = Kind::ALL.map(|kind| chart_tables::of(&chart::build(&Material::new(seeds()), kind), &messages));
        let all: [Vec<Vec<String>>; 2] =
            [tables.as_slice(), &charts].map(|t| t.iter().map(|t| of(t, &messages)).collect());
        all
    };
    let [tables, charts] = keys(Lang::English);
    for table in tables.iter().chain(&charts) {
        let unique: std::collections::BTreeSet<&String> = table.iter().collect();
        assert_eq!(unique.len(), table.len(), "{table:?}");
        assert!(table.iter().all(|key| key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')));
    }
    assert_eq!(keys(Lang::SimplifiedChinese), [tables, charts.clone()]);
    // The keys of what `chart` prints stand in the README.
    let readme = include_str!("../../README.md");
    let words = |text: &'static str| text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    let known: std::collections::BTreeSet<&str> = words(readme).collect();
    for key in charts.iter().flatten() {
        let key = key.trim_end_matches("_start").trim_end_matches("_end");
        assert!(known.contains(key), "{key}");
    }
}

#[test]
fn window_and_report_have_one_word_for_one_thing() {
    for folder in ["zh-Hans", "zh-Hant", "en"] {
        let read = |file: &str| {
            let path = format!("{}/assets/i18n/{folder}/{file}.ftl", env!("CARGO_MANIFEST_DIR"));
            std::fs::read_to_string(path).unwrap()
        };
        let (window, report) = (read("window"), read("report"));
        let lines = |text: &str, before: &str| -> std::collections::BTreeMap<String, String> {
            let pairs = text.lines().filter_map(|line| line.strip_prefix(before)?.split_once(" = "));
            pairs.map(|(key, word)| (key.to_owned(), word.to_owned())).collect()
        };
        for kind in ["status-", "kind-", "measure-"] {
            let (window, report) = (lines(&window, kind), lines(&report, &format!("report-{kind}")));
            assert!(!report.is_empty());
            for (key, word) in report {
                assert!(window.get(&key).is_none_or(|other| *other == word), "{folder} {kind}{key}: {word}");
            }
        }
    }
}

/// A file may grow to this many blocks of 512 bytes: enough for dictionaries that are written for a moment, less than
/// large pictures take.
#[cfg(unix)]
const ROOM: usize = 400;

#[cfg(unix)]
#[test]
fn without_room_nothing_is_left_and_one_line_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let program = env!("CARGO_BIN_EXE_duizhao");
    for (args, out) in [("compare --width 640 --out", "report"), ("chart figures --scale 3 --out", "x.png")] {
        let path = folder.path().join(out);
        let script = format!("trap '' XFSZ; ulimit -f {ROOM}; exec '{program}' {args} '{}'", path.display());
        let done = std::process::Command::new("sh").args(["-c", &script]).output().unwrap();
        let err = String::from_utf8_lossy(&done.stderr);
        assert_eq!((done.status.code(), done.stdout.len(), err.lines().count()), (Some(1), 0, 1), "{args}: {err}");
        assert!(err.contains(&*folder.path().to_string_lossy()), "{err}");
        assert_eq!(names(folder.path()), Vec::<String>::new(), "{args}: nothing is left");
    }
}

#[test]
fn a_folder_with_other_files_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().to_str().unwrap();
    std::fs::write(folder.path().join("themes.csv"), "mine").unwrap();
    let (status, printed, err) = run(&["compare", "--width", "640", "--out", out]);
    assert_eq!((status, printed.as_str(), err.lines().count()), (1, "", 1), "{err}");
    assert!(err.contains("themes.csv") && err.contains("--force"), "{err}");
    assert_eq!(std::fs::read(folder.path().join("themes.csv")).unwrap(), b"mine");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    // With leave, and then again over its own.
    for args in
        [&["compare", "--force", "--width", "640", "--out", out][..], &["compare", "--width", "640", "--out", out]]
    {
        let (status, _, err) = run(args);
        assert_eq!((status, err.as_str()), (0, ""));
    }
}

#[test]
fn numbers_are_printed_where_no_file_is_named() {
    let (status, rows, err) = run(&["chart", "comparables", "--format", "jsonl"]);
    assert_eq!((status, err.as_str()), (0, ""));
    let row: serde_json::Value = serde_json::from_str(rows.lines().next().unwrap()).unwrap();
    assert!(row.as_object().unwrap().len() > 10, "{row}");
    let (status, table, _) = run(&["chart", "comparables", "--format", "table"]);
    assert_eq!(status, 0);
    assert!(table.contains("10亿") && !table.contains('{'), "{table}");
    assert_eq!(run(&["chart", "comparables", "--out", "x.jpg"]).0, 2);
}

#[test]
fn without_a_session_there_is_no_agreement_to_draw() {
    let (status, out, err) = run(&["chart", "agreement", "--data"]);
    assert_eq!((status, out.as_str(), err.lines().count()), (2, "", 1), "{err}");
    assert!(err.contains("--session FILE"), "{err}");
}

#[test]
fn matrices_take_any_number_of_articles() {
    let here = env!("CARGO_MANIFEST_DIR");
    let folder = tempfile::tempdir().unwrap();
    let again = folder.path().join("again.txt").display().to_string();
    let files = [format!("{here}/seeds/jiangxi.txt"), format!("{here}/seeds/zhejiang.txt"), again];
    std::fs::copy(&files[0], &files[2]).unwrap();
    for kind in ["measure-matrix", "code-matrix"] {
        let (status, data, err) = run(&["chart", kind, &files[0], &files[1], &files[2], "--data"]);
        assert_eq!(status, 0, "{err}");
        let data: serde_json::Value = serde_json::from_str(&data).unwrap();
        assert_eq!(data["columns"].as_array().unwrap().len(), 3, "{kind}");
        let columns: std::collections::BTreeSet<u64> =
            data["cells"].as_array().unwrap().iter().map(|cell| cell["column"].as_u64().unwrap()).collect();
        assert_eq!(columns.len(), 3, "{kind}: each article names something");
        // Rows that several articles share come first, and are not only their own.
        let of = |row: u64| {
            let cells = data["cells"].as_array().unwrap().iter();
            cells.filter(|cell| cell["row"].as_u64() == Some(row)).count()
        };
        assert!(of(0) >= 2, "{kind}");
    }
    let (status, _, err) = run(&["chart", "themes", &files[0], &files[1], &files[2], "--data"]);
    assert_eq!(status, 2, "{err}");
}

#[test]
fn each_article_may_have_its_own_date() {
    let (status, data, err) = run(&["chart", "timeline", "--date", "2017-12-01,2018", "--data"]);
    assert_eq!(status, 0, "{err}");
    let data: serde_json::Value = serde_json::from_str(&data).unwrap();
    let about = &data["about"];
    assert_eq!((about["left"]["date"].as_str(), about["right"]["date"].as_str()), (Some("2017-12-01"), Some("2018")));
    // 去年9月 of the left article.
    assert!(data["rows"].as_array().unwrap().iter().any(|row| row["date"] == "2016-09" && row["side"] == "left"));
    let (status, _, err) = run(&["chart", "timeline", "--date", "2017,spring", "--data"]);
    assert_eq!((status, err.lines().count()), (2, 1), "{err}");
}

#[test]
fn every_kind_is_written_as_numbers_too() {
    let folder = tempfile::tempdir().unwrap();
    for kind in Kind::OF_TWO {
        let [csv, json] = ["csv", "json"].map(|e| folder.path().join(format!("x.{e}")).display().to_string());
        for file in [&csv, &json] {
            let (status, out, err) = run(&["chart", kind.id(), "--out", file]);
            assert_eq!((status, out.as_str(), err.as_str()), (0, "", ""), "{kind:?}");
        }
        let csv = std::fs::read_to_string(csv).unwrap();
        assert!(csv.lines().count() > 1, "{kind:?}: {csv}");
        let json: serde_json::Value = serde_json::from_slice(&std::fs::read(json).unwrap()).unwrap();
        assert_eq!(json["chart"], kind.id());
    }
}

#[test]
fn markup_in_an_article_is_text_in_the_report() {
    let folder = tempfile::tempdir().unwrap();
    let (a, b, out) = (folder.path().join("a.txt"), folder.path().join("b.txt"), folder.path().join("out"));
    std::fs::write(
        &a,
        "标题\n<script>alert('1')</script>全省\u{1}共有30个“<b>工程</b>”。\n网络安全工作取得了新的成绩。\n",
    )
    .unwrap();
    std::fs::write(&b, "題目\n全省共有<img src=x onerror=y>20個站點。\n").unwrap();
    let [a, b, out] = [&a, &b, &out].map(|p| p.to_str().unwrap().to_owned());
    let (status, _, err) = run(&["compare", "--width", "640", &a, &b, "--out", &out]);
    assert_eq!((status, err.as_str()), (0, ""));
    let report = std::fs::read_to_string(format!("{out}/report.html")).unwrap();
    for markup in ["<script", "<img", "<b>", "\u{1}"] {
        assert!(!report.contains(markup), "{markup:?}");
    }
    assert!(report.contains("&lt;script&gt;"));
}

#[test]
fn a_place_that_cannot_be_written_is_named_once() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, "x").unwrap();
    let file = file.to_str().unwrap();
    for args in [
        vec!["compare", "--out", file],
        vec!["chart", "themes", "--out", "/nowhere/at/all/x.png"],
        vec!["compare", "--out", "/dev/null/x"],
    ] {
        let (status, out, err) = run(&args);
        assert_eq!((status, out.as_str(), err.lines().count()), (1, "", 1), "{args:?}: {err}");
        assert!(err.contains(args.last().unwrap()), "{err}");
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing half-written is left");
}

#[test]
fn an_amount_a_household_never_stands_beside_a_plain_one() {
    let (status, out, err) = run(&["chart", "figures", "--data"]);
    assert_eq!(status, 0, "{err}");
    let data: serde_json::Value = serde_json::from_str(&out).unwrap();
    let panels: Vec<String> =
        data["panels"].as_array().expect("the chart has panels").iter().map(ToString::to_string).collect();
    let with = |wording: &str| panels.iter().position(|panel| panel.contains(&format!("\"wording\":\"{wording}\"")));
    let (plain, household) = (with("14.06亿元"), with("4000元"));
    assert!(plain.is_some() && household.is_some() && plain != household, "{panels:?}");
}
