//! The tool's own words: one entry per word, in both languages. A word without a translation does not compile.

use super::lang::{Lang, Message};

macro_rules! words {
    ($($(#[$doc:meta])* $word:ident => $vi:literal, $en:literal;)*) => {
        /// A word or short phrase of tables, headings and verdicts.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Word {
            $($(#[$doc])* $word,)*
        }

        impl Word {
            /// All words.
            pub const ALL: &'static [Word] = &[$(Word::$word),*];

            /// The word in Vietnamese and in English.
            fn pair(self) -> (&'static str, &'static str) {
                match self {
                    $(Word::$word => ($vi, $en),)*
                }
            }
        }
    };
}

words! {
    /// Verdict and cell state: covered on time.
    Met => "đạt", "met";
    /// Verdict and cell state: covered too late.
    Late => "đạt muộn", "late";
    /// Verdict: nothing wrong so far.
    OnTrack => "đúng tiến độ", "on track";
    /// Verdict: slower than time.
    Behind => "chậm tiến độ", "behind";
    /// Verdict: past due and not covered.
    Missed => "không đạt", "missed";
    /// Verdict: nobody is in the population.
    NobodyThere => "không có đối tượng", "empty";
    /// Verdict and cell state: need not be met.
    Waived => "được miễn", "waived";
    /// Verdict and cell state: not begun.
    Upcoming => "chưa đến kỳ", "upcoming";
    /// Verdict: no window yet.
    Awaiting => "chờ hướng dẫn", "awaiting";
    /// Verdict: counted, never judged.
    Tracked => "chỉ theo dõi", "tracked";
    /// Cell state: past due.
    Overdue => "quá hạn", "overdue";
    /// Cell state: a ceiling is passed.
    Exceeded => "vượt mức", "exceeded";
    /// Cell state: not yet due.
    Open => "còn hạn", "open";

    /// Column: a plan.
    Plan => "Kế hoạch", "Plan";
    /// Column: an activity.
    Activity => "Hoạt động", "Activity";
    /// Column: a target.
    Target => "Chỉ tiêu", "Target";
    /// Column: an activity's number.
    Number => "Số", "No.";
    /// Column: who carries it out.
    Agency => "Cơ quan", "Agency";
    /// Column: a window.
    Window => "Kỳ", "Window";
    /// Column: several windows.
    Windows => "Các kỳ", "Windows";
    /// Column: how each window went.
    History => "Diễn biến", "History";
    /// Column: a due date.
    Due => "Thời hạn", "Due";
    /// Column: covered of eligible.
    Covered => "Đã đạt", "Covered";
    /// Column: a share in percent.
    Coverage => "Tỷ lệ", "Coverage";
    /// Column: a bar.
    Progress => "Tiến độ", "Progress";
    /// Column: what a subject needs.
    Needed => "Cần", "Needed";
    /// Column: the sum of the values.
    Total => "Tổng số", "Total";
    /// Column: a verdict.
    Verdict => "Đánh giá", "Verdict";
    /// Column: the verdict now.
    Now => "Hiện nay", "Now";
    /// Column: a subject.
    Subject => "Đối tượng", "Subject";
    /// Column: how many are lacking.
    Missing => "Còn thiếu", "Missing";
    /// Column: a cell's state.
    State => "Tình trạng", "State";
    /// Column of a form: what stands in it already.
    Prefilled => "Điền sẵn", "Prefilled";
    /// The sheet with the lists of a form.
    Lists => "Danh mục", "Lists";
    /// Column: a district.
    District => "Huyện, thành phố", "District";
    /// Column: a commune.
    Commune => "Xã, phường, thị trấn", "Commune";
    /// Column: a category of units.
    Category => "Diện", "Category";
    /// Column: what a line is about.
    Item => "Mục", "Item";
    /// Column: what is said of it.
    What => "Nội dung", "What";
    /// Column: a first day.
    From => "Từ ngày", "From";
    /// Column: a last day.
    To => "Đến ngày", "To";
    /// Column: the decision that something rests on.
    Basis => "Căn cứ", "Basis";
    /// Line: what a unit is called.
    Name => "Tên", "Name";
    /// Line: a unit's level.
    Level => "Cấp", "Level";
    /// Line: the units above.
    StandsIn => "Thuộc", "In";
    /// Line: a unit that became this one.
    Predecessor => "Tiền thân", "Formerly";
    /// Line: a unit that this one became.
    Successor => "Kế tục", "Became";
    /// Row: everything together.
    All => "Tất cả", "All";
    /// Row: subjects that stand in no unit.
    NoUnit => "không gắn với địa bàn", "no unit";
    /// Row: subjects in no category.
    NoCategory => "không thuộc diện nào", "no category";
    /// Row: cells that are nobody's job.
    NoAgency => "chưa giao cho ai", "nobody";

    /// Column: a code.
    Code => "Mã", "Code";
    /// Column: a rule's name.
    Rule => "Quy tắc", "Rule";
    /// Column: a rule's family.
    Family => "Nhóm", "Family";
    /// Column: a severity.
    Severity => "Mức độ", "Severity";
    /// Column: the severity that this workspace sets.
    Here => "Đang dùng", "Here";
    /// Column: what a rule is about.
    Summary => "Nội dung", "What it means";
    /// Column: how often.
    Count => "Số lần", "Count";
    /// Column: a file.
    File => "Tệp", "File";
    /// Column: a text of a file.
    Text => "Nội dung", "Text";
    /// Family of rules.
    Files => "Tệp", "Files";
    /// Family of rules.
    Plans => "Kế hoạch", "Plans";
    /// Family of rules.
    Values => "Giá trị", "Values";
    /// Family of rules.
    Consistency => "Nhất quán", "Consistency";
    /// Family of rules.
    Money => "Kinh phí", "Money";

    /// Line: the day from which things are seen.
    AsOf => "Tính đến", "As of";
    /// Line: the period that an answer is limited to.
    Period => "Kỳ", "Period";
    /// Before the workspace's notice.
    Notice => "Lưu ý", "Please note";
    /// List: the sections of a page.
    Contents => "Mục lục", "Contents";
    /// Link: past the head of a page.
    SkipToContent => "Đến phần nội dung", "Skip to the content";
    /// Before the meanings of signs.
    Signs => "Ký hiệu", "Signs";

    /// Sheet: what a workbook is about.
    About => "Giới thiệu", "About";
    /// Column: the heading over headings.
    Chapter => "Phần", "Part";
    /// Column: the heading over a row.
    Section => "Mục", "Section";
    /// Column: what stands beside that heading.
    Detail => "Chi tiết", "Detail";
    /// Column: a line of a file.
    LineNumber => "Dòng", "Line";
    /// Column: a place in that line.
    ColumnNumber => "Cột", "Column";
    /// Column: what to do.
    Advice => "Gợi ý", "Advice";
    /// Sheet: what was found.
    Findings => "Phát hiện", "Findings";

    /// Column: a day.
    Day => "Ngày", "Day";
    /// Column: what there is.
    Done => "Đã thực hiện", "Done";
    /// Column: what there should be by then.
    RequiredByThen => "Phải đạt đến ngày đó", "Required by then";
    /// Column: what there would be, at the present pace.
    Estimate => "Ước tính", "Estimate";
    /// Column: how many of those covered came late.
    OfThemLate => "Trong đó đạt muộn", "Of them late";
    /// Beside a line: what there must be.
    Required => "Phải đạt", "Required";
    /// After a column's title: the number of which it is a part.
    OutOf => "trong số", "out of";
    /// Summary: the figures of a picture as a table.
    Figures => "Bảng số liệu", "The figures";

    /// Title: the plan as a timeline.
    StatusTitle => "Tiến độ thực hiện kế hoạch", "Status of the plan";
    /// Title: how much of each target is covered.
    CoverageTitle => "Mức độ đạt chỉ tiêu", "Coverage of the targets";
    /// Title: what is missing.
    GapsTitle => "Danh sách chỉ tiêu chưa đạt", "List of gaps";
    /// Title: findings and verdicts.
    CheckTitle => "Kiểm tra số liệu và tiến độ", "Check of the data and the plan";
    /// Title: units looked up.
    UnitsTitle => "Tra cứu đơn vị hành chính", "Administrative units";
    /// Title: what is checked.
    RulesTitle => "Quy tắc kiểm tra", "Rules";
    /// Column: a civil year.
    Year => "Năm", "Year";
    /// Column: who pays.
    Fund => "Nguồn kinh phí", "Fund";
    /// Column: several who may pay.
    Funds => "Nguồn", "Funds";
    /// Column: a unit.
    Unit => "Đơn vị", "Unit";
    /// Column: money given for a year.
    Allocated => "Dự toán", "Allocated";
    /// Column: money left of the year before.
    Carried => "Năm trước chuyển sang", "Carried in";
    /// Column: money from the line of the whole plan.
    Drawn => "Từ dòng chung", "From the plan's line";
    /// Column: money spent.
    Spent => "Đã chi", "Spent";
    /// Column: money that went on to the next year.
    CarriedOn => "Chuyển năm sau", "Carried on";
    /// Column: money not spent.
    Left => "Còn lại", "Left";
    /// Column: what was spent since the year began, up to the close of a period.
    SpentOfYear => "Chi từ đầu năm", "Since 1 January";
    /// Column: what of what is left the gaps need.
    NeededOfIt => "Cần dùng", "Needed of it";
    /// Column: the activity for which a budget line is.
    LineFor => "Dòng dự toán", "Budget line";
    /// Column: money spent beyond what there was.
    Over => "Vượt", "Over";
    /// Column: the share of the money that was spent.
    Used => "Tỷ lệ chi", "Used";
    /// Column: the share of all spending.
    OfAll => "Tỷ trọng", "Of all";
    /// Column: how many records report an amount.
    Records => "Số dòng", "Records";
    /// Column: how many of something.
    HowMany => "Số lượng", "How many";
    /// Column: what one costs.
    Each => "Bình quân", "Each";
    /// Column: how many members lack something.
    Lacking => "Trường hợp", "Cells";
    /// Column: how many units are to be paid.
    Units => "Số đơn vị tính", "Units";
    /// Column: what a unit may cost.
    Norm => "Định mức", "Norm";
    /// Column: an amount of money.
    Amount => "Thành tiền", "Amount";
    /// Column: how a figure came about.
    Why => "Cách tính", "How";
    /// Row: the sum of a table.
    Sum => "Tổng cộng", "Total";
    /// Row: the budget line of the whole plan.
    PlanLine => "Dự toán chung của Kế hoạch", "the plan's own line";
    /// Row: budget lines that are for no subject in particular.
    SharedLines => "Dự toán dùng chung cho mọi đối tượng", "lines for every subject";
    /// Row: rows that name no fund.
    NoFund => "không ghi nguồn", "no fund named";
    /// Row: rows that name no agency.
    NoAgencyNamed => "không ghi cơ quan", "no agency named";
    /// Row: rows that name no unit.
    NoUnitNamed => "không ghi đơn vị", "no unit named";
    /// Cell: nothing says what it may cost.
    NoNorm => "không có định mức", "no norm";
    /// Nothing to list.
    NoMoney => "Không có dự toán và khoản chi nào trong phạm vi này.", "No allocations and no spending here.";
    /// Nothing to list.
    NothingToPay => "Không còn việc phải làm đến hạn trong năm này.", "Nothing is left to be done by that year.";

    /// Heading: findings that say that the plan is behind.
    PlanFindings => "Tiến độ kế hoạch", "Progress of the plan";
    /// Name of a severity.
    Error => "lỗi", "error";
    /// Name of a severity.
    Warning => "cảnh báo", "warning";
    /// Name of a severity.
    Off => "tắt", "off";
    /// Before an advice.
    Help => "gợi ý", "help";
    /// Before a second place.
    Note => "xem thêm", "note";
    /// Each subject answers for itself.
    SubjectItself => "từng cơ quan, đơn vị", "each subject itself";
    /// The plan itself as a subject.
    WholePlan => "toàn kế hoạch", "the whole plan";
    /// Nothing to list.
    NoGaps => "Không có trường hợp nào còn thiếu trong phạm vi đã chọn.", "Nothing is missing in what was asked.";
    /// Nothing to list.
    NoTargets => "Không có chỉ tiêu nào trong phạm vi này.", "No targets here.";
}

impl Word {
    /// The word in a language.
    pub fn get(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Vi => self.pair().0,
            Lang::En => self.pair().1,
        }
    }

    /// The word as a message.
    pub fn message(self) -> Message {
        Message::new(self.pair().0, self.pair().1)
    }
}

impl From<Word> for Message {
    fn from(word: Word) -> Message {
        word.message()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_is_empty() {
        for word in Word::ALL {
            assert!(!word.get(Lang::Vi).is_empty() && !word.get(Lang::En).is_empty(), "{word:?}");
        }
    }
}
