//! An agency, fund, activity or category that no plan defines.

use crate::finding::code;

code!(
    /// An agency, fund, activity or category that no plan defines.
    CODE, "V008", "unknown-name", Error,
    "Cơ quan, nguồn kinh phí, hoạt động, chỉ tiêu hoặc diện này không được định nghĩa trong kế hoạch nào. Dòng bị loại cho đến khi sửa tên, hoặc định nghĩa nó trong kế hoạch.\n\nSai:  trung-uơng\nĐúng: trung-uong",
    "No plan defines this agency, fund, activity, target or category. The row is left out until the name is corrected, or defined in a plan.\n\nWrong: cental-budget\nRight: central-budget"
);
