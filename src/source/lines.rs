//! From bytes to lines and columns, when a finding is shown.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::tree::{FileId, Place, Tree};

/// A place as people name it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Located {
    /// The file's path in the workspace.
    pub path: Arc<str>,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

/// Finds lines and columns; reads each file once more, the first time it is asked for.
pub struct Locator<'a> {
    tree: &'a Tree,
    files: BTreeMap<FileId, Text>,
}

struct Text {
    bytes: Vec<u8>,
    /// The byte at which each line starts.
    lines: Vec<usize>,
}

impl<'a> Locator<'a> {
    /// A locator for the files of a tree.
    pub fn new(tree: &'a Tree) -> Locator<'a> {
        Locator { tree, files: BTreeMap::new() }
    }

    fn text(&mut self, file: FileId) -> &Text {
        let tree = self.tree;
        self.files.entry(file).or_insert_with(|| {
            // A file that has gone since has no lines: its findings stand at its head.
            let bytes = tree.read(&tree.path(file)).unwrap_or_default();
            // A line ends as the CSV reader ends it: also at a carriage return alone.
            let ends = |at: usize| bytes[at] == b'\n' || (bytes[at] == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
            let starts = (0..bytes.len()).filter(|at| ends(*at)).map(|at| at + 1);
            let lines = std::iter::once(0).chain(starts).collect();
            Text { bytes, lines }
        })
    }

    /// Line and column of a place's first byte.
    pub fn locate(&mut self, place: Place) -> Located {
        let path = self.tree.path(place.file);
        let text = self.text(place.file);
        let start = usize::try_from(place.start).unwrap_or(usize::MAX).min(text.bytes.len());
        let line = text.lines.partition_point(|line| *line <= start);
        let mut from = text.lines[line - 1];
        if line == 1 && text.bytes.starts_with(b"\xef\xbb\xbf") {
            from = 3.min(start);
        }
        let column = String::from_utf8_lossy(&text.bytes[from..start]).chars().count() + 1;
        Located { path, line, column }
    }

    /// The line that holds the place's first byte, and the place's bytes in it.
    ///
    /// The line is the file's own, without its end; bytes that are no UTF-8 show as replacement characters.
    pub fn excerpt(&mut self, place: Place) -> (String, std::ops::Range<usize>) {
        let text = self.text(place.file);
        let size = text.bytes.len();
        let start = usize::try_from(place.start).unwrap_or(usize::MAX).min(size);
        let end = usize::try_from(place.end).unwrap_or(usize::MAX).clamp(start, size);
        let line = text.lines.partition_point(|line| *line <= start);
        let mut from = text.lines[line - 1];
        if line == 1 && text.bytes.starts_with(b"\xef\xbb\xbf") {
            from = 3.min(start);
        }
        let mut to = text.lines.get(line).map_or(size, |next| next - 1);
        if to > from && text.bytes[to - 1] == b'\r' {
            to -= 1;
        }
        let show = |from: usize, to: usize| String::from_utf8_lossy(&text.bytes[from.min(to)..to]).into_owned();
        let before = show(from, start.min(to)).len();
        let marked = show(start.min(to), end.min(to)).len();
        (show(from, to), before..before + marked)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, start: u64, end: u64, line: usize, column: usize, marked: &str) {
        let tree = Tree::in_memory([("a.csv", text)]);
        let place = Place { file: tree.id("a.csv"), start, end };
        let mut locator = Locator::new(&tree);
        let located = locator.locate(place);
        assert_eq!((located.line, located.column), (line, column));
        let (excerpt, range) = locator.excerpt(place);
        assert_eq!(&excerpt[range], marked);
    }

    #[test]
    fn lines_and_columns_count_characters() {
        check("a,b\nXã,2\n", 8, 9, 2, 4, "2");
        check("a,b\r\nx,y\r\n", 7, 8, 2, 3, "y");
    }

    #[test]
    fn a_carriage_return_alone_ends_a_line() {
        check("a,b\rx,y\r", 6, 7, 2, 3, "y");
    }

    #[test]
    fn a_byte_order_mark_takes_no_column() {
        check("\u{feff}a,b\n", 3, 4, 1, 1, "a");
    }

    #[test]
    fn a_place_past_the_end_is_the_end() {
        check("a\nb", 99, 120, 2, 2, "");
    }
}
