//! Charts to draw in tests: ordinary ones, and what no reader should meet.

use std::sync::Arc;

use duizhao::article::{Article, PassageId};
use duizhao::chart::data::{
    About, Agreement, AgreementRow, Basis, Chart, Comparables, Content, Dated, FigurePair, Figures, Head, Matrix,
    MatrixCell, MeasureDot, MeasureRow, Measures, PairPanel, Share, Shares, Source, Statement, Term, Terms, Timeline,
    UnitPanel,
};
use duizhao::chart::{Kind, Material, Place, Side};
use duizhao::comparison::Engine;
use duizhao::figures::Modifier;
use duizhao::findings::Findings;
use duizhao::progress::Progress;
use duizhao::session::UnitOfAnalysis;
use duizhao::text::Span;
use duizhao::themes::{Colour, Names, Rgb};
use rust_decimal::Decimal;

pub fn about() -> About {
    let source = |doc: &str, title: &str, traditional, characters| Source {
        doc: doc.into(),
        title: title.into(),
        traditional,
        date: Some("2018".into()),
        characters,
        hash: "0123456789ab".into(),
    };
    About {
        left: source("jiangxi", "江西  让互联网更好造福人民", false, 1890),
        right: source("zhejiang", "網信事業新發展︱勇立潮頭 創造互聯網浙江“最美風景”", true, 2210),
        basis: Basis {
            machine: "duizhao 0.1.0".into(),
            codebook: "cyber_affairs 4f3a".into(),
            coder: None,
            codings_of: vec![],
        },
        others: vec![],
    }
}

pub fn statement(side: Side, value: &str, modifier: Modifier, wording: &str, subject: &str) -> Statement {
    Statement {
        place: Place { side, span: Span::new(1, 4) },
        value: value.parse().unwrap(),
        value2: (modifier == Modifier::Range).then(|| "50000".parse().unwrap()),
        modifier,
        wording: wording.into(),
        subject: subject.into(),
        status: None,
        direction: None,
        corrected: false,
        sentence: format!("{subject}{wording}。"),
    }
}

fn pairs() -> Comparables {
    use Modifier::*;
    use Side::*;
    let pair = |left, right| FigurePair { left, right, relation: "same".into(), score: 0.8 };
    let reading = pair(
        statement(Left, "1000000000", Over, "突破10亿", "“美丽江西秀天下”网络阅读点击总量"),
        statement(Right, "900000000", Exact, "達9億人次", "G20總點擊量"),
    );
    let orgs = pair(
        statement(Left, "770", Over, "770余个", "正能量典型"),
        statement(Right, "30", Over, "30餘種", "網路社會組織（含聯誼、公益）類型"),
    );
    let near = pair(
        statement(Left, "20", Over, "20多家", "中央和省市网络媒体"),
        statement(Right, "3000", AboutUnder, "近3000篇", "G20原創重點主題報導"),
    );
    let range =
        pair(statement(Left, "30000", Range, "3万至5万", "户"), statement(Right, "45000", Under, "不到4.5萬", "戶"));
    let money = pair(
        statement(Left, "23000000", Exact, "2300万元", "挽回损失"),
        statement(Right, "185000000", Over, "逾1億8,500萬元", "攔阻金額"),
    );
    Comparables {
        panels: vec![
            PairPanel {
                unit_id: "person_time".into(),
                unit: "人次".into(),
                factor: Some(Decimal::ONE),
                rows: vec![reading],
            },
            PairPanel {
                unit_id: "".into(),
                unit: "个".into(),
                factor: Some(Decimal::ONE),
                rows: vec![orgs, near, range],
            },
            PairPanel { unit_id: "CNY/TWD".into(), unit: "元 / 元".into(), factor: None, rows: vec![money] },
        ],
        figures: [21, 30],
    }
}

fn units() -> Figures {
    let mut panels = Vec::new();
    for (unit, count) in [("个", 9), ("亿元", 4), ("%", 3), ("人次", 2), ("人", 1)] {
        let rows = (0..count)
            .map(|n| {
                let side = if n % 2 == 0 { Side::Left } else { Side::Right };
                let value = (7 * n + 3) * if unit == "个" { 10_i64.pow(n as u32 % 5) } else { 1 };
                statement(
                    side,
                    &value.to_string(),
                    Modifier::Exact,
                    &format!("{value}{unit}"),
                    "农村电商站点和網路社會組織",
                )
            })
            .collect();
        panels.push(UnitPanel { unit_id: unit.into(), unit: unit.into(), rows });
    }
    Figures { panels, read: 61 }
}

fn shares() -> Shares {
    let rows = ["网络空间治理", "电子政务", "网络安全", "正面宣传", "数字经济", "造福人民", "网络扶贫"];
    Shares {
        rows: rows
            .iter()
            .enumerate()
            .map(|(n, name)| Share {
                theme: name.to_string(),
                name: Names { simplified: name.to_string(), traditional: name.to_string(), english: name.to_string() },
                colour: Colour { light: Rgb([0, 114, 178]), dark: Rgb([86, 180, 233]) },
                characters: [600 - 80 * n as u32, 100 * n as u32],
                places: [vec![], vec![]],
            })
            .collect(),
        characters: [1890, 2210],
        without: [120, 340],
    }
}

pub fn samples() -> Vec<(&'static str, Chart)> {
    let chart = |content| Chart { about: about(), content };
    vec![
        ("comparables", chart(Content::Comparables(pairs()))),
        ("figures", chart(Content::Figures(units()))),
        ("themes", chart(Content::Themes(shares()))),
        ("links", chart(Content::Links(links()))),
        ("alignment", chart(Content::Alignment(alignment()))),
        ("measures", chart(Content::Measures(measures()))),
        ("timeline", chart(Content::Timeline(timeline(2)))),
        ("timeline-60", chart(Content::Timeline(timeline(60)))),
        ("terms", chart(Content::Terms(terms(2)))),
        ("terms-60", chart(Content::Terms(terms(60)))),
        ("agreement", Chart { about: coders(), content: Content::Agreement(agreement(7)) }),
        ("agreement-60", Chart { about: coders(), content: Content::Agreement(agreement(60)) }),
        ("measure-matrix", Chart { about: many(5), content: Content::MeasureMatrix(matrix(70, 5)) }),
        ("code-matrix", Chart { about: many(12), content: Content::CodeMatrix(matrix(9, 12)) }),
        ("figures-60", chart(Content::Figures(sixty()))),
    ]
}

fn names(name: &str, english: &str) -> Names {
    Names { simplified: name.into(), traditional: name.into(), english: english.into() }
}

const COLOUR: Colour = Colour { light: Rgb([0, 114, 178]), dark: Rgb([86, 180, 233]) };

const THEMES: [(&str, &str); 7] = [
    ("清朗网络空间", "Clean cyberspace"),
    ("电子政务", "E-government"),
    ("网络安全", "Network security"),
    ("正能量传播", "Positive publicity"),
    ("数字经济", "Digital economy"),
    ("惠民", "Benefit to people"),
    ("网络社会组织", "Network organisations"),
];

fn full(row: usize, column: usize, value: f64, stands: bool) -> MatrixCell {
    MatrixCell { row, column, value, stands, places: vec![], elsewhere: vec![], sentences: vec![] }
}

fn links() -> Matrix {
    let head = |(name, english): &(&str, &str)| Head::Theme {
        id: english.to_string(),
        name: names(name, english),
        colour: COLOUR,
    };
    let cells = (0..35).filter(|n| n * 3 % 7 < 3).map(|n| full(n / 5, n % 5, (n % 11 + 1) as f64, true));
    Matrix {
        rows: THEMES.iter().map(head).collect(),
        columns: THEMES[..5].iter().map(head).collect(),
        cells: cells.collect(),
        total: 74,
    }
}

fn alignment() -> Matrix {
    let head = |side: Side, n: u32| Head::Passage {
        id: PassageId(n),
        words: "近年来，全省网信战线用习近平网络强国战略思想统揽网信事业发展全局".into(),
        traditional: false,
        place: Place { side, span: Span::new(n, n + 1) },
    };
    let cells =
        (0..12 * 40).filter(|n| n * 7 % 23 < 3).map(|n| full(n / 40, n % 40, 0.3 + n as f64 / 800.0, n % 2 == 0));
    Matrix {
        rows: (0..12).map(|n| head(Side::Left, n)).collect(),
        columns: (0..40).map(|n| head(Side::Right, n)).collect(),
        cells: cells.collect(),
        total: 30,
    }
}

fn measures() -> Measures {
    let dot = |side: Side, n: usize| MeasureDot {
        place: Place { side, span: Span::new(1, 4) },
        name: "“网络扶贫”工程".into(),
        status: None,
        answered: n % 3 == 1,
        mentions: 1 + n % 2,
        sentence: "实施“网络扶贫”工程。".into(),
    };
    let row = |(n, (name, english)): (usize, &(&str, &str))| MeasureRow {
        theme: Some(english.to_string()),
        name: Some(names(name, english)),
        colour: Some(COLOUR),
        measures: [Side::Left, Side::Right]
            .map(|side| (0..(n * 5 + side as usize * 3) % 13).map(|n| dot(side, n)).collect()),
    };
    Measures { rows: THEMES.iter().enumerate().map(row).collect() }
}

fn timeline(rows: usize) -> Timeline {
    let row = |n: usize| {
        let (year, month) = (2009 + n / 6, n % 12 + 1);
        let unknown = n % 11 == 10;
        Dated {
            place: Place { side: if n.is_multiple_of(3) { Side::Right } else { Side::Left }, span: Span::new(1, 4) },
            date: if unknown { "XXXX-05-13".into() } else { format!("{year}-{month:02}") },
            years: (!unknown).then(|| {
                let start = year as f64 + (month - 1) as f64 / 12.0;
                [start, start + if n.is_multiple_of(5) { 3.0 } else { 1.0 / 12.0 }]
            }),
            wording: format!("{year}年{month}月"),
            sentence: format!(
                "{year}年{month}月，全省所有行政村全部接通光纖寬帶，“最多跑一次”改革在各級政務服務中心全面推開。"
            ),
        }
    };
    let rows: Vec<Dated> = (0..rows).map(row).collect();
    Timeline { read: [rows.len() / 2, rows.len() - rows.len() / 2], rows }
}

fn terms(rows: usize) -> Terms {
    let term = |side: Side, n: usize| Term {
        word: format!("网络{n}"),
        wording: if n.is_multiple_of(7) {
            "中国特色社会主义网络强国战略".into()
        } else {
            format!("网络{n}")
        },
        counts: if side == Side::Left { [40, 2] } else { [0, 31] },
        score: 60.0 / (n + 1) as f64 + 3.84,
        places: [vec![], vec![]],
        sentence: "网络强国战略。".into(),
    };
    Terms { rows: [Side::Left, Side::Right].map(|side| (0..rows).map(|n| term(side, n)).collect()), words: [812, 655] }
}

fn coders() -> About {
    let mut about = about();
    about.basis.codings_of = vec!["陈一".into(), "B".into()];
    about
}

fn agreement(rows: usize) -> Agreement {
    let row = |n: usize| AgreementRow {
        name: names("网络空间治理与网络社会组织", "Governance of cyberspace"),
        colour: Some(COLOUR),
        alpha: if n % 5 == 4 { None } else { Some(1.0 - 0.21 * n as f64 % 1.4) },
        same: 0.9,
        given: vec![12 + n, 9],
    };
    Agreement {
        coders: vec!["陈一".into(), "B".into()],
        unit: UnitOfAnalysis::Passage,
        units: 48,
        articles: 2,
        rows: (0..rows).map(row).collect(),
    }
}

/// Articles beyond two.
fn many(articles: usize) -> About {
    let mut about = about();
    about.others = (2..articles).map(|n| Source { doc: format!("article{n}"), ..about.left.clone() }).collect();
    about
}

fn matrix(rows: usize, articles: usize) -> Matrix {
    let measure = |n: usize| Head::Measure {
        name: if n % 9 == 3 {
            "“互联网+政务服务”一体化办理和网上统一身份认证体系".into()
        } else {
            format!("“网络扶贫{n}”工程")
        },
        traditional: false,
    };
    let article = |n: usize| Head::Article {
        article: n,
        title: "網信事業新發展︱勇立潮頭 創造互聯網浙江“最美風景”".into(),
        traditional: true,
    };
    let cells = (0..rows * articles).filter(|n| n * 7 % 5 < 2).map(|n| MatrixCell {
        row: n / articles,
        column: n % articles,
        value: (n % 13 + 1) as f64,
        stands: true,
        places: vec![],
        elsewhere: vec![],
        sentences: vec![],
    });
    let cells: Vec<MatrixCell> = cells.collect();
    Matrix {
        rows: (0..rows).map(measure).collect(),
        columns: (0..articles).map(article).collect(),
        total: cells.len(),
        cells,
    }
}

/// Sixty figures of one unit, some with subjects that no line holds.
fn sixty() -> Figures {
    let rows = (0..60).map(|n| {
        let subject = if n % 4 == 0 {
            "“互联网+政务服务”一体化办理事项和网上统一身份认证用户"
        } else {
            "农村电商站点"
        };
        let side = if n % 2 == 0 { Side::Left } else { Side::Right };
        statement(side, &(6000 - 97 * n).to_string(), Modifier::Exact, &format!("{}个", 6000 - 97 * n), subject)
    });
    Figures { panels: vec![UnitPanel { unit_id: "x".into(), unit: "个".into(), rows: rows.collect() }], read: 60 }
}

/// What no reader should meet: nothing, one thing, too much, too long, and what is no text at all.
pub fn nasty() -> Vec<(&'static str, Chart)> {
    use Modifier::*;
    use Side::*;
    let chart = |content| Chart { about: about(), content };
    let long = "关于进一步".repeat(40);
    let strange = "<script>alert(1)</script>\u{1}\u{0}\u{202e}&amp;\u{1F600}]]>";
    let panel = |rows| Figures { panels: vec![UnitPanel { unit_id: "x".into(), unit: "个".into(), rows }], read: 1 };
    let crowd = (0..500).map(|n| {
        let subject = format!("第{n}个主语");
        statement(if n % 3 == 0 { Left } else { Right }, &(n * n + 1).to_string(), Exact, &format!("{n}个"), &subject)
    });
    let pairs_of_many = (0..500).map(|n| FigurePair {
        left: statement(Left, &n.to_string(), Over, &format!("超{n}个"), "左"),
        right: statement(Right, "7", Exact, "7個", "右"),
        relation: "same".into(),
        score: 0.5,
    });
    vec![
        ("no-figures", chart(Content::Figures(Figures::default()))),
        ("no-pairs", chart(Content::Comparables(Comparables::default()))),
        ("no-themes", chart(Content::Themes(Shares::default()))),
        ("no-links", chart(Content::Links(Default::default()))),
        ("no-measures", chart(Content::Measures(Default::default()))),
        ("no-dates", chart(Content::Timeline(Timeline::default()))),
        ("no-terms", chart(Content::Terms(Terms::default()))),
        ("no-agreement", chart(Content::Agreement(Agreement::default()))),
        ("no-codes", chart(Content::CodeMatrix(Matrix::default()))),
        ("strange-dates", chart(Content::Timeline(strange_dates()))),
        ("strange-codes", Chart { about: many(40), content: Content::CodeMatrix(strange_codes()) }),
        ("one", chart(Content::Figures(panel(vec![statement(Left, "1", Exact, "1个", "")])))),
        ("equal", chart(Content::Figures(panel(vec![statement(Left, "5", Exact, "5个", "甲"); 6])))),
        ("zero", chart(Content::Figures(panel(vec![statement(Left, "0", Exact, "0个", "甲"); 2])))),
        (
            "spread",
            chart(Content::Figures(panel(vec![
                statement(Left, "1", Exact, "1个", "甲"),
                statement(Right, "1000000000000", Over, "1万亿余個", "乙"),
            ]))),
        ),
        (
            "negative",
            chart(Content::Figures(panel(vec![
                statement(Left, "-12.5", Exact, "-12.5个", "甲"),
                statement(Right, "30", AboutUnder, "近30個", "乙"),
            ]))),
        ),
        ("many", chart(Content::Figures(panel(crowd.collect())))),
        (
            "many-pairs",
            chart(Content::Comparables(Comparables {
                panels: vec![PairPanel {
                    unit_id: "x".into(),
                    unit: "个".into(),
                    factor: Some(Decimal::ONE),
                    rows: pairs_of_many.collect(),
                }],
                figures: [500, 500],
            })),
        ),
        ("long", chart(Content::Figures(panel(vec![statement(Left, "3", Exact, &long, &long); 3])))),
        ("strange", chart(Content::Figures(panel(vec![statement(Left, "3", Under, strange, strange); 2])))),
    ]
}

const STRANGE: &str = "<script>alert(1)</script>\u{1}\u{0}\u{202e}&amp;\u{1F600}]]>";

fn strange_dates() -> Timeline {
    let row = |date: &str, years| Dated {
        place: Place { side: Side::Left, span: Span::new(1, 4) },
        date: date.into(),
        years,
        wording: STRANGE.into(),
        sentence: STRANGE.repeat(20),
    };
    let rows = vec![
        row("20XX", Some([2000.0, 2100.0])),
        row("2017-04-19", Some([2017.3, 2017.302])),
        row("0001", Some([1.0, 2.0])),
        row("Y-1-09", None),
    ];
    Timeline { rows, read: [4, 0] }
}

/// Forty articles, five hundred codes with names of 200 characters.
fn strange_codes() -> Matrix {
    let code = |n: usize| Head::Code {
        name: names(&STRANGE.repeat(4), &format!("Supercalifragilisticexpialidocious{n} ").repeat(5)),
        colour: None,
    };
    Matrix { rows: (0..500).map(code).collect(), ..matrix(500, 40) }
}

/// Two articles that nobody wrote in good faith: markup, control characters, a name of 200 characters, values from a negative
/// one to a billion billion, the same thing again and again.
const ODD_LEFT: &str = "“<script>alert(1)</script>”工作总结\n\n<b>一、网络安全</b>\n\n全省网络安全工作取得新成效，气温降至-12.5摄氏度，\
    查处网络犯罪案件1起，涉案资金1万亿元，退赔1元，涉及用户100亿亿个。\n\n“LONG”工程建成网络安全站点30个，登记近3000个，巡查20多个，改造3万至5万个，\
    关停不到4.5万个。\n\n\u{1}\u{7}电子政务平台上线服务5个，下放事项5个，取消证明5个。\u{202e}]]>&amp;\n\n0001年1月1日，2017年4月19日，9999年12月31日，\
    网络文明志愿者各行动0次。";
const ODD_RIGHT: &str = "題目\n\n全縣網路安全站點12個，“LONG”工程涵蓋5萬餘戶。\n\n全縣網路安全站點12個，“LONG”工程涵蓋5萬餘戶。\n\n電子政務服務達99.99%，\
    2018年起逾八成事項可以線上辦理，另有<img src=x onerror=y>20個站點。";

/// The charts of two such articles, each kind that articles alone fill.
pub fn odd_charts() -> Vec<(Kind, Chart)> {
    let engine = Engine::new().unwrap();
    let read = |name: &str, text: &str| {
        let text = text.replace("LONG", &"网络安全服务".repeat(34)[..600]);
        Arc::new(engine.analyse(Arc::new(Article::from_text(name, text.as_str())), None))
    };
    let comparison = engine.compare(read("odd", ODD_LEFT), read("奇", ODD_RIGHT), &Progress::default()).unwrap();
    let findings = Findings::machine(Arc::new(comparison));
    let kinds = Kind::ALL.into_iter().filter(|kind| *kind != Kind::Agreement);
    kinds.map(|kind| (kind, duizhao::chart::build(&Material::new(&findings), kind))).collect()
}
