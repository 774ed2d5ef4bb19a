//! Pictures on a page: drawn in its own markup, with a name, a description, and labels that can be read.
//!
//! Colours come from the page's style; patterns, dashes, signs and labels say the same without them.

mod bars;
mod burn_up;
mod gantt;
mod heat;
mod multiples;

use std::collections::BTreeSet;
use std::fmt::Write;
use std::io;

use num_rational::BigRational;

use super::super::style::of_state;
use super::escape::escaped;
use super::{Page, table};
use crate::cover::CellState;
use crate::number::approximate;
use crate::report::{Cell, Drawing, HeatMap, Picture, Shade, state_word};
use crate::text::{Lang, Message, Word};

/// Writes a picture with its title above and its values below.
pub(super) fn write(page: &mut Page<'_>, picture: &Picture) -> io::Result<()> {
    page.pictures += 1;
    let id = page.pictures;
    let (title, summary) = (page.text(&picture.title), page.text(&picture.summary));
    let wide = matches!(picture.drawing, Drawing::Gantt(_) | Drawing::HeatMap(_) | Drawing::Multiples(_));
    writeln!(page.out, "<figure{}>\n<figcaption id=\"p{id}\">{title}</figcaption>", if wide { " class=\"wide\"" } else { "" })?;
    // Whoever has the page read aloud hears it with the picture.
    writeln!(page.out, "<p class=\"note\" aria-hidden=\"true\">{summary}</p>")?;
    let lang = page.lang;
    let drawn = match &picture.drawing {
        Drawing::Bars(bars) => {
            let body = bars::draw(bars, lang, id);
            let name = format!("role=\"img\" aria-labelledby=\"p{id}\" aria-describedby=\"p{id}d\"");
            writeln!(page.out, "<div class=\"bars\" {name}>\n{body}</div>\n<p id=\"p{id}d\" hidden=\"\">{summary}</p>")?;
            return figures(page, picture);
        }
        Drawing::BurnUp(burn_up) => vec![burn_up::draw(burn_up, lang)],
        Drawing::Gantt(gantt) => vec![gantt::draw(gantt, lang)],
        Drawing::Multiples(multiples) => multiples.charts.iter().map(|chart| multiples::draw(chart, lang)).collect(),
        Drawing::HeatMap(map) => {
            legend(page, map)?;
            map.parts.iter().map(|part| heat::draw(&map.columns, part, lang)).collect()
        }
    };
    let maps = if drawn.len() > 1 { " maps" } else { "" };
    writeln!(page.out, "<div class=\"scroll drawn{maps}\" role=\"region\" aria-labelledby=\"p{id}\" tabindex=\"0\">")?;
    for (at, svg) in drawn.into_iter().enumerate() {
        let (title, summary) = match &svg.title {
            Some(own) => (format!("{title}: {}", page.text(own)), String::new()),
            None => (title.clone(), format!("<desc id=\"p{id}d{at}\">{summary}</desc>\n")),
        };
        let described = if summary.is_empty() { String::new() } else { format!(" aria-describedby=\"p{id}d{at}\"") };
        let (width, height) = (svg.width, svg.height);
        writeln!(
            page.out,
            "<svg class=\"chart\" role=\"img\" aria-labelledby=\"p{id}t{at}\"{described} viewBox=\"0 0 {width:.0} {height:.0}\" width=\"{width:.0}\" height=\"{height:.0}\">\n<title id=\"p{id}t{at}\">{title}</title>\n{summary}{}</svg>",
            svg.body
        )?;
    }
    writeln!(page.out, "</div>")?;
    figures(page, picture)
}

/// The end of a picture: its values, where no table beside it has them.
fn figures(page: &mut Page<'_>, picture: &Picture) -> io::Result<()> {
    if !picture.tabled {
        writeln!(page.out, "<details>\n<summary>{}</summary>", page.word(Word::Figures))?;
        table::write(page, &picture.values())?;
        writeln!(page.out, "</details>")?;
    }
    writeln!(page.out, "</figure>")
}

/// What the shades and the signs mean, those that are there.
fn legend(page: &mut Page<'_>, map: &HeatMap) -> io::Result<()> {
    let cells = || map.parts.iter().flat_map(|part| &part.rows).flat_map(|row| row.cells.iter().flatten());
    let shades: BTreeSet<Shade> = cells().map(|cell| cell.shade()).collect();
    let states: BTreeSet<CellState> = cells().filter_map(|cell| cell.state).collect();
    let swatch = |shade: Shade| {
        format!(
            "<span><svg class=\"swatch\" viewBox=\"0 0 14 14\" width=\"14\" height=\"14\" aria-hidden=\"true\"><rect class=\"{}\" width=\"14\" height=\"14\"/></svg> {}</span>",
            shade_class(shade),
            page.text(&shade.meaning())
        )
    };
    let sign = |state: CellState| format!("<span>{} {}</span>", of_state(state).0, page.word(state_word(state)));
    let entries: Vec<String> = shades.into_iter().map(swatch).chain(states.into_iter().map(sign)).collect();
    writeln!(page.out, "<p class=\"note legend\">{}</p>", entries.join(" "))
}

fn shade_class(shade: Shade) -> &'static str {
    match shade {
        Shade::Nobody => "hx",
        Shade::Waiting => "hw",
        Shade::Empty => "h0",
        Shade::Some => "h1",
        Shade::Most => "h2",
        Shade::Full => "h3",
    }
}

/// A drawing while it is made.
struct Svg {
    /// Its own part of a picture of several.
    title: Option<Message>,
    width: f64,
    height: f64,
    body: String,
}

impl Svg {
    fn new(width: f64, height: f64) -> Svg {
        Svg { title: None, width, height, body: String::new() }
    }

    fn push(&mut self, markup: &str) {
        self.body.push_str(markup);
        self.body.push('\n');
    }

    fn rect(&mut self, class: &str, (x, y): (f64, f64), (width, height): (f64, f64)) {
        // Writing to a text cannot fail.
        let _ = writeln!(self.body, "<rect class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\"/>");
    }

    fn line(&mut self, class: &str, (x1, y1): (f64, f64), (x2, y2): (f64, f64)) {
        let _ = writeln!(self.body, "<line class=\"{class}\" x1=\"{x1:.1}\" y1=\"{y1:.1}\" x2=\"{x2:.1}\" y2=\"{y2:.1}\"/>");
    }

    fn path(&mut self, class: &str, points: &[(f64, f64)]) {
        let points: Vec<String> = points.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
        let _ = writeln!(self.body, "<polyline class=\"{class}\" points=\"{}\"/>", points.join(" "));
    }

    fn text(&mut self, class: &str, (x, y): (f64, f64), text: &str) {
        let _ = writeln!(self.body, "<text class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\">{}</text>", escaped(text));
    }
}

/// A count as a length.
fn length(count: usize) -> f64 {
    u32::try_from(count).map_or(0.0, f64::from)
}

/// Some days of so many, as a part of one.
fn part(of: i64, all: i64) -> f64 {
    approximate(&BigRational::new(of.into(), all.max(1).into()))
}

/// A cell's text as people read it.
fn shown(cell: &Cell, lang: Lang) -> String {
    super::cell::words(cell, lang)
}

#[cfg(test)]
mod tests;
