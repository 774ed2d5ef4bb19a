//! Which targets an answer is about.

use std::collections::BTreeSet;

use crate::cover::State;
use crate::model::{TargetIndex, Workspace};
use crate::say;
use crate::text::{Lang, Message, did_you_mean, nearest, ticked};

/// The targets that were named; all of them where none was.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    chosen: Option<BTreeSet<(usize, TargetIndex)>>,
    /// Those that were named themselves, not by their activity.
    named: BTreeSet<(usize, TargetIndex)>,
}

impl Selection {
    /// Targets by name: `activity`, `activity.target`, each also as `plan/…`.
    ///
    /// With several plans a name without a plan means the targets of that name in each of them.
    pub fn parse(workspace: &Workspace, state: &State, names: &[String]) -> Result<Selection, Message> {
        if names.is_empty() {
            return Ok(Selection::default());
        }
        let (mut chosen, mut by_name) = (BTreeSet::new(), BTreeSet::new());
        for name in names {
            let found: Vec<(usize, TargetIndex)> =
                all(workspace, state).filter(|(spellings, _)| spellings.contains(name)).map(|(_, at)| at).collect();
            if found.is_empty() {
                return Err(unknown(workspace, state, name));
            }
            let itself = all(workspace, state).filter(|(spellings, _)| [&spellings[0], &spellings[2]].contains(&name));
            by_name.extend(itself.map(|(_, at)| at));
            chosen.extend(found);
        }
        Ok(Selection { chosen: Some(chosen), named: by_name })
    }

    /// The one target of a name: with several plans a name that more than one has is refused.
    pub fn one(workspace: &Workspace, state: &State, name: &str) -> Result<(usize, TargetIndex), Message> {
        let itself = |spellings: &[String; 4]| [&spellings[0], &spellings[2]].into_iter().any(|known| known == name);
        let found: Vec<(usize, TargetIndex)> = all(workspace, state).filter(|(spellings, _)| itself(spellings)).map(|(_, at)| at).collect();
        if let Some((plan, _)) = found.first()
            && found.iter().any(|(other, _)| other != plan)
        {
            let plans: BTreeSet<String> = found.iter().map(|(plan, _)| format!("{}/{name}", workspace.plans[*plan].id)).collect();
            let plans = ticked(&plans.iter().map(String::as_str).collect::<Vec<_>>());
            return Err(say!(vi: "nhiều kế hoạch có chỉ tiêu `{name}`: {plans}", en: "several plans have a target `{name}`: {plans}"));
        }
        let of_activity =
            || all(workspace, state).filter(|(spellings, _)| [&spellings[1], &spellings[3]].into_iter().any(|known| known == name));
        let mut targets = of_activity().map(|(spellings, _)| spellings[0].clone()).peekable();
        if found.is_empty() && targets.peek().is_some() {
            let targets = ticked(&targets.collect::<Vec<_>>().iter().map(String::as_str).collect::<Vec<_>>());
            return Err(
                say!(vi: "`{name}` là một hoạt động; chọn một chỉ tiêu: {targets}", en: "`{name}` is an activity; name one of its targets: {targets}"),
            );
        }
        found.first().copied().ok_or_else(|| unknown(workspace, state, name))
    }

    /// Whether a target is meant.
    pub fn contains(&self, plan: usize, target: TargetIndex) -> bool {
        self.chosen.as_ref().is_none_or(|chosen| chosen.contains(&(plan, target)))
    }

    /// Whether a target was named itself.
    pub fn names(&self, plan: usize, target: TargetIndex) -> bool {
        self.named.contains(&(plan, target))
    }

    /// Whether every target is meant.
    pub fn is_all(&self) -> bool {
        self.chosen.is_none()
    }
}

/// All targets with the names under which they are known.
fn all<'a>(workspace: &'a Workspace, state: &'a State) -> impl Iterator<Item = ([String; 4], (usize, TargetIndex))> + 'a {
    state.plans.iter().flat_map(move |plan_state| {
        let plan = &workspace.plans[plan_state.plan];
        plan.targets().map(move |(index, target)| {
            let activity = &plan.activities[index.activity].id;
            let spellings =
                [target.name.clone(), activity.clone(), format!("{}/{}", plan.id, target.name), format!("{}/{activity}", plan.id)];
            (spellings, (plan_state.plan, index))
        })
    })
}

fn unknown(workspace: &Workspace, state: &State, name: &str) -> Message {
    let bare = state.plans.iter().flat_map(|plan| &workspace.plans[plan.plan].activities).any(|activity| activity.id == name);
    if bare {
        return say!(vi: "hoạt động `{name}` không có chỉ tiêu nào", en: "activity `{name}` has no targets");
    }
    let spellings: BTreeSet<String> = all(workspace, state).flat_map(|(spellings, _)| spellings).collect();
    if let Some(near) = nearest(name, spellings.iter().map(String::as_str)) {
        return say!(vi: "không có chỉ tiêu `{name}`; có phải là `{near}`?", en: "no target `{name}`; did you mean `{near}`?");
    }
    let targets: BTreeSet<String> = all(workspace, state).map(|([name, ..], _)| name).collect();
    match did_you_mean(name, targets.iter().map(String::as_str)) {
        Some(known) => {
            let (vi, en) = (known.get(Lang::Vi), known.get(Lang::En));
            say!(vi: "không có chỉ tiêu `{name}`; {vi}", en: "no target `{name}`; {en}")
        }
        None => say!(
            vi: "không có chỉ tiêu `{name}`; `tiendo status --format csv` liệt kê các chỉ tiêu",
            en: "no target `{name}`; `tiendo status --format csv` lists the targets"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::test_workspace;
    use crate::text::Lang;

    fn check(name: &str, expected: Result<usize, &str>) {
        let workspace = test_workspace::workspace();
        let state = test_workspace::state(&workspace, "2014-06-30", |_, _| None);
        let chosen = Selection::parse(&workspace, &state, &[name.to_owned()]);
        let count = chosen.map(|chosen| workspace.plans[0].targets().filter(|(index, _)| chosen.contains(0, *index)).count());
        assert_eq!(count.map_err(|message| message.get(Lang::En).to_owned()), expected.map_err(str::to_owned), "{name}");
    }

    #[test]
    fn names() {
        check("di", Ok(2));
        check("di.xa", Ok(1));
        check("p/di.xa", Ok(1));
        check("p/di", Ok(2));
        check("di.xaa", Err("no target `di.xaa`; did you mean `di.xa`?"));
    }
}
