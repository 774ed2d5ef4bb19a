//! Every line is in one language: in the sources, and in what a reader sees.

mod harness;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use tiendo::check::RULES;
use tiendo::text::{Lang, Word};

use harness::places::{entries, files, unmark};
use harness::{folder, tiendo};

/// English words that no Vietnamese text has, and that are no syllables of its own.
const ENGLISH: &[&str] = &[
    "the", "and", "of", "is", "are", "was", "were", "must", "not", "row", "rows", "file", "files", "with", "has", "have", "which", "that",
    "this", "from", "for", "by", "its", "it", "value", "values", "column", "columns", "table", "tables", "empty", "unknown", "date",
    "missing", "line", "lines", "cell", "cells", "gap", "gaps", "overdue", "left", "out", "each", "all", "none", "more", "day", "days",
];

/// Words and messages that are the same in both languages.
const SAME: &[&str] = &["true/false", "tiendo", ""];

/// A text without what is quoted, filled in, or an example of a file.
fn own_words(text: &str) -> String {
    let mut words = String::new();
    let (mut quoted, mut depth) = (false, 0_u32);
    for c in text.chars() {
        match c {
            '`' => quoted = !quoted,
            '{' if !quoted => depth += 1,
            '}' if !quoted => depth = depth.saturating_sub(1),
            c if !quoted && depth == 0 => words.push(c),
            _ => {}
        }
    }
    words
}

/// Whether it has a word with a mark; a letter by itself may be spoken of.
fn is_vietnamese(text: &str) -> bool {
    split(text).iter().any(|word| word.chars().count() > 1 && word.chars().any(|c| c.is_alphabetic() && !c.is_ascii()))
}

/// The English words of a text; not those that are a part of a name or an option, or a command to be typed.
fn english(text: &str) -> Vec<String> {
    let words: Vec<&str> =
        text.split_whitespace().map(|word| word.trim_matches(|c: char| c.is_ascii_punctuation() && !"-_<>$/\"".contains(c))).collect();
    let typed = |at: usize| at > 0 && words[at - 1].ends_with("tiendo");
    let own = words.iter().enumerate().filter(|(at, _)| !typed(*at)).map(|(_, word)| word.to_lowercase());
    own.filter(|word| ENGLISH.contains(&word.as_str())).collect()
}

/// The texts in double quotes of a source, each with what stands before it since the last; its tests left out.
fn literals(source: &str) -> Vec<(String, String)> {
    let source = source.split("\n#[cfg(test)]\nmod ").next().unwrap_or_default();
    let (mut found, mut between) = (Vec::new(), String::new());
    for line in source.lines().filter(|line| !line.trim_start().starts_with("//")) {
        let mut chars = line.chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                '\'' if matches!(chars.peek(), Some('"')) => {
                    chars.next();
                }
                '/' if chars.peek() == Some(&'/') => break,
                '"' => {
                    let mut text = String::new();
                    while let Some(c) = chars.next().filter(|c| *c != '"') {
                        text.push(if c == '\\' { chars.next().map_or(' ', |c| if c == 'n' { '\n' } else { c }) } else { c });
                    }
                    found.push((std::mem::take(&mut between), text));
                }
                c => between.push(c),
            }
        }
        between.push(' ');
    }
    found
}

#[test]
fn no_text_of_the_sources_mixes_languages() {
    let (mut faults, mut pairs) = (Vec::new(), 0);
    for (shown, source) in files(&folder("src")).into_iter().filter(|(path, _)| !path.ends_with("tests.rs")) {
        let source = String::from_utf8(source).expect("a source");
        let literals = literals(&source);
        for (_, text) in &literals {
            // The examples of an explanation are texts of files.
            let text = text.split("\nSai:").next().and_then(|text| text.split("\nWrong:").next()).unwrap_or_default();
            let words = own_words(text);
            if is_vietnamese(&words) && !english(&words).is_empty() {
                faults.push(format!("{shown}: {:?} in Vietnamese: {text}", english(&words)));
            }
        }
        for pair in literals.windows(2) {
            let [(before, vi), (between, en)] = pair else { continue };
            let said = before.trim_end().ends_with("vi:") && between.trim().trim_start_matches(',').trim() == "en:";
            let new = before.trim_end().ends_with("Message::new(") && between.trim() == ",";
            if said || new {
                pairs += 1;
                if is_vietnamese(&own_words(en)) {
                    faults.push(format!("{shown}: Vietnamese in English: {en}"));
                }
                let wordless = !own_words(vi).chars().any(char::is_alphabetic);
                if vi == en && !wordless && !SAME.contains(&vi.as_str()) {
                    faults.push(format!("{shown}: the same in both languages: {vi}"));
                }
            }
        }
    }
    for word in Word::ALL {
        let (vi, en) = (word.get(Lang::Vi), word.get(Lang::En));
        if vi == en || is_vietnamese(en) || (is_vietnamese(vi) && !english(vi).is_empty()) {
            faults.push(format!("{word:?}: {vi} = {en}"));
        }
    }
    for code in RULES {
        let en = code.explain.1.split("\nWrong:").next().unwrap_or_default();
        if is_vietnamese(&own_words(en)) {
            faults.push(format!("{}: Vietnamese in English: {en}", code.id));
        }
    }
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
    assert!(pairs > 300, "only {pairs} messages were seen");
}

#[test]
fn the_scanner_sees_what_it_should() {
    assert_eq!(own_words("cột `the row` là {value}"), "cột  là ");
    assert_eq!(english("dòng the, (row) --file columns.date"), ["the", "row"]);
    let texts: Vec<String> =
        literals("a('\"', \"x\\\"y\"); // \"no\"\n\"z\"\n#[cfg(test)]\nmod t;\"no\"").into_iter().map(|(_, t)| t).collect();
    assert_eq!(texts, ["x\"y", "z"]);
}

/// What a command says, on both streams.
fn said(folder: &Path, arguments: &[&str], lang: &str) -> String {
    let (_, out, err) = tiendo(folder, "2020-12-31", &[arguments, &["--lang", lang]].concat());
    out + &err
}

/// The words of a workspace: they are its own, in whatever language.
fn words_of(folder: &Path) -> BTreeSet<String> {
    let words = |(name, bytes): (String, Vec<u8>)| split(&format!("{name} {}", String::from_utf8_lossy(&bytes)));
    files(folder).into_iter().flat_map(words).collect()
}

fn split(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// The lines that are not in the language, words of the data aside.
fn mixed(text: &str, lang: &str, data: &BTreeSet<String>) -> Vec<String> {
    // An excerpt of a file stands beside its line's number.
    let excerpt = |line: &str| line.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ').starts_with('|') && !line.starts_with('|');
    // Nor are words that can only be typed so.
    let choices = |line: &str| line.starts_with("  [");
    // A name may be cut off.
    let known = |word: &str| data.range(word.to_owned()..).next().is_some_and(|known| known.starts_with(word));
    let foreign = |line: &str| {
        let words = own_words(line);
        let own = |word: &String| word.chars().count() > 1 && !split(word).iter().any(|word| known(word));
        if lang == "vi" {
            english(&words).into_iter().filter(own).collect::<Vec<_>>()
        } else {
            split(&words).into_iter().filter(|word| is_vietnamese(word)).filter(own).collect()
        }
    };
    let faults = text
        .lines()
        .filter(|line| !excerpt(line) && !choices(line))
        .map(|line| (line, foreign(line)))
        .filter(|(_, words)| !words.is_empty());
    faults.map(|(line, words)| format!("{words:?}: {line}")).collect()
}

/// How many of the commands are run on the large workspace as well.
const LARGE: usize = 10;

const COMMANDS: &[&[&str]] = &[
    &["check", "--full", "--all", "--statistics"],
    &["status", "--all", "--chart"],
    &["coverage", "--all"],
    &["coverage", "--by", "district", "--format", "markdown"],
    &["gaps", "--all"],
    &["gaps", "--full", "--format", "markdown"],
    &["funds", "--by", "activity"],
    &["funds", "--by", "unit"],
    &["estimate", "2017"],
    &["pace"],
    &["due", "--within", "300d"],
    &["due", "--within", "nothing-like-it"],
    &["units", "a"],
    &["check", "--full", "--format", "junit"],
    &["check", "--format", "markdown"],
    &["coverage", "--all", "--chart"],
    &["coverage", "--by", "district", "--chart", "--format", "markdown"],
    &["coverage", "--by", "commune", "--chart"],
    &["coverage", "--by", "category", "--format", "markdown"],
    &["coverage", "--by", "agency"],
    &["coverage", "--by", "subject"],
    &["funds", "--by", "fund"],
    &["funds", "--by", "agency"],
    &["estimate", "2014"],
    &["units", "x y z"],
    &["rules"],
    &["gaps", "nothing-like-it"],
    &["coverage", "--as-of", "2014"],
    &["coverage", "--period", "2014-H3"],
    &["coverage", "--plan", "nothing-like-it"],
    &["gaps", "--agency", "nothing-like-it"],
    &["gaps", "--in", "nothing-like-it"],
    &["check", "--select", "Q1"],
    &["check", "--baseline", "nothing-like-it.csv"],
    &["status", "--format", "junit"],
    &["status", "--output", "nothing-like-it/answer.csv"],
];

#[track_caller]
fn check(folder: &Path, commands: &[&[&str]], faults: &mut BTreeMap<String, String>) {
    let data = words_of(folder);
    for arguments in commands {
        for lang in ["vi", "en"] {
            // Marks of notes stand at the end of a word.
            let said = said(folder, arguments, lang).replace(|char: char| "⁰¹²³⁴⁵⁶⁷⁸⁹".contains(char), "");
            for line in mixed(&said, lang, &data) {
                faults.entry(line).or_insert_with(|| format!("{} {arguments:?} --lang {lang}", folder.display()));
            }
        }
    }
}

fn none(faults: &BTreeMap<String, String>) {
    let lines: Vec<String> = faults.iter().map(|(line, at)| format!("{at}\n    {line}")).collect();
    assert!(faults.is_empty(), "\n{}\n", lines.join("\n"));
}

#[test]
fn answers_are_in_one_language() {
    let mut faults = BTreeMap::new();
    check(&folder("tests/fixtures/sound"), COMMANDS, &mut faults);
    // Its names are of many words; what only a mistake says is the same everywhere.
    check(&folder("data"), &COMMANDS[..LARGE], &mut faults);
    none(&faults);
}

#[test]
fn explanations_are_in_one_language() {
    let mut faults = BTreeMap::new();
    for code in RULES {
        for lang in ["vi", "en"] {
            let text = said(&folder("tests"), &["explain", code.id], lang);
            let text = text.split("\nSai:").next().and_then(|text| text.split("\nWrong:").next()).unwrap_or_default();
            for line in mixed(text, lang, &split(code.name).into_iter().collect()) {
                faults.insert(line, code.id.to_owned());
            }
        }
    }
    none(&faults);
}

/// Every finding there is a fixture for.
#[test]
fn findings_are_in_one_language() {
    let rules = folder("tests/rules");
    let mut faults = BTreeMap::new();
    for rule in entries(&rules).into_iter().map(|name| rules.join(name)).filter(|path| path.join("wrong").is_dir()) {
        let mut own = files(&rule.join("wrong"));
        let mut all = files(&rules.join("base"));
        let as_of = own.remove("as-of").map_or_else(|| "2014-12-31".to_owned(), |text| String::from_utf8_lossy(&text).trim().to_owned());
        own.remove("expect");
        for gone in
            own.remove("without").iter().flat_map(|text| String::from_utf8_lossy(text).lines().map(str::to_owned).collect::<Vec<_>>())
        {
            all.remove(gone.as_str());
        }
        all.extend(own.into_iter().map(|(name, text)| (name, unmark(&text).0)));
        let place = tempfile::tempdir().expect("a folder");
        for (name, text) in all {
            let path = place.path().join(name);
            fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            fs::write(path, text).expect("written");
        }
        check(place.path(), &[&["check", "--full", "--as-of", &as_of]], &mut faults);
    }
    none(&faults);
}
