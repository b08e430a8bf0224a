//! Any text has a normal form, and every span of it leads to the source and back.
#![no_main]

use std::sync::LazyLock;

use duizhao::article::Article;
use duizhao::script::{OpenCc, Vocabulary, normalize};
use libfuzzer_sys::fuzz_target;

static TOOLS: LazyLock<(OpenCc, Vocabulary)> =
    LazyLock::new(|| (OpenCc::new().expect("the temporary folder can be written"), Vocabulary::builtin()));

fuzz_target!(|text: &str| {
    let (opencc, vocabulary) = &*TOOLS;
    let article = Article::from_text("x", text);
    let normalized = normalize(&article, opencc, vocabulary);
    for passage in &article.passages {
        let there = normalized.map.normalized_from_source(passage.span);
        assert!(normalized.map.source_from_normalized(there).covers(passage.span));
    }
});
