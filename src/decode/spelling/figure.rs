//! Numbers in Vietnamese words: `năm mươi`, `một trăm hai mươi ba`.

/// The number that the words say; nothing where they say anything else besides.
pub(super) fn figure(text: &str) -> Option<u64> {
    let (mut total, mut section, mut digit) = (0_u64, 0_u64, None::<u64>);
    for word in text.split_whitespace() {
        if let Some(value) = digit_word(word) {
            if digit.replace(value).is_some() {
                return None;
            }
            continue;
        }
        match word {
            "mười" if digit.is_none() => section += 10,
            "mươi" => section += digit.take()? * 10,
            "trăm" => section += digit.take()? * 100,
            "linh" | "lẻ" if digit.is_none() => {}
            "nghìn" | "ngàn" | "triệu" | "tỷ" | "tỉ" => {
                section += digit.take().unwrap_or(0);
                if section == 0 {
                    return None;
                }
                total += section * 10_u64.pow(power(word)?);
                section = 0;
            }
            _ => return None,
        }
    }
    Some(total + section + digit.unwrap_or(0))
}

/// The power of ten that a word for a great number stands for.
pub(super) fn power(word: &str) -> Option<u32> {
    match word {
        "nghìn" | "ngàn" | "k" | "ng" => Some(3),
        "triệu" | "tr" => Some(6),
        "tỷ" | "tỉ" => Some(9),
        _ => None,
    }
}

fn digit_word(word: &str) -> Option<u64> {
    const DIGITS: [&[&str]; 10] = [
        &["không"],
        &["một", "mốt"],
        &["hai"],
        &["ba"],
        &["bốn", "tư"],
        &["năm", "lăm", "nhăm"],
        &["sáu"],
        &["bảy", "bẩy"],
        &["tám"],
        &["chín"],
    ];
    DIGITS.iter().position(|words| words.contains(&word)).and_then(|at| u64::try_from(at).ok())
}

#[cfg(test)]
mod tests {
    use super::figure;

    #[test]
    fn words_are_figures() {
        for (text, expected) in [
            ("năm", Some(5)),
            ("mười lăm", Some(15)),
            ("năm mươi", Some(50)),
            ("hai mươi mốt", Some(21)),
            ("một trăm linh tư", Some(104)),
            ("năm trăm nghìn", Some(500_000)),
            ("một triệu hai trăm nghìn", Some(1_200_000)),
            ("hai ba", None),
            ("năm mươi người", None),
            ("vài chục", None),
        ] {
            assert_eq!(figure(text), expected, "{text}");
        }
    }
}
