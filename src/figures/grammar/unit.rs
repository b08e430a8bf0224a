//! The unit after a number: percent and its kin, money, measures, classifiers, rates; 半 and 多 after it.

use std::sync::LazyLock;

use rust_decimal::Decimal;

use super::{Scanner, UnitText, is_space};
use crate::figures::exact::Exact;
use crate::figures::lexicon::Lexicon;
use crate::figures::numeral::{self, Number};
use crate::figures::units::Sort;
use crate::figures::{Kind, spelled};

/// Words that begin with a character which by itself is a unit.
const WORDS: &str = "\
分之 分别 分布 分管 分享 分工 分类 分级 分行 分公 分局 分支 分期 分层 分批 分阶 分区 分配 分析 分开 分割 分散 分中 分院 度假 度过 度夏 度冬 度量 里程 里面 里外 里的 元素 元件 元月 元旦 元宵 \
元首 元老 元宇 元代 元朝 口岸 口罩 口号 口碑 口径 口味 口粮 口腔 口语 面积 面对 面临 面向 面貌 面料 面上 面世 面粉 行动 行政 行业 行人 行程 行列 行为 行车 行使 行李 头条 头部 头痛 头脑 大关 \
重点 重大 重要 重庆 重型 重视 重复 重新 代表 代理 代办 代码 代价 代替 品牌 品种 品类 品质 品德 目标 目录 目前 目的 目光 号召 号称 号码 关于 关键 关系 关注 关心 关停 关闭 关怀 关税 关爱 环境 \
环保 环节 环卫 手机 手段 手续 手册 手术 手工 子女 子公 子项 子系 步骤 步行 步入 步伐 步道 站在 站上 居民 居住 居全 居家 课题 课程 课堂 课后 题材 题目 题为 字节 排放 排名 排污 排查 科技 科学 \
科研 科室 科普 科级 国家 国有 国内 国际 国企 国务 国道 国债 国外 国民 村民 村级 村庄 村干 村集 村委 村支 市民 市场 市级 市值 市区 市委 市政 县级 县域 县城 县委 区域 区级 区间 区块 区分 区议 \
区位 库存 库容 桥梁 路网 路线 路段 路径 路灯 路由 路面 路口 包括 包含 包装 包保 包干 属于 属地 令人 支持 支付 支出 支援 支撑 支柱 支部 通过 通车 通航 通信 通知 通道 通报 通行 通用 通电 通水 \
通气 通达 通办 通网 通关 通位 通于 通列 通居 通置 通移 季报 季刊 季节 季度 季风 季候 季后 季前 单元 单产 单价 单车 单身 单日 单株 单方 股份 股东 股权 股票 股市 股金 股改 股民 乡镇 县市 市县 县区 区县 省市 州市 村镇 村居 村社 单位 单项 单独 单一 单个 种植 种养 种业 种子 种粮 门槛 门诊 门户 门店 门票 组织 组建 组成 台湾 台北 台中 台南 台胞 台风 台商 台资 台账 \
出口 出台 出现 出资 出生 出让 出租 出行 出版 对象 对口 对外 对接 对于 对应 对照 对比 对标 对策 本市 本省 本地 本人 本科 本级 本报 本次 本土 本区 本县 场所 场景 场馆 场地 处理 处置 处罚 处于 \
处分 处长 处级 期间 期限 期望 期货 期末 期待 方面 方案 方式 方向 方法 方针 方便 方阵 方位 方言 方略 方可 人民 人才 人工 人均 人类 人力 人事 人文 人大 人社 人物 人性 人居 人机 大学 大约 大概 \
大家 大量 大型 大幅 大小 大力 大众 大部 大批 案例 案卷 案情 案场 省级 省委 省内 省外 发展 发放 发布 发生 发电 发明 发现 发行 发票 发言 发出 发起 类似 班子 层次 层面 名优 名称 名录 名单 名列 \
名牌 名胜 名义 集中 集团 集体 集约 集聚 集合 集资 集成 集群 集市 集镇 集装 集散 集训 集结 集邮 集会 集采 集纳 集思 集锦 集萃 集居 \
尊重 尊敬 尊严 尊老 打击 打造 打好 打响 打通 打破 打开 打工 打卡 打包 打折 打掉 打入 打进 打赢 打分 打赏 打磨 打捞 打非 打假 打拐 打黑 打私 打压 打法 打印 打算 打电 打官 打扫 打败 打牢 打下 打出 打成 打动 打断 打药 打井 打桩 打车 打球 打针 打一 打二 打两 打三 打四 打五 打六 打七 打八 打九 打十 打听 打到 打得 打完 打了 打过 打多 打就 打着 滴灌 滴滴 桌面 桌椅 堵点 堵塞 堵车 堵住 堵漏";

static BEGUN: LazyLock<Lexicon<()>> = LazyLock::new(|| Lexicon::forwards(WORDS.split_whitespace().map(|w| (w, ()))));

/// A unit that was found after a number.
#[derive(Clone, Copy, Debug)]
pub(super) struct UnitFound {
    pub(super) end: usize,
    pub(super) text: UnitText,
    pub(super) id: Option<u16>,
    pub(super) kind: Kind,
    pub(super) sort: Option<Sort>,
    /// What the value is multiplied by: 10 for 三成.
    pub(super) factor: Decimal,
    /// What is added to the value: 5 for 六成五, 0.5 for 一吨半.
    pub(super) add: Option<Decimal>,
    pub(super) over: bool,
    /// 三成弱: a little less.
    pub(super) scant: bool,
    pub(super) denominator: Option<(u32, u32)>,
}

impl UnitFound {
    pub(super) fn same(&self, other: &Self) -> bool {
        match (self.text, other.text) {
            (UnitText::Words(..), UnitText::Words(..)) => self.id == other.id,
            (a, b) => a == b,
        }
    }
}

impl Scanner<'_> {
    pub(super) fn unit(&self, end: usize, number: &Number, money: bool) -> Option<UnitFound> {
        let mut at = end;
        while is_space(self.char(at)) && at < end + 3 {
            at += 1;
        }
        let found = |end: usize, text, id, kind, sort| UnitFound {
            end,
            text,
            id,
            kind,
            sort,
            factor: Decimal::ONE,
            add: None,
            over: false,
            scant: false,
            denominator: None,
        };
        let next = self.char(at);
        let percent = |end: usize, factor: Decimal| UnitFound {
            factor,
            ..found(end, UnitText::Percent, None, Kind::Percent, None)
        };
        match next {
            '%' | '﹪' => {
                // 8.6%左右, 25%多
                // 37.8%多个网站 are many.
                let plus = self.char(at + 1) == '+' && !self.char(at + 2).is_ascii_alphanumeric();
                let over = plus || self.char(at + 1) == '多' && self.units.at(self.text, at + 2).is_none();
                return Some(UnitFound { over, ..percent(at + 1 + usize::from(over), Decimal::ONE) });
            }
            '‰' => return Some(percent(at + 1, Decimal::new(1, 1))),
            '‱' => return Some(percent(at + 1, Decimal::new(1, 2))),
            '成' => return self.tenths(at, number, percent(at + 1, Decimal::TEN)),
            '打' if at == end && self.dozens(at, number) => {
                return Some(UnitFound {
                    factor: Decimal::from(12),
                    ..found(at + 1, UnitText::None, None, Kind::Count, Some(Sort::Classifier))
                });
            }
            '折' if !matches!(
                self.char(at + 1),
                '叠' | '合' | '算' | '射' | '旧' | '返' | '页' | '线' | '磨' | '腾' | '扣'
            ) =>
            {
                // 八五折 is 85
                let factor = if number.positional { Decimal::ONE } else { Decimal::TEN };
                return Some(percent(at + 1, factor));
            }
            _ => {}
        }
        for word in ["个百分点", "百分点", "个百分比", "个点"] {
            let mut i = at;
            let fits = word.chars().all(|c| {
                while is_space(self.char(i)) && i < at + 12 {
                    i += 1;
                }
                i += 1;
                self.char(i - 1) == c
            });
            if fits && (word != "个点" || matches!(self.char(i), '，' | '。' | '；' | '、' | ',' | '左' | '以'))
            {
                return Some(found(i, UnitText::Points, None, Kind::Percent, None));
            }
        }
        // 25个基点 stays as it is told.
        for (word, skip) in [("个基点", 1), ("基点", 0)] {
            if spelled::after(self.text, at, word).is_some() {
                let (from, to) = (at + skip, at + skip + 2);
                return Some(found(to, UnitText::Words(from as u32, to as u32), None, Kind::Percent, None));
            }
        }
        for (word, scale) in [("个千分点", 1), ("千分点", 1)] {
            if let Some(end) = spelled::after(self.text, at, word) {
                return Some(UnitFound {
                    factor: Decimal::new(1, scale),
                    ..found(end, UnitText::Points, None, Kind::Percent, None)
                });
            }
        }
        for (word, kind) in [("个一百分点", Kind::Percent), ("倍", Kind::Index), ("番", Kind::Index)] {
            if let Some(mut end) = spelled::after(self.text, at, word) {
                let mut over = false;
                if matches!(self.char(end), '多' | '余') {
                    over = true;
                    end += 1;
                }
                let half = self.char(end) == '半';
                let add = half.then(|| Decimal::new(5, 1));
                return Some(UnitFound {
                    over,
                    add,
                    ..found(end + usize::from(half), UnitText::Words(at as u32, at as u32 + 1), None, kind, None)
                });
            }
        }
        // 6.9/10万: so many in that many.
        if next == '/' && numeral::begins(self.text, at + 1) && number.arabic {
            let whole = numeral::read(self.text, at + 1)?;
            if whole.magnitude {
                let (len, _) = self.units.at(self.text, whole.end).unwrap_or((0, 0));
                let end = whole.end + len;
                return Some(UnitFound {
                    denominator: Some((at as u32, end as u32)),
                    ..found(at, UnitText::None, None, Kind::Count, None)
                });
            }
        }
        if next == '/' && number.arabic && at == end {
            return None;
        }
        let (mut len, mut unit) = self.units.at(self.text, at).filter(|_| !self.minutes(at)).or_else(|| {
            let minute = self.minutes(at).then(|| self.units.at(&['分', '钟'], 0)).flatten()?;
            Some((1, minute.1))
        })?;
        let mut info = self.units.get(unit);
        let first = self.char(at);
        let after = self.char(at + len);
        // A Latin unit ends where its letters end; P and the like need a number of some size before them.
        if first.is_ascii_alphabetic() && after.is_ascii_alphanumeric() {
            return None;
        }
        if len == 1 && matches!(first, 'm' | 't' | 'g' | 'h' | 'L' | 'B' | 'P') && !number.arabic {
            return None;
        }
        if first == 'P'
            && !number.magnitude
            && self.text.get(at.wrapping_sub(4)..at).is_some_and(|d| d == ['1', '0', '8', '0'])
        {
            return None;
        }
        // 点 before a numeral is a decimal point that was read; 名义工 are 名.
        let point = first == '点' && number.arabic && numeral::digit(after).is_some();
        let volunteers = first == '名' && after == '义' && self.char(at + 2) == '工';
        let refused = point || (len == 1 && !volunteers && BEGUN.at(self.text, at).is_some());
        if refused {
            return None;
        }
        // A rate: 公里/小时, 元/平方米, 微克/立方米.
        let mut end_at = at + len;
        let mut sort = info.sort;
        if self.char(end_at) == '/'
            && let Some(second) = self.rate_by(end_at + 1)
            && matches!(sort, Sort::Measure | Sort::Money | Sort::Classifier)
        {
            end_at += 1 + second;
            while matches!(self.char(end_at), '·' | '/' | '.')
                && let Some(third) = self.rate_by(end_at + 1)
            {
                end_at += 1 + third;
            }
            len = end_at - at;
        }
        // 27部/百人
        let divisor = (self.char(end_at) == '/' && end_at == at + len)
            .then(|| numeral::read(self.text, end_at + 1).filter(|n| n.bare))
            .flatten()
            .and_then(|n| self.units.at(self.text, n.end).map(|(len, _)| (end_at as u32, (n.end + len) as u32)));
        if self.char(end_at) == '每' && info.sort == Sort::Measure && matches!(self.char(end_at + 1), '秒') {
            end_at += 2;
        }
        // 元人民币: the currency's name stays outside.
        if len > 1 && first == '元' && self.char(at + 1) == '人' {
            (len, end_at) = (1, at + 1);
            unit = self.units.at(&['元'], 0).map_or(unit, |(_, u)| u);
            info = self.units.get(unit);
            sort = info.sort;
        }
        let _ = len;
        if money && sort != Sort::Money {
            return None;
        }
        let kind = match sort {
            Sort::Measure | Sort::Classifier => Kind::Count,
            Sort::Money => Kind::Money,
            Sort::Structural => Kind::Structural,
            Sort::Rank => Kind::Ordinal,
            Sort::Duration => Kind::Duration,
        };
        let mut u = found(end_at, UnitText::Words(at as u32, end_at as u32), Some(unit), kind, Some(sort));
        self.after_unit(&mut u, sort, number);
        u.denominator = divisor;
        Some(u)
    }

    /// Whether 打 at `at` makes dozens of a small number in words: 十打苹果 are 120. Digits and hundreds count the dozens that goods
    /// are sold by (8000打), and 三打三整治 strikes.
    fn dozens(&self, at: usize, number: &Number) -> bool {
        let small =
            number.value.and_then(Exact::decimal).is_some_and(|v| v > Decimal::ZERO && v < Decimal::ONE_HUNDRED);
        let lone = self.prev(at) == '一' && number.value == Some(Exact::int(1));
        !number.arabic && small && !lone && BEGUN.at(self.text, at).is_none()
    }

    /// How long what a rate is reckoned by is: 平方米, 月.
    fn rate_by(&self, at: usize) -> Option<usize> {
        let unit = self.units.at(self.text, at).map(|(len, _)| len);
        unit.or_else(|| per(&self.text[at.min(self.text.len())..]))
    }

    /// Whether 分 tells minutes: 5分40秒, 4分半.
    fn minutes(&self, at: usize) -> bool {
        let seconds = || numeral::read(self.text, at + 1).is_some_and(|n| self.char(n.end) == '秒');
        self.char(at) == '分' && (self.char(at + 1) == '半' || seconds())
    }

    /// 半 and 多 after a unit, and smaller money: 一吨半, 两年多, 五元三毛.
    pub(super) fn after_unit(&self, u: &mut UnitFound, sort: Sort, number: &Number) {
        let next = self.char(u.end);
        let after = self.char(u.end + 1);
        let measured = matches!(sort, Sort::Measure | Sort::Duration | Sort::Money) || self.char(u.end - 1) == '个';
        if next == '半' && measured && !matches!(after, '导' | '径' | '岛' | '成' | '数') {
            u.add = Some(Decimal::new(5, 1));
            u.end += 1;
            // 一个半小时, 一个半月
            let whole: Vec<char> = std::iter::once('个').chain(self.text[u.end..].iter().take(4).copied()).collect();
            let month = self.units.at(&whole, 0).filter(|(len, _)| *len > 1).map(|(len, unit)| (len - 1, unit));
            if self.char(u.end - 2) == '个'
                && let Some((len, unit)) = self.units.at(self.text, u.end).or(month)
                && self.units.get(unit).sort == Sort::Duration
            {
                u.text = UnitText::Words(u.end as u32, (u.end + len) as u32);
                u.end += len;
                u.id = Some(unit);
                u.kind = Kind::Duration;
                u.sort = Some(Sort::Duration);
            }
            return;
        }
        // 一个多月, 两个多小时
        if matches!(next, '多' | '余') && self.char(u.end - 1) == '个' {
            let rest: Vec<char> = std::iter::once('个').chain(self.text[u.end + 1..].iter().take(4).copied()).collect();
            if let Some((len, unit)) =
                self.units.at(&rest, 0).filter(|(len, unit)| *len > 1 && self.units.get(*unit).sort == Sort::Duration)
            {
                u.over = true;
                u.end += len;
                u.text = UnitText::Words(u.end as u32 - len as u32 + 1, u.end as u32);
                u.id = Some(unit);
                u.kind = Kind::Duration;
                u.sort = Some(Sort::Duration);
            }
            return;
        }
        if matches!(next, '多' | '余')
            && measured
            && !matches!(
                after,
                '样' | '元' | '种' | '次' | '数' | '于' | '挣' | '功' | '层' | '方' | '地' | '名' | '家' | '个'
            )
        {
            u.over = true;
            u.end += 1;
            return;
        }
        if sort == Sort::Money && numeral::begins(self.text, u.end) {
            let mut scale_before = u.id.map_or(Decimal::ONE, |id| self.units.get(id).scale);
            let base = scale_before;
            let mut sum = Decimal::ZERO;
            let mut at = u.end;
            while let Some(n) = numeral::read(self.text, at).filter(|n| !n.magnitude) {
                let unit = self.units.at(self.text, n.end).filter(|(_, unit)| {
                    let info = self.units.get(*unit);
                    info.sort == Sort::Money && info.scale < scale_before
                });
                let cent = matches!(self.char(n.end), '分' | '仙') && scale_before > Decimal::new(1, 2);
                let (len, scale) = match unit {
                    Some((len, unit)) => (len, self.units.get(unit).scale),
                    None if cent => (1, Decimal::new(1, 2)),
                    // 三块五, 三块零四: said without the smaller unit, at the end of the sum.
                    None if at == u.end && self.spoken(at, &n) => {
                        let zero = matches!(self.char(at), '零' | '〇');
                        (0, Decimal::new(1, if zero { 2 } else { 1 }))
                    }
                    None => break,
                };
                let Some(value) = n.value.and_then(Exact::decimal) else { break };
                sum += value * scale;
                scale_before = scale;
                at = n.end + len;
            }
            if at > u.end && !number.magnitude {
                u.end = at;
                u.add = Some(sum / base);
            }
        }
    }

    /// Whether a Chinese digit alone, with 零 or without, ends a sum of money.
    fn spoken(&self, at: usize, number: &Number) -> bool {
        let zero = usize::from(matches!(self.char(at), '零' | '〇'));
        let next = self.char(number.end);
        let said = matches!(self.char(at - 1), '块' | '蚊');
        let goes_on = said && matches!(next, '的' | '以' | '左' | '上' | '一' | '每');
        let open = goes_on
            || !super::is_han(next) && !next.is_ascii_alphanumeric() && !matches!(next, '、' | '-' | '~' | '.' | '%');
        number.value.is_some_and(Exact::is_digit)
            && (said || !number.arabic)
            && number.end == at + 1 + zero
            && matches!(self.char(at - 1), '块' | '蚊' | '元')
            && (open || next == '钱')
    }

    /// 三成, 六成五, 七八成; but not 三成员.
    pub(super) fn tenths(&self, at: usize, number: &Number, unit: UnitFound) -> Option<UnitFound> {
        let next = self.char(at + 1);
        // 这一成为亮点, but 近八成为女性; 在成都, but 连一成都不到; 三成员, but 六成员工.
        let member = next == '员' && self.char(at + 2) != '工';
        let became = next == '为' && number.value == Some(Exact::int(1));
        let city = next == '都' && !matches!(self.char(at + 2), '不' | '没' | '未' | '是' | '在' | '有');
        if became
            || city
            || member
            || matches!(next, '立' | '果' | '功' | '本' | '就' | '品' | '绩' | '长' | '效' | '熟' | '交' | '套' | '份')
        {
            return None;
        }
        if number.magnitude && !number.arabic && number.value != Some(Exact::int(10)) {
            return None;
        }
        let mut unit = unit;
        if next == '半' {
            unit.add = Some(Decimal::from(5));
            unit.end = at + 2;
        } else {
            // 六成五 is 65, 九成八六 98.6, 3成5 35.
            let digit = |i: usize| {
                let c = self.char(i);
                numeral::digit(c).or_else(|| c.is_ascii_digit().then(|| c as u8 - b'0')).filter(|_| c != '两')
            };
            let count = (0..3).take_while(|&i| digit(at + 1 + i).is_some()).count();
            let (mark, beyond) = (self.char(at + 1 + count), self.char(at + 2 + count));
            // 二成一,115年: a comma after a Chinese digit ends the clause.
            let decimal = mark == '.' || mark == ',' && next.is_ascii_digit();
            let open = numeral::magnitude(mark).is_none() && !(decimal && beyond.is_ascii_digit());
            // 九成零五 is 90.5.
            let whole = digit(at + 1) != Some(0) || count == 2 && digit(at + 2) != Some(0);
            if (1..=2).contains(&count) && whole && open {
                let value = (0..count).fold(0u32, |v, i| v * 10 + u32::from(digit(at + 1 + i).unwrap_or(0)));
                unit.add = Some(Decimal::new(value.into(), count as u32 - 1));
                unit.end = at + 1 + count;
            }
        }
        let (after, beyond) = (self.char(unit.end), self.char(unit.end + 1));
        // 三成强 is a little more, 三成弱 a little less.
        let degree = !matches!(beyond, '度' | '化' | '势' | '于' | '项' | '制' | '调' | '点' | '者');
        unit.over = matches!(after, '多' | '余') || after == '强' && degree;
        unit.scant = after == '弱' && degree;
        unit.end += usize::from(unit.over || unit.scant);
        Some(unit)
    }
}

/// Words after / that are no units: 元/人·月, 件/日.
fn per(rest: &[char]) -> Option<usize> {
    let words = [
        "平方米",
        "人",
        "月",
        "日",
        "天",
        "年",
        "户",
        "次",
        "亩",
        "秒",
        "人·月",
        "人·年",
        "株",
        "头",
        "度",
        "kWh",
        "s",
        "h",
    ];
    words.iter().filter_map(|word| spelled::after(rest, 0, word)).max()
}
