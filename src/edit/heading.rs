//! Where the table of a sheet begins, and which of its columns is which.

use std::collections::BTreeMap;

use super::grid::Grid;
use crate::model::{Column, Kind, Table, UNITS};
use crate::text::nfc;

/// How far down a heading is looked for.
const WITHIN: usize = 40;
/// Over how many rows it may stand.
const DEEP: usize = 3;

/// The heading of a sheet.
#[derive(Clone, Debug)]
pub struct Heading {
    /// Its first row.
    pub first: usize,
    /// The first row below it.
    pub below: usize,
    /// For each column of the table the field that holds it.
    pub fields: Vec<Option<usize>>,
    /// Fields that name a unit around the row's own: a district.
    pub around: Vec<usize>,
    /// What stands over each field, in one line.
    pub names: Vec<String>,
}

/// What a mapping says: by a column's name the heading that it has.
pub type Mapping = BTreeMap<String, String>;

/// Finds the heading: the rows of which the most columns of the table can be told; nothing where no two can.
pub fn find(grid: &Grid, table: &Table, mapping: &Mapping) -> Option<Heading> {
    let mut best: Option<(usize, Heading)> = None;
    for first in 0..grid.rows.len().min(WITHIN) {
        for deep in 1..=DEEP.min(grid.rows.len() - first) {
            let heading = read(grid, table, mapping, first, first + deep);
            let count = heading.fields.iter().flatten().count();
            // Of the same columns the heading of fewer rows: what stands above is a title.
            let better = |(most, other): &(usize, Heading)| count > *most || (count == *most && heading.below == other.below);
            if count >= table.columns.len().min(2) && best.as_ref().is_none_or(better) {
                best = Some((count, heading));
            }
        }
    }
    best.map(|(_, heading)| heading)
}

fn read(grid: &Grid, table: &Table, mapping: &Mapping, first: usize, below: usize) -> Heading {
    let width = (first..below).map(|row| grid.rows[row].len()).max().unwrap_or(0);
    // Of merged cells only the first has the text: what stands over several fields is said of each.
    let mut above: Vec<Vec<String>> = Vec::new();
    for row in first..below {
        let mut carried = String::new();
        let mut texts = Vec::new();
        for field in 0..width {
            let own = one_line(grid.cell(row, field));
            let lower = (row + 1..below).any(|row| !grid.cell(row, field).trim().is_empty());
            if !own.is_empty() || !lower {
                carried.clone_from(&own);
            }
            texts.push(if own.is_empty() && lower { carried.clone() } else { own });
        }
        above.push(texts);
    }
    let parts = |field: usize| above.iter().map(|texts| texts[field].as_str()).filter(|text| !text.is_empty()).collect::<Vec<_>>();
    let names: Vec<String> = (0..width).map(|field| parts(field).join(" / ")).collect();
    let own: Vec<String> = (0..width).map(|field| parts(field).last().map_or_else(String::new, |text| (*text).to_owned())).collect();
    let mut fields = vec![None; table.columns.len()];
    let mut taken = vec![false; width];
    let mut give = |column: usize, field: Option<usize>, fields: &mut Vec<Option<usize>>| {
        if let Some(field) = field.filter(|field| !taken[*field] && fields[column].is_none()) {
            fields[column] = Some(field);
            taken[field] = true;
        }
    };
    let is = |field: usize, wanted: &str| {
        let wanted = plain(wanted);
        !wanted.is_empty() && (plain(&names[field]) == wanted || plain(&own[field]) == wanted)
    };
    for (at, column) in table.columns.iter().enumerate() {
        if let Some(heading) = mapping.get(&column.name) {
            give(at, (0..width).find(|field| is(*field, heading)), &mut fields);
        }
    }
    for (at, column) in table.columns.iter().enumerate() {
        let called = [Some(column.header.as_str()), Some(column.name.as_str()), column.title.as_deref()];
        give(at, (0..width).find(|field| called.iter().flatten().any(|name| is(*field, name))), &mut fields);
    }
    for (at, column) in table.columns.iter().enumerate() {
        let words = usual(column);
        let mut fits = (0..width).filter(|field| words.iter().any(|word| is(*field, word)));
        give(at, fits.next(), &mut fields);
    }
    let around = (0..width).filter(|field| !taken[*field] && AROUND.contains(&plain(&own[*field]).as_str())).collect();
    Heading { first, below, fields, around, names }
}

/// How columns with the units around are headed.
const AROUND: [&str; 9] =
    ["huyện", "tên huyện", "quận", "huyện, thành phố", "huyện/thành phố", "thành phố", "quận, huyện", "district", "huyện, thị xã"];

/// What a column of a kind and name is usually headed with, in both languages.
fn usual(column: &Column) -> &'static [&'static str] {
    match (&column.kind, column.name.as_str()) {
        (Kind::Date, "date") => &[
            "ngày",
            "ngày tháng",
            "ngày, tháng",
            "ngày tháng năm",
            "ngày, tháng, năm",
            "thời gian",
            "ngày tổ chức",
            "ngày thực hiện",
            "thời gian tổ chức",
            "thời gian thực hiện",
            "ngày gửi",
            "ngày thụ lý",
            "day",
            "date",
        ],
        (Kind::Date, "from") => &["từ ngày", "ngày bắt đầu", "ngày thành lập", "from"],
        (Kind::Date, "to") => &["đến ngày", "ngày kết thúc", "to", "until"],
        (Kind::Reference(UNITS), _) => &[
            "xã",
            "tên xã",
            "đơn vị",
            "địa điểm",
            "địa bàn",
            "xã, phường",
            "xã/phường",
            "xã, phường, thị trấn",
            "xã, thị trấn",
            "thôn",
            "nơi tổ chức",
            "tên đơn vị",
            "mã xã",
            "mã đơn vị",
            "commune",
            "unit",
            "place",
        ],
        (Kind::Agency, _) => &["cơ quan", "đơn vị thực hiện", "đơn vị tổ chức", "cơ quan thực hiện", "cơ quan chủ trì", "agency"],
        (Kind::Fund, _) => &["nguồn", "nguồn kinh phí", "nguồn vốn", "fund"],
        (Kind::Money, _) => &["kinh phí", "số tiền", "chi phí", "thành tiền", "kinh phí thực hiện", "đã chi", "cost", "amount"],
        (Kind::Period, _) => &["kỳ", "kỳ báo cáo", "period"],
        (Kind::Key, _) => &["mã", "mã số", "số hiệu", "số hồ sơ", "id", "key", "code"],
        (Kind::Integer, "participants") => &[
            "số người",
            "số người tham gia",
            "số người tham dự",
            "số lượt người",
            "tổng số",
            "tổng số người",
            "lượt người",
            "participants",
        ],
        (Kind::Integer, "women") => &["nữ", "số nữ", "trong đó nữ", "phụ nữ", "women", "female"],
        (Kind::Text, "name") => &["tên", "tên gọi", "họ và tên", "họ tên", "name"],
        (Kind::Text, "note") => &["ghi chú", "note", "notes"],
        (Kind::Text, "basis") => &["căn cứ", "văn bản", "quyết định", "basis"],
        _ => &[],
    }
}

/// A heading in one line.
fn one_line(text: &str) -> String {
    nfc(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A heading as it is compared: in small letters, without what stands in brackets, marks at its end, and `_` for a space.
fn plain(text: &str) -> String {
    let mut depth = 0_u32;
    let mut kept = String::new();
    for c in one_line(text).to_lowercase().chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            '_' if depth == 0 => kept.push(' '),
            c if depth == 0 => kept.push(c),
            _ => {}
        }
    }
    kept.trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '*' | '.' | ',')).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_over_two_rows_below_titles() {
        let mut table = Table::new("v");
        table.columns = vec![
            Column::new("id", Kind::Key, true),
            Column::new("date", Kind::Date, true),
            Column::new("unit", Kind::Reference(UNITS), true),
            Column::new("participants", Kind::Integer, true),
            Column::new("women", Kind::Integer, false),
        ];
        let rows = [
            ["SỞ TƯ PHÁP", "", "", "", ""],
            ["", "BẢNG TỔNG HỢP", "", "", ""],
            ["STT", "Ngày tổ chức", "Xã", "Số người tham gia", ""],
            ["", "", "", "Tổng số", "Nữ"],
            ["1", "2", "3", "4", "5"],
        ];
        let grid = Grid { name: "s".into(), rows: rows.map(|row| row.map(str::to_owned).to_vec()).into() };
        let heading = find(&grid, &table, &Mapping::new()).expect("a heading");
        assert_eq!((heading.first, heading.below), (2, 4));
        assert_eq!(heading.fields, [None, Some(1), Some(2), Some(3), Some(4)]);
        assert_eq!(heading.names[4], "Số người tham gia / Nữ");
        let mapping = Mapping::from([("id".to_owned(), "STT".to_owned())]);
        assert_eq!(find(&grid, &table, &mapping).expect("a heading").fields[0], Some(0));
    }

    #[test]
    fn headings_are_compared_without_what_is_in_brackets() {
        assert_eq!(plain("  Kinh phí\n(đồng): "), "kinh phí");
        assert_eq!(plain("unit_name"), "unit name");
    }
}
