//! Processor time of a frame (ui and tessellation) while two long articles are scrolled, with 10,000 codings each, and
//! search hits over them.
//!
//! The machine's reading is hidden in the runs that are compared with each other: reading 50 MB takes minutes, and
//! its marks are found in the text as codings are. One run has it.

#![expect(clippy::print_stdout, reason = "a bench prints what it measured")]

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use cpu_time::ThreadTime;
use duizhao::article::Article;
use duizhao::comparison::Side;
use duizhao::gui::Window;
use duizhao::i18n::Lang;
use duizhao::job::Load;
use duizhao::session::{Code, Founding, Options, Origin, Session, UnitOfAnalysis};
use duizhao::text::Span;
use duizhao::workbench::{Command, Dock, Keep, Workbench};
use eframe::egui::{self, Context, Event, MouseWheelUnit, RawInput, pos2, vec2};

const PARAGRAPH: &str = "近年来，全省网信战线统揽网信事业发展，紧紧围绕中央和省委决策部署，扎实推进网络安全和信息化工作，网上正能量更加强劲，\
     网络空间日渐清朗，网络安全屏障进一步巩固，信息化驱动引领经济社会发展作用凸显，全省6908个行政村建立了电商站点。\n";
const CODINGS: u32 = 10_000;

fn main() {
    // `cargo test` runs benches too, to see that they work: the smallest is enough.
    let whole = std::env::args().any(|a| a == "--bench");
    let sizes: &[usize] = if whole { &[500_000, 5_000_000, 50_000_000] } else { &[50_000] };
    for &bytes in sizes {
        print(bytes, "unaided", &scrolled(bytes, false));
    }
    if whole {
        print(500_000, "with the machine's marks", &scrolled(500_000, true));
    }
}

fn print(bytes: usize, what: &str, frames: &[Duration]) {
    let at = |share: f64| frames[((frames.len() - 1) as f64 * share) as usize].as_secs_f64() * 1e3;
    println!("{:>6} kB an article, {what}: p50 {:.2} ms, p99 {:.2} ms a frame", bytes / 1000, at(0.5), at(0.99));
}

/// An article in which no paragraph says what another says.
fn text(bytes: usize, side: &str) -> Arc<str> {
    let mut text = String::with_capacity(bytes + 400);
    for n in 0.. {
        if text.len() >= bytes {
            break;
        }
        text += &format!("{side}{n}号材料：{PARAGRAPH}");
    }
    text.into()
}

/// A session in which both texts are coded all along, in three codes whose places overlap where the text is short.
fn session(path: &Path, texts: &[(&str, Arc<str>)]) {
    let founding =
        Founding { title: "bench".into(), coder: "A".into(), unit: UnitOfAnalysis::Passage, machine: Vec::new() };
    let mut session = Session::create(path, &founding, Options::default()).expect("the folder can be written");
    let coder = *session.state().coders.keys().next().expect("the coder of the founding");
    let mut codes = Vec::new();
    for name in ["一", "二", "三"] {
        let (id, edit) = session.state().add_code(coder, Code { name: name.into(), ..Code::default() }).expect("new");
        session.push(coder, edit).expect("a code is taken");
        codes.push(id);
    }
    for (name, text) in texts {
        let new = Article::from_text(*name, Arc::clone(text));
        let text = new.text.clone();
        let (article, edit) = session.state().add_article(name, "", &new).expect("a new article");
        session.push(coder, edit).expect("an article is taken");
        let step = text.len() / (CODINGS + 1);
        for (n, code) in codes.iter().enumerate() {
            let places = (0..CODINGS).skip(n).step_by(codes.len()).map(|k| Span::new(k * step, k * step + 40));
            let places: Vec<Span> = places.filter(|span| span.end.0 <= text.len()).collect();
            let edit = session.state().code(coder, article, &places, &[*code], Origin::Edited).expect("places");
            session.push(coder, edit).expect("codings are taken");
        }
    }
    session.flush();
}

fn scrolled(bytes: usize, machine: bool) -> Vec<Duration> {
    let texts = ["left", "right"].map(|name| (name, text(bytes, name)));
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("bench.duizhao");
    session(&path, &texts);
    let articles = texts.map(|(name, text)| (None, Article::from_text(name, text)));
    let workbench =
        Workbench::new(articles.into(), &Keep::File(path), Lang::SimplifiedChinese, &(Arc::new(|| {}) as _));
    let ctx = Context::default();
    let mut window = Window::new(&ctx, workbench.expect("the workers start"));
    if !machine {
        window.workbench.update(Command::ToggleUnaided);
    }
    window.workbench.update(Command::SetDock(Dock::Closed));
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
        let start = ThreadTime::now();
        let mut output = ctx.run_ui(input, |ui| window.frame(ui));
        let primitives = ctx.tessellate(std::mem::take(&mut output.shapes), 1.0);
        let took = start.elapsed();
        std::hint::black_box(primitives);
        output.textures_delta.clear();
        took
    };
    // Until every height is known, and until the machine has read both if it is asked to.
    for _ in 0..bytes / 50_000 + 60 {
        frame(&mut window, vec![Event::PointerMoved(pos2(300.0, 300.0))]);
    }
    while machine && !matches!(window.workbench.comparison, Load::Ready(_) | Load::Failed(_)) {
        std::thread::sleep(Duration::from_millis(50));
        frame(&mut window, Vec::new());
    }
    let first = window.workbench.article(Side::Left).expect("an article").passages[0].span;
    window.workbench.update(Command::GoTo(Side::Left, first));
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
