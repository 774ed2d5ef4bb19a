//! Why a file could not be read or written, in the reader's words.

use std::io::{self, ErrorKind};

use super::lang::Message;

/// What went wrong with a file. The system speaks English; what it does not often say is left in its own words.
pub fn io_fault(error: &io::Error) -> Message {
    let (vi, en) = match error.kind() {
        ErrorKind::NotFound => ("không có tệp hoặc thư mục này", "there is no such file or folder"),
        // Only this program says more than the kind: that a path leads out of the workspace.
        ErrorKind::PermissionDenied if error.get_ref().is_some() => {
            ("đường dẫn ra ngoài thư mục làm việc", "the path leads out of the workspace")
        }
        ErrorKind::PermissionDenied => ("không có quyền truy cập", "permission is denied"),
        ErrorKind::IsADirectory => ("đây là thư mục, không phải tệp", "it is a folder, not a file"),
        ErrorKind::NotADirectory => ("đường dẫn đi qua một tệp, không phải thư mục", "the path leads through a file, not a folder"),
        ErrorKind::StorageFull => ("ổ đĩa đã đầy", "the disk is full"),
        ErrorKind::ReadOnlyFilesystem => ("ổ đĩa chỉ cho đọc", "the disk may only be read"),
        ErrorKind::InvalidData => ("nội dung không đọc được", "its content cannot be read"),
        _ => return Message::same(error.to_string()),
    };
    Message::new(vi, en)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    #[test]
    fn a_file_that_is_gone_is_said_in_both_languages() {
        let said = io_fault(&ErrorKind::NotFound.into());
        assert_eq!(said.get(Lang::Vi), "không có tệp hoặc thư mục này");
        assert_eq!(said.get(Lang::En), "there is no such file or folder");
    }
}
