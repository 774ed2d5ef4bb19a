//! Names that plans define: agencies, funds, categories.

use std::collections::BTreeMap;

/// An agency, by its place in its plan's list.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct AgencyIndex(pub usize);

/// Something with an id and a name.
#[derive(Clone, Debug)]
pub struct Named {
    /// Its id.
    pub id: String,
    /// As people call it.
    pub name: String,
}

/// Who plans, carries out, or reports.
#[derive(Clone, Debug)]
pub struct Agency {
    /// Its id.
    pub id: String,
    /// As people call it.
    pub name: String,
    /// The agency above.
    pub parent: Option<AgencyIndex>,
    /// Codes of the units it serves, with all below them; empty where it serves no area of its own.
    pub area: Vec<String>,
}

/// Who pays.
#[derive(Clone, Debug)]
pub struct Fund {
    /// Its id.
    pub id: String,
    /// As people call it.
    pub name: String,
    /// Whether what is left of it at a year's end goes on to the next; none: as the plan says.
    pub carry_over: Option<bool>,
}

/// The names one plan may use: its own, and those of `tiendo.toml`.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// Agencies, in the order of their ids.
    pub agencies: Vec<Agency>,
    /// Funds, by id.
    pub funds: BTreeMap<String, Fund>,
    /// Categories of listed units, by id.
    pub categories: BTreeMap<String, Named>,
}

impl Names {
    /// The agency of an id.
    pub fn agency(&self, id: &str) -> Option<AgencyIndex> {
        self.agencies.binary_search_by(|agency| agency.id.as_str().cmp(id)).ok().map(AgencyIndex)
    }

    /// The agency of an index.
    pub fn get(&self, agency: AgencyIndex) -> &Agency {
        &self.agencies[agency.0]
    }

    /// Whether an agency is another one or stands below it.
    pub fn belongs(&self, agency: AgencyIndex, to: AgencyIndex) -> bool {
        let mut at = Some(agency);
        // No chain is longer than the list; circular parents were refused when the plan was read.
        for _ in 0..=self.agencies.len() {
            match at {
                Some(here) if here == to => return true,
                Some(here) => at = self.get(here).parent,
                None => return false,
            }
        }
        false
    }
}
