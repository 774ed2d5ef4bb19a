//! A cell of a table on a page.

use num_rational::BigRational;

use super::super::cell::text;
use super::super::style::{Tone, of_state, of_verdict, painted};
use super::escape::escaped;
use crate::cover::Verdict;
use crate::number::approximate;
use crate::report::{Cell, state_word, verdict_word};
use crate::text::Lang;

/// The class of a tone.
pub(super) fn class(tone: Option<Tone>) -> &'static str {
    match tone {
        Some(Tone::Bad) => "bad",
        Some(Tone::Warn) => "warn",
        Some(Tone::Good) => "good",
        Some(Tone::Dim) => "dim",
        Some(Tone::Strong) => "strong",
        None => "plain",
    }
}

/// The words of a cell, without markup.
pub(super) fn words(cell: &Cell, lang: Lang) -> String {
    painted(&text(cell, lang), false)
}

/// The cell as markup.
pub(super) fn markup(cell: &Cell, lang: Lang) -> String {
    let shown = || escaped(&words(cell, lang));
    match cell {
        Cell::Date(day) => format!("<time datetime=\"{day}\">{}</time>", shown()),
        Cell::Noted(verdict, note) => format!("{}; {}", markup(&Cell::Verdict(*verdict), lang), escaped(note.get(lang))),
        Cell::Verdict(verdict) => signed(of_verdict(*verdict), verdict_word(*verdict).get(lang)),
        Cell::State(state) => signed(of_state(*state), state_word(*state).get(lang)),
        Cell::Value(_, state) => {
            // The sign is said in words to those who cannot see it.
            let ((sign, tone), word) = (of_state(*state), state_word(*state).get(lang));
            let number = shown();
            let number = number.strip_suffix(sign).unwrap_or(&number).trim_end();
            format!("{number} <span class=\"{}\" title=\"{word}\" role=\"img\" aria-label=\"{word}\">{sign}</span>", class(tone))
        }
        Cell::History(verdicts) => history(verdicts, lang),
        Cell::Deadline(deadline) if deadline.days > 0 => format!("<span class=\"bad\">{}</span>", shown()),
        // Its number stands beside it.
        Cell::Bar(share) => share.as_ref().map_or_else(String::new, bar),
        _ => shown(),
    }
}

fn signed((sign, tone): (&str, Option<Tone>), word: &str) -> String {
    format!("<span class=\"{}\"><span class=\"sign\" aria-hidden=\"true\">{sign}</span> {word}</span>", class(tone))
}

fn history(verdicts: &[Verdict], lang: Lang) -> String {
    let said: Vec<&str> = verdicts.iter().map(|verdict| verdict_word(*verdict).get(lang)).collect();
    let sign = |verdict: &Verdict| {
        let (sign, tone) = of_verdict(*verdict);
        format!("<span class=\"{}\" title=\"{}\">{sign}</span>", class(tone), verdict_word(*verdict).get(lang))
    };
    let signs: String = verdicts.iter().map(sign).collect();
    format!("<span class=\"signs\" aria-hidden=\"true\">{signs}</span><span class=\"hidden\">{}</span>", said.join(", "))
}

/// A share as a bar: empty or full only where that is exact.
fn bar(share: &BigRational) -> String {
    let part = approximate(share).clamp(0.0, 1.0) * 100.0;
    let part = if part > 0.0 && part < 100.0 { part.clamp(1.0, 99.0) } else { part };
    format!(
        "<svg class=\"bar\" viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\" focusable=\"false\"><rect class=\"rest\" width=\"100\" height=\"10\"/><rect class=\"fill\" width=\"{part:.1}\" height=\"10\"/></svg>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cover::CellState;

    fn check(cell: &Cell, expected: &str) {
        assert_eq!(markup(cell, Lang::En), expected);
    }

    #[test]
    fn a_sign_has_its_word() {
        check(&Cell::Verdict(Verdict::Missed), "<span class=\"bad\"><span class=\"sign\" aria-hidden=\"true\">✗</span> missed</span>");
        check(
            &Cell::Value("1234".into(), CellState::Met),
            "1,234 <span class=\"good\" title=\"met\" role=\"img\" aria-label=\"met\">✓</span>",
        );
        let history = markup(&Cell::History(vec![Verdict::Met, Verdict::Upcoming]), Lang::En);
        assert!(history.ends_with("<span class=\"hidden\">met, upcoming</span>"), "{history}");
    }

    #[test]
    fn bars_do_not_pretend() {
        let bar = |of: i64, to: i64| bar(&BigRational::new(of.into(), to.into()));
        assert!(bar(9999, 10000).contains("class=\"fill\" width=\"99.0\""));
        assert!(bar(1, 10000).contains("class=\"fill\" width=\"1.0\""));
        assert!(bar(1, 1).contains("class=\"fill\" width=\"100.0\""));
    }

    #[test]
    fn data_is_text() {
        check(&Cell::Text("<script>".into()), "&lt;script&gt;");
    }
}
