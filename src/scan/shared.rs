//! Rows that reach subjects through what they share: a follow-up at a facility meets every order against that facility.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::fold::gathered;
use super::ranks::Ranks;
use crate::calendar::Date;
use crate::measure::mark;
use crate::model::{Kind, Member, RegisterIndex, UNITS, UnitIndex, View, Workspace};

/// For whom rows count that say something in a column.
pub(super) struct Shared {
    /// Where the column is no reference: its place among the marked columns, and the numbers of the marks.
    pub(super) marks: Option<(usize, Arc<FxHashMap<u64, u32>>)>,
    /// By the number of what a row says the ranks of the subjects that have the same.
    lists: Vec<Vec<u32>>,
}

/// What the subjects of a register have in a column, by which rows reach them.
pub(super) struct Sharing<'w> {
    pub(super) workspace: &'w Workspace,
    /// The subjects' register and its column.
    pub(super) register: RegisterIndex,
    pub(super) of: usize,
}

impl Sharing<'_> {
    /// Whether the column refers to a register, so that rows name what they share by its number.
    pub(super) fn is_reference(&self) -> bool {
        matches!(self.kind(), Kind::Reference(_))
    }

    fn kind(&self) -> &Kind {
        &self.workspace.register(self.register).table.columns[self.of].kind
    }

    /// For whom rows count, with the members of a window and the day on which they are read; `marked` is the place of the rows'
    /// column among the marked ones.
    pub(super) fn with(&self, members: &[(Member, Date)], ranks: &Ranks, marked: usize) -> Shared {
        let register = self.workspace.register(self.register);
        let ranked = members.iter().filter_map(|(member, day)| Some((ranks.rank(member.subject)?, member.row?, *day)));
        match self.kind() {
            Kind::Reference(UNITS) => {
                let units = &self.workspace.units;
                let mut standing: Vec<Vec<u32>> = vec![Vec::new(); units.len()];
                let mut latest = Date::MIN;
                for (rank, row, day) in ranked {
                    latest = latest.max(day);
                    let Some(unit) = register.unit_in(row, self.of) else { continue };
                    units.stands(unit, day).iter().for_each(|unit| standing[unit.0 as usize].push(rank));
                }
                // A row in a unit counts where that has led to by then.
                let reached = |unit: UnitIndex| {
                    let places = if units.leads_to(unit).is_empty() { vec![unit] } else { units.reached(unit, latest) };
                    let mut ranks: Vec<u32> = places.iter().flat_map(|unit| standing[unit.0 as usize].iter().copied()).collect();
                    ranks.sort_unstable();
                    ranks.dedup();
                    ranks
                };
                Shared { marks: None, lists: units.all().map(reached).collect() }
            }
            Kind::Reference(other) => {
                let keys = self.workspace.register(*other);
                let mut lists = vec![Vec::new(); keys.keys().len()];
                for (rank, row, _) in ranked {
                    if let Some(key) = register.row(row).text(self.of).and_then(|key| keys.find(key)) {
                        lists[key as usize].push(rank);
                    }
                }
                Shared { marks: None, lists }
            }
            _ => {
                let (mut numbers, mut lists): (FxHashMap<u64, u32>, Vec<Vec<u32>>) = (FxHashMap::default(), Vec::new());
                for (rank, row, _) in ranked {
                    let Some(text) = written(register.row(row).cell(self.of)) else { continue };
                    let at = *numbers.entry(gathered(Some(mark(text.as_bytes())))).or_insert_with(|| {
                        lists.push(Vec::new());
                        u32::try_from(lists.len() - 1).unwrap_or(0)
                    });
                    lists[at as usize].push(rank);
                }
                Shared { marks: Some((marked, Arc::new(numbers))), lists }
            }
        }
    }
}

impl Shared {
    /// The number of a value, where the column is no reference.
    pub(super) fn number(&self, value: View<'_>) -> Option<u32> {
        let (_, numbers) = self.marks.as_ref()?;
        numbers.get(&gathered(Some(mark(written(value)?.as_bytes())))).copied()
    }

    /// The ranks for which a row counts that says what has this number.
    pub(super) fn ranks(&self, number: u32) -> &[u32] {
        self.lists.get(number as usize).map_or(&[], Vec::as_slice)
    }
}

/// A value as it is written.
fn written(value: View<'_>) -> Option<String> {
    match value {
        View::Empty => None,
        View::Text(text) => Some(text.to_owned()),
        View::Number(number) => Some(number.to_string()),
        View::Date(day) => Some(day.to_string()),
        View::Period(period) => Some(period.to_string()),
        View::Boolean(flag) => Some(flag.to_string()),
    }
}
