//! What a run finds: a code, a severity, a place, a message, and where possible what to do.
//!
//! A finding knows no colours and no widths. Its text stands where it is found; its code is a constant
//! beside the rule that emits it.

mod code;
mod correction;
mod findings;
mod form;
mod reading;
mod settle;

pub(crate) use code::code;
pub use code::{Code, Family, Severity};
pub use correction::{Advice, Correction};
pub use findings::{Finding, Findings, Note, Severities};
pub use form::{Form, LARGEST};
pub use reading::{Order, Reading, both};
pub use settle::settle;
