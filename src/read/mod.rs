//! Files of the workspace, and places in them.
//!
//! A [`Tree`] is the only thing that opens files below the workspace: a directory on disk, or texts in
//! memory for tests. A [`Place`] names a stretch of bytes in one of its files; only this room turns bytes
//! into lines and columns, and it reads a file again to do so: nothing holds the text of a log.

pub mod blocks;
pub mod frame;
mod lanes;
mod lines;
pub mod marks;
mod meter;
mod place;
pub mod plain;
mod record;
pub mod records;
mod reshaped;
mod split;
mod tree;
pub mod wide;
pub mod word;
pub mod zone;

pub use lines::{Located, Locator};
pub use meter::Meter;
pub use place::{FileId, Place};
pub use reshaped::Rows as ReshapedRows;
pub use tree::{Stamp, Tree};
