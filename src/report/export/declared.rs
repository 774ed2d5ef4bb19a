//! The tables that every export has: each column once, with its type, its unit and its meaning in both languages.

use super::{Column, Of, Table, Type};
use crate::text::Message;

/// A table as it is declared.
pub(super) struct Declared {
    pub(super) name: &'static str,
    of: Of,
    meaning: [&'static str; 2],
    pub(super) columns: &'static [DeclaredColumn],
}

/// A column as it is declared.
pub(super) struct DeclaredColumn {
    pub(super) name: &'static str,
    kind: Type,
    unit: &'static str,
    words: &'static str,
    pub(super) meaning: [&'static str; 2],
}

impl Declared {
    pub(super) fn table(&self) -> Table {
        let column = |column: &DeclaredColumn| Column {
            name: column.name.to_owned(),
            kind: column.kind,
            unit: column.unit.to_owned(),
            words: column.words.to_owned(),
            meaning: both(column.meaning),
        };
        Table { name: self.name.to_owned(), meaning: both(self.meaning), columns: self.columns.iter().map(column).collect(), of: self.of }
    }
}

fn both([vi, en]: [&str; 2]) -> Message {
    Message::new(vi, en)
}

const fn text(name: &'static str, vi: &'static str, en: &'static str) -> DeclaredColumn {
    DeclaredColumn { name, kind: Type::Text, unit: "", words: "", meaning: [vi, en] }
}

const fn words(name: &'static str, words: &'static str, vi: &'static str, en: &'static str) -> DeclaredColumn {
    DeclaredColumn { name, kind: Type::Text, unit: "", words, meaning: [vi, en] }
}

const fn count(name: &'static str, unit: &'static str, vi: &'static str, en: &'static str) -> DeclaredColumn {
    DeclaredColumn { name, kind: Type::Integer, unit, words: "", meaning: [vi, en] }
}

const fn number(name: &'static str, unit: &'static str, vi: &'static str, en: &'static str) -> DeclaredColumn {
    DeclaredColumn { name, kind: Type::Number, unit, words: "", meaning: [vi, en] }
}

const fn flag(name: &'static str, vi: &'static str, en: &'static str) -> DeclaredColumn {
    DeclaredColumn { name, kind: Type::Boolean, unit: "", words: "", meaning: [vi, en] }
}

const fn day(name: &'static str, vi: &'static str, en: &'static str) -> DeclaredColumn {
    DeclaredColumn { name, kind: Type::Date, unit: "", words: "", meaning: [vi, en] }
}

const VERDICTS: &str = "missed behind empty late on-track met waived upcoming awaiting tracked";
const STATES: &str = "waived met late exceeded overdue open upcoming";
const FRACTION: &str = "0..1";

const PLAN: DeclaredColumn = text("plan", "mã kế hoạch", "id of the plan");
const ACTIVITY: DeclaredColumn = text("activity", "mã hoạt động trong kế hoạch", "id of the activity in its plan");
const TARGET: DeclaredColumn = text("target", "chỉ tiêu: hoạt động.chỉ tiêu", "the target: activity.target");
const WINDOW: DeclaredColumn =
    text("window", "nhãn của kỳ: 2014, 2014-H1, 2013..2020, own", "label of the window: 2014, 2014-H1, 2013..2020, own");
const VERDICT: DeclaredColumn = words("verdict", VERDICTS, "đánh giá trên mọi kỳ đã bắt đầu", "verdict over all windows that have begun");
const NOW: DeclaredColumn =
    words("now", VERDICTS, "đánh giá hiện nay: chỉ các kỳ đang tính", "verdict now: over the windows that count now");
const LEAD: DeclaredColumn = text("lead", "mã cơ quan chủ trì", "id of the agency that answers for it");
const BY: DeclaredColumn =
    text("by", "mã các cơ quan thực hiện, cách nhau bằng dấu cách", "ids of the agencies that carry it out, with spaces between");
const WITH: DeclaredColumn =
    text("with", "mã các cơ quan phối hợp, cách nhau bằng dấu cách", "ids of the agencies that take part, with spaces between");
const CLAUSE: DeclaredColumn = text("clause", "điều khoản của kế hoạch", "clause of the plan");
const NOTE: DeclaredColumn = text("note", "ghi chú trong tệp kế hoạch", "note of the plan's file");
const SUBJECT_ID: DeclaredColumn = text(
    "subject_id",
    "đối tượng, một giá trị cho mỗi đối tượng: nối `cells` với `subjects` (cùng `plan`); mã được dùng lại thì thêm #2, #3",
    "the subject, one value for each: joins `cells` and `subjects` (with `plan`); a code that was used again gets #2, #3",
);
const REGISTER: DeclaredColumn = text(
    "register",
    "đối tượng từ đâu: units, một sổ đăng ký, agencies, nhật-ký.cột khi là các từ của một cột, hoặc plan khi cả kế hoạch là đối tượng",
    "where subjects come from: units, a register, agencies, log.column where they are the words of a column, or plan where the plan itself is the subject",
);

/// All of them.
pub(super) const TABLES: &[Declared] = &[
    Declared {
        name: "about",
        of: Of::About,
        meaning: ["một điều về cả lần xuất này", "one thing about the whole export"],
        columns: &[
            text(
                "key",
                "điều gì: export (phiên bản của các bảng), tiendo, as_of, period, revision, notice, left_out_rows",
                "what: export (version of the tables), tiendo, as_of, period, revision, notice, left_out_rows",
            ),
            text("value", "giá trị", "its value"),
        ],
    },
    Declared {
        name: "dictionary",
        of: Of::Dictionary,
        meaning: ["một cột của một bảng", "a column of a table"],
        columns: &[
            text("table", "bảng", "the table"),
            count(
                "position",
                "",
                "cột thứ mấy, từ 1; 0 là dòng về cả bảng",
                "its place in the table, from 1; 0 is the line about the table itself",
            ),
            text("column", "tên cột", "its name"),
            words("type", "text integer number boolean date", "kiểu giá trị", "type of its values"),
            text("unit", "đơn vị của số", "what its numbers count"),
            text("words", "những từ có thể có, cách nhau bằng dấu cách", "the words that may stand in it, with spaces between"),
            text("meaning_vi", "ý nghĩa, tiếng Việt", "meaning in Vietnamese"),
            text("meaning_en", "ý nghĩa, tiếng Anh", "meaning in English"),
        ],
    },
    Declared {
        name: "plans",
        of: Of::Plans,
        meaning: ["một kế hoạch", "a plan"],
        columns: &[
            PLAN,
            text("title", "tên kế hoạch", "its title"),
            text("issuer", "cơ quan ban hành", "who issued it"),
            text("period", "thời gian của kế hoạch, như đã viết", "its period, as written"),
            day("start", "ngày đầu", "its first day"),
            day("end", "ngày cuối", "its last day"),
            text("currency", "đơn vị tiền", "currency of its money"),
            VERDICT,
            NOW,
        ],
    },
    Declared {
        name: "activities",
        of: Of::Activities,
        meaning: ["một hoạt động của một kế hoạch", "an activity of a plan"],
        columns: &[
            PLAN,
            ACTIVITY,
            text("number", "số thứ tự trong kế hoạch", "its number in the plan"),
            text("title", "tên hoạt động", "its title"),
            CLAUSE,
            NOTE,
            LEAD,
            BY,
            WITH,
            VERDICT,
            NOW,
        ],
    },
    Declared {
        name: "targets",
        of: Of::Targets,
        meaning: ["một chỉ tiêu, hoặc một phiên bản của nó", "a target, or one version of it"],
        columns: &[
            PLAN,
            ACTIVITY,
            TARGET,
            text("title", "tên chỉ tiêu", "its title"),
            CLAUSE,
            NOTE,
            text("population", "mã nhóm đối tượng; trống: cả kế hoạch", "id of its population; empty: the plan itself"),
            REGISTER,
            text("log", "nhật ký được đếm", "the log that is counted"),
            words("measure", "rows sum distinct latest level ratio mean standing parts none", "đo bằng gì", "what is measured"),
            words("threshold", "at_least at_most exactly goal", "cách so với mức cần đạt", "how the value is held against the threshold"),
            number("share", FRACTION, "tỷ lệ đối tượng phải đạt", "share of the population that must be covered"),
            text("unit", "đơn vị của giá trị", "what its values count"),
            flag("tracked", "chỉ theo dõi, không đánh giá", "counted and shown, never judged"),
            flag("part", "chỉ là phần của chỉ tiêu khác", "only a part of other targets"),
            LEAD,
            BY,
            WITH,
            day("valid_from", "phiên bản này có hiệu lực từ ngày", "first day on which this version is in force"),
            day("valid_to", "phiên bản này có hiệu lực đến ngày", "last day on which this version is in force"),
            text("basis", "văn bản đặt ra phiên bản này", "the decision behind this version"),
            VERDICT,
            NOW,
        ],
    },
    Declared {
        name: "windows",
        of: Of::Windows,
        meaning: ["một kỳ của một chỉ tiêu", "a window of a target"],
        columns: &[
            PLAN,
            ACTIVITY,
            TARGET,
            WINDOW,
            day("start", "ngày đầu của kỳ", "its first day"),
            day("end", "ngày cuối của kỳ", "its last day"),
            day("due", "hạn", "when it is due"),
            number("needed", "", "mức cần đạt, khi chung cho mọi đối tượng", "what a subject needs, where it is the same for all"),
            text("needed_column", "cột ghi mức của từng đối tượng", "the column that has each subject's own"),
            count("members", "cells", "số đối tượng", "members of the population"),
            count("waived", "cells", "được miễn", "waived"),
            count("eligible", "cells", "phải đạt: members − waived", "to be covered: members − waived"),
            count("met", "cells", "đạt đúng hạn", "met on time"),
            count("late", "cells", "đạt muộn", "met late"),
            count("exceeded", "cells", "vượt trần", "above the ceiling"),
            count("overdue", "cells", "quá hạn chưa đạt", "past due and not met"),
            count("open", "cells", "chưa đạt, chưa đến hạn", "not met, not yet due"),
            count("upcoming", "cells", "chưa bắt đầu", "not begun"),
            count("covered", "cells", "met + late", "met + late"),
            count("required", "cells", "số phải đạt theo tỷ lệ", "how many must be covered, by the share"),
            number("coverage", FRACTION, "covered ÷ eligible", "covered ÷ eligible"),
            number("progress", FRACTION, "tiến độ trung bình", "mean progress of the cells"),
            number("elapsed", FRACTION, "phần thời gian đã qua", "share of the window that has passed"),
            number("total", "", "tổng các giá trị, khi cộng được", "sum of the values, where they can be added"),
            words("verdict", VERDICTS, "đánh giá kỳ này", "verdict of this window"),
            words("now", VERDICTS, "đánh giá khi không kể những gì đã chấp nhận", "the same without what is accepted"),
            flag("begun", "đã bắt đầu", "whether it has begun"),
            flag("current", "đang tính trong đánh giá hiện nay", "whether the verdict now looks at it"),
        ],
    },
    Declared {
        name: "cells",
        of: Of::Cells,
        meaning: ["một đối tượng trong một kỳ của một chỉ tiêu", "one subject in one window of one target"],
        columns: &[
            PLAN,
            ACTIVITY,
            TARGET,
            WINDOW,
            SUBJECT_ID,
            text("subject", "mã hoặc khóa của đối tượng, như trong sổ", "the subject's code or key, as the register has it"),
            day("start", "ngày đầu", "first day"),
            day("end", "ngày cuối", "last day"),
            day("due", "hạn của đối tượng này", "when this subject is due"),
            number("needed", "", "mức cần đạt", "what it needs"),
            number("baseline", "", "mức ban đầu, khi có mục tiêu tính từ đó", "the baseline a goal is seen from"),
            number("done", "", "giá trị; trống: không có giá trị", "the value; empty: there is none"),
            words("state", STATES, "tình trạng", "how it stands"),
            flag("covered", "tình trạng là met hoặc late", "whether the state is met or late"),
            flag("required", "phải đạt; false: chỉ khuyến khích", "whether it must be covered; false: only encouraged"),
            flag("accepted", "phần thiếu đã được chấp nhận", "whether the miss is known and accepted"),
            text(
                "responsible",
                "mã các cơ quan chịu trách nhiệm, cách nhau bằng dấu cách",
                "ids of those whose job it is, with spaces between",
            ),
            day("last_record", "dòng cuối cùng được tính, khi kỳ tính ngược từ hôm nay", "the last record, where the window ends today"),
        ],
    },
    Declared {
        name: "subjects",
        of: Of::Subjects,
        meaning: ["một đối tượng của một kế hoạch, như ở kỳ cuối có nó", "a subject of a plan, as in the last window that has it"],
        columns: &[
            PLAN,
            SUBJECT_ID,
            REGISTER,
            text("subject", "mã hoặc khóa, như trong sổ", "its code or key, as the register has it"),
            text("name", "tên", "its name"),
            text("level", "cấp của đơn vị", "level of its unit"),
            text("unit", "mã đơn vị của đối tượng", "code of the unit it stands in"),
            text("unit_name", "tên đơn vị đó", "name of that unit"),
            text("district", "mã huyện", "code of its district"),
            text("district_name", "tên huyện", "name of its district"),
            text("parent", "mã đơn vị ngay bên trên", "code of the unit directly above"),
            text("parent_name", "tên đơn vị bên trên", "name of the unit above"),
            text("path", "các đơn vị bên trên, từ cao xuống, cách nhau bằng ` / `", "the units above, from the top, with ` / ` between"),
            text(
                "categories",
                "danh mục mà đơn vị thuộc về, cách nhau bằng dấu cách",
                "categories its unit is listed in, with spaces between",
            ),
            day("as_of", "tên và nơi như vào ngày này", "name and place are those of this day"),
        ],
    },
    Declared {
        name: "money",
        of: Of::Money,
        meaning: ["một dòng dự toán của một năm, hoặc khoản chi không có dòng nào", "a budget line of a year, or spending that has none"],
        columns: &[
            PLAN,
            text("currency", "đơn vị tiền", "its currency"),
            count("year", "", "năm dương lịch", "civil year"),
            text("fund", "mã nguồn; trống: dòng chi không ghi nguồn", "id of the fund; empty: records name none"),
            text("fund_name", "tên nguồn", "name of the fund"),
            text("activity", "mã hoạt động; trống: cả kế hoạch", "id of the activity; empty: the whole plan"),
            text("subject", "đối tượng của dòng dự toán; trống: mọi đối tượng", "whom the line is for; empty: everybody"),
            flag("given", "có dự toán hoặc số chuyển sang", "whether something was allocated or carried over"),
            number("allocated", "currency", "dự toán", "allocated"),
            number("carried", "currency", "năm trước chuyển sang", "carried over from the year before"),
            number("drawn", "currency", "lấy từ dòng khác (âm: trả cho dòng khác)", "taken from other lines (below zero: paid for others)"),
            number("spent", "currency", "đã chi", "spent"),
            number("carried_on", "currency", "chuyển sang năm sau", "carried on to the next year"),
            number("left", "currency", "còn lại", "left"),
            number("over", "currency", "vượt", "over"),
            count("records", "records", "số dòng nhật ký đã chi", "records behind what was spent"),
        ],
    },
    Declared {
        name: "findings",
        of: Of::Findings,
        meaning: ["một phát hiện của `tiendo check`", "a finding of `tiendo check`"],
        columns: &[
            text("code", "mã, chẳng hạn V001", "its code, such as V001"),
            text("rule", "tên quy tắc", "name of the rule"),
            words("severity", "error warning", "mức độ", "severity"),
            words(
                "about",
                "data plan",
                "về số liệu hay về tiến độ của kế hoạch",
                "whether it is about the data or about the plan's progress",
            ),
            text("file", "tệp", "the file"),
            count("line", "", "dòng", "the line"),
            count("column", "", "cột ký tự", "the column"),
            text("message_vi", "nội dung, tiếng Việt", "what it says, in Vietnamese"),
            text("message_en", "nội dung, tiếng Anh", "what it says, in English"),
            text("help_vi", "cách sửa, tiếng Việt", "what to do, in Vietnamese"),
            text("help_en", "cách sửa, tiếng Anh", "what to do, in English"),
        ],
    },
];
