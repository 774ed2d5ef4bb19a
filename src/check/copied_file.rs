//! A file of a log that is a copy of the one beside it.

use crate::finding::{Finding, code};
use crate::read::Place;
use crate::say;

code!(
    /// A copy of a log's file.
    CODE, "F020", "copied-file", Error,
    "Tệp mang tên một bản sao (2014 (1).csv, 2014 - Copy.csv) nằm cạnh bản gốc trong cùng thư mục của nhật ký. Các dòng của bản sao không được tính, nếu không mọi dòng sẽ được tính hai lần. Xóa bản sao; nếu nó là bản đúng thì thay bản gốc bằng nó; nếu nó có dòng riêng thì đặt tên khác.\n\nSai:  logs/visits/2014.csv\n      logs/visits/2014 (1).csv\nĐúng: logs/visits/2014.csv",
    "The file has the name of a copy (2014 (1).csv, 2014 - Copy.csv) and lies beside the original in the log's folder. The rows of the copy do not count, for all of them would count twice. Delete the copy; if it is the right one, put it in the original's place; if it has rows of its own, give it another name.\n\nWrong: logs/visits/2014.csv\n       logs/visits/2014 (1).csv\nRight: logs/visits/2014.csv"
);

/// What systems put behind the name of a copy, in small letters, before a number.
const ENDINGS: [&str; 6] = [" - copy", " - bản sao", " - sao chép", " copy", "_copy", "-copy"];

/// The path of which a path is a copy by its name: `a/2014 (1).csv`, `a/2014 - Copy (2).csv`.
pub fn original(path: &str) -> Option<String> {
    let (stem, ending) = path.rsplit_once('.')?;
    let numbered = |stem: &str| {
        let (name, number) = stem.strip_suffix(')')?.rsplit_once('(')?;
        (!number.is_empty() && number.len() <= 3 && number.bytes().all(|byte| byte.is_ascii_digit())).then(|| name.trim_end().to_owned())
    };
    let bare = numbered(stem);
    let name = bare.as_deref().unwrap_or(stem);
    let copied = ENDINGS.iter().find_map(|ending| {
        let at = name.len().checked_sub(ending.len())?;
        (name.is_char_boundary(at) && name[at..].to_lowercase() == *ending).then(|| name[..at].to_owned())
    });
    let name = copied.or(bare)?;
    (!name.is_empty() && !name.ends_with('/')).then(|| format!("{name}.{ending}"))
}

/// The finding for a copy.
pub fn check(copy: Place, original: &str) -> Finding {
    let message = say!(vi: "tệp này là bản sao của `{original}`; các dòng của nó không được tính", en: "this file is a copy of `{original}`; its rows do not count");
    let help = say!(
        vi: "xóa bản sao; nếu nó có dòng riêng thì đặt tên khác",
        en: "delete the copy; if it has rows of its own, give it another name"
    );
    Finding::new(&CODE, copy, message).help(help)
}

#[cfg(test)]
mod tests {
    use super::original;

    #[test]
    fn copies_are_known_by_their_names() {
        for copy in
            ["l/2014 (1).csv", "l/2014(12).csv", "l/2014 - Copy.csv", "l/2014 - Copy (2).csv", "l/2014 - Bản sao.csv", "l/2014 copy.csv"]
        {
            assert_eq!(original(copy).as_deref(), Some("l/2014.csv"), "{copy}");
        }
        for path in ["l/2014.csv", "l/2014 (a).csv", "l/(1).csv", "l/copy.csv", "l/2014-hai.csv", "l/2014 (2014).csv"] {
            assert_eq!(original(path), None, "{path}");
        }
    }
}
