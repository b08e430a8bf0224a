//! Tables and the report: what leaves the workbench besides pictures.
//!
//! Writers return bytes; [`files`] puts them on the disk. Knows findings, charts and what a session holds, nothing of
//! the window.

pub mod chart_tables;
mod coded;
mod decided;
pub mod docx;
pub mod files;
pub mod package;
mod reasons;
pub mod report;
pub mod tables;
pub mod xlsx;

pub use decided::{decisions, figure_verdicts};
pub use reasons::why;
