//! Colours and sizes: light, dark and grey.

use super::scene::{Color, Side};

/// What a chart is drawn for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, clap::ValueEnum)]
pub enum Theme {
    #[default]
    Light,
    Dark,
    /// For print without colour: the articles differ in brightness alone.
    Grey,
}

/// The colours of a theme.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Look {
    pub background: Color,
    pub text: Color,
    /// Notes and axes.
    pub muted: Color,
    /// Lines of a grid.
    pub grid: Color,
    /// Bands behind every second row.
    pub stripe: Color,
    /// Cells of a matrix at their strongest: no article's colour.
    pub cell: Color,
    articles: [Color; 2],
    grey: bool,
}

impl Look {
    pub fn new(theme: Theme) -> Look {
        match theme {
            Theme::Light => Look {
                background: Color::rgb(0xffffff),
                text: Color::rgb(0x1f2730),
                muted: Color::rgb(0x5c6670),
                grid: Color::rgb(0xdfe3e7),
                stripe: Color::rgb(0xf5f7f8),
                cell: Color::rgb(0x2a6b5b),
                articles: [Color::rgb(0x1f5f8b), Color::rgb(0xdf9a3c)],
                grey: false,
            },
            Theme::Dark => Look {
                background: Color::rgb(0x171b20),
                text: Color::rgb(0xe8eaec),
                muted: Color::rgb(0x9aa4ae),
                grid: Color::rgb(0x333a42),
                stripe: Color::rgb(0x1d2228),
                cell: Color::rgb(0x66b8a0),
                articles: [Color::rgb(0x5b9fd0), Color::rgb(0xf2c57c)],
                grey: false,
            },
            Theme::Grey => Look {
                background: Color::rgb(0xffffff),
                text: Color::rgb(0x111111),
                muted: Color::rgb(0x555555),
                grid: Color::rgb(0xdddddd),
                stripe: Color::rgb(0xf6f6f6),
                cell: Color::rgb(0x4a4a4a),
                articles: [Color::rgb(0x4a4a4a), Color::rgb(0xb0b0b0)],
                grey: true,
            },
        }
    }

    /// The colour of an article, told apart by brightness too.
    pub fn article(&self, side: Side) -> Color {
        self.articles[side as usize]
    }

    /// The ground of a row, counted from 0.
    pub fn row(&self, number: usize) -> Color {
        if number % 2 == 1 { self.stripe } else { self.background }
    }

    /// A colour of the codebook, as this theme shows it.
    pub fn shown(&self, color: Color) -> Color {
        if !self.grey {
            return color;
        }
        let luma = color.luma();
        Color { r: luma, g: luma, b: luma, a: color.a }
    }

    /// Ink that can be read on `ground`.
    pub fn ink_on(&self, ground: Color) -> Color {
        if ground.luma() > 140 { Color::rgb(0x14181c) } else { Color::rgb(0xffffff) }
    }
}

/// The size of running type for a drawing of this width: legible on a column of 85 mm, not shouting on a poster.
pub fn type_size(width: f32) -> f32 {
    (0.44 * width.sqrt()).clamp(9.0, 40.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_differ_in_brightness() {
        for theme in [Theme::Light, Theme::Dark, Theme::Grey] {
            let look = Look::new(theme);
            let [a, b] = Side::BOTH.map(|side| look.article(side).luma());
            assert!(a.abs_diff(b) > 40, "{theme:?}: {a} and {b}");
            for side in Side::BOTH {
                assert!(look.article(side).luma().abs_diff(look.background.luma()) > 40, "{theme:?}");
            }
            assert!(look.text.luma().abs_diff(look.background.luma()) > 150);
            assert!(look.muted.luma().abs_diff(look.background.luma()) > 90);
        }
    }
}
