//! What an answer shows to people, from top to bottom.

use crate::calendar::{Date, display_date};
use crate::cover::State;
use crate::model::Workspace;
use crate::say;
use crate::text::{Lang, Message};

use super::check::diagnostic::Diagnostic;
use super::picture::Picture;
pub use super::sheet::{Align, Cell, Column, Deadline, Row, Sheet};
use super::window_words::window_words;

/// Blocks, one below the other.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// From the top.
    pub blocks: Vec<Block>,
}

/// A part of a document.
#[derive(Clone, Debug)]
pub enum Block {
    /// What the answer is about.
    Header(Header),
    /// A heading.
    Heading(Message),
    /// The heading of an annex, which begins a page of its own where there are pages.
    Annex(Message),
    /// A table.
    Sheet(Sheet),
    /// A picture.
    Picture(Picture),
    /// Findings with their excerpts.
    Diagnostics(Vec<Diagnostic>),
    /// A sentence.
    Line(Message),
    /// Sentences of their own, a line each.
    Lines(Vec<Message>),
}

/// What stands at the head of every answer.
#[derive(Clone, Debug)]
pub struct Header {
    /// The plans' titles.
    pub plans: Vec<String>,
    /// The as-of date.
    pub as_of: Date,
    /// The period it is limited to.
    pub period: Option<Message>,
    /// Whether it cuts windows, which are shown whole.
    pub whole: bool,
    /// The last day of the plan, where that is past.
    pub ended: Option<Date>,
    /// The day of the newest record.
    pub newest: Option<Date>,
    /// The git revision whose files it is told from, where it is not the work tree.
    pub revision: Option<String>,
    /// The workspace's notice.
    pub notice: Option<String>,
    /// Rows that no figure counts, because of an error: said on what is handed on, where nobody sees standard error.
    pub left_out: u64,
}

/// Whether the period that was asked for begins or ends within a window that is shown.
fn cuts(workspace: &Workspace, state: &State) -> bool {
    let Some(period) = state.period else { return false };
    state.plans.iter().any(|plan| {
        let Some(days) = period.days(workspace.plans[plan.plan].calendar) else { return false };
        let windows = plan.activities.iter().flat_map(|activity| &activity.targets).flat_map(|target| &target.windows);
        windows.filter(|window| window.own.is_empty()).any(|window| !days.covers(window.days))
    })
}

impl Header {
    /// What a heading says of a plan that is over, and of the newest record of all.
    pub fn facts(&self) -> Vec<Message> {
        let shown = |day: Date| [Lang::Vi, Lang::En].map(|lang| display_date(day, lang));
        let ended = self.ended.map(shown).map(|[vi, en]| say!(vi: "kế hoạch đã kết thúc {vi}", en: "the plan ended on {en}"));
        let newest = self.newest.map(shown).map(|[vi, en]| say!(vi: "dòng mới nhất {vi}", en: "newest record {en}"));
        let whole = self.whole.then(|| say!(vi: "các kỳ giao với khoảng này, tính trọn kỳ", en: "whole windows that overlap it"));
        let files = self.revision.as_deref().map(|id| {
            let id = id.get(..12).unwrap_or(id);
            say!(vi: "các tệp theo phiên bản git {id}", en: "files of git revision {id}")
        });
        whole.into_iter().chain(ended).chain(newest).chain(files).collect()
    }

    /// The header of an answer about a state.
    pub fn new(workspace: &Workspace, state: &State) -> Header {
        Header {
            plans: state.plans.iter().map(|plan| workspace.plans[plan.plan].title.clone()).collect(),
            as_of: state.as_of,
            period: state.period.map(|period| window_words(&period.to_string())),
            whole: cuts(workspace, state),
            ended: state.plans.iter().map(|plan| workspace.plans[plan.plan].days.last).max().filter(|last| *last < state.as_of),
            newest: state.newest,
            revision: None,
            notice: workspace.settings.notice.clone(),
            left_out: state.left_out,
        }
    }
}
