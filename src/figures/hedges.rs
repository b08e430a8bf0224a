//! Words before and after a number that make it less than exact.

use std::sync::LazyLock;

use serde::Deserialize;

use super::Modifier;
use super::lexicon::Lexicon;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    before: Vec<(Modifier, String)>,
    after: Vec<(Modifier, String)>,
    apart: Vec<(Modifier, String)>,
    movement: Movement,
}

/// Words that say which way a number moves.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Movement {
    pub up: String,
    pub down: String,
    /// What moves may stand between the word and the number.
    pub up_of: String,
    pub down_of: String,
    /// The same, of shares alone.
    pub down_share: String,
    /// Words that merely look so.
    pub neither: String,
    /// What may stand between a word of movement and its number.
    pub links: String,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    toml::from_str(include_str!("../../assets/hedges.toml")).expect("a test reads the table that is built in")
});

/// The words of movement.
pub(super) fn movement() -> &'static Movement {
    &TABLE.movement
}

fn entries(rows: &[(Modifier, String)]) -> impl Iterator<Item = (&str, Modifier)> {
    rows.iter().flat_map(|(modifier, words)| words.split_whitespace().map(|word| (word, *modifier)))
}

/// Directly before a number.
static LEFT: LazyLock<Lexicon<Modifier>> = LazyLock::new(|| Lexicon::backwards(entries(&TABLE.before)));

/// Directly after a number and its unit.
static RIGHT: LazyLock<Lexicon<Modifier>> = LazyLock::new(|| Lexicon::forwards(entries(&TABLE.after)));

/// Apart from the number, before a verb.
static AFAR: LazyLock<Lexicon<Modifier>> = LazyLock::new(|| Lexicon::forwards(entries(&TABLE.apart)));

/// Words that are hedges only when nothing but a bare magnitude follows: 过万, 上千, 破亿.
fn only_before_magnitude(word: &[char]) -> bool {
    matches!(word, ['上'])
}

/// The hedge that ends at `end`: where it begins, and what it says. `bare`: a magnitude such as 百万 follows.
pub fn before(text: &[char], end: usize, bare: bool) -> Option<(usize, Modifier)> {
    let mut end = end;
    while end > 0 && matches!(text[end - 1], ' ' | '\u{3000}') {
        end -= 1;
    }
    if bare && end > 0 && text[end - 1] == '过' && (end < 2 || !matches!(text[end - 2], '通' | '经' | '不')) {
        let from = if end > 1 && text[end - 2] == '超' { end - 2 } else { end - 1 };
        return Some((from, Modifier::Over));
    }
    // 已过500万, 均过3000
    if end > 1
        && text[end - 1] == '过'
        && matches!(text[end - 2], '已' | '均' | '将' | '早' | '率' | '额' | '量' | '数')
    {
        return Some((end - 1, Modifier::Over));
    }
    // 人数过了1500万
    if end > 2 && text[end - 2..end] == ['过', '了'] && matches!(text[end - 3], '率' | '额' | '量' | '数' | '值' | '口')
    {
        return Some((end - 2, Modifier::Over));
    }
    let (len, &modifier) = LEFT.before(text, end)?;
    let start = end - len;
    let word = &text[start..end];
    let outside = start.checked_sub(1).map_or('\0', |i| text[i]);
    let refused = match word {
        ['近'] => {
            matches!(outside, '最' | '附' | '邻' | '就' | '临' | '远' | '亲' | '新' | '晚' | '贴' | '走' | '周' | '相')
        }
        ['超'] => matches!(outside, '高' | '反'),
        ['约'] => {
            matches!(outside, '签' | '合' | '节' | '大' | '条' | '公' | '预' | '违' | '契' | '集' | '履' | '制' | '婚')
                && outside != '大'
        }
        ['满'] => matches!(
            outside,
            '圆' | '美'
                | '丰'
                | '期'
                | '充'
                | '届'
                | '布'
                | '坐'
                | '蓄'
                | '装'
                | '加'
                | '注'
                | '灌'
                | '铺'
                | '摆'
                | '挤'
                | '站'
                | '堆'
                | '挂'
        ),
        ['许'] => false,
        ['限'] => matches!(
            outside,
            '有' | '年' | '期' | '上' | '下' | '权' | '界' | '局' | '极' | '无' | '时' | '受' | '保' | '门' | '高'
        ),
        // 件数最高7件 is a record, 补助最高7万元 a bound.
        ['最', '高' | '大' | '长' | '多' | '低' | '少'] => {
            (word[1] == '大' && !super::grammar::is_han(outside))
                || matches!(outside, '数' | '额' | '量' | '值' | '温' | '速' | '度' | '率' | '日' | '人' | '历' | '年')
                    && !text[start.saturating_sub(10)..start]
                        .iter()
                        .any(|c| "可得补罚处限奖给贷资助抵免费每应须不单户贴息".contains(*c))
        }
        ['是' | '有' | '为' | '计'] => false,
        ['破'] => matches!(outside, '打' | '攻' | '侦' | '爆' | '识' | '残' | '损' | '击' | '撞' | '刺' | '戳'),
        ['上'] => {
            matches!(outside, '以' | '网' | '线' | '之' | '基' | '晚' | '会' | '早' | '总' | '际' | '加' | '赶' | '实')
        }
        _ => false,
    };
    if refused || (only_before_magnitude(word) && !bare) {
        return None;
    }
    let turned = match modifier {
        Modifier::Under if word.last() == Some(&'于') => Modifier::AtLeast,
        Modifier::Over if matches!(word.last(), Some('于' | '过' | '出' | '逾')) => Modifier::AtMost,
        _ => return Some((start, modifier)),
    };
    Some(denied(text, start).map_or((start, modifier), |from| (from, turned)))
}

/// Where a denial of what follows begins: 不应[低于], 并未[超过], 不[高于].
fn denied(text: &[char], end: usize) -> Option<usize> {
    let modal = end > 0 && "应宜可能得会准许再曾要".contains(text[end - 1]);
    let at = end.checked_sub(1 + usize::from(modal))?;
    matches!(text[at], '不' | '未' | '没' | '勿').then_some(at)
}

/// The hedge that begins at `at`: where it ends, and what it says.
pub fn after(text: &[char], at: usize) -> Option<(usize, Modifier)> {
    let (len, &modifier) = RIGHT.at(text, at)?;
    let word = &text[at..at + len];
    let next = text.get(at + len).copied().unwrap_or('\0');
    let refused = match word {
        ['起'] => {
            let amount = at > 0 && matches!(text[at - 1], '元' | '%' | '折' | '块');
            !amount || is_word(next)
        }
        ['不', '到'] | [_, '不', '到'] => super::numeral::begins(text, at + len),
        ['许'] => matches!(next, '可' | '诺' | '多' | '下'),
        ['上', '下'] => matches!(next, '游' | '班' | '级' | '联' | '功'),
        ['前', '后'] => matches!(next, '端' | '台'),
        _ => false,
    };
    (!refused).then_some((at + len, modifier))
}

/// Whether 起 goes on as a word: 起步, 起诉.
fn is_word(next: char) -> bool {
    "来重诉步点码始草义降飞家因源至到".contains(next)
}

/// A hedge that stands apart from its number, before the verb: 至少配备两名, 约占常住人口的七成.
pub fn afar(clause: &[char]) -> Option<Modifier> {
    // 最多曾有 is what was, not a bound.
    if clause.contains(&'曾') {
        return None;
    }
    let from = clause.len().saturating_sub(11);
    (from..clause.len()).find_map(|at| {
        let (len, &modifier) = AFAR.at(clause, at)?;
        // 最多时有 is what was, too.
        (!matches!(clause.get(at + len), Some('时' | '的'))).then_some(modifier)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::fold::folded;

    #[test]
    fn the_nearest_word_says_it() {
        let check = |text: &str, want: Option<Modifier>| {
            let text = folded(text);
            assert_eq!(before(&text, text.len(), false).map(|(_, m)| m), want);
        };
        check("總數超過", Some(Modifier::Over));
        check("一般不應低於", Some(Modifier::AtLeast));
        check("並未超過", Some(Modifier::AtMost));
        check("最近", None);
        check("已簽約", None);
    }
}
