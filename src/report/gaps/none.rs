//! Why a gap list is empty: nothing is missing in what was asked for, or nothing that was asked for can be missing.

use crate::cover::{State, TargetState, Verdict};
use crate::model::{Plan, Workspace};
use crate::report::gaps::Filter;
use crate::say;
use crate::text::Message;

/// Why no gap passes a filter.
pub(in crate::report) fn why(workspace: &Workspace, state: &State, filter: &Filter) -> Message {
    let mut asked: Vec<(&Plan, &TargetState)> = Vec::new();
    for plan_state in &state.plans {
        let plan = &workspace.plans[plan_state.plan];
        let targets = plan_state.activities.iter().flat_map(|activity| &activity.targets);
        asked.extend(targets.filter(|target| filter.targets.contains(plan_state.plan, target.target)).map(|target| (plan, target)));
    }
    let all = |holds: &dyn Fn(&(&Plan, &TargetState)) -> bool| !asked.is_empty() && asked.iter().all(holds);
    if all(&|(plan, target)| plan.target(target.target).tracked || target.verdict == Verdict::Awaiting) {
        return if all(&|(_, target)| target.verdict == Verdict::Awaiting) {
            say!(vi: "Chỉ tiêu được hỏi còn chờ hướng dẫn, chưa có kỳ nào.", en: "What was asked for is still awaiting and has no window yet.")
        } else {
            say!(vi: "Chỉ tiêu được hỏi chỉ để theo dõi, không có mức phải đạt.", en: "What was asked for is only tracked: nothing of it can be missing.")
        };
    }
    if let Some(id) = &filter.agency {
        let has_job = |plan: &Plan, target: &TargetState| {
            let Some(wanted) = plan.names.agency(id) else { return false };
            let target = plan.target(target.target);
            let by = match &target.by {
                crate::model::By::Agencies(agencies) => agencies.clone(),
                // Only the cells tell.
                _ => return true,
            };
            by.into_iter().chain(target.lead).any(|agency| plan.names.belongs(agency, wanted))
        };
        if !asked.iter().any(|(plan, target)| has_job(plan, target)) {
            return say!(vi: "Không có chỉ tiêu nào do `{id}` thực hiện trong phạm vi đã chọn.", en: "No target of what was asked for is a job of `{id}`.");
        }
    }
    if !asked.iter().flat_map(|(_, target)| &target.windows).any(|window| if filter.all { window.begun } else { window.current }) {
        return say!(vi: "Không có kỳ nào được xét trong phạm vi đã chọn.", en: "No window of what was asked for counts now.");
    }
    say!(vi: "Không có trường hợp nào còn thiếu trong phạm vi đã chọn.", en: "Nothing is missing in what was asked for.")
}
