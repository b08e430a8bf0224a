//! Exact decimals of the size a text may spell: an integer and how many of its digits stand after the point.

use rust_decimal::Decimal;

/// `mantissa / 10^scale`; none of its operations can overflow without saying so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exact {
    mantissa: i128,
    scale: u32,
}

impl Exact {
    pub const ZERO: Self = Self::int(0);

    pub const fn int(value: i128) -> Self {
        Self { mantissa: value, scale: 0 }
    }

    pub fn is_zero(self) -> bool {
        self.mantissa == 0
    }

    /// Appends a digit, after the point if `fraction`.
    pub fn digit(self, digit: u8, fraction: bool) -> Option<Self> {
        let mantissa = self.mantissa.checked_mul(10)?.checked_add(digit.into())?;
        Some(Self { mantissa, scale: self.scale + u32::from(fraction) })
    }

    /// Times a power of ten.
    pub fn shifted(self, power: u32) -> Option<Self> {
        if self.scale >= power {
            return Some(Self { scale: self.scale - power, ..self });
        }
        let factor = 10i128.checked_pow(power - self.scale)?;
        Some(Self { mantissa: self.mantissa.checked_mul(factor)?, scale: 0 })
    }

    /// Times a power of ten, below one too.
    pub fn scaled(self, power: i32) -> Option<Self> {
        match u32::try_from(power) {
            Ok(power) => self.shifted(power),
            Err(_) => {
                Some(Self { scale: self.scale.checked_add(power.unsigned_abs())?, ..self }).filter(|e| e.scale < 28)
            }
        }
    }

    /// Divided, to ten places; `None` for nought below the line.
    pub fn divided(self, by: Self) -> Option<Self> {
        let quotient = self.decimal()?.checked_div(by.decimal()?)?.round_dp(10).normalize();
        Some(Self { mantissa: quotient.mantissa(), scale: quotient.scale() })
    }

    pub fn plus(self, other: Self) -> Option<Self> {
        let scale = self.scale.max(other.scale);
        let a = self.mantissa.checked_mul(10i128.checked_pow(scale - self.scale)?)?;
        let b = other.mantissa.checked_mul(10i128.checked_pow(scale - other.scale)?)?;
        Some(Self { mantissa: a.checked_add(b)?, scale })
    }

    /// Whether it ends in a nought before the point, as amounts do that are told roughly.
    pub fn is_round(self) -> bool {
        self.scale == 0 && self.mantissa % 10 == 0
    }

    /// Whether it is one of 1 to 9.
    pub fn is_digit(self) -> bool {
        self.scale == 0 && (1..=9).contains(&self.mantissa)
    }

    /// `None` for 28 digits before the point and more.
    pub fn decimal(self) -> Option<Decimal> {
        const LIMIT: u128 = 10u128.pow(27);
        if self.mantissa.unsigned_abs() / 10u128.checked_pow(self.scale)? >= LIMIT {
            return None;
        }
        let value = Decimal::try_from_i128_with_scale(self.mantissa, self.scale).ok()?;
        Some(if self.scale > 0 { value.normalize() } else { value })
    }
}

/// Whether neither of two amounts is more than so many times the other.
pub fn of_one_size((a, b): (Decimal, Decimal), times: u32) -> bool {
    let within = |a: Decimal, b: Decimal| b.checked_mul(times.into()).is_some_and(|most| a <= most);
    within(a, b) && within(b, a)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn magnitudes_shift_the_point() {
        let spelt = Exact::ZERO.digit(1, false).and_then(|e| e.digit(4, true)).and_then(|e| e.shifted(8));
        assert_eq!(spelt.and_then(Exact::decimal), Some(Decimal::from(140_000_000)));
        assert_eq!(Exact::int(i128::MAX).shifted(4), None);
        assert_eq!(Exact::int(10i128.pow(30)).decimal(), None);
    }
}
