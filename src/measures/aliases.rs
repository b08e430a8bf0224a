//! Short names that an article gives in brackets: …平台（以下简称“授权平台”）, 个人化资料自主运用（MyData）平台.

/// What introduces a short name.
const INTRODUCE: [&str; 7] = ["以下简称", "以下统称", "以下称", "简称", "下称", "又称", "亦称"];
/// Longest bracket that holds a short name, in characters.
const LONGEST: usize = 24;
/// Longest short name after a word that introduces it.
const LONGEST_NAME: usize = 10;
/// The fewest letters of a Latin short name.
const SHORTEST_LATIN: usize = 3;

/// The place of the short name in the bracket that opens at `open`, marks around it left out.
pub(super) fn in_bracket(chars: &[char], open: usize) -> Option<(usize, usize)> {
    if !matches!(chars.get(open), Some('（' | '(')) {
        return None;
    }
    let close = open + chars[open..].iter().take(LONGEST).position(|c| matches!(c, '）' | ')'))?;
    let mut from = open + 1;
    let introduced = INTRODUCE.iter().map(|word| word.chars()).find_map(|word| {
        let length = word.clone().count();
        let begins = word.eq(chars[from..close].iter().take(length).copied());
        begins.then_some(length)
    });
    from += introduced.unwrap_or(0);
    let mark = |c: char| super::is_mark(c) || matches!(c, '：' | ':' | '为' | ' ' | '"');
    let mut to = close;
    while from < to && mark(chars[from]) {
        from += 1;
    }
    while from < to && mark(chars[to - 1]) {
        to -= 1;
    }
    let words = &chars[from..to];
    let latin = words.len() >= SHORTEST_LATIN
        && words.iter().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | ' '))
        && words.iter().any(char::is_ascii_uppercase);
    let plain = words.iter().all(|c| c.is_alphanumeric()) && (2..=LONGEST_NAME).contains(&words.len());
    (latin || introduced.is_some() && plain).then_some((from, to))
}
