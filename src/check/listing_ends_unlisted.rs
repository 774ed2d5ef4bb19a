//! A listing ends because its unit was merged, and nothing lists what came of it.

use std::collections::BTreeMap;

use crate::calendar::{Date, plus_days};
use crate::finding::{Finding, code};
use crate::model::{Listing, Plan, Source, UNITS, UnitIndex, Units};
use crate::read::Place;
use crate::say;
use crate::text::ticked;

code!(
    /// A listing that a merger ends, where what came of the unit is not listed.
    CODE, "C020", "listing-ends-unlisted", Warning,
    "Danh sách ghi một đơn vị đã nhập hoặc đổi thành đơn vị khác; dòng đó hết tác dụng cùng đơn vị, và đơn vị mới không có trong danh sách nào của nhóm đối tượng: từ ngày đó không ai được tính ở đây. Thêm dòng cho đơn vị mới; nếu đơn vị mới không còn thuộc diện, ghi `to` là ngày cuối của đơn vị cũ.\n\nSai:  06145,dbkk,2013-09-23,,            (06145 nhập vào 06139 ngày 2020-01-01)\nĐúng: thêm 06139,dbkk,2020-01-01,,  hoặc  06145,dbkk,2013-09-23,2019-12-31,",
    "A list names a unit that was merged or became another; the row ends with the unit, and what it became is on no list of the population: from that day on nobody is counted here. Add a row for the new unit; where it is listed no more, write the old unit's last day as `to`.\n\nWrong: 06145,dbkk,2013-09-23,,            (06145 was merged into 06139 on 2020-01-01)\nRight: 06139,dbkk,2020-01-01,, added  or  06145,dbkk,2013-09-23,2019-12-31,"
);

/// What became of a unit whose listing ends with it before `by`: the first day of the new state, and the units.
fn came(units: &Units, unit: UnitIndex, listing: &Listing, by: Date) -> Option<(Date, Vec<UnitIndex>)> {
    let last = units.rows(unit).last()?.1.last;
    let next = units.leads_to(unit);
    let ends = last < by && last < listing.days.last && last >= listing.days.first && !next.is_empty();
    ends.then(|| (plus_days(last, 1), units.reached(unit, by)[1..].to_vec()))
}

/// The findings for the lists that populations of the plans ask for: one for all rows of a list that ended in the same units.
pub fn check(units: &Units, plans: &[Plan]) -> Vec<Finding> {
    let mut found: BTreeMap<(String, Date, Vec<UnitIndex>), Vec<Place>> = BTreeMap::new();
    for plan in plans {
        for population in &plan.populations {
            let Source::Register { register: UNITS, listed, .. } = &population.source else { continue };
            if listed.is_empty() {
                continue;
            }
            for unit in units.all().filter(|unit| !units.leads_to(*unit).is_empty()) {
                for listing in units.listings(unit).iter().filter(|listing| listed.iter().any(|wanted| **wanted == *listing.category)) {
                    let Some((day, new)) = came(units, unit, listing, plan.days.last) else { continue };
                    let follows = |listing: &Listing| listing.days.last >= day && listed.iter().any(|wanted| **wanted == *listing.category);
                    if !new.iter().any(|unit| units.listings(*unit).iter().any(follows)) {
                        found.entry((listing.category.to_string(), day, new)).or_default().push(listing.place);
                    }
                }
            }
        }
    }
    found.into_iter().filter_map(|((category, day, new), places)| finding(units, &category, day, &new, places)).collect()
}

fn finding(units: &Units, category: &str, day: Date, new: &[UnitIndex], mut places: Vec<Place>) -> Option<Finding> {
    places.sort_by_key(|place| place.start);
    places.dedup();
    let (first, others) = places.split_first()?;
    let codes: Vec<&str> = new.iter().map(|unit| units.code(*unit)).collect();
    let (last, new) = (plus_days(day, -1), ticked(&codes));
    let (vi, en) = match others.len() {
        0 => (String::new(), String::new()),
        1 => ("; một dòng nữa cũng vậy".to_owned(), "; one more row likewise".to_owned()),
        more => (format!("; {more} dòng nữa cũng vậy"), format!("; {more} more rows likewise")),
    };
    let message = say!(
        vi: "đơn vị trong danh sách thành {new} ngày {day}, mà không có trong danh sách nào từ ngày đó{vi}",
        en: "the listed unit became {new} on {day}, which is on no list from that day on{en}"
    );
    let code = codes.first()?;
    let help = say!(
        vi: "thêm {code},{category},{day} vào danh sách; nếu không còn thuộc diện, ghi `to` = {last} ở dòng này",
        en: "add {code},{category},{day} to the list; where it is listed no more, write `to` = {last} in this row"
    );
    let finding = Finding::new(&CODE, *first, message).help(help);
    Some(match others.first() {
        Some(other) => finding.also(*other, say!(vi: "dòng này cũng vậy", en: "this row likewise")),
        None => finding,
    })
}
