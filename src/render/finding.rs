//! Findings as a good compiler shows them: place and message on our own first line, the offending line
//! with the field underlined below, then what to do.

use std::borrow::Cow;
use std::io::{self, Write};
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::format::Look;
use super::style::{Tone, painted, toned};
use crate::check::{target_behind, target_missed};
use crate::finding::Severity;
use crate::report::severity_word;
use crate::report::{Diagnostic, Excerpt};
use crate::text::{Word, is_hostile, printable};

/// How wide a line is where no terminal says so.
const UNBOUNDED: usize = 160;
/// What an excerpt takes however narrow the terminal is.
const NARROWEST: usize = 20;
/// How wide the renderer writes a tab.
const TAB: usize = 4;

/// Whether a finding is told in one line: how the plan stands; the plan's own text explains nothing about it.
fn is_a_line(found: &Diagnostic) -> bool {
    [target_missed::CODE.id, target_behind::CODE.id].contains(&found.finding.code.id)
}

/// Writes findings, an empty line between them where they have more than one.
pub(super) fn write(found: &[Diagnostic], look: Look, out: &mut dyn Write) -> io::Result<()> {
    for (at, diagnostic) in found.iter().enumerate() {
        if at > 0 && !(is_a_line(diagnostic) && is_a_line(&found[at - 1])) {
            writeln!(out)?;
        }
        write_one(diagnostic, look, out)?;
    }
    Ok(())
}

fn write_one(found: &Diagnostic, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let finding = &found.finding;
    let place = match &found.located {
        Some(at) => format!("{}:{}:{}: ", printable(&at.path), at.line, at.column),
        None => String::new(),
    };
    let (tone, level) = match finding.severity {
        Severity::Error => (Tone::Bad, Level::ERROR),
        _ => (Tone::Warn, Level::WARNING),
    };
    let label = toned(&format!("{}[{}]", severity_word(finding.severity).get(look.lang), finding.code.id), Some(tone));
    let message = printable(finding.message.get(look.lang));
    writeln!(out, "{}", painted(&format!("{}{label}: {message}", toned(&place, Some(Tone::Strong))), look.colour))?;

    if is_a_line(found) {
        return Ok(());
    }
    let help = finding.help.as_ref().map(|help| printable(help.get(look.lang)));
    let (Some(excerpt), Some(at)) = (&found.excerpt, &found.located) else {
        return match help {
            Some(help) => writeln!(out, "  = {}: {help}", Word::Help.get(look.lang)),
            None => Ok(()),
        };
    };
    let width = look.width.unwrap_or(UNBOUNDED);
    let other = found.also.as_ref().and_then(|also| Some((also, also.excerpt.as_ref()?)));
    let last = at.line.max(other.map_or(0, |(also, _)| also.located.line));
    // The numbers of lines and the bar beside them.
    let room = width.saturating_sub(last.to_string().len() + 3);

    let (text, marked) = fitted(harmless(excerpt), room);
    let snippet = Snippet::source(text).line_start(at.line).annotation(AnnotationKind::Primary.span(marked));
    let mut group = Group::with_level(level).element(snippet);
    if let Some((also, excerpt)) = other {
        let label = printable(also.message.get(look.lang)).into_owned();
        let (text, marked) = fitted(harmless(excerpt), room.saturating_sub(label.width() + 1));
        let annotation = AnnotationKind::Context.span(marked).label(label);
        let path = printable(&also.located.path).into_owned();
        group = group.element(Snippet::source(text).path(path).line_start(also.located.line).annotation(annotation));
    }
    if let Some(help) = help {
        group = group.element(Level::HELP.with_name(Word::Help.get(look.lang)).message(help));
    }
    let renderer = if look.colour { Renderer::styled() } else { Renderer::plain() };
    // Lines fit already, and are cut where a field begins, not where the renderer's own margin falls.
    writeln!(out, "{}", renderer.term_width(usize::from(u16::MAX)).render(&[group]).trim_end())
}

/// As much of a long line as there is room for, around what is marked.
fn fitted((text, marked): (Cow<'_, str>, Range<usize>), room: usize) -> (Cow<'_, str>, Range<usize>) {
    // As the renderer writes it.
    let wide = |c: char| if c == '\t' { TAB } else { c.width().unwrap_or(1) };
    if text.chars().map(wide).sum::<usize>() <= room {
        return (text, marked);
    }
    let room = room.max(NARROWEST) - 2;
    // How many bytes from the start of a text have room; a letter keeps its marks.
    let fits = |part: &str, room: usize| {
        let mut used = 0;
        let over = part.char_indices().find(|(_, c)| {
            used += wide(*c);
            used > room
        });
        over.map_or(part.len(), |(at, _)| at)
    };
    let width = |part: &str| part.chars().map(wide).sum::<usize>();
    let (before, rest) = text.split_at(marked.start);
    let (meant, after) = rest.split_at(marked.end - marked.start);
    let meant_shown = &meant[..fits(meant, room)];
    let spare = room - width(meant_shown);
    let wanted_after = if meant_shown.len() < meant.len() { 0 } else { width(after) };
    let to_the_left = spare - (spare / 2).min(wanted_after);
    // From the back: so much as leaves at least its half to the other side.
    let cut = width(before).saturating_sub(to_the_left);
    let mut from = fits(before, cut);
    if width(&before[..from]) < cut {
        from += before[from..].chars().next().map_or(0, char::len_utf8);
    }
    from += before[from..].chars().take_while(|c| cut > 0 && wide(*c) == 0).map(char::len_utf8).sum::<usize>();
    let after_shown = if wanted_after == 0 { "" } else { &after[..fits(after, spare - width(&before[from..]))] };
    let (left, right) = (if from > 0 { "…" } else { "" }, if meant_shown.len() + after_shown.len() < rest.len() { "…" } else { "" });
    let start = left.len() + before.len() - from;
    (Cow::Owned(format!("{left}{}{meant_shown}{after_shown}{right}", &before[from..])), start..start + meant_shown.len())
}

/// The line without characters that a terminal obeys or nobody sees: each is one sign of its own, as wide as it is marked.
fn harmless(excerpt: &Excerpt) -> (Cow<'_, str>, Range<usize>) {
    // The renderer gives a tab its width; lines end where the excerpt does.
    let hostile = |c: char| is_hostile(c) && !matches!(c, '\t' | '\n' | '\r');
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
    use crate::check::bad_date;
    use crate::finding::Finding;
    use crate::read::Located;
    use crate::text::{Lang, Message};

    fn finding() -> Diagnostic {
        let finding = Finding::new(&bad_date::CODE, None, Message::new("ngày sai", "not a date"));
        Diagnostic {
            fix: None,
            finding: finding.help(Message::new("viết `2014-12-31`", "write `2014-12-31`")),
            fails: true,
            located: Some(Located { path: "logs/visits/2014.csv".into(), line: 12, column: 4, end_line: 12, end_column: 14 }),
            marked: None,
            excerpt: Some(Excerpt { text: "v7,31/12/2014,Xã".to_owned(), marked: 3..13 }),
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
            "logs/visits/2014.csv:12:4: lỗi[V001]: ngày sai\n   |\n12 | v7,31/12/2014,Xã\n   |    ^^^^^^^^^^\n   |\n   = gợi ý: viết `2014-12-31`\n",
        );
    }

    #[test]
    fn without_an_excerpt_the_help_stays() {
        let found = Diagnostic { excerpt: None, located: None, ..finding() };
        check(&found, Lang::En, "error[V001]: not a date\n  = help: write `2014-12-31`\n");
    }

    #[test]
    fn terminals_are_told_nothing() {
        let excerpt = Excerpt { text: "a\u{9b}31m,b".to_owned(), marked: 7..8 };
        let (text, marked) = harmless(&excerpt);
        assert!(!text.contains('\u{9b}'));
        assert_eq!(&text[marked], "b");
    }

    #[test]
    fn whatever_messages_escape_is_not_in_the_excerpt() {
        let every = ('\0'..=char::MAX).filter(|c| is_hostile(*c) && !matches!(c, '\t' | '\n' | '\r'));
        for c in every {
            let found = Diagnostic { excerpt: Some(Excerpt { text: format!("v7,06{c}349,x"), marked: 3..8 + c.len_utf8() }), ..finding() };
            let mut out = Vec::new();
            write(std::slice::from_ref(&found), Look { lang: Lang::En, colour: false, width: None }, &mut out).expect("written");
            let shown = String::from_utf8(out).expect("text");
            assert!(!shown.contains(c) || c == '\n', "{c:?}: {shown:?}");
            assert!(shown.contains("v7,06\u{fffd}349,x\n   |    ^^^^^^\n"), "{c:?}: {shown}");
        }
    }

    /// Cuts a line to a width: the marked part stands in brackets.
    #[track_caller]
    fn fit(line: &str, room: usize, expected: &str) {
        let start = line.find('[').expect("a mark");
        let end = line.find(']').expect("its end") - 1;
        let text = line.replace(['[', ']'], "");
        let (shown, marked) = fitted((Cow::Borrowed(&text), start..end), room);
        assert!(shown.width() <= room, "{} columns: {shown}", shown.width());
        assert_eq!(format!("{}[{}]{}", &shown[..marked.start], &shown[marked.clone()], &shown[marked.end..]), expected);
    }

    #[test]
    fn long_lines_are_cut_around_the_field() {
        fit("a,[b],c", 20, "a,[b],c");
        fit("0123456789,[field],0123456789,more", 22, "…3456789,[field],012345…");
        fit("[field],0123456789,0123456789", 20, "[field],0123456789,0…");
        fit("0123456789,0123456789,[field]", 20, "…9,0123456789,[field]");
        fit("a,[0123456789012345678901234567890],b", 20, "…[012345678901234567]…");
    }

    #[test]
    fn a_letter_keeps_its_marks() {
        let decomposed = "e\u{302}\u{301}".repeat(30);
        fit(&format!("{decomposed},[x]"), 20, &format!("…{},[x]", "e\u{302}\u{301}".repeat(16)));
        fit(&format!("[x],{decomposed}"), 20, &format!("[x],{}…", "e\u{302}\u{301}".repeat(16)));
    }
}
