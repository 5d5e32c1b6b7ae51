"""What files, datasets and the store must be, as a load says it in English, and the same in Vietnamese."""

from __future__ import annotations

LOADS: dict[str, str] = {
    # tables and workbooks
    "tables named {names}; {fault}": "các bảng có tên {names}; {fault}",
    "a table {table}: its header alone is enough": "có bảng {table}: chỉ dòng tiêu đề cũng đủ",
    "a file named after its table ({names}), or a folder of such files": (
        "tệp mang tên của bảng ({names}), hoặc thư mục gồm các tệp như vậy"
    ),
    "sheets named {names} or {readme}; {fault}": "các trang tính có tên {names} hoặc {readme}; {fault}",
    "one sheet {table}": "một trang tính {table} duy nhất",
    "a sheet {table}: its header alone is enough": "có trang tính {table}: chỉ dòng tiêu đề cũng đủ",
    "a header without merged cells": "dòng tiêu đề không có ô gộp",
    "a sheet without merged cells": "trang tính không có ô gộp",
    "cells that are not merged": "ô không bị gộp",
    "UTF-8, here is UTF-16: save as CSV UTF-8": "UTF-8, tệp này là UTF-16: hãy lưu lại dưới dạng CSV UTF-8",
    "UTF-8, which byte {n} of the file is not: save as CSV UTF-8": (
        "UTF-8, mà byte {n} của tệp không phải: hãy lưu lại dưới dạng CSV UTF-8"
    ),
    "UTF-8, which byte {n} of the line is not": "UTF-8, mà byte {n} của dòng không phải",
    "a line of at most {count} bytes": "dòng không quá {count} byte",
    "a header in CSV ({fault})": "dòng tiêu đề dạng CSV ({fault})",
    "quotes that are closed, doubled inside, and stand around a whole cell ({fault})": (
        "dấu nháy kép bao trọn cả ô, có đóng, và viết gấp đôi khi nằm bên trong ({fault})"
    ),
    "{fault}; rows from here on are not read": "{fault}; từ đây trở đi các dòng không được đọc",
    "an XLSX workbook, which this is not": "tệp bảng tính XLSX, mà tệp này không phải",
    "an XLSX workbook without encryption": "tệp bảng tính XLSX không mã hóa",
    "an XLSX workbook without encryption; this is an encrypted or an old one (.xls)": (
        "tệp bảng tính XLSX không mã hóa; tệp này có mật khẩu hoặc thuộc dạng cũ (.xls)"
    ),
    "an XLSX workbook without document type declarations": "tệp bảng tính XLSX không có khai báo kiểu tài liệu",
    "an XLSX workbook: its part {part} is missing or broken": (
        "tệp bảng tính XLSX: phần {part} của tệp bị thiếu hoặc hỏng"
    ),
    "an XLSX workbook: its part {part} is broken ({fault})": (
        "tệp bảng tính XLSX: phần {part} của tệp bị hỏng ({fault})"
    ),
    "an XLSX workbook: it refers to shared text {key}, which it lacks": (
        "tệp bảng tính XLSX: tệp dẫn đến đoạn chữ dùng chung {key} mà không có đoạn đó"
    ),
    "an XLSX workbook, whose rows are numbered 1 to {count}": (
        "tệp bảng tính XLSX, có các dòng đánh số từ 1 đến {count}"
    ),
    "an XLSX workbook of at most {count} columns": "tệp bảng tính XLSX không quá {count} cột",
    "a workbook of at most {count} GB uncompressed, and not packed beyond all measure": (
        "tệp bảng tính không quá {count} GB khi giải nén, và không nén quá mức"
    ),
    # the source of a load, and where things are written
    "a file or folder that exists, or the name of a bundled dataset": (
        "tệp hoặc thư mục đang có, hoặc tên một bộ dữ liệu kèm theo"
    ),
    "a file or folder that exists, or the name of a bundled dataset ({names})": (
        "tệp hoặc thư mục đang có, hoặc tên một bộ dữ liệu kèm theo ({names})"
    ),
    "rows: this would empty the dataset {dataset}, which retract does": (
        "có dòng dữ liệu: nạp tệp này sẽ làm trống bộ dữ liệu {dataset}, việc đó đã có retract"
    ),
    "a folder, a file with one of the endings {names}, or a format": (
        "thư mục, tệp có đuôi là một trong {names}, hoặc định dạng"
    ),
    "CSV tables or JSON Lines, not both": "bảng CSV hoặc JSON Lines, không phải cả hai",
    "CSV tables or JSON Lines in the folder": "bảng CSV hoặc JSON Lines trong thư mục",
    "what can be read ({fault})": "tệp hoặc thư mục đọc được ({fault})",
    "a file that can be written ({fault})": "tệp ghi được ({fault})",
    "small letters a-z, digits and hyphens between them": "chữ thường a-z và chữ số, có thể có gạch nối ở giữa",
    "jsonl, the one that can be written to a stream": "jsonl, định dạng duy nhất ghi được ra màn hình",
    "jsonl, csv or xlsx": "jsonl, csv hoặc xlsx",
    "a path in a folder that exists": "đường dẫn trong một thư mục đã có",
    "a new folder, or one with nothing but tables in it": "thư mục mới, hoặc thư mục chỉ chứa các bảng",
    "a new file, or one to be replaced": "tệp mới, hoặc tệp sẽ được thay thế",
    "what belongs in the cell {column} has more than {count} characters": (
        "nội dung của ô {column} dài hơn {count} ký tự"
    ),
    "{fault}; export JSON Lines instead": "{fault}; hãy xuất ra JSON Lines",
    # what rows say together
    "an id that no other {word} has: it is used in {where} already": (
        "mã không trùng với {word} nào khác: mã này đã dùng ở {where}"
    ),
    "an id that no other {word} has: dataset {dataset} uses it already": (
        "mã không trùng với {word} nào khác: bộ dữ liệu {dataset} đã dùng mã này"
    ),
    "the type {type}, which dataset {dataset} gives this entity, or another id": (
        "loại {type}, là loại mà bộ dữ liệu {dataset} ghi cho thực thể này, hoặc một mã khác"
    ),
    "the id of {word} of this load or of another dataset": (
        "mã của {word} có trong lần nạp này hoặc trong bộ dữ liệu khác"
    ),
    "{fault}; the row that has it was rejected": "{fault}; dòng mang mã này đã bị từ chối",
    "values that can be written as JSON ({fault})": "giá trị ghi được dưới dạng JSON ({fault})",
    "{file}, sheet {sheet}": "{file}, trang tính {sheet}",
    "{file}, row {n}": "{file}, dòng {n}",
    "{file}, sheet {sheet}, row {n}": "{file}, trang tính {sheet}, dòng {n}",
    "sheet {key}": "trang tính {key}",
    "row {n}": "dòng {n}",
    "an entity": "một thực thể",
    "a source": "một nguồn",
    "entity": "thực thể",
    "source": "nguồn",
    "relation": "quan hệ",
    "observation": "số liệu",
    "absence": "điều chưa có",
    "objective": "mục tiêu",
    # warnings, and what other datasets do not allow
    "{relation} from {source} to {target} is not among the pairs of the vocabulary: {fault}, such as {example}": (
        "{relation} từ {source} đến {target} không thuộc các cặp của bộ từ vựng: {fault}, ví dụ {example}"
    ),
    "{id}: {word} is {kept} in dataset {wins} and {given} in dataset {other}; "
    "{again}, which comes first by id, counts": (
        "{id}: {word} là {kept} trong bộ dữ liệu {wins} và {given} trong bộ dữ liệu {other}; "
        "lấy theo {again}, bộ có mã đứng trước"
    ),
    "name vi": "tên tiếng Việt",
    "name en": "tên tiếng Anh",
    "name zh": "tên tiếng Trung",
    "name lo": "tên tiếng Lào",
    "{count} relation": "{count} quan hệ",
    "{count} relations": "{count} quan hệ",
    "{count} reference": "{count} tham chiếu",
    "{count} references": "{count} tham chiếu",
    "{count} more value": "{count} giá trị nữa",
    "{count} more values": "{count} giá trị nữa",
    "{count} statements name no source, the first in {where}": "{count} phát biểu không nêu nguồn, đầu tiên ở {where}",
    "{fault} differ between datasets": "{fault} khác nhau giữa các bộ dữ liệu",
    "dataset {dataset} would lose what other datasets refer to, {fault} in all: {word} {id} of dataset {other} "
    "names {target}, for one. Nothing was changed. Keep it, or change or retract {again} first": (
        "bộ dữ liệu {dataset} sẽ mất những gì bộ dữ liệu khác tham chiếu đến, tất cả {fault}: chẳng hạn {word} {id} "
        "của bộ dữ liệu {other} dẫn đến {target}. Chưa có gì thay đổi. Hãy giữ lại, hoặc sửa hay rút lại {again} trước"
    ),
    "{fault} that stays": "{fault} được giữ lại",
    # the store
    "there is no store yet. Load something first: nhipcau load SOURCE": (
        "chưa có kho dữ liệu. Hãy nạp trước: nhipcau load NGUỒN"
    ),
    "a statement cannot be read ({fault}). See: nhipcau check": (
        "có phát biểu không đọc được ({fault}). Xem: nhipcau check"
    ),
    "there is no folder {path}. Make it first, or name another file": (
        "không có thư mục {path}. Hãy tạo thư mục trước, hoặc chọn tệp khác"
    ),
    "this is not a store but some other file; it was left as it is": (
        "đây không phải kho dữ liệu mà là tệp khác; tệp được giữ nguyên"
    ),
    "this is a database of another program; it was left as it is": (
        "đây là cơ sở dữ liệu của chương trình khác; tệp được giữ nguyên"
    ),
    "the store has format {n}, this program knows format {count}; it was left as it is. {fault}": (
        "kho dữ liệu có định dạng {n}, chương trình này biết định dạng {count}; tệp được giữ nguyên. {fault}"
    ),
    "Use the newer program that wrote it, or load the datasets into a new file": (
        "Hãy dùng chương trình mới hơn đã ghi tệp này, hoặc nạp các bộ dữ liệu vào tệp mới"
    ),
    "Load the datasets into a new file": "Hãy nạp các bộ dữ liệu vào tệp mới",
    "another load is under way; waited {count} seconds. Try again when it is done": (
        "một lần nạp khác đang chạy; đã chờ {count} giây. Hãy thử lại khi lần nạp đó xong"
    ),
    "another load is under way. Try again when it is done": (
        "một lần nạp khác đang chạy. Hãy thử lại khi lần nạp đó xong"
    ),
    "no room is left on the disk; nothing was changed. Make room and try again": (
        "ổ đĩa hết chỗ; chưa có gì thay đổi. Hãy giải phóng chỗ rồi thử lại"
    ),
    "the file or its folder may not be written; nothing was changed": (
        "không được phép ghi vào tệp hoặc thư mục chứa tệp; chưa có gì thay đổi"
    ),
    "the file or its folder cannot be opened; look at the permissions of both": (
        "không mở được tệp hoặc thư mục chứa tệp; hãy xem quyền truy cập của cả hai"
    ),
    "reading or writing failed; nothing was changed. Look at the disk": (
        "đọc hoặc ghi bị lỗi; chưa có gì thay đổi. Hãy kiểm tra ổ đĩa"
    ),
    "the file is damaged. Put a copy in its place, or load the datasets into a new file": (
        "tệp bị hỏng. Hãy thay bằng một bản sao, hoặc nạp các bộ dữ liệu vào tệp mới"
    ),
    "the file is damaged or no store. Put a copy in its place, or name another file": (
        "tệp bị hỏng hoặc không phải kho dữ liệu. Hãy thay bằng một bản sao, hoặc chọn tệp khác"
    ),
}
