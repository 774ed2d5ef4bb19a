//! What changed, as tables and as one flat sheet.

use num_rational::BigRational;
use num_traits::{Signed, Zero};

use super::{Cause, Difference, Fate, Label, TargetChange, Turn, contract};
use crate::calendar::display_date;
use crate::number::rounded;
use crate::report::answer::Answer;
use crate::report::document::{Block, Cell, Column, Document, Header, Row, Sheet};
use crate::report::history::{Looked, Point};
use crate::say;
use crate::text::{Lang, Message, Word, count_en, count_vi};

impl Label {
    /// What a side is called.
    fn words(&self) -> Message {
        let text = |lang| match &self.revision {
            Some(id) => format!("{} ({})", id.get(..12).unwrap_or(id), display_date(self.as_of, lang)),
            None => display_date(self.as_of, lang),
        };
        Message::new(text(Lang::Vi), text(Lang::En))
    }
}

/// A change of a share in percentage points, with its sign.
fn points(value: &BigRational, lang: Lang) -> String {
    let text = rounded(&(value * BigRational::from_integer(100.into())).abs(), 1);
    let text = if lang == Lang::Vi { text.replace('.', ",") } else { text };
    format!("{}{text}", if value.is_negative() { "−" } else { "+" })
}

fn change_words(value: &BigRational) -> Message {
    Message::new(points(value, Lang::Vi), points(value, Lang::En))
}

/// What each cause added: `rows +12.5, time −3`.
fn why(parts: &[(Vec<Cause>, BigRational)]) -> Message {
    let told = |lang: Lang| {
        let one = |(causes, part): &(Vec<Cause>, BigRational)| {
            let causes: Vec<String> = causes.iter().map(|cause| cause.word().get(lang).to_owned()).collect();
            format!("{} {}", causes.join(" + "), points(part, lang))
        };
        parts.iter().filter(|(_, part)| !part.is_zero()).map(one).collect::<Vec<_>>().join(", ")
    };
    Message::new(told(Lang::Vi), told(Lang::En))
}

fn turn_word(turn: Turn) -> Message {
    match turn {
        Turn::Opened => say!(vi: "mới thiếu", en: "opened"),
        Turn::Closed => say!(vi: "đã đạt", en: "closed"),
        Turn::Gone => say!(vi: "nay không đòi nữa", en: "no longer asked for"),
    }
}

fn fate_word(fate: Fate) -> Message {
    match fate {
        Fate::Added => say!(vi: "thêm", en: "added"),
        Fate::Changed => say!(vi: "sửa", en: "changed"),
        Fate::Removed => say!(vi: "bỏ", en: "removed"),
    }
}

fn window(point: Option<&Point>) -> Option<&Looked> {
    point.and_then(|point| point.window.as_ref())
}

impl Difference {
    /// The rows of a table, as many as there is room for.
    fn capped(&self, rows: Vec<Row>) -> Vec<Row> {
        let count = rows.len();
        match self.cap.filter(|cap| count > cap + 1) {
            None => rows,
            Some(cap) => rows.into_iter().take(cap).chain([Row::More(count - cap)]).collect(),
        }
    }

    fn sheet(&self, title: Message, columns: Vec<Column>, rows: Vec<Row>) -> Option<Block> {
        let rows = self.capped(rows);
        (!rows.is_empty()).then(|| Block::Sheet(Sheet { title: Some(title), columns, rows, ..Sheet::default() }))
    }

    fn target_row(change: &TargetChange<'_>) -> Row {
        let covered = |point: Option<&Point>| window(point).map_or(Cell::Empty, |window| Cell::Share(window.covered, window.eligible));
        let verdict = |point: Option<&Point>| point.map_or(Cell::Empty, |point| Cell::Verdict(point.now));
        let labels = [change.from, change.to].map(|point| window(point).map(|window| window.label.as_str()));
        let label = match labels {
            [Some(from), Some(to)] if from != to => format!("{from} → {to}"),
            [from, to] => to.or(from).unwrap_or_default().to_owned(),
        };
        let all: BigRational = change.parts.iter().map(|(_, part)| part).sum();
        Row::Cells(vec![
            Cell::Text(change.title.to_owned()),
            Cell::Text(label),
            covered(change.from),
            covered(change.to),
            if all.is_zero() { Cell::Empty } else { Cell::Words(change_words(&all)) },
            Cell::Words(why(&change.parts)),
            verdict(change.from),
            verdict(change.to),
        ])
    }

    fn targets_block(&self) -> Option<Block> {
        let columns = vec![
            Column::left("target", Word::Target),
            Column::left("window", Word::Window).dispensable(2),
            Column::right("from", say!(vi: "Trước", en: "From")),
            Column::right("to", say!(vi: "Sau", en: "To")),
            Column::right("change", say!(vi: "Thay đổi, điểm %", en: "Change, points")),
            Column::left("why", say!(vi: "Do", en: "By")),
            Column::left("verdict_from", say!(vi: "Đánh giá trước", en: "Verdict then")).dispensable(1),
            Column::left("verdict_to", say!(vi: "Đánh giá sau", en: "Verdict now")),
        ];
        let rows = self.targets().iter().map(Difference::target_row).collect();
        self.sheet(say!(vi: "Chỉ tiêu", en: "Targets"), columns, rows)
    }

    fn gaps_block(&self) -> Vec<Block> {
        let gaps = self.gaps();
        if gaps.is_empty() {
            return Vec::new();
        }
        let count = |turn: Turn| gaps.iter().filter(|(found, ..)| *found == turn).count();
        let [opened, closed, gone] = [Turn::Opened, Turn::Closed, Turn::Gone].map(count);
        let [opened_vi, closed_vi, gone_vi] = [opened, closed, gone].map(count_vi);
        let (opened_en, gone_en) = (count_en(opened, "gap"), count_en(gone, "gap"));
        let line = say!(
            vi: "Phần còn thiếu: {opened_vi} trường hợp mới thiếu, {closed_vi} đã đạt, {gone_vi} nay không đòi nữa.",
            en: "Gaps: {opened_en} opened, {closed} closed, {gone_en} no longer asked for."
        );
        let row = |(turn, ((_, target), window, subject), name): &(Turn, &super::CellOf, &str)| {
            let subject = if *name == subject.as_str() { subject.clone() } else { format!("{name} ({subject})") };
            Row::Cells(vec![Cell::Words(turn_word(*turn)), Cell::Text(target.clone()), Cell::Text(window.clone()), Cell::Text(subject)])
        };
        let columns = vec![
            Column::left("what", say!(vi: "Thế nào", en: "What")),
            Column::left("target", Word::Target),
            Column::left("window", Word::Window),
            Column::left("subject", Word::Subject),
        ];
        let sheet = self.sheet(say!(vi: "Phần còn thiếu", en: "Gaps"), columns, gaps.iter().map(row).collect());
        std::iter::once(Block::Line(line)).chain(sheet).collect()
    }

    fn rows_block(&self) -> Option<Block> {
        let columns = vec![
            Column::left("log", say!(vi: "Nhật ký", en: "Log")),
            Column::left("what", say!(vi: "Thế nào", en: "What")),
            Column::left("key", say!(vi: "Dòng", en: "Row")),
            Column::left("place", say!(vi: "Tệp", en: "File")),
            Column::left("commit", say!(vi: "Phiên bản", en: "Commit")).dispensable(2),
            Column::left("author", say!(vi: "Người sửa", en: "Author")).dispensable(1),
        ];
        let row = |change: &super::RowChange| {
            Row::Cells(vec![
                Cell::Text(change.log.clone()),
                Cell::Words(fate_word(change.fate)),
                Cell::maybe(change.key.as_deref()),
                Cell::Text(format!("{}:{}", change.file, change.line)),
                Cell::maybe(change.commit.as_deref().map(|id| id.get(..12).unwrap_or(id))),
                Cell::maybe(change.author.as_deref()),
            ])
        };
        self.sheet(say!(vi: "Dòng nhật ký", en: "Rows of logs"), columns, self.rows.iter().map(row).collect())
    }

    fn money_block(&self) -> Option<Block> {
        let columns = vec![
            Column::left("year", say!(vi: "Năm", en: "Year")),
            Column::left("fund", say!(vi: "Nguồn", en: "Fund")),
            Column::right("allocated_from", say!(vi: "Dự toán trước", en: "Allocated then")).dispensable(1),
            Column::right("allocated_to", say!(vi: "Dự toán sau", en: "Allocated now")).dispensable(1),
            Column::right("spent_from", say!(vi: "Đã chi trước", en: "Spent then")),
            Column::right("spent_to", say!(vi: "Đã chi sau", en: "Spent now")),
        ];
        let row = |((_, year, fund), [before, now]): super::MoneyChange<'_>| {
            let number = |number: crate::number::Number| Cell::Number(number.to_string());
            let mut cells = vec![Cell::Text(year.to_string()), Cell::Text(fund.clone())];
            cells.extend([number(before.0), number(now.0), number(before.1), number(now.1)]);
            Row::Cells(cells)
        };
        self.sheet(say!(vi: "Kinh phí", en: "Money"), columns, self.money().into_iter().map(row).collect())
    }
}

impl Answer for Difference {
    fn title(&self) -> Message {
        say!(vi: "Những gì đã thay đổi", en: "What changed")
    }

    fn document(&self) -> Document {
        let [from, to] = [0, 1].map(|at| self.labels[at].words());
        let [from_vi, to_vi] = [from.get(Lang::Vi), to.get(Lang::Vi)];
        let [from_en, to_en] = [from.get(Lang::En), to.get(Lang::En)];
        let mut blocks = vec![
            Block::Header(Header::new(self.workspace(), &self.steps.after.state)),
            Block::Line(say!(vi: "Từ {from_vi} đến {to_vi}.", en: "From {from_en} to {to_en}.")),
        ];
        if self.is_empty() {
            blocks.push(Block::Line(say!(vi: "Không có gì thay đổi.", en: "Nothing changed.")));
        }
        blocks.extend(self.targets_block());
        blocks.extend(self.gaps_block());
        blocks.extend(self.rows_block());
        blocks.extend(self.money_block());
        Document { blocks }
    }

    fn records(&self) -> Sheet {
        let columns = ["kind", "plan", "target", "window", "subject", "what", "from", "to", "file", "line", "commit", "author"];
        let text = |text: &str| if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) };
        let row = |kind: &str, of: [&str; 5], [from, to]: [Cell; 2], place: [Cell; 4]| {
            let head = std::iter::once(text(kind)).chain(of.map(text));
            Row::Cells(head.chain([from, to]).chain(place).collect())
        };
        let nowhere = || [(); 4].map(|()| Cell::Empty);
        let fraction = |value: &BigRational| Cell::Number(rounded(value, 7));
        let mut rows = Vec::new();
        for change in self.targets() {
            let (plan, target) = (change.of.0.as_str(), change.of.1.as_str());
            let label = window(change.to).or(window(change.from)).map_or("", |window| window.label.as_str());
            let coverage = |point: Option<&Point>| window(point).and_then(|window| window.coverage.as_ref()).map_or(Cell::Empty, fraction);
            let verdict = |point: Option<&Point>| point.map_or(Cell::Empty, |point| Cell::Verdict(point.now));
            rows.push(row("verdict", [plan, target, label, "", ""], [verdict(change.from), verdict(change.to)], nowhere()));
            rows.push(row("coverage", [plan, target, label, "", ""], [coverage(change.from), coverage(change.to)], nowhere()));
            for (causes, part) in &change.parts {
                let causes = causes.iter().map(|cause| cause.key()).collect::<Vec<_>>().join("+");
                rows.push(row("part", [plan, target, label, "", &causes], [Cell::Empty, fraction(part)], nowhere()));
            }
        }
        for (turn, ((plan, target), window, subject), _) in self.gaps() {
            rows.push(row("gap", [plan, target, window, subject, turn.key()], [Cell::Empty, Cell::Empty], nowhere()));
        }
        for change in &self.rows {
            let place = [
                Cell::Text(change.file.clone()),
                Cell::count(change.line as u64),
                Cell::maybe(change.commit.as_deref()),
                Cell::maybe(change.author.as_deref()),
            ];
            let key = change.key.as_deref().unwrap_or_default();
            rows.push(row("row", ["", &change.log, "", key, change.fate.key()], [Cell::Empty, Cell::Empty], place));
        }
        for ((plan, year, fund), [before, now]) in self.money() {
            let year = year.to_string();
            for (what, from, to) in [("allocated", before.0, now.0), ("spent", before.1, now.1)] {
                let both = [from, to].map(|number| Cell::Number(number.to_string()));
                rows.push(row("money", [plan, "", &year, fund, what], both, nowhere()));
            }
        }
        Sheet { rows, columns: columns.map(Column::keyed).to_vec(), ..Sheet::default() }
    }

    fn contract(&self) -> serde_json::Value {
        contract::contract(self)
    }
}
