//! Every file in `tests/cases/` is a run of the program with what it must say: drop one, and it is a test.
//!
//! Commands run in the repository's root. `TRYCMD=overwrite cargo test --test cases` writes the answers anew.

#[test]
fn every_case_answers_as_written() {
    trycmd::TestCases::new()
        .case("tests/cases/*.trycmd")
        .case("tests/cases/*.toml")
        // What the machine that runs the tests has set must not matter.
        .env("TIENDO_DATA", "")
        .env("TIENDO_LANG", "")
        .env("NO_COLOR", "1")
        .env("COLUMNS", "");
}
