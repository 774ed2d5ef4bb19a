//! Colours and symbols. Nothing is told by colour alone: a symbol and a word go with it.
//!
//! A tone is written into a cell as invisible marks of no width, so that a table can be laid out with them
//! inside; they become escape sequences when the line is written. Text from the data cannot hold such marks:
//! [`crate::text::printable`] makes them visible.

use anstyle::{AnsiColor, Style};

use crate::cover::{CellState, Verdict};

/// How something should strike the eye.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Tone {
    /// Something to be done at once.
    Bad,
    /// Something to be watched.
    Warn,
    /// All is well.
    Good,
    /// Beside the point.
    Dim,
    /// A heading.
    Strong,
}

const TONES: [Tone; 5] = [Tone::Bad, Tone::Warn, Tone::Good, Tone::Dim, Tone::Strong];
const END: char = '\u{e007f}';

impl Tone {
    /// Tag characters: no width, and no text has them.
    fn mark(self) -> char {
        match self {
            Tone::Bad => '\u{e0041}',
            Tone::Warn => '\u{e0042}',
            Tone::Good => '\u{e0043}',
            Tone::Dim => '\u{e0044}',
            Tone::Strong => '\u{e0045}',
        }
    }

    fn style(self) -> Style {
        match self {
            Tone::Bad => Style::new().fg_color(Some(AnsiColor::Red.into())),
            Tone::Warn => Style::new().fg_color(Some(AnsiColor::Yellow.into())),
            Tone::Good => Style::new().fg_color(Some(AnsiColor::Green.into())),
            Tone::Dim => Style::new().dimmed(),
            Tone::Strong => Style::new().bold(),
        }
    }
}

/// The text with a tone's marks around it.
pub(super) fn toned(text: &str, tone: Option<Tone>) -> String {
    match tone {
        Some(tone) if !text.is_empty() => format!("{}{text}{END}", tone.mark()),
        _ => text.to_owned(),
    }
}

/// The text with its marks turned into escape sequences, or taken out.
pub(super) fn painted(text: &str, colour: bool) -> String {
    let mut painted = String::with_capacity(text.len());
    let mut current: Option<Style> = None;
    for c in text.chars() {
        if let Some(tone) = TONES.into_iter().find(|tone| tone.mark() == c) {
            let style = tone.style();
            if colour {
                painted.push_str(&style.render().to_string());
            }
            current = Some(style);
        } else if c == END {
            if let (Some(style), true) = (current.take(), colour) {
                painted.push_str(&style.render_reset().to_string());
            }
        } else {
            painted.push(c);
        }
    }
    if let (Some(style), true) = (current, colour) {
        painted.push_str(&style.render_reset().to_string());
    }
    painted
}

/// A verdict's symbol and tone.
pub(super) fn of_verdict(verdict: Verdict) -> (&'static str, Option<Tone>) {
    match verdict {
        Verdict::Missed => ("✗", Some(Tone::Bad)),
        Verdict::Behind => ("!", Some(Tone::Warn)),
        Verdict::Empty => ("∅", Some(Tone::Warn)),
        Verdict::Late => ("≈", Some(Tone::Good)),
        Verdict::OnTrack => ("»", Some(Tone::Good)),
        Verdict::Met => ("✓", Some(Tone::Good)),
        Verdict::Waived => ("–", Some(Tone::Dim)),
        Verdict::Upcoming => ("·", Some(Tone::Dim)),
        Verdict::Awaiting => ("?", Some(Tone::Dim)),
        Verdict::Tracked => ("○", None),
    }
}

/// A state's symbol and tone.
pub(super) fn of_state(state: CellState) -> (&'static str, Option<Tone>) {
    match state {
        CellState::Met => ("✓", Some(Tone::Good)),
        CellState::Late => ("≈", Some(Tone::Good)),
        CellState::Overdue => ("✗", Some(Tone::Bad)),
        CellState::Exceeded => ("▲", Some(Tone::Bad)),
        CellState::Open => ("»", None),
        CellState::Upcoming => ("·", Some(Tone::Dim)),
        CellState::Waived => ("–", Some(Tone::Dim)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_width::UnicodeWidthStr;

    #[test]
    fn marks_take_no_room_and_go() {
        let text = toned("✗ missed", Some(Tone::Bad));
        assert_eq!(text.width(), 8);
        assert_eq!(painted(&text, false), "✗ missed");
        assert_eq!(painted(&text, true), "\u{1b}[31m✗ missed\u{1b}[0m");
    }

    #[test]
    fn data_holds_no_marks() {
        assert!(!crate::text::printable("a\u{e0041}b\u{e007f}").contains(['\u{e0041}', '\u{e007f}']));
    }
}
