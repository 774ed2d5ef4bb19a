//! Numbers as people of a language read them.

use super::lang::Lang;
use super::safe::printable;

/// A number with its thousands set apart, as the language does.
pub fn grouped(number: &str, lang: Lang) -> String {
    let plain = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (sign, digits) = number.strip_prefix('-').map_or(("", number), |rest| ("-", rest));
    let (whole, places) = digits.split_once('.').unwrap_or((digits, ""));
    if !plain(whole) || !(places.is_empty() || plain(places)) {
        return printable(number).into_owned();
    }
    let (thousands, point) = if lang == Lang::Vi { ('.', ',') } else { (',', '.') };
    let mut text = String::from(sign);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            text.push(thousands);
        }
        text.push(digit);
    }
    if !places.is_empty() {
        text.push(point);
        text.push_str(places);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands() {
        assert_eq!(grouped("8000000", Lang::Vi), "8.000.000");
        assert_eq!(grouped("-1234.5", Lang::En), "-1,234.5");
        assert_eq!(grouped("12", Lang::En), "12");
    }
}
