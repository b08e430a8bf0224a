//! Bytes → text: which encoding, and what could not be decoded.

use std::ops::RangeInclusive;
use std::sync::LazyLock;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, DecoderResult, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

use super::warning::{LISTED, Warning, WarningKind};
use crate::text::Span;

/// Bytes that the encoding is told from.
const SAMPLE: usize = 256 * 1024;

/// A decoded text and how it was decoded.
pub struct Decoded {
    pub text: String,
    pub encoding: &'static Encoding,
    pub warnings: Vec<Warning>,
}

impl Decoded {
    /// How much speaks against its encoding: places that are invalid in it, and doubt.
    pub fn doubts(&self) -> u32 {
        self.warnings.iter().map(|warning| warning.kind.number()).sum()
    }
}

/// GBK, and GB 2312 before it, are parts of GB 18030: a file so called may hold what only the larger one has.
pub fn widest(encoding: &'static Encoding) -> &'static Encoding {
    if encoding == GBK { GB18030 } else { encoding }
}

/// Decodes `bytes` in the encoding asked for, or in the one that they seem to be in. A byte order mark decides before
/// any guess, and is removed.
pub fn decode(bytes: &[u8], asked: Option<&'static Encoding>) -> Decoded {
    let marked = Encoding::for_bom(bytes);
    let (encoding, certain, skip) = match (asked, marked) {
        (Some(asked), Some((marked, skip))) if asked == marked => (asked, true, skip),
        (Some(asked), _) => (asked, true, 0),
        (None, Some((marked, skip))) => (marked, true, skip),
        (None, None) => {
            let (guess, certain) = guess(bytes);
            (guess, certain, 0)
        }
    };
    let (text, mut warnings) = decode_in(&bytes[skip..], encoding);
    if !certain && warnings.is_empty() {
        warnings.push(Warning { kind: WarningKind::EncodingUncertain, places: Vec::new() });
    }
    Decoded { text: line_ends(text), encoding, warnings }
}

/// The text with U+FFFD for each invalid sequence, as the WHATWG standard counts them, and where they are.
fn decode_in(bytes: &[u8], encoding: &'static Encoding) -> (String, Vec<Warning>) {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 2 + 16);
    let mut places: Vec<usize> = Vec::new();
    let mut count = 0u32;
    let mut read = 0;
    loop {
        let (result, n) = decoder.decode_to_string_without_replacement(&bytes[read..], &mut text, true);
        read += n;
        match result {
            DecoderResult::InputEmpty => break,
            DecoderResult::OutputFull => text.reserve((bytes.len() - read).max(64) * 2),
            DecoderResult::Malformed(..) => {
                if places.len() < LISTED {
                    places.push(text.len());
                }
                count += 1;
                if text.capacity() - text.len() < 4 {
                    text.reserve(64);
                }
                text.push('\u{fffd}');
            }
        }
    }
    if count == 0 {
        return (text, Vec::new());
    }
    let (mut byte, mut chars) = (0, 0u32);
    let span = |place: usize| {
        // CR of CRLF goes later: such code points do not count.
        let before = &text[byte..place];
        chars += (before.chars().count() - before.matches("\r\n").count()) as u32;
        byte = place;
        Span::new(chars, chars + 1)
    };
    let places = places.into_iter().map(span).collect();
    (text, vec![Warning { kind: WarningKind::InvalidBytes { count }, places }])
}

/// CRLF and lone CR as LF.
pub fn line_ends(text: String) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text }
}

/// The most likely encoding, and whether that is beyond doubt.
fn guess(bytes: &[u8]) -> (&'static Encoding, bool) {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    // UTF-16 first: its bytes for ASCII and ideographs can pass for UTF-8 with NULs.
    if let Some(utf16) = utf16(sample) {
        return (utf16, true);
    }
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in sample.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    // The sample's last character may be cut.
    let cut = usize::from(sample.len() < bytes.len());
    if bad <= cut {
        return (UTF_8, true);
    }
    if good >= 4 * bad {
        return (UTF_8, false);
    }
    chinese(sample)
}

fn utf16(sample: &[u8]) -> Option<&'static Encoding> {
    if sample.len() < 4 {
        return None;
    }
    let pairs = sample.len() / 2;
    // One side of each pair is the page of the character: few pages, all of them Chinese, Latin or marks.
    let share = |side: usize| {
        let fits =
            sample.chunks_exact(2).filter(|p| matches!(p[side], 0x00 | 0x20 | 0x30 | 0x4e..=0x9f | 0xff)).count();
        let low_nul = sample.chunks_exact(2).filter(|p| p[1 - side] == 0).count();
        (fits * 100 / pairs, low_nul * 100 / pairs)
    };
    let (big, little) = (share(0), share(1));
    let valid_utf8 = std::str::from_utf8(sample).is_ok();
    let nul = sample.contains(&0);
    // Without any NUL (no ASCII, no line end) only text that is no UTF-8 and no GB 18030 can be UTF-16.
    if !nul && (valid_utf8 || !GB18030.decode_without_bom_handling(sample).1) {
        return None;
    }
    let fits = |(page, nul): (usize, usize)| page >= 92 && nul <= 12;
    match (fits(big), fits(little)) {
        (true, false) => Some(UTF_16BE),
        (false, true) => Some(UTF_16LE),
        (true, true) => Some(if big.0 >= little.0 { UTF_16BE } else { UTF_16LE }),
        (false, false) => None,
    }
}

/// GB 18030 or Big5, by which of the two reads as Chinese; another encoding only where neither does.
fn chinese(sample: &[u8]) -> (&'static Encoding, bool) {
    let (gb, big5) = (reading(sample, GB18030), reading(sample, BIG5));
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    let detected = widest(detector.guess(None, Utf8Detection::Deny));
    let (better, other, encoding) = if gb > big5 { (gb, big5, GB18030) } else { (big5, gb, BIG5) };
    if better >= 60 { (encoding, better >= other + 25 || detected == encoding) } else { (detected, false) }
}

/// How many of a hundred characters beyond ASCII are common Chinese ones or marks, when read in `encoding`.
fn reading(sample: &[u8], encoding: &'static Encoding) -> usize {
    let (text, _) = encoding.decode_without_bom_handling(sample);
    let common_here = if encoding == BIG5 { &COMMON_BIG5 } else { &COMMON_GB };
    let (mut all, mut common) = (0usize, 0usize);
    for c in text.chars().filter(|c| !c.is_ascii()) {
        all += 1;
        if is_mark(c) || common_here.contains(c) {
            common += 1;
        } else if c == '\u{fffd}' {
            // An error says more than a rare character does.
            all += 2;
        }
    }
    (common * 100).checked_div(all).unwrap_or(0)
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{3011}' | '\u{ff00}'..='\u{ff5e}' | '\u{2010}'..='\u{2026}')
}

/// The plane of common characters of GB 2312, and of Big5. Read off their codes once: encoders are slow.
static COMMON_GB: LazyLock<Common> = LazyLock::new(|| Common::of(GB18030, 0xb0..=0xd7, 0xa1..=0xfe));
static COMMON_BIG5: LazyLock<Common> = LazyLock::new(|| Common::of(BIG5, 0xa4..=0xc6, 0x40..=0xfe));

/// A set of ideographs.
struct Common(Box<[bool]>);

impl Common {
    const FIRST: u32 = 0x4e00;
    const LAST: u32 = 0x9fff;

    fn of(encoding: &'static Encoding, leads: RangeInclusive<u8>, trails: RangeInclusive<u8>) -> Self {
        let mut set = vec![false; (Self::LAST - Self::FIRST + 1) as usize].into_boxed_slice();
        let codes: Vec<u8> = leads.flat_map(|lead| trails.clone().flat_map(move |trail| [lead, trail])).collect();
        for c in encoding.decode_without_bom_handling(&codes).0.chars() {
            if let Some(place) = (c as u32).checked_sub(Self::FIRST).and_then(|at| set.get_mut(at as usize)) {
                *place = true;
            }
        }
        Self(set)
    }

    fn contains(&self, c: char) -> bool {
        (c as u32).checked_sub(Self::FIRST).and_then(|at| self.0.get(at as usize)).is_some_and(|common| *common)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIMPLIFIED: &str = "全省扎实推进网络安全和信息化工作，网上正能量更加强劲。\n去年增长3.5%，达到14.06亿元。";
    const TRADITIONAL: &str = "網路安全和資訊化工作，網路空間日漸清朗。\n去年成長3.5%，達到14.06億元。";

    fn utf16(text: &str, big: bool) -> Vec<u8> {
        text.encode_utf16().flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
    }

    #[test]
    fn encodings_are_told_apart() {
        let check = |bytes: &[u8], expect: &'static Encoding, text: &str| {
            let decoded = decode(bytes, None);
            assert_eq!((decoded.encoding, decoded.text.as_str()), (expect, text));
            assert_eq!(decoded.warnings, [], "{}", expect.name());
        };
        check(SIMPLIFIED.as_bytes(), UTF_8, SIMPLIFIED);
        check(format!("\u{feff}{SIMPLIFIED}").as_bytes(), UTF_8, SIMPLIFIED);
        check(&GB18030.encode(SIMPLIFIED).0, GB18030, SIMPLIFIED);
        check(&GB18030.encode(TRADITIONAL).0, GB18030, TRADITIONAL);
        check(&BIG5.encode(TRADITIONAL).0, BIG5, TRADITIONAL);
        for text in [SIMPLIFIED, TRADITIONAL] {
            check(&utf16(text, true), UTF_16BE, text);
            check(&utf16(text, false), UTF_16LE, text);
            check(&utf16(&format!("\u{feff}{text}"), true), UTF_16BE, text);
            check(&utf16(&format!("\u{feff}{text}"), false), UTF_16LE, text);
        }
        // HKSCS: 㗎 is in no other part of Big5.
        let mut hong_kong = BIG5.encode(TRADITIONAL).0.into_owned();
        hong_kong.extend([0xfb, 0xa8]);
        assert!(decode(&hong_kong, None).text.starts_with(TRADITIONAL));
        check(b"", UTF_8, "");
        check(b"a\r\nb\rc", UTF_8, "a\nb\nc");
    }

    #[test]
    fn invalid_bytes_are_counted_and_placed() {
        let mut bytes = "网络\r\n".as_bytes().to_vec();
        bytes.push(0xff);
        bytes.extend("安全".as_bytes());
        let decoded = decode(&bytes, Some(UTF_8));
        assert_eq!(decoded.text, "网络\n\u{fffd}安全");
        let places = vec![Span::new(3, 4)];
        assert_eq!(decoded.warnings, [Warning { kind: WarningKind::InvalidBytes { count: 1 }, places }]);
        let decoded = decode(&[0xff; 200], Some(UTF_8));
        assert_eq!(decoded.warnings[0].kind, WarningKind::InvalidBytes { count: 200 });
        assert_eq!(decoded.warnings[0].places.len(), LISTED);
    }

    #[test]
    fn common_characters_are_those_of_their_standard() {
        assert!("中国网络安全为".chars().all(|c| COMMON_GB.contains(c)));
        assert!(!COMMON_GB.contains('網') && !COMMON_GB.contains('亟'));
        assert!("中國網路安全為".chars().all(|c| COMMON_BIG5.contains(c)));
        assert!(!COMMON_BIG5.contains('网') && !COMMON_BIG5.contains('a'));
    }
}
