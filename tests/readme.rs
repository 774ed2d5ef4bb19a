//! The console blocks of both READMEs and of every page of `docs/` print what they say they print.
//!
//! They are run where a reader would be who has followed it: beside `data`, and beside `my-data`, a copy with the target
//! and the row that `docs/tutorial.md` adds, and `typo-data`, one with a row that is wrong.

use std::fs;
use std::path::Path;

mod harness;
use harness::copy;

/// The pages, by their paths from the root.
fn pages(root: &Path) -> Vec<String> {
    let docs = fs::read_dir(root.join("docs")).expect("docs").map(|entry| entry.expect("an entry").file_name());
    let docs = docs
        .map(|name| format!("docs/{}", name.to_str().expect("a plain name")))
        .filter(|path| Path::new(path).extension().is_some_and(|end| end == "md"));
    let mut pages: Vec<String> = ["README.md", "README.vi.md"].map(str::to_owned).into_iter().chain(docs).collect();
    pages.sort();
    pages
}

#[test]
fn readme() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(root.join("docs/tutorial.md")).expect("the tutorial");
    let line = |start: &str| text.lines().find(|line| line.trim_start().starts_with(start)).expect("the tutorial's line");

    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("docs")).expect("made");
    let pages = pages(root);
    for page in &pages {
        fs::copy(root.join(page), folder.path().join(page)).expect("copied");
    }
    copy(&root.join("data"), &folder.path().join("data"));
    copy(&root.join("data"), &folder.path().join("my-data"));
    copy(&root.join("data"), &folder.path().join("typo-data"));
    let edit = |path: &str, change: &dyn Fn(String) -> String| {
        let path = folder.path().join(path);
        fs::write(&path, change(fs::read_to_string(&path).expect("read"))).expect("written");
    };
    edit("my-data/plans/lang-son-2013-2020.toml", &|plan| {
        let activity = plan.find("id = \"luu-dong\"").expect("the activity");
        let end = activity + plan[activity..].find("\n]\n").expect("the end of its targets");
        format!("{}\n{}{}", &plan[..end], line("{ id = \"crowd\""), &plan[end..])
    });
    edit("my-data/logs/visits/2017.csv", &|rows| rows + line("MH-L-2017-9999") + "\n");
    edit("typo-data/logs/visits/2017.csv", &|rows| rows + line("MH-L-2017-9998") + "\n");

    // The other test of this program names every path from the root, so it is not moved.
    std::env::set_current_dir(&folder).expect("the folder");
    let cases = trycmd::TestCases::new();
    cases.env("COLUMNS", "");
    for page in &pages {
        cases.case(page);
    }
    cases.run();
    // `TRYCMD=overwrite` writes the answers anew.
    if std::env::var("TRYCMD").is_ok_and(|what| what == "overwrite") {
        for page in &pages {
            fs::copy(page, root.join(page)).expect("written");
        }
    }
}

/// A newcomer's page is short, and every page that it leads to is there.
#[test]
fn the_first_page_is_short_and_leads_everywhere() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(root.join("README.md")).expect("a README");
    assert!(text.lines().count() <= 250, "{} lines", text.lines().count());
    for page in pages(root).iter().filter(|page| page.starts_with("docs/")) {
        assert!(text.contains(&format!("({page})")), "README.md does not lead to {page}");
    }
    for page in pages(root) {
        let text = fs::read_to_string(root.join(&page)).expect("a page");
        for target in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            if target.contains("://") || target.starts_with('#') || target.contains(' ') {
                continue;
            }
            let path = root.join(&page).parent().expect("a folder").join(target.split('#').next().unwrap_or_default());
            assert!(path.exists(), "{page}: {target} leads nowhere");
        }
    }
}
