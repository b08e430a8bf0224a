//! Whose 元 it is: a text of Taiwan's that says 3億元 means its own currency, and none of these is ever added to another.
//!
//! Script alone does not tell: what institutions and places a text names does (`currencies` in `assets/units.toml`), and where
//! it names none the words that only one of the regions uses (`wording`).

use std::sync::LazyLock;

use super::Kind;
use super::grammar::Reading;
use super::lexicon::Lexicon;
use super::units::Units;

static MARKS: LazyLock<Lexicon<usize>> = LazyLock::new(|| lexicon(&Units::builtin().currencies));
static WORDING: LazyLock<Lexicon<usize>> = LazyLock::new(|| lexicon(&Units::builtin().wording));

fn lexicon(lists: &[(String, String)]) -> Lexicon<usize> {
    let words = lists.iter().enumerate();
    Lexicon::forwards(words.flat_map(|(n, (_, words))| words.split_whitespace().map(move |word| (word, n))))
}

/// The currency whose words a text has most of, if it has `least` of them. Of two the first of the table: it is the country's
/// that most texts are of.
fn most<'a>(text: &[char], marks: &Lexicon<usize>, lists: &'a [(String, String)], least: usize) -> Option<&'a str> {
    let mut counts = vec![0usize; lists.len()];
    for at in 0..text.len() {
        // Who names the renminbi may mean another money by a bare 元.
        if let Some((len, &which)) = marks.at(text, at)
            && text[at..at + len] != ['人', '民', '币']
        {
            counts[which] += 1;
        }
    }
    let most = counts.iter().copied().max().filter(|most| *most >= least)?;
    let which = counts.iter().position(|count| *count == most)?;
    Some(&lists[which].0)
}

/// Gives each 元 that no word beside it settles the currency of the text. A simplified text means renminbi, and so, for want
/// of better, does one that names nothing that tells.
pub fn settle(text: &[char], traditional: bool, readings: &mut [Reading]) {
    let units = Units::builtin();
    // A dollar sign means the text's own money too: $80,000.
    let own = |r: &Reading| {
        let plain = |unit: u16| match &*units.get(unit).id {
            "CNY" => !said(text, r),
            id => id == "DOLLAR",
        };
        r.kind == Kind::Money && r.unit_id.is_some_and(plain)
    };
    if !traditional || !readings.iter().any(own) {
        return;
    }
    // One word of wording may stand in a quotation.
    let named = most(text, &MARKS, &units.currencies, 1).or_else(|| most(text, &WORDING, &units.wording, 2));
    let Some(currency) = named else { return };
    let unit = units.index_of(currency);
    let mainland = currency == "CNY";
    let dollar = |r: &Reading| r.unit_id.is_some_and(|unit| &*units.get(unit).id == "DOLLAR");
    for reading in readings.iter_mut().filter(|r| own(r) && !(mainland && dollar(r))) {
        reading.unit_id = unit;
    }
}

/// How far back in its clause an amount's currency may be named: 人民币计价债券3亿元.
const NAMED: usize = 16;

/// Whether the words beside an amount, or those before it in its clause, say that it is renminbi.
fn said(text: &[char], r: &Reading) -> bool {
    let start = r.start as usize;
    let far = start.saturating_sub(NAMED);
    let ends = |c: &char| c.is_ascii_digit() || matches!(c, '，' | ',' | '。' | '；' | ';' | '、' | '：' | '\n');
    let clause = text[far..start].iter().rposition(ends).map_or(far, |i| far + i + 1);
    let near = &text[clause.min(start.saturating_sub(5))..text.len().min(r.end as usize + 4)];
    near.windows(3).any(|w| w == ['人', '民', '币'] || w == ['R', 'M', 'B'])
        || near.contains(&'￥')
        || near.contains(&'¥')
}

#[cfg(test)]
mod tests {
    use crate::figures::read_line;

    #[test]
    fn yuan_is_the_texts_own() {
        let check = |line: &str, want: &[Option<&str>]| {
            let got: Vec<Option<String>> = read_line(line)
                .into_iter()
                .filter(|f| f.kind == crate::figures::Kind::Money)
                .map(|f| f.unit_id)
                .collect();
            assert_eq!(got.iter().map(Option::as_deref).collect::<Vec<_>>(), want, "{line}");
        };
        check("衛福部編列預算3億元，另斥資新臺幣6,800萬元。", &[Some("TWD"), Some("TWD")]);
        check("香港特區政府撥款1.2億元，折合人民幣約1.1億元。", &[Some("HKD"), Some("CNY")]);
        check("澳門居民每人獲發1萬元。", &[Some("MOP")]);
        check("浙江省委宣傳部投入專項資金三千萬元。", &[Some("CNY")]);
        check("該計畫總經費約五億元。", &[Some("CNY")]);
        check("全省投入资金3亿元。", &[Some("CNY")]);
        check("青農透過網路直播，數位課程經費3億元。", &[Some("TWD")]);
        check("網絡罪案今年涉款3億元，市民可下載流動應用程式。", &[Some("HKD")]);
        check("遼寧的青農透過網路直播，數位課程經費3億元。", &[Some("CNY")]);
        check("衛福部與金管會發行人民幣計價債券3億元，編列預算2億元。", &[Some("CNY"), Some("TWD")]);
        check("運輸署為合資格長者每人發放$2,000，撥款1.35億元。", &[Some("HKD"), Some("HKD")]);
        check("運輸署撥款1.35億元，另有人民幣3,000萬元。", &[Some("HKD"), Some("CNY")]);
        check("預算1,500萬美元。", &[Some("USD")]);
    }
}
