//! Which codes are asked for: `--select` and `--ignore`, by id, by the beginning of an id, or by name.

use crate::finding::Code;
use crate::say;
use crate::text::{Message, nearest};

/// A choice of codes.
#[derive(Clone, Default, Debug)]
pub struct CodeFilter {
    select: Vec<String>,
    ignore: Vec<String>,
}

impl CodeFilter {
    /// Reads the words of both options. One that no code fits is a mistake.
    pub fn parse(codes: &[&'static Code], select: &[String], ignore: &[String]) -> Result<CodeFilter, Message> {
        let read = |option: &str, words: &[String]| -> Result<Vec<String>, Message> {
            words.iter().map(|word| word.trim()).filter(|word| !word.is_empty()).map(|word| known(codes, option, word)).collect()
        };
        // A variable of a script that is empty by mistake would let everything through.
        if !select.is_empty() && select.iter().all(|word| word.trim().is_empty()) {
            return Err(
                say!(vi: "--select: cần ít nhất một mã; xem `tiendo rules`", en: "--select: name a code at least; see `tiendo rules`"),
            );
        }
        Ok(CodeFilter { select: read("--select", select)?, ignore: read("--ignore", ignore)? })
    }

    /// Whether nothing is chosen, so that everything is.
    pub fn is_empty(&self) -> bool {
        self.select.is_empty() && self.ignore.is_empty()
    }

    /// Whether a code is asked for. The closer word decides: `--ignore C --select C005` leaves C005 of its family.
    pub fn admits(&self, code: &Code) -> bool {
        let closeness = |words: &[String]| words.iter().filter(|word| fits(code, word)).map(|word| closeness(code, word)).max();
        match (closeness(&self.select), closeness(&self.ignore)) {
            (None, _) if !self.select.is_empty() => false,
            (_, None) => true,
            (select, ignore) => select > ignore,
        }
    }
}

fn fits(code: &Code, word: &str) -> bool {
    code.name == word || code.id.starts_with(word)
}

/// How much of a code a word tells: a name is as close as a whole id.
fn closeness(code: &Code, word: &str) -> usize {
    if code.name == word { code.id.len() } else { word.len() }
}

/// The word as codes are written, where it fits one.
fn known(codes: &[&'static Code], option: &str, word: &str) -> Result<String, Message> {
    let written = [word.to_ascii_uppercase(), word.to_ascii_lowercase()];
    if let Some(found) = written.into_iter().find(|written| codes.iter().any(|code| fits(code, written))) {
        return Ok(found);
    }
    let near = nearest(word, codes.iter().flat_map(|code| [code.id, code.name]));
    Err(match near {
        Some(near) => {
            say!(vi: "{option}: không có mã nào là `{word}`; có phải là `{near}`?", en: "{option}: no code is or begins with `{word}`; did you mean `{near}`?")
        }
        None => {
            say!(vi: "{option}: không có mã nào là `{word}`; xem `tiendo rules`", en: "{option}: no code is or begins with `{word}`; see `tiendo rules`")
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::RULES;
    use crate::text::Lang;

    fn filter(select: &[&str], ignore: &[&str]) -> Result<CodeFilter, String> {
        let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        CodeFilter::parse(RULES, &owned(select), &owned(ignore)).map_err(|message| message.get(Lang::En).to_owned())
    }

    #[track_caller]
    fn check(select: &[&str], ignore: &[&str], admitted: &[&str], refused: &[&str]) {
        let filter = filter(select, ignore).expect("known words");
        let admits = |id: &&str| RULES.iter().any(|code| code.id == *id && filter.admits(code));
        assert!(admitted.iter().all(admits), "{admitted:?}");
        assert!(!refused.iter().any(admits), "{refused:?}");
    }

    #[test]
    fn words_and_beginnings() {
        check(&[], &[], &["F001", "T001"], &[]);
        check(&["C", "v001"], &[], &["C001", "C005", "V001"], &["V002", "T001"]);
        check(&["Bad-Date"], &[], &["V001"], &["V002"]);
        check(&[], &["c00", "T"], &["V001", "C010"], &["C001", "T001"]);
    }

    #[test]
    fn the_closer_word_decides() {
        check(&["C005"], &["C"], &["C005"], &["C001", "V001"]);
        check(&["C"], &["C005"], &["C001"], &["C005"]);
        check(&["C"], &["C"], &[], &["C001"]);
        check(&["bad-date"], &["V0"], &["V001"], &["V002"]);
    }

    #[test]
    fn a_word_that_fits_nothing_is_a_mistake() {
        assert_eq!(filter(&["V0011"], &[]).err().as_deref(), Some("--select: no code is or begins with `V0011`; did you mean `V001`?"));
        assert_eq!(
            filter(&[], &["bad-dat"]).err().as_deref(),
            Some("--ignore: no code is or begins with `bad-dat`; did you mean `bad-date`?")
        );
        assert_eq!(filter(&[""], &[]).err().as_deref(), Some("--select: name a code at least; see `tiendo rules`"));
        assert!(filter(&[], &[""]).is_ok());
        assert_eq!(filter(&["X"], &[]).err().as_deref(), Some("--select: no code is or begins with `X`; see `tiendo rules`"));
    }
}
