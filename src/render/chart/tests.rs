//! What pictures look like on a terminal.

use num_rational::BigRational;

use super::*;
use crate::calendar::{Date, Days};
use crate::cover::Verdict;
use crate::report::{Bar, Bars, BurnUp, Forecast, Gantt, HeatCell, HeatMap, HeatPart, HeatRow, Lane, Span};
use crate::text::Message;

fn name(text: &str) -> Message {
    Message::same(text)
}

fn whole(value: i64) -> BigRational {
    BigRational::from_integer(value.into())
}

const YEAR: Days = Days { first: Date::constant(2015, 1, 1), last: Date::constant(2015, 12, 31) };

#[track_caller]
fn check(drawing: Drawing, width: usize, expected: &[&str]) {
    let picture = Picture { title: name("Title"), name: None, summary: name("Summary"), tabled: false, drawing };
    let mut out = Vec::new();
    write(&picture, Look { lang: Lang::En, colour: false, width: Some(width) }, &mut out).expect("a buffer takes everything");
    let text = String::from_utf8(out).expect("text");
    let lines: Vec<&str> = text.lines().collect();
    let (first, rest) = lines.split_first().expect("a title");
    let (last, drawn) = rest.split_last().expect("a summary");
    assert_eq!((*first, *last), ("Title", "Summary"));
    assert_eq!(drawn, expected, "\n{text}");
    assert!(drawn.iter().all(|line| line.width() <= width), "\n{text}");
}

#[test]
fn bars_do_not_pretend() {
    let bar = |text: &str, met, late, eligible| Bar { name: name(text), code: None, met, late, eligible };
    let bars = vec![bar("One", 0, 0, 3), bar("Two", 1, 0, 1000), bar("Three", 5, 3, 10), bar("Nobody", 0, 0, 0), bar("All", 999, 0, 1000)];
    let share = BigRational::new(4.into(), 5.into());
    check(
        Drawing::Bars(Bars { group: name("District"), share, bars }),
        44,
        &[
            "Two    █░░░░░░░░░░░░░░░░░    1/1,000   0.1 %",
            "Three  █████████▓▓▓▓▓░░░░       8/10  80.0 %",
            "All    █████████████████░  999/1,000  99.9 %",
            "                    ▲ Required 80.0 %",
            "       ▓ Of them late",
        ],
    );
}

#[test]
fn a_map_drops_the_first_years_where_it_is_narrow() {
    let cell = |covered, eligible| Some(HeatCell { covered, eligible, waiting: false, state: None });
    let row = |text: &str, cells: &[Option<HeatCell>]| HeatRow { name: name(text), code: String::new(), cells: cells.repeat(3) };
    let columns: Vec<String> = (2010..2022).map(|year| year.to_string()).collect();
    let rows = vec![
        row("xã Một", &[cell(0, 2), cell(1, 4), cell(1, 2), cell(2, 2)]),
        row("a name that is far too long for it", &[None, cell(0, 0), cell(3, 3), None]),
    ];
    let map = HeatMap { columns, parts: vec![HeatPart { name: name("huyện"), rows }] };
    check(
        Drawing::HeatMap(map),
        44,
        &[
            "                             17 18 19 20 21",
            "huyện",
            "  xã Một                     ██ ·· ░░ ▒▒ ██",
            "  a name that is far too lo…       -- ██",
            "- nobody to be covered   · none covered",
            "░ less than half   ▒ half or more",
            "█ all covered",
        ],
    );
}

#[test]
fn what_is_done_rises_and_what_is_estimated_is_told_apart() {
    let points = vec![(Date::constant(2015, 1, 31), whole(2)), (Date::constant(2015, 4, 30), whole(20))];
    let forecast = Some(Forecast { at_end: whole(60), enough_on: Some(Date::constant(2015, 11, 1)) });
    check(
        Drawing::BurnUp(BurnUp { days: YEAR, as_of: Date::constant(2015, 4, 30), points, from: whole(0), needed: whole(50), forecast }),
        40,
        &[
            "60 ┤                                 ░░░",
            "   ┤                             ░░░░░••",
            "   ┤                          ░░░░••••░░",
            "   ┤                      ░░░░••••░░░░░░",
            "   ┤                   ░░•••••░░░░░░░░░░",
            "   ┤               ░░••••░░░░░░░░░░░░░░░",
            "   ┤           ▃░••••░░░░░░░░░░░░░░░░░░░",
            "   ┤        •••••░░░░░░░░░░░░░░░░░░░░░░░",
            "   ┤    ••••   █░░░░░░░░░░░░░░░░░░░░░░░░",
            "   ┤••••▃▃▃▃▃▃▃█░░░░░░░░░░░░░░░░░░░░░░░░",
            " 0 └───────────▲────────────────────────",
            "    2015-01-01                2015-12-31",
            "    █ Done: 20   • Required: 50",
            "    ░ Estimate: 60",
        ],
    );
}

#[test]
fn windows_lie_along_the_years() {
    let span = |from: Date, to: Date, due: Date, verdict| Span { label: "x".into(), days: Days { first: from, last: to }, due, verdict };
    let half = Date::constant(2015, 6, 30);
    let spans = vec![
        span(YEAR.first, half, Date::constant(2015, 7, 20), Verdict::Late),
        span(Date::constant(2015, 7, 1), YEAR.last, YEAR.last, Verdict::Upcoming),
    ];
    let lanes = vec![
        Lane::Head(name("1. An activity")),
        Lane::Target { name: name("A target"), spans, verdict: Verdict::Late },
        Lane::Target { name: name("Another"), spans: Vec::new(), verdict: Verdict::Awaiting },
    ];
    check(
        Drawing::Gantt(Gantt { days: YEAR, as_of: Date::constant(2015, 4, 1), lanes }),
        44,
        &[
            "                  01/2015     07/2015",
            "1. An activity",
            "  A target        ──────│───────≈──────────·",
            "  Another         ? awaiting",
            "│ As of 2015-04-01   ≈ late   · upcoming",
        ],
    );
}

#[test]
fn long_labels_are_cut() {
    assert_eq!(lines("Tối thiểu 2 lượt/xã", 30, 2), ["Tối thiểu 2 lượt/xã"]);
    assert_eq!(lines("Tối thiểu 2 lượt/xã đến năm 2020", 12, 2), ["Tối thiểu 2", "lượt/xã đến…"]);
    assert!(lines("", 12, 2).is_empty());
    assert_eq!(label("Tối thiểu 2 lượt/xã", 12), "Tối thiểu 2…");
}
