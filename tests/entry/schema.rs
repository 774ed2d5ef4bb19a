//! `tiendo schema`: what editors check plans by agrees with the loader.

use std::path::{Path, PathBuf};

use jsonschema::{Draft, JSONSchema};
use serde_json::Value;

use crate::harness::folder;
use crate::harness::places::{entries, files, unmark};

/// The two schemas, as the program prints them.
struct Schemas {
    plan: JSONSchema,
    workspace: JSONSchema,
}

impl Schemas {
    fn printed() -> Schemas {
        let read = |of: &str| {
            let (status, out, err) = crate::harness::tiendo(Path::new("/"), "2020-06-30", &["schema", of, "--lang", "en"]);
            assert_eq!((status, err.as_str()), (0, ""));
            let schema: Value = serde_json::from_str(&out).expect("json");
            // It is held against the schema of its draft, too.
            JSONSchema::options().with_draft(Draft::Draft7).compile(&schema).unwrap_or_else(|fault| panic!("{of}: {fault}"))
        };
        Schemas { plan: read("plan"), workspace: read("workspace") }
    }

    /// What is wrong with a file of a workspace; nothing for one that is no TOML of tiendo's, or has no syntax.
    fn faults(&self, path: &str, text: &str) -> Vec<String> {
        let validator = match path {
            "tiendo.toml" => &self.workspace,
            path if path.starts_with("plans/") => &self.plan,
            _ => return Vec::new(),
        };
        let Ok(value) = toml::from_str::<Value>(text) else { return Vec::new() };
        match validator.validate(&value) {
            Ok(()) => Vec::new(),
            Err(faults) => faults.map(|fault| format!("{}: {fault}", fault.instance_path)).collect(),
        }
    }

    #[track_caller]
    fn all_pass(&self, root: &Path) -> usize {
        let mut count = 0;
        for (path, bytes) in files(root) {
            let (text, _) = unmark(&bytes);
            let faults = self.faults(&path, &String::from_utf8_lossy(&text));
            assert!(faults.is_empty(), "{}/{path}: {faults:#?}", root.display());
            count += usize::from(path == "tiendo.toml" || path.starts_with("plans/"));
        }
        count
    }
}

/// Folders that hold a workspace, below a folder.
fn workspaces(below: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for (path, _) in files(below).into_iter().filter(|(path, _)| path.ends_with("tiendo.toml")) {
        found.push(below.join(path).parent().expect("a folder").to_owned());
    }
    found
}

#[test]
fn every_plan_of_the_repository_passes() {
    let schemas = Schemas::printed();
    let mut count = 0;
    for root in ["data", "examples", "tests/corpus", "tests/fixtures"] {
        let broken = folder("tests/fixtures/broken-plan");
        for workspace in workspaces(&folder(root)).into_iter().filter(|workspace| *workspace != broken) {
            count += schemas.all_pass(&workspace);
        }
    }
    let rules = folder("tests/rules");
    for name in entries(&rules).into_iter().filter(|name| rules.join(name).is_dir()) {
        let sides = entries(&rules.join(&name));
        for side in sides.iter().filter(|side| side.starts_with("right") || name == "base") {
            let side = if name == "base" { rules.join(&name) } else { rules.join(&name).join(side) };
            count += schemas.all_pass(&side);
        }
    }
    assert!(count > 80, "{count}");
}

/// Fixtures of keys that are not known, and of values of a wrong type, fail where they are wrong.
#[test]
fn faults_of_keys_and_types_fail() {
    let schemas = Schemas::printed();
    let rules = folder("tests/rules");
    let (mut failed, mut passed) = (Vec::new(), Vec::new());
    for name in ["unknown-key", "wrong-type", "unknown-format"] {
        for side in entries(&rules.join(name)).into_iter().filter(|side| side.starts_with("wrong")) {
            let mut faults = Vec::new();
            for (path, bytes) in files(&rules.join(name).join(&side)) {
                let (text, _) = unmark(&bytes);
                faults.extend(schemas.faults(&path, &String::from_utf8_lossy(&text)));
            }
            (if faults.is_empty() { &mut passed } else { &mut failed }).push(format!("{name}/{side}"));
        }
    }
    assert!(passed.is_empty(), "nothing is wrong with {passed:?}");
    assert!(failed.len() >= 3, "{failed:?}");
}

#[test]
fn what_a_schema_says_stands_in_both_languages() {
    let schemas = Schemas::printed();
    let faults = |text: &str| schemas.faults("plans/p.toml", text);
    assert_eq!(faults("id = \"p\"\nperiod = \"2014\"\n"), Vec::<String>::new());
    assert!(faults("id = \"p\"\n").concat().contains("\"period\" is a required property"));
    assert!(faults("id = \"p\"\nperiod = 2014\n").concat().contains("not of type \"string\""));
    let target = |target: &str| faults(&format!("id = \"p\"\nperiod = \"2014\"\n[[activity]]\nid = \"a\"\ntarget = [{target}]\n"));
    for good in [
        "{ id = \"x\", at_least = { \"2014\" = 60, \"2015..2016\" = { column = \"n\" } } }",
        "{ id = \"x\", where = { \"indicator.kind\" = \"a\", days = { above = 3 }, form = [\"a\", \"b\"], indicator.kind = \"b\" } }",
        "{ id = \"x\", schedule = [{ every = \"H1\" }, { by = \"2014-06-30\" }], points = { a.b = 3, c = 1.5 } }",
    ] {
        assert_eq!(target(good), Vec::<String>::new(), "{good}");
    }
    for bad in [
        "{ id = \"x\", at_leest = 1 }",
        "{ id = \"x\", at_least = \"2\" }",
        "{ id = \"x\", schedule = { evry = \"year\" } }",
        "{ id = \"x\", where = { days = { abov = 3, above = 1 } } }",
        "{ id = \"x\", count = \"all\" }",
        "{ at_least = 1 }",
    ] {
        assert!(!target(bad).is_empty(), "{bad}");
    }
    let (_, english, _) = crate::harness::tiendo(Path::new("/"), "2020-06-30", &["schema", "--lang", "en"]);
    let (_, vietnamese, _) = crate::harness::tiendo(Path::new("/"), "2020-06-30", &["schema", "--lang", "vi"]);
    assert!(english.contains("\"The currency.\\n\\nĐơn vị tiền.\"") && vietnamese.contains("\"Đơn vị tiền.\\n\\nThe currency.\""));
}
