//! OpenCC behind [`Converter`]. The only file that names it.

use std::sync::OnceLock;

use opencc_rust::{DefaultConfig, OpenCC, generate_static_dictionary};

use super::{Converter, Form};

/// OpenCC could not write or open its dictionaries.
#[derive(Debug, thiserror::Error)]
#[error("the conversion dictionaries cannot be unpacked into the temporary folder: {0}")]
pub struct OpenCcError(String);

/// OpenCC with the dictionaries that the program carries. Each direction is opened when it is first asked for: four of them
/// take 9 MB, and most pairs of articles need one.
pub struct OpenCc {
    taiwan_to_simplified: OpenCC,
    hong_kong_to_simplified: OnceLock<OpenCC>,
    simplified_to_taiwan: OnceLock<OpenCC>,
    simplified_to_hong_kong: OnceLock<OpenCC>,
    /// Between the shapes of Taiwan and Hong Kong the way leads over OpenCC's own: first to it, then from it.
    taiwan_to_hong_kong: [OnceLock<OpenCC>; 2],
    hong_kong_to_taiwan: [OnceLock<OpenCC>; 2],
}

impl OpenCc {
    pub fn new() -> Result<Self, OpenCcError> {
        Ok(Self {
            taiwan_to_simplified: open(DefaultConfig::TW2S)?,
            hong_kong_to_simplified: OnceLock::new(),
            simplified_to_taiwan: OnceLock::new(),
            simplified_to_hong_kong: OnceLock::new(),
            taiwan_to_hong_kong: Default::default(),
            hong_kong_to_taiwan: Default::default(),
        })
    }
}

/// Unpacks the dictionaries into a folder that is gone again when this returns: OpenCC reads files, once.
fn open(config: DefaultConfig) -> Result<OpenCC, OpenCcError> {
    let dir = tempfile::tempdir().map_err(|e| OpenCcError(e.to_string()))?;
    generate_static_dictionary(dir.path(), config).map_err(|e| OpenCcError(e.to_string()))?;
    OpenCC::new(dir.path().join(config.get_file_name())).map_err(|e| OpenCcError(e.to_owned()))
}

fn opened(place: &OnceLock<OpenCC>, config: DefaultConfig) -> &OpenCC {
    // A panic ends the one job that asked, which is told.
    place.get_or_init(|| open(config).expect("the temporary folder could be written when the program started"))
}

impl Converter for OpenCc {
    fn convert(&self, text: &str, from: Form, to: Form) -> String {
        let through = |place: &OnceLock<OpenCC>, config, text: &str| one_to_one(opened(place, config), text);
        match (from, to) {
            (Form::TraditionalTaiwan, Form::Simplified) => one_to_one(&self.taiwan_to_simplified, text),
            (Form::TraditionalHongKong, Form::Simplified) => {
                through(&self.hong_kong_to_simplified, DefaultConfig::HK2S, text)
            }
            (Form::Simplified, Form::TraditionalTaiwan) => {
                through(&self.simplified_to_taiwan, DefaultConfig::S2TW, text)
            }
            (Form::Simplified, Form::TraditionalHongKong) => {
                through(&self.simplified_to_hong_kong, DefaultConfig::S2HK, text)
            }
            (Form::TraditionalTaiwan, Form::TraditionalHongKong) => {
                let [first, second] = &self.taiwan_to_hong_kong;
                through(second, DefaultConfig::T2HK, &through(first, DefaultConfig::TW2T, text))
            }
            (Form::TraditionalHongKong, Form::TraditionalTaiwan) => {
                let [first, second] = &self.hong_kong_to_taiwan;
                through(second, DefaultConfig::T2TW, &through(first, DefaultConfig::HK2T, text))
            }
            (Form::Simplified, Form::Simplified)
            | (Form::TraditionalTaiwan, Form::TraditionalTaiwan)
            | (Form::TraditionalHongKong, Form::TraditionalHongKong) => text.to_owned(),
        }
    }
}

fn one_to_one(opencc: &OpenCC, text: &str) -> String {
    // OpenCC takes C strings, which end at the first NUL: it is replaced one for one and put back.
    const STAND_IN: char = '\u{FFFC}';
    let converted = if text.contains('\0') {
        let mut nuls = text.chars().map(|c| c == '\0');
        let converted = opencc.convert(text.replace('\0', "\u{FFFC}"));
        converted.chars().map(|c| if nuls.next() == Some(true) && c == STAND_IN { '\0' } else { c }).collect()
    } else {
        opencc.convert(text)
    };
    assert_eq!(converted.chars().count(), text.chars().count(), "OpenCC converts one code point to one");
    converted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn converts_one_to_one_and_keeps_nul() {
        let opencc = OpenCc::new().expect("the temporary folder can be written");
        let to = |text: &str| opencc.convert(text, Form::TraditionalTaiwan, Form::Simplified);
        assert_eq!(to("網路安全和資訊化工作"), "网路安全和资讯化工作");
        assert_eq!(to("網\0路"), "网\0路");
        assert_eq!(opencc.convert("网络", Form::Simplified, Form::TraditionalHongKong), "網絡");
    }

    #[test]
    fn shapes_of_taiwan_and_hong_kong() {
        let opencc = OpenCc::new().expect("the temporary folder can be written");
        let taiwan = "群眾為了這裡的衛生，才會線上說明";
        let hong_kong = "羣眾為了這裏的衞生，才會線上説明";
        assert_eq!(opencc.convert(hong_kong, Form::TraditionalHongKong, Form::TraditionalTaiwan), taiwan);
        let shown = opencc.convert(taiwan, Form::TraditionalTaiwan, Form::TraditionalHongKong);
        assert_eq!(shown.chars().count(), taiwan.chars().count());
        assert!(shown.contains('裏') && shown.contains('衞') && shown.contains('説'), "{shown}");
        // Every code point of the basic and supplementary planes stays one.
        let all: String = (0x3000..0x30000).filter_map(char::from_u32).flat_map(|c| [c, '\n']).collect();
        for (from, to) in
            [(Form::TraditionalTaiwan, Form::TraditionalHongKong), (Form::TraditionalHongKong, Form::TraditionalTaiwan)]
        {
            assert_eq!(opencc.convert(&all, from, to).chars().count(), all.chars().count());
        }
    }
}
