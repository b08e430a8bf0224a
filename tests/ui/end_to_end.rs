//! The real program in a real window, under Xvfb: it opens, can be read, codes by keyboard, closes, and has kept it.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use duizhao::session::{Founding, Options, Session, UnitOfAnalysis};

const LONG: Duration = Duration::from_secs(60);

/// Ends what was started, also when the test fails.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _gone = self.0.kill();
        let _waited = self.0.wait();
    }
}

/// A display of its own, its pixels in a file.
fn display(folder: &Path) -> (Running, String) {
    let mut child = Command::new("Xvfb")
        .args(["-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp", "-fbdir"])
        .arg(folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("Xvfb is installed; `make test` does that");
    let mut number = String::new();
    let out = child.stdout.take().expect("its output is a pipe");
    BufReader::new(out).read_line(&mut number).expect("Xvfb names its display");
    (Running(child), format!(":{}", number.trim()))
}

fn program(display: &str, home: &Path, session: &Path) -> Running {
    let child = Command::new(env!("CARGO_BIN_EXE_duizhao"))
        .arg(session)
        .env("DISPLAY", display)
        .env_remove("WAYLAND_DISPLAY")
        .env("LIBGL_ALWAYS_SOFTWARE", "1")
        .env("HOME", home)
        .env("XDG_DATA_HOME", home.join("data"))
        .spawn()
        .expect("the program starts");
    Running(child)
}

/// The screen as Xvfb keeps it: an XWD file, 32 bits a pixel.
fn dark_pixels(framebuffer: &Path, columns: std::ops::Range<usize>, rows: std::ops::Range<usize>) -> usize {
    let Ok(bytes) = std::fs::read(framebuffer) else { return 0 };
    let word =
        |n: usize| bytes.get(n * 4..n * 4 + 4).map_or(0, |b| u32::from_be_bytes([b[0], b[1], b[2], b[3]]) as usize);
    let (header, line, colours) = (word(0), word(12), word(19));
    let pixels = header + colours * 12;
    let dark = |x: usize, y: usize| {
        let at = pixels + y * line + x * 4;
        bytes.get(at..at + 3).is_some_and(|p| p.iter().map(|&b| usize::from(b)).sum::<usize>() < 330)
    };
    rows.map(|y| columns.clone().filter(|&x| dark(x, y)).count()).sum()
}

fn until(what: &str, holds: impl Fn() -> bool) {
    let start = Instant::now();
    while !holds() {
        assert!(start.elapsed() < LONG, "waited too long: {what}");
        std::thread::sleep(Duration::from_millis(100));
    }
}

fn xdotool(display: &str, words: &[&str]) {
    let done = Command::new("xdotool").args(words).env("DISPLAY", display).stdout(Stdio::null()).status();
    assert!(done.expect("xdotool is installed; `make test` does that").success(), "{words:?}");
}

fn close(display: &str, mut program: Running) {
    xdotool(display, &["key", "ctrl+q"]);
    let start = Instant::now();
    loop {
        if let Some(status) = program.0.try_wait().expect("the program can be waited for") {
            assert!(status.success(), "{status}");
            return;
        }
        assert!(start.elapsed() < LONG, "the window does not close");
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn what_was_coded_in_a_real_window_is_there_again() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (_xvfb, display) = display(folder.path());
    let framebuffer: PathBuf = folder.path().join("Xvfb_screen0");
    let session = folder.path().join("study.duizhao");
    let founding =
        Founding { title: "study".into(), coder: "A".into(), unit: UnitOfAnalysis::Passage, machine: Vec::new() };
    let mut made = Session::create(&session, &founding, Options::default()).expect("the folder can be written");
    made.flush();
    drop(made);
    let readable = || [40..440, 560..960].into_iter().all(|pane| dark_pixels(&framebuffer, pane, 130..420) > 3_000);

    let window = program(&display, folder.path(), &session);
    until("both articles can be read", readable);
    xdotool(&display, &["search", "--sync", "--onlyvisible", "--class", "duizhao", "windowfocus"]);
    for key in ["Down", "Down", "Down", "2"] {
        xdotool(&display, &["key", key]);
        std::thread::sleep(Duration::from_millis(300));
    }
    close(&display, window);
    let codings = || {
        let session = Session::open(&session, Options::default()).expect("the session opens");
        session.state().codings.len()
    };
    assert_eq!(codings(), 1);

    let again = program(&display, folder.path(), &session);
    until("both articles can be read again", readable);
    xdotool(&display, &["search", "--sync", "--onlyvisible", "--class", "duizhao", "windowfocus"]);
    close(&display, again);
    assert_eq!(codings(), 1);
}

#[test]
fn without_a_display_there_is_one_line_and_status_1() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let run = Command::new(env!("CARGO_BIN_EXE_duizhao"))
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env("HOME", home.path())
        .output()
        .expect("the program starts");
    assert_eq!(run.status.code(), Some(1));
    let told = String::from_utf8_lossy(&run.stderr);
    assert_eq!(told.trim_end().lines().count(), 1, "{told}");
    assert!(told.contains("display"), "{told}");
}
