//! What stands around a document because it is sent: whom it goes to, the sentence that sends it, who signs it.
//!
//! None of it is what the document says: 各县（市、区）人民政府： / 现将《…》印发给你们，请认真贯彻执行。 / …办公室 2026年1月15日

use std::sync::LazyLock;

use regex::Regex;

use super::furniture;
use super::lines::{Unit, ends_sentence};
use super::markers::Style;
use crate::article::Role;

/// The longest line of addressees, and the longest sentence that sends, in code points, the names of documents aside.
const LONGEST_ADDRESS: u32 = 160;
const LONGEST_SENDING: u32 = 50;
/// How many passages behind the title the sentence that sends is looked for in.
const OPENING: usize = 4;
/// How many offices may sign.
const SIGNERS: usize = 12;

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the patterns of letters are written to compile")
}

/// Those to whom documents go, the last of them: an office, a kind of office, people.
static ADDRESSEE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(政府|部[门門]|[机機][构構关關]|[单單]位|委[员員][会會]|委员?|[办辦](公[室厅廳])?|[厅廳局署处處院所站社团團部府]|中心|企[业業]|公司|集[团團]|[学學][校院会會]|高校|大[学學]|[协協][会會]|[联聯]合?[会會]|[银銀]行|[镇鎮乡鄉区區县縣市州盟旗村]|街道|[园園][区區]|同志[们們]?|同仁|代表|委[员員]|[负負][责責]人|[会會][员員]|議員)(（[^）]{1,40}）|\([^)]{1,40}\))?\s*[：:]$",
    )
});

/// How a line of addressees begins, or what makes one of any line: 各, 有关, and the names of whole levels.
static TO: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^(尊敬的|敬爱的|致)?各|[，、,；]\s*(省级?|市级?|县级?|州级?|区级?|中央)?各|^(有关|有關|相关|相關|省直|市直|县直|区直|州直|中央和国家机关|国务院|机关各|局机关|厅机关|委机关|驻)|[，、,]\s*(有关|有關|相关|相關|省直|市直|县直|区直|中央和|国务院|机关|局|厅|委)",
    )
});

/// The sentence that sends: 现将《…》印发给你们，请…执行。 《…》已经市政府同意，现印发给你们。 现予公布。
static SENDING: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"[发發][给給]你[们們]|[现現][将將].{2,80}(印[发發]|转发|轉發|下[发發])[给給]各|[现現](予以?|)(印发|印發|公布|发布|發布|转发|轉發|下发)[，,。]|予以(印发|印發|公布|发布|發布|转发)[，,。]|[现現]印[发發]你[们們单單]",
    )
});

/// An office and a day in one line: 某某办公室 2026年1月15日
static SIGNED_IN_ONE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^[\p{Han}A-Z×·]{2,30}[\s　]+((19|20)\d{2}|[二〇○零]{1}[二〇○零一三四五六七八九]{3})年[\d一二三四五六七八九十]{1,3}月([\d一二三四五六七八九十]{1,3}日)?$",
    )
});

/// A name that can sign where a day stands under it; among other lines it would say too little.
static SIGNER: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^[\p{Han}A-Z×·\s　（）()]{2,40}(政府|委员?会?|委員會|[办辦](公[室厅廳])?|[厅廳局部院署处處府司行社会會所站委]|中心|公司|集团|集團|学校|大学|大學|学院|总队|支队|联合会|领导小组|工作组|指挥部|秘书处|网信办|發展局|事務局)$",
    )
});

/// Who signs by name: 部長　林某某
static OFFICIAL: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^\p{Han}{0,12}(主任|主席|[部署局厅廳处處省市县縣区區州院校社会會]长|[部署局廳處省市縣區院校會]長|委员长|总理|總統)[\s　]+\p{Han}[\p{Han}\s　]{1,4}$",
    )
});

/// The first line of a list of what is attached: 附件：1.任务分工表
static ATTACHED: LazyLock<Regex> = LazyLock::new(|| regex(r"^附\s*件\s*[：:]\s*\S.{0,80}$"));

/// Names the addressees where they stand before everything else: the title may come under them, or be missing.
pub fn addressed_first(units: &[Unit<'_>], roles: &mut [Role]) {
    let first = roles.iter().position(|role| !matches!(role, Role::Boilerplate | Role::Filler));
    if let Some(at) = first.filter(|at| is_address(&units[*at])) {
        roles[at] = Role::Boilerplate;
    }
}

/// Names what is there only because the document is sent. `top` units stand before the body.
pub fn name(units: &[Unit<'_>], roles: &mut [Role], top: usize) {
    opening(units, roles);
    attachments(units, roles, top);
    signatures(units, roles, top);
}

/// The lines under the title: addressees, and the sentence that sends.
fn opening(units: &[Unit<'_>], roles: &mut [Role]) {
    let titled = roles.iter().take(40).rposition(|role| *role == Role::Title);
    let Some(title) = titled else { return };
    let named = |role: Role| !matches!(role, Role::Boilerplate | Role::Filler | Role::Title);
    let behind: Vec<usize> = (title + 1..units.len()).filter(|at| named(roles[*at])).take(OPENING).collect();
    // The rest of a title may stand before it.
    let addressed = behind.iter().copied().take(2).find(|at| is_address(&units[*at]));
    if let Some(at) = addressed {
        roles[at] = Role::Boilerplate;
    }
    // What is sent without being addressed is an order or a notice to all.
    if let Some(at) = behind.iter().copied().find(|at| Some(*at) != addressed && is_sending(&units[*at])) {
        roles[at] = Role::Boilerplate;
    }
}

fn is_address(unit: &Unit<'_>) -> bool {
    unit.len <= LONGEST_ADDRESS
        && unit.style.is_none()
        && unit.text.ends_with(['：', ':'])
        && !unit.text.contains(['。', '！', '？', '《', '“', '「'])
        && ADDRESSEE.is_match(unit.text)
        && TO.is_match(unit.text)
}

/// What also says why it is sent, or what is to be done, is part of the document.
fn is_sending(unit: &Unit<'_>) -> bool {
    let named: usize = unit
        .text
        .split('《')
        .skip(1)
        .filter_map(|rest| rest.split_once('》'))
        .map(|(name, _)| name.chars().count())
        .sum();
    unit.len.saturating_sub(named as u32) <= LONGEST_SENDING
        && !unit.text.starts_with(['为', '為', '根', '按', '围', '圍', '依'])
        && unit.style.is_none()
        && unit.text.ends_with('。')
        && unit.text.matches('。').count() <= 2
        && SENDING.is_match(unit.text)
}

/// The names of what is attached, a line each.
fn attachments(units: &[Unit<'_>], roles: &mut [Role], top: usize) {
    let name = |unit: &Unit<'_>| unit.len <= 80 && !ends_sentence(unit.text) && !unit.text.contains(['。', '；']);
    for at in top..units.len() {
        if roles[at].is_body() || roles[at] == Role::Heading {
            if !name(&units[at]) || !ATTACHED.is_match(units[at].text) {
                continue;
            }
            roles[at] = Role::Boilerplate;
            // 附件：1.… begins a list, the rest of which has numbers of its own.
            let rest =
                units[at + 1..].iter().take_while(|unit| unit.style == Some(Style::Arabic) && name(unit)).count();
            let counted = units[at].text.contains('1');
            roles[at + 1..=at + if counted { rest } else { 0 }].fill(Role::Boilerplate);
        }
    }
}

/// Offices and a date under a document.
fn signatures(units: &[Unit<'_>], roles: &mut [Role], top: usize) {
    let open = |role: Role| matches!(role, Role::Paragraph | Role::Heading);
    for at in top..units.len() {
        let unit = &units[at];
        if open(roles[at]) && unit.len <= 44 && SIGNED_IN_ONE.is_match(unit.text) {
            roles[at] = Role::Boilerplate;
        }
        if !furniture::is_date(unit.text) || at == top {
            continue;
        }
        let signs = |n: &usize| {
            let unit = &units[*n];
            (open(roles[*n]) || roles[*n] == Role::Boilerplate)
                && unit.len <= 40
                && unit.style.is_none()
                && (SIGNER.is_match(unit.text) || OFFICIAL.is_match(unit.text))
        };
        let signers: Vec<usize> = (top..at).rev().take(SIGNERS).take_while(signs).collect();
        if signers.is_empty() {
            continue;
        }
        for n in signers.into_iter().chain([at]).filter(|n| open(roles[*n])).collect::<Vec<_>>() {
            roles[n] = Role::Boilerplate;
        }
    }
    // The last line of all, if it signs rather than says: 广东省人民政府, 部長　林某某
    if let Some((last, role)) = units.iter().zip(roles.iter_mut()).next_back()
        && *role == Role::Paragraph
        && units.len() > top
        && !ends_sentence(last.text)
        && (furniture::is_office(last.text) || OFFICIAL.is_match(last.text))
    {
        *role = Role::Boilerplate;
    }
}
