//! Codings, links, memos and coders; edits and undo; the SQLite file they live in.
//!
//! A [`Session`] is the handle: panels read its [`State`], every change is an [`Edit`], and a thread of its own commits
//! each with its entry in the [`Log`]. Knows articles as text, not what the machine computes of them. Only this room names
//! rusqlite.

mod articles;
pub mod canonical;
mod check;
mod clock;
mod codebook;
mod edit;
mod edits;
mod forget;
mod handle;
mod header;
mod lock;
mod log;
mod model;
mod places;
mod reanchor;
mod salvage;
mod saving;
mod state;
mod store;
#[cfg(test)]
mod tests;
mod writer;

pub use check::Damage;
pub use clock::{Clock, utc};
pub use codebook::{CodeDiff, Decision, Definition, codes_at, diff};
pub use edit::{Edit, EditError, Verb, apply};
pub use edits::Maker;
pub use forget::Forget;
pub use handle::{ForgetError, Founding, Options, Session, Status};
pub use log::{Entry, Log, Mode, Seq};
pub use model::*;
pub use places::{Glance, Left, Places};
pub use reanchor::{Anchor, Anchors, Replacement};
pub use salvage::{Report, Saved, check, salvage};
pub use saving::{Kept, Save, Then};
pub use state::*;
pub use store::{FORMAT, StoreError};
pub use writer::Waker;
