//! Composed targets are joined with their parts, and targets with those on which their members depend.

use super::activity::{ActivityDraft, Draft};
use super::toml::{Cx, Text};
use crate::calendar::Date;
use crate::check::{circular_definition, conflicting_keys, parts_differ, undefined_name};
use crate::finding::Finding;
use crate::model::{Activity, Counting, Given, Needed, Population, Rule, SubjectKind, Target, TargetIndex, Threshold, Window};
use crate::number::Number;
use crate::read::Place;
use crate::say;
use crate::text::did_you_mean;

/// Joins composed targets with their parts.
pub(super) struct Composer<'a> {
    pub(super) cx: &'a Cx<'a>,
    pub(super) drafts: &'a [ActivityDraft],
    pub(super) populations: &'a [Population],
}

impl Composer<'_> {
    /// All activities, their targets whole.
    pub(super) fn compose(&self) -> Vec<Activity> {
        let mut activities = Vec::new();
        for (at, draft) in self.drafts.iter().enumerate() {
            let mut activity = draft.activity.clone();
            for target in 0..draft.targets.len() {
                let mut composed = self.target(TargetIndex { activity: at, target }, &mut Vec::new());
                composed.others = self.others(at, target);
                let index = TargetIndex { activity: at, target };
                composed.given = self.given(index, &composed);
                self.contradictions(&draft.targets[target], &composed);
                activity.targets.push(composed);
            }
            activities.push(activity);
        }
        activities
    }

    /// The target with its parts; `path` holds the composed targets that led here.
    fn target(&self, index: TargetIndex, path: &mut Vec<TargetIndex>) -> Target {
        let draft = &self.drafts[index.activity].targets[index.target];
        let mut target = draft.target.clone();
        let Some(named) = &draft.parts else { return target };
        if path.contains(&index) {
            let name = &target.name;
            let message = say!(vi: "chỉ tiêu `{name}` được ghép từ chính nó", en: "target `{name}` is made of itself");
            self.report_once(
                Finding::new(&circular_definition::CODE, target.place, message)
                    .help(say!(vi: "bỏ nó khỏi `all_of`, `any_of`", en: "take it out of `all_of` or `any_of`")),
            );
            return target;
        }
        path.push(index);
        let mut parts: Vec<(TargetIndex, Target, Place)> = Vec::new();
        for name in &named.names {
            if let Some(part) = self.find(index.activity, name) {
                parts.push((part, self.target(part, path), name.place));
            }
        }
        path.pop();
        let Some((_, first, _)) = parts.first() else { return target };
        for (_, part, place) in &parts[1..] {
            let days = |target: &Target| target.windows.iter().map(|window| window.days).collect::<Vec<_>>();
            let moving = |target: &Target| (target.own.clone(), target.rolling);
            if part.population != first.population || days(part) != days(first) || moving(part) != moving(first) {
                let (a, b) = (&first.name, &part.name);
                let message = say!(vi: "`{b}` không cùng nhóm đối tượng hoặc không cùng các kỳ với `{a}`", en: "`{b}` does not have the population or the windows of `{a}`");
                self.report_once(Finding::new(&parts_differ::CODE, *place, message)
                    .help(say!(vi: "chọn phần khác, hoặc cho các phần cùng `population` và `schedule`", en: "choose another part, or give the parts one `population` and `schedule`")));
            }
        }
        if draft.own_population && target.population != first.population {
            let name = &first.name;
            let message = say!(vi: "nhóm đối tượng khác với nhóm của phần `{name}`; bỏ `population` ở đây", en: "the population is not that of its part `{name}`; leave `population` out here");
            self.report_once(Finding::new(&parts_differ::CODE, target.place, message));
        }
        target.population = first.population;
        let needed = match named.rule {
            Rule::All => Some(Needed::Number(Number::count(parts.len() as u64))),
            Rule::Any => Some(Needed::Number(Number::ONE)),
            Rule::Some | Rule::Points { .. } => draft.needed.clone(),
        };
        if !named.is_counted() {
            target.threshold = Threshold::AtLeast;
        }
        (target.own, target.rolling) = (first.own.clone(), first.rolling);
        // A table of windows in its own threshold says what is needed in which of them.
        let own = std::mem::take(&mut target.windows);
        let needed = |window: &Window| {
            let said = || own.iter().find(|own| own.days == window.days).map(|own| own.needed.clone());
            needed.clone().or_else(said)
        };
        target.windows = (0..first.windows.len())
            .filter_map(|at| {
                let needed = needed(&first.windows[at])?;
                let due = parts.iter().filter_map(|(_, part, _)| part.windows.get(at)).map(|window| window.due).max();
                let window = &first.windows[at];
                Some(Window { due: due.unwrap_or(window.due), needed, from_ever: false, ..window.clone() })
            })
            .collect();
        target.awaiting.clone_from(&first.awaiting);
        target.pending.clone_from(&first.pending);
        let mut rule = named.rule.clone();
        if parts.len() < named.names.len() && matches!(rule, Rule::Points { .. }) {
            // A part that nobody knows has been told; the plan is refused.
            rule = Rule::Some;
        }
        target.counting = Counting::Parts { rule, parts: parts.iter().map(|(index, ..)| *index).collect() };
        target
    }

    /// The first days of the windows of the other versions of a target.
    fn others(&self, activity: usize, target: usize) -> Vec<Date> {
        let targets = &self.drafts[activity].targets;
        let versions = targets.iter().enumerate().filter(|(at, draft)| *at != target && draft.target.id == targets[target].target.id);
        let mut days: Vec<Date> = versions.flat_map(|(_, draft)| draft.target.windows.iter().map(|window| window.days.first)).collect();
        days.sort_unstable();
        days.dedup();
        days
    }

    /// The target on which the members of another one depend.
    fn given(&self, index: TargetIndex, target: &Target) -> Option<Given> {
        let (name, states) = self.draft(index).given.as_ref()?;
        let start = self.find(index.activity, name)?;
        if self.leads_back(index) {
            let text = &target.name;
            let message =
                say!(vi: "chỉ tiêu `{text}` phụ thuộc chính nó qua `given`", en: "target `{text}` depends on itself through `given`");
            self.report_once(Finding::new(&circular_definition::CODE, target.place, message));
            return None;
        }
        let other = self.target(start, &mut Vec::new());
        // Other populations of the same register will do: who is in both is asked.
        let kind = |population| SubjectKind::of(self.populations, population);
        if kind(other.population) != kind(target.population) {
            let (a, b) = (&target.name, &other.name);
            let message = say!(vi: "đối tượng của `{a}` và của `{b}` (trong `given`) không cùng loại", en: "the subjects of `{a}` and of `{b}` (in its `given`) are not of one kind");
            self.report_once(Finding::new(&parts_differ::CODE, name.place, message));
        }
        let alone = |window: &&Window| !other.windows.iter().any(|same| same.days == window.days);
        if let Some(window) = target.windows.iter().find(alone).filter(|_| other.windows.len() > 1) {
            let (b, label) = (&other.name, &window.label);
            let message = say!(vi: "`{b}` (trong `given`) không có kỳ `{label}`, nên trong kỳ đó không ai thuộc chỉ tiêu này", en: "`{b}` (in `given`) has no window `{label}`, so nobody is a member of this target in it");
            let help = say!(vi: "cho hai chỉ tiêu cùng `schedule`, hoặc chỉ tiêu trong `given` một kỳ duy nhất", en: "give both targets one `schedule`, or the one in `given` a single window");
            self.report_once(Finding::new(&parts_differ::CODE, name.place, message).help(help));
        }
        let capped = matches!(other.threshold, Threshold::AtMost | Threshold::Exactly);
        let never: &str = if capped { "late" } else { "exceeded" };
        if states.iter().all(|state| state == never) {
            let b = &other.name;
            let message = say!(vi: "`{b}` không bao giờ ở trạng thái `{never}`: ngưỡng của nó không cho phép", en: "`{b}` is never `{never}`: its threshold does not allow for that");
            self.report_once(Finding::new(&conflicting_keys::CODE, name.place, message));
        }
        Some(Given { target: start, states: states.clone() })
    }

    fn draft(&self, index: TargetIndex) -> &Draft {
        &self.drafts[index.activity].targets[index.target]
    }

    /// Whether what a target hangs on, its parts and those in `given`, hangs on it.
    fn leads_back(&self, start: TargetIndex) -> bool {
        let mut reached: Vec<TargetIndex> = self.hangs_on(start);
        let mut at = 0;
        while at < reached.len() {
            for next in self.hangs_on(reached[at]) {
                if !reached.contains(&next) {
                    reached.push(next);
                }
            }
            at += 1;
        }
        reached.contains(&start)
    }

    fn hangs_on(&self, index: TargetIndex) -> Vec<TargetIndex> {
        let draft = self.draft(index);
        let parts = draft.parts.iter().flat_map(|parts| &parts.names);
        parts.chain(draft.given.iter().map(|(name, _)| name)).filter_map(|name| self.find(index.activity, name)).collect()
    }

    /// Parts that are named twice, and thresholds that the parts can never reach.
    fn contradictions(&self, draft: &Draft, target: &Target) {
        let Some(parts) = &draft.parts else { return };
        for (at, name) in parts.names.iter().enumerate() {
            if parts.names[..at].iter().any(|other| other.text == name.text) {
                let text = &name.text;
                let message = say!(vi: "phần `{text}` được ghi hai lần", en: "the part `{text}` is named twice");
                self.report_once(
                    Finding::new(&conflicting_keys::CODE, name.place, message).help(say!(vi: "bỏ một lần", en: "leave it out once")),
                );
            }
        }
        let most = match &parts.rule {
            Rule::Some => Number::count(parts.names.len() as u64),
            Rule::Points { points, .. } => points.iter().filter(|points| **points > Number::ZERO).fold(Number::ZERO, |sum, one| sum + *one),
            Rule::All | Rule::Any => return,
        };
        let needed = target.windows.iter().filter_map(|window| match window.needed {
            Needed::Number(needed) => Some(needed),
            _ => None,
        });
        if let Some(needed) =
            needed.max().filter(|needed| *needed > most && matches!(target.threshold, Threshold::AtLeast | Threshold::Exactly))
        {
            let message = say!(vi: "các phần cộng lại chỉ được {most}, không bao giờ tới {needed}", en: "all parts together come to {most}, and never to {needed}");
            let help = say!(vi: "hạ ngưỡng, hoặc thêm phần", en: "lower the threshold, or add parts");
            self.report_once(Finding::new(&conflicting_keys::CODE, target.place, message).help(help));
        }
    }

    fn report_once(&self, finding: Finding) {
        let seen = self.cx.findings.borrow().iter().any(|other| other.code == finding.code && other.place == finding.place);
        if !seen {
            self.cx.add(finding);
        }
    }

    /// The target that a part names: an id of the same activity first, else `activity.target`.
    fn find(&self, activity: usize, name: &Text) -> Option<TargetIndex> {
        let same = self.drafts[activity].targets.iter().position(|draft| draft.target.id == name.text);
        if let Some(target) = same {
            return Some(TargetIndex { activity, target });
        }
        let all = || {
            self.drafts.iter().enumerate().flat_map(|(activity, entry)| {
                entry.targets.iter().enumerate().map(move |(target, draft)| (TargetIndex { activity, target }, &draft.target))
            })
        };
        let found = all().find(|(_, target)| target.name == name.text).map(|(index, _)| index);
        if found.is_none() {
            let text = &name.text;
            let message = say!(vi: "không có chỉ tiêu `{text}`", en: "there is no target `{text}`");
            let known: Vec<&str> = all().map(|(_, target)| target.name.as_str()).collect();
            self.report_once(Finding::new(&undefined_name::CODE, name.place, message).maybe_help(did_you_mean(text, known)));
        }
        found
    }
}
