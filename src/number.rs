//! Exact numbers: what people write, what sums of it are, and shares of such sums.
//!
//! Nothing that decides a verdict is ever a float. A [`Number`] is what stands in a file: a decimal with
//! at most nine places. A [`Quantity`] is what a measure yields: a number, or one sum over another.

use std::cmp::Ordering;
use std::fmt;

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::ToPrimitive;

use crate::read::word;

/// Decimal places a number keeps.
const PLACES: usize = 9;
/// Digits before the point; with nine places a sum of 10¹¹ of the greatest still fits.
const DIGITS: usize = 18;
const SMALL_ONE: i64 = 1_000_000_000;
const ONE: i128 = SMALL_ONE as i128;

/// An exact decimal with at most 18 digits before the point and nine behind it.
///
/// Money is such a number without places. Sums stay exact: 10¹¹ of the greatest values fit.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Debug)]
pub struct Number(i128);

/// Why a text is no [`Number`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NumberError {
    /// Not digits with at most one decimal point.
    Malformed,
    /// More than 18 digits before the point.
    TooLarge,
    /// More than nine digits behind the point.
    TooManyPlaces,
}

impl Number {
    /// Zero.
    pub const ZERO: Number = Number(0);
    /// One.
    pub const ONE: Number = Number(ONE);

    /// The nearest number to a text of more decimal places than a number keeps.
    pub fn rounded(text: &str) -> Option<Number> {
        let (whole, places) = text.split_once('.')?;
        let next = places.as_bytes().get(PLACES).filter(|digit| digit.is_ascii_digit())?;
        let cut = Number::parse(&format!("{whole}.{}", places.get(..PLACES)?)).ok()?;
        let unit = if whole.starts_with('-') { -1 } else { 1 };
        Some(if *next >= b'5' { Number(cut.0 + unit) } else { cut })
    }

    /// A whole number.
    pub fn whole(value: i64) -> Number {
        Number(i128::from(value) * ONE)
    }

    /// A count.
    pub fn count(value: u64) -> Number {
        Number(i128::from(value) * ONE)
    }

    /// Reads a whole number of nothing but digits, and not too many: what nearly every field is.
    pub fn parse_digits(text: &str) -> Option<Number> {
        let digits = text.as_bytes();
        if digits.is_empty() || digits.len() > DIGITS {
            return None;
        }
        if digits.len() <= 8 {
            return word::short_number(digits, 0, digits.len()).map(Number::count);
        }
        let next = |sum: u64, byte: &u8| byte.is_ascii_digit().then(|| sum * 10 + u64::from(byte - b'0'));
        digits.iter().try_fold(0, next).map(Number::count)
    }

    /// Reads `-12`, `12.5`; nothing else: no separators, no exponent, no sign but minus.
    pub fn parse(text: &str) -> Result<Number, NumberError> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, places) = match digits.split_once('.') {
            Some((_, "")) => return Err(NumberError::Malformed),
            Some(parts) => parts,
            None => (digits, ""),
        };
        let plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !plain(whole) || !plain(places) {
            return Err(NumberError::Malformed);
        }
        if whole.trim_start_matches('0').len() > DIGITS {
            return Err(NumberError::TooLarge);
        }
        let places = places.trim_end_matches('0');
        if places.len() > PLACES {
            return Err(NumberError::TooManyPlaces);
        }
        let mut value: i128 = 0;
        for byte in whole.bytes().chain(places.bytes()) {
            value = value * 10 + i128::from(byte - b'0');
        }
        for _ in places.len()..PLACES {
            value *= 10;
        }
        Ok(Number(if negative { -value } else { value }))
    }

    /// Reads a number as TOML writes it: also `1_000`, `+1` and `1e3`.
    pub fn parse_toml(text: &str) -> Result<Number, NumberError> {
        let text: String = text.chars().filter(|c| *c != '_').collect();
        let text = text.strip_prefix('+').unwrap_or(&text);
        let Some((mantissa, exponent)) = text.split_once(['e', 'E']) else {
            return Number::parse(text);
        };
        let exponent: i32 = exponent.parse().map_err(|_| NumberError::Malformed)?;
        if exponent.abs() > 40 {
            return Err(NumberError::TooLarge);
        }
        let (sign, mantissa) = match mantissa.strip_prefix('-') {
            Some(rest) => ("-", rest),
            None => ("", mantissa),
        };
        let (whole, places) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let mut digits = format!("{whole}{places}");
        let point = i32::try_from(whole.len()).map_err(|_| NumberError::TooLarge)? + exponent;
        if point <= 0 {
            let zeros = usize::try_from(1 - point).unwrap_or(0);
            digits.insert_str(0, &"0".repeat(zeros));
            Number::parse(&format!("{sign}{}.{}", &digits[..1], &digits[1..]))
        } else {
            let point = usize::try_from(point).unwrap_or(0);
            while digits.len() < point {
                digits.push('0');
            }
            let places = &digits[point..];
            let dot = if places.is_empty() { "" } else { "." };
            Number::parse(&format!("{sign}{}{dot}{places}", &digits[..point]))
        }
    }

    /// How many units of the last place a number of at most eight digits has.
    #[inline]
    pub fn short_units(number: u64) -> i64 {
        number.cast_signed() * SMALL_ONE
    }

    /// How many units of the last place it keeps it has, where they fit.
    pub fn to_units(self) -> Option<i64> {
        i64::try_from(self.0).ok()
    }

    /// So many units of the last place.
    pub fn from_units(units: i64) -> Number {
        Number(units.into())
    }

    /// Whether nothing stands behind the point.
    pub fn is_whole(self) -> bool {
        self.0 % ONE == 0
    }

    /// The whole number it is, where it is one that fits.
    pub fn as_whole(self) -> Option<i64> {
        // Nearly all are below 9 thousand million: to divide those is a matter of nothing.
        if let Ok(small) = i64::try_from(self.0) {
            return (small % SMALL_ONE == 0).then_some(small / SMALL_ONE);
        }
        self.is_whole().then(|| i64::try_from(self.0 / ONE).ok())?
    }

    /// The product; nothing where it is too large to be kept. Places beyond the ninth are cut off.
    pub fn times(self, other: Number) -> Option<Number> {
        let product = if other.is_whole() {
            self.0.checked_mul(other.0 / ONE)
        } else if self.is_whole() {
            other.0.checked_mul(self.0 / ONE)
        } else {
            self.0.checked_mul(other.0).map(|product| product / ONE)
        };
        product.map(Number)
    }

    /// The sum; nothing where it is too large to be kept.
    pub fn plus(self, other: Number) -> Option<Number> {
        self.0.checked_add(other.0).map(Number)
    }

    /// The same number as a fraction.
    pub fn exact(self) -> BigRational {
        BigRational::new(BigInt::from(self.0), BigInt::from(ONE))
    }
}

impl std::ops::AddAssign for Number {
    fn add_assign(&mut self, other: Number) {
        // Saturation is out of reach: it needs 10¹¹ rows of the greatest value a file may hold.
        self.0 = self.0.saturating_add(other.0);
    }
}

impl std::ops::Add for Number {
    type Output = Number;

    fn add(mut self, other: Number) -> Number {
        self += other;
        self
    }
}

impl std::ops::Sub for Number {
    type Output = Number;

    fn sub(self, other: Number) -> Number {
        // As far from its bounds as a sum is.
        Number(self.0.saturating_sub(other.0))
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let whole = self.0.unsigned_abs() / ONE.unsigned_abs();
        let rest = self.0.unsigned_abs() % ONE.unsigned_abs();
        if rest == 0 {
            return write!(f, "{sign}{whole}");
        }
        let places = format!("{rest:09}");
        write!(f, "{sign}{whole}.{}", places.trim_end_matches('0'))
    }
}

/// What a measure yields: a number, or a share such as 100 × reached ÷ expected.
///
/// Kept as a fraction of two whole numbers, compared without rounding.
#[derive(Clone, Copy, Debug)]
pub struct Quantity {
    numerator: i128,
    /// Always above zero.
    denominator: i128,
}

impl Quantity {
    /// A plain number.
    pub fn number(number: Number) -> Quantity {
        Quantity { numerator: number.0, denominator: ONE }
    }

    /// A count.
    pub fn count(count: u64) -> Quantity {
        Quantity::number(Number::count(count))
    }

    /// `of` ÷ `to`; nothing where `to` is zero.
    pub fn quotient(of: Number, to: Number) -> Option<Quantity> {
        Quantity::fraction(of, to, 1)
    }

    /// 100 × `of` ÷ `to`; nothing where `to` is zero.
    pub fn percentage(of: Number, to: Number) -> Option<Quantity> {
        Quantity::fraction(of, to, 100)
    }

    fn fraction(of: Number, to: Number, times: i128) -> Option<Quantity> {
        if to.0 == 0 {
            return None;
        }
        let divisor = num_gcd(of.0, to.0);
        let (of, to) = (of.0 / divisor, to.0 / divisor);
        let numerator = of.saturating_mul(times);
        Some(if to < 0 { Quantity { numerator: -numerator, denominator: -to } } else { Quantity { numerator, denominator: to } })
    }

    /// Compares with a number, exactly.
    pub fn compare(self, number: Number) -> Ordering {
        if self.denominator == ONE {
            return self.numerator.cmp(&number.0);
        }
        (BigInt::from(self.numerator) * ONE).cmp(&(BigInt::from(number.0) * self.denominator))
    }

    /// The quantity as an exact fraction.
    pub fn exact(self) -> BigRational {
        BigRational::new(BigInt::from(self.numerator), BigInt::from(self.denominator))
    }

    /// The plain number it is, where it is one.
    pub fn as_number(self) -> Option<Number> {
        (self.denominator == ONE).then_some(Number(self.numerator))
    }
}

impl PartialEq for Quantity {
    fn eq(&self, other: &Quantity) -> bool {
        self.exact() == other.exact()
    }
}

impl Eq for Quantity {}

/// The greatest common divisor, at least one.
fn num_gcd(a: i128, b: i128) -> i128 {
    let (mut a, mut b) = (a.unsigned_abs(), b.unsigned_abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    i128::try_from(a.max(1)).unwrap_or(1)
}

/// A fraction as a decimal text, rounded half up to at most `places` places, without trailing zeros.
pub fn rounded(value: &BigRational, places: u32) -> String {
    let scale = BigInt::from(10).pow(places);
    let doubled = value * BigRational::from_integer(&scale * 2) + BigRational::from_integer(1.into());
    let units = (doubled / BigRational::from_integer(2.into())).floor().to_integer();
    let negative = units < BigInt::from(0);
    let digits = units.magnitude().to_string();
    let width = places as usize + 1;
    let digits = format!("{digits:0>width$}");
    let (whole, rest) = digits.split_at(digits.len() - places as usize);
    let rest = rest.trim_end_matches('0');
    let sign = if negative { "-" } else { "" };
    if rest.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest}") }
}

/// A fraction as a float, for widths of bars only: never for a decision.
pub fn approximate(value: &BigRational) -> f64 {
    value.to_f64().unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Result<&str, NumberError>) {
        let got = Number::parse(text).map(|n| n.to_string());
        assert_eq!(got, expected.map(str::to_owned), "{text}");
    }

    #[test]
    fn whole() {
        check("12", Ok("12"));
    }

    #[test]
    fn leading_zero_is_a_number() {
        check("02", Ok("2"));
    }

    #[test]
    fn decimals_lose_only_trailing_zeros() {
        check("-12.50", Ok("-12.5"));
    }

    #[test]
    fn separators_are_refused() {
        check("1.234.567", Err(NumberError::Malformed));
        check("12,5", Err(NumberError::Malformed));
        check("1 000", Err(NumberError::Malformed));
    }

    #[test]
    fn bounds_are_said() {
        check("1234567890123456789", Err(NumberError::TooLarge));
        check("0.1234567891", Err(NumberError::TooManyPlaces));
    }

    #[test]
    fn toml_spellings() {
        for (text, expected) in [("8_000_000", "8000000"), ("1e3", "1000"), ("2.5e-1", "0.25"), ("+7", "7"), ("1.25e1", "12.5")] {
            assert_eq!(Number::parse_toml(text).map(|n| n.to_string()), Ok(expected.to_owned()));
        }
    }

    #[test]
    fn products_are_exact_or_none() {
        let number = |text: &str| Number::parse(text).expect("a number");
        let product = |a: &str, b: &str| number(a).times(number(b)).map(|product| product.to_string());
        assert_eq!(product("12", "500000").as_deref(), Some("6000000"));
        assert_eq!(product("2.5", "3").as_deref(), Some("7.5"));
        assert_eq!(product("3", "2.5").as_deref(), Some("7.5"));
        assert_eq!(product("0.5", "0.000000001").as_deref(), Some("0"));
        assert_eq!(product("999999999999999999", "999999999999999999"), None);
        assert_eq!(number("1").plus(Number(i128::MAX)), None);
        assert_eq!((number("1") - number("2.5")).to_string(), "-1.5");
    }

    #[test]
    fn percentages_compare_exactly() {
        let third = Quantity::percentage(Number::whole(1), Number::whole(3)).expect("three is not zero");
        let below = Number::parse("33.333333333").expect("a number");
        assert_eq!(third.compare(below), Ordering::Greater);
        assert_eq!(rounded(&third.exact(), 7), "33.3333333");
    }

    #[test]
    fn rounding_is_half_up() {
        let half = BigRational::new(5.into(), 100_000_000.into());
        assert_eq!(rounded(&half, 7), "0.0000001");
        assert_eq!(rounded(&BigRational::new(2.into(), 3.into()), 7), "0.6666667");
        assert_eq!(rounded(&BigRational::new(1.into(), 1.into()), 7), "1");
    }
}
