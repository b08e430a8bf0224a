//! What pictures and the report cost: each chart at two sizes, PNG included, beside plotters drawing an empty one.
//!
//! Plain timing, for what counts is a ratio: the best of several runs of ours to the best of plotters' alone.

use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use duizhao::chart::{self, Kind, Material, Paper, Theme};
use duizhao::comparison::Engine;
use duizhao::exchange::package::{self, Sheet};
use duizhao::findings::Findings;
use duizhao::i18n::{Lang, Messages};
use duizhao::progress::Progress;
use duizhao::{article, exchange};
use plotters::prelude::{BitMapBackend, IntoDrawingArea, WHITE};

const RUNS: usize = 15;

fn seeds() -> Findings {
    let engine = Engine::new().expect("the dictionaries unpack");
    let [left, right] = article::seeds().map(|a| Arc::new(engine.analyse(Arc::new(a), None)));
    let comparison = engine.compare(left, right, &Progress::default()).expect("nobody cancels");
    Findings::machine(Arc::new(comparison))
}

/// The best of several runs.
fn best<T>(mut work: impl FnMut() -> T) -> Duration {
    let time = |_| {
        let start = Instant::now();
        black_box(work());
        start.elapsed()
    };
    (0..RUNS).map(time).min().unwrap_or_default()
}

fn plotters_empty(width: u32, height: u32) -> Vec<u8> {
    let mut pixels = vec![0; width as usize * height as usize * 3];
    let area = BitMapBackend::with_buffer(&mut pixels, (width, height)).into_drawing_area();
    area.fill(&WHITE).expect("memory can be written");
    drop(area);
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_compression(png::Compression::Fast);
    let mut writer = encoder.write_header().expect("memory can be written");
    writer.write_image_data(&pixels).expect("memory can be written");
    drop(writer);
    bytes
}

fn main() {
    let findings = seeds();
    let material = Material::new(&findings);
    let messages = Messages::new(Lang::SimplifiedChinese);
    for (width, height, most) in [(1600, 1000, 15.0), (6400, 4000, 150.0)] {
        let base = best(|| plotters_empty(width, height)).as_secs_f64() * 1e3;
        eprintln!("{width}x{height}, to be under {most} ms; plotters, empty: {base:.1} ms");
        let paper = Paper { width: width as f32, height: Some(height as f32), theme: Theme::Light };
        for kind in Kind::ALL {
            let chart = chart::build(&material, kind);
            let draw = best(|| chart::draw(&chart, &paper, &messages)).as_secs_f64() * 1e3;
            let all = best(|| {
                let drawing = chart::draw(black_box(&chart), &paper, &messages);
                chart::png::write(&drawing, 1.0, 96.0, &Vec::new()).expect("memory can be written")
            });
            let all = all.as_secs_f64() * 1e3;
            let late = if all > most { "  LATE" } else { "" };
            eprintln!(
                "  {:<15} {all:7.1} ms ({draw:.1} of it drawing), {:.2} of plotters{late}",
                kind.id(),
                all / base
            );
        }
    }
    let sheet = Sheet { paper: Paper::default(), scale: 1.0, dpi: 96.0 };
    let start = Instant::now();
    let findings = seeds();
    let read = start.elapsed();
    let files = package::all(&Material::new(&findings), &sheet, &[], &messages, &Progress::default());
    let bytes: usize = files.expect("memory can be written").iter().map(|(_, bytes)| bytes.len()).sum();
    let all = start.elapsed();
    let html = best(|| report(&findings, &messages)).as_secs_f64() * 1e3;
    eprintln!(
        "everything about the seeds: {:.0} ms ({:.0} of it reading them), {bytes} bytes; the page alone {html:.0} ms",
        all.as_secs_f64() * 1e3,
        read.as_secs_f64() * 1e3
    );
}

fn report(findings: &Findings, messages: &Messages) -> String {
    let material = Material::new(findings);
    let draw = |kind| (kind, chart::draw(&chart::build(&material, kind), &Paper::default(), messages));
    let charts: Vec<_> = Kind::OF_TWO.into_iter().map(draw).collect();
    let tables = exchange::tables::all(&material, messages);
    let about = chart::about(&material);
    let parts =
        exchange::report::Parts { material: &material, about: &about, charts: &charts, tables: &tables, settings: &[] };
    exchange::report::html(&parts, messages)
}
