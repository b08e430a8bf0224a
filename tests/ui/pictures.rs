//! Pictures of the main states, painted on the processor: something stands where it should, light and dark.

use std::collections::HashMap;

use duizhao::comparison::Side;
use duizhao::job::Load;
use duizhao::session::UnitState;
use duizhao::text::Span;
use duizhao::workbench::{Command, Dock, Look, Tab, View, Workbench};
use eframe::egui::epaint::{ClippedPrimitive, ImageData, Primitive, Vertex};
use eframe::egui::{self, Color32, ColorImage, Key, Rect, TextureId, TexturesDelta};
use egui_kittest::TestRenderer;
use image::RgbaImage;

use super::support::{Desk, Setup};

/// Paints textured triangles, as a graphics card would.
#[derive(Default)]
pub struct Painter {
    textures: HashMap<TextureId, ColorImage>,
}

impl TestRenderer for Painter {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        let (set, free) = (std::mem::take(&mut delta.set), std::mem::take(&mut delta.free));
        for (id, delta) in set.into_iter().flat_map(|(id, all)| all.into_iter().map(move |one| (id, one))) {
            let ImageData::Color(image) = delta.image;
            match (delta.pos, self.textures.get_mut(&id)) {
                (Some([x, y]), Some(whole)) => {
                    for row in 0..image.height() {
                        let at = (y + row) * whole.width() + x;
                        let from = row * image.width();
                        whole.pixels[at..at + image.width()].copy_from_slice(&image.pixels[from..from + image.width()]);
                    }
                }
                _ => {
                    self.textures.insert(id, (*image).clone());
                }
            }
        }
        self.textures.retain(|id, _| !free.contains(id));
    }

    fn render(&mut self, ctx: &egui::Context, output: &egui::FullOutput) -> Result<RgbaImage, String> {
        let scale = output.pixels_per_point;
        let size = ctx.content_rect().size() * scale;
        let mut image = RgbaImage::new(size.x.round() as u32, size.y.round() as u32);
        for ClippedPrimitive { clip_rect, primitive } in ctx.tessellate(output.shapes.clone(), scale) {
            let Primitive::Mesh(mesh) = primitive else { continue };
            let Some(texture) = self.textures.get(&mesh.texture_id) else { continue };
            for [a, b, c] in mesh.triangles() {
                let corners = [a, b, c].map(|n| mesh.vertices[n as usize]);
                triangle(&mut image, texture, corners, clip_rect, scale);
            }
        }
        Ok(image)
    }
}

fn triangle(image: &mut RgbaImage, texture: &ColorImage, corners: [Vertex; 3], clip: Rect, scale: f32) {
    let [a, b, c] = corners.map(|v| v.pos * scale);
    let area = (b - a).x * (c - a).y - (b - a).y * (c - a).x;
    if area == 0.0 {
        return;
    }
    let bounds = Rect::from_points(&[a, b, c]).intersect(clip * scale);
    let (width, height) = image.dimensions();
    for y in bounds.top().max(0.0) as u32..(bounds.bottom().ceil().max(0.0) as u32).min(height) {
        for x in bounds.left().max(0.0) as u32..(bounds.right().ceil().max(0.0) as u32).min(width) {
            let p = egui::pos2(x as f32 + 0.5, y as f32 + 0.5);
            if !bounds.contains(p) {
                continue;
            }
            let weight =
                |from: egui::Pos2, to: egui::Pos2| ((to - from).x * (p - from).y - (to - from).y * (p - from).x) / area;
            let (wc, wa) = (weight(a, b), weight(b, c));
            let wb = 1.0 - wa - wc;
            if wa < 0.0 || wb < 0.0 || wc < 0.0 {
                continue;
            }
            let [va, vb, vc] = corners;
            let uv = (va.uv.to_vec2() * wa + vb.uv.to_vec2() * wb + vc.uv.to_vec2() * wc).to_pos2();
            let texel = |at: f32, size: usize| ((at * size as f32) as usize).min(size - 1);
            let sample = texture.pixels[texel(uv.y, texture.height()) * texture.width() + texel(uv.x, texture.width())];
            let tint =
                |i: usize| f32::from(va.color[i]) * wa + f32::from(vb.color[i]) * wb + f32::from(vc.color[i]) * wc;
            let over: [f32; 4] = std::array::from_fn(|i| f32::from(sample[i]) * tint(i) / 255.0);
            let pixel = &mut image.get_pixel_mut(x, y).0;
            for i in 0..4 {
                let under = f32::from(pixel[i]) * (1.0 - over[3] / 255.0);
                pixel[i] = (over[i] + under).round().min(255.0) as u8;
            }
        }
    }
}

/// Pixels that differ clearly from the paper.
fn ink(image: &RgbaImage, area: Rect, paper: Color32) -> usize {
    let far = |a: u8, b: u8| a.abs_diff(b) > 90;
    let mut count = 0;
    for y in area.top() as u32..area.bottom() as u32 {
        for x in area.left() as u32..area.right() as u32 {
            let [r, g, b, _] = image.get_pixel(x, y).0;
            count += usize::from(far(r, paper.r()) || far(g, paper.g()) || far(b, paper.b()));
        }
    }
    count
}

/// What brings a desk into a state.
type Act = fn(&mut Desk);

/// Pictures are kept for people to look at where a folder for them is named.
fn keep(picture: &RgbaImage, name: &str) {
    if let Ok(folder) = std::env::var("DUIZHAO_PICTURES") {
        picture.save(std::path::Path::new(&folder).join(format!("{name}.png"))).expect("the folder can be written");
    }
}

/// Pixels of about a colour.
fn coloured(image: &RgbaImage, area: Rect, [r, g, b]: [u8; 3]) -> usize {
    let near = |a: u8, b: u8| a.abs_diff(b) < 26;
    let mut count = 0;
    for y in area.top() as u32..area.bottom() as u32 {
        for x in area.left() as u32..area.right() as u32 {
            let pixel = image.get_pixel(x, y).0;
            count += usize::from(near(pixel[0], r) && near(pixel[1], g) && near(pixel[2], b));
        }
    }
    count
}

#[test]
fn every_kind_of_mark_is_seen_at_once() {
    let mut desk = Desk::with(Setup { renderer: true, ..Setup::default() });
    desk.wait(|w| matches!(w.comparison, Load::Ready(_)));
    desk.give(Command::SetDock(Dock::Closed));
    let span = desk.workbench().article(Side::Left).expect("an article is shown").passages[4].span;
    desk.give(Command::Select(Side::Left, span));
    desk.key(Key::Num3);
    desk.give(Command::WriteMemo("看".to_owned()));
    desk.give(Command::MarkUnit(UnitState::Unsure, String::new()));
    desk.give(Command::Search("长江".to_owned()));
    desk.wait(|w| !w.search.hits.is_empty());
    desk.give(Command::GoTo(Side::Left, Span::new(span.start.0 + 2, span.start.0 + 2)));
    desk.frames(4);
    let picture = desk.harness.render().expect("the painter paints");
    keep(&picture, "marks");
    let pane = Rect::from_min_max(egui::pos2(0.0, 130.0), egui::pos2(450.0, 700.0));
    for (what, colour, least) in [
        ("the current passage's bar", [0x2b, 0x5c, 0x8f], 60),
        ("the current passage", [0xf1, 0xf4, 0xf8], 2_000),
        ("a figure's line", [0x8a, 0x5a, 0x10], 10),
        ("a measure's dashes", [0x4c, 0x4f, 0x9e], 40),
        ("a hit's frame", [0xb8, 0x3a, 0x1c], 30),
        ("a theme's stripe", [0x64, 0x3d, 0xaa], 100),
        ("a coding's bracket and lines", [0xdb, 0x6c, 0x17], 200),
        ("the memo and the doubt", [0x8f, 0x5b, 0x00], 20),
        ("signs", [0x24, 0x25, 0x28], 1_000),
    ] {
        let count = coloured(&picture, pane, colour);
        assert!(count >= least, "{what}: {count} pixels");
    }
}

#[test]
fn dialogs_modes_views_and_sizes_can_be_seen() {
    let states: [(&str, Setup, Act); 6] = [
        ("picker", Setup::default(), |desk| {
            desk.click_part("左第 3 段：");
            desk.key(Key::C);
        }),
        ("triage", Setup::default(), |desk| desk.key(Key::T)),
        ("unaided", Setup::default(), |desk| desk.give(Command::ToggleUnaided)),
        ("converted", Setup::default(), |desk| {
            desk.give(Command::SetView(Side::Right, View::Simplified));
            let shown = |w: &Workbench| w.shown_text(Side::Right).is_some_and(|t| t.as_str().contains("网路空间"));
            desk.wait(shown);
        }),
        ("twice", Setup { scale: 2.0, size: egui::vec2(1280.0, 720.0), ..Setup::default() }, |desk| {
            desk.give(Command::SetLook(Look::Dark));
            desk.click_part("左第 3 段：");
        }),
        ("small", Setup { size: egui::vec2(320.0, 240.0), ..Setup::default() }, |desk| {
            desk.give(Command::SetDock(Dock::Closed));
        }),
    ];
    for (name, setup, act) in states {
        let scale = setup.scale;
        let mut desk = Desk::with(Setup { renderer: true, ..setup });
        desk.wait(|w| matches!(w.comparison, Load::Ready(_)));
        act(&mut desk);
        desk.frames(4);
        let picture = desk.harness.render().expect("the painter paints");
        keep(&picture, name);
        let (width, height) = picture.dimensions();
        let whole = Rect::from_min_max(egui::pos2(0.0, 0.0), egui::pos2(width as f32, height as f32));
        let [r, g, b, _] = picture.get_pixel(width / 2, height - 2).0;
        let count = ink(&picture, whole, Color32::from_rgb(r, g, b));
        let share = count as f32 / (width * height) as f32;
        assert!(share > 0.01, "{name} at {scale}: {share} of the picture is ink");
    }
}

#[test]
fn the_main_states_can_be_seen_light_and_dark() {
    let mut desk = Desk::with(Setup { renderer: true, ..Setup::default() });
    desk.wait(|w| matches!(w.comparison, Load::Ready(_)));
    let mut seen = Vec::new();
    for look in [Look::Light, Look::Dark] {
        desk.give(Command::SetLook(look));
        desk.give(Command::SetTab(Tab::Figures));
        desk.give(Command::GoTo(Side::Left, duizhao::text::Span::new(60, 60)));
        desk.frames(4);
        let picture = desk.harness.render().expect("the painter paints");
        keep(&picture, &format!("{look:?}"));
        let [r, g, b, _] = picture.get_pixel(440, 140).0;
        let paper = Color32::from_rgb(r, g, b);
        for area in [
            Rect::from_min_max(egui::pos2(60.0, 130.0), egui::pos2(430.0, 420.0)),
            Rect::from_min_max(egui::pos2(585.0, 130.0), egui::pos2(950.0, 420.0)),
        ] {
            let count = ink(&picture, area, paper);
            assert!(count > 4_000, "{look:?} {area:?}: {count} pixels of glyphs");
        }
        seen.push(paper);
    }
    assert!(seen[0].r() > 200 && seen[1].r() < 60, "light paper and dark: {seen:?}");
}
