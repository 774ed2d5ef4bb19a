//! What a text is written in that is not UTF-8.

use std::fmt;

use unicode_normalization::UnicodeNormalization;

/// An encoding that files of Vietnamese offices come in.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Encoding {
    /// Two bytes a letter, as Excel's "Unicode text".
    Utf16,
    /// Windows' own code page for Vietnamese.
    Windows1258,
    /// TCVN 5712:1993 as the fonts `.VnTime` show it, known as ABC.
    Tcvn3,
    /// The fonts `VNI-Times`: a letter, and its marks as a second byte.
    Vni,
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Encoding::Utf16 => "UTF-16",
            Encoding::Windows1258 => "windows-1258",
            Encoding::Tcvn3 => "TCVN3 (ABC)",
            Encoding::Vni => "VNI",
        })
    }
}

impl Encoding {
    /// Its name for `iconv`, where that knows it.
    pub fn iconv(self) -> Option<&'static str> {
        match self {
            Encoding::Utf16 => Some("UTF-16"),
            Encoding::Windows1258 => Some("WINDOWS-1258"),
            // The letters of TCVN3 stand in TCVN 5712-1 where the fonts have them.
            Encoding::Tcvn3 => Some("TCVN5712-1"),
            Encoding::Vni => None,
        }
    }

    /// Whether a file begins like UTF-16: with its mark, or with letters that have an empty half.
    pub fn wide(head: &[u8]) -> Option<Encoding> {
        let marked = head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff]);
        let halves = head.len() >= 4
            && (head[..4].iter().skip(1).step_by(2).all(|byte| *byte == 0) || head[..4].iter().step_by(2).all(|byte| *byte == 0));
        (marked || halves).then_some(Encoding::Utf16)
    }

    /// What bytes that are not UTF-8 most probably are: the encoding in which they read as words.
    ///
    /// `is_word` judges a word with at least one letter beyond ASCII. No guess where fewer than two thirds of
    /// such words are words in any encoding, or two encodings do equally well.
    pub fn guess(sample: &[u8], is_word: impl Fn(&str) -> bool) -> Option<Encoding> {
        let mut scores: Vec<(usize, usize, Encoding)> = [Encoding::Windows1258, Encoding::Tcvn3, Encoding::Vni]
            .into_iter()
            .map(|encoding| {
                let text: String = encoding.decode(sample).nfc().collect();
                let words = text.split(|c: char| c.is_ascii() && !c.is_ascii_alphabetic()).filter(|word| !word.is_ascii());
                let (mut good, mut all) = (0, 0);
                for word in words {
                    all += 1;
                    good += usize::from(is_word(word));
                }
                (good, all, encoding)
            })
            .collect();
        // Shares, without dividing.
        scores.sort_by(|a, b| (b.0 * a.1).cmp(&(a.0 * b.1)));
        let (best, next) = (scores[0], scores[1]);
        (best.0 * 3 >= best.1 * 2 && best.0 > 0 && best.0 * next.1 > next.0 * best.1).then_some(best.2)
    }

    /// The text of bytes in NFC.
    pub fn text(self, bytes: &[u8]) -> String {
        if self != Encoding::Utf16 {
            return self.decode(bytes).nfc().collect();
        }
        let big = bytes.starts_with(&[0xfe, 0xff]) || (!bytes.starts_with(&[0xff, 0xfe]) && bytes.first() == Some(&0));
        let unit = |pair: &[u8]| match pair {
            [first, second] if big => u16::from_be_bytes([*first, *second]),
            [first, second] => u16::from_le_bytes([*first, *second]),
            _ => 0xfffd,
        };
        let units: Vec<u16> = bytes.chunks(2).map(unit).collect();
        String::from_utf16_lossy(&units).trim_start_matches('\u{feff}').nfc().collect()
    }

    /// The text of bytes, marks apart from their letters where the encoding has them so.
    fn decode(self, bytes: &[u8]) -> String {
        let mut text = String::with_capacity(bytes.len() * 2);
        let mut before = '\0';
        for byte in bytes {
            let c = char::from(*byte);
            if byte.is_ascii() {
                text.push(c);
            } else {
                match self {
                    Encoding::Windows1258 => text.push(windows_1258(*byte)),
                    Encoding::Tcvn3 => text.push(tcvn3(*byte)),
                    Encoding::Vni => text.push_str(vni(before, *byte)),
                    Encoding::Utf16 => {}
                }
            }
            before = c;
        }
        text
    }
}

/// The code page is Latin-1 but for these: letters of Vietnamese, and marks that follow their letter.
fn windows_1258(byte: u8) -> char {
    match byte {
        0xc3 => 'Ă',
        0xcc => '\u{300}',
        0xd0 => 'Đ',
        0xd2 => '\u{309}',
        0xd5 => 'Ơ',
        0xdd => 'Ư',
        0xde => '\u{303}',
        0xe3 => 'ă',
        0xec => '\u{301}',
        0xf0 => 'đ',
        0xf2 => '\u{323}',
        0xf5 => 'ơ',
        0xfd => 'ư',
        0xfe => '₫',
        _ => char::from(byte),
    }
}

/// The letters of TCVN3 from 0xa1 on; a blank where it has none.
const TCVN3: &str = "ĂÂÊÔƠƯĐăâêôơưđ      àảãáạ ằẳẵắ       ặầẩẫấậè ẻẽéẹềểễếệìỉ   ĩíịò ỏõóọồổỗốộờởỡớợù ủũúụừửữứựỳỷỹýỵ";

fn tcvn3(byte: u8) -> char {
    let letter = byte.checked_sub(0xa1).and_then(|at| TCVN3.chars().nth(usize::from(at)));
    letter.filter(|letter| *letter != ' ').unwrap_or('\u{fffd}')
}

/// A mark on the letter before it, or a letter of its own.
fn vni(before: char, byte: u8) -> &'static str {
    // Small and capital marks lie 32 apart; what they do is the same.
    let small = byte | 0x20;
    let capital = byte & 0x20 == 0;
    match (small, before.to_ascii_lowercase()) {
        (0xf1, _) => {
            if capital {
                "Đ"
            } else {
                "đ"
            }
        }
        (0xed, _) => {
            if capital {
                "Í"
            } else {
                "í"
            }
        }
        (0xec, _) => {
            if capital {
                "Ì"
            } else {
                "ì"
            }
        }
        (0xe6, _) => {
            if capital {
                "Ỉ"
            } else {
                "ỉ"
            }
        }
        (0xf3, _) => {
            if capital {
                "Ĩ"
            } else {
                "ĩ"
            }
        }
        (0xf2, _) => {
            if capital {
                "Ị"
            } else {
                "ị"
            }
        }
        (0xee, _) => {
            if capital {
                "Ỵ"
            } else {
                "ỵ"
            }
        }
        (0xf4, _) => {
            if capital {
                "Ơ"
            } else {
                "ơ"
            }
        }
        (0xf6, _) => {
            if capital {
                "Ư"
            } else {
                "ư"
            }
        }
        (0xf9, _) => "\u{301}",
        (0xf8, _) => "\u{300}",
        (0xfb, _) => "\u{309}",
        (0xf5, _) => "\u{303}",
        (0xef, _) => "\u{323}",
        (0xea, 'a') => "\u{306}",
        (0xe9, 'a') => "\u{306}\u{301}",
        (0xe8, 'a') => "\u{306}\u{300}",
        (0xfa, 'a') => "\u{306}\u{309}",
        (0xfc, 'a') => "\u{306}\u{303}",
        (0xeb, 'a') => "\u{306}\u{323}",
        (0xe2, 'a' | 'e' | 'o') => "\u{302}",
        (0xe1, 'a' | 'e' | 'o') => "\u{302}\u{301}",
        (0xe0, 'a' | 'e' | 'o') => "\u{302}\u{300}",
        (0xe5, 'a' | 'e' | 'o') => "\u{302}\u{309}",
        (0xe3, 'a' | 'e' | 'o') => "\u{302}\u{303}",
        (0xe4, 'a' | 'e' | 'o') => "\u{302}\u{323}",
        _ => "\u{fffd}",
    }
}
