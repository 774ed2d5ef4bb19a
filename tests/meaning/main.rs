//! What figures mean (design.md section 5): small workspaces, results worked out by hand.

#[path = "../harness/mod.rs"]
mod harness;

mod cells;
mod files;
mod found;
mod late;
mod measures;
mod rules;
mod several;
mod units;
mod verdicts;
mod wide;
