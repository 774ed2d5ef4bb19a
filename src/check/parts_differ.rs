//! Parts that do not go together.

use crate::finding::code;

code!(
    /// Parts that do not go together.
    CODE, "P017", "parts-differ", Error,
    "Các phần của một chỉ tiêu ghép (`all_of`, `any_of`) phải có cùng nhóm đối tượng và cùng các kỳ. Chỉ tiêu ghi trong `given` phải có đối tượng cùng loại, và cùng các kỳ hoặc một kỳ duy nhất. Đổi nhóm đối tượng hoặc lịch thực hiện, hoặc chọn phần khác.\n\nSai:  all_of = [\"to-gap-xa\", \"to-gap-thon\"]   # xã và thôn\nĐúng: all_of = [\"to-gap-xa\", \"cam-nang-xa\"]",
    "The parts of a composed target (`all_of`, `any_of`) must have the same population and the same windows. A target named in `given` must have subjects of the same kind, and the same windows or a single one. Change their population or schedule, or choose other parts.\n\nWrong: all_of = [\"leaflets-communes\", \"leaflets-villages\"]\nRight: all_of = [\"leaflets-communes\", \"handbooks-communes\"]"
);
