//! `tiendo import`: workbooks as offices send them become rows of a copy of `data/`.

use calamine::{Data, Reader, Xlsx, open_workbook};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use crate::Copy;

fn data() -> Copy {
    Copy::of("data")
}

fn rows_of(copy: &Copy, path: &str) -> usize {
    copy.read(path).lines().count() - 1
}

/// What a text is in a font of TCVN3: the letters of Latin-1 that stand where that font has the Vietnamese ones.
fn tcvn3(text: &str) -> String {
    let letters =
        [('ã', '·'), ('ù', 'ï'), ('á', '¸'), ('ư', '\u{ad}'), ('ị', 'Þ'), ('ắ', '¾'), ('ơ', '¬'), ('ạ', '¹'), ('ồ', 'å'), ('ố', 'è')];
    text.chars().map(|c| letters.iter().find(|(letter, _)| *letter == c).map_or(c, |(_, own)| *own)).collect()
}

/// Visits of two districts, a sheet for each: titles, a heading over two rows with merged cells, numbers of the columns, dates of
/// three kinds, names in two spellings, numbers as text, a total, a signature, a hidden column and a hidden sheet.
pub(crate) fn visits(copy: &Copy, name: &str) -> String {
    let mut book = Workbook::new();
    let date = Format::new().set_num_format("dd/mm/yyyy");
    let plain = Format::new();
    for (name, rows) in [
        (
            "Lộc Bình",
            [("25/03/2019", "xã Ái Quốc", "1.044"), ("ngày 5 tháng 4 năm 2019", "Mẫu Sơn", "60"), ("4/3/2019", "X. Ái Quốc", "38")],
        ),
        ("Cao Lộc", [("16/05/2019", "MẪU SƠN", "41"), ("17/05/2019", "xã Không Có", "40"), ("18/05/2019", "xã Công Sơn", "hơn 30")]),
    ] {
        let sheet = book.add_worksheet().set_name(name).expect("a sheet");
        sheet.write_string(0, 0, "SỞ TƯ PHÁP TỈNH LẠNG SƠN").expect("written");
        sheet.merge_range(1, 0, 1, 5, "TỔNG HỢP CÁC ĐỢT TRỢ GIÚP PHÁP LÝ LƯU ĐỘNG", &plain).expect("merged");
        for (field, text) in [(0, "STT"), (1, "Thời gian tổ chức"), (2, "Xã, phường, thị trấn"), (5, "Đợt")] {
            sheet.merge_range(3, field, 4, field, text, &plain).expect("merged");
        }
        sheet.merge_range(3, 3, 3, 4, "Số người tham dự", &plain).expect("merged");
        sheet.write_string(4, 3, "Tổng số").expect("written");
        sheet.write_string(4, 4, "Trong đó nữ").expect("written");
        for field in 0..6_u16 {
            sheet.write_number(5, field, field + 1).expect("written");
        }
        for (row, (day, place, people)) in (6_u32..).zip(rows) {
            sheet.write_number(row, 0, row - 5).expect("written");
            sheet.write_string(row, 1, day).expect("written");
            sheet.write_string(row, 2, place).expect("written");
            sheet.write_string(row, 3, people).expect("written");
            sheet.write_number(row, 4, 20).expect("written");
            sheet.write_string(row, 5, "LD-2019-X").expect("written");
        }
        let true_date = ExcelDateTime::from_ymd(2019, 6, 7).expect("a day");
        sheet.write_datetime_with_format(9, 1, &true_date, &date).expect("written");
        sheet.write_string(9, 2, if name == "Cao Lộc" { "06238" } else { "06610" }).expect("written");
        sheet.write_number(9, 3, 33).expect("written");
        sheet.write_string(9, 5, "LD-2019-X").expect("written");
        sheet.write_string(10, 1, "Tổng cộng").expect("written");
        sheet.write_number(10, 3, 1175).expect("written");
        sheet.write_string(12, 4, "Lạng Sơn, ngày 30 tháng 6 năm 2019").expect("written");
        sheet.write_string(13, 1, "Người lập biểu").expect("written");
        sheet.write_string(13, 4, "GIÁM ĐỐC").expect("written");
        sheet.set_column_hidden(0).expect("hidden");
    }
    book.add_worksheet().set_name("Danh mục").expect("a sheet").set_hidden(true).write_string(0, 0, "x").expect("written");
    let path = copy.path().join(name);
    book.save(&path).expect("saved");
    path.to_str().expect("a path").to_owned()
}

#[test]
fn a_workbook_with_a_sheet_for_each_district() {
    let copy = data();
    let before = copy.files();
    let file = visits(&copy, "lưu động.xlsx");
    let all = [&["import", "visits", &file, "--set", "agency=Chi nhánh số 4"][..], &["--as-of", "2020-12-31"][..]].concat();
    let (status, out, err) = copy.run(&all);
    assert_eq!(status, 0, "{out}{err}");
    for said in [
        "the hidden sheet `Danh mục` is passed over",
        "`Lộc Bình`: date = B, trip",
        "unit = C",
        "participants = D, women = E",
        "logs/visits/2019.csv: 6 new rows",
        "passed over, above the heading: Lộc Bình!A1, Lộc Bình!A2",
        "passed over, numbers of the columns: Lộc Bình!A6",
        "passed over, totals: Lộc Bình!B11",
        "passed over, below the table: Lộc Bình!E13, Lộc Bình!B14",
        "Cao Lộc!C8: `unit`: `xã Không Có` is not understood",
        "Cao Lộc!D9: `participants`: `hơn 30` is not understood; an estimate is not a figure",
    ] {
        assert!(out.contains(said), "{said}\n{out}{err}");
    }
    assert!(err.ends_with("tiendo: a preview, nothing was written; write it with --write\n"), "{err}");
    let written = |copy: &Copy| copy.files().into_iter().filter(|(path, _)| path.starts_with("logs/")).collect::<Vec<_>>();
    let logs =
        |files: &crate::harness::places::Files| files.clone().into_iter().filter(|(path, _)| path.starts_with("logs/")).collect::<Vec<_>>();
    assert_eq!(written(&copy), logs(&before));
    // With doubts nothing is written, unless they are put apart.
    let (status, _, err) = copy.run(&[&all[..], &["--write"]].concat());
    assert_eq!(status, 1, "{err}");
    assert_eq!(written(&copy), logs(&before));
    let there = rows_of(&copy, "logs/visits/2019.csv");
    let doubts = copy.path().join("nghi ngờ.xlsx");
    let doubts = doubts.to_str().expect("a path");
    let (status, out, err) = copy.run(&[&all[..], &["--write", "--doubts", doubts, "--save-mapping", "luu-dong"]].concat());
    assert_eq!(status, 0, "{out}{err}");
    assert!(err.ends_with("tiendo: 6 rows written to 1 file; 2 doubtful rows put apart\n"), "{err}");
    assert_eq!(rows_of(&copy, "logs/visits/2019.csv"), there + 6);
    let log = copy.read("logs/visits/2019.csv");
    // The day stands first in the others of its column; the sheet's district tells the two communes of one name apart.
    for row in [
        "2019-03-04,LD-2019-X,06610,xã Ái Quốc,chi-nhanh-4,38,20",
        "2019-04-05,LD-2019-X,06532,xã Mẫu Sơn,chi-nhanh-4,60,20",
        "2019-05-16,LD-2019-X,06238,xã Mẫu Sơn,chi-nhanh-4,41,20",
        "2019-03-25,LD-2019-X,06610,xã Ái Quốc,chi-nhanh-4,1044,20",
        "2019-06-07,LD-2019-X,06610,xã Ái Quốc,chi-nhanh-4,33,",
    ] {
        assert!(log.contains(row), "{row}\n{log}");
    }
    assert!(copy.read("imports/luu-dong.toml").contains("\"unit\" = \"Xã, phường, thị trấn\""), "{}", copy.read("imports/luu-dong.toml"));
    let (status, out, _) = copy.run(&["check", "--as-of", "2020-12-31", "--fail-on", "never", "--ignore", "F020"]);
    assert_eq!(status, 0, "{out}");
    // Once more: everything is there already.
    let (status, out, _) = copy.run(&[&all[..], &["--mapping", "luu-dong"]].concat());
    assert_eq!(status, 0);
    assert!(out.contains("no row is new") && out.contains("6 rows are there already"), "{out}");
    // Mended in the workbook of doubts, they go in.
    mend(doubts);
    let (status, out, err) = copy.run(&["import", "visits", doubts, "--write", "--as-of", "2020-12-31"]);
    assert_eq!(status, 1, "the agency was set, and is not in the sheet: {out}{err}");
    let (status, out, err) = copy.run(&["import", "visits", doubts, "--set", "agency=chi-nhanh-4", "--write", "--as-of", "2020-12-31"]);
    assert_eq!(status, 0, "{out}{err}");
    assert_eq!(rows_of(&copy, "logs/visits/2019.csv"), there + 8);
}

/// Puts what is right into the workbook of doubts.
pub(crate) fn mend(path: &str) {
    let mut book: Xlsx<_> = open_workbook(path).expect("a workbook");
    let range = book.worksheet_range_at(0).expect("a sheet").expect("read");
    let rows: Vec<Vec<String>> = range.rows().map(|row| row.iter().map(Data::to_string).collect()).collect();
    assert!(rows[0].contains(&"why".to_owned()) && rows.len() == 3, "{rows:?}");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (at, row) in (0_u32..).zip(&rows) {
        for (field, text) in (0_u16..).zip(row) {
            let mended = match text.as_str() {
                "xã Không Có" => "xã Công Sơn",
                "hơn 30" => "31",
                other => other,
            };
            sheet.write_string(at, field, mended).expect("written");
        }
    }
    book.save(path).expect("saved");
}

/// Meetings of clubs: names of clubs for their keys, TCVN3, districts as lines within, days in Excel's own form, amounts as people
/// write them.
#[test]
fn a_workbook_in_a_font_of_tcvn3() {
    let copy = data();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (field, text) in [(0, "Ngày"), (1, "Câu lạc bộ"), (2, "Số người"), (3, "Nữ"), (4, "Nguồn kinh phí"), (5, "Kinh phí (đồng)")]
    {
        sheet.write_string(2, field, text).expect("written");
    }
    sheet.write_string(3, 0, "I").expect("written");
    sheet.write_string(3, 1, "Huyện Bắc Sơn").expect("written");
    for (row, day) in [(4, "12/02/2014"), (5, "26/02/2014")] {
        sheet.write_string(row, 0, day).expect("written");
        sheet
            .write_string(row, 1, tcvn3("Câu lạc bộ TGPL xã Hưng Vũ").replace('â', "©").replace('ộ', "é").replace('ũ', "ò"))
            .expect("written");
        sheet.write_string(row, 2, "30").expect("written");
        sheet.write_number(row, 3, 12).expect("written");
        sheet.write_string(row, 4, "Ngân sách Trung ương hỗ trợ").expect("written");
        sheet.write_string(row, 5, "400.000đ").expect("written");
    }
    let path = copy.path().join("clb.xlsx");
    book.save(&path).expect("saved");
    let path = path.to_str().expect("a path");
    let (status, out, err) = copy.run(&["import", "meetings", path, "--write", "--as-of", "2020-12-31"]);
    assert_eq!(status, 0, "{out}{err}");
    let log = copy.read("logs/meetings/2014.csv");
    assert!(log.contains("2014-02-12,MH-CLB-01,30,12,trung-uong,400000\n") && log.contains("2014-02-26,MH-CLB-01,30,12"), "{out}{err}");
    assert!(out.contains("passed over, headings within: Sheet1!A4"), "{out}");
}

/// A text file of semicolons in windows-1258 with keys of its own: a row that is there, one with other content, a new one, and one
/// that the rules refuse.
#[test]
fn rows_with_keys_are_told_apart() {
    let copy = data();
    let text = "id;date;unit;result\nMH-KS-2014-0001;03/03/2014;06112;chua-can\nMH-KS-2014-0002;11/03/2014;06268;Chưa cần thiết\nKS-1;25/03/2014;06268;Nên thành lập\nKS-2;12/03/1990;xã Không Thế;Nên thành lập\n";
    let path = copy.path().join("ks.txt");
    // Marks that follow their letters, as that encoding has them.
    let bytes: Vec<u8> = text
        .replace("Chưa cần thiết", "Ch\u{fd}a c\u{e2}\u{cc}n thi\u{ea}\u{ec}t")
        .replace("Nên thành lập", "N\u{ea}n th\u{e0}nh l\u{e2}\u{f2}p")
        .replace("xã Không Thế", "xa\u{de} Kh\u{f4}ng Th\u{ea}\u{ec}")
        .chars()
        .map(|c| u8::try_from(u32::from(c)).expect("a byte"))
        .collect();
    std::fs::write(&path, bytes).expect("written");
    let (status, out, err) = copy.run(&["import", "club-surveys", path.to_str().expect("a path"), "--as-of", "2020-12-31"]);
    assert_eq!(status, 0, "{out}{err}");
    assert!(out.contains("logs/club-surveys/2014.csv: 1 new row\n1 row is there already\n"), "{out}");
    assert!(out.contains("date: 2014-03-10 | 2014-03-11"), "{out}");
    assert!(out.contains("ks.txt!C5: `unit`: `xã Không Thế` is not understood"), "{out}");
}

#[test]
fn what_cannot_be_done_is_said() {
    let copy = data();
    let file = visits(&copy, "lưu động.xlsx");
    let other = copy.write("other.csv", "a,b\n1,2\n").display().to_string();
    let empty = copy.write("empty.csv", "").display().to_string();
    for (arguments, said) in [
        (vec!["import", "visits", &other], "no line looks like the heading of `visits`; its columns are: `id`"),
        (vec!["import", "visits", &empty], "no line looks like the heading of `visits`"),
        #[cfg(unix)]
        (vec!["import", "visits", "/dev/zero"], "it is no regular file but a pipe or a device"),
        (vec!["import", "visit", &file], "there is no table `visit`; did you mean `visits`?"),
        (vec!["import", "visits", &file], "no heading is the column `agency`; the headings are: `STT`"),
        (vec!["import", "visits", &file, "--sheet", "x"], "there is no sheet `x`; there are: `Lộc Bình`, `Cao Lộc`"),
        (vec!["import", "visits", &file, "--set", "x=1"], "has no column `x`"),
        (vec!["import", "visits", "nowhere.xlsx"], "`nowhere.xlsx` cannot be read"),
        (vec!["import", "visits", &file, "--mapping", "../x"], "a name is letters"),
        (vec!["import", "visits", &file, "--doubts", "logs/x.xlsx"], "is where the workspace keeps its data"),
    ] {
        let (status, _, err) = copy.run(&arguments);
        assert_eq!(status, 2, "{arguments:?}\n{err}");
        assert!(err.contains(said), "{arguments:?}\n{err}");
    }
}
