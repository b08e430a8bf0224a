//! Arguments → the window or a subcommand; the exit status.

use std::io::{self, IsTerminal};
use std::process::ExitCode;

use duizhao::cli::{self, Io, Outcome};

fn main() -> ExitCode {
    let (mut input, mut out, mut err) = (io::stdin(), io::stdout().lock(), io::stderr().lock());
    let terminal = out.is_terminal();
    let outcome = cli::run(std::env::args_os(), &mut Io { input: &mut input, out: &mut out, err: &mut err, terminal });
    match outcome {
        Outcome::Done(status) => ExitCode::from(status),
        Outcome::Window(_request) => ExitCode::from(1),
    }
}
