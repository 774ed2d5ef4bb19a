//! What the JSON of all answers shares: its version, and numbers that are printed as they are, never through a float.

use num_rational::BigRational;
use serde::Serialize;
use serde_json::{Number as Json, Value};

use crate::number::{Number, Quantity, rounded};

/// The version of the contract.
pub(super) const VERSION: u32 = 1;

/// What [`serde_json`] makes of a contract struct.
pub(super) fn value(contract: &impl Serialize) -> Value {
    // The structs hold texts, numbers and lists: nothing that has no JSON.
    serde_json::to_value(contract).unwrap_or(Value::Null)
}

/// Places that fractions are rounded to.
const PLACES: u32 = 7;

/// A decimal text as a JSON number.
fn decimal(text: &str) -> Json {
    text.parse().unwrap_or_else(|_| Json::from(0))
}

/// A number, exactly.
pub(super) fn number(number: Number) -> Json {
    decimal(&number.to_string())
}

/// A fraction, rounded half up.
pub(super) fn fraction(value: &BigRational) -> Json {
    decimal(&rounded(value, PLACES))
}

/// What a measure yielded: exactly, unless it is a share.
pub(super) fn quantity(value: Quantity) -> Json {
    decimal(&quantity_text(value))
}

/// The same as text.
pub(super) fn quantity_text(value: Quantity) -> String {
    value.as_number().map_or_else(|| rounded(&value.exact(), PLACES), |number| number.to_string())
}

/// What lies between a value and what is needed, as text.
pub(super) fn distance_text(needed: Number, value: Quantity, exceeded: bool) -> String {
    let difference = if exceeded { value.exact() - needed.exact() } else { needed.exact() - value.exact() };
    // Nine places hold the difference of two numbers exactly.
    let places = if value.as_number().is_some() { 9 } else { PLACES };
    rounded(&difference, places)
}

/// The same as a JSON number.
pub(super) fn distance(needed: Number, value: Quantity, exceeded: bool) -> Json {
    decimal(&distance_text(needed, value, exceeded))
}

/// A share in percent.
pub(super) fn percent(share: &BigRational) -> Json {
    fraction(&(share * BigRational::from_integer(100.into())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_print_as_they_are() {
        let big = Number::parse("123456789012345678.123456789").expect("a number");
        assert_eq!(number(big).to_string(), "123456789012345678.123456789");
        assert_eq!(fraction(&BigRational::new(40.into(), 124.into())).to_string(), "0.3225806");
        assert_eq!(percent(&BigRational::new(2.into(), 3.into())).to_string(), "66.6666667");
        assert_eq!(percent(&BigRational::new(1.into(), 1.into())).to_string(), "100");
    }

    #[test]
    fn differences_are_exact() {
        let value = Quantity::number(Number::parse("0.000000001").expect("a number"));
        assert_eq!(distance(Number::whole(2), value, false).to_string(), "1.999999999");
        assert_eq!(distance(Number::whole(2), Quantity::count(5), true).to_string(), "3");
    }
}
