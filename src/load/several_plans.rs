//! Rows of tables that all plans share and that name none: they belong to the one plan that knows what they name.

use crate::check::unknown_name;
use crate::finding::{Finding, Findings};
use crate::model::Plan;
use crate::read::Place;
use crate::say;
use crate::text::ticked;

/// The rows of a file that several plans could own: told once, where the first is.
#[derive(Default)]
pub(super) struct Unclaimed {
    first: Option<(Place, Vec<String>)>,
    rows: usize,
}

impl Unclaimed {
    /// Notes a row that these plans could own.
    pub(super) fn note(&mut self, place: Place, plans: &[Plan], owners: &[usize]) {
        self.rows += 1;
        self.first.get_or_insert_with(|| (place, owners.iter().map(|plan| plans[*plan].id.clone()).collect()));
    }

    /// Tells of them.
    pub(super) fn tell(self, findings: &mut Findings) {
        let Some((place, owners)) = self.first else { return };
        let all = ticked(&owners);
        let more = self.rows - 1;
        let message = if more == 0 {
            say!(vi: "dòng không ghi `plan` mà các kế hoạch {all} đều có thể nhận", en: "the row names no plan, and it may belong to {all}")
        } else {
            let rows = crate::text::count_en(more, "other row");
            say!(
                vi: "dòng này và {more} dòng khác không ghi `plan` mà các kế hoạch {all} đều có thể nhận",
                en: "this row and {rows} name no plan, and may belong to {all}"
            )
        };
        let help = say!(vi: "ghi mã kế hoạch ở cột `plan`", en: "write the plan's id in the column `plan`");
        findings.add(Finding::new(&unknown_name::CODE, place, message).help(help));
    }
}

/// The plans that a budget line can belong to: those with its activity, and of several those that know its fund, or at least use
/// it.
pub(super) fn owners(plans: &[Plan], activity: Option<&str>, fund: &str) -> Vec<usize> {
    let uses = |plan: &Plan| plan.activities.iter().flat_map(|activity| &activity.funds).any(|used| used.fund == fund);
    let mut owners: Vec<usize> = (0..plans.len()).collect();
    if let Some(id) = activity {
        narrow(&mut owners, |plan| plans[plan].activities.iter().any(|activity| activity.id == id));
    }
    narrow(&mut owners, |plan| plans[plan].names.funds.contains_key(fund));
    narrow(&mut owners, |plan| uses(&plans[plan]));
    owners
}

/// Keeps those for which something holds, unless it holds for none.
fn narrow(owners: &mut Vec<usize>, holds: impl Fn(usize) -> bool) {
    let kept: Vec<usize> = owners.iter().copied().filter(|plan| holds(*plan)).collect();
    if owners.len() > 1 && !kept.is_empty() {
        *owners = kept;
    }
}
