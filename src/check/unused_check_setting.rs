//! A setting in `[checks]` silences or softens something that is nowhere found.

use super::RULES;
use crate::finding::{Code, Finding, code};
use crate::model::Settings;
use crate::say;

code!(
    /// A check setting to which nothing is found.
    CODE, "P025", "unused-check-setting", Warning,
    "`[checks]` tắt hoặc hạ mức một quy tắc mà số liệu không vi phạm ở chỗ nào. Bỏ dòng đó đi: để lại, nó sẽ che lỗi về sau.\n\nSai:  future-date = \"off\" khi không dòng nào có ngày ở sau hôm nay\nĐúng: bỏ dòng đó khỏi [checks]",
    "`[checks]` switches off or softens a rule that nothing in the data breaks. Remove the line: left there, it would hide the next fault.\n\nWrong: future-date = \"off\" where no row is dated after today\nRight: that line taken out of [checks]"
);

/// The findings for settings that have nothing to do: what `met` says no to was not found anywhere.
pub fn check(settings: &Settings, met: impl Fn(&Code) -> bool) -> Vec<Finding> {
    let idle = |code: &&&'static Code| {
        let lowered = settings.severities.get(code.id).is_some_and(|severity| *severity > code.severity);
        lowered && code.may_be_lowered() && **code != &CODE && !met(code)
    };
    let finding = |code: &&'static Code| {
        let (id, name) = (code.id, code.name);
        let message = say!(
            vi: "thiết lập cho {id} ({name}) không có tác dụng: không tìm thấy lỗi nào như vậy",
            en: "the setting for {id} ({name}) has no effect: nothing of the kind was found"
        );
        let help = say!(vi: "bỏ dòng này đi", en: "remove this line");
        Finding::new(&CODE, settings.checks.get(code.id).copied(), message).help(help)
    };
    RULES.iter().filter(idle).map(finding).collect()
}
