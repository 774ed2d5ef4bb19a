//! Questions on a terminal: what stands in a column of a new row.

use std::io::BufRead as _;

use super::{Stop, World};
use crate::calendar::Date;
use crate::decode::Vocabulary;
use crate::edit::Entry;
use crate::model::{Column, Kind, UNITS, Workspace};
use crate::text::{Lang, printable};

/// How many words are listed with a question.
const LISTED: usize = 20;

/// Whoever asks.
pub(super) struct Ask<'w> {
    pub(super) workspace: &'w Workspace,
    pub(super) vocabulary: &'w Vocabulary,
    pub(super) entry: &'w Entry<'w>,
    pub(super) lang: Lang,
}

impl Ask<'_> {
    /// Asks until there is an answer that can be read; nothing where the first question gets none, or nobody answers any more.
    pub(super) fn field(&self, column: &Column, day: Option<Date>, first: bool, world: &mut World<'_>) -> Result<Option<String>, Stop> {
        let words = self.words(column);
        let title = self.title(column);
        if !words.is_empty() && words.len() <= LISTED {
            let all: Vec<String> =
                words.iter().map(|(id, label)| if id == label { id.clone() } else { format!("{id} ({label})") }).collect();
            let _ = writeln!(world.err, "  {}", printable(&all.join(", ")));
        }
        loop {
            let _ = write!(world.err, "{title}: ").and_then(|()| world.err.flush());
            let Some(input) = world.asks.as_mut() else { return Ok(None) };
            let mut line = String::new();
            if input.read_line(&mut line)? == 0 {
                return Ok(None);
            }
            let answer = completed(line.trim(), &words);
            if answer.is_empty() {
                if first {
                    return Ok(None);
                }
                if !column.required {
                    return Ok(Some(answer));
                }
                continue;
            }
            match self.entry.field(column, &answer, day, &[]) {
                Ok(_) => return Ok(Some(answer)),
                Err(doubt) => {
                    let help = doubt.help.map(|help| help.get(self.lang).to_owned()).unwrap_or_default();
                    let _ = writeln!(world.err, "  {}", printable(&help));
                }
            }
        }
    }

    /// The question: the column, and what it takes.
    fn title(&self, column: &Column) -> String {
        let kind = match (&column.kind, self.lang) {
            (Kind::Date, Lang::Vi) => " (ngày)",
            (Kind::Date, Lang::En) => " (date)",
            (Kind::Period, Lang::Vi) => " (kỳ)",
            (Kind::Period, Lang::En) => " (period)",
            (Kind::Integer | Kind::Number, Lang::Vi) => " (số)",
            (Kind::Integer | Kind::Number, Lang::En) => " (number)",
            (Kind::Money, Lang::Vi) => " (số tiền)",
            (Kind::Money, Lang::En) => " (amount)",
            (Kind::Reference(UNITS), Lang::Vi) => " (mã hoặc tên đơn vị)",
            (Kind::Reference(UNITS), Lang::En) => " (code or name of a unit)",
            _ => "",
        };
        let optional = match self.lang {
            _ if column.required => "",
            Lang::Vi => ", có thể bỏ trống",
            Lang::En => ", may be empty",
        };
        format!("{}{kind}{optional}", printable(&column.header))
    }

    /// The words that the column takes, each with what people call it.
    fn words(&self, column: &Column) -> Vec<(String, String)> {
        let of = |known: &std::collections::BTreeMap<String, String>| known.iter().map(|(id, label)| (id.clone(), label.clone())).collect();
        match &column.kind {
            Kind::Choice(choices) | Kind::Choices(choices) => {
                choices.iter().map(|choice| (choice.id.clone(), choice.label.clone())).collect()
            }
            Kind::Agency => of(&self.vocabulary.agencies),
            Kind::Fund => of(&self.vocabulary.funds),
            Kind::Activity => of(&self.vocabulary.activities),
            Kind::Boolean => ["true", "false"].map(|word| (word.to_owned(), word.to_owned())).into(),
            Kind::Reference(register) if *register != UNITS => {
                let register = self.workspace.register(*register);
                if register.table.records_of.is_some() {
                    Vec::new()
                } else {
                    register.keys().map(|key| (key.to_owned(), key.to_owned())).collect()
                }
            }
            _ => Vec::new(),
        }
    }
}

/// The word that an answer is the beginning of, where it is that of one only.
fn completed(answer: &str, words: &[(String, String)]) -> String {
    if answer.is_empty() || words.iter().any(|(id, _)| id == answer) {
        return answer.to_owned();
    }
    let begun = answer.to_lowercase();
    let mut fits = words.iter().filter(|(id, label)| id.to_lowercase().starts_with(&begun) || label.to_lowercase().starts_with(&begun));
    match (fits.next(), fits.next()) {
        (Some((id, _)), None) => id.clone(),
        _ => answer.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::completed;

    #[test]
    fn the_beginning_of_one_word_is_enough() {
        let words = [("tu-van", "Tư vấn"), ("to-tung", "Tham gia tố tụng")].map(|(id, label)| (id.to_owned(), label.to_owned()));
        for (answer, expected) in [("tu", "tu-van"), ("tham", "to-tung"), ("t", "t"), ("to-tung", "to-tung"), ("", ""), ("x", "x")] {
            assert_eq!(completed(answer, &words), expected);
        }
    }
}
