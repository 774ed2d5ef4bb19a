//! Eight bytes at a time.

/// The eight bytes from a place on, the first in the lowest bits; what lies beyond the end is zero.
#[inline]
pub fn load(bytes: &[u8], at: usize) -> u64 {
    match bytes.get(at..at + 8).and_then(|eight| eight.try_into().ok()) {
        Some(eight) => u64::from_le_bytes(eight),
        None => load_last(bytes, at),
    }
}

#[cold]
fn load_last(bytes: &[u8], at: usize) -> u64 {
    let mut eight = [0; 8];
    let rest = bytes.get(at..).unwrap_or_default();
    let length = rest.len().min(8);
    eight[..length].copy_from_slice(&rest[..length]);
    u64::from_le_bytes(eight)
}

/// The lowest bytes of a word, as many as a text of this length has.
#[inline]
pub fn low(word: u64, length: usize) -> u64 {
    if length >= 8 { word } else { word & ((1 << (length * 8)) - 1) }
}

/// Whether all eight bytes are digits.
#[inline]
pub fn digits(word: u64) -> bool {
    const HIGH: u64 = 0xf0f0_f0f0_f0f0_f0f0;
    ((word & HIGH) | ((word.wrapping_add(0x0606_0606_0606_0606) & HIGH) >> 4)) == 0x3333_3333_3333_3333
}

/// The number that eight digits write.
#[inline]
pub fn number(word: u64) -> u64 {
    let pairs = (word & 0x0f0f_0f0f_0f0f_0f0f).wrapping_mul(2561) >> 8;
    let fours = (pairs & 0x00ff_00ff_00ff_00ff).wrapping_mul(6_553_601) >> 16;
    (fours & 0x0000_ffff_0000_ffff).wrapping_mul(42_949_672_960_001) >> 32
}

/// The number that one to eight digits write.
#[inline]
pub fn short_number(bytes: &[u8], start: usize, end: usize) -> Option<u64> {
    let length = end - start;
    if length == 0 || length > 8 {
        return None;
    }
    // The digits move to the top, and noughts stand before them.
    let word = load(bytes, start) << (64 - 8 * length);
    let noughts = if length == 8 { 0 } else { 0x3030_3030_3030_3030 >> (8 * length) };
    let word = word | noughts;
    digits(word).then(|| number(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn digits_are_read_as_the_standard_library_reads_them(text in "[0-9:/ -]{0,9}", after in "[,x]{0,9}") {
            let bytes = format!("{text}{after}").into_bytes();
            let plain = text.len() <= 8 && !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
            let expected = plain.then(|| text.parse::<u64>().expect("digits"));
            prop_assert_eq!(short_number(&bytes, 0, text.len()), expected);
        }
    }
}
