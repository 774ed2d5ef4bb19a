//! How fast each target goes, how fast it has to go from here, and whether that was ever reached.
//!
//! What `status`, `report` and curves foretell comes from [`forecast`], too.

mod best;
mod contract;
mod forecast;
mod outlook;
mod table;

use num_rational::BigRational;

use crate::calendar::{Date, plus_days};
use crate::cover::State;
use crate::model::Workspace;
use crate::number::rounded;
use crate::text::Message;

use super::answer::Answer;
use super::document::{Block, Cell, Column, Document, Header, Row, Sheet};
use super::json::{self, VERSION, value};
use super::picture::History;
use super::selection::Selection;
use contract::{PaceAgency, PaceAnswer, PaceBest, PaceWindow};
pub(super) use forecast::{Way, done, forecast, verdict};
use outlook::{Course, Outlook};

/// The pace of targets as an answer.
pub struct Pace<'s> {
    /// What they are targets of.
    pub workspace: &'s Workspace,
    /// On what date.
    pub state: &'s State,
    /// Which.
    pub targets: &'s Selection,
    /// How everything stood on [`Pace::days`].
    pub history: &'s History,
}

impl<'s> Pace<'s> {
    /// The days to look from, so that the best twelve months can be told.
    pub fn days(workspace: &Workspace, state: &State, targets: &Selection) -> Vec<Date> {
        let windows = outlook::windows(workspace, state, targets).into_iter();
        best::days(windows.filter(|of| of.runs(state.as_of)), state.as_of)
    }

    /// The windows that lack something; those of targets that are named in any case.
    fn outlooks(&self) -> Vec<Outlook<'s>> {
        let windows = outlook::windows(self.workspace, self.state, self.targets);
        let all = windows.into_iter().filter_map(|of| outlook::outlook(self.workspace, self.state, of, self.history));
        all.filter(|found| found.missing > BigRational::default() || !self.targets.is_all()).collect()
    }
}

impl Outlook<'_> {
    /// What an agency has to do in a month.
    fn needed_of(&self, share: &outlook::AgencyShare) -> Option<BigRational> {
        self.course.as_ref().map(|course| &course.needed * &share.share)
    }

    fn contract(&self) -> PaceWindow<'_> {
        let of = self.of;
        let days = of.state.days;
        let course = self.course.as_ref();
        let forecast = course.and_then(|course| course.forecast.as_ref());
        let late = self.lost.as_ref().and_then(|lost| lost.late_until);
        let agencies = self.agencies.iter().map(|share| PaceAgency {
            agency: share.agency.as_deref(),
            gaps: share.gaps,
            share: json::fraction(&share.share),
            needed_per_month: self.needed_of(share).as_ref().map(json::fraction),
        });
        PaceWindow {
            plan: &of.plan.id,
            activity: &of.plan.activities[of.index.activity].id,
            target: &of.target.name,
            window: &of.target.windows[of.state.window].label,
            start: days.first.to_string(),
            end: days.last.to_string(),
            due: of.state.due.to_string(),
            verdict: of.state.verdict.key(),
            counted: if of.single { "value" } else { "subjects" },
            done: json::fraction(&self.done),
            needed: json::fraction(&self.needed),
            missing: json::fraction(&self.missing),
            lacking: self.work.as_ref().map(json::fraction),
            per_month: course.map(|course| json::fraction(&course.rate)),
            needed_per_month: course.map(|course| json::fraction(&course.needed)),
            lacking_per_month: course.and_then(|course| course.work.as_ref()).map(json::fraction),
            at_end: forecast.map(|forecast| json::fraction(&forecast.at_end)),
            enough_on: course.and_then(|course| course.reached).map(|day| day.to_string()),
            best_twelve_months: course.and_then(best_of),
            missed_since: self.lost.as_ref().map(|lost| lost.since.to_string()),
            late_until: late.filter(|day| *day < Date::MAX).map(|day| day.to_string()),
            late_without_end: late == Some(Date::MAX),
            agencies: agencies.collect(),
        }
    }
}

fn best_of(course: &Course) -> Option<PaceBest> {
    let best = course.best.as_ref()?;
    Some(PaceBest {
        start: plus_days(best.after, 1).to_string(),
        end: best.until.to_string(),
        done: json::fraction(&best.done),
        would_suffice: course.beyond.is_none(),
        not_since: course.beyond.map(|day| day.to_string()),
    })
}

impl Answer for Pace<'_> {
    fn title(&self) -> Message {
        table::title()
    }

    fn document(&self) -> Document {
        let mut blocks = vec![Block::Header(Header::new(self.workspace, self.state))];
        blocks.extend(table::blocks(self.workspace, self.state.as_of, &self.outlooks(), self.history));
        Document { blocks }
    }

    fn records(&self) -> Sheet {
        let columns = [
            "plan",
            "activity",
            "target",
            "window",
            "due",
            "verdict",
            "counted",
            "done",
            "needed",
            "missing",
            "lacking",
            "per_month",
            "needed_per_month",
            "lacking_per_month",
            "at_end",
            "enough_on",
            "best_start",
            "best_end",
            "best_done",
            "best_would_suffice",
            "best_not_since",
            "missed_since",
            "late_until",
            "agency",
            "agency_gaps",
            "agency_share",
            "agency_needed_per_month",
        ];
        let number = |number: Option<&BigRational>| number.map_or(Cell::Empty, |number| Cell::Number(rounded(number, 7)));
        let date = |day: Option<Date>| day.filter(|day| *day < Date::MAX).map_or(Cell::Empty, Cell::Date);
        let mut rows = Vec::new();
        for outlook in self.outlooks() {
            let (of, course) = (outlook.of, outlook.course.as_ref());
            let best = course.and_then(|course| course.best.as_ref());
            let head = [
                Cell::Text(of.plan.id.clone()),
                Cell::Text(of.plan.activities[of.index.activity].id.clone()),
                Cell::Text(of.target.name.clone()),
                Cell::Text(of.target.windows[of.state.window].label.clone()),
                Cell::Date(of.state.due),
                Cell::Verdict(of.state.verdict),
                Cell::Text(if of.single { "value" } else { "subjects" }.to_owned()),
                number(Some(&outlook.done)),
                number(Some(&outlook.needed)),
                number(Some(&outlook.missing)),
                number(outlook.work.as_ref()),
                number(course.map(|course| &course.rate)),
                number(course.map(|course| &course.needed)),
                number(course.and_then(|course| course.work.as_ref())),
                number(course.and_then(|course| course.forecast.as_ref()).map(|forecast| &forecast.at_end)),
                date(course.and_then(|course| course.reached)),
                date(best.map(|best| plus_days(best.after, 1))),
                date(best.map(|best| best.until)),
                number(best.map(|best| &best.done)),
                best.map_or(Cell::Empty, |_| Cell::Text(course.is_some_and(|course| course.beyond.is_none()).to_string())),
                date(course.and_then(|course| course.beyond)),
                date(outlook.lost.as_ref().map(|lost| lost.since)),
                date(outlook.lost.as_ref().and_then(|lost| lost.late_until)),
            ];
            let of_agency = |share: &outlook::AgencyShare| {
                let (id, needed) = (Cell::maybe(share.agency.as_deref()), outlook.needed_of(share));
                [id, Cell::count(share.gaps), number(Some(&share.share)), number(needed.as_ref())]
            };
            let mut agencies: Vec<[Cell; 4]> = outlook.agencies.iter().map(of_agency).collect();
            if agencies.is_empty() {
                agencies.push([Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty]);
            }
            rows.extend(agencies.into_iter().map(|agency| Row::Cells(head.iter().cloned().chain(agency).collect())));
        }
        Sheet { rows, columns: columns.map(Column::keyed).to_vec(), ..Sheet::default() }
    }

    fn contract(&self) -> serde_json::Value {
        let outlooks = self.outlooks();
        value(&PaceAnswer {
            tiendo: VERSION,
            as_of: self.state.as_of.to_string(),
            notice: self.workspace.settings.notice.as_deref(),
            left_out_rows: self.state.left_out,
            windows: outlooks.iter().map(Outlook::contract).collect(),
        })
    }
}
