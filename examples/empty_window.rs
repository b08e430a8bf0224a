//! An empty window with the fonts that Duizhao carries: what `benches/startup.sh` measures it against.

use std::sync::Arc;

use duizhao::chart::fonts::Face;
use eframe::egui::{FontData, FontDefinitions, FontFamily, Ui};

struct Empty;

impl eframe::App for Empty {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        ui.label("对照");
    }
}

fn main() -> eframe::Result {
    eframe::run_native(
        "empty",
        eframe::NativeOptions::default(),
        Box::new(|creation| {
            let faces =
                [Face::SimplifiedRegular, Face::SimplifiedBold, Face::TraditionalRegular, Face::TraditionalBold];
            let mut fonts = FontDefinitions::empty();
            for (n, face) in faces.into_iter().enumerate() {
                fonts.font_data.insert(n.to_string(), Arc::new(FontData::from_static(face.bytes())));
                for family in [FontFamily::Proportional, FontFamily::Monospace] {
                    fonts.families.entry(family).or_default().push(n.to_string());
                }
            }
            creation.egui_ctx.set_fonts(fonts);
            Ok(Box::new(Empty))
        }),
    )
}
