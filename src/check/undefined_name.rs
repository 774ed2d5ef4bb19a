//! A name that nothing defines.

use crate::finding::code;

code!(
    /// A name that nothing defines.
    CODE, "P005", "undefined-name", Error,
    "Có một tên chưa được định nghĩa ở đâu cả: nhóm đối tượng, cơ quan, nguồn kinh phí, nhật ký, sổ đăng ký, cột, lựa chọn … Sửa tên nếu gõ nhầm, hoặc định nghĩa nó.\n\nSai:  population = \"xaa\"   # chỉ có [population.xa]\nĐúng: population = \"xa\"",
    "A name is used that nothing defines: a population, agency, fund, log, register, column, choice … Correct it if it is misspelt, or define it.\n\nWrong: population = \"xaa\"   # there is only [population.xa]\nRight: population = \"xa\""
);
