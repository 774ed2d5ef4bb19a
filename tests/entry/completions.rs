//! What a shell is told may stand at the cursor, and pages for `man`.

use super::harness::{folder, tiendo};

/// What may stand at the last of some words, without what it is.
fn at(words: &[&str]) -> Vec<String> {
    let at = (words.len() - 1).to_string();
    let (status, out, err) = tiendo(&folder(""), "2020-06-30", &[&["completions", "bash", "--at", &at, "--"], words].concat());
    assert_eq!((status, err.as_str()), (0, ""), "{words:?}");
    out.lines().map(str::to_owned).collect()
}

#[track_caller]
fn check(words: &[&str], expected: &[&str]) {
    assert_eq!(at(&[&["tiendo"], words].concat()), expected, "{words:?}");
}

#[test]
fn commands_options_and_names_of_the_workspace_are_completed() {
    check(&["ga"], &["gaps"]);
    check(&["--data", "examples/vaccination", "ga"], &["gaps"]);
    check(&["gaps", "--fo"], &["--format"]);
    check(&["gaps", "--format", "m"], &["markdown"]);
    check(&["due", "--format", "i"], &["ics"]);
    check(&["gaps", "luu-dong.t"], &["luu-dong.thon"]);
    check(&["gaps", "--agency", "trung"], &["trung-tam"]);
    check(&["gaps", "--state", "overdue,op"], &["overdue,open"]);
    check(&["gaps", "--state=op"], &["--state=open"]);
    check(&["coverage", "luu-dong", "--by", "di"], &["district"]);
    check(&["coverage", "--data", "examples/vaccination", "--sum", "dos"], &["doses.doses"]);
    check(&["explain", "C00"], &["C001", "C002", "C003", "C004", "C005", "C006", "C007", "C008", "C009"]);
    check(&["report", "2014"], &["2014", "2014-H1"]);
    check(&["record", "visi"], &["visits"]);
    check(&["record", "sessions", "--data", "examples/vaccination", "form=s"], &["form=school"]);
    // A word of a shell that no workspace knows: nothing, and no fault.
    check(&["gaps", "--data", "nowhere", "x"], &[]);
    check(&["nonsense", ""], &[]);
    check(&["record", "visits", "--file", ""], &[]);
}

#[test]
fn each_shell_has_its_lines_and_each_command_its_page() {
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let (status, out, _) = tiendo(&folder(""), "2020-06-30", &["completions", shell]);
        assert!(status == 0 && out.contains(&format!("completions {shell} --at")), "{shell}");
    }
    for lang in ["vi", "en"] {
        for command in at(&["tiendo", ""]).iter().map(String::as_str).filter(|command| *command != "help") {
            let (status, out, err) = tiendo(&folder(""), "2020-06-30", &["man", command, "--lang", lang]);
            assert!(status == 0 && out.contains(&format!(".TH tiendo-{command} 1")), "{command}: {err}");
        }
    }
    let (status, _, err) = tiendo(&folder(""), "2020-06-30", &["man", "gapps", "--lang", "en"]);
    assert_eq!((status, err.as_str()), (2, "tiendo: no command `gapps`; did you mean `gaps`?\n"));
}

/// The shell itself asks, where it is installed.
#[test]
fn bash_completes_at_its_prompt() {
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_tiendo"));
    let script = r#"
        eval "$("$1" completions bash)"
        COMP_WORDS=("$1" gaps --agency trung) COMP_CWORD=3
        _tiendo
        printf '%s\n' "${COMPREPLY[@]}"
    "#;
    let done = std::process::Command::new("bash").args(["-c", script, "bash"]).arg(program).current_dir(folder("")).output();
    let Ok(done) = done else { return };
    assert_eq!(String::from_utf8_lossy(&done.stdout), "trung-tam\n", "{}", String::from_utf8_lossy(&done.stderr));
}
