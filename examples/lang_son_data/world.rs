//! The workspace as the generator sees it: what is official is read, what is made up is added; who is eligible when.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::Result;
use crate::day::{Day, MERGER};
use crate::tables::{field, read_table};

#[derive(Clone)]
pub(crate) struct Unit {
    pub(crate) code: String,
    pub(crate) name: String,
    pub(crate) level: String,
    pub(crate) kind: String,
    pub(crate) parent: String,
    pub(crate) from: Option<Day>,
    pub(crate) to: Option<Day>,
    pub(crate) note: String,
}

impl Unit {
    pub(crate) fn lives(&self, day: Day) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    pub(crate) fn title(&self) -> String {
        format!("{} {}", self.kind, self.name)
    }
}

#[derive(Clone)]
pub(crate) struct Listing {
    pub(crate) unit: String,
    pub(crate) category: String,
    pub(crate) from: Option<Day>,
    pub(crate) to: Option<Day>,
    pub(crate) basis: String,
    pub(crate) note: String,
}

pub(crate) struct Club {
    pub(crate) id: String,
    pub(crate) unit: String,
    pub(crate) name: String,
    pub(crate) from: Day,
    pub(crate) to: Option<Day>,
    pub(crate) founded_under_plan: bool,
}

pub(crate) struct Site {
    pub(crate) id: String,
    pub(crate) unit: String,
    pub(crate) place: &'static str,
    pub(crate) name: String,
    pub(crate) from: Day,
    pub(crate) to: Option<Day>,
}

pub(crate) struct Staff {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) agency: &'static str,
    pub(crate) role: &'static str,
}

pub(crate) struct World {
    pub(crate) directory: PathBuf,
    pub(crate) units: Vec<Unit>,
    /// Old code to new codes, all on [`MERGER`].
    pub(crate) successors: BTreeMap<String, Vec<String>>,
    pub(crate) listings: Vec<Listing>,
    pub(crate) clubs: Vec<Club>,
    pub(crate) sites: Vec<Site>,
    pub(crate) staff: Vec<Staff>,
}

impl World {
    /// Reads the official rows and forgets those that an earlier run made.
    pub(crate) fn read(directory: &Path) -> Result<Self> {
        let mut units = Vec::new();
        for row in read_table(&directory.join("registers/units.csv"))? {
            let level = field(&row, "level")?;
            if level == "village" {
                continue;
            }
            units.push(Unit {
                code: field(&row, "code")?,
                name: field(&row, "name")?,
                level,
                kind: field(&row, "kind")?,
                parent: field(&row, "parent")?,
                from: Day::parse(&field(&row, "from")?)?,
                to: Day::parse(&field(&row, "to")?)?,
                note: field(&row, "note")?,
            });
        }
        let mut listings = Vec::new();
        for row in read_table(&directory.join("registers/listings.csv"))? {
            let category = field(&row, "category")?;
            if category == "dbkk" || category == "thon-dbkk" {
                continue;
            }
            listings.push(Listing {
                unit: field(&row, "unit")?,
                category,
                from: Day::parse(&field(&row, "from")?)?,
                to: Day::parse(&field(&row, "to")?)?,
                basis: field(&row, "basis")?,
                note: field(&row, "note")?,
            });
        }
        let mut successors: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for row in read_table(&directory.join("registers/successions.csv"))? {
            if Day::parse(&field(&row, "date")?)? != Some(MERGER) {
                return Err("successions.csv: this program knows one day of mergers only".into());
            }
            successors.entry(field(&row, "old")?).or_default().push(field(&row, "new")?);
        }
        Ok(Self { directory: directory.to_owned(), units, successors, listings, clubs: Vec::new(), sites: Vec::new(), staff: Vec::new() })
    }

    pub(crate) fn holder(&self, code: &str, day: Day) -> Result<&Unit> {
        self.units.iter().find(|unit| unit.code == code && unit.lives(day)).ok_or_else(|| format!("nothing holds {code} on {day}").into())
    }

    /// The district of a commune or village.
    pub(crate) fn district(&self, code: &str, day: Day) -> Result<String> {
        let mut unit = self.holder(code, day)?;
        while unit.level != "district" {
            unit = self.holder(&unit.parent, day)?;
        }
        Ok(unit.code.clone())
    }

    pub(crate) fn communes(&self, day: Day) -> Vec<&Unit> {
        self.units.iter().filter(|unit| unit.level == "commune" && unit.lives(day)).collect()
    }

    pub(crate) fn is_listed(&self, code: &str, categories: &[&str], day: Day) -> bool {
        self.listings.iter().any(|listing| {
            listing.unit == code
                && categories.contains(&listing.category.as_str())
                && listing.from.is_none_or(|from| from <= day)
                && listing.to.is_none_or(|to| day <= to)
        })
    }

    pub(crate) fn is_eligible(&self, code: &str, day: Day) -> bool {
        self.is_listed(code, &["dbkk", "bien-gioi", "atk"], day)
    }

    /// The plan's communes on a day.
    pub(crate) fn eligible_communes(&self, day: Day) -> Vec<&Unit> {
        self.communes(day).into_iter().filter(|unit| self.is_eligible(&unit.code, day)).collect()
    }

    /// The plan's villages on a day: listed, and outside the plan's communes.
    pub(crate) fn eligible_villages(&self, day: Day) -> Vec<&Unit> {
        self.units
            .iter()
            .filter(|unit| {
                unit.level == "village"
                    && unit.lives(day)
                    && self.is_listed(&unit.code, &["thon-dbkk"], day)
                    && !self.is_eligible(&unit.parent, day)
            })
            .collect()
    }

    pub(crate) fn eligible(&self, day: Day) -> Vec<&Unit> {
        let mut units = self.eligible_communes(day);
        units.extend(self.eligible_villages(day));
        units
    }

    /// Whether a commune or village is still among the plan's on a later day.
    pub(crate) fn is_still_eligible(&self, unit: &Unit, day: Day) -> bool {
        if unit.level == "village" {
            self.is_listed(&unit.code, &["thon-dbkk"], day) && !self.is_eligible(&unit.parent, day)
        } else {
            self.is_eligible(&unit.code, day)
        }
    }

    /// Where the holder of `code` before the mergers stands on `day`.
    pub(crate) fn stands_in(&self, code: &str, since: Day, day: Day) -> Vec<String> {
        match self.successors.get(code) {
            Some(new) if since < MERGER && day >= MERGER => new.clone(),
            _ => vec![code.to_owned()],
        }
    }

    /// The plan's clubs on a day.
    pub(crate) fn eligible_clubs(&self, day: Day) -> Vec<&Club> {
        self.clubs
            .iter()
            .filter(|club| {
                club.from <= day
                    && club.to.is_none_or(|to| day <= to)
                    && self.stands_in(&club.unit, club.from, day).iter().any(|unit| self.is_eligible(unit, day))
            })
            .collect()
    }
}
