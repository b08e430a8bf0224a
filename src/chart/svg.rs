//! A drawing as SVG: text as text, at the places where the pixels have it.

use super::canvas::ring;
use super::embed::Used;
use super::png::Metadata;
use super::scene::{Color, Drawing, Hit, Item, Label, Point};

/// A file of its own, with the glyphs it uses.
pub fn write(drawing: &Drawing, metadata: &Metadata) -> String {
    let mut used = Used::default();
    used.add(drawing);
    let described: String = metadata.iter().map(|(key, text)| format!("{key}: {}\n", escape(text))).collect();
    let head = format!("<desc>{described}</desc><style>{}</style>", used.css());
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}", body(drawing, &head, |_| None))
}

/// An element for a page that brings the glyphs itself. What a pointer can find becomes a title and, where `link`
/// has an address for it, a link.
pub fn element(drawing: &Drawing, link: impl Fn(&Hit) -> Option<String>) -> String {
    let links = |hit: &Hit| {
        let title = format!("<title>{}</title>", escape(&hit.tip.join("\n")));
        let rect = hit.rect;
        let rect = format!(
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"#fff\" fill-opacity=\"0\">{title}</rect>",
            n(rect.x0),
            n(rect.y0),
            n(rect.width()),
            n(rect.height())
        );
        Some(match link(hit) {
            Some(address) => format!("<a href=\"{}\">{rect}</a>", escape(&address)),
            None => rect,
        })
    };
    body(drawing, "", links)
}

fn body(drawing: &Drawing, head: &str, links: impl Fn(&Hit) -> Option<String>) -> String {
    let (width, height) = (n(drawing.width), n(drawing.height));
    let mut out = String::with_capacity(1 << 16);
    out.push_str(&format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"img\" xml:space=\"preserve\"><title>{}</title>{head}<rect width=\"{width}\" height=\"{height}\" {}/>\n",
        escape(&drawing.title),
        fill(drawing.background)
    ));
    for item in &drawing.items {
        shape(&mut out, drawing, item);
    }
    for hit in &drawing.hits {
        out.extend(links(hit));
    }
    out.push_str("</svg>\n");
    out
}

/// A length with at most two decimals.
fn n(value: f32) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn hex(color: Color) -> String {
    format!("#{:02x}{:02x}{:02x}", color.r, color.g, color.b)
}

fn fill(color: Color) -> String {
    let opacity =
        if color.a < 255 { format!(" fill-opacity=\"{}\"", n(f32::from(color.a) / 255.0)) } else { String::new() };
    format!("fill=\"{}\"{opacity}", hex(color))
}

fn path(points: &[Point]) -> String {
    points.iter().map(|p| format!("{},{}", n(p.x), n(p.y))).collect::<Vec<_>>().join(" ")
}

fn shape(out: &mut String, drawing: &Drawing, item: &Item) {
    let line = match item {
        Item::Rect { rect, color } => format!(
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" {}/>",
            n(rect.x0),
            n(rect.y0),
            n(rect.width()),
            n(rect.height()),
            fill(*color)
        ),
        Item::Polygon { points, color } => format!("<polygon points=\"{}\" {}/>", path(points), fill(*color)),
        Item::Circle { center, radius, color } if color.a == 255 => {
            format!("<circle cx=\"{}\" cy=\"{}\" r=\"{}\" {}/>", n(center.x), n(center.y), n(*radius), fill(*color))
        }
        Item::Circle { center, radius, color } => {
            format!("<polygon points=\"{}\" {}/>", path(&ring(*center, *radius)), fill(*color))
        }
        Item::Stroke { points, width, color } => format!(
            "<polyline points=\"{}\" fill=\"none\" stroke=\"{}\" stroke-opacity=\"{}\" stroke-width=\"{}\"/>",
            path(points),
            hex(*color),
            n(f32::from(color.a) / 255.0),
            n(*width)
        ),
        Item::Label(number) => text(&drawing.labels[*number]),
    };
    out.push_str(&line);
    out.push('\n');
}

/// A label, its glyphs in runs of one face.
fn text(label: &Label) -> String {
    let mut runs = String::new();
    for run in label.runs() {
        let words: String = run.glyphs.iter().map(|g| g.shown).collect();
        runs.push_str(&format!(
            "<tspan x=\"{}\" font-family=\"{}\">{}</tspan>",
            n(label.origin.x + run.x),
            run.face.family(),
            escape(&words)
        ));
    }
    let weight = if label.style.bold { " font-weight=\"700\"" } else { "" };
    format!(
        "<text y=\"{}\" font-size=\"{}\"{weight} {} style=\"font-kerning:none;white-space:pre\">{runs}</text>",
        n(label.origin.y),
        n(label.style.size),
        fill(label.color)
    )
}

/// Text for XML and HTML: marks escaped, and characters that XML forbids shown as a dot.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(c),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push('·'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_and_control_characters_become_text() {
        assert_eq!(escape("<script>a & 'b'\u{1}\u{ffff}"), "&lt;script&gt;a &amp; &#39;b&#39;··");
    }

    #[test]
    fn lengths_are_short() {
        assert_eq!([n(1.0), n(0.126), n(-3.50)], ["1", "0.13", "-3.5"]);
    }
}
