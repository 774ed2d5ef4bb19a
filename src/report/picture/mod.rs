//! Pictures as data: what is drawn, with its title, its labels and its values; no characters, no pixels.
//!
//! Whoever cannot see a picture reads its summary and its values.

mod bars;
mod burn_up;
mod gantt;
mod heat;
mod multiples;

pub use bars::{Bar, Bars};
pub use burn_up::{BurnUp, Forecast, History};
pub use gantt::{Gantt, Lane, Span};
pub use heat::{HeatCell, HeatMap, HeatPart, HeatRow, Shade};
pub use multiples::{Multiple, Multiples};

pub(super) use bars::bars;
pub(super) use burn_up::{burn_up, month_ends};
pub(super) use gantt::gantt;
pub(super) use heat::heat_map;

use super::document::Sheet;
use crate::cover::{TargetState, WindowState};
use crate::text::Message;

/// A picture.
#[derive(Clone, Debug)]
pub struct Picture {
    /// What it shows.
    pub title: Message,
    /// What it is called where there is room for a short name only; else its title is.
    pub name: Option<Message>,
    /// What there is to be seen in it, in words.
    pub summary: Message,
    /// Whether a table beside it holds its values.
    pub tabled: bool,
    /// What is drawn.
    pub drawing: Drawing,
}

/// What a picture draws.
#[derive(Clone, Debug)]
pub enum Drawing {
    /// How much of each group is covered.
    Bars(Bars),
    /// How much of each commune is covered in each year.
    HeatMap(HeatMap),
    /// What was done by when, and what should have been.
    BurnUp(BurnUp),
    /// Coverage of several targets on one day after another.
    Multiples(Multiples),
    /// Windows and due dates.
    Gantt(Gantt),
}

impl Picture {
    /// Everything it shows, as a table.
    pub fn values(&self) -> Sheet {
        let sheet = match &self.drawing {
            Drawing::Bars(bars) => bars.values(),
            Drawing::HeatMap(map) => map.values(),
            Drawing::BurnUp(burn_up) => burn_up.values(),
            Drawing::Multiples(multiples) => multiples.values(),
            Drawing::Gantt(gantt) => gantt.values(),
        };
        Sheet { title: Some(self.title.clone()), name: self.name.clone(), ..sheet }
    }
}

/// The window that a picture of one window is about: the last of the current ones, else the last that has begun.
pub(super) fn looked_at(state: &TargetState) -> Option<&WindowState> {
    let begun = || state.windows.iter().filter(|window| window.begun);
    begun().rfind(|window| window.current).or_else(|| begun().next_back())
}
