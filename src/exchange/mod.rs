//! Tables and the report.
