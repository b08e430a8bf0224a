//! The four faces that the program carries, and which of them has a character.
//!
//! The window registers the same bytes, so that what is read and what is saved look alike on every machine.

use std::sync::OnceLock;

use ab_glyph::{Font, FontRef, GlyphId};

/// A face of the fonts in `fonts/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Face {
    SimplifiedRegular,
    SimplifiedBold,
    TraditionalRegular,
    TraditionalBold,
}

/// The font files, in the order of [`Face::ALL`]. A static, since a constant is copied into every part of the program
/// that names it: three times 35 MB, each with pages of its own in memory.
static FILES: [&[u8]; 4] = [
    include_bytes!("../../fonts/NotoSansSC_400Regular.ttf"),
    include_bytes!("../../fonts/NotoSansSC_700Bold.ttf"),
    include_bytes!("../../fonts/NotoSansTC_400Regular.ttf"),
    include_bytes!("../../fonts/NotoSansTC_700Bold.ttf"),
];

/// Whose shapes of the characters a reader expects.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Script {
    #[default]
    Simplified,
    Traditional,
}

impl From<crate::i18n::Lang> for Script {
    fn from(lang: crate::i18n::Lang) -> Self {
        match lang {
            crate::i18n::Lang::TraditionalChinese => Script::Traditional,
            crate::i18n::Lang::SimplifiedChinese | crate::i18n::Lang::English => Script::Simplified,
        }
    }
}

impl Face {
    pub const ALL: [Face; 4] =
        [Face::SimplifiedRegular, Face::SimplifiedBold, Face::TraditionalRegular, Face::TraditionalBold];

    pub fn new(script: Script, bold: bool) -> Face {
        match (script, bold) {
            (Script::Simplified, false) => Face::SimplifiedRegular,
            (Script::Simplified, true) => Face::SimplifiedBold,
            (Script::Traditional, false) => Face::TraditionalRegular,
            (Script::Traditional, true) => Face::TraditionalBold,
        }
    }

    /// The face that is asked for what this one lacks. TC has traditional shapes only.
    pub fn fallback(self) -> Face {
        match self {
            Face::SimplifiedRegular => Face::TraditionalRegular,
            Face::SimplifiedBold => Face::TraditionalBold,
            Face::TraditionalRegular => Face::SimplifiedRegular,
            Face::TraditionalBold => Face::SimplifiedBold,
        }
    }

    /// The font file.
    pub fn bytes(self) -> &'static [u8] {
        FILES[self as usize]
    }

    /// The family's name in the font file, in SVG and in PDF.
    pub fn family(self) -> &'static str {
        match self {
            Face::SimplifiedRegular | Face::SimplifiedBold => "Noto Sans SC",
            Face::TraditionalRegular | Face::TraditionalBold => "Noto Sans TC",
        }
    }

    pub fn is_bold(self) -> bool {
        matches!(self, Face::SimplifiedBold | Face::TraditionalBold)
    }

    /// The parsed font.
    pub fn font(self) -> &'static FontRef<'static> {
        static FONTS: [OnceLock<FontRef<'static>>; 4] = [const { OnceLock::new() }; 4];
        FONTS[self as usize].get_or_init(|| {
            FontRef::try_from_slice(self.bytes()).expect("the bundled fonts are TrueType files, which a test opens")
        })
    }

    /// The glyph of a character, if this face has one.
    pub fn glyph(self, c: char) -> Option<GlyphId> {
        let id = self.font().glyph_id(c);
        (id.0 != 0).then_some(id)
    }
}

/// What stands for a character that no bundled face has: the mark printers set for a missing type.
const MISSING: char = '〓';

/// The face and glyph that show `c` to readers of `face`, and the character they show: control characters become
/// their pictures (␀ and so on) or a space, unknown ones 〓.
pub fn resolve(face: Face, c: char) -> (Face, GlyphId, char) {
    let wanted = match c {
        '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}' | '\u{a0}' => ' ',
        c if c.is_control() => '·',
        c => c,
    };
    for shown in [wanted, MISSING] {
        for face in [face, face.fallback()] {
            if let Some(glyph) = face.glyph(shown) {
                return (face, glyph, shown);
            }
        }
    }
    (face, GlyphId(0), MISSING)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_face_opens_and_has_its_own_script() {
        for face in Face::ALL {
            assert!(face.glyph('中').is_some(), "{face:?}");
            assert!(face.glyph(MISSING).is_some(), "{face:?}");
            assert!(face.glyph('0').is_some(), "{face:?}");
        }
        assert!(Face::TraditionalRegular.glyph('闻').is_none());
        assert_eq!(resolve(Face::TraditionalRegular, '闻').0, Face::SimplifiedRegular);
        assert_eq!(resolve(Face::TraditionalBold, '網').0, Face::TraditionalBold);
    }

    #[test]
    fn what_has_no_glyph_is_shown_as_a_mark() {
        assert_eq!(resolve(Face::SimplifiedRegular, '\u{1F600}').2, '〓');
        assert_eq!(resolve(Face::SimplifiedRegular, '\u{1}').2, '·');
        assert_eq!(resolve(Face::SimplifiedRegular, '\n').2, ' ');
    }
}
