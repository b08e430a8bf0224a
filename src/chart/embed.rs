//! The used glyphs of a face as a small font that browsers open.
//!
//! `subsetter` cuts for PDF, which needs no character map; here one is added, with the other tables that browsers
//! ask for. The licence's reserved name is not used by these files, so a subset may keep the family's name.

use std::collections::{BTreeMap, BTreeSet};

use ab_glyph::Font;
use base64::Engine as _;
use subsetter::GlyphRemapper;

use super::fonts::Face;
use super::scene::Drawing;

/// The characters that are set in each face.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Used(BTreeMap<Face, BTreeSet<char>>);

impl Used {
    /// Notes every glyph of a drawing.
    pub fn add(&mut self, drawing: &Drawing) {
        for glyph in drawing.labels.iter().flat_map(|label| &label.line.glyphs) {
            self.0.entry(glyph.face).or_default().insert(glyph.shown);
        }
    }

    /// Notes running text that is asked of `face` first.
    pub fn add_text(&mut self, face: Face, text: &str) {
        for c in text.chars() {
            let (face, _, shown) = super::fonts::resolve(face, c);
            self.0.entry(face).or_default().insert(shown);
        }
    }

    /// `@font-face` rules with the used glyphs.
    pub fn css(&self) -> String {
        let mut css = String::new();
        for (&face, chars) in &self.0 {
            let Some(font) = subset(face, chars) else { continue };
            let data = base64::engine::general_purpose::STANDARD.encode(font);
            let weight = if face.is_bold() { 700 } else { 400 };
            css.push_str(&format!(
                "@font-face{{font-family:\"{}\";font-weight:{weight};src:url(data:font/ttf;base64,{data}) format(\"truetype\")}}\n",
                face.family()
            ));
        }
        css
    }
}

/// A TrueType file with these characters of a face; none if the bundled font could not be cut, which a test rules out.
fn subset(face: Face, chars: &BTreeSet<char>) -> Option<Vec<u8>> {
    let mut glyphs = GlyphRemapper::new();
    let map: Vec<(u32, u16)> = chars
        .iter()
        .map(|&c| (u32::from(c), face.font().glyph_id(c).0))
        .filter(|(_, glyph)| *glyph != 0)
        .map(|(c, glyph)| (c, glyphs.remap(glyph)))
        .collect();
    let cut = subsetter::subset(face.bytes(), 0, &glyphs).ok()?;
    let mut tables = tables(&cut)?;
    let original = self::tables(face.bytes())?;
    for tag in [*b"OS/2", *b"name"] {
        if let Some(table) = original.get(&tag) {
            tables.insert(tag, table.clone());
        }
    }
    tables.insert(*b"cmap", character_map(&map));
    tables.insert(*b"post", printing());
    Some(file(&tables))
}

type Tables = BTreeMap<[u8; 4], Vec<u8>>;

fn word(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

/// The tables of a font file.
fn tables(font: &[u8]) -> Option<Tables> {
    let number = usize::from(u16::from_be_bytes(font.get(4..6)?.try_into().ok()?));
    (0..number)
        .map(|n| {
            let at = 12 + 16 * n;
            let tag: [u8; 4] = font.get(at..at + 4)?.try_into().ok()?;
            let (start, length) = (word(font, at + 8)? as usize, word(font, at + 12)? as usize);
            Some((tag, font.get(start..start + length)?.to_vec()))
        })
        .collect()
}

/// A `cmap` with one table of format 12, a group a character.
fn character_map(map: &[(u32, u16)]) -> Vec<u8> {
    let mut out = Vec::with_capacity(28 + 12 * map.len());
    let mut push = |words: &[u32]| words.iter().for_each(|w| out.extend(w.to_be_bytes()));
    // Version 0, one table; platform 3 (Windows), encoding 10 (all of Unicode); it begins after 12 bytes.
    push(&[0x0000_0001, 0x0003_000a, 12]);
    push(&[0x000c_0000, 16 + 12 * map.len() as u32, 0, map.len() as u32]);
    for &(c, glyph) in map {
        push(&[c, c, u32::from(glyph)]);
    }
    out
}

/// A `post` of version 3: no names of glyphs.
fn printing() -> Vec<u8> {
    let mut out = vec![0; 32];
    out[1] = 3;
    out
}

fn checksum(bytes: &[u8]) -> u32 {
    bytes.chunks(4).fold(0, |sum: u32, chunk| {
        let mut word = [0; 4];
        word[..chunk.len()].copy_from_slice(chunk);
        sum.wrapping_add(u32::from_be_bytes(word))
    })
}

/// A font file of these tables, with its checksums.
fn file(tables: &Tables) -> Vec<u8> {
    let number = tables.len() as u16;
    let power = number.ilog2() as u16;
    let range = 16 << power;
    let mut out = Vec::new();
    out.extend(0x0001_0000u32.to_be_bytes());
    for half in [number, range, power, number * 16 - range] {
        out.extend(half.to_be_bytes());
    }
    let mut start = 12 + 16 * tables.len();
    let mut head = 0;
    for (tag, table) in tables {
        let mut sum = checksum(table);
        if tag == b"head" {
            head = start;
            // The sum is taken with the file's own checksum, 8 bytes in, as zero.
            sum = sum.wrapping_sub(word(table, 8).unwrap_or(0));
        }
        out.extend(tag);
        for word in [sum, start as u32, table.len() as u32] {
            out.extend(word.to_be_bytes());
        }
        start += table.len().next_multiple_of(4);
    }
    for table in tables.values() {
        out.extend(table);
        out.resize(out.len().next_multiple_of(4), 0);
    }
    out[head + 8..head + 12].fill(0);
    let whole = 0xB1B0_AFBAu32.wrapping_sub(checksum(&out));
    out[head + 8..head + 12].copy_from_slice(&whole.to_be_bytes());
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use ab_glyph::FontRef;

    #[test]
    fn a_subset_opens_and_maps_its_characters() {
        let chars: BTreeSet<char> = "网络（10.5亿）".chars().collect();
        for face in Face::ALL {
            let bytes = subset(face, &chars).unwrap();
            assert!(bytes.len() < 20_000, "{}", bytes.len());
            let font = FontRef::try_from_slice(&bytes).unwrap();
            for &c in chars.iter().filter(|&&c| face.glyph(c).is_some()) {
                let (cut, whole) = (font.glyph_id(c), face.font().glyph_id(c));
                assert_ne!(cut.0, 0, "{c}");
                assert_eq!(font.h_advance_unscaled(cut), face.font().h_advance_unscaled(whole), "{c}");
            }
            assert_eq!(checksum(&bytes), 0xB1B0_AFBA);
        }
    }
}
