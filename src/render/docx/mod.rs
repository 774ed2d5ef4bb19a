//! Documents of a word processor, as an office sends them.
//!
//! In Vietnamese the layout is that of official documents, annex I of Decree 30/2020/NĐ-CP: A4, Times New Roman, the state's name
//! and motto beside the issuing body, number and place below them, the kind of document and what it is about, numbered parts,
//! whom it goes to beside the signature; page numbers at the top from the second page on. In English it is a plain official
//! report. Bars are shaded in their cells; nothing is a picture. The same answer gives the same bytes.

mod frame;
mod package;
mod table;
mod xml;

use std::io::{self, Write};

use super::cell::{about, left_out};
use super::format::{Format, Look, Medium};
use crate::report::{Answer, Block, Diagnostic};
use crate::text::{Lang, Word};
use xml::{Para, Xml};

/// The format.
pub(super) const FORMAT: Format = Format { name: "docx", aliases: &[], machine: false, findings: false, medium: Medium::Document, write };

fn write(answer: &dyn Answer, look: Look, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(&package::package(&body(answer, look.lang), answer.title().get(look.lang))?)
}

/// What stands in the document.
fn body(answer: &dyn Answer, lang: Lang) -> String {
    let mut xml = Xml::default();
    let frame = answer.frame();
    match &frame {
        Some(frame) => frame::head(&mut xml, frame, lang),
        None => Para::HEADING.write(&mut xml, answer.title().get(lang)),
    }
    for block in &answer.document().blocks {
        match block {
            Block::Header(header) => {
                Para::NOTE.write(&mut xml, &about(header, lang));
                if let Some(said) = left_out(header) {
                    Para::NOTE.write(&mut xml, said.get(lang));
                }
            }
            Block::Heading(heading) => Para::HEADING.write(&mut xml, heading.get(lang)),
            Block::Annex(heading) => {
                // The annex comes behind the signature.
                if let Some(frame) = &frame {
                    frame::foot(&mut xml, frame, lang);
                }
                Para::ANNEX.write(&mut xml, heading.get(lang));
            }
            Block::Line(line) => Para::BODY.write(&mut xml, line.get(lang)),
            Block::Lines(lines) => lines.iter().for_each(|line| Para::BODY.write(&mut xml, &format!("- {}", line.get(lang)))),
            Block::Sheet(sheet) => table::write(&mut xml, sheet, lang),
            Block::Picture(picture) => {
                table::write(&mut xml, &table::with_bars(picture.values()), lang);
                Para::NOTE.write(&mut xml, picture.summary.get(lang));
            }
            Block::Diagnostics(found) => found.iter().for_each(|found| diagnostic(&mut xml, found, lang)),
        }
    }
    let annexed = answer.document().blocks.iter().any(|block| matches!(block, Block::Annex(_)));
    if let Some(frame) = frame.filter(|_| !annexed) {
        frame::foot(&mut xml, &frame, lang);
    }
    xml.text
}

fn diagnostic(xml: &mut Xml, found: &Diagnostic, lang: Lang) {
    let place = found.located.as_ref().map_or_else(String::new, |at| format!("{}:{}: ", at.path, at.line));
    let (severity, code) = (found.finding.severity, found.finding.code.id);
    Para::BODY.write(xml, &format!("- {place}{severity}[{code}]: {}", found.finding.message.get(lang)));
    if let Some(help) = &found.finding.help {
        Para::NOTE.write(xml, &format!("{}: {}", Word::Help.get(lang), help.get(lang)));
    }
}
