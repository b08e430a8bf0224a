//! The faces that the program carries, and which stands in front for which script.
//!
//! Readers notice the glyphs of the wrong region: traditional text is set in the TC faces with SC behind them (TC
//! has no simplified forms), simplified text in SC with TC behind. System fonts are never asked: pictures must not
//! depend on the machine.

use std::collections::BTreeMap;
use std::sync::Arc;

use eframe::egui::{FontData, FontDefinitions, FontFamily, FontId};

use crate::chart::fonts;
use crate::i18n::Lang;

/// A face for running text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Face {
    #[default]
    Simplified,
    Traditional,
}

impl Face {
    /// The face's family; bold for headings.
    pub fn family(self, bold: bool) -> FontFamily {
        let name = match (self, bold) {
            (Face::Simplified, false) => "sc",
            (Face::Simplified, true) => "sc-bold",
            (Face::Traditional, false) => "tc",
            (Face::Traditional, true) => "tc-bold",
        };
        FontFamily::Name(name.into())
    }

    pub fn font(self, bold: bool, size: f32) -> FontId {
        FontId::new(size, self.family(bold))
    }
}

/// The interface's own bold; egui's `strong` only changes the colour.
pub fn bold(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name("bold".into()))
}

/// All families, the interface's own in the face of its language.
pub fn definitions(lang: Lang) -> FontDefinitions {
    let data = [
        ("SC", fonts::Face::SimplifiedRegular),
        ("SC-bold", fonts::Face::SimplifiedBold),
        ("TC", fonts::Face::TraditionalRegular),
        ("TC-bold", fonts::Face::TraditionalBold),
    ];
    let font_data =
        data.into_iter().map(|(name, face)| (name.to_owned(), Arc::new(FontData::from_static(face.bytes())))).collect();
    let order = |names: [&str; 2]| names.map(str::to_owned).to_vec();
    let (sc, tc) = (order(["SC", "TC"]), order(["TC", "SC"]));
    let (sc_bold, tc_bold) = (order(["SC-bold", "TC-bold"]), order(["TC-bold", "SC-bold"]));
    let traditional = lang == Lang::TraditionalChinese;
    let ui = if traditional { tc.clone() } else { sc.clone() };
    let ui_bold = if traditional { tc_bold.clone() } else { sc_bold.clone() };
    let families = BTreeMap::from([
        (FontFamily::Proportional, ui.clone()),
        (FontFamily::Monospace, ui),
        (FontFamily::Name("bold".into()), ui_bold),
        (Face::Simplified.family(false), sc),
        (Face::Simplified.family(true), sc_bold),
        (Face::Traditional.family(false), tc),
        (Face::Traditional.family(true), tc_bold),
    ]);
    FontDefinitions { font_data, families }
}
