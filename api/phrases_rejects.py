r"""What rows and cells must be, as a load says it in English, and the same in Vietnamese.

`{placeholders}` are what `api.translating` says of them. The Vietnamese follows the word “cần”.
"""

from __future__ import annotations

REJECTS: dict[str, str] = {
    # ids, dates and names
    "the id of an entity: exactly one colon, and none of / ? # , or blanks": (
        "mã thực thể: có đúng một dấu hai chấm, không có / ? # , và khoảng trắng"
    ),
    "an id without / ? # , and blanks": "mã không có / ? # , và khoảng trắng",
    "the id of a source": "mã của một nguồn",
    "the id of a source, without / ? # , and blanks": "mã nguồn, không có / ? # , và khoảng trắng",
    "the id of a rule, {fault}": "mã quy tắc, là {fault}",
    "a date in EDTF, such as 2016-02, 2006/2010, 2020~ or 2011/..": (
        "ngày theo EDTF, ví dụ 2016-02, 2006/2010, 2020~ hoặc 2011/.."
    ),
    "{fault}, or unknown": "{fault}, hoặc unknown",
    "{fault}, without blanks around it": "{fault}, không có khoảng trắng ở hai đầu",
    "{fault}, or a day and a time such as 2019-04-19T17:17": "{fault}, hoặc ngày kèm giờ, ví dụ 2019-04-19T17:17",
    "a date that is not before {name} = {value}": "một ngày không trước {name} = {value}",
    "a period that does not end before it starts": "khoảng thời gian không kết thúc trước khi bắt đầu",
    "one of {names}": "một trong: {names}",
    "one of {count} known names": "một trong {count} tên đã biết",
    "{fault}; near it: {names}": "{fault}; gần đúng: {names}",
    # what a statement must have
    "a text, or nothing at all": "có chữ, hoặc để trống hoàn toàn",
    "a text in at least one of {names}": "có chữ bằng ít nhất một trong các ngôn ngữ {names}",
    "languages among {names}": "ngôn ngữ thuộc {names}",
    "keys that are not blank": "khóa không để trống",
    "names that are not blank": "tên không để trống",
    "flags that are not blank": "cờ không để trống",
    "a subtype, or nothing at all": "một loại con, hoặc để trống hoàn toàn",
    "no value, since the qualifier is some": "để trống giá trị, vì qualifier là some",
    "a number, or the qualifier some": "một số, hoặc qualifier là some",
    "a number that is not beyond all bounds": "một số nằm trong giới hạn cho phép",
    "planned, proposed, requested, intended or expected: an objective is never asserted": (
        "planned, proposed, requested, intended hoặc expected: mục tiêu không bao giờ là điều đã khẳng định"
    ),
    "phases with a value and a time: valid or attested": "mỗi giai đoạn có value và thời gian: valid hoặc attested",
    "parts that end after they start": "phần có điểm cuối sau điểm đầu",
    "passages that end after they start": "đoạn có điểm cuối sau điểm đầu",
    "both a start and an end, or neither": "có cả điểm đầu và điểm cuối, hoặc không có cả hai",
    "an end after the start": "điểm cuối sau điểm đầu",
    "a quotation of 1 to {count} words, here are {n}": "trích dẫn từ 1 đến {count} từ, ở đây có {n}",
    "asserted by: {fault}": "phần ai khẳng định là {fault}",
    # the grammar of cells
    "a text": "chữ",
    "text": "chữ",
    "a number": "một số",
    "true or false": "true hoặc false",
    "a date in EDTF": "ngày theo EDTF",
    "a number with a decimal point and no commas: neither 265.095 nor 265095 is guessed": (
        "một số có dấu thập phân là dấu chấm, không có dấu phẩy: chương trình không đoán là 265.095 hay 265095"
    ),
    "a number without thousands separators and without zeros at its end: 4000, or 4": (
        "một số không có dấu phân cách hàng nghìn, không có số 0 ở cuối phần thập phân: 4000, hoặc 4"
    ),
    "a number, such as 12 or 31.4; words and signs go to verbatim, unit and qualifier": (
        "một số, ví dụ 12 hoặc 31.4; từ ngữ và ký hiệu ghi vào verbatim, unit và qualifier"
    ),
    "at most {count} characters": "không quá {count} ký tự",
    "text without control characters, here is U+{code} at character {n}": (
        "chữ không có ký tự điều khiển, ở đây có U+{code} tại ký tự thứ {n}"
    ),
    "start-end in code points, such as 837-868": "đầu-cuối tính theo điểm mã, ví dụ 837-868",
    r"source start-end | quotation | asserted by (a bar inside is written \|)": (
        r"nguồn đầu-cuối | trích dẫn | ai khẳng định (dấu gạch đứng bên trong viết là \|)"
    ),
    "the id of a source before the first bar, such as s0 837-868 | …": (
        "mã nguồn đứng trước dấu gạch đứng đầu tiên, ví dụ s0 837-868 | …"
    ),
    "start-end | source start-end, such as 6152-6459 | s4 1701-2009": (
        "đầu-cuối | nguồn đầu-cuối, ví dụ 6152-6459 | s4 1701-2009"
    ),
    "kind start-end, such as photo_caption 1371-1486": "loại đầu-cuối, ví dụ photo_caption 1371-1486",
    "each key once": "mỗi khóa chỉ ghi một lần",
    "key = value on each line": "mỗi dòng một cặp khóa = giá trị",
    "each attribute once; {key} has a value already": "mỗi thuộc tính chỉ ghi một lần; {key} đã có giá trị",
    "JSON nested at most {count} deep": "JSON lồng nhau không quá {count} cấp",
    "JSON that is not nested beyond all measure": "JSON không lồng nhau quá nhiều cấp",
    # cells of a spreadsheet
    "a value; the cell holds a formula: paste its value instead": (
        "một giá trị; ô đang chứa công thức: hãy dán giá trị thay cho công thức"
    ),
    "a value; the cell holds an error of the spreadsheet": "một giá trị; ô đang chứa lỗi của bảng tính",
    "the date as text: the cell shows a month or a time, which EDTF writes 2016-02": (
        "ngày ghi dưới dạng chữ: ô đang hiện tháng hoặc giờ, mà tháng theo EDTF viết là 2016-02"
    ),
    "{fault}; the cell holds a {word}: format it as text and type it again": (
        "{fault}; ô đang chứa {word}: hãy định dạng ô là văn bản rồi gõ lại"
    ),
    "number": "số",
    "boolean": "giá trị logic",
    "date": "ngày",
    # headers and columns
    "at most {count} columns, here are {n}": "không quá {count} cột, ở đây có {n}",
    "a column of the table {table}: {fault}": "một cột của bảng {table}: {fault}",
    "each column once": "mỗi cột chỉ ghi một lần",
    "the column {column}, which the table {table} must have": "có cột {column}, cột bắt buộc của bảng {table}",
    "at least one of the columns {names}": "ít nhất một trong các cột {names}",
    "no value where the header names no column": "để trống ở chỗ tiêu đề không có tên cột",
    "a value in the column {column}": "có giá trị ở cột {column}",
    "a value for {key}": "có giá trị cho {key}",
    "a kind, {fault}": "kind là {fault}",
    "a field, {fault}": "tên trường là {fault}",
    "a JSON object with a kind": "đối tượng JSON có trường kind",
    "JSON, at character {n} of the line: {fault}": "JSON hợp lệ, tại ký tự thứ {n} của dòng: {fault}",
}
