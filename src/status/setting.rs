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
    let mut list = false;
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
                title.plans = title.plans || plan_title(words) || plan_sent(words);
                title.rules |= rule_named(words);
            }
            Role::Heading => {
                title.plans |= plan_sent(words) || plan_named(words);
                heading = Setting { plans: plan_heading(words), rules: rule_named(words) };
            }
            _ => title.plans = title.plans || plan_sent(words),
        }
        let item = list && passage.role == Role::ListItem;
        list = item || leads_to_plan(&article.text, passage, words);
        let above = table.unwrap_or(heading);
        Setting {
            plans: title.plans || above.plans || item,
            rules: title.rules || above.rules || numbered_article(words),
        }
    };
    article.passages.iter().map(setting).collect()
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
fn is_row(words: &str) -> bool {
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

/// Whether an article of this title is a plan.
fn plan_title(title: &str) -> bool {
    let has = |list: &[String]| list.iter().any(|word| title.contains(word.as_str()));
    has(&CUES.context.plan_titles) && !has(&CUES.context.reports)
}

/// Whether what stands under this heading is planned.
fn plan_heading(heading: &str) -> bool {
    let has = |list: &[String]| list.iter().any(|word| heading.contains(word.as_str()));
    has(&CUES.context.plan_headings) && !has(&CUES.context.reports)
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
