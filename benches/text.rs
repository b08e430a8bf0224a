//! Speed of decoding, structure, normalisation and segmentation from 100 kB to 50 MB, and the peak of memory.
//!
//! A table rather than criterion's statistics: what counts is whether time grows with length, and a few runs over 50 MB
//! say more of that than a hundred over 100 kB. Each number is the best of some runs, and what is compared is run in turns, so
//! that a busy machine slows both. `cargo bench --bench text [-- LARGEST]`, in bytes.

#![expect(clippy::print_stdout, reason = "a bench prints its table")]

use std::collections::BTreeMap;
use std::hint::black_box;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use duizhao::article::{self, Article, LoadOptions};
use duizhao::script::{self, Converter, Form, OpenCc, Vocabulary};
use duizhao::text::Segmenter;

const SIZES: [usize; 4] = [100_000, 1_000_000, 10_000_000, 50_000_000];
/// What the rate over 50 MB is compared with.
const ONE: usize = 1_000_000;

/// An article of about `bytes`, made of a seed with numbers put in, so that no two paragraphs are the same.
fn grown(seed: &str, bytes: usize) -> String {
    let mut out = String::with_capacity(bytes + 4096);
    let mut n = 0;
    while out.len() < bytes {
        for line in seed.lines().filter(|l| l.chars().count() > 40) {
            out.push_str(line.trim_end_matches('。'));
            out.push_str(&format!("{n}。\n"));
            n += 1;
        }
    }
    out
}

/// The steps of reading a text, each with its name.
struct Steps<'a> {
    opencc: &'a OpenCc,
    vocabulary: &'a Vocabulary,
    segmenter: &'a Segmenter,
}

const NAMES: [&str; 5] = ["decode", "structure", "normalise", "opencc", "segment"];

impl Steps<'_> {
    /// Megabytes a second of each step, in the order of [`NAMES`]: the best of as many rounds as the size allows.
    fn rates(&self, text: &str) -> [f64; 5] {
        let rounds = if text.len() > 5_000_000 { 2 } else { 7 };
        let encoded = encoding_rs::GB18030.encode(text).0.into_owned();
        let article = Article::from_text("x", text);
        let mut best = [f64::MAX; 5];
        for _ in 0..rounds {
            let mut time = |n: usize, work: &mut dyn FnMut()| {
                let start = Instant::now();
                work();
                best[n] = best[n].min(start.elapsed().as_secs_f64());
            };
            time(0, &mut || drop(black_box(article::decode(&encoded, None))));
            time(1, &mut || drop(black_box(Article::from_text("x", text))));
            time(2, &mut || drop(black_box(script::normalize(&article, self.opencc, self.vocabulary))));
            time(3, &mut || drop(black_box(self.opencc.convert(text, Form::TraditionalTaiwan, Form::Simplified))));
            time(4, &mut || drop(black_box(self.segmenter.words(text))));
        }
        [0, 1, 2, 3, 4].map(|n| text.len() as f64 / 1e6 / best[n])
    }

    /// Peak of memory of reading a file as the program does, above what is in use with the dictionaries; in megabytes.
    fn peak(&self, path: &Path) -> Option<f64> {
        let before = memory("VmRSS")?;
        let article = article::open(path, "article", &LoadOptions::default()).ok()?;
        let normalized = script::normalize(&article, self.opencc, self.vocabulary);
        black_box(normalized.words().len());
        Some(memory("VmHWM")? - before)
    }
}

/// The same in a process of its own, whose memory holds nothing else.
fn peak_of(text: &str) -> Option<f64> {
    let dir = tempfile::tempdir().ok()?;
    let path = dir.path().join("article.txt");
    std::fs::write(&path, text).ok()?;
    let child = Command::new(std::env::current_exe().ok()?).env(PEAK_OF, &path).output().ok()?;
    String::from_utf8(child.stdout).ok()?.trim().parse().ok()
}

/// Names the file to a process that measures memory.
const PEAK_OF: &str = "DUIZHAO_BENCH_PEAK_OF";

/// A line of `/proc/self/status` in megabytes; none where there is no such file.
fn memory(field: &str) -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|l| l.starts_with(field))?;
    line.split_whitespace().nth(1)?.parse::<f64>().ok().map(|kb| kb * 1024.0 / 1e6)
}

fn main() {
    let (opencc, vocabulary) = (OpenCc::new().expect("the temporary folder can be written"), Vocabulary::builtin());
    let segmenter = Segmenter::shared();
    let steps = Steps { opencc: &opencc, vocabulary: &vocabulary, segmenter: &segmenter };
    let seeds = article::seeds();
    let scripts = [("simplified", seeds[0].text.as_str()), ("traditional", seeds[1].text.as_str())];
    let most = std::env::args().filter_map(|a| a.parse::<usize>().ok()).next().unwrap_or(usize::MAX);
    if let Some(path) = std::env::var_os(PEAK_OF) {
        // Everything that is loaded once is there before memory is looked at.
        let warm = seeds.each_ref().map(|seed| script::normalize(seed, &opencc, &vocabulary).words().len());
        black_box(warm);
        println!("{}", steps.peak(Path::new(&path)).unwrap_or(f64::NAN));
        return;
    }

    let row = |size: usize, kind: &str, text: &str| {
        if let Some(peak) = peak_of(text) {
            println!("{size:>10} {kind:>12} {:>9.1} ({peak:.0} MB)", peak * 1e6 / text.len() as f64);
        }
    };
    println!("peak of memory, file to words, in times the text (MB above the dictionaries; at most 12)");
    for size in SIZES.into_iter().filter(|s| *s <= most && *s >= ONE) {
        for (script, seed) in scripts {
            row(size, script, &grown(seed, size));
        }
        row(size, "one line", &"网络安全和信息化工作，".repeat(size / 33));
    }

    println!(
        "\nMB/s\n{:>10} {:>12} {:>9} {:>9} {:>9} {:>9} {:>9}",
        "bytes", "script", NAMES[0], NAMES[1], NAMES[2], NAMES[3], NAMES[4]
    );
    let mut found: BTreeMap<(&str, usize), [f64; 5]> = BTreeMap::new();
    for size in SIZES.into_iter().filter(|s| *s <= most) {
        for (script, seed) in scripts {
            let rates = steps.rates(&grown(seed, size));
            let [decode, structure, normalise, whole, segment] = rates;
            println!(
                "{size:>10} {script:>12} {decode:>9.1} {structure:>9.1} {normalise:>9.1} {whole:>9.1} {segment:>9.1}"
            );
            found.insert((script, size), rates);
        }
    }
    println!("\nstructure of what could look back too far, MB/s over 1 and 4 MB");
    for (kind, piece) in [
        ("days", "2015年建成，2016年3月1日启用，"),
        ("hard wraps", "这是一段很长的没有任何标点的文字每一行都一样长也没有空行\n"),
        ("brackets", "（一（二（三（四，"),
        ("short lines", "01\n网上声音\n"),
        ("repeats", "全县划分网格，配备专职网格员，办结率稳步提高。\n"),
    ] {
        let rates = [1_000_000, 4_000_000].map(|size: usize| {
            let text = piece.repeat(size / piece.len());
            let start = Instant::now();
            drop(black_box(Article::from_text("x", text.as_str())));
            text.len() as f64 / 1e6 / start.elapsed().as_secs_f64()
        });
        println!("{kind:>12} {:>9.1} {:>9.1}", rates[0], rates[1]);
    }
    let line = "网络安全和信息化工作，".repeat(most.min(20_000_000) / 33);
    let start = Instant::now();
    let article = Article::from_text("x", line.as_str());
    black_box(script::normalize(&article, &opencc, &vocabulary));
    let rate = line.len() as f64 / 1e6 / start.elapsed().as_secs_f64();
    println!("one line of {} bytes: structure and normalisation {rate:.1} MB/s", line.len());

    let largest = SIZES.into_iter().rfind(|s| *s <= most).unwrap_or(SIZES[0]);
    println!("\nrate over {largest} bytes in times that over {ONE} (at least 0.8)");
    for (script, _) in scripts {
        let (Some(large), Some(one)) = (found.get(&(script, largest)), found.get(&(script, ONE))) else { continue };
        let ratios: Vec<String> = [0, 1, 2, 4].map(|n| format!("{} {:.2}", NAMES[n], large[n] / one[n])).into();
        println!("{script:>12} {}", ratios.join(", "));
    }
    println!("\nnormalisation in times OpenCC over the whole text (traditional at least 1, simplified at least 50)");
    for ((script, size), rates) in &found {
        println!("{size:>10} {script:>12} {:>9.2}", rates[2] / rates[3]);
    }
}
