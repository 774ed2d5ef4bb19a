//! The tables of a plan.

use super::Form;
use super::plan_keys::{
    ACTIVITY_KEYS, BESIDE_KEYS, BY_KEYS, COMPARISON_KEYS, DUE_KEYS, FUND_USE_KEYS, GIVEN_KEYS, GOAL_KEYS, INHERITED_KEYS, LATE_KEYS,
    MEASURE_KEYS, NORM_KEYS, NUMBER_KEYS, OWN_KEYS, PLAN_KEYS, POPULATION_KEYS, RATIO_KEYS, ROLLING_KEYS, SCHEDULE_KEYS, TARGET_KEYS,
    THRESHOLD_KEYS, THROUGH_KEYS, VALIDITY_KEYS,
};
use super::workspace_keys::SHARED;

/// The keys of measures, of which a target says or inherits one at most; a target that says none counts rows.
pub const MEASURES: &[&str] = &["sum", "distinct", "latest", "level", "ratio", "mean", "standing", "all_of", "any_of", "some_of", "points"];

/// The keys of thresholds, of which a target says or inherits one at most.
pub const THRESHOLDS: &[&str] = &["at_least", "at_most", "exactly", "goal"];

/// A plan.
pub static PLAN: Form =
    Form {
        vi: "kế hoạch", en: "the plan", under: "", examples: &["period = \"2013..2020\""], instead: None, keys: &[PLAN_KEYS, SHARED]
    };

/// `[population.…]`.
pub static POPULATION: Form = Form {
    vi: "nhóm đối tượng",
    en: "a population",
    under: "population",
    examples: &["{ register = \"units\", where = { level = \"commune\" } }"],
    instead: None,
    keys: &[POPULATION_KEYS],
};

/// `[[population.…]]`: a version of a population.
pub static VERSION: Form = Form {
    vi: "bản của nhóm đối tượng",
    en: "a version of a population",
    under: "population",
    examples: &["{ register = \"units\", from = \"2016-01-01\" }"],
    instead: None,
    keys: &[POPULATION_KEYS, VALIDITY_KEYS],
};

/// `[[activity]]`.
pub static ACTIVITY: Form = Form {
    vi: "hoạt động",
    en: "an activity",
    under: "activity",
    examples: &["[[activity]]"],
    instead: None,
    keys: &[ACTIVITY_KEYS, INHERITED_KEYS, MEASURE_KEYS, BESIDE_KEYS, THRESHOLD_KEYS],
};

/// A target.
pub static TARGET: Form = Form {
    vi: "chỉ tiêu",
    en: "a target",
    under: "target",
    examples: &["{ id = \"xa\", population = \"xa\", at_least = 2 }"],
    instead: None,
    keys: &[TARGET_KEYS, INHERITED_KEYS, MEASURE_KEYS, BESIDE_KEYS, THRESHOLD_KEYS, VALIDITY_KEYS],
};

/// `[[activity.norm]]`.
pub static NORM: Form = Form {
    vi: "định mức",
    en: "a norm",
    under: "norm",
    examples: &["{ log = \"visits\", per = \"record\", at_most = 8_000_000 }"],
    instead: None,
    keys: &[NORM_KEYS, VALIDITY_KEYS],
};

/// A fund that may pay for an activity.
pub static FUND_USE: Form = Form {
    vi: "`funds`",
    en: "`funds`",
    under: "funds",
    examples: &["{ fund = \"…\", population = \"…\" }"],
    instead: Some(("mã nguồn kinh phí trong ngoặc kép", "a fund's id in quotes")),
    keys: &[FUND_USE_KEYS, VALIDITY_KEYS],
};

/// `schedule`, or a part of one.
pub static SCHEDULE: Form = Form {
    vi: "lịch thực hiện",
    en: "a schedule",
    under: "schedule",
    examples: &["{ every = \"year\" }"],
    instead: None,
    keys: &[SCHEDULE_KEYS],
};

/// `due` of a schedule.
pub static DUE: Form = Form { vi: "`due`", en: "`due`", under: "due", examples: &["{ days = 10 }"], instead: None, keys: &[DUE_KEYS] };

/// `late` of a schedule.
pub static LATE: Form =
    Form { vi: "`late`", en: "`late`", under: "late", examples: &["{ days = 180 }"], instead: None, keys: &[LATE_KEYS] };

/// `rolling` of a schedule.
pub static ROLLING: Form =
    Form { vi: "`rolling`", en: "`rolling`", under: "rolling", examples: &["{ months = 6 }"], instead: None, keys: &[ROLLING_KEYS] };

/// `from` or `by` of a schedule: a window of each subject's own.
pub static OWN: Form = Form { vi: "`by`", en: "`by`", under: "by", examples: &["{ column = \"due\" }"], instead: None, keys: &[OWN_KEYS] };

/// `by` of a target or an activity.
pub static BY: Form = Form {
    vi: "`by`",
    en: "`by`",
    under: "by",
    examples: &["{ column = \"manager\" }"],
    instead: Some(("mã cơ quan, danh sách mã cơ quan, \"subject\"", "an agency's id, a list of them, \"subject\"")),
    keys: &[BY_KEYS],
};

/// What stands for the number of a threshold.
pub static NUMBER: Form = Form {
    vi: "ngưỡng",
    en: "a threshold",
    under: "at_least",
    examples: &[
        "{ column = \"…\", times = 1.5 }",
        "{ by = \"…\", a = 70, b = 100 }",
        "{ members = \"…\" }",
        "{ \"2014\" = 60, \"2015\" = 70 }",
    ],
    instead: Some(("một số", "a number")),
    keys: &[NUMBER_KEYS],
};

/// `goal`, with its baseline.
pub static GOAL: Form = Form {
    vi: "`goal`",
    en: "`goal`",
    under: "goal",
    examples: &["{ column = \"goal\", from = { column = \"baseline\" } }"],
    instead: Some(("một số", "a number")),
    keys: &[GOAL_KEYS],
};

/// `ratio`.
pub static RATIO: Form = Form {
    vi: "`ratio`",
    en: "`ratio`",
    under: "ratio",
    examples: &["{ of = \"reached\", to = \"expected\" }"],
    instead: None,
    keys: &[RATIO_KEYS],
};

/// `points`: targets, and what each is worth.
pub static POINTS: Form =
    Form { vi: "`points`", en: "`points`", under: "points", examples: &["{ a = 30, b = 60 }"], instead: None, keys: &[] };

/// `given`.
pub static GIVEN: Form = Form {
    vi: "`given`",
    en: "`given`",
    under: "given",
    examples: &["{ target = \"…\", state = \"met\" }"],
    instead: None,
    keys: &[GIVEN_KEYS],
};

/// `through`, where rows reach subjects through what they share.
pub static THROUGH: Form = Form {
    vi: "`through`",
    en: "`through`",
    under: "through",
    examples: &["{ column = \"facility\", of = \"facility\" }"],
    instead: Some(("tên cột trong ngoặc kép", "a column's name in quotes")),
    keys: &[THROUGH_KEYS],
};

/// `where`, `required`, `when`: columns and what must hold.
pub static CONDITIONS: Form = Form {
    vi: "điều kiện",
    en: "conditions",
    under: "where",
    examples: &["{ form = \"tu-van\", days = { above = 3 } }"],
    instead: None,
    keys: &[],
};

/// A comparison in conditions.
pub static COMPARISON: Form = Form {
    vi: "phép so sánh trong `where`",
    en: "a comparison in `where`",
    under: "where",
    examples: &["{ above = 3 }"],
    instead: Some(("một giá trị, danh sách giá trị", "a value, a list of values")),
    keys: &[COMPARISON_KEYS],
};
