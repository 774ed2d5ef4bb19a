//! What the keys of a plan take and mean.

use super::key::{Key, Takes, key};
use super::workspace_keys::{CARRY_OVER, NOTE};
use super::{
    ACTIVITY, BY, DUE, FUND_USE, GIVEN, GOAL, LATE, NORM, NUMBER, OWN, POPULATION, RATIO, ROLLING, SCHEDULE, TARGET, THROUGH, VERSION,
};
use Takes::{Conditions, Either, Flag, Listed, Named, Number, Pattern, Points, Several, Table, Tables, Text, Texts, Whole, Words};

const ID: Key = key(
    "id",
    Text,
    "Mã: chữ cái, chữ số, `-` và `_` (mã chỉ tiêu có thể có dấu chấm).",
    "The id: letters, digits, `-` and `_` (a target's may hold dots).",
)
.needed();
const TITLE: Key = key("title", Text, "Tên hiện trong bảng và báo cáo.", "The name that tables and reports show.");
const CLAUSE: Key = key("clause", Text, "Điều khoản của kế hoạch giấy.", "The clause of the written plan.").like(r#""II.3""#);
const CALENDAR: Key =
    key("calendar", Text, "Một lịch khai báo trong tiendo.toml.", "A calendar that tiendo.toml declares.").like(r#""btp""#);

/// What says in which days something is in force.
pub(super) const VALIDITY_KEYS: &[Key] = &[
    key("from", Text, "Có hiệu lực từ ngày này.", "In force from this day.").like(r#""2016-01-01""#),
    key("to", Text, "Có hiệu lực đến hết ngày này.", "In force to the end of this day.").like(r#""2017-12-31""#),
    key("basis", Text, "Văn bản làm căn cứ.", "The decision that it rests on."),
];

pub(super) const PLAN_KEYS: &[Key] = &[
    ID,
    TITLE,
    key("issuer", Text, "Cơ quan ban hành.", "Who has issued the plan."),
    key("period", Text, "Thời gian thực hiện.", "The time in which it is carried out.").needed().like(r#""2013..2020""#),
    key("basis", Texts, "Các văn bản làm căn cứ.", "The decisions that it rests on.").like(r#"["59/2012/QĐ-TTg"]"#),
    key("currency", Text, "Đơn vị tiền.", "The currency.").like(r#""VND""#),
    CARRY_OVER,
    CALENDAR,
    key(
        "population",
        Named(const { &Either(const { &[Table(&POPULATION), Listed(const { &Table(&VERSION) })] }) }),
        "Các nhóm đối tượng: ai cần được phục vụ.",
        "The populations: who is to be covered.",
    )
    .like(r#"{"xa": {"register": "units", "where": {"level": "commune"}, "listed": ["dbkk"]}}"#),
    key("activity", Tables(&ACTIVITY), "Các hoạt động, theo thứ tự của kế hoạch.", "The activities, in the order of the plan."),
    NOTE,
];

pub(super) const POPULATION_KEYS: &[Key] = &[
    TITLE,
    key("register", Text, "Lấy từ sổ đăng ký này.", "Taken from this register.").like(r#""units""#),
    key("log", Text, "Lấy từ các dòng của nhật ký này.", "Taken from the records of this log."),
    key("union", Texts, "Gồm các nhóm này.", "Made of these populations.").like(r#"["xa", "thon"]"#),
    key("agencies", Texts, "Gồm các cơ quan này.", "Made of these agencies."),
    key("choices", Text, "Gồm các lựa chọn của một cột: nhật_ký.cột.", "Made of the choices of a column: log.column.")
        .like(r#""visits.form""#),
    key("where", Conditions, "Điều kiện trên các cột.", "Conditions on its columns.").like(r#"{"level": "commune"}"#),
    key("listed", Texts, "Được xếp vào một trong các diện này (đơn vị).", "Listed in one of these categories (units).").like(r#"["dbkk"]"#),
    key("within", Texts, "Nằm trong mỗi nhóm này.", "Within each of these populations."),
    key("outside", Texts, "Không nằm trong nhóm nào trong các nhóm này.", "In none of these populations."),
    key(
        "membership",
        Words(&["open", "any"]),
        "`open`: ai thuộc nhóm vào ngày đầu của kỳ; `any`: ai thuộc nhóm vào một ngày nào đó của kỳ. Không nói: vào ngày xét của kỳ.",
        "`open`: who belongs to it on the window's first day; `any`: whoever does on some day of it. Where nothing is said: on the window's reference day.",
    ),
    NOTE,
];

/// What a target says, or its activity for all of its targets.
pub(super) const INHERITED_KEYS: &[Key] = &[
    key("population", Text, "Nhóm đối tượng; `*` là cả kế hoạch.", "Who is to be covered; `*` is the plan as a whole.").like(r#""xa""#),
    key("log", Text, "Nhật ký được đếm.", "The log whose records count.").like(r#""visits""#),
    key("where", Conditions, "Những dòng nào được đếm.", "Which records count.").like(r#"{"form": "tu-van", "days": {"above": 3}}"#),
    key("tracked", Flag, "Chỉ đếm và hiện, không đánh giá.", "Counted and shown, never judged."),
    key(
        "share",
        Either(&[Number, Text]),
        "Bao nhiêu phần trăm đối tượng phải đạt, hoặc phân số; mặc định 100.",
        "How many percent of the subjects must have it, or a fraction; 100 where nothing is said.",
    )
    .like(r#""2/3""#),
    key(
        "schedule",
        Tables(&SCHEDULE),
        "Các kỳ xét; mặc định là thời gian của kế hoạch.",
        "The windows; the plan's period where nothing is said.",
    )
    .like(r#"{"every": "year"}"#),
    key(
        "pace",
        Words(&["linear", "end"]),
        "Có thể bị xem là chậm trước khi hết kỳ (`linear`) hay không (`end`).",
        "Whether it may be behind before a window ends (`linear`) or not (`end`).",
    ),
    key("lead", Text, "Cơ quan chủ trì.", "The agency that answers for it.").like(r#""so-tu-phap""#),
    key(
        "by",
        Either(const { &[Texts, Table(&BY)] }),
        "Ai thực hiện: các cơ quan, `subject` (chính đối tượng), hoặc một cột của sổ đăng ký.",
        "Who does it: agencies, `subject` (the subject itself), or a column of the register.",
    )
    .like(r#"["trung-tam", "chi-nhanh-1"]"#),
    key("with", Texts, "Cơ quan phối hợp.", "Agencies that take part."),
    key(
        "through",
        Either(const { &[Text, Table(&THROUGH)] }),
        "Cột dẫn từ dòng đến đối tượng, khi có nhiều cột.",
        "The column that leads from a record to its subject, where several could.",
    ),
    key(
        "count",
        Words(&["own", "within"]),
        "`within`: dòng của đơn vị bên dưới cũng được tính.",
        "`within`: records of units below the subject count too.",
    ),
    key(
        "periods",
        Words(&["within"]),
        "`within`: một dòng được tính vào mọi kỳ chứa kỳ của nó.",
        "`within`: a record counts in every window that contains its period.",
    ),
    key(
        "if_none",
        Words(&["met", "missed"]),
        "Ô không có giá trị được xem là đạt hay không đạt.",
        "Whether a cell without a value is met or missed.",
    ),
    key("required", Conditions, "Chỉ những đối tượng thỏa điều kiện này phải đạt.", "Only subjects for which this holds need to have it."),
    key(
        "given",
        Table(&GIVEN),
        "Chỉ xét khi chỉ tiêu khác của cùng đối tượng ở trạng thái này.",
        "Only where another target of the same subject is in this state.",
    )
    .like(r#"{"target": "mo-lop", "state": "met"}"#),
    key("unit", Text, "Đơn vị tính của giá trị.", "What its values count.").like(r#""%""#),
    key("decimals", Whole(0, 9), "Số chữ số thập phân khi hiện.", "How many decimal places are shown."),
];

pub(super) const MEASURE_KEYS: &[Key] = &[
    key("sum", Text, "Cộng một cột số.", "The sum of a number column.").like(r#""copies""#),
    key(
        "distinct",
        Text,
        "Số giá trị khác nhau của một cột, hoặc `day`, `month`, `quarter`, `year`.",
        "How many different values a column has; or `day`, `month`, `quarter`, `year`.",
    )
    .like(r#""month""#),
    key("latest", Text, "Giá trị của dòng cuối trong kỳ.", "The value of the last record within the window."),
    key("level", Text, "Giá trị của dòng cuối đến hết kỳ.", "The value of the last record up to the window's end."),
    key("ratio", Table(&RATIO), "Tỷ lệ phần trăm của hai tổng.", "One sum as a percentage of another.")
        .like(r#"{"of": "reached", "to": "expected"}"#),
    key("mean", Text, "Trung bình của một cột.", "The mean of a column."),
    key("standing", Text, "Số dòng còn hiệu lực của một sổ đăng ký.", "How many rows of a register are alive.").like(r#""clubs""#),
    key("all_of", Texts, "Đạt mọi chỉ tiêu này.", "All of these targets are met."),
    key("any_of", Texts, "Đạt một trong các chỉ tiêu này.", "One of these targets is met."),
    key("some_of", Texts, "Đạt đủ số chỉ tiêu trong các chỉ tiêu này.", "So many of these targets are met."),
    key("points", Points, "Điểm của từng chỉ tiêu đạt được.", "What each target is worth where it is met.").like(r#"{"a": 30, "b": 60}"#),
];

pub(super) const BESIDE_KEYS: &[Key] = &[
    key(
        "per",
        Text,
        "Cùng `latest`, `level`: cộng giá trị cuối của từng giá trị ở cột này.",
        "With `latest`, `level`: the last value for each value of this column, added up.",
    ),
    key(
        "veto",
        Texts,
        "Cùng `points`: chỉ tiêu nào không đạt thì không tính điểm.",
        "With `points`: targets without which there are no points.",
    ),
];

pub(super) const THRESHOLD_KEYS: &[Key] = &[
    key(
        "at_least",
        Either(const { &[Number, Table(&NUMBER)] }),
        "Ít nhất bằng này; mặc định 1. Số, một cột, hoặc bảng theo kỳ.",
        "At least so much; 1 where nothing is said. A number, a column, or a table of windows.",
    )
    .like("2"),
    key("at_most", Either(const { &[Number, Table(&NUMBER)] }), "Nhiều nhất bằng này.", "At most so much."),
    key("exactly", Either(const { &[Number, Table(&NUMBER)] }), "Đúng bằng này.", "Exactly so much."),
    key(
        "goal",
        Either(const { &[Number, Table(&GOAL)] }),
        "Mục tiêu cuối, đi dần từ mức ban đầu.",
        "Where it is to lead in the end, step by step from a baseline.",
    )
    .like(r#"{"column": "goal", "from": {"column": "baseline"}}"#),
];

pub(super) const ACTIVITY_KEYS: &[Key] = &[
    ID,
    key("number", Either(&[Text, Number]), "Số thứ tự trong kế hoạch.", "Its number in the plan.").like(r#""3""#),
    TITLE,
    CLAUSE,
    key(
        "funds",
        Listed(const { &Either(const { &[Text, Table(&FUND_USE)] }) }),
        "Những nguồn kinh phí được chi cho hoạt động này.",
        "The funds that may pay for it.",
    )
    .like(r#"["trung-uong"]"#),
    key(
        "spends",
        Texts,
        "Nhật ký mà chi phí là của hoạt động này, dù không chỉ tiêu nào đếm.",
        "Logs whose spending is this activity's, though no target counts them.",
    ),
    key("norm", Tables(&NORM), "Các định mức chi.", "Ceilings of spending."),
    key("target", Tables(&TARGET), "Các chỉ tiêu.", "The targets.").like(r#"[{"id": "xa", "population": "xa", "at_least": 2}]"#),
    key(
        "match",
        Text,
        "Cột mang mã chỉ tiêu: mỗi chỉ tiêu đếm những dòng mang mã của nó.",
        "The column that holds a target's id: each target counts the records that hold its own.",
    ),
    NOTE,
];

pub(super) const TARGET_KEYS: &[Key] = &[
    ID,
    TITLE,
    CLAUSE,
    key("part", Flag, "Chỉ là phần của chỉ tiêu khác: không đánh giá riêng.", "Only a part of another target: not judged by itself."),
    NOTE,
];

pub(super) const NORM_KEYS: &[Key] = &[
    key("id", Text, "Mã của định mức, nếu có.", "The norm's id, where it has one."),
    TITLE,
    CLAUSE,
    key("log", Text, "Nhật ký; mặc định là của hoạt động.", "The log; the activity's where nothing is said."),
    key("where", Conditions, "Những dòng nào.", "Which records."),
    key("through", Either(const { &[Text, Table(&THROUGH)] }), "Cột dẫn đến đối tượng.", "The column that leads to the subject."),
    key(
        "per",
        Words(&["subject", "record"]),
        "Mức cho mỗi đối tượng trong một kỳ, hay cho mỗi dòng.",
        "For each subject in a window, or for each record.",
    ),
    key("population", Text, "Đối tượng của định mức.", "Whom the norm is about."),
    key("schedule", Tables(&SCHEDULE), "Các kỳ của định mức.", "The windows of the norm.").like(r#"{"every": "year"}"#),
    key("at_most", Either(const { &[Number, Table(&NUMBER)] }), "Mức chi cao nhất.", "The ceiling.").needed().like("8000000"),
    key("times", Whole(1, i64::MAX), "Mức này được tính bao nhiêu lần.", "How many times the ceiling is allowed."),
    key("of", Text, "Cột nói mức này được tính bao nhiêu lần.", "The column that says how many times the ceiling is allowed."),
    NOTE,
];

pub(super) const FUND_USE_KEYS: &[Key] = &[
    key("fund", Text, "Mã nguồn kinh phí.", "The fund's id.").needed().like(r#""trung-uong""#),
    key("population", Text, "Chỉ chi cho nhóm đối tượng này.", "It pays for this population only."),
    NOTE,
];

pub(super) const SCHEDULE_KEYS: &[Key] = &[
    key("windows", Texts, "Các kỳ, liệt kê.", "The windows, listed.").like(r#"["2014", "2017"]"#),
    key(
        "every",
        Pattern("^(week|month|quarter|half|year|[Hh][12]|[Qq][1-4]|(0?[1-9]|1[0-2]))$"),
        "Mỗi tuần, tháng, quý, nửa năm, năm; hoặc mỗi năm một kỳ: H1, Q3, 05.",
        "Each week, month, quarter, half or year; or one period of each year: H1, Q3, 05.",
    )
    .like(r#""year""#),
    key("length", Whole(1, 1000), "Mỗi kỳ gồm bao nhiêu chu kỳ.", "How many of them one window has."),
    key("step", Whole(1, 1000), "Cứ bao nhiêu kỳ lấy một.", "Every so-manieth window."),
    key("over", Whole(1, 1000), "Mỗi kỳ xét cả bao nhiêu chu kỳ gần nhất.", "How many of the last ones each window looks back over."),
    key(
        "from",
        Either(const { &[Text, Table(&OWN)] }),
        "Kỳ đầu tiên; hoặc cột có ngày bắt đầu kỳ riêng của đối tượng.",
        "The first period; or the column with the day on which a subject's own window begins.",
    )
    .like(r#""2015""#),
    key("to", Text, "Kỳ cuối cùng.", "The last period.").like(r#""2018""#),
    key(
        "by",
        Either(const { &[Text, Table(&OWN)] }),
        "Một kỳ từ đầu kế hoạch đến ngày này; hoặc cột có hạn riêng của đối tượng.",
        "One window from the plan's first day to this day; or the column with a subject's own due day.",
    )
    .like(r#""2020-09-30""#),
    key("days", Whole(1, 100_000), "Kỳ riêng dài bao nhiêu ngày.", "How many days a subject's own window has."),
    key("months", Whole(1, 100_000), "Kỳ riêng dài bao nhiêu tháng.", "How many months a subject's own window has."),
    key("rolling", Table(&ROLLING), "Kỳ trượt đến ngày xem.", "A window that ends on the day of looking.").like(r#"{"months": 6}"#),
    key("awaiting", Text, "Chưa có kỳ: đang chờ điều gì.", "No window yet: what is being waited for."),
    CALENDAR,
    key("due", Table(&DUE), "Hạn của báo cáo về một kỳ.", "When the report on a period is due.").like(r#"{"days": 10}"#),
    key("late", Table(&LATE), "Trễ đến bao lâu còn được tính.", "How late a record may still count.").like(r#"{"days": 180}"#),
    key("since", Text, "Phần này của lịch có từ ngày này.", "This part of the schedule is there from this day."),
    key("until", Text, "Phần này của lịch có đến ngày này.", "This part of the schedule is there up to this day."),
    NOTE,
];

pub(super) const DUE_KEYS: &[Key] = &[
    key("days", Whole(-40_000, 40_000), "Bao nhiêu ngày sau (hoặc trước, nếu âm).", "How many days after (or before, where below zero)."),
    key(
        "from",
        Words(&["start", "end"]),
        "Kể từ đầu hay cuối kỳ; mặc định là cuối.",
        "From the start or the end of the window; the end where nothing is said.",
    ),
    key("on", Pattern("^[0-9]{2}-[0-9]{2}$"), "Tháng và ngày.", "The month and day.").like(r#""07-20""#),
    key("years", Whole(-100, 100), "Cùng `on`: bao nhiêu năm sau.", "With `on`: how many years later."),
];

pub(super) const LATE_KEYS: &[Key] =
    &[key("days", Whole(0, 40_000), "Bao nhiêu ngày sau hạn.", "How many days after the due day.").needed()];

pub(super) const ROLLING_KEYS: &[Key] = &[
    key("days", Whole(1, 100_000), "Bao nhiêu ngày.", "How many days."),
    key("months", Whole(1, 100_000), "Bao nhiêu tháng.", "How many months."),
];

pub(super) const OWN_KEYS: &[Key] =
    &[key("column", Text, "Cột ngày của sổ đăng ký.", "A date column of the register.").needed().like(r#""due""#)];

pub(super) const BY_KEYS: &[Key] =
    &[key("column", Text, "Cột cơ quan của sổ đăng ký.", "An agency column of the register.").needed().like(r#""manager""#)];

pub(super) const NUMBER_KEYS: &[Key] = &[
    key("column", Text, "Cột số của sổ đăng ký: mỗi đối tượng một ngưỡng.", "A number column of the register: each subject has its own."),
    key("times", Number, "Nhân cột đó với số này.", "The column times this number."),
    key("members", Text, "Số đối tượng của nhóm này.", "How many members this population has."),
    key("value", Number, "Một số.", "A number."),
    key("by", Text, "Cột quyết định ngưỡng: mỗi giá trị của nó một số.", "The column that decides: a number for each of its values."),
];

pub(super) const GOAL_KEYS: &[Key] = &[
    key("column", Text, "Cột số của sổ đăng ký.", "A number column of the register."),
    key("times", Number, "Nhân cột đó với số này.", "The column times this number."),
    key("members", Text, "Số đối tượng của nhóm này.", "How many members this population has."),
    key("value", Number, "Một số.", "A number."),
    key("to", Number, "Mục tiêu cuối.", "Where it is to lead."),
    key("by", Text, "Cột quyết định mục tiêu: mỗi giá trị của nó một số.", "The column that decides: a number for each of its values."),
    key("from", Either(const { &[Number, Table(&NUMBER)] }), "Mức ban đầu; mặc định 0.", "The baseline; 0 where nothing is said."),
];

pub(super) const RATIO_KEYS: &[Key] = &[
    key("of", Either(&[Text, Conditions]), "Tử số: một cột, hoặc điều kiện của dòng.", "What is divided: a column, or conditions on rows.")
        .needed()
        .like(r#""reached""#),
    key(
        "to",
        Either(&[Text, Conditions]),
        "Mẫu số: một cột, `rows`, hoặc điều kiện.",
        "What it is divided by: a column, `rows`, or conditions.",
    )
    .needed()
    .like(r#""rows""#),
];

pub(super) const GIVEN_KEYS: &[Key] = &[
    key("target", Text, "Chỉ tiêu khác.", "The other target.").needed(),
    key(
        "state",
        Several(&["waived", "upcoming", "met", "late", "exceeded", "overdue", "open"]),
        "Trạng thái của ô.",
        "The state of its cell.",
    )
    .needed(),
];

pub(super) const THROUGH_KEYS: &[Key] = &[
    key("column", Text, "Cột của dòng.", "A column of the records.").needed(),
    key("of", Text, "Cột của đối tượng phải có cùng giá trị.", "The column of the subjects that must hold the same.").needed(),
];

const VALUE: Takes = Either(&[Number, Text]);

pub(super) const COMPARISON_KEYS: &[Key] = &[
    key("above", VALUE, "Lớn hơn.", "Above."),
    key("below", VALUE, "Nhỏ hơn.", "Below."),
    key("at_least", VALUE, "Ít nhất.", "At least."),
    key("at_most", VALUE, "Nhiều nhất.", "At most."),
    key("not", Listed(&Either(&[Text, Number, Flag])), "Không phải.", "None of these."),
];
