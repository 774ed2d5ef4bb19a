//! Those whom no figure counts: their rows do not say what they need.

use std::collections::BTreeSet;

use crate::cover::TargetState;
use crate::model::Target;
use crate::say;
use crate::text::{Message, count_en, count_vi};

/// Says how many are in a target's population and have no threshold, so that no figure counts them.
pub(super) fn note(target: &Target, state: &TargetState) -> Option<Message> {
    let subjects: BTreeSet<u32> = state.windows.iter().flat_map(|window| &window.unset).map(|member| member.subject).collect();
    let (name, count) = (&target.name, subjects.len());
    let (vi, en) = (count_vi(count), count_en(count, "subject"));
    let has = if count == 1 { "has" } else { "have" };
    (count > 0).then(|| {
        say!(
            vi: "{name}: {vi} đối tượng không có ngưỡng ở dòng của mình, không được tính ở đâu (xem P044 của tiendo check).",
            en: "{name}: {en} {has} no threshold in their rows and are in no count (P044 of tiendo check)."
        )
    })
}
