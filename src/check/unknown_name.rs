//! An agency, fund, activity or category that no plan defines.

use crate::finding::code;

code!(
    /// An agency, fund, activity or category that no plan defines.
    CODE, "V008", "unknown-name", Error,
    "Cơ quan, nguồn kinh phí, hoạt động hoặc danh mục này không được định nghĩa trong kế hoạch nào.\n\nSai:  trung-uơng\nĐúng: trung-uong",
    "No plan defines this agency, fund, activity or category.\n\nWrong: cental-budget\nRight: central-budget"
);
