//! One accepted field.

use crate::calendar::{Date, Period};
use crate::number::Number;

/// What stands in a field, in its column's type. Keys, choices, names and references are texts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Value {
    /// Nothing: not reported, which is never zero.
    Empty,
    /// Text in NFC.
    Text(Box<str>),
    /// An integer, a decimal or money.
    Number(Number),
    /// A day.
    Date(Date),
    /// A period, not yet placed in a calendar.
    Period(Period),
    /// True or false.
    Boolean(bool),
}

impl Value {
    /// The text, where it is one.
    pub fn text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The day, where it is one.
    pub fn date(&self) -> Option<Date> {
        match self {
            Value::Date(day) => Some(*day),
            _ => None,
        }
    }

    /// The number; booleans count 1 and 0.
    pub fn number(&self) -> Option<Number> {
        match self {
            Value::Number(number) => Some(*number),
            Value::Boolean(true) => Some(Number::ONE),
            Value::Boolean(false) => Some(Number::ZERO),
            _ => None,
        }
    }

    /// Whether nothing stands there.
    pub fn is_empty(&self) -> bool {
        matches!(self, Value::Empty)
    }
}
