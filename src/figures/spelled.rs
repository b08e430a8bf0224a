//! Whether a word stands at a place of a folded text.

/// Where the word ends, if it begins at `at`.
pub fn after(text: &[char], at: usize, word: &str) -> Option<usize> {
    let mut end = at;
    for c in word.chars() {
        if *text.get(end)? != c {
            return None;
        }
        end += 1;
    }
    Some(end)
}

/// Where the word begins, if it ends before `end`.
pub fn before(text: &[char], end: usize, word: &str) -> Option<usize> {
    let mut start = end;
    for c in word.chars().rev() {
        start = start.checked_sub(1)?;
        if *text.get(start)? != c {
            return None;
        }
    }
    Some(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_on_either_side_of_a_place() {
        let text: Vec<char> = "截至去年底".chars().collect();
        assert_eq!(after(&text, 2, "去年"), Some(4));
        assert_eq!(after(&text, 4, "底部"), None, "beyond the end");
        assert_eq!(before(&text, 2, "截至"), Some(0));
        assert_eq!(before(&text, 1, "不截"), None, "before the beginning");
    }
}
