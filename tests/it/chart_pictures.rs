//! Pictures of every kind of chart as they were when somebody looked at them, beside those of today.
//!
//! They are compared in blocks, so that another processor's rounding is no difference and a label that moved is.
//! With DUIZHAO_PICTURES=FOLDER today's are written there at full size, to be looked at; with
//! DUIZHAO_PICTURES=keep they take the place of the old ones.

use std::io::Cursor;
use std::path::Path;

use duizhao::chart::raster::Raster;
use duizhao::chart::{self, Drawing, Paper, Theme};
use duizhao::i18n::{Lang, Messages};

use crate::chart_samples::{nasty, samples};

/// Pixels on a side of a block.
const BLOCK: usize = 8;
/// How far the mean brightness of a block may be off, of 255.
const TOLERANCE: f64 = 14.0;

/// Small drawings of every sample that is not there for its length.
fn drawings() -> Vec<(String, Drawing)> {
    let looks = [(Theme::Light, Lang::SimplifiedChinese), (Theme::Dark, Lang::English)];
    let ordinary = samples().into_iter().filter(|(name, _)| !name.ends_with("-60"));
    let strange = nasty().into_iter().filter(|(name, _)| !matches!(*name, "many" | "many-pairs" | "strange-codes"));
    let all = ordinary.chain(strange).enumerate();
    all.map(|(n, (name, chart))| {
        let (theme, lang) = looks[n % 2];
        let height = (chart.content_is_long()).then_some(500.0);
        (name.to_owned(), chart::draw(&chart, &Paper { width: 560.0, height, theme }, &Messages::new(lang)))
    })
    .collect()
}

trait Length {
    fn content_is_long(&self) -> bool;
}

impl Length for chart::Chart {
    fn content_is_long(&self) -> bool {
        use chart::data::Content;
        matches!(&self.content, Content::MeasureMatrix(matrix) | Content::CodeMatrix(matrix) if matrix.rows.len() > 20)
    }
}

fn brightness(rgba: &[u8]) -> f64 {
    (f64::from(rgba[0]) * 2.0 + f64::from(rgba[1]) * 5.0 + f64::from(rgba[2])) / 8.0
}

/// Writes a picture in grey, as small as it can be.
fn keep(file: &Path, pixels: &[f64], width: u32, height: u32) {
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    let mut encoder = png::Encoder::new(std::fs::File::create(file).unwrap(), width, height);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_compression(png::Compression::High);
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
    for (name, drawing) in drawings() {
        let file = folder.join(format!("{name}.png"));
        let raster = Raster::new(&drawing, 0.5);
        let now: Vec<f64> = raster.rgba().chunks(4).map(brightness).collect();
        if asked.as_deref() == Some("keep") {
            keep(&file, &now, raster.width, raster.height);
            continue;
        }
        let bytes = std::fs::read(&file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
        let mut reader = png::Decoder::new(Cursor::new(bytes)).read_info().unwrap();
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
    assert!(different.is_empty(), "look at them with DUIZHAO_PICTURES: {different:#?}");
}
