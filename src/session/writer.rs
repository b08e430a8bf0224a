//! The thread that writes a session. Nothing else touches the file.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, SyncSender, TrySendError, channel, sync_channel};
use std::thread::JoinHandle;

use super::log::{Entry, Log, Seq};
use super::state::{Change, State};
use super::store::{Store, StoreError};

/// Wakes whoever waits for events, such as the window.
pub type Waker = Arc<dyn Fn() + Send + Sync>;

/// How many steps may wait for the disk before the others wait at home.
const QUEUE: usize = 256;

/// A step on its way to the file.
pub(super) struct Pending {
    pub entry: Arc<Entry>,
    pub changes: Vec<Change>,
}

/// What became of a step.
pub(super) enum Event {
    Saved(Seq),
    NotSaved(StoreError),
}

enum Request {
    Commit(Arc<Pending>),
    /// Commits were refused since one failed; the next is to be tried again.
    Resume,
    Copy(PathBuf, Sender<Answer>),
    Rewrite(Box<(State, Log)>, Sender<Answer>),
    #[cfg(test)]
    With(Box<dyn FnOnce(&Store) + Send>),
}

/// The near end of the writing thread.
pub(super) struct Writer {
    requests: SyncSender<Request>,
    pub events: Receiver<Event>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    /// Starts a thread on a file that it makes or opens itself, again at each [`Writer::resume`] until that succeeds.
    pub fn start(mut open: impl FnMut() -> Result<Store, StoreError> + Send + 'static, waker: Waker) -> Self {
        let (requests, inbox) = sync_channel(QUEUE);
        let (outbox, events) = channel();
        let thread = std::thread::Builder::new()
            .name("session".into())
            .spawn(move || {
                let tell = |event| {
                    // Whoever asked may have gone; the file is as it should be all the same.
                    let _told = outbox.send(event);
                    waker();
                };
                loop {
                    match open() {
                        Ok(store) => return serve(store, &inbox, tell),
                        Err(error) => tell(Event::NotSaved(error)),
                    }
                    if !inbox.iter().any(|request| matches!(request, Request::Resume)) {
                        return;
                    }
                }
            })
            .expect("the system has a thread to spare at start");
        Self { requests, events, thread: Some(thread) }
    }

    /// Starts a thread on a file that is open.
    pub fn on(store: Store, waker: Waker) -> Self {
        let mut store = Some(store);
        Self::start(move || store.take().ok_or(StoreError::Gone), waker)
    }

    /// Takes a step if there is room; false if it has to wait or the thread has ended.
    pub fn commit(&self, pending: &Arc<Pending>) -> bool {
        match self.requests.try_send(Request::Commit(Arc::clone(pending))) {
            Ok(()) => true,
            Err(TrySendError::Full(_) | TrySendError::Disconnected(_)) => false,
        }
    }

    pub fn resume(&self) -> bool {
        self.requests.send(Request::Resume).is_ok()
    }

    /// Who asks the writer for copies, from whatever thread.
    pub fn copier(&self) -> impl FnOnce(PathBuf) -> Result<(), StoreError> + Send + 'static {
        let requests = self.requests.clone();
        move |to| ask(&requests, |reply| Request::Copy(to, reply))
    }

    pub fn rewrite(&self, state: State, log: Log) -> Result<(), StoreError> {
        ask(&self.requests, |reply| Request::Rewrite(Box::new((state, log)), reply))
    }

    #[cfg(test)]
    pub fn with(&self, work: impl FnOnce(&Store) + Send + 'static) {
        self.requests.send(Request::With(Box::new(work))).unwrap();
    }
}

/// What the writer answers.
type Answer = Result<(), StoreError>;

fn ask(requests: &SyncSender<Request>, request: impl FnOnce(Sender<Answer>) -> Request) -> Answer {
    let (reply, answer) = channel();
    let asked = requests.send(request(reply)).is_ok();
    // Without an answer there is no file that could be asked for.
    if asked { answer.recv().unwrap_or(Err(StoreError::Gone)) } else { Err(StoreError::Gone) }
}

impl Drop for Writer {
    fn drop(&mut self) {
        // Hanging up lets the thread finish what it was given, then close the file.
        let (gone, _) = sync_channel(1);
        self.requests = gone;
        if let Some(thread) = self.thread.take() {
            // A panic there has been seen as an end of events.
            let _ended = thread.join();
        }
    }
}

fn serve(mut store: Store, inbox: &Receiver<Request>, tell: impl Fn(Event)) {
    let mut failed = false;
    for request in inbox {
        match request {
            Request::Commit(_) if failed => {}
            Request::Commit(pending) => match store.commit(&pending.entry, &pending.changes) {
                Ok(()) => tell(Event::Saved(pending.entry.seq)),
                Err(error) => {
                    failed = true;
                    tell(Event::NotSaved(error));
                }
            },
            Request::Resume => failed = false,
            // The asker waits for the answer, or has gone.
            Request::Copy(to, reply) => drop(reply.send(store.copy(&to))),
            Request::Rewrite(new, reply) => drop(reply.send(store.rewrite(&new.0, &new.1))),
            #[cfg(test)]
            Request::With(work) => work(&store),
        }
    }
    store.close();
}
