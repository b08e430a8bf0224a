//! One function a kind of chart.

mod dots;
mod matrix;
mod pairs;
mod plot;
mod shares;
mod units;

use super::Paper;
use super::data::{Chart, Content};
use super::scene::Drawing;
use crate::i18n::Messages;

/// Draws a chart on a paper, in the language of the messages.
pub fn draw(chart: &Chart, paper: &Paper, messages: &Messages) -> Drawing {
    let about = &chart.about;
    match &chart.content {
        Content::Comparables(data) => pairs::draw(data, about, paper, messages),
        Content::Figures(data) => units::draw(data, about, paper, messages),
        Content::Links(data) => matrix::draw(data, about, paper, messages, "chart-links"),
        Content::Alignment(data) => matrix::draw(data, about, paper, messages, "chart-alignment"),
        Content::Measures(data) => dots::draw(data, about, paper, messages),
        Content::Themes(data) => shares::draw(data, about, paper, messages),
    }
}
