//! Money: what was allocated and spent, what is left of it, and what it would cost to do the rest.
//!
//! An activity's spending from a fund in a civil year is held against the lines of its subjects, the nearest first, then against the
//! activity's own line of that fund and year; what these do not cover against the line of the whole plan. Only sums decide: the order of rows changes nothing.

mod ceilings;
mod closing;
mod costs;
mod estimate;
mod findings;
mod full_norm;
mod lines;
mod price;

pub use closing::{Closing, Payer, closing};
pub use costs::{ActivityCost, CellCost, activity_costs};
pub use estimate::{Estimate, Item, Later, estimate, to_close};
pub use findings::findings;
pub use full_norm::{FullItem, FullNorm, Unpriced, full_norms, unpriced};
pub use lines::{Figures, Line, lines};
pub use price::{Price, PriceOf};
