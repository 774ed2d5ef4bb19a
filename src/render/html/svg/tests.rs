//! What pictures are made of on a page.

use num_rational::BigRational;

use super::super::FORMAT;
use super::*;
use crate::calendar::{Date, Days};
use crate::cover::Verdict;
use crate::render::Look;
use crate::report::{Answer, Bar, Bars, Block, BurnUp, Document, Gantt, HeatCell, HeatPart, HeatRow, Lane, Sheet, Span};

struct Drawn(Drawing, bool);

impl Answer for Drawn {
    fn title(&self) -> Message {
        Message::same("An answer")
    }

    fn document(&self) -> Document {
        let (title, summary) = (Message::same("A <title>"), Message::same("A & summary"));
        let picture = Picture { title, name: None, summary, tabled: self.1, drawing: self.0.clone() };
        Document { blocks: vec![Block::Picture(picture)] }
    }

    fn records(&self) -> Sheet {
        Sheet::default()
    }

    fn contract(&self) -> serde_json::Value {
        serde_json::Value::Null
    }
}

/// The figure on a page, which is a document that can be read.
fn figure(drawing: Drawing, tabled: bool) -> String {
    let mut out = Vec::new();
    let look = Look { lang: Lang::En, colour: false, width: None };
    (FORMAT.write)(&Drawn(drawing, tabled), look, &mut out).expect("a buffer takes everything");
    let html = String::from_utf8(out).expect("text");
    let start = html.find("<figure").expect("a figure");
    let end = html.find("</figure>").expect("its end") + "</figure>".len();
    let figure = html[start..end].to_owned();
    roxmltree::Document::parse(&figure).unwrap_or_else(|error| panic!("{error}: {figure}"));
    figure
}

fn name(text: &str) -> Message {
    Message::same(text)
}

#[test]
fn a_picture_has_a_name_a_description_and_values() {
    let bars = vec![
        Bar { name: name("<b>"), code: None, met: 3, late: 1, eligible: 5 },
        Bar { name: name("All"), code: None, met: 3, late: 1, eligible: 5 },
    ];
    let bars = Drawing::Bars(Bars { group: name("District"), share: BigRational::new(4.into(), 5.into()), bars });
    let html = figure(bars.clone(), false);
    for part in [
        "<figcaption id=\"p1\">A &lt;title&gt;</figcaption>",
        "role=\"img\" aria-labelledby=\"p1\" aria-describedby=\"p1d\"",
        "<p id=\"p1d\" hidden=\"\">A &amp; summary</p>",
        "<b>&lt;b&gt;</b><i>4/5</i><i>80.0 %</i>",
        "<pattern id=\"p1h\"",
        "fill=\"url(#p1h)\"",
        "<summary>The figures</summary>",
        "<td class=\"r\">4/5</td>",
    ] {
        assert!(html.contains(part), "{part}: {html}");
    }
    assert!(!figure(bars, true).contains("<details>"));
}

#[test]
fn every_district_is_a_drawing_of_its_own() {
    let cell = |covered, eligible| Some(HeatCell { covered, eligible, waiting: false, state: None });
    let row = HeatRow { name: name("xã"), code: String::new(), cells: vec![cell(1, 3), None] };
    let part = |text: &str| HeatPart { name: name(text), rows: vec![row.clone()] };
    let map = HeatMap { columns: vec!["2014".into(), "2015".into()], parts: vec![part("Một"), part("Hai")] };
    let html = figure(Drawing::HeatMap(map), true);
    assert_eq!(html.matches("<svg class=\"chart\"").count(), 2);
    assert!(html.contains("<title id=\"p1t1\">A &lt;title&gt;: Hai</title>"), "{html}");
    assert!(html.contains(">1/3</text>") && html.contains("less than half"), "{html}");
}

#[test]
fn lines_differ_without_colour_too() {
    let whole = |value: i64| BigRational::from_integer(value.into());
    let days = Days { first: Date::constant(2015, 1, 1), last: Date::constant(2015, 12, 31) };
    let points = vec![(Date::constant(2015, 4, 30), whole(20))];
    let forecast = Some(crate::report::Forecast { at_end: whole(60), enough_on: None });
    let html = figure(
        Drawing::BurnUp(BurnUp { days, as_of: Date::constant(2015, 4, 30), points, from: whole(0), needed: whole(50), forecast }),
        false,
    );
    for part in ["class=\"done\"", "class=\"required\"", "class=\"guess\"", "Done: 20 (2015-04-30)", "Estimate: 60 (2015-12-31)"] {
        assert!(html.contains(part), "{part}: {html}");
    }
    // What is estimated stands apart from what is done.
    assert!(html.contains("<td class=\"r\">20</td>") && html.contains("<td class=\"r\">60</td>"), "{html}");
}

#[test]
fn a_window_has_its_sign_and_its_due_date() {
    let days = Days { first: Date::constant(2014, 1, 1), last: Date::constant(2014, 12, 31) };
    let span = |due| Span { label: "2014".into(), days, due, verdict: Verdict::Missed };
    let lane = |due| Lane::Target { name: name("A target"), spans: vec![span(due)], verdict: Verdict::Missed };
    let drawing = |due| Drawing::Gantt(Gantt { days, as_of: Date::constant(2014, 6, 30), lanes: vec![Lane::Head(name("1")), lane(due)] });
    let html = figure(drawing(days.last), false);
    assert!(html.contains("<g class=\"bad\"><title>2014</title>") && html.contains(">✗</text>"), "{html}");
    assert!(!html.contains("class=\"due\""), "{html}");
    assert!(figure(drawing(Date::constant(2014, 7, 1)), false).contains("class=\"due\""));
}
