//! `tiendo schema`: what an editor reads to complete and check a plan while it is written.

use clap::{Args as ClapArgs, ValueEnum};

use super::globals::Globals;
use super::{Exit, Stop, World, output, session};
use crate::report::{SchemaOf, schema};

/// Print the JSON Schema of a plan or of tiendo.toml: editors that know Taplo or Even Better TOML complete, explain and check keys by
/// it, once the file's first line names it: #:schema plan.schema.json
#[derive(ClapArgs, Debug)]
pub(super) struct Args {
    /// Of a plan, or of the workspace's tiendo.toml
    #[arg(value_name = "FILE", default_value = "plan")]
    of: Of,
}

#[derive(Clone, Copy, ValueEnum, Debug)]
enum Of {
    Plan,
    Workspace,
}

pub(super) fn run(args: &Args, globals: &Globals, world: &mut World<'_>) -> Result<Exit, Stop> {
    let lang = globals.language(world)?.or_else(|| session::language(globals, world)).unwrap_or_default();
    let of = match args.of {
        Of::Plan => SchemaOf::Plan,
        Of::Workspace => SchemaOf::Workspace,
    };
    let mut text = Vec::new();
    crate::render::write_json(&schema(of, lang), &mut text)?;
    output::text(&text, globals, world)?;
    Ok(Exit::Fine)
}
