//! A threshold in JSON: a number, or what stands for one.

use super::contract::Threshold;
use crate::model::{Needed, Target, Window};
use crate::report::json;

/// The threshold of a target in a window.
pub(super) fn threshold<'a>(target: &Target, window: &'a Window) -> Threshold<'a> {
    let needed = &window.needed;
    let goal = if let Needed::Goal { goal, .. } = needed { goal } else { needed };
    let (times, by, members) = match goal {
        Needed::Column { times, .. } if *times != crate::number::Number::ONE => (Some(json::number(*times)), None, None),
        Needed::By { name, .. } => (None, Some(name.as_str()), None),
        Needed::Members { name, .. } => (None, None, Some(name.as_str())),
        _ => (None, None, None),
    };
    let column = if by.is_some() { None } else { goal.column() };
    let from = if let Needed::Goal { from, .. } = needed { Some(&**from) } else { None };
    Threshold {
        kind: target.threshold.key(),
        value: goal.number().map(json::number),
        column,
        times,
        by,
        members,
        from: from.and_then(Needed::number).map(json::number),
        from_column: from.and_then(Needed::column),
    }
}
