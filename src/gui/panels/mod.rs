//! The parts of the window. Each reads the workbench and pushes commands.

mod charts;
pub mod codebook;
pub mod coding;
pub mod figures;
pub mod gutter;
pub mod inspector;
pub mod legend;
pub mod measures;
pub mod mode;
pub mod notices;
pub mod opening;
pub mod pane_head;
pub mod status;
pub mod structure;
mod table;
mod tables;
pub mod themes;
pub mod toolbar;

pub use tables::Tables;
