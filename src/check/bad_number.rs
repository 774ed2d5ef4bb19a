//! A number with separators, words, or too many digits.

use crate::finding::code;

code!(
    /// A number with separators, words, or too many digits.
    CODE, "V003", "bad-number", Error,
    "Số chỉ gồm chữ số, dấu chấm thập phân (cột number), và dấu trừ; không có dấu phân cách hàng nghìn, không có chữ. Số ước chừng (hơn 60) không phải là số liệu: ghi số đếm được, hoặc để trống.\n\nSai:  1.234.567   12,5   60 người\nĐúng: 1234567     12.5   60",
    "A number is digits, a decimal point (in number columns), a minus sign; no separators, no words. An estimate (over 60) is no figure: write the number counted, or leave the cell empty.\n\nWrong: 1,234,567   12,5   60 people\nRight: 1234567     12.5   60"
);
