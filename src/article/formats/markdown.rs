//! Markdown: the source is the reference text; what its marks say of lines becomes hints.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag};

use super::Extracted;
use crate::article::Hint;
use crate::article::structure::is_blank;
use crate::article::variables::Variable;

/// Fields of front matter that hold a variable.
const FIELDS: [(&str, Variable); 9] = [
    ("title", Variable::Title),
    ("date", Variable::Date),
    ("source", Variable::Outlet),
    ("publisher", Variable::Outlet),
    ("author", Variable::Author),
    ("url", Variable::Url),
    ("link", Variable::Url),
    ("original_title", Variable::OriginalTitle),
    ("province", Variable::Province),
];

/// Lines of a text, each by its bytes, and by the code point at which its words begin.
struct Lines<'t> {
    lines: Vec<(Range<usize>, u32, &'t str)>,
}

impl<'t> Lines<'t> {
    /// Those with anything on them.
    fn of(text: &'t str) -> Self {
        let (mut lines, mut byte, mut chars) = (Vec::new(), 0, 0);
        for raw in text.split_inclusive('\n') {
            let words = raw.trim_matches(is_blank);
            let lead = raw.chars().take_while(|c| is_blank(*c)).count() as u32;
            if !words.is_empty() {
                lines.push((byte..byte + raw.len(), chars + lead, words));
            }
            byte += raw.len();
            chars += raw.chars().count() as u32;
        }
        Self { lines }
    }

    /// The lines that a range of bytes touches: where their words begin, and the words.
    fn within(&self, range: &Range<usize>) -> impl Iterator<Item = (u32, &'t str)> {
        let from = self.lines.partition_point(|(line, ..)| line.end <= range.start);
        let lines = self.lines[from..].iter().take_while(|(line, ..)| line.start < range.end.max(range.start + 1));
        lines.map(|(_, start, words)| (*start, *words))
    }
}

pub fn extract(text: String) -> Extracted {
    let mut out = Extracted::default();
    let lines = Lines::of(&text);
    let mut titles = Vec::new();
    let options = Options::ENABLE_TABLES | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS | Options::ENABLE_FOOTNOTES;
    let mut parser = Parser::new_ext(&text, options).into_offset_iter();
    for (event, range) in parser.by_ref() {
        let mut mark = |hint: &dyn Fn(&str) -> Option<Hint>| {
            for (start, line) in lines.within(&range) {
                if let Some(hint) = hint(line) {
                    out.hints.insert(start, hint);
                }
            }
        };
        match event {
            Event::Start(Tag::MetadataBlock(_)) => {
                mark(&|_| Some(Hint::Furniture));
                for (_, line) in lines.within(&range) {
                    let Some((name, value)) = line.split_once(':') else { continue };
                    let field = FIELDS.iter().find(|(field, _)| name.trim().eq_ignore_ascii_case(field));
                    if let Some((field, variable)) = field {
                        out.variables.take_from_file(*variable, value.trim().trim_matches(['"', '\'']), field);
                    }
                }
            }
            // What is indented is a paragraph more often than code, and prose in a fence is still prose.
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) => {
                mark(&|line| Some(if line.contains('。') { Hint::Prose } else { Hint::Furniture }));
            }
            Event::Start(Tag::BlockQuote(_)) => mark(&|line| line.starts_with('>').then_some(Hint::Prose)),
            Event::Start(Tag::TableHead | Tag::TableRow) => mark(&|_| Some(Hint::Prose)),
            Event::Start(Tag::HtmlBlock) => mark(&|line| is_markup(line).then_some(Hint::Furniture)),
            Event::Start(Tag::Heading { level, .. }) => {
                let Some((first, line)) = lines.within(&range).next() else { continue };
                if level == HeadingLevel::H1 {
                    titles.push(first);
                }
                // A line of = or - under words makes them a heading.
                let underline = |line: &str| line.trim_matches('=').is_empty() || line.trim_matches('-').is_empty();
                mark(&|line| underline(line).then_some(Hint::Furniture));
                if !line.starts_with('#') {
                    out.hints.insert(first, Hint::Heading(level as u8));
                }
            }
            Event::Start(Tag::Paragraph) => {
                mark(&|line| (line.starts_with("![") && line.ends_with(')')).then_some(Hint::Furniture));
            }
            Event::Rule => mark(&|_| Some(Hint::Furniture)),
            _ => {}
        }
    }
    let definitions: Vec<Range<usize>> = parser.reference_definitions().iter().map(|(_, d)| d.span.clone()).collect();
    for (start, _) in definitions.iter().flat_map(|range| lines.within(range)) {
        out.hints.insert(start, Hint::Furniture);
    }
    // The one heading of the highest level is the title; several head chapters.
    if let [title] = titles[..] {
        out.hints.insert(title, Hint::Title);
    }
    drop(lines);
    out.text = text;
    out
}

/// Whether nothing is left of a line without its tags and comments.
fn is_markup(line: &str) -> bool {
    let mut depth = 0u32;
    let mut words = line.chars().filter(|c| {
        match c {
            '<' => depth += 1,
            '>' => {
                depth = depth.saturating_sub(1);
                return false;
            }
            _ => {}
        }
        depth == 0 && c.is_alphanumeric()
    });
    words.next().is_none()
}

#[cfg(test)]
mod tests {
    use crate::article::{self, LoadOptions, Role, Variable};

    #[test]
    fn marks_of_markdown_are_no_passages_of_the_article() {
        let text = "---\ntitle: 城市服务记\ndate: 2021-05-06\n---\n\n> 编者的话，介绍这篇文章。\n\n城市服务记\n=====\n\n\
            今年以来，全市新增服务点12处，群众更加满意。\n\n## 做法\n\n- 设立窗口；\n- 开通热线。\n\n\
            | 年份 | 件数 |\n|---|---|\n| 2020 | 12 |\n\n```\nlet x = 1;\n# 不是标题\n```\n\n<!-- 排版 -->\n\n![图](a.png)\n\n\
            \u{20}   缩进的段落，也是正文。\n\n[a]: http://example.cn\n";
        let options = LoadOptions { extension: Some("md".into()), ..LoadOptions::default() };
        let article = article::load(text.as_bytes().to_vec(), "x", &options).unwrap();
        assert_eq!(article.text.as_str(), text);
        let roles = |role: Role| -> Vec<&str> {
            article.passages.iter().filter(|p| p.role == role).map(|p| article.text.slice(p.span)).collect()
        };
        assert_eq!(roles(Role::Title), ["城市服务记"]);
        assert_eq!(roles(Role::Heading), ["做法"]);
        assert_eq!(roles(Role::ListItem), ["- 设立窗口；", "- 开通热线。"]);
        assert_eq!(
            roles(Role::Paragraph),
            [
                "编者的话，介绍这篇文章。",
                "今年以来，全市新增服务点12处，群众更加满意。",
                "| 年份 | 件数 |",
                "| 2020 | 12 |",
                "缩进的段落，也是正文。"
            ]
        );
        assert_eq!(article.variables.get(Variable::Date).unwrap().value, "2021-05-06");
    }
}
