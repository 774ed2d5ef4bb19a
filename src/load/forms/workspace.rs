//! The tables of `tiendo.toml`, of which some may stand in a plan, too.

use super::Form;
use super::workspace_keys::{
    AGENCY_KEYS, CALENDAR_KEYS, CATEGORY_KEYS, COLUMN_KEYS, FUND_KEYS, LOG_KEYS, REGISTER_KEYS, REPORT_KEYS, RULE_KEYS, SETTINGS_KEYS,
    SHARED, SILENCE_KEYS, STATEMENTS_KEYS, WIDE_KEYS,
};

/// `tiendo.toml`.
pub static SETTINGS: Form = Form {
    vi: "tệp tiendo.toml",
    en: "the file tiendo.toml",
    under: "",
    examples: &["format = 1"],
    instead: None,
    keys: &[SETTINGS_KEYS, SHARED],
};

/// `[report]`: the frame of a report as a document.
pub static REPORT: Form = Form {
    vi: "khung báo cáo",
    en: "the frame of a report",
    under: "report",
    examples: &["[report]"],
    instead: None,
    keys: &[REPORT_KEYS],
};

/// `reports/PERIOD.toml`: what people say of a period.
pub static STATEMENTS: Form = Form {
    vi: "tệp lời của báo cáo",
    en: "the file of a report's own words",
    under: "",
    examples: &["causes = [\"…\"]"],
    instead: None,
    keys: &[STATEMENTS_KEYS],
};

/// A table whose keys are ids, words or windows.
pub static NAMES: Form =
    Form { vi: "bảng tên", en: "a table of names", under: "", examples: &["{ a = …, b = … }"], instead: None, keys: &[] };

/// `[calendar.…]`.
pub static CALENDAR: Form = Form {
    vi: "lịch báo cáo",
    en: "a calendar",
    under: "calendar",
    examples: &["{ year_starts = \"11-01\" }"],
    instead: None,
    keys: &[CALENDAR_KEYS],
};

/// `[register.…]`.
pub static REGISTER: Form =
    Form {
        vi: "sổ đăng ký", en: "a register", under: "register", examples: &["[register.clubs]"], instead: None, keys: &[REGISTER_KEYS]
    };

/// `[log.…]`.
pub static LOG: Form = Form { vi: "nhật ký", en: "a log", under: "log", examples: &["[log.visits]"], instead: None, keys: &[LOG_KEYS] };

/// A column of a register or a log.
pub static COLUMN: Form = Form {
    vi: "cột",
    en: "a column",
    under: "columns",
    examples: &["{ type = \"integer\", min = 0, required = false }"],
    instead: Some(("tên một kiểu trong ngoặc kép", "a type in quotes")),
    keys: &[COLUMN_KEYS],
};

/// `wide` of a log.
pub static WIDE: Form = Form {
    vi: "`wide`",
    en: "`wide`",
    under: "wide",
    examples: &["{ columns = \"2014-Q*\", as = \"period\", value = \"n\" }"],
    instead: None,
    keys: &[WIDE_KEYS],
};

/// `silence` of a log.
pub static SILENCE: Form = Form {
    vi: "`silence`",
    en: "`silence`",
    under: "silence",
    examples: &["{ days = 45, by = \"agency\" }"],
    instead: None,
    keys: &[SILENCE_KEYS],
};

/// `[[log.….rule]]`.
pub static RULE: Form = Form {
    vi: "quy tắc của nhật ký",
    en: "a rule of a log",
    under: "rule",
    examples: &["{ when = { form = \"tu-van\" }, require = [\"client\"] }"],
    instead: None,
    keys: &[RULE_KEYS],
};

/// `[agency]`.
pub static AGENCY: Form = Form {
    vi: "cơ quan",
    en: "an agency",
    under: "agency",
    examples: &["{ name = \"…\", parent = \"…\", area = [\"180\"] }"],
    instead: Some(("tên trong ngoặc kép", "a name in quotes")),
    keys: &[AGENCY_KEYS],
};

/// `[fund]`.
pub static FUND: Form = Form {
    vi: "nguồn kinh phí",
    en: "a fund",
    under: "fund",
    examples: &["{ name = \"…\", carry_over = true }"],
    instead: Some(("tên trong ngoặc kép", "a name in quotes")),
    keys: &[FUND_KEYS],
};

/// `[category]`.
pub static CATEGORY: Form = Form {
    vi: "diện",
    en: "a category",
    under: "category",
    examples: &["{ name = \"…\" }"],
    instead: Some(("tên trong ngoặc kép", "a name in quotes")),
    keys: &[CATEGORY_KEYS],
};
