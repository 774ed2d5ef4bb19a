//! What an office gets from three workbooks to rows that count, by the commands of docs/from-excel.md; and the other forms in which files come.

use std::io::Write;

use unicode_normalization::UnicodeNormalization;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::Copy;
use crate::harness::folder;
use crate::import::{mend, visits};

/// What a text is in a font of VNI: a letter, and its marks as a second one of Latin-1.
fn vni(text: &str) -> String {
    let mut all = String::new();
    for c in text.nfc() {
        let (capital, small) = (c.is_uppercase(), c.to_lowercase().to_string());
        let parts: Vec<char> = small.nfd().collect();
        let (base, marks) = (parts[0], &parts[1..]);
        let tone = marks.iter().position(|mark| !matches!(mark, '\u{302}' | '\u{306}' | '\u{31b}')).map(|at| marks[at]);
        let nth = |row: [char; 6]| {
            row[[None, Some('\u{301}'), Some('\u{300}'), Some('\u{309}'), Some('\u{303}'), Some('\u{323}')]
                .iter()
                .position(|one| *one == tone)
                .expect("a tone")]
        };
        let plain = nth(['\0', 'ù', 'ø', 'û', 'õ', 'ï']);
        let written: Vec<char> = match base {
            'đ' => vec!['ñ'],
            'i' => vec![nth(['i', 'í', 'ì', 'æ', 'ó', 'ò'])],
            _ if marks.contains(&'\u{302}') => vec![base, nth(['â', 'á', 'à', 'å', 'ã', 'ä'])],
            _ if marks.contains(&'\u{306}') => vec![base, nth(['ê', 'é', 'è', 'ú', 'ü', 'ë'])],
            'o' if marks.contains(&'\u{31b}') => vec!['ô', plain],
            'u' if marks.contains(&'\u{31b}') => vec!['ö', plain],
            'y' if tone == Some('\u{323}') => vec!['î'],
            _ => vec![base, plain],
        };
        let cased = |c: char| if capital { c.to_uppercase().next().unwrap_or(c) } else { c };
        all.extend(written.into_iter().filter(|c| *c != '\0').map(cased));
    }
    all
}

/// A workbook of `OpenDocument` with one sheet, a hidden one, and a hidden column.
fn ods(path: &std::path::Path, name: &str, rows: &[&[&str]]) {
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
    let mut table = format!("<table:table table:name=\"{}\"><table:table-column table:visibility=\"collapse\"/>", escaped(name));
    for row in rows {
        table += "<table:table-row>";
        for cell in *row {
            let cell = match *cell {
                "" => "<table:table-cell/>".to_owned(),
                day if day.starts_with('@') => {
                    format!("<table:table-cell office:value-type=\"date\" office:date-value=\"{}\"/>", &day[1..])
                }
                text => format!("<table:table-cell office:value-type=\"string\"><text:p>{}</text:p></table:table-cell>", escaped(text)),
            };
            table.push_str(&cell);
        }
        table += "</table:table-row>";
    }
    table += "</table:table>";
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" \
         office:version=\"1.2\"><office:body><office:spreadsheet>{table}</office:spreadsheet></office:body></office:document-content>"
    );
    let manifest = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" \
                    manifest:version=\"1.2\"><manifest:file-entry manifest:full-path=\"/\" manifest:media-type=\"application/vnd.oasis.opendocument.spreadsheet\"/>\
                    <manifest:file-entry manifest:full-path=\"content.xml\" manifest:media-type=\"text/xml\"/></manifest:manifest>";
    let mut zip = ZipWriter::new(std::fs::File::create(path).expect("made"));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, text) in [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_str()),
        ("META-INF/manifest.xml", manifest),
    ] {
        zip.start_file(name, stored).expect("begun");
        zip.write_all(text.as_bytes()).expect("written");
    }
    zip.finish().expect("closed");
}

/// Meetings of clubs in a font of VNI: names of clubs for their keys, districts as lines within, totals, a signature.
fn clubs(copy: &Copy, name: &str) {
    let club = vni("Câu lạc bộ TGPL xã Hưng Vũ");
    let other = vni("CÂU LẠC BỘ TGPL XÃ BÍNH XÁ");
    ods(
        &copy.path().join(name),
        "Quý I",
        &[
            &["", &vni("TRUNG TÂM TRỢ GIÚP PHÁP LÝ NHÀ NƯỚC")],
            &["", ""],
            &["STT", &vni("Ngày"), &vni("Câu lạc bộ"), &vni("Số người"), &vni("Nữ"), &vni("Nguồn kinh phí"), &vni("Kinh phí (đồng)")],
            &["I", &vni("Huyện Bắc Sơn")],
            &["1", "@2014-02-12", &club, "30", "12", &vni("Ngân sách Trung ương hỗ trợ"), "400.000"],
            &["2", "26/02/2014", &club, "28", "15", &vni("Ngân sách Trung ương hỗ trợ"), "0,4 triệu"],
            &["II", &vni("Huyện Đình Lập")],
            &["3", &vni("ngày 5 tháng 3 năm 2014"), &other, "41", "", "", ""],
            &["", &vni("Tổng cộng"), "", "99", "27"],
            &["", "", "", "", "", &vni("Người lập biểu")],
        ],
    );
}

/// The commands that docs/from-excel.md shows for workbooks: each is one line of its block.
fn commands() -> Vec<Vec<String>> {
    let readme = std::fs::read_to_string(folder("docs/from-excel.md")).expect("the guide");
    let (_, after) = readme.split_once("```sh\ntiendo import visits").expect("the block");
    let (block, _) = after.split_once("```").expect("its end");
    let lines = format!("tiendo import visits{block}");
    let words = |line: &str| line.split('#').next().unwrap_or_default().split_whitespace().skip(1).map(str::to_owned).collect();
    lines.lines().map(words).collect()
}

/// The whole way: three workbooks, by the commands that docs/from-excel.md shows, doubts through the workbook of doubts.
#[test]
fn three_workbooks_become_rows_by_the_commands_of_the_readme() {
    let copy = Copy::of("data");
    visits(&copy, "luu-dong.xlsx");
    clubs(&copy, "cau-lac-bo.ods");
    copy.write("khao-sat.xls", std::fs::read(folder("tests/fixtures/offices/khao-sat.xls")).expect("the workbook"));
    copy.write("imports/khao-sat.toml", "[columns]\nresult = \"Kết quả\"\n");
    let rows = |path: &str| copy.read(path).lines().count();
    let logs = ["logs/visits/2019.csv", "logs/meetings/2014.csv", "logs/club-surveys/2014.csv"];
    let before = logs.map(rows);
    let mut said = String::new();
    for command in commands() {
        let words: Vec<&str> = command.iter().map(String::as_str).collect();
        if words.contains(&"nghi-ngo.xlsx") && !words.contains(&"--doubts") {
            // What somebody does in the spreadsheet.
            mend(copy.path().join("nghi-ngo.xlsx").to_str().expect("a path"));
        }
        let (status, out, err) = copy.run(&[&words[..], &["--as-of", "2020-12-31"]].concat());
        assert_eq!(status, 0, "{words:?}\n{out}{err}");
        said += &(out + &err);
    }
    assert_eq!([0, 1, 2].map(|at| rows(logs[at]) - before[at]), [8, 3, 3], "{said}");
    for (log, row) in [
        (logs[0], "2019-04-05,LD-2019-X,06532,xã Mẫu Sơn,chi-nhanh-4,60,20"),
        (logs[0], "2019-05-18,LD-2019-X,06232,xã Công Sơn,chi-nhanh-4,31,20"),
        (logs[1], "2014-02-12,MH-CLB-01,30,12,trung-uong,400000\n"),
        (logs[1], "2014-02-26,MH-CLB-01,28,15,trung-uong,400000\n"),
        (logs[1], "2014-03-05,MH-CLB-02,41,,,\n"),
        (logs[2], "2014-04-21,06232,nen-thanh-lap\n"),
        (logs[2], "2014-04-22,06238,chua-can\n"),
        (logs[2], "2014-04-23,06238,nen-thanh-lap\n"),
    ] {
        assert!(copy.read(log).contains(row), "{log}: {row}\n{}\n{said}", copy.read(log));
    }
    // The report of the half-year has them.
    let (status, out, err) = copy.run(&["report", "2019-H1", "--as-of", "2019-07-31"]);
    assert_eq!(status, 0, "{err}");
    assert!(out.contains("2019"), "{out}");
}

/// Text files as old machines save them: each comes in as the same rows.
#[test]
fn text_files_of_other_encodings_become_the_same_rows() {
    let text = "Ngày;Câu lạc bộ;Số người;Nữ\n12/02/2014;Câu lạc bộ TGPL xã Hưng Vũ;30;12\n26/02/2014;CÂU LẠC BỘ TGPL XÃ HƯNG VŨ;1.028;15\n";
    let latin = |text: String| -> Vec<u8> { text.chars().map(|c| u8::try_from(u32::from(c)).expect("a byte")).collect() };
    let wide =
        |text: &str, unit: fn(u16) -> [u8; 2]| -> Vec<u8> { std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(unit).collect() };
    for (name, bytes) in [
        ("utf-8.csv", text.as_bytes().to_vec()),
        ("nfd.csv", text.nfd().collect::<String>().into_bytes()),
        ("vni.csv", latin(vni(text))),
        ("utf-16-le.txt", wide(&text.replace(';', "\t"), u16::to_le_bytes)),
        ("utf-16-be.txt", wide(&text.replace(';', "\t"), u16::to_be_bytes)),
    ] {
        let copy = Copy::of("data");
        let path = copy.write(name, bytes);
        let (status, out, err) = copy.run(&["import", "meetings", path.to_str().expect("a path"), "--write", "--as-of", "2020-12-31"]);
        assert_eq!(status, 0, "{name}: {out}{err}");
        let log = copy.read("logs/meetings/2014.csv");
        assert!(log.contains("2014-02-12,MH-CLB-01,30,12,,\n") && log.contains("2014-02-26,MH-CLB-01,1028,15,,\n"), "{name}: {out}{err}");
    }
}
