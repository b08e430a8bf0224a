//! Text as placed glyphs: runs by face, left bearings, fractional advances, spacing around full-width brackets.
//!
//! Every writer (pixels, SVG, PDF) draws the same placed glyphs, so a label takes the same room everywhere.

use ab_glyph::{Font, GlyphId};

use super::fonts::{self, Face, Script};

/// How a label is set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Type {
    /// Size of the em, in the drawing's pixels.
    pub size: f32,
    pub bold: bool,
    pub script: Script,
}

/// How far type reaches above the baseline, in ems: ideographs and capitals.
pub const ASCENT: f32 = 0.88;
/// How far it reaches below: ideographs, and most of the descenders of Latin.
pub const DESCENT: f32 = 0.20;

/// A glyph in its place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placed {
    pub face: Face,
    pub glyph: GlyphId,
    /// What it shows; differs from the text for control characters and for what no face has.
    pub shown: char,
    /// Of its origin, from the start of the line, in the drawing's pixels.
    pub x: f32,
}

impl Placed {
    /// How far the next glyph stands from this one when type of `size` is set without adjustments.
    pub fn advance(&self, size: f32) -> f32 {
        let font = self.face.font();
        font.h_advance_unscaled(self.glyph) / font.units_per_em().unwrap_or(1000.0) * size
    }
}

/// One line of text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    pub glyphs: Vec<Placed>,
    pub width: f32,
}

/// Full-width marks whose left half is empty.
fn opens(c: char) -> bool {
    matches!(c, '（' | '《' | '〈' | '「' | '『' | '【' | '〔' | '［' | '｛' | '“' | '‘')
}

/// Full-width marks whose right half is empty.
fn closes(c: char) -> bool {
    matches!(
        c,
        '）' | '》'
            | '〉'
            | '」'
            | '』'
            | '】'
            | '〕'
            | '］'
            | '｝'
            | '”'
            | '’'
            | '，'
            | '。'
            | '、'
            | '；'
            | '：'
    )
}

/// Sets one line. Of two full-width marks in a row the empty halves between them are set once, and a line does not
/// begin or end with an empty half, so that labels align with their bars.
pub fn line(text: &str, style: Type) -> Line {
    let face = Face::new(style.script, style.bold);
    let mut glyphs = Vec::with_capacity(text.len() / 2);
    let mut x = 0.0f32;
    let mut before: Option<char> = None;
    for c in text.chars() {
        let (face, glyph, shown) = fonts::resolve(face, c);
        let font = face.font();
        let em = font.units_per_em().unwrap_or(1000.0);
        let advance = font.h_advance_unscaled(glyph) / em;
        let wide = advance > 0.9;
        let shared =
            before.is_none_or(|b| opens(b) || closes(b)) && opens(c) || before.is_some_and(closes) && closes(c);
        if shared && wide {
            x -= style.size / 2.0;
        }
        glyphs.push(Placed { face, glyph, shown, x });
        x += advance * style.size;
        before = Some(c).filter(|_| wide);
    }
    if before.is_some_and(|c| closes(c) && !matches!(c, '，' | '。' | '、' | '；' | '：')) {
        x -= style.size / 2.0;
    }
    Line { glyphs, width: x.max(0.0) }
}

/// The width of a line, in the drawing's pixels.
pub fn width(text: &str, style: Type) -> f32 {
    line(text, style).width
}

/// `text` in at most `width`; what does not fit ends in `…`.
pub fn shorten(text: &str, style: Type, width: f32) -> String {
    let set = line(text, style);
    // Rooms are sums and differences of widths: what fits but for their rounding fits.
    if set.width <= width + SLACK {
        return text.to_owned();
    }
    let room = width - self::width("…", style);
    let mut kept: String = text
        .chars()
        .zip(set.glyphs.iter().skip(1).map(|g| g.x))
        .take_while(|(_, end)| *end <= room)
        .map(|(c, _)| c)
        .collect();
    while kept.ends_with([' ', '，', '、', '（', '《', '“', '「']) {
        kept.pop();
    }
    kept.push('…');
    kept
}

/// Lengths that are less than this apart are the same, in pixels at scale 1.
const SLACK: f32 = 0.05;

/// Whether `text` stands in `lines` lines of `width` with nothing cut and no Latin word broken.
pub fn fits(text: &str, style: Type, width: f32, lines: usize) -> bool {
    let set = wrap(text, style, width, lines);
    let kept: usize = set.iter().map(|line| line.chars().filter(|c| !c.is_whitespace()).count()).sum();
    let cut = kept != text.chars().filter(|c| !c.is_whitespace()).count() || set.iter().any(|l| l.ends_with('…'));
    let word = |c: char| c.is_ascii_alphanumeric();
    !cut && text.split(|c| !word(c)).all(|latin| self::width(latin, style) <= width)
}

/// Marks that may not begin a line.
fn clings(c: char) -> bool {
    closes(c) || matches!(c, '”' | '’' | '%' | '％' | '…' | '·' | '！' | '？' | ',' | '.' | ';' | ':' | ')' | '!' | '?')
}

/// Breaks `text` into at most `lines` lines of `width`; the last is shortened if the rest does not fit. Latin words
/// and numbers stay whole where they can; no line begins with a closing mark or ends with an opening one.
pub fn wrap(text: &str, style: Type, width: f32, lines: usize) -> Vec<String> {
    let mut out = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() && out.len() + 1 < lines {
        let taken = fitting(rest, style, width);
        if taken == rest.len() {
            break;
        }
        out.push(rest[..taken].trim_end().to_owned());
        rest = rest[taken..].trim_start();
    }
    if !rest.is_empty() && lines > 0 {
        out.push(shorten(rest, style, width));
    }
    not_alone(&mut out);
    out
}

/// A last line of one ideograph takes what stands behind the last closing mark of the line above, if that is little, or
/// one ideograph.
fn not_alone(lines: &mut [String]) {
    let [.., above, last] = lines else { return };
    let wide = |c: char| c >= '\u{2e80}' && !clings(c) && !opens(c);
    let chars: Vec<char> = above.chars().collect();
    if let [.., before, end] = chars[..]
        && chars.len() > 2
        && !opens(before)
        && wide(end)
        && last.chars().count() == 1
        && last.chars().all(wide)
    {
        let closing = chars.iter().rposition(|&c| closes(c)).filter(|at| (2..=4).contains(&(chars.len() - 1 - at)));
        let from = closing.map_or(chars.len() - 1, |at| at + 1);
        let moved: String = chars[from..].iter().collect();
        above.truncate(above.len() - moved.len());
        last.insert_str(0, &moved);
    }
}

/// How many bytes of `text` go on a line: at least one character.
fn fitting(text: &str, style: Type, width: f32) -> usize {
    let set = line(text, style);
    let ends = set.glyphs.iter().skip(1).map(|g| g.x).chain([set.width]);
    let fit = ends.take_while(|end| *end <= width + SLACK).count().max(1);
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    if fit == chars.len() {
        return text.len();
    }
    let whole = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '%');
    let bad = |n: usize| {
        let (before, after) = (chars[n - 1].1, chars[n].1);
        clings(after) || opens(before) || matches!(before, '“' | '‘' | '(') || (whole(before) && whole(after))
    };
    // Look back over at most two thirds of the line for a place to break.
    let best = ((fit - fit * 2 / 3).max(1)..=fit).rev().find(|&n| !bad(n)).unwrap_or(fit);
    chars[best].0
}

#[cfg(test)]
mod tests {
    use super::*;

    const STYLE: Type = Type { size: 20.0, bold: false, script: Script::Simplified };

    #[test]
    fn ideographs_are_one_em_and_digits_keep_fractions() {
        assert!((width("中国", STYLE) - 40.0).abs() < 0.01);
        let digits = width("1111", STYLE);
        assert!((digits - 4.0 * width("1", STYLE)).abs() < 0.01);
        assert!(digits.fract() > 0.0);
    }

    #[test]
    fn brackets_in_a_row_share_their_empty_halves() {
        // Two closing marks, then an opening one.
        assert!((width("甲》（乙", STYLE) - 70.0).abs() < 0.01);
        assert!((width("（亿次）", STYLE) - 60.0).abs() < 0.01, "no empty half at either end");
        assert!((width("甲（亿次", STYLE) - 80.0).abs() < 0.01, "a lone bracket keeps its half");
    }

    #[test]
    fn shortening_fits() {
        for (text, room) in [("网络阅读点击总量", 100.0), ("短", 100.0), ("“爭做中國好網民”", 70.0), ("abc def", 40.0)]
        {
            let short = shorten(text, STYLE, room);
            assert!(width(&short, STYLE) <= room, "{short}");
            assert_eq!(short.ends_with('…'), width(text, STYLE) > room, "{short}");
        }
    }

    #[test]
    fn lines_fit_and_begin_well() {
        let text = "H5作品《十九大学习词典》阅读量（截至2017年底），全国网友接力转发的点击总量";
        let lines = wrap(text, STYLE, 130.0, 9);
        assert_eq!(lines.concat(), text);
        for line in &lines {
            assert!(width(line, STYLE) <= 130.0, "{line}");
            assert!(!line.starts_with(clings), "{line}");
            assert!(!line.ends_with(opens), "{line}");
        }
        assert!(lines.iter().any(|l| l.contains("2017")), "{lines:?}");
        assert_eq!(wrap(text, STYLE, 130.0, 2).len(), 2);
        assert!(wrap(text, STYLE, 130.0, 2)[1].ends_with('…'));
        assert_eq!(wrap("", STYLE, 10.0, 3), Vec::<String>::new());
        assert_eq!(wrap("清朗网络空间", STYLE, 100.0, 2), ["清朗网络", "空间"]);
        assert_eq!(wrap("《十九大学习词典》阅读量", STYLE, 220.0, 2), ["《十九大学习词典》", "阅读量"]);
        assert!(fits("清朗网络空间", STYLE, 60.0, 2) && !fits("清朗网络空间", STYLE, 50.0, 2));
        assert!(fits("Clean cyberspace", STYLE, 130.0, 2) && !fits("Clean cyberspace", STYLE, 60.0, 4));
    }
}
