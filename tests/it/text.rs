//! Articles: structure, scripts, loading.

use duizhao::article::{Article, Role};

#[test]
fn headings_of_many_styles_and_what_only_looks_like_one() {
    let text = "本省推进网络安全工作综述\n来源：某某日报\n近年来，全省扎实推进各项工作，取得明显成效。\n一、总体情况\n工作平稳有序，人民群众满意度不断提高。\n（一）主要做法\n坚持问题导向，压实各方责任，形成工作合力。\n1.完善制度\n出台多项规定，为依法治理提供依据。\n【网上声音】\n声音更响亮，故事更动人，传播更有效。\n2017年4月19日";
    let article = Article::from_text("x", text);
    let got: Vec<(Role, Option<u8>)> = article.passages.iter().map(|p| (p.role, p.heading_level)).collect();
    assert_eq!(
        got,
        [
            (Role::Title, None),
            (Role::Boilerplate, None),
            (Role::Paragraph, None),
            (Role::Heading, Some(1)),
            (Role::Paragraph, None),
            (Role::Heading, Some(3)),
            (Role::Paragraph, None),
            (Role::Heading, Some(4)),
            (Role::Paragraph, None),
            (Role::Heading, Some(2)),
            (Role::Paragraph, None),
            (Role::Boilerplate, None),
        ]
    );
}
