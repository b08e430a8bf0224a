//! Library, session and command-line tests; one file a room.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod chart_pictures;
mod chart_samples;
mod charts;
mod cli;
mod engine;
mod figure_score;
mod figures;
mod formats;
mod keeping;
mod measures;
mod pages;
mod report_page;
mod reports;
mod score;
mod session;
mod text;
mod theme_commands;
mod theme_score;
mod themes;
mod tidy;
