"""What the libraries below say, inside of messages, of files that they cannot read: in English, and in Vietnamese.

What is not here stays in their English.
"""

from __future__ import annotations

LIBRARIES: dict[str, str] = {
    # the operating system
    "No such file or directory": "không có tệp hoặc thư mục này",
    "Permission denied": "không có quyền truy cập",
    "Operation not permitted": "thao tác không được phép",
    "Is a directory": "đây là thư mục",
    "Not a directory": "đây không phải thư mục",
    "No space left on device": "ổ đĩa hết chỗ",
    "Read-only file system": "ổ đĩa chỉ cho đọc",
    "File name too long": "tên tệp quá dài",
    "Input/output error": "lỗi đọc hoặc ghi",
    "[Errno {n}] {fault}: {path}": "[Errno {n}] {fault}: {path}",
    "'utf-8' codec can't decode byte {key} in position {n}: {fault}": "byte {key} ở vị trí {n} không đọc được: {fault}",
    "invalid start byte": "byte đầu không hợp lệ",
    "invalid continuation byte": "byte tiếp theo không hợp lệ",
    # the command line
    "unrecognized arguments: {texts}": "không có tham số này: {texts}",
    "the following arguments are required: {texts}": "thiếu tham số: {texts}",
    "argument {name}: expected one argument": "tham số {name}: cần một giá trị",
    "argument {name}: expected at least one argument": "tham số {name}: cần ít nhất một giá trị",
    "argument {name}: expected {n} arguments": "tham số {name}: cần {n} giá trị",
    "argument {name}: invalid int value: {value}": "tham số {name}: cần một số nguyên, không phải {value}",
    "argument {name}: invalid choice: {value} (choose from {texts})": (
        "tham số {name}: không có lựa chọn {value}; chọn một trong: {texts}"
    ),
    "invalid choice: {value} (choose from {texts})": "không có lệnh {value}; các lệnh: {texts}",
    "argument {name}: ignored explicit argument {value}": "tham số {name}: không nhận giá trị {value}",
    # CSV
    "unexpected end of data": "dữ liệu kết thúc giữa chừng",
    "line contains NUL": "dòng có ký tự NUL",
    "field larger than field limit ({count})": "ô dài quá giới hạn ({count})",
    "{mark} expected after '\"'": "sau dấu nháy kép đóng phải là {mark}",
    "new-line character seen in unquoted field - do you need to open the file with newline=''?": (
        "có ký tự xuống dòng trong ô không có dấu nháy kép"
    ),
    # XML
    "{fault}: line {count}, column {n}": "{fault}: dòng {count}, cột {n}",
    "no element found": "không có nội dung",
    "not well-formed (invalid token)": "XML sai cú pháp",
    "mismatched tag": "thẻ đóng không khớp thẻ mở",
    "unclosed token": "thẻ không đóng",
    "syntax error": "sai cú pháp",
    "duplicate attribute": "thuộc tính lặp lại",
    "junk after document element": "có nội dung thừa ở cuối",
    "undefined entity": "thực thể XML chưa khai báo",
    # JSON
    "{type}, got {other}": "{type}, không phải {other}",
    "expected {type}, got {other}": "cần {type}, không phải {other}",
    "Expected {type}, got {other}": "cần {type}, không phải {other}",
    "Expected {type}, got {other} - at {where}": "cần {type}, không phải {other} - tại {where}",
    "Object contains unknown field {name}": "có trường lạ {name}",
    "Object contains unknown field {name} - at {where}": "có trường lạ {name} - tại {where}",
    "Object missing required field {name}": "thiếu trường bắt buộc {name}",
    "Object missing required field {name} - at {where}": "thiếu trường bắt buộc {name} - tại {where}",
    "Invalid enum value {name}": "giá trị {name} không thuộc các giá trị được nhận",
    "Invalid enum value {name} - at {where}": "giá trị {name} không thuộc các giá trị được nhận - tại {where}",
    "input data was truncated": "dòng kết thúc giữa chừng",
    "Input data was truncated": "nội dung kết thúc giữa chừng",
    "invalid character": "ký tự không hợp lệ",
    "invalid number": "số không hợp lệ",
    "number out of range": "số vượt quá giới hạn",
    "trailing characters": "có ký tự thừa ở cuối",
    "trailing comma in object": "có dấu phẩy thừa ở cuối đối tượng",
    "trailing comma in array": "có dấu phẩy thừa ở cuối danh sách",
    "expected ',' or '}'": "cần ',' hoặc '}'",
    "expected ',' or ']'": "cần ',' hoặc ']'",
    "expected ':'": "cần ':'",
    "expected '\"'": "cần dấu nháy kép",
    "object keys must be strings": "khóa của đối tượng phải là chữ trong dấu nháy kép",
    "invalid escape character in string": "ký tự thoát không hợp lệ trong chuỗi",
    "invalid utf-16 surrogate pair": "cặp thay thế UTF-16 không hợp lệ",
    # TOML
    "{fault} (at line {n}, column {count})": "{fault} (tại dòng {n}, cột {count})",
    "{fault} (at end of document)": "{fault} (ở cuối tệp)",
    "Invalid statement": "câu không hợp lệ",
    "Invalid value": "giá trị không hợp lệ",
    "Invalid date or datetime": "ngày hoặc giờ không hợp lệ",
    "Invalid initial character for a key part": "ký tự đầu của khóa không hợp lệ",
    "Expected newline or end of document after a statement": "sau mỗi câu cần xuống dòng hoặc hết tệp",
    "Expected '=' after a key in a key/value pair": "sau khóa cần dấu '='",
    "Expected ']' at the end of a table declaration": "cuối tên bảng cần ']'",
    "Expected ']]' at the end of an array declaration": "cuối tên danh sách cần ']]'",
    "Cannot overwrite a value": "không được ghi đè một giá trị đã có",
    "Cannot declare {names} twice": "không được khai báo {names} hai lần",
    "Duplicate inline table key {name}": "khóa {name} lặp lại trong bảng",
    "Unclosed array": "danh sách không đóng",
    "Unclosed inline table": "bảng không đóng",
    "Unterminated string": "chuỗi không đóng",
    "Found invalid character {mark}": "có ký tự không hợp lệ {mark}",
    "Illegal character {mark}": "có ký tự không được phép {mark}",
    r"Unescaped '\' in a string": r"có '\' chưa thoát trong chuỗi",
}
