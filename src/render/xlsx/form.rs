//! A form to be filled in: cells that keep what is typed, lists to pick from, and bounds on numbers.

use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DataValidationRule, Format, FormatBorder, Formula, Workbook, XlsxError,
};
use unicode_width::UnicodeWidthStr;

use super::{A4, CELL, WIDTHS, column, cut, narrow};
use crate::report::Form;
use crate::text::{Lang, Word};

/// Rows below the last one that have the same lists and bounds.
const SPARE: usize = 200;

/// The bytes of a workbook: the form, and a hidden sheet with its lists.
pub(super) fn book(form: &Form, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let page = book.add_worksheet().set_name(form.name.chars().take(31).collect::<String>())?;
    let edge = |format: Format| format.set_border(FormatBorder::Thin).set_border_color(Color::Gray);
    let (head, said) = (edge(Format::new().set_bold().set_text_wrap().set_num_format("@")), edge(Format::new().set_num_format("@")));
    let (day, plain) = (edge(Format::new().set_num_format("dd/mm/yyyy")), edge(Format::new()));
    let beside = edge(Format::new().set_num_format("@").set_background_color(Color::RGB(0x00F2_F2F2)).set_text_wrap());
    let bottom = form.rows.len() + if form.columns.iter().any(|column| column.fill) { SPARE } else { 0 };
    let bottom = u32::try_from(bottom).unwrap_or(u32::MAX);
    for (at, field) in form.columns.iter().enumerate() {
        page.write_string_with_format(0, column(at), cut(&field.heading), &head)?;
        let widest = form.rows.iter().map(|row| row[at].width()).chain([field.heading.width()]).max().unwrap_or(0);
        page.set_column_width(column(at), narrow((widest + 2).clamp(WIDTHS.0 + 5, WIDTHS.1)))?;
        let format = match field {
            field if !field.fill => &beside,
            field if field.date => &day,
            field if field.text => &said,
            _ => &plain,
        };
        for (row, texts) in (1_u32..).zip(&form.rows) {
            if texts[at].is_empty() {
                page.write_blank(row, column(at), format)?;
            } else {
                page.write_string_with_format(row, column(at), cut(&texts[at]), format)?;
            }
        }
        let bounds = match field.least {
            Some(least) => Some(DataValidation::new().allow_whole_number(DataValidationRule::GreaterThanOrEqualTo(least))),
            None if field.choices.is_empty() => None,
            None => {
                let letters = crate::edit::letters(at);
                let list = format!("='{}'!${letters}$1:${letters}${}", Word::Lists.get(lang), field.choices.len());
                Some(DataValidation::new().allow_list_formula(Formula::new(list)))
            }
        };
        if let Some(bounds) = bounds {
            // What else is typed may be right, too: an id, or an amount with its thousands set apart.
            let bounds = bounds.set_error_style(DataValidationErrorStyle::Warning);
            page.add_data_validation(1, column(at), bottom.max(1), column(at), &bounds)?;
        }
    }
    page.set_freeze_panes(1, 0)?;
    page.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0);
    page.set_repeat_rows(0, 0)?;
    let lists = book.add_worksheet().set_name(Word::Lists.get(lang))?;
    for (at, field) in form.columns.iter().enumerate() {
        for (row, choice) in (0_u32..).zip(&field.choices) {
            lists.write_string(row, column(at), choice.chars().take(CELL).collect::<String>())?;
        }
    }
    lists.set_hidden(true);
    book.save_to_buffer()
}
