//! A record cost more than a norm allows for one.

use crate::finding::{Finding, code};
use crate::number::Number;
use crate::read::Place;
use crate::say;
use crate::text::{Lang, figure};

code!(
    /// A norm per record that is exceeded.
    CODE, "M004", "record-over-norm", Warning,
    "Số tiền của dòng vượt định mức cho một lần (per = \"record\"). Việc vẫn đã làm, nên dòng vẫn được tính, cả vào kết quả lẫn số đã chi; nếu đặt mức \"error\" trong [checks] thì dòng bị loại khỏi mọi số liệu như mọi dòng có lỗi. Kiểm tra số tiền.\n\nSai:  600000 khi định mức là 500000 một buổi\nĐúng: 500000",
    "The amount of the row is more than the norm allows for one record (per = \"record\"). The work was done all the same, so the row counts, for what was reached and for what was spent; set to \"error\" in [checks], the row is left out of every figure like any row with an error. Check the amount.\n\nWrong: 600000 where the norm is 500000 a meeting\nRight: 500000"
);

/// The finding for an amount above a ceiling.
pub fn check(place: Place, amount: Number, ceiling: Number, basis: Option<&str>, norm: Place) -> Finding {
    let words = |lang| [amount, ceiling].map(|number| figure(&number.to_string(), lang));
    let ([paid_vi, most_vi], [paid_en, most_en]) = (words(Lang::Vi), words(Lang::En));
    let message = say!(vi: "chi {paid_vi}, vượt định mức {most_vi} một lần", en: "{paid_en} is over the norm of {most_en} for one record");
    let help = basis.map(|basis| say!(vi: "định mức theo {basis}", en: "the norm is that of {basis}"));
    Finding::new(&CODE, place, message).also(norm, say!(vi: "định mức", en: "the norm")).maybe_help(help)
}
