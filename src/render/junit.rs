//! `JUnit` XML, as build servers show test results.
//!
//! A suite is a file, a test a rule that found something there: servers fold by suite and name each failure by its
//! first line, so that a file with a thousand faults of one kind is one red line to open, not a thousand. What does
//! not fail passes, with its findings as output. The last suite is the plan: it fails where the gate does.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::format::{Format, Look, Medium};
use crate::finding::{Code, Family};
use crate::report::{Answer, Checked, Diagnostic};
use crate::text::{Lang, printable};

/// The format.
pub(super) const FORMAT: Format = Format { name: "junit", aliases: &[], machine: true, findings: true, medium: Medium::Text, write };

/// A test: what one rule found in one file.
struct Test<'a> {
    code: &'static Code,
    found: Vec<&'a Diagnostic>,
}

impl Test<'_> {
    fn fails(&self) -> bool {
        self.found.iter().any(|found| found.fails)
    }
}

fn write(answer: &dyn Answer, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let Some(checked) = answer.checked() else { return Ok(()) };
    let mut suites: BTreeMap<&str, BTreeMap<(Family, &str), Test<'_>>> = BTreeMap::new();
    for found in checked.findings {
        let code = found.finding.code;
        let suite = suites.entry(found.located.as_ref().map_or("", |at| &*at.path)).or_default();
        suite.entry((code.family(), code.id)).or_insert_with(|| Test { code, found: Vec::new() }).found.push(found);
    }
    let tests: usize = suites.values().map(BTreeMap::len).sum();
    let failures = suites.values().flat_map(BTreeMap::values).filter(|test| test.fails()).count();
    let (gate, skipped) = (usize::from(checked.gate.is_some()), usize::from(!checked.understood));
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(out, "<testsuites name=\"tiendo\" tests=\"{}\" failures=\"{}\" errors=\"0\">", tests + 1, failures + gate)?;
    for (path, tests) in &suites {
        let path = if path.is_empty() { "tiendo.toml".to_owned() } else { checked.path(path) };
        let failures = tests.values().filter(|test| test.fails()).count();
        let (count, path) = (tests.len(), escaped(&path));
        writeln!(out, "  <testsuite name=\"{path}\" tests=\"{count}\" failures=\"{failures}\" errors=\"0\" skipped=\"0\">")?;
        for test in tests.values() {
            write_test(&checked, test, &path, look.lang, out)?;
        }
        writeln!(out, "  </testsuite>")?;
    }
    writeln!(out, "  <testsuite name=\"tiendo\" tests=\"1\" failures=\"{gate}\" errors=\"0\" skipped=\"{skipped}\">")?;
    if checked.statistics {
        writeln!(out, "    <properties>")?;
        for counted in &checked.counted {
            writeln!(out, "      <property name=\"{}\" value=\"{}\"/>", counted.code.id, counted.count)?;
        }
        writeln!(out, "    </properties>")?;
    }
    write_plan(&checked, look.lang, out)?;
    writeln!(out, "  </testsuite>\n</testsuites>")
}

fn write_test(checked: &Checked<'_>, test: &Test<'_>, path: &str, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let name = format!("{} {}", test.code.id, test.code.name);
    let first = test.found.first().and_then(|found| found.located.as_ref()).map_or(1, |at| at.line);
    writeln!(out, "    <testcase name=\"{name}\" classname=\"{path}\" file=\"{path}\" line=\"{first}\">")?;
    let lines: Vec<String> = test.found.iter().map(|found| told(checked, found, lang)).collect();
    let body = escaped(&lines.join("\n"));
    if test.fails() {
        let message = test.found.first().map_or("", |found| found.finding.message.get(lang));
        let others = if lines.len() > 1 { format!(" (× {})", lines.len()) } else { String::new() };
        writeln!(out, "      <failure message=\"{}\" type=\"{}\">{body}</failure>", escaped(&format!("{message}{others}")), test.code.id)?;
    } else {
        writeln!(out, "      <system-out>{body}</system-out>")?;
    }
    writeln!(out, "    </testcase>")
}

fn write_plan(checked: &Checked<'_>, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let mut lines: Vec<&str> = checked.kept_out.iter().map(|message| message.get(lang)).collect();
    let summary = checked.summary.get(lang);
    lines.push(summary);
    writeln!(out, "    <testcase name=\"plan\" classname=\"tiendo\">")?;
    if let Some(gate) = checked.gate {
        let body = escaped(&lines.join("\n"));
        writeln!(out, "      <failure message=\"{}\" type=\"gate\">{body}</failure>", escaped(gate.get(lang)))?;
    } else if checked.understood {
        writeln!(out, "      <system-out>{}</system-out>", escaped(&lines.join("\n")))?;
    } else {
        writeln!(out, "      <skipped message=\"{}\"/>", escaped(summary))?;
    }
    writeln!(out, "    </testcase>")
}

/// A finding as the first line of a terminal has it, with its help.
fn told(checked: &Checked<'_>, found: &Diagnostic, lang: Lang) -> String {
    let finding = &found.finding;
    let place = found.located.as_ref().map_or_else(String::new, |at| format!("{}:{}:{}: ", checked.path(&at.path), at.line, at.column));
    let help = finding.help.as_ref().map_or_else(String::new, |help| format!(" ({})", help.get(lang)));
    format!("{place}{}[{}]: {}{help}", finding.severity, finding.code.id, finding.message.get(lang))
}

/// Text as XML holds it, in an element or an attribute. What XML 1.0 cannot hold at all is written out or gone.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            escaped.push('\n');
        }
        for c in printable(line).chars() {
            match c {
                '&' => escaped.push_str("&amp;"),
                '<' => escaped.push_str("&lt;"),
                '>' => escaped.push_str("&gt;"),
                '"' => escaped.push_str("&quot;"),
                '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
                c => escaped.push(c),
            }
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn nothing_is_markup() {
        assert_eq!(escaped("<a b=\"c\">&\n]]>"), "&lt;a b=&quot;c&quot;&gt;&amp;\n]]&gt;");
        assert_eq!(escaped("\u{0}\u{1b}[31m\u{ffff}"), "\\u{0}\\u{1b}[31m\u{fffd}");
    }
}
