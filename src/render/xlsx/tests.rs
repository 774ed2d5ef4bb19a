//! What a workbook holds, read back.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};

use super::*;
use crate::cover::Verdict;
use crate::report::{Cell, Column, Row};

struct Fixed(Vec<Block>);

impl Answer for Fixed {
    fn title(&self) -> Message {
        Message::same("An answer")
    }

    fn document(&self) -> Document {
        Document { blocks: self.0.clone() }
    }

    fn records(&self) -> Sheet {
        Sheet::default()
    }

    fn contract(&self) -> serde_json::Value {
        serde_json::Value::Null
    }
}

fn sheet(title: &str, cells: Vec<Cell>) -> Block {
    let columns = (0..cells.len()).map(|_| Column::left("key", Message::same("Title"))).collect();
    Block::Sheet(Sheet { title: Some(Message::same(title)), columns, rows: vec![Row::Cells(cells)], ..Sheet::default() })
}

fn header() -> Block {
    Block::Header(Header {
        plans: vec!["=A plan".into()],
        as_of: Date::constant(2016, 6, 30),
        period: None,
        whole: false,
        ended: None,
        newest: None,
        revision: None,
        notice: Some("Made up".into()),
        left_out: 0,
    })
}

fn bytes(blocks: Vec<Block>) -> Vec<u8> {
    let mut out = Vec::new();
    (FORMAT.write)(&Fixed(blocks), Look { lang: Lang::Vi, colour: false, width: None }, &mut out).expect("written");
    out
}

fn book(blocks: Vec<Block>) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(bytes(blocks))).expect("a workbook")
}

#[test]
fn cells_have_their_types() {
    let cells = vec![
        Cell::Text("06001".into()),
        Cell::Number("8000000".into()),
        Cell::Date(Date::constant(2016, 12, 31)),
        Cell::Share(40, 124),
        Cell::Verdict(Verdict::Missed),
        Cell::Date(Date::constant(1850, 1, 1)),
    ];
    let mut book = book(vec![header(), sheet("One", cells)]);
    assert_eq!(book.sheet_names(), ["Giới thiệu", "One"]);
    let range = book.worksheet_range("One").expect("a sheet");
    let row: Vec<&Data> = range.rows().nth(1).expect("a row").iter().collect();
    assert_eq!(*row[0], Data::String("06001".into()));
    assert_eq!(*row[1], Data::Float(8_000_000.0));
    assert!(matches!(row[2], Data::DateTime(day) if (day.as_f64() - 42735.0).abs() < 1e-9), "{:?}", row[2]);
    assert_eq!([row[3], row[4]], [&Data::Float(40.0), &Data::Float(124.0)]);
    assert_eq!(*row[5], Data::String("40/124".into()));
    assert!(matches!(row[6], Data::Float(share) if (share - 40.0 / 124.0).abs() < 1e-12), "{:?}", row[6]);
    assert_eq!(*row[7], Data::String("✗ không đạt".into()));
    assert_eq!(*row[8], Data::String("1850-01-01".into()));
}

#[test]
fn what_adds_up_stands_apart_and_codes_stand_beside() {
    let columns = vec![
        Column::left("name", Message::same("Name")),
        Column::code(Message::same("Code")),
        Column::right("share", Message::same("Share")),
    ];
    let row = |name: &str, code: Option<&str>, of| Row::Cells(vec![Cell::Text(name.into()), Cell::maybe(code), Cell::Share(of, 2 * of)]);
    let rows = vec![row("a", Some("06001"), 1), row("b", Some("06002"), 2), row("Sum", None, 3)];
    let sheet = Sheet { columns, rows, total: true, ..Sheet::default() };
    assert_eq!(sheet.for_people().columns.len(), 2);
    let mut book = book(vec![Block::Sheet(sheet)]);
    let range = book.worksheet_range("An answer").expect("a sheet");
    let column = |at| (0..6).map(|row| range.get_value((row, at)).map(Data::to_string).unwrap_or_default()).collect::<Vec<_>>();
    assert_eq!(column(0), ["Name", "a", "b", "", "Sum", ""]);
    assert_eq!(column(1), ["Code", "06001", "06002", "", "", ""]);
    assert_eq!(column(2), ["Share", "1", "2", "", "3", ""]);
}

#[test]
fn nothing_is_a_formula() {
    let dangers = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "=HYPERLINK(\"x\")"];
    let blocks = dangers.iter().map(|text| sheet(text, vec![Cell::Text((*text).into()), Cell::Words(Message::same(*text))]));
    let mut book = book(std::iter::once(header()).chain(blocks).collect());
    for name in book.sheet_names() {
        let formulas = book.worksheet_formula(&name).expect("a sheet");
        assert!(formulas.cells().all(|(_, _, formula)| formula.is_empty()), "{name}");
    }
    let first = book.worksheet_range("=1+1").expect("a sheet");
    assert_eq!(first.get_value((1, 0)), Some(&Data::String("=1+1".into())));
}

#[test]
fn the_first_sheet_says_what_it_is_about() {
    let mut book = book(vec![header(), Block::Line(Message::same("A sentence")), sheet("One", vec![Cell::Empty])]);
    let range = book.worksheet_range("Giới thiệu").expect("a sheet");
    let texts: Vec<String> = range.cells().map(|(_, _, data)| data.to_string()).filter(|text| !text.is_empty()).collect();
    let expected = ["An answer", "Kế hoạch", "=A plan", "Tính đến", "30/06/2016", "Lưu ý", "Made up", "A sentence", "One", "One"];
    assert_eq!(texts, expected);
}

#[test]
fn the_same_answer_gives_the_same_bytes() {
    let blocks = || vec![header(), sheet("One", vec![Cell::Share(1, 3)])];
    let first = bytes(blocks());
    // The clock is in no workbook: wait until it shows another second.
    std::thread::sleep(std::time::Duration::from_millis(1100));
    assert!(first == bytes(blocks()));
}

#[test]
fn a_table_without_rows_is_a_sheet_all_the_same() {
    let columns = vec![Column::left("key", Message::same("Title"))];
    let mut book = book(vec![Block::Sheet(Sheet { columns, ..Sheet::default() })]);
    let range = book.worksheet_range("An answer").expect("a sheet");
    assert_eq!(range.get_value((0, 0)), Some(&Data::String("Title".into())));
}
