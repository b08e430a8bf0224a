//! What is left behind when something goes wrong inside: the place and the way there, never the message, which may
//! quote the text that was worked on.

use std::backtrace::Backtrace;
use std::io::Write;
use std::path::PathBuf;

/// Writes a report for each panic, on whatever thread, and says in one line where it is. A file that a loader stumbles over
/// is no error of the program: it is reported as damaged.
pub fn install() {
    std::panic::set_hook(Box::new(|info| {
        if std::thread::current().name() == Some(crate::article::LOADER_THREAD) {
            return;
        }
        let place = info.location().map_or_else(|| "an unknown place".to_owned(), ToString::to_string);
        let thread = std::thread::current().name().unwrap_or("without a name").to_owned();
        match write(&report(&place, &thread)) {
            Ok(path) => eprintln!("duizhao: internal error at {place}; report in {}", path.display()),
            Err(error) => eprintln!("duizhao: internal error at {place}; no report could be written: {error}"),
        }
    }));
}

fn report(place: &str, thread: &str) -> String {
    let trace = Backtrace::force_capture();
    format!("duizhao {}\nthread: {thread}\nplace: {place}\n\n{trace}\n", env!("CARGO_PKG_VERSION"))
}

fn write(report: &str) -> std::io::Result<PathBuf> {
    let folder = directories::ProjectDirs::from("", "", "duizhao")
        .map_or_else(std::env::temp_dir, |dirs| dirs.data_local_dir().join("crashes"));
    std::fs::create_dir_all(&folder)?;
    // Several threads may fail together: each takes a number of its own.
    for n in 1.. {
        let path = folder.join(format!("crash-{}-{n}.txt", std::process::id()));
        match std::fs::OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(mut file) => {
                file.write_all(report.as_bytes())?;
                return Ok(path);
            }
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(std::io::ErrorKind::AlreadyExists.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::channel;

    #[test]
    fn a_report_names_the_place_and_not_what_was_said() {
        const THREAD: &str = "a thread that breaks off";
        let (send, reports) = channel();
        let before = std::panic::take_hook();
        // Other tests of this process may panic on purpose: theirs go where they went.
        std::panic::set_hook(Box::new(move |info| {
            if std::thread::current().name() == Some(THREAD) {
                let place = info.location().map_or_else(String::new, ToString::to_string);
                send.send(report(&place, THREAD)).expect("the test listens");
            } else {
                before(info);
            }
        }));
        let text = "省委决策部署";
        let thread = std::thread::Builder::new().name(THREAD.to_owned());
        let broken = thread.spawn(move || assert_eq!(&text[1..], "", "{text}")).expect("a thread starts").join();
        assert!(broken.is_err());
        let report = reports.recv().expect("the hook was called");
        assert!(report.contains("crash.rs:") && report.contains(THREAD), "{report}");
        assert!(report.lines().count() > 6, "the way there: {report}");
        assert!(!report.contains("省委") && !report.contains("部署"), "{report}");
    }
}
