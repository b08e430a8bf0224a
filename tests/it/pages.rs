//! Pages as readers save them and releases as offices send them: what of them is the article, and what they tell of themselves.

use std::fmt::Write;

use duizhao::article::{self, Article, Evidence, FileFormat, LoadOptions, Variable};

fn open(name: &str) -> Article {
    let path = format!("{}/tests/texts/{name}", env!("CARGO_MANIFEST_DIR"));
    let stem = name.split('.').next().unwrap_or(name);
    article::open(path.as_ref(), stem, &LoadOptions::default()).unwrap_or_else(|e| panic!("{path}: {e}"))
}

/// A line for each passage: its role, its level, and how it begins.
fn outline(article: &Article) -> String {
    let mut out = String::new();
    for passage in &article.passages {
        let words: Vec<char> = article.text.slice(passage.span).chars().filter(|c| !c.is_whitespace()).collect();
        let words: String = match words.len() {
            0..=16 => words.iter().collect(),
            _ => words[..8].iter().chain(&['…']).collect(),
        };
        let role = format!("{:?}", passage.role);
        let level = passage.heading_level.map_or_else(String::new, |level| level.to_string());
        writeln!(out, "{role}{level} {words}").unwrap();
    }
    out
}

fn check(article: &Article, expect: &[&str]) {
    let got = outline(article);
    assert_eq!(got.lines().collect::<Vec<_>>(), expect, "{}\n{got}", article.name);
}

fn value(article: &Article, variable: Variable) -> &str {
    article.variables.get(variable).map_or("", |value| value.value.as_str())
}

#[test]
fn a_saved_news_page_is_its_article() {
    let page = open("news.html");
    check(
        &page,
        &[
            "Title 云岭市：一部手机办成百件事",
            "Boilerplate 本报记者林晓通讯员赵明",
            "Paragraph 清晨八点，云岭市…",
            "Heading1 一窗变一屏",
            "Paragraph 2019年，云岭…",
            "Boilerplate 图为市民在自助终…",
            "Heading1 数据多跑路",
            "Paragraph 改革的关键在数据…",
            "Paragraph 下一步，云岭市将…",
            "Boilerplate (责编：周某、吴某某)",
        ],
    );
    assert_eq!(value(&page, Variable::Date), "2022-09-14");
    assert_eq!(value(&page, Variable::Outlet), "云岭日报");
}

#[test]
fn a_wechat_page_gives_its_account_and_time() {
    let page = open("wechat.html");
    check(
        &page,
        &[
            "Title 江城推出“银发专…",
            "Boilerplate 点击上方蓝字关注我们",
            "Paragraph “字大、人少、有…",
            "Heading1 01一窗通办",
            "Paragraph 今年1月起，全市…",
            "Heading1 02上门代办",
            "Paragraph 对行动不便的老人…",
            "Boilerplate 来源：江城市政务…",
            "Boilerplate 编辑：小江|审核：老李",
            "Boilerplate 往期推荐",
            "Filler ▼",
        ],
    );
    assert_eq!(value(&page, Variable::Date), "2023-03-08");
    assert_eq!(value(&page, Variable::Republisher), "江城政务");
    assert_eq!(value(&page, Variable::Outlet), "江城市政务服务和大数据管理局");
    assert_eq!(value(&page, Variable::Url), "http://mp.weixin.qq.com/s?__biz=abc&mid=1");
}

#[test]
fn a_document_on_a_government_site_gives_its_table() {
    let path = format!("{}/tests/texts/document.html", env!("CARGO_MANIFEST_DIR"));
    let source = std::fs::read_to_string(path).unwrap();
    // The page is as old as its encoding.
    let bytes = encoding_rs::GB18030.encode(&source).0.into_owned();
    let page = article::load(bytes, "document", &LoadOptions::default()).unwrap();
    assert_eq!((page.format, page.encoding), (FileFormat::Html, Some("gb18030")));
    check(
        &page,
        &[
            "Title 青川市人民政府办…",
            "Boilerplate 青府办发〔2021〕23号",
            "Boilerplate 各县（区）人民政府，市级各部门：",
            "Boilerplate 《青川市数字政府…",
            "Boilerplate 青川市人民政府办公室",
            "Boilerplate 2021年6月10日",
            "Heading1 青川市数字政府建…",
            "Paragraph 为加快数字政府建…",
            "Heading2 一、总体目标",
            "Paragraph 到2023年底，…",
            "Heading2 二、主要任务",
            "ListItem （一）夯实数字底…",
            "ListItem （二）优化政务服…",
            "Heading2 三、保障措施",
            "Paragraph 各地各部门要加强…",
        ],
    );
    for (variable, expect) in [
        (Variable::IndexNumber, "11510800/2021-00087"),
        (Variable::DocumentNumber, "青府办发〔2021〕23号"),
        (Variable::IssuingBody, "青川市人民政府办公室"),
        (Variable::DateSigned, "2021-06-10"),
        (Variable::Date, "2021-06-18"),
        (Variable::Level, "city"),
    ] {
        assert_eq!(value(&page, variable), expect, "{variable}");
    }
}

#[test]
fn a_page_of_a_taiwanese_county_is_named_after_its_headline() {
    let page = open("county.html");
    check(
        &page,
        &[
            "Title 推動智慧長照花海…",
            "Paragraph 花海縣政府積極推…",
            "Paragraph 縣長表示，縣府自…",
            "Paragraph 社會處指出，參與…",
        ],
    );
    assert_eq!(value(&page, Variable::Date), "2023-10-05");
    assert_eq!(value(&page, Variable::IssuingBody), "花海縣政府");
}

#[test]
fn releases_of_hong_kong_and_taiwan() {
    let harbour = open("release_harbour.txt");
    check(
        &harbour,
        &[
            "Title 創新科技署推出中小企數碼轉型資助",
            "Filler ＊＊＊＊＊＊＊＊…",
            "Paragraph 創新科技署今日（…",
            "Paragraph 計劃以一比一的配…",
            "Paragraph 署方發言人說：「…",
            "Paragraph 去年，本港約七成…",
            "Paragraph 有關計劃的詳情已…",
            "Boilerplate 完",
            "Boilerplate 2024年3月12日（星期二）",
            "Boilerplate 香港時間15時00分",
        ],
    );
    assert_eq!(value(&harbour, Variable::Date), "2024-03-12");

    let ministry = open("release_ministry.txt");
    check(
        &ministry,
        &[
            "Boilerplate 數位發展部新聞稿",
            "Boilerplate 發布單位：資源管理司",
            "Boilerplate 發布日期：113年5月20日",
            "Title 偏鄉寬頻再升級數…",
            "Paragraph 數位發展部今(2…",
            "Paragraph 數位部指出，偏鄉…",
            "Paragraph 數位部強調，除基…",
            "Boilerplate 聯絡人：王科長",
            "Boilerplate 聯絡電話：02-…",
        ],
    );
    assert_eq!(value(&ministry, Variable::IssuingBody), "資源管理司");
    let date = ministry.variables.get(Variable::Date).unwrap();
    assert_eq!(date.value, "2024-05-20");
    let Evidence::Text(span) = date.evidence else { panic!("{date:?}") };
    assert_eq!(ministry.text.slice(span), "113年5月20日");
}

#[test]
fn a_work_report_and_a_letter_with_hard_wraps() {
    check(
        &open("work_report.txt"),
        &[
            "Title 2022年海东县…",
            "Boilerplate 县委网信办",
            "Paragraph 2022年，在县…",
            "Heading1 一、工作开展情况",
            "Heading2 （一）抓好网上正面宣传",
            "ListItem 1.做强主题宣传…",
            "ListItem 2.讲好海东故事…",
            "Heading2 （二）筑牢网络安全防线",
            "Paragraph 开展网络安全检查…",
            "Heading2 （三）提升信息化水平",
            "Heading3 1.推进“数字海东”建设",
            "Paragraph 完成投资1.8亿…",
            "Heading3 2.推进数据共享",
            "Paragraph 归集数据3200…",
            "Heading1 二、存在问题",
            "Paragraph 一是专业人才不足…",
            "Heading1 三、下一步打算",
            "ListItem （一）加强队伍建…",
            "ListItem （二）加大投入力…",
            "Paragraph 以上报告，请予审议。",
            "Boilerplate 中共海东县委网络…",
            "Boilerplate 2022年12月28日",
        ],
    );
    check(
        &open("mail.txt"),
        &[
            "Boilerplate 寄件者:某某網絡中心",
            "Title 主旨:屏北鄉推動智慧農業成果",
            "Paragraph 各位同仁好，",
            "Paragraph 屏北鄉公所自10…",
            "Heading1 一、設備補助",
            "Paragraph 每戶最高補助15…",
            "Heading1 二、教育訓練",
            "Paragraph 去年辦理課程24…",
            "Paragraph 祝順心",
        ],
    );
}

#[test]
fn contents_of_laws_and_lists_of_addresses() {
    check(
        &open("statute.txt"),
        &[
            "Title 某某市政务数据共享条例",
            "Boilerplate （2021年9月…",
            "Boilerplate 目录",
            "Boilerplate 第一章总则",
            "Boilerplate 第二章数据共享",
            "Boilerplate 第三章附则",
            "Heading1 第一章总则",
            "Paragraph 第一条为了规范政…",
            "Paragraph 第二条本市行政区…",
            "Paragraph 本条例所称政务数…",
            "Heading1 第二章数据共享",
            "Paragraph 第三条政务数据分为以下三类：",
            "ListItem （一）无条件共享类；",
            "ListItem （二）有条件共享类；",
            "ListItem （三）不予共享类。",
            "Heading1 第三章附则",
            "Paragraph 第四条本条例自2…",
        ],
    );
    check(
        &open("address_harbour.txt"),
        &[
            "Title 施政報告（節錄）",
            "Heading1 數碼經濟",
            "Paragraph 102.政府會加…",
            "Paragraph 103.我們會：",
            "ListItem (a)撥款30億…",
            "ListItem (b)開放超過5…",
            "ListItem (c)在2026…",
            "Heading1 智慧城市",
            "Paragraph 104.現時全港…",
        ],
    );
}
