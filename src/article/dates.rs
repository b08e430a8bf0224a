//! When an article was written, as far as its own words tell: not before the last day that it looks back on.

use std::sync::LazyLock;

use rayon::prelude::*;
use regex::Regex;

use super::variables::{Evidence, Variable, Variables};
use super::{Passage, Role};
use crate::text::{Span, Text};

/// A year in digits, with month and day if they stand there; 民國 years count from 1911.
static DAY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"((?:19|20)\d{2}|(?:民國|民国)\s?\d{2,3})年(?:(\d{1,2})月(?:(\d{1,2})日)?)?")
        .expect("the pattern of days compiles")
});

/// What stands before a year that is still to come, or that is quoted from elsewhere.
const AHEAD: [&str; 19] = [
    "到", "力争", "力爭", "争取", "爭取", "预计", "預計", "将于", "將於", "将在", "將在", "计划", "計劃", "計畫",
    "规划", "規劃", "面向", "展望", "至",
];
/// What makes a clause one of plans.
const PLANS: [&str; 20] = [
    "将",
    "將",
    "力争",
    "力爭",
    "争取",
    "爭取",
    "预计",
    "預計",
    "计划",
    "計劃",
    "計畫",
    "目标",
    "目標",
    "规划",
    "打算",
    "展望",
    "思路",
    "工作安排",
    "工作要点",
    "工作重點",
];
/// What stands behind a year that is still to come.
const BY: [&str; 6] = ["底前", "年底前", "末前", "前", "之前", "以前"];
/// What stands before a year that is past, whatever else does.
const PAST: [&str; 10] = ["截至", "截止", "自从", "自從", "自", "从", "從", "早在", "始于", "始於"];

/// Notes the interval in which the article was written, if its date is not known. The evidence is the last day that it speaks
/// of as past; a page that was saved ends the interval with the day on which it was.
pub(super) fn derive(text: &Text, passages: &[Passage], known: &mut Variables) {
    if known.get(Variable::Date).is_some() {
        return;
    }
    if let Some(signed) = known.get(Variable::DateSigned).cloned() {
        known.note(Variable::Date, &signed.value, signed.evidence);
        return;
    }
    // An office numbers its documents by the year in which it issues them.
    if let Some(number) = known.get(Variable::DocumentNumber).cloned() {
        let digits =
            |text: &str| text.get(..4).filter(|year| year.bytes().all(|b| b.is_ascii_digit())).map(str::to_owned);
        let year = number.value.split(['〔', '[', '［', '（', '(']).nth(1).and_then(digits);
        if let Some(year) = year.filter(|year| year.starts_with("19") || year.starts_with("20")) {
            known.note(Variable::Date, &year, number.evidence);
            return;
        }
    }
    let told = passages.iter().filter(|p| p.role.is_body() || matches!(p.role, Role::Heading | Role::Title));
    let told: Vec<&Passage> = told.collect();
    let mut days: Vec<Day> = told.par_iter().with_min_len(64).flat_map_iter(|p| days(text, p.span)).collect();
    days.sort_by(|a, b| b.date.cmp(&a.date).then(a.span.start.cmp(&b.span.start)));
    // Few days are looked at closely: the last that is past is among the last of all.
    let last = days.into_iter().find(|day| !is_ahead(day.before, day.behind)).map(|day| (day.date, day.span));
    let saved = known.get(Variable::RetrievedOn).map(|v| v.value.clone());
    match (last, saved) {
        (Some((day, span)), saved) => {
            let until = saved.filter(|saved| *saved >= day).unwrap_or_else(|| "..".to_owned());
            known.note(Variable::Date, &format!("{day}/{until}"), Evidence::Text(span));
        }
        (None, Some(saved)) => {
            known.note(Variable::Date, &format!("../{saved}"), Evidence::File("retrieved on".to_owned()));
        }
        (None, None) => {}
    }
}

/// How far a sentence is looked through to each side of a day, in bytes: a line without a full stop has no end.
const SENTENCE: usize = 360;

/// A day that a text names, with what stands around it.
struct Day<'t> {
    /// In EDTF.
    date: String,
    span: Span,
    before: &'t str,
    behind: &'t str,
}

/// The days that a passage names.
fn days(text: &Text, passage: Span) -> Vec<Day<'_>> {
    let line = text.slice(passage);
    let mut out = Vec::new();
    if !line.contains('年') {
        return out;
    }
    // Code points before `counted` bytes of the passage.
    let (mut counted, mut start) = (0, passage.start.0);
    for found in DAY.captures_iter(line) {
        let (Some(whole), Some(year)) = (found.get(0), found.get(1)) else { continue };
        start += line[counted..whole.start()].chars().count() as u32;
        counted = whole.start();
        let before = &line[line.ceil_char_boundary(whole.start().saturating_sub(SENTENCE))..whole.start()];
        let behind = &line[whole.end()..line.floor_char_boundary((whole.end() + SENTENCE).min(line.len()))];
        let digits: String = year.as_str().chars().filter(char::is_ascii_digit).collect();
        let Ok(number) = digits.parse::<u32>() else { continue };
        if before.ends_with(|c: char| c.is_ascii_digit()) {
            continue;
        }
        let number = if digits.len() < 4 { number + 1911 } else { number };
        let part = |n: usize, most: u32| {
            found.get(n).and_then(|m| m.as_str().parse::<u32>().ok()).filter(|n| (1..=most).contains(n))
        };
        let date = match (part(2, 12), part(3, 31)) {
            (Some(month), Some(day)) => format!("{number:04}-{month:02}-{day:02}"),
            (Some(month), None) => format!("{number:04}-{month:02}"),
            _ => format!("{number:04}"),
        };
        let span = Span::new(start, start + whole.as_str().chars().count() as u32);
        out.push(Day { date, span, before, behind });
    }
    out
}

/// Whether what stands around a day makes it one to come.
fn is_ahead(before: &str, behind: &str) -> bool {
    if PAST.iter().any(|word| before.ends_with(word)) {
        return false;
    }
    let stop = |c: char| "。；！？;!?\n".contains(c);
    let (clause, rest) = (before.rsplit(stop).next().unwrap_or(before), behind.split(stop).next().unwrap_or(behind));
    AHEAD.iter().any(|word| before.ends_with(word))
        || BY.iter().any(|word| behind.starts_with(word))
        || PLANS.iter().any(|word| clause.contains(word) || rest.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;

    #[test]
    fn an_article_is_younger_than_what_it_looks_back_on() {
        let check = |text: &str, expect: Option<(&str, &str)>| {
            let article = Article::from_text("x", text);
            let found = article.variables.get(Variable::Date);
            let got = found.map(|date| {
                let Evidence::Text(span) = &date.evidence else { panic!("{date:?}") };
                (date.value.as_str(), article.text.slice(*span))
            });
            assert_eq!(got, expect, "{text}");
        };
        check(
            "河港市政务服务综述\n2015年以来，全市新建站点12处。2016年11月3日，平台上线运行。到2020年，全市将实现全覆盖。",
            Some(("2016-11-03/..", "2016年11月3日")),
        );
        check(
            "湖滨县办事记\n截至2018年6月，全县累计受理4万件。力争2021年底前建成。",
            Some(("2018-06/..", "2018年6月")),
        );
        check("海濱縣施政成果\n民國108年啟用服務臺，至今受理三萬件。", Some(("2019/..", "民國108年")));
        check(
            "某市数字化转型方案\n某政办发〔2026〕3号\n2025年，全市建成站点12处，群众办事更加方便了。",
            Some(("2026", "某政办发〔2026〕3号")),
        );
        check(
            "云溪市2025年度述职报告\n一、2025年工作\n全市建成站点12处，群众办事更加方便了。\n二、2026年打算\n新建站点3处，群众办事会更方便。",
            Some(("2025/..", "2025年")),
        );
        check("山城区计划\n预计2026年完成改造，2027年底前全部验收。", None);
        check("无年份的消息\n去年以来，全市新建站点12处。", None);
        check(
            "来源：某报\n2019-03-04\n山城区消息\n2018年建成站点12处，群众办事更加方便了。",
            Some(("2019-03-04", "2019-03-04")),
        );
    }
}
