//! A drawing as a PNG file, with its size on paper (pHYs) and what it shows (iTXt).

use std::io::Write;

use png::{BitDepth, ColorType, Compression, Encoder, Filter, PixelDimensions, Unit};

use rayon::prelude::*;

use super::raster::Raster;
use super::scene::Drawing;

/// Words about a picture that travel inside it: pairs of a PNG keyword (Latin, under 80 letters) and a text.
pub type Metadata = Vec<(String, String)>;

/// Rows painted at a time: a band of a poster then stays in the processor's cache.
const BAND: u32 = 48;
/// Bands that wait to be packed.
const BANDS: usize = 8;

/// Writes `drawing` at `scale` output pixels to one of its own. `dpi` says how large it is on paper.
pub fn write(drawing: &Drawing, scale: f32, dpi: f32, metadata: &Metadata) -> Result<Vec<u8>, png::EncodingError> {
    let raster = Raster::new(drawing, scale);
    let mut bytes = Vec::with_capacity(1 << 16);
    let mut encoder = Encoder::new(&mut bytes, raster.width, raster.height);
    encoder.set_color(ColorType::Rgb);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_compression(Compression::Fast);
    // Most rows are like the row above.
    encoder.set_filter(Filter::Up);
    let per_metre = (dpi / 0.0254).round() as u32;
    encoder.set_pixel_dims(Some(PixelDimensions { xppu: per_metre, yppu: per_metre, unit: Unit::Meter }));
    for (keyword, text) in metadata {
        encoder.add_itxt_chunk(keyword.clone(), text.replace('\0', " "))?;
    }
    let mut writer = encoder.write_header()?;
    let mut stream = writer.stream_writer()?;
    let tops: Vec<u32> = (0..raster.height).step_by(BAND as usize).collect();
    let paint = |tops: &[u32]| tops.par_iter().map(|&top| raster.band(top, BAND).rgb).collect::<Vec<_>>();
    // While some bands are packed, the next are painted.
    let mut chunks = tops.chunks(BANDS);
    let mut painted = paint(chunks.next().unwrap_or(&[]));
    while !painted.is_empty() {
        let (packed, next) = rayon::join(
            || painted.iter().try_for_each(|band| stream.write_all(band)),
            || paint(chunks.next().unwrap_or(&[])),
        );
        packed?;
        painted = next;
    }
    stream.finish()?;
    writer.finish()?;
    Ok(bytes)
}
