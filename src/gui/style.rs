//! Colours, sizes and spacing of the window, light and dark, in one place.

use eframe::egui::{
    self, Color32, CornerRadius, FontFamily, FontId, Margin, Shadow, Stroke, Style, TextStyle, Theme, Visuals, vec2,
};

use crate::session::CodeId;
use crate::themes::Theme as CodebookTheme;
use crate::workbench::Workbench;

/// The colours that panels use by meaning.
#[derive(Clone, Copy, Debug)]
pub struct Palette {
    pub dark: bool,
    /// Behind everything but text that is read.
    pub chrome: Color32,
    /// Behind text that is read.
    pub paper: Color32,
    /// A raised or hovered surface.
    pub raised: Color32,
    pub line: Color32,
    pub text: Color32,
    pub weak: Color32,
    /// Text that stands back: repeats, passages that the filter leaves out.
    pub faint: Color32,
    pub accent: Color32,
    pub selection: Color32,
    /// Behind the current passage.
    pub current: Color32,
    pub figure: Color32,
    pub measure: Color32,
    pub hit: Color32,
    pub good: Color32,
    pub warning: Color32,
    pub error: Color32,
}

const LIGHT: Palette = Palette {
    dark: false,
    chrome: Color32::from_rgb(0xf2, 0xf1, 0xed),
    paper: Color32::from_rgb(0xfd, 0xfc, 0xfa),
    raised: Color32::from_rgb(0xe7, 0xe5, 0xdf),
    line: Color32::from_rgb(0xd9, 0xd6, 0xce),
    text: Color32::from_rgb(0x24, 0x25, 0x28),
    weak: Color32::from_rgb(0x66, 0x66, 0x6b),
    faint: Color32::from_rgb(0x9b, 0x9a, 0x97),
    accent: Color32::from_rgb(0x2b, 0x5c, 0x8f),
    selection: Color32::from_rgb(0xc3, 0xdb, 0xf2),
    current: Color32::from_rgb(0xf1, 0xf4, 0xf8),
    figure: Color32::from_rgb(0x8a, 0x5a, 0x10),
    measure: Color32::from_rgb(0x4c, 0x4f, 0x9e),
    hit: Color32::from_rgb(0xb8, 0x3a, 0x1c),
    good: Color32::from_rgb(0x2c, 0x76, 0x4a),
    warning: Color32::from_rgb(0x8f, 0x5b, 0x00),
    error: Color32::from_rgb(0xb0, 0x2a, 0x2a),
};

const DARK: Palette = Palette {
    dark: true,
    chrome: Color32::from_rgb(0x22, 0x24, 0x28),
    paper: Color32::from_rgb(0x1a, 0x1b, 0x1e),
    raised: Color32::from_rgb(0x32, 0x35, 0x3b),
    line: Color32::from_rgb(0x3c, 0x3f, 0x46),
    text: Color32::from_rgb(0xe2, 0xe1, 0xdd),
    weak: Color32::from_rgb(0xa3, 0xa4, 0xa8),
    faint: Color32::from_rgb(0x76, 0x77, 0x7c),
    accent: Color32::from_rgb(0x7f, 0xb2, 0xe5),
    selection: Color32::from_rgb(0x2b, 0x4a, 0x69),
    current: Color32::from_rgb(0x22, 0x26, 0x2c),
    figure: Color32::from_rgb(0xe0, 0xb0, 0x62),
    measure: Color32::from_rgb(0xa9, 0xac, 0xf0),
    hit: Color32::from_rgb(0xf0, 0x8a, 0x6a),
    good: Color32::from_rgb(0x7c, 0xc8, 0x98),
    warning: Color32::from_rgb(0xe2, 0xb3, 0x55),
    error: Color32::from_rgb(0xf0, 0x86, 0x86),
};

impl Palette {
    pub fn new(dark: bool) -> Self {
        if dark { DARK } else { LIGHT }
    }

    /// The palette that `ui` is drawn with.
    pub fn of(ui: &egui::Ui) -> Self {
        Self::new(ui.visuals().dark_mode)
    }

    /// A theme's own colour.
    pub fn theme(&self, theme: &CodebookTheme) -> Color32 {
        let [r, g, b] = if self.dark { theme.colour.dark.0 } else { theme.colour.light.0 };
        Color32::from_rgb(r, g, b)
    }

    /// The colour of a code: the one it was given, its theme's, or one by its place among the codes.
    pub fn code(&self, workbench: &Workbench, id: CodeId) -> Color32 {
        let own = workbench.code_colour(id).and_then(|c| Color32::from_hex(c).ok());
        if let Some(theme) = workbench.code_theme(id) {
            // A code begins with its theme's light colour, which has a dark one beside it.
            let [r, g, b] = theme.colour.light.0;
            if own.is_none_or(|own| own == Color32::from_rgb(r, g, b)) {
                return self.theme(theme);
            }
        }
        own.unwrap_or_else(|| {
            // The golden angle: neighbours differ, and no number of codes comes round to the same hue.
            let hue = (workbench.code_place(id) as f32 * 0.618_034 + 0.11).fract();
            let (saturation, value) = if self.dark { (0.5, 0.88) } else { (0.75, 0.62) };
            eframe::egui::ecolor::Hsva::new(hue, saturation, value, 1.0).into()
        })
    }

    /// `colour` so thin over the paper that text on it reads well.
    pub fn tint(&self, colour: Color32) -> Color32 {
        mix(self.paper, colour, if self.dark { 0.28 } else { 0.17 })
    }
}

/// `share` of `b` in `a`.
pub fn mix(a: Color32, b: Color32, share: f32) -> Color32 {
    let part = |a: u8, b: u8| (f32::from(a) + (f32::from(b) - f32::from(a)) * share).round() as u8;
    Color32::from_rgb(part(a.r(), b.r()), part(a.g(), b.g()), part(a.b(), b.b()))
}

/// The size of ordinary interface text, in points.
pub const BODY: f32 = 14.0;
pub const SMALL: f32 = 12.0;
/// The distance between things that belong together, and between those that do not.
pub const GAP: f32 = 8.0;
pub const WIDE_GAP: f32 = 16.0;

/// Gives a context both looks.
pub fn install(ctx: &egui::Context) {
    for theme in [Theme::Light, Theme::Dark] {
        ctx.set_style_of(theme, style(theme == Theme::Dark));
    }
}

fn style(dark: bool) -> Style {
    let palette = Palette::new(dark);
    let font = |size: f32| FontId::new(size, FontFamily::Proportional);
    let mut style = Style { visuals: visuals(&palette), animation_time: 0.08, ..Style::default() };
    style.text_styles = [
        (TextStyle::Small, font(SMALL)),
        (TextStyle::Body, font(BODY)),
        (TextStyle::Button, font(BODY)),
        (TextStyle::Monospace, font(BODY)),
        (TextStyle::Heading, super::fonts::bold(17.0)),
    ]
    .into();
    let spacing = &mut style.spacing;
    spacing.item_spacing = vec2(GAP, 6.0);
    spacing.button_padding = vec2(9.0, 4.0);
    spacing.interact_size = vec2(28.0, 26.0);
    spacing.menu_margin = Margin::same(6);
    spacing.window_margin = Margin::same(16);
    spacing.scroll.floating = false;
    spacing.scroll.bar_width = 8.0;
    spacing.tooltip_width = 380.0;
    style.interaction.selectable_labels = false;
    style.interaction.tooltip_delay = 0.35;
    style
}

fn visuals(p: &Palette) -> Visuals {
    let mut v = if p.dark { Visuals::dark() } else { Visuals::light() };
    let radius = CornerRadius::same(5);
    v.panel_fill = p.chrome;
    v.window_fill = p.chrome;
    v.window_stroke = Stroke::new(1.0, p.line);
    v.window_corner_radius = CornerRadius::same(8);
    v.menu_corner_radius = CornerRadius::same(6);
    let shadow =
        Shadow { offset: [0, 4], blur: 16, spread: 0, color: Color32::from_black_alpha(if p.dark { 110 } else { 40 }) };
    v.window_shadow = shadow;
    v.popup_shadow = shadow;
    v.extreme_bg_color = p.paper;
    v.text_edit_bg_color = Some(p.paper);
    v.faint_bg_color = mix(p.chrome, p.raised, 0.35);
    v.code_bg_color = p.raised;
    v.hyperlink_color = p.accent;
    v.warn_fg_color = p.warning;
    v.error_fg_color = p.error;
    v.selection.bg_fill = p.selection;
    v.selection.stroke = Stroke::new(1.0, p.text);
    v.weak_text_color = Some(p.weak);
    v.striped = true;
    v.slider_trailing_fill = true;
    let w = &mut v.widgets;
    w.noninteractive.bg_fill = p.chrome;
    w.noninteractive.weak_bg_fill = p.chrome;
    w.noninteractive.bg_stroke = Stroke::new(1.0, p.line);
    w.noninteractive.fg_stroke = Stroke::new(1.0, p.text);
    let states = [
        (&mut w.inactive, mix(p.chrome, p.raised, 0.55), p.line),
        (&mut w.hovered, p.raised, p.faint),
        (&mut w.active, mix(p.raised, p.accent, 0.25), p.accent),
        (&mut w.open, p.raised, p.line),
    ];
    for (state, fill, line) in states {
        state.bg_fill = fill;
        state.weak_bg_fill = fill;
        state.bg_stroke = Stroke::new(1.0, line);
        state.fg_stroke = Stroke::new(1.0, p.text);
        state.corner_radius = radius;
        state.expansion = 0.0;
    }
    v
}
