//! Speed of decoding, structure, normalisation and segmentation from 100 kB to 50 MB, and the peak of memory.
//!
//! A table rather than criterion's statistics: what counts is whether time grows with length, and one run over 50 MB
//! says more of that than a hundred over 100 kB. `cargo bench --bench text`.

#![expect(clippy::print_stdout, reason = "a bench prints its table")]

use std::hint::black_box;
use std::time::Instant;

use duizhao::article::{self, Article, LoadOptions};
use duizhao::script::{self, Converter, Form, OpenCc, Vocabulary};
use duizhao::text::Segmenter;

const SIZES: [usize; 4] = [100_000, 1_000_000, 10_000_000, 50_000_000];

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

/// Megabytes a second of the best of `rounds` runs.
fn rate<T>(bytes: usize, rounds: usize, mut work: impl FnMut() -> T) -> f64 {
    let mut best = f64::MAX;
    for _ in 0..rounds {
        let start = Instant::now();
        black_box(work());
        best = best.min(start.elapsed().as_secs_f64());
    }
    bytes as f64 / 1e6 / best
}

/// A line of `/proc/self/status` in megabytes; none where there is no such file.
fn memory(field: &str) -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|l| l.starts_with(field))?;
    line.split_whitespace().nth(1)?.parse::<f64>().ok().map(|kb| kb / 1024.0)
}

fn main() {
    let opencc = OpenCc::new().expect("the temporary folder can be written");
    let vocabulary = Vocabulary::builtin();
    let segmenter = Segmenter::new();
    let seeds = article::seeds();
    let most = std::env::args().filter_map(|a| a.parse::<usize>().ok()).next().unwrap_or(usize::MAX);
    let base = memory("VmRSS");
    println!(
        "{:>10} {:>12} {:>9} {:>9} {:>9} {:>9} {:>9}",
        "bytes", "script", "decode", "structure", "normalise", "opencc", "segment"
    );
    for size in SIZES.into_iter().filter(|s| *s <= most) {
        for (script, seed) in [("simplified", &seeds[0]), ("traditional", &seeds[1])] {
            let text = grown(seed.text.as_str(), size);
            let bytes = text.len();
            let rounds = if size > 5_000_000 { 1 } else { 5 };
            let encoded = encoding_rs::GB18030.encode(&text).0.into_owned();
            let load = rate(bytes, rounds, || article::load(encoded.clone(), "x", &LoadOptions::default()));
            let structure = rate(bytes, rounds, || Article::from_text("x", text.as_str()));
            // Loading is decoding and structure together.
            let decode = 1.0 / (1.0 / load - 1.0 / structure);
            let article = Article::from_text("x", text.as_str());
            let normalise = rate(bytes, rounds, || script::normalize(&article, &opencc, &vocabulary));
            let whole = rate(bytes, rounds.min(2), || opencc.convert(&text, Form::TraditionalTaiwan, Form::Simplified));
            let segment = rate(bytes, rounds, || segmenter.words(&text));
            println!(
                "{bytes:>10} {script:>12} {decode:>9.1} {structure:>9.1} {normalise:>9.1} {whole:>9.1} {segment:>9.1}"
            );
        }
        let line = "网络安全和信息化工作，".repeat(size / 33);
        let one = rate(line.len(), 1, || {
            let article = Article::from_text("x", line.as_str());
            script::normalize(&article, &opencc, &vocabulary)
        });
        println!("{:>10} {:>12} structure and normalisation {one:.1}", line.len(), "one line");
    }
    if let (Some(base), Some(peak)) = (base, memory("VmHWM")) {
        println!(
            "memory: {base:.0} MB with dictionaries, {peak:.0} MB at the peak (segmentation's list of words included)"
        );
    }
}
