//! How a report begins, and its summary: sentences that say what the figures say, and nothing else.

use super::{Report, dated, in_words};
use crate::cover::{CellState, Verdict};
use crate::report::document::{Block, Cell, Column, Row, Sheet};
use crate::report::gaps::{Filter, gaps};
use crate::report::names::{activity_title, verdict_word};
use crate::say;
use crate::text::{Lang, Message, Word, count_en, figure};

/// A number as each language writes it.
pub(super) fn figures(number: &impl ToString) -> [String; 2] {
    let text = number.to_string();
    [Lang::Vi, Lang::En].map(|lang| figure(&text, lang))
}

/// `1 activity`, of a count of any size.
pub(super) fn counted_en(count: u64, singular: &str) -> String {
    count_en(usize::try_from(count).unwrap_or(usize::MAX), singular)
}

/// One sentence of several.
fn joined(sentences: &[Message]) -> Message {
    let all = |lang| sentences.iter().map(|sentence| sentence.get(lang)).collect::<Vec<_>>().join(" ");
    Message::new(all(Lang::Vi), all(Lang::En))
}

impl Report<'_> {
    /// Whose plan it is, what it rests on, which days, and as of when.
    pub(super) fn opening(&self) -> Vec<Block> {
        let plan = self.plan();
        let words = in_words(&self.label(), self.days);
        let (words_vi, words_en) = (words.get(Lang::Vi), words.get(Lang::En));
        let ([first_vi, first_en], [last_vi, last_en]) = (dated(self.days.first), dated(self.days.last));
        let title = &plan.title;
        let named = if title.to_lowercase().starts_with("kế hoạch") { "" } else { "Kế hoạch " };
        let (by_vi, by_en) =
            plan.issuer.as_ref().map_or_else(Default::default, |issuer| (format!(" của {issuer}"), format!(" of {issuer}")));
        let (basis_vi, basis_en) = if plan.basis.is_empty() {
            Default::default()
        } else {
            let all = plan.basis.join(", ");
            (format!(" (căn cứ: {all})"), format!(" (based on {all})"))
        };
        let opening = say!(
            vi: "Thực hiện {named}“{title}”{by_vi}{basis_vi}, kết quả thực hiện {words_vi} (từ ngày {first_vi} đến hết ngày {last_vi}) như sau:",
            en: "On the plan “{title}”{by_en}{basis_en}: what was done in {words_en} ({first_en} to {last_en})."
        );
        let mut said = vec![opening];
        let [day_vi, day_en] = dated(self.state.as_of);
        if self.until.is_some() {
            said.push(say!(
                vi: "Số liệu thực hiện tính đến hết ngày {day_vi}; phần còn lại của kỳ là số ước theo nhịp độ hiện nay, ghi ở cột riêng và không dùng để đánh giá.",
                en: "Figures are actual up to {day_en}; the rest of the period is estimated at the present pace, in columns of its own, and no verdict rests on it."
            ));
        } else if self.closed {
            said.push(self.at_close());
        } else {
            said.push(say!(
                vi: "Báo cáo sơ bộ: kỳ báo cáo chưa kết thúc; số liệu tính đến ngày {day_vi}.",
                en: "Interim report: the period is not over; the figures stand as of {day_en}."
            ));
        }
        said.into_iter().map(Block::Line).collect()
    }

    /// From which day the figures of a period that is over are seen, and from which its later duties.
    fn at_close(&self) -> Message {
        let ([day_vi, day_en], [told_vi, told_en]) = (dated(self.days.last), dated(self.told.as_of));
        say!(
            vi: "Số liệu là của ngày khóa kỳ, hết ngày {day_vi}; nhiệm vụ có hạn sau ngày đó được nêu theo tình hình đến ngày {told_vi}.",
            en: "Figures are those of the close of {day_en}; duties due later stand as they are known on {told_en}."
        )
    }

    pub(super) fn summary(&self) -> Vec<Block> {
        vec![Block::Line(self.paragraph()), Block::Sheet(self.verdicts())]
    }

    fn paragraph(&self) -> Message {
        let plan = self.plan();
        let states = || self.state.plans.iter().flat_map(|plan| &plan.activities);
        let [day_vi, day_en] = dated(self.state.as_of);
        let judged = states().filter(|state| !state.targets.is_empty()).count();
        let counts = Verdict::ALL.into_iter().filter_map(|verdict| {
            let count = states().filter(|state| !state.targets.is_empty() && state.now == verdict).count();
            (count > 0).then_some((verdict, count))
        });
        let counts: Vec<(Verdict, usize)> = counts.collect();
        let list = |lang| {
            let one = |(verdict, count): &(Verdict, usize)| format!("{count} {}", verdict_word(*verdict).get(lang));
            counts.iter().map(one).collect::<Vec<_>>().join(", ")
        };
        let (vi, en) = (list(Lang::Vi), list(Lang::En));
        let activities = count_en(judged, "activity").replace("activitys", "activities");
        let mut said = vec![if self.closed {
            say!(vi: "Đến hết ngày {day_vi}, trong {judged} hoạt động có chỉ tiêu: {vi}.", en: "At the close of {day_en}, of {activities} with targets: {en}.")
        } else {
            say!(vi: "Tính đến ngày {day_vi}, trong {judged} hoạt động có chỉ tiêu: {vi}.", en: "As of {day_en}, of {activities} with targets: {en}.")
        }];
        let without = plan.activities.len() - judged;
        if without > 0 {
            let (others, have) =
                (count_en(without, "other").replace("1 other", "1 other activity"), if without == 1 { "has" } else { "have" });
            said.push(
                say!(vi: "{without} hoạt động khác của kế hoạch chưa có chỉ tiêu đo được.", en: "{others} of the plan {have} no target."),
            );
        }
        said.push(self.missing());
        said.extend(self.spent());
        said.extend(self.kept());
        let left_out = self.state.left_out;
        if left_out > 0 {
            let (rows, were) = (counted_en(left_out, "row"), if left_out == 1 { "is" } else { "are" });
            said.push(say!(vi: "{left_out} dòng số liệu bị loại vì có lỗi, không tính vào chỉ tiêu nào.", en: "{rows} with errors {were} in no figure."));
        }
        joined(&said)
    }

    fn missing(&self) -> Message {
        let gaps = gaps(self.workspace, self.state, &Filter::default());
        let past = gaps.iter().filter(|gap| matches!(gap.cell.state, CellState::Overdue | CellState::Exceeded)).count();
        let count = gaps.len();
        if count == 0 {
            return say!(vi: "Ở các kỳ chỉ tiêu đang xét không còn trường hợp nào chưa đạt.", en: "Nothing is missing in the windows that count now.");
        }
        let ([count_vi, count_en], [past_vi, past_en]) = (figures(&count), figures(&past));
        say!(
            vi: "Ở các kỳ chỉ tiêu đang xét còn {count_vi} trường hợp chưa đạt, trong đó {past_vi} trường hợp đã quá hạn hoặc vượt mức.",
            en: "In the windows that count now {count_en} cells are not met, of them {past_en} past due or exceeded."
        )
    }

    fn spent(&self) -> Option<Message> {
        let sums = self.funds(&self.in_period()).sums()?;
        let ([spent_vi, spent_en], [there_vi, there_en]) = (figures(&sums.spent), figures(&sums.allocated));
        let currency = self.plan().currency.as_ref().map_or_else(String::new, |currency| format!(" {currency}"));
        if !self.workspace.budgeted {
            return Some(say!(vi: "Trong kỳ đã chi {spent_vi}{currency}.", en: "{spent_en}{currency} was spent in the period."));
        }
        let (first, last) = (self.days.first.year(), self.days.last.year());
        let years = if first == last { first.to_string() } else { format!("{first}-{last}") };
        Some(say!(
            vi: "Trong kỳ đã chi {spent_vi}{currency}; dự toán năm {years} là {there_vi}{currency}.",
            en: "{spent_en}{currency} was spent in the period; {there_en}{currency} is allocated for {years}."
        ))
    }

    fn kept(&self) -> Option<Message> {
        let counts = self.duty_counts();
        let all = counts.eligible();
        let [met, late, open] = [CellState::Met, CellState::Late, CellState::Open].map(|state| counts.of(state));
        let missed = all - met - late - open - counts.of(CellState::Upcoming);
        let duties = counted_en(all, "duty").replace("dutys", "duties");
        (all > 0).then(|| {
            say!(
                vi: "Báo cáo và nhiệm vụ theo kỳ: {all} việc, trong đó {met} đúng hạn, {late} muộn, {missed} quá hạn chưa thực hiện, {open} còn hạn.",
                en: "Reports and other duties: {duties}, of them {met} on time, {late} late, {missed} missed, {open} not yet due."
            )
        })
    }

    /// The activities with their verdicts, now and when the period began.
    fn verdicts(&self) -> Sheet {
        let plan = self.plan();
        let ([day_vi, day_en], [now_vi, now_en]) = (dated(self.day_before()), dated(self.state.as_of));
        let columns = vec![
            Column::left("activity", Word::Activity),
            Column::left("lead", say!(vi: "Cơ quan chủ trì", en: "Lead")).dispensable(2),
            Column::right("covered", Word::Covered),
            Column::right("coverage", Word::Coverage).dispensable(1),
            Column::left("before", say!(vi: "Ngày {day_vi}", en: "On {day_en}")),
            Column::left("now", say!(vi: "Ngày {now_vi}", en: "On {now_en}")),
        ];
        let before = |at: usize| self.before.plans.first().and_then(|plan| plan.activities.get(at));
        let mut rows = Vec::new();
        for (at, (activity, state)) in plan.activities.iter().zip(self.state.plans.iter().flat_map(|plan| &plan.activities)).enumerate() {
            if state.targets.is_empty() {
                continue;
            }
            let mut counts = crate::cover::Counts::default();
            let judged = state.targets.iter().filter(|state| !plan.target(state.target).tracked && !plan.target(state.target).part);
            judged.flat_map(|target| &target.windows).filter(|window| window.current).for_each(|window| counts.merge(&window.counts));
            let any = counts.members() > 0;
            rows.push(Row::Cells(vec![
                Cell::Text(activity_title(activity)),
                Cell::maybe(activity.lead.map(|lead| plan.names.get(lead).name.as_str())),
                if any { Cell::Share(counts.covered(), counts.eligible()) } else { Cell::Empty },
                Cell::Percent(counts.coverage()),
                before(at).map_or(Cell::Empty, |before| Cell::Verdict(before.now)),
                Cell::Verdict(state.now),
            ]));
        }
        let title = say!(vi: "Đánh giá từng hoạt động", en: "Verdicts");
        let note = say!(
            vi: "“Đã đạt” gộp các trường hợp của mọi chỉ tiêu có mức phải đạt, ở các kỳ đang xét.",
            en: "“Covered” adds up the cells of all targets with a threshold, in the windows that count now."
        );
        Sheet { title: Some(title), columns, rows, notes: vec![note], ..Sheet::default() }
    }
}
