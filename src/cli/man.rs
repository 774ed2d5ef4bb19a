//! `tiendo man`: the help as pages for `man`.

use super::globals::Globals;
use super::{Exit, Stop, World, command, help, output};
use crate::say;
use crate::text::nearest;

/// Print a page for `man`: of the program, or of one command
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// The command
    #[arg(value_name = "COMMAND")]
    of: Option<String>,
}

pub(super) fn run(args: &Args, globals: &Globals, world: &mut World<'_>) -> Result<Exit, Stop> {
    let lang = globals.language(world)?.unwrap_or_default();
    let mut root = help::translate(command(), lang);
    root.build();
    let page = match &args.of {
        None => root,
        Some(name) => {
            let known = root.get_subcommands().map(clap::Command::get_name);
            let near = nearest(name, known).map(str::to_owned);
            root.find_subcommand(name).cloned().ok_or_else(|| match near {
                Some(near) => say!(vi: "không có lệnh `{name}`; có phải là `{near}`?", en: "no command `{name}`; did you mean `{near}`?"),
                None => say!(vi: "không có lệnh `{name}`; xem `tiendo help`", en: "no command `{name}`; see `tiendo help`"),
            })?
        }
    };
    let mut text = Vec::new();
    clap_mangen::Man::new(page).render(&mut text)?;
    output::text(&text, globals, world)?;
    Ok(Exit::Fine)
}
