//! How the keys of a log are made: `L-{year}-{n:04}`.

use crate::calendar::Date;

/// The pattern of a log's keys.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeyForm {
    before: Vec<Piece>,
    /// How many digits the number has at least.
    width: usize,
    after: Vec<Piece>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
enum Piece {
    Text(String),
    /// The four digits of the year of the row's date.
    Year,
    /// The two digits of its month.
    Month,
    /// What the row has in a column.
    Column(String),
}

impl KeyForm {
    /// Reads a pattern: a text with one `{n}` or `{n:04}`, and perhaps `{year}`, `{month}` and names of columns in braces.
    pub fn parse(text: &str) -> Option<KeyForm> {
        let (mut pieces, mut number, mut rest) = (Vec::new(), None, text);
        while !rest.is_empty() {
            let Some((plain, after)) = rest.split_once('{') else {
                pieces.push(Piece::Text(rest.to_owned()));
                break;
            };
            if !plain.is_empty() {
                pieces.push(Piece::Text(plain.to_owned()));
            }
            let (name, after) = after.split_once('}')?;
            match (name, name.strip_prefix("n:")) {
                ("year", _) => pieces.push(Piece::Year),
                ("month", _) => pieces.push(Piece::Month),
                ("n", _) if number.is_none() => number = Some((std::mem::take(&mut pieces), 1)),
                (_, Some(width)) if number.is_none() => {
                    let width = width.parse().ok().filter(|width| (1..=18).contains(width))?;
                    number = Some((std::mem::take(&mut pieces), width));
                }
                ("n", _) | (_, Some(_)) => return None,
                (column, None) if !column.is_empty() => pieces.push(Piece::Column(column.to_owned())),
                _ => return None,
            }
            rest = after;
        }
        let (before, width) = number?;
        Some(KeyForm { before, width, after: pieces })
    }

    /// The pattern that a key of a row of this date seems to follow: its last digits are the number, and the year of the date is
    /// one.
    pub fn like(key: &str, date: Date) -> Option<KeyForm> {
        let end = key.rfind(|c: char| c.is_ascii_digit())? + 1;
        let start = key[..end].rfind(|c: char| !c.is_ascii_digit()).map_or(0, |at| at + key[at..].chars().next().map_or(1, char::len_utf8));
        let year = format!("{:04}", date.year());
        let pieces = |text: &str| {
            let mut pieces = Vec::new();
            for (at, part) in text.split(year.as_str()).enumerate() {
                if at > 0 {
                    pieces.push(Piece::Year);
                }
                if !part.is_empty() {
                    pieces.push(Piece::Text(part.to_owned()));
                }
            }
            pieces
        };
        Some(KeyForm { before: pieces(&key[..start]), width: end - start, after: pieces(&key[end..]) })
    }

    /// The columns that it names.
    pub fn columns(&self) -> impl Iterator<Item = &str> {
        self.before.iter().chain(&self.after).filter_map(|piece| match piece {
            Piece::Column(name) => Some(name.as_str()),
            _ => None,
        })
    }

    /// What stands before and behind the number in the key of a row.
    pub fn around(&self, date: Date, value: impl Fn(&str) -> String) -> (String, String) {
        let put = |pieces: &[Piece]| {
            let one = |piece: &Piece| match piece {
                Piece::Text(text) => text.clone(),
                Piece::Year => format!("{:04}", date.year()),
                Piece::Month => format!("{:02}", date.month()),
                Piece::Column(name) => value(name),
            };
            pieces.iter().map(one).collect::<String>()
        };
        (put(&self.before), put(&self.after))
    }

    /// A key.
    pub fn key(&self, (before, after): &(String, String), number: u64) -> String {
        format!("{before}{number:0width$}{after}", width = self.width)
    }
}

/// The number of a key between what stands around it.
pub fn number_within(key: &str, (before, after): &(String, String)) -> Option<u64> {
    let digits = key.strip_prefix(before.as_str())?.strip_suffix(after.as_str())?;
    (!digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())).then(|| digits.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: Date = Date::constant(2016, 3, 5);

    #[track_caller]
    fn check(form: Option<KeyForm>, expected: &str) {
        let form = form.expect("a form");
        let around = form.around(DAY, |column| format!("<{column}>"));
        let key = form.key(&around, 7);
        assert_eq!(key, expected);
        assert_eq!(number_within(&key, &around), Some(7));
    }

    #[test]
    fn patterns_become_keys() {
        check(KeyForm::parse("L-{year}-{n:04}"), "L-2016-0007");
        check(KeyForm::parse("{agency}/{month}/{n}/x"), "<agency>/03/7/x");
        for wrong in ["L-{year}", "{n}{n}", "{n", "{}", "{n:0}", "{n:99}"] {
            assert_eq!(KeyForm::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_key_shows_its_pattern() {
        check(KeyForm::like("MH-L-2016-0041", DAY), "MH-L-2016-0007");
        check(KeyForm::like("V12", DAY), "V07");
        check(KeyForm::like("12/2016/đ", Date::constant(2015, 1, 1)), "12/0007/đ");
        assert_eq!(KeyForm::like("abc", DAY), None);
    }
}
