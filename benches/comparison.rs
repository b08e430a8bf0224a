//! The whole comparison of the seeds, beside what its two slowest libraries take on the same text.

use std::hint::black_box;
use std::sync::Arc;

use criterion::{Criterion, criterion_group, criterion_main};
use duizhao::article::{Article, seeds};
use duizhao::comparison::Engine;
use duizhao::progress::Progress;
use duizhao::script::Form;
use duizhao::text::Segmenter;

fn comparison(c: &mut Criterion) {
    let engine = Engine::new().expect("the temporary folder can be written");
    let articles: Vec<Arc<Article>> = seeds().into_iter().map(Arc::new).collect();
    let text: String = articles.iter().map(|a| a.text.as_str()).collect();
    let compare = || {
        let [left, right] = engine.analyse_both([0, 1].map(|n| (articles[n].clone(), None)));
        engine.compare(left, right, &Progress::default()).expect("nobody cancels")
    };
    compare();
    c.bench_function("seeds: whole comparison", |b| b.iter(|| black_box(compare())));
    let segmenter = Segmenter::new();
    c.bench_function("seeds: jieba alone", |b| b.iter(|| black_box(segmenter.words(&text))));
    c.bench_function("seeds: OpenCC alone", |b| {
        b.iter(|| black_box(engine.converter.convert(&text, Form::TraditionalTaiwan, Form::Simplified)));
    });
}

criterion_group!(benches, comparison);
criterion_main!(benches);
