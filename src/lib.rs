//! tiendo (Vietnamese *tiến độ*, progress against schedule) holds a public programme's records against
//! its written plan.
//!
//! `read → load → scan → cover → report → render`: only the two ends touch the world; everything between
//! is a function from data to data. Nothing between them prints, reads the clock, or stops at the first fault.

#![cfg_attr(not(test), warn(clippy::disallowed_methods))]

pub mod budget;
pub mod calendar;
pub mod check;
pub mod cli;
pub mod cover;
pub mod decode;
pub mod finding;
pub mod load;
pub mod measure;
pub mod model;
pub mod names;
pub mod number;
pub mod read;
pub mod render;
pub mod report;
pub mod scan;
pub mod text;
