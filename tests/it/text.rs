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

use duizhao::article::{self, LoadError, LoadOptions};

fn gold(name: &str) -> Vec<u8> {
    let path = format!("{}/tests/gold/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(&path).unwrap_or_else(|e| panic!("{path}: {e}"))
}

#[test]
fn pdfs_of_predefined_and_embedded_fonts_give_their_text() {
    let simplified = "网络安全和信息化工作 14.06亿元";
    let traditional = "網路安全和資訊化工作";
    for (name, expect) in [
        ("cid_sc", simplified),
        ("GBK-EUC-H", simplified),
        ("UniGB-UCS2-H", simplified),
        ("cid_tc", "網路安全和資訊化工作 9億人次"),
        ("ETen-B5-H", traditional),
        ("UniCNS-UTF16-H", traditional),
        ("ttf_sc", "网络安全和信息化工作 14.06亿元\n第二行：突破10亿"),
    ] {
        let article = article::load(gold(&format!("pdf/{name}.pdf")), name, &LoadOptions::default()).unwrap();
        assert_eq!(article.text.as_str(), expect, "{name}");
        assert_eq!(article.pages.len(), 1, "{name}");
    }
}

#[test]
fn a_damaged_pdf_is_reported() {
    let whole = gold("pdf/ttf_sc.pdf");
    let cut = whole[..whole.len() / 8].to_vec();
    let result = article::load(cut, "x", &LoadOptions::default());
    assert!(matches!(result, Err(LoadError::Damaged(_) | LoadError::NoTextLayer { .. })), "{result:?}");
}
