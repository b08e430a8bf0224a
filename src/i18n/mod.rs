//! Messages in three languages (Fluent), numbers and dates as readers write them.
//!
//! The texts are in `assets/i18n/<language>/<room>.ftl`; every key stands in all three languages, which a test
//! checks. Errors of the library speak English and are shown behind a message of the reader's language.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use serde::{Deserialize, Serialize};
use unic_langid::LanguageIdentifier;

pub use fluent_bundle::FluentValue;

/// A language that the interface speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, clap::ValueEnum)]
pub enum Lang {
    #[default]
    #[value(name = "zh-Hans")]
    #[serde(rename = "zh-Hans")]
    SimplifiedChinese,
    #[value(name = "zh-Hant")]
    #[serde(rename = "zh-Hant")]
    TraditionalChinese,
    #[value(name = "en")]
    #[serde(rename = "en")]
    English,
}

impl Lang {
    pub const ALL: [Lang; 3] = [Lang::SimplifiedChinese, Lang::TraditionalChinese, Lang::English];

    /// BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Lang::SimplifiedChinese => "zh-Hans",
            Lang::TraditionalChinese => "zh-Hant",
            Lang::English => "en",
        }
    }

    fn sources(self) -> [&'static str; ROOMS] {
        match self {
            Lang::SimplifiedChinese => SIMPLIFIED,
            Lang::TraditionalChinese => TRADITIONAL,
            Lang::English => ENGLISH,
        }
    }
}

const ROOMS: usize = 5;

macro_rules! rooms {
    ($folder:literal) => {
        [
            include_str!(concat!("../../assets/i18n/", $folder, "/window.ftl")),
            include_str!(concat!("../../assets/i18n/", $folder, "/session.ftl")),
            include_str!(concat!("../../assets/i18n/", $folder, "/terms.ftl")),
            include_str!(concat!("../../assets/i18n/", $folder, "/chart.ftl")),
            include_str!(concat!("../../assets/i18n/", $folder, "/report.ftl")),
        ]
    };
}

const SIMPLIFIED: [&str; ROOMS] = rooms!("zh-Hans");
const TRADITIONAL: [&str; ROOMS] = rooms!("zh-Hant");
const ENGLISH: [&str; ROOMS] = rooms!("en");

/// The messages of one language.
pub struct Messages {
    lang: Lang,
    bundle: FluentBundle<FluentResource>,
}

impl Messages {
    pub fn new(lang: Lang) -> Self {
        let id: LanguageIdentifier = lang.tag().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        // Marks around what is inserted would show as boxes in charts.
        bundle.set_use_isolating(false);
        for source in lang.sources() {
            // A faulty line is left out and the rest kept; the tests below let none pass.
            let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(resource, _)| resource);
            bundle.add_resource_overriding(resource);
        }
        Self { lang, bundle }
    }

    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// The message of `key`; the key itself if there is none, so that a gap is seen.
    pub fn text(&self, key: &str) -> String {
        self.format(key, &[])
    }

    /// The message of `key` with its variables filled in.
    pub fn format(&self, key: &str, args: &[(&str, FluentValue<'_>)]) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            return key.to_owned();
        };
        let args: FluentArgs = args.iter().map(|(name, value)| (*name, value.clone())).collect();
        let mut errors = Vec::new();
        self.bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn keys(lang: Lang) -> BTreeSet<String> {
        lang.sources()
            .iter()
            .flat_map(|source| source.lines())
            .filter_map(|line| line.split_once('='))
            .map(|(key, _)| key)
            .filter(|key| key.starts_with(|c: char| c.is_ascii_lowercase()))
            .map(|key| key.trim().to_owned())
            .collect()
    }

    #[test]
    fn every_message_stands_in_every_language_and_parses() {
        let english = keys(Lang::English);
        for lang in Lang::ALL {
            let here = keys(lang);
            assert_eq!(
                here.symmetric_difference(&english).collect::<Vec<_>>(),
                Vec::<&String>::new(),
                "{}",
                lang.tag()
            );
            for source in lang.sources() {
                assert!(FluentResource::try_new(source.to_owned()).is_ok(), "{}: {source}", lang.tag());
            }
        }
    }

    #[test]
    fn variables_are_filled_in() {
        let messages = Messages::new(Lang::English);
        assert_eq!(messages.text("app-name"), "Duizhao");
        assert_eq!(messages.text("no-such-key"), "no-such-key");
    }
}
