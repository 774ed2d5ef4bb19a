//! A row names a unit that no target of its log is about on that day: the wrong place.

use crate::calendar::Date;
use crate::finding::{Finding, code};
use crate::read::Place;
use crate::say;
use crate::text::{Lang, Message};

code!(
    /// A unit outside the target area on that day.
    CODE, "C008", "outside-population", Warning,
    "Vào ngày đó đơn vị của dòng không thuộc địa bàn của chỉ tiêu nào dùng nhật ký này: không có trong danh sách, hoặc ghi sai mã. Dòng không bị loại, và được tính nếu sau này đơn vị vào danh sách. Sửa mã, hoặc bổ sung danh sách (listings.csv).\n\nSai:  2014-03-31,05971   (phường không thuộc danh sách xã của kế hoạch)\nĐúng: 2014-03-31,06004",
    "On that day the row's unit is in no population of any target that uses this log: it is not on the list, or the code is wrong. The row is not left out, and counts if the unit is listed later. Correct the code, or the list (listings.csv).\n\nWrong: 2014-03-31,05971   (a ward, where the plan is for listed communes)\nRight: 2014-03-31,06004"
);

/// How a unit misses the target area.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Miss {
    /// Neither it nor a unit above it is in any population.
    Outside,
    /// A unit above it is, but its targets count rows of the members themselves only.
    Below,
}

/// The finding for a unit outside the target area; without a name where that may not be shown.
pub fn check(place: Place, name: Option<String>, day: Date, miss: Miss) -> Finding {
    let personal = name.is_none();
    let named = name.map_or_else(|| say!(vi: "đơn vị này", en: "this unit"), Message::same);
    let (vi, en) = (named.get(Lang::Vi), named.get(Lang::En));
    match miss {
        Miss::Outside => {
            let message = say!(vi: "{vi} không thuộc địa bàn của kế hoạch vào ngày {day}", en: "{en} is outside the target area on {day}");
            let help = say!(vi: "kiểm tra mã; nếu mã đúng thì xem danh sách (listings.csv) và nhóm đối tượng của chỉ tiêu", en: "check the code; if it is right, look at the list (listings.csv) and at the targets' populations");
            Finding::new(&CODE, place, message).help(help).hiding(personal)
        }
        Miss::Below => {
            let message = say!(
                vi: "{vi} nằm trong địa bàn, nhưng các chỉ tiêu chỉ tính dòng ghi mã của đơn vị cấp trên",
                en: "{en} lies in the target area, but the targets count rows of the units above it only"
            );
            let help = say!(vi: "ghi mã của đơn vị cấp trên, hoặc đặt `count = \"within\"` cho chỉ tiêu", en: "write the code of the unit above, or give the target `count = \"within\"`");
            Finding::new(&CODE, place, message).help(help).hiding(personal)
        }
    }
}
