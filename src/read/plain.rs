//! Whether bytes can be taken as they stand, told for many at once.
//!
//! Nearly all text is UTF-8 in one form, with single spaces inside. One pass over neighbouring bytes, without a branch, tells
//! where something else may be; only there anybody looks closer.

#![allow(
    clippy::needless_bitwise_bool,
    clippy::manual_range_contains,
    clippy::inline_always,
    reason = "without branches the compiler compares many bytes at once"
)]

/// Whether some bytes may hold text that is not in NFC, odd or doubled spaces, marks of a spreadsheet (`'V2`, `1.2E+11`), or control
/// characters other than line feeds.
///
/// Two-byte letters up to U+02FF (lead bytes C2 to CB) and the letters of Vietnamese (E1 B8 to E1 BB) are in NFC whatever
/// stands beside them, as long as no combining mark does: those begin with higher bytes. U+00A0 is an odd space (C2 A0).
pub fn suspicious(bytes: &[u8]) -> bool {
    let [first, .., _] = bytes else { return bytes.iter().any(|byte| (!(b'!'..0x7f).contains(byte) && *byte != b'\n') || *byte == b'\'') };
    let Some(last) = bytes.last() else { return false };
    let behind = bytes.get(1..).unwrap_or_default();
    let found = pulp::Arch::new().dispatch(Odd { bytes, behind });
    found || *first == b' ' || *first == b'\'' || *last == b' ' || control(*last) || *last >= 0xcc
}

/// Goes over neighbouring bytes, with the widest instructions that this processor has.
struct Odd<'b> {
    bytes: &'b [u8],
    behind: &'b [u8],
}

impl pulp::NullaryFnOnce for Odd<'_> {
    type Output = bool;

    #[inline(always)]
    fn call(self) -> bool {
        self.bytes.iter().zip(self.behind).fold(0_u8, |found, (a, b)| found | u8::from(odd(*a, *b))) != 0
    }
}

#[inline(always)]
fn control(byte: u8) -> bool {
    (byte < b' ') & (byte != b'\n')
}

/// Whether a byte and the next one are more than plain.
#[inline(always)]
fn odd(a: u8, b: u8) -> bool {
    let spaces = (a == b' ') & ((b == b' ') | (b == b',') | (b == b'\n') | (b == b'\r'));
    let before = ((a == b',') | (a == b'\n')) & ((b == b' ') | (b == b'\''));
    let power = (a == b'E') & (b == b'+');
    let form = ((a >= 0xcc) & (a != 0xe1)) | ((a == 0xe1) & ((b < 0xb8) | (b > 0xbb))) | ((a == 0xc2) & (b == 0xa0));
    spaces | before | power | control(a) | form
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_not_plain_is_suspected() {
        for plain in ["", "a", "a b", "a,b\nc,d\n", "xã Bắc Sơn,Đồng Đăng\n", "0,1\n", "Co's,it's"] {
            assert!(!suspicious(plain.as_bytes()), "{plain:?}");
        }
        for odd in [
            " a",
            "a ",
            "a  b",
            "a, b",
            "a ,b",
            "a\tb",
            "a\u{a0}b",
            "a\u{200b}b",
            "Ba\u{306}c",
            "a\r\nb",
            "\u{feff}a",
            "a\n b",
            "\u{1}",
            "'V2",
            "a,'V2",
            "a\n'V2",
            "1.2E+11",
        ] {
            assert!(suspicious(odd.as_bytes()), "{odd:?}");
        }
    }
}
