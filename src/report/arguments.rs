//! What people name on the command line: a plan, an agency, a unit.

use std::collections::BTreeSet;

use crate::calendar::Date;
use crate::model::{UNITS, UnitIndex, Workspace};
use crate::names::{Gazetteer, Match, Query};
use crate::say;
use crate::text::{Lang, Message, did_you_mean, nearest, nfc, ticked};

/// The plan of an id, by its place in the workspace.
pub fn plan_of(workspace: &Workspace, id: &str) -> Result<usize, Message> {
    if let Some(at) = workspace.plans.iter().position(|plan| plan.id == id) {
        return Ok(at);
    }
    let ids: Vec<&str> = workspace.plans.iter().map(|plan| plan.id.as_str()).collect();
    let all = ticked(&ids);
    Err(match nearest(id, ids.iter().copied()) {
        Some(near) => say!(vi: "không có kế hoạch `{id}`; có phải là `{near}`?", en: "no plan `{id}`; did you mean `{near}`?"),
        None => say!(vi: "không có kế hoạch `{id}`; có: {all}", en: "no plan `{id}`; there is: {all}"),
    })
}

/// The id of an agency that one of these plans knows, by its id or its name: in any case, and a part of it where no other has that.
pub fn agency_of(workspace: &Workspace, plans: &[usize], id: &str) -> Result<String, Message> {
    let agencies = || plans.iter().flat_map(|plan| &workspace.plans[*plan].names.agencies);
    let said = nfc(id.trim()).to_lowercase();
    let named = |holds: &dyn Fn(&str) -> bool| -> BTreeSet<&str> {
        agencies().filter(|agency| holds(&nfc(&agency.name).to_lowercase())).map(|agency| agency.id.as_str()).collect()
    };
    let known = || plans.iter().flat_map(|plan| &workspace.plans[*plan].names.agencies).map(|agency| agency.id.as_str());
    if known().any(|agency| agency == id) {
        return Ok(id.to_owned());
    }
    for found in [named(&|name| name == said), named(&|name| name.contains(&said))] {
        let found: Vec<&str> = found.into_iter().collect();
        match found.as_slice() {
            [] => {}
            [one] => return Ok((*one).to_owned()),
            several => {
                let all = ticked(several);
                return Err(
                    say!(vi: "`{id}` có trong tên của nhiều cơ quan; ghi mã: {all}", en: "several agencies are called `{id}`; give the id: {all}"),
                );
            }
        }
    }
    let Some(there) = did_you_mean(id, known()) else {
        return Err(
            say!(vi: "không có cơ quan `{id}`: kế hoạch không khai báo cơ quan nào", en: "no agency `{id}`: the plan declares none"),
        );
    };
    let (vi, en) = (there.get(Lang::Vi), there.get(Lang::En));
    Err(say!(vi: "không có cơ quan `{id}`; {vi}", en: "no agency `{id}`; {en}"))
}

/// The units that a code or a name means: all holders of the code, or all units of the name that led to one another.
///
/// A name may be spelt in any way, with or without its kind and the units above it. Where it means units that have
/// nothing to do with each other, the error lists them; where it means none, those that are like it.
pub fn unit_of(workspace: &Workspace, asked: &str, day: Date) -> Result<BTreeSet<UnitIndex>, Message> {
    let units = &workspace.units;
    let gazetteer = Gazetteer::new(units, workspace.register(UNITS));
    let asked = nfc(asked.trim()).into_owned();
    let found = gazetteer.find(Query::new(&asked));
    let listed = |units: &[Match]| {
        let one = |one: &Match| format!("{} ({})", workspace.units.code(one.unit), gazetteer.described(one.unit, day));
        units.iter().map(one).collect::<Vec<_>>().join("; ")
    };
    let Some(first) = found.first().map(|one| one.unit) else {
        let near = gazetteer.suggest(Query::new(&asked));
        if near.is_empty() {
            return Err(say!(vi: "không có đơn vị hành chính `{asked}`", en: "no unit `{asked}`"));
        }
        let list = listed(&near);
        return Err(say!(vi: "không có đơn vị hành chính `{asked}`; có phải là {list}?", en: "no unit `{asked}`; did you mean {list}?"));
    };
    // The same place under a new code is one place, and all holders of a code are what the code means.
    let mut same = BTreeSet::from([first]);
    loop {
        let before = same.len();
        for unit in found.iter().map(|one| one.unit) {
            let joined = |other: &UnitIndex| units.leads(unit, *other, Date::MAX) || units.leads(*other, unit, Date::MAX);
            if units.code(unit) == units.code(first) || same.iter().any(joined) {
                same.insert(unit);
            }
        }
        if same.len() == before {
            break;
        }
    }
    if same.len() == found.len() {
        return Ok(same);
    }
    let list = listed(&found);
    Err(say!(
        vi: "có nhiều đơn vị tên `{asked}`; hãy dùng mã: {list}",
        en: "`{asked}` is the name of several units; use a code: {list}"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::test_workspace;
    use crate::text::Lang;

    fn check(asked: &str, expected: Result<&[&str], &str>) {
        let workspace = test_workspace::workspace();
        let found = unit_of(&workspace, asked, Date::constant(2014, 1, 1));
        let codes = found.map(|units| units.iter().map(|unit| workspace.units.code(*unit).to_owned()).collect::<Vec<_>>());
        let expected = expected.map(|codes| codes.iter().map(|code| (*code).to_owned()).collect::<Vec<_>>());
        assert_eq!(codes.map_err(|message| message.get(Lang::En).to_owned()), expected.map_err(str::to_owned), "{asked}");
    }

    #[test]
    fn units_by_code_and_name() {
        check("189", Ok(&["189"]));
        check("đình LẬP", Ok(&["189"]));
        check("Huyện Đình Lập", Ok(&["189"]));
        check("H.Đình Lập", Ok(&["189"]));
        check("xã Chi Lăng, huyện Đình Lập", Ok(&["06102"]));
        // Decomposed, as some keyboards write it.
        check("Ba\u{306}\u{301}c Xa", Ok(&["06101"]));
    }

    #[test]
    fn units_that_are_not_one() {
        check(
            "Chi Lăng",
            Err(
                "`Chi Lăng` is the name of several units; use a code: 06003 (xã Chi Lăng, huyện Tràng Định); 06102 (xã Chi Lăng, huyện Đình Lập)",
            ),
        );
        check("Đình Lâp", Err("no unit `Đình Lâp`; did you mean 189 (huyện Đình Lập, tỉnh Lạng Sơn)?"));
        check("xã Đình Lập", Err("no unit `xã Đình Lập`; did you mean 189 (huyện Đình Lập, tỉnh Lạng Sơn)?"));
        check("Hồng Kông", Err("no unit `Hồng Kông`"));
    }

    #[test]
    fn plans_and_agencies() {
        let workspace = test_workspace::workspace();
        assert_eq!(plan_of(&workspace, "p").ok(), Some(0));
        let message = plan_of(&workspace, "lang-son").expect_err("no such plan");
        assert_eq!(message.get(Lang::En), "no plan `lang-son`; there is: `p`");
        let message = agency_of(&workspace, &[0], "trung-tan").expect_err("no such agency");
        assert_eq!(message.get(Lang::En), "no agency `trung-tan`; did you mean `trung-tam`? There are: `chi-nhanh`, `so`, `trung-tam`");
    }
}
