//! HTML: one file that needs nothing else, for a browser, for paper, and for whoever has the page read aloud.
//!
//! No script, no font, no picture from elsewhere; a policy in its head says so. Nothing is told by colour alone.

mod cell;
mod css;
mod escape;
mod svg;
mod table;

use std::io::{self, Write};

use super::cell::left_out;
use super::finding;
use super::format::{Format, Look, Medium};
use crate::calendar::display_date;
use crate::finding::Severity;
use crate::report::{Answer, Block, Diagnostic, Document, Header};
use crate::text::{Lang, Message, Word};
use escape::escaped;

/// The format. It is a document for people, but a whole one: nothing in it is capped.
pub(super) const FORMAT: Format = Format { name: "html", aliases: &[], machine: true, findings: false, medium: Medium::Page, write };

/// So many sections, and there is a list of them.
const LISTED: usize = 3;

/// Nothing is loaded from anywhere, and nothing runs.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// A page while it is written.
struct Page<'a> {
    out: &'a mut dyn Write,
    lang: Lang,
    /// What the page is called; a table without a title of its own is called so, too.
    title: Message,
    /// Tables, sections and pictures so far: each has a name within the page.
    tables: usize,
    sections: usize,
    pictures: usize,
    /// Whether a section is open.
    open: bool,
}

fn write(answer: &dyn Answer, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let document = answer.document();
    let mut page = Page { out, lang: look.lang, title: answer.title(), tables: 0, sections: 0, pictures: 0, open: false };
    page.head(&document)?;
    page.blocks(&document)?;
    page.close_section()?;
    writeln!(page.out, "</main>\n</body>\n</html>")
}

impl Page<'_> {
    fn text(&self, message: &Message) -> String {
        escaped(message.get(self.lang))
    }

    fn word(&self, word: Word) -> String {
        escaped(word.get(self.lang))
    }

    /// Everything above the first section.
    fn head(&mut self, document: &Document) -> io::Result<()> {
        // What the answer is about stands at the top, wherever other formats have it.
        let header = document.blocks.iter().find_map(|block| match block {
            Block::Header(header) => Some(header),
            _ => None,
        });
        let title = self.text(&self.title);
        let about = header.map_or_else(String::new, |header| {
            let plans = header.plans.iter().map(|plan| escaped(plan));
            let parts: Vec<String> = std::iter::once(display_date(header.as_of, self.lang)).chain(plans).collect();
            format!(", {}", parts.join(" · "))
        });
        let lang = match self.lang {
            Lang::Vi => "vi",
            Lang::En => "en",
        };
        writeln!(self.out, "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">")?;
        writeln!(self.out, "<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">")?;
        writeln!(self.out, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")?;
        writeln!(self.out, "<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"generator\" content=\"tiendo\">")?;
        let columns = document.blocks.iter().map(|block| match block {
            Block::Sheet(sheet) => sheet.columns.len(),
            Block::Picture(picture) => picture.values().columns.len(),
            _ => 0,
        });
        let titles = css::titles(columns.max().unwrap_or_default());
        writeln!(self.out, "<title>{title}{about}</title>\n<style>\n{}{titles}</style>\n</head>\n<body>", css::STYLE)?;
        writeln!(self.out, "<a class=\"skip\" href=\"#content\">{}</a>", self.word(Word::SkipToContent))?;
        writeln!(self.out, "<header>\n<h1>{title}</h1>")?;
        if let Some(header) = header {
            self.about(header)?;
        }
        writeln!(self.out, "</header>")?;
        self.contents(document)?;
        writeln!(self.out, "<main id=\"content\" tabindex=\"-1\">")
    }

    fn about(&mut self, header: &Header) -> io::Result<()> {
        for plan in &header.plans {
            writeln!(self.out, "<p class=\"plan\">{}</p>", escaped(plan))?;
        }
        let (day, shown) = (header.as_of, display_date(header.as_of, self.lang));
        write!(
            self.out,
            "<dl class=\"about\"><div><dt>{}</dt><dd><time datetime=\"{day}\">{shown}</time></dd></div>",
            self.word(Word::AsOf)
        )?;
        if let Some(period) = &header.period {
            write!(self.out, "<div><dt>{}</dt><dd>{}</dd></div>", self.word(Word::Period), self.text(period))?;
        }
        writeln!(self.out, "</dl>")?;
        for fact in header.facts() {
            writeln!(self.out, "<p class=\"about\">{}</p>", self.text(&fact))?;
        }
        let left_out = left_out(header).map(|message| self.text(&message));
        for notice in header.notice.as_deref().map(escaped).into_iter().chain(left_out) {
            writeln!(self.out, "<p class=\"notice\"><strong>{}:</strong> {notice}</p>", self.word(Word::Notice))?;
        }
        Ok(())
    }

    /// A list of the sections, where there are several.
    fn contents(&mut self, document: &Document) -> io::Result<()> {
        let headings: Vec<&Message> = document
            .blocks
            .iter()
            .filter_map(|block| match block {
                Block::Heading(heading) | Block::Annex(heading) => Some(heading),
                _ => None,
            })
            .collect();
        if headings.len() < LISTED {
            return Ok(());
        }
        let word = self.word(Word::Contents);
        writeln!(self.out, "<nav aria-label=\"{word}\">\n<ol>")?;
        for (at, heading) in headings.into_iter().enumerate() {
            writeln!(self.out, "<li><a href=\"#s{}\">{}</a></li>", at + 1, self.text(heading))?;
        }
        writeln!(self.out, "</ol>\n</nav>")
    }

    fn blocks(&mut self, document: &Document) -> io::Result<()> {
        let mut drawn = false;
        for block in &document.blocks {
            // Pictures stand side by side where there is room.
            if drawn != matches!(block, Block::Picture(_)) {
                drawn = !drawn;
                writeln!(self.out, "{}", if drawn { "<div class=\"figures\">" } else { "</div>" })?;
            }
            match block {
                Block::Header(_) => {}
                Block::Heading(heading) | Block::Annex(heading) => self.heading(heading)?,
                Block::Line(line) => writeln!(self.out, "<p>{}</p>", self.text(line))?,
                Block::Lines(lines) => {
                    writeln!(self.out, "<ul>")?;
                    for line in lines {
                        writeln!(self.out, "<li>{}</li>", self.text(line))?;
                    }
                    writeln!(self.out, "</ul>")?;
                }
                Block::Sheet(sheet) => table::write(self, sheet)?,
                Block::Picture(picture) => svg::write(self, picture)?,
                Block::Diagnostics(found) => self.findings(found)?,
            }
        }
        if drawn { writeln!(self.out, "</div>") } else { Ok(()) }
    }

    fn heading(&mut self, heading: &Message) -> io::Result<()> {
        self.close_section()?;
        self.sections += 1;
        self.open = true;
        let (id, text) = (self.sections, self.text(heading));
        writeln!(self.out, "<section aria-labelledby=\"s{id}\">\n<h2 id=\"s{id}\">{text}</h2>")
    }

    fn close_section(&mut self) -> io::Result<()> {
        if std::mem::take(&mut self.open) { writeln!(self.out, "</section>") } else { Ok(()) }
    }

    /// Findings as a terminal has them: the message, then the line with the field underlined.
    fn findings(&mut self, found: &[Diagnostic]) -> io::Result<()> {
        writeln!(self.out, "<ul class=\"findings\">")?;
        for diagnostic in found {
            let mut text = Vec::new();
            let look = Look { lang: self.lang, colour: false, width: None };
            finding::write(std::slice::from_ref(diagnostic), look, &mut text)?;
            let text = String::from_utf8_lossy(&text);
            let (message, excerpt) = text.trim_end().split_once('\n').unwrap_or((text.trim_end(), ""));
            let tone = if diagnostic.finding.severity == Severity::Error { "bad" } else { "warn" };
            writeln!(self.out, "<li class=\"{tone}\"><p>{}</p>", escaped(message))?;
            if !excerpt.is_empty() {
                writeln!(self.out, "<pre tabindex=\"0\">{}</pre>", escape::lines(excerpt))?;
            }
            writeln!(self.out, "</li>")?;
        }
        writeln!(self.out, "</ul>")
    }
}

#[cfg(test)]
mod tests;
