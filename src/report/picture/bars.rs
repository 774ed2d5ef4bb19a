//! Coverage of the groups of one window, a bar for each.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Zero;

use super::{Drawing, Picture};
use crate::cover::{CellState, Counts, WindowState};
use crate::model::{Plan, Target, Workspace};
use crate::report::document::{Cell, Column, Row, Sheet};
use crate::report::group::{Group, GroupBy, Order, groups};
use crate::report::names::target_title;
use crate::report::window_words::window_words;
use crate::say;
use crate::text::{Lang, Message, Word, figure};

/// Bars, one below the other.
#[derive(Clone, Debug)]
pub struct Bars {
    /// What a group is.
    pub group: Message,
    /// The share of each that is to be covered, 0 to 1.
    pub share: BigRational,
    /// The groups, in the order of their names; the last one is all of them together.
    pub bars: Vec<Bar>,
}

/// One group.
#[derive(Clone, Debug)]
pub struct Bar {
    /// What it is called.
    pub name: Message,
    /// Its code; none for what belongs nowhere, and for all together.
    pub code: Option<String>,
    /// Covered on time.
    pub met: u64,
    /// Covered too late.
    pub late: u64,
    /// To be covered.
    pub eligible: u64,
}

impl Bar {
    fn new(name: Message, code: Option<String>, counts: &Counts) -> Bar {
        Bar { name, code, met: counts.of(CellState::Met), late: counts.of(CellState::Late), eligible: counts.eligible() }
    }

    /// Covered, on time or not.
    pub fn covered(&self) -> u64 {
        self.met + self.late
    }

    /// Covered of eligible, exactly; none where nothing is eligible.
    pub fn coverage(&self) -> Option<BigRational> {
        (self.eligible > 0).then(|| BigRational::new(BigInt::from(self.covered()), BigInt::from(self.eligible)))
    }
}

impl Bars {
    /// The bars that are drawn: those with something in them, and the last one; all where there is nothing in any.
    pub fn drawn(&self) -> Vec<&Bar> {
        if self.bars.iter().all(|bar| bar.covered() == 0) {
            return self.bars.iter().collect();
        }
        let last = self.bars.len().saturating_sub(1);
        self.bars.iter().enumerate().filter(|(at, bar)| bar.covered() > 0 || *at == last).map(|(_, bar)| bar).collect()
    }

    pub(super) fn values(&self) -> Sheet {
        let late = self.bars.iter().any(|bar| bar.late > 0);
        let mut columns = vec![
            Column::left("group", self.group.clone()),
            Column::code(Word::Code),
            Column::right("covered", Word::Covered),
            Column::right("coverage", Word::Coverage),
        ];
        columns.extend(late.then(|| Column::right("late", Word::OfThemLate)));
        let row = |bar: &Bar| {
            let code = Cell::maybe(bar.code.as_deref());
            let mut cells =
                vec![Cell::Words(bar.name.clone()), code, Cell::Share(bar.covered(), bar.eligible), Cell::Percent(bar.coverage())];
            cells.extend(late.then(|| Cell::count(bar.late)));
            Row::Cells(cells)
        };
        Sheet { columns, rows: self.bars.iter().map(row).collect(), total: true, ..Sheet::default() }
    }
}

/// Bars per district; nothing where subjects stand in no district, or all in one.
pub(crate) fn bars(workspace: &Workspace, plan: &Plan, target: &Target, window: &WindowState, tabled: bool) -> Option<Picture> {
    let by = GroupBy::District;
    let mut groups = groups(workspace, plan, target, window, by);
    if groups.iter().filter(|group| group.id.is_some()).count() < 2 {
        return None;
    }
    let order = Order::new();
    groups.sort_by(|a, b| order.compare((a.id.as_deref(), &a.name), (b.id.as_deref(), &b.name)));
    let shares = || groups.iter().filter_map(|group| group.counts.coverage());
    let ends = shares().min().zip(shares().max()).filter(|(least, most)| least < most);
    let share = |lang| {
        let [covered, eligible] = [window.counts.covered(), window.counts.eligible()].map(|count| figure(&count.to_string(), lang));
        format!("{covered}/{eligible}")
    };
    let (all_vi, all_en) = (share(Lang::Vi), share(Lang::En));
    let ends = ends.map_or(Message::same(""), |(least, most)| {
        let high = named(&groups, &most);
        if least.is_zero() {
            let (high_vi, high_en) = (high.get(Lang::Vi), high.get(Lang::En));
            return say!(vi: " Cao nhất: {high_vi}.", en: " Highest: {high_en}.");
        }
        let low = named(&groups, &least);
        let (low_vi, low_en, high_vi, high_en) = (low.get(Lang::Vi), low.get(Lang::En), high.get(Lang::Vi), high.get(Lang::En));
        say!(vi: " Thấp nhất: {low_vi}; cao nhất: {high_vi}.", en: " Lowest: {low_en}; highest: {high_en}.")
    });
    let nothing = empty(&groups);
    let (ends_vi, ends_en) = (ends.get(Lang::Vi), ends.get(Lang::En));
    let (none_vi, none_en) = (nothing.get(Lang::Vi), nothing.get(Lang::En));
    let summary = say!(
        vi: "Mỗi huyện, thành phố một thanh: số đã đạt trên số phải đạt. Toàn bộ: {all_vi}.{ends_vi}{none_vi}",
        en: "A bar for each district: covered of those to be covered. All together: {all_en}.{ends_en}{none_en}"
    );
    let (title, label) = (target_title(target), window_words(&target.windows[window.window].label));
    let (label_vi, label_en) = (label.get(Lang::Vi), label.get(Lang::En));
    let title = say!(vi: "{title}: mức độ đạt theo huyện, kỳ {label_vi}", en: "{title}: coverage by district, {label_en}");
    let mut bars: Vec<Bar> = groups.into_iter().map(|group| Bar::new(group.name, group.id, &group.counts)).collect();
    bars.push(Bar::new(Word::All.into(), None, &window.counts));
    let drawing = Drawing::Bars(Bars { group: by.word(workspace), share: target.share.clone(), bars });
    let id = &target.name;
    let name = Some(say!(vi: "{id} theo huyện", en: "{id} by district"));
    Some(Picture { title, name, summary, tabled, drawing })
}

/// Those in which nobody is covered: they have no bar.
fn empty(groups: &[Group]) -> Message {
    let empty = groups.iter().filter(|group| group.counts.covered() == 0 && group.counts.eligible() > 0);
    let names = |lang| {
        let name = |group: &Group| format!("{} (0/{})", group.name.get(lang), figure(&group.counts.eligible().to_string(), lang));
        empty.clone().map(name).collect::<Vec<_>>().join(", ")
    };
    let (vi, en) = (names(Lang::Vi), names(Lang::En));
    if vi.is_empty() {
        return Message::same("");
    }
    say!(vi: " Chưa có ở: {vi}.", en: " None in: {en}.")
}

/// Those with a share, the first of them by name.
fn named(groups: &[Group], share: &BigRational) -> Message {
    let mut found = groups.iter().filter(|group| group.counts.coverage().as_ref() == Some(share));
    let first = found.next().map_or(Message::same(""), |group| group.name.clone());
    let (first_vi, first_en) = (first.get(Lang::Vi), first.get(Lang::En));
    match found.count() {
        0 => first,
        more => say!(vi: "{first_vi} và {more} nơi khác", en: "{first_en} and {more} more"),
    }
}
