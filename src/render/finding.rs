//! Findings as a good compiler shows them: place and message on our own first line, the offending line
//! with the field underlined below, then what to do.

use std::borrow::Cow;
use std::io::{self, Write};
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::Look;
use super::style::{Tone, painted, toned};
use crate::finding::Severity;
use crate::report::{Diagnostic, Excerpt};
use crate::text::{Word, printable};

/// Writes findings, an empty line between them.
pub(super) fn write(found: &[Diagnostic], look: Look, out: &mut dyn Write) -> io::Result<()> {
    for (at, diagnostic) in found.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        write_one(diagnostic, look, out)?;
    }
    Ok(())
}

fn write_one(found: &Diagnostic, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let place = match &found.located {
        Some((path, line, column)) => format!("{}:{line}:{column}: ", printable(path)),
        None => String::new(),
    };
    let tone = if found.severity == Severity::Error { Tone::Bad } else { Tone::Warn };
    let label = toned(&format!("{}[{}]", found.severity, found.code), Some(tone));
    let message = printable(found.message.get(look.lang));
    writeln!(out, "{}", painted(&format!("{}{label}: {message}", toned(&place, Some(Tone::Strong))), look.colour))?;

    let level = if found.severity == Severity::Error { Level::ERROR } else { Level::WARNING };
    let help = found.help.as_ref().map(|help| printable(help.get(look.lang)));
    let Some(excerpt) = &found.excerpt else {
        return match help {
            Some(help) => writeln!(out, "  = {}: {help}", Word::Help.get(look.lang)),
            None => Ok(()),
        };
    };
    let (text, marked) = harmless(excerpt);
    let snippet = Snippet::source(text).line_start(excerpt.line).annotation(AnnotationKind::Primary.span(marked));
    let mut group = Group::with_level(level).element(snippet);
    if let Some((other, message)) = &found.also {
        let (text, marked) = harmless(other);
        let label = printable(message.get(look.lang)).into_owned();
        let annotation = AnnotationKind::Context.span(marked).label(label);
        group =
            group.element(Snippet::source(text).path(printable(&other.path).into_owned()).line_start(other.line).annotation(annotation));
    }
    if let Some(help) = help {
        group = group.element(Level::HELP.with_name(Word::Help.get(look.lang)).message(help));
    }
    let renderer = if look.colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(look.width.unwrap_or(160));
    writeln!(out, "{}", renderer.render(&[group]).trim_end())
}

/// The line without characters that a terminal obeys and the snippet renderer lets through.
fn harmless(excerpt: &Excerpt) -> (Cow<'_, str>, Range<usize>) {
    let hostile = |c: char| {
        ('\u{80}'..='\u{9f}').contains(&c)
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
    };
    if !excerpt.text.contains(hostile) {
        return (Cow::Borrowed(&excerpt.text), excerpt.marked.clone());
    }
    let replaced = |text: &str| text.chars().map(|c| if hostile(c) { '\u{fffd}' } else { c }).collect::<String>();
    let part = |range: Range<usize>| replaced(excerpt.text.get(range).unwrap_or_default());
    let (before, marked, after) =
        (part(0..excerpt.marked.start), part(excerpt.marked.clone()), part(excerpt.marked.end..excerpt.text.len()));
    let range = before.len()..before.len() + marked.len();
    (Cow::Owned(format!("{before}{marked}{after}")), range)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Family;
    use crate::text::{Lang, Message};

    fn finding() -> Diagnostic {
        Diagnostic {
            code: "V001",
            family: Family::Values,
            severity: Severity::Error,
            message: Message::new("ngày sai", "not a date"),
            help: Some(Message::new("viết `2014-12-31`", "write `2014-12-31`")),
            located: Some(("logs/visits/2014.csv".to_owned(), 12, 4)),
            excerpt: Some(Excerpt {
                path: "logs/visits/2014.csv".to_owned(),
                line: 12,
                text: "v7,31/12/2014,Xã".to_owned(),
                marked: 3..13,
            }),
            also: None,
        }
    }

    fn check(found: &Diagnostic, lang: Lang, expected: &str) {
        let mut out = Vec::new();
        write(std::slice::from_ref(found), Look { lang, colour: false, width: None }, &mut out).expect("a buffer takes everything");
        assert_eq!(String::from_utf8(out).expect("text"), expected);
    }

    #[test]
    fn the_field_is_underlined() {
        check(
            &finding(),
            Lang::Vi,
            "logs/visits/2014.csv:12:4: error[V001]: ngày sai\n   |\n12 | v7,31/12/2014,Xã\n   |    ^^^^^^^^^^\n   |\n   = gợi ý: viết `2014-12-31`\n",
        );
    }

    #[test]
    fn without_an_excerpt_the_help_stays() {
        let found = Diagnostic { excerpt: None, located: None, ..finding() };
        check(&found, Lang::En, "error[V001]: not a date\n  = help: write `2014-12-31`\n");
    }

    #[test]
    fn terminals_are_told_nothing() {
        let excerpt = Excerpt { path: "a".to_owned(), line: 1, text: "a\u{9b}31m,b".to_owned(), marked: 7..8 };
        let (text, marked) = harmless(&excerpt);
        assert!(!text.contains('\u{9b}'));
        assert_eq!(&text[marked], "b");
    }
}
