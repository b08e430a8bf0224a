//! Charts: what they show, how labels stand, what the files hold.

use duizhao::chart::data::{Chart, Content, Figures, UnitPanel};
use duizhao::chart::{self, Drawing, Kind, Material, Paper, Side, Theme};
use duizhao::figures::{Direction, Modifier};
use duizhao::i18n::{Lang, Messages};
use duizhao::status::Status;

use crate::chart_samples::{about, nasty, odd_charts, samples, statement};
use crate::reports::seeds;

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
    let seeds = Kind::ALL.map(|kind| {
        (kind.id(), chart::build(&Material { dates: [None, Some("2017")], ..Material::new(seeds()) }, kind))
    });
    let charts = samples().into_iter().map(|(name, chart)| (format!("sample-{name}"), chart));
    let charts = charts.chain(nasty().into_iter().map(|(name, chart)| (format!("nasty-{name}"), chart)));
    let charts = charts.chain(odd_charts().into_iter().map(|(kind, chart)| (format!("odd-{}", kind.id()), chart)));
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
    let Some(folder) = std::env::var_os("DUIZHAO_PICTURES").filter(|asked| asked != "keep") else { return };
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
fn every_glyph_is_in_the_bundled_fonts() {
    // What the strange ones show is no language's.
    for (name, drawing) in
        drawings().into_iter().filter(|(name, _)| !name.contains("strange") && !name.starts_with("odd"))
    {
        for glyph in drawing.labels.iter().flat_map(|l| &l.line.glyphs) {
            assert!(glyph.glyph.0 != 0 && glyph.shown != '〓', "{name}: {glyph:?}");
        }
    }
}

#[test]
fn a_pointer_finds_words_and_places() {
    let chart = chart::build(&Material::new(seeds()), Kind::Figures);
    let drawing = chart::draw(&chart, &Paper::default(), &Messages::new(Lang::SimplifiedChinese));
    let hit = drawing.hits.iter().find(|h| h.tip[0].contains("14.06亿元")).expect("the seeds name 14.06亿元");
    assert!(hit.tip[1].starts_with("1,406,000,000"), "{:?}", hit.tip);
    assert!(hit.tip[2].contains("农产品14.06亿元"), "{:?}", hit.tip);
    let place = hit.places[0];
    assert_eq!(seeds().comparison.side(place.side).article.text.slice(place.span), "14.06亿元");
    let middle = chart::scene::Point { x: (hit.rect.x0 + hit.rect.x1) / 2.0, y: (hit.rect.y0 + hit.rect.y1) / 2.0 };
    assert_eq!(drawing.hit_at(middle), Some(hit));
}

#[test]
fn what_a_coder_set_right_and_what_is_a_plan_is_said() {
    let drawn = |change: fn(&mut duizhao::chart::data::Statement)| {
        let mut row = statement(Side::Left, "7000", Modifier::Exact, "6908个", "甲");
        change(&mut row);
        let data =
            Figures { panels: vec![UnitPanel { unit_id: "x".into(), unit: "个".into(), rows: vec![row] }], read: 1 };
        let chart = Chart { about: about(), content: Content::Figures(data) };
        let drawing = chart::draw(&chart, &Paper::default(), &Messages::new(Lang::SimplifiedChinese));
        drawing.labels.into_iter().map(|label| label.text).find(|text| text.starts_with("6908个")).unwrap()
    };
    assert_eq!(drawn(|_| ()), "6908个");
    assert_eq!(drawn(|row| row.corrected = true), "6908个（改定为 7000）");
    assert_eq!(drawn(|row| row.status = Some(Status::Planned)), "6908个（计划）");
    assert_eq!(drawn(|row| row.status = Some(Status::Achieved)), "6908个");
    assert_eq!(drawn(|row| row.direction = Some(Direction::Down)), "6908个↓");
    // Where there is little room, what must be said stays.
    let long = drawn(|row| {
        row.wording = format!("6908个{}", "有余".repeat(60));
        row.status = Some(Status::Planned);
    });
    assert!(long.ends_with("…（计划）"), "{long}");
}

#[test]
fn two_currencies_of_one_word_are_named() {
    let panel = |id: &str| UnitPanel {
        unit_id: id.into(),
        unit: "元".into(),
        rows: vec![statement(Side::Left, "5", Modifier::Exact, "5元", "甲"); 2],
    };
    let heads = |ids: &[&str]| {
        let panels = ids.iter().map(|id| panel(id)).collect();
        let chart = Chart { about: about(), content: Content::Figures(Figures { panels, read: 4 }) };
        let drawing = chart::draw(&chart, &Paper::default(), &Messages::new(Lang::SimplifiedChinese));
        let heads = drawing.labels.into_iter().map(|label| label.text).filter(|text| text.starts_with("单位："));
        heads.collect::<Vec<_>>()
    };
    assert_eq!(heads(&["CNY", "TWD"]), ["单位：元（人民币）", "单位：元（新台币）"]);
    assert_eq!(heads(&["CNY"]), ["单位：元"]);
}

#[test]
fn a_third_article_leads_to_its_words() {
    let seeds = seeds();
    let others = [std::sync::Arc::clone(&seeds.comparison.left)];
    let chart = chart::build(&Material { others: &others, ..Material::new(seeds) }, Kind::MeasureMatrix);
    let drawing = chart::draw(&chart, &Paper::default(), &Messages::new(Lang::English));
    let hits: Vec<_> = drawing.hits.iter().filter_map(|hit| Some((hit.beyond?, &hit.places))).collect();
    assert!(!hits.is_empty());
    for ((article, span), places) in hits {
        assert_eq!((article, places.len()), (2, 0));
        assert!(seeds.comparison.left.measures.iter().any(|measure| measure.span == span));
    }
}

#[test]
fn figures_that_stand_alone_stand_together() {
    let of = |units: usize| {
        let panel = |n: usize| UnitPanel {
            unit_id: n.to_string(),
            unit: format!("单位{n}"),
            rows: vec![statement(Side::Left, "5", Modifier::Over, "5多个", "甲")],
        };
        let chart = Chart {
            about: about(),
            content: Content::Figures(Figures { panels: (0..units).map(panel).collect(), read: units }),
        };
        chart::draw(&chart, &Paper::default(), &Messages::new(Lang::SimplifiedChinese))
    };
    let heads = |drawing: &Drawing| drawing.labels.iter().filter(|label| label.text.starts_with("单位：")).count();
    assert_eq!(heads(&of(2)), 2, "two small ones have their axes");
    let many = of(40);
    assert_eq!(heads(&many), 0);
    assert_eq!(many.labels.iter().filter(|label| label.text == "5多个").count(), 40);
    assert!(many.height < 1000.0, "{}", many.height);
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
    let chart = chart::build(&Material::new(seeds()), Kind::Themes);
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
    let chart = chart::build(&Material::new(seeds()), Kind::Figures);
    let drawing = chart::draw(&chart, &Paper::default(), &Messages::new(Lang::English));
    let pdf = chart::pdf::write(&drawing, &chart.metadata(&drawing)).unwrap();
    let document = lopdf::Document::load_mem(&pdf).unwrap();
    assert_eq!(document.get_pages().len(), 1);
    let holds = |words: &[u8]| pdf.windows(words.len()).any(|w| w == words);
    for family in [&b"NotoSansSC"[..], b"NotoSansTC"] {
        assert!(holds(family));
    }
    // Text is text: every label can be found in it.
    let text: String = document.extract_text(&[1]).unwrap().split_whitespace().collect();
    for label in &drawing.labels {
        let words: String = label.line.glyphs.iter().map(|g| g.shown).filter(|c| !c.is_whitespace()).collect();
        assert!(text.contains(&words), "{words:?} is not in {text}");
    }
}

#[test]
fn a_pdf_is_made_of_anything() {
    for (name, drawing) in drawings().into_iter().filter(|(name, _)| name.ends_with("small")) {
        let pdf = chart::pdf::write(&drawing, &vec![("Title".into(), name.clone())]).unwrap();
        assert!(lopdf::Document::load_mem(&pdf).is_ok(), "{name}");
    }
}
