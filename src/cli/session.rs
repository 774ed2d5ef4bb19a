//! What every command begins with: find the workspace, read it, scan its logs, cover its plans; once.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use super::globals::Globals;
use super::progress::Progress;
use super::{Stop, World, known, tell};
use crate::budget;
use crate::calendar::{Date, Period};
use crate::check::{
    duplicate_column, log_is_file_and_folder, missing_column, missing_register, not_a_csv_file, not_utf8, over_limit, unreadable_file,
    wrong_separator,
};
use crate::cover::{Seen, State, cover, cover_from, silence};
use crate::decode::Vocabulary;
use crate::finding::{Code, Finding, Findings, Severity};
use crate::load::{Loaded, load};
use crate::model::Workspace;
use crate::read::Tree;
use crate::render::FORMATS;
use crate::report::{Check, Diagnostics, History, plan_of};
use crate::say;
use crate::scan::{Asked, FileRows, Recorded, Spending, Tallies, Watched, Witness, prepare, scan_days};
use crate::text::{Lang, Message, count_en, count_vi};

/// A workspace that was read and evaluated.
pub(super) struct Session {
    /// Its files.
    pub(super) tree: Tree,
    /// What was accepted.
    pub(super) workspace: Workspace,
    /// How everything stands.
    pub(super) state: State,
    /// How everything stood, or stands, as of the other days that were asked for.
    pub(super) others: Vec<State>,
    /// What was spent.
    pub(super) spending: Spending,
    /// What was found on the way.
    pub(super) findings: Findings,
    /// How many rows each file of a log has.
    pub(super) files: Vec<FileRows>,
    /// When records were made, log by log.
    pub(super) recorded: Vec<Recorded>,
    /// Whose rows were told one by one, and what became of them.
    pub(super) watched: Option<(Watched, Vec<Witness>)>,
    /// What words of the logs are looked up in.
    pub(super) vocabulary: Vocabulary,
    /// The language of the tool's words.
    pub(super) lang: Lang,
}

/// Says whose rows are told one by one.
type Watch<'l> = &'l dyn Fn(&Workspace, &State) -> Option<Watched>;

/// From which days a command looks; each is told from the workspace and the as-of date.
#[derive(Clone, Copy)]
pub(super) struct Looks<'l> {
    /// The day up to which it looks.
    pub(super) until: &'l dyn Fn(&Workspace, Date) -> Result<Date, Message>,
    /// Whether that day is over.
    pub(super) is_over: &'l dyn Fn(&Workspace, Date) -> bool,
    /// Other days, seen in the same pass over the logs.
    pub(super) others: &'l dyn Fn(&Workspace, Date) -> Vec<Seen>,
    /// What is kept of each of them.
    pub(super) keep: &'l dyn Fn(&Workspace, State) -> State,
    /// Whose rows are told one by one: from how things would stand if no log had a row.
    pub(super) watch: Option<Watch<'l>>,
}

impl Looks<'static> {
    /// From the as-of date and no other day.
    pub(super) const AS_OF: Looks<'static> =
        Looks { until: &|_, as_of| Ok(as_of), is_over: &|_, _| false, others: &|_, _| Vec::new(), keep: &|_, state| state, watch: None };
}

/// Faults that leave out a whole file: every answer says so.
static WHOLE_FILES: &[&Code] = &[
    &not_a_csv_file::CODE,
    &wrong_separator::CODE,
    &unreadable_file::CODE,
    &over_limit::CODE,
    &missing_column::CODE,
    &duplicate_column::CODE,
    &log_is_file_and_folder::CODE,
    &missing_register::CODE,
];

/// A workspace whose plans or `tiendo.toml` could not be understood.
pub(super) struct Refused {
    pub(super) tree: Tree,
    pub(super) findings: Findings,
    pub(super) as_of: Date,
    pub(super) lang: Lang,
}

impl Session {
    /// Reads and evaluates the workspace; where it cannot be understood, says why on standard error.
    pub(super) fn open(globals: &Globals, world: &mut World<'_>) -> Result<Session, Stop> {
        Session::try_open(globals, world)?.map_err(|refused| refused.say(globals, world))
    }

    /// The same, with what the money costs and whom it reached: its agencies, units and cells.
    pub(super) fn open_money(globals: &Globals, world: &mut World<'_>) -> Result<Session, Stop> {
        let asked = Asked { period: globals.period()?, apart: true, ..Asked::default() };
        Session::read(globals, world, Vec::new(), asked, Looks::AS_OF)?.map_err(|refused| refused.say(globals, world))
    }

    /// The same of a period, from the days that it is looked at from, and with what was spent in it.
    pub(super) fn open_period(globals: &Globals, world: &mut World<'_>, period: Period, looks: Looks<'_>) -> Result<Session, Stop> {
        let asked = Asked { period: Some(period), apart: false, ..Asked::default() };
        Session::read(globals, world, Vec::new(), asked, looks)?.map_err(|refused| refused.say(globals, world))
    }

    /// The same, from other days, too.
    pub(super) fn open_looking(globals: &Globals, world: &mut World<'_>, looks: Looks<'_>) -> Result<Session, Stop> {
        Session::read(globals, world, Vec::new(), Asked::default(), looks)?.map_err(|refused| refused.say(globals, world))
    }

    /// The same from the days that it is looked at from, with all windows whatever period is asked for.
    pub(super) fn open_compared(globals: &Globals, world: &mut World<'_>, looks: Looks<'_>) -> Result<Session, Stop> {
        let of = (known::tree(globals, world)?, globals.as_of(world)?);
        let read = Session::read_tree(globals, world, of, (Asked::default(), None), looks)?;
        read.map_err(|refused| refused.say(globals, world))
    }

    /// The same, for a command that has its own way to say why.
    pub(super) fn try_open(globals: &Globals, world: &mut World<'_>) -> Result<Result<Session, Refused>, Stop> {
        Session::read(globals, world, Vec::new(), Asked::default(), Looks::AS_OF)
    }

    /// The same of the workspace as it would be with some files in place of its own.
    pub(super) fn open_with(globals: &Globals, world: &mut World<'_>, files: Vec<(String, Vec<u8>)>) -> Result<Session, Stop> {
        Session::read(globals, world, files, Asked::default(), Looks::AS_OF)?.map_err(|refused| refused.say(globals, world))
    }

    fn read(
        globals: &Globals,
        world: &mut World<'_>,
        files: Vec<(String, Vec<u8>)>,
        money: Asked,
        looks: Looks<'_>,
    ) -> Result<Result<Session, Refused>, Stop> {
        let period = globals.period()?;
        let tree = known::tree(globals, world)?.with(files);
        Session::read_tree(globals, world, (tree, globals.as_of(world)?), (money, period), looks)
    }

    /// The same of other files, seen from another day.
    pub(super) fn try_open_tree(
        globals: &Globals,
        world: &mut World<'_>,
        tree: Tree,
        as_of: Date,
    ) -> Result<Result<Session, Refused>, Stop> {
        let today = globals.as_of(world)?.1;
        Session::read_tree(globals, world, (tree, (as_of, today)), (Asked::default(), globals.period()?), Looks::AS_OF)
    }

    fn read_tree(
        globals: &Globals,
        world: &mut World<'_>,
        (tree, (as_of, today)): (Tree, (Date, bool)),
        (money, period): (Asked, Option<Period>),
        looks: Looks<'_>,
    ) -> Result<Result<Session, Refused>, Stop> {
        let asked = globals.language(world)?;
        let loaded = load(&tree);
        let lang = asked.or(loaded.language).unwrap_or_default();
        let mut findings = loaded.findings;
        let Some(mut workspace) = loaded.workspace else {
            return Ok(Err(Refused { tree, findings, as_of, lang }));
        };
        let only = globals.plan.as_deref().map(|id| plan_of(&workspace, id)).transpose()?;
        let (day, is_over) = ((looks.until)(&workspace, as_of)?, (looks.is_over)(&workspace, as_of));
        let others = (looks.others)(&workspace, as_of);
        let (as_of, today) = (day, today && day == as_of);
        // Records that are subjects are known as of the last day; from each day only those are seen that it has.
        let last = others.iter().map(|seen| seen.as_of).fold(as_of, Date::max);
        globals.on_cores(|| prepare(&mut workspace, &loaded.vocabulary, &tree, last));
        workspace.see_records_until(as_of);
        let progress = (world.watched && !globals.quiet).then(|| Progress::watch(&tree, &workspace, lang));
        let other: Vec<Date> = others.iter().map(|seen| seen.as_of).collect();
        let bare = looks.watch.map(|watch| {
            let state = globals.on_cores(|| cover_from(&workspace, &Tallies::new(&workspace), Seen::on(as_of), period, 0));
            watch(&workspace, &state)
        });
        let watched = bare.flatten();
        let asked = Asked { watched, ..money };
        let scanned = globals.on_cores(|| scan_days(&workspace, &loaded.vocabulary, &tree, (as_of, today, &other), asked));
        drop(progress);
        findings.merge(scanned.findings);
        findings.merge(silence::findings(&workspace, &scanned.recorded, as_of));
        let left_out = workspace.left_out + scanned.left_out;
        let seen = if is_over { Seen::at_close_of(as_of) } else { Seen::on(as_of) };
        let covered = |workspace: &mut Workspace, (seen, tallies): (Seen, &Tallies)| {
            workspace.see_records_until(seen.as_of);
            let mut state = globals.on_cores(|| cover_from(workspace, tallies, seen, period, left_out));
            state.plans.retain(|plan| only.is_none_or(|only| plan.plan == only));
            state
        };
        let mut kept = Vec::with_capacity(others.len());
        for other in others.into_iter().zip(&scanned.others) {
            let state = covered(&mut workspace, other);
            kept.push((looks.keep)(&workspace, state));
        }
        let mut state = covered(&mut workspace, (seen, &scanned.tallies));
        state.newest = scanned.recorded.iter().filter_map(Recorded::last).max();
        let others = kept;
        let (spending, files, recorded) = (scanned.spending, scanned.files, scanned.recorded);
        let watched = watched.map(|watched| (watched, scanned.witnesses));
        Ok(Ok(Session {
            watched,
            tree,
            workspace,
            state,
            others,
            spending,
            findings,
            files,
            recorded,
            vocabulary: loaded.vocabulary,
            lang,
        }))
    }

    /// How everything stood on earlier days, without the cells, in one pass over the logs.
    pub(super) fn history(&mut self, globals: &Globals, days: &[Date]) -> History {
        let Some(last) = days.iter().copied().max() else { return History { states: Vec::new() } };
        let (workspace, now) = (&mut self.workspace, &self.state);
        let asked = (last, false, days);
        let scanned = globals.on_cores(|| scan_days(workspace, &self.vocabulary, &self.tree, asked, Asked::default()));
        let left_out = workspace.left_out + scanned.left_out;
        let mut states = Vec::with_capacity(days.len());
        for (day, tallies) in days.iter().zip(&scanned.others) {
            workspace.see_records_until(*day);
            let mut state = globals.on_cores(|| cover(workspace, tallies, *day, now.period, left_out));
            // Curves are drawn from counts: many days of cells would take much memory.
            state.drop_cells();
            state.plans.retain(|plan| now.plans.iter().any(|kept| kept.plan == plan.plan));
            states.push(state);
        }
        workspace.see_records_until(now.as_of);
        History { states }
    }

    /// What sums of money give to say: only for who asks, as it may take another look at the logs.
    pub(super) fn money_findings(&self) -> Findings {
        budget::findings(&self.workspace, &self.vocabulary, &self.tree, &self.spending, self.state.as_of)
    }

    /// Says what every answer must say: files that could not be read, and how many rows were left out.
    pub(super) fn caveats(&self, world: &mut World<'_>, hint: bool) {
        caveats(world, &self.tree, &self.findings, self.state.left_out, self.lang, hint);
    }
}

/// A workspace of which only what changes slowly was read: no log was opened.
pub(super) struct Registers {
    pub(super) tree: Tree,
    /// What was accepted.
    pub(super) workspace: Workspace,
    /// What words of the tables are looked up in.
    pub(super) vocabulary: Vocabulary,
    findings: Findings,
    /// The day from which it is seen.
    pub(super) as_of: Date,
    /// The language of the tool's words.
    pub(super) lang: Lang,
}

impl Registers {
    /// Reads plans and registers; where they cannot be understood, says why on standard error.
    pub(super) fn open(globals: &Globals, world: &mut World<'_>) -> Result<Registers, Stop> {
        let (as_of, _) = globals.as_of(world)?;
        let asked = globals.language(world)?;
        let tree = known::tree(globals, world)?;
        let loaded = load(&tree);
        let lang = asked.or(loaded.language).unwrap_or_default();
        match loaded.workspace {
            Some(workspace) => Ok(Registers { tree, workspace, vocabulary: loaded.vocabulary, findings: loaded.findings, as_of, lang }),
            None => Err(Refused { tree, findings: loaded.findings, as_of, lang }.say(globals, world)),
        }
    }

    /// The same as [`Session::caveats`], of the registers.
    pub(super) fn caveats(&self, world: &mut World<'_>) {
        caveats(world, &self.tree, &self.findings, self.workspace.left_out, self.lang, true);
    }
}

pub(super) fn caveats(world: &mut World<'_>, tree: &Tree, findings: &Findings, left_out: u64, lang: Lang, hint: bool) {
    // A file that is not UTF-8 from its header on has no place within itself.
    let nowhere = |found: &Finding| *found.code == not_utf8::CODE && found.place.is_some_and(|place| place.end == 0);
    let whole = |found: &&Finding| found.severity == Severity::Error && (WHOLE_FILES.contains(&found.code) || nowhere(found));
    let lost = findings.iter().filter(whole).filter_map(|found| Some((tree.path(found.place?.file), &found.message)));
    // One reason for each file is enough; `check` has them all.
    let lost: BTreeMap<Arc<str>, &Message> = lost.collect();
    let files = lost.len();
    for (path, message) in lost {
        let (vi, en) = (message.get(Lang::Vi), message.get(Lang::En));
        tell(world, &path, &say!(vi: "không tính được dòng nào: {vi}", en: "none of its rows count: {en}"), lang);
    }
    if files > 0 && !hint {
        let (counted, them) = (count_en(files, "file"), if files == 1 { "it" } else { "them" });
        let again = say!(
            vi: "{files} tệp không đọc được; sửa xong hãy chạy lại, vì các dòng trong đó chưa được kiểm tra",
            en: "{counted} could not be read: run again once that is corrected, for the rows in {them} were not checked"
        );
        tell(world, "tiendo", &again, lang);
    }
    if left_out == 0 {
        return;
    }
    let (rows_vi, rows) = (count_vi(left_out), count_en(left_out, "row"));
    let were = if left_out == 1 { "was" } else { "were" };
    let (vi, en) = if hint { (" (xem bằng `tiendo check`)", " (`tiendo check` shows them)") } else { ("", "") };
    tell(world, "tiendo", &say!(vi: "{rows_vi} dòng bị loại vì có lỗi{vi}", en: "{rows} {were} left out because of errors{en}"), lang);
}

impl Refused {
    /// Says why, in the format that was asked for.
    pub(super) fn say(self, globals: &Globals, world: &mut World<'_>) -> Stop {
        if globals.format().name != "json" {
            self.explain(world);
            return Stop::Said;
        }
        // Who reads JSON gets one valid document, whatever happens: that of `check`.
        let lang = self.lang;
        super::output::emit(&self.answer(), globals, world, lang).err().unwrap_or(Stop::Said)
    }

    /// The findings as an answer.
    pub(super) fn answer(self) -> Check<'static> {
        let mut diagnostics = Diagnostics::new(&self.tree, None);
        let mut found = diagnostics.all(self.findings, false);
        diagnostics.illustrate(&mut found, None);
        Check::new(self.as_of, found, self.lang)
    }

    /// Says on standard error what could not be understood.
    pub(super) fn explain(self, world: &mut World<'_>) {
        let look = crate::render::Look { lang: self.lang, colour: false, width: None };
        let _ = (FORMATS[0].write)(&self.answer(), look, world.err);
    }
}

/// The language of the workspace's words, for what is said where nothing else of it is needed.
pub(super) fn language(globals: &Globals, world: &World<'_>) -> Option<Lang> {
    load(&Tree::on_disk(find(globals, world).ok()?)).language
}

/// What the workspace sets, be its plans understood or not; nothing where there is none and none was asked for.
pub(super) fn settings(globals: &Globals, world: &World<'_>) -> Result<Option<Loaded>, Message> {
    let named = globals.data.is_some() || (world.variable)("TIENDO_DATA").is_some_and(|dir| !dir.is_empty());
    match find(globals, world) {
        Ok(directory) => Ok(Some(load(&Tree::on_disk(directory)))),
        Err(message) if named => Err(message),
        Err(_) => Ok(None),
    }
}

/// The way to the workspace from the repository that a build server checked out, else from the working directory.
///
/// Empty where it does not lead down: a path of this machine says nothing elsewhere.
pub(super) fn root(tree: &Tree, world: &World<'_>) -> String {
    let directory = tree.home().map(plain).unwrap_or_default();
    let checkout = (world.variable)("GITHUB_WORKSPACE").map(PathBuf::from);
    let below = |base: &Path| directory.strip_prefix(plain(base)).ok().map(Path::to_path_buf);
    let way = checkout.as_deref().filter(|base| base.is_absolute()).and_then(below).or_else(|| below(&world.directory));
    way.iter().flat_map(|way| way.iter()).flat_map(|part| [part.to_string_lossy(), "/".into()]).collect()
}

/// A path without `.` and `..`.
pub(super) fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            part => plain.push(part),
        }
    }
    plain
}

/// The directory of the workspace.
pub(super) fn find(globals: &Globals, world: &World<'_>) -> Result<PathBuf, Message> {
    find_in(globals.data.as_ref(), world)
}

/// The same, where `--data` names a folder.
pub(super) fn find_in(data: Option<&PathBuf>, world: &World<'_>) -> Result<PathBuf, Message> {
    let given = data.cloned().map(|dir| ("--data", dir));
    let given = given.or_else(|| (world.variable)("TIENDO_DATA").filter(|dir| !dir.is_empty()).map(|dir| ("$TIENDO_DATA", dir.into())));
    if let Some((by, dir)) = given {
        let dir = world.directory.join(dir);
        if holds(&dir) {
            return Ok(dir);
        }
        let dir = dir.display();
        return Err(say!(vi: "{by}: `{dir}` không có tệp `tiendo.toml`", en: "{by}: there is no `tiendo.toml` in `{dir}`"));
    }
    let upward = world.directory.ancestors().find(|dir| holds(dir)).map(Path::to_path_buf);
    let below = || Some(world.directory.join("data")).filter(|dir| holds(dir));
    upward.or_else(below).ok_or_else(|| {
        let here = world.directory.display();
        say!(
            vi: "không tìm thấy thư mục làm việc: không có `tiendo.toml` trong `{here}`, các thư mục phía trên, hay `{here}/data`; chỉ rõ bằng --data THƯ_MỤC hoặc $TIENDO_DATA",
            en: "no workspace found: there is no `tiendo.toml` in `{here}`, in a folder above it, or in `{here}/data`; say --data DIR or set $TIENDO_DATA"
        )
    })
}

pub(super) fn holds(dir: &Path) -> bool {
    dir.join("tiendo.toml").is_file()
}
