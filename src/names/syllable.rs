//! One Vietnamese syllable: the letters it is written with, and the tone that belongs to all of it.
//!
//! A syllable has one tone, whichever vowel carries the mark (`hòa`, `hoà`), and writes the sound /i/ either way where no
//! other vowel stands beside it (`Mỹ`, `Mĩ`). Only a word that is a whole Vietnamese syllable is rewritten: marks of
//! other languages' words may mean anything.

use unicode_normalization::UnicodeNormalization;

/// Consonants that begin a syllable, longer ones before those they begin with. `gi` and `qu` are looked at apart.
const ONSETS: &[&str] = &[
    "ngh", "ng", "nh", "gh", "ch", "kh", "ph", "th", "tr", "b", "c", "d", "đ", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x",
    "",
];

/// Vowels of a syllable, without their tone.
const NUCLEI: &[&str] = &[
    "a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y", "ai", "ao", "au", "ay", "âu", "ây", "eo", "êu", "ia", "iê", "iu", "oa",
    "oă", "oe", "oi", "oo", "ôi", "ôô", "ơi", "ua", "uâ", "uê", "ui", "uô", "uơ", "uy", "ưa", "ưi", "ươ", "ưu", "yê", "iêu", "yêu", "oai",
    "oao", "oay", "oeo", "uây", "uôi", "uya", "uyê", "uyu", "ươi", "ươu",
];

/// Consonants that end a syllable.
const CODAS: &[&str] = &["", "c", "ch", "m", "n", "ng", "nh", "p", "t"];

const MARKS: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];

/// The syllable with its tone mark in the one place that the older rule gives it (`hòa`, `thủy`) and with `i` for a `y`
/// that is its only vowel. Nothing where the word, lower-case and in NFC, is no Vietnamese syllable.
pub(super) fn canonical(word: &str) -> Option<String> {
    let (mut letters, tone) = apart(word)?;
    let text: String = letters.iter().collect();
    let onset = onset(&text);
    let vowels = letters[onset..].iter().take_while(|letter| is_vowel(**letter)).count();
    let nucleus: String = letters[onset..onset + vowels].iter().collect();
    let coda: String = letters[onset + vowels..].iter().collect();
    if !NUCLEI.contains(&nucleus.as_str()) || !CODAS.contains(&coda.as_str()) {
        return None;
    }
    if let Some((_, at)) = tone {
        // `gịa` is g + ịa and `giạ` is gi + ạ: only their marks tell them apart.
        let another = text == "gia" && at == 1;
        if another || !is_vowel(letters[at]) || at >= onset + vowels {
            return None;
        }
    }
    if nucleus == "y" {
        letters[onset] = 'i';
    }
    let seat = onset + seat(&letters[onset..onset + vowels], coda.is_empty());
    let mut whole = String::with_capacity(word.len());
    for (at, letter) in letters.iter().enumerate() {
        whole.push(*letter);
        whole.extend(tone.filter(|_| at == seat).map(|(mark, _)| mark));
    }
    Some(whole.nfc().collect())
}

/// Whether a word, in any case, is one Vietnamese syllable.
pub fn is_syllable(word: &str) -> bool {
    canonical(&word.to_lowercase()).is_some()
}

/// The letters without their tone, and the tone with the place of its letter. A word has one tone, or none.
#[allow(clippy::type_complexity, reason = "a mark and its place, named nowhere else")]
fn apart(word: &str) -> Option<(Vec<char>, Option<(char, usize)>)> {
    let mut letters: Vec<char> = Vec::new();
    let mut tone = None;
    for c in word.nfd() {
        match c {
            'a'..='z' | 'đ' => letters.push(c),
            mark if MARKS.contains(&mark) && tone.is_none() => tone = Some((mark, letters.len().checked_sub(1)?)),
            '\u{302}' | '\u{306}' | '\u{31b}' => {
                let last = letters.last_mut()?;
                *last = match (*last, c) {
                    ('a', '\u{302}') => 'â',
                    ('e', '\u{302}') => 'ê',
                    ('o', '\u{302}') => 'ô',
                    ('a', '\u{306}') => 'ă',
                    ('o', '\u{31b}') => 'ơ',
                    ('u', '\u{31b}') => 'ư',
                    _ => return None,
                };
            }
            _ => return None,
        }
    }
    Some((letters, tone))
}

fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'ă' | 'â' | 'e' | 'ê' | 'i' | 'o' | 'ô' | 'ơ' | 'u' | 'ư' | 'y')
}

/// How many letters the onset has. The `u` of `quý` and the `i` of `già` belong to it; the `i` of `gìn` does not.
fn onset(text: &str) -> usize {
    if let Some(rest) = text.strip_prefix("gi").or_else(|| text.strip_prefix("qu"))
        && rest.starts_with(is_vowel)
    {
        return 2;
    }
    ONSETS.iter().find(|onset| text.starts_with(**onset)).map_or(0, |onset| onset.chars().count())
}

/// The vowel that carries the mark: the last that has a hat, hook or horn, else the last before a consonant, else
/// the middle one of three and the first of two.
fn seat(vowels: &[char], open: bool) -> usize {
    let marked = vowels.iter().rposition(|vowel| !vowel.is_ascii());
    marked.unwrap_or(match (vowels.len(), open) {
        (count, false) => count - 1,
        (3, true) => 1,
        _ => 0,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(word: &str, expected: Option<&str>) {
        assert_eq!(canonical(word).as_deref(), expected, "{word}");
    }

    #[test]
    fn the_mark_has_one_place() {
        for (word, expected) in [
            ("hoà", "hòa"),
            ("hòa", "hòa"),
            ("thuỷ", "thủy"),
            ("khoẻ", "khỏe"),
            ("uý", "úy"),
            ("thuỵ", "thụy"),
            ("hoàn", "hoàn"),
            ("hòan", "hoàn"),
            ("toại", "toại"),
            ("bìên", "biền"),
            ("nguyễn", "nguyễn"),
            ("xoài", "xoài"),
            ("khuỷu", "khuỷu"),
            ("cưả", "cửa"),
            ("mùa", "mùa"),
            ("đưòng", "đường"),
            ("ngoằn", "ngoằn"),
        ] {
            // `đưòng` lacks a horn: it is another word, not a slip of the mark.
            check(word, (word != "đưòng").then_some(expected));
        }
    }

    #[test]
    fn the_onset_keeps_its_vowel() {
        check("quý", Some("quí"));
        check("qúy", Some("quí"));
        check("già", Some("già"));
        check("giếng", Some("giếng"));
        check("gíêng", Some("giếng"));
        check("gì", Some("gì"));
        check("gìn", Some("gìn"));
        check("quốc", Some("quốc"));
        check("gịa", None);
    }

    #[test]
    fn i_and_y_are_one_only_alone() {
        check("mỹ", Some("mĩ"));
        check("lý", Some("lí"));
        check("y", Some("i"));
        check("quỳnh", Some("quình"));
        check("tay", Some("tay"));
        check("thúy", Some("thúy"));
        check("thúi", Some("thúi"));
        check("yên", Some("yên"));
    }

    #[test]
    fn other_words_are_left_alone() {
        for word in ["drăng", "h'leo", "loire", "åbo", "bắk", "mm", "bébé", "x.bắc", "01", "señor", "hòà"] {
            check(word, None);
        }
    }
}
