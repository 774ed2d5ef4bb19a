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
    candidates
        .into_iter()
        .filter(|candidate| *candidate != name)
        .map(|candidate| (strsim::osa_distance(&lower, &candidate.to_lowercase()), candidate))
        .filter(|(distance, candidate)| *distance <= allowed && *distance < candidate.chars().count())
        .min()
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_is_recognised() {
        assert_eq!(nearest("polulation", ["population", "log", "where"]), Some("population"));
        assert_eq!(nearest("tu-vna", ["tu-van", "to-tung"]), Some("tu-van"));
    }

    #[test]
    fn another_word_is_not() {
        assert_eq!(nearest("schedule", ["log", "share", "id"]), None);
    }
}
