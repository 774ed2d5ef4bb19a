//! The texts of the help in Vietnamese. The English ones stand where clap reads them: beside each command and option.

/// What stands below the help of the program.
pub(super) const AFTER: &str = "Trạng thái kết thúc: 0 đều tốt, 1 số liệu sai, 2 không chạy được, 3 `check`: kế hoạch không qua ngưỡng.";

/// What a command is for, by its name.
pub(super) const COMMANDS: &[(&str, &str)] = &[
    ("tiendo", "Đối chiếu hồ sơ của một chương trình công với kế hoạch đã ban hành: đã đạt gì, còn thiếu gì, sẽ đi đến đâu"),
    ("check", "Kiểm tra số liệu và đánh giá kế hoạch: mọi phát hiện, rồi mỗi hoạt động một dòng"),
    ("status", "Trình bày kế hoạch theo thời gian: ai làm, khi nào, đến đâu, đánh giá thế nào"),
    ("coverage", "Cho biết mỗi chỉ tiêu đã đạt được bao nhiêu"),
    ("gaps", "Liệt kê phần còn thiếu: đối tượng nào, kỳ nào, thiếu bao nhiêu, từ bao giờ, việc của ai"),
    ("funds", "Trình bày kinh phí: dự toán, đã chi, còn lại, vượt; chi bình quân và số cần để làm hết phần còn thiếu"),
    ("estimate", "Lập dự thảo dự toán của một năm: việc còn phải làm đến năm đó, tính theo định mức"),
    ("report", "Viết báo cáo của một kỳ: kết quả, phần còn thiếu, kinh phí, nhiệm vụ, chất lượng số liệu"),
    ("restated", "Liệt kê những con số đã báo cáo mà nay sẽ khác, và những dòng làm chúng khác, nếu git cho biết"),
    ("history", "Trình bày diễn biến theo thời gian: mức đạt, đánh giá và phần còn thiếu, mỗi ngày đúng như --as-of ngày ấy"),
    ("units", "Tra cứu đơn vị hành chính theo mã hoặc tên, viết cách nào cũng được: tên gọi, danh mục, tiền thân, kế tục"),
    ("explain", "Giải thích mã của một phát hiện và cách xử lý"),
    ("accept", "Ghi nhận một phần còn thiếu là đã biết và được chấp nhận, kèm lý do: vẫn là thiếu, nhưng ngưỡng kiểm tra không đòi nữa"),
    ("record", "Ghi một dòng vào nhật ký: được kiểm tra như mọi dòng khác, với mã kế tiếp, vào tệp của năm"),
    (
        "fmt",
        "Đưa mọi bảng về một dạng, để thay đổi trong git đúng là điều người ta đã sửa: chữ NFC, dấu xuống dòng thường, cột và dòng theo thứ tự, chỉ đặt ngoặc kép khi cần. Không mất giá trị nào, và tệp không đọc được thì để nguyên",
    ),
    ("rules", "Liệt kê mọi quy tắc: mã, tên, mức độ và nội dung"),
    ("help", "In phần trợ giúp này hoặc trợ giúp của một lệnh"),
];

/// What an argument is, by the command (none: any command that has no line of its own) and the argument's id.
pub(super) const ARGUMENTS: &[(&str, &str, &str)] = &[
    ("", "data", "Thư mục làm việc [mặc định: $TIENDO_DATA, thư mục gần nhất phía trên có tiendo.toml, ./data]"),
    ("", "as_of", "Xem tình hình tính đến ngày này [mặc định: hôm nay]"),
    ("", "plan", "Chỉ kế hoạch này"),
    ("", "period", "Chỉ những kỳ giao với khoảng thời gian này: 2014, 2014-H1, 2014-Q3, 2014-03, 2013..2015"),
    ("", "lang", "Ngôn ngữ của chương trình: vi hoặc en [mặc định: $TIENDO_LANG, ngôn ngữ của thư mục làm việc, en]"),
    ("", "format", "Định dạng kết quả"),
    ("", "output", "Ghi kết quả ra tệp, trọn vẹn hoặc không ghi gì"),
    ("", "width", "Bảng rộng nhất bao nhiêu cột [mặc định: của màn hình, $COLUMNS, nếu không thì 120]"),
    ("", "color", "Khi nào dùng màu"),
    ("", "threads", "Số lõi xử lý được dùng; kết quả như nhau với số lõi bất kỳ [mặc định: tất cả]"),
    ("", "quiet", "Không in gợi ý ra luồng lỗi chuẩn; lỗi vẫn được báo"),
    ("", "help", "In trợ giúp"),
    ("", "version", "In phiên bản"),
    ("check", "fail_on", "Kết thúc với trạng thái 3 khi đánh giá kế hoạch hiện nay ở mức này hoặc kém hơn"),
    ("check", "max_gaps", "Kết thúc với trạng thái 3 khi số trường hợp còn thiếu nhiều hơn mức này"),
    ("check", "strict", "Coi cảnh báo về số liệu là lỗi"),
    ("check", "all", "Đánh giá mọi kỳ, không chỉ những kỳ đang tính"),
    ("check", "brief", "Đánh giá, ngưỡng, điều mới và các con số trong nhiều nhất mười dòng, để gửi thư"),
    ("check", "full", "Mọi phát hiện, dù nhiều đến đâu, theo vị trí"),
    (
        "check",
        "select",
        "Chỉ hiện những mã này, và chỉ chúng mới làm số liệu bị coi là sai: C005, name-disagrees, hoặc phần đầu của mã như C0. Kế hoạch vẫn được đánh giá như thường",
    ),
    ("check", "ignore", "Không hiện những mã này, và không để chúng làm số liệu bị coi là sai"),
    ("check", "statistics", "Cuối kết quả cho biết mỗi mã gặp bao nhiêu lần"),
    ("check", "baseline", "Chỉ báo lỗi về những gì chưa có trong tệp đối chiếu này, và cho biết những gì trong tệp đã hết"),
    ("check", "write_baseline", "Ghi những gì đang sai hôm nay vào tệp đối chiếu, coi là đã biết"),
    ("coverage", "targets", "Chỉ những chỉ tiêu này: hoạt động, hoạt động.chỉ tiêu, kế hoạch/hoạt động.chỉ tiêu"),
    (
        "coverage",
        "by",
        "Tách mức độ đạt theo [mặc định: window]: window, category, agency, subject, hoặc một cấp bất kỳ của units.csv như district, commune; tổng (--sum) còn tách theo year, half, quarter, month, week hoặc một cột của nhật ký",
    ),
    (
        "coverage",
        "sum",
        "Thay cho chỉ tiêu: tổng của một cột số trong nhật ký, trên mọi dòng đúng từ đầu kế hoạch hoặc trong --period; có thể ghi nhiều lần",
    ),
    ("coverage", "compare", "Đặt cạnh cùng số liệu của một kỳ khác, mỗi kỳ xét vào ngày khóa kỳ; cần --period"),
    ("coverage", "all", "Cả những kỳ chưa bắt đầu (CSV và JSON luôn có)"),
    ("coverage", "full", "Mọi dòng, dù bảng dài đến đâu"),
    (
        "coverage",
        "chart",
        "Vẽ biểu đồ (HTML luôn có): các huyện và phần đã làm theo thời gian, hoặc với --by commune hay subject là bản đồ các năm",
    ),
    ("gaps", "targets", "Chỉ những chỉ tiêu này: hoạt động, hoạt động.chỉ tiêu, kế hoạch/hoạt động.chỉ tiêu"),
    ("gaps", "agency", "Chỉ việc của cơ quan này, hoặc của cơ quan trực thuộc"),
    ("gaps", "within", "Chỉ trong đơn vị này và mọi đơn vị bên dưới: mã, hoặc tên có hay không có loại đơn vị"),
    ("gaps", "state", "Chỉ những tình trạng này [mặc định: overdue,exceeded,open]"),
    ("gaps", "due_by", "Chỉ những gì đến hạn vào ngày đó hoặc trước đó"),
    ("gaps", "all", "Trong mọi kỳ đã bắt đầu, không chỉ những kỳ đang tính"),
    ("gaps", "full", "Mỗi đối tượng, mỗi kỳ một dòng, dù bảng dài đến đâu"),
    ("status", "all", "Mọi kỳ, không chỉ những kỳ đang tính"),
    ("status", "chart", "Vẽ các kỳ và thời hạn (HTML luôn có)"),
    ("funds", "by", "Tách số liệu theo"),
    ("estimate", "year", "Năm dương lịch"),
    ("report", "reported", "2016-H1, 2017, 2016-Q3, 2016-03, 2014..2016, theo lịch của kế hoạch"),
    ("report", "data_until", "Số liệu thực đến ngày này; phần còn lại của kỳ ước tính theo nhịp độ hiện nay và để riêng"),
    ("report", "file", "Lưu số liệu của báo cáo đã gửi vào filed/ trong thư mục làm việc; mỗi kỳ chỉ lưu một lần"),
    ("report", "again", "Cùng với --file: lưu lại một kỳ đã lưu"),
    ("report", "full", "Mọi dòng của danh sách còn thiếu, dù dài đến đâu"),
    ("restated", "reported", "Chỉ kỳ này, viết như khi đã lưu: 2016-H1"),
    ("history", "targets", "Chỉ những chỉ tiêu này: hoạt động, hoạt động.chỉ tiêu, kế hoạch/hoạt động.chỉ tiêu"),
    ("history", "every", "Các ngày cách nhau bao lâu"),
    ("history", "chart", "Vẽ mỗi chỉ tiêu một biểu đồ nhỏ (HTML luôn có)"),
    ("units", "query", "Mã, hoặc tên có hay không có loại đơn vị; các đơn vị bên trên có thể viết tiếp sau dấu phẩy"),
    ("units", "on", "Chỉ những đơn vị có vào ngày đó"),
    ("units", "full", "Mọi đơn vị, dù nhiều đến đâu"),
    ("accept", "target", "Chỉ tiêu: hoạt động.chỉ tiêu, hoặc kế hoạch/hoạt động.chỉ tiêu"),
    ("accept", "window", "Nhãn của kỳ, như trong các bảng: 2017, 2017-H1, 2013..2020"),
    ("accept", "subject", "Chỉ đối tượng này: mã của đối tượng [mặc định: mọi đối tượng]"),
    ("accept", "from", "Ngày bắt đầu chấp nhận [mặc định: ngày tính đến]"),
    ("accept", "reason", "Vì sao chấp nhận"),
    ("accept", "basis", "Quyết định hoặc văn bản làm căn cứ"),
    ("accept", "dry_run", "Cho biết sẽ ghi gì, không ghi"),
    ("record", "log", "Nhật ký"),
    (
        "record",
        "fields",
        "Giá trị của các cột: date=2016-03-05 unit=\"Hoa Thám\". Ngày, số, từ và đơn vị viết như thường viết, khi chỉ có thể hiểu một cách",
    ),
    ("record", "file", "Tệp của nhật ký để ghi vào, theo đường dẫn trong thư mục làm việc [mặc định: tệp của năm]"),
    ("record", "batch", "Trên màn hình: hỏi hết dòng này đến dòng khác, cho đến khi để trống"),
    ("record", "dry_run", "Cho biết sẽ ghi gì và điều gì thay đổi, không ghi"),
    ("fmt", "files", "Chỉ những tệp này, theo đường dẫn trong thư mục làm việc"),
    ("fmt", "check", "Không ghi gì; kết thúc với trạng thái 1 khi có tệp ở dạng khác"),
    ("fmt", "diff", "Cho xem những dòng thay đổi, không ghi gì"),
    ("explain", "code", "Mã, chẳng hạn V001, hoặc tên của mã"),
];

/// What a value is called, by its English name.
pub(super) const VALUES: &[(&str, &str)] = &[
    ("CODE", "MÃ"),
    ("CODES", "CÁC MÃ"),
    ("COLUMN=VALUE", "CỘT=GIÁ TRỊ"),
    ("DATE", "NGÀY"),
    ("DIR", "THƯ MỤC"),
    ("FILE", "TỆP"),
    ("FORMAT", "ĐỊNH DẠNG"),
    ("ID", "MÃ"),
    ("LANG", "NGÔN NGỮ"),
    ("LOG.COLUMN", "NHẬT-KÝ.CỘT"),
    ("LOG", "NHẬT KÝ"),
    ("N", "SỐ"),
    ("PERIOD", "KỲ"),
    ("QUERY", "MÃ HOẶC TÊN"),
    ("SPAN", "KHOẢNG"),
    ("STATE", "TÌNH TRẠNG"),
    ("TARGET", "CHỈ TIÊU"),
    ("TEXT", "NỘI DUNG"),
    ("UNIT", "ĐƠN VỊ"),
    ("VERDICT", "ĐÁNH GIÁ"),
    ("WHAT", "TIÊU CHÍ"),
    ("WHEN", "KHI NÀO"),
    ("WINDOW", "KỲ"),
    ("YEAR", "NĂM"),
];

/// What a number must be, by the argument's id and how a mistake names it.
pub(super) const NUMBERS: &[(&str, &str, &str)] = &[
    ("threads", "--threads", "viết một số nguyên từ 1 đến 65535"),
    ("width", "--width", "viết một số nguyên từ 20 đến 65535"),
    ("max_gaps", "--max-gaps", "viết một số nguyên không âm"),
    ("year", "<NĂM>", "viết một năm từ 1 đến 9998"),
];

/// Headings over options, by the English ones.
pub(super) const HEADINGS: &[(&str, &str)] = &[("Options of every command", "Tùy chọn của mọi lệnh")];

/// Words that clap writes itself. The texts around them are Vietnamese: they stand nowhere else.
pub(super) const FIXED: &[(&str, &str)] =
    &[("Usage:", "Cách dùng:"), ("[OPTIONS]", "[TÙY CHỌN]"), ("Options:", "Tùy chọn:"), ("Arguments:", "Đối số:")];
