//! Columns of a table.

use super::index::RegisterIndex;
use crate::number::Number;

/// One column, as `tiendo.toml` declares it or as it is built in.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its name in plans.
    pub name: String,
    /// Its name in the file's header.
    pub header: String,
    /// What people call it.
    pub title: Option<String>,
    /// What stands in it.
    pub kind: Kind,
    /// Whether every row must have a value.
    pub required: bool,
    /// The least number allowed.
    pub min: Option<Number>,
    /// The greatest number allowed.
    pub max: Option<Number>,
    /// In how many of a file's rows it may be empty, in percent.
    pub empty_at_most: Option<Number>,
    /// Another number column of the row that this one may not exceed.
    pub at_most: Option<usize>,
    /// A reference column of the row whose name this text repeats.
    pub names: Option<usize>,
    /// Whether the text is about a person: read and checked, never shown.
    pub personal: bool,
    /// What its numbers count, as people write it behind them.
    pub unit: Option<String>,
    /// How many decimal places its numbers are shown with.
    pub decimals: Option<u32>,
}

impl Column {
    /// A column without any of the extras.
    pub fn new(name: &str, kind: Kind, required: bool) -> Column {
        Column {
            name: name.to_owned(),
            header: name.to_owned(),
            title: None,
            kind,
            required,
            min: None,
            max: None,
            empty_at_most: None,
            at_most: None,
            names: None,
            personal: false,
            unit: None,
            decimals: None,
        }
    }
}

/// What stands in a column.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Unique in the table (on any one day, where rows have validity).
    Key,
    /// Any text.
    Text,
    /// An ISO 8601 day.
    Date,
    /// A period.
    Period,
    /// A whole number.
    Integer,
    /// A decimal.
    Number,
    /// Whole units of the plan's currency.
    Money,
    /// One of several words.
    Choice(Vec<Choice>),
    /// Some of several words in one field, `;` between them: at most [`MOST_CHOICES`].
    Choices(Vec<Choice>),
    /// `true` or `false`.
    Boolean,
    /// An agency's id.
    Agency,
    /// A fund's id.
    Fund,
    /// An activity's id.
    Activity,
    /// A category's id; in the built-in listings only.
    Category,
    /// A document's path in the workspace.
    File,
    /// The key of a row of a register.
    Reference(RegisterIndex),
}

/// How many words a column of several may take: each is a bit of a number.
pub const MOST_CHOICES: usize = 32;

/// The words of a field that holds several; spaces beside `;` do not matter.
pub fn several(text: &str) -> impl Iterator<Item = &str> {
    text.split(';').map(|word| word.trim_matches(' '))
}

impl Kind {
    /// Whether its values are numbers.
    pub fn is_number(&self) -> bool {
        matches!(self, Kind::Integer | Kind::Number | Kind::Money)
    }

    /// The words that it takes, where it lists them.
    pub fn choices(&self) -> &[Choice] {
        match self {
            Kind::Choice(choices) | Kind::Choices(choices) => choices,
            _ => &[],
        }
    }

    /// Whether its values order, so that `above` and its like make sense.
    pub fn is_ordered(&self) -> bool {
        self.is_number() || *self == Kind::Date
    }
}

/// One allowed word of a choice column.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Choice {
    /// As written in the file.
    pub id: String,
    /// As people read it; the id where nothing else is said.
    pub label: String,
}
