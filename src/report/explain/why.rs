//! Why a record counts for a cell or does not, in words.

use super::cell::Found;
use super::rule;
use crate::finding::{Finding, Severity};
use crate::model::{Condition, Counting, Kind, Plan, SubjectKind, Target, UNITS, Window, Workspace};
use crate::read::Place;
use crate::report::records::Record;
use crate::say;
use crate::scan::Fate;
use crate::text::{Lang, Message, Word};

/// The key of what became of a row in JSON.
pub(super) fn fate_key(fate: Fate) -> &'static str {
    match fate {
        Fate::OnTime => "on-time",
        Fate::Late => "late",
        Fate::Before => "before",
        Fate::After => "after",
        Fate::OtherPeriod => "other-period",
        Fate::NotYet => "after-as-of",
        Fate::OtherKind => "other-kind",
        Fate::Elsewhere => "elsewhere",
        Fate::LeftOut => "left-out",
    }
}

/// Why a record did not count.
pub(super) fn why(
    (workspace, plan, target): (&Workspace, &Plan, &Target),
    (window, of): (&Window, &Found<'_>),
    record: &Record,
    fate: Fate,
) -> Message {
    let Counting::Log { log, filter, through, .. } = &target.counting else { return Message::same("") };
    let log = workspace.log(*log);
    match fate {
        Fate::OnTime => say!(vi: "đúng hạn", en: "on time"),
        Fate::Late => Word::Late.into(),
        Fate::Before if target.own.is_some() => say!(vi: "trước kỳ", en: "before the window"),
        Fate::Before => {
            let [vi, en] = rule::day(window.days.first);
            say!(vi: "trước ngày đầu kỳ ({vi})", en: "before the window, which begins on {en}")
        }
        Fate::After => say!(vi: "sau kỳ, không còn được tính muộn", en: "after the window, too late even to count as late"),
        Fate::OtherPeriod => say!(vi: "về kỳ khác", en: "about another period"),
        Fate::NotYet => say!(vi: "sau ngày tính đến", en: "after the as-of date"),
        Fate::OtherKind => {
            let fails = |condition: &&Condition| {
                let column = &log.table.columns[condition.path.column];
                let text = record.text(condition.path.column).unwrap_or_default();
                let read = crate::decode::read(column, text, of.vocabulary, of.tree);
                condition.path.then.is_empty() && read.is_ok_and(|view| !condition.test.holds(view))
            };
            match filter.conditions.iter().find(fails).filter(|condition| !log.table.columns[condition.path.column].personal) {
                Some(condition) => {
                    let (has, wanted) = (record.text(condition.path.column).unwrap_or("\"\""), rule::condition_words(condition));
                    say!(vi: "loại khác: {has}, cần {wanted}", en: "another kind: {has}, wanted {wanted}")
                }
                None => say!(vi: "loại khác: không đúng điều kiện của chỉ tiêu", en: "another kind: not what the target asks for"),
            }
        }
        Fate::Elsewhere => {
            let unit = through.filter(|column| log.table.columns[*column].kind == Kind::Reference(UNITS));
            let holder = unit.and_then(|column| workspace.units.holder(record.text(column)?, record.date(log)?));
            match (holder, plan.kind(target.population)) {
                (Some(unit), SubjectKind::Units) => {
                    let name = workspace.unit_name(unit, record.date(log).unwrap_or(window.days.first));
                    say!(vi: "ngày đó mã này là của {name}", en: "on that day the code was that of {name}")
                }
                _ => say!(vi: "ngày đó không tính cho đối tượng này", en: "it does not count for this subject on its day"),
            }
        }
        Fate::LeftOut => {
            let place = record.place;
            let in_row = |found: &&Finding| {
                let at = |of: Place| of.file == place.file && of.start >= place.start && of.start <= place.end && !of.is_whole();
                found.severity == Severity::Error && (found.place.is_some_and(at) || found.also.as_ref().is_some_and(|also| at(also.place)))
            };
            let told: Vec<&Finding> = of.findings.iter().filter(in_row).collect();
            if told.is_empty() {
                return say!(
                    vi: "bị loại: dòng sau thay thế, hoặc nằm trong xung đột git",
                    en: "left out: a later row replaces it, or it stands in a git conflict"
                );
            }
            let words =
                |lang| told.iter().map(|found| format!("{}: {}", found.code.id, found.message.get(lang))).collect::<Vec<_>>().join("; ");
            let (vi, en) = (words(Lang::Vi), words(Lang::En));
            say!(vi: "bị loại: {vi}", en: "left out: {en}")
        }
    }
}
