//! Two plans of one workspace count their money in different currencies.

use crate::finding::{Finding, code};
use crate::read::Place;
use crate::say;

code!(
    /// A second currency.
    CODE, "P028", "several-currencies", Error,
    "Các kế hoạch trong một thư mục làm việc dùng chung nhật ký và nguồn kinh phí, nên tiền phải cùng một đơn vị. Dùng một `currency`, hoặc tách thành hai thư mục làm việc.\n\nSai:  currency = \"VND\" ở kế hoạch này, currency = \"USD\" ở kế hoạch kia\nĐúng: currency = \"VND\" ở cả hai",
    "The plans of a workspace share logs and funds, so their money must be counted in one currency. Use one `currency`, or split the workspace in two.\n\nWrong: currency = \"VND\" in one plan, currency = \"USD\" in the other\nRight: currency = \"VND\" in both"
);

/// The finding for a currency that is not that of an earlier plan.
pub fn check(place: Place, currency: &str, first: Place, other: &str, plan: &str) -> Finding {
    let message = say!(
        vi: "tiền tính bằng `{currency}`, trong khi kế hoạch `{plan}` tính bằng `{other}`",
        en: "the money is counted in `{currency}`, in the plan `{plan}` in `{other}`"
    );
    let help =
        say!(vi: "dùng một đơn vị tiền, hoặc tách thành hai thư mục làm việc", en: "use one currency, or split the workspace in two");
    Finding::new(&CODE, place, message).also(first, say!(vi: "đơn vị tiền kia", en: "the other currency")).help(help)
}
