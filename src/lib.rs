//! tiendo (Vietnamese *tiến độ*, progress against schedule) holds a public programme's records against
//! its written plan.
//!
//! ```text
//!  plans, registers (TOML, CSV)              logs (CSV, any size)
//!             |                                      |
//!           read        files, blocks, fields        |
//!             |                                      |
//!          decode       one field -> a value         |
//!             |                                      |
//!           load        -> model::Workspace ------> scan      rows -> tallies, sums of money
//!             |                                      |
//!           check       findings                   cover      tallies -> cells, verdicts
//!             |                                      |
//!             |                                   budget      money against budget lines
//!             +----------------> report <------------+        answers as data
//!                                   |
//!                                render                       table, JSON, CSV, HTML, ...
//!                                   |
//!                                  cli                        arguments in, exit status out
//! ```
//!
//! Only the two ends touch the world: `read` reads files, `cli` writes them. Everything between is a function from
//! data to data; it does not print, read the clock, or stop at the first fault. An import goes down the list of rooms,
//! never up or sideways (`tests/house.rs` holds it).
//!
//! # Rooms
//!
//! | room | what it does |
//! | --- | --- |
//! | [`read`] | files of a workspace, blocks and fields of CSV, places in files |
//! | [`calendar`], [`number`] | dates, periods and due dates; exact decimal numbers |
//! | [`text`] | the words of both languages (`words.rs`), encodings, sorting, text that is safe to show |
//! | [`finding`] | a code, a severity, a place and a message |
//! | [`model`] | what is true once it is accepted: plans, targets, registers, populations, windows |
//! | [`names`] | when two spellings of a unit's name are one, and what may have been meant |
//! | [`measure`] | how rows become a number: one file for each way |
//! | [`decode`] | one field of a column's type becomes a value, or a finding that says what to write |
//! | [`load`] | `tiendo.toml`, plans and registers become the model |
//! | [`check`] | rules: one file each, with its code and its explanation |
//! | [`scan`] | one pass over the logs: rows are decoded, judged, and added to tallies |
//! | [`cover`] | tallies become cells, cells become verdicts; who is responsible |
//! | [`budget`] | what was allocated and spent, and what the rest would cost |
//! | [`edit`] | what people enter becomes fields and rows of files, and files take their one form |
//! | [`report`] | a folder for each answer: its tables, its CSV and its JSON |
//! | [`render`] | one file or folder for each format |
//! | [`cli`] | one file for each command; help, options, writing files |
//!
//! # Words
//!
//! | word | meaning |
//! | --- | --- |
//! | workspace | the directory with `tiendo.toml`, plans, registers and logs |
//! | register | a table of things that exist for a time: units, clubs, staff |
//! | log | a table of things that happened; one row is one record |
//! | unit | an administrative unit: province, district, commune, village |
//! | population | whom a target is about: a filter over a register |
//! | subject | one member of a population |
//! | measure | what is counted of a subject's records: rows, a sum, distinct values |
//! | window | the days in which a target counts, with a due date |
//! | target | at least so much of a measure for each subject in each window |
//! | cell | one subject in one window of one target |
//! | gap | a cell that is not yet met |
//! | tally | what a measure has added up so far for the cells of a target |
//! | verdict | how a window, a target or a plan stands: met, on track, behind, missed |
//! | budget line | an amount that a fund gives in a year to an activity or a plan |
//! | finding | something wrong in the data or late in the plan, with its place |
//!
//! # Where do I put ...
//!
//! | a new ... | goes to |
//! | --- | --- |
//! | rule | a file in `check/`, a line in `check::RULES`, a pair of examples in `tests/rules/` |
//! | measure | a file in `measure/`, its arms in `measure/mod.rs`, its name in `model/measure.rs`, its keys in `load/measure.rs` |
//! | key of a plan or of `tiendo.toml` | the file of its table in `load/` (`target.rs`, `activity.rs`, `schedule.rs`, `settings.rs`), a field in `model/` |
//! | column in an answer | that answer's folder in `report/`: the table and CSV in its files, JSON in `contract.rs` |
//! | format | a file in `render/`, a line in `render::FORMATS` |
//! | chart | its data in `report/picture/`, its drawing in `render/chart/` and `render/html/svg/` |
//! | command | a file in `cli/`, a line in the `Command` of `cli/mod.rs`, a folder in `report/` for its answer |
//! | advice on a misspelt field | the field's type in `decode/spelling/` |
//! | word of the tool in both languages | `text/words.rs`; a sentence stands where it is said, in `say!` |
//! | condition for a verdict | `cover/verdict.rs` |
//!
//! `CONTRIBUTING.md` says how to build and test.

#![cfg_attr(not(test), warn(clippy::disallowed_methods))]

pub mod budget;
pub mod calendar;
pub mod check;
pub mod cli;
pub mod cover;
pub mod decode;
pub mod edit;
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
