//! Section 5 of the design, read a second time: slow, plain, from the files themselves, with nothing of the program in it.
//!
//! `days` counts days and spells periods, `book` reads the tables and follows units, `people` says who is in a population,
//! `windows` when a target counts, `values` what the rows come to, `judge` how that stands; `country` makes random workspaces.

pub mod book;
pub mod country;
pub mod days;
pub mod judge;
pub mod people;
pub mod plans;
pub mod values;
pub mod windows;
