//! Numbers as readers of each language write them: 14.06亿, 5.69万, 1.406 billion.

use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive;

use crate::i18n::Lang;

/// Magnitudes of a language, largest first: the power of ten and its word.
fn magnitudes(lang: Lang) -> &'static [(u32, &'static str)] {
    match lang {
        Lang::SimplifiedChinese => &[(12, "万亿"), (8, "亿"), (4, "万")],
        Lang::TraditionalChinese => &[(12, "萬億"), (8, "億"), (4, "萬")],
        Lang::English => &[(12, " trillion"), (9, " billion"), (6, " million")],
    }
}

/// A value with at most four significant decimals after its magnitude.
pub fn short(value: Decimal, lang: Lang) -> String {
    let size = value.abs();
    for &(power, word) in magnitudes(lang) {
        let unit = Decimal::from_i128_with_scale(10i128.pow(power), 0);
        if size >= unit {
            return grouped((value / unit).round_dp(4)) + word;
        }
    }
    grouped(value.round_dp(4))
}

/// The same for a place on an axis.
pub fn tick(value: f64, lang: Lang) -> String {
    // Steps of an axis are sums in binary; twelve digits are more than any axis shows.
    let digits = 11 - value.abs().max(1e-9).log10().floor() as i32;
    Decimal::from_f64(value).map_or_else(String::new, |v| short(v.round_dp(digits.clamp(0, 20) as u32), lang))
}

/// With thousands set apart from five digits on, without zeros at the end.
fn grouped(value: Decimal) -> String {
    let plain = value.normalize().to_string();
    let (sign, plain) = plain.strip_prefix('-').map_or(("", plain.as_str()), |rest| ("−", rest));
    let (whole, rest) = plain.split_once('.').map_or((plain, None), |(w, r)| (w, Some(r)));
    let mut out = String::from(sign);
    for (n, digit) in whole.chars().enumerate() {
        if n > 0 && whole.len() > 4 && (whole.len() - n).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(rest) = rest {
        out.push('.');
        out.push_str(rest);
    }
    out
}

/// A value with all its digits.
pub fn exact(value: Decimal) -> String {
    grouped(value)
}

/// A whole number of things.
pub fn count(number: usize) -> String {
    grouped(Decimal::from(number))
}

/// A share as a percentage with one decimal: `12.5%`.
pub fn percent(share: f64) -> String {
    format!("{:.1}%", share * 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readers_write_numbers_so() {
        let check = |value: &str, lang, expect: &str| {
            assert_eq!(short(value.parse().unwrap(), lang), expect);
        };
        use Lang::{English, SimplifiedChinese as Hans, TraditionalChinese as Hant};
        check("1406000000", Hans, "14.06亿");
        check("56900", Hans, "5.69万");
        check("3500000000", Hant, "35億");
        check("1000000000000", Hans, "1万亿");
        check("1000000000000", English, "1 trillion");
        check("1406000000", English, "1.406 billion");
        check("56900", English, "56,900");
        check("6908", Hans, "6908");
        check("62.50", Hans, "62.5");
        check("-12000", Hans, "−1.2万");
        check("0", Hans, "0");
        check("0.3", English, "0.3");
    }

    #[test]
    fn ticks_are_round() {
        assert_eq!(tick(0.1 + 0.2, Lang::English), "0.3");
        assert_eq!(tick(2.0e9, Lang::SimplifiedChinese), "20亿");
        assert_eq!(tick(f64::NAN, Lang::English), "");
    }
}
