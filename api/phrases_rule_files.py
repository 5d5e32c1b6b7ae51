"""What is wrong with a rule file, as it is said in English, and the same in Vietnamese."""

from __future__ import annotations

RULE_FILES: dict[str, str] = {
    # the file
    "not TOML: {fault}": "không phải TOML: {fault}",
    "{fault}: expected a folder of rule files": "{fault}: cần một thư mục các tệp quy tắc",
    "expected chains that are not nested beyond all measure": "các chuỗi lồng nhau quá sâu",
    "expected a folder of rule files": "cần một thư mục các tệp quy tắc",
    "expected a text in UTF-8: {fault}": "cần văn bản UTF-8: {fault}",
    "{fault} (dates stand in quotes)": "{fault} (ngày phải đặt trong dấu nháy)",
    "{fault} (dates stand in quotes: {mark})": "{fault} (ngày phải đặt trong dấu nháy: {mark})",
    "{fault} ([[{name}]])": "{fault} ([[{name}]])",
    "{fault} ([[{name}]], not [{near}])": "{fault} ([[{name}]], không phải [{near}])",
    "{fault} (perhaps {near})": "{fault} (có lẽ là {near})",
    # fields and their values
    "expected {wanted}": "cần {wanted}",
    "expected, but missing": "cần có, nhưng đang thiếu",
    "expected inside to": "cần ghi bên trong to",
    "expected types, inside to": "cần types, ghi bên trong to",
    "expected at the top of the file, before the first table": "cần ghi ở đầu tệp, trước bảng đầu tiên",
    "unknown field": "trường này không có trong quy tắc",
    "unknown table [{name}]": "bảng [{name}] không có trong quy tắc",
    "{known} or {known_too}": "{known} hoặc {known_too}",
    "a whole number": "một số nguyên",
    "a table": "một bảng TOML",
    "a list of tables": "danh sách các bảng TOML",
    "a list of texts": "danh sách các chuỗi chữ",
    "expected a table, or several": "cần một bảng TOML, hoặc nhiều bảng",
    "expected a list of conditions": "cần danh sách các điều kiện",
    "expected a list of chains": "cần danh sách các chuỗi bước",
    "expected a chain, a list of at least one step": "cần một chuỗi bước, tức danh sách có ít nhất một bước",
    "expected lower-case words joined by hyphens": "cần các từ viết thường không dấu, nối bằng gạch nối",
    "expected an id that no other rule has": "cần mã không trùng với quy tắc nào khác",
    "expected an id that no other rule has, but {word} has it": (
        "cần mã không trùng với quy tắc nào khác, mà {word} đã có mã này"
    ),
    "the rule {name} that comes with the program": "quy tắc {name} kèm theo chương trình",
    "expected vi and en": "cần có cả vi và en",
    "expected 1 or more": "cần từ 1 trở lên",
    "expected the id of an instrument": "cần mã của một văn bản",
    "expected a word in lower case that no other parameter has": (
        "cần một từ viết thường không dấu, không trùng với tham số nào khác"
    ),
    "expected a name that no option or parameter of the program has": (
        "cần một tên không trùng với tùy chọn hay tham số nào của chương trình"
    ),
    "expected a since or an until that names it": "cần có since hoặc until nêu tên tham số này",
    "expected an indicator that says what it counts": "cần một chỉ tiêu có nói đếm điều gì",
    "expected an indicator that says what it counts, one of {names}": (
        "cần một chỉ tiêu có nói đếm điều gì, là một trong: {names}"
    ),
    "unknown indicator {name}: expected an indicator that says what it counts, one of {names}": (
        "không có chỉ tiêu {name}: cần một chỉ tiêu có nói đếm điều gì, là một trong: {names}"
    ),
    # the pattern
    "expected only where a step, a repetition or an object ends": (
        "chỉ được ghi ở cuối một bước, một đoạn lặp hoặc ở đối tượng"
    ),
    "expected a date": "cần một ngày",
    "expected a date, such as 2016, 2016-02 or 2016-02-29": "cần một ngày, ví dụ 2016, 2016-02 hoặc 2016-02-29",
    "expected a parameter of the rule, or a date (2016, 2016-02, 2016-02-29), or a time before the day asked "
    "(P5Y, P6M, P1Y6M, P2W, P10D, and P0D for that day itself)": (
        "cần một tham số của quy tắc, một ngày (2016, 2016-02, 2016-02-29), hoặc khoảng thời gian trước ngày được hỏi "
        "(P5Y, P6M, P1Y6M, P2W, P10D; P0D là chính ngày đó)"
    ),
    "expected a relation type": "cần một loại quan hệ",
    "expected since or until": "cần since hoặc until",
    "expected least or most": "cần least hoặc most",
    "expected in {name} or in {near}, not in both": "chỉ được ghi ở {name} hoặc ở {near}, không ghi ở cả hai",
    "expected numbers that are finite": "cần số hữu hạn",
    "unknown attribute {name}": "không có thuộc tính {name}",
    "expected a {name}, but it is a {near}": "cần thuộc tính kiểu {name}, mà đây là kiểu {near}",
    "since {name} is after until {near}: expected no later": "since {name} sau until {near}: cần không muộn hơn",
    "least {name} is above most {near}: expected no more": "least {name} lớn hơn most {near}: cần không lớn hơn",
    "repeat {n} to {count}: expected 0 <= least <= most, and 1 <= most <= {most}": (
        "lặp từ {n} đến {count} lần: cần 0 <= least <= most, và 1 <= most <= {most}"
    ),
    "compares the subject with itself": "so sánh chủ thể với chính nó",
    "expected subject, object or an entity's id": "cần subject, object hoặc mã của một thực thể",
    "object is compared with, but the rule has none": "có so sánh với object, nhưng quy tắc không có object",
    "unknown indicator {name}": "không có chỉ tiêu {name}",
    "unknown rule {name}": "không có quy tắc {name}",
    "unknown entity type {name}": "không có loại thực thể {name}",
    "unknown relation type {name}": "không có loại quan hệ {name}",
    "unknown subtype {name}": "không có loại con {name}",
}
