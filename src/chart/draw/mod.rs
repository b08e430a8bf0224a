//! One function a kind of chart.

mod agreement;
mod dots;
mod matrix;
mod pairs;
mod plot;
mod shares;
mod terms;
mod timeline;
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
        Content::Timeline(data) => timeline::draw(data, about, paper, messages),
        Content::Terms(data) => terms::draw(data, about, paper, messages),
        Content::MeasureMatrix(data) => matrix::draw(data, about, paper, messages, "chart-measure-matrix"),
        Content::CodeMatrix(data) if about.basis.codings_of.is_empty() => {
            matrix::draw(data, about, paper, messages, "chart-theme-matrix")
        }
        Content::CodeMatrix(data) => matrix::draw(data, about, paper, messages, "chart-code-matrix"),
        Content::Agreement(data) => agreement::draw(data, about, paper, messages),
    }
}
