//! A log that is both a file and a folder.

use crate::finding::code;

code!(
    /// A log that is both a file and a folder.
    CODE, "F008", "log-is-file-and-folder", Error,
    "Một nhật ký là một tệp logs/ten.csv hoặc một thư mục logs/ten/, không thể là cả hai; không dòng nào của nhật ký được tính. Chuyển tệp vào thư mục.\n\nSai:  logs/visits.csv và logs/visits/2014.csv\nĐúng: logs/visits/2013.csv và logs/visits/2014.csv",
    "A log is one file logs/name.csv or one folder logs/name/, not both; none of its rows count. Move the file into the folder.\n\nWrong: logs/visits.csv and logs/visits/2014.csv\nRight: logs/visits/2013.csv and logs/visits/2014.csv"
);
