//! Names of units: when two spellings are one name, which units a text may mean, and what may have been meant.
//!
//! A name is found by its [`key`], which forgives how it is spelt and nothing else: another tone, vowel or kind is another
//! unit. What merely looks alike is a suggestion and has a [`Grade`] that says so; nothing is ever replaced.

mod codes;
mod gazetteer;
mod grade;
mod key;
mod kind;
mod memo;
mod place;
mod query;
mod same;
mod suggest;
mod syllable;

pub use gazetteer::Gazetteer;
pub use grade::{Grade, Match};
pub use key::key;
pub use kind::toned;
pub use query::Query;
pub use same::{Agreement, agreement};
pub use syllable::is_syllable;
