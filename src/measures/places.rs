//! Names that begin with a place or a level of government.

use crate::places::Places;

/// Begins with a place or a level: 省, 鹰潭市, 国家, 第三届.
pub(super) fn is_placed(name: &str) -> bool {
    let chars: Vec<char> = name.chars().collect();
    let level = |c: &char| matches!(c, '省' | '市' | '县' | '区' | '州' | '旗' | '镇' | '乡' | '盟');
    in_province(name)
        || Places::builtin().national.iter().any(|p| name.starts_with(p))
        || chars.first().is_some_and(level)
        || (2..=4).any(|n| chars.get(n).is_some_and(level)) && !matches!(chars.first(), Some('社' | '地' | '园' | '城'))
        || chars.len() > 2 && chars[0] == '第' && chars[..chars.len().min(5)].contains(&'届')
        || chars.first().is_some_and(char::is_ascii_alphanumeric)
}

/// Begins with the name of a province, a municipality of that rank, or a region of several.
pub(super) fn in_province(name: &str) -> bool {
    Places::builtin().provinces.iter().any(|p| name.starts_with(p))
}

pub(super) fn is_place(name: &str) -> bool {
    is_placed(name)
        && name.chars().count() <= 6
        && (Places::builtin().provinces.iter().any(|p| p == name)
            || name.ends_with(['省', '市', '县', '区', '州', '旗', '镇', '乡']))
}
