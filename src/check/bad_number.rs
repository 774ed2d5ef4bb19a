//! A number with separators, words, or too many digits.

use crate::finding::code;

code!(
    /// A number with separators, words, or too many digits.
    CODE, "V003", "bad-number", Error,
    "Số chỉ gồm chữ số, dấu chấm thập phân (cột number), và dấu trừ; không có dấu phân cách hàng nghìn, không có chữ.\n\nSai:  1.234.567   12,5   hơn 60\nĐúng: 1234567     12.5   60",
    "A number is digits, a decimal point (in number columns), a minus sign; no separators, no words.\n\nWrong: 1,234,567   12,5   over 60\nRight: 1234567     12.5   60"
);
