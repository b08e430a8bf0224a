//! Tables and the report.

pub mod files;
