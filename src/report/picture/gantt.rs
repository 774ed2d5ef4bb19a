//! Windows and due dates of a plan along the years.

use super::{Drawing, Picture};
use crate::calendar::{Date, Days, display_date};
use crate::cover::{State, Verdict};
use crate::model::Workspace;
use crate::report::document::{Cell, Column, Row, Sheet};
use crate::report::names::{activity_title, target_title};
use crate::report::window_words::window_words;
use crate::say;
use crate::text::{Lang, Message, Word, figure};

/// Windows and due dates.
#[derive(Clone, Debug)]
pub struct Gantt {
    /// From the first day of all windows to the last of them, or the last due date.
    pub days: Days,
    /// The as-of date, which may lie outside.
    pub as_of: Date,
    /// From the top.
    pub lanes: Vec<Lane>,
}

/// A line of a Gantt.
#[derive(Clone, Debug)]
pub enum Lane {
    /// A heading over those that follow.
    Head(Message),
    /// A target.
    Target {
        /// What it is called.
        name: Message,
        /// Its windows, in order of time.
        spans: Vec<Span>,
        /// How it stands.
        verdict: Verdict,
    },
}

/// A window.
#[derive(Clone, Debug)]
pub struct Span {
    /// What it is called.
    pub label: String,
    /// Its first and last day.
    pub days: Days,
    /// When it is due.
    pub due: Date,
    /// How it stands.
    pub verdict: Verdict,
}

impl Gantt {
    pub(super) fn values(&self) -> Sheet {
        let columns = vec![
            Column::left("target", Word::Target),
            Column::left("window", Word::Window),
            Column::left("start", Word::From),
            Column::left("end", Word::To),
            Column::left("due", Word::Due),
            Column::left("verdict", Word::Verdict),
        ];
        let mut rows = Vec::new();
        for lane in &self.lanes {
            match lane {
                Lane::Head(text) => rows.push(Row::Head { text: text.clone(), aside: None }),
                Lane::Target { name, spans, verdict } if spans.is_empty() => {
                    let rest = std::iter::repeat_n(Cell::Empty, 4).chain([Cell::Verdict(*verdict)]);
                    rows.push(Row::Cells(std::iter::once(Cell::Words(name.clone())).chain(rest).collect()));
                }
                Lane::Target { name, spans, .. } => rows.extend(spans.iter().enumerate().map(|(at, span)| {
                    Row::Cells(vec![
                        if at == 0 { Cell::Words(name.clone()) } else { Cell::Empty },
                        Cell::Words(window_words(&span.label)),
                        Cell::Date(span.days.first),
                        Cell::Date(span.days.last),
                        Cell::Date(span.due),
                        Cell::Verdict(span.verdict),
                    ])
                })),
            }
        }
        Sheet { columns, rows, ..Sheet::default() }
    }
}

/// All windows of all targets; nothing where there is none.
pub(crate) fn gantt(workspace: &Workspace, state: &State) -> Option<Picture> {
    let mut lanes = Vec::new();
    let mut missed = 0_usize;
    for plan_state in &state.plans {
        let plan = &workspace.plans[plan_state.plan];
        if state.plans.len() > 1 {
            lanes.push(Lane::Head(Message::same(plan.title.clone())));
        }
        for (activity, activity_state) in plan.activities.iter().zip(&plan_state.activities) {
            if activity_state.targets.is_empty() {
                continue;
            }
            lanes.push(Lane::Head(Message::same(activity_title(activity))));
            for state in &activity_state.targets {
                let target = plan.target(state.target);
                let spans: Vec<Span> = state
                    .windows
                    .iter()
                    .map(|state| {
                        let window = &target.windows[state.window];
                        Span { label: window.label.clone(), days: window.days, due: window.due, verdict: state.verdict }
                    })
                    .collect();
                missed += spans.iter().filter(|span| span.verdict == Verdict::Missed).count();
                lanes.push(Lane::Target { name: Message::same(target_title(target)), spans, verdict: state.verdict });
            }
        }
    }
    let spans = || {
        lanes.iter().flat_map(|lane| match lane {
            Lane::Target { spans, .. } => spans.as_slice(),
            Lane::Head(_) => &[],
        })
    };
    let first = spans().map(|span| span.days.first.min(span.due)).min()?;
    let last = spans().map(|span| span.days.last.max(span.due)).max()?;
    let windows = spans().count();
    let (day_vi, day_en) = (display_date(state.as_of, Lang::Vi), display_date(state.as_of, Lang::En));
    let days = Days { first, last };
    let line = if days.contains(state.as_of) {
        say!(vi: "vạch đứng là ngày {day_vi}", en: "the upright line is {day_en}")
    } else {
        say!(vi: "ngày {day_vi} nằm ngoài các kỳ", en: "{day_en} lies outside of all")
    };
    let (line_vi, line_en) = (line.get(Lang::Vi), line.get(Lang::En));
    let of = |lang| [windows, missed].map(|count| figure(&count.to_string(), lang));
    let ([all_vi, missed_vi], [all_en, missed_en]) = (of(Lang::Vi), of(Lang::En));
    let summary = say!(
        vi: "Mỗi chỉ tiêu một dòng: các kỳ và thời hạn; {line_vi}. Có {all_vi} kỳ, {missed_vi} kỳ không đạt.",
        en: "A line for each target: its windows and due dates; {line_en}. Windows: {all_en}, of them missed: {missed_en}."
    );
    let gantt = Gantt { days, as_of: state.as_of, lanes };
    let title = say!(vi: "Các kỳ và thời hạn của kế hoạch", en: "Windows and due dates of the plan");
    Some(Picture { title, name: None, summary, tabled: false, drawing: Drawing::Gantt(gantt) })
}
