//! How cells of a workbook look.

use rust_xlsxwriter::{ConditionalFormatCell, ConditionalFormatCellRule, Format, FormatAlign, FormatBorder};

use super::super::style::Tone;
use super::flat::Value;
use crate::number::Number;
use crate::text::Lang;

/// Decimal places that have a look of their own.
const PLACES: usize = 9;

/// The colour of what is beside the point.
const SOFT: u32 = 0x59_59_59;

/// How near a share is to all or nothing: it is never rounded to either.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Nearness {
    /// Exactly nothing, or exactly all.
    Exact,
    /// So little that it would be shown as nothing.
    Little,
    /// So much that it would be shown as all.
    Much,
    /// Anything else.
    Between,
}

/// How a text lies in its cell.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Lie {
    /// On one line, from the left.
    Plain,
    /// On as many lines as it needs.
    Wrapped,
    /// On one line, to the right.
    Right,
    /// On one line, less loudly: the row above says the same.
    Again,
}

/// The looks of a workbook's cells.
pub(super) struct Looks {
    pub(super) title: Format,
    head: [Format; 2],
    pub(super) label: Format,
    pub(super) date: Format,
    /// Plain, and wrapped, and leaning to the right, and said again; then the same for text that begins like a formula.
    texts: [Format; 8],
    numbers: Vec<Format>,
    percents: [Format; 4],
}

impl Looks {
    pub(super) fn new(lang: Lang) -> Looks {
        let top = || Format::new().set_align(FormatAlign::Top);
        let text = || top().set_num_format("@");
        // The next column begins a little further on.
        let right = || top().set_align(FormatAlign::Right).set_indent(1);
        let number = |places: usize| {
            let point = if places > 0 { "." } else { "" };
            right().set_num_format(format!("#,##0{point}{}", "0".repeat(places)))
        };
        let point = if lang == Lang::Vi { ',' } else { '.' };
        let head = || {
            Format::new()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::Bottom)
                .set_border_bottom(FormatBorder::Medium)
                .set_num_format("@")
        };
        let percent = |format: &str| right().set_num_format(format);
        Looks {
            title: Format::new().set_bold().set_font_size(14),
            head: [head(), head().set_align(FormatAlign::Right).set_indent(1)],
            label: text().set_bold().set_text_wrap(),
            date: top().set_num_format(if lang == Lang::Vi { "dd/mm/yyyy" } else { "yyyy-mm-dd" }).set_align(FormatAlign::Left),
            texts: [
                text(),
                text().set_text_wrap(),
                right().set_num_format("@"),
                text().set_font_color(SOFT),
                text().set_quote_prefix(),
                text().set_text_wrap().set_quote_prefix(),
                right().set_num_format("@").set_quote_prefix(),
                text().set_font_color(SOFT).set_quote_prefix(),
            ],
            numbers: (0..=PLACES).map(number).collect(),
            percents: [percent("0%"), percent(&format!("\"< 0{point}1%\"")), percent(&format!("\"> 99{point}9%\"")), percent("0.0%")],
        }
    }

    /// Of a column's title.
    pub(super) fn head(&self, right: bool) -> &Format {
        &self.head[usize::from(right)]
    }

    /// Of a text. One that begins like a formula is marked as none, so that it stays one when somebody edits it.
    pub(super) fn text(&self, text: &str, lie: Lie) -> &Format {
        let formula = text.starts_with(['=', '+', '-', '@', '\'']) && Number::parse(text).is_err();
        &self.texts[lie as usize + if formula { 4 } else { 0 }]
    }

    /// Of a cell in a row that adds the others up.
    pub(super) fn total(&self, value: &Value, right: bool) -> Format {
        let look = match value {
            Value::Text(text) => self.text(text, if right { Lie::Right } else { Lie::Wrapped }),
            Value::Number(_, places) => self.number(*places),
            Value::Percent(_, near) => self.percent(*near),
            Value::Date(_) => &self.date,
            Value::Empty => &self.texts[0],
        };
        look.clone().set_bold().set_border_top(FormatBorder::Medium)
    }

    /// Of a number with so many decimal places.
    pub(super) fn number(&self, places: usize) -> &Format {
        &self.numbers[places.min(PLACES)]
    }

    /// Of a share.
    pub(super) fn percent(&self, near: Nearness) -> &Format {
        &self.percents[match near {
            Nearness::Exact => 0,
            Nearness::Little => 1,
            Nearness::Much => 2,
            Nearness::Between => 3,
        }]
    }

    /// The colours of one of the tool's own words wherever it stands in a column.
    pub(super) fn condition(word: &str, tone: Tone) -> ConditionalFormatCell {
        let colours = |ink: u32, ground: u32| Format::new().set_font_color(ink).set_background_color(ground);
        let look = match tone {
            Tone::Bad => colours(0x8A_26_00, 0xFB_E3_D6),
            Tone::Warn => colours(0x6B_44_00, 0xFC_EF_CF),
            Tone::Good => colours(0x00_4D_3A, 0xDD_F1_E9),
            Tone::Dim | Tone::Strong => Format::new().set_font_color(SOFT),
        };
        ConditionalFormatCell::new().set_rule(ConditionalFormatCellRule::EqualTo(word.to_owned())).set_format(look)
    }
}
