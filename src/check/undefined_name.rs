//! A name that nothing defines.

use crate::finding::code;

code!(
    /// A name that nothing defines.
    CODE, "P005", "undefined-name", Error,
    "Kế hoạch dùng một tên chưa được định nghĩa ở đâu: nhóm đối tượng, cơ quan, nguồn kinh phí, sổ, sổ đăng ký, cột, lựa chọn …\n\nSai:  population = \"xaa\"   # chỉ có [population.xa]\nĐúng: population = \"xa\"",
    "The plan uses a name that nothing defines: a population, agency, fund, log, register, column, choice …\n\nWrong: population = \"xaa\"   # there is only [population.xa]\nRight: population = \"xa\""
);
