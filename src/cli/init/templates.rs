//! The workspaces that `init` begins with: those of `examples/`, which tests hold, as they lie in the program.

/// A workspace: its files, by path.
pub(super) type Template = &'static [(&'static str, &'static str)];

/// Lists files of a folder of `examples/`.
macro_rules! template {
    ($folder:literal: $($file:literal),* $(,)?) => {
        &[$(($file, include_str!(concat!("../../../examples/", $folder, "/", $file)))),*]
    };
}

/// One target, one log, one record.
pub(super) const ENGLISH: Template = template![
    "start/en":
    "logs/visits.csv",
    "plans/plan.toml",
    "registers/units.csv",
    "tiendo.toml",
];

/// The same in Vietnamese.
pub(super) const VIETNAMESE: Template = template![
    "start/vi":
    "logs/visits.csv",
    "plans/ke-hoach.toml",
    "registers/units.csv",
    "tiendo.toml",
];

/// Visits, clubs and reports of legal aid, in Vietnamese.
pub(super) const LEGAL_AID: Template = template![
    "start/legal-aid":
    "logs/meetings.csv",
    "logs/reports.csv",
    "logs/visits.csv",
    "plans/tro-giup-phap-ly.toml",
    "registers/clubs.csv",
    "registers/listings.csv",
    "registers/units.csv",
    "tiendo.toml",
];

/// A vaccination programme of two years.
pub(super) const VACCINATION: Template = template![
    "vaccination":
    "logs/doses.csv",
    "logs/fridge.csv",
    "logs/handover.csv",
    "logs/microplans.csv",
    "logs/returns.csv",
    "logs/sessions/2022.csv",
    "logs/sessions/2023.csv",
    "logs/stock.csv",
    "logs/stockouts.csv",
    "logs/supervision.csv",
    "plans/velmora-outreach-2022-2023.toml",
    "registers/listings.csv",
    "registers/posts.csv",
    "registers/units.csv",
    "registers/vaccines.csv",
    "registers/volunteers.csv",
    "tiendo.toml",
    "waivers.csv",
];

/// A training programme in three countries.
pub(super) const TRAINING: Template = template![
    "training":
    "logs/classes.csv",
    "logs/computers.csv",
    "logs/papers.csv",
    "logs/results.csv",
    "logs/visits.csv",
    "plans/riverlight-2023-2024.toml",
    "registers/centres.csv",
    "registers/learners.csv",
    "registers/modules.csv",
    "registers/trainers.csv",
    "registers/units.csv",
    "tiendo.toml",
    "waivers.csv",
];
