//! The rows of a small table, packed: a country's registers have hundreds of thousands, and they stay in memory.

use super::texts::Texts;
use super::value::View;
use crate::calendar::{Date, Days, Period};
use crate::number::Number;
use crate::read::Place;

/// Rows of one table.
#[derive(Debug, Default)]
pub struct Rows {
    columns: usize,
    /// Row after row.
    cells: Vec<Packed>,
    heads: Vec<Head>,
    texts: Texts,
    numbers: Vec<Number>,
    periods: Vec<Period>,
}

/// A field; what takes more than four bytes lies elsewhere.
#[derive(Clone, Copy, Debug)]
enum Packed {
    Empty,
    Text(u32),
    Number(u32),
    Date(Date),
    Period(u32),
    Boolean(bool),
}

/// What is known of a row beside its fields.
#[derive(Clone, Copy, Debug)]
struct Head {
    valid: Days,
    place: Place,
}

/// One row.
#[derive(Clone, Copy, Debug)]
pub struct Row<'r> {
    rows: &'r Rows,
    at: usize,
}

fn number(number: usize) -> u32 {
    // What is held in memory ends long before numbers do.
    u32::try_from(number).unwrap_or(u32::MAX)
}

impl Rows {
    /// No rows yet, of so many columns.
    pub fn new(columns: usize) -> Rows {
        Rows { columns, ..Rows::default() }
    }

    /// Adds a row: its fields, one per column, its validity, and where it was read.
    pub fn push(&mut self, cells: &[View<'_>], valid: Days, place: Place) {
        for cell in cells {
            let packed = match *cell {
                View::Empty => Packed::Empty,
                View::Text(text) => Packed::Text(self.texts.intern(text)),
                View::Date(day) => Packed::Date(day),
                View::Boolean(flag) => Packed::Boolean(flag),
                View::Number(value) => {
                    self.numbers.push(value);
                    Packed::Number(number(self.numbers.len() - 1))
                }
                View::Period(period) => {
                    self.periods.push(period);
                    Packed::Period(number(self.periods.len() - 1))
                }
            };
            self.cells.push(packed);
        }
        self.heads.push(Head { valid, place });
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.heads.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.heads.is_empty()
    }

    /// One of them.
    pub fn get(&self, at: usize) -> Row<'_> {
        Row { rows: self, at }
    }

    /// All of them.
    pub fn all(&self) -> impl ExactSizeIterator<Item = Row<'_>> {
        (0..self.len()).map(|at| self.get(at))
    }

    /// The numbers of the rows in the order of a column's text and their validity.
    pub fn order(&self, column: usize) -> Vec<u32> {
        let key = |at: &u32| {
            let row = self.get(*at as usize);
            (row.text(column).unwrap_or_default(), row.valid())
        };
        let mut order: Vec<u32> = (0..number(self.len())).collect();
        // Files are mostly in order, and the sort is quick where they are.
        order.sort_by(|a, b| key(a).cmp(&key(b)));
        order
    }

    /// Keeps only some rows, in this order.
    pub fn keep(&mut self, order: &[u32]) {
        let in_order = |(at, kept): (usize, &u32)| at == *kept as usize;
        if order.len() < self.len() || !order.iter().enumerate().all(in_order) {
            let mut cells = Vec::with_capacity(order.len() * self.columns);
            for at in order {
                let start = *at as usize * self.columns;
                cells.extend_from_slice(&self.cells[start..start + self.columns]);
            }
            self.cells = cells;
            self.heads = order.iter().map(|at| self.heads[*at as usize]).collect();
        }
        self.shrink();
    }

    /// Gives back memory that is not needed once all rows are there.
    fn shrink(&mut self) {
        self.cells.shrink_to_fit();
        self.heads.shrink_to_fit();
        self.texts.shrink();
        self.numbers.shrink_to_fit();
        self.periods.shrink_to_fit();
    }
}

impl<'r> Row<'r> {
    /// A field.
    pub fn cell(self, column: usize) -> View<'r> {
        match self.rows.cells[self.at * self.rows.columns + column] {
            Packed::Empty => View::Empty,
            Packed::Text(text) => View::Text(self.rows.texts.get(text)),
            Packed::Number(number) => View::Number(self.rows.numbers[number as usize]),
            Packed::Date(day) => View::Date(day),
            Packed::Period(period) => View::Period(self.rows.periods[period as usize]),
            Packed::Boolean(flag) => View::Boolean(flag),
        }
    }

    /// A field's text, where it is one.
    pub fn text(self, column: usize) -> Option<&'r str> {
        match self.rows.cells[self.at * self.rows.columns + column] {
            Packed::Text(text) => Some(self.rows.texts.get(text)),
            _ => None,
        }
    }

    /// From its `from` to its `to`.
    pub fn valid(self) -> Days {
        self.rows.heads[self.at].valid
    }

    /// Its `from`, where it has one.
    pub fn from(self) -> Option<Date> {
        Some(self.valid().first).filter(|first| *first != Date::MIN)
    }

    /// Where it was read.
    pub fn place(self) -> Place {
        self.rows.heads[self.at].place
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Tree;

    #[test]
    fn rows_are_what_was_put_in() {
        let place = Place::whole(Tree::in_memory([("a.csv", "")]).id("a.csv"));
        let mut rows = Rows::new(3);
        let day = Date::constant(2014, 3, 31);
        let all = [
            [View::Text("b"), View::Number(Number::whole(7)), View::Empty],
            [View::Text("a"), View::Date(day), View::Boolean(true)],
            [View::Text("b"), View::Text("a"), View::Text("")],
        ];
        let valid = [Days::ALWAYS, Days::ALWAYS, Days { first: Date::MIN, last: day }];
        all.iter().zip(valid).for_each(|(cells, valid)| rows.push(cells, valid, place));
        let read = |rows: &Rows| -> Vec<usize> {
            let which = |row: Row<'_>| all.iter().position(|cells| (0..3).all(|at| cells[at] == row.cell(at)));
            rows.all().map(|row| which(row).unwrap_or(9)).collect()
        };
        assert_eq!(read(&rows), [0, 1, 2]);
        let order = rows.order(0);
        assert_eq!(order, [1, 2, 0]);
        rows.keep(&order);
        assert_eq!(read(&rows), [1, 2, 0]);
        assert_eq!(rows.get(1).valid(), valid[2]);
        rows.keep(&[0, 2]);
        assert_eq!(read(&rows), [1, 0]);
    }
}
