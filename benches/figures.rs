//! Figures beside jieba on the same text and one core: the grammar alone, everything, and one line of 20 MB against one of 2 MB.

use std::hint::black_box;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use duizhao::article::{Article, seeds};
use duizhao::figures;
use jieba_rs::Jieba;

fn beside_jieba(c: &mut Criterion) {
    let text: String = seeds().iter().map(|a| a.text.as_str().to_owned()).collect::<Vec<_>>().join("\n").repeat(10);
    let article = Article::from_text("seeds", text.as_str());
    // Itself, not the segmenter of the program, which cuts a long text on all cores.
    let jieba = Jieba::new();
    let mut group = c.benchmark_group("seeds ten times");
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("jieba with HMM", |b| b.iter(|| black_box(jieba.cut(&text, true))));
    group.bench_function("value, unit, modifier, date", |b| b.iter(|| black_box(figures::count(&text))));
    group.bench_function("everything", |b| b.iter(|| black_box(figures::read(&article, None))));
    group.finish();
}

fn one_long_line(c: &mut Criterion) {
    let clause = "全省6908个行政村建立了电商站点，共销售农产品14.06亿元，户均增收4000元，";
    let mut group = c.benchmark_group("one line");
    group.sample_size(10).measurement_time(Duration::from_secs(10));
    for megabytes in [2usize, 20] {
        let line = clause.repeat(megabytes * 1_000_000 / clause.len());
        group.throughput(Throughput::Bytes(line.len() as u64));
        group.bench_with_input(BenchmarkId::new("everything, MB", megabytes), &line, |b, line| {
            b.iter(|| black_box(figures::read_line(line)));
        });
    }
    group.finish();
}

criterion_group!(benches, beside_jieba, one_long_line);
criterion_main!(benches);
