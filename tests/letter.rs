//! The report as a document: well-formed, whole, the same bytes each time, with headings that repeat, and nothing of the data in it
//! that is taken for markup.

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::Command;

mod harness;
use harness::{copy, folder, tiendo};

/// The parts of a document, each parsed: a part that is not well-formed ends the test.
fn document(file: &Path) -> String {
    let mut archive = zip::ZipArchive::new(fs::File::open(file).expect("a file")).expect("an archive");
    let mut found = String::new();
    let parts = [
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
        "word/document.xml",
        "word/_rels/document.xml.rels",
        "word/styles.xml",
        "word/header1.xml",
    ];
    assert_eq!(archive.len(), parts.len());
    for name in parts {
        let mut text = String::new();
        archive.by_name(name).expect("a part").read_to_string(&mut text).expect("text");
        roxmltree::Document::parse(&text).unwrap_or_else(|fault| panic!("{name}: {fault}"));
        if name == "word/document.xml" {
            found = text;
        }
    }
    found
}

/// The paragraphs of a document, as people read them.
fn paragraphs(xml: &str) -> Vec<String> {
    let document = roxmltree::Document::parse(xml).expect("XML");
    let named = |node: &roxmltree::Node<'_, '_>, name: &str| node.tag_name().name() == name;
    let text = |paragraph: roxmltree::Node<'_, '_>| {
        paragraph.descendants().filter(|node| named(node, "t")).filter_map(|node| node.text()).collect()
    };
    document.descendants().filter(|node| named(node, "p")).map(text).collect()
}

/// `data/` with a frame, and what people say of a period.
fn place(frame: &str, statements: Option<&str>) -> tempfile::TempDir {
    let place = tempfile::tempdir().expect("a folder");
    copy(&folder("data"), &place.path().join("data"));
    let settings = place.path().join("data/tiendo.toml");
    let text = fs::read_to_string(&settings).expect("settings");
    fs::write(&settings, format!("{text}\n{frame}")).expect("written");
    if let Some(statements) = statements {
        fs::create_dir(place.path().join("data/reports")).expect("made");
        fs::write(place.path().join("data/reports/2016-H2.toml"), statements).expect("written");
    }
    place
}

const FRAME: &str = "[report]\nparent = \"Ủy ban nhân dân tỉnh\"\nissuer = \"Sở Tư pháp <b>&\"\nplace = \"Lạng Sơn\"\nnumber = \"…/BC-STP\"\nrecipients = [\"Bộ Tư pháp\"]\nsigner = [\"Giám đốc\"]\nname = \"Họ và tên\"\ndifficulties = \"difficulties\"\n";

fn report(place: &Path, more: &[&str]) -> (u8, String, String) {
    tiendo(place, "2017-01-31", &[&["report", "2016-H2", "--format", "docx", "--output", "r.docx"], more].concat())
}

#[test]
fn an_official_document_has_all_its_parts() {
    let place = place(FRAME, Some("causes = [\"Kinh phí cấp chậm.\", \"<w:p>\\u001b[31m\"]\nnext = [\"Làm tiếp.\"]\n"));
    let (status, out, err) = report(place.path(), &[]);
    assert_eq!((status, out.as_str()), (0, ""), "{err}");
    assert!(err.contains("`proposals`") && err.contains("reports/2016-H2.toml") && !err.contains("`causes`"), "{err}");
    let bytes = fs::read(place.path().join("r.docx")).expect("a document");
    let xml = document(&place.path().join("r.docx"));
    let said = paragraphs(&xml);
    // In the order of the decree.
    let expected = [
        "ỦY BAN NHÂN DÂN TỈNH",
        "SỞ TƯ PHÁP <B>&",
        "Số: …/BC-STP",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Lạng Sơn, ngày … tháng … năm 2017",
        "BÁO CÁO",
        "Kết quả thực hiện kế hoạch 6 tháng cuối năm 2016",
        "I. Đánh giá chung",
        "II. Kết quả thực hiện",
        "- Kinh phí cấp chậm.",
        "- <w:p>\\u{1b}[31m",
        "Không còn kinh phí cho đợt lưu động sau ngày 22/9/2016 (11/10/2016)",
        "…",
        "Làm tiếp.",
        "Nơi nhận:",
        "- Bộ Tư pháp;",
        "- Lưu: VT.",
        "GIÁM ĐỐC",
        "Họ và tên",
        "Phụ lục. Danh sách chưa đạt",
    ];
    let mut rest = said.iter();
    for wanted in expected {
        assert!(rest.any(|line| line == wanted), "{wanted:?} is missing, or out of its place:\n{}", said.join("\n"));
    }
    // Every table that has titles repeats them.
    let (tables, repeated) = (xml.matches("<w:tblBorders>").count(), xml.matches("<w:tblHeader/>").count());
    assert!(tables > 10 && tables == repeated, "{tables} tables, {repeated} headings");
    assert!(xml.contains("<w:pgSz w:w=\"11906\" w:h=\"16838\"/>") && xml.contains("<w:titlePg/>"));
    assert!(xml.contains("w:fill=\"1F4E79\""), "no bar is shaded");
    // The same answer gives the same bytes.
    assert_eq!(report(place.path(), &["--threads", "1", "--quiet"]), (0, String::new(), String::new()));
    assert!(fs::read(place.path().join("r.docx")).expect("a document") == bytes, "other bytes");
}

#[test]
fn parts_stand_as_the_settings_say_and_english_has_a_layout_of_its_own() {
    let place = place("[report]\nparts = [\"next\", \"money\", \"summary\"]\n", None);
    let (status, _, err) = report(place.path(), &["--lang", "en"]);
    assert_eq!(status, 0, "{err}");
    assert!(err.contains("`next`") && !err.contains("`causes`"), "{err}");
    let said = paragraphs(&document(&place.path().join("r.docx")));
    let parts: Vec<&String> =
        said.iter().filter(|line| line.starts_with("I. ") || line.starts_with("II") || line.starts_with("IV")).take(3).collect();
    assert_eq!(parts, ["I. Tasks of the next period", "II. Money", "III. Summary"]);
    assert!(said.iter().any(|line| line == "REPORT") && !said.iter().any(|line| line.contains("CỘNG HÒA")));
}

#[test]
fn what_is_not_understood_is_said_with_its_place() {
    let place = place("[report]\nparts = [\"sumary\"]\ndifficulties = \"difficultys\"\nsinger = [\"x\"]\n", None);
    let (status, _, err) = report(place.path(), &["--lang", "en"]);
    assert_eq!(status, 2);
    for said in ["`sumary`", "`summary`", "`difficultys`", "`singer`", "tiendo.toml:"] {
        assert!(err.contains(said), "{said}: {err}");
    }
    let place = self::place("", Some("causes = [\"a\"]\nproposal = [\"b\"]\nnext = 3\n"));
    let (status, _, err) = report(place.path(), &["--lang", "en"]);
    assert_eq!((status, place.path().join("r.docx").exists()), (2, false), "{err}");
    for said in ["reports/2016-H2.toml:2:1", "`proposals`", "reports/2016-H2.toml:3:"] {
        assert!(err.contains(said), "{said}: {err}");
    }
}

#[test]
fn an_office_program_opens_it() {
    if !Command::new("soffice").arg("--version").output().is_ok_and(|output| output.status.success()) {
        // Past what the test runner keeps to itself.
        let said = "tests/letter.rs: skipped in part, there is no soffice on this machine (Debian: apt-get install libreoffice-writer)\n";
        std::io::Write::write_all(&mut std::io::stderr(), said.as_bytes()).expect("written");
        return;
    }
    let place = place(FRAME, None);
    assert_eq!(report(place.path(), &["--quiet"]).0, 0);
    let home = format!("-env:UserInstallation=file://{}", place.path().join("office").display());
    let run = Command::new("soffice")
        .args([&home, "--headless", "--convert-to", "pdf", "r.docx"])
        .current_dir(place.path())
        .output()
        .expect("it runs");
    let pdf = fs::read(place.path().join("r.pdf")).unwrap_or_default();
    assert!(pdf.starts_with(b"%PDF") && pdf.len() > 20_000, "{} bytes\n{}", pdf.len(), String::from_utf8_lossy(&run.stderr));
}
