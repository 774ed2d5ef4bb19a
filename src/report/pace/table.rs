//! The pace of targets for people: a line for each window, the agencies' shares, and what is assumed.

use num_rational::BigRational;
use num_traits::ToPrimitive;

use super::outlook::{Course, Lost, Outlook};
use crate::calendar::{Date, display_date};
use crate::model::{Counting, Measure, Target, Workspace};
use crate::number::rounded;
use crate::report::document::{Block, Cell, Column, Row, Sheet};
use crate::report::names::{activity_title, names_of, target_title};
use crate::report::picture::History;
use crate::report::sources::{Source, Sources};
use crate::report::window_words::window_words;
use crate::say;
use crate::text::{Lang, Message, Word, figure};

pub(super) fn title() -> Message {
    say!(vi: "Nhịp độ thực hiện", en: "Pace of the targets")
}

pub(super) fn blocks(workspace: &Workspace, as_of: Date, outlooks: &[Outlook<'_>], history: &History) -> Vec<Block> {
    if outlooks.is_empty() {
        return vec![Block::Line(say!(
            vi: "Các kỳ đang tính không còn thiếu gì.",
            en: "Nothing is missing in the windows that count now."
        ))];
    }
    let mut blocks = vec![Block::Sheet(windows(workspace, as_of, outlooks))];
    if let Some(sheet) = agencies(outlooks) {
        blocks.push(Block::Heading(say!(vi: "Phần của mỗi cơ quan", en: "What each agency has to do")));
        blocks.push(Block::Sheet(sheet));
    }
    if outlooks.iter().any(|outlook| outlook.course.is_some()) {
        blocks.push(Block::Lines(assumptions(history)));
    }
    blocks
}

fn windows(workspace: &Workspace, as_of: Date, outlooks: &[Outlook<'_>]) -> Sheet {
    let columns = vec![
        Column::left("target", Word::Target),
        Column::left("window", Word::Window),
        Column::right("done", Word::Done),
        Column::right("missing", Word::Missing),
        Column::right("per_month", say!(vi: "Mỗi tháng đã làm", en: "Per month so far")),
        Column::right("needed_per_month", say!(vi: "Mỗi tháng phải làm", en: "Needed per month")),
        Column::left("heading", say!(vi: "Với nhịp độ này", en: "At this pace")),
        Column::left("best", say!(vi: "12 tháng tốt nhất", en: "Best twelve months")),
    ];
    let (mut rows, mut sources) = (Vec::new(), Sources::default());
    let mut last = None;
    for outlook in outlooks {
        let of = outlook.of;
        let here = (of.plan_index, of.index.activity);
        if last != Some(here) {
            let activity = &of.plan.activities[of.index.activity];
            let plan = (workspace.plans.len() > 1).then(|| Message::same(of.plan.id.clone()));
            rows.push(Row::Head { text: Message::same(activity_title(activity)), aside: plan });
            last = Some(here);
        }
        let course = outlook.course.as_ref();
        sources.add(rows.len(), Source::of(of.plan, of.index));
        rows.push(Row::Cells(vec![
            Cell::Text(target_title(of.target)),
            Cell::Words(window_words(&of.target.windows[of.state.window].label)),
            done(outlook),
            Cell::Number(rounded(&outlook.missing, 1)),
            course.map_or(Cell::Empty, |course| Cell::Number(rounded(&course.rate, 1))),
            course.map_or(Cell::Empty, |course| Cell::Words(needed(of.target, course))),
            Cell::Words(heading(outlook, as_of)),
            course.map_or(Cell::Empty, best),
        ]));
    }
    Sheet { columns, rows, sources, ..Sheet::default() }
}

fn done(outlook: &Outlook<'_>) -> Cell {
    match (outlook.done.to_u64(), outlook.needed.to_u64()) {
        (Some(done), Some(needed)) if outlook.done.is_integer() && outlook.needed.is_integer() && done < 10_000 => {
            Cell::Share(done, needed)
        }
        _ => {
            let (done, needed) = (shown(&outlook.done), shown(&outlook.needed));
            Cell::Words(Message::new(format!("{}/{}", done[0], needed[0]), format!("{}/{}", done[1], needed[1])))
        }
    }
}

/// A number with one decimal at most, in both languages.
fn shown(value: &BigRational) -> [String; 2] {
    let text = rounded(value, 1);
    [Lang::Vi, Lang::En].map(|lang| figure(&text, lang))
}

fn day(day: Date) -> [String; 2] {
    [Lang::Vi, Lang::En].map(|lang| display_date(day, lang))
}

/// What has to be done in a month; in brackets what that is of the measure, where one subject takes several.
fn needed(target: &Target, course: &Course) -> Message {
    let [vi, en] = shown(&course.needed);
    let Some([work_vi, work_en]) = course.work.as_ref().map(shown).filter(|work| *work != [vi.clone(), en.clone()]) else {
        return Message::new(vi, en);
    };
    match (&target.shown.unit, &target.counting) {
        (Some(unit), _) => Message::new(format!("{vi} ({work_vi} {unit})"), format!("{en} ({work_en} {unit})")),
        (None, Counting::Log { measure: Measure::Sum(_), .. }) => say!(vi: "{vi} ({work_vi} đơn vị)", en: "{en} ({work_en} units)"),
        (None, _) => say!(vi: "{vi} ({work_vi} lần)", en: "{en} ({work_en} times)"),
    }
}

fn heading(outlook: &Outlook<'_>, as_of: Date) -> Message {
    if let Some(lost) = &outlook.lost {
        return gone(lost);
    }
    let Some(course) = &outlook.course else {
        let [due_vi, due_en] = day(outlook.of.state.due);
        return match (outlook.missing > BigRational::default(), as_of > outlook.of.state.due) {
            (false, _) => say!(vi: "đã đủ", en: "enough"),
            (true, true) => say!(vi: "hạn {due_vi} đã qua", en: "was due {due_en}"),
            (true, false) => say!(vi: "hạn {due_vi}", en: "due {due_en}"),
        };
    };
    let Some(forecast) = &course.forecast else {
        return say!(vi: "chưa làm được gì", en: "nothing done yet");
    };
    if let Some(enough) = forecast.enough_on {
        let [vi, en] = day(enough);
        return say!(vi: "đủ vào {vi}", en: "enough on {en}");
    }
    let [end_vi, end_en] = shown(&forecast.at_end.floor());
    let [last_vi, last_en] = day(outlook.of.state.days.last);
    match course.reached {
        Some(reached) => {
            let [vi, en] = day(reached);
            say!(
                vi: "{end_vi} vào {last_vi}; đủ vào {vi}",
                en: "{end_en} on {last_en}; enough on {en}"
            )
        }
        None => say!(vi: "{end_vi} vào {last_vi}", en: "{end_en} on {last_en}"),
    }
}

/// Since when it cannot be met in time any more.
fn gone(lost: &Lost) -> Message {
    let [vi, en] = day(lost.since);
    match lost.late_until {
        Some(Date::MAX) => say!(
            vi: "không còn đạt đúng hạn từ {vi}; làm muộn vẫn tính",
            en: "missed since {en}; what comes late still counts"
        ),
        Some(until) => {
            let [until_vi, until_en] = day(until);
            say!(
                vi: "không còn đạt đúng hạn từ {vi}; làm muộn còn tính đến {until_vi}",
                en: "missed since {en}; what comes late counts until {until_en}"
            )
        }
        None => say!(vi: "không đạt được nữa từ {vi}", en: "cannot be met since {en}"),
    }
}

fn best(course: &Course) -> Cell {
    let Some(best) = &course.best else { return Cell::Empty };
    let [done_vi, done_en] = shown(&best.done);
    let (until_vi, until_en) =
        (format!("{:02}/{}", best.until.month(), best.until.year()), format!("{}-{:02}", best.until.year(), best.until.month()));
    Cell::Words(match course.beyond {
        None => say!(vi: "{done_vi} (đến {until_vi}): đủ", en: "{done_en} (to {until_en}): enough"),
        Some(since) => {
            let [since_vi, since_en] = day(since);
            say!(
                vi: "{done_vi} (đến {until_vi}): không đủ từ {since_vi}",
                en: "{done_en} (to {until_en}): not enough since {since_en}"
            )
        }
    })
}

fn agencies(outlooks: &[Outlook<'_>]) -> Option<Sheet> {
    let mut rows = Vec::new();
    for outlook in outlooks.iter().filter(|outlook| outlook.course.is_some() && !outlook.agencies.is_empty()) {
        let of = outlook.of;
        rows.push(Row::Head {
            text: Message::same(target_title(of.target)),
            aside: Some(window_words(&of.target.windows[of.state.window].label)),
        });
        for share in &outlook.agencies {
            let ids: Vec<String> = share.agency.iter().cloned().collect();
            let needed = outlook.needed_of(share).map_or(Cell::Empty, |needed| Cell::Number(rounded(&needed, 2)));
            rows.push(Row::Cells(vec![
                names_of(of.plan, &ids).map_or(Word::NoAgency.into(), Cell::Words),
                Cell::count(share.gaps),
                Cell::Percent(Some(share.share.clone())),
                needed,
            ]));
        }
    }
    let columns = vec![
        Column::left("agency", Word::Agency),
        Column::right("gaps", Word::Lacking),
        Column::right("share", Word::OfAll),
        Column::right("needed_per_month", say!(vi: "Mỗi tháng phải làm", en: "Needed per month")),
    ];
    (!rows.is_empty()).then_some(Sheet { columns, rows, ..Sheet::default() })
}

/// What the figures assume.
fn assumptions(history: &History) -> Vec<Message> {
    let step = history.states.windows(2).map(|pair| months(pair[1].as_of) - months(pair[0].as_of)).max().unwrap_or(1);
    let (seen_vi, seen_en) = if step > 1 {
        (format!("cách nhau {step} tháng"), format!("every {step} months"))
    } else {
        ("từng tháng".to_owned(), "month by month".to_owned())
    };
    vec![
        say!(
            vi: "Giả định: nhịp độ là mức trung bình từ đầu kỳ đến nay và giữ nguyên; số đối tượng không thay đổi; mỗi tháng tính 30,4375 ngày.",
            en: "Assumed: the pace is the mean since the window began and stays as it is; the subjects stay the same; a month has 30.4375 days."
        ),
        say!(
            vi: "Số đã làm là số đối tượng đã đạt; khi chỉ có một đối tượng thì là giá trị của đối tượng đó. Trong ngoặc là phần việc còn lại, kể cả cho đối tượng mới đạt một phần.",
            en: "Done are the subjects that are covered; where there is but one, what it has. In brackets stands the work that is left, also for subjects that have a part of it."
        ),
        say!(
            vi: "12 tháng tốt nhất là 12 tháng trọn vẹn làm được nhiều nhất trong các kỳ dài như kỳ này, xét vào cuối tháng, {seen_vi}; không đủ là khi từ ngày ấy mỗi tháng phải làm nhiều hơn mức bình quân của 12 tháng đó. Việc của nhiều cơ quan chia đều.",
            en: "The best twelve months are the whole ones in which most was done, in windows as long as this one, seen at ends of months, {seen_en}; they are not enough once more is needed each month than was done in them on the mean. What is the job of several agencies is shared alike."
        ),
    ]
}

fn months(day: Date) -> i32 {
    i32::from(day.year()) * 12 + i32::from(day.month())
}
