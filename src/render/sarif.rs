//! SARIF 2.1.0: what code scanning and editors read.
//!
//! Columns count Unicode code points. A region's text stands beside it only where it may be shown; a fingerprint is
//! that of a baseline, so that a finding stays itself where its row has moved.

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::format::{Format, Look, Medium};
use crate::finding::{Code, Severity};
use crate::read::Located;
use crate::report::{Answer, Checked, Diagnostic};
use crate::text::Lang;

/// The format.
pub(super) const FORMAT: Format = Format { name: "sarif", aliases: &[], machine: true, findings: true, medium: Medium::Text, write };

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// What paths are relative to; whoever reads the file knows where that is.
const ROOT: &str = "%SRCROOT%";
/// Longer texts are no help beside a region.
const SNIPPET: usize = 200;

fn write(answer: &dyn Answer, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let Some(checked) = answer.checked() else { return Ok(()) };
    super::json::write_value(&log(&checked, look.lang), out)
}

fn log(checked: &Checked<'_>, lang: Lang) -> Value {
    let code = |lang: Lang| if lang == Lang::Vi { "vi" } else { "en" };
    let rules: Vec<Value> = checked.counted.iter().map(|counted| rule(counted.code, lang)).collect();
    let index = |code: &Code| checked.counted.iter().position(|counted| counted.code == code);
    let results: Vec<Value> = checked.findings.iter().map(|found| result(checked, found, index(found.finding.code), lang)).collect();
    let mut properties = json!({
        "asOf": checked.as_of.to_string(),
        "verdict": checked.worst.map(|worst| worst.0.key()),
        "now": checked.worst.map(|worst| worst.1.key()),
        "leftOutRows": checked.left_out,
        "summary": checked.summary.get(lang),
        "gate": checked.gate.map(|gate| gate.get(lang)),
        "keptOut": checked.kept_out.iter().map(|message| message.get(lang)).collect::<Vec<_>>(),
    });
    if checked.statistics {
        let counts: Map<String, Value> = checked.counted.iter().map(|counted| (counted.code.id.to_owned(), counted.count.into())).collect();
        properties["statistics"] = Value::Object(counts);
    }
    json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "tiendo",
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "language": code(lang),
                "rules": rules,
            } },
            "language": code(lang),
            "columnKind": "unicodeCodePoints",
            "invocations": [{ "executionSuccessful": checked.understood }],
            "results": results,
            "properties": properties,
        }],
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Off => "none",
    }
}

fn rule(code: &Code, lang: Lang) -> Value {
    let (summary, explanation) = (code.summary(), code.explanation());
    json!({
        "id": code.id,
        "name": code.name,
        "shortDescription": { "text": summary.get(lang) },
        "fullDescription": { "text": explanation.get(lang) },
        "help": { "text": explanation.get(lang) },
        "defaultConfiguration": { "level": level(code.severity) },
        "properties": { "tags": [code.family().key()] },
    })
}

fn result(checked: &Checked<'_>, found: &Diagnostic, index: Option<usize>, lang: Lang) -> Value {
    let finding = &found.finding;
    let help = finding.help.as_ref().map_or_else(String::new, |help| format!("\n{}", help.get(lang)));
    let level = if found.fails { "error" } else { level(finding.severity) };
    let mut result = json!({
        "ruleId": finding.code.id,
        "ruleIndex": index,
        "level": level,
        "message": { "text": format!("{}{help}", finding.message.get(lang)) },
    });
    if let Some(at) = &found.located {
        let snippet = found.marked.as_deref().filter(|text| text.chars().nth(SNIPPET).is_none());
        let mut place = physical(checked, at);
        if !found.is_whole() {
            place["region"] = region(at, snippet);
        }
        result["locations"] = json!([{ "physicalLocation": place }]);
    }
    if let Some(also) = &found.also {
        let message = json!({ "text": also.message.get(lang) });
        let mut place = physical(checked, &also.located);
        place["region"] = region(&also.located, None);
        result["relatedLocations"] = json!([{ "id": 1, "physicalLocation": place, "message": message }]);
    }
    if let Some((fix, first)) = found.fix.as_ref().and_then(|fix| Some((fix, fix.replaced.first()?))) {
        let replacements: Vec<Value> = fix
            .replaced
            .iter()
            .map(|(at, text)| json!({ "deletedRegion": region(at, None), "insertedContent": { "text": text } }))
            .collect();
        let mut change = physical(checked, &first.0);
        change["replacements"] = replacements.into();
        let what = finding.help.as_ref().unwrap_or(&finding.message).get(lang);
        result["fixes"] = json!([{ "description": { "text": what }, "artifactChanges": [change] }]);
    }
    if found.is_about_data() {
        result["partialFingerprints"] = json!({ "tiendo/v1": checked.fingerprint(found) });
        if checked.ratcheted {
            result["baselineState"] = "new".into();
        }
    }
    result
}

fn physical(checked: &Checked<'_>, at: &Located) -> Value {
    json!({ "artifactLocation": { "uri": uri(&checked.path(&at.path)), "uriBaseId": ROOT } })
}

fn region(at: &Located, snippet: Option<&str>) -> Value {
    let mut region = json!({ "startLine": at.line, "startColumn": at.column, "endLine": at.end_line, "endColumn": at.end_column });
    if let Some(text) = snippet {
        region["snippet"] = json!({ "text": text });
    }
    region
}

/// A relative path as a URI: what is not plain is percent-encoded, byte by byte.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push('%');
            uri.extend([byte >> 4, byte & 15].map(|half| char::from(b"0123456789ABCDEF"[usize::from(half)])));
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn paths_are_encoded() {
        assert_eq!(uri("logs/visits/2014.csv"), "logs/visits/2014.csv");
        assert_eq!(uri("a b/Xã%#?.csv"), "a%20b/X%C3%A3%25%23%3F.csv");
        // No scheme can be read out of it.
        assert_eq!(uri("c:x.csv"), "c%3Ax.csv");
    }
}
