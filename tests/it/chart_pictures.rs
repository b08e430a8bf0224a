//! Pictures of every kind of chart as they were when somebody looked at them, beside those of today.
//!
//! They are compared in blocks, so that another processor's rounding is no difference and a label that moved is. What the
//! program reads in an article is tested elsewhere: a picture of articles that are read otherwise than when it was kept
//! is named, and not compared.
//! With DUIZHAO_PICTURES=FOLDER today's are written there at full size, to be looked at; with
//! DUIZHAO_PICTURES=keep they take the place of the old ones.

use std::io::Cursor;
use std::path::Path;

use duizhao::chart::raster::Raster;
use duizhao::chart::{self, Drawing, Kind, Material, Paper, Theme};
use duizhao::i18n::{Lang, Messages};
use sha2::{Digest, Sha256};

use crate::chart_samples::{nasty, odd_charts, samples};
use crate::reports::seeds;

/// Pixels on a side of a block.
const BLOCK: usize = 8;
/// How far the mean brightness of a block may be off, of 255.
const TOLERANCE: f64 = 14.0;

/// Small drawings: each kind on the two articles that come with the program, and on articles that nobody should write;
/// agreement, which needs coders, and pairs with every hedge on samples; then whatever data are hard to draw.
fn drawings() -> Vec<(String, Drawing, String)> {
    let looks = [
        (Theme::Light, Lang::SimplifiedChinese),
        (Theme::Dark, Lang::English),
        (Theme::Grey, Lang::TraditionalChinese),
    ];
    let kinds = Kind::ALL.into_iter().filter(|kind| *kind != Kind::Agreement);
    let seeds = kinds.map(|kind| (format!("seeds-{}", kind.id()), chart::build(&Material::new(seeds()), kind)));
    let odd = odd_charts().into_iter().map(|(kind, chart)| (format!("odd-{}", kind.id()), chart));
    let samples = samples().into_iter().filter(|(name, _)| matches!(*name, "agreement" | "comparables"));
    let nasty = nasty().into_iter().filter(|(name, _)| !matches!(*name, "many" | "many-pairs"));
    let named = samples.chain(nasty).map(|(name, chart)| (name.to_owned(), chart));
    let all = seeds.chain(odd).chain(named).enumerate();
    all.map(|(n, (name, chart))| {
        let (theme, lang) = looks[n % looks.len()];
        let height = is_long(&chart).then_some(500.0);
        let drawing = chart::draw(&chart, &Paper { width: 560.0, height, theme }, &Messages::new(lang));
        let data = Sha256::digest(serde_json::to_vec(&chart).unwrap());
        (name, drawing, data.iter().take(8).map(|byte| format!("{byte:02x}")).collect())
    })
    .collect()
}

fn is_long(chart: &chart::Chart) -> bool {
    use chart::data::Content;
    matches!(&chart.content, Content::MeasureMatrix(matrix) | Content::CodeMatrix(matrix) if matrix.rows.len() > 20)
}

fn brightness(rgba: &[u8]) -> f64 {
    (f64::from(rgba[0]) * 2.0 + f64::from(rgba[1]) * 5.0 + f64::from(rgba[2])) / 8.0
}

/// Under which a picture says what data it shows.
const DATA: &str = "Data";

/// Writes a picture in grey, as small as it can be.
fn keep(file: &Path, pixels: &[f64], width: u32, height: u32, data: String) {
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    let mut encoder = png::Encoder::new(std::fs::File::create(file).unwrap(), width, height);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_compression(png::Compression::High);
    encoder.add_text_chunk(DATA.into(), data).unwrap();
    let bytes: Vec<u8> = pixels.iter().map(|&value| value as u8).collect();
    encoder.write_header().unwrap().write_image_data(&bytes).unwrap();
}

/// The mean brightness of each block.
fn blocks(pixels: &[f64], width: usize) -> Vec<f64> {
    let height = pixels.len() / width;
    let (across, down) = (width.div_ceil(BLOCK), height.div_ceil(BLOCK));
    let mut sums = vec![(0.0, 0.0); across * down];
    for (n, value) in pixels.iter().enumerate() {
        let block = &mut sums[n / width / BLOCK * across + n % width / BLOCK];
        *block = (block.0 + value, block.1 + 1.0);
    }
    sums.into_iter().map(|(sum, of)| sum / of).collect()
}

#[test]
fn charts_look_as_they_did() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pictures");
    let asked = std::env::var("DUIZHAO_PICTURES").ok();
    let mut different = Vec::new();
    let mut compared = 0;
    let mut names = std::collections::BTreeSet::new();
    for (name, drawing, data) in drawings() {
        let file = folder.join(format!("{name}.png"));
        let raster = Raster::new(&drawing, 0.5);
        let now: Vec<f64> = raster.rgba().chunks(4).map(brightness).collect();
        if asked.as_deref() == Some("keep") {
            keep(&file, &now, raster.width, raster.height, data);
            continue;
        }
        names.insert(format!("{name}.png"));
        let bytes = std::fs::read(&file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
        let mut reader = png::Decoder::new(Cursor::new(bytes)).read_info().unwrap();
        let kept = reader.info().uncompressed_latin1_text.iter().find(|text| text.keyword == DATA);
        if kept.is_none_or(|text| text.text != data) {
            eprintln!("{name}: the articles are read otherwise than when this was kept (DUIZHAO_PICTURES=keep)");
            continue;
        }
        compared += 1;
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut pixels).unwrap();
        let then: Vec<f64> = pixels.iter().map(|&value| f64::from(value)).collect();
        if (info.width, info.height) != (raster.width, raster.height) {
            different.push(format!("{name}: {}x{}, was {}x{}", raster.width, raster.height, info.width, info.height));
            continue;
        }
        let pairs = blocks(&now, raster.width as usize).into_iter().zip(blocks(&then, raster.width as usize));
        let worst = pairs.map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
        if worst > TOLERANCE {
            different.push(format!("{name}: a block is off by {worst:.0}"));
        }
    }
    if asked.as_deref() != Some("keep") {
        assert!(compared >= 20, "those of samples always show the same data: {compared}");
        let kept =
            std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
        different.extend(kept.filter(|name| !names.contains(name)).map(|name| format!("{name}: of nothing")));
    }
    assert!(different.is_empty(), "look at them with DUIZHAO_PICTURES: {different:#?}");
}
