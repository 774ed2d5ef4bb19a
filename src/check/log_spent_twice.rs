//! A log's money would be spent by several activities of a plan, and no column says by which.

use crate::finding::{Finding, code};
use crate::model::{Activity, Kind, LogIndex, Plan, Table};
use crate::say;

code!(
    /// Money that several activities would spend.
    CODE, "P027", "log-spent-twice", Error,
    "Nhật ký có cột tiền và cột nguồn kinh phí mà nhiều hoạt động của một kế hoạch cùng dùng: cùng một khoản chi sẽ bị tính nhiều lần. Thêm vào nhật ký một cột kiểu activity để mỗi dòng ghi rõ hoạt động, hoặc tách nhật ký.\n\nSai:  hai hoạt động đều có log = \"visits\", trong đó có cột fund và cost\nĐúng: [log.visits]\n      columns.activity = \"activity\"",
    "A log with a column of money and one of funds is used by several activities of a plan: the same money would be counted more than once. Give the log a column of type activity, in which each row says whose it is, or divide the log.\n\nWrong: two activities with log = \"visits\", which has columns fund and cost\nRight: [log.visits]\n       columns.activity = \"activity\""
);

/// The findings for a plan; `logs` are all that there are.
pub fn check(plan: &Plan, logs: &[Table]) -> Vec<Finding> {
    let mut found = Vec::new();
    for (at, log) in logs.iter().enumerate() {
        if log.spending().is_none() || !log.all(|kind| *kind == Kind::Activity).is_empty() {
            continue;
        }
        let spenders: Vec<&Activity> = plan.spenders(LogIndex(at)).into_iter().map(|at| &plan.activities[at]).collect();
        let Some((first, rest)) = spenders.split_first() else { continue };
        for other in rest {
            let (a, b, name) = (&first.id, &other.id, &log.name);
            let message = say!(
                vi: "tiền của nhật ký `{name}` vừa do hoạt động `{a}` vừa do `{b}` chi, mà không cột nào ghi rõ",
                en: "the money of the log `{name}` is spent by both the activities `{a}` and `{b}`, and no column says by which"
            );
            let help = say!(
                vi: "thêm cột kiểu activity vào nhật ký `{name}`: columns.activity = \"activity\"",
                en: "give the log `{name}` a column of type activity: columns.activity = \"activity\""
            );
            let note = say!(vi: "hoạt động kia", en: "the other one");
            found.push(Finding::new(&CODE, other.place, message).also(first.place, note).help(help));
        }
    }
    found
}
