//! No file of `src` imports a file that imports it back, be it through others: each can be read on its own, from the
//! bottom up. A `pub use` only passes a name on; what it names is followed to the file that defines it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Rooms that still have circles. The list only gets shorter: a room without a circle must be taken out.
const STILL: &[&str] = &["check", "cli", "cover", "decode", "load", "model", "names", "render", "report", "scan"];

/// Files by their module: `report::gaps` for `src/report/gaps/mod.rs`.
type Files = BTreeMap<String, String>;

fn collect(folder: &Path, module: &str, files: &mut Files) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_stem().and_then(|name| name.to_str()).expect("a plain name").to_owned();
        let below = if module.is_empty() { name.clone() } else { format!("{module}::{name}") };
        if path.is_dir() {
            collect(&path, &below, files);
        } else if !["lib", "main"].contains(&name.as_str()) {
            let module = if name == "mod" { module.to_owned() } else { below };
            files.insert(module, code(&fs::read_to_string(&path).expect("a source file")));
        }
    }
}

/// A file without comments and without what only its tests see.
fn code(text: &str) -> String {
    let mut kept = String::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if line.trim() == "#[cfg(test)]" {
            let indent = &line[..line.len() - line.trim_start().len()];
            let opens = lines.by_ref().find(|next| !next.trim_start().starts_with('#'));
            if opens.is_some_and(|next| next.ends_with('{')) {
                let close = format!("{indent}}}");
                lines.by_ref().find(|next| *next == close);
            }
            continue;
        }
        kept.push_str(line.split("//").next().unwrap_or_default());
        kept.push('\n');
    }
    kept
}

fn is_name(char: char) -> bool {
    char.is_alphanumeric() || char == '_'
}

/// The paths that a text begins with: `a::b` and `a::c` of `a::{b, c as d};`.
fn paths(text: &str) -> Vec<Vec<String>> {
    let text = text.trim_start();
    if let Some(inside) = text.strip_prefix('{') {
        let mut depth = 0_usize;
        let mut starts = vec![0];
        for (at, char) in inside.char_indices() {
            match char {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => starts.push(at + 1),
                _ => {}
            }
        }
        return starts.into_iter().flat_map(|start| paths(&inside[start..])).filter(|path| !path.is_empty()).collect();
    }
    let name: String = text.chars().take_while(|char| is_name(*char)).collect();
    if name.is_empty() {
        return vec![Vec::new()];
    }
    match text[name.len()..].strip_prefix("::") {
        None => vec![vec![name]],
        Some(rest) => paths(rest).into_iter().map(|path| [vec![name.clone()], path].concat()).collect(),
    }
}

/// The module a path starts in, and the rest; none where it leads out of the crate.
fn absolute(module: &str, files: &Files, path: &[String]) -> Option<Vec<String>> {
    let mut base: Vec<String> = module.split("::").map(str::to_owned).collect();
    let mut rest = path;
    match path.first()?.as_str() {
        "crate" => {
            base.clear();
            rest = &path[1..];
        }
        "self" => rest = &path[1..],
        "super" => {
            while rest.first().is_some_and(|name| name == "super") {
                base.pop();
                rest = &rest[1..];
            }
        }
        child if files.contains_key(&format!("{module}::{child}")) => {}
        _ => return None,
    }
    base.extend(rest.iter().cloned());
    Some(base)
}

/// Each `use` that passes names on, by the module it stands in and the name it gives.
fn passed_on(files: &Files) -> BTreeMap<(String, String), Vec<String>> {
    let mut passed = BTreeMap::new();
    for (module, text) in files {
        for statement in text.split(';').filter_map(|part| Some(part[part.rfind("pub")?..].split_once("use ")?.1)) {
            for path in paths(statement) {
                if let (Some(full), Some(name)) = (absolute(module, files, &path), path.last()) {
                    passed.insert((module.clone(), name.clone()), full);
                }
            }
        }
    }
    passed
}

/// The module whose file defines what a path means.
fn defined(files: &Files, passed: &BTreeMap<(String, String), Vec<String>>, path: &[String]) -> String {
    let mut module = String::new();
    for (at, name) in path.iter().enumerate() {
        let below = if module.is_empty() { name.clone() } else { format!("{module}::{name}") };
        if files.contains_key(&below) {
            module = below;
        } else if let Some(full) = passed.get(&(module.clone(), name.clone())) {
            return defined(files, passed, &[full.as_slice(), &path[at + 1..]].concat());
        } else {
            break;
        }
    }
    module
}

/// Which modules' files each file imports from.
fn imports(files: &Files) -> BTreeMap<&str, BTreeSet<String>> {
    let passed = passed_on(files);
    let mut imports = BTreeMap::new();
    for (module, text) in files {
        let mut used = BTreeSet::new();
        // What is only passed on is not used here.
        let own: String =
            text.split_inclusive(';').filter(|part| !part.lines().any(|line| line.starts_with("pub") && line.contains("use "))).collect();
        for (at, _) in own.match_indices("::") {
            let start = own[..at].rfind(|char| !is_name(char)).map_or(0, |before| before + 1);
            if start == at || own[..start].ends_with("::") {
                continue;
            }
            for path in paths(&own[start..]) {
                if let Some(full) = absolute(module, files, &path) {
                    used.insert(defined(files, &passed, &full));
                }
            }
        }
        used.remove(module);
        used.remove("");
        imports.insert(module.as_str(), used);
    }
    imports
}

/// Every module that a module leads to.
fn reached<'a>(imports: &'a BTreeMap<&str, BTreeSet<String>>, from: &str) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::new();
    let mut open: Vec<&str> = imports.get(from).into_iter().flatten().map(String::as_str).collect();
    while let Some(next) = open.pop() {
        if reached.insert(next) {
            open.extend(imports.get(next).into_iter().flatten().map(String::as_str));
        }
    }
    reached
}

#[test]
fn no_file_imports_itself_through_others() {
    let mut files = Files::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), "", &mut files);
    let imports = imports(&files);
    let all: BTreeMap<&str, BTreeSet<&str>> = imports.keys().map(|module| (*module, reached(&imports, module))).collect();
    let mut faults = BTreeSet::new();
    let mut rooms = BTreeSet::new();
    for (module, reached) in all.iter().filter(|(module, reached)| reached.contains(*module)) {
        let circle: Vec<&str> = reached.iter().copied().filter(|other| all.get(other).is_some_and(|back| back.contains(module))).collect();
        let room = module.split("::").next().unwrap_or_default();
        rooms.insert(room);
        if !STILL.contains(&room) {
            faults.insert(format!("a circle of files: {}", circle.join(", ")));
        }
    }
    faults.extend(STILL.iter().filter(|room| !rooms.contains(*room)).map(|room| format!("{room} has no circle: take it out of the list")));
    assert!(faults.is_empty(), "\n{}\n", faults.into_iter().collect::<Vec<_>>().join("\n"));
}

#[test]
fn a_circle_is_seen() {
    let files: Files = [
        ("a", "pub use b::One;\nuse c::f;\npub struct Two;"),
        ("a::b", "use super::{Other, c};\npub struct One;"),
        ("a::c", "use crate::a::One;\nfn f() {}"),
    ]
    .map(|(module, text)| (module.to_owned(), code(text)))
    .into();
    let imports = imports(&files);
    assert_eq!(imports["a"], BTreeSet::from(["a::c".to_owned()]));
    assert_eq!(imports["a::b"], BTreeSet::from(["a".to_owned(), "a::c".to_owned()]));
    assert_eq!(imports["a::c"], BTreeSet::from(["a::b".to_owned()]), "a name that is passed on belongs to the file that defines it");
    assert!(reached(&imports, "a").contains("a"));
}
