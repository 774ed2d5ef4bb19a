//! Writes the illustrative part of the Lạng Sơn workspace: `cargo run --example lang_son_data -- data`.
//!
//! **What this program writes is made up.** No list of the province's extremely disadvantaged
//! communes and villages was published in a form that could be read, nor were its budgets, clubs, noticeboard
//! sites, staff, or any record of its work. So that the plan can be tried out in full, this program draws them by
//! chance, with the volumes a province has and the gaps a province would have. Every key it makes
//! begins with `MH` (*minh họa*, illustrative), and so do the bases of the listings.
//!
//! What is official it only reads: the provinces, districts and communes in `registers/units.csv`,
//! all of `successions.csv`, the border and safety-zone rows of `listings.csv`, `forms.csv` and
//! `beneficiaries.csv`. Of `units.csv` and `listings.csv` it replaces its own rows (villages; the
//! categories `dbkk` and `thon-dbkk`) and leaves every other row as it stands.
//!
//! The published counts are kept: 91 communes on the list of 2013; 125 in 2017, which with border
//! and safety-zone communes make 133; 155 and then 121 villages outside listed communes.
//!
//! The seed is fixed, and each table draws from a stream of its own: the same bytes at every run,
//! and a change to one table leaves the others alone.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "small numbers drawn here: years, counts and sums of money far below any limit"
)]
mod chance;
mod clubs;
mod day;
mod duties;
mod lists;
mod money;
mod registers;
mod services;
mod supplies;
mod tables;
mod visits;
mod world;

use std::error::Error;
use std::path::Path;

use clubs::{club_reviews, club_surveys, meetings};
use duties::{classes, difficulties, district_checks, duties, guidance, joint, reports, tuition};
use money::allocations;
use registers::write_waivers;
use services::{briefings, cases};
use supplies::{boards, materials, newspapers};
use visits::visits;
use world::World;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    let directory = std::env::args_os().nth(1).ok_or("usage: lang_son_data DIRECTORY")?;
    let mut world = World::read(Path::new(&directory))?;
    world.list_communes()?;
    world.list_villages()?;
    world.write_units_and_listings()?;
    world.found_clubs();
    world.place_sites();
    world.hire_staff();
    world.write_registers()?;
    write_waivers(&world)?;

    briefings(&world)?;
    cases(&world)?;
    visits(&world)?;
    club_reviews(&world)?;
    meetings(&world)?;
    club_surveys(&world)?;
    materials(&world)?;
    boards(&world)?;
    newspapers(&world)?;
    classes(&world)?;
    tuition(&world)?;
    reports(&world)?;
    duties(&world)?;
    district_checks(&world)?;
    guidance(&world)?;
    joint(&world)?;
    difficulties(&world)?;
    allocations(&world)
}
