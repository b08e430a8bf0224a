//! Finding a name by a part of it or by the initials of its pinyin.

use pinyin::ToPinyin;

/// Whether `wanted`, in lower case, is a part of `name`, of its pinyin, or of the initials of it.
pub fn matches(name: &str, wanted: &str) -> bool {
    wanted.is_empty()
        || name.to_lowercase().contains(wanted)
        || initials(name).contains(wanted)
        || full(name).contains(wanted)
}

/// The first letters of the pinyin: `wlaq` for 网络安全. Other letters stay.
fn initials(name: &str) -> String {
    spell(name, |p| p.first_letter())
}

fn full(name: &str) -> String {
    spell(name, |p| p.plain())
}

fn spell(name: &str, how: impl Fn(pinyin::Pinyin) -> &'static str) -> String {
    let mut out = String::new();
    for c in name.chars().filter(|c| !c.is_whitespace()) {
        match c.to_pinyin() {
            Some(p) => out.push_str(how(p)),
            None => out.extend(c.to_lowercase()),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_by_part_pinyin_and_initials() {
        for (name, wanted, found) in [
            ("网络安全", "安全", true),
            ("网络安全", "wlaq", true),
            ("网络安全", "wangluo", true),
            ("網絡安全", "wlaq", true),
            ("网络安全", "wlz", false),
            ("Save chart", "chart", true),
            ("电子政务", "", true),
        ] {
            assert_eq!(matches(name, wanted), found, "{name} {wanted}");
        }
    }
}
