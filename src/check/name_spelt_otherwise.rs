//! A row carries both a code and a name, and the name is spelt otherwise than in the register.

use crate::finding::{Advice, Finding, code};
use crate::read::Place;
use crate::say;
use crate::text::echo;

code!(
    /// A name that is that of the code, in another spelling.
    CODE, "C014", "name-spelt-otherwise", Warning,
    "Tên trong dòng đúng là tên của mã bên cạnh nhưng viết khác với sổ đăng ký: vị trí dấu thanh, i/y, chữ Đ, chữ hoa, khoảng trắng hoặc viết tắt. Dòng vẫn được tính; nên viết thống nhất để dễ tìm: `tiendo fix --write`.\n\nSai:  06163,X. Thành Hoà\nĐúng: 06163,xã Thành Hòa",
    "The name in the row is that of the code beside it, but not spelt as in the register: the place of a tone mark, i or y, the letter Đ, case, spaces or an abbreviation. The row counts; one spelling is easier to find: `tiendo fix --write`.\n\nWrong: 06163,X. Thành Hoà\nRight: 06163,xã Thành Hòa"
);

/// The finding for a name that is spelt otherwise than `right`.
pub fn check(place: Place, name: &str, right: &str, personal: bool) -> Finding {
    let hidden = if personal { "…".into() } else { echo(name) };
    let message = say!(vi: "tên `{hidden}` viết khác với sổ đăng ký", en: "the register spells the name `{hidden}` differently");
    Finding::new(&CODE, place, message).advised(Some(Advice::word(right)), personal)
}
