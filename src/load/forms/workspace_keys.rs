//! What the keys of `tiendo.toml` take and mean.

use super::key::{Key, Takes, key};
use super::{AGENCY, CALENDAR, CATEGORY, COLUMN, FUND, LOG, REGISTER, REPORT, RULE, SILENCE, WIDE};
use Takes::{Checks, Conditions, Either, Flag, Named, Number, Pattern, Table, Tables, Text, Texts, Whole, Words};

/// `note` of whatever table.
pub(super) const NOTE: Key = key("note", Text, "Ghi chú tự do; chương trình không đọc.", "A free note; the program does not read it.");

/// Agencies, funds and categories: in `tiendo.toml`, shared by all plans, or in a plan.
pub(super) const SHARED: &[Key] = &[
    key(
        "agency",
        Named(const { &Either(const { &[Text, Table(&AGENCY)] }) }),
        "Các cơ quan: mã, và tên hoặc một bảng có tên, cơ quan cấp trên, địa bàn.",
        "The agencies: an id, and a name or a table with name, parent and area.",
    )
    .like(r#"{"so-tu-phap": "Sở Tư pháp", "chi-nhanh-1": {"name": "Chi nhánh số 1", "parent": "trung-tam", "area": ["180"]}}"#),
    key(
        "fund",
        Named(const { &Either(const { &[Text, Table(&FUND)] }) }),
        "Các nguồn kinh phí: mã và tên.",
        "The funds: an id and a name.",
    )
    .like(r#"{"trung-uong": "Ngân sách Trung ương hỗ trợ"}"#),
    key(
        "category",
        Named(const { &Either(const { &[Text, Table(&CATEGORY)] }) }),
        "Các diện mà registers/listings.csv xếp đơn vị vào: mã và tên.",
        "The categories in which registers/listings.csv lists units: an id and a name.",
    )
    .like(r#"{"dbkk": "Xã đặc biệt khó khăn"}"#),
];

pub(super) const SETTINGS_KEYS: &[Key] = &[
    key("format", Whole(1, 1), "Phiên bản định dạng của thư mục làm việc.", "The version of the workspace's format.").needed().like("1"),
    key(
        "language",
        Words(&["vi", "en"]),
        "Ngôn ngữ của chương trình; --lang và $TIENDO_LANG đứng trước.",
        "The language of the program's words; --lang and $TIENDO_LANG win.",
    )
    .like(r#""vi""#),
    key("notice", Text, "Câu đứng đầu mọi kết quả.", "A sentence at the head of every answer."),
    key(
        "level",
        Named(&Text),
        "Cấp đơn vị gọi là gì: từ trong cột `level` của units.csv, và tên gọi.",
        "What the levels of units are called: the word in the column `level` of units.csv, and its name.",
    )
    .like(r#"{"commune": "xã"}"#),
    key(
        "calendar",
        Named(const { &Table(&CALENDAR) }),
        "Lịch báo cáo có năm không bắt đầu từ tháng 1.",
        "Calendars whose years do not begin in January.",
    )
    .like(r#"{"btp": {"year_starts": "11-01"}}"#),
    key(
        "register",
        Named(const { &Table(&REGISTER) }),
        "Các sổ đăng ký: những gì tồn tại trong một thời gian. `units` có sẵn, ở đây chỉ thêm cột.",
        "The registers: what exists for a time. `units` is built in and gets more columns here.",
    ),
    key(
        "log",
        Named(const { &Table(&LOG) }),
        "Các nhật ký: những gì đã xảy ra, mỗi dòng một việc.",
        "The logs: what happened, a row for each event.",
    ),
    key(
        "report",
        Table(&REPORT),
        "Khung văn bản của báo cáo: cơ quan, nơi nhận, người ký, các phần.",
        "The frame of a report as a document: bodies, recipients, signer, parts.",
    ),
    key(
        "checks",
        Checks,
        "Mức độ của từng quy tắc (`error`, `warning`, `off`), và `pace_tolerance`.",
        "What each rule weighs (`error`, `warning`, `off`), and `pace_tolerance`.",
    )
    .like(r#"{"outside-population": "warning", "pace_tolerance": 0.1}"#),
];

pub(super) const REPORT_KEYS: &[Key] = &[
    key("parent", Text, "Cơ quan chủ quản.", "The body above the one that issues the report.").like(r#""ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN""#),
    key("issuer", Text, "Cơ quan ban hành.", "The body that issues the report.").like(r#""SỞ TƯ PHÁP""#),
    key("place", Text, "Địa danh ghi trên văn bản.", "The place at the head of the document.").like(r#""Lạng Sơn""#),
    key("number", Text, "Số, ký hiệu văn bản.", "The document's number.").like(r#"".../BC-STP""#),
    key("recipients", Texts, "Nơi nhận.", "Who gets the report."),
    key("signer", Texts, "Quyền hạn, chức vụ của người ký, mỗi dòng một ý.", "In what office it is signed, a line each.")
        .like(r#"["GIÁM ĐỐC"]"#),
    key("name", Text, "Tên người ký.", "The name of who signs."),
    key("parts", Texts, "Các phần của báo cáo, theo thứ tự.", "Which parts the report has, in their order."),
    key(
        "difficulties",
        Text,
        "Nhật ký ghi khó khăn, vướng mắc; các dòng trong kỳ được đưa vào báo cáo.",
        "The log of difficulties; its rows of the period stand in the report.",
    ),
    NOTE,
];

pub(super) const STATEMENTS_KEYS: &[Key] = &[
    key("causes", Texts, "Nguyên nhân.", "Causes."),
    key("difficulties", Texts, "Khó khăn, vướng mắc.", "Difficulties."),
    key("proposals", Texts, "Kiến nghị, đề xuất.", "Proposals."),
    key("next", Texts, "Nhiệm vụ kỳ tới.", "The tasks of the next period."),
    NOTE,
];

pub(super) const CALENDAR_KEYS: &[Key] = &[
    key(
        "year_starts",
        Pattern("^(0[1-9]|1[0-2])-01$"),
        "Ngày đầu năm báo cáo: ngày đầu của một tháng.",
        "The day on which its years begin: the first of a month.",
    )
    .needed()
    .like(r#""11-01""#),
    key(
        "named",
        Words(&["start", "end"]),
        "Năm gọi theo năm bắt đầu hay năm kết thúc; mặc định là `end`.",
        "Whether a year is called after the year in which it starts or ends; default `end`.",
    ),
    key("title", Text, "Tên của lịch.", "What the calendar is called."),
    NOTE,
];

const TITLE: Key = key("title", Text, "Tên hiện trong bảng và báo cáo.", "The name that tables and reports show.");

const COLUMNS: Key = key(
    "columns",
    Named(const { &Either(const { &[Text, Table(&COLUMN)] }) }),
    "Các cột: tên, và kiểu hoặc một bảng nói thêm về cột.",
    "The columns: a name, and a type or a table that says more.",
)
.like(r#"{"id": "key", "date": "date", "unit": "units", "participants": {"type": "integer", "min": 0}}"#);

pub(super) const REGISTER_KEYS: &[Key] = &[
    TITLE,
    key("noun", Text, "Một dòng của sổ gọi là gì, như trong `cả 59 điểm`.", "What one of its rows is called, as in `all 59 sites`.")
        .like(r#""điểm""#),
    COLUMNS,
    NOTE,
];

pub(super) const LOG_KEYS: &[Key] = &[
    TITLE,
    COLUMNS,
    key(
        "silence",
        Table(&SILENCE),
        "Nhật ký không có dòng mới trong bao lâu thì nhắc (T008).",
        "After how long without a new row the log is said to be silent (T008).",
    )
    .like(r#"{"days": 45, "by": "agency"}"#),
    key("unique", Texts, "Các cột mà hai dòng không được giống nhau.", "The columns in which no two rows may be alike.")
        .like(r#"["date", "unit"]"#),
    key(
        "last",
        Flag,
        "Trong các dòng giống nhau ở `unique`, chỉ dòng cuối được tính.",
        "Of rows that are alike in `unique`, only the last counts.",
    ),
    key("complete", Texts, "Các cột phải được điền thì dòng mới đầy đủ.", "The columns that must be filled in for a row to be complete."),
    key("rule", Tables(&RULE), "Những điều một dòng phải thỏa.", "What must hold of a row.")
        .like(r#"[{"when": {"form": "tu-van"}, "require": ["client"]}]"#),
    key(
        "key",
        Text,
        "Mẫu mã của dòng mới mà `record` và `import` đặt.",
        "The form of the keys that `record` and `import` make for new rows.",
    )
    .like(r#""L-{year}-{n:04}""#),
    key("defaults", Named(&Text), "Giá trị mặc định của `record`, theo cột.", "What `record` writes where nothing is said, by column.")
        .like(r#"{"fund": "trung-uong"}"#),
    key(
        "wide",
        Table(&WIDE),
        "Bảng rộng: mỗi kỳ hay mỗi giá trị một cột của tệp, mỗi ô là một dòng.",
        "A wide table: a column of the file for each period or value, and each field a row.",
    )
    .like(r#"{"columns": "2014-Q*", "as": "period", "value": "n"}"#),
    NOTE,
];

pub(super) const WIDE_KEYS: &[Key] = &[
    key("columns", Texts, "Tiêu đề của các cột ấy; `*` là bất cứ gì.", "The headings of these columns; `*` is anything.").needed(),
    key("as", Text, "Cột nhận tiêu đề.", "The column that takes the heading.").needed(),
    key("value", Text, "Cột nhận giá trị trong ô.", "The column that takes what stands in the field.").needed(),
];

pub(super) const COLUMN_KEYS: &[Key] = &[
    key(
        "type",
        Text,
        "Kiểu: `key`, `text`, `date`, `period`, `integer`, `number`, `money`, `choice`, `choices`, `boolean`, `agency`, `fund`, `activity`, `file`, `units`, tên một sổ đăng ký, hoặc một nhật ký có mã.",
        "The type: `key`, `text`, `date`, `period`, `integer`, `number`, `money`, `choice`, `choices`, `boolean`, `agency`, `fund`, `activity`, `file`, `units`, the name of a register, or of a log with keys.",
    )
    .needed()
    .like(r#""integer""#),
    key(
        "of",
        Either(&[Texts, Named(&Text)]),
        "Các lựa chọn của cột `choice`: danh sách, hoặc mã và tên.",
        "The choices of a `choice` column: a list, or ids and names.",
    )
    .like(r#"{"tu-van": "Tư vấn", "to-tung": "Tham gia tố tụng"}"#),
    key("required", Flag, "Có phải điền không; mặc định là có.", "Whether it must be filled in; it must where nothing is said."),
    key("min", Number, "Số nhỏ nhất.", "The least number."),
    key("max", Number, "Số lớn nhất.", "The greatest number."),
    key("at_most", Text, "Cột số mà số ở đây không được vượt.", "The number column that this number may not exceed.")
        .like(r#""participants""#),
    key(
        "empty_at_most",
        Number,
        "Tỷ lệ ô trống cho phép, theo phần trăm (cột không bắt buộc).",
        "The share of empty fields that is allowed, in percent (columns that are not required).",
    ),
    key(
        "names",
        Text,
        "Cột tham chiếu mà ô này lặp lại tên; tên được so với mã.",
        "The reference column whose name stands here again; it is held against the code.",
    )
    .like(r#""unit""#),
    key(
        "personal",
        Flag,
        "Dữ liệu cá nhân: được đọc và kiểm tra, không bao giờ hiện ra.",
        "About a person: read and checked, never shown.",
    ),
    key("header", Text, "Tiêu đề cột trong tệp, nếu khác tên cột.", "The column's heading in the file, where it differs from its name."),
    key("title", Text, "Tên gọi của cột; `import` nhận ra cột theo tên này.", "What people call the column; `import` knows it by this."),
    key("unit", Text, "Đơn vị tính.", "What its numbers count.").like(r#""%""#),
    key("decimals", Whole(0, 9), "Số chữ số thập phân khi hiện.", "How many decimal places are shown."),
    NOTE,
];

pub(super) const SILENCE_KEYS: &[Key] = &[
    key("days", Whole(1, 100_000), "Bao nhiêu ngày.", "How many days.").needed(),
    key(
        "by",
        Text,
        "Cột cơ quan, lựa chọn hoặc đơn vị: xét riêng từng giá trị.",
        "An agency, choice or unit column: each of its values is looked at by itself.",
    ),
];

pub(super) const RULE_KEYS: &[Key] = &[
    key("when", Conditions, "Những dòng nào; mọi dòng nếu không nói.", "Which rows; all where nothing is said.")
        .like(r#"{"form": "tu-van"}"#),
    key("require", Texts, "Cột phải điền, hoặc phép so sánh phải đúng.", "Columns that must be filled in, or comparisons that must hold."),
    key("forbid", Texts, "Cột phải để trống.", "Columns that must be empty."),
    key("message", Text, "Câu báo khi quy tắc bị vi phạm.", "What is said where the rule is broken."),
    NOTE,
];

const NAME: Key = key("name", Text, "Tên.", "The name.").needed();

pub(super) const AGENCY_KEYS: &[Key] = &[
    NAME,
    key("parent", Text, "Mã cơ quan cấp trên.", "The id of the agency above it.").like(r#""so-tu-phap""#),
    key(
        "area",
        Texts,
        "Mã các đơn vị mà cơ quan phụ trách, cùng mọi đơn vị bên dưới.",
        "The codes of the units that it serves, with all below them.",
    )
    .like(r#"["180", "181"]"#),
    NOTE,
];

/// `carry_over` of a fund or a plan.
pub(super) const CARRY_OVER: Key = key(
    "carry_over",
    Flag,
    "Phần chưa chi hết năm có được chuyển sang năm sau không.",
    "Whether what is left at the end of a year is carried into the next.",
);

pub(super) const FUND_KEYS: &[Key] = &[NAME, CARRY_OVER, NOTE];
pub(super) const CATEGORY_KEYS: &[Key] = &[NAME, NOTE];
