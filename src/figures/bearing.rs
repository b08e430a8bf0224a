//! Which way a figure moves and what it is divided by: 增至, 少了, 户均, 每餐, and the whole that a share is of.
//!
//! Reads the words between the clause's start and the number. Knows nothing of subjects.

mod whole;

use std::sync::LazyLock;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::grammar::{Reading, UnitText};
use super::lexicon::Lexicon;
use super::units::{Sort, Units};
use super::{Direction, Kind, Tier, exact, hedges, numeral, syntax};

/// A range of places of the folded text.
type Range = (usize, usize);

/// How a figure stands to what it was and to what it is a part of.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bearing {
    pub direction: Option<Direction>,
    /// New over old.
    pub factor: Option<Decimal>,
    pub denominator: Option<Range>,
}

/// The bearings of a text's readings, asked for in their order.
pub struct Bearings<'a> {
    text: &'a [char],
    readings: &'a [Reading],
    /// Those of the readings before.
    known: Vec<Bearing>,
}

/// How far back words are looked for, in code points.
const NEAR: usize = 24;
/// How far back a share's whole may stand.
const FAR: usize = 60;

impl<'a> Bearings<'a> {
    pub fn new(text: &'a [char], readings: &'a [Reading]) -> Self {
        Self { text, readings, known: Vec::with_capacity(readings.len()) }
    }

    /// The bearing of the next reading, whose clause begins at `clause`.
    pub fn next(&mut self, clause: usize) -> Bearing {
        let bearing = self.of(self.known.len(), clause);
        self.known.push(bearing);
        bearing
    }

    fn of(&self, n: usize, clause: usize) -> Bearing {
        let r = &self.readings[n];
        if r.kind == Kind::Date || matches!(r.tier, Tier::Ordinal | Tier::Structural) {
            return Bearing::default();
        }
        let start = r.outer.0.min(r.start) as usize;
        let last = n.checked_sub(1).map(|b| (&self.readings[b], &self.known[b]));
        // 由2019年的12.6万亩扩大到2023年的20.1万亩: the date is passed over.
        let before = (n.saturating_sub(3)..n).rev().find(|&b| self.readings[b].kind != Kind::Date);
        let before = before.map(|b| (&self.readings[b], &self.known[b]));
        let from = last.map_or(clause, |(b, _)| clause.max((b.outer.1.max(b.end) as usize).min(start)));
        let direction = self.direction(r, before, clause, (from.max(start.saturating_sub(NEAR)), start));
        let own = r.denominator.map(|(a, b)| (a as usize, b as usize));
        let denominator = own
            .or_else(|| self.denominator(clause.max(start.saturating_sub(NEAR)), start))
            .filter(|range| {
                before.is_none_or(|(b, known)| known.denominator != Some(*range) || self.goes_on(b, known, r))
            })
            // 单日送客357万人次 tells of one day, not of each.
            .filter(|&(from, to)| self.text[from..to] != ['单', '日'])
            // 年均气温 tells of a year as a whole.
            .filter(|&(from, to)| self.text[from..to] != ['年', '均'] || !"气浓值湿温利".contains(self.char(to)))
            .filter(|&(from, to)| r.kind != Kind::Percent || self.divides_share((from, to), start, direction))
            .or_else(|| before.filter(|(b, known)| self.goes_on(b, known, r)).and_then(|(_, known)| known.denominator))
            .or_else(|| self.each_after(r))
            .or_else(|| self.share_of_part(n))
            .or_else(|| self.whole(n, direction))
            .or_else(|| self.counted_before(n))
            // 是搬迁前的三倍: so many times what it was, not of each.
            .filter(|_| r.kind != Kind::Index);
        Bearing { direction, factor: self.factor(r, direction, start), denominator }
    }

    fn char(&self, at: usize) -> char {
        self.text.get(at).copied().unwrap_or('\0')
    }

    fn has(&self, (from, to): Range, any: &str) -> bool {
        self.text[from.min(to)..to].iter().any(|c| any.contains(*c))
    }

    fn direction(
        &self,
        r: &Reading,
        before: Option<(&Reading, &Bearing)>,
        clause: usize,
        (from, start): Range,
    ) -> Option<Direction> {
        if r.value.is_some_and(|v| v.is_sign_negative()) && r.kind == Kind::Percent && r.value2.is_none() {
            return Some(Direction::Down);
        }
        let said = (from..start).rev().find_map(|at| {
            let (len, &(direction, object)) = MOVES.at(self.text, at)?;
            let object = match object {
                Object::None => false,
                Object::Any => true,
                Object::Share => r.kind == Kind::Percent,
            };
            let rest = ((at + len).min(start), start);
            let whole = at + len <= r.start as usize && !self.part_of_word(at, len);
            let index = self.text[at] != '翻' || r.kind == Kind::Index || len > 1;
            direction.filter(|_| whole && index && (self.links(rest) || (object && self.is_noun(rest))))
        });
        // 跌穿22元: the hedge itself tells a movement.
        let hedge = || {
            let (direction, _) = *MOVES.exact(self.text, start, (r.start as usize).saturating_sub(start))?;
            direction
        };
        said.or_else(hedge)
            .or_else(|| self.more_or_less((from.max(clause), start), clause, r.kind))
            .or_else(|| self.saved(r, (from, start)))
            .or_else(|| before.and_then(|(b, known)| self.changed(b, known, r)))
            .or_else(|| self.named_before(clause, (from.min(start), r.start as usize)))
            .or_else(|| self.named_after(r))
    }

    /// 减 in 加减, 升 in 提升班, 增 in 新增长点: a word of one character must stand for itself.
    fn part_of_word(&self, at: usize, len: usize) -> bool {
        let before = at.checked_sub(1).map_or('\0', |i| self.text[i]);
        len == 1
            && matches!(
                (before, self.text[at]),
                ('加' | '消' | '节' | '宽', '减')
                    | ('毫' | '公', '升')
                    | ('参' | '增' | '追' | '附' | '另' | '外' | '更', '加')
                    | ('空' | '投', '降')
            )
    }

    /// Whether a share is a share of each: 亩均节水15%; not 每年增长20%, nor a share of something else further on.
    fn divides_share(&self, (from, to): Range, start: usize, direction: Option<Direction>) -> bool {
        let time = self.text[from..to].iter().any(|c| matches!(c, '年' | '月' | '日' | '天' | '周' | '季'));
        let near = if self.char(to - 1) == '均' && !time { 2 } else { 6 };
        start - to.min(start) <= near && !(time && direction.is_some()) && !self.has((to, start), "总")
    }

    /// Whether only words of arriving and of degree stand here: 增至, 降到约, 增长了近.
    fn links(&self, (from, to): Range) -> bool {
        let mut at = from;
        while at < to {
            let Some((len, ())) = LINKS.at(self.text, at).filter(|(len, ())| at + len <= to) else { return false };
            at += len;
        }
        true
    }

    /// Whether a short noun stands here: 新增[学位]4.86万个. A verb of its own would say something else.
    fn is_noun(&self, range: Range) -> bool {
        const LONGEST: usize = 10;
        let words = &self.text[range.0..range.1];
        words.len() <= LONGEST
            && words.iter().all(|c| c.is_alphanumeric() || "“”「」、".contains(*c))
            && !self.has(range, "的达为是占由从比较")
            && !words.iter().any(char::is_ascii_digit)
    }

    /// 同比少了, 较往年多赚: more or less than what is compared with.
    fn more_or_less(&self, (from, start): Range, clause: usize, kind: Kind) -> Option<Direction> {
        let at = (from..start).rev().find(|&i| matches!(self.text[i], '多' | '少' | '高' | '低'))?;
        let outside = at.checked_sub(1).map_or('\0', |i| self.text[i]);
        let word = matches!(
            outside,
            '最' | '至' | '许' | '不' | '众' | '很' | '诸' | '减' | '缺' | '繁' | '提' | '升' | '降' | '新'
        );
        let verb = self.text[at + 1..start].iter().copied().find(|c| !"了出约近逾超达".contains(*c));
        let verb =
            verb.is_none_or(|c| start - at <= 4 && "花赚挣收领拿走跑产卖得付缴交填印抽排报用烧耗投运".contains(c));
        let compared = ["比", "较", "同比", "环比", "按年", "按月", "每", "平均", "再"]
            .iter()
            .any(|word| self.find((clause.max(at.saturating_sub(NEAR)), at), word));
        // 报案少了四成: a share says itself what it is compared with.
        let compared = compared
            || kind == Kind::Percent && self.char(at + 1) == '了' && matches!(self.text[at], '多' | '少')
            // 订单多三倍
            || kind == Kind::Index && at + 1 == start && self.text[at] == '多';
        let noun = matches!(self.char(at + 1), '于' | '达' | '度' | '压' | '校' | '空' | '铁');
        if word || !verb || !compared || noun {
            return None;
        }
        Some(if matches!(self.text[at], '多' | '高') { Direction::Up } else { Direction::Down })
    }

    fn find(&self, (from, to): Range, word: &str) -> bool {
        let len = word.chars().count();
        from < to && self.text[from..to].windows(len).any(|w| w.iter().copied().eq(word.chars()))
    }

    /// 亩均节水15%: what is saved is less.
    fn saved(&self, r: &Reading, (from, start): Range) -> Option<Direction> {
        let at = (from..start).rev().find(|&i| self.text[i] == '节')?;
        let saved = matches!(self.char(at + 1), '水' | '电' | '能' | '肥' | '药' | '油' | '本' | '支' | '约' | '省');
        (r.kind == Kind::Percent && saved && self.links((at + 2, start))).then_some(Direction::Down)
    }

    /// Whether `r` is what `before` became: 由60元调高为75元, 从15天压到2.5天.
    fn became(&self, before: &Reading, r: &Reading) -> bool {
        let (from, to) = ((before.outer.1.max(before.end)) as usize, r.start as usize);
        let lead = before.start.saturating_sub(16) as usize;
        let left = (lead..before.outer.0.min(before.start) as usize).rev();
        let stem = left.take_while(|&i| !matches!(self.text[i], '，' | ',' | '。' | '；' | '\n')).any(|i| {
            matches!(self.text[i], '由' | '从' | '自')
                || (self.text[i] == '原' && matches!(self.char(i + 1), '来' | '先' | '需' | '本' | '有' | '定' | '为'))
        });
        let alike = before.kind == r.kind
            && match (before.unit, r.unit) {
                (UnitText::Words(..), UnitText::Words(..)) => before.unit_id == r.unit_id,
                (a, b) => a == b,
            };
        let bridge = from <= to
            && to - from <= 12
            && !self.has((from, to), "，,。；;：、\n")
            && self.has((from, to), "到至为成只仅变剩升降增减调");
        stem && alike && bridge
    }

    fn changed(&self, before: &Reading, known: &Bearing, r: &Reading) -> Option<Direction> {
        let between = &self.text[(before.end as usize).min(r.start as usize)..r.start as usize];
        // 提升2.3个百分点至54.1%
        // 分别增长6.5%、7.2%和5.8%
        let listed = matches!(between, ['、' | '和' | '与' | '及']) && before.kind == r.kind;
        if listed || matches!(between, ['至' | '到']) {
            return known.direction;
        }
        if !self.became(before, r) {
            return None;
        }
        match before.value?.cmp(&r.value?) {
            std::cmp::Ordering::Less => Some(Direction::Up),
            std::cmp::Ordering::Greater => Some(Direction::Down),
            std::cmp::Ordering::Equal => None,
        }
    }

    /// 跌幅最大，达一成半: the clause before names the movement.
    fn named_before(&self, clause: usize, (from, start): Range) -> Option<Direction> {
        let alone = from == clause && start > clause && self.links((clause, start));
        if !alone || clause < 2 || !matches!(self.text[clause - 1], '，' | ',') {
            return None;
        }
        let far = clause.saturating_sub(12);
        (far..clause - 1).rev().find_map(|at| {
            let rise = self.char(at + 1) == '幅' && matches!(self.text[at], '增' | '涨' | '升' | '加');
            let fall = self.char(at + 1) == '幅' && matches!(self.text[at], '跌' | '降' | '减');
            if rise { Some(Direction::Up) } else { fall.then_some(Direction::Down) }
        })
    }

    /// 录得36.2%的明显升幅, 分别录得13.7%及40.2%的升幅: what the share is of names the movement.
    fn named_after(&self, r: &Reading) -> Option<Direction> {
        const LISTED: usize = 4;
        const DEGREES: [&str; 12] =
            ["明显", "显著", "大幅", "较大", "较快", "轻微", "可观", "平稳", "稳定", "实质", "平均", "高速"];
        if !matches!(r.kind, Kind::Percent | Kind::Index) {
            return None;
        }
        let mut end = r.outer.1.max(r.end) as usize;
        let next = self.readings.partition_point(|other| other.start <= r.start);
        for other in self.readings[next..].iter().take(LISTED) {
            let between = self.text.get(end..other.start as usize).unwrap_or_default();
            if !matches!(between, ['、' | '及' | '和' | '与'] | ['以', '及']) || other.kind != r.kind {
                break;
            }
            end = other.outer.1.max(other.end) as usize;
        }
        let of = self.char(end) == '的';
        let from = end + usize::from(of);
        let degree = DEGREES.iter().find(|word| word.chars().enumerate().all(|(i, c)| self.char(from + i) == c));
        let from = from + degree.map_or(0, |word| word.chars().count());
        let (len, &(direction, _)) = MOVES.at(self.text, from)?;
        // 占50%增长5% goes on to another number.
        let another =
            || self.readings[next..].iter().any(|other| (from..from + len + 3).contains(&(other.start as usize)));
        direction.filter(|_| len > 1 && (of || !another()))
    }

    fn factor(&self, r: &Reading, direction: Option<Direction>, start: usize) -> Option<Decimal> {
        if r.kind != Kind::Index || r.tier != Tier::Figure {
            return None;
        }
        let UnitText::Words(unit, _) = r.unit else { return None };
        let value = r.value?;
        match self.char(unit as usize) {
            '番' => {
                let whole = value.to_u32().filter(|w| *w <= 20 && Decimal::from(*w) == value)?;
                Some(Decimal::from(2u64.pow(whole)))
            }
            '倍' => {
                // 增长1.8倍; 是2015年的3.2倍, 增至三倍; 认购倍数21.3倍 compares nothing.
                let onto = start > 0 && matches!(self.text[start - 1], '到' | '至' | '为' | '成' | '的');
                match direction {
                    Some(Direction::Up) if !onto => value.checked_add(Decimal::ONE),
                    Some(Direction::Up) | None if onto => Some(value),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// 每亩, 户均, 每人每月 between the two places.
    fn denominator(&self, from: usize, start: usize) -> Option<Range> {
        let at = |at: usize| syntax::denominator(self.text, at, start).or_else(|| self.implied(at, start));
        let (mut a, b) = (from..start).rev().find_map(|i| at(i).map(|len| (i, i + len)))?;
        // 每人每月 is one.
        while let Some(earlier) = (from..a).find(|&i| at(i).is_some_and(|len| i + len == a)) {
            a = earlier;
        }
        Some((a, b))
    }

    /// What one of is paid for: 126元一只, 8块钱一份.
    fn each_after(&self, r: &Reading) -> Option<Range> {
        let end = r.end as usize;
        if r.kind != Kind::Money || r.tier != Tier::Figure || self.char(end) != '一' {
            return None;
        }
        let (len, unit) = Units::builtin().at(self.text, end + 1)?;
        let sort = Units::builtin().get(unit).sort;
        let whole = !matches!(self.char(end + 1 + len), '性' | '并' | '定' | '般')
            && numeral::digit(self.char(end + 1 + len)).is_none();
        (matches!(sort, Sort::Classifier | Sort::Measure | Sort::Duration) && whole).then_some((end, end + 1 + len))
    }

    /// How long the word at `at` is that says by itself what is divided by: 时速, 呎租, 月补贴, 一天拦下.
    fn implied(&self, at: usize, start: usize) -> Option<usize> {
        if !matches!(self.text[at], '时' | '呎' | '年' | '月' | '百' | '一') {
            return None;
        }
        let before = at.checked_sub(1).map_or('\0', |i| self.text[i]);
        let next = if at + 1 < start { self.char(at + 1) } else { '\0' };
        let third = if at + 2 < start { self.char(at + 2) } else { '\0' };
        let numeric = before.is_ascii_digit() || numeral::digit(before).is_some() || before == '个';
        match self.text[at] {
            '时' if matches!(next, '速' | '薪') && before != '小' => Some(1),
            '呎' if matches!(next, '租' | '价') => Some(1),
            '年' if matches!(next, '销' | '送' | '输' | '耗' | '办' | '培')
                || (next, third) == ('会', '诊')
                || next == '减' && matches!(third, '少' | '排') =>
            {
                let named = "去今明前后全当本上半每同次该新往近学按".contains(before);
                (!numeric && !named && third != '售').then_some(1)
            }
            // ，年营业额41亿元
            '年' if matches!(before, '，' | ',' | '、' | '；' | '。' | '\n')
                && next.is_alphabetic()
                && !"均度底初内前来末终报检纪应利化满增减升跌涨降龄轻货关级长画夜节味俗中轮休宵第".contains(next) =>
            {
                Some(1)
            }
            // ，月缴存额4,726元
            '月' if matches!(before, '，' | ',' | '；' | '。' | '\n')
                && next.is_alphabetic()
                && !"末初底均份内前来报度中旬刊饼球嫂台色老季终增减升跌涨降票薪入".contains(next) =>
            {
                Some(1)
            }
            '月' if matches!(next, '补' | '产' | '销' | '租' | '跑' | '供' | '耗' | '领' | '标') => {
                let named = "每上本当下该首末单按".contains(before);
                (!numeric && !named && third != '售').then_some(1)
            }
            '百' if next == '公' && third == '里' && matches!(self.char(at + 4), '耗') => Some(3),
            '一' if !numeric && !"第这那有同近前每统万百千唯单逐任某哪另其首不".contains(before) =>
            {
                let len = if matches!(next, '天' | '日' | '晚') {
                    2
                } else if matches!((next, third), ('分', '钟') | ('小', '时')) {
                    3
                } else {
                    return None;
                };
                let does = self.char(at + len);
                let rest = at + len < start && does.is_alphabetic() && !"内的前后里来以左到至之多时一".contains(does);
                rest.then_some(len)
            }
            _ => None,
        }
    }

    /// Whether an amount goes on with the rate told before: 每亩每年十元，集体所有的提到16元.
    fn rate_again(&self, before: &Reading, known: &Bearing, r: &Reading) -> bool {
        const NEARBY: usize = 14;
        const TIMES: u32 = 10;
        let (from, to) = (before.outer.1.max(before.end) as usize, r.outer.0.min(r.start) as usize);
        let Some((each, _)) = known.denominator else { return false };
        if before.kind != Kind::Money || r.kind != Kind::Money || before.unit_id != r.unit_id || from > to {
            return false;
        }
        let between = &self.text[from..to];
        let compared = between.windows(2).any(|w| matches!(w, ['高' | '低' | '多' | '少', '于']));
        let alike = before.value.zip(r.value).is_some_and(|values| exact::of_one_size(values, TIMES));
        (self.text[each] == '每' || compared)
            && alike
            && between.len() <= NEARBY
            && !self.has((from, to), "共总合累投资。；;\n")
    }

    /// Whether `r` shares what `before` is divided by: it is what that became, or the next of a list of amounts.
    fn goes_on(&self, before: &Reading, known: &Bearing, r: &Reading) -> bool {
        let between = (before.outer.1.max(before.end) as usize, r.outer.0.min(r.start) as usize);
        let alike = before.unit_id.is_some() && before.unit_id == r.unit_id;
        // What a count is a part of holds for its own unit.
        let rate = known.denominator.is_some_and(|by| !super::is_counted(self.text.get(by.0).copied()));
        let listed = (alike || rate && self.char(between.0) == '、')
            && between.0 < between.1
            && between.1 - between.0 <= 6
            && matches!(self.text[between.0], '、' | '和' | '与' | '及')
            && !self.has(between, "共总合");
        listed || self.became(before, r) || self.rate_again(before, known, r)
    }
}

/// Words of movement, and whether what moves may stand between them and the number.
static MOVES: LazyLock<Lexicon<(Option<Direction>, Object)>> = LazyLock::new(|| {
    let table = hedges::movement();
    let words = |list: &'static str, d, object| list.split_whitespace().map(move |w| (w, (d, object)));
    Lexicon::forwards(
        words(&table.up_of, Some(Direction::Up), Object::Any)
            .chain(words(&table.down_of, Some(Direction::Down), Object::Any))
            .chain(words(&table.down_share, Some(Direction::Down), Object::Share))
            .chain(words(&table.up, Some(Direction::Up), Object::None))
            .chain(words(&table.down, Some(Direction::Down), Object::None))
            .chain(words(&table.neither, None, Object::None)),
    )
});

/// What may stand between a word of movement and its number.
#[derive(Clone, Copy, Debug)]
enum Object {
    /// Nothing but words of arriving and of degree.
    None,
    /// What moves.
    Any,
    /// What moves, if the number is a share.
    Share,
}

/// What may stand between a word of movement and its number.
static LINKS: LazyLock<Lexicon<()>> =
    LazyLock::new(|| Lexicon::forwards(hedges::movement().links.split_whitespace().map(|w| (w, ()))));
