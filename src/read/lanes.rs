//! 64 bytes compared at once, with the widest instructions that this processor has.
//!
//! The choice is made when the program runs, so one binary serves old processors and new ones. What is found is the same.

#![expect(clippy::inline_always, reason = "what is compiled for wider instructions has to lie in one function")]

use wide::u8x16;

/// Bytes that are looked at together: one for each bit of a word.
pub(super) const LANE: usize = u64::BITS as usize;
/// Bytes that every processor compares in one instruction.
const PART: usize = 16;

/// What stands in 64 bytes, a bit for each.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Found {
    /// Commas, line ends, quotes and carriage returns.
    pub(super) all: u64,
    /// Line ends.
    pub(super) ends: u64,
    /// Whether a quote or a carriage return is among them.
    pub(super) odd: bool,
}

/// A way to compare 64 bytes.
pub(super) trait Lane: Copy {
    /// Finds the separators.
    fn find(self, bytes: &[u8; LANE]) -> Found;
}

/// Something that goes through many bytes.
pub(super) trait Search {
    /// Does it.
    fn search(self, lane: impl Lane);
}

/// 16 bytes in one instruction: any processor.
#[derive(Clone, Copy)]
struct Narrow;

impl Lane for Narrow {
    #[inline(always)]
    fn find(self, bytes: &[u8; LANE]) -> Found {
        let (commas, lines) = (u8x16::splat(b','), u8x16::splat(b'\n'));
        let (quotes, returns) = (u8x16::splat(b'"'), u8x16::splat(b'\r'));
        let (mut all, mut ends, mut odd) = (0_u64, 0_u64, u8x16::splat(0));
        for (nth, part) in bytes.as_chunks::<PART>().0.iter().enumerate() {
            let part = u8x16::new(*part);
            let bits = |found: u8x16| u64::from(found.to_bitmask() & 0xffff) << (nth * PART);
            let end = part.simd_eq(lines);
            let strange = part.simd_eq(quotes) | part.simd_eq(returns);
            odd |= strange;
            ends |= bits(end);
            all |= bits(part.simd_eq(commas) | end | strange);
        }
        Found { all, ends, odd: odd.to_bitmask() != 0 }
    }
}

#[cfg(target_arch = "x86_64")]
mod avx2 {
    //! 32 bytes in one instruction: processors since about 2013.

    use std::arch::x86_64::__m256i;

    use pulp::x86::V3;

    use super::{Found, LANE, Lane};

    #[derive(Clone, Copy)]
    pub(super) struct Avx2(pub(super) V3);

    impl Lane for Avx2 {
        #[inline(always)]
        fn find(self, bytes: &[u8; LANE]) -> Found {
            let (avx, avx2) = (self.0.avx, self.0.avx2);
            let all_of = |byte: u8| avx._mm256_set1_epi8(i8::from_ne_bytes([byte]));
            let equal = |part: __m256i, byte: u8| avx2._mm256_cmpeq_epi8(part, all_of(byte));
            let bits = |found: __m256i| u64::from(u32::from_ne_bytes(avx2._mm256_movemask_epi8(found).to_ne_bytes()));
            let [low, high]: [__m256i; 2] = pulp::cast(*bytes);
            let (mut all, mut ends, mut odd) = ([0; 2], [0; 2], [low; 2]);
            for (at, part) in [low, high].into_iter().enumerate() {
                let end = equal(part, b'\n');
                odd[at] = avx2._mm256_or_si256(equal(part, b'"'), equal(part, b'\r'));
                ends[at] = bits(end);
                all[at] = bits(avx2._mm256_or_si256(avx2._mm256_or_si256(equal(part, b','), end), odd[at]));
            }
            let odd = bits(avx2._mm256_or_si256(odd[0], odd[1])) != 0;
            Found { all: all[0] | all[1] << 32, ends: ends[0] | ends[1] << 32, odd }
        }
    }
}

/// Goes through bytes in the widest way there is here.
pub(super) fn on_this_core(search: impl Search) {
    #[cfg(target_arch = "x86_64")]
    if let Some(level) = pulp::x86::V3::try_new() {
        return level.vectorize(
            #[inline(always)]
            || search.search(avx2::Avx2(level)),
        );
    }
    search.search(Narrow);
}
