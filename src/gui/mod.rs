//! The window: eframe, egui and rfd, and nowhere else.
