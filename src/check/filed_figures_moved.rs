//! Figures that were handed in would be others today.

use crate::finding::{Finding, code};
use crate::read::Place;
use crate::say;
use crate::text::{Lang, Message, count_en};

code!(
    /// A filed period whose figures have changed since.
    CODE, "T007", "filed-figures-moved", Warning,
    "Số liệu của một kỳ đã báo cáo (tệp trong filed/) nay tính lại cho kết quả khác: có dòng được nhập, sửa hoặc xóa sau khi báo cáo, hoặc kế hoạch đã thay đổi. `tiendo restated` liệt kê từng số liệu. Sửa nhật ký nếu đó là nhầm lẫn; nếu không, báo cáo lại và lưu bằng `tiendo report KỲ --file --again`.\n\nSai:  filed/2014.csv ghi covered = 3 trong khi nhật ký nay cho 4\nĐúng: sau khi báo cáo lại, filed/2014.csv ghi covered = 4",
    "The figures of a period that was reported (a file in filed/) come out differently today: rows were entered, changed or taken out after the report, or the plan was changed. `tiendo restated` lists each figure. Correct the log if that was a mistake; else report again and keep it with `tiendo report PERIOD --file --again`.\n\nWrong: filed/2014.csv says covered = 3 while the log now gives 4\nRight: after reporting again, filed/2014.csv says covered = 4"
);

/// The finding for a period of which so many figures moved; `first` says what the first of them was and is.
pub fn check(place: Place, period: &str, count: usize, first: &Message) -> Finding {
    let (vi, en) = (first.get(Lang::Vi), first.get(Lang::En));
    let (figures, have) = (count_en(count, "figure"), if count == 1 { "has" } else { "have" });
    let message = say!(
        vi: "kỳ {period}: {count} số liệu đã báo cáo nay tính ra khác; đầu tiên là {vi}",
        en: "{period}: {figures} as filed {have} moved; the first is {en}"
    );
    Finding::new(&CODE, place, message).help(say!(
        vi: "xem từng số liệu bằng `tiendo restated {period}`",
        en: "`tiendo restated {period}` lists them"
    ))
}

/// The finding for a file that is no filed period.
pub fn unreadable(place: Place) -> Finding {
    let message = say!(vi: "tệp này không phải số liệu đã báo cáo do `tiendo report --file` ghi", en: "this is no file that `tiendo report --file` wrote");
    Finding::new(&CODE, place, message)
        .help(say!(vi: "lưu lại kỳ đó, hoặc chuyển tệp đi nơi khác", en: "file the period again, or move the file elsewhere"))
}

/// The finding for a filed period of a plan or calendar that is there no more.
pub fn without_plan(place: Place, plan: &str, period: &str) -> Finding {
    Finding::new(
        &CODE,
        place,
        say!(vi: "kỳ {period} đã báo cáo của kế hoạch `{plan}`, nay không còn kế hoạch này", en: "{period} was filed for the plan `{plan}`, which is there no more"),
    )
}
