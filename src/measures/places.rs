//! Names that begin with a place or a level of government.

const PROVINCES: [&str; 36] = [
    "北京",
    "天津",
    "上海",
    "重庆",
    "河北",
    "山西",
    "辽宁",
    "吉林",
    "黑龙江",
    "江苏",
    "浙江",
    "安徽",
    "福建",
    "江西",
    "山东",
    "河南",
    "湖北",
    "湖南",
    "广东",
    "海南",
    "四川",
    "贵州",
    "云南",
    "陕西",
    "甘肃",
    "青海",
    "台湾",
    "内蒙古",
    "广西",
    "西藏",
    "宁夏",
    "新疆",
    "香港",
    "澳门",
    "粤港澳",
    "长三角",
];

const WIDE: [&str; 6] = ["国家", "全国", "中国", "中央", "世界", "国际"];

/// Begins with a place or a level: 省, 鹰潭市, 国家, 第三届.
pub(super) fn is_placed(name: &str) -> bool {
    let chars: Vec<char> = name.chars().collect();
    let level = |c: &char| matches!(c, '省' | '市' | '县' | '区' | '州' | '旗' | '镇' | '乡' | '盟');
    PROVINCES.iter().chain(&WIDE).any(|p| name.starts_with(p))
        || chars.first().is_some_and(level)
        || (2..=4).any(|n| chars.get(n).is_some_and(level)) && !matches!(chars.first(), Some('社' | '地' | '园' | '城'))
        || chars.len() > 2 && chars[0] == '第' && chars[..chars.len().min(5)].contains(&'届')
        || chars.first().is_some_and(char::is_ascii_alphanumeric)
}

/// Begins with the name of a province or a municipality of that rank.
pub(super) fn in_province(name: &str) -> bool {
    PROVINCES.iter().any(|p| name.starts_with(p))
}

pub(super) fn is_place(name: &str) -> bool {
    is_placed(name)
        && name.chars().count() <= 6
        && (PROVINCES.contains(&name) || name.ends_with(['省', '市', '县', '区', '州', '旗', '镇', '乡']))
}
