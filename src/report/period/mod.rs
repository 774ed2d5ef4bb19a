//! The report of a period, as it is handed in: what was done, what is missing, the money, and what the figures rest on.
//!
//! One set of figures is made once, in [`figures`]; every format tells the same ones. In the order in which such a report is
//! written: opening, summary, results, districts, what is missing, money, duties, the quality of the data, its sources.

mod basis;
mod by_month;
mod contract;
mod duties;
mod explained;
mod figures;
mod filed;
mod letter;
mod missing;
mod new_rows;
mod opening;
mod other_windows;
mod results;

pub use explained::{CountedRow, CountedRows, counted_rows};
pub use filed::{FOLDER as FILED, FigureOf, Figures, Filed, Moved, NoFigures, all as filed_periods, findings as filed_findings};
pub use letter::{Said, recorded_difficulties};
pub use new_rows::{EarlierRows, NewRow};
pub(super) use other_windows::{BESIDE, INSIDE, window_in};
pub use other_windows::{CellOf, counted, covered_on};

use crate::calendar::{Date, Days, Period, plus_days};
use crate::cover::State;
use crate::model::{PARTS, Workspace};
use crate::say;
use crate::scan::{FileRows, Recorded, Spending};
use crate::text::{Lang, Message};

use super::answer::{Answer, Frame};
use super::check::checked::Statistic;
use super::compare::{Pair, Side};
use super::document::{Block, Document, Header, Sheet};
use super::funds::Funds;
use super::funds::group::FundsBy;
use super::selection::Selection;
use crate::report::window_words::window_words;

/// What a repository says of the workspace.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Revision {
    /// The commit.
    pub id: String,
    /// Whether files differ from it.
    pub changed: bool,
}

/// The report of a period as an answer.
pub struct Report<'s> {
    /// What it is about.
    pub workspace: &'s Workspace,
    /// The plan, by its place in the workspace.
    pub plan: usize,
    /// The period.
    pub period: Period,
    /// The same in days.
    pub days: Days,
    /// How everything stands on its last day, or on the as-of date where that is earlier.
    pub state: &'s State,
    /// How everything stood on the day before its first.
    pub before: &'s State,
    /// The plan's targets over the period, and since the plan began: see [`counted`].
    pub counted: &'s State,
    /// The same period of the year before: its days, how everything stood at its close, and the targets over it.
    pub year_before: Option<Side<'s>>,
    /// What was spent.
    pub spending: &'s Spending,
    /// Where the rest of the period is estimated: the last day of actual figures.
    pub until: Option<Date>,
    /// Whether the period is over: then it is looked at from its close.
    pub closed: bool,
    /// How everything stands as of the day on which the report is written: duties due after the period are told so.
    pub told: &'s State,
    /// When duties were done: see [`covered_on`].
    pub sent: Vec<(CellOf, Option<Date>)>,
    /// When records were made, log by log.
    pub recorded: &'s [Recorded],
    /// How often each code was found about the data.
    pub found: Vec<Statistic>,
    /// The files of logs.
    pub files: &'s [FileRows],
    /// What a repository says of them.
    pub revision: Option<Revision>,
    /// How many rows a list shows at most.
    pub cap: Option<usize>,
    /// Whether the gap list stands at the end.
    pub annex: bool,
    /// Whether lists are left unfolded.
    pub full: bool,
    /// The rows that count, where each figure is explained.
    pub rows: Option<CountedRows>,
    /// What people say, where the report is a document that is sent.
    pub said: Option<Said>,
}

/// A period in words: `6 tháng đầu năm 2016`.
fn in_words(label: &str, days: Days) -> Message {
    let day = |lang| [days.first, days.last].map(|day| crate::calendar::display_date(day, lang));
    let [first_vi, last_vi] = day(Lang::Vi);
    let [first_en, last_en] = day(Lang::En);
    match label.split_once('-') {
        None if !label.contains('.') => say!(vi: "năm {label}", en: "{label}"),
        Some((year, "H1")) => say!(vi: "6 tháng đầu năm {year}", en: "the first half of {year}"),
        Some((year, "H2")) => say!(vi: "6 tháng cuối năm {year}", en: "the second half of {year}"),
        Some((year, part)) if part.starts_with('Q') && part.len() == 2 => {
            let number = &part[1..];
            let roman = roman(number.parse().unwrap_or(0));
            say!(vi: "quý {roman} năm {year}", en: "quarter {number} of {year}")
        }
        Some((year, month)) if month.len() == 2 => {
            let short = month.trim_start_matches('0');
            say!(vi: "tháng {short} năm {year}", en: "{year}-{month}")
        }
        _ => say!(vi: "từ ngày {first_vi} đến ngày {last_vi}", en: "{first_en} to {last_en}"),
    }
}

/// A small number as sections are numbered.
fn roman(number: usize) -> String {
    const SIGNS: [(usize, &str); 5] = [(10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    let mut rest = number;
    let mut text = String::new();
    for (value, sign) in SIGNS {
        while rest >= value {
            text.push_str(sign);
            rest -= value;
        }
    }
    text
}

/// A date in both languages.
fn dated(day: Date) -> [String; 2] {
    [Lang::Vi, Lang::En].map(|lang| crate::calendar::display_date(day, lang))
}

impl Report<'_> {
    /// The period's label in the plan's calendar.
    pub fn label(&self) -> String {
        self.period.label(self.plan().calendar)
    }

    /// The day before the period, whose state the figures are compared with.
    fn day_before(&self) -> Date {
        plus_days(self.days.first, -1)
    }

    /// The state for whoever asks for the money of the period alone.
    fn in_period(&self) -> State {
        State { period: Some(self.period), ..self.state.clone() }
    }

    fn funds<'f>(&'f self, in_period: &'f State) -> Funds<'f> {
        Funds { workspace: self.workspace, state: in_period, spending: self.spending, by: FundsBy::Activity }
    }

    /// The period beside the same one of the year before.
    pub(super) fn pair(&self) -> Option<Pair<'_>> {
        let now = Side { days: self.days, state: self.state, counted: self.counted };
        self.year_before.map(|before| Pair { plan: self.plan, before, now })
    }

    fn beside(&self) -> Vec<Block> {
        let Some(pair) = self.pair() else { return Vec::new() };
        let label = |side: &Side<'_>| {
            let day = |day: Date| dated(day);
            let ([from_vi, from_en], [to_vi, to_en]) = (day(side.days.first), day(side.state.as_of));
            say!(vi: "{from_vi}–{to_vi}", en: "{from_en} to {to_en}")
        };
        let name = say!(vi: "Cùng kỳ năm trước", en: "A year before");
        let sheet = pair.sheet(self.workspace, &Selection::default(), [label(&pair.before), label(&pair.now)]);
        sheet.map(|sheet| Block::Sheet(Sheet { name: Some(name), ..sheet })).into_iter().collect()
    }

    fn money(&self) -> Vec<Block> {
        let name = say!(vi: "Kinh phí", en: "Money");
        // A line is for a whole year: what is left of it after a part of the year is not what is left of it.
        let year_ends = |day: Date| (day.month(), day.day()) == (12, 31);
        let whole = year_ends(self.day_before()) && year_ends(self.days.last) && self.state.as_of == self.days.last;
        let note = (!whole).then(|| {
            say!(
                vi: "Dự toán là của cả năm; “đã chi”, “còn lại”, “vượt” chỉ tính các khoản chi trong kỳ báo cáo.",
                en: "Allocated is for the whole year; spent, left and over count what was spent in the period alone."
            )
        });
        let named = |mut sheet: Sheet| {
            sheet.notes.extend(note.clone());
            Block::Sheet(Sheet { name: Some(name.clone()), ..sheet })
        };
        self.funds(&self.in_period()).sheets().into_iter().map(named).collect()
    }
}

impl Answer for Report<'_> {
    fn title(&self) -> Message {
        let words = in_words(&self.label(), self.days);
        let (vi, en) = (words.get(Lang::Vi), words.get(Lang::En));
        say!(vi: "Báo cáo kết quả thực hiện kế hoạch {vi}", en: "Report on the plan, {en}")
    }

    fn document(&self) -> Document {
        let header = Header { period: Some(window_words(&self.label())), ..Header::new(self.workspace, self.state) };
        let mut blocks = vec![Block::Header(header)];
        blocks.extend(self.opening());
        let mut sections = vec![
            ("summary", say!(vi: "Đánh giá chung", en: "Summary"), self.summary()),
            ("results", say!(vi: "Kết quả thực hiện", en: "Results"), self.results()),
            ("beside", say!(vi: "So với cùng kỳ năm trước", en: "Beside the same period of the year before"), self.beside()),
            ("districts", say!(vi: "Kết quả theo địa bàn", en: "Results by district"), self.districts()),
            ("missing", say!(vi: "Khó khăn, tồn tại", en: "What is missing"), self.lacking()),
            ("money", say!(vi: "Kinh phí thực hiện", en: "Money"), self.money()),
            ("duties", say!(vi: "Chế độ báo cáo và nhiệm vụ theo kỳ", en: "Reports and other duties"), self.duty_blocks()),
            ("quality", say!(vi: "Chất lượng số liệu", en: "Quality of the data"), self.quality()),
            ("sources", say!(vi: "Số liệu căn cứ", en: "What the figures rest on"), self.sources()),
        ];
        sections.extend(self.spoken());
        // Only the document that is sent has parts of its own, in an order of its own.
        if self.said.is_some() {
            let asked: Vec<&str> = match self.workspace.settings.letter.parts.as_slice() {
                [] => PARTS.to_vec(),
                parts => parts.iter().map(String::as_str).collect(),
            };
            sections.retain(|(key, ..)| asked.contains(key));
            sections.sort_by_key(|(key, ..)| asked.iter().position(|part| part == key));
        }
        let filled = sections.into_iter().map(|(_, heading, section)| (heading, section)).filter(|(_, section)| !section.is_empty());
        for (at, (heading, section)) in filled.enumerate() {
            let number = roman(at + 1);
            let (vi, en) = (heading.get(Lang::Vi), heading.get(Lang::En));
            blocks.push(Block::Heading(say!(vi: "{number}. {vi}", en: "{number}. {en}")));
            blocks.extend(section);
        }
        let annex = self.annexed();
        if !annex.is_empty() {
            blocks.push(Block::Annex(say!(vi: "Phụ lục. Danh sách chưa đạt", en: "Annex. List of what is missing")));
            blocks.extend(annex);
        }
        let explained = self.explained();
        if !explained.is_empty() {
            blocks.push(Block::Heading(say!(vi: "Phụ lục. Cách tính từng số liệu", en: "Annex. How each figure came about")));
            blocks.extend(explained);
        }
        Document { blocks }
    }

    fn records(&self) -> Sheet {
        self.flat()
    }

    fn contract(&self) -> serde_json::Value {
        self.answer()
    }

    fn frame(&self) -> Option<Frame> {
        Some(self.framed())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, vi: &str, en: &str) {
        let period = Period::parse(text).expect("a period");
        let calendar = crate::calendar::Calendar::CIVIL;
        let words = in_words(&period.label(calendar), period.days(calendar).expect("days"));
        assert_eq!((words.get(Lang::Vi), words.get(Lang::En)), (vi, en));
    }

    #[test]
    fn periods_read_as_they_are_written() {
        check("2016-H1", "6 tháng đầu năm 2016", "the first half of 2016");
        check("2016-07..2016-12", "6 tháng cuối năm 2016", "the second half of 2016");
        check("2017", "năm 2017", "2017");
        check("2016-Q4", "quý IV năm 2016", "quarter 4 of 2016");
        check("2016-03", "tháng 3 năm 2016", "2016-03");
        check("2014-H2..2016-Q1", "từ ngày 01/07/2014 đến ngày 31/03/2016", "2014-07-01 to 2016-03-31");
        check("2016-03-15", "từ ngày 15/03/2016 đến ngày 15/03/2016", "2016-03-15 to 2016-03-15");
    }
}
