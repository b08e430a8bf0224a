//! The whole comparison of the seeds and its parts, beside what its two slowest libraries take on the same text.

use std::hint::black_box;
use std::sync::Arc;

use criterion::{Criterion, criterion_group, criterion_main};
use duizhao::article::{Article, seeds};
use duizhao::comparison::{Engine, counterparts};
use duizhao::progress::Progress;
use duizhao::script::{Form, normalize};
use duizhao::text::Segmenter;
use duizhao::{align, figures, measures, themes};

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
    let [left, right] = [0, 1].map(|n| Arc::new(engine.analyse(articles[n].clone(), None)));
    let sides = [&left, &right];
    let parts: [(&str, &dyn Fn()); 6] = [
        ("normalisation", &|| {
            for article in &articles {
                black_box(normalize(article, engine.converter.as_ref(), &engine.vocabulary));
            }
        }),
        ("figures", &|| {
            for article in &articles {
                black_box(figures::read(article, None));
            }
        }),
        ("labels", &|| {
            for side in sides {
                black_box(themes::label(&side.article, &side.normalized, &engine.codebook));
            }
        }),
        ("measures", &|| {
            for side in sides {
                black_box(measures::find(&side.article, &side.normalized, &side.labels, &engine.codebook));
            }
        }),
        ("alignment", &|| {
            black_box(
                align::align(left.align_side(), right.align_side(), &Progress::default()).expect("nobody cancels"),
            );
        }),
        ("alignment and counterparts", &|| {
            black_box(counterparts(&left, &right, &engine.codebook));
        }),
    ];
    for (part, run) in parts {
        c.bench_function(&format!("seeds: {part}"), |b| b.iter(run));
    }
    let segmenter = Segmenter::new();
    c.bench_function("seeds: jieba alone", |b| b.iter(|| black_box(segmenter.words(&text))));
    c.bench_function("seeds: OpenCC alone", |b| {
        b.iter(|| black_box(engine.converter.convert(&text, Form::TraditionalTaiwan, Form::Simplified)));
    });
}

criterion_group!(benches, comparison);
criterion_main!(benches);
