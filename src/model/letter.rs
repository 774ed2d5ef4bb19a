//! What `[report]` in `tiendo.toml` says of the document that a report is sent as, and what people add to its figures.

/// The frame of a report as an official document.
#[derive(Clone, Debug, Default)]
pub struct Letter {
    /// The body above the one that reports.
    pub parent: Option<String>,
    /// Who reports; the plan's issuer where nothing is said.
    pub issuer: Option<String>,
    /// Where it is signed.
    pub place: Option<String>,
    /// Number and sign: `…/BC-STP`.
    pub number: Option<String>,
    /// To whom it goes.
    pub recipients: Vec<String>,
    /// The signer's title, a line each.
    pub signer: Vec<String>,
    /// The signer's name.
    pub name: Option<String>,
    /// Which parts it has, in which order; empty: all of them in theirs.
    pub parts: Vec<String>,
    /// The log of difficulties, by its place among the logs.
    pub difficulties: Option<super::LogIndex>,
}

/// The parts of a report that `parts` may name, in their order.
pub const PARTS: [&str; 13] = [
    "summary",
    "results",
    "beside",
    "districts",
    "missing",
    "causes",
    "difficulties",
    "money",
    "duties",
    "proposals",
    "next",
    "quality",
    "sources",
];

/// What only people can say of a period, in paragraphs.
#[derive(Clone, Debug, Default)]
pub struct Statements {
    /// Why things are missing.
    pub causes: Vec<String>,
    /// What was difficult.
    pub difficulties: Vec<String>,
    /// What is proposed.
    pub proposals: Vec<String>,
    /// What is to be done in the next period.
    pub next: Vec<String>,
}
