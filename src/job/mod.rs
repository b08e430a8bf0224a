//! Background work: a named worker for each kind of work, the latest request wins, a panic is caught and told.
//!
//! Knows neither the window nor the articles: a request is a closure, and whoever must hear of a result hands in
//! a plain closure that wakes it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use crate::progress::Progress;

/// Called from a worker's thread whenever there is something new to take.
pub type Waker = Arc<dyn Fn() + Send + Sync>;

/// The work panicked. The message of the panic is not kept: it may quote the text that was worked on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the work on {worker} broke off")]
pub struct Broken {
    /// The worker's name.
    pub worker: &'static str,
}

/// What is there, or not yet, or will not be.
#[derive(Clone, Debug, Default)]
pub enum Load<T, E = String> {
    #[default]
    Idle,
    Running(Progress),
    Ready(T),
    Failed(E),
}

impl<T, E> Load<T, E> {
    pub fn ready(&self) -> Option<&T> {
        if let Load::Ready(value) = self { Some(value) } else { None }
    }

    pub fn is_running(&self) -> bool {
        matches!(self, Load::Running(_))
    }
}

type Task<T> = Box<dyn FnOnce(&Progress) -> T + Send>;

/// What came of a request, with the number that the request was given.
pub type Answer<T> = (u64, Result<T, Broken>);

struct Slots<T> {
    /// At most one request waits: a newer one takes its place.
    waiting: Option<(u64, Task<T>, Progress)>,
    running: Option<Progress>,
    /// Answers that nobody has taken; an answer to anything but the latest request is dropped.
    answer: Option<Answer<T>>,
    latest: u64,
    closed: bool,
}

struct Shared<T> {
    slots: Mutex<Slots<T>>,
    changed: Condvar,
}

impl<T> Shared<T> {
    fn slots(&self) -> MutexGuard<'_, Slots<T>> {
        // Nothing of ours panics while it holds the lock; tasks run without it.
        self.slots.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A thread that does one kind of work, one request at a time.
pub struct Worker<T> {
    shared: Arc<Shared<T>>,
}

impl<T: Send + 'static> Worker<T> {
    /// Starts the thread `name`, with a stack that holds deep recursion over user's files.
    pub fn new(name: &'static str, waker: Waker) -> std::io::Result<Self> {
        let slots = Slots { waiting: None, running: None, answer: None, latest: 0, closed: false };
        let shared = Arc::new(Shared { slots: Mutex::new(slots), changed: Condvar::new() });
        let theirs = Arc::clone(&shared);
        thread::Builder::new().name(name.to_owned()).stack_size(16 << 20).spawn(move || work(name, &theirs, &waker))?;
        Ok(Self { shared })
    }

    /// Asks for `task`. Whatever was asked before is cancelled and its answer dropped.
    pub fn submit(&self, task: impl FnOnce(&Progress) -> T + Send + 'static) -> (u64, Progress) {
        let mut slots = self.shared.slots();
        if let Some(running) = &slots.running {
            running.cancel();
        }
        slots.latest += 1;
        slots.answer = None;
        let (number, progress) = (slots.latest, Progress::default());
        slots.waiting = Some((number, Box::new(task), progress.clone()));
        self.shared.changed.notify_one();
        (number, progress)
    }

    /// The answer to the latest request, once.
    pub fn take(&self) -> Option<Answer<T>> {
        self.shared.slots().answer.take()
    }

    /// Whether nothing is asked for, under way, or left to take.
    pub fn is_idle(&self) -> bool {
        let slots = self.shared.slots();
        slots.waiting.is_none() && slots.running.is_none() && slots.answer.is_none()
    }
}

impl<T> Drop for Worker<T> {
    fn drop(&mut self) {
        let mut slots = self.shared.slots();
        slots.closed = true;
        slots.waiting = None;
        if let Some(running) = &slots.running {
            running.cancel();
        }
        self.shared.changed.notify_one();
    }
}

fn work<T>(name: &'static str, shared: &Shared<T>, waker: &Waker) {
    loop {
        let (number, task, progress) = {
            let mut slots = shared.slots();
            loop {
                if slots.closed {
                    return;
                }
                if let Some(next) = slots.waiting.take() {
                    slots.running = Some(next.2.clone());
                    break next;
                }
                slots = shared.changed.wait(slots).unwrap_or_else(PoisonError::into_inner);
            }
        };
        let result = catch_unwind(AssertUnwindSafe(|| task(&progress))).map_err(|_| Broken { worker: name });
        let mut slots = shared.slots();
        slots.running = None;
        if slots.closed {
            return;
        }
        if slots.latest == number {
            slots.answer = Some((number, result));
            drop(slots);
            waker();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc;
    use std::time::Duration;

    fn worker() -> (Worker<u32>, mpsc::Receiver<()>) {
        let (send, receive) = mpsc::channel();
        let waker: Waker = Arc::new(move || send.send(()).expect("the test still listens"));
        (Worker::new("test", waker).expect("a thread starts"), receive)
    }

    const LONG: Duration = Duration::from_secs(20);

    #[test]
    fn the_latest_request_wins() {
        let (worker, woken) = worker();
        let (gate, wait) = mpsc::channel::<()>();
        let (started, start) = mpsc::channel();
        worker.submit(move |_| {
            started.send(()).expect("the test listens");
            wait.recv_timeout(LONG).expect("the gate opens");
            1
        });
        start.recv_timeout(LONG).expect("the first task runs");
        worker.submit(|_| 2);
        let (number, _) = worker.submit(|_| 3);
        gate.send(()).expect("the first task waits");
        woken.recv_timeout(LONG).expect("an answer comes");
        assert_eq!(worker.take(), Some((number, Ok(3))));
        assert_eq!(worker.take(), None);
    }

    #[test]
    fn a_panic_is_an_answer_and_the_worker_goes_on() {
        let (worker, woken) = worker();
        let (number, _) = worker.submit(|_| panic!("a text that must not be repeated"));
        woken.recv_timeout(LONG).expect("an answer comes");
        assert_eq!(worker.take(), Some((number, Err(Broken { worker: "test" }))));
        let (number, _) = worker.submit(|_| 7);
        woken.recv_timeout(LONG).expect("an answer comes");
        assert_eq!(worker.take(), Some((number, Ok(7))));
    }

    #[test]
    fn a_newer_request_cancels_the_older() {
        let (worker, woken) = worker();
        let (started, start) = mpsc::channel();
        worker.submit(move |progress| {
            started.send(()).expect("the test listens");
            while progress.check(0, 1).is_ok() {
                thread::yield_now();
            }
            1
        });
        start.recv_timeout(LONG).expect("the first task runs");
        worker.submit(|_| 2);
        woken.recv_timeout(LONG).expect("an answer comes");
        assert_eq!(worker.take().map(|(_, r)| r), Some(Ok(2)));
    }
}
