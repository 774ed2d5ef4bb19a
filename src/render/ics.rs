//! iCalendar (RFC 5545): days in an office's calendar. Lines end in CRLF and are folded; nothing hangs on the clock.

use std::io::{self, Write};

use super::format::{Format, Look, Medium};
use crate::report::Answer;
use crate::text::printable;

/// The format.
pub(super) const FORMAT: Format = Format { name: "ics", aliases: &[], machine: true, findings: false, medium: Medium::Text, write };

/// Bytes that a line has at most, its end left aside.
const LONGEST: usize = 75;

fn write(answer: &dyn Answer, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let lang = look.lang;
    let Some((as_of, events)) = answer.events() else { return Ok(()) };
    let compact = |day: crate::calendar::Date| day.strftime("%Y%m%d").to_string();
    let stamp = format!("DTSTAMP:{}T000000Z", compact(as_of));
    for line in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//tiendo//tiendo//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"] {
        put(line, out)?;
    }
    put(&format!("X-WR-CALNAME:{}", escaped(answer.title().get(lang))), out)?;
    for event in events {
        put("BEGIN:VEVENT", out)?;
        put(&format!("UID:{}", escaped(&event.id)), out)?;
        put(&stamp, out)?;
        put(&format!("DTSTART;VALUE=DATE:{}", compact(event.day)), out)?;
        put(&format!("SUMMARY:{}", escaped(event.summary.get(lang))), out)?;
        put(&format!("DESCRIPTION:{}", escaped(event.description.get(lang))), out)?;
        put(&format!("CATEGORIES:{}", escaped(event.category.get(lang))), out)?;
        put("TRANSP:TRANSPARENT", out)?;
        put("END:VEVENT", out)?;
    }
    put("END:VCALENDAR", out)
}

/// A text as a value.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for c in printable(text).chars() {
        match c {
            '\\' | ';' | ',' => escaped.extend(['\\', c]),
            '\n' => escaped.push_str("\\n"),
            c => escaped.push(c),
        }
    }
    escaped
}

/// Writes a line, folded between characters: what follows begins with a space.
fn put(line: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut rest = line;
    let mut room = LONGEST;
    while rest.len() > room {
        let at = (0..=room).rev().find(|at| rest.is_char_boundary(*at)).unwrap_or(room);
        write!(out, "{}\r\n ", &rest[..at])?;
        (rest, room) = (&rest[at..], LONGEST - 1);
    }
    write!(out, "{rest}\r\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: &str) {
        let mut out = Vec::new();
        put(line, &mut out).expect("written");
        assert_eq!(String::from_utf8(out).expect("text"), expected);
    }

    #[test]
    fn lines_are_folded_between_characters() {
        check("END:VEVENT", "END:VEVENT\r\n");
        check(&"a".repeat(75), &format!("{}\r\n", "a".repeat(75)));
        check(&"a".repeat(150), &format!("{}\r\n {}\r\n {}\r\n", "a".repeat(75), "a".repeat(74), "a"));
        // 25 characters of three bytes fill a line; the next begins with a space.
        check(&"ế".repeat(50), &format!("{}\r\n {}\r\n {}\r\n", "ế".repeat(25), "ế".repeat(24), "ế"));
    }

    #[test]
    fn texts_are_escaped() {
        assert_eq!(escaped("a,b;c\\d"), "a\\,b\\;c\\\\d");
    }
}
