//! Fonts of PDF: what the codes of a text string mean, and how wide they are.
//!
//! Three sources, in this order: the font's own ToUnicode map; a predefined CMap, whose codes are an encoding
//! (GBK-EUC-H is GBK, ETen-B5-H is Big5, UniGB-UCS2-H is UTF-16; Adobe Technical Note 5094 lists them); the simple
//! encodings of Latin fonts.

use std::collections::BTreeMap;

use encoding_rs::{BIG5, EUC_JP, EUC_KR, Encoding, GB18030, SHIFT_JIS, UTF_16BE, WINDOWS_1252};
use lopdf::{Dictionary, Document, Object};

/// Predefined CMaps by what their names begin with; -H and -V mean the same text.
const PREDEFINED: [(&str, &Encoding); 22] = [
    ("UniGB-UCS2", UTF_16BE),
    ("UniGB-UTF16", UTF_16BE),
    ("UniCNS-UCS2", UTF_16BE),
    ("UniCNS-UTF16", UTF_16BE),
    ("UniJIS-UCS2", UTF_16BE),
    ("UniJIS-UTF16", UTF_16BE),
    ("UniKS-UCS2", UTF_16BE),
    ("UniKS-UTF16", UTF_16BE),
    ("GBKp-EUC", GB18030),
    ("GBK2K", GB18030),
    ("GBK-EUC", GB18030),
    ("GBpc-EUC", GB18030),
    ("GB-EUC", GB18030),
    ("HKscs-B5", BIG5),
    ("ETenms-B5", BIG5),
    ("ETen-B5", BIG5),
    ("B5pc", BIG5),
    ("90ms-RKSJ", SHIFT_JIS),
    ("90pv-RKSJ", SHIFT_JIS),
    ("EUC-H", EUC_JP),
    ("KSCms-UHC", EUC_KR),
    ("KSC-EUC", EUC_KR),
];

/// The most bytes a ToUnicode map may unpack to.
const LARGEST_MAP: usize = 8 << 20;

/// A character of a text string: what it is, and its width in thousandths of the font's size.
pub struct Glyph {
    pub text: String,
    pub width: f32,
    /// A space that word spacing widens.
    pub is_space: bool,
}

/// How the codes of a font are read.
enum Codes {
    /// One byte each.
    Simple(Box<[char; 256]>),
    /// As text of an encoding.
    Encoded(&'static Encoding),
    /// Two bytes that number glyphs.
    Glyphs,
}

pub struct Font {
    codes: Codes,
    unicode: Option<Unicode>,
    widths: BTreeMap<u32, f32>,
    default_width: f32,
    /// How far down one character moves, in thousandths of the size, where lines run from top to bottom.
    pub vertical: Option<f32>,
}

impl Font {
    pub fn new(doc: &Document, font: &Dictionary) -> Self {
        let name = |key: &[u8]| font.get_deref(key, doc).and_then(Object::as_name).unwrap_or_default();
        let composite = name(b"Subtype") == b"Type0";
        let unicode = font
            .get_deref(b"ToUnicode", doc)
            .and_then(Object::as_stream)
            .and_then(|s| s.decompressed_content_with_limit(LARGEST_MAP))
            .ok()
            .map(|map| Unicode::parse(&map))
            .filter(|map| !map.is_empty());
        if composite {
            let cmap = String::from_utf8_lossy(name(b"Encoding")).into_owned();
            let predefined =
                PREDEFINED.iter().find(|(begin, _)| cmap.starts_with(begin)).map(|(_, encoding)| *encoding);
            let descendant = font
                .get_deref(b"DescendantFonts", doc)
                .and_then(Object::as_array)
                .ok()
                .and_then(|all| all.first())
                .and_then(|first| doc.dereference(first).ok())
                .and_then(|(_, object)| object.as_dict().ok());
            let number =
                |key: &[u8]| descendant.and_then(|d| d.get_deref(key, doc).ok()).and_then(|o| o.as_float().ok());
            // Widths are by glyph number, which only the identity map equals the code.
            let widths = match (predefined, descendant) {
                (None, Some(d)) => glyph_widths(doc, d),
                _ => BTreeMap::new(),
            };
            let default_width = number(b"DW").unwrap_or(1000.0);
            let down = || {
                let both = descendant.and_then(|d| d.get_deref(b"DW2", doc).ok()).and_then(|o| o.as_array().ok());
                both.and_then(|both| both.get(1)?.as_float().ok()).unwrap_or(-1000.0)
            };
            let vertical = (cmap.ends_with("-V") || cmap == "V").then(down);
            let codes = predefined.map_or(Codes::Glyphs, Codes::Encoded);
            return Self { codes, unicode, widths, default_width, vertical };
        }
        let first = font.get_deref(b"FirstChar", doc).and_then(Object::as_i64).unwrap_or(0).clamp(0, 255) as u32;
        let list = font.get_deref(b"Widths", doc).and_then(Object::as_array).map(Vec::as_slice).unwrap_or_default();
        let widths = list
            .iter()
            .take(256)
            .enumerate()
            .filter_map(|(n, w)| Some((first + n as u32, doc.dereference(w).ok()?.1.as_float().ok()?)))
            .collect();
        Self { codes: Codes::Simple(simple(doc, font)), unicode, widths, default_width: 500.0, vertical: None }
    }

    /// The characters of a text string; U+FFFD where the font does not say what a code is. Marks turned for vertical lines
    /// are the marks that they stand for.
    pub fn glyphs(&self, bytes: &[u8]) -> Vec<Glyph> {
        let mut glyphs = self.read(bytes);
        if self.vertical.is_some() {
            for glyph in &mut glyphs {
                glyph.text = glyph.text.chars().map(upright).collect();
            }
        }
        glyphs
    }

    fn read(&self, bytes: &[u8]) -> Vec<Glyph> {
        match (&self.codes, &self.unicode) {
            (Codes::Encoded(encoding), None) => encoded(bytes, encoding),
            (Codes::Simple(table), unicode) => bytes
                .iter()
                .map(|b| {
                    let mapped = unicode.as_ref().and_then(|u| u.of(u32::from(*b)));
                    let text = mapped.unwrap_or_else(|| table[usize::from(*b)].to_string());
                    Glyph { text, width: self.width(u32::from(*b)), is_space: *b == b' ' }
                })
                .collect(),
            (_, unicode) => bytes
                .chunks(2)
                .map(|pair| {
                    let code = pair.iter().fold(0u32, |n, b| n << 8 | u32::from(*b));
                    let text = unicode.as_ref().and_then(|u| u.of(code)).unwrap_or_else(|| "\u{fffd}".into());
                    Glyph { text, width: self.width(code), is_space: false }
                })
                .collect(),
        }
    }

    fn width(&self, code: u32) -> f32 {
        self.widths.get(&code).copied().unwrap_or(self.default_width)
    }
}

/// The mark of a horizontal line for its vertical form (Unicode blocks Vertical Forms and CJK Compatibility Forms).
pub fn upright(c: char) -> char {
    const TURNED: &str = "︐︑︒︓︔︕︖︗︘︙︰︱︲︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄﹇﹈";
    const UPRIGHT: &str = "，、。：；！？〖〗…：—–（）｛｝〔〕【】《》〈〉「」『』［］";
    TURNED.chars().position(|t| t == c).and_then(|n| UPRIGHT.chars().nth(n)).unwrap_or(c)
}

/// Text of a predefined CMap: ideographs as wide as the size, the rest half as wide.
fn encoded(bytes: &[u8], encoding: &'static Encoding) -> Vec<Glyph> {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    text.chars()
        .map(|c| Glyph { text: c.to_string(), width: if c < '\u{2010}' { 500.0 } else { 1000.0 }, is_space: c == ' ' })
        .collect()
}

/// `/W`: `c [w1 w2 …]` and `first last w`.
fn glyph_widths(doc: &Document, font: &Dictionary) -> BTreeMap<u32, f32> {
    let list = font.get_deref(b"W", doc).and_then(Object::as_array).map(Vec::as_slice).unwrap_or_default();
    let number = |o: &Object| doc.dereference(o).ok().and_then(|(_, o)| o.as_float().ok());
    let mut out = BTreeMap::new();
    let mut at = 0;
    while at + 1 < list.len() && out.len() < 70_000 {
        let Some(first) = number(&list[at]) else { break };
        let next = doc.dereference(&list[at + 1]).map(|(_, o)| o);
        if let Ok(Object::Array(widths)) = next {
            out.extend(widths.iter().enumerate().filter_map(|(n, w)| Some((first as u32 + n as u32, number(w)?))));
            at += 2;
        } else {
            let (Some(last), Some(width)) = (number(&list[at + 1]), list.get(at + 2).and_then(number)) else { break };
            let last = (last as u32).min(first as u32 + 65_535);
            out.extend((first as u32..=last).map(|code| (code, width)));
            at += 3;
        }
    }
    out
}

/// Windows-1252 with the differences that the font names.
fn simple(doc: &Document, font: &Dictionary) -> Box<[char; 256]> {
    let mut table = Box::new(['\u{fffd}'; 256]);
    for (code, slot) in table.iter_mut().enumerate() {
        let byte = [code as u8];
        *slot = WINDOWS_1252.decode_without_bom_handling(&byte).0.chars().next().unwrap_or('\u{fffd}');
    }
    let differences = font
        .get_deref(b"Encoding", doc)
        .and_then(Object::as_dict)
        .and_then(|e| e.get_deref(b"Differences", doc))
        .and_then(Object::as_array)
        .map(Vec::as_slice)
        .unwrap_or_default();
    let mut code = 0usize;
    for item in differences {
        match item {
            Object::Integer(n) => code = (*n).clamp(0, 255) as usize,
            Object::Name(name) => {
                if let (Some(slot), Some(c)) = (table.get_mut(code), named(name)) {
                    *slot = c;
                }
                code += 1;
            }
            _ => {}
        }
    }
    table
}

/// A character by its glyph name: `uni7F51`, `A`, and the marks that Chinese papers use.
fn named(name: &[u8]) -> Option<char> {
    let name = std::str::from_utf8(name).ok()?;
    if let Some(hex) = name.strip_prefix("uni").or_else(|| name.strip_prefix('u'))
        && let Some(c) = u32::from_str_radix(hex, 16).ok().and_then(char::from_u32)
    {
        return Some(c);
    }
    let mut chars = name.chars();
    if let (Some(c), None) = (chars.next(), chars.next()) {
        return Some(c);
    }
    const NAMES: [(&str, char); 34] = [
        ("space", ' '),
        ("zero", '0'),
        ("one", '1'),
        ("two", '2'),
        ("three", '3'),
        ("four", '4'),
        ("five", '5'),
        ("six", '6'),
        ("seven", '7'),
        ("eight", '8'),
        ("nine", '9'),
        ("period", '.'),
        ("comma", ','),
        ("hyphen", '-'),
        ("percent", '%'),
        ("plus", '+'),
        ("slash", '/'),
        ("colon", ':'),
        ("semicolon", ';'),
        ("parenleft", '('),
        ("parenright", ')'),
        ("bracketleft", '['),
        ("bracketright", ']'),
        ("quotedblleft", '“'),
        ("quotedblright", '”'),
        ("quoteleft", '‘'),
        ("quoteright", '’'),
        ("quotedbl", '"'),
        ("endash", '–'),
        ("emdash", '—'),
        ("ellipsis", '…'),
        ("bullet", '•'),
        ("question", '?'),
        ("exclam", '!'),
    ];
    NAMES.iter().find(|(n, _)| *n == name).map(|(_, c)| *c)
}

/// A ToUnicode map.
#[derive(Default)]
struct Unicode {
    single: BTreeMap<u32, String>,
    /// First code, last code, what the first one is; the others follow it.
    ranges: Vec<(u32, u32, String)>,
}

impl Unicode {
    fn is_empty(&self) -> bool {
        self.single.is_empty() && self.ranges.is_empty()
    }

    fn of(&self, code: u32) -> Option<String> {
        if let Some(text) = self.single.get(&code) {
            return Some(text.clone());
        }
        let (first, _, text) = self.ranges.iter().find(|(first, last, _)| (*first..=*last).contains(&code))?;
        let mut text = text.clone();
        let last = text.pop()?;
        text.push(char::from_u32(last as u32 + (code - first))?);
        Some(text)
    }

    fn parse(map: &[u8]) -> Self {
        let mut out = Self::default();
        let text: String = map.iter().map(|b| *b as char).collect();
        for part in text.split("beginbfchar").skip(1) {
            let hex = strings(part.split("endbfchar").next().unwrap_or_default());
            for pair in hex.chunks_exact(2) {
                out.single.insert(code(&pair[0]), utf16(&pair[1]));
            }
        }
        for part in text.split("beginbfrange").skip(1) {
            let mut rest = part.split("endbfrange").next().unwrap_or_default();
            while let Some((first, after)) = next_string(rest) {
                let Some((last, after)) = next_string(after) else { break };
                let (first, last) = (code(&first), code(&last));
                let body = after.trim_start();
                if let Some(list) = body.strip_prefix('[') {
                    let (list, after) = list.split_once(']').unwrap_or((list, ""));
                    for (n, text) in strings(list).iter().enumerate() {
                        out.single.insert(first + n as u32, utf16(text));
                    }
                    rest = after;
                } else if let Some((text, after)) = next_string(body) {
                    if out.ranges.len() < 70_000 {
                        out.ranges.push((first, last, utf16(&text)));
                    }
                    rest = after;
                } else {
                    break;
                }
            }
        }
        out
    }
}

/// The next `<…>` and what follows it.
fn next_string(text: &str) -> Option<(Vec<u8>, &str)> {
    let (_, rest) = text.split_once('<')?;
    let (hex, rest) = rest.split_once('>')?;
    let digits: Vec<u8> = hex.chars().filter_map(|c| c.to_digit(16).map(|d| d as u8)).collect();
    Some((digits.chunks(2).map(|pair| pair.iter().fold(0, |n, d| n << 4 | d)).collect(), rest))
}

fn strings(mut text: &str) -> Vec<Vec<u8>> {
    let mut out = Vec::new();
    while let Some((string, rest)) = next_string(text) {
        out.push(string);
        text = rest;
    }
    out
}

fn code(bytes: &[u8]) -> u32 {
    bytes.iter().take(4).fold(0, |n, b| n << 8 | u32::from(*b))
}

fn utf16(bytes: &[u8]) -> String {
    let units: Vec<u16> = bytes.chunks(2).map(|pair| pair.iter().fold(0u16, |n, b| n << 8 | u16::from(*b))).collect();
    String::from_utf16_lossy(&units)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn to_unicode_maps_are_read() {
        let map = b"1 begincodespacerange <0000> <FFFF> endcodespacerange 2 beginbfchar <0001> <7F51> <0002> <0041> endbfchar \
            2 beginbfrange <0010> <0012> <4E00> <0020> <0021> [<5B89> <D840DC00>] endbfrange";
        let map = Unicode::parse(map);
        let of = |code| map.of(code).unwrap_or_default();
        assert_eq!([of(1), of(2), of(0x12), of(0x20), of(0x21), of(0x99)], ["网", "A", "丂", "安", "𠀀", ""]);
    }

    #[test]
    fn predefined_maps_are_encodings() {
        let text = |bytes: &[u8], encoding| encoded(bytes, encoding).into_iter().map(|g| g.text).collect::<String>();
        assert_eq!(text(&[0xcd, 0xf8, 0x31], GB18030), "网1");
        assert_eq!(text(&[0xba, 0xf4], BIG5), "網");
        assert_eq!(text(&[0x7f, 0x51], UTF_16BE), "网");
    }
}
