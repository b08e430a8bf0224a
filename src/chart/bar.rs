//! Bars that show their hedges: an open end for 突破 and 余, a whisker for ranges, hatching for 近 and 约.

use super::canvas::Canvas;
use super::look::Look;
use super::scene::{Color, Point, Rect};
use crate::figures::Modifier;

/// How the end of a bar looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    Exact,
    /// The true value is beyond: the bar goes on in slivers.
    Open,
    /// The true value is below: the last part is pale, up to a line.
    Below,
    /// The true value is near: hatched.
    Near,
    /// Drawn to the lower end; a whisker reaches the upper.
    Range,
}

impl From<Modifier> for End {
    fn from(modifier: Modifier) -> Self {
        match modifier {
            Modifier::Over | Modifier::AtLeast => End::Open,
            Modifier::Under | Modifier::AtMost | Modifier::Within => End::Below,
            Modifier::About | Modifier::AboutUnder => End::Near,
            Modifier::Range => End::Range,
            Modifier::Exact | Modifier::Before | Modifier::By => End::Exact,
        }
    }
}

/// The room that slivers take beyond the end of a bar, for a bar of this height.
pub fn overhang(end: End, height: f32) -> f32 {
    if end == End::Open { 0.75 * height } else { 0.0 }
}

/// Draws a bar from `x0` to `x1` (to its left for negative values), and a whisker to `x2` for ranges.
pub fn draw(canvas: &Canvas, look: &Look, rect: Rect, x2: Option<f32>, backwards: bool, end: End, color: Color) {
    let h = rect.height();
    let tip = if backwards { rect.x0 } else { rect.x1 };
    let sign = if backwards { -1.0 } else { 1.0 };
    match end {
        End::Exact => canvas.rect(rect, color),
        End::Open => {
            canvas.rect(rect, color);
            let (gap, first, second) = (0.14 * h, 0.22 * h, 0.12 * h);
            let a = tip + sign * gap;
            canvas.rect(Rect::new(a, rect.y0, a + sign * first, rect.y1), color);
            let b = a + sign * (first + gap);
            canvas.rect(Rect::new(b, rect.y0, b + sign * second, rect.y1), color);
        }
        End::Below => {
            let pale = (0.9 * h).min(rect.width());
            let inner = tip - sign * pale;
            let solid = if backwards { Rect { x0: inner, ..rect } } else { Rect { x1: inner, ..rect } };
            if solid.width() > 0.0 {
                canvas.rect(solid, color);
            }
            canvas.rect(Rect::new(inner, rect.y0, tip, rect.y1), color.mixed(look.background, 0.65));
            canvas.rect(Rect::new(tip - sign * 0.1 * h, rect.y0, tip, rect.y1), color);
        }
        End::Near => hatched(canvas, look, rect, color),
        End::Range => {
            canvas.rect(rect, color);
            if let Some(x2) = x2 {
                let (y, thick) = ((rect.y0 + rect.y1) / 2.0, (0.1 * h).max(0.75));
                canvas.line(&[Point { x: tip, y }, Point { x: x2, y }], thick, look.text);
                let cap = 0.3 * h;
                canvas.line(&[Point { x: x2, y: y - cap }, Point { x: x2, y: y + cap }], thick, look.text);
            }
        }
    }
}

/// A pale bar with diagonal stripes and an edge.
fn hatched(canvas: &Canvas, look: &Look, rect: Rect, color: Color) {
    canvas.rect(rect, color.mixed(look.background, 0.72));
    let h = rect.height();
    let (step, wide) = (0.5 * h, 0.2 * h);
    let mut x = rect.x0 - h;
    while x < rect.x1 {
        // A stripe leans by its height; its four corners, cut at both ends of the bar.
        let stripe = [(x, rect.y1), (x + wide, rect.y1), (x + wide + h, rect.y0), (x + h, rect.y0)];
        let points = cut(&stripe.map(|(x, y)| Point { x, y }), rect.x0, rect.x1);
        if points.len() > 2 {
            canvas.polygon(&points, color);
        }
        x += step;
    }
    canvas.frame(rect, (0.09 * h).max(0.75), color);
}

/// The part of a convex polygon between two upright lines.
fn cut(points: &[Point], x0: f32, x1: f32) -> Vec<Point> {
    let half = |points: &[Point], keep: &dyn Fn(f32) -> bool, edge: f32| {
        let mut out = Vec::with_capacity(points.len() + 2);
        for (n, &b) in points.iter().enumerate() {
            let a = points[(n + points.len() - 1) % points.len()];
            if keep(a.x) != keep(b.x) {
                let share = (edge - a.x) / (b.x - a.x);
                out.push(Point { x: edge, y: a.y + share * (b.y - a.y) });
            }
            if keep(b.x) {
                out.push(b);
            }
        }
        out
    };
    let right = half(points, &|x| x >= x0, x0);
    half(&right, &|x| x <= x1, x1)
}
