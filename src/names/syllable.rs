//! One Vietnamese syllable: the letters it is written with, and the tone that belongs to all of it.
//!
//! A syllable has one tone, whichever vowel carries the mark (`hòa`, `hoà`), and writes the sound /i/ either way where no
//! other vowel stands beside it (`Mỹ`, `Mĩ`). Only a word that is a whole Vietnamese syllable is rewritten: marks of
//! other languages' words may mean anything.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::decompose_canonical;

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
    let Syllable { letters, count, tone } = apart(word)?;
    let mut letters = letters;
    let letters = &mut letters[..count];
    let mut buffer = [0; 4 * LONGEST];
    let text = written(letters, &mut buffer);
    let onset = onset(text);
    let vowels = letters[onset..].iter().take_while(|letter| is_vowel(**letter)).count();
    let end = |count: usize| letters[..count].iter().map(|letter| letter.len_utf8()).sum::<usize>();
    let (nucleus, coda) = text[end(onset)..].split_at(end(onset + vowels) - end(onset));
    if !NUCLEI.contains(&nucleus) || !CODAS.contains(&coda) {
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
    if let Some((mark, _)) = tone {
        letters[seat] = [letters[seat], mark].into_iter().nfc().next()?;
    }
    Some(letters.iter().collect())
}

/// Whether a word, in any case, is one Vietnamese syllable.
pub fn is_syllable(word: &str) -> bool {
    canonical(&word.to_lowercase()).is_some()
}

/// No syllable has more letters: `nghuyênh`, if there were one.
const LONGEST: usize = 8;

/// A word that may be a syllable: its letters without their tone, and the tone with the place of its letter.
#[derive(Default)]
struct Syllable {
    letters: [char; LONGEST],
    count: usize,
    tone: Option<(char, usize)>,
}

impl Syllable {
    /// Takes a letter, or the mark of the one before; nothing where no syllable is written so.
    ///
    /// Which of a letter's marks comes first does not matter.
    fn take(&mut self, c: char) -> Option<()> {
        match c {
            'a'..='z' | 'đ' => {
                *self.letters.get_mut(self.count)? = c;
                self.count += 1;
            }
            mark if MARKS.contains(&mark) && self.tone.is_none() => self.tone = Some((mark, self.count.checked_sub(1)?)),
            mark => {
                let last = self.letters[..self.count].last_mut()?;
                *last = match (*last, mark) {
                    ('a', '\u{302}') => 'â',
                    ('e', '\u{302}') => 'ê',
                    ('o', '\u{302}') => 'ô',
                    ('a', '\u{306}') => 'ă',
                    ('o', '\u{31b}') => 'ơ',
                    ('u', '\u{31b}') => 'ư',
                    _ => return None,
                };
            }
        }
        Some(())
    }
}

/// The letters without their tone, and the tone. A word has one tone, or none.
fn apart(word: &str) -> Option<Syllable> {
    let mut syllable = Syllable::default();
    for c in word.chars() {
        if c.is_ascii() {
            syllable.take(c)?;
        } else {
            let mut taken = Some(());
            decompose_canonical(c, |part| taken = taken.and_then(|()| syllable.take(part)));
            taken?;
        }
    }
    Some(syllable)
}

/// The letters as text.
fn written<'b>(letters: &[char], buffer: &'b mut [u8]) -> &'b str {
    let mut end = 0;
    for letter in letters {
        end += letter.encode_utf8(&mut buffer[end..]).len();
    }
    std::str::from_utf8(&buffer[..end]).unwrap_or_default()
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
