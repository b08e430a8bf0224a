//! Loading: every format and encoding, what is damaged, what is too large.

use std::collections::BTreeMap;
use std::io::Write;

use duizhao::article::{self, Article, FileFormat, LoadError, LoadOptions, Role, Variable, WarningKind};
use duizhao::script::{self, OpenCc, Vocabulary};
use duizhao::text::Span;

use crate::text::marks;

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

/// An article of our own, in two scripts, one block a line.
const SIMPLIFIED: [&str; 8] = [
    "某省推进网络安全工作综述",
    "近年来，全省上下扎实推进网络安全和信息化工作，网上正能量更加强劲，网络空间日渐清朗。",
    "筑牢网络安全屏障",
    "去年，全省开展专项行动12次，处置违规账号4860个，整改率由81%升至99%，群众满意度稳步提高。",
    "让群众少跑腿",
    "平台上线高频事项1460项，其中九成可以全程网上办理，平均每件缩短到3个工作日。",
    "下一步，全省将继续加大投入，力争到2027年实现乡镇全覆盖。",
    "来源：某省日报",
];

const TRADITIONAL: [&str; 8] = [
    "某省推進網路安全工作綜述",
    "近年來,全省上下扎實推進網路安全和資訊化工作,網上正能量更加強勁,網路空間日漸清朗。",
    "築牢網路安全屏障",
    "去年,全省開展專項行動12次,處置違規帳號4860個,整改率由81%升至99%,群眾滿意度穩步提高。",
    "讓群眾少跑腿",
    "平臺上線高頻事項1460項,其中九成可以全程網上辦理,平均每件縮短到3個工作日。",
    "下一步,全省將繼續加大投入,力爭到2027年實現鄉鎮全覆蓋。",
    "來源:某省日報",
];

fn load(bytes: Vec<u8>) -> Article {
    article::load(bytes, "x", &LoadOptions::default()).unwrap()
}

/// What structure says, without white space, which formats break differently.
fn shape(article: &Article) -> Vec<(Role, Option<u8>, String)> {
    let words = |p: &article::Passage| article.text.slice(p.span).split_whitespace().collect::<String>();
    article.passages.iter().map(|p| (p.role, p.heading_level, words(p))).collect()
}

fn html(lines: &[&str], charset: &str) -> String {
    let body: String = lines[1..].iter().map(|l| format!("<p>　　{l}</p>\n")).collect();
    format!(
        "<!DOCTYPE html><html><head><meta charset=\"{charset}\"><title>{0}_某网站</title></head><body>\
         <div class=\"nav\"><a href=\"/\">首页</a> <a href=\"/n\">新闻</a></div><h1>{0}</h1>\
         <div class=\"TRS_Editor\">{body}</div><div class=\"footer\">版权所有 某网站</div></body></html>",
        lines[0]
    )
}

fn markdown(lines: &[&str]) -> String {
    let marked = |(n, line): (usize, &&str)| match n {
        0 => format!("# {line}"),
        2 | 4 => format!("## {line}"),
        _ => (*line).to_owned(),
    };
    lines.iter().enumerate().map(marked).collect::<Vec<_>>().join("\n\n")
}

fn zipped(files: &[(&str, impl AsRef<[u8]>)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes.as_ref()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn docx(lines: &[&str]) -> Vec<u8> {
    let paragraph = |l: &&str| format!("<w:p><w:r><w:t>{l}</w:t></w:r></w:p>");
    let body: String = lines.iter().map(paragraph).collect();
    let document = format!("<?xml version=\"1.0\"?><w:document><w:body>{body}</w:body></w:document>");
    zipped(&[("[Content_Types].xml", "<Types/>"), ("word/document.xml", &document)])
}

fn epub(lines: &[&str]) -> Vec<u8> {
    let body: String = lines.iter().map(|l| format!("<p>{l}</p>")).collect();
    zipped(&[
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", "<container><rootfiles><rootfile full-path=\"o/p.opf\"/></rootfiles></container>"),
        (
            "o/p.opf",
            "<package><manifest><item id=\"a\" href=\"a.xhtml\"/></manifest><spine><itemref idref=\"a\"/></spine></package>",
        ),
        ("o/a.xhtml", &format!("<html><body>{body}</body></html>")),
    ])
}

fn mhtml(page: &str) -> Vec<u8> {
    use base64::Engine;
    let page = base64::engine::general_purpose::STANDARD.encode(page);
    let page: Vec<&str> = page.as_bytes().chunks(76).map(|c| std::str::from_utf8(c).unwrap()).collect();
    format!(
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/a.html\r\nSubject: x\r\n\
         Date: Wed, 19 Apr 2017 08:00:00 +0800\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\
         \ttype=\"text/html\"; boundary=\"B\"\r\n\r\n--B\r\nContent-Type: text/html; charset=\"utf-8\"\r\n\
         Content-Transfer-Encoding: base64\r\n\r\n{}\r\n--B--\r\n",
        page.join("\r\n")
    )
    .into_bytes()
}

/// A page of paper with lines of 26 ideographs, the first line of each paragraph indented.
fn pdf(lines: &[&str]) -> Vec<u8> {
    let mut content = String::from("BT /F1 12 Tf 1 0 0 1 0 0 Tm\n");
    let mut y = 800;
    for line in lines {
        let chars: Vec<char> = line.chars().collect();
        let prose = chars.len() > 26;
        let (mut at, mut first) = (0, true);
        while at < chars.len() {
            let end = (at + if first && prose { 24 } else { 26 }).min(chars.len());
            let hex: String = chars[at..end].iter().map(|c| format!("{:04X}", *c as u32)).collect();
            let x = 60 + if first && prose { 24 } else { 0 };
            content.push_str(&format!("1 0 0 1 {x} {y} Tm <{hex}> Tj\n"));
            (at, first) = (end, false);
            y -= 20;
        }
    }
    content.push_str("ET");
    pdf_of(&[content], "UniGB-UTF16-H", "GB1")
}

/// A file of pages that are written in one font of a predefined map.
fn pdf_of(pages: &[String], map: &str, ordering: &str) -> Vec<u8> {
    let kids: Vec<String> = (0..pages.len()).map(|n| format!("{} 0 R", 5 + 2 * n)).collect();
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        format!("<</Type/Pages/Kids[{}]/Count {}>>", kids.join(" "), pages.len()),
        format!("<</Type/Font/Subtype/Type0/BaseFont/STSong/Encoding/{map}/DescendantFonts[4 0 R]>>"),
        format!(
            "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong/CIDSystemInfo<</Registry(Adobe)/Ordering({ordering})/Supplement 2>>>>"
        ),
    ];
    for (n, content) in pages.iter().enumerate() {
        let stream = 6 + 2 * n;
        objects.push(format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 850]/Contents {stream} 0 R/Resources<</Font<</F1 3 0 R>>>>>>"
        ));
        objects.push(format!("<</Length {}>>stream\n{content}\nendstream", content.len()));
    }
    let mut out = String::from("%PDF-1.4\n");
    let mut places = Vec::new();
    for (n, object) in objects.iter().enumerate() {
        places.push(out.len());
        out.push_str(&format!("{} 0 obj\n{object}\nendobj\n", n + 1));
    }
    let (start, count) = (out.len(), objects.len() + 1);
    out.push_str(&format!("xref\n0 {count}\n0000000000 65535 f \n"));
    places.iter().for_each(|p| out.push_str(&format!("{p:010} 00000 n \n")));
    out.push_str(&format!("trailer<</Size {count}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF"));
    out.into_bytes()
}

#[test]
fn one_article_is_the_same_in_all_formats_and_encodings() {
    for lines in [SIMPLIFIED, TRADITIONAL] {
        let text = lines.join("\n");
        let expect = shape(&Article::from_text("x", text.as_str()));
        assert_eq!(expect.iter().filter(|(role, ..)| *role == Role::Heading).count(), 2, "{expect:?}");
        let mut files: Vec<(String, Vec<u8>)> = Vec::new();
        for label in ["utf-8", "gb18030", "big5"] {
            let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap();
            let (bytes, _, lossy) = encoding.encode(&text);
            if !lossy {
                files.push((label.into(), bytes.into_owned()));
                files.push((format!("html {label}"), encoding.encode(&html(&lines, label)).0.into_owned()));
            }
        }
        for (label, big) in [("utf-16le", false), ("utf-16be", true)] {
            let units = |text: &str| -> Vec<u8> {
                text.encode_utf16().flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
            };
            files.push((label.into(), units(&text)));
            files.push((format!("{label} with mark"), units(&format!("\u{feff}{text}"))));
        }
        files.push(("crlf".into(), text.replace('\n', "\r\n").into_bytes()));
        files.push(("utf-8 with mark".into(), format!("\u{feff}{text}").into_bytes()));
        files.push(("blank lines".into(), text.replace('\n', "\n\n").into_bytes()));
        files.push(("indents".into(), text.replace('\n', "\n\u{3000}\u{3000}").into_bytes()));
        files.push(("docx".into(), docx(&lines)));
        files.push(("epub".into(), epub(&lines)));
        files.push(("mhtml".into(), mhtml(&html(&lines, "utf-8"))));
        files.push(("pdf".into(), pdf(&lines)));
        assert!(files.len() >= 16);
        for (name, bytes) in files {
            assert_eq!(shape(&load(bytes)), expect, "{name}");
        }
        // Markdown's marks are no part of the words, which is all that may differ.
        let named = LoadOptions { extension: Some("md".into()), ..LoadOptions::default() };
        let article = article::load(markdown(&lines).into_bytes(), "x", &named).unwrap();
        assert_eq!(article.format, FileFormat::Markdown);
        let words =
            |(role, level, words): (Role, Option<u8>, String)| (role, level, words.trim_start_matches('#').to_owned());
        assert_eq!(shape(&article).into_iter().map(words).collect::<Vec<_>>(), expect, "markdown");
    }
}

/// A Word file with lists that number its headings, a contents table, notes and a deletion.
fn word_file() -> Vec<u8> {
    let heading = |style: &str, words: &str| {
        format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>")
    };
    let item = |level: u32, words: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"2\"/></w:numPr></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"
        )
    };
    let plain = |words: &str| format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>");
    let body = [
        heading("Title", "青岚县数字服务工作方案"),
        heading("TOC1", "总体要求\t1"),
        heading("H1", "总体要求"),
        plain("坚持便民利民，统筹推进全县数字服务工作。</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r><w:r><w:t>成效要让群众评判。"),
        heading("H1", "重点任务"),
        heading("H2", "夯实基础"),
        item(0, "建设服务站点120处，实现乡镇全覆盖。"),
        item(0, "开通服务热线，全天候受理群众诉求。"),
        heading("H2", "优化服务"),
        plain("推行一次告知，材料平均减少三成。"),
    ]
    .concat();
    let styles = "<w:styles><w:style w:styleId=\"Title\"><w:name w:val=\"Title\"/></w:style>\
        <w:style w:styleId=\"TOC1\"><w:name w:val=\"toc 1\"/></w:style>\
        <w:style w:styleId=\"H1\"><w:name w:val=\"heading 1\"/><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>\
        <w:style w:styleId=\"H2\"><w:name w:val=\"heading 2\"/><w:pPr><w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style></w:styles>";
    let numbering = "<w:numbering><w:abstractNum w:abstractNumId=\"0\">\
        <w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"chineseCounting\"/><w:lvlText w:val=\"%1、\"/></w:lvl>\
        <w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt w:val=\"chineseCounting\"/><w:lvlText w:val=\"（%2）\"/></w:lvl></w:abstractNum>\
        <w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:suff w:val=\"nothing\"/><w:lvlText w:val=\"%1.\"/></w:lvl></w:abstractNum>\
        <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num><w:num w:numId=\"2\"><w:abstractNumId w:val=\"1\"/></w:num></w:numbering>";
    let notes = "<w:footnotes><w:footnote w:type=\"separator\" w:id=\"-1\"><w:p/></w:footnote>\
        <w:footnote w:id=\"2\"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>数字服务指网上办理的各类服务。</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let document = format!("<w:document><w:body>{body}</w:body></w:document>");
    zipped(&[
        ("[Content_Types].xml", "<Types/>"),
        ("word/document.xml", &document),
        ("word/styles.xml", styles),
        ("word/numbering.xml", numbering),
        ("word/footnotes.xml", notes),
    ])
}

#[test]
fn numbers_and_notes_of_word_are_part_of_the_text() {
    let article = load(word_file());
    let expect = "青岚县数字服务工作方案\n一、总体要求\n坚持便民利民，统筹推进全县数字服务工作。成效要让群众评判。\n二、重点任务\n\
        （一）夯实基础\n1.建设服务站点120处，实现乡镇全覆盖。\n2.开通服务热线，全天候受理群众诉求。\n（二）优化服务\n\
        推行一次告知，材料平均减少三成。\n[1] 数字服务指网上办理的各类服务。";
    assert_eq!(article.text.as_str(), expect);
    assert_eq!(marks(&article), "T 1 P 1 2 L L 2 P P");
    let at = |words: &str| article.text.as_str().split_once(words).unwrap().0.chars().count() as u32;
    let places = |place: u32| vec![Span::new(place, place)];
    let expect = [
        (WarningKind::ContentsLeftOut { count: 1 }, places(at("\n一、总体要求"))),
        (WarningKind::NotesAtEnd { count: 1 }, places(at("成效要让"))),
    ];
    let found: Vec<(WarningKind, Vec<Span>)> = article.warnings.into_iter().map(|w| (w.kind, w.places)).collect();
    assert_eq!(found, expect);
}

#[test]
fn what_word_holds_besides_its_text_is_told_with_its_place() {
    let body = "<w:p><w:r><w:t>青岚县办好</w:t></w:r><w:r><w:drawing/></w:r><w:r><w:t>便民服务</w:t></w:r>\
        <w:del><w:r><w:delText>十件</w:delText></w:r></w:del><w:r><w:t>，</w:t></w:r><w:r><w:commentReference w:id=\"0\"/></w:r>\
        <w:r><w:t>群众满意。</w:t></w:r><w:r><w:footnoteReference w:id=\"7\"/></w:r></w:p><w:p><w:r><w:pict/></w:r></w:p>\
        <w:p><w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/></w:r><w:r><w:t>已办结</w:t></w:r><m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath></w:p>";
    let header = |words: &str| format!("<w:hdr><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:hdr>");
    let article = load(zipped(&[
        ("[Content_Types].xml", "<Types/>"),
        ("word/document.xml", &format!("<w:document><w:body>{body}</w:body></w:document>")),
        ("word/header1.xml", &header("青岚县人民政府办公室文件")),
        ("word/footer1.xml", &header("第 3 页")),
    ]));
    assert_eq!(article.text.as_str(), "青岚县办好便民服务，群众满意。\n\u{fffd}已办结x+1");
    let found: Vec<(WarningKind, Vec<(u32, u32)>)> =
        article.warnings.iter().map(|w| (w.kind, w.places.iter().map(|p| (p.start.0, p.end.0)).collect())).collect();
    let expect = [
        (WarningKind::PicturesLeftOut { count: 2 }, vec![(5, 5), (15, 15)]),
        (WarningKind::DeletionsLeftOut { count: 1 }, vec![(9, 9)]),
        (WarningKind::CommentsLeftOut { count: 1 }, vec![(10, 10)]),
        (WarningKind::HeadersLeftOut { count: 1 }, vec![]),
        (WarningKind::NotesLeftOut { count: 1 }, vec![(15, 15)]),
        (WarningKind::UnknownGlyphs { count: 1 }, vec![(16, 17)]),
    ];
    assert_eq!(found, expect);
}

#[test]
fn columns_from_top_to_bottom_are_lines() {
    let columns = ["青嵐縣推動數位服務", "全縣設立服務站點一百二十處，民眾辦事", "更加方便。"];
    let mut content = String::from("BT /F1 12 Tf\n");
    for (n, column) in columns.iter().enumerate() {
        // ︐ and ︒ are how vertical fonts write , and 。
        let turned = column.replace('，', "\u{fe10}").replace('。', "\u{fe12}");
        let hex: String = turned.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
        content.push_str(&format!("1 0 0 1 {} 800 Tm <{hex}> Tj\n", 500 - 20 * n));
    }
    content.push_str("ET");
    let file = pdf_of(&[content], "UniCNS-UTF16-V", "CNS1");
    let article = load(file);
    assert_eq!(article.text.as_str(), columns.join("\n"));
    // The same with each character in its place, in a font for lines.
    let mut content = String::from("BT /F1 12 Tf\n");
    for (n, column) in columns.iter().enumerate() {
        for (down, unit) in column.encode_utf16().enumerate() {
            content.push_str(&format!("1 0 0 1 {} {} Tm <{unit:04X}> Tj\n", 500 - 20 * n, 800 - 14 * down));
        }
    }
    content.push_str("ET");
    let article = load(pdf_of(&[content], "UniCNS-UTF16-H", "CNS1"));
    assert_eq!(article.text.as_str(), columns.join("\n"));
}

#[test]
fn a_quotation_can_be_cited_by_its_page() {
    let page = |words: &str| {
        let hex: String = words.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
        format!("BT /F1 12 Tf 1 0 0 1 60 800 Tm <{hex}> Tj 1 0 0 1 300 40 Tm <002D0020003100200020002D> Tj ET")
    };
    let file = pdf_of(&[page("第一页说的是网络安全。"), page("第二页说的是便民服务。")], "UniGB-UTF16-H", "GB1");
    let article = load(file);
    assert_eq!(article.text.as_str(), "第一页说的是网络安全。\n第二页说的是便民服务。");
    let pages: Vec<Option<u32>> = article.passages.iter().map(|p| article.page_of(p.span.start)).collect();
    assert_eq!(pages, [Some(1), Some(2)]);
    assert!(article.warnings.iter().any(|w| w.kind == WarningKind::PageFurnitureLeftOut { count: 2 }));
}

#[test]
fn what_a_page_knows_of_itself_becomes_variables() {
    let page = html(&SIMPLIFIED, "utf-8").replace(
        "<h1>",
        "<table><tr><td>索引号：</td><td>00001/2017-00012</td><td>发文字号：</td><td>某政发〔2017〕8号</td></tr>\
         <tr><td>成文日期：</td><td>2017年04月19日</td></tr></table><h1>",
    );
    // The outlet may stand beside the text in any element, behind the time.
    let beside = html(&SIMPLIFIED[..7], "utf-8")
        .replace("<h1>", "<div class=\"info\">2019-05-21 09:12:33　来源：清江网　字号：大</div><h1>");
    let outlet = load(beside.into_bytes()).variables.get(Variable::Outlet).map(|v| v.value.clone());
    assert_eq!(outlet.as_deref(), Some("清江网"));
    let article = load(mhtml(&page));
    assert_eq!(article.format, FileFormat::Mhtml);
    let value = |v| article.variables.get(v).map(|v| v.value.as_str());
    assert_eq!(value(Variable::Title), Some(SIMPLIFIED[0]));
    assert_eq!(value(Variable::IndexNumber), Some("00001/2017-00012"));
    assert_eq!(value(Variable::DocumentNumber), Some("某政发〔2017〕8号"));
    assert_eq!(value(Variable::DateSigned), Some("2017-04-19"));
    assert_eq!(value(Variable::Outlet), Some("某省日报"));
    assert_eq!(value(Variable::Url), Some("https://example.org/a.html"));
    assert_eq!(value(Variable::RetrievedOn), Some("2017-04-19"));
    assert!(article.warnings.iter().any(|w| matches!(w.kind, WarningKind::OutsideLeftOut { .. })));
}

#[test]
fn bad_files_are_refused_with_their_reason() {
    let load = |bytes: Vec<u8>| article::load(bytes, "x", &LoadOptions::default());
    assert!(matches!(load(Vec::new()), Err(LoadError::Empty)));
    assert!(matches!(load((0..=255).cycle().take(4000).collect()), Err(LoadError::Binary)));
    let utf32: Vec<u8> = SIMPLIFIED[1].chars().flat_map(|c| (c as u32).to_le_bytes()).collect();
    assert!(matches!(load(utf32), Err(LoadError::Unsupported { .. })));
    let wrong = LoadOptions { encoding: Some(encoding_rs::UTF_8), ..LoadOptions::default() };
    let gb = encoding_rs::GB18030.encode(SIMPLIFIED[1]).0.into_owned();
    let refused = article::load(gb, "x", &wrong);
    assert!(matches!(refused, Err(LoadError::NotInEncoding { asked: "UTF-8", detected: "gb18030" })), "{refused:?}");
    assert!(matches!(load(docx(&SIMPLIFIED)[..300].to_vec()), Err(LoadError::Damaged(_))));
    assert!(matches!(load(zipped(&[("a.txt", "x")])), Err(LoadError::Unsupported { .. })));
    let mut old_word = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    assert!(matches!(load(old_word.clone()), Err(LoadError::Unsupported { .. })));
    old_word.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert!(matches!(load(old_word), Err(LoadError::Encrypted)));
    let blank = String::from_utf8(pdf(&["x"])).unwrap().replace("Tj", "Tx");
    assert!(matches!(load(blank.into_bytes()), Err(LoadError::NoTextLayer { pages: 1 })));
    // A wrong extension: the content decides.
    let named = LoadOptions { extension: Some("txt".into()), ..LoadOptions::default() };
    assert_eq!(article::load(docx(&SIMPLIFIED), "x", &named).unwrap().format, FileFormat::Docx);
}

#[test]
fn locked_files_are_told_from_damaged_ones() {
    let load = |bytes: Vec<u8>| article::load(bytes, "x", &LoadOptions::default());
    // A password that nobody needs to know locks the file against changes only: its text is read.
    for (user, opens) in [("", true), ("secret", false)] {
        let mut document = lopdf::Document::load_mem(&pdf(&SIMPLIFIED)).unwrap();
        let id = lopdf::Object::string_literal(b"0123456789abcdef".to_vec());
        document.trailer.set("ID", vec![id.clone(), id]);
        let version = lopdf::EncryptionVersion::V2 {
            document: &document,
            owner_password: "owner",
            user_password: user,
            key_length: 128,
            permissions: lopdf::Permissions::all(),
        };
        let state = lopdf::EncryptionState::try_from(version).unwrap();
        document.encrypt(&state).unwrap();
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).unwrap();
        match load(bytes) {
            Ok(article) if opens => assert_eq!(shape(&article), shape(&load(pdf(&SIMPLIFIED)).unwrap())),
            Err(LoadError::Encrypted) if !opens => {}
            other => panic!("password {user:?}: {other:?}"),
        }
    }
    // A zip whose entry needs a password says so in its flags, in the entry and in the directory.
    let mut locked = docx(&SIMPLIFIED);
    for mark in [b"PK\x03\x04", b"PK\x01\x02"] {
        let flags = if mark[2] == 3 { 6 } else { 8 };
        let places: Vec<usize> = (0..locked.len() - 4).filter(|at| locked[*at..].starts_with(mark)).collect();
        places.into_iter().for_each(|at| locked[at + flags] |= 1);
    }
    let refused = load(locked);
    assert!(matches!(refused, Err(LoadError::Encrypted)), "{refused:?}");
    for (name, file) in [("docx", word_file()), ("epub", epub(&SIMPLIFIED)), ("pdf", gold("pdf/ttf_sc.pdf"))] {
        for part in 1..8 {
            let cut = file[..file.len() * part / 8].to_vec();
            // A PDF is read as far as it goes; an archive without its directory is not.
            let result = load(cut);
            let told = matches!(result, Err(LoadError::Damaged(_) | LoadError::NoTextLayer { .. } | LoadError::NoText));
            assert!(told || name == "pdf" && result.is_ok(), "{name} {part}/8: {result:?}");
        }
    }
}

#[test]
fn every_predefined_map_is_read() {
    // A word in the codes of each map that Chinese papers are set with.
    let units = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>();
    let coded = |label: &str, text: &str| {
        encoding_rs::Encoding::for_label(label.as_bytes()).unwrap().encode(text).0.into_owned()
    };
    let (simplified, traditional) = ("网络安全2017", "網路安全2017");
    for (maps, ordering, text, codes) in [
        (&["UniGB-UCS2-H", "UniGB-UTF16-H"][..], "GB1", simplified, units(simplified)),
        (
            &["GBK-EUC-H", "GBKp-EUC-H", "GBK2K-H", "GB-EUC-H", "GBpc-EUC-H"],
            "GB1",
            simplified,
            coded("gb18030", simplified),
        ),
        (&["UniCNS-UCS2-H", "UniCNS-UTF16-H"], "CNS1", traditional, units(traditional)),
        (&["ETen-B5-H", "ETenms-B5-H", "B5pc-H", "HKscs-B5-H"], "CNS1", traditional, coded("big5", traditional)),
    ] {
        for map in maps {
            let hex: String = codes.iter().map(|byte| format!("{byte:02X}")).collect();
            let page = format!("BT /F1 12 Tf 1 0 0 1 60 800 Tm <{hex}> Tj ET");
            assert_eq!(load(pdf_of(&[page], map, ordering)).text.as_str(), text, "{map}");
        }
    }
}

#[test]
fn an_extension_decides_nothing_that_the_content_knows() {
    for (extension, bytes, format) in [
        ("txt", docx(&SIMPLIFIED), FileFormat::Docx),
        ("docx", SIMPLIFIED.join("\n").into_bytes(), FileFormat::Text),
        ("pdf", html(&SIMPLIFIED, "utf-8").into_bytes(), FileFormat::Html),
        ("html", SIMPLIFIED.join("\n").into_bytes(), FileFormat::Text),
        ("html", mhtml(&html(&SIMPLIFIED, "utf-8")), FileFormat::Mhtml),
        ("md", pdf(&SIMPLIFIED), FileFormat::Pdf),
        ("doc", epub(&SIMPLIFIED), FileFormat::Epub),
    ] {
        let options = LoadOptions { extension: Some(extension.into()), ..LoadOptions::default() };
        let article = article::load(bytes, "x", &options).unwrap();
        assert_eq!(article.format, format, "{extension}");
        assert!(article.text.as_str().contains(SIMPLIFIED[2]), "{extension}");
    }
}

#[test]
fn what_would_fill_the_memory_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("large.txt");
    std::fs::File::create(&path).unwrap().set_len(2 << 30).unwrap();
    let result = article::open(&path, "large", &LoadOptions::default());
    assert!(matches!(result, Err(LoadError::TooLarge { limit: article::LARGEST_FILE, .. })));

    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).unwrap();
    let block = vec![b' '; 1 << 20];
    for _ in 0..=article::LARGEST_INFLATED >> 20 {
        zip.write_all(&block).unwrap();
    }
    let bomb = zip.finish().unwrap().into_inner();
    assert!(bomb.len() < 1 << 20);
    let result = article::load(bomb, "x", &LoadOptions::default());
    assert!(matches!(result, Err(LoadError::InflatesTooFar { .. })));
}

#[test]
fn a_million_nested_tags_are_read() {
    let deep = format!("<html><body>{}网络安全{}", "<div>".repeat(1_000_000), "<b>".repeat(1_000_000));
    let article = load(deep.into_bytes());
    assert_eq!(article.text.as_str(), "网络安全");
    assert!(article.warnings.iter().any(|w| w.kind == WarningKind::DepthCapped));
}

/// A small generator, so that the rounds are the same on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }
}

/// The parts of an archive with their names; any other file is one part without a name.
fn unpacked(file: &[u8]) -> Vec<(String, Vec<u8>)> {
    let Ok(mut archive) = zip::ZipArchive::new(std::io::Cursor::new(file)) else {
        return vec![(String::new(), file.to_vec())];
    };
    let count = archive.len();
    let part = |at: usize| {
        let mut part = archive.by_index(at).unwrap();
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut part, &mut bytes).unwrap();
        (part.name().to_owned(), bytes)
    };
    (0..count).map(part).collect()
}

#[test]
fn mutated_files_neither_panic_nor_hang() {
    const ROUNDS: usize = 60;
    let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let mut corpus: Vec<(&str, Vec<u8>)> = vec![
        ("txt", SIMPLIFIED.join("\n").into_bytes()),
        ("txt", encoding_rs::BIG5.encode(&TRADITIONAL.join("\n")).0.into_owned()),
        ("txt", utf16(&SIMPLIFIED.join("\n"))),
        ("md", markdown(&SIMPLIFIED).into_bytes()),
        ("html", html(&TRADITIONAL, "utf-8").into_bytes()),
        ("mhtml", mhtml(&html(&SIMPLIFIED, "utf-8"))),
        ("docx", docx(&SIMPLIFIED)),
        ("docx", word_file()),
        ("epub", epub(&TRADITIONAL)),
        ("pdf", pdf(&SIMPLIFIED)),
    ];
    corpus.extend(["ttf_sc", "GBK-EUC-H", "cid_tc"].map(|name| ("pdf", gold(&format!("pdf/{name}.pdf")))));
    let (sender, receiver) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let mut random = Random(0x9e37_79b9_7f4a_7c15);
        let opencc = OpenCc::new().unwrap();
        let vocabulary = Vocabulary::builtin();
        // How many of each kind were read: a loader that refuses all of them is not tried at all.
        let mut read: BTreeMap<&str, usize> = BTreeMap::new();
        for (extension, file) in &corpus {
            let options = LoadOptions { extension: Some((*extension).to_owned()), ..LoadOptions::default() };
            for _ in 0..ROUNDS {
                // What an archive holds is changed before it is packed: packed, it would only fail its checksum.
                let mut parts = unpacked(file);
                let part = random.below(parts.len());
                let bytes = &mut parts[part].1;
                for _ in 0..=random.below(6) {
                    let at = random.below(bytes.len());
                    let end = (at + random.below(40)).min(bytes.len());
                    match random.below(5) {
                        0 if !bytes.is_empty() => bytes[at] ^= 1 << random.below(8),
                        1 => drop(bytes.drain(at..end)),
                        2 => {
                            let piece = bytes[at..end].to_vec();
                            bytes.splice(at..at, piece);
                        }
                        3 => bytes.insert(at, random.below(256) as u8),
                        _ => bytes.truncate(at.max(1)),
                    }
                }
                let packed = match &parts[..] {
                    [(name, bytes)] if name.is_empty() => bytes.clone(),
                    parts => zipped(&parts.iter().map(|(name, bytes)| (name.as_str(), bytes)).collect::<Vec<_>>()),
                };
                if let Ok(article) = article::load(packed, "x", &options) {
                    let normalized = script::normalize(&article, &opencc, &vocabulary);
                    for passage in &article.passages {
                        assert!(!normalized.slice(passage.span).is_empty());
                    }
                    *read.entry(*extension).or_default() += 1;
                }
            }
        }
        sender.send(read).unwrap();
    });
    let read = receiver.recv_timeout(std::time::Duration::from_secs(60)).expect("no loader hangs or panics");
    assert_eq!(read.keys().copied().collect::<Vec<_>>(), ["docx", "epub", "html", "md", "mhtml", "pdf", "txt"]);
    assert!(read.values().all(|read| *read >= 5), "{read:?} of the mutated files were read");
}
