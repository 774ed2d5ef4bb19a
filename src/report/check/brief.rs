//! The check in a few lines, made for a mail: how the data and the plan stand, the gate, what is new.

use super::Check;
use crate::cover::Verdict;
use crate::finding::Family;
use crate::report::document::Block;
use crate::report::names::verdict_word;
use crate::say;
use crate::text::{Lang, Message, count_en, figure};

/// How many of the worst findings are named.
const NAMED: usize = 3;
/// No title is longer in a line.
const TITLE: usize = 70;

impl Check<'_> {
    /// At most ten lines.
    pub(super) fn brief(&self) -> Block {
        let mut lines = Vec::new();
        if let Some((workspace, state)) = self.understood {
            let titles: Vec<&str> = state.plans.iter().map(|plan| workspace.plans[plan.plan].title.as_str()).collect();
            let title = cut(&titles.join("; "));
            let [day_vi, day_en] = [Lang::Vi, Lang::En].map(|lang| crate::calendar::display_date(self.as_of, lang));
            lines.push(say!(vi: "{title}, tính đến {day_vi}", en: "{title}, as of {day_en}"));
        }
        lines.push(self.summary());
        lines.push(self.gate.clone().unwrap_or_else(|| say!(vi: "qua ngưỡng kiểm tra", en: "the gate is passed")));
        lines.extend(self.activities_by_verdict());
        lines.extend(self.kept_out().into_iter().take(2));
        let worst = self.worst_findings();
        lines.extend(worst.iter().take(NAMED).cloned());
        if worst.len() > NAMED {
            let more = worst.len() - NAMED;
            let [vi, en] = [Lang::Vi, Lang::En].map(|lang| figure(&more.to_string(), lang));
            lines.push(say!(vi: "và {vi} phát hiện nữa: tiendo check", en: "and {en} more: tiendo check"));
        }
        Block::Lines(lines)
    }

    /// How many activities stand how now.
    fn activities_by_verdict(&self) -> Option<Message> {
        let (_, state) = self.understood?;
        let activities = || state.plans.iter().flat_map(|plan| &plan.activities).filter(|activity| !activity.targets.is_empty());
        let list = |lang| -> String {
            let counts = Verdict::ALL.into_iter().filter_map(|verdict| {
                let count = activities().filter(|activity| activity.now == verdict).count();
                (count > 0).then(|| format!("{count} {}", verdict_word(verdict).get(lang)))
            });
            counts.collect::<Vec<_>>().join(", ")
        };
        let all = activities().count();
        let (vi, en) = (list(Lang::Vi), list(Lang::En));
        let named = count_en(all, "activity").replace("activitys", "activities");
        (all > 0).then(|| say!(vi: "{all} hoạt động có chỉ tiêu: {vi}", en: "{named} with targets: {en}"))
    }

    /// What is wrong with the data first, then what was missed, each in a line: its place and what it is.
    fn worst_findings(&self) -> Vec<Message> {
        let missed = |code: &str| code == "T001";
        let wanted = self.findings.iter().filter(|found| found.fails || missed(found.finding.code.id));
        let mut found: Vec<_> = wanted.collect();
        found.sort_by_key(|found| found.finding.code.family() == Family::Targets);
        let line = |found: &&super::Diagnostic| {
            let place = found.located.as_ref().filter(|_| found.is_about_data()).map(|place| format!("{}:{} ", place.path, place.line));
            let (id, place) = (found.finding.code.id, place.unwrap_or_default());
            let text = |lang| format!("{place}[{id}] {}", found.finding.message.get(lang));
            Message::new(text(Lang::Vi), text(Lang::En))
        };
        found.iter().map(line).collect()
    }
}

/// The beginning of a long title.
fn cut(title: &str) -> String {
    if title.chars().count() <= TITLE {
        return title.to_owned();
    }
    format!("{}…", title.chars().take(TITLE - 1).collect::<String>().trim_end())
}
