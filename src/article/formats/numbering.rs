//! The numbers that Word sets before paragraphs and does not write into them: 一、 （一） 1. ①.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::docx::value;

/// The deepest level of a list in Word, counted from 0.
const DEEPEST: usize = 8;

/// One level of a list.
#[derive(Clone, Debug)]
struct Level {
    start: u32,
    format: String,
    /// `%1` stands for the number of the first level, and so on.
    text: String,
    /// Whether the words follow without a gap.
    tight: bool,
    /// All numbers of the label are Arabic, whatever the levels above are.
    legal: bool,
    /// The style whose paragraphs are of this level.
    style: Option<String>,
}

impl Default for Level {
    fn default() -> Self {
        Self { start: 1, format: "decimal".into(), text: String::new(), tight: false, legal: false, style: None }
    }
}

/// A use of a list, as paragraphs name it.
#[derive(Clone, Debug, Default)]
struct Use {
    list: u32,
    /// Begins anew, by level.
    restarts: BTreeMap<usize, u32>,
    levels: BTreeMap<usize, Level>,
}

/// The lists of a document, and how far each has counted.
#[derive(Default)]
pub struct Numbering {
    lists: BTreeMap<u32, BTreeMap<usize, Level>>,
    uses: BTreeMap<u32, Use>,
    counts: BTreeMap<u32, [Option<u32>; DEEPEST + 1]>,
    restarted: BTreeMap<u32, [bool; DEEPEST + 1]>,
}

impl Numbering {
    /// Reads `word/numbering.xml`; what is damaged is passed over.
    pub fn parse(xml: &[u8]) -> Self {
        let mut reader = Reader::from_reader(xml);
        reader.config_mut().check_end_names = false;
        let mut out = Self::default();
        let (mut list, mut used, mut at) = (None, None, 0usize);
        loop {
            match reader.read_event() {
                Ok(Event::Start(e) | Event::Empty(e)) => {
                    let number = |name: &str| value(&e, name).and_then(|v| v.trim().parse::<u32>().ok());
                    match e.local_name().as_ref() {
                        "abstractNum" => {
                            (list, used) = (number("w:abstractNumId"), None);
                        }
                        "num" => {
                            (list, used) = (None, number("w:numId"));
                        }
                        "abstractNumId" => {
                            if let Some(used) = used {
                                out.uses.entry(used).or_default().list = number("w:val").unwrap_or(0);
                            }
                        }
                        "lvl" | "lvlOverride" => at = (number("w:ilvl").unwrap_or(0) as usize).min(DEEPEST),
                        "startOverride" => {
                            if let (Some(used), Some(start)) = (used, number("w:val")) {
                                out.uses.entry(used).or_default().restarts.insert(at, start);
                            }
                        }
                        name => {
                            let levels = match (list, used) {
                                (Some(list), _) => out.lists.entry(list).or_default(),
                                (None, Some(used)) => &mut out.uses.entry(used).or_default().levels,
                                (None, None) => continue,
                            };
                            let text = value(&e, "w:val").unwrap_or_default();
                            let on = !matches!(text.as_str(), "0" | "false" | "off");
                            match name {
                                "start" => levels.entry(at).or_default().start = number("w:val").unwrap_or(1),
                                "numFmt" => levels.entry(at).or_default().format = text,
                                "lvlText" => levels.entry(at).or_default().text = text,
                                "suff" => levels.entry(at).or_default().tight = text == "nothing",
                                "isLgl" => levels.entry(at).or_default().legal = on,
                                "pStyle" => levels.entry(at).or_default().style = Some(text),
                                _ => {}
                            }
                        }
                    }
                }
                Ok(Event::Eof) | Err(_) => return out,
                Ok(_) => {}
            }
        }
    }

    fn level(&self, used: u32, at: usize) -> Option<&Level> {
        let use_of = self.uses.get(&used)?;
        use_of.levels.get(&at).or_else(|| self.lists.get(&use_of.list)?.get(&at))
    }

    /// The level of a list that belongs to a style.
    pub fn level_of(&self, used: u32, style: &str) -> Option<usize> {
        (0..=DEEPEST).find(|at| self.level(used, *at).is_some_and(|level| level.style.as_deref() == Some(style)))
    }

    /// Counts one paragraph on, and gives what stands before its words; none where its list numbers nothing.
    pub fn next(&mut self, used: u32, at: usize) -> Option<String> {
        let at = at.min(DEEPEST);
        let list = self.uses.get(&used)?.list;
        let level = self.level(used, at)?.clone();
        let starts: Vec<u32> = (0..=DEEPEST).map(|n| self.level(used, n).map_or(1, |l| l.start)).collect();
        let restart = self.uses.get(&used).and_then(|u| u.restarts.get(&at).copied());
        let restarted = self.restarted.entry(used).or_default();
        let fresh = restart.filter(|_| !std::mem::replace(&mut restarted[at], true));
        let counts = self.counts.entry(list).or_default();
        counts[at] = Some(fresh.unwrap_or_else(|| counts[at].map_or(starts[at], |n| n.saturating_add(1))));
        counts[at + 1..].fill(None);
        let numbers: Vec<u32> = (0..=at).map(|n| counts[n].unwrap_or(starts[n])).collect();
        let formats: Vec<String> =
            (0..=at).map(|n| self.level(used, n).map_or_else(String::new, |l| l.format.clone())).collect();
        let mut label = String::new();
        let mut rest = level.text.as_str();
        while let Some((before, after)) = rest.split_once('%') {
            label.push_str(before);
            let digit = after.chars().next().and_then(|c| c.to_digit(10)).filter(|n| (1..=9).contains(n));
            match digit.map(|n| n as usize - 1).filter(|n| *n <= at) {
                Some(n) => {
                    let format = if level.legal { "decimal" } else { &formats[n] };
                    label.push_str(&written(numbers[n], format));
                    rest = &after[1..];
                }
                None => {
                    label.push('%');
                    rest = after;
                }
            }
        }
        label.push_str(rest);
        if level.format == "bullet" {
            // Symbols of Word's own fonts lie in the private area.
            label = label.chars().map(|c| if ('\u{e000}'..='\u{f8ff}').contains(&c) { '•' } else { c }).collect();
        }
        if label.trim().is_empty() {
            return None;
        }
        let wide = label.chars().next_back().is_some_and(|c| c >= '\u{2e80}');
        if !level.tight && !wide && !label.ends_with(char::is_whitespace) {
            label.push(' ');
        }
        Some(label)
    }
}

/// A number as a list of this format (ST_NumberFormat) writes it.
fn written(n: u32, format: &str) -> String {
    const LEGAL_SIMPLIFIED: &str = "零壹贰叁肆伍陆柒捌玖拾佰仟";
    const LEGAL_TRADITIONAL: &str = "零壹貳參肆伍陸柒捌玖拾佰仟";
    const COUNTING: &str = "〇一二三四五六七八九十百千";
    match format {
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "koreanCounting" => chinese(n, COUNTING),
        "ideographDigital" | "taiwaneseDigital" | "japaneseDigitalTenThousand" => {
            n.to_string().chars().map(|c| COUNTING.chars().nth(c as usize - '0' as usize).unwrap_or(c)).collect()
        }
        "chineseLegalSimplified" => chinese(n, LEGAL_SIMPLIFIED),
        "ideographLegalTraditional" | "japaneseLegal" => chinese(n, LEGAL_TRADITIONAL),
        "ideographTraditional" => nth("甲乙丙丁戊己庚辛壬癸", n),
        "ideographZodiac" => nth("子丑寅卯辰巳午未申酉戌亥", n),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" if (1..=20).contains(&n) => {
            char::from_u32('①' as u32 + n - 1).map_or_else(String::new, String::from)
        }
        "decimalEnclosedParen" if (1..=20).contains(&n) => {
            char::from_u32('⑴' as u32 + n - 1).map_or_else(String::new, String::from)
        }
        "ideographEnclosedCircle" if (1..=10).contains(&n) => {
            char::from_u32('㈠' as u32 + n - 1).map_or_else(String::new, String::from)
        }
        "decimalFullWidth" | "decimalFullWidth2" => {
            n.to_string().chars().filter_map(|c| char::from_u32(c as u32 + 0xfee0)).collect()
        }
        "decimalZero" => format!("{n:02}"),
        "lowerLetter" | "upperLetter" if n > 0 => {
            let letter = char::from(b'a' + ((n - 1) % 26) as u8);
            let letters: String = std::iter::repeat_n(letter, ((n - 1) / 26 + 1).min(9) as usize).collect();
            if format == "upperLetter" { letters.to_uppercase() } else { letters }
        }
        "lowerRoman" => roman(n).to_lowercase(),
        "upperRoman" => roman(n),
        "none" => String::new(),
        _ => n.to_string(),
    }
}

fn nth(signs: &str, n: u32) -> String {
    n.checked_sub(1).and_then(|n| signs.chars().nth(n as usize)).map_or_else(|| n.to_string(), String::from)
}

/// Up to 9999 with the signs for zero to nine, ten, hundred, thousand: 十二, 一百零五.
fn chinese(n: u32, signs: &str) -> String {
    let sign: Vec<char> = signs.chars().collect();
    if n > 9999 || sign.len() < 13 {
        return n.to_string();
    }
    if n == 0 {
        return sign[0].to_string();
    }
    let mut out = String::new();
    let mut gap = false;
    for (power, unit) in [(1000, Some(12)), (100, Some(11)), (10, Some(10)), (1, None)] {
        let digit = (n / power % 10) as usize;
        if digit == 0 {
            gap = !out.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            out.push(if sign[0] == '〇' { '零' } else { sign[0] });
        }
        // 十二, not 一十二.
        if !(power == 10 && digit == 1 && n < 20) {
            out.push(sign[digit]);
        }
        out.extend(unit.map(|unit: usize| sign[unit]));
    }
    out
}

fn roman(n: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if n == 0 || n > 3999 {
        return n.to_string();
    }
    let mut left = n;
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while left >= value {
            out.push_str(sign);
            left -= value;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_word_writes_them() {
        for (n, format, expect) in [
            (1, "chineseCounting", "一"),
            (10, "japaneseCounting", "十"),
            (12, "chineseCountingThousand", "十二"),
            (105, "taiwaneseCountingThousand", "一百零五"),
            (20, "chineseCounting", "二十"),
            (1010, "chineseCounting", "一千零一十"),
            (3, "chineseLegalSimplified", "叁"),
            (2, "ideographTraditional", "乙"),
            (4, "decimalEnclosedCircle", "④"),
            (21, "decimalEnclosedCircle", "21"),
            (12, "decimalFullWidth", "１２"),
            (28, "lowerLetter", "bb"),
            (14, "upperRoman", "XIV"),
            (0, "lowerLetter", "0"),
            (7, "decimal", "7"),
        ] {
            assert_eq!(written(n, format), expect, "{n} {format}");
        }
    }

    #[test]
    fn lists_count_by_level_and_begin_anew() {
        let xml = r#"<w:numbering>
            <w:abstractNum w:abstractNumId="5">
              <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:pStyle w:val="H1"/><w:suff w:val="nothing"/><w:lvlText w:val="%1、"/></w:lvl>
              <w:lvl w:ilvl="1"><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
              <w:lvl w:ilvl="2"><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%3"/></w:lvl>
            </w:abstractNum>
            <w:abstractNum w:abstractNumId="6"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="BULLET"/></w:lvl></w:abstractNum>
            <w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num>
            <w:num w:numId="2"><w:abstractNumId w:val="6"/></w:num>
            <w:num w:numId="3"><w:abstractNumId w:val="5"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
            </w:numbering>"#;
        // Word's own bullet lies in the private area.
        let mut numbering = Numbering::parse(xml.replace("BULLET", "\u{f0b7}").as_bytes());
        assert_eq!(numbering.level_of(1, "H1"), Some(0));
        let mut next = |used, level| numbering.next(used, level).unwrap_or_default();
        assert_eq!([next(1, 0), next(1, 1), next(1, 1), next(1, 2)], ["一、", "（一）", "（二）", "1.1 "]);
        assert_eq!([next(1, 0), next(1, 1), next(2, 0)], ["二、", "（一）", "• "]);
        assert_eq!([next(3, 0), next(3, 0), next(1, 0)], ["一、", "二、", "三、"]);
        assert_eq!([next(9, 0), next(1, 99)], ["", ""]);
    }
}
