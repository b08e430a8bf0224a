//! Amounts that somebody sets: what is granted, charged or fined by the piece, limits, what is asked of who applies.
//!
//! Where no word says so plainly, the noun before the number does (物业费1.2元), a condition (通过复核的，奖励20万元), or the rule
//! that the sentence told just before.

use super::{Figure, Kind, Modifier, exact};
use crate::status::{self, Status};
use crate::text::{Span, Text};

/// How far back the words of an amount are looked at, in code points.
const FAR: u32 = 40;
/// Amounts of a person or a piece are smaller.
const PERSONAL: u32 = 200_000;
/// Limits are smaller.
const LIMITED: u32 = 100_000_000;

/// Whether a figure that no word calls a rule is set by one, seeing those before it in the text.
pub fn is_set(text: &Text, before: &[Figure], figure: &Figure) -> bool {
    let start = figure.span.start.0;
    let lead = text.slice(Span::new(start.saturating_sub(FAR), start));
    let lead = lead.rsplit(['。', '；', ';', '\n']).next().unwrap_or_default();
    let cut = lead.char_indices().rev().find(|&(at, c)| {
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let inside = digit(lead[..at].chars().next_back()) && digit(lead[at + c.len_utf8()..].chars().next());
        matches!(c, '，' | '：' | ':') || c == ',' && !inside
    });
    let (prior, clause) = cut.map_or(("", lead), |(at, c)| lead.split_at(at + c.len_utf8()));
    let last = before.iter().rev().find(|last| last.tier == figure.tier);
    let same =
        last.filter(|last| !text.slice(Span::new(last.span.end.0, start.max(last.span.end.0))).contains(['。', '\n']));
    let rule = same.is_some_and(|last| last.status == Some(Status::Principle));
    let amount = Amount { text, clause, stem: status::before_setting(clause), figure };
    amount.stands_alone()
        || (rule || conditional(prior)) && amount.leans()
        || rule && same.is_some_and(|last| amount.goes_on(last))
}

/// Whether a clause states who or what a rule is for: 通过复核的，逾期未办者，
fn conditional(prior: &str) -> bool {
    let clause = prior.trim_end_matches(['，', ',']);
    clause.ends_with(['的', '者']) && clause.len() < prior.len()
}

/// A number and the words of its clause before it.
struct Amount<'a> {
    text: &'a Text,
    clause: &'a str,
    /// Without words of setting at its end: 由, 为, 提高到.
    stem: &'a str,
    figure: &'a Figure,
}

impl Amount<'_> {
    fn below(&self, most: u32) -> bool {
        self.figure.value.is_some_and(|value| value < most.into())
    }

    /// Something earned, paid out or counted is no rate: 每亩增收300元.
    fn earned(&self) -> bool {
        status::yields(self.clause)
    }

    /// 托育费每月8,500元, 贷款额度由50万元, 按5%缴纳, 18至60周岁: the words beside say it.
    fn stands_alone(&self) -> bool {
        let figure = self.figure;
        let ends = |words: &[&str]| words.iter().any(|word| self.clause.ends_with(word));
        let most = ends(&["最高", "最多", "至多", "限"]);
        if figure.modifier == Modifier::AtMost && most && !self.earned() {
            return true;
        }
        let limited = || status::limits(self.clause, self.stem) && self.below(LIMITED) && !self.earned();
        match figure.kind {
            Kind::Money => {
                let divided = figure.denominator.is_some_and(|divisor| self.text.slice(divisor).starts_with('每'));
                let each = divided && self.clause.contains('每');
                let one = each || self.clause.contains(['单', '單']);
                let charged = status::charges(self.stem) || status::charges_for(self.clause) || one && most;
                let rate = each || charged || self.fined();
                let held = each && status::limited(self.stem) && self.below(LIMITED);
                !self.earned() && (self.below(PERSONAL) && rate || held) || limited()
            }
            Kind::Percent => {
                let by = self.clause.chars().rev().take(8).any(|c| c == '按');
                let end = figure.span.end.0;
                let after = self.text.slice(Span::new(end, self.text.span().end.0.min(end + 3)));
                by && ((self.clause.ends_with('按') || self.clause.ends_with("按照")) || status::reckoned(after))
                    || limited()
            }
            _ => figure.unit_id.as_deref() == Some("year_of_age") && (figure.modifier != Modifier::Exact || limited()),
        }
    }

    /// 野外用火罚款200元以上
    fn fined(&self) -> bool {
        ["罚", "罰", "罚款", "罰款"].iter().any(|word| self.stem.ends_with(word)) && !status::pays(self.clause)
    }

    /// 奖励20万元, 上浮20%: a grant or a surcharge, where the sentence sets rules.
    fn leans(&self) -> bool {
        let unit =
            matches!(self.figure.kind, Kind::Money | Kind::Percent) || self.figure.unit_id.as_deref() == Some("分");
        unit && self.below(LIMITED) && status::grants(self.stem) && !self.earned()
    }

    /// Whether it goes on with the rule that the figure before tells, in amounts of its size: 第一阶梯2.9元，第二阶梯3.85元.
    fn goes_on(&self, last: &Figure) -> bool {
        const NEAR: u32 = 24;
        const TIMES: u32 = 50;
        let (from, to) = (last.span.end.0, self.figure.span.start.0);
        let money = matches!(self.figure.kind, Kind::Money | Kind::Percent);
        if from > to || to - from > NEAR || !money || self.figure.unit_id != last.unit_id {
            return false;
        }
        let alike = last.value.zip(self.figure.value).is_some_and(|values| exact::of_one_size(values, TIMES));
        alike && !self.text.slice(Span::new(from, to)).contains(['；', ';'])
    }
}
