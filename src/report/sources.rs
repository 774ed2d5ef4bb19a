//! Where a figure comes from: the plan's clause, what its file notes, and who is meant.

use crate::model::{Activity, Plan, Target, TargetIndex};
use crate::say;
use crate::text::{Lang, Message};

/// What stands behind a due date, a threshold and a number of subjects.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Source {
    /// The plan's clause.
    pub clause: Option<String>,
    /// What the plan's file notes: a rule, or how it is read.
    pub note: Option<String>,
    /// The title of the population.
    pub whom: Option<String>,
}

impl Source {
    /// That of a target.
    pub fn of(plan: &Plan, index: TargetIndex) -> Source {
        Source::of_target(plan, &plan.activities[index.activity], plan.target(index))
    }

    fn of_target(plan: &Plan, activity: &Activity, target: &Target) -> Source {
        let whom = target.population.and_then(|population| plan.populations[population.0].title.clone());
        Source {
            clause: target.clause.as_ref().or(activity.clause.as_ref()).cloned(),
            note: target.note.as_ref().or(activity.note.as_ref()).cloned(),
            whom,
        }
    }

    /// That of an activity that has no target.
    pub fn of_activity(activity: &Activity) -> Source {
        Source { clause: activity.clause.clone(), note: activity.note.clone(), whom: None }
    }

    /// That of the target with this name.
    pub fn named(plan: &Plan, name: &str) -> Option<Source> {
        let mut all = plan.activities.iter().flat_map(|activity| activity.targets.iter().map(move |target| (activity, target)));
        all.find(|(_, target)| target.name == name).map(|(activity, target)| Source::of_target(plan, activity, target))
    }

    /// In words.
    fn words(&self) -> Message {
        let (clause, note) = (self.clause.clone(), self.note.clone());
        let joined = |whom: Option<String>| [clause.clone(), whom, note.clone()].into_iter().flatten().collect::<Vec<_>>().join(". ");
        let whom = self.whom.as_ref().map(|whom| say!(vi: "Đối tượng: {whom}", en: "Population: {whom}"));
        Message::new(
            joined(whom.as_ref().map(|whom| whom.get(Lang::Vi).to_owned())),
            joined(whom.as_ref().map(|whom| whom.get(Lang::En).to_owned())),
        )
    }
}

/// The sources of a table's rows: a mark stands at the rows, what it stands for below the table.
#[derive(Clone, Default, Debug)]
pub struct Sources {
    /// In the order in which they were met.
    list: Vec<Source>,
    /// From which row on which of them holds, until the next.
    rows: Vec<(usize, usize)>,
    /// The column whose cells have the mark.
    pub column: usize,
    /// Whether a clause alone has its mark, too.
    bare: bool,
    /// Whether it is the table's title that has the mark.
    pub at_title: bool,
}

impl Sources {
    /// Says that the row that comes next, and what hangs on it, is from here.
    pub fn add(&mut self, row: usize, source: Source) {
        let at = self.list.iter().position(|one| *one == source).unwrap_or(self.list.len());
        if at == self.list.len() {
            self.list.push(source);
        }
        self.rows.push((row, at));
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Of a table whose headings tell no clauses, so that a clause alone has its mark, too; the marks stand in this column.
    pub fn bare(column: usize) -> Sources {
        Sources { bare: true, column, ..Sources::default() }
    }

    /// The one of a whole table, told at its title.
    pub fn of_table(source: Source) -> Sources {
        let mut sources = Sources { bare: true, at_title: true, ..Sources::default() };
        sources.add(0, source);
        sources
    }

    /// What a row is from.
    pub fn of_row(&self, row: usize) -> Option<&Source> {
        let at = self.rows.partition_point(|(first, _)| *first <= row).checked_sub(1)?;
        self.list.get(self.rows[at].1)
    }

    /// For each marked row its mark, and what the marks stand for.
    pub fn marks(&self) -> (Vec<(usize, String)>, Vec<Message>) {
        let told = |source: &Source| source.note.is_some() || source.whom.is_some() || (self.bare && source.clause.is_some());
        let mut number = 0;
        let numbers: Vec<Option<String>> = self
            .list
            .iter()
            .map(|source| {
                told(source).then(|| {
                    number += 1;
                    superscript(number)
                })
            })
            .collect();
        let notes = self.list.iter().zip(&numbers).filter_map(|(source, mark)| {
            let (mark, words) = (mark.as_ref()?, source.words());
            Some(Message::new(format!("{mark} {}", words.get(Lang::Vi)), format!("{mark} {}", words.get(Lang::En))))
        });
        let rows = self.rows.iter().filter_map(|(row, at)| Some((*row, numbers[*at].clone()?)));
        (rows.collect(), notes.collect())
    }
}

/// `¹²`.
fn superscript(number: usize) -> String {
    const SIGNS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    number.to_string().bytes().filter_map(|digit| SIGNS.get(usize::from(digit - b'0'))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_the_same_has_one_mark() {
        let source = |clause: &str, note: Option<&str>| Source { clause: Some(clause.into()), note: note.map(str::to_owned), whom: None };
        let mut sources = Sources::default();
        for (row, source) in
            [(0, source("II.1", None)), (1, source("II.3", Some("a"))), (2, source("II.4", Some("b"))), (4, source("II.3", Some("a")))]
        {
            sources.add(row, source);
        }
        let (rows, notes) = sources.marks();
        assert_eq!(rows, [(1, "¹".to_owned()), (2, "²".to_owned()), (4, "¹".to_owned())]);
        assert_eq!(notes.iter().map(|note| note.get(Lang::En)).collect::<Vec<_>>(), ["¹ II.3. a", "² II.4. b"]);
        assert_eq!(sources.of_row(3).and_then(|source| source.note.as_deref()), Some("b"));
        sources.bare = true;
        assert_eq!(sources.marks().1.len(), 3);
    }
}
