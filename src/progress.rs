//! Progress and cancellation of long work.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

/// A token that a long computation reports to and asks whether to go on. Clones share one state.
#[derive(Clone, Debug, Default)]
pub struct Progress(Arc<State>);

#[derive(Debug, Default)]
struct State {
    cancelled: AtomicBool,
    permille: AtomicU32,
}

/// The work was cancelled; what it had done is dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("cancelled")]
pub struct Cancelled;

impl Progress {
    /// Asks the work to stop at its next [`Progress::check`].
    pub fn cancel(&self) {
        self.0.cancelled.store(true, Ordering::Relaxed);
    }

    /// Says how far the work is, in steps done of all, and fails if nobody wants it any more.
    pub fn check(&self, done: usize, all: usize) -> Result<(), Cancelled> {
        let permille = (done as u64 * 1000).checked_div(all as u64).unwrap_or(0).min(1000);
        self.0.permille.store(permille as u32, Ordering::Relaxed);
        if self.0.cancelled.load(Ordering::Relaxed) { Err(Cancelled) } else { Ok(()) }
    }

    /// How much is done, from 0 to 1.
    pub fn fraction(&self) -> f32 {
        self.0.permille.load(Ordering::Relaxed) as f32 / 1000.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clone_cancels_the_work() {
        let progress = Progress::default();
        assert_eq!(progress.check(1, 4), Ok(()));
        assert_eq!(progress.fraction(), 0.25);
        progress.clone().cancel();
        assert_eq!(progress.check(2, 4), Err(Cancelled));
        assert_eq!(progress.check(0, 0), Err(Cancelled));
    }
}
