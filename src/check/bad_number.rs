//! A number with separators, words, or too many digits.

use crate::finding::code;

code!(
    /// A number with separators, words, or too many digits.
    CODE, "V003", "bad-number", Error,
    "Số chỉ gồm chữ số, dấu chấm thập phân (cột kiểu number) và dấu trừ; không có dấu ngăn hàng nghìn, không có chữ. Dòng bị loại cho đến khi được sửa; số chỉ hiểu được một cách thì `tiendo fix --write` sửa được. Số ước chừng (hơn 60) không phải là số liệu: ghi số đếm được, hoặc để trống nếu cột cho phép.\n\nSai:  1.234.567   12,5   60 người\nĐúng: 1234567     12.5   60",
    "A number is digits, a decimal point (in columns of type number) and a minus sign; no separators, no words. The row is left out until it is corrected; where only one number can be meant, `tiendo fix --write` does. An estimate (over 60) is not a figure: write the number counted, or leave the cell empty if the column allows it.\n\nWrong: 1,234,567   12,5   60 people\nRight: 1234567     12.5   60"
);
