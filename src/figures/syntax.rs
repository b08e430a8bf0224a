//! Names of places and periods, and what an amount is reckoned by: 每亩, 户均.
//!
//! All tables are in simplified characters; [`Lexicon`] folds what it is given.

use std::sync::LazyLock;

use super::lexicon::Lexicon;
use super::numeral;
use super::units::{Sort, Units};

/// Words of place that a figure is reckoned over.
const PLACES: &str = "\
全省 全市 全县 全区 全镇 全乡 全村 全国 全州 全台 全港 全岛 全球 全澳 我省 我市 我县 我区 我国 本市 本省 本县 本区 本港 本澳 全境 全世界 \
北京市 北京 上海市 上海 天津市 天津 重庆市 重庆 河北省 河北 山西省 山西 辽宁省 辽宁 吉林省 吉林 黑龙江省 黑龙江 江苏省 江苏 浙江省 浙江 安徽省 安徽 福建省 福建 江西省 江西 山东省 山东 河南省 河南 湖北省 湖北 湖南省 湖南 广东省 广东 广西 海南省 海南 四川省 四川 贵州省 贵州 云南省 云南 西藏 陕西省 陕西 甘肃省 甘肃 青海省 青海 宁夏 新疆 内蒙古 香港 澳门 台湾 \
台北市 台北 新北市 桃园市 桃园 台中市 台中 台南市 台南 高雄市 高雄 基隆市 新竹市 新竹县 新竹 苗栗县 彰化县 彰化 南投县 云林县 嘉义市 嘉义县 屏东县 宜兰县 花莲县 台东县 澎湖县 金门县 连江县 \
广州市 广州 深圳市 深圳 珠海市 珠海 东莞市 东莞 佛山市 佛山 杭州市 杭州 宁波市 宁波 温州市 温州 嘉兴市 湖州市 绍兴市 金华市 台州市 丽水市 衢州市 舟山市 南京市 南京 苏州市 苏州 无锡市 无锡 常州市 南通市 徐州市 扬州市 合肥市 合肥 福州市 福州 厦门市 厦门 泉州市 泉州 南昌市 南昌 赣州市 赣州 九江市 上饶市 上饶 吉安市 抚州市 宜春市 鹰潭市 鹰潭 新余市 萍乡市 景德镇市 济南市 济南 青岛市 青岛 烟台市 潍坊市 临沂市 郑州市 郑州 洛阳市 武汉市 武汉 宜昌市 襄阳市 长沙市 长沙 株洲市 成都市 成都 绵阳市 贵阳市 贵阳 遵义市 昆明市 昆明 大理州 西安市 西安 宝鸡市 兰州市 兰州 天水市 酒泉市 张掖市 西宁市 西宁 银川市 银川 乌鲁木齐市 乌鲁木齐 呼和浩特市 包头市 沈阳市 沈阳 大连市 大连 长春市 长春 哈尔滨市 哈尔滨 石家庄市 石家庄 唐山市 太原市 太原 海口市 海口 三亚市 三亚 南宁市 南宁 桂林市 桂林 柳州市 拉萨市 拉萨 雄安新区 浦东新区 大湾区 长三角 珠三角 京津冀 \
";

const PERIODS: &str = "全年 上半年 下半年 目前 截至目前 迄今 至今 现时 同期";

/// Places so wide that they hold for their own clause only.
const WIDE: &str = "全国 全球 全世界 国内 国外 境内外 海内外 境外 海外 全网";

static PLACE: LazyLock<Lexicon<()>> = LazyLock::new(|| forwards(PLACES));
static PERIOD: LazyLock<Lexicon<()>> = LazyLock::new(|| {
    let mut words: Vec<String> = PERIODS.split_whitespace().map(str::to_owned).collect();
    for plan in ["十一五", "十二五", "十三五", "十四五", "十五五"] {
        for (open, close) in [("“", "”"), ("「", "」"), ("", "")] {
            words.extend(["期间", "时期", "以来", "期内"].map(|tail| format!("{open}{plan}{close}{tail}")));
        }
    }
    Lexicon::forwards(words.iter().map(|w| (w.as_str(), ())))
});

static WIDE_WORDS: LazyLock<Lexicon<()>> = LazyLock::new(|| forwards(WIDE));

fn forwards(list: &str) -> Lexicon<()> {
    Lexicon::forwards(list.split_whitespace().map(|w| (w, ())))
}

/// How long the name of a place at `at` is.
pub fn place(text: &[char], at: usize) -> Option<usize> {
    PLACE.at(text, at).map(|(len, ())| len)
}

/// Whether a place is as wide as the country or the world.
pub fn wide(text: &[char], (from, to): (usize, usize)) -> bool {
    WIDE_WORDS.exact(text, from, to - from).is_some()
}

/// How long the word for a period at `at` is.
pub fn period(text: &[char], at: usize) -> Option<usize> {
    PERIOD.at(text, at).map(|(len, ())| len)
}

/// How long the denominator at `at` is: 户均, 每亩, 每人每月, 单个项目.
pub fn denominator(text: &[char], at: usize, end: usize) -> Option<usize> {
    let char = |i: usize| if i < end { text.get(i).copied().unwrap_or('\0') } else { '\0' };
    let next = char(at + 1);
    // 年均 is a rate's word, not a divisor, before 增长.
    if next == '均' && Units::builtin().averaged.contains(char(at)) {
        return Some(2);
    }
    match char(at) {
        '单' if "户个件家次笔株头日".contains(next) => Some(2),
        '亩' if next == '产' => Some(2),
        // 吨钢综合能耗
        '吨' if "钢煤油水铝粮".contains(next) && !at.checked_sub(1).is_some_and(|i| numeric(text[i])) => Some(2),
        // 年可节电, 年产
        '年' if "产供可节发处屠出加接".contains(next) && yearly(text, at) => Some(1),
        // 日处理垃圾
        '日' if "处产供加接输运发售".contains(next)
            && !at.checked_sub(1).is_some_and(|i| numeric(text[i]) || is_day(text[i])) =>
        {
            Some(1)
        }
        '每' => every(text, at, end).map(|len| 1 + len),
        _ => None,
    }
}

fn numeric(c: char) -> bool {
    c.is_ascii_digit() || numeral::digit(c).is_some() || numeral::magnitude(c).is_some() || matches!(c, '多' | '余')
}

/// Whether 日 after this names a day: 今日, 生日.
fn is_day(before: char) -> bool {
    "单今昨明次翌当即近往旧生假节末工期平每全十月前同整休竞".contains(before)
}

/// Whether 年 at `at` means a year's time: 年产, but not 去年产, 2020年产.
fn yearly(text: &[char], at: usize) -> bool {
    let before = at.checked_sub(1).map_or('\0', |i| text[i]);
    let verb = !matches!(text[at + 1], '可' | '出' | '发' | '加' | '处')
        || text.get(at + 2).is_some_and(|c| "节供产减增提栏电工理售带创接".contains(*c));
    verb && !numeric(before) && !"去今明前后全当本上半每同次该新青少老成中周丰历往近整学财几两间年逐".contains(before)
}

/// How long what stands after 每 at `at` is: 亩, 人, 个项目, 餐.
fn every(text: &[char], at: usize, end: usize) -> Option<usize> {
    let noun = Units::builtin().every.at(text, at + 1).map_or(0, |(len, ())| len);
    let noun = if at + 1 + noun <= end { noun } else { 0 };
    // 每15分钟一班
    if let Some(number) = numeral::read(text, at + 1).filter(|n| n.arabic || !n.magnitude) {
        let (len, unit) = Units::builtin().at(text, number.end)?;
        let time = Units::builtin().get(unit).sort == Sort::Duration && number.end + len <= end;
        return time.then_some(number.end + len - at - 1);
    }
    let unit = Units::builtin().at(text, at + 1).map_or(0, |(len, _)| len);
    let unit = if at + 1 + unit <= end { unit } else { 0 };
    match noun.max(unit) {
        0 if text.get(at + 2) == Some(&'每') && at + 2 < end => Some(1),
        0 => None,
        len => Some(len),
    }
}
