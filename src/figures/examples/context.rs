//! How figures stand, where, when and of what they are: sentences with each figure as `{words|status|place|period|denominator}`.
//! What is left out is not looked at.

use crate::figures::{Figure, read_line};
use crate::text::Text;

/// A line without its marks, and what it says of figures: where they begin, and what is wanted of them.
fn parsed(marked: &str) -> (String, Vec<(u32, Vec<&str>)>) {
    let mut line = String::new();
    let mut wants = Vec::new();
    let mut rest = marked;
    while let Some((before, (mark, after))) = rest.split_once('{').and_then(|(a, b)| Some((a, b.split_once('}')?))) {
        line.push_str(before);
        let fields: Vec<&str> = mark.split('|').collect();
        wants.push((line.chars().count() as u32, fields.clone()));
        line.push_str(fields[0]);
        rest = after;
    }
    line.push_str(rest);
    (line, wants)
}

fn fields(text: &Text, figure: &Figure) -> [String; 5] {
    let words = |span: Option<crate::text::Span>| span.map_or_else(String::new, |span| text.slice(span).to_owned());
    let status = figure.status.and_then(|status| serde_json::to_value(status).ok());
    let status = status.and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default();
    [words(Some(figure.span)), status, words(figure.place), words(figure.period), words(figure.denominator)]
}

#[test]
fn how_figures_stand() {
    let mut wrong = Vec::new();
    let mut seen = 0;
    for marked in include_str!("context.txt").lines() {
        let (line, wants) = parsed(marked);
        let text = Text::new(line.as_str());
        let figures = read_line(&line);
        for (start, want) in wants {
            let figure = figures.iter().find(|figure| figure.span.start.0 == start);
            let got = figure.map(|figure| fields(&text, figure)).unwrap_or_default();
            let same = want.iter().zip(&got).all(|(want, got)| want.is_empty() || want == got);
            seen += 1;
            if !same {
                wrong.push(format!("{line}\n  want {}\n  got  {}", want.join("|"), got.join("|")));
            }
        }
    }
    assert!(seen > 250, "{seen} figures");
    assert!(wrong.is_empty(), "{} of {seen}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn what_a_text_of_several_lines_says() {
    let check = |text: &str, want: &[&str]| {
        let article = crate::article::Article::from_text("a", text);
        let figures = crate::figures::read(&article, None);
        let amounts = figures.iter().filter(|figure| figure.tier == crate::figures::Tier::Figure);
        let got: Vec<String> = amounts.map(|f| f.period.map_or("-", |p| article.text.slice(p)).to_owned()).collect();
        assert_eq!(got, want, "{text}");
    };
    check(
        "县里的日子\n\n2026年重点：\n\n1.建驿站12座。\n\n2.培训骑手300人次。\n\n驿站现有骑手90名。",
        &["2026年", "2026年", "-"],
    );
    check(
        "县里的日子\n\n今年前三季度，网销额23亿元，其中9月4亿元，快递业务量1.2亿件。",
        &["今年前三季度", "9月", "今年前三季度"],
    );
    check("县里的日子\n\n三年来，建成驿站12座。骑手90名。", &["三年来", "-"]);
    check("县里的日子\n\n某人缓刑三年并罚款5万元。", &["-"]);
}
