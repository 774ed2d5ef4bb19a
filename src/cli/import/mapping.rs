//! Which heading is which column, kept for the next time: `imports/NAME.toml`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use anyhow::Context;
use serde::Deserialize;

use super::super::{Stop, output};
use crate::edit::Mapping;
use crate::model::Table;
use crate::say;
use crate::text::{Message, echo};

/// What such a file says.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(super) struct Saved {
    /// The table it is for; told to people.
    #[serde(default)]
    #[allow(dead_code, reason = "for whoever reads the file")]
    table: Option<String>,
    /// By a column's name its heading.
    #[serde(default)]
    pub(super) columns: Mapping,
    /// By a column's name what stands in it where the sheet has nothing.
    #[serde(default)]
    pub(super) values: BTreeMap<String, String>,
}

const FOLDER: &str = "imports";

/// The name of a file of its own in the folder.
fn file(name: &str) -> Result<String, Message> {
    let fits = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
    let shown = echo(name);
    if fits {
        Ok(format!("{FOLDER}/{name}.toml"))
    } else {
        Err(say!(vi: "`{shown}`: tên chỉ gồm chữ, số, `-` và `_`", en: "`{shown}`: a name is letters, digits, `-` and `_`"))
    }
}

/// Reads a mapping of the workspace.
pub(super) fn read(root: &Path, name: &str) -> Result<Saved, Stop> {
    let path = file(name)?;
    let bytes = output::read(&root.join(&path))
        .with_context(|| say!(vi: "--mapping: không đọc được `{path}`", en: "--mapping: `{path}` cannot be read"))?;
    let text = String::from_utf8_lossy(&bytes);
    toml::from_str(&text).map_err(|fault| {
        let fault = fault.message().to_owned();
        say!(vi: "`{path}` không hiểu được: {fault}", en: "`{path}` cannot be understood: {fault}").into()
    })
}

/// Writes one.
pub(super) fn write(
    root: &Path,
    name: &str,
    asked: &str,
    columns: &Mapping,
    table: &Table,
    set: &BTreeMap<usize, String>,
) -> Result<(), Stop> {
    let path = file(name)?;
    // What JSON writes as a text TOML reads as one.
    let text = |text: &str| serde_json::Value::from(text).to_string();
    let mut file = format!("table = {}\n\n[columns]\n", text(asked));
    for column in &table.columns {
        if let Some(heading) = columns.get(&column.name) {
            let _ = writeln!(file, "{} = {}", text(&column.name), text(heading));
        }
    }
    if !set.is_empty() {
        file.push_str("\n[values]\n");
        for (at, value) in set {
            let _ = writeln!(file, "{} = {}", text(&table.columns[*at].name), text(value));
        }
    }
    let written = || -> anyhow::Result<()> {
        output::folder(root, FOLDER)?;
        Ok(output::write(&root.join(&path), |out| out.write_all(file.as_bytes()))?)
    };
    Ok(written().with_context(|| super::super::cannot_write(path.as_ref()))?)
}
