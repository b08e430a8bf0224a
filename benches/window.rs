//! Processor time of a frame (ui and tessellation) while two long articles are scrolled, with 10,000 marks each.

#![expect(clippy::print_stdout, reason = "a bench prints what it measured")]

use std::sync::Arc;
use std::time::{Duration, Instant};

use duizhao::article::Article;
use duizhao::gui::Window;
use duizhao::i18n::Lang;
use duizhao::workbench::{Command, Keep, Workbench};
use eframe::egui::{self, Context, Event, MouseWheelUnit, RawInput, pos2, vec2};

const PARAGRAPH: &str = "近年来，全省网信战线统揽网信事业发展，紧紧围绕中央和省委决策部署，扎实推进网络安全和信息化工作，网上正能量更加强劲，\
     网络空间日渐清朗，网络安全屏障进一步巩固，信息化驱动引领经济社会发展作用凸显，全省6908个行政村建立了电商站点。\n";

fn main() {
    // `cargo test` runs benches too, to see that they work: the smallest is enough.
    let sizes: &[usize] =
        if std::env::args().any(|a| a == "--bench") { &[500_000, 5_000_000, 50_000_000] } else { &[50_000] };
    for &bytes in sizes {
        let text = PARAGRAPH.repeat(bytes / PARAGRAPH.len());
        let frames = scrolled(&text);
        let at = |share: f64| frames[((frames.len() - 1) as f64 * share) as usize].as_secs_f64() * 1e3;
        println!("{:>6} kB an article: p50 {:.2} ms, p99 {:.2} ms a frame", bytes / 1000, at(0.5), at(0.99));
    }
}

fn scrolled(text: &str) -> Vec<Duration> {
    let articles = ["left", "right"].map(|name| (None, Article::from_text(name, Arc::<str>::from(text))));
    let workbench = Workbench::new(articles.into(), &Keep::Nowhere, Lang::SimplifiedChinese, &(Arc::new(|| {}) as _));
    let ctx = Context::default();
    let mut window = Window::new(&ctx, workbench.expect("the workers start"));
    window.workbench.update(Command::ToggleUnaided);
    window.workbench.update(Command::Search("网络".to_owned()));
    let mut time = 0.0;
    let mut frame = |window: &mut Window, events: Vec<Event>| {
        time += 1.0 / 60.0;
        let input = RawInput {
            screen_rect: Some(egui::Rect::from_min_size(pos2(0.0, 0.0), vec2(1280.0, 800.0))),
            time: Some(time),
            events,
            ..RawInput::default()
        };
        let start = Instant::now();
        let mut output = ctx.run_ui(input, |ui| window.frame(ui));
        let primitives = ctx.tessellate(std::mem::take(&mut output.shapes), 1.0);
        let took = start.elapsed();
        std::hint::black_box(primitives);
        output.textures_delta.clear();
        took
    };
    // Until every height is known.
    for _ in 0..text.len() / 100_000 + 60 {
        frame(&mut window, vec![Event::PointerMoved(pos2(300.0, 300.0))]);
    }
    let wheel = || Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta: vec2(0.0, -90.0),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
        modifiers: egui::Modifiers::NONE,
    };
    let mut frames: Vec<Duration> = (0..400).map(|_| frame(&mut window, vec![wheel()])).collect();
    frames.sort();
    frames
}
