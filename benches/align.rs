//! Alignment of synthetic articles of 1,000 to 30,000 passages a side: how its cost grows, and the peak of memory.
//!
//! Each passage has one true counterpart, shuffled, that shares most of its own words; the vocabulary of own words
//! grows with the article, everyday words are shared by all, and every passage has a cue of some theme.

#![expect(clippy::print_stdout, reason = "a bench prints its table")]

use std::cell::OnceCell;
use std::fmt::Write as _;
use std::hint::black_box;
use std::process::Command;

use criterion::{BenchmarkId, Criterion, criterion_group};
use duizhao::align::{self, Side};
use duizhao::article::Article;
use duizhao::progress::Progress;
use duizhao::script::{self, Normalized, OpenCc, Vocabulary};
use duizhao::themes::{self, Codebook, Labels};

/// A small generator of numbers that is the same everywhere (Steele's SplitMix64).
struct Random(u64);

impl Random {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % end
    }
}

const SIZES: [usize; 4] = [1_000, 3_000, 10_000, 30_000];
const PASSAGES_A_SECTION: usize = 50;
const EVERYDAY: [&str; 12] =
    ["全省", "推进", "工作", "建设", "群众", "去年以来", "累计", "部门", "完成", "提升", "重点", "方面"];
const CUES: [&str; 6] = ["违规账号", "政务服务", "漏洞", "正能量", "数字经济", "获得感"];

fn word(id: u64) -> String {
    let mut random = Random(id);
    (0..2).filter_map(|_| char::from_u32(0x4e00 + random.below(20_000) as u32)).collect()
}

/// Both articles: passage `i` of the left answers the right passage that has the same own words.
fn articles(passages: usize) -> [String; 2] {
    let vocabulary = 2 * passages as u64 + 1000;
    let mut topics: Vec<(u64, Vec<u64>)> = Vec::with_capacity(passages);
    let mut random = Random(7);
    for _ in 0..passages {
        topics.push((random.below(CUES.len() as u64), (0..8).map(|_| random.below(vocabulary)).collect()));
    }
    let mut order: Vec<usize> = (0..passages).collect();
    // The counterpart stands in the same section, elsewhere.
    for section in order.chunks_mut(PASSAGES_A_SECTION) {
        for i in (1..section.len()).rev() {
            section.swap(i, random.below(i as u64 + 1) as usize);
        }
    }
    let straight: Vec<usize> = (0..passages).collect();
    [straight, order].map(|order| {
        let mut text = String::new();
        for (place, &topic) in order.iter().enumerate() {
            if place % PASSAGES_A_SECTION == 0 {
                let section = word(1_000_000 + (place / PASSAGES_A_SECTION) as u64);
                writeln!(text, "\n第{}节 {section}{section}\n", place / PASSAGES_A_SECTION + 1).expect("memory");
            }
            let (cue, words) = &topics[topic];
            for (at, &id) in words.iter().enumerate() {
                // One own word in four is not the counterpart's.
                let id = if random.below(4) == 0 { random.below(vocabulary) } else { id };
                let everyday = EVERYDAY[random.below(EVERYDAY.len() as u64) as usize];
                write!(text, "{everyday}{}{}", word(id), if at == 3 { "，" } else { "" }).expect("memory");
            }
            writeln!(text, "{}{}个。", CUES[*cue as usize], random.below(900) + 10).expect("memory");
        }
        text
    })
}

struct Read {
    article: Article,
    normalized: Normalized,
    labels: Labels,
}

impl Read {
    fn side(&self) -> Side<'_> {
        Side { article: &self.article, normalized: &self.normalized, labels: &self.labels }
    }
}

fn read(passages: usize, codebook: &Codebook) -> [Read; 2] {
    read_all(articles(passages), codebook)
}

fn read_all(texts: [String; 2], codebook: &Codebook) -> [Read; 2] {
    let converter = OpenCc::new().expect("the temporary folder can be written");
    texts.map(|text| {
        let article = Article::from_text("synthetic", text);
        let normalized = script::normalize(&article, &converter, &Vocabulary::builtin());
        let labels = themes::label(&article, &normalized, codebook);
        Read { article, normalized, labels }
    })
}

/// How many of 500 sampled passages have the same best counterpart as with all pairs.
fn agreement(left: &Read, right: &Read) -> (usize, usize) {
    let progress = Progress::default();
    let alignment = align::align(left.side(), right.side(), &progress).expect("nobody cancels");
    let body: Vec<_> = left.article.passages.iter().filter(|p| p.role.is_body()).map(|p| p.id).collect();
    let sample: Vec<_> = body.iter().step_by((body.len() / 500).max(1)).take(500).copied().collect();
    let best = align::best_of_all(left.side(), right.side(), &sample, &progress).expect("nobody cancels");
    let same = sample.iter().zip(&best).filter(|&(&passage, best)| {
        alignment.of_left(passage).first().map(|c| c.right) == best.as_ref().map(|c| c.right)
    });
    (same.count(), sample.len())
}

fn aligning(c: &mut Criterion) {
    let codebook = Codebook::builtin();
    let mut group = c.benchmark_group("align");
    group.sample_size(10);
    for passages in SIZES {
        // Only what is measured is made.
        let made = OnceCell::new();
        group.bench_function(BenchmarkId::from_parameter(passages), |b| {
            let [left, right] = made.get_or_init(|| {
                let [left, right] = read(passages, &codebook);
                if passages == 10_000 {
                    let (same, of) = agreement(&left, &right);
                    eprintln!("best counterpart as with all pairs: {same} of {of} sampled passages");
                }
                [left, right]
            });
            b.iter(|| black_box(align::align(left.side(), right.side(), &Progress::default())));
        });
    }
    group.finish();
}

/// A line of `/proc/self/status` in megabytes; none where there is no such file.
fn memory(field: &str) -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|l| l.starts_with(field))?;
    line.split_whitespace().nth(1)?.parse::<f64>().ok().map(|kb| kb * 1024.0 / 1e6)
}

/// Tells a process of its own how many passages a side it is to read and align.
const PEAK_OF: &str = "DUIZHAO_BENCH_PEAK_OF";

/// The length of both texts, and the peaks of reading and of reading and aligning them above the texts, in megabytes.
fn peaks(passages: usize) -> Option<[f64; 3]> {
    // What is loaded once is there before memory is looked at.
    let codebook = Codebook::builtin();
    read(10, &codebook);
    let texts = articles(passages);
    let before = memory("VmRSS")?;
    let length = texts.iter().map(String::len).sum::<usize>() as f64 / 1e6;
    let [left, right] = read_all(texts, &codebook);
    let reading = memory("VmHWM")? - before;
    black_box(align::align(left.side(), right.side(), &Progress::default()).ok()?);
    Some([length, reading, memory("VmHWM")? - before])
}

/// Prints the peaks of each size, each measured in a process whose memory holds nothing else.
fn memories() {
    let Ok(program) = std::env::current_exe() else { return };
    for passages in SIZES {
        let child = Command::new(&program).env(PEAK_OF, passages.to_string()).output();
        let said = child.ok().and_then(|child| String::from_utf8(child.stdout).ok()).unwrap_or_default();
        if let [length, reading, all] = said.split_whitespace().collect::<Vec<_>>()[..] {
            println!(
                "{passages:>6} a side: {length} MB of text; peak above it: read {reading} MB, read and aligned {all} MB"
            );
        }
    }
}

criterion_group!(benches, aligning);

fn main() {
    if let Some(passages) = std::env::var(PEAK_OF).ok().and_then(|n| n.parse().ok()) {
        if let Some([length, reading, all]) = peaks(passages) {
            println!("{length:.1} {reading:.0} {all:.0}");
        }
        return;
    }
    memories();
    benches();
    Criterion::default().configure_from_args().final_summary();
}
