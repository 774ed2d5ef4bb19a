//! Paragraphs and runs as word processors mark them. Sizes of letters are in half points, lengths in twentieths of a point.

use std::fmt::Write as _;

use crate::text::printable;

/// What has been written.
#[derive(Default)]
pub(super) struct Xml {
    pub(super) text: String,
}

impl Xml {
    /// Markup.
    pub(super) fn put(&mut self, markup: &str) {
        self.text.push_str(markup);
    }

    /// A run of text.
    pub(super) fn run(&mut self, text: &str, size: u32, bold: bool, italic: bool) {
        let marks = format!("{}{}", if bold { "<w:b/>" } else { "" }, if italic { "<w:i/>" } else { "" });
        let _ = write!(
            self.text,
            "<w:r><w:rPr>{marks}<w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/></w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r>",
            escaped(text)
        );
    }
}

/// How a paragraph looks.
#[derive(Clone, Copy)]
pub(super) struct Para {
    /// `left`, `right`, `center`, `both`.
    pub(super) align: &'static str,
    pub(super) size: u32,
    pub(super) bold: bool,
    pub(super) italic: bool,
    /// How far its first line is indented.
    pub(super) indent: u32,
    /// Space above and below.
    pub(super) space: (u32, u32),
    /// What else is to be said of it: borders, breaks.
    pub(super) more: &'static str,
}

impl Para {
    pub(super) const PLAIN: Para = Para { align: "left", size: 26, bold: false, italic: false, indent: 0, space: (0, 0), more: "" };
    pub(super) const CENTRED: Para = Para { align: "center", ..Para::PLAIN };
    pub(super) const BODY: Para = Para { align: "both", size: 28, indent: 567, space: (60, 60), ..Para::PLAIN };
    pub(super) const HEADING: Para =
        Para { size: 28, bold: true, indent: 567, space: (120, 60), more: "<w:keepNext/><w:outlineLvl w:val=\"0\"/>", ..Para::PLAIN };
    pub(super) const ANNEX: Para = Para {
        size: 28,
        bold: true,
        space: (0, 120),
        more: "<w:keepNext/><w:pageBreakBefore/><w:outlineLvl w:val=\"0\"/>",
        ..Para::CENTRED
    };
    pub(super) const CAPTION: Para = Para { size: 26, bold: true, space: (120, 60), more: "<w:keepNext/>", ..Para::PLAIN };
    pub(super) const NOTE: Para = Para { align: "both", size: 24, italic: true, space: (40, 40), ..Para::PLAIN };
    /// What stands in a table.
    pub(super) const CELL: Para = Para { size: 20, ..Para::PLAIN };

    /// Writes a paragraph with one run; line breaks of the text are none.
    pub(super) fn write(self, xml: &mut Xml, text: &str) {
        self.open(xml);
        xml.run(text, self.size, self.bold, self.italic);
        xml.put("</w:p>");
    }

    pub(super) fn open(self, xml: &mut Xml) {
        let (before, after) = self.space;
        // The order of these is that of the schema.
        let keep = |mark: &'static str| if self.more.contains(mark) { mark } else { "" };
        let outline = if self.more.contains("outlineLvl") { "<w:outlineLvl w:val=\"0\"/>" } else { "" };
        let _ = write!(
            xml.text,
            "<w:p><w:pPr>{}{}<w:spacing w:before=\"{before}\" w:after=\"{after}\"/><w:ind w:firstLine=\"{}\"/><w:jc w:val=\"{}\"/>{outline}</w:pPr>",
            keep("<w:keepNext/>"),
            keep("<w:pageBreakBefore/>"),
            self.indent,
            self.align
        );
    }
}

/// A short line in the middle, as it stands below a motto or a title: so far from both sides.
pub(super) fn rule(xml: &mut Xml, side: u32) {
    let _ = write!(
        xml.text,
        "<w:p><w:pPr><w:pBdr><w:top w:val=\"single\" w:sz=\"6\" w:space=\"1\" w:color=\"000000\"/></w:pBdr><w:spacing w:before=\"20\" w:after=\"0\" w:line=\"120\" w:lineRule=\"exact\"/><w:ind w:left=\"{side}\" w:right=\"{side}\"/></w:pPr></w:p>"
    );
}

/// Text in which nothing is markup, and which holds no character that XML has not.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in printable(text).chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn nothing_is_markup() {
        assert_eq!(escaped("<w:p>&\"\u{1b}\u{ffff}"), "&lt;w:p&gt;&amp;&quot;\\u{1b}\u{fffd}");
    }
}
