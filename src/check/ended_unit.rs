//! A plan names a unit that ends before the plan does, and nothing takes its place there.

use crate::calendar::{Date, Days, plus_days};
use crate::finding::{Finding, code};
use crate::model::{Accepted, Plan, Source, SubjectKind, TargetIndex, Test, UNITS, Units, Value, Waiver, Window};
use crate::read::Place;
use crate::say;
use crate::text::ticked;

code!(
    /// A unit that a plan names and that ends in mid-plan.
    CODE, "P043", "ended-unit", Warning,
    "Kế hoạch ghi mã một đơn vị hết hiệu lực trước khi kế hoạch kết thúc. `area` của cơ quan đi theo đơn vị kế tục trong successions.csv; khi không có đơn vị kế tục thì từ đó cơ quan không phụ trách nơi nào. Điều kiện `where`, dòng miễn trừ và dòng chấp nhận thì không đi theo: từ đó không đối tượng nào khớp. Ghi thêm mã mới.\n\nSai:  area = [\"180\"]          # huyện 180 bãi bỏ năm 2015\nĐúng: area = [\"180\", \"P\"]",
    "The plan names a unit that ends before the plan does. An agency's `area` follows it into what it became (successions.csv); where it became nothing, the agency serves no place from then on. A condition in `where`, a waiver and an accepted miss follow nothing: from then on nothing matches. Write the new code beside the old one.\n\nWrong: area = [\"180\"]          # the district 180 is abolished in 2015\nRight: area = [\"180\", \"P\"]"
);

/// The last day of a code that nobody holds on some later day.
fn ended(units: &Units, code: &str, by: Date) -> Option<Date> {
    let holders = units.holders(code).collect::<Vec<_>>();
    let last = holders.iter().flat_map(|unit| units.rows(*unit)).map(|(_, days)| days.last).max()?;
    (last < by && !holders.iter().any(|unit| units.lives(*unit, by))).then_some(last)
}

/// The finding for a code in an agency's area that nothing follows.
pub fn area(units: &Units, code: &str, by: Date, place: Place) -> Option<Finding> {
    let last = ended(units, code, by).filter(|_| units.held(code, by).is_empty())?;
    let day = plus_days(last, 1);
    let message = say!(
        vi: "đơn vị `{code}` hết hiệu lực ngày {last} và không có đơn vị kế tục: từ ngày {day} `area` này không gồm nơi nào",
        en: "the unit `{code}` ends on {last} and became nothing: from {day} on this `area` holds no place by it"
    );
    let help = say!(
        vi: "ghi thêm mã của những đơn vị mà cơ quan phụ trách từ ngày đó, hoặc ghi đơn vị kế tục vào successions.csv",
        en: "add the codes of the units that the agency serves from that day on, or say in successions.csv what it became"
    );
    Some(Finding::new(&CODE, place, message).help(help))
}

/// The findings for populations of units whose conditions name only units that end in mid-plan.
pub fn populations(units: &Units, plan: &Plan, columns: &[&str]) -> Vec<Finding> {
    let by = plan.days.last;
    let mut found = Vec::new();
    for population in &plan.populations {
        let Source::Register { register: UNITS, filter, .. } = &population.source else { continue };
        for condition in &filter.conditions {
            let named = columns.get(condition.path.column).is_some_and(|column| ["code", "parent"].contains(column));
            let Test::OneOf(values) = &condition.test else { continue };
            let codes: Vec<&str> =
                values.iter().filter_map(|value| if let Value::Text(text) = value { Some(&**text) } else { None }).collect();
            if !named || !condition.path.then.is_empty() || codes.is_empty() || codes.len() < values.len() {
                continue;
            }
            let ends: Option<Vec<Date>> = codes.iter().map(|code| ended(units, code, by)).collect();
            let Some(last) = ends.and_then(|ends| ends.into_iter().max()) else { continue };
            let mut new: Vec<&str> = codes.iter().flat_map(|code| units.held(code, by)).map(|unit| units.code(unit)).collect();
            new.sort_unstable();
            new.dedup();
            let (name, all, day) = (&condition.name, ticked(&codes), plus_days(last, 1));
            let message = say!(
                vi: "{all} hết hiệu lực ngày {last}: từ ngày {day} không đơn vị nào khớp điều kiện `{name}` của nhóm này",
                en: "{all} ends on {last}: from {day} on no unit meets this population's condition on `{name}`"
            );
            let help = if new.is_empty() {
                say!(vi: "ghi thêm mã của đơn vị thay thế vào điều kiện", en: "add to the condition the code of what takes its place")
            } else {
                let new = ticked(&new);
                say!(vi: "ghi thêm mã của đơn vị kế tục vào điều kiện: {new}", en: "add to the condition the code of what it became: {new}")
            };
            found.push(Finding::new(&CODE, population.place, message).help(help));
        }
    }
    found
}

/// A row of waivers or accepted misses, as far as it names a unit.
struct Named<'r> {
    target: (usize, TargetIndex),
    subject: Option<&'r str>,
    window: Option<&'r str>,
    days: Days,
    place: Place,
}

impl Named<'_> {
    /// The last day of the unit that it names, where a window of its target is looked at later.
    fn ended(&self, units: &Units, plans: &[Plan]) -> Option<Date> {
        let plan = &plans[self.target.0];
        let target = plan.target(self.target.1);
        if plan.kind(target.population) != SubjectKind::Units {
            return None;
        }
        let last = ended(units, self.subject?, plan.days.last)?;
        let asks = |window: &Window| self.window.is_none_or(|label| label == window.label) && self.days.contains(window.due);
        target.windows.iter().any(|window| asks(window) && window.days.last > last).then_some(last)
    }
}

/// The findings for waivers and accepted misses of units that became others, where no row names those.
pub fn rows(units: &Units, plans: &[Plan], waivers: &[Waiver], accepted: &[Accepted]) -> Vec<Finding> {
    let waived = waivers.iter().map(|row| Named {
        target: (row.plan, row.target),
        subject: row.subject.as_deref(),
        window: row.window.as_deref(),
        days: row.due_in,
        place: row.place,
    });
    let let_go = accepted.iter().map(|row| Named {
        target: (row.plan, row.target),
        subject: row.subject.as_deref(),
        window: Some(&row.window),
        days: Days::ALWAYS,
        place: row.place,
    });
    let mut found = Vec::new();
    for named in [waived.collect::<Vec<_>>(), let_go.collect()] {
        for row in &named {
            let (Some(code), Some(last)) = (row.subject, row.ended(units, plans)) else { continue };
            let new: Vec<&str> = units.held(code, plans[row.target.0].days.last).iter().map(|unit| units.code(*unit)).collect();
            let follows = |other: &Named<'_>| other.target == row.target && other.subject.is_none_or(|code| new.contains(&code));
            if new.is_empty() || named.iter().any(follows) {
                continue;
            }
            let (day, new) = (plus_days(last, 1), ticked(&new));
            let message = say!(
                vi: "đơn vị `{code}` hết hiệu lực ngày {last}: từ ngày {day} dòng này không còn tác dụng",
                en: "the unit `{code}` ends on {last}: from {day} on this row has no effect"
            );
            let help = say!(vi: "thêm dòng cho đơn vị kế tục, nếu vẫn cần: {new}", en: "add a row for what it became, if it is still needed: {new}");
            found.push(Finding::new(&CODE, row.place, message).help(help));
        }
    }
    found
}
