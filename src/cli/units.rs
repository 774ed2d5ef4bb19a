//! `tiendo units`.

use super::globals::{Globals, date};
use super::session::Registers;
use super::{Exit, Stop, World, output};
use crate::model::UNITS;
use crate::names::{Gazetteer, Query};
use crate::report::Lookup;
use crate::say;
use crate::text::{echo, nfc};

/// How many units a table on a terminal shows at most.
const UNITS_SHOWN: usize = 20;

/// Look a unit up by code or name, however it is spelt: names, lists, predecessors and successors
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// A code, or a name with or without its kind; units above it may follow after commas
    #[arg(value_name = "QUERY", required = true)]
    query: Vec<String>,

    /// Only units that exist on that day
    #[arg(long, value_name = "DATE")]
    on: Option<String>,

    /// Every unit, however many
    #[arg(long)]
    full: bool,
}

pub(super) fn run(args: &Args, globals: &Globals, world: &mut World<'_>) -> Result<Exit, Stop> {
    let on = args.on.as_deref().map(|text| date("--on", text)).transpose()?;
    let registers = Registers::open(globals, world)?;
    let workspace = &registers.workspace;
    let gazetteer = Gazetteer::new(&workspace.units, workspace.register(UNITS));
    let text = args.query.join(" ");
    let text = nfc(text.trim());
    let query = Query::new(&text).on(on);
    let mut found = gazetteer.find(query);
    if found.is_empty() {
        found = gazetteer.suggest(query);
    }
    if found.is_empty() {
        registers.caveats(world);
        let shown = echo(&text);
        return Err(Stop::Because(match on {
            Some(day) => say!(
                vi: "vào ngày {day} không có đơn vị hành chính nào là `{shown}` hoặc gần giống",
                en: "on {day} there is no unit `{shown}`, nor anything like it"
            ),
            None => {
                say!(vi: "không có đơn vị hành chính nào là `{shown}` hoặc gần giống", en: "there is no unit `{shown}`, nor anything like it")
            }
        }));
    }
    let cap = (globals.on_terminal(world) && !args.full).then_some(UNITS_SHOWN);
    let answer = Lookup { workspace, gazetteer: &gazetteer, query: &text, on, as_of: registers.as_of, found, cap };
    output::emit(&answer, globals, world, registers.lang)?;
    registers.caveats(world);
    Ok(Exit::Fine)
}
