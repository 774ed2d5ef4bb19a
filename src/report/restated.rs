//! Filed figures that would be others today, and the rows that made them differ where a repository tells.

use serde_json::{Value, json};

use super::answer::Answer;
use super::document::{Block, Cell, Column, Document, Header, Row, Sheet};
use super::json::VERSION;
use super::names::{activity_title, target_title};
use super::period::{Filed, Moved, NewRow};
use super::window_words::window_words;
use crate::calendar::{Date, display_date};
use crate::model::{LogIndex, Plan, Workspace};
use crate::say;
use crate::text::{Lang, Message, Word};

/// A filed period as it is today.
pub struct Period {
    /// Its file.
    pub path: String,
    /// What was filed.
    pub filed: Filed,
    /// What moved.
    pub moved: Vec<Moved>,
    /// Lines of logs, by file, that the revision noted in the file does not have; none where that cannot be told.
    pub rows: Option<Vec<NewRow>>,
}

/// Filed periods against today's figures, as an answer.
pub struct Restated<'s> {
    /// Whose.
    pub workspace: &'s Workspace,
    /// Seen from this day.
    pub as_of: Date,
    /// The periods, in the order of their files.
    pub periods: Vec<Period>,
}

/// What people call a figure of a file.
fn called(figure: &str) -> Message {
    match figure {
        "covered" => Word::Covered.into(),
        "eligible" => say!(vi: "Phải đạt", en: "To be covered"),
        "total" => Word::Total.into(),
        "verdict" => Word::Verdict.into(),
        "spent" => Word::Spent.into(),
        "in_period" => say!(vi: "Trong kỳ", en: "In the period"),
        "since_start" => say!(vi: "Từ đầu kế hoạch", en: "Since the start"),
        "estimate" => say!(vi: "Ước phần còn lại", en: "Estimate of the rest"),
        "expected" => say!(vi: "Thực hiện và ước", en: "Actual and estimate"),
        other => Message::same(other),
    }
}

/// A filed value as a cell: a number, a verdict, or what else it is.
fn shown(value: Option<&str>) -> Cell {
    let Some(value) = value else { return Cell::Empty };
    let verdict = crate::cover::Verdict::ALL.into_iter().find(|verdict| verdict.key() == value);
    match verdict {
        Some(verdict) => Cell::Verdict(verdict),
        None if crate::number::Number::parse(value).is_ok() => Cell::Number(value.to_owned()),
        None => Cell::Text(value.to_owned()),
    }
}

/// What people call a target or an activity.
fn title(plan: &Plan, name: &str) -> Option<String> {
    if let Some(index) = plan.find(name) {
        let (activity, target) = (&plan.activities[index.activity], plan.target(index));
        return Some(match &activity.number {
            Some(number) => format!("{number}. {}", target_title(target)),
            None => target_title(target),
        });
    }
    plan.activities.iter().find(|activity| activity.id == name).map(activity_title)
}

impl Restated<'_> {
    fn plan(&self, period: &Period) -> Option<&Plan> {
        self.workspace.plans.iter().find(|plan| plan.id == period.filed.plan)
    }

    /// The lines that may have moved a figure: those of the log that its target counts.
    fn rows_of<'p>(&self, period: &'p Period, target: &str) -> Vec<&'p NewRow> {
        let Some(plan) = self.plan(period) else { return Vec::new() };
        let log = plan.find(target).and_then(|index| plan.target(index).counting.log());
        // What an activity spent stands in every log that it spends.
        let spends = |at: &usize| plan.spenders(LogIndex(*at)).iter().any(|activity| plan.activities[*activity].id == target);
        let logs = (0..self.workspace.logs.len()).filter(|at| log.map_or_else(|| spends(at), |log| log.0 == *at));
        let files: Vec<&String> = logs.flat_map(|at| &self.workspace.logs[at].files).collect();
        period.rows.iter().flatten().filter(|row| files.contains(&&row.path)).collect()
    }

    fn section(&self, period: &Period, blocks: &mut Vec<Block>) {
        let filed = &period.filed;
        let (path, label) = (&period.path, filed.period.to_string());
        let [day_vi, day_en] = [Lang::Vi, Lang::En].map(|lang| display_date(filed.as_of, lang));
        let heading = say!(vi: "Kỳ {label}, số liệu đến {day_vi} ({path})", en: "{label}, figures as of {day_en} ({path})");
        blocks.push(Block::Heading(heading.clone()));
        if period.moved.is_empty() {
            blocks.push(Block::Line(say!(vi: "Mọi số liệu đã báo cáo vẫn như cũ.", en: "Every figure is still as filed.")));
            return;
        }
        let columns = vec![
            Column::left("target", Word::Target),
            Column::left("window", Word::Window),
            Column::left("figure", say!(vi: "Số liệu", en: "Figure")),
            Column::right("filed", say!(vi: "Đã báo cáo", en: "Filed")),
            Column::right("now", Word::Now),
        ];
        let row = |moved: &Moved| {
            let (target, window, figure) = &moved.of;
            let title = self.plan(period).and_then(|plan| title(plan, target));
            let target = match title {
                Some(title) => Cell::Text(title),
                None if target.is_empty() => Cell::from(Word::PlanLine),
                None => Cell::Text(target.clone()),
            };
            Row::Cells(vec![
                target,
                Cell::Words(window_words(window)),
                Cell::Words(called(figure)),
                shown(moved.filed.as_deref()),
                shown(moved.now.as_deref()),
            ])
        };
        let rows = period.moved.iter().map(row).collect();
        blocks.push(Block::Sheet(Sheet { title: Some(heading), name: Some(Message::same(label)), columns, rows, ..Sheet::default() }));
        blocks.extend(self.why(period));
    }

    /// The rows that made the difference, or why nobody can tell.
    fn why(&self, period: &Period) -> Vec<Block> {
        let Some((revision, changed)) = period.filed.revision.as_ref().filter(|_| period.rows.is_some()) else {
            return vec![Block::Line(say!(
                vi: "Không rõ những dòng nào làm số liệu khác đi: khi báo cáo, số liệu không nằm trong kho git, hoặc kho nay không còn phiên bản ấy.",
                en: "Which rows made the difference cannot be told: when this was filed the data lay in no git repository, or the repository no longer has that revision."
            ))];
        };
        let mut lines: Vec<&NewRow> = period.moved.iter().flat_map(|moved| self.rows_of(period, &moved.of.0)).collect();
        lines.sort();
        lines.dedup();
        let short = revision.get(..12).unwrap_or(revision);
        let mut blocks = Vec::new();
        if *changed {
            blocks.push(Block::Line(say!(
                vi: "Khi báo cáo, các tệp có thay đổi chưa ghi vào kho git: một số dòng dưới đây có thể đã được tính.",
                en: "When this was filed, files had changes that were not committed: some of these rows may have counted."
            )));
        }
        if lines.is_empty() {
            blocks.push(Block::Line(say!(
                vi: "Nhật ký không có dòng nào mới so với phiên bản {short}: có dòng đã bị xóa, hoặc sổ, danh sách, kế hoạch đã thay đổi.",
                en: "The logs have no line that revision {short} lacks: rows were taken out, or registers, lists or the plan were changed."
            )));
            return blocks;
        }
        let columns = vec![
            Column::left("file", Word::File),
            Column::right("line", Word::LineNumber),
            Column::left("key", say!(vi: "Mã", en: "Key")),
            Column::left("date", say!(vi: "Ngày", en: "Date")),
            Column::left("commit", say!(vi: "Ghi vào git", en: "Commit")),
        ];
        let row = |row: &NewRow| {
            let date =
                row.date.as_deref().map_or(Cell::Empty, |date| date.parse().map_or_else(|_| Cell::Text(date.to_owned()), Cell::Date));
            let commit = row.commit.as_ref().map_or_else(
                || Cell::Words(say!(vi: "chưa ghi", en: "not committed")),
                |commit| Cell::Text(commit.get(..12).unwrap_or(commit).to_owned()),
            );
            Row::Cells(vec![Cell::Text(row.path.clone()), Cell::count(row.line as u64), Cell::maybe(row.key.as_deref()), date, commit])
        };
        let title = say!(vi: "Dòng được nhập hoặc sửa sau phiên bản {short}", en: "Rows entered or changed after revision {short}");
        let name = say!(vi: "Dòng mới", en: "Rows");
        let rows = lines.into_iter().map(row).collect();
        blocks.push(Block::Sheet(Sheet { title: Some(title), name: Some(name), columns, rows, ..Sheet::default() }));
        blocks
    }
}

impl Answer for Restated<'_> {
    fn title(&self) -> Message {
        say!(vi: "Số liệu đã báo cáo nay có thay đổi", en: "Filed figures that have moved")
    }

    fn document(&self) -> Document {
        let plans = self.workspace.plans.iter().filter(|plan| self.periods.iter().any(|period| period.filed.plan == plan.id));
        let header = Header {
            plans: plans.map(|plan| plan.title.clone()).collect(),
            as_of: self.as_of,
            period: None,
            whole: false,
            ended: None,
            newest: None,
            revision: None,
            notice: self.workspace.settings.notice.clone(),
            left_out: 0,
        };
        let mut blocks = vec![Block::Header(header)];
        if self.periods.is_empty() {
            blocks.push(Block::Line(say!(vi: "Chưa có kỳ nào được lưu bằng `tiendo report KỲ --file`.", en: "No period was filed with `tiendo report PERIOD --file`.")));
        }
        for period in &self.periods {
            self.section(period, &mut blocks);
        }
        Document { blocks }
    }

    fn records(&self) -> Sheet {
        let columns = ["plan", "period", "target", "window", "figure", "filed", "now", "rows"];
        let mut rows = Vec::new();
        for period in &self.periods {
            for moved in &period.moved {
                let (target, window, figure) = &moved.of;
                let lines: Vec<String> = self.rows_of(period, target).iter().map(|row| format!("{}:{}", row.path, row.line)).collect();
                rows.push(Row::Cells(vec![
                    Cell::Text(period.filed.plan.clone()),
                    Cell::Text(period.filed.period.to_string()),
                    Cell::Text(target.clone()),
                    Cell::Text(window.clone()),
                    Cell::Text(figure.clone()),
                    shown(moved.filed.as_deref()),
                    shown(moved.now.as_deref()),
                    Cell::Text(lines.join(" ")),
                ]));
            }
        }
        Sheet { rows, columns: columns.map(Column::keyed).to_vec(), ..Sheet::default() }
    }

    fn contract(&self) -> Value {
        let periods = self.periods.iter().map(|period| {
            let moved = period.moved.iter().map(|moved| {
                let (target, window, figure) = &moved.of;
                let rows: Vec<Value> = self
                    .rows_of(period, target)
                    .iter()
                    .map(|row| json!({"file": row.path, "line": row.line, "key": row.key, "date": row.date, "commit": row.commit}))
                    .collect();
                json!({
                    "target": target, "window": window, "figure": figure, "filed": moved.filed, "now": moved.now,
                    "rows": period.rows.is_some().then_some(rows),
                })
            });
            json!({
                "file": period.path, "plan": period.filed.plan, "period": period.filed.period.to_string(),
                "as_of": period.filed.as_of.to_string(),
                "revision": period.filed.revision.as_ref().map(|(id, _)| id),
                "moved": moved.collect::<Vec<_>>(),
            })
        });
        json!({"tiendo": VERSION, "as_of": self.as_of.to_string(), "periods": periods.collect::<Vec<_>>()})
    }
}
