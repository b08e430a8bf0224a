//! Arguments → the window or a subcommand; the exit status.

use std::io::{self, IsTerminal};
use std::process::ExitCode;

use duizhao::cli::{self, Io, Outcome};

fn main() -> ExitCode {
    quiet_loaders();
    let outcome = {
        let (mut input, mut out, mut err) = (io::stdin(), io::stdout().lock(), io::stderr().lock());
        let terminal = out.is_terminal();
        cli::run(std::env::args_os(), &mut Io { input: &mut input, out: &mut out, err: &mut err, terminal })
    };
    match outcome {
        Outcome::Done(status) => ExitCode::from(status),
        Outcome::Window(request) => window(&request),
    }
}

/// A damaged file is told in one line, without the trace of the loader that stumbled over it.
fn quiet_loaders() {
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if std::thread::current().name() != Some(duizhao::article::LOADER_THREAD) {
            hook(info);
        }
    }));
}

#[cfg(feature = "gui")]
fn window(request: &cli::WindowRequest) -> ExitCode {
    match duizhao::gui::run(request) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("duizhao: {error}");
            ExitCode::FAILURE
        }
    }
}

#[cfg(not(feature = "gui"))]
fn window(_request: &cli::WindowRequest) -> ExitCode {
    eprintln!("duizhao: built without a window; `duizhao compare` does the same work, `duizhao help` lists the rest");
    ExitCode::FAILURE
}
