//! Money told apart: by year, fund, activity, agency or unit.

use std::collections::BTreeMap;

use num_rational::BigRational;
use num_traits::Zero;

use crate::budget::{Figures, Line};
use crate::calendar::Date;
use crate::model::{UnitIndex, Workspace};
use crate::number::Number;
use crate::scan::{Key, Spending};
use crate::text::{Message, Word};

use crate::report::names::activity_title;

/// What money is told apart by.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FundsBy {
    /// The civil year.
    Year,
    /// Who pays.
    Fund,
    /// What it is for.
    Activity,
    /// Who spends it.
    Agency,
    /// Where it is spent.
    Unit,
    /// Whose budget line pays: a unit's or a register row's own, or one for everybody.
    Subject,
}

impl FundsBy {
    /// All of them.
    pub const ALL: [FundsBy; 6] = [FundsBy::Year, FundsBy::Fund, FundsBy::Activity, FundsBy::Agency, FundsBy::Unit, FundsBy::Subject];

    /// Its name on the command line.
    pub fn key(self) -> &'static str {
        match self {
            FundsBy::Year => "year",
            FundsBy::Fund => "fund",
            FundsBy::Activity => "activity",
            FundsBy::Agency => "agency",
            FundsBy::Unit => "unit",
            FundsBy::Subject => "subject",
        }
    }

    /// The title of its column.
    pub(in crate::report) fn word(self) -> Word {
        match self {
            FundsBy::Year => Word::Year,
            FundsBy::Fund => Word::Fund,
            FundsBy::Activity => Word::Activity,
            FundsBy::Agency => Word::Agency,
            FundsBy::Unit => Word::Unit,
            FundsBy::Subject => Word::Subject,
        }
    }

    /// Whether money is allocated to such groups, not only spent by them.
    pub(in crate::report) fn is_given(self) -> bool {
        matches!(self, FundsBy::Year | FundsBy::Fund | FundsBy::Activity | FundsBy::Subject)
    }
}

/// Some of a plan's money.
#[derive(Clone, Debug)]
pub(in crate::report) struct Group {
    /// An id, a code or a year; none for what belongs nowhere.
    pub(in crate::report) id: Option<String>,
    /// What people call it.
    pub(in crate::report) name: Message,
    /// The money.
    pub(in crate::report) figures: Figures,
    /// Of what was carried over, what came from outside the group.
    brought: Number,
}

impl Group {
    fn new(id: Option<String>, name: Message) -> Group {
        Group { id, name, figures: Figures::default(), brought: Number::ZERO }
    }

    /// What was held against the lines, of what there was for them; nothing where there was nothing.
    pub(in crate::report) fn used(&self) -> Option<BigRational> {
        let there = self.figures.allocated + self.brought;
        share(self.figures.until - self.figures.drawn, there)
    }
}

/// One amount of another.
pub(in crate::report) fn share(of: Number, all: Number) -> Option<BigRational> {
    let all = all.exact();
    (!all.is_zero()).then(|| of.exact() / all)
}

/// All of a plan's money.
pub(in crate::report) fn total(lines: &[Line]) -> Group {
    let all: Vec<&Line> = lines.iter().collect();
    of_lines(None, Word::Sum.into(), &all)
}

fn of_lines(id: Option<String>, name: Message, lines: &[&Line]) -> Group {
    let mut group = Group::new(id, name);
    for line in lines {
        group.figures.add(&line.figures);
        let source = |other: &&&Line| {
            (other.fund, other.activity, other.subject, other.year + 1) == (line.fund, line.activity, line.subject, line.year)
        };
        if !lines.iter().any(|other| source(&other)) {
            group.brought += line.figures.carried;
        }
    }
    group
}

/// A plan's money by year, fund or activity: in the order of time, of ids, or of the plan. What belongs nowhere comes last.
pub(in crate::report) fn groups(
    workspace: &Workspace,
    spending: &Spending,
    (plan, as_of): (usize, Date),
    lines: &[Line],
    by: FundsBy,
) -> Vec<Group> {
    let entry = &workspace.plans[plan];
    // The first part puts in order, what is last in it says whether it belongs nowhere.
    let mut sorted: BTreeMap<(bool, usize), Vec<&Line>> = BTreeMap::new();
    for line in lines {
        let key = match by {
            FundsBy::Year => Some(usize::try_from(line.year).unwrap_or(0)),
            FundsBy::Fund => line.fund.map(|fund| fund as usize),
            FundsBy::Subject => line.subject.map(usize::from),
            _ => line.activity,
        };
        sorted.entry((key.is_none(), key.unwrap_or_default())).or_default().push(line);
    }
    let group = |((nowhere, at), lines): ((bool, usize), Vec<&Line>)| {
        let (id, name) = match by {
            FundsBy::Year => (Some(at.to_string()), Message::same(at.to_string())),
            FundsBy::Fund if nowhere => (None, Word::NoFund.into()),
            FundsBy::Fund => {
                let id = spending.funds[at].clone();
                let name = entry.names.funds.get(&id).map_or_else(|| id.clone(), |fund| fund.name.clone());
                (Some(id), Message::same(name))
            }
            FundsBy::Subject if nowhere => (None, Word::SharedLines.into()),
            FundsBy::Subject => {
                let subject = u16::try_from(at).unwrap_or(u16::MAX);
                let id = workspace.budget_subject_id(subject).map(str::to_owned);
                (id, Message::same(workspace.budget_subject_name(subject, as_of)))
            }
            _ if nowhere => (None, Word::PlanLine.into()),
            _ => (Some(entry.activities[at].id.clone()), Message::same(activity_title(&entry.activities[at]))),
        };
        of_lines(id, name, &lines)
    };
    sorted.into_iter().map(group).collect()
}

/// A plan's spending by agency or unit, in the order of ids and codes; what names none comes last.
pub(in crate::report) fn spent_by(workspace: &Workspace, spending: &Spending, plan: usize, by: FundsBy, as_of: Date) -> Vec<Group> {
    let entry = &workspace.plans[plan];
    let of = |key: &Key| if by == FundsBy::Agency { key.agency } else { key.unit };
    let mut sorted: BTreeMap<(bool, u32), Group> = BTreeMap::new();
    for (key, sum) in spending.sums.iter().filter(|(key, sum)| key.plan == plan && sum.inside_records > 0) {
        let at = of(key);
        let group = sorted.entry((at.is_none(), at.unwrap_or_default())).or_insert_with(|| match (by, at) {
            (FundsBy::Agency, Some(at)) => {
                let id = spending.agencies[at as usize].clone();
                let name = entry.names.agency(&id).map_or_else(|| id.clone(), |agency| entry.names.get(agency).name.clone());
                Group::new(Some(id), Message::same(name))
            }
            (_, Some(at)) => {
                let unit = UnitIndex(at);
                let name = crate::report::subject_units::unit_with_place(workspace, unit, as_of);
                Group::new(Some(workspace.units.code(unit).to_owned()), Message::same(name))
            }
            (FundsBy::Agency, None) => Group::new(None, Word::NoAgencyNamed.into()),
            (_, None) => Group::new(None, Word::NoUnitNamed.into()),
        });
        group.figures.spent += sum.inside;
        group.figures.records += sum.inside_records;
    }
    sorted.into_values().collect()
}
