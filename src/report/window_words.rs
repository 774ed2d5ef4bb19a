//! What people call a window: `6 tháng đầu năm 2018` for `2018-H1`, `2013-2020` for `2013..2020`.

use crate::calendar::{Date, display_date};
use crate::text::{Lang, Message};

/// A window's label in words. Labels that are no periods (`own`, `rolling`, a date) stay as they are; English keeps the short
/// forms, which are the field's own.
pub(super) fn window_words(label: &str) -> Message {
    let Some((first, last)) = label.split_once("..") else { return Message::new(vietnamese(label), label) };
    let dash = if is_year(first) && is_year(last) { "-" } else { " – " };
    Message::new(format!("{}{dash}{}", vietnamese(first), vietnamese(last)), format!("{first}{dash}{last}"))
}

fn is_year(label: &str) -> bool {
    label.len() == 4 && label.bytes().all(|byte| byte.is_ascii_digit())
}

fn vietnamese(label: &str) -> String {
    let Some((year, part)) = label.split_once('-').filter(|(year, _)| is_year(year)) else { return label.to_owned() };
    let number = |text: &str| text.trim_start_matches('0').to_owned();
    match (part.as_bytes().first(), part) {
        (_, "H1") => format!("6 tháng đầu năm {year}"),
        (_, "H2") => format!("6 tháng cuối năm {year}"),
        (_, "Q1") => format!("quý I/{year}"),
        (_, "Q2") => format!("quý II/{year}"),
        (_, "Q3") => format!("quý III/{year}"),
        (_, "Q4") => format!("quý IV/{year}"),
        (Some(b'W'), week) => format!("tuần {}/{year}", number(&week[1..])),
        (_, month) if month.len() == 2 => format!("tháng {}/{year}", number(month)),
        _ => label.parse::<Date>().map_or_else(|_| label.to_owned(), |day| display_date(day, Lang::Vi)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(label: &str, vi: &str, en: &str) {
        let words = window_words(label);
        assert_eq!((words.get(Lang::Vi), words.get(Lang::En)), (vi, en));
    }

    #[test]
    fn periods_read_as_people_say_them() {
        check("2014", "2014", "2014");
        check("2018-H1", "6 tháng đầu năm 2018", "2018-H1");
        check("2018-H2", "6 tháng cuối năm 2018", "2018-H2");
        check("2018-Q3", "quý III/2018", "2018-Q3");
        check("2018-03", "tháng 3/2018", "2018-03");
        check("2018-W03", "tuần 3/2018", "2018-W03");
        check("2018-12-31", "31/12/2018", "2018-12-31");
        check("2013..2020", "2013-2020", "2013-2020");
        check("2014-H2..2016-Q1", "6 tháng cuối năm 2014 – quý I/2016", "2014-H2 – 2016-Q1");
    }

    #[test]
    fn other_labels_stay() {
        check("own", "own", "own");
        check("rolling", "rolling", "rolling");
    }
}
