//! Pictures on a terminal, in block characters: as wide as it is, and as clear without colour.

mod bars;
mod burn_up;
mod gantt;
mod heat;
mod multiples;

use std::io::{self, Write};

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::cell::text;
use super::format::Look;
use super::style::{Tone, painted, toned};
use super::table::prose;
use crate::report::{Cell, Drawing, Picture};
use crate::text::{Lang, printable};

pub(super) use gantt::ticks;

/// How wide a picture is where no terminal says so.
const UNBOUNDED: usize = 100;
/// No picture is narrower, however narrow the terminal is.
const NARROWEST: usize = 40;

/// Writes a picture, its title above it and its summary below.
pub(super) fn write(picture: &Picture, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let width = look.width.unwrap_or(UNBOUNDED).max(NARROWEST);
    let lines = match &picture.drawing {
        Drawing::Bars(bars) => bars::draw(bars, width, look.lang),
        Drawing::HeatMap(map) => heat::draw(map, width, look.lang),
        Drawing::BurnUp(burn_up) => burn_up::draw(burn_up, width, look.lang),
        Drawing::Gantt(gantt) => gantt::draw(gantt, width, look.lang),
        Drawing::Multiples(multiples) => multiples::draw(multiples, width, look.lang),
    };
    prose(&toned(&printable(picture.title.get(look.lang)), Some(Tone::Strong)), look, out)?;
    for line in lines {
        writeln!(out, "{}", painted(line.trim_end(), look.colour))?;
    }
    prose(&printable(picture.summary.get(look.lang)), look, out)
}

/// A cell's text without marks.
fn shown(cell: &Cell, lang: Lang) -> String {
    painted(&text(cell, lang), false)
}

/// The text with spaces to its left.
fn right(text: &str, width: usize) -> String {
    format!("{}{text}", " ".repeat(width.saturating_sub(text.width())))
}

/// The text with spaces to its right.
fn left(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

/// A text on one line of so many columns.
fn label(text: &str, width: usize) -> String {
    let text = printable(text);
    if text.width() <= width {
        return text.into_owned();
    }
    let mut used = 0;
    let fits = |c: &char| {
        used += c.width().unwrap_or(0);
        used < width
    };
    text.chars().take_while(fits).collect::<String>().trim_end().to_owned() + "…"
}

/// What signs mean, in as many lines as that takes.
fn keys(entries: &[String], before: usize, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for entry in entries {
        match lines.last_mut() {
            Some(line) if line.width() + 3 + entry.width() <= width => {
                line.push_str("   ");
                line.push_str(entry);
            }
            _ => lines.push(format!("{}{entry}", " ".repeat(before))),
        }
    }
    lines
}

/// A text in lines of so many columns, at most so many lines; what does not fit ends in dots.
pub(super) fn lines(text: &str, width: usize, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let full = lines.len() == most;
        match lines.last_mut() {
            Some(line) if line.width() + 1 + word.width() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            Some(line) if full => {
                line.push('…');
                break;
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests;
