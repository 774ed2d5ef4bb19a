//! `[agency]`, `[fund]`, `[category]`: in `tiendo.toml` for all plans, or in a plan for itself.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::DeValue;

use super::forms::{AGENCY, CATEGORY, FUND};
use super::toml::{Cx, Keys, Text};
use crate::check::circular_definition;
use crate::finding::Finding;
use crate::model::{Agency, AgencyIndex, Fund, Named, Names};
use crate::read::Place;
use crate::say;

/// Agencies, funds and categories as written, with places for what cannot be judged until all are known.
#[derive(Default)]
pub(super) struct NamesDraft {
    agencies: BTreeMap<String, AgencyDraft>,
    funds: BTreeMap<String, Fund>,
    categories: BTreeMap<String, Named>,
    /// Area codes, to be looked up when the units are known.
    pub(super) areas: Vec<Text>,
}

#[derive(Clone)]
struct AgencyDraft {
    name: String,
    parent: Option<Text>,
    area: Vec<String>,
    place: Place,
}

impl NamesDraft {
    /// Reads the three tables of a file.
    pub(super) fn read(keys: &Keys<'_, '_>) -> NamesDraft {
        let cx = keys.cx;
        let mut draft = NamesDraft::default();
        if let Some(table) = keys.names("agency") {
            for (id, value) in table.entries() {
                if let (true, Some((agency, areas))) = (cx.id(&id, false), agency(cx, &id, value)) {
                    draft.areas.extend(areas);
                    draft.agencies.insert(id.text, agency);
                }
            }
        }
        if let Some(table) = keys.names("fund") {
            for (id, value) in table.entries() {
                if let (true, Some((name, carry_over))) = (cx.id(&id, false), fund(cx, value)) {
                    draft.funds.insert(id.text.clone(), Fund { id: id.text, name, carry_over });
                }
            }
        }
        if let Some(table) = keys.names("category") {
            for (id, value) in table.entries() {
                if let (true, Some(name)) = (cx.id(&id, false), name(cx, value)) {
                    draft.categories.insert(id.text.clone(), Named { id: id.text, name });
                }
            }
        }
        draft
    }

    /// The names a plan may use: the shared ones, and its own over them.
    pub(super) fn resolve(&self, cx: &Cx<'_>, shared: Option<&NamesDraft>) -> Names {
        let mut agencies = shared.map(|shared| shared.agencies.clone()).unwrap_or_default();
        agencies.extend(self.agencies.iter().map(|(id, agency)| (id.clone(), agency.clone())));
        let ids: Vec<String> = agencies.keys().cloned().collect();
        let mut names = Names::default();
        for (id, draft) in &agencies {
            let parent = draft.parent.as_ref().and_then(|parent| {
                let found = ids.binary_search(&parent.text).ok().map(AgencyIndex);
                // A shared agency's parent is judged where it stands.
                if found.is_none() && self.agencies.contains_key(id) {
                    cx.undefined(parent, &say!(vi: "cơ quan", en: "agency"), ids.iter().map(String::as_str));
                }
                found
            });
            names.agencies.push(Agency { id: id.clone(), name: draft.name.clone(), parent, area: draft.area.clone() });
        }
        for (index, id) in ids.iter().enumerate() {
            if leads_back(&names, AgencyIndex(index)) {
                names.agencies[index].parent = None;
                if let Some(draft) = self.agencies.get(id) {
                    let place = draft.parent.as_ref().map_or(draft.place, |parent| parent.place);
                    let message = say!(vi: "cơ quan `{id}` là cấp trên của chính nó", en: "agency `{id}` stands above itself");
                    cx.add(
                        Finding::new(&circular_definition::CODE, place, message)
                            .help(say!(vi: "sửa hoặc bỏ `parent`", en: "change or remove `parent`")),
                    );
                }
            }
        }
        names.funds = shared.map(|shared| shared.funds.clone()).unwrap_or_default();
        names.funds.extend(self.funds.clone());
        names.categories = shared.map(|shared| shared.categories.clone()).unwrap_or_default();
        names.categories.extend(self.categories.clone());
        names
    }
}

fn leads_back(names: &Names, start: AgencyIndex) -> bool {
    let mut at = names.get(start).parent;
    for _ in 0..names.agencies.len() {
        match at {
            Some(here) if here == start => return true,
            Some(here) => at = names.get(here).parent,
            None => return false,
        }
    }
    false
}

fn agency(cx: &Cx<'_>, id: &Text, value: &Spanned<DeValue<'_>>) -> Option<(AgencyDraft, Vec<Text>)> {
    if value.get_ref().is_str() {
        let name = cx.string(value)?.text;
        return Some((AgencyDraft { name, parent: None, area: Vec::new(), place: id.place }, Vec::new()));
    }
    let keys = cx.table(value, &AGENCY)?;
    let name = keys.required("name").map_or_else(|| id.text.clone(), |name| name.text);
    let parent = keys.text("parent");
    let areas = keys.texts("area");
    keys.plain("note");
    keys.finish();
    let area = areas.iter().map(|code| code.text.clone()).collect();
    Some((AgencyDraft { name, parent, area, place: id.place }, areas))
}

fn name(cx: &Cx<'_>, value: &Spanned<DeValue<'_>>) -> Option<String> {
    if value.get_ref().is_str() {
        return cx.string(value).map(|name| name.text);
    }
    let keys = cx.table(value, &CATEGORY)?;
    let name = keys.required("name").map(|name| name.text);
    keys.plain("note");
    keys.finish();
    name
}

fn fund(cx: &Cx<'_>, value: &Spanned<DeValue<'_>>) -> Option<(String, Option<bool>)> {
    if value.get_ref().is_str() {
        return cx.string(value).map(|name| (name.text, None));
    }
    let keys = cx.table(value, &FUND)?;
    let name = keys.required("name").map(|name| name.text);
    let carry_over = keys.flag("carry_over");
    keys.plain("note");
    keys.finish();
    name.map(|name| (name, carry_over))
}

impl Cx<'_> {
    /// The agency that a text names.
    pub(super) fn agency(&self, names: &Names, id: &Text) -> Option<AgencyIndex> {
        let found = names.agency(&id.text);
        if found.is_none() {
            self.undefined(id, &say!(vi: "cơ quan", en: "agency"), names.agencies.iter().map(|agency| agency.id.as_str()));
        }
        found
    }
}
