//! Whose job a gap is.

use std::collections::BTreeSet;

use super::state::{Cell, WindowState};
use crate::model::{AgencyIndex, By, Plan, SubjectKind, Target, UNITS, UnitIndex, Workspace};

/// The ids of those whose job a cell is, as of its reference date; a subject's own key under `by = "subject"`.
///
/// Every agency of `by` whose area holds the subject's unit, or became what holds it; if none does, those without an area; if that
/// leaves nobody, the lead.
pub fn responsible(workspace: &Workspace, plan: &Plan, target: &Target, window: &WindowState, cell: &Cell) -> Vec<String> {
    let reference = window.reference_of(cell);
    let kind = plan.kind(target.population);
    let lead = || target.lead.map(|lead| plan.names.get(lead).id.clone()).into_iter().collect();
    match &target.by {
        By::Subject if kind == SubjectKind::Whole => lead(),
        By::Subject => vec![workspace.subject_key(plan, kind, cell.subject).to_owned()],
        By::Column(path) => {
            let register = match kind {
                SubjectKind::Units => UNITS,
                SubjectKind::Register(register) => register,
                _ => return lead(),
            };
            let agency = cell.row().and_then(|row| path.value(workspace, register, row, reference).text());
            agency.map_or_else(lead, |agency| vec![agency.to_owned()])
        }
        By::Agencies(agencies) => {
            let units = &workspace.units;
            let mut around: BTreeSet<UnitIndex> = BTreeSet::new();
            for unit in workspace.subject_units(kind, cell.subject, cell.row(), reference) {
                around.insert(unit);
                around.extend(units.above(unit, reference));
            }
            let codes: BTreeSet<&str> = around.iter().map(|unit| units.code(*unit)).collect();
            // An area follows its units into what they became.
            let became = |code: &str| {
                let ended = units.holders(code).filter(|unit| !units.leads_to(*unit).is_empty());
                ended.into_iter().any(|unit| units.stands(unit, reference).iter().any(|unit| around.contains(unit)))
            };
            let holds = |code: &String| codes.contains(code.as_str()) || became(code);
            let serves = |agency: &&AgencyIndex| plan.names.get(**agency).area.iter().any(holds);
            let everywhere = |agency: &&AgencyIndex| plan.names.get(**agency).area.is_empty();
            let ids = |wanted: &dyn Fn(&&AgencyIndex) -> bool| -> Vec<String> {
                agencies.iter().filter(|agency| wanted(agency)).map(|agency| plan.names.get(*agency).id.clone()).collect()
            };
            let near = ids(&serves);
            if !near.is_empty() {
                return near;
            }
            let rest = ids(&everywhere);
            if rest.is_empty() { lead() } else { rest }
        }
    }
}
