//! Named measures against the gold of three pairs of articles, and on odd input.

use std::collections::BTreeSet;
use std::sync::Arc;

use duizhao::article::Article;
use duizhao::comparison::{Analysis, Engine, counterparts};
use duizhao::measures::{Counterpart, Measure};
use duizhao::progress::Progress;
use duizhao::status::Status;
use serde_json::Value;

use crate::score::{articles, gold_rows, ratio, span};

#[derive(Debug, Default)]
struct Score {
    precision: f64,
    recall: f64,
    core_recall: f64,
    counterparts: (usize, usize),
    /// Of the mentions found, those with a theme that the gold accepts.
    themes: f64,
    /// Of the mentions found whose gold has a status, those with the same one.
    status: f64,
}

/// One side's mentions and what each has for a counterpart.
struct Found {
    doc: String,
    mentions: Vec<(Measure, Option<String>, Option<String>)>,
}

fn read(engine: &Engine, pair: &str) -> [Found; 2] {
    let [left, right] = articles(pair).map(|a| Arc::new(engine.analyse(Arc::new(a), None)));
    let comparison = engine.compare(left.clone(), right.clone(), &Progress::default()).expect("nobody cancels");
    let found = |mine: &Analysis, other: &Analysis, sides: fn(&Counterpart) -> (u32, u32)| {
        let name = |m: &Measure| {
            let answer = comparison.counterparts.iter().find(|c| c.strict && sides(c).0 == m.group)?;
            let other_measure = other.measures.iter().find(|o| o.group == sides(answer).1)?;
            Some(other.article.text.slice(other_measure.span).to_owned())
        };
        let theme = |m: &Measure| m.theme.map(|t| comparison.codebook.theme(t).id.clone());
        let mentions = mine.measures.iter().map(|m| (m.clone(), name(m), theme(m))).collect();
        Found { doc: mine.article.name.clone(), mentions }
    };
    [found(&left, &right, |c| (c.left, c.right)), found(&right, &left, |c| (c.right, c.left))]
}

fn score(engine: &Engine, pair: &str) -> Score {
    let gold = gold_rows(&format!("{pair}.measures.jsonl"));
    let found = read(engine, pair);
    let (mut hit, mut core, mut core_hit, mut named, mut right) = (0, 0, 0, 0, 0);
    let (mut answers, mut answered) = (0, 0);
    let (mut themed, mut with_status, mut same_status) = (0, 0, 0);
    for row in &gold {
        let side = found.iter().find(|f| f.doc == row["doc"]).expect("the gold is of this pair");
        let want = span(row);
        let hits: Vec<_> =
            side.mentions.iter().filter(|(m, ..)| 2 * m.span.overlap(want) >= m.span.len().max(want.len())).collect();
        hit += usize::from(!hits.is_empty());
        if row["core"].as_bool().unwrap_or(true) {
            core += 1;
            core_hit += usize::from(!hits.is_empty());
        }
        if let Some(first) = row["counterpart"].as_str() {
            answers += 1;
            let others = row["counterpart_ok"].as_array().into_iter().flatten().filter_map(Value::as_str);
            let wanted: Vec<&str> = std::iter::once(first).chain(others).collect();
            let ok = |name: &String| wanted.iter().any(|want| alike(name, want));
            answered += usize::from(hits.iter().any(|(_, name, _)| name.as_ref().is_some_and(ok)));
        }
        if let Some((measure, _, theme)) = hits.first() {
            let theme = theme.as_deref().unwrap_or("none");
            let accepted = row["themes_ok"].as_array().is_some_and(|ok| ok.iter().any(|t| t == theme));
            themed += usize::from(row["theme"] == theme || accepted);
            if let Some(status) = row["status"].as_str() {
                with_status += 1;
                let got = serde_json::to_value(measure.status).expect("a status is plain");
                same_status += usize::from(got == status);
            }
        }
    }
    for side in &found {
        let mine: Vec<_> = gold.iter().filter(|row| row["doc"] == side.doc.as_str()).map(span).collect();
        named += side.mentions.len();
        right +=
            side.mentions.iter().filter(|(m, ..)| mine.iter().any(|g| 2 * m.span.overlap(*g) >= m.span.len())).count();
    }
    Score {
        precision: ratio(right, named),
        recall: ratio(hit, gold.len()),
        core_recall: ratio(core_hit, core),
        counterparts: (answered, answers),
        themes: ratio(themed, hit),
        status: ratio(same_status, with_status),
    }
}

fn analysed(engine: &Engine, name: &str, text: impl Into<Arc<str>>) -> Analysis {
    engine.analyse(Arc::new(Article::from_text(name, text)), None)
}

/// Names compared loosely, since scripts may differ: half of the characters of the shorter, two at least.
fn alike(a: &str, b: &str) -> bool {
    let (a, b): (BTreeSet<char>, BTreeSet<char>) = (a.chars().collect(), b.chars().collect());
    a.intersection(&b).count() >= (a.len().min(b.len()) / 2).max(2)
}

fn check(pair: &str, floor: &Score) {
    let engine = Engine::new().expect("the temporary folder can be written");
    let got = score(&engine, pair);
    let holds = got.precision >= floor.precision
        && got.recall >= floor.recall
        && got.core_recall >= floor.core_recall
        && got.counterparts.0 >= floor.counterparts.0
        && got.themes >= floor.themes
        && got.status >= floor.status;
    assert!(holds, "{pair}: {got:?}, floor {floor:?}");
}

#[test]
fn the_seeds() {
    let floor =
        Score { precision: 0.9, recall: 0.88, core_recall: 0.92, counterparts: (6, 6), themes: 0.8, status: 0.0 };
    check("seeds", &floor);
}

#[test]
fn the_first_further_pair() {
    let floor =
        Score { precision: 0.9, recall: 0.9, core_recall: 0.95, counterparts: (17, 19), themes: 0.8, status: 0.8 };
    check("d1", &floor);
}

#[test]
fn the_pair_that_nobody_tuned_on() {
    let floor =
        Score { precision: 0.75, recall: 0.65, core_recall: 0.8, counterparts: (4, 13), themes: 0.7, status: 0.6 };
    check("d2", &floor);
}

#[test]
fn a_report_and_a_feature_of_the_mainland() {
    let floor =
        Score { precision: 0.95, recall: 0.85, core_recall: 0.95, counterparts: (14, 16), themes: 0.9, status: 0.8 };
    check("d3", &floor);
}

#[test]
fn releases_of_taiwan_and_hong_kong() {
    let floor =
        Score { precision: 0.95, recall: 0.95, core_recall: 0.95, counterparts: (18, 22), themes: 0.95, status: 0.78 };
    check("d4", &floor);
}

#[test]
fn odd_texts_give_few_names_and_no_panic() {
    let engine = Engine::new().expect("the temporary folder can be written");
    let cases = [
        ("nothing", String::new(), 0..=0),
        ("an opening mark without end", "推进“一网通办".to_owned(), 0..=1),
        ("closing marks alone", "”」》".repeat(100), 0..=0),
        ("marks that cross", "《甲“乙》丙”丁「戊".to_owned(), 0..=4),
        ("empty quotes", "“”《》「」".repeat(50), 0..=0),
        ("ten thousand names in one line", "“清网护苗”".repeat(10_000), 10_000..=10_000),
        ("ten thousand opening marks", "“".repeat(10_000), 0..=0),
        ("a hundred thousand heads", "平台".repeat(100_000), 0..=10),
    ];
    for (what, text, expect) in cases {
        let analysis = analysed(&engine, "x", text);
        let got = analysis.measures.len();
        assert!(expect.contains(&got), "{what}: {got} names");
    }
}

#[test]
fn short_and_full_forms_are_one_measure() {
    let engine = Engine::new().expect("the temporary folder can be written");
    let text = "本市出台《网络文明促进办法》，推行“三色码”分级监管模式。一年来，“三色码”模式覆盖全部街道，《办法》施行顺利。\
                “阳光驿站”服务中心与“阳光驿站”培训学校同日揭牌。“琴易办”政务平台上线，“琴易办”客户端已有30万人注册。";
    let article = Arc::new(Article::from_text("x", text));
    let analysis = engine.analyse(article.clone(), None);
    let group = |name: &str| {
        let measure = analysis.measures.iter().find(|m| article.text.slice(m.span) == name);
        measure.map(|m| m.group).unwrap_or_else(|| panic!("{name} is among {:?}", names(&analysis)))
    };
    assert_eq!(group("“三色码”分级监管模式"), group("“三色码”模式"));
    assert_eq!(group("《网络文明促进办法》"), group("《办法》"));
    assert_ne!(group("“阳光驿站”服务中心"), group("“阳光驿站”培训学校"));
    assert_eq!(group("“琴易办”政务平台"), group("“琴易办”客户端"));
}

fn names(analysis: &Analysis) -> Vec<String> {
    analysis.measures.iter().map(|m| analysis.article.text.slice(m.span).to_owned()).collect()
}

#[test]
fn speech_figures_of_speech_and_evils_are_no_measures() {
    let engine = Engine::new().expect("the temporary folder can be written");
    for text in [
        "李大爷说：“现在办事方便多了，一趟都不用跑。”",
        "村民感慨“这下心里踏实了”，纷纷点赞。",
        "网友“山里人”留言，路灯终于修好了。",
        "让大流量变成“正能量”，让“指尖”连着“心尖”。",
        "不法分子利用“杀猪盘”诈骗老人。",
        "“让数据多跑路、让群众少跑腿”的理念深入人心。",
        "全市守牢群众的“菜篮子”，也看紧老人的“钱袋子”。",
        "紧扣“五个滨江”部署，聚焦“三大定位”持续用力。",
        "渔民把鲜货摆上了“云端货架”，有人嫌「還是慢」。",
        "全县着力减轻“指尖上的负担”。",
        "縣府榮獲「智慧城市創新應用獎」，被民眾譽為「最暖窗口」。",
        "市级财政安排专项资金2300万元，发放宣传资料8万份。",
        "局長強調，「不讓一位長輩在數位浪潮裡落單」。",
        "各地推动平台经济规范健康发展，搭建沟通平台，建成大批项目，下架违规应用程序30款。",
        "業者說「這個平台真的很好用」，會議強調「安全是發展的前提」。",
    ] {
        let analysis = analysed(&engine, "x", text);
        assert_eq!(names(&analysis), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn names_in_speech_in_latin_letters_and_in_short() {
    let engine = Engine::new().expect("the temporary folder can be written");
    let cases: [(&str, &[&str]); 7] = [
        ("县长表示，“湾里通”平台用户达8万人。", &["“湾里通”平台"]),
        ("數發部指出，「智慧漁村推動計畫」已補助12鄉。", &["「智慧漁村推動計畫」"]),
        ("市府推出個人資料授權(MyData)平臺，民眾用MyData申辦。", &["個人資料授權(MyData)平臺", "MyData"]),
        ("跨機關資料傳輸平臺T-Road已介接50個機關。", &["資料傳輸平臺T-Road"]),
        ("成立打詐中心，推出灣里App。", &["打詐中心", "灣里App"]),
        ("全市建成水产交易平台（以下简称“水产台”），水产台上架商品38个。", &["水产交易平台", "水产台"]),
        ("《海西日报》记者报道，数字化也要照顾“慢半拍”的人，算力是新的“黑土地”。", &[]),
    ];
    for (text, expect) in cases {
        let analysis = analysed(&engine, "x", text);
        assert_eq!(names(&analysis), expect, "{text}");
        let groups: BTreeSet<u32> = analysis.measures.iter().map(|m| m.group).collect();
        assert!(groups.len() <= 2, "a short name is the full one's: {text}");
    }
}

#[test]
fn measures_of_one_function_answer_each_other() {
    let engine = Engine::new().expect("the temporary folder can be written");
    let read = |name: &str, text: &str| analysed(&engine, name, text);
    let left = read(
        "a",
        "“湾里通”平台上线高频事项820项，实名用户32万人。\n\n全市开办“夕照课堂”，教会老年人用智能手机1.2万人次。\n\n\
         “潮音云”远程会诊接进乡镇卫生院48家。",
    );
    let right = read(
        "b",
        "「巷口看診」讓離島民眾在衛生所視訊看診，病患免奔波。\n\n「樂活手機班」由志工教長輩視訊、掛號。\n\n\
         「市民好e辦」APP可線上申辦1,100項服務，會員數45萬人。",
    );
    let said = |analysis: &Analysis, group: u32| {
        let first = analysis.measures.iter().find(|m| m.group == group).expect("it is named");
        analysis.article.text.slice(first.span).to_owned()
    };
    let answers = counterparts(&left, &right, &engine.codebook);
    let strict: Vec<(String, String)> =
        answers.iter().filter(|a| a.strict).map(|a| (said(&left, a.left), said(&right, a.right))).collect();
    let expect =
        [("“湾里通”平台", "「市民好e辦」APP"), ("“夕照课堂”", "「樂活手機班」"), ("“潮音云”远程会诊", "「巷口看診」")];
    assert_eq!(strict, expect.map(|(l, r)| (l.to_owned(), r.to_owned())));
    let related = answers.iter().filter(|a| !a.strict).map(|a| a.left);
    assert!(
        related
            .fold([0; 3], |mut n, left| {
                n[left as usize] += 1;
                n
            })
            .into_iter()
            .all(|n| n <= 2)
    );
}

#[test]
fn a_headline_names_what_the_body_names() {
    let engine = Engine::new().expect("the temporary folder can be written");
    let text = "临江观察\n\n一、田埂上的“新邻居”\n\n县里推出“田小二”帮办平台，受理事项3.1万件。\n\n二、“田小二”跑得勤\n\n平台另有站点58处。";
    let analysis = analysed(&engine, "x", text);
    assert_eq!(names(&analysis), ["“田小二”帮办平台", "“田小二”"]);
    assert!(analysis.measures.iter().all(|m| m.group == 0), "both are one measure");
}

#[test]
fn what_is_told_is_achieved_and_what_a_plan_lists_is_planned() {
    let engine = Engine::new().expect("the temporary folder can be written");
    let text = "全县网信工作情况报告\n\n一、主要成效\n\n“湾里通”平台每天服务2万人。\n\n二、下一步打算\n\n“湾里通”平台再添事项120项。";
    let analysis = analysed(&engine, "x", text);
    let found: Vec<Option<Status>> = analysis.measures.iter().map(|m| m.status).collect();
    assert_eq!(found, [Some(Status::Achieved), Some(Status::Planned)]);
}

#[test]
fn digital_is_no_count_of_persons() {
    let engine = Engine::new().expect("the temporary folder can be written");
    let analysis = analysed(&engine, "x", "縣府推出數位憑證皮夾，整合證件八種。");
    assert_eq!(names(&analysis), ["數位憑證皮夾"]);
}

#[test]
fn one_of_a_class_does_not_answer_the_class() {
    let engine = Engine::new().expect("the temporary folder can be written");
    let read = |name: &str, text: &str| analysed(&engine, name, text);
    let left = read("a", "全省培育网络社会组织412家，网络社会组织入会人数达3.6万人。");
    let right = read("b", "青岚市网络文化协会吸纳会员216人，会员签署自律公约。");
    let strict = |left: &Analysis, right: &Analysis| {
        counterparts(left, right, &engine.codebook).iter().filter(|answer| answer.strict).count()
    };
    assert_eq!((left.measures.len(), right.measures.len()), (2, 1));
    assert_eq!(strict(&left, &right), 0);
    let other = read("c", "澜溪县网络作家协会吸纳会员88人，会员签署自律公约。");
    assert_eq!(strict(&other, &right), 1);
}

#[test]
fn equal_articles_answer_themselves() {
    let engine = Engine::new().expect("the temporary folder can be written");
    let [left, _] = articles("d1");
    let analysis = engine.analyse(Arc::new(left), None);
    let answers = counterparts(&analysis, &analysis, &engine.codebook);
    let groups: BTreeSet<u32> = analysis.measures.iter().map(|m| m.group).collect();
    let itself: BTreeSet<u32> = answers.iter().filter(|a| a.strict && a.left == a.right).map(|a| a.left).collect();
    assert_eq!(itself, groups);
}
