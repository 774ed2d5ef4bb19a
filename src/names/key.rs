//! Spelling keys: names that differ only in how they are spelt have one key; two names never do.

use std::cell::RefCell;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::memo::{Memo, slot};
use super::syllable::canonical;
use crate::text::nfc;

/// The key of a text: NFC, lower case, single spaces, one place for every tone mark, `đ` for its look-alikes, `i` for a
/// `y` that stands alone. The key of a key is itself.
///
/// ```
/// use tiendo::names::key;
/// assert_eq!(key("XÃ  Hoà\u{a0}Bình"), key("xã Hòa Bình"));
/// assert_ne!(key("Tân Thành"), key("Tân Thanh"));
/// ```
pub fn key(text: &str) -> String {
    let text = nfc(text);
    let mut key = String::with_capacity(text.len() + 2);
    for word in text.split(char::is_whitespace) {
        push(&mut key, word, str::to_owned);
    }
    key
}

/// Adds what is made of a word's key, after a space; says whether there is a key.
fn push(whole: &mut String, word: &str, of: impl Fn(&str) -> String) -> bool {
    let slot = slot(word);
    KEYS.with_borrow_mut(|keys| {
        let mut add = |key: &str| {
            if key.is_empty() {
                return false;
            }
            if !whole.is_empty() {
                whole.push(' ');
            }
            whole.push_str(&of(key));
            true
        };
        if let Some(known) = keys.get(slot, |known| **known == *word) {
            return add(known);
        }
        let key = key_of_word(word);
        let added = add(&key);
        if word.len() <= LONGEST {
            keys.put(slot, word.into(), key.into());
        }
        added
    })
}

/// The key of no longer word, in bytes, is remembered.
const LONGEST: usize = 32;

thread_local! {
    static KEYS: RefCell<Memo<Box<str>, Box<str>>> = const { RefCell::new(Memo::new()) };
}

/// The key of a text in NFC without white space.
fn key_of_word(word: &str) -> String {
    let mut folded = String::with_capacity(word.len() + 2);
    for c in word.chars() {
        match c {
            // Seen by nobody, and between the letters of a word.
            '\u{ad}' | '\u{200c}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => {}
            '\u{200b}' => folded.push(' '),
            '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' => folded.push_str(" - "),
            '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2032}' | '\u{2b9}'..='\u{2bc}' | '\u{ff07}' | '\u{b4}' | '`' => folded.push('\''),
            'Đ' | 'Ð' | 'ð' | 'Ɖ' | 'ɖ' => folded.push('đ'),
            c => folded.extend(c.to_lowercase()),
        }
    }
    let folded = nfc(&folded);
    let mut key = String::with_capacity(folded.len());
    for word in folded.split_whitespace() {
        if !key.is_empty() {
            key.push(' ');
        }
        match canonical(word) {
            Some(syllable) => key.push_str(&syllable),
            None => key.push_str(word),
        }
    }
    key
}

/// The key of a text, and where in it the words after the first begin.
///
/// Words have their keys each for itself, so that what begins at any of them is a piece of one key.
pub(super) struct Keyed {
    pub(super) key: String,
    /// After each white space: the place in the text, and that in the key.
    pub(super) starts: Vec<(usize, usize)>,
}

impl Keyed {
    /// Of a text in NFC.
    pub(super) fn new(text: &str) -> Keyed {
        Keyed::with(text, str::to_owned)
    }

    /// The same with something made of each word's key.
    pub(super) fn with(text: &str, of: impl Fn(&str) -> String) -> Keyed {
        let mut keyed = Keyed { key: String::with_capacity(text.len() + 2), starts: Vec::new() };
        // Words that have not begun, as only white space followed so far.
        let mut open = 0;
        let mut from = 0;
        let ends = text.match_indices(char::is_whitespace).map(|(at, space)| (at, at + space.len())).chain([(text.len(), text.len())]);
        for (end, next) in ends {
            let before = keyed.key.len();
            if push(&mut keyed.key, &text[from..end], &of) {
                for (_, at) in &mut keyed.starts[open..] {
                    *at = if before == 0 { 0 } else { before + 1 };
                }
                open = keyed.starts.len();
            }
            if next > end {
                keyed.starts.push((next, 0));
            }
            from = next;
        }
        for (_, at) in &mut keyed.starts[open..] {
            *at = keyed.key.len();
        }
        keyed
    }
}

/// A key without any marks: what is left of it where nobody typed them. Never enough to tell names apart.
pub(super) fn bare(key: &str) -> String {
    key.nfd().filter(|c| !is_combining_mark(*c)).map(|c| if c == 'đ' { 'd' } else { c }).collect()
}

/// A bare key without spaces, with `x` for `s` and `i` for `y`: what machines make of names, and hasty ears.
pub(super) fn rough(key: &str) -> String {
    let fold = |c: char| match c {
        's' => 'x',
        'y' => 'i',
        c => c,
    };
    bare(key).chars().filter(|c| c.is_alphanumeric()).map(fold).collect()
}

/// How many letters and digits a text has, marks aside. Its key, and a bare key, have as many.
pub(super) fn letters(text: &str) -> usize {
    nfc(text).chars().filter(|c| c.is_alphanumeric() && (c.is_ascii() || !is_combining_mark(*c))).count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn spellings_of_one_name() {
        for spellings in [
            &["Hòa Bình", "Hoà Bình", "HÒA BÌNH", "hòa  bình", " Hòa\u{a0}Bình ", "Ho\u{300}a Bi\u{300}nh", "Hòa\u{feff} Bình"][..],
            &["Thụy Hùng", "Thuỵ Hùng"],
            &["Đình Lập", "Ðình Lập", "Ɖình Lập", "đình lập"],
            &["Quý Hòa", "Quí Hoà", "Qúy Hòa"],
            &["Phan Rang-Tháp Chàm", "Phan Rang - Tháp Chàm", "Phan Rang – Tháp Chàm"],
            &["Ea H'leo", "Ea H’leo"],
        ] {
            for spelling in spellings {
                assert_eq!(key(spelling), key(spellings[0]), "{spelling}");
            }
        }
    }

    #[test]
    fn names_that_are_not_one() {
        let names = [
            "Tân Thành",
            "Tân Thanh",
            "Vân Thủy",
            "Vạn Thủy",
            "Nhật Tiến",
            "Nhất Tiến",
            "Vân An",
            "Văn An",
            "Thúy",
            "Thúi",
            "Hai",
            "Hay",
            "Giạ",
            "Gịa",
            "Bắc Xa",
            "Bắc Sa",
            "Phan Rang Tháp Chàm",
            "Phan Rang-Tháp Chàm",
        ];
        for (at, one) in names.iter().enumerate() {
            for other in &names[at + 1..] {
                assert_ne!(key(one), key(other), "{one} / {other}");
            }
        }
    }

    /// A syllable's letters and tone, with the mark on the vowel that `seat` picks.
    fn syllable() -> impl Strategy<Value = (String, char, String)> {
        let onsets = vec!["", "b", "đ", "d", "ngh", "th", "tr", "h", "g", "gi", "qu", "s", "x", "m", "v"];
        let nuclei =
            vec!["a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y", "oa", "oe", "uy", "ui", "ai", "ay", "iê", "ươ", "uyê"];
        let codas = vec!["", "n", "ng", "c", "t"];
        let tones = vec!['\0', '\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];
        let pick = prop::sample::select::<&'static str>;
        (pick(onsets), pick(nuclei), pick(codas), prop::sample::select(tones), any::<prop::sample::Index>()).prop_map(
            |(onset, nucleus, coda, tone, seat)| {
                let seat = seat.index(nucleus.chars().count());
                let marked: String = nucleus
                    .chars()
                    .enumerate()
                    .flat_map(|(at, c)| [Some(c), (at == seat && tone != '\0').then_some(tone)])
                    .flatten()
                    .collect();
                (format!("{onset}{nucleus}{coda}"), tone, format!("{onset}{marked}{coda}").nfc().collect())
            },
        )
    }

    /// Whether two spellings of letters differ only by an `i` for a `y` that is the only vowel.
    fn one_word(a: &str, b: &str) -> bool {
        let only = |text: &str| {
            let text = text.strip_prefix("qu").or_else(|| text.strip_prefix("gi")).unwrap_or(text);
            text.chars().filter(|c| "aăâeêioôơuưy".contains(*c)).count() == 1
        };
        a == b || (only(a) && only(b) && a.replace('y', "i") == b.replace('y', "i"))
    }

    proptest! {
        #[test]
        fn the_key_of_a_key_is_itself(text in "\\PC{0,20}") {
            let once = key(&text);
            prop_assert_eq!(key(&once), once);
        }

        #[test]
        fn words_have_their_keys_each_for_itself(text in "[ -~áạĐ\u{a0}\u{200b}\u{ad}\u{301}\u{323}]{0,30}|\\PC{0,30}") {
            let text = nfc(&text);
            let keyed = Keyed::new(&text);
            prop_assert_eq!(&keyed.key, &key(&text));
            prop_assert_eq!(keyed.starts.len(), text.matches(char::is_whitespace).count());
            for (start, at) in keyed.starts {
                prop_assert_eq!(&keyed.key[at..], key(&text[start..]));
                prop_assert_eq!(keyed.key[..at].trim_end(), key(&text[..start]));
            }
        }

        #[test]
        fn composed_and_decomposed_agree(words in prop::collection::vec(syllable(), 1..4)) {
            let text = words.iter().map(|(_, _, word)| word.as_str()).collect::<Vec<_>>().join(" ");
            let decomposed: String = text.nfd().collect();
            prop_assert_eq!(key(&decomposed), key(&text));
            prop_assert_eq!(key(&text.to_uppercase()), key(&text));
        }

        #[test]
        fn tones_and_vowels_are_kept(one in syllable(), other in syllable()) {
            if key(&one.2) == key(&other.2) {
                prop_assert_eq!(one.1, other.1, "{} {}", one.2, other.2);
                prop_assert!(one_word(&one.0, &other.0), "{} {}", one.2, other.2);
            }
        }
    }
}
