//! What pictures and the report cost: each chart at two sizes, PNG included, beside plotters drawing nothing.

use std::hint::black_box;
use std::sync::Arc;
use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};
use duizhao::chart::{self, Kind, Material, Paper, Theme};
use duizhao::comparison::Engine;
use duizhao::findings::Findings;
use duizhao::i18n::{Lang, Messages};
use duizhao::progress::Progress;
use duizhao::{article, exchange};
use plotters::prelude::{BitMapBackend, IntoDrawingArea, WHITE};

fn seeds() -> Findings {
    let engine = Engine::new().expect("the dictionaries unpack");
    let [left, right] = article::seeds().map(|a| Arc::new(engine.analyse(Arc::new(a), None)));
    let comparison = engine.compare(left, right, &Progress::default()).expect("nobody cancels");
    Findings::machine(Arc::new(comparison))
}

fn pictures(c: &mut Criterion) {
    let findings = seeds();
    let messages = Messages::new(Lang::SimplifiedChinese);
    for (size, width, height) in [("1600x1000", 1600, 1000), ("6400x4000", 6400, 4000)] {
        let mut group = c.benchmark_group(format!("chart/{size}"));
        group.sample_size(10).measurement_time(Duration::from_secs(2)).warm_up_time(Duration::from_millis(500));
        for kind in Kind::ALL {
            let chart = chart::build(&Material::new(&findings), kind);
            let paper = Paper { width: width as f32, height: Some(height as f32), theme: Theme::Light };
            group.bench_function(kind.id(), |b| {
                b.iter(|| {
                    let drawing = chart::draw(black_box(&chart), &paper, &messages);
                    chart::png::write(&drawing, 1.0, 96.0, &Vec::new()).expect("memory can be written")
                });
            });
        }
        group.bench_function("plotters-empty", |b| {
            b.iter(|| {
                let mut pixels = vec![0; width * height * 3];
                let area = BitMapBackend::with_buffer(&mut pixels, (width as u32, height as u32)).into_drawing_area();
                area.fill(&WHITE).expect("memory can be written");
                drop(area);
                let mut bytes = Vec::new();
                let mut encoder = png::Encoder::new(&mut bytes, width as u32, height as u32);
                encoder.set_color(png::ColorType::Rgb);
                encoder.set_compression(png::Compression::Fast);
                let mut writer = encoder.write_header().expect("memory can be written");
                writer.write_image_data(&pixels).expect("memory can be written");
                drop(writer);
                bytes
            });
        });
        group.finish();
    }
}

fn report(c: &mut Criterion) {
    let messages = Messages::new(Lang::SimplifiedChinese);
    let mut group = c.benchmark_group("report");
    group.sample_size(10).measurement_time(Duration::from_secs(4)).warm_up_time(Duration::from_millis(500));
    group.bench_function("seeds-from-text-to-html", |b| {
        b.iter(|| {
            let findings = seeds();
            let charts: Vec<_> = Kind::ALL
                .into_iter()
                .map(|kind| {
                    let chart = chart::build(&Material::new(&findings), kind);
                    (kind, chart::draw(&chart, &Paper::default(), &messages))
                })
                .collect();
            let tables = exchange::tables::all(&material, &messages);
            let about = chart::about(&material);
            let parts =
                exchange::report::Parts { findings: &findings, about: &about, charts: &charts, tables: &tables };
            exchange::report::html(&parts, &messages)
        });
    });
    group.finish();
}

criterion_group!(benches, pictures, report);
criterion_main!(benches);
