//! The house keeps its shape: imports go down, every file is reached, every code is complete and registered,
//! and only the two ends touch the world.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use tiendo::check::RULES;
use tiendo::finding::Code;

/// The floors of the house. A room may use the rooms of lower floors.
const FLOORS: &[(&str, u8)] = &[
    ("number", 0),
    ("read", 0),
    ("calendar", 0),
    ("text", 0),
    ("finding", 1),
    ("model", 2),
    ("measure", 3),
    ("names", 3),
    ("decode", 4),
    ("load", 4),
    ("check", 4),
    ("scan", 5),
    ("cover", 5),
    ("budget", 5),
    ("edit", 5),
    ("report", 6),
    ("render", 7),
    ("cli", 8),
    ("main", 9),
];

/// The doors between rooms of one floor; each has its reason, and none leads both ways.
const DOORS: &[(&str, &str, &str)] = &[
    ("calendar", "text", "a date and a period are read from text that is compared in one form"),
    ("calendar", "read", "a date is read eight bytes at a time"),
    ("number", "read", "a number is read eight bytes at a time"),
    ("text", "number", "words count things, and a number is shown in a language"),
    ("decode", "check", "what cannot be read is said in the words of its rule"),
    ("load", "decode", "fields of registers are decoded as those of logs are"),
    ("load", "check", "what cannot be understood is said in the words of its rule"),
    ("cover", "scan", "cover reads the tallies that scan made"),
    ("budget", "scan", "budget reads the sums of money that scan made"),
    ("budget", "cover", "what is still to be done, and so to be paid, is what cover found open"),
];

/// A file may grow to this many lines before somebody has to ask which two ideas it holds.
const LONGEST: usize = 450;

struct Source {
    /// Below `src`, with `/` between its parts.
    path: String,
    text: String,
}

impl Source {
    /// The room the file belongs to: its folder, or its own name.
    fn room(&self) -> &str {
        self.path.split('/').next().unwrap_or_default().trim_end_matches(".rs")
    }

    /// How many modules deep its `super` reaches: what stands in `src/a/b.rs` is `crate::a::b`.
    fn depth(&self) -> usize {
        let parts = self.path.split('/').count();
        if self.path.ends_with("/mod.rs") { parts - 1 } else { parts }
    }

    /// The lines outside `#[cfg(test)]` items, numbered, without comments and without what texts say.
    fn code(&self) -> Vec<(usize, String)> {
        let mut kept = Vec::new();
        let mut lines = self.text.lines().enumerate();
        while let Some((at, line)) = lines.next() {
            if line.trim() == "#[cfg(test)]" {
                let indent = line.len() - line.trim_start().len();
                let close = format!("{}}}", " ".repeat(indent));
                // What opens a brace ends with one of its own depth; `mod sample;` ends where it stands.
                let opens = lines.by_ref().map(|(_, next)| next).find(|next| !next.trim_start().starts_with('#'));
                if opens.is_some_and(|next| next.ends_with('{')) {
                    lines.by_ref().find(|(_, next)| *next == close);
                }
                continue;
            }
            kept.push((at + 1, without_comment(line)));
        }
        kept
    }
}

/// A line up to its comment, with its texts emptied.
fn without_comment(line: &str) -> String {
    let mut kept = String::new();
    let mut inside = false;
    let mut chars = line.chars().peekable();
    while let Some(char) = chars.next() {
        match (inside, char) {
            (true, '\\') => {
                chars.next();
            }
            (true, '"') => {
                inside = false;
                kept.push('"');
            }
            (true, _) => {}
            (false, '\'') if chars.peek() == Some(&'"') => {
                chars.next();
                chars.next();
            }
            (false, '"') => {
                inside = true;
                kept.push('"');
            }
            (false, '/') if chars.peek() == Some(&'/') => break,
            (false, char) => kept.push(char),
        }
    }
    kept
}

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file below a folder, in the order of their paths, with what git and cargo keep for themselves left out.
fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    entries.sort();
    for path in entries {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if [".git", "target"].contains(&name) {
            continue;
        }
        if path.is_dir() {
            walk(&path, found);
        } else {
            found.push(path);
        }
    }
}

fn sources() -> Vec<Source> {
    let root = repository().join("src");
    let mut paths = Vec::new();
    walk(&root, &mut paths);
    let source = |path: PathBuf| Source {
        path: path.strip_prefix(&root).expect("below src").to_str().expect("a plain name").replace('\\', "/"),
        text: fs::read_to_string(&path).expect("a source file"),
    };
    paths.into_iter().map(source).collect()
}

fn floor(room: &str) -> Option<u8> {
    FLOORS.iter().find(|(name, _)| *name == room).map(|(_, floor)| *floor)
}

/// The first names of the paths that begin after `start`: `a` of `a::b`, `a` and `c` of `{a::b, c}`.
fn names(text: &str) -> Vec<String> {
    let word = |text: &str| text.chars().take_while(|char| char.is_alphanumeric() || *char == '_').collect::<String>();
    let Some(group) = text.strip_prefix('{') else { return vec![word(text)] };
    let mut names = Vec::new();
    let mut depth = 0_u32;
    let mut fresh = true;
    for (at, char) in group.char_indices() {
        match char {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => fresh = true,
            char if fresh && !char.is_whitespace() => {
                names.push(word(&group[at..]));
                fresh = false;
            }
            _ => {}
        }
    }
    names
}

/// The rooms a file uses, each with the line that names it.
fn uses(source: &Source) -> Vec<(usize, String)> {
    let lines = source.code();
    let joined: Vec<String> = lines.iter().map(|(_, line)| line.clone()).collect();
    let mut uses = Vec::new();
    for (at, (number, line)) in lines.iter().enumerate() {
        let rest =
            || std::iter::once(line.as_str()).chain(joined[at + 1..].iter().map(String::as_str)).take(40).collect::<Vec<_>>().join(" ");
        for prefix in ["crate::", "tiendo::"] {
            for (start, _) in line.match_indices(prefix) {
                let before = line[..start].chars().next_back();
                if before.is_none_or(|char| !(char.is_alphanumeric() || char == '_' || char == ':')) {
                    uses.extend(names(&rest()[start + prefix.len()..]).into_iter().map(|name| (*number, name)));
                }
            }
        }
        for (start, _) in line.match_indices("super::") {
            if line[..start].ends_with("super::") {
                continue;
            }
            let ups = line[start..].split("super::").take_while(|part| part.is_empty()).count();
            if ups >= source.depth() {
                uses.extend(names(&rest()[start + "super::".len() * ups..]).into_iter().map(|name| (*number, name)));
            }
        }
    }
    // `say!` is exported from the crate's root and belongs to `text`.
    for (_, name) in &mut uses {
        if name == "say" {
            *name = "text".into();
        }
    }
    uses
}

fn complaints(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn imports_go_down() {
    let mut faults = Vec::new();
    let mut doors = BTreeSet::new();
    for source in sources().iter().filter(|source| source.path != "lib.rs") {
        let room = source.room();
        let Some(own) = floor(room) else {
            faults.push(format!("{}: the room {room} has no floor", source.path));
            continue;
        };
        for (line, used) in uses(source) {
            let place = format!("{}:{line}: {room} imports {used}", source.path);
            match floor(&used) {
                _ if used == room => {}
                None => faults.push(format!("{place}, which has no floor")),
                Some(other) if other > own => faults.push(format!("{place}, which is above it")),
                Some(other) if other == own => match DOORS.iter().find(|(from, to, _)| (*from, *to) == (room, &used)) {
                    None => faults.push(format!("{place}, which is beside it")),
                    Some((from, to, _)) => {
                        doors.insert((*from, *to));
                    }
                },
                Some(_) => {}
            }
        }
    }
    for (from, to, _) in DOORS {
        if !doors.contains(&(from, to)) {
            faults.push(format!("the door from {from} to {to} is not used: take it out of the table"));
        }
    }
    complaints(&faults);
}

#[test]
fn the_scanner_sees_what_it_should() {
    let source = |path: &str, text: &str| Source { path: path.into(), text: text.into() };
    let seen =
        |path: &str, text: &str| uses(&source(path, text)).into_iter().map(|(line, name)| format!("{line} {name}")).collect::<Vec<_>>();
    assert_eq!(seen("finding/mod.rs", "//! crate::no\nuse crate::model::Plan;"), ["2 model"]);
    assert_eq!(seen("finding/code.rs", "use super::Finding;\nuse super::super::{cover::State, text};"), ["2 cover", "2 text"]);
    assert_eq!(seen("number.rs", "use super::cli;"), ["1 cli"]);
    assert_eq!(seen("number.rs", "use crate::{\n    model::{a, b},\n    cover,\n};"), ["1 model", "1 cover"]);
    assert_eq!(seen("number.rs", "let say = \"crate::cli\"; // crate::cli\n$crate::finding::Code"), ["2 finding"]);
    assert_eq!(seen("number.rs", "#[cfg(test)]\nmod tests {\n    use crate::cli;\n}\nuse crate::load;"), ["5 load"]);
}

#[test]
fn every_file_is_reached() {
    let sources = sources();
    let texts: BTreeMap<&str, &Source> = sources.iter().map(|source| (source.path.as_str(), source)).collect();
    let mut faults = Vec::new();
    for source in sources.iter().filter(|source| !["lib.rs", "main.rs"].contains(&source.path.as_str())) {
        let module = source.path.trim_end_matches(".rs").trim_end_matches("/mod");
        let (folder, name) = module.rsplit_once('/').map_or(("", module), |(folder, name)| (folder, name));
        let parents = if folder.is_empty() { vec!["lib.rs".to_owned()] } else { vec![format!("{folder}/mod.rs"), format!("{folder}.rs")] };
        let line = format!("mod {name};");
        let named = |parent: &Source| {
            parent
                .text
                .lines()
                .any(|found| found.trim_start_matches("pub ").trim_start_matches("pub(crate) ").trim_start_matches("pub(super) ") == line)
        };
        if !parents.iter().filter_map(|parent| texts.get(parent.as_str())).any(|parent| named(parent)) {
            faults.push(format!("{}: no `{line}` reaches it", source.path));
        }
    }
    complaints(&faults);
}

/// The id and name of the code that a source declares; `code!(` stands on a line of its own.
fn declared(source: &Source) -> Vec<(String, String)> {
    let lines: Vec<&str> = source.text.lines().collect();
    let opens = |at: &usize| lines[*at].trim() == "code!(" || (lines[*at].contains("static") && lines[*at].contains(": Code = "));
    let texts = |at: usize| lines[at..].iter().find(|line| line.trim_start().starts_with("CODE, ")).copied().unwrap_or_default();
    let text = |line: &str, nth: usize| line.split('"').nth(nth).unwrap_or("?").to_owned();
    (0..lines.len()).filter(opens).map(|at| (text(texts(at), 1), text(texts(at), 3))).collect()
}

#[test]
fn every_rule_has_its_file_and_its_line() {
    let mut faults = Vec::new();
    let mut names = BTreeSet::new();
    for source in sources().iter().filter(|source| source.path != "finding/code.rs") {
        let rule = source.path.strip_prefix("check/").and_then(|path| path.strip_suffix(".rs")).filter(|name| *name != "mod");
        let declared = declared(source);
        match (rule, declared.as_slice()) {
            (Some(rule), [(id, name)]) => {
                if *name != rule.replace('_', "-") {
                    faults.push(format!("{}: a rule's file has its name, {name}", source.path));
                }
                if !RULES.iter().any(|code| code.id == id && code.name == name) {
                    faults.push(format!("{}: {id} has no line in check::RULES", source.path));
                }
                names.insert(name.clone());
            }
            (None, []) => {}
            _ => faults.push(format!("{}: codes are declared one in each file of check/", source.path)),
        }
    }
    faults.extend(RULES.iter().filter(|code| !names.contains(code.name)).map(|code| format!("{} has no file", code.id)));
    let order = |code: &Code| ("FPVCMT".find(&code.id[..1]), code.id);
    assert!(RULES.is_sorted_by_key(|code| order(code)), "rules stand in the order of their codes");
    complaints(&faults);
}

#[test]
fn every_code_is_complete() {
    let mut faults = Vec::new();
    let mut ids = BTreeSet::new();
    let mut names = BTreeSet::new();
    for Code { id, name, explain: (vi, en), .. } in RULES {
        let mut must = |holds: bool, what: &str| {
            if !holds {
                faults.push(format!("{id} ({name}): {what}"));
            }
        };
        must(ids.insert(*id), "another code has this id");
        must(names.insert(*name), "another code has this name");
        must(id.len() == 4 && id[1..].bytes().all(|byte| byte.is_ascii_digit()), "an id is a letter and three digits");
        must("FPVCMT".contains(&id[..1]), "an id begins with the letter of its family");
        let kebab = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
        must(name.split('-').all(kebab), "a name is written in-kebab-case");
        for (lang, text) in [("vi", vi), ("en", en)] {
            must(text.trim() == *text && text.chars().count() >= 20, &format!("the {lang} explanation says what to do"));
        }
        must(vi != en, "the two explanations are one");
        must(vi.contains("\nSai:  ") && vi.contains("\nĐúng: "), "the explanation shows what is wrong and what is right");
        must(en.contains("\nWrong: ") && en.contains("\nRight: "), "the explanation shows what is wrong and what is right");
    }
    complaints(&faults);
}

/// What a source must not name, unless its path begins with one of these.
const TABOOS: &[(&str, &[&str], &str)] = &[
    ("println!", &[], "only render and cli write, and to the stream they were given"),
    ("eprintln!", &[], "only render and cli write, and to the stream they were given"),
    ("print!", &[], "only render and cli write, and to the stream they were given"),
    ("dbg!", &[], "left over"),
    ("todo!", &[], "an issue instead"),
    ("unimplemented!", &[], "an issue instead"),
    ("std::fs", &["read/", "cli/output.rs", "cli/whole_folder.rs"], "only the two ends touch the world"),
    ("std::env", &["main.rs"], "the environment is an argument"),
    ("std::process", &["main.rs", "cli/git.rs"], "nothing runs or stops a process, but for the user's own git"),
    ("std::net", &[], "no network, ever"),
    ("SystemTime", &["main.rs"], "the date is an argument"),
    ("Instant::now", &["main.rs"], "the date is an argument"),
    ("Zoned::now", &["main.rs"], "the date is an argument"),
    ("Timestamp::now", &["main.rs"], "the date is an argument"),
    ("f64", &["number.rs", "render/"], "numbers are exact decimals, but for the width of a bar"),
    ("f32", &[], "numbers are exact decimals"),
];

fn names_word(line: &str, word: &str) -> bool {
    let joins = |char: char| char.is_alphanumeric() || char == '_';
    line.match_indices(word).any(|(at, _)| {
        let after = line[at + word.len()..].chars().next();
        !line[..at].chars().next_back().is_some_and(joins) && (word.ends_with('!') || !after.is_some_and(joins))
    })
}

#[test]
fn only_the_ends_touch_the_world() {
    let mut faults = Vec::new();
    for source in sources() {
        for (number, line) in source.code() {
            for (word, allowed, why) in TABOOS {
                if names_word(&line, word) && !allowed.iter().any(|prefix| source.path.starts_with(prefix)) {
                    faults.push(format!("{}:{number}: `{word}`: {why}", source.path));
                }
            }
        }
    }
    complaints(&faults);
}

#[test]
fn nothing_is_left_for_later() {
    let marks = [["FIX", "ME"].concat(), ["TO", "DO"].concat(), ["XX", "X"].concat()];
    let mut faults = Vec::new();
    for source in sources() {
        for (at, line) in source.text.lines().enumerate() {
            if marks.iter().any(|mark| names_word(line, mark)) {
                faults.push(format!("{}:{}: an issue instead", source.path, at + 1));
            }
        }
    }
    complaints(&faults);
}

#[test]
fn no_file_holds_two_ideas() {
    let long = |source: &Source| (source.text.lines().count() > LONGEST).then(|| format!("{}: over {LONGEST} lines", source.path));
    complaints(&sources().iter().filter_map(long).collect::<Vec<_>>());
}

/// The repository is read anywhere: no file knows the machine it was written on, nor where its crates come from.
#[test]
fn no_machine_is_named() {
    let machines = ["work", "tmp", "root", "home", "Users"].map(|folder| format!("/{folder}/"));
    let mut paths = Vec::new();
    walk(repository(), &mut paths);
    let mut faults = Vec::new();
    for path in paths {
        let Ok(text) = fs::read_to_string(&path) else { continue };
        let shown = path.strip_prefix(repository()).expect("below the repository").display().to_string();
        for (at, line) in text.lines().enumerate() {
            // Within a longer path or an address it is somebody else's folder.
            let alone =
                |start: usize| !line[..start].chars().next_back().is_some_and(|char| char.is_alphanumeric() || "._-".contains(char));
            if machines.iter().any(|machine| line.match_indices(machine.as_str()).any(|(start, _)| alone(start))) {
                faults.push(format!("{shown}:{}: a path of one machine", at + 1));
            }
            let source = line.strip_prefix("source = ").filter(|_| shown == "Cargo.lock");
            if source.is_some_and(|source| source != "\"registry+https://github.com/rust-lang/crates.io-index\"") {
                faults.push(format!("{shown}:{}: a registry of one machine", at + 1));
            }
            if shown.starts_with(".cargo") && (line.contains("registry") || line.contains("replace-with")) {
                faults.push(format!("{shown}:{}: a registry of one machine", at + 1));
            }
        }
    }
    complaints(&faults);
}

/// What `deny.toml` bans is in no lock file: `SECURITY.md` promises that nothing goes over a network.
#[test]
fn no_dependency_is_banned() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |name: &str| fs::read_to_string(root.join(name)).expect("a file of the repository");
    let quoted = |line: &str, before: &str| line.trim().strip_prefix(before)?.split('"').next().map(str::to_owned);
    let (deny, lock) = (read("deny.toml"), read("Cargo.lock"));
    let banned: Vec<String> = deny.lines().filter_map(|line| quoted(line, "{ crate = \"")).collect();
    let locked: Vec<String> = lock.lines().filter_map(|line| quoted(line, "name = \"")).collect();
    assert!(banned.len() >= 10 && locked.len() > 50, "{} banned, {} locked", banned.len(), locked.len());
    let found: Vec<&String> = banned.iter().filter(|name| locked.contains(name)).collect();
    assert!(found.is_empty(), "{found:?}");
}
