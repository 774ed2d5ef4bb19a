//! The head of an official document, and its foot: whom it goes to, and who signs it.

use super::table::WIDTH;
use super::xml::{Para, Xml, rule};
use crate::report::Frame;
use crate::text::Lang;

const BOLD: Para = Para { bold: true, ..Para::CENTRED };
const TITLE: Para = Para { size: 28, space: (240, 0), ..BOLD };

/// Two columns without lines: what stands left and right, and how wide the left one is.
fn columns(xml: &mut Xml, left: u32, sides: [&dyn Fn(&mut Xml); 2]) {
    xml.put(&format!(
        "<w:tbl><w:tblPr><w:tblW w:w=\"{WIDTH}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid><w:gridCol w:w=\"{left}\"/><w:gridCol w:w=\"{}\"/></w:tblGrid><w:tr>",
        WIDTH - left
    ));
    for (side, width) in sides.into_iter().zip([left, WIDTH - left]) {
        xml.put(&format!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>"));
        side(xml);
        xml.put("</w:tc>");
    }
    xml.put("</w:tr></w:tbl>");
}

/// The head: who sends it, number, place, kind and subject.
pub(super) fn head(xml: &mut Xml, frame: &Frame, lang: Lang) {
    let sender = |xml: &mut Xml| {
        if let Some(parent) = &frame.parent {
            Para { size: 24, ..Para::CENTRED }.write(xml, &parent.to_uppercase());
        }
        Para { size: 24, ..BOLD }.write(xml, &frame.issuer.to_uppercase());
        rule(xml, 1100);
        let number = if lang == Lang::Vi { format!("Số: {}", frame.number) } else { format!("No. {}", frame.number) };
        Para { space: (60, 0), ..Para::CENTRED }.write(xml, &number);
    };
    let state = |xml: &mut Xml| {
        let Frame { place, year, .. } = frame;
        if lang == Lang::Vi {
            Para { size: 24, ..BOLD }.write(xml, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
            BOLD.write(xml, "Độc lập - Tự do - Hạnh phúc");
            rule(xml, 1650);
        }
        let dated = if lang == Lang::Vi { format!("{place}, ngày … tháng … năm {year}") } else { format!("{place}, … {year}") };
        Para { size: 28, italic: true, space: (60, 0), ..Para::CENTRED }.write(xml, &dated);
    };
    columns(xml, 3600, [&sender, &state]);
    TITLE.write(xml, if lang == Lang::Vi { "BÁO CÁO" } else { "REPORT" });
    Para { space: (0, 0), ..TITLE }.write(xml, frame.subject.get(lang));
    rule(xml, 3500);
}

/// The foot: whom it goes to, and who signs it.
pub(super) fn foot(xml: &mut Xml, frame: &Frame, lang: Lang) {
    Para::PLAIN.write(xml, "");
    let small = Para { size: 22, ..Para::PLAIN };
    let goes_to = |xml: &mut Xml| {
        Para { size: 24, bold: true, italic: true, ..Para::PLAIN }.write(xml, if lang == Lang::Vi { "Nơi nhận:" } else { "To:" });
        for recipient in &frame.recipients {
            small.write(xml, &format!("- {recipient};"));
        }
        small.write(xml, if lang == Lang::Vi { "- Lưu: VT." } else { "- File." });
    };
    let signed = |xml: &mut Xml| {
        for line in &frame.signer {
            Para { size: 28, ..BOLD }.write(xml, &line.to_uppercase());
        }
        if frame.signer.is_empty() {
            Para { size: 28, ..BOLD }.write(xml, "…");
        }
        // Room for signature and seal.
        for _ in 0..4 {
            Para::CENTRED.write(xml, "");
        }
        Para { size: 28, ..BOLD }.write(xml, frame.name.as_deref().unwrap_or("…"));
    };
    columns(xml, 4500, [&goes_to, &signed]);
}
