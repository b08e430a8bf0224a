//! Characters that tell which script a text is in.
//!
//! `assets/characters.txt` lists those that only simplified text uses and those that only traditional text uses;
//! what both use (后, 里, 台, 著, 乾) tells nothing and is in neither list. Of the many that differ, it holds what
//! GB 2312 and Big5 can write: a character is simplified if GB 2312 has it, Big5 does not, and OpenCC writes it
//! otherwise in Taiwan; traditional if Big5 has it, GB 2312 does not, and OpenCC simplifies it.

use std::sync::LazyLock;

const FIRST: u32 = 0x3400;
const LAST: u32 = 0x9fff;

const SIMPLIFIED: u8 = 1;
const TRADITIONAL: u8 = 2;
const HONG_KONG: u8 = 4;
const TAIWAN: u8 = 8;

/// Shapes that Hong Kong writes and Taiwan does not, and the other way round.
const HONG_KONG_SHAPES: &str = "裏綫衞羣峯牀麪户説脱";
const TAIWAN_SHAPES: &str = "裡臺";

static CLASSES: LazyLock<Box<[u8]>> = LazyLock::new(|| {
    let mut classes = vec![0u8; (LAST - FIRST + 1) as usize].into_boxed_slice();
    let (simplified, traditional) = lists();
    let parts =
        [(simplified, SIMPLIFIED), (traditional, TRADITIONAL), (HONG_KONG_SHAPES, HONG_KONG), (TAIWAN_SHAPES, TAIWAN)];
    for (part, class) in parts {
        for c in part.chars().filter(|c| !c.is_whitespace()) {
            classes[(c as u32 - FIRST) as usize] |= class;
        }
    }
    classes
});

/// The two lists of the asset: simplified, traditional.
fn lists() -> (&'static str, &'static str) {
    let asset = include_str!("../../assets/characters.txt");
    let body = asset.split_once("[simplified]").map_or("", |(_, rest)| rest);
    body.split_once("[traditional]").unwrap_or((body, ""))
}

/// How many characters of each kind a text holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub simplified: u32,
    pub traditional: u32,
    /// Shapes of Hong Kong and of Taiwan.
    pub hong_kong: u32,
    pub taiwan: u32,
}

impl Counts {
    pub fn of(text: &str) -> Self {
        let classes: &[u8] = &CLASSES;
        // One counter for each set of classes: no branch for each class.
        let mut seen = [0u32; 16];
        for c in text.chars() {
            let at = (c as u32).wrapping_sub(FIRST) as usize;
            if at < classes.len() {
                seen[usize::from(classes[at] & 15)] += 1;
            }
        }
        let of = |class: u8| (1..16u8).filter(|n| n & class != 0).map(|n| seen[usize::from(n)]).sum();
        Self { simplified: of(SIMPLIFIED), traditional: of(TRADITIONAL), hong_kong: of(HONG_KONG), taiwan: of(TAIWAN) }
    }

    pub fn add(&mut self, other: Self) {
        self.simplified += other.simplified;
        self.traditional += other.traditional;
        self.hong_kong += other.hong_kong;
        self.taiwan += other.taiwan;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::script::{Converter, Form, OpenCc};

    fn in_gb2312(c: char) -> bool {
        let text = c.to_string();
        let (bytes, _, failed) = encoding_rs::GBK.encode(&text);
        !failed && bytes.len() == 2 && (0xb0..=0xf7).contains(&bytes[0]) && bytes[1] >= 0xa1
    }

    /// Big5's lead byte: up to 0xc6 the common characters, from 0xc9 the rare ones.
    fn big5(c: char) -> Option<u8> {
        let text = c.to_string();
        let (bytes, _, failed) = encoding_rs::BIG5.encode(&text);
        (!failed && bytes.len() == 2).then(|| bytes[0])
    }

    #[test]
    fn the_lists_are_what_the_standards_and_opencc_say() {
        let opencc = OpenCc::new().expect("the temporary folder can be written");
        let all: Vec<char> = (0x4e00..=LAST).filter_map(char::from_u32).collect();
        let text: String = all.iter().flat_map(|c| [*c, '\n']).collect();
        let to = |from, to| opencc.convert(&text, from, to).chars().filter(|c| *c != '\n').collect::<Vec<_>>();
        let simple = to(Form::TraditionalTaiwan, Form::Simplified);
        let taiwan = to(Form::Simplified, Form::TraditionalTaiwan);
        let pick =
            |keep: &dyn Fn(usize) -> bool| -> String { (0..all.len()).filter(|n| keep(*n)).map(|n| all[n]).collect() };
        let simplified =
            pick(&|n| taiwan[n] != all[n] && in_gb2312(all[n]) && big5(all[n]).is_none_or(|lead| lead > 0xc6));
        let traditional = pick(&|n| simple[n] != all[n] && big5(all[n]).is_some() && !in_gb2312(all[n]));
        let listed = |part: &str| part.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let (a, b) = lists();
        if let Ok(out) = std::env::var("WRITE_CHARACTERS") {
            std::fs::write(out, format!("{simplified}\n{traditional}\n")).unwrap();
        }
        assert_eq!(listed(a), simplified);
        assert_eq!(listed(b), traditional);
    }

    #[test]
    fn characters_of_both_scripts_tell_nothing() {
        assert_eq!(Counts::of("后里台只著乾 abc 安全"), Counts::default());
        let counts = Counts::of("網絡空間 网络 裏臺");
        assert_eq!((counts.simplified, counts.traditional, counts.hong_kong, counts.taiwan), (2, 5, 1, 1));
    }
}
