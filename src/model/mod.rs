//! What is true once a workspace has been accepted: tables, registers, units through time, plans.
//!
//! No value here dangles: names have become indexes, texts have become values. Nothing here knows files
//! (beyond the place a thing was read from), the clock, or how to print.

mod accepted;
mod budget_subject;
mod column;
mod credit;
mod filter;
mod index;
mod key_form;
mod keys;
mod letter;
mod lists;
mod measure;
mod members;
mod membership;
mod names;
mod needed;
mod own;
mod plan;
mod population;
mod register;
mod row_rule;
mod rows;
mod table;
mod target;
mod texts;
mod units;
mod value;
mod waiver;
mod workspace;

pub use accepted::Accepted;
pub use budget_subject::BudgetSubject;
pub use column::{Choice, Column, Kind, MOST_CHOICES, several};
pub use credit::Credit;
pub use filter::{Condition, Filter, Op, Path, Test};
pub use index::{LogIndex, RegisterIndex, UNITS};
pub use key_form::{KeyForm, number_within};
pub use keys::Keys;
pub use letter::{Letter, PARTS, Statements};
pub use measure::{Distinct, Measure, Operand, Rule};
pub use members::Member;
pub use names::{Agency, AgencyIndex, Fund, Named, Names};
pub use needed::{Lack, lack, needs};
pub use own::{OwnWindow, OwnWindows};
pub use plan::{Activity, Allocation, By, FundUse, Norm, Plan};
pub use population::{Population, PopulationIndex, Source, SubjectKind};
pub use register::{Absence, Lost, Register};
pub use row_rule::{Comparison, Demand, RowRule, Side};
pub use rows::{Row, Rows};
pub use table::{Silence, Table, Wide};
pub use target::{Counting, Given, Needed, Own, Pace, Shown, Target, TargetIndex, Threshold, Window};
pub use units::{Listing, Succession, UnitIndex, Units};
pub use value::{Value, View};
pub use waiver::Waiver;
pub use workspace::{Log, Settings, Workspace};
