//! Themes and alignment: floors against gold, other subjects, and what may come in.

use std::fmt::Write as _;

use duizhao::align::{self, Alignment, Limits, Side};
use duizhao::article::Article;
use duizhao::progress::Progress;
use duizhao::script::{self, Normalized, OpenCc, Vocabulary};
use duizhao::themes::{self, Codebook, Labels};

use super::theme_score as score;

struct Read {
    article: Article,
    normalized: Normalized,
    labels: Labels,
}

impl Read {
    fn new(name: &str, text: &str, codebook: &Codebook) -> Self {
        let article = Article::from_text(name, text.replace("\r\n", "\n"));
        let converter = OpenCc::new().expect("the temporary folder can be written");
        let normalized = script::normalize(&article, &converter, &Vocabulary::builtin());
        let labels = themes::label(&article, &normalized, codebook);
        Self { article, normalized, labels }
    }

    fn side(&self) -> Side<'_> {
        Side { article: &self.article, normalized: &self.normalized, labels: &self.labels }
    }

    fn themes(&self, words: &str, codebook: &Codebook) -> Vec<String> {
        let found = self.article.passages.iter().find(|p| self.article.text.slice(p.span).contains(words));
        let passage = found.expect("the words stand in the text");
        self.labels.of(passage.id).iter().map(|label| codebook.theme(label.theme).id.clone()).collect()
    }
}

fn aligned(left: &Read, right: &Read) -> Alignment {
    align::align(left.side(), right.side(), &Progress::default()).expect("nobody cancels")
}

fn pair(names: [&str; 2], codebook: &Codebook) -> [Read; 2] {
    names.map(|name| {
        let path = match name {
            "jiangxi" | "zhejiang" => {
                std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds").join(format!("{name}.txt"))
            }
            _ => score::gold(&format!("{name}.txt")),
        };
        Read::new(name, &std::fs::read_to_string(path).expect("the article is there"), codebook)
    })
}

#[test]
fn known_articles_are_labelled_and_aligned() {
    let codebook = Codebook::builtin();
    // Floors a little under what is reached: set, articles, themes' F1, first candidate right, MAP, accepted recall.
    let floors = [
        ("seeds", ["jiangxi", "zhejiang"], 0.97, 0.97, 0.95, 0.9),
        ("d1", ["d1a", "d1b"], 0.95, 0.95, 0.95, 0.9),
        ("d2", ["d2a", "d2b"], 0.9, 0.95, 0.93, 0.8),
        ("d3", ["d3a", "d3b"], 0.9, 0.95, 0.95, 0.95),
        ("d4", ["d4a", "d4b"], 0.93, 0.95, 0.95, 0.95),
    ];
    for (set, names, f1, first, map, recall) in floors {
        let [left, right] = pair(names, &codebook);
        let found = [(&left.article, &left.labels), (&right.article, &right.labels)];
        let reached = score::themes_f1(&score::rows(&format!("{set}.passages.jsonl")), &found, &codebook);
        assert!(reached >= f1, "{set}: themes' F1 {reached}");
        let alignment = aligned(&left, &right);
        let (pairs, candidates) = (format!("{set}.pairs.jsonl"), format!("{set}.candidates.jsonl"));
        let articles = [&left.article, &right.article];
        let s = score::alignment(&score::rows(&pairs), &score::rows(&candidates), articles, &alignment.candidates);
        assert!(s.first >= first && s.mean_average_precision >= map, "{set}: {s:?}");
        assert!(s.accepted_precision >= 0.9 && s.accepted_recall >= recall && s.false_proposals <= 1, "{set}: {s:?}");
    }
}

#[test]
fn the_wording_of_many_places_is_known() {
    let codebook = Codebook::builtin();
    let (mut right, mut wrong, mut missed) = (0, 0, 0);
    let gold = std::fs::read_to_string(score::gold("wordings.tsv")).expect("the passages are there");
    for line in gold.lines().filter(|line| !line.starts_with('#')) {
        let (themes, text) = line.split_once('\t').expect("themes, a tab, the passage");
        let want: Vec<&str> = themes.split(',').filter(|&theme| theme != "none").collect();
        let found = Read::new("x", text, &codebook).themes(text, &codebook);
        right += found.iter().filter(|theme| want.contains(&theme.as_str())).count();
        wrong += found.iter().filter(|theme| !want.contains(&theme.as_str())).count();
        missed += want.iter().filter(|&&theme| !found.iter().any(|t| t == theme)).count();
    }
    assert!(right >= 19 * missed && right >= 19 * wrong, "{right} right, {wrong} wrong, {missed} missed");
}

#[test]
fn what_a_passage_leaves_behind_is_not_its_theme() {
    let codebook = Codebook::builtin();
    let text = "在筑牢网络安全防线的同时，全市推进电子政务建设。";
    assert_eq!(Read::new("x", text, &codebook).themes(text, &codebook), ["e_government"]);
    let text = "全市筑牢网络安全防线。";
    assert_eq!(Read::new("x", text, &codebook).themes(text, &codebook), ["security"]);
}

#[test]
fn sections_lend_their_theme_while_they_speak_of_it() {
    let codebook = Codebook::builtin();
    let passages = [
        "全省的网络",
        "第一章 守护网络安全",
        "老周守着控制台过了十个除夕。",
        "攻防演练查出漏洞五百个，全部修复。",
        "采访途中，车子两次抛锚。",
        "散场时，接驳车往返车站。",
        "第二章 保障措施",
        "停车场的审批由专班每月检查一次。",
        "入夜，灯火可亲。",
    ];
    let read = Read::new("x", &passages.join("\n\n"), &codebook);
    assert_eq!(read.themes("老周", &codebook), ["security"]);
    let passage =
        read.article.passages.iter().find(|p| read.article.text.slice(p.span).contains("老周")).expect("he is");
    assert!(read.labels.of(passage.id)[0].inherited);
    assert!(read.themes("采访途中", &codebook).is_empty(), "the reporter is at work");
    assert!(read.themes("保障措施", &codebook).is_empty(), "a heading about no subject");
    assert!(read.themes("停车场", &codebook).is_empty());
    assert!(read.themes("入夜", &codebook).is_empty(), "the last passage belongs to no section");
    let read = Read::new("x", &passages[..6].join("\n\n"), &codebook);
    assert!(read.themes("散场", &codebook).is_empty(), "the last section has said its theme before");
}

#[test]
fn another_subject_works_the_same() {
    let codebook = Codebook::ecology();
    let lake = Read::new("lake", include_str!("../texts/ecology_lake.txt"), &codebook);
    let harbour = Read::new("harbour", include_str!("../texts/ecology_harbour.txt"), &codebook);
    for (read, words, theme) in [
        (&lake, "入河排污口", "water"),
        (&lake, "民间河长", "water"),
        (&lake, "天蓝了", "air"),
        (&lake, "燃煤锅炉", "air"),
        (&lake, "越冬候鸟", "ecosystems"),
        (&lake, "废弃矿山", "ecosystems"),
        (&harbour, "污水處理廠", "water"),
        (&harbour, "電動巴士", "air"),
        (&harbour, "紅樹林", "ecosystems"),
        (&harbour, "廚餘回收站", "waste"),
    ] {
        assert_eq!(read.themes(words, &codebook), [theme], "{words}");
    }
    assert!(lake.themes("湖边的日子", &codebook).is_empty());
    let alignment = aligned(&lake, &harbour);
    for (mine, theirs) in [("入河排污口", "污水處理廠"), ("燃煤锅炉", "電動巴士"), ("越冬候鸟", "紅樹林")]
    {
        let at = |read: &Read, words: &str| {
            read.article.passages.iter().find(|p| read.article.text.slice(p.span).contains(words)).expect(words).id
        };
        let best = &alignment.of_left(at(&lake, mine))[0];
        assert!(best.accepted && best.right == at(&harbour, theirs), "{mine}: {best:?}");
    }
}

#[test]
fn without_themes_the_text_decides() {
    for codebook in [Codebook::empty(), Codebook::parse("id = \"bare\"").expect("no themes are no fault")] {
        let [left, right] = pair(["jiangxi", "zhejiang"], &codebook);
        let alignment = aligned(&left, &right);
        assert!(alignment.candidates.iter().any(|c| c.accepted));
        assert!(alignment.candidates.iter().all(|c| c.themes.is_empty() && c.parts.facets == 0.0));
    }
}

#[test]
fn reasons_lead_to_the_words() {
    let codebook = Codebook::builtin();
    let [left, right] = pair(["jiangxi", "zhejiang"], &codebook);
    let alignment = aligned(&left, &right);
    let mut with_conversion = 0;
    for candidate in alignment.candidates.iter().filter(|c| c.accepted) {
        let reasons = align::reasons(left.side(), right.side(), candidate);
        assert_eq!(reasons.themes, candidate.themes);
        for cues in &reasons.cues {
            assert!(left.article.passage(candidate.left).span.covers(cues.left.span));
            assert!(right.article.passage(candidate.right).span.covers(cues.right.span));
        }
        with_conversion += usize::from(!reasons.right_conversions.is_empty());
        assert!(reasons.left_conversions.is_empty(), "the left article is simplified");
    }
    assert!(with_conversion > 0);
}

/// Articles in which passage `i` of the left answers the right one with the same number, `longest` passages a section.
fn numbered(passages: usize, section: usize, codebook: &Codebook) -> [Read; 2] {
    ["left", "right"].map(|name| {
        let mut text = String::new();
        for passage in 0..passages {
            if section > 0 && passage % section == 0 {
                writeln!(text, "\n第{}章 {}\n", passage / section + 1, own_words(1_000 + passage / section))
                    .expect("memory");
            }
            writeln!(text, "全省推进{}工作，{}处置违规账号。\n", own_words(passage), own_words(passage + 300))
                .expect("memory");
        }
        Read::new(name, &text, codebook)
    })
}

fn own_words(number: usize) -> String {
    (0..3).filter_map(|at| char::from_u32(0x4e00 + ((number * 37 + at * 411) % 9_000) as u32)).collect()
}

#[test]
fn the_index_finds_what_all_pairs_find() {
    let codebook = Codebook::builtin();
    let synthetic = numbered(60, 0, &codebook);
    let known = [["jiangxi", "zhejiang"], ["d1a", "d1b"], ["d2a", "d2b"]].map(|names| pair(names, &codebook));
    for [left, right] in known.iter().chain([&synthetic]) {
        let indexed = aligned(left, right);
        let all = align::align_all(left.side(), right.side(), &Progress::default()).expect("nobody cancels");
        let kept: Vec<_> = all.candidates.iter().filter(|c| indexed.candidates.contains(c)).collect();
        assert_eq!(kept.len(), indexed.candidates.len(), "nothing but what all pairs have");
        for passage in &left.article.passages {
            let [some, every] = [&indexed, &all].map(|a| a.of_left(passage.id));
            let most = every.len().min(align::KEPT);
            let best = |candidates: &[align::Candidate]| candidates.iter().take(most).cloned().collect::<Vec<_>>();
            assert_eq!(best(some), best(every), "{:?}", passage.id);
        }
        assert_eq!(
            indexed.candidates.iter().filter(|c| c.accepted).count(),
            all.candidates.iter().filter(|c| c.accepted).count()
        );
    }
}

#[test]
fn narrow_limits_still_find_the_best() {
    let codebook = Codebook::builtin();
    let [left, right] = numbered(300, 0, &codebook);
    let narrow = Limits { read: 40, purest: 3, scored: 4, ..Limits::USUAL };
    let found = align::align_within(left.side(), right.side(), &narrow, &Progress::default()).expect("nobody cancels");
    let pairs = left.article.passages.iter().zip(&right.article.passages);
    for (mine, theirs) in pairs {
        assert_eq!(found.of_left(mine.id)[0].right, theirs.id);
    }
    let none = Limits { read: 0, purest: 0, ..narrow };
    let found = align::align_within(left.side(), right.side(), &none, &Progress::default()).expect("nobody cancels");
    assert!(found.candidates.is_empty(), "nothing is scored but what the index leads to");
}

#[test]
fn long_articles_are_aligned_within_sections() {
    let codebook = Codebook::builtin();
    for section in [0, 25] {
        let [left, right] = numbered(200, section, &codebook);
        let usual = align::align(left.side(), right.side(), &Progress::default()).expect("nobody cancels");
        assert_eq!(usual.scope, align::Scope::Whole);
        let limits = Limits { whole: 100, block: 5, ..Limits::USUAL };
        let found =
            align::align_within(left.side(), right.side(), &limits, &Progress::default()).expect("nobody cancels");
        assert_eq!(found.scope, align::Scope::Sections);
        assert!(found.candidates.len() < usual.candidates.len(), "with or without headings");
        let body =
            |read: &Read| read.article.passages.iter().filter(|p| p.role.is_body()).map(|p| p.id).collect::<Vec<_>>();
        for (mine, theirs) in body(&left).into_iter().zip(body(&right)) {
            assert_eq!(found.of_left(mine)[0].right, theirs);
        }
    }
}

#[test]
fn odd_articles_are_aligned() {
    let codebook = Codebook::builtin();
    let read = |text: &str| Read::new("x", text, &codebook);
    let one = read("全省清朗行动处置违规账号1200个，关停违法网站35家。");
    let none = read("");
    assert!(aligned(&none, &one).candidates.is_empty());
    assert!(aligned(&one, &none).candidates.is_empty());
    let same = aligned(&one, &one);
    assert!(same.candidates.len() == 1 && same.candidates[0].accepted, "{same:?}");
    assert!(same.candidates[0].score > 0.99 * (0.4 + 0.2 + 0.25 + 0.15));
    let many = read(&"清朗行动处置违规账号。\n".repeat(10_000));
    assert_eq!(many.labels.passages.len(), 10_000);
    let alignment = aligned(&many, &many);
    assert!(alignment.candidates.len() < 100_000 * align::KEPT, "repeats are aligned once");
}

#[test]
fn large_and_overlapping_codebooks_are_read() {
    let mut toml = String::from(
        "id = \"large\"\n[[theme]]\nid = \"a\"\nname = { zh-Hans = \"甲\", zh-Hant = \"甲\", en = \"A\" }\n\
         colour = { light = \"#000000\", dark = \"#ffffff\" }\ndefinition = \"\"\n[[theme.facets]]\nid = \"f\"\nstrong = [\n",
    );
    for n in 0..50_000 {
        writeln!(toml, "\"甲乙{n}\",").expect("memory");
    }
    toml += "\"网络\", \"网络\", \"网络安全\", \"安全\"]\n";
    let codebook = Codebook::parse(&toml).expect("many cues are no fault");
    let read = Read::new("x", "网络安全，甲乙49999。", &codebook);
    let cues: Vec<&str> = read.labels.passages[0][0].cues.iter().map(|cue| cue.normalized.as_str()).collect();
    assert_eq!(cues, ["网络安全", "甲乙49999"], "the longest cue at a place, once");
}

#[test]
fn distinctive_terms_stand_where_they_are_said() {
    let codebook = Codebook::builtin();
    let [left, right] = pair(["jiangxi", "zhejiang"], &codebook);
    let terms = themes::distinctive((&left.article, &left.normalized), (&right.article, &right.normalized));
    let most = &terms[0];
    assert!(most.score > 3.84 && most.left > most.right, "{most:?}");
    let last = terms.iter().find(|term| term.score < 0.0).expect("the right article has words of its own");
    assert!(last.score < -3.84 && last.right > last.left, "{last:?}");
    assert!(terms.iter().all(|term| term.word != "的"));
}

#[test]
fn colours_are_told_apart_by_everybody() {
    for codebook in [Codebook::builtin(), Codebook::ecology()] {
        for pick in [|t: &themes::Theme| t.colour.light, |t: &themes::Theme| t.colour.dark] {
            for (a, first) in codebook.themes.iter().enumerate() {
                for second in &codebook.themes[a + 1..] {
                    for eye in [NORMAL, PROTAN, DEUTAN] {
                        let far = distance(seen(pick(first).0, eye), seen(pick(second).0, eye));
                        assert!(far >= 0.045, "{} and {}: {far}", first.id, second.id);
                    }
                }
            }
        }
    }
}

/// What an eye makes of linear light: Viénot, Brettel and Mollon's matrices (1999).
type Eye = [[f64; 3]; 3];
const NORMAL: Eye = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];
const PROTAN: Eye = [[0.11238, 0.88762, 0.0], [0.11238, 0.88762, 0.0], [0.00401, -0.00401, 1.0]];
const DEUTAN: Eye = [[0.29275, 0.70725, 0.0], [0.29275, 0.70725, 0.0], [-0.02234, 0.02234, 1.0]];

fn seen(rgb: [u8; 3], eye: Eye) -> [f64; 3] {
    let linear = rgb.map(|part| (f64::from(part) / 255.0).powf(2.2));
    eye.map(|row| row.iter().zip(linear).map(|(weight, part)| weight * part).sum())
}

/// In Oklab.
fn distance(a: [f64; 3], b: [f64; 3]) -> f64 {
    let lab = |[r, g, b]: [f64; 3]| {
        let l = (0.412_221 * r + 0.536_333 * g + 0.051_446 * b).cbrt();
        let m = (0.211_903 * r + 0.680_700 * g + 0.107_397 * b).cbrt();
        let s = (0.088_302 * r + 0.281_719 * g + 0.629_979 * b).cbrt();
        [
            0.210_454 * l + 0.793_618 * m - 0.004_072 * s,
            1.977_998 * l - 2.428_592 * m + 0.450_594 * s,
            0.025_904 * l + 0.782_772 * m - 0.808_676 * s,
        ]
    };
    lab(a).iter().zip(lab(b)).map(|(x, y)| (x - y).powi(2)).sum::<f64>().sqrt()
}
