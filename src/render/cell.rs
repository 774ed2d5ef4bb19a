//! A cell as people read it.

use num_rational::BigRational;
use num_traits::{One, ToPrimitive, Zero};

use crate::calendar::display_date;
use crate::number::{approximate, rounded};
use crate::report::{Cell, Deadline, Header, state_word, verdict_word};
use crate::say;
use crate::text::{Lang, Message, count_en, count_vi, figure, printable};

use super::style::{Tone, of_state, of_verdict, toned};

/// How many characters a bar has.
const BAR: usize = 8;
const DASH: &str = "–";

/// The cell's text, marked with its tone; without line breaks.
pub(super) fn text(cell: &Cell, lang: Lang) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => printable(text).into_owned(),
        Cell::Words(words) | Cell::Part(_, _, words) => printable(words.get(lang)).into_owned(),
        Cell::Number(number) => figure(number, lang),
        Cell::Date(day) => display_date(*day, lang),
        Cell::Share(_, 0) => DASH.to_owned(),
        Cell::Share(covered, eligible) => format!("{}/{}", figure(&covered.to_string(), lang), figure(&eligible.to_string(), lang)),
        Cell::Percent(share) => share.as_ref().map_or(DASH.to_owned(), |share| percent(share, lang)),
        Cell::Bar(share) => share.as_ref().map_or_else(String::new, bar),
        Cell::Verdict(verdict) => {
            let (symbol, tone) = of_verdict(*verdict);
            toned(&format!("{symbol} {}", verdict_word(*verdict).get(lang)), tone)
        }
        Cell::Noted(verdict, note) => format!("{}; {}", text(&Cell::Verdict(*verdict), lang), printable(note.get(lang))),
        Cell::State(state) => {
            let (symbol, tone) = of_state(*state);
            toned(&format!("{symbol} {}", state_word(*state).get(lang)), tone)
        }
        Cell::Value(value, state) => {
            let (symbol, tone) = of_state(*state);
            toned(&format!("{} {symbol}", figure(value, lang)), tone)
        }
        Cell::Spark(shares) => shares.iter().map(|share| share.as_ref().map_or('·', spark)).collect(),
        Cell::History(verdicts) => verdicts
            .iter()
            .map(|verdict| {
                let (symbol, tone) = of_verdict(*verdict);
                toned(symbol, tone)
            })
            .collect(),
        Cell::Deadline(deadline) => toned(deadline_words(*deadline).get(lang), (deadline.days > 0).then_some(Tone::Bad)),
    }
}

fn deadline_words(deadline: Deadline) -> Message {
    let days = deadline.days.unsigned_abs();
    let (count, days) = (count_en(days, "day"), count_vi(days));
    match deadline.days {
        0 => say!(vi: "đến hạn hôm nay", en: "due today"),
        1.. => say!(vi: "quá hạn {days} ngày", en: "{count} overdue"),
        _ => say!(vi: "còn {days} ngày", en: "{count} left"),
    }
}

/// A share in percent with one place; `100 %` and `0 %` only where that is exact.
fn percent(share: &BigRational, lang: Lang) -> String {
    if share.is_zero() || share.is_one() {
        return if share.is_zero() { "0 %" } else { "100 %" }.to_owned();
    }
    let shown = match rounded(&(share * BigRational::from_integer(100.into())), 1).as_str() {
        "0" => "< 0.1".to_owned(),
        "100" if *share < BigRational::one() => "> 99.9".to_owned(),
        whole if !whole.contains('.') => format!("{whole}.0"),
        other => other.to_owned(),
    };
    let shown = if lang == Lang::Vi { shown.replace('.', ",") } else { shown };
    format!("{shown} %")
}

/// A share as one character: the lowest and the highest only where that is exact.
fn spark(share: &BigRational) -> char {
    const HEIGHTS: [char; 6] = ['▂', '▃', '▄', '▅', '▆', '▇'];
    if share.is_zero() {
        return '▁';
    }
    if *share >= BigRational::one() {
        return '█';
    }
    let height = (share * BigRational::from_integer(HEIGHTS.len().into())).floor().to_integer();
    HEIGHTS[height.to_usize().unwrap_or(0).min(HEIGHTS.len() - 1)]
}

/// A share as a bar: empty or full only where that is exact.
fn bar(share: &BigRational) -> String {
    let share = approximate(share).clamp(0.0, 1.0);
    // A bar has eight characters: the product is a small number.
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "between 0 and the bar's length"
    )]
    let rounded = (share * BAR as f64).round() as usize;
    let filled = match rounded {
        0 if share > 0.0 => 1,
        BAR if share < 1.0 => BAR - 1,
        filled => filled,
    };
    format!("{}{}", "█".repeat(filled), "░".repeat(BAR - filled))
}

/// The line of a header that says when and of what, with the workspace's notice.
pub(super) fn about(header: &Header, lang: Lang) -> String {
    let day = display_date(header.as_of, lang);
    let mut parts = vec![say!(vi: "Tính đến {day}", en: "As of {day}").get(lang).to_owned()];
    if let Some(period) = &header.period {
        let (vi, en) = (period.get(Lang::Vi), period.get(Lang::En));
        parts.push(say!(vi: "kỳ {vi}", en: "period {en}").get(lang).to_owned());
    }
    parts.extend(header.facts().iter().map(|part| part.get(lang).to_owned()));
    parts.extend(header.notice.as_deref().map(|notice| printable(notice).into_owned()));
    parts.join(" · ")
}

/// How many rows no figure counts; nothing where there are none.
pub(super) fn left_out(header: &Header) -> Option<Message> {
    let count = header.left_out;
    let (rows_vi, rows) = (count_vi(count), count_en(count, "row"));
    let (were, are) = if count == 1 { ("was", "is") } else { ("were", "are") };
    (count > 0).then(|| {
        say!(
            vi: "{rows_vi} dòng bị loại vì có lỗi, không tính vào số liệu nào",
            en: "{rows} {were} left out because of errors and {are} in no figure"
        )
    })
}

/// What stands for rows that are not shown.
pub(super) fn more(count: usize) -> Message {
    let (vi, en) = (count_vi(count), figure(&count.to_string(), Lang::En));
    say!(vi: "… và {vi} dòng nữa; xem bằng --full", en: "… and {en} more: --full")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Date;

    fn share(of: i64, to: i64) -> BigRational {
        BigRational::new(of.into(), to.into())
    }

    #[test]
    fn percents_do_not_pretend() {
        assert_eq!(percent(&share(40, 124), Lang::En), "32.3 %");
        assert_eq!(percent(&share(40, 124), Lang::Vi), "32,3 %");
        assert_eq!(percent(&share(1, 2), Lang::En), "50.0 %");
        assert_eq!(percent(&share(9999, 10000), Lang::En), "> 99.9 %");
        assert_eq!(percent(&share(1, 10000), Lang::Vi), "< 0,1 %");
        assert_eq!(percent(&share(3, 3), Lang::En), "100 %");
        assert_eq!(percent(&share(0, 3), Lang::En), "0 %");
    }

    #[test]
    fn bars_do_not_pretend() {
        assert_eq!(bar(&share(1, 2)), "████░░░░");
        assert_eq!(bar(&share(999, 1000)), "███████░");
        assert_eq!(bar(&share(1, 1000)), "█░░░░░░░");
        assert_eq!(bar(&share(0, 1)), "░░░░░░░░");
    }

    #[test]
    fn sparks_do_not_pretend() {
        let shares = [Some(share(0, 3)), Some(share(1, 1000)), None, Some(share(1, 2)), Some(share(999, 1000)), Some(share(1, 1))];
        assert_eq!(text(&Cell::Spark(shares.to_vec()), Lang::En), "▁▂·▅▇█");
    }

    #[test]
    fn deadlines_read_well() {
        let deadline = |days| Deadline { due: Date::constant(2014, 1, 1), days };
        assert_eq!(deadline_words(deadline(120)).get(Lang::Vi), "quá hạn 120 ngày");
        assert_eq!(deadline_words(deadline(-30)).get(Lang::Vi), "còn 30 ngày");
        assert_eq!(deadline_words(deadline(1)).get(Lang::En), "1 day overdue");
    }
}
