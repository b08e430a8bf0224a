//! Charts: what they show, how labels stand, what the files hold.

use std::sync::{Arc, OnceLock};

use duizhao::article::{self, Article};
use duizhao::chart::data::{
    About, Basis, Chart, Comparables, Content, FigurePair, Figures, PairPanel, Share, Shares, Source, Statement,
    UnitPanel,
};
use duizhao::chart::{self, Drawing, Kind, Paper, Place, Side, Theme};
use duizhao::cli::{self, Io, Outcome};
use duizhao::comparison::Engine;
use duizhao::figures::Modifier;
use duizhao::findings::Findings;
use duizhao::i18n::{Lang, Messages};
use duizhao::progress::Progress;
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

/// Both articles of the seeds, read once for all tests.
fn seeds() -> &'static Findings {
    static SEEDS: OnceLock<Findings> = OnceLock::new();
    SEEDS.get_or_init(|| {
        let [left, right] = article::seeds();
        compared(left, right)
    })
}

fn compared(left: Article, right: Article) -> Findings {
    let engine = Engine::new().unwrap();
    let [left, right] = [left, right].map(|a| Arc::new(engine.analyse(Arc::new(a), None)));
    Findings::machine(Arc::new(engine.compare(left, right, &Progress::default()).unwrap()))
}

/// What no reader should meet: nothing, one thing, too much, too long, and what is no text at all.
fn nasty() -> Vec<(&'static str, Chart)> {
    use Modifier::*;
    use Side::*;
    let chart = |content| Chart { about: about(), content };
    let long = "关于进一步".repeat(40);
    let strange = "<script>alert(1)</script>\u{1}\u{0}\u{202e}&amp;\u{1F600}]]>";
    let panel = |rows| Figures { panels: vec![UnitPanel { unit_id: "x".into(), unit: "个".into(), rows }], read: 1 };
    let many = (0..500).map(|n| {
        let subject = format!("第{n}个主语");
        statement(if n % 3 == 0 { Left } else { Right }, &(n * n + 1).to_string(), Exact, &format!("{n}个"), &subject)
    });
    let many_pairs = (0..500).map(|n| FigurePair {
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
        ("many", chart(Content::Figures(panel(many.collect())))),
        (
            "many-pairs",
            chart(Content::Comparables(Comparables {
                panels: vec![PairPanel { unit_id: "x".into(), unit: "个".into(), rows: many_pairs.collect() }],
                figures: [500, 500],
            })),
        ),
        ("long", chart(Content::Figures(panel(vec![statement(Left, "3", Exact, &long, &long); 3])))),
        ("strange", chart(Content::Figures(panel(vec![statement(Left, "3", Under, strange, strange); 2])))),
    ]
}

fn papers() -> [(&'static str, Paper, Lang); 4] {
    [
        ("1600", Paper { height: Some(1000.0), ..Paper::default() }, Lang::SimplifiedChinese),
        ("85mm", Paper { width: 321.0, height: None, theme: Theme::Grey }, Lang::TraditionalChinese),
        ("dark", Paper { width: 900.0, height: None, theme: Theme::Dark }, Lang::English),
        ("small", Paper { width: 480.0, height: Some(360.0), theme: Theme::Light }, Lang::SimplifiedChinese),
    ]
}

/// Every chart on every paper.
fn drawings() -> Vec<(String, Drawing)> {
    let seeds = Kind::ALL.map(|kind| (kind.id(), chart::build(seeds(), kind, [None, Some("2017")])));
    let charts = samples().into_iter().map(|(name, chart)| (format!("sample-{name}"), chart));
    let charts = charts.chain(nasty().into_iter().map(|(name, chart)| (format!("nasty-{name}"), chart)));
    let charts = charts.chain(seeds.into_iter().map(|(name, chart)| (format!("seeds-{name}"), chart)));
    charts
        .flat_map(|(name, chart)| {
            papers().map(|(paper_name, paper, lang)| {
                (format!("{name}-{paper_name}"), chart::draw(&chart, &paper, &Messages::new(lang)))
            })
        })
        .collect()
}

/// Writes all pictures into the folder that DUIZHAO_PICTURES names, to be looked at.
#[test]
fn pictures() {
    let Some(folder) = std::env::var_os("DUIZHAO_PICTURES") else { return };
    let folder = std::path::PathBuf::from(folder);
    for (name, drawing) in drawings() {
        let scale = if drawing.width < 400.0 { 3.125 } else { 1.0 };
        let png = chart::png::write(&drawing, scale, 96.0 * scale, &vec![]).unwrap();
        std::fs::write(folder.join(format!("{name}.png")), png).unwrap();
    }
}

#[test]
fn labels_stand_apart_and_inside() {
    for (name, drawing) in drawings() {
        let page = drawing.rect();
        let rects: Vec<_> = drawing.labels.iter().filter(|l| !l.text.is_empty()).map(|l| (l.rect(), &l.text)).collect();
        for (n, (rect, text)) in rects.iter().enumerate() {
            assert!(page.covers(*rect), "{name}: {text:?} at {rect:?} leaves the page");
            for (other, words) in &rects[n + 1..] {
                assert!(
                    !rect.shrunk(0.3).overlaps(other.shrunk(0.3)),
                    "{name}: {text:?} {rect:?} lies on {words:?} {other:?}"
                );
            }
        }
    }
}

#[test]
fn every_glyph_of_the_seeds_is_in_the_bundled_fonts() {
    for (name, drawing) in drawings().into_iter().filter(|(name, _)| name.starts_with("seeds")) {
        for glyph in drawing.labels.iter().flat_map(|l| &l.line.glyphs) {
            assert!(glyph.glyph.0 != 0 && glyph.shown != '〓', "{name}: {glyph:?}");
        }
    }
}

#[test]
fn a_pointer_finds_words_and_places() {
    let chart = chart::build(seeds(), Kind::Figures, [None, None]);
    let drawing = chart::draw(&chart, &Paper::default(), &Messages::new(Lang::SimplifiedChinese));
    let hit = drawing.hits.iter().find(|h| h.tip[0].contains("14.06亿元")).expect("the seeds name 14.06亿元");
    assert!(hit.tip[1].contains("农产品14.06亿元"), "{:?}", hit.tip);
    let place = hit.places[0];
    assert_eq!(seeds().comparison.side(place.side).article.text.slice(place.span), "14.06亿元");
    let middle = chart::scene::Point { x: (hit.rect.x0 + hit.rect.x1) / 2.0, y: (hit.rect.y0 + hit.rect.y1) / 2.0 };
    assert_eq!(drawing.hit_at(middle), Some(hit));
}

#[test]
fn hedges_look_different() {
    let shapes = |modifier| {
        let rows = vec![
            statement(Side::Left, "50", modifier, "50个", "甲"),
            statement(Side::Left, "90", Modifier::Exact, "90个", "乙"),
        ];
        let data = Figures { panels: vec![UnitPanel { unit_id: "x".into(), unit: "个".into(), rows }], read: 2 };
        let chart = Chart { about: about(), content: Content::Figures(data) };
        chart::draw(&chart, &Paper::default(), &Messages::new(Lang::English)).items
    };
    use Modifier::*;
    let all = [Exact, Over, AboutUnder, Under, Range].map(shapes);
    for (n, one) in all.iter().enumerate() {
        assert!(all[n + 1..].iter().all(|other| other != one), "{n}");
    }
}

#[test]
fn svg_holds_the_labels_as_text() {
    use quick_xml::events::Event;
    for (name, drawing) in drawings().into_iter().filter(|(name, _)| name.ends_with("1600")) {
        let svg = chart::svg::write(&drawing, &vec![("Title".into(), "<script>".into())]);
        let mut reader = quick_xml::Reader::from_str(&svg);
        let (mut shown, mut inside) = (Vec::new(), false);
        loop {
            match reader.read_event().unwrap_or_else(|e| panic!("{name}: {e}")) {
                Event::Start(tag) if tag.name().as_ref() == "text" => {
                    inside = true;
                    shown.push(String::new());
                }
                Event::End(tag) if tag.name().as_ref() == "text" => inside = false,
                Event::Start(tag) => assert_ne!(tag.name().as_ref(), "script", "{name}"),
                Event::Text(text) if inside => {
                    let last = shown.last_mut().unwrap();
                    last.push_str(text.as_ref());
                }
                Event::GeneralRef(entity) if inside => {
                    let c = match entity.as_ref() {
                        "lt" => '<',
                        "gt" => '>',
                        "amp" => '&',
                        "quot" => '"',
                        _ => '\'',
                    };
                    shown.last_mut().unwrap().push(c);
                }
                Event::Eof => break,
                _ => {}
            }
        }
        let expected: Vec<String> =
            drawing.labels.iter().map(|l| l.line.glyphs.iter().map(|g| g.shown).collect()).collect();
        assert_eq!(shown, expected, "{name}");
    }
}

#[test]
fn a_png_says_its_size_on_paper_and_what_it_shows() {
    let chart = chart::build(seeds(), Kind::Themes, [None, None]);
    let paper = Paper { width: 321.0, height: Some(200.0), theme: Theme::Light };
    let drawing = chart::draw(&chart, &paper, &Messages::new(Lang::SimplifiedChinese));
    let bytes = chart::png::write(&drawing, 2.0, 300.0, &chart.metadata(&drawing)).unwrap();
    assert_eq!(bytes, chart::png::write(&drawing, 2.0, 300.0, &chart.metadata(&drawing)).unwrap());
    let reader = png::Decoder::new(std::io::Cursor::new(&bytes)).read_info().unwrap();
    let info = reader.info();
    assert_eq!((info.width, info.height), (642, 400));
    assert_eq!(info.pixel_dims.unwrap().xppu, 11811);
    let title = info.utf8_text.iter().find(|t| t.keyword == "Title").unwrap();
    assert_eq!(title.get_text().unwrap(), "各主题所占篇幅");
    let window = chart::raster::Raster::new(&drawing, 2.0).rgba();
    let mut reader = png::Decoder::new(std::io::Cursor::new(&bytes)).read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut pixels).unwrap();
    let opaque: Vec<u8> = pixels.chunks(3).flat_map(|p| [p[0], p[1], p[2], 255]).collect();
    assert!(window == opaque, "the window shows the pixels of the file");
}

#[test]
fn pdf_is_one_page_with_the_bundled_fonts() {
    let chart = chart::build(seeds(), Kind::Figures, [None, None]);
    let drawing = chart::draw(&chart, &Paper::default(), &Messages::new(Lang::English));
    let pdf = chart::pdf::write(&drawing).unwrap();
    let holds = |words: &[u8]| pdf.windows(words.len()).any(|w| w == words);
    assert!(pdf.starts_with(b"%PDF-") && holds(b"/Count 1"));
    for family in [&b"NotoSansSC"[..], b"NotoSansTC"] {
        assert!(holds(family));
    }
}

/// Runs the program in process: status, standard output, standard error.
fn run(args: &[&str]) -> (u8, String, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let args = std::iter::once("duizhao").chain(args.iter().copied()).map(Into::into);
    let mut io = Io { input: &mut std::io::empty(), out: &mut out, err: &mut err, terminal: false };
    let Outcome::Done(status) = cli::run(args, &mut io) else { panic!("no window was asked for") };
    (status, String::from_utf8(out).unwrap(), String::from_utf8(err).unwrap())
}

#[test]
fn compare_writes_everything_and_the_same_again() {
    let folder = tempfile::tempdir().unwrap();
    let (first, second) = (folder.path().join("a"), folder.path().join("b"));
    for out in [&first, &second] {
        let (status, printed, err) = run(&["compare", "--width", "640", "--out", out.to_str().unwrap()]);
        assert_eq!((status, err.as_str()), (0, ""));
        let mut there: Vec<String> =
            std::fs::read_dir(out).unwrap().map(|e| e.unwrap().path().display().to_string()).collect();
        let mut named: Vec<String> = printed.lines().map(str::to_owned).collect();
        there.sort();
        named.sort();
        assert_eq!(there, named, "each file is named, and there is no other");
    }
    for entry in std::fs::read_dir(&first).unwrap() {
        let path = entry.unwrap().path();
        let other = second.join(path.file_name().unwrap());
        assert!(std::fs::read(&path).unwrap() == std::fs::read(other).unwrap(), "{}", path.display());
    }
    let report = std::fs::read_to_string(first.join("report.html")).unwrap();
    for kind in Kind::ALL {
        assert!(report.contains(&format!("<figure id=\"chart-{}\"><svg", kind.id())), "{kind:?}");
    }
    for side in Side::BOTH {
        for passage in &seeds().comparison.side(side).article.passages {
            let id = if side == Side::Left { "l" } else { "r" };
            assert!(report.contains(&format!(" id=\"{id}{}\"", passage.id.0)));
        }
    }
    // Every link inside the page leads somewhere.
    let targets: std::collections::BTreeSet<&str> =
        report.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    for address in report.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(targets.contains(address), "{address}");
    }
    let outside = ["http:", "https:", "//"].map(|s| format!("=\"{s}"));
    let page = report.replace("xmlns=\"http://www.w3.org/2000/svg\"", "");
    assert!(outside.iter().all(|address| !page.contains(address)), "nothing is asked of anybody");
}

#[test]
fn markup_in_an_article_is_text_in_the_report() {
    let folder = tempfile::tempdir().unwrap();
    let (a, b, out) = (folder.path().join("a.txt"), folder.path().join("b.txt"), folder.path().join("out"));
    std::fs::write(
        &a,
        "标题\n<script>alert('1')</script>全省\u{1}共有30个“<b>工程</b>”。\n网络安全工作取得了新的成绩。\n",
    )
    .unwrap();
    std::fs::write(&b, "題目\n全省共有<img src=x onerror=y>20個站點。\n").unwrap();
    let [a, b, out] = [&a, &b, &out].map(|p| p.to_str().unwrap().to_owned());
    let (status, _, err) = run(&["compare", "--width", "640", &a, &b, "--out", &out]);
    assert_eq!((status, err.as_str()), (0, ""));
    let report = std::fs::read_to_string(format!("{out}/report.html")).unwrap();
    for markup in ["<script", "<img", "<b>", "\u{1}"] {
        assert!(!report.contains(markup), "{markup:?}");
    }
    assert!(report.contains("&lt;script&gt;"));
}

#[test]
fn a_place_that_cannot_be_written_is_named_once() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, "x").unwrap();
    let file = file.to_str().unwrap();
    for args in [
        vec!["compare", "--out", file],
        vec!["chart", "themes", "--out", "/nowhere/at/all/x.png"],
        vec!["chart", "themes", "--out", "x.bmp"],
    ] {
        let (status, out, err) = run(&args);
        assert_eq!((status, out.as_str(), err.lines().count()), (1, "", 1), "{args:?}: {err}");
        assert!(err.contains(args.last().unwrap()), "{err}");
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing half-written is left");
}

#[test]
fn an_amount_a_household_never_stands_beside_a_plain_one() {
    let (status, out, err) = run(&["chart", "figures", "--data"]);
    assert_eq!(status, 0, "{err}");
    let data: serde_json::Value = serde_json::from_str(&out).unwrap();
    let panels: Vec<String> =
        data["panels"].as_array().expect("the chart has panels").iter().map(ToString::to_string).collect();
    let with = |wording: &str| panels.iter().position(|panel| panel.contains(&format!("\"wording\":\"{wording}\"")));
    let (plain, household) = (with("14.06亿元"), with("4000元"));
    assert!(plain.is_some() && household.is_some() && plain != household, "{panels:?}");
}
