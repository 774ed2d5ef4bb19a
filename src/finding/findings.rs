//! The list that everything reports into; nothing stops at the first fault.

use std::collections::{BTreeMap, BTreeSet};

use super::code::{Code, Family, Severity};
use super::correction::{Advice, Correction};
use super::reading::Reading;
use crate::read::Place;
use crate::text::Message;

/// A second place that a finding is about.
#[derive(Clone, Debug)]
pub struct Note {
    /// Where.
    pub place: Place,
    /// What is there.
    pub message: Message,
}

/// Something found.
#[derive(Clone, Debug)]
pub struct Finding {
    /// What kind.
    pub code: &'static Code,
    /// As set in `[checks]`, or the code's own.
    pub severity: Severity,
    /// Where; nowhere for what concerns the workspace as a whole.
    pub place: Option<Place>,
    /// One line, lower case, no full stop, names in backticks.
    pub message: Message,
    /// What to do.
    pub help: Option<Message>,
    /// The other side of a disagreement.
    pub also: Option<Note>,
    /// Whether the place is a column marked `personal`: its text is never shown.
    pub personal: bool,
    /// What mends it, where that is certain.
    pub correction: Option<Box<Correction>>,
    /// What a date that is written otherwise tells of the other dates of its column.
    pub reading: Option<Box<Reading>>,
}

impl Finding {
    /// A finding with the code's own severity.
    pub fn new(code: &'static Code, place: impl Into<Option<Place>>, message: Message) -> Finding {
        Finding {
            code,
            severity: code.severity,
            place: place.into(),
            message,
            help: None,
            also: None,
            personal: false,
            correction: None,
            reading: None,
        }
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: Message) -> Finding {
        self.help = Some(help);
        self
    }

    /// Says what to do, where that is known.
    #[must_use]
    pub fn maybe_help(mut self, help: Option<Message>) -> Finding {
        self.help = help.or(self.help);
        self
    }

    /// Says what to do about the field at its place, and keeps what mends it. Of a personal column nothing is said.
    #[must_use]
    pub fn advised(mut self, advice: Option<Advice>, personal: bool) -> Finding {
        self.personal |= personal;
        if let Some(advice) = advice {
            self.advise(advice);
        }
        self
    }

    /// The same where more is known by now.
    pub fn advise(&mut self, advice: Advice) {
        let (help, text) = advice.into_parts();
        if !self.personal {
            self.help = Some(help);
        }
        self.correction = text.map(|text| Box::new(Correction::Field(text)));
    }

    /// Keeps what mends it.
    #[must_use]
    pub fn corrected(mut self, correction: Option<Correction>) -> Finding {
        self.correction = correction.map(Box::new).or(self.correction);
        self
    }

    /// Names the other place.
    #[must_use]
    pub fn also(mut self, place: Place, message: Message) -> Finding {
        self.also = Some(Note { place, message });
        self
    }

    /// Notes what it tells of the other dates of its column.
    #[must_use]
    pub fn reading(mut self, reading: Option<Reading>) -> Finding {
        self.reading = reading.map(Box::new);
        self
    }

    /// Takes a text that is never shown out of all that it says.
    pub fn blank(&mut self, text: &str) {
        self.message.blank(text);
        if let Some(help) = &mut self.help {
            help.blank(text);
        }
        if let Some(also) = &mut self.also {
            also.message.blank(text);
        }
    }

    /// Marks the place as text that is never shown.
    #[must_use]
    pub fn hiding(mut self, personal: bool) -> Finding {
        self.personal = personal;
        self
    }
}

/// Severities that `[checks]` sets, by code id.
pub type Severities = BTreeMap<&'static str, Severity>;

/// All that was found.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    list: Vec<Finding>,
    severities: Severities,
    /// Codes that are off and were found all the same.
    silenced: BTreeSet<&'static str>,
}

impl Findings {
    /// An empty list in which codes weigh what `severities` says.
    pub fn with(severities: Severities) -> Findings {
        Findings { severities, ..Findings::default() }
    }

    /// Another empty list in which codes weigh the same.
    #[must_use]
    pub fn like(&self) -> Findings {
        Findings::with(self.severities.clone())
    }

    /// What a code weighs here.
    pub fn severity(&self, code: &'static Code) -> Severity {
        if !code.may_be_lowered() {
            return code.severity;
        }
        self.severities.get(code.id).copied().unwrap_or(code.severity)
    }

    /// Sets what codes weigh, also for what was already found.
    pub fn weigh(&mut self, severities: Severities) {
        self.severities = severities;
        let list = std::mem::take(&mut self.list);
        for finding in list {
            self.add(finding);
        }
    }

    /// Adds a finding, unless its code is off; says whether it is an error.
    pub fn add(&mut self, mut finding: Finding) -> bool {
        finding.severity = self.severity(finding.code);
        let error = finding.severity == Severity::Error;
        if finding.severity == Severity::Off {
            self.silenced.insert(finding.code.id);
        } else {
            self.list.push(finding);
        }
        error
    }

    /// Notes that a code which is switched off was met.
    pub fn silence(&mut self, code: &'static Code) {
        self.silenced.insert(code.id);
    }

    /// Adds all that another run of the same check settings found, and what it silenced.
    pub fn merge(&mut self, other: Findings) {
        self.silenced.extend(other.silenced);
        self.extend(other.list);
    }

    /// The same without those of a code.
    #[must_use]
    pub fn without(mut self, code: &Code) -> Findings {
        self.list.retain(|finding| finding.code != code);
        self.silenced.remove(code.id);
        self
    }

    /// Whether a code was found, be it silenced by the check settings or not.
    pub fn met(&self, code: &Code) -> bool {
        self.silenced.contains(code.id) || self.list.iter().any(|finding| finding.code == code)
    }

    /// Adds all of another list.
    pub fn extend(&mut self, other: impl IntoIterator<Item = Finding>) {
        for finding in other {
            self.add(finding);
        }
    }

    /// Takes back what was added since a mark.
    pub fn forget_since(&mut self, mark: usize) {
        self.list.truncate(mark);
    }

    /// What was added since a mark.
    pub fn since(&mut self, mark: usize) -> &mut [Finding] {
        self.list.get_mut(mark..).unwrap_or_default()
    }

    /// Leaves of those since a mark that are alike the first, which then tells of them all.
    pub fn once(&mut self, mark: usize, alike: impl Fn(&Finding) -> bool, all: impl Fn(usize) -> Message) {
        let count = self.list.get(mark..).unwrap_or_default().iter().filter(|finding| alike(finding)).count();
        if count < 2 {
            return;
        }
        let (mut at, mut seen) = (0, 0);
        self.list.retain(|finding| {
            at += 1;
            let one = at > mark && alike(finding);
            seen += usize::from(one);
            !one || seen == 1
        });
        if let Some(first) = self.list[mark..].iter_mut().find(|finding| alike(finding)) {
            first.message = all(count);
        }
    }

    /// Leaves the first of those that are alike.
    pub fn once_each<K: std::hash::Hash + Eq>(&mut self, key: impl Fn(&Finding) -> K) {
        let mut seen = std::collections::HashSet::new();
        self.list.retain(|finding| seen.insert(key(finding)));
    }

    /// How many there are so far: a mark for [`Findings::errors_since`].
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Whether an error was added since a mark.
    pub fn errors_since(&self, mark: usize) -> bool {
        self.list[mark..].iter().any(|finding| finding.severity == Severity::Error)
    }

    /// The findings so far.
    pub fn iter(&self) -> impl Iterator<Item = &Finding> {
        self.list.iter()
    }

    /// The findings, sorted by place and code; what has no place comes first.
    pub fn sorted(mut self, path: impl Fn(Place) -> std::sync::Arc<str>) -> Vec<Finding> {
        self.list.sort_by_cached_key(|finding| {
            let place = finding.place.map(|place| (path(place), place.start, place.end));
            (place, finding.code.id, finding.message.clone())
        });
        self.list
    }

    /// Whether an error says that the data is unsound.
    pub fn unsound(&self, strict: bool) -> bool {
        self.list.iter().any(|finding| finding.code.family() != Family::Targets && (strict || finding.severity == Severity::Error))
    }
}

impl IntoIterator for Findings {
    type Item = Finding;
    type IntoIter = std::vec::IntoIter<Finding>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    static DOUBT: Code =
        Code { id: "C999", name: "a-doubt", severity: Severity::Warning, explain: ("Chỉ để thử.", "Only for a test.") };

    fn doubt() -> Finding {
        Finding::new(&DOUBT, None, Message::same("a doubt"))
    }

    #[test]
    fn what_is_silenced_is_still_known() {
        let off = Severities::from([("C999", Severity::Off)]);
        let mut piece = Findings::with(off.clone());
        assert!(!piece.met(&DOUBT));
        piece.add(doubt());
        let mut all = Findings::with(off);
        all.merge(piece);
        assert!(all.is_empty() && all.met(&DOUBT));
    }

    #[test]
    fn what_weighs_more_stays() {
        let mut findings = Findings::default();
        findings.add(doubt());
        findings.weigh(Severities::from([("C999", Severity::Error)]));
        assert!(findings.met(&DOUBT) && findings.errors_since(0));
    }
}
