//! Window tests: by accessible name, without a display; and once end to end in a real window.

mod charts;
mod codebook;
mod coding;
mod end_to_end;
mod figures;
mod hands;
mod limits;
mod measures;
mod pictures;
mod reading;
mod session;
mod structure;
mod support;
mod wording;
