//! The house is in order: modules depend downwards only, packages are named in one room, messages exist.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use regex::Regex;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Every Rust file of the library, with the module it belongs to.
fn sources() -> Vec<(String, PathBuf, String)> {
    let mut out = Vec::new();
    let mut folders = vec![PathBuf::from(ROOT).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the source folder can be read") {
            let path = entry.expect("the source folder can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let inside = path.strip_prefix(Path::new(ROOT).join("src")).expect("it was found there");
                let first = inside.components().next().expect("a file has a name");
                let module = first.as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned();
                let text = fs::read_to_string(&path).expect("source is UTF-8");
                out.push((module, path, text));
            }
        }
    }
    out.sort();
    out
}

/// The rows of the code map: module → packages that it alone names, in order.
fn code_map() -> Vec<(String, Vec<String>)> {
    let text = fs::read_to_string(Path::new(ROOT).join("ARCHITECTURE.md")).expect("ARCHITECTURE.md exists");
    text.lines()
        .filter_map(|line| {
            let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
            let [module, _, packages] = cells[..] else { return None };
            if module == "module" || module.starts_with('-') {
                return None;
            }
            let packages = packages.split(',').map(|p| p.trim().to_owned()).filter(|p| !p.is_empty()).collect();
            Some((module.to_owned(), packages))
        })
        .collect()
}

#[test]
fn the_code_map_names_every_module() {
    let lib = fs::read_to_string(Path::new(ROOT).join("src/lib.rs")).expect("src/lib.rs exists");
    let declared: BTreeSet<&str> =
        lib.lines().filter_map(|l| l.strip_prefix("pub mod ")).map(|l| l.trim_end_matches(';')).collect();
    let map = code_map();
    let mapped: BTreeSet<&str> = map.iter().map(|(module, _)| module.as_str()).collect();
    assert_eq!(declared, mapped);
    let in_docs: Vec<&str> =
        lib.lines().filter_map(|l| l.strip_prefix("//! | [`")).filter_map(|l| l.split('`').next()).collect();
    let in_order: Vec<&str> = map.iter().map(|(module, _)| module.as_str()).collect();
    assert_eq!(in_docs, in_order, "the table of src/lib.rs and that of ARCHITECTURE.md");
}

#[test]
fn modules_use_only_those_above_them() {
    let rank: BTreeMap<String, usize> = code_map().into_iter().enumerate().map(|(n, (m, _))| (m, n)).collect();
    let used = Regex::new(r"\bcrate::\{?(\w+)").expect("it compiles");
    let mut wrong = Vec::new();
    for (module, path, text) in sources() {
        let Some(&own) = rank.get(&module) else { continue };
        for capture in used.captures_iter(&text) {
            if rank.get(&capture[1]).is_some_and(|&other| other > own) {
                wrong.push(format!("{}: {module} uses {}", path.display(), &capture[1]));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn packages_are_named_in_one_room() {
    let mut wrong = Vec::new();
    for (owner, packages) in code_map() {
        for package in packages {
            let named = Regex::new(&format!(r"\b{package}::|\buse {package}\b")).expect("it compiles");
            for (module, path, text) in sources() {
                if module != owner && module != "main" && named.is_match(&text) {
                    wrong.push(format!("{} names {package}, which belongs to {owner}", path.display()));
                }
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn every_message_that_the_code_asks_for_exists() {
    let catalogue: String = ["window", "session", "terms", "chart", "report"]
        .iter()
        .map(|room| {
            let path = Path::new(ROOT).join("assets/i18n/en").join(format!("{room}.ftl"));
            fs::read_to_string(path).expect("the messages exist")
        })
        .collect();
    let defined: BTreeSet<&str> =
        catalogue.lines().filter_map(|l| l.split_once('=')).map(|(key, _)| key.trim()).collect();
    let asked = Regex::new(r#"\.(?:text|format)\(\s*"([a-z][a-z0-9-]*)""#).expect("it compiles");
    let mut missing = Vec::new();
    for (module, path, text) in sources() {
        let outside_tests = text.split("#[cfg(test)]").next().unwrap_or_default();
        for capture in asked.captures_iter(outside_tests) {
            if module != "i18n" && !defined.contains(&capture[1]) {
                missing.push(format!("{}: {}", path.display(), &capture[1]));
            }
        }
    }
    assert_eq!(missing, Vec::<String>::new());
}
