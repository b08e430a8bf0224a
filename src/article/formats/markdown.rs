//! Markdown: the source is the reference text; what its marks say of lines becomes hints.

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

/// What stands between the lines that begin and end it.
#[derive(PartialEq)]
enum Within {
    Text,
    FrontMatter,
    Code,
}

pub fn extract(text: String) -> Extracted {
    let mut out = Extracted::default();
    let mut within = Within::Text;
    let mut chars = 0u32;
    let mut last: Option<u32> = None;
    for (n, raw) in text.split_inclusive('\n').enumerate() {
        let lead = raw.chars().take_while(|c| is_blank(*c)).count() as u32;
        let start = chars + lead;
        chars += raw.chars().count() as u32;
        let line = raw.trim_matches(is_blank);
        if line.is_empty() {
            last = None;
            continue;
        }
        let hint = match within {
            Within::FrontMatter => {
                if line == "---" || line == "..." {
                    within = Within::Text;
                } else if let Some((name, value)) = line.split_once(':') {
                    let field = FIELDS.iter().find(|(field, _)| name.trim().eq_ignore_ascii_case(field));
                    if let Some((field, variable)) = field {
                        out.variables.take_from_file(*variable, value.trim().trim_matches(['"', '\'']), field);
                    }
                }
                Some(Hint::Furniture)
            }
            Within::Code => {
                if line.starts_with("```") || line.starts_with("~~~") {
                    within = Within::Text;
                }
                Some(Hint::Furniture)
            }
            Within::Text if n == 0 && line == "---" => {
                within = Within::FrontMatter;
                Some(Hint::Furniture)
            }
            Within::Text if line.starts_with("```") || line.starts_with("~~~") => {
                within = Within::Code;
                Some(Hint::Furniture)
            }
            // A line of = or - under words makes them a heading.
            Within::Text
                if line.len() >= 3 && (line.trim_matches('=').is_empty() || line.trim_matches('-').is_empty()) =>
            {
                if let Some(above) = last {
                    let title = line.starts_with('=') && out.hints.0.values().all(|h| *h != Hint::Title);
                    out.hints.insert(above, if title { Hint::Title } else { Hint::Heading(2) });
                }
                Some(Hint::Furniture)
            }
            Within::Text if line.starts_with('>') || line.starts_with('|') => Some(Hint::Prose),
            Within::Text => None,
        };
        last = (hint.is_none()).then_some(start);
        if let Some(hint) = hint {
            out.hints.insert(start, hint);
        }
    }
    out.text = text;
    out
}

#[cfg(test)]
mod tests {
    use crate::article::{self, LoadOptions, Role, Variable};

    #[test]
    fn marks_of_markdown_are_no_passages_of_the_article() {
        let text = "---\ntitle: 城市服务记\ndate: 2021-05-06\n---\n\n> 编者的话，介绍这篇文章。\n\n城市服务记\n=====\n\n\
            今年以来，全市新增服务点12处，群众更加满意。\n\n## 做法\n\n- 设立窗口；\n- 开通热线。\n\n\
            | 年份 | 件数 |\n|---|---|\n| 2020 | 12 |\n\n```\nlet x = 1;\n```\n";
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
                "| 2020 | 12 |"
            ]
        );
        assert_eq!(article.variables.get(Variable::Date).unwrap().value, "2021-05-06");
    }
}
