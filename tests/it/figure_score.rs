//! Scores against annotated gold, by the rules that the gold was made for.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde_json::Value;

/// A row of gold or of output.
pub type Row = Value;

/// The folder of the annotated expectations.
pub fn gold(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold").join(file)
}

/// The rows of a JSON Lines file.
pub fn rows(file: &Path) -> Vec<Row> {
    let text = std::fs::read_to_string(file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
    parse(&text)
}

/// The rows of JSON Lines.
pub fn parse(text: &str) -> Vec<Row> {
    text.lines().filter(|l| !l.trim().is_empty()).map(|l| serde_json::from_str(l).unwrap()).collect()
}

/// What a command line prints, as rows.
pub fn printed(args: &[&str]) -> Vec<Row> {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let args = std::iter::once("duizhao").chain(args.iter().copied()).map(Into::into);
    let mut io = duizhao::cli::Io { input: &mut std::io::empty(), out: &mut out, err: &mut err, terminal: false };
    let outcome = duizhao::cli::run(args, &mut io);
    let status = matches!(outcome, duizhao::cli::Outcome::Done(0));
    assert!(status, "{}", String::from_utf8_lossy(&err));
    parse(&String::from_utf8(out).unwrap())
}

pub fn span(row: &Row) -> (u64, u64) {
    (row["start"].as_u64().unwrap(), row["end"].as_u64().unwrap())
}

/// Code points that two rows share.
pub fn overlap(a: &Row, b: &Row) -> u64 {
    let (a, b) = (span(a), span(b));
    a.1.min(b.1).saturating_sub(a.0.max(b.0))
}

fn text<'a>(row: &'a Row, key: &str) -> &'a str {
    row[key].as_str().unwrap_or_default()
}

fn same(x: Option<f64>, y: Option<f64>) -> bool {
    matches!((x, y), (Some(x), Some(y)) if (x - y).abs() <= 1e-5 * y.abs().max(1.0))
}

/// How figures fare: shares from 0 to 1, but for the negatives that were hit.
#[derive(Debug, Default, PartialEq)]
pub struct Figures {
    pub precision: f64,
    pub recall: f64,
    pub f1: f64,
    pub unit: f64,
    pub modifier: f64,
    pub span: f64,
    pub subject: f64,
    pub range: f64,
    pub repeat: f64,
    pub time: f64,
    pub negatives_hit: usize,
}

/// Chartable figures: overlapping spans and equal values are a hit; structural and weak gold is neutral.
pub fn figures(gold: &[Row], negatives: &[Row], predicted: &[Row]) -> Figures {
    let mut c: BTreeMap<&str, f64> = BTreeMap::new();
    let mut add = |key: &'static str, yes: bool| *c.entry(key).or_default() += f64::from(u8::from(yes));
    let docs: BTreeSet<&str> = gold.iter().chain(predicted).map(|r| text(r, "doc")).collect();
    for doc in docs {
        let of =
            |rows: &'_ [Row]| -> Vec<usize> { (0..rows.len()).filter(|&i| text(&rows[i], "doc") == doc).collect() };
        let (golds, preds) = (of(gold), of(predicted));
        let mut used: BTreeSet<usize> = BTreeSet::new();
        for p in preds.iter().map(|&i| &predicted[i]).filter(|p| text(p, "tier") == "figure") {
            let hits: Vec<usize> = golds.iter().copied().filter(|&i| overlap(p, &gold[i]) > 0).collect();
            let values = |g: &Row| -> Vec<Option<f64>> {
                let more = g["value_alt"].as_array().cloned().unwrap_or_default();
                let all = [g["value"].clone(), g["value_scaled"].clone()].into_iter().chain(more);
                all.map(|v| v.as_f64()).collect()
            };
            let fits = |&&i: &&usize| {
                let g = &gold[i];
                let equal = values(g).into_iter().any(|v| same(p["value"].as_f64(), v));
                text(g, "tier") == "figure" && !used.contains(&i) && equal
            };
            let best = hits.iter().filter(fits).max_by_key(|&&i| overlap(p, &gold[i])).copied();
            let Some(i) = best else {
                let neutral = hits.iter().any(|&i| matches!(text(&gold[i], "tier"), "structural" | "weak"));
                add("false", !neutral);
                continue;
            };
            used.insert(i);
            let g = &gold[i];
            add("found", true);
            let allowed = g["unit_ok"].as_array().cloned().unwrap_or_default();
            let implied = g["unit_implied"].as_str().unwrap_or(text(g, "unit"));
            let unit = text(p, "unit");
            add("unit", unit == text(g, "unit") || unit == implied || allowed.iter().any(|u| u == unit));
            // 达 states an amount: exact and at_least are both accepted.
            let stated = text(g, "modifier_surface").starts_with(['达', '達']);
            let modifier = text(p, "modifier");
            add("modifier", modifier == text(g, "modifier") || stated && matches!(modifier, "exact" | "at_least"));
            add("span", span(p) == span(g));
            if !g["value2"].is_null() {
                add("range", same(p["value2"].as_f64(), g["value2"].as_f64()));
            }
            if g["duplicate_of"].is_string() || g["same_fact_as"].is_string() {
                add("repeat", !p["duplicate_of"].is_null());
            }
            let set = |r: &Row| text(r, "subject").chars().collect::<BTreeSet<char>>();
            let (want, got) = (set(g), set(p));
            let shared = want.intersection(&got).count();
            add("subject", shared > 0 && 4 * shared >= want.len() + got.len());
        }
        for g in golds.iter().map(|&i| &gold[i]) {
            match text(g, "tier") {
                "figure" => {
                    add("gold", true);
                    add("gold range", !g["value2"].is_null());
                    add("gold repeat", g["duplicate_of"].is_string() || g["same_fact_as"].is_string());
                }
                "time" => {
                    add("gold time", true);
                    let half = |p: &Row| 2 * overlap(p, g) >= span(g).1 - span(g).0;
                    add("time", preds.iter().map(|&i| &predicted[i]).any(|p| text(p, "tier") == "time" && half(p)));
                }
                _ => {}
            }
        }
        for n in negatives.iter().filter(|n| text(n, "doc") == doc) {
            let inside = |p: &Row| {
                let number = (p["num_start"].as_u64().unwrap(), p["num_end"].as_u64().unwrap());
                text(p, "tier") == "figure" && overlap(p, n) > 0 && span(n).0 <= number.0 && number.1 <= span(n).1
            };
            add("negative", preds.iter().any(|&i| inside(&predicted[i])));
        }
    }
    let get = |key: &str| c.get(key).copied().unwrap_or_default();
    // What the gold has none of is no failure.
    let share = |part: &str, whole: &str| if get(whole) == 0.0 { 1.0 } else { get(part) / get(whole) };
    let precision = get("found") / (get("found") + get("false")).max(1.0);
    let recall = share("found", "gold");
    Figures {
        precision,
        recall,
        f1: if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 },
        unit: share("unit", "gold"),
        modifier: share("modifier", "gold"),
        span: share("span", "gold"),
        subject: share("subject", "gold"),
        range: share("range", "gold range"),
        repeat: share("repeat", "gold repeat"),
        time: share("time", "gold time"),
        negatives_hit: get("negative") as usize,
    }
}

/// Precision and recall of the pairs of figures that are proposed.
pub fn comparables(gold: &[Row], predicted: &[Row]) -> (f64, f64) {
    let by_id: BTreeMap<&str, &Row> = gold.iter().map(|g| (text(g, "id"), g)).collect();
    let first = |g: &Row| -> String {
        let of = g["duplicate_of"].as_str().or(g["same_fact_as"].as_str());
        of.unwrap_or(text(g, "id")).to_owned()
    };
    let pair = |a: &str, b: &str| -> BTreeSet<String> { [a.to_owned(), b.to_owned()].into() };
    let wanted: BTreeSet<BTreeSet<String>> =
        gold.iter().filter_map(|g| Some(pair(text(g, "id"), g["comparable_with"].as_str()?))).collect();
    let neutral: BTreeSet<BTreeSet<String>> = gold
        .iter()
        .flat_map(|g| {
            g["comparable_ok"].as_array().into_iter().flatten().map(|o| pair(text(g, "id"), o.as_str().unwrap()))
        })
        .collect();
    let find = |side: &Row| -> Option<String> {
        let hits = by_id.values().filter(|g| g["doc"] == side["doc"] && overlap(side, g) > 0);
        hits.max_by_key(|g| overlap(side, g)).map(|g| first(g))
    };
    let (mut got, mut wrong) = (BTreeSet::new(), 0.0);
    for p in predicted.iter().filter(|p| p["accepted"] == true) {
        let key = find(&p["left"]).zip(find(&p["right"])).map(|(a, b)| pair(&a, &b)).unwrap_or_default();
        if wanted.contains(&key) {
            got.insert(key);
        } else if !neutral.contains(&key) {
            wrong += 1.0;
        }
    }
    let found = got.len() as f64;
    (found / (found + wrong).max(1.0), found / (wanted.len() as f64).max(1.0))
}
