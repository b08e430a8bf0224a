//! Words before and after a number that make it less than exact.

use std::sync::LazyLock;

use super::Modifier;
use super::lexicon::Lexicon;

/// Directly before a number.
static LEFT: LazyLock<Lexicon<Modifier>> = LazyLock::new(|| {
    let table: &[(Modifier, &str)] = &[
        (
            Modifier::About,
            "约 上看 大约 大概 约为 约有 约占 约合 约达 约计 约莫 大致 估计 估算 估计为 预估 预估约 粗估 约略 折合约 合约 约需 约值 差不多 ≈ 约等于 约摸 大体 大体上 估计达 估计约 预计约 估达 上下约",
        ),
        (
            Modifier::AboutUnder,
            "近 将近 接近 接近于 逼近 几近 将近达 近乎 几乎 几乎达 趋近 临近 靠近 快到 近达 已近 有近 直逼 迫近 达近 合近",
        ),
        (
            Modifier::Over,
            "超 超过 超过了 超出 超出了 逾 突破 突破了 突破至 越过 多于 大于 高于 高过 大于等于以上 高达逾 超逾 逾越 冲破 升穿 涨破 升破 突穿 站上 跨越 跨过 迈过 破 跨上 迈上 逾达 已逾 均逾 超越 多过 高于 远超 远超过 不止 不只 > ＞",
        ),
        (
            Modifier::Under,
            "不到 不足 未到 未达 未达到 未满 不满 不及 少于 小于 低于 未足 不够 未及 未逾 跌破 跌穿 失守 击穿 下破 不达 未够 少过 还不到 尚不足 不到了 < ＜",
        ),
        (
            Modifier::AtLeast,
            "至少 最少 起码 最起码 高达 多达 不少于 不低于 不小于 不短于 不得少于 不得低于 最低 不下 不下于 不亚于 至少有 至少达 至少需 大于等于 大于或等于 满 须满 年满 不得小于 不得短于 门槛 门槛为 最低额 最低额度 最低限额 下限 下限为 下限分别为 不得少过 不少过 ≥ ≧ 上",
        ),
        (
            Modifier::AtMost,
            "至多 最多 顶多 至高 不得超逾 不超逾 不得多过 不多过 不超过 不多于 不高于 不大于 不长于 不得超过 不得高于 不得多于 不得大于 最高 最高可 最高可达 最高达 最多可 限额 限额为 最高额度 最高额 最高限额 封顶线 封顶线为 限高 限重 限速 限载 上限 上限为 上限是 上限达 上限分别为 最高分别为 最多分别为 不逾 小于等于 小于或等于 最长 最长可达 以内的 ≤ ≦ 封顶 控制在 不得逾 最多不超过 最高不超过 最高为 最大",
        ),
        (
            Modifier::Exact,
            "达 达到 达到了 达成 为数 共 共计 共有 总计 累计 合计 计 为 是 仅 仅有 仅为 只有 足足 整整 恰好 正好 已达 已达到 将达 将达到 长达 有 等于 达至 重达 远达 总共 一共",
        ),
    ];
    Lexicon::backwards(table.iter().flat_map(|(m, words)| words.split_whitespace().map(|w| (w, *m))))
});

/// Directly after a number and its unit.
static RIGHT: LazyLock<Lexicon<Modifier>> = LazyLock::new(|| {
    let table: &[(Modifier, &str)] = &[
        (
            Modifier::AtLeast,
            "以上 起 或以上 及以上 和以上 之上 (含)以上 (含)及以上 含以上 及其以上 往上 起步 起跳 或更多 或者更多 或更高",
        ),
        (Modifier::AtMost, "以下 或以下 及以下 之下 以内 之内 (含)以下 (含)以内 为限 为上限 封顶 或更少 或更低"),
        (Modifier::About, "左右 上下 上下左右 许 前后 光景 开外的样子 之谱 不等"),
        (Modifier::Under, "不到"),
        (Modifier::Over, "开外 有余 有奇 出头 之多余 挂零"),
    ];
    Lexicon::forwards(table.iter().flat_map(|(m, words)| words.split_whitespace().map(|w| (w, *m))))
});

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
        ['满'] => matches!(outside, '圆' | '美' | '丰' | '期' | '充' | '届' | '布' | '坐'),
        ['许'] => false,
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
        ['不', '到'] => super::numeral::begins(text, at + len),
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
    (from..clause.len()).find_map(|at| AFAR.at(clause, at).map(|(_, modifier)| *modifier))
}

static AFAR: LazyLock<Lexicon<Modifier>> = LazyLock::new(|| {
    let table: &[(Modifier, &str)] = &[
        (Modifier::AtLeast, "至少 最少 起码 不得少于 不少于 最低每 最低起贷 最低缴 最低投"),
        (
            Modifier::AtMost,
            "至多 最多 不超过 最高可 最高每 最高获 最高可贷 最高补助 最高奖励 最高支持 最高贷款 最高给予 最高罚款 最高资助 最长可",
        ),
        (Modifier::About, "约占 约有 约为 大约有 约合"),
        (Modifier::AboutUnder, "近占 有近"),
    ];
    Lexicon::forwards(table.iter().flat_map(|(m, words)| words.split_whitespace().map(|w| (w, *m))))
});
