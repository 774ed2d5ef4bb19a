//! The console blocks of both READMEs and of `docs/cookbook.md` print what they say they print.
//!
//! They are run where a reader would be who has followed it: beside `data`, and beside `my-data`, a copy with the target
//! and the row that the README adds, and `typo-data`, one with a row that is wrong.

use std::fs;
use std::path::Path;

mod harness;
use harness::copy;

#[test]
fn readme() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(root.join("README.md")).expect("a README");
    let line = |start: &str| text.lines().find(|line| line.trim_start().starts_with(start)).expect("the README's line");

    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("README.md"), &text).expect("written");
    fs::copy(root.join("README.vi.md"), folder.path().join("README.vi.md")).expect("copied");
    fs::create_dir(folder.path().join("docs")).expect("made");
    fs::copy(root.join("docs/cookbook.md"), folder.path().join("docs/cookbook.md")).expect("copied");
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

    // The one test of this program, so nobody else is moved.
    std::env::set_current_dir(&folder).expect("the folder");
    trycmd::TestCases::new().case("README.md").case("README.vi.md").case("docs/cookbook.md").env("COLUMNS", "").run();
    // `TRYCMD=overwrite` writes the answers anew.
    if std::env::var("TRYCMD").is_ok_and(|what| what == "overwrite") {
        for page in ["README.md", "README.vi.md", "docs/cookbook.md"] {
            fs::copy(page, root.join(page)).expect("written");
        }
    }
}
