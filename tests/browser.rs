//! Pages in a browser: headless Chromium lays them out on a wide and a narrow screen, by day and by night.
//!
//! Where there is no Chromium (Debian's package is `chromium`), the test says so and is skipped. No driver is needed: a page
//! made here holds the one under test in a frame, measures it, and writes what it found into itself.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

mod harness;
use harness::{copy, folder};

/// Where Chromium is, by the names that systems give it.
const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "chrome"];
/// As wide as a desktop's window, and as a telephone.
const WIDTHS: [u16; 2] = [1280, 390];
const PATIENCE: Duration = Duration::from_secs(120);

/// The browser, where there is one.
fn browser() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let found = std::env::split_paths(&path).flat_map(|folder| BROWSERS.map(|name| folder.join(name))).find(|path| path.is_file());
    if found.is_none() {
        // Said past the test's own capture: nobody is to think that this was checked.
        let said = "tests/browser.rs is skipped: there is no Chromium on this machine (Debian: apt-get install chromium)\n";
        let _ = std::io::Write::write_all(&mut std::io::stderr(), said.as_bytes());
    }
    found
}

/// The page of an answer.
fn page(workspace: &Path, arguments: &[&str]) -> String {
    let run = Command::new(env!("CARGO_BIN_EXE_tiendo"))
        .arg("--data")
        .arg(workspace)
        .args(arguments)
        .args(["--format", "html"])
        .env_remove("TIENDO_LANG")
        .output()
        .expect("the program runs");
    assert!(run.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&run.stderr));
    String::from_utf8(run.stdout).expect("text")
}

/// The page that measures another one, in frames of several widths.
///
/// The frames hold it by its text: a frame of another file is closed to scripts.
fn measuring(page: &str) -> String {
    let held = page.replace('&', "&amp;").replace('"', "&quot;");
    let frames: String = WIDTHS.map(|width| format!("<iframe width=\"{width}\" height=\"900\" srcdoc=\"{held}\"></iframe>")).concat();
    format!(
        r#"<!doctype html><meta charset="utf-8"><style>:root {{ color-scheme: light dark }} iframe {{ border: 0 }}</style>{frames}<pre id="found"></pre>
<script>
addEventListener("load", () => {{
    const found = [...document.querySelectorAll("iframe")].map(frame => {{
        const page = frame.contentDocument, root = page.documentElement;
        const all = query => [...page.querySelectorAll(query)];
        const outside = all("body *").filter(one => {{
            const box = one.getBoundingClientRect();
            const shown = one.checkVisibility() && !one.closest(".scroll, pre, .skip, .hidden") && box.width > 0;
            return shown && (box.right > root.clientWidth + 1 || box.left < -1);
        }});
        const named = box => page.getElementById(box.getAttribute("aria-labelledby"))?.textContent.trim();
        return {{
            width: root.clientWidth, scroll: root.scrollWidth, outside: outside.map(one => one.outerHTML.slice(0, 80)).slice(0, 3),
            tables: all("table").length, captions: all("table > caption").filter(one => one.textContent.trim()).length,
            headed: all("tbody tr").filter(row => row.querySelector("th") || row.classList.contains("more")).length, rows: all("tbody tr").length,
            charts: all("[role=img].chart, .bars").length,
            drawn: all("[role=img].chart, .bars").filter(one => (one.querySelector("title")?.textContent || named(one)) && one.getBoundingClientRect().height > 20).length,
            boxes: all(".scroll").length, reached: all(".scroll[tabindex='0'][role=region]").filter(named).length,
            dark: frame.contentWindow.matchMedia("(prefers-color-scheme: dark)").matches,
            paper: frame.contentWindow.getComputedStyle(page.body).backgroundColor,
            // What is judged can be seen without scrolling, before the figures of its row; no bar is cut.
            cards: all(".cards").length,
            hidden: all(".cards :is(td, tbody th), .bars > *").filter(one => {{
                const box = one.getBoundingClientRect();
                return one.textContent.trim() && root.clientWidth < 640 && (box.right > root.clientWidth + 1 || one.scrollWidth > one.clientWidth + 2);
            }}).map(one => one.outerHTML.slice(0, 90)).slice(0, 3),
            judged: all(".cards tr:has(> .v)").length,
            after: all(".cards tr:has(> .v)").filter(row => {{
                const top = one => one.getBoundingClientRect().top, box = row.querySelector(".v");
                return root.clientWidth < 640 && [...row.querySelectorAll("td:not(.a, :empty)")].some(one => top(one) < top(box) - 1);
            }}).length,
            lang: root.lang, title: page.title, headings: all("h1").length,
        }};
    }});
    document.getElementById("found").textContent = JSON.stringify(found);
}});
</script>"#
    )
}

/// What the browser makes of a page, for each width.
fn measured(browser: &Path, page: &str, dark: bool) -> Vec<Value> {
    let folder = tempfile::tempdir().expect("a folder");
    let (file, profile) = (folder.path().join("measuring.html"), folder.path().join("profile"));
    fs::write(&file, measuring(page)).expect("written");
    let scheme = format!("--blink-settings=preferredColorScheme={}", u8::from(!dark));
    let address = format!("file://{}", file.display());
    let mut child = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"])
        .args(["--disable-component-update", "--disable-sync", "--window-size=1400,1000", "--virtual-time-budget=10000"])
        .arg(format!("--user-data-dir={}", profile.display()))
        .args([scheme.as_str(), "--dump-dom", address.as_str()])
        .stdin(Stdio::null())
        .stdout(fs::File::create(folder.path().join("dom")).expect("a file"))
        .stderr(Stdio::null())
        .spawn()
        .expect("the browser starts");
    let started = Instant::now();
    while child.try_wait().expect("a state").is_none() {
        if started.elapsed() > PATIENCE {
            let _ = child.kill();
            let _ = child.wait();
            panic!("the browser took longer than {PATIENCE:?}");
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    let dom = fs::read_to_string(folder.path().join("dom")).expect("text");
    let (_, rest) = dom.split_once("<pre id=\"found\">").unwrap_or_else(|| panic!("nothing was measured: {}", &dom[..dom.len().min(300)]));
    let (found, _) = rest.split_once("</pre>").expect("the end of what was measured");
    let found = found.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    serde_json::from_str(&found).unwrap_or_else(|error| panic!("{error}: {found}"))
}

fn check(browser: &Path, arguments: &[&str], charts: u64) {
    check_in(&folder("data"), browser, arguments, charts);
}

fn check_in(workspace: &Path, browser: &Path, arguments: &[&str], charts: u64) {
    let page = page(workspace, arguments);
    for dark in [false, true] {
        let found = measured(browser, &page, dark);
        assert_eq!(found.len(), WIDTHS.len());
        for (found, width) in found.iter().zip(WIDTHS) {
            let what = format!("{arguments:?} at {width}, dark: {dark}: {found}");
            let number = |key: &str| found[key].as_u64().unwrap_or_else(|| panic!("{key}: {what}"));
            assert!(number("width") <= u64::from(width) && number("width") + 20 >= u64::from(width), "the frame's width: {what}");
            assert!(number("scroll") <= number("width"), "the page scrolls sideways: {what}");
            assert_eq!(found["outside"].as_array().map(Vec::len), Some(0), "something sticks out: {what}");
            assert!(number("tables") > 0 && number("captions") == number("tables"), "every table has a caption: {what}");
            assert!(number("rows") > 0 && number("headed") == number("rows"), "every row is headed: {what}");
            assert!(number("charts") >= charts && number("drawn") == number("charts"), "every picture is drawn and named: {what}");
            assert!(number("boxes") > 0 && number("reached") == number("boxes"), "what scrolls can be reached and has a name: {what}");
            assert_eq!(found["hidden"].as_array().map(Vec::len), Some(0), "a figure is cut: {what}");
            assert_eq!(number("after"), 0, "the verdict comes first: {what}");
            assert_eq!(found["dark"], dark, "{what}");
            assert_eq!(found["paper"], if dark { "rgb(21, 25, 27)" } else { "rgb(255, 255, 255)" }, "{what}");
            assert_eq!((number("headings"), found["lang"].as_str()), (1, Some("vi")), "{what}");
        }
    }
}

#[test]
fn pages_fit_the_screen() {
    let Some(browser) = browser() else { return };
    check(&browser, &["coverage", "--as-of", "2014-06-30"], 30);
    check(&browser, &["coverage", "tai-lieu.to-gap.thon", "--by", "subject", "--as-of", "2016-06-30"], 9);
    check(&browser, &["status", "--as-of", "2016-06-30"], 1);
    check(&browser, &["gaps", "--as-of", "2016-06-30"], 0);
    check(&browser, &["report", "2016-H1"], 15);
    check(&browser, &["funds", "--as-of", "2016-06-30"], 0);
    // A word without an end is broken where the page ends.
    let long = tempfile::tempdir().expect("a folder");
    copy(&folder("data"), long.path());
    let plan = long.path().join("plans/lang-son-2013-2020.toml");
    let text = fs::read_to_string(&plan).expect("a plan");
    fs::write(&plan, text.replace("Năm nào cũng cung cấp dịch vụ", &"dịchvụ".repeat(40))).expect("written");
    check_in(long.path(), &browser, &["status", "--as-of", "2016-06-30"], 1);
}
