//! Annotations of GitHub Actions: one workflow command for each finding, read from the log of a step.
//!
//! GitHub shows the first ten errors and the first ten warnings of a step, so the worst come first; all of them
//! stay in the log. A path is found there as seen from the repository's root.

use std::io::{self, Write};

use super::format::{Format, Look, Medium};
use crate::finding::Severity;
use crate::report::{Answer, Checked, Diagnostic};
use crate::text::{Lang, printable};

/// The format.
pub(super) const FORMAT: Format = Format { name: "github", aliases: &[], machine: true, findings: true, medium: Medium::Text, write };

fn write(answer: &dyn Answer, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let Some(checked) = answer.checked() else { return Ok(()) };
    // What is wrong with a file comes before what is wrong with its rows: it may be their cause.
    let mut findings: Vec<&Diagnostic> = checked.findings.iter().collect();
    findings.sort_by_key(|found| (level(found), found.finding.code.family()));
    // Of the whole, what fails comes before the findings: there are only ten.
    if let Some(gate) = checked.gate {
        command("error", &[("title", "tiendo".to_owned())], gate.get(look.lang), out)?;
    }
    for found in findings {
        annotation(&checked, found, look.lang, out)?;
    }
    let mut summary: Vec<String> = checked.kept_out.iter().map(|message| message.get(look.lang).to_owned()).collect();
    if checked.statistics {
        summary.extend(checked.counted.iter().map(|counted| format!("{} {}: {}", counted.code.id, counted.code.name, counted.count)));
    }
    summary.push(checked.summary.get(look.lang).to_owned());
    command("notice", &[("title", "tiendo".to_owned())], &summary.join("\n"), out)
}

fn level(found: &Diagnostic) -> &'static str {
    // In this order of letters, too, an error comes before a warning.
    if found.fails || found.finding.severity == Severity::Error { "error" } else { "warning" }
}

fn annotation(checked: &Checked<'_>, found: &Diagnostic, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let finding = &found.finding;
    let mut properties = Vec::new();
    if let Some(at) = &found.located {
        properties.push(("file", checked.path(&at.path)));
    }
    if let Some(at) = found.located.as_ref().filter(|_| !found.is_whole()) {
        properties.push(("line", at.line.to_string()));
        // Columns are for one line only.
        if at.end_line > at.line {
            properties.push(("endLine", at.end_line.to_string()));
        } else {
            properties.push(("col", at.column.to_string()));
            if at.end_column > at.column {
                properties.push(("endColumn", at.end_column.to_string()));
            }
        }
    }
    properties.push(("title", format!("{} {}", finding.code.id, finding.code.name)));
    let help = finding.help.as_ref().map_or_else(String::new, |help| format!("\n{}", help.get(lang)));
    command(level(found), &properties, &format!("{}{help}", finding.message.get(lang)), out)
}

fn command(name: &str, properties: &[(&str, String)], message: &str, out: &mut dyn Write) -> io::Result<()> {
    let properties: Vec<String> = properties.iter().map(|(key, value)| format!("{key}={}", property(value))).collect();
    let lines: Vec<_> = message.split('\n').map(printable).collect();
    writeln!(out, "::{name} {}::{}", properties.join(","), data(&lines.join("\n")))
}

/// What a message must not hold as it is.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// What a property must not hold as it is.
fn property(text: &str) -> String {
    data(&printable(text)).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_a_command_early() {
        let mut out = Vec::new();
        let properties = [("file", "a,b:c%.csv".to_owned())];
        command("error", &properties, "100 %\n::error::x\u{1b}", &mut out).expect("a buffer takes everything");
        let text = String::from_utf8(out).expect("text");
        assert_eq!(text, "::error file=a%2Cb%3Ac%25.csv::100 %25%0A::error::x\\u{1b}\n");
    }
}
