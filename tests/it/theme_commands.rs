//! The commands about themes: what they print, and what they say of bad input.

use std::path::PathBuf;

use crate::cli::run;

/// A file of its own for one test.
fn file(name: &str, text: &str) -> (tempfile::TempDir, String) {
    let dir = tempfile::tempdir().expect("the temporary folder can be written");
    let path: PathBuf = dir.path().join(name);
    std::fs::write(&path, text).expect("it can be written");
    let path = path.to_str().expect("the path is UTF-8").to_owned();
    (dir, path)
}

const HEAD: &str = "id = \"own\"\n[[theme]]\nid = \"water\"\n\
    name = { zh-Hans = \"水\", zh-Hant = \"水\", en = \"Water\" }\n\
    colour = { light = \"#0000ff\", dark = \"#8888ff\" }\ndefinition = \"\"\n[[theme.facets]]\nid = \"rivers\"\n";

#[test]
fn a_codebook_is_checked() {
    let (_dir, good) = file("good.toml", &format!("{HEAD}strong = [\"河长\", \"清河\"]\nplain = [\"河\"]\n"));
    let rows = run(&["themes", "--check", &good]).rows();
    assert_eq!(rows.len(), 1);
    assert!(rows[0]["theme"] == "water" && rows[0]["strong"] == 2 && rows[0]["plain"] == 1, "{rows:?}");
    for (cues, line, reason) in [
        ("strong = [\"河长\", \"\"]", "line 9", "a cue is empty"),
        ("strong = [\"河长\"\nplain = []", "line ", ""),
        ("strung = [\"河长\"]", "line ", "strung"),
        ("strong = [1]", "line 9", ""),
    ] {
        let (_dir, bad) = file("bad.toml", &format!("{HEAD}{cues}\n"));
        let ran = run(&["themes", "--check", &bad]);
        assert_eq!((ran.status, ran.err.lines().count()), (1, 1), "{cues}: {}", ran.err);
        assert!(ran.err.contains(line) && ran.err.contains(reason) && ran.err.contains("bad.toml"), "{}", ran.err);
    }
    let (_dir, double) = file("double.toml", &format!("{HEAD}[[theme.facets]]\nid = \"rivers\"\n"));
    assert!(run(&["themes", "--check", &double]).err.contains("used twice"));
}

#[test]
fn the_codebook_in_use_is_printed_and_read_back() {
    let printed = run(&["themes", "--print"]);
    assert_eq!(printed.status, 0);
    let (_dir, path) = file("printed.toml", &printed.out);
    let rows = run(&["themes", "--check", &path]).rows();
    assert!(rows.iter().any(|row| row["theme"] == "e_government"));
    assert_eq!(run(&["passages"]).out, run(&["passages", "--codebook", &path]).out);
}

#[test]
fn shares_and_terms_of_two_articles() {
    let rows = run(&["themes"]).rows();
    for row in &rows {
        assert!(row["chars"].as_u64() <= row["of_chars"].as_u64(), "{row}");
        assert!(["common", "left", "right"].iter().any(|side| row["spoken_of"] == *side) || row["spoken_of"].is_null());
    }
    let terms = run(&["themes", "--terms"]).rows();
    for term in &terms {
        let counts = term["left"].as_u64().unwrap_or(0) + term["right"].as_u64().unwrap_or(0);
        assert!(counts >= 2 && term["log_likelihood"].is_number(), "{term}");
    }
    assert!(terms.iter().all(|term| term["word"] != "亿元" && term["word"] != "一"));
    assert!(terms[0]["word"] == "江西" || terms[0]["log_likelihood"].as_f64() > Some(3.84), "{}", terms[0]);
}

#[test]
fn a_concordance_is_sorted_and_blind_to_script() {
    let (_dir, article) = file("a.txt", "整治網路亂象。守护网络安全，推动网络文明。\n");
    let lines = |sort: &str| -> Vec<String> {
        let rows = run(&["concordance", "網絡", &article, "--sort", sort]).rows();
        rows.iter().map(|row| row["behind"].as_str().expect("text").chars().take(2).collect()).collect()
    };
    assert_eq!(lines("place"), ["亂象", "安全", "文明"]);
    assert_eq!(lines("behind"), ["亂象", "安全", "文明"].map(String::from), "乱 4E71, 安 5B89, 文 6587");
    assert_eq!(lines("before"), ["文明", "安全", "亂象"], "动 52A8, 护 62A4, 治 6CBB");
    let rows = run(&["concordance", "网络", &article]).rows();
    let text: Vec<char> = "整治網路亂象。守护网络安全，推动网络文明。".chars().collect();
    for row in rows {
        let place = |key: &str| row[key].as_u64().expect("an offset") as usize;
        assert_eq!(row["surface"], text[place("start")..place("end")].iter().collect::<String>());
    }
    let none = run(&["concordance", "", &article]);
    assert_eq!((none.status, none.err.lines().count()), (2, 1));
}

#[test]
fn a_pair_is_explained() {
    let pairs = run(&["align"]).rows();
    let pair =
        pairs.iter().find(|row| row["level"] == "passage" && row["accepted"] == true).expect("some are accepted");
    for key in ["left", "right", "score", "themes", "reasons"] {
        assert!(!pair[key].is_null(), "{key}");
    }
    for side in ["left", "right"] {
        for key in ["doc", "id", "start", "end"] {
            assert!(!pair[side][key].is_null(), "{side} {key}");
        }
    }
    let (a, b) = (pair["left"]["id"].to_string(), pair["right"]["id"].to_string());
    let explained = run(&["explain", &a, &b]).rows();
    assert_eq!(explained.len(), 1);
    for key in ["score", "accepted", "themes"] {
        assert_eq!(explained[0][key], pair[key], "{key}");
    }
    let none = run(&["explain", "1", "99999"]);
    assert_eq!((none.status, none.err.lines().count()), (1, 1), "{}", none.err);
}

#[test]
fn odd_pairs_are_aligned_or_refused_in_one_line() {
    let (_a, one) = file("one.txt", "全省清朗行动处置违规账号1200个，关停违法网站35家。\n");
    let (_b, two) = file("two.txt", "全市開展網路整治，下架違規短影音三百則，約談平臺十二家。\n");
    let (_c, blank) = file("blank.txt", " \n\n　\n");
    for (left, right) in [(&one, &two), (&two, &two), (&one, &one)] {
        let rows = run(&["align", left, right]).rows();
        assert!(rows.len() == 1 && rows[0]["accepted"] == true, "{left} {right}: {rows:?}");
    }
    let ran = run(&["align", &one, &blank]);
    assert!(ran.status == 0 && ran.out.is_empty() || ran.status == 1 && ran.err.lines().count() == 1, "{}", ran.err);
    let (_d, no_cues) = file("no_cues.toml", HEAD);
    let rows = run(&["align", &one, &one, "--codebook", &no_cues]).rows();
    assert!(rows[0]["accepted"] == true && rows[0]["themes"] == serde_json::json!([]), "{rows:?}");
}
