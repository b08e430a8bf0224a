//! Values to places along an axis: plotters' linear and logarithmic coordinates.

use plotters::coord::combinators::{IntoLogRange, LogCoord};
use plotters::coord::ranged1d::Ranged;
use plotters::coord::types::RangedCoordf64;

use crate::i18n::Lang;

use super::number;

/// From this spread of values on (largest to smallest) an axis is logarithmic.
const SPREAD: f64 = 100.0;

/// Places on an axis are counted in this many steps, so that plotters' whole numbers lose nothing.
const LENGTH: i32 = 1 << 20;

/// A scale of values.
pub enum Axis {
    Linear(RangedCoordf64, f64, f64),
    Log(LogCoord<f64>, f64, f64),
}

impl Axis {
    /// An axis that holds all values and zero (linear), or a decade below the smallest (logarithmic, where all are
    /// positive and the spread passes 100).
    pub fn for_values(values: impl IntoIterator<Item = f64>) -> Axis {
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for value in values.into_iter().filter(|v| v.is_finite()) {
            low = low.min(value);
            high = high.max(value);
        }
        if low > high {
            return Axis::linear(0.0, 1.0);
        }
        if low > 0.0 && high / low > SPREAD {
            // A whole decade below, so that the smallest bar has a length that is seen.
            let floor = 10f64.powf(low.log10().floor() - if low.log10().fract() < 0.3 { 1.0 } else { 0.0 });
            return Axis::Log((floor..high).log_scale().into(), floor, high);
        }
        match (low.min(0.0), high.max(0.0)) {
            (0.0, 0.0) => Axis::linear(0.0, 1.0),
            (low, high) => Axis::linear(low, high),
        }
    }

    fn linear(low: f64, high: f64) -> Axis {
        Axis::Linear(RangedCoordf64::from(low..high), low, high)
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
            Axis::Linear(coord, low, high) => coord.map(&value.clamp(*low, *high), (0, LENGTH)),
            Axis::Log(coord, low, high) => coord.map(&value.clamp(*low, *high), (0, LENGTH)),
        };
        at as f32 / LENGTH as f32
    }

    /// Round values to mark, at most `most` of them.
    pub fn ticks(&self, most: usize) -> Vec<f64> {
        match self {
            Axis::Linear(coord, ..) => coord.key_points(most.max(2)),
            Axis::Log(_, low, high) => {
                let decades: Vec<f64> =
                    (low.log10().ceil() as i32..=high.log10().floor() as i32).map(|power| 10f64.powi(power)).collect();
                let step = decades.len().div_ceil(most.max(2));
                decades.into_iter().step_by(step.max(1)).collect()
            }
        }
    }

    /// The marks with their words.
    pub fn labels(&self, most: usize, lang: Lang) -> Vec<(f32, String)> {
        self.ticks(most).into_iter().map(|value| (self.place(value), number::tick(value, lang))).collect()
    }
}

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
    fn places_run_from_end_to_end() {
        let axis = Axis::for_values([1.0, 1e12]);
        assert_eq!(axis.place(axis.origin()), 0.0);
        assert_eq!(axis.place(1e12), 1.0);
        assert!(axis.place(1.0) > 0.02);
        assert!(axis.ticks(6).len() <= 7);
        let axis = Axis::for_values([-10.0, 30.0]);
        assert_eq!(axis.place(0.0), 0.25);
        for values in [vec![], vec![0.0], vec![5.0, 5.0], vec![f64::NAN, f64::INFINITY], vec![-3.0]] {
            let axis = Axis::for_values(values.clone());
            assert!(axis.place(1.0).is_finite(), "{values:?}");
            assert!(!axis.labels(5, Lang::English).is_empty(), "{values:?}");
        }
    }
}
