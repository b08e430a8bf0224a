//! The marks around names, and the counts that end them; by characters of a passage.

use super::lexicon::{Mark, Token};

/// Longest text between quotation marks that may be a name, in characters.
pub(super) const LONGEST_QUOTE: usize = 40;

/// Ends every name: punctuation, marks, line breaks.
pub(super) fn is_stop(c: char) -> bool {
    matches!(
        c,
        '，' | ','
            | '。'
            | '、'
            | '；'
            | ';'
            | '：'
            | ':'
            | '！'
            | '!'
            | '？'
            | '?'
            | '“'
            | '”'
            | '「'
            | '」'
            | '『'
            | '』'
            | '‘'
            | '’'
            | '《'
            | '》'
            | '（'
            | '）'
            | '('
            | ')'
            | '…'
            | '—'
            | '|'
            | '｜'
            | '│'
            | '\n'
            | '\u{3000}'
            | '【'
            | '】'
            | '['
            | ']'
            | '"'
    )
}

/// Numerals with a classifier end a name: 11个, 一批, 3月. Ordinals do not: 第三届.
pub(super) fn counts(chars: &[char], tokens: &mut Vec<Token>) {
    let numeral = |c: char| c.is_ascii_digit() || "一二三四五六七八九十百千万亿两几多余数半".contains(c);
    let classifier = |c: char| "个家项批支场套类种次座所名位件款篇条张年月日人天户万亿处辆间".contains(c);
    // 一站 and 一课 begin names, 32站 and 640班 do not.
    let with_digits = |c: char| "班期堂课宗例则笔台部艘架栋幢站株头".contains(c);
    let mut i = 0;
    let mut found = Vec::new();
    while i < chars.len() {
        if !numeral(chars[i]) || (i > 0 && chars[i - 1] == '第') {
            i += 1;
            continue;
        }
        let from = i;
        while i < chars.len() && (numeral(chars[i]) || matches!(chars[i], '.' | ',' | '%')) {
            i += 1;
        }
        let digits = chars[from..i].iter().any(char::is_ascii_digit);
        let counted = chars.get(i).is_some_and(|&c| classifier(c) || digits && with_digits(c));
        // 12345热线 and G20 are names; 一网 is no count, nor is 数位 where it is Taiwan's word for digital.
        let digital = chars[from..=i.min(chars.len() - 1)] == ['数', '位'];
        if counted && !digital && (digits || i - from >= 1 && !matches!(chars.get(i + 1), Some('事'))) {
            found.push(Token { start: from, end: i + 1, mark: Mark { border: true, ..Mark::default() } });
        }
    }
    if !found.is_empty() {
        let counted = |t: &Token| {
            let after = found.partition_point(|f| f.end <= t.start);
            let hit = found.get(after).filter(|f| f.start < t.end);
            hit.is_some_and(|f| !t.mark.is_name() || chars[f.start].is_ascii_digit())
        };
        tokens.retain(|t| !counted(t));
        tokens.extend(found);
        tokens.sort_by_key(|t| (t.start, t.end));
    }
}

/// Pairs of opening and closing marks, by opening mark. Marks without a partner, or with one too far away, pair with nothing.
pub(super) fn pairs(chars: &[char]) -> Vec<(usize, usize)> {
    let mut open: Vec<(char, usize)> = Vec::new();
    let mut found = Vec::new();
    for (i, &c) in chars.iter().enumerate() {
        let close = match c {
            '“' => '”',
            '「' => '」',
            '『' => '』',
            '《' => '》',
            '”' | '」' | '』' | '》' => {
                // Not more than a few marks are ever open at once: an unpaired one does not make this slow.
                if let Some(depth) = open.iter().rev().take(4).position(|&(want, _)| want == c) {
                    let at = open.len() - 1 - depth;
                    let from = open[at].1;
                    open.truncate(at);
                    if i - from <= LONGEST_QUOTE + 2 {
                        found.push((from, i));
                    }
                }
                continue;
            }
            _ => continue,
        };
        open.push((close, i));
    }
    found.sort_unstable();
    found
}
