//! A drawing as PDF: its shapes as paths, its glyphs from the bundled fonts, cut to those that are used.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use ab_glyph::Font;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::{Content, Filter, Finish, Name, Pdf, Rect as PdfRect, Ref, Str, TextStr};
use subsetter::GlyphRemapper;

use super::fonts::Face;
use super::png::Metadata;
use super::scene::{Color, Drawing, Item, Label, Point};

/// The page could not be made.
#[derive(Debug, thiserror::Error)]
#[error("the chart cannot be written as PDF: {0}")]
pub struct PdfError(String);

/// Points of paper in a pixel of the drawing, of which an inch has 96.
const POINT: f32 = 0.75;
const SYSTEM: SystemInfo<'_> = SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };

/// One page of the drawing's size; 96 of its pixels are an inch. The same bytes for the same drawing.
pub fn write(drawing: &Drawing, metadata: &Metadata) -> Result<Vec<u8>, PdfError> {
    let fonts = Fonts::new(drawing);
    let mut next = 0;
    let mut id = || {
        next += 1;
        Ref::new(next)
    };
    let (catalog, tree, page, contents, info) = (id(), id(), id(), id(), id());
    let mut pdf = Pdf::new();
    pdf.catalog(catalog).pages(tree);
    pdf.pages(tree).count(1).kids([page]);
    let stream = packed(&content(drawing, &fonts).finish())?;
    pdf.stream(contents, &stream).filter(Filter::FlateDecode);

    let ids: Vec<(Face, [Ref; 5])> = fonts.0.keys().map(|&face| (face, [id(), id(), id(), id(), id()])).collect();
    let alphas: Vec<(u8, Ref)> = alphas(drawing).into_iter().map(|alpha| (alpha, id())).collect();
    let mut leaf = pdf.page(page);
    leaf.parent(tree).contents(contents);
    leaf.media_box(PdfRect::new(0.0, 0.0, drawing.width * POINT, drawing.height * POINT));
    let mut resources = leaf.resources();
    let mut entries = resources.fonts();
    for (face, [font, ..]) in &ids {
        entries.pair(Name(name(*face)), *font);
    }
    entries.finish();
    let mut states = resources.ext_g_states();
    for (alpha, state) in &alphas {
        states.pair(Name(format!("A{alpha}").as_bytes()), *state);
    }
    states.finish();
    resources.finish();
    leaf.finish();
    for (alpha, state) in alphas {
        let share = f32::from(alpha) / 255.0;
        pdf.ext_graphics(state).non_stroking_alpha(share).stroking_alpha(share);
    }
    for (face, ids) in ids {
        font(&mut pdf, face, &fonts.0[&face], ids)?;
    }
    let text = |key: &str| metadata.iter().find(|(k, _)| k == key).map_or("", |(_, text)| text.as_str());
    let mut about = pdf.document_info(info);
    about.title(TextStr(text("Title"))).subject(TextStr(text("Description")));
    about.keywords(TextStr(text("Source"))).producer(TextStr(text("Software")));
    about.finish();
    Ok(pdf.finish())
}

/// What a page calls a face.
fn name(face: Face) -> &'static [u8] {
    match face {
        Face::SimplifiedRegular => b"SC",
        Face::SimplifiedBold => b"SCB",
        Face::TraditionalRegular => b"TC",
        Face::TraditionalBold => b"TCB",
    }
}

/// The used glyphs of each face, by number in the whole font, with what they show and their number in the cut one.
struct Fonts(BTreeMap<Face, Cut>);

struct Cut {
    shown: BTreeMap<u16, char>,
    numbers: GlyphRemapper,
}

impl Fonts {
    fn new(drawing: &Drawing) -> Self {
        let mut shown: BTreeMap<Face, BTreeMap<u16, char>> = BTreeMap::new();
        for glyph in drawing.labels.iter().flat_map(|label| &label.line.glyphs) {
            shown.entry(glyph.face).or_default().insert(glyph.glyph.0, glyph.shown);
        }
        let cut = |shown: BTreeMap<u16, char>| {
            let mut numbers = GlyphRemapper::new();
            for &glyph in shown.keys() {
                numbers.remap(glyph);
            }
            Cut { shown, numbers }
        };
        Self(shown.into_iter().map(|(face, shown)| (face, cut(shown))).collect())
    }
}

fn alphas(drawing: &Drawing) -> BTreeSet<u8> {
    drawing.items.iter().map(|item| color(drawing, item).a).filter(|&alpha| alpha < 255).collect()
}

fn color(drawing: &Drawing, item: &Item) -> Color {
    match item {
        Item::Rect { color, .. }
        | Item::Polygon { color, .. }
        | Item::Stroke { color, .. }
        | Item::Circle { color, .. } => *color,
        Item::Label(number) => drawing.labels[*number].color,
    }
}

fn content(drawing: &Drawing, fonts: &Fonts) -> Content {
    let mut to = Content::new();
    to.transform([POINT, 0.0, 0.0, POINT, 0.0, 0.0]);
    let flip = |p: Point| (r(p.x), r(drawing.height - p.y));
    let ground = drawing.background;
    let page = Item::Rect { rect: drawing.rect(), color: ground };
    for item in std::iter::once(&page).chain(&drawing.items) {
        let color = color(drawing, item);
        let [red, green, blue] = [color.r, color.g, color.b].map(|c| f32::from(c) / 255.0);
        if color.a < 255 {
            to.save_state();
            to.set_parameters(Name(format!("A{}", color.a).as_bytes()));
        }
        if matches!(item, Item::Stroke { .. }) {
            to.set_stroke_rgb(red, green, blue);
        } else {
            to.set_fill_rgb(red, green, blue);
        }
        match item {
            Item::Rect { rect, .. } => {
                let (x, y) = flip(Point { x: rect.x0, y: rect.y1 });
                to.rect(x, y, r(rect.width()), r(rect.height())).fill_nonzero();
            }
            Item::Polygon { points, .. } => {
                path(&mut to, points.iter().map(|&p| flip(p)));
                to.close_path().fill_nonzero();
            }
            Item::Stroke { points, width, .. } => {
                to.set_line_width(r(*width));
                path(&mut to, points.iter().map(|&p| flip(p)));
                to.stroke();
            }
            Item::Circle { center, radius, .. } => circle(&mut to, flip(*center), *radius),
            Item::Label(number) => label(&mut to, &drawing.labels[*number], fonts, drawing.height),
        }
        if color.a < 255 {
            to.restore_state();
        }
    }
    to
}

/// A length to hundredths of a pixel.
fn r(length: f32) -> f32 {
    (length * 100.0).round() / 100.0
}

fn path(to: &mut Content, points: impl Iterator<Item = (f32, f32)>) {
    for (n, (x, y)) in points.enumerate() {
        if n == 0 {
            to.move_to(x, y);
        } else {
            to.line_to(x, y);
        }
    }
}

/// Four curves; their handles are as long as makes them rounder than any press can show.
fn circle(to: &mut Content, (x, y): (f32, f32), radius: f32) {
    let (a, b) = (radius, radius * 0.552_285);
    to.move_to(r(x + a), r(y));
    for [x1, y1, x2, y2, x3, y3] in
        [[a, b, b, a, 0.0, a], [-b, a, -a, b, -a, 0.0], [-a, -b, -b, -a, 0.0, -a], [b, -a, a, -b, a, 0.0]]
    {
        to.cubic_to(r(x + x1), r(y + y1), r(x + x2), r(y + y2), r(x + x3), r(y + y3));
    }
    to.close_path().fill_nonzero();
}

fn label(to: &mut Content, label: &Label, fonts: &Fonts, height: f32) {
    to.begin_text();
    for run in label.runs() {
        let Some(cut) = fonts.0.get(&run.face) else { continue };
        let bytes: Vec<u8> =
            run.glyphs.iter().flat_map(|g| cut.numbers.get(g.glyph.0).unwrap_or(0).to_be_bytes()).collect();
        to.set_font(Name(name(run.face)), label.style.size);
        to.set_text_matrix([1.0, 0.0, 0.0, 1.0, r(label.origin.x + run.x), r(height - label.origin.y)]);
        to.show(Str(&bytes));
    }
    to.end_text();
}

fn packed(bytes: &[u8]) -> Result<Vec<u8>, PdfError> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::new(6));
    encoder.write_all(bytes).and_then(|()| encoder.finish()).map_err(|e| PdfError(e.to_string()))
}

/// A face cut to its used glyphs, which are called by number.
fn font(pdf: &mut Pdf, face: Face, cut: &Cut, [whole, inner, descriptor, map, file]: [Ref; 5]) -> Result<(), PdfError> {
    let font = face.font();
    let em = font.units_per_em().unwrap_or(1000.0);
    // The tag that PDF asks of a cut font; each is alone in its file.
    let base = format!("DUIZHA+{}{}", face.family().replace(' ', ""), if face.is_bold() { "-Bold" } else { "" });
    let base = Name(base.as_bytes());
    pdf.type0_font(whole)
        .base_font(base)
        .encoding_predefined(Name(b"Identity-H"))
        .descendant_font(inner)
        .to_unicode(map);
    let mut cid = pdf.cid_font(inner);
    cid.subtype(CidFontType::Type2).base_font(base).system_info(SYSTEM).font_descriptor(descriptor);
    cid.default_width(1000.0).cid_to_gid_map_predefined(Name(b"Identity"));
    let widths =
        cut.numbers.remapped_gids().map(|glyph| font.h_advance_unscaled(ab_glyph::GlyphId(glyph)) / em * 1000.0);
    cid.widths().consecutive(0, widths);
    cid.finish();
    let (up, down) = (font.ascent_unscaled() / em * 1000.0, font.descent_unscaled() / em * 1000.0);
    pdf.font_descriptor(descriptor)
        .name(base)
        .flags(FontFlags::SYMBOLIC)
        .bbox(PdfRect::new(-1000.0, down, 2000.0, up))
        .italic_angle(0.0)
        .ascent(up)
        .descent(down)
        .cap_height(733.0)
        .stem_v(if face.is_bold() { 140.0 } else { 80.0 })
        .font_file2(file);
    let mut unicode = UnicodeCmap::new(Name(b"Shown"), SYSTEM);
    for (&glyph, &c) in &cut.shown {
        unicode.pair(cut.numbers.get(glyph).unwrap_or(0), c);
    }
    pdf.cmap(map, &unicode.finish());
    let bytes = subsetter::subset(face.bytes(), 0, &cut.numbers).map_err(|e| PdfError(e.to_string()))?;
    pdf.stream(file, &packed(&bytes)?).filter(Filter::FlateDecode).pair(Name(b"Length1"), bytes.len() as i32);
    Ok(())
}
