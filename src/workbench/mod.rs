//! The program without a window: state, commands, one `update`, queries that panels draw.
