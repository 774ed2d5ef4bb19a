//! `tiendo explain`.

use super::globals::Globals;
use super::{Exit, Stop, World, session};
use crate::report::severity_word;
use crate::say;
use crate::text::nearest;

/// Say what a finding's code means and what to do
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// A code, such as V001, or its name
    #[arg(value_name = "CODE")]
    code: String,
}

pub(super) fn run(args: &Args, globals: &Globals, world: &mut World<'_>) -> Result<Exit, Stop> {
    let lang = globals.language(world)?.or_else(|| session::language(globals, world)).unwrap_or_default();
    let asked = args.code.trim();
    let codes = crate::check::RULES;
    let Some(code) = codes.iter().find(|code| code.id.eq_ignore_ascii_case(asked) || code.name.eq_ignore_ascii_case(asked)) else {
        let near = nearest(asked, codes.iter().flat_map(|code| [code.id, code.name]));
        return Err(Stop::Because(match near {
            Some(near) => say!(vi: "không có mã `{asked}`; có phải là `{near}`?", en: "no code `{asked}`; did you mean `{near}`?"),
            None => say!(vi: "không có mã `{asked}`; xem `tiendo rules`", en: "no code `{asked}`; see `tiendo rules`"),
        }));
    };
    let severity = severity_word(code.severity).get(lang);
    writeln!(world.out, "{} {} ({severity})\n\n{}", code.id, code.name, code.explanation().get(lang))?;
    Ok(Exit::Fine)
}
