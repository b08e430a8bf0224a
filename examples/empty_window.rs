//! An empty window with the fonts that Duizhao carries: what `benches/startup.sh` measures it against.

use std::sync::Arc;

use duizhao::chart::fonts::Face;
use eframe::egui::{FontData, FontDefinitions, FontFamily, Ui, ViewportBuilder};

struct Empty;

impl eframe::App for Empty {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        ui.label("对照");
    }
}

fn main() -> eframe::Result {
    // As large as Duizhao's: what a window of that size takes on the screen and in memory is not the program's.
    let viewport = ViewportBuilder::default().with_inner_size([1280.0, 800.0]);
    eframe::run_native(
        "empty",
        eframe::NativeOptions { viewport, ..Default::default() },
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
