//! An order of visits that closes gaps: so many trips a month, the most urgent first, each through one district.

mod contract;
mod trips;
mod visits;

use crate::calendar::{Date, display_date};
use crate::cover::{CellState, State};
use crate::model::{SubjectKind, Workspace};
use crate::say;
use crate::text::{Lang, Message, Word, count_en, count_vi};

use super::answer::Answer;
use super::document::{Block, Cell, Column, Document, Header, Row, Sheet};
use super::gaps::{Filter, gaps};
use super::json::{VERSION, value};
use super::names::{names_of, target_title};
use super::selection::Selection;
use super::subject_units;
use super::window_words::window_words;
use contract::{ScheduleAnswer, ServedEntry, TripEntry, VisitEntry};
use trips::{Month, Trip, trips};
use visits::{Need, Unserved, Urgency, Visit, visits};

/// More visits than anybody plans.
const VISITS: u64 = 1_000_000;

/// What a schedule is made for.
pub struct ScheduleAsked {
    /// For the gaps of these targets.
    pub targets: Selection,
    /// That are this agency's job, or that of one below it.
    pub agency: Option<String>,
    /// Trips a month, at most.
    pub per_month: usize,
    /// Places a trip, at most.
    pub places: usize,
}

/// An order of visits as an answer.
pub struct VisitSchedule<'s> {
    workspace: &'s Workspace,
    state: &'s State,
    per_month: usize,
    places: usize,
    needs: Vec<Need<'s>>,
    visits: Vec<Visit>,
    trips: Vec<Trip>,
    /// Gaps for which nothing counts any more, and those that no visit closes.
    closed: usize,
    other_work: usize,
}

impl<'s> VisitSchedule<'s> {
    /// Makes it; refuses targets that no visit serves, and numbers that nobody means.
    pub fn new(workspace: &'s Workspace, state: &'s State, asked: &ScheduleAsked) -> Result<VisitSchedule<'s>, Message> {
        let filter = Filter {
            targets: asked.targets.clone(),
            agency: asked.agency.clone(),
            states: vec![CellState::Overdue, CellState::Open],
            all: state.period.is_some(),
            ..Filter::default()
        };
        let (mut needs, mut closed, mut other_work) = (Vec::new(), 0, 0);
        for gap in gaps(workspace, state, &filter) {
            match Need::of(gap, state.as_of) {
                Ok(need) => needs.push(need),
                Err(Unserved::Closed) => closed += 1,
                Err(Unserved::OtherWork) => other_work += 1,
            }
        }
        if needs.is_empty() && closed == 0 && other_work > 0 {
            return Err(say!(
                vi: "schedule: không lần đi nào làm đủ được các chỉ tiêu này: chúng không đếm dòng có ngày của một nhật ký, hoặc đã vượt mức cho phép; xem bằng `tiendo gaps`",
                en: "schedule: no visit closes the gaps of these targets: they count no dated records of a log, or are beyond what is allowed; `tiendo gaps` lists them"
            ));
        }
        let lacking = needs.iter().fold(0_u64, |all, need| all.saturating_add(need.records));
        if lacking > VISITS {
            let (vi, en) = (count_vi(lacking), count_en(lacking, "record"));
            return Err(say!(
                vi: "schedule: còn thiếu {vi} dòng, quá nhiều để xếp lịch; chọn ít chỉ tiêu hơn, hoặc --agency",
                en: "schedule: {en} are lacking, too many for an order of visits; name fewer targets, or an --agency"
            ));
        }
        let visits = visits(workspace, &needs);
        let trips = trips(&needs, &visits, Month::from(state.as_of), asked.per_month, asked.places);
        Ok(VisitSchedule { workspace, state, per_month: asked.per_month, places: asked.places, needs, visits, trips, closed, other_work })
    }

    /// The day by which all of it is done.
    fn done_by(&self) -> Option<Date> {
        self.trips.last().map(|trip| trip.month.last())
    }

    fn delay(need: &Need<'_>, month: Month) -> Option<&'static str> {
        if month.first() > need.until {
            return Some("too-late");
        }
        (month.first() > need.gap.shown_due()).then_some("late")
    }

    /// How often something is served after it is due, and of that too late to count.
    fn delays(&self) -> (usize, usize) {
        let served = self.trips.iter().flat_map(|trip| trip.visits.iter().map(move |at| (trip.month, &self.visits[*at])));
        let delays = served.flat_map(|(month, visit)| visit.serves.iter().map(move |need| Self::delay(&self.needs[*need], month)));
        delays.fold((0, 0), |(late, too_late), delay| {
            (late + usize::from(delay == Some("late")), too_late + usize::from(delay == Some("too-late")))
        })
    }

    fn first(&self, visit: &Visit) -> &Need<'s> {
        &self.needs[visit.serves[0]]
    }

    fn name(&self, visit: &Visit) -> Message {
        let gap = &self.first(visit).gap;
        if gap.kind == SubjectKind::Whole {
            return Word::WholePlan.into();
        }
        Message::same(self.workspace.subject_name(gap.plan, gap.kind, gap.cell.subject, gap.cell.row(), gap.state.reference_of(gap.cell)))
    }

    fn district(&self, trip: &Trip) -> Option<String> {
        let visit = trip.visits.first().map(|at| &self.visits[*at])?;
        visit.district.map(|unit| self.workspace.unit_name(unit, self.first(visit).gap.state.reference))
    }

    fn agency(&self, trip: &Trip) -> Message {
        let Some(visit) = trip.visits.first().map(|at| &self.visits[*at]) else { return Word::NoAgency.into() };
        names_of(self.first(visit).gap.plan, &visit.agencies).unwrap_or_else(|| Word::NoAgency.into())
    }

    fn sheet(&self) -> Sheet {
        let mut rows = Vec::new();
        let mut month = None;
        for (number, trip) in self.trips.iter().enumerate() {
            if month != Some(trip.month) {
                month = Some(trip.month);
                rows.push(Row::Head { text: window_words(&trip.month.label()), aside: None });
            }
            for (at, visit) in trip.visits.iter().map(|at| &self.visits[*at]).enumerate() {
                let once = |cell: Cell| if at == 0 { cell } else { Cell::Empty };
                let titles: Vec<String> = visit.serves.iter().map(|need| target_title(self.needs[*need].gap.target)).collect();
                rows.push(Row::Cells(vec![
                    once(Cell::count(number as u64 + 1)),
                    once(self.district(trip).map_or(Cell::Empty, Cell::Text)),
                    once(Cell::Words(self.agency(trip))),
                    Cell::Words(self.name(visit)),
                    Cell::Text(titles.join("; ")),
                    Cell::Words(urgency(visit.urgency)),
                    Cell::Date(visit.due),
                ]));
            }
        }
        let columns = vec![
            Column::right("trip", say!(vi: "Chuyến", en: "Trip")),
            Column::left("district", Word::District),
            Column::left("responsible", Word::Agency).dispensable(1),
            Column::left("subject", Word::Subject),
            Column::left("targets", Word::Target),
            Column::left("state", Word::State),
            Column::left("due", Word::Due),
        ];
        Sheet { columns, rows, ..Sheet::default() }
    }

    /// What it comes to, and what it does not close.
    fn told(&self) -> Vec<Message> {
        let mut told = Vec::new();
        if let Some(done) = self.done_by() {
            let [vi, en] = [Lang::Vi, Lang::En].map(|lang| display_date(done, lang));
            let (trips_vi, trips_en) = (count_vi(self.trips.len()), count_en(self.trips.len(), "trip"));
            let (visits_vi, visits_en) = (count_vi(self.visits.len()), count_en(self.visits.len(), "visit"));
            let (month, places) = (self.per_month, self.places);
            told.push(say!(
                vi: "{trips_vi} chuyến, {visits_vi} lần đến: xong trước hết ngày {vi}, mỗi tháng nhiều nhất {month} chuyến, mỗi chuyến nhiều nhất {places} nơi",
                en: "{trips_en}, {visits_en}: done by {en}, at most {month} a month, at most {places} places a trip"
            ));
        }
        let (late, too_late) = self.delays();
        if late > 0 {
            told.push(say!(vi: "{late} phần còn thiếu được làm sau thời hạn của nó", en: "{late} of what lacks is done after the day on which it is due"));
        }
        if too_late > 0 {
            told.push(say!(
                vi: "{too_late} phần còn thiếu đến lượt khi đã hết ngày còn được tính; phải đi nhiều chuyến hơn mỗi tháng",
                en: "{too_late} of what lacks comes too late to count: more trips a month are needed"
            ));
        }
        let closed = self.closed;
        if closed > 0 {
            told.push(say!(
                vi: "{closed} trường hợp không xếp lịch: nay làm cũng không còn được tính",
                en: "{closed} not in it: nothing that is done now counts for them"
            ));
        }
        let other = self.other_work;
        if other > 0 {
            told.push(say!(
                vi: "{other} trường hợp không xếp lịch: không phải việc đi đến nơi (báo cáo theo kỳ, sổ đăng ký, đã vượt mức)",
                en: "{other} not in it: they are no visits (returns for a period, registers, what is beyond a ceiling)"
            ));
        }
        told
    }
}

fn urgency(urgency: Urgency) -> Message {
    match urgency {
        Urgency::Overdue => Word::Overdue.into(),
        Urgency::NeverReached => say!(vi: "chưa đến lần nào", en: "never reached"),
        Urgency::Lacking => say!(vi: "chưa đủ", en: "not enough yet"),
    }
}

impl Answer for VisitSchedule<'_> {
    fn title(&self) -> Message {
        say!(vi: "Lịch đi cơ sở", en: "Order of visits")
    }

    fn document(&self) -> Document {
        let mut blocks = vec![Block::Header(Header::new(self.workspace, self.state))];
        if self.trips.is_empty() {
            blocks.push(Block::Line(say!(vi: "Không còn nơi nào phải đến.", en: "No visit is needed.")));
        } else {
            blocks.push(Block::Sheet(self.sheet()));
        }
        blocks.push(Block::Lines(self.told()));
        Document { blocks }
    }

    fn records(&self) -> Sheet {
        let columns = ["trip", "month", "district", "responsible", "log", "subject", "name", "path", "state", "due", "serves", "delay"];
        let rows = self.trips.iter().enumerate().flat_map(|(number, trip)| trip.visits.iter().map(move |at| (number, trip, *at)));
        let rows = rows.map(|(number, trip, at)| {
            let (visit, need) = (&self.visits[at], self.first(&self.visits[at]));
            let serves = visit.serves.iter().map(|at| {
                let gap = &self.needs[*at].gap;
                format!("{}@{}", gap.target.name, gap.window.label)
            });
            let delays = visit.serves.iter().filter_map(|at| Self::delay(&self.needs[*at], trip.month));
            let path = subject_units::path(self.workspace, need.gap.kind, need.gap.cell, need.gap.state.reference_of(need.gap.cell));
            Row::Cells(vec![
                Cell::count(number as u64 + 1),
                Cell::Text(trip.month.label()),
                Cell::maybe(self.district(trip).as_deref()),
                Cell::Text(visit.agencies.join(" ")),
                Cell::Text(self.workspace.log(need.log).table.name.clone()),
                Cell::Text(self.workspace.subject_key(need.gap.plan, need.gap.kind, need.gap.cell.subject).to_owned()),
                Cell::Words(self.name(visit)),
                Cell::Text(path.join(" / ")),
                Cell::Text(visit.urgency.key().to_owned()),
                Cell::Date(visit.due),
                Cell::Text(serves.collect::<Vec<_>>().join(" ")),
                // The worse of them: `too-late` stands after `late`.
                Cell::maybe(delays.max()),
            ])
        });
        Sheet { rows: rows.collect(), columns: columns.map(Column::keyed).to_vec(), ..Sheet::default() }
    }

    fn contract(&self) -> serde_json::Value {
        let workspace = self.workspace;
        let served = |at: &usize, month: Month| {
            let need = &self.needs[*at];
            let gap = &need.gap;
            ServedEntry {
                plan: &gap.plan.id,
                target: &gap.target.name,
                window: &gap.window.label,
                subject: workspace.subject_key(gap.plan, gap.kind, gap.cell.subject),
                due: gap.shown_due().to_string(),
                delay: Self::delay(need, month),
            }
        };
        let visit = |visit: &'_ Visit, month: Month| {
            let need = self.first(visit);
            VisitEntry {
                log: &workspace.log(need.log).table.name,
                subject: workspace.subject_key(need.gap.plan, need.gap.kind, need.gap.cell.subject),
                name: self.name(visit).get(Lang::En).to_owned(),
                path: subject_units::path(workspace, need.gap.kind, need.gap.cell, need.gap.state.reference_of(need.gap.cell)),
                state: visit.urgency.key(),
                due: visit.due.to_string(),
                serves: visit.serves.iter().map(|at| served(at, month)).collect(),
            }
        };
        let trips = self.trips.iter().enumerate().map(|(number, trip)| TripEntry {
            trip: number + 1,
            month: trip.month.label(),
            district: self.district(trip),
            responsible: trip.visits.first().map_or(&[], |at| &self.visits[*at].agencies),
            visits: trip.visits.iter().map(|at| visit(&self.visits[*at], trip.month)).collect(),
        });
        let (late, too_late) = self.delays();
        value(&ScheduleAnswer {
            tiendo: VERSION,
            as_of: self.state.as_of.to_string(),
            notice: workspace.settings.notice.as_deref(),
            left_out_rows: self.state.left_out,
            per_month: self.per_month,
            places: self.places,
            done_by: self.done_by().map(|day| day.to_string()),
            closed: self.closed,
            other_work: self.other_work,
            late,
            too_late,
            trips: trips.collect(),
        })
    }
}
