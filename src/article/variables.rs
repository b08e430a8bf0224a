//! What is known of an article besides its text, each with its evidence.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::LazyLock;

use regex::Regex;
use serde::{Deserialize, Serialize};

use super::{Passage, Role};
use crate::text::{Span, Text};

/// Names of what can be known of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Variable {
    Title,
    /// 原标题: what the first publisher called it.
    OriginalTitle,
    /// Who published it first.
    Outlet,
    /// Who published it again, and where it was taken from.
    Republisher,
    Author,
    IssuingBody,
    /// national, province, city or county.
    Level,
    Province,
    DocumentType,
    /// 发文字号.
    DocumentNumber,
    /// 索引号.
    IndexNumber,
    /// The date of the article, in EDTF: `2017-04-19`, `2017-04`, or an interval.
    Date,
    /// 成文日期: when a document was signed.
    DateSigned,
    Url,
    RetrievedOn,
}

impl Variable {
    pub const ALL: [Self; 15] = [
        Variable::Title,
        Variable::OriginalTitle,
        Variable::Outlet,
        Variable::Republisher,
        Variable::Author,
        Variable::IssuingBody,
        Variable::Level,
        Variable::Province,
        Variable::DocumentType,
        Variable::DocumentNumber,
        Variable::IndexNumber,
        Variable::Date,
        Variable::DateSigned,
        Variable::Url,
        Variable::RetrievedOn,
    ];
}

impl fmt::Display for Variable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Variable::Title => "title",
            Variable::OriginalTitle => "original_title",
            Variable::Outlet => "outlet",
            Variable::Republisher => "republisher",
            Variable::Author => "author",
            Variable::IssuingBody => "issuing_body",
            Variable::Level => "level",
            Variable::Province => "province",
            Variable::DocumentType => "document_type",
            Variable::DocumentNumber => "document_number",
            Variable::IndexNumber => "index_number",
            Variable::Date => "date",
            Variable::DateSigned => "date_signed",
            Variable::Url => "url",
            Variable::RetrievedOn => "retrieved_on",
        })
    }
}

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// It stands there in the reference text.
    Text(Span),
    /// The file says so outside its text, in the field named.
    File(String),
    /// The analyst says so.
    Given,
}

/// A value and what it rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Value {
    pub value: String,
    pub evidence: Evidence,
}

/// The variables of an article that are known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Variables(BTreeMap<Variable, Value>);

impl Variables {
    pub fn get(&self, variable: Variable) -> Option<&Value> {
        self.0.get(&variable).filter(|value| !value.value.is_empty())
    }

    /// All that are known, in the order of [`Variable`].
    pub fn iter(&self) -> impl Iterator<Item = (Variable, &Value)> {
        self.0.iter().map(|(k, v)| (*k, v)).filter(|(_, value)| !value.value.is_empty())
    }

    pub fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }

    /// Those that the file says outside its text.
    pub(super) fn of_file(&self) -> Self {
        let of_file = |(_, value): &(&Variable, &Value)| matches!(value.evidence, Evidence::File(_));
        Self(self.0.iter().filter(of_file).map(|(k, v)| (*k, v.clone())).collect())
    }

    /// The analyst's own value, which stands before any that was found; an empty one says that there is none.
    pub fn give(&mut self, variable: Variable, value: impl Into<String>) {
        self.0.insert(variable, Value { value: value.into(), evidence: Evidence::Given });
    }

    /// Notes a value if none is known yet and it is not blank.
    pub(super) fn note(&mut self, variable: Variable, value: &str, evidence: Evidence) {
        let value = value.trim();
        if !value.is_empty() {
            self.0.entry(variable).or_insert_with(|| Value { value: value.to_owned(), evidence });
        }
    }

    /// An account that publishes what another outlet wrote is its republisher.
    fn found_by(&mut self, variable: Variable, outlet: &str) {
        let account = |value: &&Value| value.evidence == Evidence::File(ACCOUNT.to_owned()) && value.value != outlet;
        if variable == Variable::Outlet
            && let Some(account) = self.get(Variable::Outlet).filter(account).cloned()
        {
            self.0.remove(&Variable::Outlet);
            // It says more than the name of the platform does.
            self.0.insert(Variable::Republisher, account);
        }
    }

    /// Notes a value that the file gives outside its text; dates are brought into EDTF.
    pub(super) fn take_from_file(&mut self, variable: Variable, value: &str, field: &str) {
        let date = matches!(variable, Variable::Date | Variable::DateSigned | Variable::RetrievedOn);
        // Some fields hold the label too: 来源：某某日报
        let label = LABELS.iter().filter_map(|(label, _)| value.strip_prefix(label)?.strip_prefix(['：', ':'])).next();
        let value = label.unwrap_or(value);
        let value = if date { edtf(value).map_or_else(String::new, |(date, _)| date) } else { value.to_owned() };
        self.note(variable, &value, Evidence::File(field.to_owned()));
    }
}

impl Variables {
    /// Notes the values of labels in a line outside the text: 2019-05-21 09:12:33 来源：某某网
    pub(super) fn labels_in(&mut self, line: &str) {
        for found in LABELLED.captures_iter(line) {
            let value = found[2].split([' ', '\u{3000}', '\u{a0}']).next().unwrap_or_default();
            let label = LABELS.iter().find(|(label, _)| *label == &found[1]);
            // A date goes on behind its first space, and stands in fields of its own.
            if let Some((label, variable)) = label.filter(|(_, variable)| *variable == Variable::Outlet) {
                self.take_from_file(*variable, value, label);
            }
        }
    }

    /// Notes the value beside a label such as 索引号, in a table outside the text.
    pub(super) fn labelled(&mut self, label: &str, value: &str) {
        let label = label.trim_matches(|c: char| c.is_whitespace() || "：:【】[]".contains(c));
        let known = LABELS.iter().find(|(name, _)| *name == label);
        if let Some((name, variable)) = known.filter(|_| value.chars().count() < 60 && !value.contains(['：', ':'])) {
            self.take_from_file(*variable, value, name);
        }
    }
}

/// The field that holds a WeChat account's name.
pub(super) const ACCOUNT: &str = "js_name";

/// Labels of source lines and tables of documents.
const LABELS: [(&str, Variable); 49] = [
    ("原标题", Variable::OriginalTitle),
    ("原標題", Variable::OriginalTitle),
    ("原题", Variable::OriginalTitle),
    ("来源", Variable::Outlet),
    ("來源", Variable::Outlet),
    ("稿源", Variable::Outlet),
    ("新闻来源", Variable::Outlet),
    ("信息来源", Variable::Outlet),
    ("文章来源", Variable::Outlet),
    ("稿件来源", Variable::Outlet),
    ("转自", Variable::Republisher),
    ("轉自", Variable::Republisher),
    ("转载自", Variable::Republisher),
    ("作者", Variable::Author),
    ("记者", Variable::Author),
    ("記者", Variable::Author),
    ("本报记者", Variable::Author),
    ("本報記者", Variable::Author),
    ("发布机构", Variable::IssuingBody),
    ("發布機構", Variable::IssuingBody),
    ("发文机关", Variable::IssuingBody),
    ("发文机构", Variable::IssuingBody),
    ("发布单位", Variable::IssuingBody),
    ("公文种类", Variable::DocumentType),
    ("文种", Variable::DocumentType),
    ("体裁分类", Variable::DocumentType),
    ("發佈單位", Variable::IssuingBody),
    ("發布單位", Variable::IssuingBody),
    ("發稿單位", Variable::IssuingBody),
    ("發布機關", Variable::IssuingBody),
    ("发文字号", Variable::DocumentNumber),
    ("文号", Variable::DocumentNumber),
    ("文件编号", Variable::DocumentNumber),
    ("索引号", Variable::IndexNumber),
    ("索 引 号", Variable::IndexNumber),
    ("成文日期", Variable::DateSigned),
    ("成文时间", Variable::DateSigned),
    ("生成日期", Variable::DateSigned),
    ("发文日期", Variable::Date),
    ("发布日期", Variable::Date),
    ("發布日期", Variable::Date),
    ("发布时间", Variable::Date),
    ("發布時間", Variable::Date),
    ("发表时间", Variable::Date),
    ("發佈日期", Variable::Date),
    ("發稿日期", Variable::Date),
    ("上版日期", Variable::Date),
    ("網站更新日期", Variable::Date),
    (DAY, Variable::Date),
];

/// A label at the start of a line alone: 截止日期 and the like end with it. Beside a place and an hour it is an event's.
const DAY: &str = "日期";

static LABELLED: LazyLock<Regex> = LazyLock::new(|| {
    let mut names: Vec<&str> = LABELS.iter().map(|(name, _)| *name).filter(|name| *name != DAY).collect();
    // The longest name first, so that 新闻来源 is not read as 来源.
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    let pattern = format!(r"({}|^{DAY})\s*[：:\t]\s*([^\s：:|｜\t][^：:|｜\t]*)", names.join("|"));
    Regex::new(&pattern).expect("the labels are written to compile")
});

static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\p{Han}{1,12}[〔\[［（(](?:19|20)\d{2}[〕\]］）)]\s*第?\d{1,4}\s*[号號]")
        .expect("the pattern of document numbers compiles")
});

static DATE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"((?:19|20)\d{2})\s*[-/.年]\s*(\d{1,2})\s*(?:[-/.月]\s*(?:(\d{1,2})(?:\s*日)?)?)|((?:19|20)\d{2})(\d{2})(\d{2})",
    )
    .expect("the pattern of dates compiles")
});

/// A day as Taiwan's offices write it: 113年5月20日, （某某局）113年5月20日, 民國113.05.20; years count from 1911.
static REPUBLIC: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:民國|^|[）)】\]\s])\s*(\d{2,3})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
        .expect("the pattern of dates compiles")
});

static CHINESE_DATE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"([二一][〇○零一二三四五六七八九]{3})年([一二三四五六七八九十]{1,2})月(?:([一二三四五六七八九十]{1,3})日)?",
    )
    .expect("the pattern of dates compiles")
});

/// The first full date or month in a text, in EDTF, and its place in bytes.
fn edtf(text: &str) -> Option<(String, std::ops::Range<usize>)> {
    for found in DATE.captures_iter(text) {
        let (whole, base) = (found.get(0)?, if found.get(1).is_some() { 1 } else { 4 });
        let number = |n: usize| found.get(n).and_then(|m| m.as_str().parse::<u32>().ok());
        let (Some(year), Some(month)) = (number(base), number(base + 1)) else { continue };
        if let Some(date) = written(year, month, number(base + 2)) {
            return Some((date, whole.range()));
        }
    }
    if let Some(found) = REPUBLIC.captures(text)
        && let (Some(whole), [year, month, day]) = (found.get(0), [1, 2, 3].map(|n| found[n].parse::<u32>().ok()))
        && let Some(date) = year.zip(month).and_then(|(year, month)| written(year + 1911, month, day))
    {
        return Some((date, whole.range()));
    }
    let found = CHINESE_DATE.captures(text)?;
    let digit = |c: char| "〇一二三四五六七八九".chars().position(|d| d == c || (d == '〇' && matches!(c, '○' | '零')));
    let year = found[1].chars().try_fold(0u32, |n, c| Some(n * 10 + digit(c)? as u32))?;
    let small = |text: &str| {
        text.chars().try_fold(0u32, |n, c| match c {
            '十' => Some(n.max(1) * 10),
            c => Some(n + digit(c)? as u32),
        })
    };
    let day = found.get(3).and_then(|m| small(m.as_str()));
    Some((written(year, small(&found[2])?, day)?, found.get(0)?.range()))
}

fn written(year: u32, month: u32, day: Option<u32>) -> Option<String> {
    match (month, day) {
        (1..=12, Some(day @ 1..=31)) => Some(format!("{year}-{month:02}-{day:02}")),
        (1..=12, None) => Some(format!("{year}-{month:02}")),
        _ => None,
    }
}

/// The provinces, by what their names begin with in either script.
const PROVINCES: [(&str, &str); 34] = [
    ("北京", "北京"),
    ("天津", "天津"),
    ("上海", "上海"),
    ("重庆", "重慶"),
    ("河北", "河北"),
    ("山西", "山西"),
    ("内蒙古", "內蒙古"),
    ("辽宁", "遼寧"),
    ("吉林", "吉林"),
    ("黑龙江", "黑龍江"),
    ("江苏", "江蘇"),
    ("浙江", "浙江"),
    ("安徽", "安徽"),
    ("福建", "福建"),
    ("江西", "江西"),
    ("山东", "山東"),
    ("河南", "河南"),
    ("湖北", "湖北"),
    ("湖南", "湖南"),
    ("广东", "廣東"),
    ("广西", "廣西"),
    ("海南", "海南"),
    ("四川", "四川"),
    ("贵州", "貴州"),
    ("云南", "雲南"),
    ("西藏", "西藏"),
    ("陕西", "陝西"),
    ("甘肃", "甘肅"),
    ("青海", "青海"),
    ("宁夏", "寧夏"),
    ("新疆", "新疆"),
    ("香港", "香港"),
    ("澳门", "澳門"),
    ("台湾", "臺灣"),
];

/// Fills in what the text itself says; what is known already stays.
pub(super) fn from_text(text: &Text, passages: &[Passage], known: &mut Variables) {
    let title = passages.iter().find(|p| p.role == Role::Title);
    let given = known.0.get(&Variable::Title).is_some_and(|title| title.evidence == Evidence::Given);
    if let Some(title) = title.filter(|_| !given) {
        // What the file calls itself is often the name of a template.
        let value = Value { value: text.slice(title.span).replace('\n', ""), evidence: Evidence::Text(title.span) };
        known.0.insert(Variable::Title, value);
    }
    for passage in passages.iter().filter(|p| p.role == Role::Boilerplate) {
        from_line(text, passage.span, known);
    }
    // A document's number may stand in its head without being a line of its own.
    for passage in passages.iter().take(8).filter(|p| p.span.len() < 120) {
        let line = text.slice(passage.span);
        if let Some(found) = NUMBER.find(line) {
            known.note(
                Variable::DocumentNumber,
                found.as_str(),
                Evidence::Text(inside(text, passage.span, found.range())),
            );
        }
    }
    signature(text, passages, known);
    // ——2020年1月15日在某州第十五届人民代表大会第六次会议上
    for passage in passages.iter().filter(|p| p.role == Role::Title) {
        let line = text.slice(passage.span);
        if let Some((date, at)) = edtf(line).filter(|(_, at)| line.starts_with('—') && line[at.end..].starts_with('在'))
        {
            known.note(Variable::Date, &date, Evidence::Text(inside(text, passage.span, at)));
        }
    }
    let body = passages.iter().filter(|p| p.role.is_body()).take(1);
    for passage in title.into_iter().chain(body) {
        province(text, passage.span, known);
    }
}

/// The span of a byte range within a passage.
fn inside(text: &Text, passage: Span, bytes: std::ops::Range<usize>) -> Span {
    let line = text.slice(passage);
    let count = |s: &str| s.chars().count() as u32;
    let start = passage.start.0 + count(&line[..bytes.start]);
    Span::new(start, start + count(&line[bytes]))
}

/// Whether the lines after this one tell an event's hour or place.
fn of_event(text: &Text, passage: Span) -> bool {
    const FAR: u32 = 60;
    let end = text.span().end.0.min(passage.end.0 + FAR);
    let after = text.slice(Span::new(passage.end.0, end));
    after.lines().take(3).any(|line| {
        let line = line.trim();
        ["时间", "時間", "地点", "地點", "会场", "會場"].iter().any(|label| line.starts_with(label))
    })
}

fn from_line(text: &Text, passage: Span, known: &mut Variables) {
    let line = text.slice(passage);
    for found in LABELLED.captures_iter(line) {
        let (Some(name), Some(value)) = (found.get(1), found.get(2)) else { continue };
        let Some((label, variable)) = LABELS.iter().find(|(label, _)| *label == name.as_str()) else { continue };
        if *label == DAY && of_event(text, passage) {
            continue;
        }
        // 来源：某报 责任编辑：某人: the value ends before the next label.
        let cut = value
            .as_str()
            .find([' ', '\u{3000}'])
            .filter(|_| !matches!(variable, Variable::OriginalTitle | Variable::Date | Variable::DateSigned));
        let end = value.start() + cut.unwrap_or(value.len());
        let place = |range| Evidence::Text(inside(text, passage, range));
        if matches!(variable, Variable::Date | Variable::DateSigned) {
            if let Some((date, at)) = edtf(value.as_str()) {
                known.note(*variable, &date, place(value.start() + at.start..value.start() + at.end));
            }
        } else {
            known.found_by(*variable, &line[value.start()..end]);
            known.note(*variable, &line[value.start()..end], place(value.start()..end));
        }
    }
    if let Some((date, at)) = edtf(line) {
        known.note(Variable::Date, &date, Evidence::Text(inside(text, passage, at)));
    }
}

/// The office and the date that sign a document.
fn signature(text: &Text, passages: &[Passage], known: &mut Variables) {
    for pair in passages.windows(2).rev().take(12) {
        let [office, date] = pair else { continue };
        if office.role == Role::Boilerplate && date.role == Role::Boilerplate && date.span.len() <= 16 {
            let (name, line) = (text.slice(office.span), text.slice(date.span));
            let is_office = ["政府", "委员会", "委員會", "办公室", "辦公室", "办公厅", "廳", "厅", "局", "部", "院"]
                .iter()
                .any(|end| name.ends_with(end));
            if let Some((value, _)) = edtf(line)
                && is_office
            {
                known.note(Variable::IssuingBody, name, Evidence::Text(office.span));
                known.note(Variable::DateSigned, &value, Evidence::Text(date.span));
                return;
            }
        }
    }
}

/// How far into a passage a province is looked for, in code points.
const OPENING: u32 = 600;

fn province(text: &Text, passage: Span, known: &mut Variables) {
    let passage = Span::new(passage.start.0, passage.end.0.min(passage.start.0 + OPENING));
    let line = text.slice(passage);
    let first = PROVINCES
        .iter()
        .filter_map(|(simplified, traditional)| {
            let at =
                [simplified, traditional].into_iter().filter_map(|name| line.find(name).map(|at| at..at + name.len()));
            at.min_by_key(|range| range.start).map(|range| (range, *simplified))
        })
        .min_by_key(|(range, _)| range.start);
    if let Some((range, name)) = first {
        known.note(Variable::Province, name, Evidence::Text(inside(text, passage, range)));
    }
    let issuer = known.get(Variable::IssuingBody).map(|v| v.value.clone());
    let levels = [
        ("国务院", "national"),
        ("中共中央", "national"),
        ("省", "province"),
        ("自治区", "province"),
        ("市", "city"),
        ("县", "county"),
        ("縣", "county"),
        ("区", "county"),
    ];
    if let Some(issuer) = issuer
        && let Some((_, level)) = levels.iter().find(|(mark, _)| issuer.contains(mark))
    {
        known.note(Variable::Level, level, Evidence::File("issuing body".to_owned()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;

    #[test]
    fn dates_in_many_forms() {
        let check =
            |text: &str, expect: Option<&str>| assert_eq!(edtf(text).map(|(d, _)| d).as_deref(), expect, "{text}");
        check("2017-04-19 08:30", Some("2017-04-19"));
        check("2017年4月19日", Some("2017-04-19"));
        check("2017年4月", Some("2017-04"));
        check("2017/4/9", Some("2017-04-09"));
        check("20170419", Some("2017-04-19"));
        check("二〇一七年四月十九日", Some("2017-04-19"));
        check("二○一八年十二月三十一日", Some("2018-12-31"));
        check("113年5月20日", Some("2024-05-20"));
        check("民國108/03/01", Some("2019-03-01"));
        check("1902个", None);
        check("2017年", None);
    }

    #[test]
    fn a_bare_label_of_a_day() {
        let check = |text: &str, date: Option<&str>| {
            let article = Article::from_text("x", text);
            assert_eq!(article.variables.get(Variable::Date).map(|v| v.value.as_str()), date, "{text}");
        };
        check("海線三鄉公車改善\n\n班次增為36班。\n\n日期：114年11月20日", Some("2025-11-20"));
        check("海線三鄉公車說明會\n\n日期：114年11月20日\n地點：鄉公所\n\n班次增為36班。", None);
        check("海線三鄉公車改善\n\n班次增為36班。\n\n截止日期：114年11月20日", None);
    }

    #[test]
    fn the_text_tells_of_itself() {
        let text = "关于推进网络安全工作的意见\n浙政发〔2017〕8号\n来源：某某日报 责任编辑：某人\n发布时间：2017-04-20 09:00\n各市、县（市、区）人民政府：\n现提出如下意见。\n浙江省人民政府\n2017年4月19日";
        let article = Article::from_text("x", text);
        let value = |v| article.variables.get(v).map(|v| v.value.as_str());
        assert_eq!(value(Variable::Title), Some("关于推进网络安全工作的意见"));
        assert_eq!(value(Variable::DocumentNumber), Some("浙政发〔2017〕8号"));
        assert_eq!(value(Variable::Outlet), Some("某某日报"));
        assert_eq!(value(Variable::Date), Some("2017-04-20"));
        assert_eq!(value(Variable::DateSigned), Some("2017-04-19"));
        assert_eq!(value(Variable::IssuingBody), Some("浙江省人民政府"));
        assert_eq!(value(Variable::Level), Some("province"));
        let Evidence::Text(span) = article.variables.get(Variable::Date).unwrap().evidence else { panic!() };
        assert_eq!(article.text.slice(span), "2017-04-20");
    }
}
