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

/// A [`Value`] that borrows its text: what a row of a log holds while it is looked at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum View<'a> {
    /// Nothing.
    Empty,
    /// Text in NFC.
    Text(&'a str),
    /// An integer, a decimal or money.
    Number(Number),
    /// A day.
    Date(Date),
    /// A period.
    Period(Period),
    /// True or false.
    Boolean(bool),
}

impl Value {
    /// The value without its own text.
    pub fn view(&self) -> View<'_> {
        match self {
            Value::Empty => View::Empty,
            Value::Text(text) => View::Text(text),
            Value::Number(number) => View::Number(*number),
            Value::Date(day) => View::Date(*day),
            Value::Period(period) => View::Period(*period),
            Value::Boolean(flag) => View::Boolean(*flag),
        }
    }
}

impl<'a> View<'a> {
    /// The text, where it is one.
    pub fn text(self) -> Option<&'a str> {
        match self {
            View::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The number; booleans count 1 and 0.
    pub fn number(self) -> Option<Number> {
        match self {
            View::Number(number) => Some(number),
            View::Boolean(flag) => Some(if flag { Number::ONE } else { Number::ZERO }),
            _ => None,
        }
    }

    /// A value that owns its text.
    pub fn to_value(self) -> Value {
        match self {
            View::Empty => Value::Empty,
            View::Text(text) => Value::Text(text.into()),
            View::Number(number) => Value::Number(number),
            View::Date(day) => Value::Date(day),
            View::Period(period) => Value::Period(period),
            View::Boolean(flag) => Value::Boolean(flag),
        }
    }
}
