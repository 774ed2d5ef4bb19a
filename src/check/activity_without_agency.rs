//! An activity that is nobody's job.

use crate::finding::code;

code!(
    /// An activity that is nobody's job.
    CODE, "P012", "activity-without-agency", Warning,
    "Không cơ quan nào chủ trì hay thực hiện hoạt động này, nên phần còn thiếu không biết giao cho ai. Thêm `lead` (chủ trì) hoặc `by` (thực hiện).\n\nSai:  [[activity]]\n      id = \"tap-huan\"\nĐúng: [[activity]]\n      id = \"tap-huan\"\n      lead = \"so-tu-phap\"",
    "No agency leads or carries out this activity, so what is missing would be nobody's job. Add `lead` or `by`.\n\nWrong: [[activity]]\n       id = \"training\"\nRight: [[activity]]\n       id = \"training\"\n       lead = \"department\""
);
