//! A population that nothing is ever in.

use crate::calendar::Date;
use crate::finding::{Finding, code};
use crate::model::{Plan, PopulationIndex, Workspace};
use crate::say;

code!(
    /// A population that nothing is in on any day of its plan.
    CODE, "P015", "population-without-members", Warning,
    "Không có đối tượng nào thuộc nhóm này vào bất cứ ngày nào của kế hoạch. Kiểm tra điều kiện: `where` không khớp dòng nào, danh sách (listings.csv) trống, hoặc `within` loại hết.\n\nSai:  where = { level = \"comune\" }\nĐúng: where = { level = \"commune\" }",
    "Nothing is in this population on any day of the plan. Check its conditions: no row meets its `where`, its list (listings.csv) is empty, or `within` leaves nothing.\n\nWrong: where = { level = \"comune\" }\nRight: where = { level = \"commune\" }"
);

/// How many rows are looked at, at most, for one population. Almost all have a member on the first day.
const PATIENCE: usize = 20_000_000;

/// The findings for all plans of a workspace.
pub fn check(workspace: &Workspace) -> Vec<Finding> {
    // Of a register that could not be read nothing more needs to be said.
    if workspace.registers.iter().any(|register| register.lost.unread) {
        return Vec::new();
    }
    let changes = workspace.changes();
    let rows = workspace.registers.iter().map(|register| register.rows.len()).sum::<usize>().max(1);
    let mut found = Vec::new();
    for plan in &workspace.plans {
        let inside = changes.iter().copied().filter(|day| plan.days.contains(*day));
        let days: Vec<Date> = [plan.days.first, plan.days.last].into_iter().chain(inside).take(PATIENCE / rows + 2).collect();
        for at in 0..plan.populations.len() {
            // Records are not read yet.
            let records = plan
                .kind(Some(PopulationIndex(at)))
                .register()
                .is_some_and(|register| workspace.register(register).table.records_of.is_some());
            if records {
                continue;
            }
            if !days.iter().any(|day| has_members(workspace, plan, PopulationIndex(at), *day)) {
                let population = &plan.populations[at];
                let id = &population.id;
                let message = say!(vi: "nhóm đối tượng `{id}` không có đối tượng nào vào bất cứ ngày nào của kế hoạch", en: "nothing is in the population `{id}` on any day of the plan");
                let help = say!(vi: "xem lại `where`, `listed`, `within` của nhóm, và danh sách listings.csv", en: "look at its `where`, `listed` and `within`, and at listings.csv");
                found.push(Finding::new(&CODE, population.place, message).help(help));
            }
        }
    }
    found
}

fn has_members(workspace: &Workspace, plan: &Plan, population: PopulationIndex, day: Date) -> bool {
    !plan.members(workspace, Some(population), day, day).is_empty()
}
