//! Structure: lines → passages with their roles.

use super::{Passage, PassageId, Role};
use crate::text::{Span, Text};

/// Cuts a reference text into passages.
pub fn passages(text: &Text) -> Vec<Passage> {
    let mut out: Vec<Passage> = Vec::new();
    let mut at = 0u32;
    for line in text.as_str().split('\n') {
        let len = line.chars().count() as u32;
        let lead = line.chars().take_while(|c| c.is_whitespace()).count() as u32;
        let trimmed = line.trim();
        if !trimmed.is_empty() {
            let span = Span::new(at + lead, at + lead + trimmed.chars().count() as u32);
            out.push(Passage {
                id: PassageId(out.len() as u32),
                span,
                role: Role::Paragraph,
                heading_level: None,
                duplicate_of: None,
                heading: None,
                sentences: vec![span],
                omission: false,
            });
        }
        at += len + 1;
    }
    out
}
