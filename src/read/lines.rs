//! From bytes to lines and columns, when a finding is shown.

use std::borrow::Cow;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, VecDeque};
use std::io::{self, Read};
use std::ops::Range;
use std::sync::Arc;

use super::place::{FileId, Place};
use super::tree::Tree;

/// Bytes of a line that are shown on either side of what is meant, and of what is meant itself.
const AROUND: usize = 512;
const BOM: &[u8] = b"\xef\xbb\xbf";

/// A place as people name it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Located {
    /// The file's path in the workspace.
    pub path: Arc<str>,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The line on which the place ends.
    pub end_line: usize,
    /// The column after its last character; the first one's where nothing is marked.
    pub end_column: usize,
}

/// Finds lines and columns; reads files once more where it is asked for places in them.
///
/// A large file is looked through once for its lines, and then read in parts where places lie: of a log of any size only
/// a few parts are in memory.
pub struct Locator<'a> {
    tree: &'a Tree,
    files: BTreeMap<FileId, Parts>,
    /// The texts that were looked at last, the latest behind.
    texts: VecDeque<(FileId, Text)>,
}

/// Where the parts of a file begin, with the number of their first lines, from 1.
struct Parts {
    starts: Vec<(u64, usize)>,
    size: u64,
}

/// A stretch of a file, from the start of a line.
struct Text {
    bytes: Vec<u8>,
    /// Where it begins in the file, and the number of its first line.
    base: u64,
    first: usize,
    /// Whether the file ends with it.
    last: bool,
    /// The byte at which each line starts.
    lines: Vec<usize>,
    /// A byte and its column: whoever asks for places in their order has no long line counted over and over.
    counted: (usize, usize),
}

/// A file of no more bytes is read whole.
const WHOLE: u64 = 1 << 20;
/// Bytes of a larger one that are read together, and texts that are kept.
const PART: usize = 1 << 16;
const KEPT: usize = 4;

impl Parts {
    /// Looks through a file.
    fn new(input: &mut dyn Read, part: usize) -> io::Result<Parts> {
        let mut parts = Parts { starts: vec![(0, 1)], size: 0 };
        let (mut buffer, mut line, mut returned) = (vec![0; 64 * 1024], 1, false);
        loop {
            let got = match input.read(&mut buffer) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                got => got?,
            };
            if got == 0 {
                return Ok(parts);
            }
            for (at, byte) in (parts.size..).zip(&buffer[..got]) {
                // A carriage return alone ends a line where the next byte shows that it is alone.
                let starts = if *byte == b'\n' { at + 1 } else { at };
                if *byte == b'\n' || returned {
                    line += 1;
                    if starts - parts.starts[parts.starts.len() - 1].0 >= part as u64 {
                        parts.starts.push((starts, line));
                    }
                }
                returned = *byte == b'\r';
            }
            parts.size += got as u64;
        }
    }

    /// The part in which a byte lies: where it begins, the number of its first line, and where it ends.
    fn around(&self, byte: u64) -> (u64, usize, u64) {
        let next = self.starts.partition_point(|(start, _)| *start <= byte).max(1);
        let (start, line) = self.starts[next - 1];
        (start, line, self.starts.get(next).map_or(self.size, |(start, _)| *start))
    }
}

impl Text {
    fn new(bytes: Vec<u8>, (base, first): (u64, usize), last: bool) -> Text {
        // A line ends as the CSV reader ends it: also at a carriage return alone.
        let ends = |at: usize| bytes[at] == b'\n' || (bytes[at] == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
        let starts = (0..bytes.len()).filter(|at| ends(*at)).map(|at| at + 1);
        let lines = std::iter::once(0).chain(starts).collect();
        Text { bytes, base, first, last, lines, counted: (0, 1) }
    }

    /// Whether all lines that a place touches lie in it.
    fn holds(&self, place: Place) -> bool {
        let behind = self.base + self.lines.last().map_or(0, |line| *line as u64);
        self.base <= place.start && (self.last || place.end.max(place.start) < behind)
    }

    /// The place's bytes, as far as the file has them, without the line ends behind them.
    fn range(&self, place: Place) -> Range<usize> {
        let within = |byte: u64| usize::try_from(byte.saturating_sub(self.base)).unwrap_or(usize::MAX).min(self.bytes.len());
        let (start, end) = (within(place.start), within(place.end).max(within(place.start)));
        let ends = self.bytes[start..end].iter().rev().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
        start..end - ends
    }

    /// The number of the line that holds a byte, from 1 in the text.
    fn line(&self, byte: usize) -> usize {
        self.lines.partition_point(|line| *line <= byte)
    }

    /// The bytes of a line, without its end and without a byte order mark.
    fn span(&self, line: usize) -> Range<usize> {
        let from = self.lines[line - 1];
        let from = if line == 1 && self.base == 0 && self.bytes.starts_with(BOM) { BOM.len() } else { from };
        let mut to = self.lines.get(line).map_or(self.bytes.len(), |next| next - 1);
        if to > from && self.bytes[to - 1] == b'\r' {
            to -= 1;
        }
        from..to.max(from)
    }

    /// The column of a byte, from 1.
    fn column(&mut self, byte: usize, line: usize) -> usize {
        let from = self.span(line).start.min(byte);
        let (known, column) = self.counted;
        let (start, before) = if (from..=byte).contains(&known) { (known, column) } else { (from, 1) };
        let column = before + String::from_utf8_lossy(&self.bytes[start..byte]).chars().count();
        if self.boundary(byte, true) == byte {
            self.counted = (byte, column);
        }
        column
    }

    /// The next byte from here on, or the last one up to here, at which a character begins.
    fn boundary(&self, mut byte: usize, forward: bool) -> usize {
        while byte > 0 && byte < self.bytes.len() && self.bytes[byte] & 0xc0 == 0x80 {
            byte = if forward { byte + 1 } else { byte - 1 };
        }
        byte
    }
}

impl<'a> Locator<'a> {
    /// A locator for the files of a tree.
    pub fn new(tree: &'a Tree) -> Locator<'a> {
        Locator { tree, files: BTreeMap::new(), texts: VecDeque::new() }
    }

    /// The text around a place.
    fn text(&mut self, place: Place) -> &mut Text {
        if let Some(at) = self.texts.iter().position(|(file, text)| *file == place.file && text.holds(place)) {
            let found = self.texts.remove(at);
            self.texts.extend(found);
        } else {
            // A file that has gone since has no lines: its findings stand at its head.
            let text = self.read(place).unwrap_or_else(|_| Text::new(Vec::new(), (0, 1), true));
            if self.texts.len() == KEPT {
                self.texts.pop_front();
            }
            self.texts.push_back((place.file, text));
        }
        let last = self.texts.len() - 1;
        &mut self.texts[last].1
    }

    fn read(&mut self, place: Place) -> io::Result<Text> {
        let path = self.tree.path(place.file);
        if self.tree.size(&path)? <= WHOLE {
            return Ok(Text::new(self.tree.read(&path)?, (0, 1), true));
        }
        let parts = match self.files.entry(place.file) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => new.insert(Parts::new(&mut *self.tree.open(&path)?, PART)?),
        };
        let (start, line, mut end) = parts.around(place.start);
        loop {
            // Lines that begin in this part may go on in the next.
            let text = Text::new(self.tree.read_range(&path, start..end)?, (start, line), end >= parts.size);
            if text.holds(place) || end >= parts.size {
                return Ok(text);
            }
            end = parts.around(place.end.max(end)).2;
        }
    }

    /// Lines and columns of a place's first byte and of its end.
    pub fn locate(&mut self, place: Place) -> Located {
        let place = self.tree.origin(place);
        let path = self.tree.path(place.file);
        let text = self.text(place);
        let Range { start, end } = text.range(place);
        let (line, end_line) = (text.line(start), text.line(end));
        let column = text.column(start, line);
        let end_column = if end == start { column } else { text.column(end, end_line) };
        let before = text.first - 1;
        Located { path, line: before + line, column, end_line: before + end_line, end_column }
    }

    /// The place's own text; bytes that are no UTF-8 show as replacement characters.
    pub fn marked(&mut self, place: Place) -> Cow<'_, str> {
        let place = self.tree.origin(place);
        let text = self.text(place);
        let range = text.range(place);
        String::from_utf8_lossy(&text.bytes[range])
    }

    /// The byte before a place, and the two behind it.
    pub fn beside(&mut self, place: Place) -> (Option<u8>, [Option<u8>; 2]) {
        let text = self.text(place);
        let at = |byte: u64| byte.checked_sub(text.base).and_then(|at| text.bytes.get(usize::try_from(at).ok()?)).copied();
        (place.start.checked_sub(1).and_then(at), [at(place.end), at(place.end + 1)])
    }

    /// The line that holds the place's first byte, and the place's bytes in it.
    ///
    /// The line is the file's own, without its end; bytes that are no UTF-8 show as replacement characters. Of a
    /// very long one there is what stands around the place, with a dot for each side that is cut.
    pub fn excerpt(&mut self, place: Place) -> (String, Range<usize>) {
        let place = self.tree.origin(place);
        let text = self.text(place);
        let range = text.range(place);
        let line = text.span(text.line(range.start));
        let start = range.start.clamp(line.start, line.end);
        let end = range.end.clamp(start, line.end);
        let from = if start - line.start > AROUND { text.boundary(start - AROUND, true).min(start) } else { line.start };
        let marked_to = if end - start > AROUND { text.boundary(start + AROUND, false).max(start) } else { end };
        let to = if line.end - marked_to > AROUND { text.boundary(marked_to + AROUND, false).max(marked_to) } else { line.end };
        let show = |range: Range<usize>| String::from_utf8_lossy(&text.bytes[range]).into_owned();
        let mut shown = if from > line.start { "…".to_owned() } else { String::new() };
        shown.push_str(&show(from..start));
        let before = shown.len();
        shown.push_str(&show(start..marked_to));
        let after = shown.len();
        shown.push_str(&show(marked_to..to));
        if to < line.end {
            shown.push('…');
        }
        (shown, before..after)
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

    #[test]
    fn the_end_is_after_the_last_character() {
        let tree = Tree::in_memory([("a.csv", "id,name\n1,\"Xã\nA\"\r\n")]);
        let file = tree.id("a.csv");
        let mut locator = Locator::new(&tree);
        let mut ends = |start, end| {
            let located = locator.locate(Place { file, start, end });
            (located.end_line, located.end_column)
        };
        assert_eq!(ends(3, 7), (1, 8));
        assert_eq!(ends(8, 18), (3, 3));
        // A line end that a place takes with it is no line of its own.
        assert_eq!(ends(8, 20), (3, 3));
        assert_eq!(ends(8, 8), (2, 1));
    }

    #[test]
    fn places_come_in_any_order() {
        let tree = Tree::in_memory([("a.csv", "ã,ã,ã,ã\nb,b,b,b\n")]);
        let file = tree.id("a.csv");
        let mut locator = Locator::new(&tree);
        let mut at = |start| {
            let located = locator.locate(Place { file, start, end: start + 1 });
            (located.line, located.column)
        };
        assert_eq!([at(0), at(6), at(9), at(3), at(12), at(16), at(14)], [(1, 1), (1, 5), (1, 7), (1, 3), (2, 1), (2, 5), (2, 3)]);
    }

    #[test]
    fn a_large_file_is_read_in_parts() {
        let row = |number: usize| format!("{number},Xã số {number}\r\n");
        let mut text = String::from("\u{feff}id,name\n");
        let mut starts = Vec::new();
        for number in 0..150_000 {
            starts.push(text.len());
            text += &row(number);
        }
        // A line end within quotes, and a carriage return alone.
        let last = text.len() as u64;
        text += "a,\"b\nc\"\rd,e";
        let tree = Tree::in_memory([("a.csv", text.as_str())]);
        let file = tree.id("a.csv");
        let mut locator = Locator::new(&tree);
        for number in [149_999, 0, 75_000, 74_999, 149_000, 1, 60_123] {
            let start = starts[number] as u64;
            let place = Place { file, start, end: start + row(number).len() as u64 };
            let located = locator.locate(place);
            assert_eq!((located.line, located.column, located.end_line), (number + 2, 1, number + 2));
            assert_eq!(locator.marked(place), row(number).trim_end());
            assert_eq!(locator.excerpt(place).0, row(number).trim_end());
        }
        let located = locator.locate(Place { file, start: last, end: last + 7 });
        assert_eq!((located.line, located.end_line), (150_002, 150_003));
        let located = locator.locate(Place { file, start: last + 8, end: last + 9 });
        assert_eq!((located.line, located.column), (150_004, 1));
        // From the first row to the last: all parts at once.
        let located = locator.locate(Place { file, start: starts[0] as u64, end: last });
        assert_eq!((located.line, located.end_line), (2, 150_001));
    }

    #[test]
    fn parts_of_any_size_number_lines_alike() {
        let text = "a\r\nb\rc\n\n\rd\r\r\ne";
        let whole = Text::new(text.as_bytes().to_vec(), (0, 1), true);
        for part in 1..12 {
            let parts = Parts::new(&mut text.as_bytes(), part).expect("a text");
            for (start, line) in &parts.starts {
                assert_eq!(whole.line(usize::try_from(*start).expect("small")), *line, "{part}");
                assert!(whole.lines.contains(&usize::try_from(*start).expect("small")));
            }
        }
    }

    #[test]
    fn of_a_long_line_the_middle_is_shown() {
        let long = "ế".repeat(1000);
        let text = format!("{long},here,{long}\n");
        let tree = Tree::in_memory([("a.csv", text.as_str())]);
        let start = long.len() as u64 + 1;
        let (shown, marked) = Locator::new(&tree).excerpt(Place { file: tree.id("a.csv"), start, end: start + 4 });
        assert_eq!(&shown[marked], "here");
        assert!(shown.starts_with("…ế") && shown.ends_with("ế…") && shown.len() < 3 * AROUND, "{shown}");
        let (shown, marked) = Locator::new(&tree).excerpt(Place { file: tree.id("a.csv"), start: 0, end: text.len() as u64 });
        assert!(marked.start == 0 && shown.len() < 3 * AROUND, "{shown}");
    }
}
