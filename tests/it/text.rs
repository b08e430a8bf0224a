//! Articles: structure, scripts and vocabularies, views.

use duizhao::article::{self, Article, Role};
use duizhao::script::{self, OpenCc, Region, Risk, Rule, Script, Vocabulary, VocabularyFile};

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

#[test]
fn formal_numerals_stand_above_the_items_under_them() {
    let text = "數位治理專案報告\n壹、便民服務　一機在手\n一、一指通：整合線上服務，會員踴躍。\n二、資料串接：介接資料集，免附謄本。\n貳、資安防護　守住家園\n一、攻防演練：全年辦理，修補弱點。\n二、教育訓練：員工參訓，提升意識。";
    let roles: Vec<Role> = Article::from_text("x", text).passages.iter().map(|p| p.role).collect();
    let item = [Role::Heading, Role::ListItem, Role::ListItem];
    assert_eq!(roles, [&[Role::Title][..], &item, &item].concat());
}

#[test]
fn a_bullet_over_prose_is_a_heading_and_one_of_a_list_is_not() {
    let roles = |text: &str| -> Vec<Role> {
        Article::from_text("x", text).passages.iter().map(|p| p.role).filter(|r| *r != Role::Boilerplate).collect()
    };
    let prose = "今年與業者合作改善離島收訊，各村里的涵蓋率都明顯提高，鄉親上網更順暢，店家也更願意開通線上服務。";
    let (head, body, item) = (Role::Heading, Role::Paragraph, Role::ListItem);
    let release = format!("數位離島再升級\n●網速大提升\n{prose}\n●縣政跟著走\n{prose}");
    assert_eq!(roles(&release), [Role::Title, head, body, head, body]);
    let list = format!("數位離島再升級\n{prose}\n●網速大提升\n●縣政跟著走\n{prose}");
    assert_eq!(roles(&list), [Role::Title, body, item, item, body]);
}

#[test]
fn a_month_under_the_title_dates_the_article() {
    let text = "房屋署數碼服務簡報\n2025年11月\n\n引言\n\n今年本署推出網上服務，居民更加方便。";
    let article = Article::from_text("x", text);
    let roles: Vec<Role> = article.passages.iter().map(|p| p.role).collect();
    assert_eq!(roles, [Role::Title, Role::Boilerplate, Role::Heading, Role::Paragraph]);
    assert_eq!(article.variables.get(article::Variable::Date).map(|v| v.value.as_str()), Some("2025-11"));
}

#[test]
fn a_question_and_its_answer_have_headings() {
    let text = "立法會書面答覆：數碼共融\n問題：\n有長者反映網上服務不便使用。政府如何協助他們？\n答覆：\n主席，現答覆如下：\n全港設有服務站，長者可獲一對一指導。";
    let roles: Vec<Role> = Article::from_text("x", text).passages.iter().map(|p| p.role).collect();
    let (head, body) = (Role::Heading, Role::Paragraph);
    assert_eq!(roles, [Role::Title, head, body, head, body, body]);
}

#[test]
fn scripts_and_regions_are_told_passage_by_passage() {
    let opencc = OpenCc::new().unwrap();
    let vocabulary = Vocabulary::builtin();
    let read = |text: &str| {
        let article = Article::from_text("x", text);
        let normalized = script::normalize(&article, &opencc, &vocabulary);
        let written: Vec<(Script, Region)> = normalized.written.iter().map(|w| (w.script, w.region)).collect();
        (normalized.text.as_str().to_owned(), written)
    };
    let (text, written) = read("加强网络安全和信息化工作，开展专案组侦查，共用线路畅通。");
    assert_eq!(text, "加强网络安全和信息化工作，开展专案组侦查，共用线路畅通。");
    assert_eq!(written, [(Script::Simplified, Region::Mainland)]);
    // Simplified characters, Taiwan's words.
    let (text, written) = read("网路安全和资讯化工作，网路平台的伺服器与软体都已更新。");
    assert_eq!(text, "网络安全和信息化工作，网络平台的服务器与软件都已更新。");
    assert_eq!(written, [(Script::Simplified, Region::Taiwan)]);
    let (text, written) = read("政府推動資訊科技與互聯網發展，伺服器與網絡保安由特區政府負責，電子政府服務便民。");
    assert_eq!(text, "政府推动信息技术与互联网发展，服务器与网络安全由特区政府负责，电子政务服务便民。");
    assert_eq!(written, [(Script::Traditional, Region::HongKong)]);
    // Names stay, and a short passage takes over what its article is.
    let (text, written) = read("台積電與資訊工業策進會在大里舉辦網路論壇，乾隆年間的軟體動物化石也在展出之列。\n網路");
    assert_eq!(text, "台积电与资讯工业策进会在大里举办网络论坛，乾隆年间的软体动物化石也在展出之列。\n网络");
    assert_eq!(written[1], (Script::Traditional, Region::Taiwan));
}

#[test]
fn rules_can_be_switched_off_and_added_and_passages_left() {
    let opencc = OpenCc::new().unwrap();
    let article = Article::from_text("x", "網路平臺。\n網路資訊公開，網路安全。");
    let text = |v: &Vocabulary| script::normalize(&article, &opencc, v).text.as_str().to_owned();
    let builtin = Vocabulary::builtin();
    assert_eq!(text(&builtin), "网络平台。\n网络信息公开，网络安全。");
    assert_eq!(text(&builtin.clone().switched("tw.网路", false)), "网路平台。\n网路信息公开，网路安全。");
    assert_eq!(text(&builtin.clone().protecting("网路平台", "a name")), "网路平台。\n网络信息公开，网络安全。");
    let own = toml::from_str("id = \"own\"\nregions = [\"taiwan\"]\nfrom = \"公开\"\nto = \"公布\"\nreason = \"ours\"")
        .unwrap();
    assert_eq!(text(&builtin.clone().with_rule(own)), "网络平台。\n网络信息公布，网络安全。");
    // A file of one's own holds only what differs.
    let file = "builtin = true\noff = [\"tw.网路\"]\n[[protected]]\nterm = \"资讯公开\"\nreason = \"ours\"";
    assert_eq!(text(&Vocabulary::parse(file).unwrap()), "网路平台。\n网路资讯公开，网路安全。");
    let unknown = Vocabulary::parse("builtin = true\noff = [\"tw.none\"]").unwrap_err();
    assert!(unknown.to_string().contains("tw.none"), "{unknown}");
    let broken = Vocabulary::parse("builtin = true\noff = 3").unwrap_err().to_string();
    assert!(broken.contains("line 2") && !broken.contains('\n'), "{broken}");
    let left = script::normalize_but(&article, &opencc, &builtin, &[article.passages[0].id].into());
    assert_eq!(left.text.as_str(), "網路平臺。\n网络信息公开，网络安全。");
}

#[test]
fn a_vocabulary_of_ones_own_is_written_and_read_again() {
    let opencc = OpenCc::new().unwrap();
    let article = Article::from_text("x", "網路平臺。\n網路資訊公開，縣府留意網路安全。");
    let mut file = VocabularyFile::own();
    assert!(file.is_empty());
    file.switch("tw.网路", false);
    file.protect("资讯公开", "a title");
    let (id, regions) = ("own.留意".to_owned(), vec![Region::Taiwan]);
    file.add(Rule::plain(id, regions, "留意".into(), "注意".into(), "ours".into(), Risk::Low));
    let again = VocabularyFile::parse(&file.to_toml()).unwrap();
    assert_eq!(again, file);
    let text = |file| script::normalize(&article, &opencc, &Vocabulary::of(file).unwrap()).text.as_str().to_owned();
    assert_eq!(text(again), "网路平台。\n网路资讯公开，县政府注意网路安全。");
    file.switch("tw.网路", true);
    file.unprotect("资讯公开");
    file.remove("own.留意");
    assert!(file.is_empty());
    assert_eq!(text(file), "网络平台。\n网络信息公开，县政府留意网络安全。");
}

#[test]
fn passages_are_converted_alike_alone_and_together() {
    let opencc = OpenCc::new().unwrap();
    let lines = ["國家安全，\u{b}乾隆年間", "说明网络", "說明：這裏的頭髮發展", "\u{2028}里程與皇后"];
    let text = lines.join("\n").repeat(900);
    let article = Article::from_text("x", text.as_str());
    let normalized = script::normalize(&article, &opencc, &Vocabulary::builtin());
    assert_eq!(normalized.text.len(), article.text.len());
    for passage in &article.passages {
        let words = article.text.slice(passage.span);
        let written = &normalized.written[passage.id.0 as usize];
        if written.script == Script::Traditional && written.characters.traditional >= written.characters.simplified {
            let form = script::Form::TraditionalHongKong;
            let alone = script::Converter::convert(&opencc, words, form, script::Form::Simplified);
            assert_eq!(normalized.slice(passage.span), alone);
        }
    }
}

#[test]
fn a_converted_view_leads_back_to_the_source() {
    let opencc = OpenCc::new().unwrap();
    let article = Article::from_text("x", "网络安全。\n網路空間。");
    let normalized = script::normalize(&article, &opencc, &Vocabulary::builtin());
    let view = |form| script::displayed(&article, &normalized, form, &opencc);
    assert_eq!(view(None).text.as_str(), article.text.as_str());
    let simplified = view(Some(script::Form::Simplified));
    assert_eq!((simplified.text.as_str(), simplified.converted), ("网络安全。\n网路空间。", vec![false, true]));
    let taiwan = view(Some(script::Form::TraditionalTaiwan));
    assert_eq!((taiwan.text.as_str(), &taiwan.converted), ("網絡安全。\n網路空間。", &vec![true, false]));
    let shown = duizhao::text::Span::new(6, 8);
    assert_eq!(article.text.slice(taiwan.map.source_from_normalized(shown)), "網路");
    // The shapes of Taiwan and Hong Kong differ, and each reader sees his own.
    let article = Article::from_text(
        "x",
        "羣眾在網絡上查閲説明，衞生署裏的伺服器已更新。\n群眾在網路上查閱說明，這裡的資訊已更新。",
    );
    let normalized = script::normalize(&article, &opencc, &Vocabulary::builtin());
    let view = |form| script::displayed(&article, &normalized, Some(form), &opencc);
    let (taiwan, hong_kong) = (view(script::Form::TraditionalTaiwan), view(script::Form::TraditionalHongKong));
    assert_eq!(
        taiwan.text.as_str(),
        "群眾在網絡上查閱說明，衛生署裡的伺服器已更新。\n群眾在網路上查閱說明，這裡的資訊已更新。"
    );
    assert_eq!(taiwan.converted, [true, false]);
    assert!(hong_kong.text.as_str().ends_with("這裏的資訊已更新。"), "{}", hong_kong.text.as_str());
    assert!(hong_kong.converted[1]);
}

/// Text as it should not be, but is: marks, control characters, all planes, words of all regions.
fn any_text() -> impl proptest::strategy::Strategy<Value = String> {
    use proptest::prelude::*;
    let piece = prop_oneof![
        Just("網路資訊安全"),
        Just("網絡保安與伺服器,"),
        Just("电子檔案与電子檔"),
        Just("网络安全和信息化。"),
        Just("台積電的軟體專案"),
        Just("\n"),
        Just("\r\n\u{3000}"),
        Just("\0"),
        Just("\u{301}e\u{200d}"),
        Just("👨‍👩‍👧𠮷𪜶"),
        Just("一、"),
        Just("…………\n"),
        Just("（“"),
    ];
    let free = "\\PC{0,12}";
    proptest::collection::vec(prop_oneof![3 => piece.prop_map(str::to_owned), 1 => free], 0..24)
        .prop_map(|v| v.concat())
}

#[test]
fn every_span_of_any_text_leads_there_and_back() {
    use proptest::prelude::*;
    let opencc = OpenCc::new().unwrap();
    let vocabulary = Vocabulary::builtin();
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let strategy = (any_text(), 0.0..1.0f64, 0.0..1.0f64);
    runner
        .run(&strategy, |(text, a, b)| {
            let article = Article::from_text("x", text.as_str());
            let normalized = script::normalize(&article, &opencc, &vocabulary);
            let place = |at: f64| (at * f64::from(article.text.len())) as u32;
            let span = duizhao::text::Span::new(place(a.min(b)), place(a.max(b)));
            let there = normalized.map.normalized_from_source(span);
            let back = normalized.map.source_from_normalized(there);
            prop_assert!(span.is_empty() || back.covers(span), "{} {} {}", span, there, back);
            prop_assert!(there.end.0 <= normalized.text.len());
            if !normalized.substitutions.iter().any(|s| s.span.overlaps(span)) {
                prop_assert_eq!(there.len(), span.len());
            }
            let mut last = 0;
            for passage in &article.passages {
                prop_assert!(passage.span.start.0 >= last && !passage.span.is_empty());
                last = passage.span.end.0;
                for sentence in &passage.sentences {
                    prop_assert!(passage.span.covers(*sentence));
                }
            }
            let shown = script::displayed(&article, &normalized, Some(script::Form::TraditionalHongKong), &opencc);
            prop_assert_eq!(shown.text.len(), article.text.len());
            Ok(())
        })
        .unwrap();
}

#[test]
fn one_line_of_twenty_megabytes_works() {
    let text = "网络安全和信息化工作，".repeat(20_000_000 / 33);
    let article = Article::from_text("x", text.as_str());
    assert_eq!(article.passages.len(), 1);
    let normalized = script::normalize(&article, &OpenCc::new().unwrap(), &Vocabulary::builtin());
    assert_eq!(normalized.text.len(), article.text.len());
}

/// Roles and levels of a text, one letter a passage: T title, B boilerplate, 1–9 heading, L list item, P paragraph,
/// F filler; a repeat is followed by `=` and what it repeats.
fn outline(text: &str) -> String {
    marks(&Article::from_text("x", text))
}

pub fn marks(article: &Article) -> String {
    let mark = |p: &article::Passage| {
        let role = match p.role {
            Role::Title => "T".to_owned(),
            Role::Boilerplate => "B".to_owned(),
            Role::Heading => p.heading_level.unwrap_or(0).to_string(),
            Role::ListItem => "L".to_owned(),
            Role::Paragraph => "P".to_owned(),
            Role::Filler => "F".to_owned(),
        };
        role + &p.duplicate_of.map_or_else(String::new, |d| format!("={}", d.0))
    };
    article.passages.iter().map(mark).collect::<Vec<_>>().join(" ")
}

#[test]
fn outlines_of_papers_laws_documents_and_pages() {
    let check = |expect: &str, text: &str| assert_eq!(outline(text), expect, "{text}");
    check(
        "B B T T B P P 1 P 1 P B B",
        "首页 > 新闻中心 > 要闻\n浙江在线\n守好一张网 办好百件事\n——某县数字政府建设观察\n\
         2023-06-18 07:32   来源：某某日报   记者 陈某 通讯员 王某某\n　　走进政务服务中心，大厅里安安静静。\n\
         \u{3000}\u{3000}“手机上点一点，证就寄到家。”市民李先生说。\n　　■ 一窗受理，让数据多跑路\n\
         \u{3000}\u{3000}今年以来，全县梳理高频事项312项，平均办理时间缩短六成，群众满意率达\n　　99.2%，走在全市前列。\n\
         \u{3000}\u{3000}■ 一网统管，让治理更有数\n　　依托城市大脑，全县接入视频监控1.2万路、物联感知设备3.5万台。\n\
         \u{3000}\u{3000}（图片由某县委宣传部提供）\n责任编辑：李某某",
    );
    check(
        "1 P P 1 2 P P L L 1 P",
        "第一章 总则\n\n第一条 为了规范网络数据处理活动，制定本条例。\n\n第二条 在本省行政区域内，适用本条例。\n\n\
         第二章 一般规定\n\n第一节 基本要求\n\n第三条 网络数据处理者应当遵守法律、法规。\n\n\
         第四条 任何组织、个人不得从事下列活动：\n（一）窃取或者以其他非法方式获取网络数据；\n\
         （二）法律、行政法规禁止的其他活动。\n\n第三章 附则\n\n第五条 本条例自2025年1月1日起施行。",
    );
    check(
        "T B B P 1 L L 1 2 L L 2 3 P 3 P 1 P B B",
        "XX省人民政府关于加快推进数字经济发展的实施意见\nX政发〔2022〕15号\n各市、县人民政府，省政府各部门：\n\
         为深入贯彻落实决策部署，加快推进我省数字经济发展，现提出如下实施意见。\n一、总体要求\n\
         （一）指导思想。坚持新发展理念，加快数字产业化和产业数字化。\n\
         （二）主要目标。到2025年，核心产业增加值比重达到12%。\n二、重点任务\n（一）夯实基础设施\n\
         1.建设高速泛在网络。推进5G网络深度覆盖，建成5G基站15万个。\n2.统筹算力布局。建设区域性算力中心。\n\
         （二）壮大数字产业\n1. 电子信息制造业\n培育年营收超百亿元企业20家。\n2. 软件和信息服务业\n\
         支持软件企业上云，新增上云企业1万家。\n三、保障措施\n各地各部门要加强组织领导，确保各项任务落到实处。\n\
         XX省人民政府\n2022年8月3日",
    );
    // Hard-wrapped, with bare headings.
    check(
        "T B P P 1 P 1 P",
        "数字乡村建设的三点启示\n\n李某某\n\n  近年来，各地推进数字乡村建设，取得了不少成效。农村宽带网络\n\
         全面普及，电商直播走进千家万户，政务服务延伸到村头巷尾，村民\n办事越来越方便。\n\n\
         \u{20} 调研发现，成效显著的地方往往有三个共同点：一是规划先行，二\n是群众参与，三是长效运营。只有把数字化真正嵌入日常生活，才能让\n\
         技术落地生根。\n\n规划先行\n\n  某县编制了数字乡村三年规划，明确了18个重点项目、总投资4.6\n\
         亿元，由县委书记亲自抓。规划不求大而全，而是从群众最急需的事情\n做起，先修路、再跑车。\n\n群众参与\n\n\
         \u{20} “数字化不是给干部看的。”一位村支书说，村里的平台由村民投票\n决定上线哪些功能，使用率超过八成。",
    );
    // A broken sentence, a block repeated in another width, a byline of Taiwan's papers.
    check(
        "B T B P 1 P P 1 P 1=4 P=5 P=6 P B",
        "聯合新聞平臺\n\n數位轉型 台灣城市拚智慧治理\n\n記者林某某/綜合報導\n\n\
         【台北訊】各縣市近年積極推動數位轉型,提升市政服務效能。\n\n智慧交通 紓解壅塞\n\n\
         台中市建置智慧號誌系統,涵蓋路口1,200處,尖峰時段旅行時間平均縮短15%。市府表示,將結合人工智慧\n\n預測車流,提前調整號誌時制。\n\n\
         高雄市推出「一卡通行」服務,整合捷運、公車、渡輪,月使用人次達320萬。\n\n線上申辦 免跑機關\n\n\
         台南市提供線上申辦項目860項,去年受理42萬件。\n\n智慧交通　紓解壅塞\n\n\
         台中市建置智慧號誌系統，涵蓋路口１,２００處，尖峰時段旅行時間平均縮短１５％。市府表示，將結合人工智慧預測車流，提前調整號誌時制。\n\n\
         高雄市推出「一卡通行」服務，整合捷運、公車、渡輪，月使用人次達３２０萬。\n\n學者指出,數位治理仍須重視弱勢族群的近用權利。\n\n\
         (本報綜合報導,未經授權請勿轉載)",
    );
    check(
        "T B 1 P 1 P P P P P F P B",
        "某某市“最多跑一次”改革调查\n本报评论员\n改革为了谁？\n改革为了人民，两年来取消各类证明237项。\n\
         01 从“多头跑”到“一次办”\n过去开一家餐馆，要跑六七个部门。\n下一步，该市还将：\n\
         一是推动更多事项“跨省通办”；\n二是建设统一的数据共享平台；\n三是完善“好差评”制度。\n（以下省略）\n\
         改革永远在路上，只有进行时。\n来源：某某时报",
    );
    // A short first line before a divided title is the name of a site.
    check(
        "B T B P",
        "河畔观澜\n数字转型︱小城办出大网事\n《观澜周刊》特约记者 钱某\n近年来，小城推进数字转型，取得了一些成效。",
    );
}

#[test]
fn titles_of_several_lines_and_titles_of_others() {
    let title = |text: &str| {
        let article = Article::from_text("x", text);
        let value = article.variables.get(article::Variable::Title).map(|v| v.value.clone());
        (outline(text), value.unwrap_or_default())
    };
    let check = |text: &str, marks: &str, expect: &str| assert_eq!(title(text), (marks.to_owned(), expect.to_owned()));
    check(
        "松阳县人民政府办公室文件\n松政办〔2023〕17号\n松阳县人民政府办公室\n关于印发松阳县数字乡村建设\n三年行动方案的通知\n\
         各乡镇人民政府：\n现将方案印发给你们，请认真贯彻执行。\n松阳县人民政府办公室\n2023年4月18日\n（此件公开发布）",
        "B B T B B B B B",
        "松阳县人民政府办公室关于印发松阳县数字乡村建设三年行动方案的通知",
    );
    check("關於推動智慧城鄉\n發展計畫\n全縣設立服務站點，民眾辦事更加方便。", "T P", "關於推動智慧城鄉發展計畫");
    // What only begins alike stays apart.
    check(
        "关于数字乡村的三点思考\n某县走出了一条新路，群众得到了实惠。\n一、规划先行\n先修路、再跑车，规划不求大而全。",
        "T P 1 P",
        "关于数字乡村的三点思考",
    );
    check(
        "江城办好服务窗口\n江城推出专窗，群众办事更加方便了。\n推荐阅读\n一张网格兜到底\n一个平台管全域",
        "T P B B B",
        "江城办好服务窗口",
    );
}

#[test]
fn the_day_of_a_report_stands_under_its_title() {
    let article = Article::from_text(
        "x",
        "海西州政府工作报告\n——2020年1月15日在海西州第十五届人民代表大会第六次会议上\n\n各位代表：\n　　去年，全州建成数据中心3个，到2022年将建成5个。",
    );
    assert_eq!(article.variables.get(article::Variable::Date).map(|v| v.value.as_str()), Some("2020-01-15"));
}

#[test]
fn an_omission_is_marked_as_one() {
    let article = Article::from_text(
        "x",
        "网上声音的变化\n近年来网上声音更加清朗。\n…………\n主要做法有以下几项：\n二、网上秩序\n秩序更加规范有序。",
    );
    let omitted: Vec<bool> = article.passages.iter().map(|p| p.omission).collect();
    assert_eq!(omitted, [false, false, true, true, false, false]);
    // What is announced and then counted from the first on is all there.
    let article = Article::from_text(
        "x",
        "关于数字乡村试点的通知\n现将有关事项通知如下：\n一、试点范围\n选取6个乡镇开展试点，力争年底见效。\n二、工作目标\n网络覆盖率达到95%，群众满意。",
    );
    assert!(article.passages.iter().all(|p| !p.omission));
}
