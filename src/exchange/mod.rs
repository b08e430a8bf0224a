//! Tables and the report: what leaves the workbench besides pictures.
//!
//! Writers return bytes; [`files`] puts them on the disk. Knows findings and charts, nothing of the window.

pub mod files;
pub mod report;
pub mod tables;
pub mod xlsx;
