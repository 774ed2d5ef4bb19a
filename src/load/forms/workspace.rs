//! The tables of `tiendo.toml`, of which some may stand in a plan, too.

use super::Form;

/// `tiendo.toml`.
pub static SETTINGS: Form = Form {
    vi: "tệp tiendo.toml",
    en: "the file tiendo.toml",
    under: "",
    examples: &["format = 1"],
    instead: None,
    keys: &[&["format", "language", "notice", "level", "calendar", "register", "log", "agency", "fund", "category", "checks"]],
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
    keys: &[&["year_starts", "named", "title", "note"]],
};

/// `[register.…]`.
pub static REGISTER: Form = Form {
    vi: "sổ đăng ký",
    en: "a register",
    under: "register",
    examples: &["[register.clubs]"],
    instead: None,
    keys: &[&["title", "noun", "columns", "note"]],
};

/// `[log.…]`.
pub static LOG: Form = Form {
    vi: "nhật ký",
    en: "a log",
    under: "log",
    examples: &["[log.visits]"],
    instead: None,
    keys: &[&["title", "columns", "silence", "unique", "last", "complete", "rule", "key", "defaults", "wide", "note"]],
};

/// A column of a register or a log.
pub static COLUMN: Form = Form {
    vi: "cột",
    en: "a column",
    under: "columns",
    examples: &["{ type = \"integer\", min = 0, required = false }"],
    instead: Some(("tên một kiểu trong ngoặc kép", "a type in quotes")),
    keys: &[&[
        "type",
        "of",
        "required",
        "min",
        "max",
        "at_most",
        "empty_at_most",
        "names",
        "personal",
        "header",
        "title",
        "unit",
        "decimals",
        "note",
    ]],
};

/// `wide` of a log.
pub static WIDE: Form = Form {
    vi: "`wide`",
    en: "`wide`",
    under: "wide",
    examples: &["{ columns = \"2014-Q*\", as = \"period\", value = \"n\" }"],
    instead: None,
    keys: &[&["columns", "as", "value"]],
};

/// `silence` of a log.
pub static SILENCE: Form = Form {
    vi: "`silence`",
    en: "`silence`",
    under: "silence",
    examples: &["{ days = 45, by = \"agency\" }"],
    instead: None,
    keys: &[&["days", "by"]],
};

/// `[[log.….rule]]`.
pub static RULE: Form = Form {
    vi: "quy tắc của nhật ký",
    en: "a rule of a log",
    under: "rule",
    examples: &["{ when = { form = \"tu-van\" }, require = [\"client\"] }"],
    instead: None,
    keys: &[&["when", "require", "forbid", "message", "note"]],
};

/// `[agency]`.
pub static AGENCY: Form = Form {
    vi: "cơ quan",
    en: "an agency",
    under: "agency",
    examples: &["{ name = \"…\", parent = \"…\", area = [\"180\"] }"],
    instead: Some(("tên trong ngoặc kép", "a name in quotes")),
    keys: &[&["name", "parent", "area", "note"]],
};

/// `[fund]`.
pub static FUND: Form = Form {
    vi: "nguồn kinh phí",
    en: "a fund",
    under: "fund",
    examples: &["{ name = \"…\", carry_over = true }"],
    instead: Some(("tên trong ngoặc kép", "a name in quotes")),
    keys: &[&["name", "carry_over", "note"]],
};

/// `[category]`.
pub static CATEGORY: Form = Form {
    vi: "diện",
    en: "a category",
    under: "category",
    examples: &["{ name = \"…\" }"],
    instead: Some(("tên trong ngoặc kép", "a name in quotes")),
    keys: &[&["name", "note"]],
};
