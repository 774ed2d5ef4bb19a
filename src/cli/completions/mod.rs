//! `tiendo completions`: a few lines for a shell, which asks the program itself what may stand at the cursor: commands and options,
//! and of the workspace targets, agencies, units, logs, columns, codes and periods.

mod candidates;

use std::ffi::OsString;

use clap::{ArgAction, ValueEnum};

use super::globals::Globals;
use super::{Exit, Stop, World, command, help, output};
use crate::text::Lang;
use candidates::{Known, Line};

/// Print what makes a shell complete commands, options, and the workspace's own names; it says how it is installed
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// The shell
    #[arg(value_enum, value_name = "SHELL")]
    shell: Shell,
    /// What a shell asks: at which of the words the cursor is
    #[arg(long, hide = true, value_name = "N")]
    at: Option<usize>,
    /// The words of the line, the program first
    #[arg(last = true, hide = true, value_name = "TEXT")]
    words: Vec<OsString>,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
enum Shell {
    Bash,
    Zsh,
    Fish,
    Powershell,
}

pub(super) fn run(args: &Args, globals: &Globals, world: &mut World<'_>) -> Result<Exit, Stop> {
    let Some(at) = args.at else {
        output::text(script(args.shell).as_bytes(), globals, world)?;
        return Ok(Exit::Fine);
    };
    let lang = globals.language(world)?.unwrap_or_default();
    let words: Vec<String> = args.words.iter().map(|word| word.to_string_lossy().into_owned()).collect();
    for Line { text, about } in at_cursor(&words, at, lang, world) {
        match about.filter(|_| args.shell != Shell::Bash) {
            Some(about) => writeln!(world.out, "{text}\t{}", crate::text::printable(&about).replace(['\t', '\n'], " "))?,
            None => writeln!(world.out, "{text}")?,
        }
    }
    Ok(Exit::Fine)
}

/// What may stand at a word of a line.
fn at_cursor(words: &[String], at: usize, lang: Lang, world: &World<'_>) -> Vec<Line> {
    let mut root = help::translate(command(), lang);
    root.build();
    let current = words.get(at).map_or("", String::as_str);
    let before = words.get(1..at.min(words.len())).unwrap_or_default();
    let name = before.iter().enumerate().find(|(place, word)| {
        let value = *place > 0 && takes_value(&root, &before[place - 1]).is_some();
        !word.starts_with('-') && !value
    });
    let found = name.and_then(|(_, name)| root.find_subcommand(name));
    let known = Known::new(before, world);
    // The value of the option before, or of this one.
    let owner = found.unwrap_or(&root);
    if let Some(option) = before.last().and_then(|word| takes_value(owner, word)) {
        return begun(known.values(owner, option), current, "");
    }
    if let Some((option, value)) = current.split_once('=')
        && let Some(argument) = takes_value(owner, option)
    {
        return begun(known.values(owner, argument), value, &format!("{option}="));
    }
    if current.starts_with('-') {
        let options = owner.get_arguments().filter(|argument| !argument.is_hide_set()).filter_map(|argument| {
            let text = format!("--{}", argument.get_long()?);
            Some(Line { text, about: argument.get_help().map(ToString::to_string) })
        });
        return begun(options.collect(), current, "");
    }
    if name.is_some() && found.is_none() {
        return Vec::new();
    }
    let Some(found) = found else {
        let commands = root.get_subcommands().filter(|command| !command.is_hide_set());
        let line =
            |command: &clap::Command| Line { text: command.get_name().to_owned(), about: command.get_about().map(ToString::to_string) };
        return begun(commands.map(line).collect(), current, "");
    };
    // Which of its own words this is: options and their values are none.
    let own = before.iter().skip(name.map_or(0, |(place, _)| place + 1));
    let mut place = 0;
    let mut value = false;
    for word in own {
        if std::mem::take(&mut value) {
            continue;
        }
        value = takes_value(found, word).is_some();
        place += usize::from(!word.starts_with('-'));
    }
    let positional = found.get_positionals().nth(place).or_else(|| found.get_positionals().last());
    let positional = positional
        .filter(|argument| !argument.is_hide_set() && (place == 0 || found.get_positionals().count() > place || is_many(argument)));
    positional.map_or_else(Vec::new, |argument| begun(known.values(found, argument), current, ""))
}

/// Whether an argument takes several words.
fn is_many(argument: &clap::Arg) -> bool {
    matches!(argument.get_action(), ArgAction::Append) || argument.get_num_args().is_some_and(|range| range.max_values() > 1)
}

/// The option that a word is, where the next word is its value.
fn takes_value<'c>(command: &'c clap::Command, word: &str) -> Option<&'c clap::Arg> {
    let long = word.strip_prefix("--")?;
    command.get_arguments().find(|argument| argument.get_long() == Some(long)).filter(|argument| argument.get_action().takes_values())
}

/// Those that begin with what stands there.
fn begun(lines: Vec<Line>, current: &str, front: &str) -> Vec<Line> {
    // After a comma the next of several values begins.
    let (done, current) = current.rsplit_once(',').map_or(("", current), |(done, rest)| (done, rest));
    let front = if done.is_empty() { front.to_owned() } else { format!("{front}{done},") };
    let fits = |line: &Line| line.text.to_lowercase().starts_with(&current.to_lowercase());
    lines.into_iter().filter(fits).map(|line| Line { text: format!("{front}{}", line.text), ..line }).collect()
}

/// The lines that make a shell ask.
fn script(shell: Shell) -> &'static str {
    match shell {
        Shell::Bash => {
            r#"# bash: put this into ~/.bashrc:  eval "$(tiendo completions bash)"
_tiendo() {
    local IFS=$'\n' words cword cur
    if declare -F _get_comp_words_by_ref >/dev/null; then
        _get_comp_words_by_ref -n =: words cword cur
    else
        words=("${COMP_WORDS[@]}") cword=$COMP_CWORD cur=${COMP_WORDS[COMP_CWORD]}
    fi
    local found
    mapfile -t found < <("${words[0]}" completions bash --at "$cword" -- "${words[@]}" 2>/dev/null)
    COMPREPLY=()
    local one
    for one in "${found[@]}"; do COMPREPLY+=("$(printf '%q' "$one")"); done
    if declare -F __ltrim_colon_completions >/dev/null; then __ltrim_colon_completions "$cur"; fi
}
complete -o default -F _tiendo tiendo
"#
        }
        Shell::Zsh => {
            r#"#compdef tiendo
# zsh: put this into ~/.zshrc, after compinit:  eval "$(tiendo completions zsh)"
_tiendo() {
    local -a lines described
    local line
    lines=("${(@f)$("${words[1]}" completions zsh --at $((CURRENT - 1)) -- "${words[@]}" 2>/dev/null)}")
    for line in "${lines[@]}"; do
        [[ -n $line ]] && described+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}")
    done
    if (( ${#described} )); then _describe 'tiendo' described; else _files; fi
}
compdef _tiendo tiendo
"#
        }
        Shell::Fish => {
            r" fish: tiendo completions fish > ~/.config/fish/completions/tiendo.fish
function __tiendo_complete
    set -l words (commandline -opc) (commandline -ct)
    $words[1] completions fish --at (math (count $words) - 1) -- $words 2>/dev/null
end
complete -c tiendo -a '(__tiendo_complete)'
"
        }
        Shell::Powershell => {
            r#"# PowerShell: put this into $PROFILE:  tiendo completions powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName tiendo -ScriptBlock {
    param($word, $line, $cursor)
    $words = @($line.CommandElements | ForEach-Object { $_.ToString() })
    if ($word -eq '') { $words += '' }
    & $words[0] completions powershell --at ($words.Count - 1) -- @words 2>$null | ForEach-Object {
        $text, $about = $_ -split "`t", 2
        $shown = if ($text -match '\s') { "'$text'" } else { $text }
        [System.Management.Automation.CompletionResult]::new($shown, $text, 'ParameterValue', $(if ($about) { $about } else { $text }))
    }
}
"#
        }
    }
}
