//! A drawing as pixels, in bands, so that a poster needs no more memory than a post card.

use std::collections::HashMap;
use std::sync::Arc;

use ab_glyph::{Font, PxScale, point};
use ab_glyph_rasterizer::Rasterizer;

use super::canvas::ring;
use super::fonts::Face;
use super::scene::{Color, Drawing, Item, Point};

/// Rows of pixels, three bytes each: red, green, blue.
pub struct Band {
    /// The first row.
    pub top: u32,
    pub rows: u32,
    width: u32,
    pub rgb: Vec<u8>,
}

/// The coverage of a glyph.
struct Mask {
    /// From the glyph's origin to the upper left corner, in pixels.
    left: i32,
    top: i32,
    width: u32,
    height: u32,
    /// 0 to 255 a pixel, row by row.
    coverage: Vec<u8>,
}

/// An item in pixels of the output.
enum Shape {
    /// Whole pixels: x0, y0, x1, y1.
    Box([i32; 4], Color),
    Polygon(Vec<Point>, Color),
    Glyph {
        x: i32,
        y: i32,
        mask: Arc<Mask>,
        color: Color,
    },
}

/// A drawing made ready for painting at one scale.
pub struct Raster {
    pub width: u32,
    pub height: u32,
    background: Color,
    /// In the order of painting.
    shapes: Vec<Shape>,
}

/// Places of a glyph within a pixel.
const STEPS: f32 = 4.0;

#[derive(Default)]
struct Masks(HashMap<(Face, u16, u32, u8), Option<Arc<Mask>>>);

impl Masks {
    fn get(&mut self, face: Face, glyph: ab_glyph::GlyphId, size: f32, step: u8) -> Option<Arc<Mask>> {
        self.0
            .entry((face, glyph.0, size.to_bits(), step))
            .or_insert_with(|| {
                let font = face.font();
                let em = font.units_per_em().unwrap_or(1000.0);
                let scale = PxScale::from(size * font.height_unscaled() / em);
                let placed = glyph.with_scale_and_position(scale, point(f32::from(step) / STEPS, 0.0));
                let outline = font.outline_glyph(placed)?;
                let bounds = outline.px_bounds();
                let (width, height) = (bounds.width() as u32, bounds.height() as u32);
                let mut coverage = vec![0; (width * height) as usize];
                outline.draw(|x, y, c| coverage[(y * width + x) as usize] = (c.min(1.0) * 255.0 + 0.5) as u8);
                let (left, top) = (bounds.min.x as i32, bounds.min.y as i32);
                Some(Arc::new(Mask { left, top, width, height, coverage }))
            })
            .clone()
    }
}

impl Raster {
    /// `scale` output pixels to one of the drawing's.
    pub fn new(drawing: &Drawing, scale: f32) -> Self {
        let pixels = |length: f32| ((length * scale).round() as u32).max(1);
        let mut masks = Masks::default();
        let mut shapes = Vec::with_capacity(drawing.items.len() * 4);
        for item in &drawing.items {
            shapes_of(drawing, item, scale, &mut masks, &mut shapes);
        }
        Self { width: pixels(drawing.width), height: pixels(drawing.height), background: drawing.background, shapes }
    }

    /// Paints `rows` rows from `top` down.
    pub fn band(&self, top: u32, rows: u32) -> Band {
        let rows = rows.min(self.height - top);
        let mut rgb = vec![0; self.width as usize * rows as usize * 3];
        let Color { r, g, b, .. } = self.background;
        if r == g && g == b {
            rgb.fill(r);
        } else {
            for pixel in rgb.chunks_exact_mut(3) {
                pixel.copy_from_slice(&[r, g, b]);
            }
        }
        let mut band = Band { top, rows, width: self.width, rgb };
        for shape in &self.shapes {
            band.paint(shape);
        }
        band
    }

    /// All pixels as opaque RGBA, for the window and the clipboard.
    pub fn rgba(&self) -> Vec<u8> {
        let band = self.band(0, self.height);
        band.rgb.chunks_exact(3).flat_map(|p| [p[0], p[1], p[2], 255]).collect()
    }
}

fn shapes_of(drawing: &Drawing, item: &Item, scale: f32, masks: &mut Masks, out: &mut Vec<Shape>) {
    let scaled = |p: &Point| Point { x: p.x * scale, y: p.y * scale };
    match item {
        Item::Rect { rect, color } => {
            // A bar that is there is seen, however small.
            let (x0, x1) = snapped(rect.x0 * scale, rect.x1 * scale);
            let (y0, y1) = snapped(rect.y0 * scale, rect.y1 * scale);
            out.push(Shape::Box([x0, y0, x1, y1], *color));
        }
        Item::Polygon { points, color } => out.push(Shape::Polygon(points.iter().map(scaled).collect(), *color)),
        Item::Circle { center, radius, color } => {
            out.push(Shape::Polygon(ring(scaled(center), radius * scale), *color));
        }
        Item::Stroke { points, width, color } => {
            let width = width * scale;
            for pair in points.windows(2) {
                let (a, b) = (scaled(&pair[0]), scaled(&pair[1]));
                // Level and upright lines are whole pixels, so that grids are even.
                let half = width / 2.0;
                if a.y == b.y {
                    let (y0, y1) = snapped(a.y - half, a.y + half);
                    out.push(Shape::Box([a.x.min(b.x).round() as i32, y0, a.x.max(b.x).round() as i32, y1], *color));
                } else if a.x == b.x {
                    let (x0, x1) = snapped(a.x - half, a.x + half);
                    out.push(Shape::Box([x0, a.y.min(b.y).round() as i32, x1, a.y.max(b.y).round() as i32], *color));
                } else {
                    out.push(Shape::Polygon(thick(a, b, width.max(1.0)), *color));
                }
            }
        }
        Item::Label(number) => {
            let label = &drawing.labels[*number];
            let y = (label.origin.y * scale).round() as i32;
            for glyph in &label.line.glyphs {
                let x = (label.origin.x + glyph.x) * scale;
                let step = ((x - x.floor()) * STEPS) as u8;
                if let Some(mask) = masks.get(glyph.face, glyph.glyph, label.style.size * scale, step) {
                    out.push(Shape::Glyph { x: x.floor() as i32, y, mask, color: label.color });
                }
            }
        }
    }
}

/// Both ends on whole pixels, at least one apart.
fn snapped(from: f32, to: f32) -> (i32, i32) {
    let width = ((to - from).round() as i32).max(1);
    let start = ((from + to - width as f32) / 2.0).round() as i32;
    (start, start + width)
}

/// A segment as a rectangle with `width` across.
fn thick(a: Point, b: Point, width: f32) -> Vec<Point> {
    let (dx, dy) = (b.x - a.x, b.y - a.y);
    let length = dx.hypot(dy).max(f32::EPSILON);
    let (nx, ny) = (-dy / length * width / 2.0, dx / length * width / 2.0);
    // A little longer at both ends, so that the segments of a curve close.
    let (ex, ey) = (dx / length * width / 4.0, dy / length * width / 4.0);
    vec![
        Point { x: a.x + nx - ex, y: a.y + ny - ey },
        Point { x: b.x + nx + ex, y: b.y + ny + ey },
        Point { x: b.x - nx + ex, y: b.y - ny + ey },
        Point { x: a.x - nx - ex, y: a.y - ny - ey },
    ]
}

/// `color` over a pixel, `coverage` of 255.
fn blend(pixel: &mut [u8], color: Color, coverage: u32) {
    let alpha = (u32::from(color.a) * coverage + 127) / 255;
    for (old, new) in pixel.iter_mut().zip([color.r, color.g, color.b]) {
        *old = ((u32::from(new) * alpha + u32::from(*old) * (255 - alpha) + 127) / 255) as u8;
    }
}

impl Band {
    fn paint(&mut self, shape: &Shape) {
        match shape {
            Shape::Box(corners, color) => self.fill(*corners, *color),
            Shape::Polygon(points, color) => self.polygon(points, *color),
            Shape::Glyph { x, y, mask, color } => self.glyph(*x, *y, mask, *color),
        }
    }

    /// The rows of the band between two rows of the picture, counted within the band.
    fn rows_between(&self, y0: i32, y1: i32) -> std::ops::Range<usize> {
        let clip = |y: i32| (y - self.top as i32).clamp(0, self.rows as i32) as usize;
        clip(y0)..clip(y1)
    }

    fn fill(&mut self, [x0, y0, x1, y1]: [i32; 4], color: Color) {
        let clip = |x: i32| x.clamp(0, self.width as i32) as usize;
        let (x0, x1) = (clip(x0), clip(x1));
        for row in self.rows_between(y0, y1) {
            let start = row * self.width as usize;
            for pixel in self.rgb[(start + x0) * 3..(start + x1) * 3].chunks_exact_mut(3) {
                blend(pixel, color, 255);
            }
        }
    }

    fn glyph(&mut self, x: i32, y: i32, mask: &Mask, color: Color) {
        let (left, top) = (x + mask.left, y + mask.top);
        let width = mask.width as usize;
        for row in self.rows_between(top, top + mask.height as i32) {
            let from = (row as i32 + self.top as i32 - top) as usize * width;
            for (n, &coverage) in mask.coverage[from..from + width].iter().enumerate() {
                let x = left + n as i32;
                if coverage > 0 && (0..self.width as i32).contains(&x) {
                    let at = (row * self.width as usize + x as usize) * 3;
                    blend(&mut self.rgb[at..at + 3], color, u32::from(coverage));
                }
            }
        }
    }

    fn polygon(&mut self, points: &[Point], color: Color) {
        let bounds = |of: fn(&Point) -> f32| {
            points.iter().map(of).fold((f32::INFINITY, f32::NEG_INFINITY), |(low, high), v| (low.min(v), high.max(v)))
        };
        let ((x0, x1), (y0, y1)) = (bounds(|p| p.x), bounds(|p| p.y));
        let (left, right) = (x0.floor().max(0.0), x1.ceil().min(self.width as f32));
        let rows = self.rows_between(y0.floor() as i32, y1.ceil() as i32);
        if rows.is_empty() || left >= right {
            return;
        }
        let (width, top) = ((right - left) as usize, (self.top as usize + rows.start) as f32);
        let mut raster = Rasterizer::new(width, rows.len());
        let inside = |p: &Point| point((p.x - left).clamp(0.0, width as f32), p.y - top);
        for (a, b) in points.iter().zip(points.iter().cycle().skip(1)) {
            raster.draw_line(inside(a), inside(b));
        }
        raster.for_each_pixel_2d(|x, y, coverage| {
            let coverage = (coverage.min(1.0) * 255.0 + 0.5) as u32;
            if coverage > 0 {
                let at = ((rows.start + y as usize) * self.width as usize + left as usize + x as usize) * 3;
                blend(&mut self.rgb[at..at + 3], color, coverage);
            }
        });
    }
}
