//! What sums of money give to say: lines and norms that were exceeded, spending without a line, lines without spending.

use crate::calendar::Date;
use crate::check::{idle_allocation, over_allocation, over_norm, spending_without_allocation};
use crate::decode::Vocabulary;
use crate::finding::{Finding, Findings};
use crate::model::Workspace;
use crate::number::Number;
use crate::read::Tree;
use crate::scan::{Crossing, GaugeOf, Part, Pot, Spending, crossings};

use super::lines::{Line, lines};

/// What is found once its row is known.
type Told<'a> = Box<dyn Fn(&Crossing) -> Finding + 'a>;

/// The findings about sums of money.
pub fn findings(workspace: &Workspace, vocabulary: &Vocabulary, tree: &Tree, spending: &Spending, as_of: Date) -> Findings {
    let mut findings = Findings::with(workspace.settings.severities.clone());
    let found: Vec<Vec<Line>> = (0..workspace.plans.len()).map(|plan| lines(workspace, spending, plan, as_of, None)).collect();
    let mut pots: Vec<(Pot, Told<'_>)> = Vec::new();
    if workspace.budgeted {
        for (plan, lines) in found.iter().enumerate() {
            for line in lines {
                if let Some(finding) = idle(line, spending, as_of) {
                    findings.add(finding);
                }
                pots.extend(exceeded(workspace, spending, plan, line));
            }
        }
    }
    norms(workspace, spending, as_of, &mut pots);
    let (pots, told): (Vec<Pot>, Vec<Told<'_>>) = pots.into_iter().unzip();
    let crossed = crossings(workspace, vocabulary, tree, (as_of, spending), &pots);
    for (crossing, told) in crossed.iter().zip(told) {
        findings.extend(crossing.as_ref().map(told));
    }
    findings
}

/// A line of a year that is over, of which nothing was spent.
fn idle(line: &Line, spending: &Spending, as_of: Date) -> Option<Finding> {
    let (fund, place) = (&spending.funds[line.fund? as usize], *line.places.first()?);
    let over = as_of.year() > line.year;
    (over && line.held() == Number::ZERO && line.figures.allocated > Number::ZERO).then(|| idle_allocation::check(place, fund, line.year))
}

/// A line with more held against it than there was, and spending for which there is none.
fn exceeded<'a>(workspace: &'a Workspace, spending: &'a Spending, plan: usize, line: &'a Line) -> Option<(Pot, Told<'a>)> {
    let (fund, pot) = (&spending.funds[line.fund? as usize], line.pot.clone()?);
    let activity = line.activity.map(|activity| workspace.plans[plan].activities[activity].id.as_str());
    if !line.given {
        let told = move |row: &Crossing| spending_without_allocation::check(row.place, activity, fund, line.year, line.figures.spent);
        return Some((pot, Box::new(told)));
    }
    let day = Date::new(line.year, 12, 31).unwrap_or(Date::MAX);
    let subject = line.subject.map(|subject| workspace.budget_subject_name(subject, day));
    let told = move |row: &Crossing| {
        let (allocated, in_all, by_then) = (line.available(), line.held(), row.held);
        let subject = subject.as_deref();
        over_allocation::check(row.place, &over_allocation::Line { fund, year: line.year, activity, subject, allocated, by_then, in_all })
    };
    Some((pot, Box::new(told)))
}

/// Subjects on which more was spent in a window than a norm allows.
fn norms<'a>(workspace: &'a Workspace, spending: &'a Spending, as_of: Date, pots: &mut Vec<(Pot, Told<'a>)>) {
    for (gauge, of) in spending.gauges.iter().enumerate() {
        let GaugeOf::Norm { plan: plan_index, activity, norm } = *of else { continue };
        let plan = &workspace.plans[plan_index];
        let (activity, norm) = (&plan.activities[activity], &plan.activities[activity].norms[norm]);
        let kind = plan.kind(norm.population);
        for at in spending.windows(gauge) {
            let window = &norm.windows[at];
            let reference = window.reference(as_of);
            for member in plan.members(workspace, norm.population, window.days.first, reference) {
                let Some(sum) = spending.cell(gauge, at, member.subject) else { continue };
                let Some(ceiling) = norm.ceiling((workspace, plan), window, member, reference, sum.measured) else { continue };
                if sum.amount <= ceiling {
                    continue;
                }
                let personal = norm.through.is_some_and(|column| workspace.log(norm.log).table.columns[column].personal);
                let name = || workspace.subject_name(plan, kind, member.subject, member.row, reference);
                let subject = (norm.population.is_some() && !personal).then(name);
                let part = Part::Cell { gauge, window: at, subject: member.subject };
                let told = move |row: &Crossing| {
                    let exceeded = over_norm::Exceeded {
                        activity: &activity.id,
                        subject: subject.clone(),
                        window: &window.label,
                        ceiling,
                        by_then: row.held,
                        basis: norm.basis.as_deref(),
                        norm: norm.place,
                    };
                    over_norm::check(row.place, &exceeded)
                };
                pots.push((Pot::single(part, ceiling), Box::new(told)));
            }
        }
    }
}
