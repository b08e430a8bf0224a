//! What a session holds as JSON Lines, the same for equal content: to compare, not to exchange.

use std::io::{self, Write};

use serde::Serialize;

use super::state::{Kind, Row, State};

#[derive(Serialize)]
struct Line {
    kind: Kind,
    id: u32,
    row: Row,
}

/// A line for each row, in the order of tables and numbers.
pub fn write(state: &State, out: &mut dyn Write) -> io::Result<()> {
    for (at, row) in state.rows() {
        serde_json::to_writer(&mut *out, &Line { kind: at.kind, id: at.id, row })?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
