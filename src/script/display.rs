//! An article as a reader wants to see it: as it was given, or in another script.
//!
//! Only characters change, never words: a reader of simplified characters still sees that Taiwan writes 网路. A
//! passage that is in the wanted script already is shown as it is.

use rayon::prelude::*;

use super::{Converter, Form, Normalized, OffsetMap, Region, Script, Written};
use crate::article::Article;
use crate::text::{Span, Text, pieces};

/// An article in the form in which it is shown.
#[derive(Clone, Debug)]
pub struct Displayed {
    pub text: Text,
    /// Leads from spans of what is shown to spans of the source and back.
    pub map: OffsetMap,
    /// By passage: whether it is shown otherwise than it was written.
    pub converted: Vec<bool>,
}

/// The article in `form`, or as it was given.
pub fn displayed(
    article: &Article,
    normalized: &Normalized,
    form: Option<Form>,
    converter: &dyn Converter,
) -> Displayed {
    let unchanged = || Displayed {
        text: article.text.clone(),
        map: OffsetMap::default(),
        converted: vec![false; article.passages.len()],
    };
    let Some(form) = form else { return unchanged() };
    let shown: Vec<Option<String>> = article
        .passages
        .par_iter()
        .zip(&normalized.written)
        .map(|(passage, written)| {
            let source = article.text.slice(passage.span);
            let from = given(written, form)?;
            let text: String = pieces(source).into_iter().map(|c| converter.convert(c, from, form)).collect();
            (text != source).then_some(text)
        })
        .collect();
    if shown.iter().all(Option::is_none) {
        return unchanged();
    }
    let mut text = String::with_capacity(article.text.as_str().len());
    let mut map = OffsetMap::default();
    let mut done = 0;
    for (passage, shown) in article.passages.iter().zip(&shown) {
        text.push_str(article.text.slice(Span::new(done, passage.span.start.0)));
        match shown {
            Some(shown) => {
                text.push_str(shown);
                map.push(passage.span, shown.chars().count() as u32);
            }
            None => text.push_str(article.text.slice(passage.span)),
        }
        done = passage.span.end.0;
    }
    text.push_str(article.text.slice(Span::new(done, article.text.len())));
    Displayed { text: Text::new(text), map, converted: shown.iter().map(Option::is_some).collect() }
}

/// The form that a passage is in, where it is to be shown in `form`; none where that is the one.
fn given(written: &Written, form: Form) -> Option<Form> {
    let regional = match written.region {
        Region::HongKong => Form::TraditionalHongKong,
        Region::Taiwan | Region::Mainland => Form::TraditionalTaiwan,
    };
    match (written.script, form) {
        (Script::Simplified, Form::Simplified) => None,
        (Script::Traditional | Script::Mixed, Form::Simplified) => Some(regional),
        (Script::Simplified | Script::Mixed, _) => Some(Form::Simplified),
        // 裏, 羣, 爲 in a text of Taiwan or the mainland are set as Hong Kong or Taiwan sets them, and the other way round.
        (Script::Traditional, Form::TraditionalTaiwan) => Some(Form::TraditionalHongKong),
        (Script::Traditional, Form::TraditionalHongKong) => Some(Form::TraditionalTaiwan),
    }
}
