//! The engine as a whole: deterministic, and sensible on odd articles.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use duizhao::article::{Article, seeds};
use duizhao::comparison::{Comparison, Engine, Side};
use duizhao::progress::{Cancelled, Progress};
use duizhao::script::{Converter, Form, OpenCc};
use duizhao::themes::Codebook;

fn engine() -> Engine {
    Engine::new().expect("the temporary folder can be written")
}

fn compare(engine: &Engine, left: Article, right: Article) -> Comparison {
    let [left, right] = [left, right].map(|a| Arc::new(engine.analyse(Arc::new(a), None)));
    engine.compare(left, right, &Progress::default()).expect("nobody cancels")
}

#[test]
fn the_same_input_gives_the_same_comparison() {
    let print = || {
        let [left, right] = seeds();
        format!("{:?}", compare(&engine(), left, right))
    };
    assert_eq!(print(), print());
}

#[test]
fn every_result_has_a_span_of_the_source() {
    let [left, right] = seeds();
    let comparison = compare(&engine(), left, right);
    for side in Side::BOTH {
        let analysis = comparison.side(side);
        let text = &analysis.article.text;
        let labels = analysis.labels.passages.iter().flatten().flat_map(|l| &l.cues).map(|c| c.span);
        let figures = analysis.figures.iter().flat_map(|f| [f.span, f.number]);
        let measures = analysis.measures.iter().map(|m| m.span);
        let spans: Vec<_> = labels.chain(figures).chain(measures).collect();
        assert!(spans.len() > 60, "{side:?}: {} results", spans.len());
        for span in spans {
            assert!(!span.is_empty() && text.span().covers(span), "{side:?} {span}");
        }
    }
}

#[test]
fn each_theme_of_the_brief_is_in_both_articles() {
    let [left, right] = seeds();
    let comparison = compare(&engine(), left, right);
    for id in ["clean_cyberspace", "e_government", "security"] {
        let theme = comparison.codebook.index_of(id).expect("the codebook has the themes of the brief");
        let share = comparison.themes[theme.0 as usize];
        assert!(share.left.passages > 0, "{id}: {share:?}");
        // The Zhejiang article has no passage on security: it names a symposium of that name only.
        assert_eq!(share.right.passages > 0, id != "security", "{id}: {share:?}");
    }
}

#[test]
fn odd_articles_compare_too() {
    let engine = engine();
    let long = "网络安全为人民。".repeat(2000);
    let cases = ["", "\n\n", "网", "建设网络强国。", "<html>", "\0\0", &long];
    for left in cases {
        for right in cases {
            let comparison = compare(&engine, Article::from_text("a", left), Article::from_text("b", right));
            for candidate in &comparison.alignment.candidates {
                assert!((0.0..=1.0).contains(&candidate.score), "{left:?} {right:?}");
            }
        }
    }
}

#[test]
fn a_cancelled_comparison_stops() {
    let engine = engine();
    let [left, right] = seeds().map(|a| Arc::new(engine.analyse(Arc::new(a), None)));
    let progress = Progress::default();
    progress.cancel();
    assert_eq!(engine.compare(left, right, &progress).err(), Some(Cancelled));
}

/// Counts what is converted: every reading of a traditional article converts.
struct Counting {
    converter: OpenCc,
    calls: AtomicUsize,
}

impl Converter for Counting {
    fn convert(&self, text: &str, from: Form, to: Form) -> String {
        self.calls.fetch_add(1, Ordering::Relaxed);
        self.converter.convert(text, from, to)
    }
}

#[test]
fn a_changed_cue_labels_and_aligns_again_and_reads_nothing_again() {
    let converter = OpenCc::new().expect("the temporary folder can be written");
    let counting = Arc::new(Counting { converter, calls: AtomicUsize::new(0) });
    let engine = Engine { converter: counting.clone(), ..engine() };
    let [left, right] = seeds().map(|a| Arc::new(engine.analyse(Arc::new(a), None)));
    let before = engine.compare(left.clone(), right.clone(), &Progress::default()).expect("nobody cancels");
    let read = counting.calls.load(Ordering::Relaxed);
    assert!(read > 0, "the seeds are read through the converter");
    let mut book = engine.codebook.to_toml();
    let strong = book.find("strong = [").expect("the codebook has strong cues") + "strong = [".len();
    book.insert_str(strong, "\"互联网\", ");
    let engine = engine.under(Arc::new(Codebook::parse(&book).expect("a cue more is no fault")));
    let again = [&left, &right].map(|old| Arc::new(engine.relabel(old)));
    for (old, new) in [&left, &right].into_iter().zip(&again) {
        assert!(Arc::ptr_eq(&old.article, &new.article), "the article is not loaded again");
        assert!(Arc::ptr_eq(&old.normalized, &new.normalized), "nor cut into words");
        assert!(Arc::ptr_eq(&old.figures, &new.figures), "nor read for figures");
        assert_ne!(old.labels, new.labels, "but labelled");
    }
    let [left, right] = again;
    let after = engine.compare(left, right, &Progress::default()).expect("nobody cancels");
    assert_ne!(before.alignment, after.alignment, "and aligned");
    assert_eq!(counting.calls.load(Ordering::Relaxed), read, "nothing is converted again");
}
