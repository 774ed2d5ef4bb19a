//! Places of registers and logs in the workspace: what refers to one holds its place.

/// A register, by its place in the workspace.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct RegisterIndex(pub usize);

/// The built-in register of administrative units; always the first.
pub const UNITS: RegisterIndex = RegisterIndex(0);

/// A log, by its place in the workspace.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct LogIndex(pub usize);
