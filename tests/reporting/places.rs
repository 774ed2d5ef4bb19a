//! Lines and columns are those of an editor, and the underline stands under the field, whatever came before it.

use unicode_width::UnicodeWidthStr;

use super::Place;

/// The text without what colours it.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\u{1b}') {
        plain.push_str(before);
        rest = after.split_once('m').map_or("", |(_, after)| after);
    }
    plain + rest
}

/// The excerpt's line and the underline below it, without what stands left of them.
fn underlined(out: &str) -> (String, String) {
    let lines: Vec<&str> = out.lines().collect();
    let at = lines.iter().position(|line| line.contains('^')).unwrap_or_else(|| panic!("nothing is underlined\n{out}"));
    let margin = lines[at - 1].find("| ").expect("the margin") + 2;
    (lines[at - 1][margin..].to_owned(), lines[at].get(margin..).unwrap_or_default().to_owned())
}

/// Finds the one fault of these rows at a place, and looks whether the field is underlined: on 80 and 120 columns and
/// without a terminal, in colour and without.
#[track_caller]
fn check(rows: &[u8], line: u64, column: u64, marked: &str) {
    let place = Place::rows(rows);
    let json = place.json(&["--select", "V"]);
    let found = &json["findings"][0];
    let text = String::from_utf8_lossy(rows);
    assert_eq!((found["line"].as_u64(), found["column"].as_u64()), (Some(line), Some(column)), "{text}\n{json:#}");
    let end = column + marked.chars().count() as u64;
    assert_eq!((found["end_line"].as_u64(), found["end_column"].as_u64()), (Some(line), Some(end)), "{text}\n{json:#}");
    for width in [None, Some(80), Some(120)] {
        let [colourless, coloured] = [false, true].map(|colour| place.run_on(width, colour, &["check", "--select", "V"]).out);
        assert!(coloured.contains('\u{1b}') && !colourless.contains('\u{1b}'));
        assert_eq!(plain(&coloured), colourless);
        assert!(colourless.starts_with(&format!("logs/visits.csv:{line}:{column}: error[V0")), "{colourless}");
        let (source, under) = underlined(&colourless);
        if let Some(width) = width {
            assert!(source.width() + 4 <= width, "{source}");
        }
        // The renderer writes a tab as four spaces.
        let marked = marked.replace('\t', "    ");
        let at = source.find(&marked).unwrap_or_else(|| panic!("{marked} is not in {source}"));
        let carets = under.chars().filter(|c| *c == '^').count();
        assert_eq!((under.find('^'), carets), (Some(source[..at].width()), marked.width()), "{width:?}\n{source}\n{under}");
    }
}

#[test]
fn plain_rows() {
    check(b"id,date,name\nv1,2014-01-05,An\nv2,31/12/2014,An\n", 3, 4, "31/12/2014");
}

#[test]
fn after_quoted_line_breaks() {
    check(b"id,date,name\nv1,2014-01-05,\"An\nof\nthe east\"\nv2,soon,An\n", 5, 4, "soon");
    check(b"id,name,date\nv1,\"An\nof the east\",soon\n", 3, 14, "soon");
}

#[test]
fn after_blank_lines() {
    check(b"\n\nid,date,name\n\n\n\nv2,soon,An\n\n", 7, 4, "soon");
}

#[test]
fn with_carriage_returns() {
    check(b"id,date,name\r\nv1,2014-01-05,An\r\nv2,soon,An\r\n", 3, 4, "soon");
    check(b"id,date,name\r\n\r\nv1,2014-01-05,\"An\r\nof\"\r\nv2,soon,An", 5, 4, "soon");
    check(b"id,date,name\rv1,2014-01-05,An\rv2,soon,An\r", 3, 4, "soon");
}

#[test]
fn after_a_byte_order_mark() {
    check("\u{feff}date,name\nsoon,An\n".as_bytes(), 2, 1, "soon");
    // Without a header of their own: on the first line, the mark takes no column.
    let place = Place::rows("\u{feff}date,colour\n2014-01-05,red\n");
    let found = &place.json(&[])["findings"][0];
    assert_eq!((&found["line"], &found["column"]), (&1.into(), &6.into()));
}

#[test]
fn beside_decomposed_letters() {
    // Three of the letters are a base with two marks: scalars are counted, and columns of a terminal are not.
    let name = "Xa\u{303} Hu\u{31b}\u{303}u Le\u{302}\u{303}";
    check(format!("name,date\n{name},soon\n").as_bytes(), 2, name.chars().count() as u64 + 2, "soon");
    let bad = "mu\u{31b}o\u{31b}\u{300}i";
    check(format!("date,people\n2014-01-05,{bad}\n").as_bytes(), 2, 12, bad);
    check("name,date\nXã Hữu Lễ,soon\n".as_bytes(), 2, 11, "soon");
    check("name,date\n北江省,soon\n".as_bytes(), 2, 5, "soon");
}

#[test]
fn beside_tabs() {
    check(b"name,date\na\tb,soon\n", 2, 5, "soon");
}

#[test]
fn in_quotes() {
    check(b"date,name\n\"so\"\"on\",An\n", 2, 2, "so\"\"on");
}

#[test]
fn in_very_long_lines() {
    let long = "Le\u{302}\u{303} ".repeat(200);
    check(format!("name,date,women\n{long},soon,\n").as_bytes(), 2, long.chars().count() as u64 + 2, "soon");
    check(format!("date,name,women\nsoon,{long},\n").as_bytes(), 2, 1, "soon");
    let far = "x".repeat(100_000);
    check(format!("name,date,id\n{far},soon,{far}\n").as_bytes(), 2, 100_002, "soon");
}

#[test]
fn a_long_field_is_cut_itself() {
    let place = Place::rows(format!("date,name\n{},An\n", "9".repeat(500)));
    for (width, room) in [(None, 116), (Some(80), 76), (Some(120), 116)] {
        let (source, under) = underlined(&place.run_on(width, false, &["check"]).out);
        assert_eq!((source.width(), under.trim_end().width()), (room - 1, room - 2), "{source}\n{under}");
        assert!(source.ends_with('…'));
    }
}

#[test]
fn of_two_places_both_are_cut() {
    let long = "An ".repeat(100);
    let place = Place::rows(format!("id,date,name,people,women\nv1,2014-01-05,{long},12,14\nv2,2014-01-05,An,3,1\nv2,2014-01-06,An,3,1\n"));
    for width in [80, 120] {
        let out = place.run_on(Some(width), false, &["check", "--select", "C"]).out;
        let fits = out.lines().filter(|line| line.contains('|')).all(|line| line.width() <= width);
        assert!(fits && out.contains("-- ") && out.contains("^^"), "{out}");
    }
}
