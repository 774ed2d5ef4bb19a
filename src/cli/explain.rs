//! `tiendo explain`.

use super::globals::Globals;
use super::session::{self, Looks, Session};
use super::{Exit, Stop, World, output};
use crate::cover::{State, WindowState};
use crate::finding::Code;
use crate::model::{TargetIndex, Workspace};
use crate::report::{ExplainedCell, ExplainedTarget, Found, Selection, severity_word, state_of, subject_of, target_names, window_of};
use crate::say;
use crate::scan::{Watched, witnesses};
use crate::text::{Message, nearest};

/// Rows of one table that a terminal shows.
const ROWS: usize = 30;

/// Say what a finding's code means, what a target asks for, or why a subject has met it or not
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// A code, such as V001, or its name; or a target: activity.target
    #[arg(value_name = "CODE|TARGET")]
    code: String,

    /// Of the target only this subject: its code or key, or a name that only one has; each record that counts and each that does not
    #[arg(long, value_name = "SUBJECT")]
    subject: Option<String>,

    /// The window, by its label in tables [default: the last of those that count now]
    #[arg(long, value_name = "WINDOW")]
    window: Option<String>,

    /// Every row, however many
    #[arg(long)]
    full: bool,
}

pub(super) fn run(args: &Args, globals: &Globals, world: &mut World<'_>) -> Result<Exit, Stop> {
    let asked = args.code.trim();
    let codes = crate::check::RULES;
    let code = codes.iter().find(|code| code.id.eq_ignore_ascii_case(asked) || code.name.eq_ignore_ascii_case(asked));
    match code {
        Some(code) => explain_code(code, globals, world),
        None if session::find(globals, world).is_err() => {
            let near = nearest(asked, codes.iter().flat_map(|code| [code.id, code.name]));
            Err(Stop::Because(match near {
                Some(near) => say!(vi: "không có mã `{asked}`; có phải là `{near}`?", en: "no code `{asked}`; did you mean `{near}`?"),
                None => say!(vi: "không có mã `{asked}`; xem `tiendo rules`", en: "no code `{asked}`; see `tiendo rules`"),
            }))
        }
        None => explain_target(args, globals, world),
    }
}

/// A code is explained in a text, whatever the workspace.
fn explain_code(code: &Code, globals: &Globals, world: &mut World<'_>) -> Result<Exit, Stop> {
    let format = globals.format().name;
    if format != crate::render::FORMATS[0].name {
        return Err(Stop::Because(say!(
            vi: "--format: mã được giải thích bằng lời, không có định dạng {format}",
            en: "--format: a code is explained in words and has no format {format}"
        )));
    }
    let lang = globals.language(world)?.or_else(|| session::language(globals, world)).unwrap_or_default();
    let severity = severity_word(code.severity).get(lang);
    writeln!(world.out, "{} {} ({severity})\n\n{}", code.id, code.name, code.explanation().get(lang))?;
    Ok(Exit::Fine)
}

fn explain_target(args: &Args, globals: &Globals, world: &mut World<'_>) -> Result<Exit, Stop> {
    let asked = args.code.trim();
    // What is asked for is mostly known before a log is read; then one pass over the logs is enough.
    let guess = |workspace: &Workspace, state: &State| {
        let (plan, target) = Selection::one(workspace, state, asked).ok()?;
        let (window, subject) = member(workspace, state, (plan, target), args)?.ok()?;
        Some(Watched { plan, target, window: Some(window.window), subject: Some(subject), each: false })
    };
    let session = Session::open_looking(globals, world, Looks { watch: Some(&guess), ..Looks::AS_OF })?;
    let (workspace, state) = (&session.workspace, &session.state);
    let names = target_names(workspace, state);
    let bare = asked.rsplit_once('/').map_or(asked, |(_, name)| name);
    if !names.iter().any(|name| name == bare) {
        let known = names.iter().map(String::as_str).chain(crate::check::RULES.iter().flat_map(|code| [code.id, code.name]));
        return Err(Stop::Because(match nearest(asked, known) {
            Some(near) => say!(
                vi: "không có mã hay chỉ tiêu `{asked}`; có phải là `{near}`?",
                en: "no code and no target `{asked}`; did you mean `{near}`?"
            ),
            None => say!(
                vi: "không có mã hay chỉ tiêu `{asked}`; xem `tiendo rules` và `tiendo status`",
                en: "no code and no target `{asked}`; see `tiendo rules` and `tiendo status`"
            ),
        }));
    }
    let (plan, target) = Selection::one(workspace, state, asked)?;
    let entry = &workspace.plans[plan];
    let of = entry.target(target);
    let Some(states) = state_of(state, plan, target) else { return Err(Stop::Said) };
    let cap = (globals.on_terminal(world) && !args.full).then_some(ROWS);
    let Some(found) = member(workspace, state, (plan, target), args) else {
        let window = window_of(of, states, args.window.as_deref(), &|_| true)?;
        let answer = ExplainedTarget::new((workspace, state, &session.tree), (plan, target), window, cap);
        output::emit(&answer, globals, world, session.lang)?;
        session.caveats(world, true);
        return Ok(Exit::Fine);
    };
    let (window, member) = found?;
    let watched = Watched { plan, target, window: Some(window.window), subject: Some(member), each: false };
    let seen = (state.as_of, globals.as_of(world)?.1);
    let witnesses = match &session.watched {
        Some((guessed, found)) if *guessed == watched => found.clone(),
        _ => globals.on_cores(|| witnesses(workspace, &session.vocabulary, &session.tree, seen, &watched)),
    };
    let found = Found { tree: &session.tree, vocabulary: &session.vocabulary, findings: &session.findings, witnesses };
    let Some(answer) = ExplainedCell::new((workspace, state), (plan, target), (window, member), &found, cap) else {
        return Err(Stop::Said);
    };
    output::emit(&answer, globals, world, session.lang)?;
    session.caveats(world, true);
    Ok(Exit::Fine)
}

/// The window and the subject that are asked for; nothing where no subject is.
fn member<'s>(
    workspace: &Workspace,
    state: &'s State,
    (plan, target): (usize, TargetIndex),
    args: &Args,
) -> Option<Result<(&'s WindowState, u32), Message>> {
    let subject = args.subject.as_ref()?;
    let entry = &workspace.plans[plan];
    let (of, kind) = (entry.target(target), entry.kind(entry.target(target).population));
    let states = state_of(state, plan, target)?;
    // Whoever is meant may have been a member in an earlier window only.
    let all =
        |window: &WindowState| window.cells.iter().chain(&window.encouraged).map(|cell| (cell.subject, cell.row())).collect::<Vec<_>>();
    let find = |window: &WindowState| subject_of(workspace, (entry, kind), subject, &all(window), window.reference);
    let window = match window_of(of, states, args.window.as_deref(), &|window| find(window).is_ok()) {
        Ok(window) => window,
        Err(message) => return Some(Err(message)),
    };
    Some(find(window).map(|member| (window, member)))
}
