//! Kinds of units in names: `xã Tân Thành`, `X. Tân Thành`, `TT Bình Gia`, `Đình Lập (xã)`.
//!
//! What stands before a name may be its kind or a part of it (`Bản Liền`), and an abbreviation may stand for several kinds
//! (`X.`: xã, xóm). So a text has readings, and whoever looks a name up tries them all.

use super::key::{bare, key, letters};

/// The kinds of Vietnamese units and parts of them, spelt out as their keys are, each with its abbreviations. One that
/// ends in a full stop is read only with it, or before a number (`P4`).
const STANDARD: &[(&str, &[&str])] = &[
    ("tỉnh", &["t."]),
    ("thành phố", &["tp"]),
    ("quận", &["q."]),
    ("huyện", &["h."]),
    ("thị xã", &["tx"]),
    ("phường", &["p."]),
    ("thị trấn", &["tt"]),
    ("xã", &["x."]),
    ("đặc khu", &["đk"]),
    ("thôn", &["th.", "t."]),
    ("bản", &["b."]),
    ("buôn", &["b."]),
    ("làng", &["l."]),
    ("ấp", &[]),
    ("xóm", &["x."]),
    ("khóm", &["k."]),
    ("khu", &["k."]),
    ("khu phố", &["kp"]),
    ("khối", &["k."]),
    ("khối phố", &["kp"]),
    ("tiểu khu", &["tk"]),
    ("tổ dân phố", &["tdp"]),
];

/// Words that offices shorten within a name.
const SHORTENED: &[(&str, &str)] = &[("nt", "nông trường"), ("lt", "lâm trường")];

/// How many letters a shortened word has more when it is spelt out, at most.
pub(super) const MOST_SHORTENED: usize = 8;

/// How many letters the standard kinds in a text have at most: one in front and one behind.
pub(super) const MOST_LETTERS: usize = 16;

/// One way to understand a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Reading {
    /// The kinds it may say, as keys; none where it says none.
    pub(super) kinds: Option<Vec<String>>,
    /// The key of the name.
    pub(super) key: String,
}

impl Reading {
    /// Whether something of this kind (its meanings) may be meant.
    pub(super) fn allows(&self, meanings: &[String]) -> bool {
        self.kinds.as_ref().is_none_or(|kinds| kinds.iter().any(|kind| meanings.contains(kind)))
    }
}

/// What a word for a kind may mean: itself, and what it abbreviates.
pub(super) fn meanings(kind: &str) -> Vec<String> {
    let own = key(kind);
    let short = own.trim_end_matches('.');
    let mut meant: Vec<String> = abbreviated(short).map(str::to_owned).collect();
    meant.extend(toned(kind).map(str::to_owned));
    if !meant.contains(&own) {
        meant.push(own);
    }
    meant
}

/// The standard kind that a word is without its marks, or with others between its words: `xa`, `thi-tran`.
pub fn toned(kind: &str) -> Option<&'static str> {
    let own = key(kind);
    if is_standard(&own) {
        return None;
    }
    let joined = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let (plain, marked) = (joined(&own), !own.is_ascii());
    STANDARD.iter().map(|(kind, _)| *kind).find(|kind| plain == joined(&if marked { (*kind).to_owned() } else { bare(kind) }))
}

fn abbreviated(short: &str) -> impl Iterator<Item = &'static str> {
    let is = move |abbreviation: &str| abbreviation.trim_end_matches('.') == short;
    STANDARD.iter().filter(move |(_, abbreviations)| abbreviations.iter().any(|one| is(one))).map(|(kind, _)| *kind)
}

/// All ways to understand a text, the whole of it as a name first. `own` are kinds beside the standard ones, as keys.
pub(super) fn readings(text: &str, own: &[String]) -> Vec<Reading> {
    let whole = key(text);
    let mut readings = vec![Reading { kinds: None, key: whole.clone() }];
    match behind(&whole, own) {
        Some((name, kinds)) => {
            for mut reading in in_front(name, own) {
                // A kind that is said twice must be one kind.
                let both = reading
                    .kinds
                    .take()
                    .map_or_else(|| kinds.clone(), |front| front.into_iter().filter(|kind| kinds.contains(kind)).collect());
                readings.push(Reading { kinds: Some(both), ..reading });
            }
        }
        None => readings.extend(in_front(&whole, own).into_iter().skip(1)),
    }
    for at in 0..readings.len() {
        let longer = spelt_out(&readings[at].key);
        readings.extend(longer.map(|key| Reading { key, ..readings[at].clone() }));
    }
    readings.retain(|reading| !reading.key.is_empty());
    readings
}

/// The keys by which a unit of this name and kind is found: its own, that without a kind that the name repeats, and
/// those with shortened words spelt out.
pub(super) fn keys(name: &str, kind: Option<&str>) -> Vec<String> {
    let whole = key(name);
    let mut keys = vec![whole.clone()];
    keys.extend(kind.and_then(|kind| whole.strip_prefix(key(kind).as_str())?.strip_prefix(' ').map(str::to_owned)));
    for at in 0..keys.len() {
        keys.extend(spelt_out(&keys[at]));
    }
    keys
}

/// A name with a shortened word at its front spelt out.
fn spelt_out(name: &str) -> Option<String> {
    SHORTENED.iter().find_map(|(short, long)| {
        let rest = name.strip_prefix(short)?;
        let rest = rest.strip_prefix('.').or_else(|| rest.strip_prefix(' '))?.trim_start();
        (!rest.is_empty()).then(|| format!("{long} {}", key(rest)))
    })
}

/// The name and the kinds of `name (kind)`.
fn behind<'t>(text: &'t str, own: &[String]) -> Option<(&'t str, Vec<String>)> {
    let (name, inner) = text.strip_suffix(')')?.rsplit_once('(')?;
    let inner = inner.trim();
    let mut kinds: Vec<String> = abbreviated(inner.trim_end_matches('.')).map(str::to_owned).collect();
    kinds.extend(spelt(own).find(|kind| *kind == inner).map(str::to_owned));
    (!kinds.is_empty()).then_some((name.trim_end(), kinds))
}

/// All kinds that are spelt out.
pub(super) fn spelt(own: &[String]) -> impl Iterator<Item = &str> {
    STANDARD.iter().map(|(kind, _)| *kind).chain(own.iter().map(String::as_str).filter(|kind| !is_standard(kind)))
}

/// How many letters the kinds in a text have at most.
pub(super) fn most_letters(own: &[String]) -> usize {
    own.iter().map(|kind| 2 * letters(kind)).fold(MOST_LETTERS, usize::max)
}

/// Whether a kind, as a key, is one of the standard ones.
pub(super) fn is_standard(kind: &str) -> bool {
    STANDARD.iter().any(|(known, _)| *known == kind)
}

/// The readings of a key by what stands at its front; the whole of it first.
fn in_front(whole: &str, own: &[String]) -> Vec<Reading> {
    let mut readings = vec![Reading { kinds: None, key: whole.to_owned() }];
    let mut add = |kind: &str, rest: &str| {
        let key = key(rest);
        match readings.iter_mut().skip(1).find(|reading| reading.key == key) {
            Some(Reading { kinds: Some(kinds), .. }) => kinds.push(kind.to_owned()),
            _ => readings.push(Reading { kinds: Some(vec![kind.to_owned()]), key }),
        }
    };
    for kind in spelt(own) {
        if let Some(rest) = whole.strip_prefix(kind).and_then(|rest| rest.strip_prefix(' ')) {
            add(kind, rest);
        }
    }
    for (kind, abbreviations) in STANDARD {
        for abbreviation in *abbreviations {
            let short = abbreviation.trim_end_matches('.');
            let Some(rest) = whole.strip_prefix(short) else { continue };
            let ends = rest.starts_with('.')
                || rest.starts_with(|c: char| c.is_ascii_digit())
                || (!abbreviation.ends_with('.') && rest.starts_with(' '));
            if ends {
                add(kind, rest.trim_start_matches('.'));
            }
        }
    }
    readings
}

/// For each kind the rough beginnings that a text without spaces may have.
pub(super) fn rough_fronts(own: &[String]) -> Vec<(String, String)> {
    let spelt = spelt(own).map(|kind| (super::key::rough(kind), kind.to_owned()));
    let short =
        STANDARD.iter().flat_map(|(kind, abbreviations)| abbreviations.iter().map(|one| (super::key::rough(one), (*kind).to_owned())));
    spelt.chain(short).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `kind|kind: name` of every reading.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let own = ["commune".to_owned()];
        let show = |reading: &Reading| reading.kinds.as_ref().map_or(String::new(), |kinds| kinds.join("|") + ": ") + &reading.key;
        let got: Vec<String> = readings(text, &own).iter().map(show).collect();
        assert_eq!(got, expected, "{text}");
    }

    #[test]
    fn kinds_are_spelt_as_their_keys() {
        for (kind, abbreviations) in STANDARD {
            assert_eq!(key(kind), *kind);
            assert!(abbreviations.iter().all(|one| key(one) == *one), "{kind}");
            assert!(2 * letters(kind) <= MOST_LETTERS, "{kind}");
        }
        for (short, long) in SHORTENED {
            assert!(letters(long) <= letters(short) + MOST_SHORTENED, "{long}");
        }
    }

    #[test]
    fn what_stands_in_front() {
        check("Tân Thành", &["tân thành"]);
        check("Xã  Tân Thành", &["xã tân thành", "xã: tân thành"]);
        check("X.Hoà Bình", &["x.hoà bình", "xã|xóm: hòa bình"]);
        check("TT Bình Gia", &["tt bình gia", "thị trấn: bình gia"]);
        check("TT. Bình Gia", &["tt. bình gia", "thị trấn: bình gia"]);
        check("Khu phố 2", &["khu phố 2", "khu: phố 2", "khu phố: 2"]);
        check("P4", &["p4", "phường: 4"]);
        check("commune Velm", &["commune velm", "commune: velm"]);
        check("Bản Liền", &["bản liền", "bản: liền"]);
        check("Thanh Hóa", &["thanh hóa"]);
    }

    #[test]
    fn a_kind_behind() {
        check("Xã Đình Lập (Xã)", &["xã đình lập (xã)", "xã: xã đình lập", "xã: đình lập"]);
        check("Đình Lập (TT)", &["đình lập (tt)", "thị trấn: đình lập"]);
        check("Mẫu Sơn (Lộc Bình)", &["mẫu sơn (lộc bình)"]);
        // Two kinds at once are none.
        check("Xã Đình Lập (thị trấn)", &["xã đình lập (thị trấn)", "thị trấn: xã đình lập", ": đình lập"]);
    }

    #[test]
    fn shortened_words() {
        check("Thị trấn NT Thái Bình", &["thị trấn nt thái bình", "thị trấn: nt thái bình", "thị trấn: nông trường thái bình"]);
    }
}
