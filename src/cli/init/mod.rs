//! `tiendo init`: a workspace to begin with, and what git and a server need to look after it.

mod git;
mod templates;

use std::path::{Path, PathBuf};

use anyhow::Context;

use super::globals::Globals;
use super::{Exit, Stop, World, cannot_write, output, tell};
use crate::say;
use crate::text::{Lang, Message, ticked};
use templates::Template;

/// Begin a workspace: settings, a plan, registers and a log, with comments; no file is written over. In a workspace that is there
/// already, --git and --ci add what they need
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// The folder, made where it is not there [default: this folder]
    #[arg(value_name = "DIR", default_value = ".")]
    folder: PathBuf,
    /// Begin with one of these instead of the smallest
    #[arg(long, value_enum, value_name = "NAME")]
    example: Option<Example>,
    /// Keep it in git: how rows of two branches are merged, and a check before each commit
    #[arg(long)]
    git: bool,
    /// A check for a server, on each change and once a month
    #[arg(long, value_enum, value_name = "SERVER")]
    ci: Option<git::Server>,
}

#[derive(clap::ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
enum Example {
    Vaccination,
    Training,
    LegalAid,
}

pub(super) fn run(args: &Args, globals: &Globals, world: &mut World<'_>) -> Result<Exit, Stop> {
    let lang = globals.language(world)?.unwrap_or(if args.example == Some(Example::LegalAid) { Lang::Vi } else { Lang::En });
    let root = world.directory.join(&args.folder);
    let there = output::exists(&root.join("tiendo.toml"));
    if there && !args.git && args.ci.is_none() {
        let shown = args.folder.display();
        return Err(say!(
            vi: "`{shown}` đã là một thư mục làm việc; chọn thư mục khác, hoặc thêm --git hay --ci",
            en: "`{shown}` is a workspace already; choose another folder, or add --git or --ci"
        )
        .into());
    }
    let mut files: Vec<(PathBuf, String)> = Vec::new();
    if !there {
        let template = match args.example {
            None if lang == Lang::Vi => templates::VIETNAMESE,
            None => templates::ENGLISH,
            Some(Example::Vaccination) => templates::VACCINATION,
            Some(Example::Training) => templates::TRAINING,
            Some(Example::LegalAid) => templates::LEGAL_AID,
        };
        // The small ones begin this year; the others have years that their records are of.
        let begins = matches!(args.example, None | Some(Example::LegalAid));
        files.extend(begun(template, begins.then_some(world.today), lang).map(|(path, text)| (root.join(path), text)));
    }
    output::folders(&root).with_context(|| cannot_write(&args.folder))?;
    let home = git::Home::new(&root, args.git)?;
    if args.git {
        files.extend(home.attributes());
    }
    if let Some(server) = args.ci {
        files.push(home.job(server));
    }
    refuse_what_is_there(&files, world)?;
    // What a run that was broken off has written is there already.
    for (path, text) in files.iter().filter(|(path, _)| !output::exists(path)) {
        write(path, text)?;
    }
    let mut written: Vec<PathBuf> = files.into_iter().map(|(path, _)| path).collect();
    if args.git {
        written.extend(home.configure(world, lang)?);
    }
    for path in &written {
        let shown = path.strip_prefix(&world.directory).unwrap_or(path).display().to_string();
        writeln!(world.out, "{}", shown.trim_start_matches("./"))?;
    }
    world.out.flush()?;
    if !globals.quiet && !there {
        tell(world, "tiendo", &next(args), lang);
    }
    Ok(Exit::Fine)
}

/// The files of a workspace, their years moved to a day where one is given.
fn begun(template: Template, today: Option<crate::calendar::Date>, lang: Lang) -> impl Iterator<Item = (&'static str, String)> {
    template.iter().map(move |(path, text)| {
        let text = today.map_or_else(
            || (*text).to_owned(),
            |today| {
                let (this, next) = (today.year(), today.year() + 1);
                let text = text.replace("2026-01-05", "{today}").replace("2027", "{next}").replace("2026", &this.to_string());
                text.replace("{next}", &next.to_string()).replace("{today}", &today.to_string())
            },
        );
        let asked = if lang == Lang::Vi { ("language = \"en\"", "language = \"vi\"") } else { ("language = \"vi\"", "language = \"en\"") };
        (*path, if *path == "tiendo.toml" { text.replacen(asked.0, asked.1, 1) } else { text })
    })
}

/// Nothing is written where one of the files is there already and is another one, or where all of them are there.
fn refuse_what_is_there(files: &[(PathBuf, String)], world: &World<'_>) -> Result<(), Message> {
    let shown = |path: &Path| path.strip_prefix(&world.directory).unwrap_or(path).display().to_string();
    let there: Vec<&(PathBuf, String)> = files.iter().filter(|(path, _)| output::exists(path)).collect();
    let same = |(path, text): &(PathBuf, String)| output::read(path).is_ok_and(|there| there == text.as_bytes());
    let broken_off = there.len() < files.len() && there.iter().all(|file| same(file));
    let there: Vec<String> = there.iter().map(|(path, _)| shown(path)).collect();
    if there.is_empty() || broken_off {
        return Ok(());
    }
    let names = ticked(&there.iter().map(String::as_str).collect::<Vec<_>>());
    Err(say!(
        vi: "đã có {names}; không tệp nào được ghi. Chọn thư mục khác, hoặc chuyển tệp đi trước",
        en: "{names} is there already; nothing was written. Choose another folder, or move it away first"
    ))
}

/// Writes a file and the folders above it.
fn write(path: &Path, text: &str) -> Result<(), Stop> {
    let made = path.parent().map_or(Ok(()), output::folders);
    let done = made.and_then(|()| output::write(path, |out| out.write_all(text.as_bytes())));
    Ok(done.with_context(|| cannot_write(path))?)
}

/// What to type next.
fn next(args: &Args) -> Message {
    let data = if args.folder == Path::new(".") { String::new() } else { format!(" --data {}", args.folder.display()) };
    let day = match args.example {
        Some(Example::Vaccination | Example::Training) => " --as-of 2023-06-30",
        _ => "",
    };
    say!(
        vi: "tiếp theo: `tiendo check{data}{day}`, `tiendo gaps{data}{day}`, rồi sửa kế hoạch trong plans/ và danh mục trong registers/",
        en: "next: `tiendo check{data}{day}`, `tiendo gaps{data}{day}`; then change the plan in plans/ and the registers in registers/"
    )
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_template_has_every_file_of_its_folder() {
        for (template, folder) in [
            (templates::ENGLISH, "start/en"),
            (templates::VIETNAMESE, "start/vi"),
            (templates::LEGAL_AID, "start/legal-aid"),
            (templates::VACCINATION, "vaccination"),
            (templates::TRAINING, "training"),
        ] {
            let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(folder);
            let (mut found, mut folders) = (BTreeSet::new(), vec![root.clone()]);
            while let Some(folder) = folders.pop() {
                for entry in std::fs::read_dir(folder).expect("a folder") {
                    let path = entry.expect("an entry").path();
                    if path.is_dir() {
                        folders.push(path);
                    } else if path.extension().is_none_or(|ending| ending != "md") {
                        let path = path.strip_prefix(&root).expect("below").to_str().expect("text").replace('\\', "/");
                        found.insert(path);
                    }
                }
            }
            assert_eq!(template.iter().map(|(path, _)| (*path).to_owned()).collect::<BTreeSet<_>>(), found, "{folder}");
        }
    }
}
