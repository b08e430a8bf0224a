//! Long texts in pieces, so that all processors have work and no list grows with the text.

/// Bytes of a piece, at most.
const LONGEST: usize = 48 * 1024;

/// `text` in pieces of at most 48 KiB, in order, each cut behind a mark or line end where there is one: no word and no
/// phrase goes over a cut.
pub fn pieces(mut text: &str) -> Vec<&str> {
    let mut out = Vec::with_capacity(text.len() / LONGEST + 1);
    while text.len() > LONGEST {
        let limit = text.floor_char_boundary(LONGEST);
        let cut = text[..limit]
            .rfind(|c: char| "，。、；,;\n".contains(c))
            .map_or(limit, |at| text.ceil_char_boundary(at + 1));
        let (piece, rest) = text.split_at(cut);
        out.push(piece);
        text = rest;
    }
    out.push(text);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_end_behind_marks_and_make_up_the_text() {
        let text = "网络安全和信息化，".repeat(10_000);
        let cut = pieces(&text);
        assert!(cut.len() > 1 && cut.iter().all(|piece| piece.len() <= LONGEST && piece.ends_with('，')));
        assert_eq!(cut.concat(), text);
        let without_marks = "网".repeat(40_000);
        assert_eq!(pieces(&without_marks).concat(), without_marks);
        assert_eq!(pieces(""), [""]);
    }
}
