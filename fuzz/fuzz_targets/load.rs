//! Any bytes are an article or an error, never a panic.
#![no_main]

use duizhao::article::{self, LoadOptions};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(article) = article::load(bytes.to_vec(), "x", &LoadOptions::default()) {
        for passage in &article.passages {
            assert!(!article.text.slice(passage.span).is_empty());
        }
    }
});
