//! `tiendo rules`.

use super::globals::Globals;
use super::{Exit, Stop, World, output, session};
use crate::check::RULES;
use crate::report::Rules;

/// List every rule: its code, its name, what it weighs and what it is about
#[derive(clap::Args, Debug)]
pub(super) struct Args {}

pub(super) fn run(globals: &Globals, world: &mut World<'_>) -> Result<Exit, Stop> {
    let asked = globals.language(world)?;
    // Without a workspace the rules are what they are; one that was named and is not there is a mistake.
    let loaded = session::settings(globals, world)?;
    let lang = asked.or(loaded.as_ref().and_then(|loaded| loaded.language)).unwrap_or_default();
    let answer = Rules { codes: RULES, here: loaded.as_ref().map(|loaded| &loaded.findings), lang };
    output::emit(&answer, globals, world, lang)?;
    Ok(Exit::Fine)
}
