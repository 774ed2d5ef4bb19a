//! Lines that git leaves where two people changed the same rows.

use crate::finding::{Finding, code};
use crate::read::Place;
use crate::say;

code!(
    /// A conflict of git that nobody has resolved.
    CODE, "F018", "git-conflict", Error,
    "Tệp còn dấu xung đột của git (<<<<<<<, =======, >>>>>>>): hai người đã sửa cùng một chỗ. Các dòng của cả hai bên đều bị loại cho đến khi xung đột được giải quyết: giữ lại dòng đúng, xóa dòng kia và các dòng dấu.\n\nSai:  <<<<<<< HEAD\n      v1,2014-03-31,06139\n      =======\n      v1,2014-04-01,06139\n      >>>>>>> nhanh-khac\nĐúng: v1,2014-04-01,06139",
    "The file still has git's conflict marks (<<<<<<<, =======, >>>>>>>): two people changed the same place. The rows of both sides are left out until the conflict is resolved: keep the right rows, delete the others and the lines with the marks.\n\nWrong: <<<<<<< HEAD\n       v1,2014-03-31,06139\n       =======\n       v1,2014-04-01,06139\n       >>>>>>> other-branch\nRight: v1,2014-04-01,06139"
);

/// What a line of a conflict is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mark {
    /// It begins there.
    Begin,
    /// One side ends and another begins.
    Between,
    /// It ends there.
    End,
}

/// The mark that a line is; nothing for every other line.
pub fn mark(line: &[u8]) -> Option<Mark> {
    let (mark, rest) = line.split_at_checked(7)?;
    let alone = rest.is_empty() || rest[0] == b' ' || rest[0] == b'\r';
    match mark {
        b"<<<<<<<" if alone => Some(Mark::Begin),
        b"|||||||" | b"=======" if alone => Some(Mark::Between),
        b">>>>>>>" if alone => Some(Mark::End),
        _ => None,
    }
}

/// The conflicts of a file, from their first mark to their last; marks that stand alone are one each.
pub fn conflicts(marks: &[(Place, Mark)]) -> Vec<Place> {
    let mut all: Vec<(Place, bool)> = Vec::new();
    for (place, mark) in marks {
        match (mark, all.last_mut()) {
            (Mark::Between | Mark::End, Some((open, is_open @ true))) => {
                open.end = place.end;
                *is_open = *mark != Mark::End;
            }
            _ => all.push((*place, *mark == Mark::Begin)),
        }
    }
    all.into_iter().map(|(place, _)| place).collect()
}

/// A finding for each conflict, at its first line.
pub fn check(marks: &[(Place, Mark)]) -> Vec<Finding> {
    let first = |conflict: &Place| marks.iter().find(|(place, _)| place.start == conflict.start).map_or(*conflict, |(place, _)| *place);
    let finding = |conflict: Place| {
        let message = say!(
            vi: "xung đột git chưa được giải quyết; các dòng của cả hai bên bị loại",
            en: "a git conflict is not resolved; the rows of both sides are left out"
        );
        let help = say!(
            vi: "giữ lại dòng đúng, xóa dòng kia và các dòng `<<<<<<<`, `=======`, `>>>>>>>`",
            en: "resolve the git conflict: keep the right rows, delete the others and the lines `<<<<<<<`, `=======`, `>>>>>>>`"
        );
        Finding::new(&CODE, first(&conflict), message).help(help)
    };
    conflicts(marks).into_iter().map(finding).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Tree;

    #[test]
    fn marks_are_lines_of_their_own() {
        assert_eq!(mark(b"<<<<<<< HEAD"), Some(Mark::Begin));
        assert_eq!(mark(b"======="), Some(Mark::Between));
        assert_eq!(mark(b">>>>>>> a,b"), Some(Mark::End));
        for line in [&b"========"[..], b"<<<<<<<HEAD", b"v1,2014", b"=====", b""] {
            assert_eq!(mark(line), None);
        }
    }

    #[test]
    fn a_conflict_is_one_thing() {
        let file = Tree::in_memory([("a.csv", "")]).id("a.csv");
        let at = |start| Place { file, start, end: start + 7 };
        let marks = [(at(0), Mark::Begin), (at(20), Mark::Between), (at(40), Mark::End), (at(60), Mark::End), (at(80), Mark::Begin)];
        let found = conflicts(&marks);
        assert_eq!(found, [Place { file, start: 0, end: 47 }, at(60), at(80)]);
    }
}
