//! Times of day: alone, and after the day they belong to.

use super::Found;
use super::cursor::Cursor;

/// The time of day after a day, 8月5日下午2时 or 11月1日8时30分至10时, is passed over: days are as precise as dates get.
pub(super) fn pass_clock(c: &mut Cursor) {
    let one = |c: &mut Cursor| {
        weekday(c);
        c.skip();
        c.any(PARTS_OF_DAY);
        c.skip();
        let from = c.at;
        clock(c)
            .or_else(|| {
                c.at = from;
                hour(c)
            })
            .is_some()
    };
    let mut end = c.at;
    if one(c) {
        end = c.at;
        if c.dash() && one(c) {
            end = c.at;
        }
    }
    c.at = end;
}

/// （星期一） between a day and its hour.
fn weekday(c: &mut Cursor) {
    let from = c.at;
    let named = c.eat("(").is_some() && c.any(&["星期", "周", "礼拜"]) && c.eat("一二三四五六日天").is_some();
    if !(named && c.eat(")").is_some()) {
        c.at = from;
    }
}

/// Parts of a day that stand before an hour.
const PARTS_OF_DAY: &[&str] =
    &["上午", "下午", "晚上", "晚间", "早上", "凌晨", "中午", "清晨", "傍晚", "翌日", "当日", "次日"];

/// 9时, 上午9时至下午5时30分, 8点半.
pub(super) fn clock(c: &mut Cursor) -> Option<Found> {
    let from = c.at;
    let named = PARTS_OF_DAY.iter().any(|part| c.after(from, part));
    let hour = c.small().filter(|h| *h <= 24)?;
    let mark = c.eat("时点")?;
    let mut minute = false;
    if let Some(m) = c.small().filter(|m| *m < 60) {
        c.eat("分")?;
        minute = m < 60;
    } else {
        minute |= c.eat("半许正").is_some();
    }
    let next = c.peek();
    let open = !next.is_alphanumeric() || matches!(next, '至' | '到' | '起' | '前' | '后' | '开' | '左' | '之');
    let word = matches!(next, '间' | '候' | '代' | '期' | '速' | '段' | '长' | '建' | '意' | '要' | '个');
    let fits = named || minute || (mark == '时' && open);
    (fits && !word && hour <= 24).then_some(Found { end: c.at, when: None, range: false, bare: false })
}

/// 9:30, 09:30:00; but 师生比1:15.
pub(super) fn hour(c: &mut Cursor) -> Option<Found> {
    let inside = c.at > 0 && (c.text[c.at - 1].is_ascii_alphanumeric() || c.text[c.at - 1] == '.');
    if !c.peek().is_ascii_digit() || inside || c.follows("比例") {
        return None;
    }
    let hour = c.digits(1..=2)?;
    c.eat(":")?;
    let minute = c.digits(2..=2)?;
    if hour > 24 || minute > 59 || c.peek().is_ascii_digit() || (c.peek() == ':' && !c.char(c.at + 1).is_ascii_digit())
    {
        return None;
    }
    if c.eat(":").is_some() {
        c.digits(2..=2)?;
    }
    Some(Found { end: c.at, when: None, range: false, bare: false })
}
