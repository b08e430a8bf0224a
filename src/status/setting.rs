//! What titles and headings say of the passages under them: that they plan, or set rules.

use super::{CUES, Status, of};
use crate::article::{Article, Passage, Role};
use crate::text::{Span, Text};

/// What a passage stands in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Setting {
    /// A plan, by its title, by the heading above, or as an item of a list that a plan leads to.
    pub plans: bool,
    /// A document that is named as a set of rules, or an article by number.
    pub rules: bool,
}

/// The setting of each passage of an article.
pub fn settings(article: &Article) -> Vec<Setting> {
    let mut title = Setting::default();
    let mut heading = Setting::default();
    // The headings that a passage stands under.
    let mut above: Vec<Section> = Vec::new();
    let mut titled = None;
    let mut list = false;
    // A report on rules tells what came of each article.
    let mut report = false;
    // A plan's section on where things stand.
    let mut ground = false;
    // A table under its own caption takes nothing from the section before.
    let mut table: Option<Setting> = None;
    let setting = |passage: &Passage| {
        let words = article.text.slice(passage.span);
        table = if is_caption(words) {
            Some(Setting { plans: plan_heading(words), rules: false })
        } else {
            table.filter(|_| is_row(words))
        };
        match passage.role {
            Role::Title => {
                titled = titled.or_else(|| year(words));
                title.plans = title.plans || plan_title(words) || plan_sent(words);
                title.rules |= rule_named(words);
                report |= ["报告", "報告"].iter().any(|end| words.trim_end().ends_with(end));
            }
            Role::Heading => {
                title.plans |= plan_sent(words) || named_in_heading(words);
                let depth = 2 * passage.heading_level.unwrap_or(1) + u8::from(words.starts_with(['（', '(']));
                above.retain(|section: &Section| section.depth < depth);
                let later = year(words).zip(titled).is_some_and(|(year, titled)| year > titled);
                above.push(Section {
                    depth,
                    plans: plan_heading(words) || later && !tells_reports(words),
                    ground: ground_heading(words),
                });
                heading = Setting { plans: above.iter().any(|section| section.plans), rules: rule_named(words) };
                ground = above.iter().any(|section| section.ground);
            }
            _ => title.plans = title.plans || plan_sent(words),
        }
        let item = list && passage.role == Role::ListItem;
        list = item || leads_to_plan(&article.text, passage, words);
        let section = table.unwrap_or(heading);
        Setting {
            plans: title.plans && !ground || section.plans || item,
            rules: title.rules || section.rules || numbered_article(words) && !report,
        }
    };
    article.passages.iter().map(setting).collect()
}

/// A heading with what is below it.
struct Section {
    depth: u8,
    plans: bool,
    /// Tells where things stand.
    ground: bool,
}

/// The last year of four digits that words name, as digits: 2025年.
fn year(words: &str) -> Option<u32> {
    let digits = |piece: &str| {
        let start = piece
            .rfind(|c: char| !c.is_ascii_digit())
            .map_or(0, |at| at + piece[at..].chars().next().map_or(0, char::len_utf8));
        piece[start..].parse().ok().filter(|year| (1900..2200).contains(year))
    };
    words.split('年').rev().skip(1).find_map(digits)
}

/// Whether a line is the caption of a table: 附：关键绩效, 表3　各区概况.
fn is_caption(words: &str) -> bool {
    const LONGEST: usize = 40;
    let rest = ["附表", "附：", "附:", "表"].iter().find_map(|lead| Some((*lead, words.strip_prefix(lead)?)));
    let numbered = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    let named = rest.is_some_and(|(lead, rest)| lead != "表" || rest.trim_start().starts_with(numbered));
    named && words.chars().count() <= LONGEST && !words.contains(['。', '，', '；'])
}

/// Whether a line is a row of a table, by what keeps its cells apart.
pub fn is_row(words: &str) -> bool {
    words.contains(['\u{3000}', '\t', '｜', '|']) || words.contains("  ")
}

/// Whether a passage announces a list of what is planned: 明年将做好以下三件事：
fn leads_to_plan(text: &Text, passage: &Passage, words: &str) -> bool {
    if !passage.role.is_body() || !words.ends_with(['：', ':']) {
        return false;
    }
    let last = words.rfind(['。', '！', '；']).map_or(0, |at| words[..at].chars().count() + 1);
    let sentence = Span::new(passage.span.start.0 + last as u32, passage.span.end.0);
    let end = Span::new(passage.span.end.0 - 1, passage.span.end.0);
    of(text, sentence, end).is_some_and(|said| said.status == Status::Planned)
}

/// Whether a passage is an article of a law: 第二十条 …
fn numbered_article(words: &str) -> bool {
    let Some(rest) = words.trim_start().strip_prefix('第') else { return false };
    let number = |c: char| "零一二三四五六七八九十百０１２３４５６７８９ ".contains(c) || c.is_ascii_digit();
    let article = rest.trim_start_matches(number);
    article.len() < rest.len() && article.starts_with(['条', '條'])
}

/// Whether an article of this title is a plan: one that ends in a plan's name, its years and the like aside. 班级规划与融合教育 is none.
fn plan_title(title: &str) -> bool {
    const BESIDE: [&str; 8] = ["纲要", "綱要", "摘要", "草案", "征求", "徵求", "全文", "的通知"];
    let ends = |word: &String| {
        title.rfind(word.as_str()).is_some_and(|at| {
            let rest = title[at + word.len()..].trim_start();
            let mark = rest.chars().next().is_none_or(|c| !c.is_alphabetic());
            mark || BESIDE.iter().any(|word| rest.starts_with(word))
        })
    };
    CUES.context.plan_titles.iter().any(ends) && !tells_reports(title)
}

/// Whether words speak of plans that were carried out.
fn tells_reports(words: &str) -> bool {
    CUES.context.reports.iter().any(|word| words.contains(word.as_str()))
}

/// A heading without its number: 一、, （二）, 3.
fn unnumbered(heading: &str) -> &str {
    let number = |c: char| {
        c.is_ascii_digit()
            || c.is_whitespace()
            || "一二三四五六七八九十甲乙丙丁戊壹贰叁貳參肆伍第部分章节（）()、.．，：:".contains(c)
    };
    heading.trim_start_matches(number).trim_end()
}

/// Whether what stands under this heading is planned: one that announces what comes or tells goals, not one that names a goal
/// (目标十三 气候行动) or is a motto (迈向智慧未来).
fn plan_heading(heading: &str) -> bool {
    const LONGEST: usize = 8;
    let name = unnumbered(heading);
    let announces = CUES.context.plan_headings.iter().any(|word| heading.contains(word.as_str()));
    let year = name.trim_start_matches(|c: char| c.is_ascii_digit() || "〇零二三四五年".contains(c));
    let goals = year.chars().count() <= LONGEST
        && CUES.context.goal_headings.iter().any(|word| year.ends_with(word.as_str()))
        && !year.starts_with(['迈', '邁', '面', '走', '奔', '向', '完', '实', '對', '对', '達', '达', '智']);
    (announces || goals) && !tells_reports(heading)
}

/// Whether a heading leads to where things stand: 工作基础, 存在问题; not 夯实发展基础.
fn ground_heading(heading: &str) -> bool {
    const LONGEST: usize = 8;
    let name = unnumbered(heading);
    name.chars().count() <= LONGEST
        && CUES.context.ground_headings.iter().any(|word| name.ends_with(word.as_str()))
        && !name.starts_with([
            '夯', '筑', '築', '打', '强', '強', '巩', '鞏', '厚', '固', '解', '聚', '提', '推', '加', '深', '增', '取',
        ])
}

/// Whether a heading names the plan that follows: …提升方案（2026—2028年）; a numbered one, or …专项行动, names a section.
fn named_in_heading(heading: &str) -> bool {
    let action = heading.trim_end().ends_with(['动', '動']);
    plan_named(heading) && !action && unnumbered(heading).len() == heading.trim_end().len()
}

/// Whether words send a plan out: 关于印发《…方案》的通知, 现将《…计划》印发给你们.
fn plan_sent(words: &str) -> bool {
    // Few passages name a document, and whether one holds a string is told at once.
    if !words.contains("《") {
        return false;
    }
    let has = |list: &[String]| list.iter().any(|word| words.contains(word.as_str()));
    let named = words.split('《').skip(1).filter_map(|rest| rest.split_once('》')).any(|(name, _)| plan_named(name));
    named && has(&CUES.context.sending)
}

/// Whether a name is that of a plan: …提升方案（2026—2028年）.
fn plan_named(name: &str) -> bool {
    named(name, &CUES.context.plan_names)
}

/// Whether a name is that of a set of rules: …管理办法（试行）.
fn rule_named(name: &str) -> bool {
    named(name, &CUES.context.rule_names)
}

/// Whether a name says by its last words what it is of, what stands in brackets after it aside.
fn named(name: &str, kinds: &[String]) -> bool {
    let name = name.trim().split(['（', '(']).next().unwrap_or_default();
    kinds.iter().any(|kind| name.ends_with(kind.as_str())) && name.chars().count() >= SHORTEST_NAME
}

/// What has fewer characters is a common word, not a name: 工作方案.
const SHORTEST_NAME: usize = 8;
