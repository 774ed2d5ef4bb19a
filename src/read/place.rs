//! Places in files.

/// A file of the tree that something was read from.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct FileId(pub(super) u32);

/// A stretch of bytes in a file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Place {
    /// The file.
    pub file: FileId,
    /// The first byte.
    pub start: u64,
    /// The byte after the last.
    pub end: u64,
}

impl Place {
    /// The file as a whole.
    pub fn whole(file: FileId) -> Place {
        Place { file, start: 0, end: 0 }
    }

    /// Whether it is the file as a whole, and no place in it.
    pub fn is_whole(self) -> bool {
        self.start == 0 && self.end == 0
    }
}
