//! Why a file could not be read or written, in the reader's words.

use std::io::{self, ErrorKind};

use super::lang::Message;

/// What went wrong with a file. The system speaks English; what it does not often say has a number at least.
pub fn io_fault(error: &io::Error) -> Message {
    let (vi, en) = match error.kind() {
        ErrorKind::NotFound => ("không có tệp hoặc thư mục này", "there is no such file or folder"),
        // Only this program says more than the kind: that a path leads out of the workspace.
        ErrorKind::PermissionDenied if error.get_ref().is_some() => {
            ("đường dẫn ra ngoài thư mục làm việc", "the path leads out of the workspace")
        }
        ErrorKind::InvalidInput if error.get_ref().is_some() => {
            ("đây không phải tệp thường, mà là ống dẫn hoặc thiết bị", "it is no regular file but a pipe or a device")
        }
        ErrorKind::PermissionDenied => ("không có quyền truy cập", "permission is denied"),
        ErrorKind::IsADirectory => ("đây là thư mục, không phải tệp", "it is a folder, not a file"),
        ErrorKind::NotADirectory => ("đường dẫn đi qua một tệp, không phải thư mục", "the path leads through a file, not a folder"),
        ErrorKind::StorageFull => ("ổ đĩa đã đầy", "the disk is full"),
        ErrorKind::ReadOnlyFilesystem => ("ổ đĩa chỉ cho đọc", "the disk may only be read"),
        ErrorKind::InvalidData => ("nội dung không đọc được", "its content cannot be read"),
        ErrorKind::AlreadyExists => ("đã có tệp hoặc thư mục này", "there is such a file or folder already"),
        ErrorKind::UnexpectedEof => ("tệp kết thúc giữa chừng", "the file ends too early"),
        ErrorKind::WriteZero => ("không ghi thêm được", "no more can be written"),
        ErrorKind::FileTooLarge => ("tệp quá lớn", "the file is too large"),
        ErrorKind::QuotaExceeded => ("đã hết hạn mức lưu trữ", "the storage quota is used up"),
        ErrorKind::InvalidFilename => ("tên tệp quá dài hoặc không hợp lệ", "the file's name is too long or not valid"),
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => {
            ("tệp đang được chương trình khác dùng", "another program is using the file")
        }
        ErrorKind::CrossesDevices => ("không chuyển được sang ổ đĩa khác", "it cannot be moved to another disk"),
        ErrorKind::DirectoryNotEmpty => ("thư mục không rỗng", "the folder is not empty"),
        ErrorKind::TimedOut => ("ổ đĩa không trả lời kịp", "the disk did not answer in time"),
        ErrorKind::Interrupted => ("việc đọc hoặc ghi bị ngắt", "reading or writing was interrupted"),
        ErrorKind::OutOfMemory => ("không đủ bộ nhớ", "there is not enough memory"),
        _ => {
            // Its number finds it in any language.
            let number = error.raw_os_error().map_or_else(String::new, |number| format!(" {number}"));
            return Message::new(format!("hệ thống báo lỗi{number}"), error.to_string());
        }
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
        // Links that lead in a circle.
        let said = io_fault(&io::Error::from_raw_os_error(40));
        assert_eq!(said.get(Lang::Vi), "hệ thống báo lỗi 40");
    }
}
