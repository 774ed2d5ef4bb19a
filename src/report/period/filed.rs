//! Figures as they were handed in, and what has become of them.
//!
//! A filed period is a small CSV, `plan,target,window,figure,value`, sorted, one figure in each line. Lines without a target
//! say what the figures were made of: the period, the as-of date, and the revision of the repository, where there was one.

use std::collections::BTreeMap;

use super::{Report, counted};
use crate::calendar::{Date, Period, parse_date};
use crate::check::filed_figures_moved;
use crate::cover::{Seen, cover_from};
use crate::decode::Vocabulary;
use crate::finding::Findings;
use crate::model::Workspace;
use crate::read::{Place, Tree};
use crate::say;
use crate::scan::{Asked, scan_money};
use crate::text::{Message, cell_safe};

/// Where filed periods lie.
pub const FOLDER: &str = "filed";

const HEADER: &str = "plan,target,window,figure,value";

/// A figure: its target or activity, the window, what is counted.
pub type FigureOf = (String, String, String);

/// The figures of a period.
pub type Figures = BTreeMap<FigureOf, String>;

/// A filed period.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Filed {
    /// The plan's id.
    pub plan: String,
    /// The period.
    pub period: Period,
    /// The day as of which the figures were made.
    pub as_of: Date,
    /// Whether the period was over by then, and the figures are those of its close.
    pub closed: bool,
    /// The last day of actual figures, where the rest was estimated.
    pub until: Option<Date>,
    /// The commit of the workspace, and whether files differed from it.
    pub revision: Option<(String, bool)>,
    /// The figures.
    pub figures: Figures,
}

/// Why today's figures of a filed period cannot be told.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NoFigures {
    /// The plan is there no more.
    NoPlan,
    /// The file's days do not fit one another: it was edited, or badly merged.
    Damaged,
}

/// A figure that would be another one today.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Moved {
    /// Which.
    pub of: FigureOf,
    /// As filed; none where it was not there.
    pub filed: Option<String>,
    /// Now; none where it is there no more.
    pub now: Option<String>,
}

impl Report<'_> {
    /// The figures that are handed in.
    pub fn figures(&self) -> Figures {
        let mut figures = Figures::new();
        let label = self.label();
        for line in self.lines() {
            let name = &line.target.name;
            let mut add = |window: &str, figure: &str, value: Option<String>| {
                if let Some(value) = value {
                    figures.insert((name.clone(), window.to_owned(), figure.to_owned()), value);
                }
            };
            let amounts =
                [("in_period", line.inside), ("estimate", line.estimate), ("expected", line.expected()), ("since_start", line.since)];
            for (figure, amount) in amounts {
                add(&label, figure, amount.map(|amount| amount.to_string()));
            }
            if let Some((window, state)) = line.window {
                add(&window.label, "covered", Some(state.counts.covered().to_string()));
                add(&window.label, "eligible", Some(state.counts.eligible().to_string()));
                add(&window.label, "total", state.total.map(|total| total.to_string()));
                add(&window.label, "verdict", Some(state.verdict.key().to_owned()));
            }
        }
        for (activity, spent) in self.funds(&self.in_period()).spent() {
            figures.insert((activity, label.clone(), "spent".to_owned()), spent.to_string());
        }
        figures
    }

    /// The report as it is filed.
    pub fn filed(&self) -> Filed {
        Filed {
            plan: self.plan().id.clone(),
            // A range that is one period is filed as that period.
            period: Period::parse(&self.label()).unwrap_or(self.period),
            as_of: self.state.as_of,
            closed: self.closed,
            until: self.until,
            revision: self.revision.as_ref().map(|revision| (revision.id.clone(), revision.changed)),
            figures: self.figures(),
        }
    }

    /// The path of its file: with several plans each has its own.
    pub fn filed_path(&self) -> String {
        let (plan, label) = (&self.plan().id, self.label());
        if self.workspace.plans.len() > 1 { format!("{FOLDER}/{plan}.{label}.csv") } else { format!("{FOLDER}/{label}.csv") }
    }
}

impl Filed {
    /// The file.
    pub fn to_csv(&self) -> String {
        let mut writer = csv::Writer::from_writer(Vec::new());
        let plan = self.plan.as_str();
        let mut about = vec![("as_of", self.as_of.to_string()), ("period", self.period.to_string())];
        about.extend(self.closed.then(|| ("closed", "true".to_owned())));
        about.extend(self.until.map(|day| ("data_until", day.to_string())));
        if let Some((id, changed)) = &self.revision {
            about.extend([("revision", id.clone()), ("revision_changed", changed.to_string())]);
        }
        about.sort();
        // Nothing is longer than memory, which is all that can go wrong here.
        let _ = writer.write_record(HEADER.split(','));
        for (figure, value) in about {
            let _ = writer.write_record([plan, "", "", figure, &value]);
        }
        for ((target, window, figure), value) in &self.figures {
            let _ = writer.write_record([plan, target, window, figure, &cell_safe(value)]);
        }
        writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
    }

    /// Reads the file; nothing where it is none.
    pub fn parse(bytes: &[u8]) -> Option<Filed> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
        let mut records = reader.records();
        if records.next()?.ok()? != HEADER.split(',').collect::<Vec<_>>()[..] {
            return None;
        }
        let (mut plan, mut about, mut figures) = (None, BTreeMap::new(), Figures::new());
        for record in records {
            let record = record.ok()?;
            let [of, target, window, figure, value] = record.iter().collect::<Vec<_>>()[..] else { return None };
            if plan.get_or_insert_with(|| of.to_owned()) != of {
                return None;
            }
            let twice = if target.is_empty() && window.is_empty() {
                about.insert(figure.to_owned(), value.to_owned())
            } else {
                // As it was before it was made safe for a spreadsheet.
                let value = value.strip_prefix('\'').unwrap_or(value);
                figures.insert((target.to_owned(), window.to_owned(), figure.to_owned()), value.to_owned())
            };
            if twice.is_some() {
                return None;
            }
        }
        let changed = about.get("revision_changed").is_some_and(|changed| changed == "true");
        Some(Filed {
            plan: plan?,
            period: Period::parse(about.get("period")?).ok()?,
            as_of: parse_date(about.get("as_of")?)?,
            closed: about.get("closed").is_some_and(|closed| closed == "true"),
            until: about.get("data_until").and_then(|day| parse_date(day)),
            // What is handed to git is a commit's id and nothing else.
            revision: about.get("revision").filter(|id| is_commit(id)).map(|id| (id.clone(), changed)),
            figures,
        })
    }

    /// The figures that are others now.
    pub fn moved(&self, now: &Figures) -> Vec<Moved> {
        let all: std::collections::BTreeSet<&FigureOf> = self.figures.keys().chain(now.keys()).collect();
        let moved = |of: &FigureOf| Moved { of: of.clone(), filed: self.figures.get(of).cloned(), now: now.get(of).cloned() };
        all.into_iter().map(moved).filter(|moved| moved.filed != moved.now).collect()
    }

    /// What the same figures are now: made as of the same day. Nothing where the plan or the period is there no more.
    pub fn now(&self, tree: &Tree, workspace: &Workspace, vocabulary: &Vocabulary) -> Result<Figures, NoFigures> {
        let plan = workspace.plans.iter().position(|plan| plan.id == self.plan).ok_or(NoFigures::NoPlan)?;
        let days = self.period.days(workspace.plans[plan].calendar).ok_or(NoFigures::Damaged)?;
        // No report has other days: whoever edited or merged the file did not mean this.
        let made = days.contains(self.as_of) && (!self.closed || self.as_of == days.last) && days.overlaps(workspace.plans[plan].days);
        if !made || self.until.is_some_and(|until| until != self.as_of) {
            return Err(NoFigures::Damaged);
        }
        let asked = Asked { period: Some(self.period), apart: false, ..Asked::default() };
        let scanned = scan_money(workspace, vocabulary, tree, (self.as_of, false), asked);
        let seen = if self.closed { Seen::at_close_of(self.as_of) } else { Seen::on(self.as_of) };
        let mut state = cover_from(workspace, &scanned.tallies, seen, None, workspace.left_out + scanned.left_out);
        state.plans.retain(|state| state.plan == plan);
        let (counted, _) = counted(tree, plan, days, self.as_of, None).ok_or(NoFigures::NoPlan)?;
        let report = Report {
            workspace,
            plan,
            period: self.period,
            days,
            state: &state,
            // No figure is a difference.
            before: &state,
            told: &state,
            closed: self.closed,
            counted: &counted,
            year_before: None,
            spending: &scanned.spending,
            recorded: &scanned.recorded,
            until: self.until,
            sent: Vec::new(),
            rows: None,
            found: Vec::new(),
            files: &[],
            revision: None,
            cap: None,
            annex: false,
            said: None,
            full: true,
        };
        Ok(report.figures())
    }
}

fn is_commit(id: &str) -> bool {
    (7..=64).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// A filed period with its path; or nothing where the file is none.
pub fn all(tree: &Tree) -> Vec<(String, Option<Filed>)> {
    let paths = tree.list(FOLDER, "csv", false).unwrap_or_default();
    let read = |path: String| {
        let filed = tree.read(&path).ok().and_then(|bytes| Filed::parse(&bytes));
        (path, filed)
    };
    paths.into_iter().map(read).collect()
}

/// What filed periods give to say, of those that were filed as of a day that has come.
pub fn findings(tree: &Tree, workspace: &Workspace, vocabulary: &Vocabulary, as_of: Date) -> Findings {
    let mut findings = Findings::with(workspace.settings.severities.clone());
    for (path, filed) in all(tree) {
        let whole = Place::whole(tree.id(&path));
        let Some(filed) = filed else {
            findings.add(filed_figures_moved::unreadable(whole));
            continue;
        };
        if filed.as_of > as_of {
            continue;
        }
        let now = match filed.now(tree, workspace, vocabulary) {
            Ok(now) => now,
            Err(NoFigures::NoPlan) => {
                findings.add(filed_figures_moved::without_plan(whole, &filed.plan, &filed.period.to_string()));
                continue;
            }
            Err(NoFigures::Damaged) => {
                findings.add(filed_figures_moved::unreadable(whole));
                continue;
            }
        };
        let moved = filed.moved(&now);
        if let Some(first) = moved.first() {
            let place = place(tree, &path, &filed.plan, first).unwrap_or(whole);
            findings.add(filed_figures_moved::check(place, &filed.period.to_string(), moved.len(), &told(first)));
        }
    }
    findings
}

/// Where a filed value stands.
fn place(tree: &Tree, path: &str, plan: &str, moved: &Moved) -> Option<Place> {
    let bytes = tree.read(path).ok()?;
    let text = std::str::from_utf8(&bytes).ok()?;
    let (target, window, figure) = &moved.of;
    let start = format!("{plan},{target},{window},{figure},");
    let at = text.match_indices(&start).map(|(at, _)| at).find(|at| *at == 0 || bytes[at - 1] == b'\n')? + start.len();
    let end = at + text[at..].find(['\r', '\n']).unwrap_or(text.len() - at);
    Some(Place { file: tree.id(path), start: at as u64, end: end as u64 })
}

/// A figure that moved in words: `` `a.b` 2014, covered: 3 → 4 ``.
fn told(moved: &Moved) -> Message {
    let (target, window, figure) = &moved.of;
    let (filed, now) = (moved.filed.as_deref().unwrap_or("–"), moved.now.as_deref().unwrap_or("–"));
    say!(vi: "`{target}` {window}, {figure}: {filed} → {now}", en: "`{target}` {window}, {figure}: {filed} → {now}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filed() -> Filed {
        let figure = |target: &str, figure: &str| (target.to_owned(), "2014".to_owned(), figure.to_owned());
        Filed {
            plan: "p".into(),
            period: Period::parse("2014-H1").expect("a period"),
            as_of: Date::constant(2014, 6, 30),
            closed: true,
            until: None,
            revision: Some(("0123abc".into(), true)),
            figures: [(figure("a.b", "covered"), "3".to_owned()), (figure("a.b", "total"), "-1".to_owned())].into(),
        }
    }

    #[test]
    fn what_is_written_is_read() {
        let text = filed().to_csv();
        let expected = "plan,target,window,figure,value\np,,,as_of,2014-06-30\np,,,closed,true\np,,,period,2014-H1\np,,,revision,0123abc\n\
            p,,,revision_changed,true\np,a.b,2014,covered,3\n";
        assert!(text.starts_with(expected), "{text}");
        assert_eq!(Filed::parse(text.as_bytes()), Some(filed()));
        assert_eq!(Filed::parse(format!("\u{feff}{}", text.replace('\n', "\r\n")).as_bytes()), Some(filed()));
        for wrong in ["", "a,b\n", "plan,target,window,figure,value\np,,,as_of,2014-06-30\n", &text.replace("p,a.b", "q,a.b")] {
            assert_eq!(Filed::parse(wrong.as_bytes()), None, "{wrong}");
        }
    }

    #[test]
    fn only_a_commit_is_handed_on() {
        let text = filed().to_csv().replace("0123abc", "--output=x");
        assert_eq!(Filed::parse(text.as_bytes()).expect("a period").revision, None);
    }

    #[test]
    fn figures_that_come_and_go_have_moved() {
        let (first, second) = (filed(), filed());
        assert_eq!(first.moved(&second.figures), []);
        let mut now = second.figures;
        now.pop_last();
        now.insert(("x.y".into(), "2014".into(), "covered".into()), "1".into());
        let sides: Vec<_> = first.moved(&now).into_iter().map(|moved| (moved.filed, moved.now)).collect();
        assert_eq!(sides, [(Some("-1".into()), None), (None, Some("1".into()))]);
    }
}
