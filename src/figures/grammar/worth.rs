//! What a reading is worth: chartable, structural, weak, or no figure at all.

use std::sync::LazyLock;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::{Reading, Scanner, UnitText, is_han, is_space};
use crate::figures::exact::Exact;
use crate::figures::lexicon::Lexicon;
use crate::figures::numeral::{self, Number};
use crate::figures::units::Sort;
use crate::figures::{Kind, Modifier, Tier, spelled};

/// Nouns of what is commonly counted, which stand after a number without a classifier.
const COUNTED: &str = "\
县市 乡镇 市县 县区 区县 市州 省市 省份 企业 家庭 农户 居民 群众 民众 学生 师生 网友 网民 业者 会员 员工 国家 国 校 团队 组织 城市 用户 志工 志愿者 \
旅客 游客 观众 选手 人士 市民 长者 长辈 儿童 青年 党员 干部 职工 医生 护士 教师 工人 店家 商家 厂商 机构 部门 景点 车站 学校 医院 社区 街道 行业 学员 \
伙 户 村民 农民 贫困 单位 宗 亲子 台商 台企";

/// Nouns of the parts of a scheme.
const PARTS: &str = "\
清单 行动 工程 机制 平台 体系 方面 领域 层面 环节 阶段 原则 要求 任务 重点 关键 意识 自信 维护 确立 统一 结合 坚持 转变 统筹 抓手 支撑 方向 目标 举措 \
措施 维度 板块 类别 类型 步骤 制度 能力 关系 问题 变化 特点 优势 抓好 强化 提升 聚焦 突出 务必 必须 不得 一律 全覆盖 全面 基本 核心 主题 专题 专项 维 \
文明 建设 战略 主体 要素 部分 模块 系统 轮子 圈 带 中心任务 梯次 梯队 渠道 路径 导向 现代化 同步 一体 到位 优先 不变 不松 不减 引领 保障 覆盖 满意 角度 \
字 关口 底线 红线 范畴 界别";

static COUNTABLE: LazyLock<Lexicon<()>> =
    LazyLock::new(|| Lexicon::forwards(COUNTED.split_whitespace().map(|w| (w, ()))));
static PART: LazyLock<Lexicon<()>> = LazyLock::new(|| Lexicon::forwards(PARTS.split_whitespace().map(|w| (w, ()))));

impl Scanner<'_> {
    /// What the whole is worth; `None` if it is part of a word.
    pub(super) fn tier(
        &mut self,
        at: usize,
        first: &Number,
        last: &Number,
        r: &mut Reading,
        sort: Option<Sort>,
    ) -> Option<Tier> {
        let hedged = r.modifier != Modifier::Exact;
        let lone = !first.arabic && !first.magnitude && first.high.is_none();
        let value = first.value.and_then(Exact::decimal);
        let one = lone && self.char(at) == '一';
        let zero = value == Some(Decimal::ZERO);
        let small = !first.arabic && value.is_some_and(|v| v <= Decimal::from(30)) && !first.over;
        if matches!(r.kind, Kind::Percent | Kind::Index) {
            // 打八五折 is offered, not measured.
            let offered = !hedged && self.text[at..r.end as usize].ends_with(&['折']);
            return Some(if offered { Tier::Weak } else { Tier::Figure });
        }
        if sort == Some(Sort::Structural) {
            let next = self.char(r.end as usize);
            // 三大体系; 五大 alone, or a size such as 8大 at the end of a clause.
            if self.char(r.unit_start()) == '大' && !is_han(next) && !matches!(next, '“' | '「') {
                return first.arabic.then_some(Tier::Structural);
            }
            return Some(Tier::Structural);
        }
        // 十八届五中全会
        let after = self.char(r.end as usize);
        let congress = self.char(r.unit_start()) == '届'
            && !hedged
            && (numeral::begins(self.text, r.end as usize) || matches!(after, '全' | '人' | '中' | '政' | '会'));
        // 市十五届人大四次会议
        let session = self.char(r.unit_start()) == '次'
            && !hedged
            && matches!((self.char(r.end as usize), self.char(r.end as usize + 1)), ('会', '议') | ('全', '会' | '体'))
            && self.text[at.saturating_sub(10)..at].contains(&'届');
        if sort == Some(Sort::Rank) || congress || session {
            r.kind = Kind::Ordinal;
            return Some(Tier::Ordinal);
        }
        if r.kind == Kind::Money && sort.is_none() {
            return Some(Tier::Figure);
        }
        let Some(sort) = sort else {
            return self.bare(at, first, last, r, hedged);
        };
        if small && !hedged && self.names(r) {
            return None;
        }
        if r.unit_id.is_some_and(|u| &*self.units.get(u).dimension == "age") && hedged && !first.bare {
            // An age class, unless the age is what is required.
            let after = self.char(r.outer.1 as usize);
            let class = r.value2.is_none()
                && (is_han(after)
                    && !matches!(after, '的' | '者' | '方' | '可' | '为' | '未' | '不' | '至' | '且' | '或'));
            if class || after == '的' {
                return Some(Tier::Weak);
            }
        }
        if first.bare && r.value2.is_none() && !first.arabic {
            // 粮食产量（万吨） says what a row counts in.
            if self.prev(r.start as usize) == '(' && self.char(r.end as usize) == ')' {
                return None;
            }
            // So does a cell that holds nothing else.
            let blank = |c: char| is_space(c) || matches!(c, '\n' | '\0' | '|' | '｜');
            if blank(self.prev(r.start as usize)) && blank(self.char(r.end as usize)) && !hedged {
                return None;
            }
            // 百亿元企业 is a size; 投入百亿元 at the end of its clause is an amount.
            let amount = sort == Sort::Money
                && !is_han(self.char(r.end as usize))
                && !matches!(self.prev(at), '每' | '按' | '以' | '、' | '“' | '「');
            // So is 亿元以上项目.
            let class = r.outer.1 > r.end && r.outer.0 == r.start && is_han(self.char(r.outer.1 as usize));
            return Some(if (hedged && !class) || amount { Tier::Figure } else { Tier::Weak });
        }
        // 一块 is together as often as a coin.
        let coin = matches!(self.char(r.unit_start()), '块' | '角' | '毛' | '分');
        let together = one && sort == Sort::Money && coin;
        let together = together
            && r.end - r.num_end == 1
            && (is_han(self.char(r.end as usize)) || self.prev(r.start as usize) == '在');
        if one && matches!(sort, Sort::Classifier) || (zero && lone) || together {
            return Some(Tier::Weak);
        }
        if one
            && sort == Sort::Measure
            && matches!(self.char(r.unit_start()), '方' | '里' | '度' | '升' | '担' | '两' | '克')
            && r.end - r.start == 2
        {
            return Some(Tier::Weak);
        }
        // 全市29區, 9鄉: the parts of a place.
        let parts = !hedged
            && r.value2.is_none()
            && r.end - r.num_end == 1
            && matches!(self.char(r.unit_start()), '区' | '乡' | '岛')
            && value.is_some_and(|v| v <= Decimal::ONE_HUNDRED);
        if parts {
            r.kind = Kind::Structural;
            return Some(Tier::Structural);
        }
        // 2025届毕业生, 2025卷; 1人1机
        let digits = &self.text[r.num_start as usize..r.num_end as usize];
        let year = digits.len() == 4
            && matches!(digits, ['1', '9', ..] | ['2', '0', ..])
            && digits.iter().all(char::is_ascii_digit)
            && matches!(self.char(r.unit_start()), '届' | '卷' | '版' | '款');
        let only = |c: char| matches!(c, '1' | '一');
        let each = digits.len() == 1
            && only(digits[0])
            && (only(self.char(r.end as usize)) && is_han(self.char(r.end as usize + 1))
                || self.out.last().is_some_and(|b| {
                    b.end == r.start && b.tier == Tier::Weak && only(self.char(b.num_start as usize))
                }));
        if year || each {
            return Some(Tier::Weak);
        }
        let titled = matches!(sort, Sort::Classifier | Sort::Measure) && (self.titled(r) || self.slogan(r));
        if small && !hedged && r.value2.is_none() && (titled || sort == Sort::Classifier && self.structure(r)) {
            r.kind = Kind::Structural;
            return Some(Tier::Structural);
        }
        Some(Tier::Figure)
    }

    /// Whether number and unit are part of a word: 三点式, 四人家庭, 两口之家.
    fn names(&self, r: &Reading) -> bool {
        let (end, unit) = (r.end as usize, self.char(r.unit_start()));
        let after = |words: &[&str]| words.iter().any(|w| w.chars().enumerate().all(|(i, c)| self.char(end + i) == c));
        after(&["式", "制"]) && unit != '元'
            || unit == '人' && after(&["家庭", "间", "房", "桌", "份", "小组", "座", "帐篷", "行"])
            || unit == '位' && after(&["数"])
            || unit == '口' && after(&["之家", "人家"])
    }

    /// Whether it opens a short name in quotation marks: “六个龙江”, 「一亩茶园」.
    fn titled(&self, r: &Reading) -> bool {
        const LONGEST: usize = 8;
        let close = match self.prev(r.start as usize) {
            '“' => '”',
            '「' => '」',
            '‘' => '’',
            _ => return false,
        };
        let end = r.end as usize;
        let found = (end..end + LONGEST).find(|&i| !is_han(self.char(i)));
        found.is_some_and(|i| i > end && self.char(i) == close)
    }

    /// Whether it goes on with a list in quotation marks that a small number opens: “一个翻番、两个突破、三个提升”.
    fn slogan(&self, r: &Reading) -> bool {
        const LONGEST: usize = 24;
        let start = r.start as usize;
        let from = start.saturating_sub(LONGEST);
        let Some(open) = self.text[from..start].iter().rposition(|c| matches!(c, '“' | '「' | '”' | '」')) else {
            return false;
        };
        let quoted = &self.text[from + open..start];
        let opened =
            matches!(quoted, ['“' | '「', numeral, '个' | '项' | '大', ..] if numeral::digit(*numeral).is_some());
        opened && quoted.ends_with(&['、']) && self.char(r.unit_start()) != '元'
    }

    /// Whether a small number counts the parts of a scheme: 四个平台, 五项机制, 三峡、五股及八里三区.
    pub(super) fn structure(&self, r: &Reading) -> bool {
        let unit = self.char(r.unit_start());
        if matches!(unit, '区' | '县' | '市' | '省' | '镇' | '乡' | '村' | '国' | '校' | '院' | '州' | '局' | '园')
            && r.end - r.num_end == 1
        {
            return true;
        }
        // 二期投资, but 分三期发放
        if unit == '期' && is_han(self.char(r.end as usize)) {
            return !matches!(self.prev(r.start as usize), '分' | '共' | '办' | '了' | '出' | '开' | '满');
        }
        if self.listed_before(r) || self.announced(r) || unit == '件' && self.char(r.end as usize) == '事' {
            return true;
        }
        if !matches!(
            unit,
            '个' | '项'
                | '条'
                | '种'
                | '类'
                | '支'
                | '张'
                | '道'
                | '轮'
                | '层'
                | '套'
                | '本'
                | '块'
                | '环'
                | '步'
                | '字'
                | '关'
                | '份'
                | '把'
        ) {
            return false;
        }
        let end = r.end as usize;
        // 三个“全覆盖”
        if matches!(self.char(end), '“' | '「' | '"' | '‘') {
            return unit == '个';
        }
        let open = (end..end + 8).find(|&i| !is_han(self.char(i))).unwrap_or(end + 8);
        (end..open).any(|i| PART.at(self.text, i).is_some_and(|(len, ())| i + len <= open && (len > 1 || i == end)))
    }

    /// Whether it sums up the names just before it: 长沙、株洲、湘潭三市, 散装白酒和鲜切水果两类.
    fn listed_before(&self, r: &Reading) -> bool {
        const FAR: usize = 40;
        let unit = self.char(r.unit_start());
        if !matches!(unit, '种' | '类' | '市' | '县' | '区' | '州' | '省' | '国' | '地' | '镇' | '乡') {
            return false;
        }
        let Some(count) = r.value.and_then(|v| v.to_usize()) else { return false };
        let start = r.start as usize;
        let names = |c: char| is_han(c) || matches!(c, '、' | '“' | '”' | '「' | '」') || c.is_ascii_alphabetic();
        let from =
            (start.saturating_sub(FAR)..start).rev().take_while(|&i| names(self.text[i])).last().unwrap_or(start);
        let list = &self.text[from..start];
        let joints = |marks: &[char]| list.iter().filter(|c| marks.contains(c)).count();
        let commas = joints(&['、']);
        let ends = list.last().is_some_and(|&c| is_han(c) || matches!(c, '”' | '」') || c.is_ascii_alphabetic());
        let pair = count == 2 && commas == 0 && list.len() <= 16 && joints(&['和', '与', '及']) == 1;
        let more = commas > 0 && (commas + 1 == count || commas + 2 == count && joints(&['和', '与', '及']) > 0);
        ends && !list.ends_with(&['等']) && (pair || more)
    }

    /// Whether a list follows: 重点有下列三项：
    fn announced(&self, r: &Reading) -> bool {
        self.char(r.end as usize) == ':'
            && matches!(self.char(r.unit_start()), '项' | '个' | '点' | '类' | '件' | '方' | '大' | '条' | '步' | '种')
    }

    /// A numeral without a unit.
    pub(super) fn bare(
        &mut self,
        at: usize,
        first: &Number,
        last: &Number,
        r: &mut Reading,
        hedged: bool,
    ) -> Option<Tier> {
        let (prev, next) = (self.prev(r.start as usize), self.char(r.end as usize));
        let ranged = r.value2.is_some();
        if first.arabic && !hedged && self.enumerates(r) {
            return None;
        }
        if first.arabic || (ranged && last.arabic) {
            // 师生比1比18
            if let Some(end) = self.against(r.end as usize) {
                r.end = end as u32;
                r.kind = Kind::Index;
                r.value = None;
                return Some(Tier::Weak);
            }
            // 5G, 4K: a letter after digits makes a label.
            if next.is_ascii_alphabetic() {
                let end = r.end as usize;
                r.end = (end..).find(|&i| !self.char(i).is_ascii_alphanumeric()).unwrap_or(end) as u32;
                return None;
            }
            if self.cell(at, r) {
                return Some(Tier::Figure);
            }
            if first.magnitude || last.magnitude {
                return Some(Tier::Figure);
            }
            if next == '/' && r.denominator.is_some() {
                return Some(Tier::Figure);
            }
            let goes_on = self.out.last().is_some_and(|before| {
                let between = &self.text[(before.end as usize).min(r.start as usize)..r.start as usize];
                before.tier == Tier::Figure
                    && before.unit == UnitText::None
                    && before.unit_id.is_none()
                    && (2..=5).contains(&between.len())
                    && matches!(between.last(), Some('到' | '至' | '为'))
            });
            if r.denominator.is_some() || goes_on || self.rated(r) {
                return Some(Tier::Figure);
            }
            let listed = matches!(prev, '“' | '"' | '「' | '‘' | '(' | '《' | '\n' | '\0')
                && matches!(next, '”' | '"' | '」' | '’' | ')' | '》');
            if hedged && !listed && r.modifier.is_strong() {
                return Some(Tier::Figure);
            }
            if self.countable(r.end as usize) && !matches!(prev, '“' | '「' | '"') {
                return Some(Tier::Figure);
            }
            return Some(Tier::Weak);
        }
        // Chinese numerals.
        if first.bare {
            // 亿万, 千万: vague unless hedged or counted.
            let counted = hedged && first.value.is_some();
            let spread = self.text[at..first.end].windows(2).any(|w| matches!(w, ['亿', '万']));
            return (counted && !spread && !(first.end - at == 1 && r.modifier == Modifier::AtLeast && is_han(next)))
                .then_some(Tier::Figure);
        }
        if self.text[at..first.end].contains(&'点') {
            return Some(if hedged { Tier::Figure } else { Tier::Weak });
        }
        let big = first.magnitude && first.end - at >= 2;
        if big {
            // 三万五, 十七八万; 十二 alone is a word's part as often as a number.
            let sized = self.text[at..first.end].iter().any(|c| matches!(c, '百' | '千' | '万' | '亿'));
            if sized {
                return Some(Tier::Figure);
            }
            if let Some(end) = self.against(r.end as usize) {
                r.end = end as u32;
                r.kind = Kind::Index;
                r.value = None;
            }
            return Some(Tier::Weak);
        }
        let open = |c: char| !is_han(c) && !c.is_ascii_alphanumeric();
        let alone = (open(prev) || matches!(prev, '是' | '为' | '于'))
            && (open(next) || matches!(next, '这' | '那' | '个' | '而'));
        // 二分之, cut off
        let alone = alone || next == '分' && self.char(r.end as usize + 1) == '之';
        let marker = matches!(next, '、' | '.') || matches!((prev, next), ('(', ')'));
        (alone && !marker).then_some(Tier::Weak)
    }

    /// Whether it numbers the items of a list: 1. and 2、 where a line begins, (3) where a clause does.
    fn enumerates(&self, r: &Reading) -> bool {
        let (start, end) = (r.start as usize, r.end as usize);
        let short = end - start <= 2 && r.value2.is_none();
        let first = (0..start).rev().find(|&i| !is_space(self.text[i]));
        let before = first.map_or('\n', |i| self.text[i]);
        let (next, beyond) = (self.char(end), self.char(end + 1));
        // 注：1.生产总值…。2.户籍人口…
        let note = matches!(before, ':' | '。' | '；') && next == '.' && is_han(beyond);
        let line = before == '\n' && matches!(next, '.' | '、' | ')' | '．') && !beyond.is_ascii_digit();
        let bracket = before == '(' && next == ')' && {
            let open = first.and_then(|i| (0..i).rev().find(|&j| !is_space(self.text[j])));
            open.is_none_or(|j| matches!(self.text[j], '\n' | '。' | '；' | ';' | '：' | ':' | '，'))
        };
        short && (line || bracket || note)
    }

    /// Whether a noun of what is commonly counted stands right after: 85乡镇, 3,000民众.
    pub(super) fn countable(&self, at: usize) -> bool {
        COUNTABLE.at(self.text, at).is_some()
    }

    /// 1比3: where the second number ends.
    pub(super) fn against(&self, end: usize) -> Option<usize> {
        if self.char(end) != '比' {
            return None;
        }
        numeral::read(self.text, end + 1).map(|n| n.end)
    }

    /// Whether the words before say that a bare number measures something: 生师比12.1, 指数为105.3, 死亡率降至6.9.
    pub(super) fn rated(&self, r: &Reading) -> bool {
        let mut end = r.outer.0.min(r.start) as usize;
        // 指数（PMI）46.1
        if end > 0
            && self.text[end - 1] == ')'
            && let Some(open) = self.text[end.saturating_sub(12)..end].iter().rposition(|&c| c == '(')
        {
            end = end.saturating_sub(12) + open;
        }
        const LINKS: &[&str] = &[
            "为",
            "是",
            "达",
            "达到",
            "至",
            "到",
            "降至",
            "降到",
            "升至",
            "升到",
            "增至",
            "提高到",
            "提高至",
            "下降到",
            "上升到",
            "提升至",
            "提升到",
            "增加到",
            "只有",
            "仅为",
            "约为",
            "保持在",
            "稳定在",
            "控制在",
            "已达",
            "等于",
            "由",
            "从",
            "回升至",
            "回落至",
            "优于",
        ];
        for _ in 0..2 {
            match LINKS.iter().filter_map(|link| spelled::before(self.text, end, link)).min() {
                Some(start) => end = start,
                None => break,
            }
        }
        const NOUNS: &[&str] = &[
            "比",
            "比值",
            "指数",
            "率",
            "系数",
            "浓度",
            "密度",
            "得分",
            "评分",
            "分数",
            "均分",
            "平均分",
            "总分",
            "倍率",
            "PMI",
            "CPI",
            "PPI",
            "pH值",
            "值",
            "强度",
            "弹性",
            "水平",
            "总量",
            "数量",
            "总数",
            "人数",
            "户数",
            "次数",
            "件数",
            "数",
            "量",
            "评级",
        ];
        let noun = NOUNS.iter().any(|noun| spelled::before(self.text, end, noun).is_some());
        noun && !matches!(self.char(r.end as usize), '、' | ')' | '）')
    }
}
