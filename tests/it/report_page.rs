//! The report in a browser: Chromium opens it without a network, shows both articles and every chart, prints it.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use duizhao::chart::{Kind, Side};

use crate::reports::{seeds, written};

/// Chromium, where it is installed.
fn browser() -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    let names = ["chromium", "chromium-browser", "google-chrome"];
    std::env::split_paths(&folders).flat_map(|folder| names.map(|name| folder.join(name))).find(|path| path.is_file())
}

/// Opens the report, with a profile of its own, and notes what is asked of the network.
fn open(browser: &Path, folder: &Path, args: &[&str]) -> Output {
    let page = written()[0].path().join("out/report.html");
    let profile = format!("--user-data-dir={}", folder.join("profile").display());
    let log = format!("--log-net-log={}", folder.join("net.json").display());
    let mut program = Command::new(browser);
    program.args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"]);
    program.args(["--disable-background-networking", "--disable-component-update", "--disable-sync"]);
    program.arg("--host-resolver-rules=MAP * ~NOTFOUND");
    program.args([&profile, &log, "--window-size=1280,1000"]).args(args).arg(format!("file://{}", page.display()));
    program.output().unwrap()
}

#[test]
fn a_browser_shows_the_report_and_asks_nobody() {
    let Some(browser) = browser() else {
        eprintln!("no Chromium on the PATH: what the report looks like in a browser was not looked at");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let shown = open(&browser, folder.path(), &["--dump-dom"]);
    let page = String::from_utf8_lossy(&shown.stdout);
    if !shown.status.success() || page.is_empty() {
        eprintln!("Chromium does not start here: {}", String::from_utf8_lossy(&shown.stderr));
        return;
    }
    for side in Side::BOTH {
        for passage in &seeds().comparison.side(side).article.passages {
            let words = seeds().comparison.side(side).article.text.slice(passage.span);
            let first: String =
                words.chars().take_while(|c| !c.is_ascii_digit() && *c != '“' && *c != '\n').take(6).collect();
            assert!(page.contains(&first), "{first}");
        }
    }
    for kind in Kind::OF_TWO {
        assert!(page.contains(&format!("id=\"chart-{}\"", kind.id())), "{kind:?}");
    }
    let asked = std::fs::read_to_string(folder.path().join("net.json")).unwrap();
    let urls = asked.split("\"url\":\"").skip(1).filter_map(|rest| rest.split('"').next());
    // Chromium asks for its own updates; a page without a script can only ask for what is written in it.
    let hosts = urls.filter_map(|url| url.split_once("://")?.1.split('/').next()).filter(|host| !host.is_empty());
    let outside: Vec<&str> = hosts.filter(|host| page.contains(host)).collect();
    assert_eq!(outside, Vec::<&str>::new());

    let pdf = folder.path().join("report.pdf");
    let print = format!("--print-to-pdf={}", pdf.display());
    open(&browser, folder.path(), &["--no-pdf-header-footer", &print]);
    let document = lopdf::Document::load(&pdf).unwrap();
    let pages = document.get_pages();
    assert!((4..80).contains(&pages.len()), "{} pages", pages.len());
    // A4 in points, upright for articles and charts, across for the tables.
    let sizes: std::collections::BTreeSet<(i64, i64)> = pages
        .values()
        .map(|&id| {
            let media = document.get_object(id).unwrap().as_dict().unwrap().get(b"MediaBox").unwrap();
            let media = media.as_array().unwrap();
            let length = |n: usize| media[n].as_float().unwrap().round() as i64;
            (length(2), length(3))
        })
        .collect();
    let near = |(w, h): (i64, i64), (a, b): (i64, i64)| (w - a).abs() < 3 && (h - b).abs() < 3;
    assert!(sizes.iter().all(|&size| near(size, (595, 842)) || near(size, (842, 595))), "{sizes:?}");
}
