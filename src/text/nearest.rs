//! The nearest known name, for help texts: suggested, never taken silently.

/// The candidate most like `name`, where one is like enough to be meant.
///
/// Of equally near candidates the first in the order of their bytes.
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let allowed = match name.chars().count() {
        0..=2 => 1,
        3..=5 => 2,
        length => length / 3,
    };
    let lower = name.to_lowercase();
    let letters = Letters::of(&lower);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates.into_iter().filter(|candidate| *candidate != name) {
        // A table with thousands of wrong references is held against a register of thousands: most are far off at a glance.
        let within = best.map_or(allowed, |(distance, _)| distance);
        if letters.apart(candidate) > within {
            continue;
        }
        let found = (strsim::osa_distance(&lower, &candidate.to_lowercase()), candidate);
        if found.0 <= within && found.0 < candidate.chars().count() && best.is_none_or(|best| found < best) {
            best = Some(found);
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// How often letters stand in a text, some of them counted together.
struct Letters([i32; Letters::KINDS]);

impl Letters {
    const KINDS: usize = 64;

    fn of(lower: &str) -> Letters {
        let mut letters = Letters([0; Letters::KINDS]);
        lower.chars().for_each(|c| letters.0[Letters::kind(c)] += 1);
        letters
    }

    fn kind(c: char) -> usize {
        c as usize % Letters::KINDS
    }

    /// At least so many changes lie between the two texts: letters that one has and the other lacks.
    fn apart(&self, other: &str) -> usize {
        let mut left = self.0;
        other.chars().flat_map(char::to_lowercase).for_each(|c| left[Letters::kind(c)] -= 1);
        let lacking: i32 = left.iter().filter(|count| **count > 0).sum();
        let excess: i32 = left.iter().filter(|count| **count < 0).map(|count| -count).sum();
        usize::try_from(lacking.max(excess)).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_recognised() {
        assert_eq!(nearest("polulation", ["population", "log", "where"]), Some("population"));
        assert_eq!(nearest("tu-vna", ["tu-van", "to-tung"]), Some("tu-van"));
        assert_eq!(nearest("Đình Lâp", ["Đình Lập", "Lộc Bình"]), Some("Đình Lập"));
    }

    #[test]
    fn another_word_is_not() {
        assert_eq!(nearest("schedule", ["log", "share", "id"]), None);
    }

    #[test]
    fn of_equals_the_first_by_bytes() {
        assert_eq!(nearest("06140", ["06149", "06141", "06190", "06340"]), Some("06141"));
    }

    #[test]
    fn a_glance_never_overestimates() {
        let words = ["", "a", "ab", "ba", "Xã Lập", "xã lạp", "06139", "61390", "tu-van", "vna-tu"];
        for one in words {
            for other in words {
                let distance = strsim::osa_distance(&one.to_lowercase(), &other.to_lowercase());
                assert!(Letters::of(&one.to_lowercase()).apart(other) <= distance, "{one} {other}");
            }
        }
    }
}
