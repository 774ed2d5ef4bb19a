use std::any::TypeId;
use std::collections::BTreeSet;
use std::path::PathBuf;

use super::*;
use crate::cli::command;
use crate::cli::parse::parse;

/// Every command of the tree, the program's first.
fn tree(command: &Command) -> Vec<&Command> {
    // clap's `help` repeats the others.
    let below = command.get_subcommands().filter(|_| command.get_name() != "help").flat_map(tree);
    std::iter::once(command).chain(below).collect()
}

fn built() -> Command {
    let mut command = command();
    command.build();
    command
}

#[test]
fn every_text_of_the_help_is_in_both_languages() {
    let english = built();
    let mut seen = BTreeSet::new();
    let mut faults = Vec::new();
    for command in tree(&english) {
        let name = command.get_name();
        seen.insert(("command", "", name.to_owned()));
        if find(words::COMMANDS, name).is_none() {
            faults.push(format!("{name}: what is it for?"));
        }
        for argument in command.get_arguments().filter(|argument| !argument.is_hide_set()) {
            let id = argument.get_id().as_str();
            let line = words::ARGUMENTS.iter().filter(|line| line.1 == id && (line.0 == name || line.0.is_empty())).max();
            match line {
                Some((of, id, _)) => {
                    seen.insert(("argument", of, (*id).to_owned()));
                }
                None => faults.push(format!("{name}: what is {id}?")),
            }
            let values = argument.get_value_names().unwrap_or_default();
            for value in values.iter().filter(|_| argument.get_action().takes_values()) {
                seen.insert(("value", "", value.to_string()));
                if find(words::VALUES, value).is_none() {
                    faults.push(format!("{name} {id}: what is {value} called?"));
                }
            }
            if values.len() > 1 || argument.get_possible_values().iter().any(|value| value.get_help().is_some()) {
                faults.push(format!("{name} {id}: more to translate than its help"));
            }
            if let Some(heading) = argument.get_help_heading() {
                seen.insert(("heading", "", heading.to_owned()));
                if find(words::HEADINGS, heading).is_none() {
                    faults.push(format!("{name} {id}: what is the heading {heading}?"));
                }
            }
            let kind = argument.get_value_parser().type_id();
            let number = [TypeId::of::<u16>(), TypeId::of::<usize>(), TypeId::of::<i16>()].iter().any(|number| kind == *number);
            let text = [TypeId::of::<String>(), TypeId::of::<PathBuf>()].iter().any(|text| kind == *text);
            let told = number && argument.get_action().takes_values();
            if told != words::NUMBERS.iter().any(|line| line.0 == id) {
                faults.push(format!("{name} {id}: what numbers does it take?"));
            }
            if argument.get_action().takes_values() && !text && !number && argument.get_possible_values().is_empty() {
                faults.push(format!("{name} {id}: what does it take?"));
            }
        }
        if command.get_after_help().is_some() != (name == "tiendo") {
            faults.push(format!("{name}: what stands below its help?"));
        }
    }
    let pairs = |kind, table: &'static [(&'static str, &'static str)]| table.iter().map(move |(en, _)| (kind, "", (*en).to_owned()));
    let lines = pairs("command", words::COMMANDS).chain(pairs("value", words::VALUES)).chain(pairs("heading", words::HEADINGS));
    let lines = lines.chain(words::ARGUMENTS.iter().map(|(of, id, _)| ("argument", *of, (*id).to_owned())));
    faults.extend(lines.filter(|line| !seen.contains(line)).map(|line| format!("{line:?} names nothing")));
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

/// What clap says of a command line, in Vietnamese.
fn said(arguments: &[&str]) -> String {
    let arguments = std::iter::once("tiendo").chain(arguments.iter().copied()).map(OsString::from).collect();
    let error = parse(arguments, Lang::Vi).expect_err("nothing to run");
    say(&error, false, Lang::Vi)
}

#[test]
fn no_english_word_is_left_in_the_help() {
    let english = built();
    for name in tree(&english).into_iter().map(Command::get_name) {
        let text = if name == "tiendo" { said(&["--help"]) } else { said(&["help", name]) };
        for word in ["the ", "default", "possible", "OPTIONS", "COMMAND", "Usage", "Options", "Arguments", "Commands", "Print", " of "] {
            assert!(!text.contains(word), "{name}: {word}\n{text}");
        }
    }
}

#[track_caller]
fn check(arguments: &[&str], expected: &str) {
    let said = said(arguments);
    let head: Vec<&str> = said.lines().take_while(|line| !line.starts_with("Cách dùng") && !line.starts_with("Để biết")).collect();
    assert_eq!(head.join("\n").trim_end(), expected);
    assert!(said.ends_with("\nĐể biết thêm, chạy với `--help`.\n"), "{said}");
    assert!(!said.contains("Usage") && !said.contains("OPTIONS") && !said.contains("COMMAND"), "{said}");
}

#[test]
fn mistakes() {
    check(&["chek"], "lỗi: không có lệnh `chek`\n\n  gợi ý: có phải là lệnh `schedule`, `schema`, `check`?");
    check(&["help", "chek"], "lỗi: không có lệnh `chek`");
    check(&["gaps", "--agncy", "x"], "lỗi: không có tùy chọn hoặc đối số `--agncy`\n\n  gợi ý: có phải là tùy chọn `--agency`?");
    check(&["explain"], "lỗi: còn thiếu `<MÃ|CHỈ TIÊU>`");
    check(
        &["funds", "--by", "yer"],
        "lỗi: `--by <TIÊU CHÍ>` không nhận giá trị `yer`\n  [giá trị: year, fund, activity, agency, unit, subject]\n\n  gợi ý: có phải là giá trị `year`?",
    );
    check(&["coverage", "--plan"], "lỗi: `--plan <MÃ>` cần một giá trị");
    check(&["check", "--threads", "0"], "lỗi: `--threads <SỐ>` không nhận giá trị `0`; viết một số nguyên từ 1 đến 65535");
    check(&["check", "--max-gaps", "x"], "lỗi: `--max-gaps <SỐ>` không nhận giá trị `x`; viết một số nguyên không âm");
    check(&["estimate", "0"], "lỗi: `<NĂM>` không nhận giá trị `0`; viết một năm từ 1 đến 9998");
    check(&["check", "--quiet=x"], "lỗi: `--quiet` không nhận thêm giá trị `x`");
    check(&["check", "--plan", "a", "--plan", "b"], "lỗi: `--plan <MÃ>` chỉ được dùng một lần");
    check(&["check", "--write-baseline", "a", "--select", "V001"], "lỗi: `--write-baseline <TỆP>` không dùng cùng với `--select <CÁC MÃ>`");
    // Every command is named, in the order of the help.
    let commands: Vec<String> = built().get_subcommands().map(|command| command.get_name().to_owned()).collect();
    check(&["--quiet"], &format!("lỗi: chưa nêu lệnh\n  [các lệnh: {}]", commands.join(", ")));
}

#[cfg(unix)]
#[test]
fn what_is_not_unicode() {
    use std::os::unix::ffi::OsStringExt;
    let arguments = vec!["tiendo".into(), "explain".into(), OsString::from_vec(vec![0xff])];
    let error = parse(arguments, Lang::Vi).expect_err("nothing to run");
    assert!(say(&error, false, Lang::Vi).starts_with("lỗi: dòng lệnh có chữ không phải UTF-8\n"));
}

#[test]
fn the_language_before_anything_is_read() {
    let check = |arguments: &[&str], variable: Option<&str>, expected: Lang| {
        let arguments: Vec<OsString> = std::iter::once(&"tiendo").chain(arguments).map(OsString::from).collect();
        assert_eq!(language(&arguments, &|_| variable.map(str::to_owned)), expected, "{arguments:?}");
    };
    check(&["--help"], None, Lang::En);
    check(&["--help"], Some("vi"), Lang::Vi);
    check(&["--help", "--lang", "en"], Some("vi"), Lang::En);
    check(&["--lang=vi", "check"], None, Lang::Vi);
    check(&["check", "--lang"], Some("vi"), Lang::Vi);
    check(&["units", "--", "--lang", "vi"], None, Lang::En);
    check(&["--lang", "fr"], Some("xx"), Lang::En);
}

#[test]
fn help_of_a_command_takes_the_language_anywhere() {
    let check = |given: &[&str], expected: &[&str]| {
        let given = given.iter().map(OsString::from).collect();
        assert_eq!(arguments(given), expected);
    };
    check(&["tiendo", "help", "check", "--lang", "vi"], &["tiendo", "help", "check"]);
    check(&["tiendo", "help", "--lang=vi", "check"], &["tiendo", "help", "check"]);
    check(&["tiendo", "help", "--lang"], &["tiendo", "help"]);
    check(&["tiendo", "check", "--lang", "vi"], &["tiendo", "check", "--lang", "vi"]);
}
