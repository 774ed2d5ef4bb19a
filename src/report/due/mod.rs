//! The calendar of what must be done: duties with their days, windows that close, what is overdue.

mod contract;
mod entry;

use jiff::civil::Weekday;

use crate::calendar::{Date, Days, days_between, display_date, plus_days};
use crate::cover::State;
use crate::model::Workspace;
use crate::say;
use crate::text::{Lang, Message, Word};

use super::CellOf;
use super::answer::{Answer, Event};
use super::document::{Block, Cell, Column, Deadline, Document, Header, Row, Sheet};
use super::json::{VERSION, value};
use super::names::target_title;
use super::selection::Selection;
use super::sources::{Source, Sources};
use super::window_words::window_words;
use contract::{DueAnswer, DueDone, DueEntry};
use entry::{Done, Entry, entries};

pub use entry::done_duties;

/// What must be done by when as an answer.
pub struct Due<'s> {
    /// What it is about.
    pub workspace: &'s Workspace,
    /// On what date; all windows.
    pub state: &'s State,
    /// The days that are looked at.
    pub days: Days,
    /// Whether what was due before them and can still be done stands there, too.
    pub overdue: bool,
    /// Only what is this agency's job, or that of one below it.
    pub agency: Option<String>,
    /// Not what is the job of agencies below it.
    pub own: bool,
    /// Of which targets.
    pub targets: &'s Selection,
    /// Whether what is done stands there, too.
    pub with_done: bool,
    /// Duties that are done, with the day.
    pub done: Vec<((usize, CellOf), Option<Date>)>,
}

/// The Monday of a day's week.
fn monday(day: Date) -> Date {
    plus_days(day, -i64::from(day.weekday().since(Weekday::Monday)))
}

/// `2016-W27`.
fn week(day: Date) -> String {
    let week = day.iso_week_date();
    format!("{}-W{:02}", week.year(), week.week())
}

/// How a duty that is done reads.
fn told(done: Done) -> Message {
    let day = |lang| done.on.map_or_else(String::new, |day| display_date(day, lang));
    let (vi, en) = (day(Lang::Vi), day(Lang::En));
    match (done.on, done.late) {
        (Some(_), false) => say!(vi: "✓ xong {vi}", en: "✓ done {en}"),
        (Some(_), true) => say!(vi: "muộn, xong {vi}", en: "late, done {en}"),
        (None, false) => say!(vi: "✓ xong", en: "✓ done"),
        (None, true) => say!(vi: "muộn, xong", en: "late, done"),
    }
}

impl Due<'_> {
    fn is_overdue(&self, entry: &Entry<'_>) -> bool {
        entry.due < self.state.as_of && entry.done.is_none()
    }

    fn sheet(&self, entries: &[Entry<'_>]) -> Sheet {
        let columns = vec![
            Column::left("due", Word::Due),
            Column::left("left", Word::State).dispensable(1),
            Column::left("agency", Word::Agency),
            Column::left("target", Word::Target),
            Column::left("window", Word::Window),
            Column::left(
                "missing",
                if self.with_done {
                    say!(vi: "Nơi nhận hoặc cơ quan thực hiện", en: "To or by whom")
                } else {
                    Word::Missing.into()
                },
            ),
        ];
        let group = |entry: &Entry<'_>| (!self.is_overdue(entry)).then(|| monday(entry.due));
        let (mut rows, mut sources) = (Vec::new(), Sources::bare(3));
        for entries in entries.chunk_by(|a, b| group(a) == group(b)) {
            let text = match group(&entries[0]) {
                None => Word::Overdue.into(),
                Some(first) => {
                    let (number, year) = (first.iso_week_date().week(), first.iso_week_date().year());
                    let shown = |lang| [first, plus_days(first, 6)].map(|day| display_date(day, lang));
                    let ([from_vi, to_vi], [from_en, to_en]) = (shown(Lang::Vi), shown(Lang::En));
                    say!(vi: "Tuần {number} năm {year}: {from_vi} đến {to_vi}", en: "Week {number} of {year}: {from_en} to {to_en}")
                }
            };
            rows.push(Row::Head { text, aside: None });
            let mut entries: Vec<&Entry<'_>> = entries.iter().collect();
            entries.sort_by_key(|entry| (entry.agency.unwrap_or(usize::MAX), entry.due));
            for entry in entries {
                sources.add(rows.len(), Source::of(entry.plan, entry.index));
                rows.push(Row::Cells(vec![
                    Cell::Date(entry.due),
                    match entry.done {
                        Some(done) => Cell::Words(told(done)),
                        None => Cell::Deadline(Deadline { due: entry.due, days: days_between(entry.due, self.state.as_of) }),
                    },
                    Cell::Words(entry.agency_name()),
                    Cell::Text(target_title(entry.target)),
                    Cell::Words(window_words(entry.label())),
                    Cell::Words(entry.whom(self.workspace)),
                ]));
            }
        }
        Sheet { columns, rows, sources, ..Sheet::default() }
    }

    fn span(&self) -> Message {
        let shown = |lang| [self.days.first, self.days.last].map(|day| display_date(day, lang));
        let ([from_vi, to_vi], [from_en, to_en]) = (shown(Lang::Vi), shown(Lang::En));
        say!(vi: "Việc đến hạn từ {from_vi} đến {to_vi}", en: "Due from {from_en} to {to_en}")
    }
}

impl Answer for Due<'_> {
    fn title(&self) -> Message {
        say!(vi: "Lịch việc phải làm", en: "What is due")
    }

    fn document(&self) -> Document {
        let entries = entries(self);
        let mut blocks = vec![Block::Header(Header::new(self.workspace, self.state)), Block::Heading(self.span())];
        if entries.is_empty() {
            blocks.push(Block::Line(say!(vi: "Không có việc nào đến hạn.", en: "Nothing is due.")));
        } else {
            blocks.push(Block::Sheet(self.sheet(&entries)));
        }
        Document { blocks }
    }

    fn records(&self) -> Sheet {
        let columns =
            ["plan", "activity", "target", "window", "due", "week", "kind", "overdue", "agency", "missing", "eligible", "subjects", "done"];
        let rows = entries(self).into_iter().map(|entry| {
            Row::Cells(vec![
                Cell::Text(entry.plan.id.clone()),
                Cell::Text(entry.plan.activities[entry.index.activity].id.clone()),
                Cell::Text(entry.target.name.clone()),
                Cell::Text(entry.label().to_owned()),
                Cell::Date(entry.due),
                Cell::Text(week(entry.due)),
                Cell::Text(entry.kind().to_owned()),
                Cell::Text(self.is_overdue(&entry).to_string()),
                Cell::maybe(entry.agency_id()),
                Cell::count(entry.missing() as u64),
                Cell::count(entry.state.counts.eligible()),
                Cell::Text(entry.subjects(self.workspace).join(" ")),
                entry.done.map_or(Cell::Empty, |done| done.on.map_or(Cell::Text("true".to_owned()), Cell::Date)),
            ])
        });
        Sheet { rows: rows.collect(), columns: columns.map(Column::keyed).to_vec(), ..Sheet::default() }.with_clauses(self.workspace)
    }

    fn contract(&self) -> serde_json::Value {
        let entries = entries(self);
        let due = entries.iter().map(|entry| DueEntry {
            plan: &entry.plan.id,
            activity: &entry.plan.activities[entry.index.activity].id,
            target: &entry.target.name,
            window: entry.label(),
            due: entry.due.to_string(),
            kind: entry.kind(),
            overdue: self.is_overdue(entry),
            agency: entry.agency_id(),
            clause: entry.target.clause.as_deref().or(entry.plan.activities[entry.index.activity].clause.as_deref()),
            note: entry.target.note.as_deref(),
            done: entry.done.map(|done| DueDone { on: done.on.map(|day| day.to_string()), late: done.late }),
            missing: entry.missing(),
            eligible: entry.state.counts.eligible(),
            subjects: entry.subjects(self.workspace),
        });
        value(&DueAnswer {
            tiendo: VERSION,
            as_of: self.state.as_of.to_string(),
            notice: self.workspace.settings.notice.as_deref(),
            left_out_rows: self.state.left_out,
            start: self.days.first.to_string(),
            end: self.days.last.to_string(),
            due: due.collect(),
        })
    }

    fn events(&self) -> Option<(Date, Vec<Event>)> {
        let event = |entry: &Entry<'_>| {
            let (title, window, agency) = (target_title(entry.target), window_words(entry.label()), entry.agency_name());
            let (lacking, overdue) = (entry.whom(self.workspace), self.is_overdue(entry));
            let both = |lang: Lang| {
                let late = if overdue { format!("{}: ", Word::Overdue.get(lang)) } else { String::new() };
                format!("{late}{title} ({}) – {}", window.get(lang), agency.get(lang))
            };
            let told = |lang: Lang| format!("{}: {}", Word::Missing.get(lang), lacking.get(lang));
            // Where each subject has its own day, a window has several.
            let apart = entry.target.own.is_some() || entry.target.rolling.is_some();
            let day = if apart { format!("-{}", entry.due) } else { String::new() };
            let who = entry.agency_id().unwrap_or(if entry.itself { "itself" } else { "nobody" });
            Event {
                id: format!("{}-{}-{}{day}-{who}@tiendo", entry.plan.id, entry.target.name, entry.label()),
                day: entry.due,
                summary: Message::new(both(Lang::Vi), both(Lang::En)),
                description: Message::new(told(Lang::Vi), told(Lang::En)),
                category: agency.clone(),
            }
        };
        Some((self.state.as_of, entries(self).iter().filter(|entry| entry.done.is_none()).map(event).collect()))
    }
}
