//! Lines of a text, and the rejoining of hard-wrapped ones and of sentences that a stray line end broke.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::furniture;
use super::markers::{self, Style};
use crate::article::{Hint, Hints};

/// White space for structure: what Unicode calls so, and the invisible characters that pages leave behind.
pub fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{200e}' | '\u{200f}')
}

/// Ends a line for structure. The reference text keeps each as it is.
fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// One or more lines that belong together, without white space around them.
#[derive(Clone, Debug)]
pub struct Unit<'t> {
    /// Code points before it in the text.
    pub start: u32,
    /// Length in code points, breaks inside included.
    pub len: u32,
    /// Byte position in the text.
    byte: usize,
    pub text: &'t str,
    /// Code points of white space that its first line begins with.
    indent: u32,
    /// Whether an empty line stands before it.
    blank_before: bool,
    /// Where its last line begins in `text`, in bytes.
    last_line: usize,
    pub style: Option<Style>,
    /// Whether it is furniture of a page wherever it stands.
    pub furniture: bool,
}

impl<'t> Unit<'t> {
    pub fn last_line(&self) -> &'t str {
        &self.text[self.last_line..]
    }

    /// Takes the next line in, whatever stands between the two.
    fn join(&mut self, source: &'t str, next: &Unit<'t>) {
        self.text = &source[self.byte..next.byte + next.text.len()];
        self.len = next.start + next.len - self.start;
        self.last_line = next.byte + next.last_line - self.byte;
        self.furniture = false;
    }
}

/// The units of a text in order: its lines, rejoined where they were broken.
pub fn units<'t>(source: &'t str, hints: &Hints) -> Vec<Unit<'t>> {
    let lines = lines(source);
    let wrapped = wrapped(&lines);
    let broken_titles = broken_titles(&lines);
    let mut out: Vec<Unit<'t>> = Vec::with_capacity(lines.len());
    for (n, line) in lines.into_iter().enumerate() {
        let closed = |before: &Unit<'_>| hints.at(before.start).is_some_and(|hint| hint != Hint::Paragraph);
        let hinted = hints.at(line.start).is_some() || out.last().is_some_and(closed);
        match out.last_mut() {
            Some(before) if !hinted && (broken_titles.contains(&n) || belongs(before, &line, wrapped.as_ref())) => {
                before.join(source, &line);
            }
            _ => out.push(line),
        }
    }
    out
}

fn lines(source: &str) -> Vec<Unit<'_>> {
    let mut out = Vec::new();
    let (mut start, mut byte, mut blank_before) = (0u32, 0usize, false);
    for raw in source.split_inclusive(is_line_end) {
        let len = raw.chars().count() as u32;
        let text = raw.trim_matches(is_blank);
        if text.is_empty() {
            blank_before = true;
        } else {
            let lead = raw.len() - raw.trim_start_matches(is_blank).len();
            let indent = raw[..lead].chars().count() as u32;
            out.push(Unit {
                start: start + indent,
                len: text.chars().count() as u32,
                byte: byte + lead,
                text,
                indent,
                blank_before,
                last_line: 0,
                style: None,
                furniture: false,
            });
            blank_before = false;
        }
        start += len;
        byte += raw.len();
    }
    out.par_iter_mut().with_min_len(256).for_each(|line: &mut Unit<'_>| {
        line.style = markers::style(line.text);
        line.furniture = furniture::is_furniture(line.text);
    });
    out
}

/// What a hard-wrapped text is recognised by.
struct Wrap {
    /// Columns of a full line.
    width: usize,
    /// Whether paragraphs begin with an indent.
    indents: bool,
    /// Whether empty lines stand between paragraphs rather than everywhere or nowhere.
    blanks: bool,
}

/// Places a line takes in a terminal, where an ideograph takes two.
fn columns(text: &str) -> usize {
    text.chars().map(|c| if c < '\u{1100}' { 1 } else { 2 }).sum()
}

/// How far short of the width a full line may fall: marks that may not begin a line, and Latin words, move down.
const SHORT_OF_FULL: usize = 7;

/// Finds out whether most lines end only because the line was full.
fn wrapped(all: &[Unit<'_>]) -> Option<Wrap> {
    let lines: Vec<&Unit<'_>> = all.iter().filter(|l| !l.furniture).collect();
    if lines.len() < 4 {
        return None;
    }
    let widths: Vec<usize> = lines.iter().map(|l| columns(l.text)).collect();
    let full = |width: usize, columns: usize| (width.saturating_sub(SHORT_OF_FULL)..=width + 2).contains(&columns);
    let mut sorted = widths.clone();
    sorted.sort_unstable();
    let width = sorted[(sorted.len() - 1) * 95 / 100];
    if !(24..=160).contains(&width) {
        return None;
    }
    let blanks = lines[1..].iter().filter(|l| l.blank_before).count();
    // Empty lines between paragraphs, rather than between all lines or none.
    let blanks_part = blanks > 0 && blanks * 10 < lines.len() * 7;
    let full_lines =
        || lines.iter().zip(&widths).enumerate().filter(|(_, (_, c))| full(width, **c)).map(|(n, (l, _))| (n, l));
    let count = full_lines().count();
    // The last line of a paragraph ends at a mark whether it is full or not.
    let goes_on = |n: usize| !blanks_part || lines.get(n + 1).is_some_and(|next| !next.blank_before);
    let inner: Vec<bool> = full_lines()
        .filter(|(n, _)| goes_on(*n))
        .map(|(_, line)| line.text.ends_with(|c: char| CLAUSE_END.contains(c)))
        .collect();
    let at_mark = inner.iter().filter(|at_mark| **at_mark).count();
    let with_mark = full_lines().filter(|(_, line)| line.text.contains(['，', '。', '、', ','])).count();
    let wider = widths.iter().filter(|c| **c > width + 8).count();
    let wrapped = count >= 3
        && count * 10 >= lines.len() * 3
        && wider * 50 <= lines.len()
        && at_mark * 5 < inner.len() * 3
        && with_mark * 2 >= count;
    if !wrapped {
        return None;
    }
    let indented = lines.iter().filter(|l| l.indent >= 2).count();
    Some(Wrap { width, indents: indented > 0 && indented * 2 < lines.len(), blanks: blanks_part })
}

const CLAUSE_END: &str = "，。、；：！？,;!?";

/// Whether a line is the number of the heading under it and nothing else: 01, PART 1, 壹.
fn is_lone_number(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit());
    let part = text
        .get(..4)
        .filter(|head| head.eq_ignore_ascii_case("part"))
        .map(|_| text[4..].trim_start_matches([' ', '.']));
    let mut chars = text.chars();
    let sign = chars.next().is_some_and(markers::is_formal) && chars.next().is_none();
    text.starts_with('0') && digits(text) || part.is_some_and(digits) || sign
}

/// How far down titles are looked for that take several lines, and how many lines they take.
const TITLES: usize = 30;
const TITLE_LINES: usize = 4;

/// Whether a line ends as the name of a document does.
pub fn names_document(text: &str) -> bool {
    const KINDS: [&str; 30] = [
        "通知", "意见", "意見", "办法", "辦法", "方案", "规划", "規劃", "计划", "計畫", "报告", "報告", "决定", "決定",
        "公告", "通告", "批复", "条例", "條例", "规定", "規定", "规则", "規則", "细则", "細則", "措施", "纲要", "綱要",
        "要点", "的函",
    ];
    KINDS.iter().any(|kind| text.trim_end_matches(['》', '”', '」']).ends_with(kind))
}

/// Lines that go on with a title: 某某县人民政府办公室 / 关于开展数字乡村 / 试点工作的通知. It begins with the office or with 关于, and ends
/// with the kind of document.
fn broken_titles(lines: &[Unit<'_>]) -> BTreeSet<usize> {
    let is_whole = names_document;
    let plain = |unit: &Unit<'_>| {
        let prose = unit.text.contains(['。', '；', '，', '：', ':']);
        (4..=44).contains(&unit.len) && unit.style.is_none() && !prose && !unit.furniture
    };
    let about = |text: &str| ["关于", "關於", "印发", "印發", "转发", "轉發"].iter().any(|word| text.starts_with(word));
    // An empty line behind every line parts nothing.
    let top = &lines[..lines.len().min(TITLES)];
    let spaced = top.iter().filter(|line| line.blank_before).count() * 10 >= top.len() * 6;
    let mut out = BTreeSet::new();
    for at in 0..lines.len().min(TITLES) {
        let first = &lines[at];
        let office = furniture::is_office(first.text) && lines.get(at + 1).is_some_and(|next| about(next.text));
        let begins = (office || first.text.contains("关于") || first.text.contains("關於")) && !is_whole(first.text);
        if !begins || !plain(first) || out.contains(&at) {
            continue;
        }
        let rest = lines[at + 1..].iter().take(TITLE_LINES - 1);
        let rest = rest.take_while(|line| plain(line) && (spaced || !line.blank_before));
        if let Some(last) = rest.clone().position(|line| is_whole(line.text)) {
            out.extend(at + 1..=at + 1 + last);
        }
    }
    out
}

/// Whether a line is the rest of a title or heading: （试行）, （2021—2023年）.
pub fn is_subtitle(text: &str) -> bool {
    let inner = text.strip_prefix(['（', '(']).and_then(|text| text.strip_suffix(['）', ')']));
    let years = |text: &str| {
        // A whole date says when it was issued, not which years it is about.
        let day = text.contains('月') && text.ends_with('日');
        !day && text.starts_with(|c: char| c.is_ascii_digit() || "二〇".contains(c))
            && text.ends_with(['年', '月', '日', '度', '版'])
    };
    const DRAFTS: [&str; 14] = [
        "试行",
        "試行",
        "暂行",
        "暫行",
        "草案",
        "征求意见稿",
        "徵求意見稿",
        "送审稿",
        "修订",
        "修訂",
        "节选",
        "節選",
        "摘要",
        "修订稿",
    ];
    inner.is_some_and(|inner| {
        let inner = inner.trim_matches(is_blank);
        inner.chars().count() <= 16 && (years(inner) || DRAFTS.contains(&inner))
    })
}

/// Whether a short line heads or goes on with a heading rather than being prose.
fn could_head(unit: &Unit<'_>, longest: u32) -> bool {
    let prose = unit.text.contains(['。', '；', '，', '\n']) || unit.text.ends_with(|c: char| CLAUSE_END.contains(c));
    unit.len <= longest && !prose && !unit.furniture && !is_marks(unit.text)
}

/// Whether `line` goes on with what `before` began.
fn belongs(before: &Unit<'_>, line: &Unit<'_>, wrapped: Option<&Wrap>) -> bool {
    if is_lone_number(before.text) {
        return line.style.is_none() && could_head(line, 24) && !is_lone_number(line.text);
    }
    if is_subtitle(line.text) {
        return could_head(before, 60) && before.len >= 4;
    }
    if let Some(wrap) = wrapped
        && !line.furniture
        && !before.furniture
    {
        let full = columns(before.last_line()) + SHORT_OF_FULL >= wrap.width;
        let line_full = columns(line.text) + SHORT_OF_FULL >= wrap.width;
        // A short line without a stop behind a sentence that has one is a heading.
        let bare = ends_sentence(before.text) && !line_full && !ends_sentence(line.text);
        let fresh = bare
            || (wrap.blanks && line.blank_before)
            || (wrap.indents && line.indent >= 2)
            || line.style.is_some_and(Style::starts_a_unit);
        if full && !fresh && (wrap.indents || wrap.blanks || !ends_sentence(before.text) || line.indent == 0) {
            return true;
        }
        // 各位同仁好， and an empty line: what follows is a paragraph of its own.
        let parted = wrap.blanks && line.blank_before && before.len < 24;
        if !full && (parted || !wrap.blanks && !line.blank_before) {
            return false;
        }
    }
    broken(before, line)
}

/// Whether a line end fell inside a sentence: from marks alone, since many lines are paragraphs of their own.
fn broken(before: &Unit<'_>, line: &Unit<'_>) -> bool {
    if line.style.is_some_and(Style::starts_a_unit) || line.furniture {
        return false;
    }
    let Some(first) = line.text.chars().next() else { return false };
    if "，。、；：！？,;!?）」』”’》】".contains(first) && before.len >= 2 && !before.furniture {
        return !is_marks(line.text);
    }
    let Some(last) = before.text.chars().next_back() else { return false };
    let prose = |text: &str| text.contains(|c: char| CLAUSE_END.contains(c));
    let bare = line.len <= 24
        && !ends_sentence(line.text)
        && !line.text.ends_with(|c: char| CLAUSE_END.contains(c))
        && !line.text.contains(['。', '；']);
    if "，,、".contains(last) {
        return !bare && before.len >= 6;
    }
    if ends_sentence(before.text) || bare || before.furniture || before.text.ends_with(['：', ':', '；', ';']) {
        return false;
    }
    // No mark at the end of a line of prose: either the mark was forgotten or the line end is stray.
    let long = before.len > 24 || before.text.contains('。');
    long && prose(line.text) && prose(before.text)
}

/// Whether nothing in a line can be read aloud.
pub fn is_marks(text: &str) -> bool {
    !text.chars().any(char::is_alphanumeric)
}

/// Whether a text ends with the mark of a full sentence, closing quotes and a last bracket aside.
pub fn ends_sentence(text: &str) -> bool {
    let is_end = |text: &str| {
        text.trim_end_matches(['”', '’', '」', '』', '"', '\'', '》', '）', ')', '】'])
            .ends_with(['。', '！', '？', '!', '?', '…', '｡', '．', '.'])
    };
    if is_end(text) {
        return true;
    }
    // 成效显著。（记者 张三）
    let open = if text.ends_with('）') {
        text.rfind('（')
    } else if text.ends_with(')') {
        text.rfind('(')
    } else {
        None
    };
    open.is_some_and(|at| is_end(text[..at].trim_end_matches(is_blank)))
}
