//! What a unit is to another: the same word, one dimension, one class of classifiers; and how the two convert.

use rust_decimal::Decimal;

use crate::figures::units::{Sort, Units};
use crate::figures::{Figure, Kind};

/// The dimension of a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dimension {
    /// Canonical id of the unit; empty without one.
    pub id: String,
    pub class: String,
    /// Units of it convert.
    pub measure: bool,
}

impl Dimension {
    pub fn of(figure: &Figure) -> Self {
        let class = |id: &str, class: &str, measure| Self { id: id.into(), class: class.into(), measure };
        match figure.kind {
            Kind::Percent => return class(figure.unit_id.as_deref().unwrap_or("percent"), "percent", false),
            Kind::Index => return class(&figure.unit, "index", false),
            _ => {}
        }
        match figure.unit_id.as_deref().and_then(|id| Units::builtin().by_id(id)) {
            Some(unit) => class(&unit.id, &unit.dimension, unit.sort == Sort::Measure),
            None => class("", "", false),
        }
    }

    /// How well two figures stand together by their units alone, from 0 to 1; none where they cannot.
    pub fn agrees(&self, other: &Self, kinds: (Kind, Kind)) -> Option<f64> {
        // Sums of two currencies stand side by side, each in its own.
        if kinds == (Kind::Money, Kind::Money) {
            return Some(0.8);
        }
        let countable = |kind: Kind| matches!(kind, Kind::Count | Kind::Structural);
        if self.id == other.id && !self.id.is_empty() {
            return Some(1.0);
        }
        if self.class == other.class {
            return Some(if self.class.is_empty() { 0.8 } else { 0.9 });
        }
        if !countable(kinds.0) || !countable(kinds.1) || self.measure || other.measure {
            return None;
        }
        // A visit is no visitor, nor a firm a person.
        let pair = |a: &str, b: &str| self.class == a && other.class == b || self.class == b && other.class == a;
        if pair("person_times", "people")
            || pair("person_times", "households")
            || pair("people", "households")
            || pair("people", "organisations")
        {
            return None;
        }
        Some(if self.class.is_empty() || other.class.is_empty() { 0.8 } else { 0.6 })
    }

    /// Whether one is counted in persons and the other in things: a lorry beside volunteers, but also a story beside its hero.
    pub fn mixed(&self, other: &Self) -> bool {
        let persons = |class: &str| matches!(class, "people" | "households" | "person_times");
        let (x, y) = (self.class.as_str(), other.class.as_str());
        !x.is_empty() && !y.is_empty() && persons(x) != persons(y) && x != "times" && y != "times"
    }

    /// How one unit is told in the other, where that is exact.
    pub fn conversion(&self, other: &Self) -> String {
        if self.id == other.id {
            return self.id.clone();
        }
        let scale = |id: &str| Units::builtin().by_id(id).map(|unit| unit.scale);
        if let (Some(a), Some(b)) = (scale(&self.id), scale(&other.id))
            && self.measure
            && other.measure
        {
            for (x, y, large, small) in [(a, b, self, other), (b, a, other, self)] {
                if let Some(factor) = exact(x, y) {
                    return format!("1 {} = {} {}", large.id, factor.normalize(), small.id);
                }
            }
        }
        format!("{} ~ {}", self.id, other.id)
    }
}

/// Whether two figures are counted in units of one dimension: 项 and 件, 亩 and 公顷, but not 项 and 人.
pub fn of_one_dimension(x: &Figure, y: &Figure) -> bool {
    let (a, b) = (Dimension::of(x), Dimension::of(y));
    a.agrees(&b, (x.kind, y.kind)).is_some() && !a.mixed(&b)
}

/// What the value of one figure is multiplied by to be told in the unit of another: 1 between classifiers, the ratio of
/// sizes between measures of one dimension. None where no number does it: two currencies, a length and a weight.
pub fn factor(from: &Figure, to: &Figure) -> Option<Decimal> {
    if from.unit_id == to.unit_id {
        return Some(Decimal::ONE);
    }
    let unit = |figure: &Figure| figure.unit_id.as_deref().and_then(|id| Units::builtin().by_id(id));
    let (from, to) = (unit(from), unit(to));
    let sized = |sort| matches!(sort, Sort::Measure | Sort::Money);
    match (from, to) {
        (Some(a), Some(b)) if a.sort == Sort::Measure && b.sort == Sort::Measure => {
            (a.dimension == b.dimension).then(|| exact(a.scale, b.scale)).flatten()
        }
        (a, b) if [a, b].into_iter().flatten().any(|unit| sized(unit.sort)) => None,
        _ => Some(Decimal::ONE),
    }
}

/// The quotient of two sizes if it comes out even within a few places; sizes such as that of a 亩 are themselves rounded.
fn exact(x: Decimal, y: Decimal) -> Option<Decimal> {
    let quotient = x.checked_div(y)?;
    let even = quotient.round_dp(6);
    let off = (quotient - even).abs();
    (!even.is_zero() && off.checked_div(even)? < Decimal::new(1, 10)).then_some(even)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::read_line;

    fn pair(a: &str, b: &str) -> (Option<f64>, String) {
        let [f, g] = [a, b].map(|line| read_line(line).remove(0));
        let (x, y) = (Dimension::of(&f), Dimension::of(&g));
        (x.agrees(&y, (f.kind, g.kind)), x.conversion(&y))
    }

    #[test]
    fn units_that_share_an_axis() {
        let times = |a: &str, b: &str| {
            let [f, g] = [a, b].map(|line| read_line(line).remove(0));
            factor(&f, &g).map(|by| by.normalize().to_string())
        };
        assert_eq!(times("农田2公顷", "农田30亩").as_deref(), Some("15"));
        assert_eq!(times("网站3家", "网站2个").as_deref(), Some("1"));
        assert_eq!(times("贷款3亿元", "贷款2亿元").as_deref(), Some("1"));
        assert_eq!(times("贷款3亿元", "贷款2亿美元"), None);
    }

    #[test]
    fn units_that_stand_together() {
        assert_eq!(pair("农田30亩", "农田2公顷"), (Some(0.9), "1 ha = 15 mu".into()));
        assert_eq!(pair("贷款3亿元", "贷款2亿美元"), (Some(0.8), "CNY ~ USD".into()));
        assert_eq!(pair("游客3万人次", "游客2万人").0, None);
        assert_eq!(pair("网站3家", "网站2个").0, Some(0.6));
        assert_eq!(pair("占比3%", "3个网站").0, None);
        let one = |a: &str, b: &str| of_one_dimension(&read_line(a)[0], &read_line(b)[0]);
        assert!(one("服务2640项", "服务35件") && !one("服务2640项", "用户132万人") && !one("占比3%", "3个网站"));
        assert_eq!(pair("观看3万人次", "观看2万次").0, Some(0.6));
    }
}
