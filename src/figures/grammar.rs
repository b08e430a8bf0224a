//! The grammar of figures: numeral → suffix → unit → hedges → range → what the whole is worth.
//!
//! One pass over the folded text. What a figure is about is found afterwards, in [`super::context`].

use std::sync::LazyLock;

use rust_decimal::Decimal;

use super::dates::{self, When, Year};
use super::exact::Exact;
use super::lexicon::Lexicon;
use super::numeral::{self, Number};
use super::units::{Sort, Units};
use super::{Kind, Modifier, Tier, hedges, words};

/// A unit as it stands in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitText {
    None,
    /// Every percent.
    Percent,
    Points,
    /// Places of the text, without white space inside.
    Words(u32, u32),
}

/// A numeral with its unit and hedge: all that its own surroundings say.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    pub start: u32,
    pub end: u32,
    pub num_start: u32,
    pub num_end: u32,
    pub value: Option<Decimal>,
    pub value2: Option<Decimal>,
    pub unit: UnitText,
    pub unit_id: Option<u16>,
    pub kind: Kind,
    pub modifier: Modifier,
    pub tier: Tier,
    pub when: Option<When>,
    /// `每百户`, `/10万`, `万元地区生产总值`: where the denominator stands that qualifies this number.
    pub denominator: Option<(u32, u32)>,
    /// The words of the hedges begin and end here; the number stands between.
    pub outer: (u32, u32),
}

/// What a character may begin.
const NUMERAL: u8 = 1;
const DATE: u8 = 2;
const FIXED: u8 = 4;
const HALF: u8 = 8;

static STARTS: LazyLock<Box<[u8]>> = LazyLock::new(|| {
    let mut starts = vec![0u8; 0x1_0000].into_boxed_slice();
    let mut set = |c: char, flag: u8| {
        if let Some(slot) = starts.get_mut(c as usize) {
            *slot |= flag;
        }
    };
    for c in "0123456789.零〇一二三四五六七八九十百千万亿兆两壹贰叁肆伍陆柒捌玖拾廿卅卌".chars()
    {
        set(c, NUMERAL | DATE);
    }
    dates::BEGINNINGS.chars().for_each(|c| set(c, DATE));
    words::beginnings().for_each(|c| set(c, FIXED));
    set('半', HALF);
    starts
});

/// Words that begin with a character which by itself is a unit.
const WORDS: &str = "\
分之 分别 分布 分管 分享 分工 分类 分级 分行 分公 分局 分支 分期 分层 分批 分阶 分区 分配 分析 分开 分割 分散 分中 分院 度假 度过 度夏 度冬 度量 里程 里面 里外 里的 元素 元件 元月 元旦 元宵 \
元首 元老 元宇 元代 元朝 口岸 口罩 口号 口碑 口径 口味 口粮 口腔 口语 面积 面对 面临 面向 面貌 面料 面上 面世 面粉 行动 行政 行业 行人 行程 行列 行为 行车 行使 行李 头条 头部 头痛 头脑 大关 \
重点 重大 重要 重庆 重型 重视 重复 重新 代表 代理 代办 代码 代价 代替 品牌 品种 品类 品质 品德 目标 目录 目前 目的 目光 号召 号称 号码 关于 关键 关系 关注 关心 关停 关闭 关怀 关税 关爱 环境 \
环保 环节 环卫 手机 手段 手续 手册 手术 手工 子女 子公 子项 子系 步骤 步行 步入 步伐 步道 站在 站上 居民 居住 居全 居家 课题 课程 课堂 课后 题材 题目 题为 字节 排放 排名 排污 排查 科技 科学 \
科研 科室 科普 科级 国家 国有 国内 国际 国企 国务 国道 国债 国外 国民 村民 村级 村庄 村干 村集 村委 村支 市民 市场 市级 市值 市区 市委 市政 县级 县域 县城 县委 区域 区级 区间 区块 区分 区议 \
区位 库存 库容 桥梁 路网 路线 路段 路径 路灯 路由 路面 路口 包括 包含 包装 包保 包干 属于 属地 令人 支持 支付 支出 支援 支撑 支柱 支部 通过 通车 通航 通信 通知 通道 通报 通行 通用 通电 通水 \
通气 通达 通办 通网 通关 通位 通于 通列 通居 通置 通移 单位 单项 单独 单一 单个 种植 种养 种业 种子 种粮 门槛 门诊 门户 门店 门票 组织 组建 组成 台湾 台北 台中 台南 台胞 台风 台商 台资 台账 \
出口 出台 出现 出资 出生 出让 出租 出行 出版 对象 对口 对外 对接 对于 对应 对照 对比 对标 对策 本市 本省 本地 本人 本科 本级 本报 本次 本土 本区 本县 场所 场景 场馆 场地 处理 处置 处罚 处于 \
处分 处长 处级 期间 期限 期望 期货 期末 期待 方面 方案 方式 方向 方法 方针 方便 方阵 方位 方言 方略 方可 人民 人才 人工 人均 人类 人力 人事 人文 人大 人社 人物 人性 人居 人机 大学 大约 大概 \
大家 大量 大型 大幅 大小 大力 大众 大部 大批 案例 案卷 案情 案场 省级 省委 省内 省外 发展 发放 发布 发生 发电 发明 发现 发行 发票 发言 发出 发起 类似 班子 层次 层面 名优 名称 名录 名单 名列 \
名牌 名胜 名义";

static BEGUN: LazyLock<Lexicon<()>> = LazyLock::new(|| Lexicon::forwards(WORDS.split_whitespace().map(|w| (w, ()))));

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
字 关口 底线 红线";

static COUNTABLE: LazyLock<Lexicon<()>> =
    LazyLock::new(|| Lexicon::forwards(COUNTED.split_whitespace().map(|w| (w, ()))));
static PART: LazyLock<Lexicon<()>> = LazyLock::new(|| Lexicon::forwards(PARTS.split_whitespace().map(|w| (w, ()))));

/// Finds every numeral of a folded text. `republic`: numbers such as 112年 are years of the Republic of China.
pub fn scan(text: &[char], republic: bool) -> Vec<Reading> {
    let mut scanner = Scanner {
        text,
        units: Units::builtin(),
        out: Vec::with_capacity(text.len() / 40),
        dates: dates::Context { republic, year: Year::Open, last: None },
        table: Table::default(),
        pending: None,
    };
    scanner.run();
    scanner.out
}

struct Scanner<'a> {
    text: &'a [char],
    units: &'static Units,
    out: Vec<Reading>,
    dates: dates::Context,
    table: Table,
    /// A denominator that the next number of the sentence takes.
    pending: Option<(u32, u32)>,
}

/// Cells of a table that was written in one line, with ｜ between them.
#[derive(Default)]
struct Table {
    /// The line that was looked at.
    line: Option<(usize, usize)>,
    /// Start of each cell.
    cells: Vec<usize>,
    columns: usize,
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c) || ('\u{3400}'..='\u{4dbf}').contains(&c) || c == '〇'
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{3000}' | '\u{a0}' | '\t')
}

fn is_stop(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '!' | '?' | '\n' | '；' | ';')
}

impl Scanner<'_> {
    fn char(&self, at: usize) -> char {
        self.text.get(at).copied().unwrap_or('\0')
    }

    fn prev(&self, at: usize) -> char {
        if at == 0 { '\0' } else { self.text[at - 1] }
    }

    fn run(&mut self) {
        let starts = &**STARTS;
        let mut at = 0;
        while at < self.text.len() {
            let c = self.text[at];
            let flags = starts.get(c as usize).copied().unwrap_or(0);
            if flags == 0 {
                if is_stop(c) {
                    self.pending = None;
                }
                at += 1;
                continue;
            }
            at = self.step(at, flags);
        }
    }

    fn step(&mut self, at: usize, flags: u8) -> usize {
        if flags & DATE != 0
            && let Some(end) = self.date(at)
        {
            return end;
        }
        if flags & FIXED != 0
            && let Some(len) = self.fixed(at)
        {
            return at + len;
        }
        if flags & HALF != 0 {
            return self.half(at).unwrap_or(at + 1);
        }
        if flags & NUMERAL != 0 {
            return self.number(at).unwrap_or(at + 1).max(at + 1);
        }
        at + 1
    }

    /// A fixed expression, unless what follows makes a number of its numeral.
    fn fixed(&self, at: usize) -> Option<usize> {
        let len = words::fixed(self.text, at)?;
        let (last, next, after) = (self.char(at + len - 1), self.char(at + len), self.char(at + len + 1));
        let numerals = |c: char| numeral::digit(c).is_some() || numeral::magnitude(c).is_some();
        let word = &self.text[at..at + len];
        let fraction = last == '分' && next == '之' || next == '分' && after == '之';
        let goes_on = numerals(next) && (word.iter().all(|&c| numerals(c)) || last == '点');
        // 上千家 counts; 千家 alone does not.
        let hedged = len == 2
            && numeral::magnitude(word[0]).is_some_and(|p| p > 1)
            && hedges::before(self.text, at, true).is_some_and(|(_, m)| m != Modifier::Exact);
        (!fraction && !goes_on && !hedged).then_some(len)
    }

    fn date(&mut self, at: usize) -> Option<usize> {
        let c = self.char(at);
        // 3,012年, 10.5月: digits in the middle of a number.
        if c == '.' {
            return None;
        }
        let found = dates::at(self.text, at, &self.dates)?;
        if let Some(when) = found.when {
            self.dates.year = when.from.year;
            if when.to.is_some() || when.from.month > 0 {
                self.dates.last = Some(when);
            } else if !found.bare {
                self.dates.last = Some(when);
            }
        }
        let (modifier, outer) = self.date_hedge(at, found.end, found.range);
        let quoted = matches!(self.prev(at), '“' | '"' | '「') && !found.range && self.char(found.end) == '”';
        let tier = if found.bare || quoted { Tier::Weak } else { Tier::Time };
        self.out.push(Reading {
            start: at as u32,
            end: found.end as u32,
            num_start: at as u32,
            num_end: found.end as u32,
            value: None,
            value2: None,
            unit: UnitText::None,
            unit_id: None,
            kind: Kind::Date,
            modifier,
            tier,
            when: found.when,
            denominator: None,
            outer,
        });
        Some(found.end)
    }

    fn date_hedge(&self, start: usize, end: usize, range: bool) -> (Modifier, (u32, u32)) {
        let outer = (start as u32, end as u32);
        if range {
            return (Modifier::Range, outer);
        }
        let word = |at: usize, word: &str| word.chars().enumerate().all(|(i, c)| self.char(at + i) == c);
        let ends = |word: &str| {
            let len = word.chars().count();
            start >= len && word.chars().eq(self.text[start - len..start].iter().copied())
        };
        if ["或之前", "或以前", "(含)前"].iter().any(|w| word(end, w)) {
            return (Modifier::By, outer);
        }
        if word(end, "前") && !word(end, "前后") || word(end, "之前") || word(end, "以前") {
            return (Modifier::Before, (start as u32, end as u32 + 1));
        }
        for cue in ["截至", "截止到", "截止至", "截止", "截到", "到", "至", "不迟于", "不晚于", "最迟", "迟至"]
        {
            if ends(cue) {
                return (Modifier::By, (start as u32 - cue.chars().count() as u32, outer.1));
            }
        }
        (Modifier::Exact, outer)
    }

    /// 半年, 半小时, 半个月; 半 of what is no time is a word.
    fn half(&mut self, at: usize) -> Option<usize> {
        let prev = self.prev(at);
        if prev == '一'
            || prev == '过'
            || prev == '大'
            || prev == '上'
            || prev == '下'
            || numeral::magnitude(prev).is_some()
        {
            return None;
        }
        let from = if self.char(at + 1) == '多' { at + 2 } else { at + 1 };
        let (len, unit) = self.units.at(self.text, from)?;
        let info = self.units.get(unit);
        if info.sort != Sort::Duration || matches!(self.char(from), '日' | '夜' | '晚' | '周') {
            return None;
        }
        let value = Decimal::new(5, 1);
        let mut reading = self.blank(at, at + 1);
        reading.value = Some(value);
        reading.unit = UnitText::Words(from as u32, (from + len) as u32);
        reading.unit_id = Some(unit);
        reading.end = (from + len) as u32;
        self.duration(&mut reading);
        let end = reading.end as usize;
        self.out.push(reading);
        Some(end)
    }

    fn blank(&self, start: usize, end: usize) -> Reading {
        Reading {
            start: start as u32,
            end: end as u32,
            num_start: start as u32,
            num_end: end as u32,
            value: None,
            value2: None,
            unit: UnitText::None,
            unit_id: None,
            kind: Kind::Count,
            modifier: Modifier::Exact,
            tier: Tier::Figure,
            when: None,
            denominator: None,
            outer: (start as u32, end as u32),
        }
    }

    /// Hedges and tail of a span of time.
    fn duration(&self, r: &mut Reading) {
        r.kind = Kind::Duration;
        r.tier = Tier::Time;
        self.hedge(r, false);
        let end = r.end as usize;
        if r.modifier == Modifier::AtMost && self.char(end) != '以' || self.char(end) == '内' {
            r.modifier = Modifier::Within;
        } else if self.char(end) == '以' && self.char(end + 1) == '内' {
            r.modifier = Modifier::Within;
        }
        if r.value2.is_some() {
            r.modifier = Modifier::Range;
        }
        let (a, b) = (self.char(end), self.char(end + 1));
        match (a, b) {
            ('以', '来') => r.end += 2,
            ('前' | '后' | '来', _) if !(a == '来' && is_han(b) && matches!(b, '到' | '自' | '临' | '源')) => {
                r.end += 1
            }
            _ => {}
        }
    }

    /// Reads the number at `at` and what belongs to it; returns where to go on.
    fn number(&mut self, at: usize) -> Option<usize> {
        let prev = self.prev(at);
        if let Some(end) = self.label(at, prev) {
            return Some(end);
        }
        let number = numeral::read(self.text, at)?;
        // 数百, 几十, 好几万: no number.
        if matches!(prev, '数' | '几' | '若') && (number.bare || self.char(at) == '十') {
            return Some(self.skip_unit(number.end));
        }
        if number.broken {
            let mut r = self.blank(at, number.end);
            r.tier = Tier::Weak;
            self.out.push(r);
            return Some(number.end);
        }
        if let Some(end) = self.percent_of(at, &number) {
            return Some(end);
        }
        let span_of_time = || {
            self.units.at(self.text, number.end).is_some_and(|(_, unit)| self.units.get(unit).sort == Sort::Duration)
        };
        if prev == '第' || (prev == '首' && self.char(number.end) != '次' && !span_of_time()) {
            return Some(self.ordinal(at - 1, at, number));
        }
        if self.char(number.end) == ':'
            && let Some(end) = self.ratio(at, number.end)
        {
            return Some(end);
        }
        if prev == '前' && !number.magnitude_word() && self.text.get(at.wrapping_sub(2)) != Some(&'目') {
            if let Some(end) = self.leading(at, &number) {
                return Some(end);
            }
        }
        if let Some(end) = self.every(at, prev, &number) {
            return Some(end);
        }
        Some(self.measured(at, number))
    }

    fn skip_unit(&self, at: usize) -> usize {
        let at = if matches!(self.char(at), '多' | '余') { at + 1 } else { at };
        self.units.at(self.text, at).map_or(at, |(len, _)| at + len)
    }

    /// Names made of letters and digits, 1+3+N, 7×24, 〔2018〕8号, 4·15: where they end.
    fn label(&mut self, at: usize, prev: char) -> Option<usize> {
        let c = self.char(at);
        let digits_end = |from: usize| (from..).find(|&i| !self.char(i).is_ascii_digit()).unwrap_or(from);
        if !c.is_ascii_digit() {
            // “五·一”, “九·一八”
            if matches!(self.char(at + 1), '·' | '•') && numeral::digit(self.char(at + 2)).is_some() {
                return Some(at + 3);
            }
            return None;
        }
        if prev.is_ascii_alphabetic() && !self.currency_before(at) && !self.glued_list(at) {
            let end = (at..).find(|&i| {
                !self.char(i).is_ascii_alphanumeric()
                    && !(matches!(self.char(i), '.' | '-') && self.char(i + 1).is_ascii_alphanumeric())
            });
            return end;
        }
        let before = if at > 1 { self.text[at - 2] } else { '\0' };
        if matches!(prev, '-' | '/' | '_' | '.') && before.is_ascii_alphabetic() {
            return Some(digits_end(at));
        }
        if matches!(prev, '〔' | '[' | '【' | '(' | '﹝') {
            let end = digits_end(at);
            let closes = matches!(self.char(end), '〕' | ']' | '】' | ')' | '﹞');
            if closes && numeral::begins(self.text, end + 1) {
                let number_end = digits_end(end + 1);
                if self.char(number_end) == '号' {
                    return Some(number_end + 1);
                }
            }
        }
        let end = digits_end(at);
        match self.char(end) {
            '·' | '•' => {
                let second = digits_end(end + 1);
                if second == end + 1 {
                    return None;
                }
                let value = |from: usize, to: usize| {
                    self.text[from..to].iter().fold(0u32, |v, &c| (v * 10 + (c as u32 - 48)).min(9999))
                };
                let (month, day) = (value(at, end), value(end + 1, second));
                if (1..=12).contains(&month) && (1..=31).contains(&day) {
                    let mut r = self.blank(at, second);
                    r.kind = Kind::Date;
                    r.tier = Tier::Weak;
                    let date = dates::Date { year: Year::Open, month: month as u8, day: day as u8 };
                    r.when = Some(When { from: date, to: None });
                    self.out.push(r);
                }
                Some(second)
            }
            '+' if self.char(end + 1).is_ascii_alphanumeric() => {
                (end..).find(|&i| !self.char(i).is_ascii_alphanumeric() && self.char(i) != '+')
            }
            '×' | '*' | '✕' if self.char(end + 1).is_ascii_digit() => Some(self.skip_unit(digits_end(end + 1))),
            ':' => self.ratio(at, end),
            _ => None,
        }
    }

    /// 6.9:37.4:55.7: shares of a whole, without one value.
    fn ratio(&mut self, at: usize, first: usize) -> Option<usize> {
        let mut end = first;
        while self.char(end) == ':' && numeral::begins(self.text, end + 1) {
            end = numeral::read(self.text, end + 1)?.end;
        }
        if end == first {
            return None;
        }
        let mut r = self.blank(at, end);
        r.kind = Kind::Index;
        r.tier = Tier::Weak;
        self.out.push(r);
        Some(end)
    }

    /// Digits right after a word of Latin letters that is no label: a list such as GDP3.5万亿 is written so.
    fn glued_list(&self, at: usize) -> bool {
        let number = numeral::read(self.text, at);
        let letters = self.text[..at].iter().rev().take_while(|c| c.is_ascii_alphabetic()).count();
        letters >= 2 && number.is_some_and(|n| n.magnitude)
    }

    fn currency_before(&self, at: usize) -> bool {
        self.sign(at).is_some()
    }

    /// A currency sign that ends at `at`: where it begins, and its unit.
    fn sign(&self, at: usize) -> Option<(usize, u16)> {
        let mut end = at;
        while end > 0 && is_space(self.text[end - 1]) {
            end -= 1;
        }
        for len in [3, 2, 1] {
            let Some(from) = end.checked_sub(len) else { continue };
            let word = &self.text[from..end];
            let signs = word.iter().all(|&c| c.is_ascii_uppercase() || matches!(c, '$' | '¥' | '￥' | '€' | '£'));
            let open = from > 0 && self.text[from - 1].is_ascii_alphanumeric();
            if !signs || open || (len == 1 && word[0].is_ascii_uppercase()) {
                continue;
            }
            if let Some((found, unit)) = self.units.at(self.text, from)
                && found == len
                && self.units.get(unit).sort == Sort::Money
            {
                return Some((from, unit));
            }
        }
        None
    }

    /// 百分之九十, 三分之二, 千分之三.
    fn percent_of(&mut self, at: usize, whole: &Number) -> Option<usize> {
        let mut i = whole.end;
        let skip = |mut i: usize| {
            while is_space(self.char(i)) && i < whole.end + 6 {
                i += 1;
            }
            i
        };
        i = skip(i);
        // 百 and 分 may be torn apart by the numeral that ends before them.
        if self.char(i) != '分' && self.char(i) != '份' {
            return None;
        }
        i = skip(i + 1);
        if self.char(i) == '之' {
            i = skip(i + 1);
        } else if whole.bare && self.char(i) == '百' && whole.value == Some(Exact::int(100)) {
            // 百分百
        } else {
            // 三分一, 四分三: Hong Kong's fractions, of single digits.
            let single = |at: usize| numeral::digit(self.char(at)).is_some_and(|d| d > 0);
            let plain = whole.end == at + 1 && single(at) || (whole.end == at + 1 && self.char(at) == '十');
            let less = numeral::digit(self.char(at)).unwrap_or(10) > numeral::digit(self.char(i)).unwrap_or(10);
            if !plain || !single(i) || !less || single(i + 1) || matches!(self.char(i + 1), '分' | '刻' | '秒') {
                return None;
            }
        }
        let negative = self.char(i) == '负';
        if negative {
            i += 1;
        }
        let part = numeral::read(self.text, i)?;
        let of = whole.value?.decimal()?;
        let share = |value: Option<Exact>| {
            let value = value?.decimal()?;
            let share = value.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(of)?;
            Some(share.round_dp(10).normalize())
        };
        let mut r = self.blank(at, part.end);
        let simple = whole.bare || whole.magnitude;
        if simple {
            r.num_start = i as u32;
        }
        r.num_end = part.end as u32;
        r.value = share(part.value);
        r.value2 = share(part.high);
        r.kind = Kind::Percent;
        r.unit = UnitText::Percent;
        let mut end = part.end;
        if matches!(self.char(end), '多' | '余' | '几') {
            r.modifier = Modifier::Over;
            end += 1;
            r.end = end as u32;
        }
        // 百分之五到百分之十
        if matches!(self.char(end), '至' | '到' | '-' | '~')
            && let Some(second) = numeral::read(self.text, end + 1)
        {
            let mut j = second.end;
            let value = if self.char(j) == '分' && self.char(j + 1) == '之' {
                let part = numeral::read(self.text, j + 2);
                part.and_then(|p| {
                    j = p.end;
                    share(p.value)
                })
            } else {
                share(second.value)
            };
            if value.is_some() {
                r.value2 = value;
                r.end = j as u32;
                r.num_end = j as u32;
            }
        }
        self.hedge(&mut r, false);
        let end = r.end as usize;
        r.denominator = self.pending.take();
        self.out.push(r);
        Some(end)
    }

    fn ordinal(&mut self, start: usize, at: usize, number: Number) -> usize {
        let mut end = number.end;
        let mut r = self.blank(start, end);
        r.num_start = at as u32;
        r.num_end = number.end as u32;
        r.value = number.value.and_then(Exact::decimal);
        if let Some((len, unit)) = self.units.at(self.text, end) {
            r.unit = UnitText::Words(end as u32, (end + len) as u32);
            r.unit_id = Some(unit);
            end += len;
        }
        r.end = end as u32;
        r.kind = Kind::Ordinal;
        r.tier = Tier::Ordinal;
        self.out.push(r);
        end
    }

    /// 前10名 is a rank, 前8个月 a span of time.
    fn leading(&mut self, at: usize, number: &Number) -> Option<usize> {
        let (len, unit) = self.units.at(self.text, number.end).unwrap_or((0, 0));
        let sort = (len > 0).then(|| self.units.get(unit).sort);
        if sort == Some(Sort::Duration) {
            return None;
        }
        let rank = len == 0 || matches!(self.char(number.end), '名' | '位' | '强' | '列' | '大' | '个' | '佳' | '十');
        rank.then(|| self.ordinal(at - 1, at, *number))
    }

    /// 每万人, 每3.8名青壮年, 万元GDP: a number that divides.
    fn every(&mut self, at: usize, prev: char, number: &Number) -> Option<usize> {
        let open = number.bare
            && matches!(prev, '\0' | '\n' | '，' | ',' | '。' | '；' | '、' | '位' | '规' | '全' | '市' | '省' | '的');
        if prev == '每' || (prev == '按' && number.bare) {
            let (len, unit) = self.units.at(self.text, number.end).unwrap_or((0, 0));
            let time = len > 0 && self.units.get(unit).sort == Sort::Duration;
            if time {
                return None;
            }
            let noun = self.noun_end(number.end + len);
            self.pending = Some((at as u32 - 1, noun as u32));
            return Some((number.end + len).max(at + 1));
        }
        // 万人口全科医生数, 万人发明专利拥有量
        let crowd = matches!(
            (self.char(number.end), self.char(number.end + 1)),
            ('人', '口' | '拥' | '发' | '专' | '律' | '床')
        );
        if number.bare && crowd && number.end == at + 1 {
            let end = number.end + if self.char(number.end + 1) == '口' { 2 } else { 1 };
            self.pending = Some((at as u32, end as u32));
            return Some(end);
        }
        if number.bare && self.char(number.end) == '元' && open || (number.bare && self.char(number.end) == '元') {
            let rest: String = self.text[number.end + 1..].iter().take(6).collect();
            let goods = ["地区生产总值", "国内生产总值", "GDP", "工业增加值", "生产总值", "产值", "增加值", "规上"];
            if let Some(good) = goods.iter().find(|g| rest.starts_with(**g)) {
                let end = number.end + 1 + good.chars().count();
                self.pending = Some((at as u32, end as u32));
                return Some(end);
            }
        }
        None
    }

    /// Where a short noun after a denominator's unit ends: 每百户居民拥有 → after 居民.
    fn noun_end(&self, at: usize) -> usize {
        let mut end = at;
        while end < at + 6 && is_han(self.char(end)) {
            let rest = &self.text[end..];
            let verb = [
                "拥有", "有", "中", "的", "达", "为", "是", "约", "平均", "年", "可", "配", "扶", "发", "发生", "占",
                "需", "不", "补", "奖", "就",
            ]
            .iter()
            .any(|v| v.chars().enumerate().all(|(i, c)| rest.get(i) == Some(&c)));
            if verb {
                return end;
            }
            end += 1;
        }
        if end == at + 6 || is_han(self.char(end)) { at } else { end.min(at + 4).max(at) }
    }

    fn measured(&mut self, at: usize, first: Number) -> usize {
        let mut r = self.blank(at, first.end);
        let mut value = first.value;
        let mut high = first.high;
        let mut over = first.over;
        let mut end = first.end;
        let mut last = first;
        // A sign: -2.4, 负1.5亿; a minus after a letter or digit is a dash.
        let prev = self.prev(at);
        let before = if at > 1 { self.text[at - 2] } else { '\0' };
        let minus = prev == '负' && !matches!(before, '担' | '肩' | '背' | '抱' | '胜')
            || (matches!(prev, '-' | '−')
                && first.arabic
                && !before.is_ascii_alphanumeric()
                && !is_han(before)
                && before != ')'
                && before != '%')
            || (matches!(prev, '-' | '−')
                && first.arabic
                && matches!(before, '为' | '是' | '至' | '到' | '达' | '率' | '幅' | '速' | '额' | '润' | '长' | '比'));
        let start = if minus { at - 1 } else { at };
        if let Some((sign, unit)) = self.sign(start) {
            r.start = sign as u32;
            r.unit = UnitText::Words(
                sign as u32,
                (sign..start).rev().find(|&i| !is_space(self.text[i])).map_or(start, |i| i + 1) as u32,
            );
            r.unit_id = Some(unit);
            r.kind = Kind::Money;
        } else {
            r.start = start as u32;
        }
        // 25K
        if first.arabic && matches!(self.char(end), 'k' | 'K') && !self.char(end + 1).is_ascii_alphanumeric() {
            value = value.and_then(|v| v.shifted(3));
            end += 1;
        }
        // Suffix before the unit.
        let suffix = self.suffix(end, &first);
        if suffix > end {
            over = true;
            end = suffix;
        }
        let number_end = if over && suffix > first.end { first.end } else { end };
        r.num_end = number_end as u32;
        let mut unit = self.unit(end, &first, r.unit_id.is_some());
        let mut unit_end = unit.map_or(end, |u| u.end);
        // A range: 30—50元, 60%~80%, 5万-30万元, 2至3个.
        let mut ranged = high.is_some();
        let mut low_add = None;
        if !ranged && let Some((to, second)) = self.second(at, end, unit_end, &unit, &first) {
            let to_unit_end = {
                let s = self.suffix(second.end, &second);
                over |= s > second.end;
                s
            };
            let unit2 = self.unit(to_unit_end, &second, r.unit_id.is_some());
            let agree = match (&unit, &unit2) {
                (None, _) => true,
                (Some(a), Some(b)) => a.same(b),
                (Some(_), None) => false,
            };
            let rising = match (value.and_then(Exact::decimal), second.value.and_then(Exact::decimal)) {
                (Some(a), Some(b)) => {
                    let scaled = !first.magnitude && second.tail > 0;
                    let shift =
                        if scaled { second.value.map(|_| 10i128.pow(second.tail)).map(Decimal::from) } else { None };
                    let low =
                        if let Some(shift) = shift { b.checked_div(shift).is_some_and(|core| a < core) } else { false };
                    if low {
                        value = value.and_then(|v| v.shifted(second.tail));
                    }
                    // 增加9,100人至368万人 tells the change, then the level.
                    let apart = unit.is_some_and(|u| !matches!(u.text, UnitText::Percent))
                        && b > a * Decimal::TEN
                        && !first.magnitude
                        && second.magnitude
                        && scaled;
                    value.and_then(Exact::decimal).is_some_and(|a| a < b) && !(apart && !low)
                }
                _ => false,
            };
            let _to = to;
            if agree && rising {
                high = second.value;
                ranged = true;
                last = second;
                r.num_end = if matches!(unit2.map(|u| u.text), Some(UnitText::Percent)) {
                    second.end as u32
                } else {
                    to_unit_end as u32
                };
                r.num_end = r.num_end.min(second.end as u32);
                end = to_unit_end;
                low_add = unit.and_then(|u| u.add);
                unit = unit2;
                unit_end = unit.map_or(end, |u| u.end);
            } else if agree && !rising && !first.magnitude {
                value = first.value;
            }
        }
        let number = |e: Option<Exact>| {
            let d = e?.decimal()?;
            Some(if minus { -d } else { d })
        };
        r.value = number(value);
        r.value2 = number(high);
        r.end = unit_end as u32;
        if let Some(unit) = unit {
            if r.kind == Kind::Money && r.unit_id.is_some() && !matches!(unit.text, UnitText::Words(..)) {
                // $5%: the percent wins nothing.
            } else if r.kind != Kind::Money || r.unit_id.is_none() {
                r.unit = unit.text;
                r.unit_id = unit.id;
                r.kind = unit.kind;
            }
            let factor = unit.factor;
            if factor != Decimal::ONE {
                r.value = r.value.and_then(|v| v.checked_mul(factor)).map(|v| v.normalize());
                r.value2 = r.value2.and_then(|v| v.checked_mul(factor)).map(|v| v.normalize());
            }
            let high_add = unit.add.filter(|_| ranged);
            if let Some(add) = high_add {
                r.value2 = r.value2.and_then(|v| v.checked_add(add)).map(|v| v.normalize());
            }
            if let Some(add) = if ranged && r.value2.is_some() && first.high.is_none() { low_add } else { unit.add } {
                r.value = r.value.and_then(|v| v.checked_add(if minus { -add } else { add })).map(|v| v.normalize());
            }
            over |= unit.over;
            r.denominator = unit.denominator;
        }
        if over {
            r.modifier = Modifier::Over;
        }
        if ranged {
            r.modifier = Modifier::Range;
        }
        if r.denominator.is_none() {
            r.denominator = self.pending;
            if r.denominator.is_some() && !matches!(unit.map(|u| u.sort), Some(Some(Sort::Duration))) {
                self.pending = None;
            }
        }
        let sort = unit.and_then(|u| u.sort);
        if sort == Some(Sort::Duration) {
            if !first.arabic
                && first.bare
                && r.modifier == Modifier::Exact
                && hedges::before(self.text, at, true).is_none()
            {
                r.tier = Tier::Weak;
                r.kind = Kind::Duration;
                let end = r.end as usize;
                self.out.push(r);
                return end;
            }
            self.duration(&mut r);
            let end = r.end as usize;
            self.out.push(r);
            return end;
        }
        self.hedge(&mut r, first.bare);
        let tier = self.tier(at, &first, &last, &mut r, sort);
        let mut end = (r.end as usize).max(at + 1);
        if let Some((from, to)) = r.denominator
            && from as usize == end
        {
            end = to as usize;
        }
        if let Some(tier) = tier {
            r.tier = tier;
            if r.value.is_none() && tier == Tier::Figure {
                r.tier = Tier::Weak;
            }
            self.shared(&r, &last);
            self.out.push(r);
        }
        end
    }

    /// After 多, 余, 几, 来, + where they mean "and more".
    fn suffix(&self, end: usize, number: &Number) -> usize {
        let c = self.char(end);
        let next = self.char(end + 1);
        let unit = self.units.at(self.text, end + 1).is_some();
        let fits = match c {
            '多' | '余' => {
                unit || !is_han(next)
                    || next == '元'
                    || (number.magnitude && !matches!(next, '样' | '元' | '年' | '种' | '次' | '数' | '于' | '功'))
                    || (number.arabic && c == '余')
            }
            '几' => number.magnitude && (unit || !is_han(next)),
            '来' => number.magnitude && unit && !number.arabic,
            '+' => number.arabic && !next.is_ascii_alphanumeric(),
            _ => false,
        };
        if fits { end + 1 } else { end }
    }

    /// The second number of a range, if one stands after the first (and its unit): where it begins, and it.
    fn second(
        &self,
        at: usize,
        end: usize,
        unit_end: usize,
        unit: &Option<UnitFound>,
        first: &Number,
    ) -> Option<(usize, Number)> {
        let mut i = if unit.is_some() { unit_end } else { end };
        while is_space(self.char(i)) && i < unit_end + 2 {
            i += 1;
        }
        let c = self.char(i);
        let mut to = i + 1;
        match c {
            '-' | '~' => {
                if self.char(to) == c {
                    to += 1;
                }
            }
            '至' | '到' => {
                if unit.is_some() && self.prev_word(at) && !self.between(to) {
                    return None;
                }
            }
            _ => return None,
        }
        while is_space(self.char(to)) && to < i + 3 {
            to += 1;
        }
        // $3,000至$5,000
        let from = to;
        while matches!(self.char(to), '$' | '¥' | '￥' | '€' | '£') && to < from + 1 && self.sign(at).is_some() {
            to += 1;
        }
        if to == from && self.currency_before(to) {
            return None;
        }
        let second = numeral::read(self.text, to)?;
        (!second.broken
            && second.high.is_none()
            && (second.arabic == first.arabic || first.magnitude || second.magnitude || c == '至'))
            .then_some((to, second))
    }

    /// Whether the second number of a range is followed by 不等 or 之间.
    fn between(&self, to: usize) -> bool {
        let Some(second) = numeral::read(self.text, to) else { return false };
        let end = self.units.at(self.text, second.end).map_or(second.end, |(len, _)| second.end + len);
        matches!((self.char(end), self.char(end + 1)), ('不', '等') | ('之', '间') | ('间', _))
    }

    /// Whether 由 or 从 stands shortly before: then 到 tells a change, not a range.
    fn prev_word(&self, at: usize) -> bool {
        self.text[..at].iter().rev().take(6).any(|c| matches!(c, '由' | '从'))
    }

    /// 25、40和60.5万亩: the numbers before share magnitude and unit.
    fn shared(&mut self, r: &Reading, number: &Number) {
        if let (UnitText::Points, Some(before)) = (r.unit, self.out.last_mut())
            && before.unit_id.is_some_and(|unit| &*self.units.get(unit).id == "个")
            && matches!(
                self.text[(before.end as usize).min(r.start as usize)..r.start as usize],
                ['和'] | ['、'] | ['与']
            )
        {
            // 分别高1.1个和0.8个百分点
            before.kind = Kind::Percent;
            before.unit = UnitText::Points;
            before.unit_id = None;
        }
        if r.tier != Tier::Figure || r.unit_id.is_none() || r.value2.is_some() {
            return;
        }
        let mut next = r.start as usize;
        for i in (0..self.out.len()).rev() {
            let before = &self.out[i];
            let between = &self.text[(before.end as usize).min(next)..next];
            let linked = matches!(between, ['、'] | ['和'] | ['与'] | ['及'] | ['，'] | [','] | ['、', ' ']);
            let bare = before.unit == UnitText::None
                && before.unit_id.is_none()
                && matches!(before.kind, Kind::Count)
                && before.value.is_some();
            let comma = matches!(between, ['，'] | [',']);
            let chinese = self.text[before.num_start as usize..before.num_end as usize].iter().any(|&c| is_han(c));
            if !linked || !bare || chinese || comma {
                break;
            }
            let scale = Decimal::from(10i64.pow(number.tail.min(18)));
            let (kind, unit, unit_id) = (r.kind, r.unit, r.unit_id);
            let before = &mut self.out[i];
            next = before.start as usize;
            before.value = before.value.and_then(|v| v.checked_mul(scale)).map(|v| v.normalize());
            before.tier = Tier::Figure;
            before.kind = kind;
            before.unit = unit;
            before.unit_id = unit_id;
        }
    }
}

/// A unit that was found after a number.
#[derive(Clone, Copy, Debug)]
struct UnitFound {
    end: usize,
    text: UnitText,
    id: Option<u16>,
    kind: Kind,
    sort: Option<Sort>,
    /// What the value is multiplied by: 10 for 三成.
    factor: Decimal,
    /// What is added to the value: 5 for 六成五, 0.5 for 一吨半.
    add: Option<Decimal>,
    over: bool,
    denominator: Option<(u32, u32)>,
}

impl UnitFound {
    fn same(&self, other: &Self) -> bool {
        match (self.text, other.text) {
            (UnitText::Words(..), UnitText::Words(..)) => self.id == other.id,
            (a, b) => a == b,
        }
    }
}

impl Scanner<'_> {
    fn unit(&self, end: usize, number: &Number, money: bool) -> Option<UnitFound> {
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
                let over = self.char(at + 1) == '多';
                return Some(UnitFound { over, ..percent(at + 1 + usize::from(over), Decimal::ONE) });
            }
            '‰' => return Some(percent(at + 1, Decimal::new(1, 1))),
            '‱' => return Some(percent(at + 1, Decimal::new(1, 2))),
            '成' => return self.tenths(at, number, percent(at + 1, Decimal::TEN)),
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
        for word in ["个基点", "基点"] {
            if self.text[at.min(self.text.len())..].iter().take(word.chars().count()).copied().eq(word.chars()) {
                let end = at + word.chars().count();
                return Some(UnitFound {
                    factor: Decimal::new(1, 2),
                    ..found(end, UnitText::Points, None, Kind::Percent, None)
                });
            }
        }
        for (word, kind) in [("个一百分点", Kind::Percent), ("倍", Kind::Index), ("番", Kind::Index)] {
            if self.text[at.min(self.text.len())..].iter().take(word.chars().count()).copied().eq(word.chars()) {
                let mut end = at + word.chars().count();
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
        let (mut len, mut unit) = self.units.at(self.text, at)?;
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
            && let Some((second, _)) = self
                .units
                .at(self.text, end_at + 1)
                .or_else(|| per(&self.text[(end_at + 1).min(self.text.len())..]).map(|l| (l, 0)))
            && matches!(sort, Sort::Measure | Sort::Money | Sort::Classifier)
        {
            end_at += 1 + second;
            while matches!(self.char(end_at), '·' | '/' | '.')
                && let Some((third, _)) = self.units.at(self.text, end_at + 1)
            {
                end_at += 1 + third;
            }
            len = end_at - at;
        }
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
        Some(u)
    }

    /// 半 and 多 after a unit, and smaller money: 一吨半, 两年多, 五元三毛.
    fn after_unit(&self, u: &mut UnitFound, sort: Sort, number: &Number) {
        let next = self.char(u.end);
        let after = self.char(u.end + 1);
        let measured = matches!(sort, Sort::Measure | Sort::Duration | Sort::Money) || self.char(u.end - 1) == '个';
        if next == '半' && measured && !matches!(after, '导' | '径' | '岛' | '成' | '数') {
            u.add = Some(Decimal::new(5, 1));
            u.end += 1;
            // 一个半小时
            if self.char(u.end - 2) == '个'
                && let Some((len, unit)) = self.units.at(self.text, u.end)
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

    /// 三成, 六成五, 七八成; but not 三成员.
    fn tenths(&self, at: usize, number: &Number, unit: UnitFound) -> Option<UnitFound> {
        let next = self.char(at + 1);
        if matches!(
            next,
            '员' | '立'
                | '果'
                | '功'
                | '为'
                | '本'
                | '就'
                | '品'
                | '都'
                | '绩'
                | '长'
                | '效'
                | '熟'
                | '交'
                | '套'
                | '份'
        ) {
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
            let open = numeral::magnitude(self.char(at + 1 + count)).is_none()
                && !(matches!(self.char(at + 1 + count), '.' | ',') && self.char(at + 2 + count).is_ascii_digit());
            let counts =
                self.units.at(self.text, at + 1 + count).is_some() && !matches!(self.char(at + 1 + count), '以' | '多');
            if (1..=2).contains(&count) && digit(at + 1) != Some(0) && open && !counts {
                let value = (0..count).fold(0u32, |v, i| v * 10 + u32::from(digit(at + 1 + i).unwrap_or(0)));
                unit.add = Some(Decimal::new(value.into(), count as u32 - 1));
                unit.end = at + 1 + count;
            }
        }
        if matches!(self.char(unit.end), '多' | '余') {
            unit.over = true;
            unit.end += 1;
        }
        Some(unit)
    }

    /// The hedges on both sides.
    fn hedge(&self, r: &mut Reading, bare: bool) {
        let mut start = r.start as usize;
        // A currency's name before the number: 人民币叁仟元, 新台币15亿元.
        for name in ["人民币", "新台币", "港币", "美金", "台币", "折合人民币", "欧元", "美元", "港元"]
        {
            let len = name.chars().count();
            if start >= len && self.text[start - len..start].iter().copied().eq(name.chars()) {
                if r.kind == Kind::Money
                    && matches!(r.unit, UnitText::Words(..))
                    && let Some((_, unit)) = self.units.at(self.text, start - len)
                    && self.char(r.unit_start()) == '元'
                {
                    r.unit_id = Some(unit);
                } else if r.kind == Kind::Count
                    && r.unit == UnitText::None
                    && let Some((found, unit)) = self.units.at(self.text, start - len)
                {
                    r.kind = Kind::Money;
                    r.unit_id = Some(unit);
                    r.unit = UnitText::Words((start - len) as u32, (start - len + found) as u32);
                }
                start -= len;
                break;
            }
        }
        let left = hedges::before(self.text, start, bare);
        let mut end = r.end as usize;
        if is_space(self.char(end)) && end > 0 {
            end += 1;
        }
        let right = hedges::after(self.text, end);
        if let Some((from, _)) = left {
            r.outer.0 = from as u32;
        } else {
            r.outer.0 = start as u32;
        }
        r.outer.1 = right.map_or(r.end, |(to, _)| to as u32);
        if r.modifier == Modifier::Range {
            return;
        }
        let said = [left.map(|(_, m)| m), right.map(|(_, m)| m)];
        let hedged = said.into_iter().flatten().find(|m| *m != Modifier::Exact);
        if let Some(modifier) = hedged {
            if r.modifier == Modifier::Exact || !matches!(modifier, Modifier::About) {
                r.modifier = modifier;
            }
        } else if r.modifier == Modifier::Exact {
            let clause = (0..r.start as usize).rev().take(14).take_while(|&i| {
                let c = self.text[i];
                is_han(c) && !numeral::begins(self.text, i)
            });
            if let Some(from) = clause.last()
                && let Some(modifier) = hedges::afar(&self.text[from..r.start as usize])
            {
                r.modifier = modifier;
            }
        }
    }

    /// What the whole is worth; `None` if it is part of a word.
    fn tier(&mut self, at: usize, first: &Number, last: &Number, r: &mut Reading, sort: Option<Sort>) -> Option<Tier> {
        let hedged = r.modifier != Modifier::Exact;
        let lone = !first.arabic && !first.magnitude && first.high.is_none();
        let value = first.value.and_then(Exact::decimal);
        let one = lone && self.char(at) == '一';
        let zero = value == Some(Decimal::ZERO);
        let small = !first.arabic && value.is_some_and(|v| v <= Decimal::from(30)) && !first.over;
        if matches!(r.kind, Kind::Percent | Kind::Index) {
            return Some(Tier::Figure);
        }
        if sort == Some(Sort::Structural) {
            let next = self.char(r.end as usize);
            // 三大体系; 五大 alone, or a size such as 8大 at the end of a clause.
            if self.char(r.unit_start()) == '大' && !is_han(next) && !matches!(next, '“' | '「') {
                return first.arabic.then_some(Tier::Structural);
            }
            return Some(Tier::Structural);
        }
        if sort == Some(Sort::Rank) {
            return Some(Tier::Ordinal);
        }
        if r.kind == Kind::Money && sort.is_none() {
            return Some(Tier::Figure);
        }
        let Some(sort) = sort else {
            return self.bare(at, first, last, r, hedged);
        };
        if r.unit_id.is_some_and(|u| &*self.units.get(u).dimension == "age") && hedged && !first.bare {
            // An age class, unless the age is what is required.
            let after = self.char(r.outer.1 as usize);
            let class = r.value2.is_none() && (is_han(after) && !matches!(after, '的' | '者' | '方' | '可' | '为'));
            if class || after == '的' {
                return Some(Tier::Weak);
            }
        }
        if first.bare && r.value2.is_none() && !first.arabic {
            // 百亿元企业 is a size; 投入百亿元 at the end of its clause is an amount.
            let amount = sort == Sort::Money
                && !is_han(self.char(r.end as usize))
                && !matches!(self.prev(at), '每' | '按' | '以' | '、' | '“' | '「');
            return Some(if hedged || amount { Tier::Figure } else { Tier::Weak });
        }
        if one && matches!(sort, Sort::Classifier) || (zero && lone) {
            return Some(Tier::Weak);
        }
        if one
            && sort == Sort::Measure
            && matches!(self.char(r.unit_start()), '方' | '里' | '度' | '升' | '担' | '两' | '克')
            && r.end - r.start == 2
        {
            return Some(Tier::Weak);
        }
        if small && sort == Sort::Classifier && !hedged && r.value2.is_none() && self.structure(r) {
            r.kind = Kind::Structural;
            return Some(Tier::Structural);
        }
        Some(Tier::Figure)
    }

    /// Whether a small number counts the parts of a scheme: 四个平台, 五项机制, 三峡、五股及八里三区.
    fn structure(&self, r: &Reading) -> bool {
        let unit = self.char(r.unit_start());
        if matches!(unit, '区' | '县' | '市' | '省' | '镇' | '乡' | '村' | '国' | '校' | '院' | '州' | '局' | '园')
            && r.end - r.num_end == 1
        {
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

    /// A numeral without a unit.
    fn bare(&mut self, at: usize, first: &Number, last: &Number, r: &mut Reading, hedged: bool) -> Option<Tier> {
        let (prev, next) = (self.prev(r.start as usize), self.char(r.end as usize));
        let ranged = r.value2.is_some();
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
        let alone =
            (open(prev) || matches!(prev, '是' | '为' | '于')) && (open(next) || matches!(next, '这' | '那' | '个'));
        let marker = matches!(next, '、' | '.') || matches!((prev, next), ('(', ')'));
        (alone && !marker).then_some(Tier::Weak)
    }

    /// Whether a noun of what is commonly counted stands right after: 85乡镇, 3,000民众.
    fn countable(&self, at: usize) -> bool {
        COUNTABLE.at(self.text, at).is_some()
    }

    /// 1比3: where the second number ends.
    fn against(&self, end: usize) -> Option<usize> {
        if self.char(end) != '比' {
            return None;
        }
        numeral::read(self.text, end + 1).map(|n| n.end)
    }

    /// Whether the words before say that a bare number measures something: 生师比12.1, 指数为105.3, 死亡率降至6.9.
    fn rated(&self, r: &Reading) -> bool {
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
            let found = LINKS
                .iter()
                .filter(|l| {
                    let len = l.chars().count();
                    end >= len && self.text[end - len..end].iter().copied().eq(l.chars())
                })
                .map(|l| l.chars().count())
                .max();
            match found {
                Some(len) => end -= len,
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
        let tail = &self.text[..end];
        let noun = NOUNS.iter().any(|n| {
            let len = n.chars().count();
            tail.len() >= len && tail[tail.len() - len..].iter().copied().eq(n.chars())
        });
        noun && !matches!(self.char(r.end as usize), '、' | ')' | '）')
    }

    /// A number that fills a cell of a table written with ｜ or tabs; takes the header's %.
    fn cell(&mut self, at: usize, r: &mut Reading) -> bool {
        let bar = |c: char| matches!(c, '｜' | '|' | '\t' | '︱' | '│' | '┃' | '∣' | '￨' | '¦');
        let before = (0..r.start as usize)
            .rev()
            .find(|&i| !matches!(self.text[i], ' ' | '\u{3000}'))
            .map_or('\0', |i| self.text[i]);
        if !bar(before) {
            return false;
        }
        let line_start = match self.table.line {
            Some((from, to)) if (from..to).contains(&at) => from,
            _ => self.text[..at].iter().rposition(|&c| c == '\n').map_or(0, |i| i + 1),
        };
        if self.table.line.is_none_or(|(from, to)| !(from..to).contains(&at)) {
            let line_end = self.text[at..].iter().position(|&c| c == '\n').map_or(self.text.len(), |i| at + i);
            self.table.line = Some((line_start, line_end));
            self.table.cells = std::iter::once(line_start)
                .chain((line_start..line_end).filter(|&i| bar(self.text[i])).map(|i| i + 1))
                .collect();
            let numeric = self.table.cells.iter().position(|&cell| {
                let c = (cell..line_end).find(|&i| !is_space(self.text[i])).map_or(' ', |i| self.text[i]);
                c.is_ascii_digit() || c == '-'
            });
            // The first cell of the first row of data names the row.
            self.table.columns = numeric.map_or(0, |n| n.saturating_sub(1));
        }
        let here = self.table.cells.partition_point(|&cell| cell <= at).saturating_sub(1);
        if self.table.columns > 1 {
            let head = self.table.cells[here % self.table.columns];
            let head_end = self.table.cells.get(here % self.table.columns + 1).copied().unwrap_or(self.text.len());
            let header = &self.text[head..head_end];
            if header.contains(&'%') {
                r.kind = Kind::Percent;
                r.unit = UnitText::Percent;
            }
        }
        true
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
    words
        .iter()
        .filter(|w| w.chars().enumerate().all(|(i, c)| rest.get(i) == Some(&c)))
        .map(|w| w.chars().count())
        .max()
}

impl Reading {
    /// Where the words of the unit begin; past the number if it has none.
    fn unit_start(&self) -> usize {
        match self.unit {
            UnitText::Words(start, _) => start as usize,
            _ => self.end as usize,
        }
    }
}

impl Modifier {
    fn is_strong(self) -> bool {
        matches!(
            self,
            Modifier::Over
                | Modifier::About
                | Modifier::AboutUnder
                | Modifier::Under
                | Modifier::AtMost
                | Modifier::AtLeast
        )
    }
}

impl Number {
    /// 前百强, 前千名 are no times.
    fn magnitude_word(&self) -> bool {
        self.bare
    }
}
