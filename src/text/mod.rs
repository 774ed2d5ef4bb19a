//! Text: the two languages, Unicode forms, nearest names, order of names, and text that is safe to show.

mod collate;
mod encoding;
mod fault;
mod figure;
mod kind;
mod lang;
mod list;
mod nearest;
mod safe;
mod unwrapped;
mod words;

pub use collate::Collator;
pub use encoding::Encoding;
pub use fault::io_fault;
pub use figure::figure;
pub use kind::{bare_name, with_kind};
pub use lang::{Lang, Message};
pub use list::{count_en, count_vi, cut_middle, either, ticked};
pub use nearest::{did_you_mean, is_slip, nearest};
pub use safe::{BYTE_ORDER_MARK, cell_safe, echo, is_hostile, is_plain, nfc, printable};
pub use unwrapped::unwrapped;
pub use words::Word;
