//! Duizhao 对照: the library behind the workbench.
//!
//! Two Chinese articles come in as bytes and leave as a [`comparison::Comparison`]: what they say on the same
//! themes, which figures and measures they name, and what answers what. The modules below stand in the order of
//! their dependencies; each uses only those above it (`tests/it/tidy.rs` holds them to it).
//!
//! | module | what it is for |
//! |---|---|
//! | [`text`] | reference text, spans of code points, words |
//! | [`progress`] | progress and cancellation of long work |
//! | [`i18n`] | messages in three languages |
//! | [`article`] | bytes → [`article::Article`]: decoding, formats, structure |
//! | [`script`] | both scripts and three vocabularies → one normal form, with the way back |
//! | [`search`] | search that is blind to script and vocabulary |
//! | [`status`] | whether a clause reports a result, work under way, or a plan |
//! | [`places`] | names of places, and of times that are no date |
//! | [`nearness`] | how far passages of two articles answer each other, as others are told it |
//! | [`figures`] | numbers with unit, hedge, subject; which of them compare |
//! | [`themes`] | the codebook, and which passage speaks of which theme, with evidence |
//! | [`measures`] | programmes, systems and campaigns that an article names, and their counterparts |
//! | [`align`] | which passage answers which |
//! | [`comparison`] | everything computed about two articles, in one immutable value |
//! | [`findings`] | a comparison with one coder's decisions over it |
//! | [`session`] | codings, links, memos, coders; edits and undo; the file they live in |
//! | [`chart`] | chart data → one drawing → pixels, PNG, SVG, PDF |
//! | [`exchange`] | tables and the report |
//! | [`job`] | background work: latest wins, cancel, panics caught |
//! | [`workbench`] | the program without a window: state, commands, one `update` |
//! | [`cli`] | the subcommands |
//! | [`gui`] | the window |

pub mod align;
pub mod article;
pub mod chart;
pub mod cli;
pub mod comparison;
pub mod exchange;
pub mod figures;
pub mod findings;
#[cfg(feature = "gui")]
pub mod gui;
pub mod i18n;
pub mod job;
pub mod measures;
pub mod nearness;
pub mod places;
pub mod progress;
pub mod script;
pub mod search;
pub mod session;
pub mod status;
pub mod text;
pub mod themes;
pub mod workbench;
