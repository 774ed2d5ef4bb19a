//! Something that is in a population for a time, and in none of its windows.

use crate::calendar::Days;
use crate::finding::{Finding, code};
use crate::model::{Plan, PopulationIndex, Workspace};
use crate::say;

code!(
    /// A row that is in a population, and a member in no window.
    CODE, "P041", "never-a-member", Warning,
    "Dòng này thuộc một nhóm đối tượng trong một số ngày, nhưng không thuộc kỳ nào: thành viên được xét vào ngày cuối của kỳ (hoặc ngày tính đến), mà những ngày đó dòng không có hiệu lực. Với những thứ chỉ có trong thời gian ngắn, ghi `membership = \"any\"`. Đơn vị hành chính thì ghi đơn vị kế tục; đối tượng có kỳ riêng thì phải còn hiệu lực đến hạn của nó.\n\nSai:  [population.quay] register = \"quay\"                           # mở 5 ngày trong tháng 6, kỳ là cả năm\nĐúng: [population.quay] register = \"quay\", membership = \"any\"",
    "This row is in a population on some days, and a member in no window: membership is read on a window's last day (or the as-of date), and the row is not valid on any of these. For things with a short life write `membership = \"any\"`. For a unit say what it became; a row with a window of its own must be valid until it is due.\n\nWrong: [population.stalls] register = \"stalls\"                       # open for 5 days in June, windows of a year\nRight: [population.stalls] register = \"stalls\", membership = \"any\""
);

/// The rows of those that are in a population on some day of a stretch, of those who are in none of its windows.
pub fn check(
    workspace: &Workspace,
    plan: &Plan,
    (population, days): (PopulationIndex, Days),
    unseen: impl Fn(u32) -> bool,
) -> Vec<Finding> {
    let kind = plan.kind(Some(population));
    let Some(register) = kind.register() else { return Vec::new() };
    let entry = &plan.populations[population.0];
    let id = &entry.id;
    let mut found = Vec::new();
    for member in plan.some_day(workspace, population, days, unseen) {
        let Some(row) = member.row else { continue };
        let key = workspace.subject_key(plan, kind, member.subject);
        let message = say!(vi: "`{key}` thuộc nhóm `{id}` trong một số ngày, nhưng không thuộc kỳ nào của chỉ tiêu nào", en: "`{key}` is in the population `{id}` on some days, and a member in no window of any target");
        let help = say!(vi: "thành viên được xét vào ngày cuối của kỳ; ghi `membership = \"any\"` nếu ai thuộc nhóm ngày nào cũng tính", en: "membership is read on a window's last day: write `membership = \"any\"` if being in it on any day counts");
        found.push(Finding::new(&CODE, workspace.register(register).row(row).place(), message).help(help));
    }
    found
}
