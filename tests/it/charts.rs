//! Charts: what they show, how labels stand, what the files hold.

use duizhao::chart::data::{
    About, Basis, Chart, Comparables, Content, FigurePair, Figures, PairPanel, Share, Shares, Source, Statement,
    UnitPanel,
};
use duizhao::chart::{self, Paper, Place, Side, Theme};
use duizhao::figures::Modifier;
use duizhao::i18n::{Lang, Messages};
use duizhao::text::Span;
use duizhao::themes::{Colour, Names, Rgb};

fn about() -> About {
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
        basis: Basis { machine: "duizhao 0.1.0".into(), codebook: "cyber_affairs 4f3a".into(), coder: None },
    }
}

fn statement(side: Side, value: &str, modifier: Modifier, wording: &str, subject: &str) -> Statement {
    Statement {
        place: Place { side, span: Span::new(1, 4) },
        value: value.parse().unwrap(),
        value2: (modifier == Modifier::Range).then(|| "50000".parse().unwrap()),
        modifier,
        wording: wording.into(),
        subject: subject.into(),
        status: None,
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
    Comparables {
        panels: vec![
            PairPanel { unit_id: "person_time".into(), unit: "人次".into(), rows: vec![reading] },
            PairPanel { unit_id: "".into(), unit: "个".into(), rows: vec![orgs, near, range] },
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

fn samples() -> Vec<(&'static str, Chart)> {
    let chart = |content| Chart { about: about(), content };
    vec![
        ("comparables", chart(Content::Comparables(pairs()))),
        ("figures", chart(Content::Figures(units()))),
        ("themes", chart(Content::Themes(shares()))),
    ]
}

#[test]
fn pictures() {
    let Some(folder) = std::env::var_os("DUIZHAO_PICTURES") else { return };
    let folder = std::path::PathBuf::from(folder);
    let papers = [
        ("1600", Paper { height: Some(1000.0), ..Paper::default() }, Lang::SimplifiedChinese),
        ("85mm", Paper { width: 321.0, height: None, theme: Theme::Grey }, Lang::TraditionalChinese),
        ("dark", Paper { width: 900.0, height: None, theme: Theme::Dark }, Lang::English),
    ];
    for (name, chart) in samples() {
        for (paper_name, paper, lang) in papers {
            let drawing = chart::draw(&chart, &paper, &Messages::new(lang));
            let scale = if paper.width < 400.0 { 3.125 } else { 1.0 };
            let png = chart::png::write(&drawing, scale, 96.0 * scale, &vec![]).unwrap();
            std::fs::write(folder.join(format!("{name}-{paper_name}.png")), png).unwrap();
        }
    }
}
