//! Plotters' drawing areas over a backend that records a [`Drawing`] and sets text itself.
//!
//! Plotters' own text drops left bearings, cuts advances to whole pixels and knows one face a string, so
//! `draw_text` and `estimate_text_size` are ours. Its pixels are whole numbers: the backend is [`FINE`] times finer
//! than the drawing, which keeps vector output exact.

use std::cell::RefCell;
use std::convert::Infallible;
use std::rc::Rc;

use plotters::coord::Shift;
use plotters::element::{Circle, PathElement, Polygon, Rectangle, Text};
use plotters::prelude::{DrawingArea, IntoDrawingArea};
use plotters::style::{FontDesc, FontFamily, FontStyle, RGBAColor, ShapeStyle, TextStyle};
use plotters_backend::text_anchor::{HPos, Pos, VPos};
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind};

use super::fonts::{Face, Script};
use super::layout::{self, Type};
use super::scene::{Color, Drawing, Hit, Item, Label, Point, Rect};

/// Plotters' pixels in one of the drawing's.
pub const FINE: f32 = 16.0;

/// Where a label stands to the point it is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Begins at the point, centred on its height.
    Start,
    /// Centred on the point.
    Middle,
    /// Ends at the point, centred on its height.
    End,
}

/// The backend: notes what it is told to draw.
struct Recorder(Rc<RefCell<Drawing>>);

fn coarse(at: BackendCoord) -> Point {
    Point { x: at.0 as f32 / FINE, y: at.1 as f32 / FINE }
}

fn fine(p: Point) -> (i32, i32) {
    ((p.x * FINE).round() as i32, (p.y * FINE).round() as i32)
}

fn color_of(color: BackendColor) -> Color {
    let (r, g, b) = color.rgb;
    Color { r, g, b, a: (color.alpha * 255.0).round() as u8 }
}

fn type_of<S: BackendTextStyle>(style: &S) -> Type {
    let script = if style.family().as_str() == Face::TraditionalRegular.family() {
        Script::Traditional
    } else {
        Script::Simplified
    };
    Type { size: style.size() as f32 / FINE, bold: matches!(style.style(), FontStyle::Bold), script }
}

type Recorded = Result<(), DrawingErrorKind<Infallible>>;

impl DrawingBackend for Recorder {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        let drawing = self.0.borrow();
        ((drawing.width * FINE) as u32, (drawing.height * FINE) as u32)
    }

    fn ensure_prepared(&mut self) -> Recorded {
        Ok(())
    }

    fn present(&mut self) -> Recorded {
        Ok(())
    }

    fn draw_pixel(&mut self, at: BackendCoord, color: BackendColor) -> Recorded {
        self.fill_polygon([at, (at.0 + 1, at.1), (at.0 + 1, at.1 + 1), (at.0, at.1 + 1)], &color)
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Recorded {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        bottom_right: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Recorded {
        let (a, b) = (coarse(upper_left), coarse(bottom_right));
        if fill {
            let item = Item::Rect { rect: Rect::new(a.x, a.y, b.x, b.y), color: color_of(style.color()) };
            self.0.borrow_mut().items.push(item);
            return Ok(());
        }
        let (x0, y0) = upper_left;
        let (x1, y1) = bottom_right;
        self.draw_path([(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)], style)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Recorded {
        let points = path.into_iter().map(coarse).collect();
        let width = style.stroke_width() as f32 / FINE;
        self.0.borrow_mut().items.push(Item::Stroke { points, width, color: color_of(style.color()) });
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(&mut self, center: BackendCoord, radius: u32, style: &S, fill: bool) -> Recorded {
        let (center, radius, color) = (coarse(center), radius as f32 / FINE, color_of(style.color()));
        let item = if fill {
            Item::Circle { center, radius, color }
        } else {
            Item::Stroke { points: ring(center, radius), width: style.stroke_width() as f32 / FINE, color }
        };
        self.0.borrow_mut().items.push(item);
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Recorded {
        let points = path.into_iter().map(coarse).collect();
        self.0.borrow_mut().items.push(Item::Polygon { points, color: color_of(style.color()) });
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Recorded {
        let set = type_of(style);
        let line = layout::line(text, set);
        let at = coarse(at);
        let anchor = style.anchor();
        let x = match anchor.h_pos {
            HPos::Left => at.x,
            HPos::Center => at.x - line.width / 2.0,
            HPos::Right => at.x - line.width,
        };
        // The middle of digits and ideographs, not of the font's box, which has room for accents.
        const MIDDLE: f32 = 0.37;
        let y = match anchor.v_pos {
            VPos::Top => at.y + layout::ASCENT * set.size,
            VPos::Center => at.y + MIDDLE * set.size,
            VPos::Bottom => at.y - layout::DESCENT * set.size,
        };
        let mut drawing = self.0.borrow_mut();
        let number = drawing.labels.len();
        let (text, color) = (text.to_owned(), color_of(style.color()));
        drawing.labels.push(Label { text, line, style: set, color, origin: Point { x, y } });
        drawing.items.push(Item::Label(number));
        Ok(())
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let set = type_of(style);
        let height = (layout::ASCENT + layout::DESCENT) * set.size;
        Ok(((layout::width(text, set) * FINE).ceil() as u32, (height * FINE).ceil() as u32))
    }
}

/// The points of a closed circle, fine enough for its size.
pub fn ring(center: Point, radius: f32) -> Vec<Point> {
    let steps = (radius * 2.0).clamp(16.0, 96.0) as u32;
    (0..=steps)
        .map(|n| {
            let angle = n as f32 / steps as f32 * std::f32::consts::TAU;
            Point { x: center.x + radius * angle.cos(), y: center.y + radius * angle.sin() }
        })
        .collect()
}

/// A surface to draw a chart on, in pixels at scale 1.
pub struct Canvas {
    area: DrawingArea<Recorder, Shift>,
    drawing: Rc<RefCell<Drawing>>,
    script: Script,
}

impl Canvas {
    pub fn new(width: f32, height: f32, background: Color, script: Script) -> Self {
        let drawing = Rc::new(RefCell::new(Drawing {
            width,
            height,
            background,
            items: Vec::new(),
            labels: Vec::new(),
            hits: Vec::new(),
            title: String::new(),
            note: String::new(),
        }));
        Self { area: Recorder(drawing.clone()).into_drawing_area(), drawing, script }
    }

    pub fn width(&self) -> f32 {
        self.drawing.borrow().width
    }

    /// The drawing, with its title and its note.
    pub fn finish(self, title: String, note: String) -> Drawing {
        drop(self.area);
        let mut drawing = Rc::unwrap_or_clone(self.drawing).into_inner();
        drawing.title = title;
        drawing.note = note;
        drawing
    }

    fn draw<E>(&self, element: &E)
    where
        for<'a> &'a E: plotters::element::PointCollection<'a, (i32, i32)>,
        E: plotters::element::Drawable<Recorder>,
    {
        self.area.draw(element).expect("the recorder's error type has no values");
    }

    pub fn rect(&self, rect: Rect, color: Color) {
        let corner = |x, y| fine(Point { x, y });
        self.draw(&Rectangle::new([corner(rect.x0, rect.y0), corner(rect.x1, rect.y1)], filled(color)));
    }

    /// The edge of `rect`, drawn inside it.
    pub fn frame(&self, rect: Rect, width: f32, color: Color) {
        let r = rect.shrunk(width / 2.0);
        let corners = [(r.x0, r.y0), (r.x1, r.y0), (r.x1, r.y1), (r.x0, r.y1)];
        for n in 0..4 {
            let (a, b) = (corners[n], corners[(n + 1) % 4]);
            // Each side reaches over the corners, which a bare polyline would leave open.
            let reach = width / 2.0;
            let (dx, dy) = ((b.0 - a.0).signum() * reach, (b.1 - a.1).signum() * reach);
            let (dx, dy) = if a.1 == b.1 { (dx, 0.0) } else { (0.0, dy) };
            self.line(&[Point { x: a.0 - dx, y: a.1 - dy }, Point { x: b.0 + dx, y: b.1 + dy }], width, color);
        }
    }

    pub fn line(&self, points: &[Point], width: f32, color: Color) {
        let style = ShapeStyle { stroke_width: (width * FINE).round().max(1.0) as u32, ..stroked(color) };
        self.draw(&PathElement::new(points.iter().copied().map(fine).collect::<Vec<_>>(), style));
    }

    pub fn polygon(&self, points: &[Point], color: Color) {
        self.draw(&Polygon::new(points.iter().copied().map(fine).collect::<Vec<_>>(), filled(color)));
    }

    pub fn circle(&self, center: Point, radius: f32, color: Color) {
        self.draw(&Circle::new(fine(center), (radius * FINE).round() as i32, filled(color)));
    }

    /// One line of text in the script of the canvas.
    pub fn text(&self, text: &str, at: Point, anchor: Anchor, size: f32, bold: bool, color: Color) {
        self.set(text, at, anchor, self.style(size, bold), color);
    }

    /// One line of text in a given script.
    pub fn set(&self, text: &str, at: Point, anchor: Anchor, style: Type, color: Color) {
        let h_pos = match anchor {
            Anchor::Start => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::End => HPos::Right,
        };
        let face = Face::new(style.script, style.bold);
        let weight = if style.bold { FontStyle::Bold } else { FontStyle::Normal };
        let font = FontDesc::new(FontFamily::Name(face.family()), f64::from(style.size * FINE), weight);
        let color = rgba(color);
        let style = TextStyle::from(font).color(&color).pos(Pos::new(h_pos, VPos::Center));
        let element = Text::new(text, fine(at), style);
        self.area.draw(&element).expect("the recorder's error type has no values");
    }

    /// The canvas's type at a size.
    pub fn style(&self, size: f32, bold: bool) -> Type {
        Type { size, bold, script: self.script }
    }

    /// Notes what a pointer finds in `rect`.
    pub fn hit(&self, hit: Hit) {
        self.drawing.borrow_mut().hits.push(hit);
    }
}

fn rgba(color: Color) -> RGBAColor {
    RGBAColor(color.r, color.g, color.b, f64::from(color.a) / 255.0)
}

fn filled(color: Color) -> ShapeStyle {
    ShapeStyle { color: rgba(color), filled: true, stroke_width: 0 }
}

fn stroked(color: Color) -> ShapeStyle {
    ShapeStyle { color: rgba(color), filled: false, stroke_width: 1 }
}
