//! Values to places along an axis: plotters' linear and logarithmic coordinates.

use plotters::coord::combinators::{IntoLogRange, LogCoord};
use plotters::coord::ranged1d::Ranged;
use plotters::coord::types::RangedCoordf64;

/// From this spread of values on (largest to smallest) an axis is logarithmic.
const SPREAD: f64 = 100.0;

/// Places on an axis are counted in this many steps, so that plotters' whole numbers lose nothing.
const LENGTH: i32 = 1 << 20;

/// A scale of values.
pub enum Axis {
    /// With its ends, and whether all values are whole.
    Linear(RangedCoordf64, f64, f64, bool),
    Log(LogCoord<f64>, f64, f64),
}

impl Axis {
    /// An axis that holds all values and zero (linear), or a decade below the smallest (logarithmic, where all are
    /// positive and the spread passes 100).
    pub fn for_values(values: impl IntoIterator<Item = f64>) -> Axis {
        let (mut low, mut high, mut whole) = (f64::INFINITY, f64::NEG_INFINITY, true);
        for value in values.into_iter().filter(|v| v.is_finite()) {
            whole &= value.fract() == 0.0;
            low = low.min(value);
            high = high.max(value);
        }
        if low > high {
            return Axis::linear(0.0, 1.0, false);
        }
        if low > 0.0 && high / low > SPREAD {
            // A whole decade below, so that the smallest bar has a length that is seen.
            let decade = low.log10().floor();
            let floor = 10f64.powf(decade - if low.log10() - decade < 0.3 { 1.0 } else { 0.0 });
            return Axis::Log((floor..high).log_scale().into(), floor, high);
        }
        match (low.min(0.0), high.max(0.0)) {
            (0.0, 0.0) => Axis::linear(0.0, 1.0, whole),
            (low, high) => Axis::linear(low, high, whole),
        }
    }

    fn linear(low: f64, high: f64, whole: bool) -> Axis {
        Axis::Linear(RangedCoordf64::from(low..high), low, high, whole)
    }

    pub fn is_log(&self) -> bool {
        matches!(self, Axis::Log(..))
    }

    /// Where bars begin: zero, or the floor of a logarithmic axis.
    pub fn origin(&self) -> f64 {
        match self {
            Axis::Linear(..) => 0.0,
            Axis::Log(_, low, _) => *low,
        }
    }

    /// The place of a value, 0 at the low end, 1 at the high; what lies outside is put on the edge.
    pub fn place(&self, value: f64) -> f32 {
        let at = match self {
            Axis::Linear(coord, low, high, _) => coord.map(&value.clamp(*low, *high), (0, LENGTH)),
            Axis::Log(coord, low, high) => coord.map(&value.clamp(*low, *high), (0, LENGTH)),
        };
        at as f32 / LENGTH as f32
    }

    /// Round values to mark on an axis of `length`: as many as have room for words as wide as `width` says, and not
    /// more than a reader wants.
    pub fn ticks(&self, length: f32, width: impl Fn(f64) -> f32) -> Vec<f64> {
        let apart = |pair: &[f64]| {
            let gap = (self.place(pair[1]) - self.place(pair[0])) * length;
            gap >= (width(pair[0]) + width(pair[1])) / 2.0 * AIR
        };
        let mut last = Vec::new();
        for found in self.steps() {
            if found.windows(2).all(apart) && (found.len() > 1 || last.is_empty()) {
                return found;
            }
            if found.len() < 2 {
                break;
            }
            last = found;
        }
        // Where even the widest step is too close, the ends are left, or the beginning.
        let ends: Vec<f64> = last.first().into_iter().chain(last.last()).copied().collect();
        if ends.windows(2).all(apart) { ends } else { ends.into_iter().take(1).collect() }
    }

    /// Rows of round values, from the closest to the widest.
    fn steps(&self) -> Box<dyn Iterator<Item = Vec<f64>> + '_> {
        match *self {
            Axis::Linear(_, low, high, whole) => {
                // Half a thing is no mark on an axis of counts.
                let least = ((high - low) / MOST).max(if whole { 1.0 } else { 0.0 });
                let power = least.log10().floor() as i32;
                let steps = (power..power + 3).flat_map(|power| [1.0, 2.0, 5.0].map(|n| n * 10f64.powi(power)));
                Box::new(steps.filter(move |step| *step >= least).map(move |step| {
                    let (first, last) = ((low / step).ceil() as i64, (high / step * (1.0 + 1e-12)).floor() as i64);
                    (first..=last).map(|n| n as f64 * step).collect()
                }))
            }
            Axis::Log(_, low, high) => {
                let decades: Vec<f64> =
                    (low.log10().round() as i32..=high.log10().floor() as i32).map(|power| 10f64.powi(power)).collect();
                let most = decades.len().max(1);
                Box::new((1..=most).map(move |step| decades.iter().copied().step_by(step).collect()))
            }
        }
    }
}

/// Marks on an axis, at most.
const MOST: f64 = 9.0;
/// The room between two marks, to the width of their words.
const AIR: f32 = 1.6;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logarithmic_only_when_the_spread_asks_for_it() {
        assert!(!Axis::for_values([1.0, 100.0]).is_log());
        assert!(Axis::for_values([1.0, 101.0]).is_log());
        assert!(!Axis::for_values([0.0, 1e6]).is_log());
        assert!(!Axis::for_values([-5.0, 1e6]).is_log());
    }

    #[test]
    fn marks_are_round_and_stand_apart() {
        let check = |values: &[f64], width: f32, expect: &[f64]| {
            assert_eq!(Axis::for_values(values.iter().copied()).ticks(100.0, |_| width), expect);
        };
        check(&[198.0], 10.0, &[0.0, 50.0, 100.0, 150.0]);
        check(&[198.0], 20.0, &[0.0, 100.0]);
        check(&[100.0], 5.0, &[0.0, 20.0, 40.0, 60.0, 80.0, 100.0]);
        check(&[4000.0], 30.0, &[0.0, 2000.0, 4000.0]);
        check(&[4000.0], 60.0, &[0.0, 4000.0]);
        check(&[4000.0], 90.0, &[0.0]);
        check(&[1.0], 10.0, &[0.0, 1.0]);
        check(&[1.0, 0.5], 10.0, &[0.0, 0.2, 0.4, 0.6000000000000001, 0.8, 1.0]);
        check(&[-10.0, 30.0], 12.0, &[-10.0, 0.0, 10.0, 20.0, 30.0]);
        // The smallest bar of a logarithmic axis begins at most two decades below its end.
        assert_eq!(Axis::for_values([0.6, 4000.0]).origin(), 0.1);
        assert_eq!(Axis::for_values([1.5, 4000.0]).origin(), 0.1);
    }

    #[test]
    fn places_run_from_end_to_end() {
        let axis = Axis::for_values([1.0, 1e12]);
        assert_eq!(axis.place(axis.origin()), 0.0);
        assert_eq!(axis.place(1e12), 1.0);
        assert!(axis.place(1.0) > 0.02);
        let of_width = |width: f32| axis.ticks(100.0, |_| width);
        assert_eq!(of_width(2.0).len(), 14, "a decade each, from 0.1");
        assert_eq!(of_width(20.0).len(), 3, "every fifth");
        let axis = Axis::for_values([-10.0, 30.0]);
        assert_eq!(axis.place(0.0), 0.25);
        for values in [vec![], vec![0.0], vec![5.0, 5.0], vec![f64::NAN, f64::INFINITY], vec![-3.0]] {
            let axis = Axis::for_values(values.clone());
            assert!(axis.place(1.0).is_finite(), "{values:?}");
            assert!(!axis.ticks(200.0, |_| 20.0).is_empty(), "{values:?}");
        }
    }
}
