//! Speed of decoding, structure, normalisation and segmentation from 100 kB to 50 MB, and the peak of memory.
//!
//! A table rather than criterion's statistics: what counts is whether time grows with length. All sizes and steps run in turns, in
//! several rounds, and short texts as often as makes up the length of the longest, so that a machine that is busy for a while slows
//! all alike; what is printed is the median over the rounds, of rates, and of ratios within a round.
//! `cargo bench --bench text [-- LARGEST] [STEP…]`, the largest in bytes, the steps by the heads of the table.

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

/// How often everything is run, and what takes long.
const ROUNDS: usize = 5;
const SLOW_ROUNDS: usize = 2;
/// Bytes of short texts that a round reads with what is slow.
const SLOW_ROUND: usize = 5_000_000;

/// The steps of reading a text, each with its name.
struct Steps<'a> {
    opencc: &'a OpenCc,
    vocabulary: &'a Vocabulary,
    segmenter: &'a Segmenter,
}

const NAMES: [&str; 5] = ["decode", "structure", "normalise", "opencc", "segment"];
const NORMALISE: usize = 2;
const OPENCC: usize = 3;

/// A text in the forms that the steps begin with.
struct Sample {
    text: String,
    encoded: Vec<u8>,
    article: Article,
}

impl Sample {
    fn new(text: String) -> Self {
        let encoded = encoding_rs::GB18030.encode(&text).0.into_owned();
        Self { encoded, article: Article::from_text("x", text.as_str()), text }
    }
}

impl Steps<'_> {
    fn run(&self, step: usize, sample: &Sample) {
        let Sample { text, encoded, article } = sample;
        match step {
            0 => drop(black_box(article::decode(encoded, None))),
            1 => drop(black_box(Article::from_text("x", text.as_str()))),
            2 => drop(black_box(script::normalize(article, self.opencc, self.vocabulary))),
            3 => drop(black_box(self.opencc.convert(text, Form::TraditionalTaiwan, Form::Simplified))),
            _ => drop(black_box(self.segmenter.words(text))),
        }
    }

    /// Megabytes a second of the steps named: by step, by sample, by round.
    fn rates(&self, samples: &[Sample], slow: &[usize], steps: &[usize]) -> Vec<Vec<Vec<Rate>>> {
        let mut rates = vec![vec![Vec::new(); samples.len()]; NAMES.len()];
        let largest = samples.iter().map(|s| s.text.len()).max().unwrap_or(1);
        for round in 0..ROUNDS {
            for &step in steps.iter().filter(|step| round < SLOW_ROUNDS || !slow.contains(step)) {
                for (n, sample) in samples.iter().enumerate() {
                    let bytes = if slow.contains(&step) { largest.min(SLOW_ROUND) } else { largest };
                    let times = (bytes / sample.text.len()).max(1);
                    let (start, busy) = (Instant::now(), processor());
                    (0..times).for_each(|_| self.run(step, sample));
                    let (time, busy) = (start.elapsed().as_secs_f64(), processor() - busy);
                    let megabytes = (sample.text.len() * times) as f64 / 1e6;
                    rates[step][n].push(Rate { wall: megabytes / time, processor: megabytes / busy });
                }
            }
        }
        rates
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

/// Megabytes a second, of the clock and of the time that processors gave to it: on a machine that does other things too,
/// the latter tells more of growth, and nothing of what threads gain.
#[derive(Clone, Copy)]
struct Rate {
    wall: f64,
    processor: f64,
}

/// Seconds of all processors that this program has used; nothing where there is no such file.
fn processor() -> f64 {
    // Fields behind the name, which stands in brackets: the 14th and 15th of all, in hundredths of a second.
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(") ").next().unwrap_or_default().split(' ').skip(11).take(2);
    fields.filter_map(|field| field.parse::<f64>().ok()).sum::<f64>() / 100.0
}

fn median(values: impl IntoIterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.into_iter().collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
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
    let named: Vec<usize> = (0..NAMES.len()).filter(|n| std::env::args().any(|arg| arg == NAMES[*n])).collect();
    let wanted: Vec<usize> = if named.is_empty() { (0..NAMES.len()).collect() } else { named };
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
    if wanted.len() == NAMES.len() {
        println!("peak of memory, file to words, in times the text (MB above the dictionaries; at most 12)");
    }
    for size in SIZES.into_iter().filter(|s| wanted.len() == NAMES.len() && *s <= most && *s >= ONE) {
        for (script, seed) in scripts {
            row(size, script, &grown(seed, size));
        }
        row(size, "one line", &"网络安全和信息化工作，".repeat(size / 33));
    }

    println!(
        "\nMB/s\n{:>10} {:>12} {:>9} {:>9} {:>9} {:>9} {:>9}",
        "bytes", "script", NAMES[0], NAMES[1], NAMES[2], NAMES[3], NAMES[4]
    );
    let sizes: Vec<usize> = SIZES.into_iter().filter(|s| *s <= most).collect();
    let mut found: BTreeMap<&str, Vec<Vec<Vec<Rate>>>> = BTreeMap::new();
    for (script, seed) in scripts {
        let samples: Vec<Sample> = sizes.iter().map(|size| Sample::new(grown(seed, *size))).collect();
        let slow: &[usize] = if script == "simplified" { &[OPENCC] } else { &[NORMALISE, OPENCC] };
        let rates = steps.rates(&samples, slow, &wanted);
        for (n, size) in sizes.iter().enumerate() {
            let cells: Vec<String> =
                rates.iter().map(|step| format!("{:>9.1}", median(step[n].iter().map(|rate| rate.wall)))).collect();
            println!("{size:>10} {script:>12} {}", cells.join(" "));
        }
        found.insert(script, rates);
    }
    if wanted.len() < NAMES.len() {
        return;
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

    let (one, largest) = (sizes.iter().position(|s| *s == ONE).unwrap_or(0), sizes.len() - 1);
    println!("\nrate over {} bytes in times that over {} (at least 0.8)", sizes[largest], sizes[one]);
    for clock in ["clock", "processors"] {
        let of = |rate: &Rate| if clock == "clock" { rate.wall } else { rate.processor };
        for (script, rates) in &found {
            let pairs = |step: usize| rates[step][largest].iter().zip(&rates[step][one]);
            let ratio = |step: usize| median(pairs(step).map(|(a, b)| of(a) / of(b)));
            let ratios: Vec<String> = [0, 1, 2, 4].map(|n| format!("{} {:.2}", NAMES[n], ratio(n))).into();
            println!("{script:>12} {} (by the {clock})", ratios.join(", "));
        }
    }
    println!("\nnormalisation in times OpenCC over the whole text (traditional at least 1, simplified at least 50)");
    for (n, size) in sizes.iter().enumerate() {
        for (script, rates) in &found {
            let ratio = median(rates[NORMALISE][n].iter().zip(&rates[OPENCC][n]).map(|(a, b)| a.wall / b.wall));
            println!("{size:>10} {script:>12} {ratio:>9.2}");
        }
    }
}
