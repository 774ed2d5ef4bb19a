//! A target explained: its rule in words, who is to be covered and by which row, who came and left since the window began.

use serde_json::{Value, json};

use super::ground::{Change, Ground, Grounds};
use super::rule;
use crate::cover::{State, WindowState};
use crate::model::{Member, Plan, Target, TargetIndex, Window, Workspace};
use crate::read::{Locator, Tree};
use crate::report::answer::Answer;
use crate::report::document::{Block, Cell, Column, Document, Header, Row, Sheet};
use crate::report::json::VERSION;
use crate::report::names::target_title;
use crate::say;
use crate::text::{Lang, Message, Word, count_en};

/// A target, explained.
pub struct ExplainedTarget<'s> {
    workspace: &'s Workspace,
    state: &'s State,
    plan: &'s Plan,
    index: TargetIndex,
    window: Window,
    reference: crate::calendar::Date,
    members: Vec<(String, String, Vec<Ground>)>,
    changes: Vec<Change>,
    /// How many rows a table shows at most.
    cap: Option<usize>,
}

impl<'s> ExplainedTarget<'s> {
    /// Finds who is in the population in a window, and by which rows.
    pub fn new(
        (workspace, state, tree): (&'s Workspace, &'s State, &Tree),
        (plan, index): (usize, TargetIndex),
        window: &WindowState,
        cap: Option<usize>,
    ) -> ExplainedTarget<'s> {
        let entry = &workspace.plans[plan];
        let target = entry.target(index);
        let kind = entry.kind(target.population);
        let grounds = Grounds { workspace, plan: entry, kind, population: target.population };
        let mut locator = Locator::new(tree);
        let of = target.on(window.window, state.as_of);
        let cells = window.cells.iter().chain(&window.encouraged);
        let members = cells
            .map(|cell| {
                let key = workspace.subject_key(entry, kind, cell.subject).to_owned();
                let name = workspace.subject_name(entry, kind, cell.subject, cell.row(), window.reference);
                let member = Member { subject: cell.subject, row: cell.row() };
                (key, name, grounds.of(member, window.reference, &mut locator))
            })
            .collect();
        // Windows of the subjects' own have no day from which all are seen.
        let changes = if target.own.is_some() { Vec::new() } else { grounds.changes(target, &of, window.reference, &mut locator) };
        ExplainedTarget { workspace, state, plan: entry, index, window: of, reference: window.reference, members, changes, cap }
    }

    fn target(&self) -> &'s Target {
        self.plan.target(self.index)
    }

    fn parts(&self) -> Vec<rule::Part> {
        rule::parts(self.workspace, self.plan, self.target(), (&self.window, self.reference))
    }
}

/// The rows that are shown, and how many are not.
fn capped(mut rows: Vec<Row>, cap: Option<usize>) -> Vec<Row> {
    let all = rows.len();
    let shown = cap.unwrap_or(usize::MAX).min(all);
    rows.truncate(shown);
    if shown < all {
        rows.push(Row::More(all - shown));
    }
    rows
}

/// A rule as a table.
pub(super) fn rule_sheet(title: Message, parts: Vec<rule::Part>) -> Sheet {
    let rows = parts.into_iter().map(|part| Row::Cells(vec![Cell::Words(part.name), Cell::Words(part.what)])).collect();
    Sheet {
        title: Some(title),
        columns: vec![Column::left("item", Word::Item), Column::left("what", Word::What)],
        rows,
        ..Sheet::default()
    }
}

impl Answer for ExplainedTarget<'_> {
    fn title(&self) -> Message {
        let title = target_title(self.target());
        say!(vi: "Giải thích: {title}", en: "Explained: {title}")
    }

    fn document(&self) -> Document {
        let target = self.target();
        let heading = Message::same(format!("{} — {}", target.name, target_title(target)));
        let mut blocks = vec![Block::Header(Header::new(self.workspace, self.state)), Block::Sheet(rule_sheet(heading, self.parts()))];
        let ([vi, en], count) = (rule::day(self.reference), self.members.len());
        let subjects = count_en(count, "subject");
        let who = say!(vi: "{count} đối tượng vào ngày {vi}", en: "{subjects} on {en}");
        let mut columns = vec![Column::left("subject", Word::Subject)];
        columns.extend(Ground::columns());
        let mut rows = Vec::new();
        for (key, name, grounds) in &self.members {
            for (nth, ground) in grounds.iter().enumerate() {
                let mut cells = vec![if nth == 0 { Cell::Text(format!("{key} {name}")) } else { Cell::Empty }];
                cells.extend(ground.cells());
                rows.push(Row::Cells(cells));
            }
        }
        if !rows.is_empty() {
            blocks.push(Block::Sheet(Sheet {
                title: Some(who),
                columns: columns.clone(),
                rows: capped(rows, self.cap),
                ..Sheet::default()
            }));
        }
        let [vi, en] = rule::day(self.window.days.first);
        let moved = say!(vi: "Ai đã vào, ai đã ra từ {vi}", en: "Who came and who left since {en}");
        if self.changes.is_empty() {
            blocks.push(Block::Heading(moved));
            blocks.push(Block::Line(say!(vi: "Không có thay đổi.", en: "Nobody.")));
        } else {
            columns.insert(0, Column::left("day", Word::Day));
            columns.insert(2, Column::left("moved", say!(vi: "Vào/ra", en: "Came or left")));
            let row = |change: &Change| {
                let word = if change.came { say!(vi: "vào", en: "came") } else { say!(vi: "ra", en: "left") };
                let mut cells = vec![Cell::Date(change.day), Cell::Text(format!("{} {}", change.key, change.name)), Cell::Words(word)];
                cells.extend(change.ground.cells());
                Row::Cells(cells)
            };
            let rows = capped(self.changes.iter().map(row).collect(), self.cap);
            blocks.push(Block::Sheet(Sheet { title: Some(moved), columns, rows, ..Sheet::default() }));
        }
        Document { blocks }
    }

    fn records(&self) -> Sheet {
        let mut columns = vec![Column::keyed("subject"), Column::keyed("name"), Column::keyed("day"), Column::keyed("moved")];
        columns.extend(Ground::columns());
        let text = |text: &str| Cell::Text(text.to_owned());
        let mut rows = Vec::new();
        for (key, name, grounds) in &self.members {
            for ground in grounds {
                let mut cells = vec![text(key), text(name), Cell::Date(self.reference), text("member")];
                cells.extend(ground.cells());
                rows.push(Row::Cells(cells));
            }
        }
        for change in &self.changes {
            let mut cells =
                vec![text(&change.key), text(&change.name), Cell::Date(change.day), text(if change.came { "came" } else { "left" })];
            cells.extend(change.ground.cells());
            rows.push(Row::Cells(cells));
        }
        Sheet { columns, rows, ..Sheet::default() }
    }

    fn contract(&self) -> Value {
        let target = self.target();
        let rule: Vec<Value> = self.parts().iter().map(|part| json!({"part": part.key, "what": part.what.get(Lang::En)})).collect();
        let members: Vec<Value> = self
            .members
            .iter()
            .map(|(key, name, grounds)| {
                json!({"subject": key, "name": name, "by": grounds.iter().map(Ground::contract).collect::<Vec<_>>()})
            })
            .collect();
        let changes: Vec<Value> = self
            .changes
            .iter()
            .map(|change| {
                json!({
                    "date": change.day.to_string(), "subject": change.key, "name": change.name, "came": change.came,
                    "by": change.ground.contract(),
                })
            })
            .collect();
        json!({
            "tiendo": VERSION, "as_of": self.state.as_of.to_string(), "notice": self.workspace.settings.notice, "plan": self.plan.id,
            "activity": self.plan.activities[self.index.activity].id, "target": target.name, "title": target.title,
            "rule": rule, "window": self.window.label, "reference": self.reference.to_string(), "members": members, "changes": changes,
        })
    }
}
