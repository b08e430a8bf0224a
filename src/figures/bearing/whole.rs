//! What a part is a part of: the count before of which 其中306项 are some, 九成五 are mended or 277个 are dealt with.

use super::{Bearings, FAR, Range};
use crate::figures::grammar::{Reading, UnitText};
use crate::figures::units::{Sort, Units};
use crate::figures::{Direction, Kind, Tier, clause, numeral, spelled};

impl Bearings<'_> {
    /// What a count is a part of: one in the same unit that the sentence told before. 接入事项524项，其中306项; 抽检640批次，不合格9批次;
    /// 发现隐患285个，已堵住277个，余8个.
    pub(super) fn counted_before(&self, n: usize) -> Option<Range> {
        let r = &self.readings[n];
        let unit = self.counted_in(r)?;
        let start = r.outer.0.min(r.start) as usize;
        let nearest = (n.saturating_sub(6)..n).rev().find(|&b| {
            let before = &self.readings[b];
            self.counted_in(before) == Some(unit) && before.kind == r.kind && !self.moves_by(b)
        })?;
        let before = &self.readings[nearest];
        let end = before.outer.1.max(before.end) as usize;
        if start < end || start - end > FAR || self.has((end, start), "。！？；;\n") {
            return None;
        }
        let between: String = self.text[end..start].iter().collect();
        let last = between.rsplit(['，', ',']).next().unwrap_or_default().trim();
        // 33个乡镇市中，有28个
        let among = between.split(['，', ',']).next().unwrap_or_default();
        let has = |words: &str, any: &[&str]| any.iter().any(|word| words.contains(word));
        let lead = (before.start as usize).saturating_sub(8)..before.start as usize;
        let lead: String = self.text[lead].iter().collect();
        let within = ["其中", "当中", "除", "竟有"].iter().any(|word| last.starts_with(word))
            || between == last && (has(last, &["只有", "仅有", "中有", "里有"]))
            || among.ends_with(['中', '里']) && !among.starts_with('、') && last.chars().count() <= 8;
        let looked = looked_at(&lead) && (last.is_empty() || has(last, &["发现", "查出", "不合格", "问题"]));
        // 整改251处, 完成修补者1172项, 已分别恢复3598处
        let short = last.split(|c: char| c.is_ascii_digit()).next().unwrap_or_default();
        let doing = short.trim_end_matches(['者', '了', '出', '约', '近', '逾', '超', '仅', '达']);
        let stages: &[&str] = if r.kind == Kind::Money { &PAID } else { &STAGES };
        let handled = HANDLED.iter().any(|verb| doing.ends_with(verb)) && FOUND.iter().any(|verb| lead.contains(verb));
        // 退化林修复46.9万亩 mends something else.
        let stage = stages.iter().filter(|verb| !lead.contains(*verb)).filter_map(|verb| doing.strip_suffix(verb));
        let alone = |words: &str| words.is_empty() || THEN.iter().any(|word| words.ends_with(word));
        let done = handled || stage.into_iter().any(alone) && !has(&lead, &BUILT);
        // 未整改的145个, 噪音占6930宗, 余134项
        let told = last.trim_end_matches(['仅', '只', '有', '约', '近', '达', '共', '为']);
        let dated = |words: &str| words.ends_with(['年', '月', '日', '期', '末', '时']);
        let of = told.ends_with('占') || told.strip_suffix('的').is_some_and(|said| !dated(said));
        let of = of && !told.starts_with('、');
        let rest = ["其余", "余", "剩余", "尚余", "剩下"].iter().any(|word| last.starts_with(word));
        // 制作32部，3部获奖
        let says = self.says(n);
        let shared = (done || of || rest || says).then(|| self.whole_of_part(nearest, unit)).flatten();
        let whole = match shared {
            Some(whole) => whole,
            // 19项提前达标，7项滞后: side by side.
            None if says && self.says(nearest) => return None,
            None if within && r.kind == Kind::Count || looked || done || of || rest || says => before,
            None => return None,
        };
        let fits =
            whole.value.zip(r.value).is_some_and(|(whole, part)| if within { part < whole } else { part <= whole });
        let noun = clause::noun(self.text, whole.end as usize, start.min(whole.end as usize + 12));
        fits.then_some((whole.start as usize, noun.1.max(whole.end as usize)))
    }

    /// The unit of a count or an amount of money that is told.
    fn counted_in(&self, r: &Reading) -> Option<&[char]> {
        let UnitText::Words(from, to) = r.unit else { return None };
        let told = matches!(r.kind, Kind::Count | Kind::Money) && r.tier == Tier::Figure;
        told.then(|| &self.text[from as usize..to as usize])
    }

    /// Whether reading `b` tells by how much something moved, not what it is: 同比减少15起.
    fn moves_by(&self, b: usize) -> bool {
        let start = self.readings[b].outer.0.min(self.readings[b].start) as usize;
        let mut clause = self.text[..start].iter().rev().take(8).take_while(|c| !"，,、。；".contains(**c));
        self.known[b].direction.is_some() && clause.any(|c| matches!(c, '比' | '较'))
    }

    /// The whole that reading `b` is told to be a part of.
    fn whole_of_part(&self, b: usize, unit: &[char]) -> Option<&Reading> {
        let (from, _) = self.known[b].denominator?;
        let earlier = self.readings[b.saturating_sub(8)..b].iter();
        earlier.rev().find(|r| r.start as usize == from && self.counted_in(r) == Some(unit))
    }

    /// Whether a count opens its clause and what follows tells how these are, not what they are: 3部获奖, 17款被责令整改.
    fn says(&self, n: usize) -> bool {
        const VERBS: &str = "涉属获因被已未仍尚需须待不曾均逾滞正于充";
        const WORDS: [&str; 4] = ["提前", "达到", "来自", "标示"];
        let r = &self.readings[n];
        let before = (r.outer.0.min(r.start) as usize).checked_sub(1).map_or('\0', |i| self.text[i]);
        let end = r.outer.1.max(r.end) as usize;
        let word = |word: &&str| spelled::after(self.text, end, word).is_some();
        matches!(before, '，' | ',') && (VERBS.contains(self.char(end)) || WORDS.iter().any(word))
    }

    /// What a share is of that is told of the part before: 抽访200家，58家停用，占29%.
    pub(super) fn share_of_part(&self, n: usize) -> Option<Range> {
        let r = &self.readings[n];
        let part = n.checked_sub(1)?;
        let whole = self.known[part].denominator?;
        let (end, start) =
            (self.readings[part].outer.1.max(self.readings[part].end) as usize, r.outer.0.min(r.start) as usize);
        if r.unit != UnitText::Percent
            || r.tier != Tier::Figure
            || self.counted_in(&self.readings[part]).is_none()
            || start < end
        {
            return None;
        }
        let clause: String = self.text[end..start].iter().collect();
        let (_, last) = clause.rsplit_once(['，', ','])?;
        let share = matches!(last.trim_end_matches(['约', '近', '逾', '超', '比', '达']), "占")
            || last.starts_with('占') && last.ends_with("总数");
        let counted = self.readings[..part]
            .iter()
            .rev()
            .take(8)
            .any(|b| b.start as usize == whole.0 && self.counted_in(b).is_some());
        (share && counted && start - end <= FAR && !self.has((end, start), "。；\n")).then_some(whole)
    }

    /// What a share is of: the count that the sentence gave just before, with its noun. 查出漏洞2140个，逾九成五已修补.
    pub(super) fn whole(&self, n: usize, direction: Option<Direction>) -> Option<Range> {
        let r = &self.readings[n];
        let start = r.outer.0.min(r.start) as usize;
        // 九成二以上的依申请事项: of what follows.
        let end = r.outer.1.max(r.end) as usize;
        let follows = self.char(end) == '的'
            || self.has((end, (end + 3).min(self.text.len())), "以") && self.char(end + 2) == '的';
        if follows
            || r.kind != Kind::Percent
            || r.unit != UnitText::Percent
            || r.tier != Tier::Figure
            || direction.is_some()
        {
            return None;
        }
        let nearest = self.readings[..n].iter().rev().take(3).find(|b| matches!(b.kind, Kind::Count | Kind::Money));
        let before = self.readings[n.saturating_sub(3)..n].iter().rev().find(|b| {
            let counted = b.unit_id.is_some_and(|unit| Units::builtin().get(unit).sort == Sort::Classifier);
            counted && b.kind == Kind::Count && b.tier == Tier::Figure
        })?;
        let end = before.outer.1.max(before.end) as usize;
        if start < end || start - end > FAR || self.has((end, start), "。！？；;\n") {
            return None;
        }
        let noun = clause::noun(self.text, before.end as usize, start.min(before.end as usize + 12));
        // 接获7920宗网上内容投诉，97.4%在期限内处理: up to the comma, if little more is said.
        let to = (end..start).find(|&i| matches!(self.text[i], '，' | ',')).filter(|to| to - end <= 10);
        let noun = (noun.0, to.filter(|&to| !self.has((end, to), "的、了有占")).map_or(noun.1, |to| noun.1.max(to)));
        let between = (noun.1.max(end), start);
        let words: String = self.text[between.0.min(start)..start].iter().collect();
        let parts = ["其中", "当中", "，", ",", "中", "中有", "里有", "中，", "，其中", ",其中", "有", "里", "，已有"];
        let within = start > end && matches!(self.text[start - 1], '里' | '中');
        // 发现隐患2413处，整改率98.5%
        let lead: String = self.text[(before.start as usize).saturating_sub(6)..before.start as usize].iter().collect();
        let handled = HANDLED.iter().any(|verb| {
            let last = words.rsplit(['，', ',']).next().unwrap_or_default();
            let rate = last.contains(&format!("{verb}率")) || last.contains(&format!("{verb}完成率"));
            // 整改2377处 is not what its rate is of.
            rate && !lead.contains(verb)
        });
        // 抽查3.2万条，漏标率6.4%; 至今仍有半成未修补
        let last = words
            .rsplit(['，', ',', '、'])
            .next()
            .unwrap_or_default()
            .trim_end_matches(['约', '近', '逾', '超', '达', '为']);
        let looked = last.ends_with('率') && last.chars().count() <= 5 && looked_at(&lead);
        let still = last.ends_with('有') && last.chars().count() <= 5;
        // 床位38460张，其中医院占86.7%
        let among = ["其中", "当中"].iter().any(|word| last.starts_with(word))
            && (last.ends_with('占') || last.ends_with("贡献"))
            && nearest.is_some_and(|b| b.start == before.start);
        let part = within
            || looked
            || still
            || among
            || handled
            || parts.contains(&words.trim())
            || words.ends_with("的占")
            || words.ends_with("者占");
        let noun = if within { (noun.0, noun.1.min(start - 1)) } else { noun };
        let name = self.text[before.start as usize..noun.1.max(before.end as usize)]
            .iter()
            .any(|c| numeral::magnitude(*c).is_none());
        (part && name).then_some((before.start as usize, noun.1.max(before.end as usize)))
    }
}

/// What is done with things counted, of which rates are told.
const HANDLED: [&str; 8] = ["整改", "修补", "修复", "补强", "采纳", "销号", "办结", "化解"];

/// What becomes of some of the things that were found, asked for or begun.
const STAGES: [&str; 48] = [
    "接纳", "采纳", "堵住", "堵塞", "落实", "出租", "售出", "开工", "动工", "竣工", "完工", "投用", "启用", "完成",
    "抢通", "恢复", "调处", "调解", "结案", "处置", "处理", "回复", "答复", "侦破", "破获", "解决", "改善", "改正",
    "退还", "收回", "追回", "入住", "签约", "交付", "验收", "拆除", "更换", "到岗", "留用", "延期", "逾期", "扑灭",
    "通过", "获批", "核准", "整改", "修补", "修复",
];

/// What may stand before these.
const THEN: [&str; 14] =
    ["已", "均", "完成", "年内", "督促", "期满", "分别", "成功", "现", "全部", "及时", "当场", "目前", "按期"];

/// What becomes of some of a sum.
const PAID: [&str; 3] = ["退回", "退还", "缴回"];

/// Stages of building, none of which is a part of the other.
const BUILT: [&str; 6] = ["开工", "动工", "竣工", "完工", "投用", "启用"];

/// Looking at things one by one, of which some are found to be so.
const LOOKED: [&str; 24] = [
    "抽访", "抽样", "抽验", "复查", "稽查", "查核", "核查", "评估", "筛查", "抽查", "抽检", "检查", "检测", "走访",
    "受访", "访问", "调查", "排查", "抽测", "检验", "暗访", "巡查", "监测", "测试",
];

/// Finding or receiving things, which are then dealt with.
const FOUND: [&str; 9] = ["发现", "查出", "检出", "排查", "摸排", "找出", "揪出", "受理", "收到"];

fn looked_at(lead: &str) -> bool {
    LOOKED.iter().any(|verb| lead.contains(verb))
}
