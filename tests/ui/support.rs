//! A window without a display, driven by accessible names.

use std::cell::{Ref, RefCell, RefMut};
use std::rc::Rc;
use std::sync::Arc;
use std::time::{Duration, Instant};

use duizhao::article::{Article, seeds};
use duizhao::gui::{Window, waker};
use duizhao::i18n::Lang;
use duizhao::job::Load;
use duizhao::workbench::{Command, Keep, Workbench};
use eframe::egui::{self, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

type Shared = Rc<RefCell<Option<Window>>>;

pub struct Desk {
    pub harness: Harness<'static, Shared>,
    window: Shared,
}

/// How a desk is set up.
pub struct Setup {
    pub size: egui::Vec2,
    pub scale: f32,
    pub articles: Vec<Article>,
    pub keep: Keep,
    pub renderer: bool,
}

impl Default for Setup {
    fn default() -> Self {
        let (size, articles) = (egui::vec2(1280.0, 800.0), seeds().into());
        Self { size, scale: 1.0, articles, keep: Keep::Nowhere, renderer: false }
    }
}

const LONG: Duration = Duration::from_secs(120);

impl Desk {
    /// The two articles that come with the program, compared.
    pub fn new() -> Self {
        let mut desk = Self::with(Setup::default());
        desk.wait(|w| matches!(w.comparison, Load::Ready(_)));
        desk
    }

    pub fn with(setup: Setup) -> Self {
        let window: Shared = Rc::default();
        let theirs = Rc::clone(&window);
        let articles = setup.articles.into_iter().map(|a| (None, a)).collect();
        let mut builder = Harness::builder()
            .with_size(setup.size)
            .with_pixels_per_point(setup.scale)
            .with_max_steps(60)
            .with_context_setup(move |ctx| {
                let workbench = Workbench::new(articles, &setup.keep, Lang::SimplifiedChinese, &waker(ctx));
                *theirs.borrow_mut() = Some(Window::new(ctx, workbench.expect("the workers start")));
                ctx.all_styles_mut(|style| style.animation_time = 0.0);
            });
        if setup.renderer {
            builder = builder.renderer(super::pictures::Painter::default());
        }
        let harness = builder.build_ui_state(
            |ui, shared: &mut Shared| {
                if let Some(window) = shared.borrow_mut().as_mut() {
                    window.frame(ui);
                }
            },
            Rc::clone(&window),
        );
        Self { harness, window }
    }

    pub fn workbench(&self) -> Ref<'_, Workbench> {
        Ref::map(self.window.borrow(), |w| &w.as_ref().expect("the window is set up").workbench)
    }

    pub fn window_mut(&self) -> RefMut<'_, Window> {
        RefMut::map(self.window.borrow_mut(), |w| w.as_mut().expect("the window is set up"))
    }

    /// Commands of the last frame.
    pub fn applied(&self) -> Vec<Command> {
        self.window_mut().applied.clone()
    }

    pub fn give(&mut self, command: Command) {
        self.window_mut().workbench.update(command);
        self.frames(3);
    }

    pub fn frames(&mut self, count: usize) {
        self.harness.run_steps(count);
    }

    /// Draws frames until something holds.
    pub fn wait(&mut self, until: impl Fn(&Workbench) -> bool) {
        let start = Instant::now();
        while !until(&self.workbench()) {
            assert!(start.elapsed() < LONG, "waited too long; notices: {:?}", self.workbench().notices);
            self.frames(1);
            std::thread::sleep(Duration::from_millis(5));
        }
        self.frames(3);
    }

    pub fn click(&mut self, name: &str) {
        self.harness.get_by_label(name).click();
        self.frames(3);
    }

    /// Clicks the first of what has the name in it.
    pub fn click_part(&mut self, name: &str) {
        self.harness.get_all_by_label_contains(name).next().expect("it is there").click();
        self.frames(3);
    }

    pub fn has(&self, name: &str) -> bool {
        self.harness.query_all_by_label_contains(name).next().is_some()
    }

    pub fn key(&mut self, key: Key) {
        self.chord(Modifiers::NONE, key);
    }

    pub fn chord(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.frames(3);
    }

    /// Puts the keys into the field of a name.
    pub fn enter(&mut self, field: &str) {
        self.harness.get_by_role_and_label(egui::accesskit::Role::TextInput, field).focus();
        self.frames(3);
    }

    pub fn type_text(&mut self, text: &str) {
        self.harness.event(egui::Event::Text(text.to_owned()));
        self.frames(2);
    }
}

/// An article of plain text.
pub fn article(name: &str, text: &str) -> Article {
    Article::from_text(name, Arc::<str>::from(text))
}
