//! What a page is made of.

use super::*;
use crate::calendar::Date;
use crate::cover::Verdict;
use crate::report::{Align, Cell, Column, Row, Sheet};

struct Fixed(Vec<Block>);

impl Answer for Fixed {
    fn title(&self) -> Message {
        Message::same("A <title>")
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

fn page(blocks: Vec<Block>) -> String {
    let mut out = Vec::new();
    (FORMAT.write)(&Fixed(blocks), Look { lang: Lang::En, colour: false, width: None }, &mut out).expect("a buffer takes everything");
    String::from_utf8(out).expect("text")
}

fn sheet() -> Sheet {
    let columns = vec![
        Column::left("name", Message::same("Name")),
        Column::left("none", Message::same("Nothing")),
        Column::right("share", Message::same("Share")),
    ];
    let text = |text: &str| Cell::Text(text.into());
    let rows = vec![
        Row::Head { text: Message::same("<b>"), aside: Some(Message::same("a & b")) },
        Row::Cells(vec![text("One"), Cell::Empty, Cell::Share(1, 12)]),
        Row::Cells(vec![Cell::Empty, Cell::Empty, Cell::Share(2, 12)]),
        Row::Head { text: Message::same("Two"), aside: None },
        Row::Cells(vec![text("\"Three\""), Cell::Empty, Cell::Verdict(Verdict::Met)]),
        Row::More(3),
    ];
    Sheet { columns, rows, notes: vec![Message::same("A note")], ..Sheet::default() }
}

#[test]
fn a_table_says_what_its_cells_are_about() {
    let html = page(vec![Block::Sheet(sheet())]);
    let (_, table) = html.split_once("<main").expect("a main part");
    let expected = "<div class=\"scroll\" role=\"region\" aria-labelledby=\"t1\" tabindex=\"0\">\n\
        <table>\n<caption id=\"t1\" class=\"hidden\">A &lt;title&gt;</caption>\n<thead><tr>\n\
        <th scope=\"col\" class=\"n\">Name</th>\n<th scope=\"col\" class=\"r\">Share</th>\n</tr></thead>\n\
        <tbody>\n<tr class=\"head\"><th scope=\"rowgroup\" colspan=\"2\"><div>&lt;b&gt; <small>a &amp; b</small></div></th></tr>\n\
        <tr><th scope=\"row\" class=\"n\" rowspan=\"2\">One</th><td class=\"r\">1/12</td></tr>\n\
        <tr class=\"more\"><td class=\"r\">2/12</td></tr>\n\
        </tbody>\n<tbody>\n<tr class=\"head\"><th scope=\"rowgroup\" colspan=\"2\"><div>Two</div></th></tr>\n\
        <tr><th scope=\"row\" class=\"n\">&quot;Three&quot;</th><td class=\"r\"><span class=\"good\"><span class=\"sign\" aria-hidden=\"true\">✓</span> met</span></td></tr>\n\
        <tr><td class=\"dim\" colspan=\"2\">… and 3 more: --full</td></tr>\n\
        </tbody>\n</table>\n</div>\n<p class=\"note\">A note</p>\n</main>";
    assert!(table.contains(expected), "{table}");
    assert_eq!(sheet().columns[2].align, Align::Right);
}

#[test]
fn a_wide_table_is_one_of_cards_on_a_telephone() {
    let titles = ["Who", "It's \"done\"; }", "Agency", "Verdict"];
    let keys = ["name", "done", "agency", "verdict"];
    let columns = keys.iter().zip(titles).map(|(key, title)| Column::left(*key, Message::same(title))).collect();
    let row = |name: &str| {
        let cells = [Cell::Text(name.into()), Cell::Text("x".repeat(40)), Cell::Text("Of some district".into())];
        Row::Cells(cells.into_iter().chain([Cell::Verdict(Verdict::Met)]).collect())
    };
    let html = page(vec![Block::Sheet(Sheet { columns, rows: vec![row("One"), row("All of them")], total: true, ..Sheet::default() })]);
    // Titles of columns are texts of a style, in which nothing ends the text.
    assert!(
        html.contains("<table class=\"cards\" style=\"--l1:'It\\27 s \\22 done\\22 \\3b  \\7d ';--l2:'Agency';--l3:'Verdict'\">"),
        "{html}"
    );
    assert!(html.contains("<td class=\"w c1\">xxx"), "a word that is too long is broken: {html}");
    assert!(html.contains("<td class=\"n c2 a\">") && html.contains("<td class=\"n c3 v\">"), "{html}");
    let (_, total) = html.split_once("<tbody>\n<tr class=\"total\">").expect("the last row adds the others up");
    assert!(total.starts_with("<th scope=\"row\" class=\"n\">All of them</th>"), "{total}");
}

#[test]
fn what_it_is_about_stands_at_the_top() {
    let header = Header {
        plans: vec!["A plan & more".into()],
        as_of: Date::constant(2016, 6, 30),
        period: Some(Message::same("2016-H1")),
        whole: false,
        ended: None,
        newest: None,
        revision: None,
        notice: Some("<i>made up</i>".into()),
        left_out: 2,
    };
    // As `check` has it: the header comes after the findings.
    let html = page(vec![Block::Line(Message::same("first")), Block::Header(header)]);
    assert!(html.starts_with("<!doctype html>\n<html lang=\"en\">\n"), "{html}");
    assert!(html.contains("<title>A &lt;title&gt;, 2016-06-30 · A plan &amp; more</title>"), "{html}");
    let (head, main) = html.split_once("</header>").expect("a header");
    for part in [
        "<h1>A &lt;title&gt;</h1>",
        "A plan &amp; more",
        "<time datetime=\"2016-06-30\">",
        "2016-H1",
        "&lt;i&gt;made up&lt;/i&gt;",
        "2 rows were left out",
    ] {
        assert!(head.contains(part), "{part}: {head}");
    }
    assert!(main.contains("<p>first</p>"), "{main}");
}

#[test]
fn sections_are_listed_where_there_are_several() {
    let heading = |text: &str| Block::Heading(Message::same(text));
    assert!(!page(vec![heading("a"), heading("b")]).contains("<nav"));
    let html = page(vec![heading("a"), Block::Sheet(sheet()), heading("b"), heading("c")]);
    assert!(html.contains("<li><a href=\"#s2\">b</a></li>"), "{html}");
    assert_eq!((html.matches("<section").count(), html.matches("</section>").count()), (3, 3));
}

#[test]
fn nothing_is_loaded_and_nothing_runs() {
    let html = page(vec![Block::Sheet(sheet())]);
    for word in ["<script", "<link", "src=", "url(", "@import", "http:", "https:", "javascript:", " onclick", " onload"] {
        assert!(!html.contains(word), "{word}: {html}");
    }
}
