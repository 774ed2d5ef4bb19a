//! A waiver has run out, and what it covered is a gap again.

use crate::calendar::Date;
use crate::finding::{Finding, code};
use crate::read::Place;
use crate::say;

code!(
    /// A waiver that ended while its subjects still lack something.
    CODE, "T006", "expired-waiver", Warning,
    "Miễn trừ đã hết hạn (`to`), và đối tượng từng được miễn nay còn thiếu chỉ tiêu trong kỳ đang xét. Gia hạn nếu lý do vẫn còn, hoặc thực hiện chỉ tiêu.\n\nSai:  to = 2015-12-31 trong khi đường vẫn chưa thông năm 2016\nĐúng: to = 2016-12-31, với căn cứ mới",
    "The waiver has ended (`to`), and in a current window the subjects it covered lack something again. Extend it if its reason still stands, or do what the target asks.\n\nWrong: to = 2015-12-31 while the road is still closed in 2016\nRight: to = 2016-12-31, on a new basis"
);

/// The finding for a waiver that ended on a day, with how many cells of current windows are gaps since.
pub fn check(place: Place, ended: Date, gaps: usize) -> Option<Finding> {
    let (cells_vi, cells) = (crate::text::count_vi(gaps), crate::text::count_en(gaps, "cell"));
    let lack = if gaps == 1 { "lacks" } else { "lack" };
    let message = say!(vi: "miễn trừ hết hạn ngày {ended}; {cells_vi} trường hợp từng được miễn nay còn thiếu", en: "the waiver ended on {ended}; {cells} it would cover now {lack} something");
    let help = say!(vi: "gia hạn `to` nếu lý do vẫn còn", en: "extend `to` if its reason still stands");
    (gaps > 0).then(|| Finding::new(&CODE, place, message).help(help))
}
