//! The ratchet: what was already wrong on some day, so that only what is new fails.
//!
//! A baseline is a small CSV that reads well in git: `code,file,text,count`, sorted. `text` is what is marked in the
//! file, in NFC; so an entry survives moved lines, edits elsewhere in the row, and another wording or language of
//! the message. It is empty where the whole file is meant or the text is never shown, and a hash where it is long.

use std::collections::BTreeMap;

use crate::report::check::diagnostic::Diagnostic;
use crate::report::check::misses::Miss;
use crate::say;
use crate::text::{Message, cell_safe, count_en, is_hostile, nfc, printable};

/// The longest text that stands as it is.
const LONGEST: usize = 60;
const HEADER: [&str; 4] = ["code", "file", "text", "count"];

/// What two findings have in common that are the same.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Fingerprint {
    /// The code's id.
    pub code: String,
    /// The file's path in the workspace.
    pub file: String,
    /// What is marked there, as a baseline writes it.
    pub text: String,
}

impl Fingerprint {
    /// The fingerprint of a finding.
    pub fn of(found: &Diagnostic) -> Fingerprint {
        let path = found.located.as_ref().map_or("", |located| &*located.path);
        let file = cell_safe(&printable(&nfc(path))).into_owned();
        Fingerprint { code: found.finding.code.id.to_owned(), file, text: found.marked.as_deref().map_or_else(String::new, written) }
    }

    /// The whole of it as a hash that never changes.
    pub fn hash(&self) -> String {
        fnv(format!("{}\0{}\0{}", self.code, self.file, self.text).as_bytes())
    }
}

/// The line for a window that lacks something: the rule, the target, the window.
fn lack(miss: &Miss) -> Fingerprint {
    Fingerprint { code: miss.rule.to_owned(), file: miss.target.clone(), text: written(&miss.window) }
}

/// Whether a line is one for a window: no finding about the data is of that family.
fn is_lack(print: &Fingerprint) -> bool {
    print.code.starts_with('T')
}

/// A marked text as a baseline writes it: short, on one line, and nothing that a spreadsheet takes for a formula.
fn written(text: &str) -> String {
    let text = nfc(text);
    if text.contains(is_hostile) || text.chars().nth(LONGEST).is_some() {
        return format!("fnv1a:{}", fnv(text.as_bytes()));
    }
    cell_safe(&text).into_owned()
}

/// The 64-bit FNV-1a hash in hexadecimal: simple enough to stay what it is in every version of this program.
fn fnv(bytes: &[u8]) -> String {
    const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0000_0100_0000_01b3;
    let hash = bytes.iter().fold(BASIS, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(PRIME));
    format!("{hash:016x}")
}

/// How often each finding is known.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Baseline {
    entries: BTreeMap<Fingerprint, usize>,
}

/// How findings stand against a baseline.
#[derive(Clone, Default, Debug)]
pub struct Ratchet {
    /// How many of them it knows.
    pub known: usize,
    /// How many it does not.
    pub new: usize,
    /// What it knows and is no longer found, with how often: its slack.
    pub gone: Vec<(Fingerprint, usize)>,
}

impl Ratchet {
    /// How many findings have gone.
    pub fn slack(&self) -> usize {
        self.gone.iter().map(|(_, count)| count).sum()
    }
}

impl Baseline {
    /// What is wrong with the data today, and what windows lack.
    pub fn of(found: &[Diagnostic], misses: &[Miss]) -> Baseline {
        let mut entries: BTreeMap<Fingerprint, usize> = misses.iter().map(|miss| (lack(miss), miss.lacking.max(1))).collect();
        for found in found.iter().filter(|found| found.is_about_data()) {
            *entries.entry(Fingerprint::of(found)).or_default() += 1;
        }
        Baseline { entries }
    }

    /// How many cells of a window it knows to be lacking, whatever the rule was called that said so.
    fn lacking(&self, miss: &Miss) -> usize {
        let entries = self.entries.iter().filter(|(print, _)| is_lack(print) && print.file == miss.target && print.text == miss.window);
        entries.map(|(_, count)| *count).sum()
    }

    /// The windows that lack more than it knows, and those that lack less, each with how much less.
    pub fn compare(&self, misses: &[Miss]) -> (Vec<Miss>, Vec<(Fingerprint, usize)>) {
        let news = misses.iter().filter(|miss| miss.lacking.max(1) > self.lacking(miss)).cloned().collect();
        let now = |print: &Fingerprint| {
            let same = misses.iter().find(|miss| miss.target == print.file && miss.window == print.text);
            same.map_or(0, |miss| miss.lacking.max(1))
        };
        let fewer = |(print, count): (&Fingerprint, &usize)| {
            let less = count.saturating_sub(now(print));
            (is_lack(print) && less > 0).then(|| (print.clone(), less))
        };
        (news, self.entries.iter().filter_map(fewer).collect())
    }

    /// How many findings it knows.
    pub fn len(&self) -> usize {
        self.entries.iter().filter(|(print, _)| !is_lack(print)).map(|(_, count)| count).sum()
    }

    /// How many windows it knows to lack something.
    pub fn windows(&self) -> usize {
        self.entries.keys().filter(|print| is_lack(print)).count()
    }

    /// Whether it knows none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// How many findings it knows that another does not.
    pub fn beyond(&self, other: &Baseline) -> usize {
        let data = self.entries.iter().filter(|(print, _)| !is_lack(print));
        data.map(|(print, count)| count.saturating_sub(other.entries.get(print).copied().unwrap_or(0))).sum()
    }

    /// Takes out of the list what the baseline knows.
    ///
    /// Where one thing is found more often than it knows, the last ones are new: rows are added at the end.
    pub fn hold(&self, found: &mut Vec<Diagnostic>) -> Ratchet {
        let mut left = self.entries.clone();
        let mut ratchet = Ratchet::default();
        found.retain(|found| {
            if !found.is_about_data() {
                return true;
            }
            let Some(left) = left.get_mut(&Fingerprint::of(found)).filter(|left| **left > 0) else {
                ratchet.new += 1;
                return true;
            };
            *left -= 1;
            ratchet.known += 1;
            false
        });
        // What windows lack is compared by itself.
        ratchet.gone = left.into_iter().filter(|(print, left)| *left > 0 && !is_lack(print)).collect();
        ratchet
    }

    /// The file.
    pub fn to_csv(&self) -> String {
        let mut writer = csv::Writer::from_writer(Vec::new());
        // Nothing is longer than memory, which is all that can go wrong here.
        let _ = writer.write_record(HEADER);
        for (Fingerprint { code, file, text }, count) in &self.entries {
            let _ = writer.write_record([code, file, text, &count.to_string()]);
        }
        writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
    }

    /// Reads the file; or says on which line it is none.
    pub fn parse(bytes: &[u8]) -> Result<Baseline, (usize, Message)> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
        let mut record = csv::StringRecord::new();
        let mut entries = BTreeMap::new();
        let mut first = true;
        let mut total: usize = 0;
        loop {
            let before = reader.position().byte();
            let refused = |message| (line_after(bytes, before), message);
            match reader.read_record(&mut record) {
                Err(_) => return Err(refused(say!(vi: "dòng này không phải UTF-8", en: "this line is not UTF-8"))),
                Ok(false) if first => return Err((1, not_a_header())),
                Ok(false) => return Ok(Baseline { entries }),
                Ok(true) if first && record != HEADER[..] => return Err(refused(not_a_header())),
                Ok(true) if first => first = false,
                Ok(true) => {
                    let (fingerprint, count) = entry(&record).map_err(refused)?;
                    // All of them together are counted, too.
                    total = total.checked_add(count).ok_or_else(|| refused(not_a_count()))?;
                    if entries.insert(fingerprint, count).is_some() {
                        return Err(refused(say!(vi: "mục này có hai lần", en: "this entry appears twice")));
                    }
                }
            }
        }
    }
}

/// The line of the first record from a byte on, blank lines passed over.
fn line_after(bytes: &[u8], byte: u64) -> usize {
    let byte = usize::try_from(byte).unwrap_or(usize::MAX).min(bytes.len());
    let blank = bytes[byte..].iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
    bytes[..byte + blank].split(|byte| *byte == b'\n').count()
}

fn not_a_header() -> Message {
    say!(vi: "đây không phải là tệp đối chiếu: dòng đầu phải là `code,file,text,count`", en: "this is not a baseline: its first line must be `code,file,text,count`")
}

fn not_a_count() -> Message {
    say!(vi: "`count` phải là số lần, từ 1 trở lên", en: "`count` must say how often: 1 or more")
}

fn entry(record: &csv::StringRecord) -> Result<(Fingerprint, usize), Message> {
    let (fields, counted) = (record.len(), count_en(record.len(), "field"));
    let [code, file, text, count] = record.iter().collect::<Vec<_>>()[..] else {
        return Err(say!(vi: "dòng có {fields} ô, phải có 4", en: "the line has {counted}, but must have 4"));
    };
    let read = count.parse().ok().filter(|count| *count > 0);
    let count = read.ok_or_else(not_a_count)?;
    Ok((Fingerprint { code: code.to_owned(), file: nfc(file).into_owned(), text: nfc(text).into_owned() }, count))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    #[track_caller]
    fn refused(text: &str, line: usize, why: &str) {
        let (at, message) = Baseline::parse(text.as_bytes()).expect_err("no baseline");
        assert_eq!((at, message.get(Lang::En)), (line, why));
    }

    #[test]
    fn what_is_written_is_read() {
        let text = "code,file,text,count\nC001,logs/a.csv,v1,2\nF005,logs/a.csv,,1\nV001,logs/a.csv,\"31, 12\",1\n";
        let baseline = Baseline::parse(text.as_bytes()).expect("a baseline");
        assert_eq!(baseline.to_csv(), text);
        assert_eq!(Baseline::parse(format!("\u{feff}{}", text.replace('\n', "\r\n")).as_bytes()).ok(), Some(baseline));
    }

    #[test]
    fn what_is_none_is_refused_with_its_line() {
        let header = "this is not a baseline: its first line must be `code,file,text,count`";
        refused("", 1, header);
        refused("date,unit\n", 1, header);
        refused("code,file,text,count\n\nC001,a.csv,x\n", 3, "the line has 3 fields, but must have 4");
        refused("code,file,text,count\n<<<<<<< ours\n", 2, "the line has 1 field, but must have 4");
        refused("code,file,text,count\nC001,a,x,0\n", 2, "`count` must say how often: 1 or more");
        let huge = format!("code,file,text,count\nC001,a,x,{0}\nC001,b,x,{0}\n", usize::MAX);
        refused(&huge, 3, "`count` must say how often: 1 or more");
        refused("code,file,text,count\nC001,a,x,1\nC001,a,x,2\n", 3, "this entry appears twice");
    }

    #[test]
    fn the_hash_is_the_published_one() {
        assert_eq!(fnv(b""), "cbf29ce484222325");
        assert_eq!(fnv(b"a"), "af63dc4c8601ec8c");
        assert_eq!(fnv(b"foobar"), "85944171f73967e8");
    }

    #[test]
    fn texts_are_short_plain_and_composed() {
        assert_eq!(written("31/12/2014"), "31/12/2014");
        assert_eq!(written("Xa\u{303}"), "Xã");
        assert_eq!(written("=1+1"), "'=1+1");
        assert_eq!(written("a\nb"), format!("fnv1a:{}", fnv(b"a\nb")));
        assert!(written(&"x".repeat(61)).starts_with("fnv1a:"));
    }
}
