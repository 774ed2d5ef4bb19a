//! The report as a document that is sent: who sends it to whom, and what people say beside the figures.

use super::{Report, in_words};
use crate::calendar::display_date;
use crate::model::{Kind, Letter, LogIndex, Statements};
use crate::read::Tree;
use crate::report::answer::Frame;
use crate::report::document::Block;
use crate::report::records::{Record, each_row};
use crate::say;
use crate::text::{Lang, Message};

/// What people say of the period, and the records of the log of difficulties.
#[derive(Clone, Debug, Default)]
pub struct Said {
    /// From `reports/PERIOD.toml`.
    pub statements: Statements,
    /// The difficulties that were recorded in the period, each with its day.
    pub recorded: Vec<Message>,
}

impl Said {
    /// The headings below which nobody says anything.
    pub fn silent(&self) -> Vec<(&'static str, Message)> {
        let statements = &self.statements;
        let said = [
            ("causes", causes(), &statements.causes, true),
            ("difficulties", difficulties(), &statements.difficulties, self.recorded.is_empty()),
            ("proposals", proposals(), &statements.proposals, true),
            ("next", next(), &statements.next, true),
        ];
        said.into_iter().filter(|(_, _, texts, alone)| texts.is_empty() && *alone).map(|(key, heading, ..)| (key, heading)).collect()
    }
}

fn causes() -> Message {
    say!(vi: "Nguyên nhân", en: "Causes")
}

fn difficulties() -> Message {
    say!(vi: "Khó khăn, vướng mắc", en: "Difficulties")
}

fn proposals() -> Message {
    say!(vi: "Đề xuất, kiến nghị", en: "Proposals")
}

fn next() -> Message {
    say!(vi: "Phương hướng, nhiệm vụ kỳ tới", en: "Tasks of the next period")
}

/// The records of the log of difficulties in the days of a report: each with its day and its first text.
pub fn recorded_difficulties(
    report: &Report<'_>,
    tree: &Tree,
    log: LogIndex,
    unsound: &dyn Fn(crate::read::Place) -> bool,
) -> Vec<Message> {
    let log = report.workspace.log(log);
    let Some(text) = log.table.open(|kind| *kind == Kind::Text) else { return Vec::new() };
    let mut found = Vec::new();
    each_row(tree, log, |record: Record| {
        let Some(date) = record.date(log).filter(|date| report.days.contains(*date) && *date <= report.state.as_of) else { return };
        if let (Some(said), false) = (record.text(text), unsound(record.place)) {
            found.push((date, said.to_owned()));
        }
    });
    found.sort();
    let line = |(date, said): (crate::calendar::Date, String)| {
        let with = |lang| format!("{said} ({})", display_date(date, lang));
        Message::new(with(Lang::Vi), with(Lang::En))
    };
    found.into_iter().map(line).collect()
}

impl Report<'_> {
    /// The parts that people write, by their keys.
    pub(super) fn spoken(&self) -> Vec<(&'static str, Message, Vec<Block>)> {
        let Some(said) = &self.said else { return Vec::new() };
        let part = |key, heading, texts: &[String], recorded: &[Message]| {
            let mut lines: Vec<Message> = texts.iter().map(|text| Message::same(text.clone())).collect();
            lines.extend(recorded.iter().cloned());
            let blocks = match lines.as_slice() {
                [] => vec![Block::Line(Message::same("…"))],
                [line] => vec![Block::Line(line.clone())],
                _ => vec![Block::Lines(lines)],
            };
            (key, heading, blocks)
        };
        let statements = &said.statements;
        vec![
            part("causes", causes(), &statements.causes, &[]),
            part("difficulties", difficulties(), &statements.difficulties, &said.recorded),
            part("proposals", proposals(), &statements.proposals, &[]),
            part("next", next(), &statements.next, &[]),
        ]
    }

    /// The frame of the document.
    pub(super) fn framed(&self) -> Frame {
        let letter: &Letter = &self.workspace.settings.letter;
        let plan = self.plan();
        let words = in_words(&self.label(), self.days);
        let (vi, en) = (words.get(Lang::Vi), words.get(Lang::En));
        Frame {
            parent: letter.parent.clone(),
            issuer: letter.issuer.clone().or_else(|| plan.issuer.clone()).unwrap_or_else(|| "…".to_owned()),
            number: letter.number.clone().unwrap_or_else(|| "…/BC-…".to_owned()),
            place: letter.place.clone().unwrap_or_else(|| "…".to_owned()),
            year: self.told.as_of.year(),
            subject: say!(vi: "Kết quả thực hiện kế hoạch {vi}", en: "On the plan, {en}"),
            recipients: letter.recipients.clone(),
            signer: letter.signer.clone(),
            name: letter.name.clone(),
        }
    }
}
