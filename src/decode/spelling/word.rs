//! Words of columns that take only some: a label for its id, another case, a tick for `true`.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::{Instead, instead, repeat, spreadsheet, tidy};
use crate::finding::Advice;
use crate::model::Choice;
use crate::say;
use crate::text::did_you_mean;
use crate::text::{Lang, either, nearest};

/// Yes or no, where a text certainly says it.
fn meant_boolean(text: &str) -> Option<bool> {
    match tidy(text).as_str() {
        "có" | "co" | "yes" | "y" | "1" | "true" | "đúng" | "rồi" | "đã có" | "✓" | "✔" | "c" => Some(true),
        "không" | "no" | "n" | "0" | "false" | "sai" | "chưa" | "không có" | "chưa có" | "k" | "ko" => Some(false),
        _ => None,
    }
}

/// Advice on a text that is neither `true` nor `false`.
pub(in crate::decode) fn boolean(text: &str) -> Option<Advice> {
    if let Some(meant) = meant_boolean(text) {
        return Some(Advice::write(if meant { "true" } else { "false" }));
    }
    let text = tidy(text);
    let help = match text.as_str() {
        "x" | "v" => Some(say!(vi: "viết true nếu dấu này nghĩa là có", en: "write true if the mark means yes")),
        text => match instead(text) {
            Some(Instead::SameAsAbove) => Some(repeat()),
            Some(Instead::Nothing) => Some(
                say!(vi: "viết true hoặc false; chưa rõ thì để trống", en: "write true or false; leave the cell empty if it is not known"),
            ),
            None => spreadsheet(text).or_else(|| Some(say!(vi: "viết true hoặc false", en: "write true or false"))),
        },
    };
    help.map(Advice::from)
}

/// Advice on a text that is none of the choices: the one it means, else all of them.
pub(in crate::decode) fn choice(choices: &[Choice], text: &str) -> Option<Advice> {
    one_of(choices, text).or_else(|| did_you_mean(text, choices.iter().map(|choice| choice.id.as_str())).map(Advice::from))
}

/// Advice on a text that is no id of a list, where one of the list is meant.
///
/// People write the label where the file wants the id, or the id in their own way.
pub(in crate::decode) fn one_of(choices: &[Choice], text: &str) -> Option<Advice> {
    let tidied = tidy(text);
    let says = |choice: &&Choice| tidied == tidy(&choice.label) || tidied == choice.id.to_lowercase();
    match choices.iter().filter(says).collect::<Vec<_>>().as_slice() {
        [] => {}
        [one] => return Some(Advice::word(&one.id)),
        several => return Some(which(&several.iter().map(|choice| choice.id.as_str()).collect::<Vec<_>>())),
    }
    match instead(&tidied) {
        Some(Instead::SameAsAbove) => return Some(repeat().into()),
        Some(Instead::Nothing) => return None,
        None => {}
    }
    let alike = bare(&tidied);
    let like: Vec<&Choice> = choices.iter().filter(|choice| alike == bare(&choice.label) || alike == bare(&choice.id)).collect();
    if let [Choice { id, .. }] = like.as_slice() {
        return Some(which(&[id]));
    }
    if let Some(id) = nearest(text, choices.iter().map(|choice| choice.id.as_str())) {
        // Of `chi-nhanh-1` to `chi-nhanh-4` none is nearer to `chi-nhanh-9` than the others.
        let far = |id: &str| strsim::osa_distance(&text.to_lowercase(), &id.to_lowercase());
        let ids: Vec<&str> = choices.iter().map(|choice| choice.id.as_str()).filter(|other| far(other) == far(id)).take(5).collect();
        return Some(which(&ids));
    }
    let label = nearest(&tidied, choices.iter().map(|choice| choice.label.as_str()))?;
    let Choice { id, .. } = choices.iter().find(|choice| choice.label == label)?;
    Some(say!(vi: "có phải là `{id}` ({label})?", en: "did you mean `{id}` ({label})?").into())
}

/// Asks which of some ids is meant.
fn which(ids: &[&str]) -> Advice {
    let all = either(ids);
    let (vi, en) = (all.get(Lang::Vi), all.get(Lang::En));
    say!(vi: "có phải là {vi}?", en: "did you mean {en}?").into()
}

/// Letters and digits without marks: good for a question, never for an answer.
fn bare(text: &str) -> String {
    let plain = |c: char| if matches!(c, 'đ' | 'ð') { 'd' } else { c };
    text.to_lowercase().nfd().filter(|c| !is_combining_mark(*c)).map(plain).filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choices() -> Vec<Choice> {
        let choice = |(id, label): (&str, &str)| Choice { id: id.into(), label: label.into() };
        [("tu-van", "Tư vấn"), ("to-tung", "Tham gia tố tụng")].map(choice).into()
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(choice(&choices(), text).map(|advice| advice.help().get(Lang::En).to_owned()).as_deref(), Some(expected), "{text}");
    }

    #[test]
    fn the_label_leads_to_the_id() {
        for text in ["Tư vấn", "tư vấn ", "TƯ  VẤN", "Tu-Van"] {
            check(text, "write `tu-van`");
        }
    }

    #[test]
    fn of_equally_near_ids_none_is_preferred() {
        let branch = |at: usize| Choice { id: format!("branch-{at}"), label: format!("Branch {at}") };
        let help = one_of(&(1..=3).map(branch).collect::<Vec<_>>(), "branch-9");
        assert_eq!(help.as_ref().map(|advice| advice.help().get(Lang::En)), Some("did you mean `branch-1`, `branch-2` or `branch-3`?"));
    }

    #[test]
    fn a_slip_is_asked_about() {
        for text in ["tu van", "Tu vấn", "tu_van", "tu-vna"] {
            check(text, "did you mean `tu-van`?");
        }
        check("Tham gia tố tung", "did you mean `to-tung`?");
        check("Than gia tố tụng", "did you mean `to-tung` (Tham gia tố tụng)?");
        check("hòa giải", "there are only: `tu-van`, `to-tung`");
    }

    #[test]
    fn yes_and_no() {
        let help = |text: &str| boolean(text).map(|advice| advice.help().get(Lang::En).to_owned()).unwrap_or_default();
        for text in ["Có", "1", "TRUE", "Yes", "✓"] {
            assert_eq!(help(text), "write true", "{text}");
        }
        for text in ["Không", "0", "FALSE", "chưa"] {
            assert_eq!(help(text), "write false", "{text}");
        }
        assert_eq!(help("x"), "write true if the mark means yes");
        assert_eq!(help("?"), "write true or false; leave the cell empty if it is not known");
    }
}
