"""What the command line says of itself and of what it did: Vietnamese, then English."""

from __future__ import annotations

PHRASES_CLI: dict[str, tuple[str, str]] = {
    # loading
    "reading": ("{source}: đã đọc {rows} dòng", "{source}: {rows} rows read"),
    "applied": ("{dataset}: đã nạp", "{dataset}: loaded"),
    "taken_back": ("{dataset}: đã rút lại", "{dataset}: retracted"),
    "unchanged": ("{dataset}: không có gì thay đổi", "{dataset}: nothing has changed"),
    "dry_run": ("{dataset}: chỉ thử, kho dữ liệu không đổi", "{dataset}: a dry run, the store is as it was"),
    "refused": (
        "{dataset}: không nạp gì, kho dữ liệu không đổi",
        "{dataset}: nothing was loaded, the store is as it was",
    ),
    "changes": (
        "thêm {added}, đổi {changed}, bớt {removed}, giữ {unchanged}, từ chối {rejected}",
        "{added} added, {changed} changed, {removed} removed, {unchanged} kept, {rejected} rejected",
    ),
    "reject": ("cần {expected}", "expected {expected}"),
    "more_rejects": ("… và {count} dòng nữa", "… and {count} more"),
    "written": ("Đã ghi {path}", "Wrote {path}"),
    "exported": ("Đã ghi {count} phát biểu vào {path}", "Wrote {count} statements to {path}"),
    "sheet": ("trang tính {sheet}", "sheet {sheet}"),
    "row": ("dòng {row}", "row {row}"),
    "column": ("cột {column}", "column {column}"),
    # serving
    "port_taken": ("Không mở được {host}:{port}: {reason}", "{host}:{port} cannot be opened: {reason}"),
    "serving": ("Mở trong trình duyệt: {url}", "Open in a browser: {url}"),
    "serving_docs": ("Tài liệu API:         {url}docs", "The API's reference:  {url}docs"),
    "serving_ask": ("Hỏi thử:", "Ask:"),
    "serving_stop": ("Dừng: Ctrl+C", "Stop: Ctrl+C"),
    # the command line
    "help": (
        "Đồ thị tri thức về quan hệ hợp tác qua biên giới: đường nối và độ phủ, có nguồn.",
        "A knowledge graph of cooperation across borders: paths and coverage, with sources.",
    ),
    "help_commands": ("lệnh", "command"),
    "help_store": (
        "kho dữ liệu: đường dẫn tệp (NHIPCAU_STORE; mặc định {default})",
        "the store: path of a file (NHIPCAU_STORE; default {default})",
    ),
    "help_output": ("text: cho người đọc; json: như API", "text: for people; json: as the API has it"),
    "help_lang": ("ngôn ngữ (NHIPCAU_LANG; mặc định vi)", "language (NHIPCAU_LANG; default vi)"),
    "help_rules": (
        "thư mục các tệp quy tắc thêm vào những quy tắc kèm theo (NHIPCAU_RULES)",
        "a folder of rule files, added to the bundled rules (NHIPCAU_RULES)",
    ),
    "help_explain": ("một quy tắc bằng lời", "one rule in words"),
    "help_load": ("nạp dữ liệu", "load datasets"),
    "help_source": (
        "thư mục CSV, tệp XLSX, JSON Lines, hoặc tên một bộ kèm theo",
        "a CSV folder, an XLSX file, JSON Lines, or the name of a bundled dataset",
    ),
    "help_dataset": ("mã của bộ dữ liệu, nếu khác tên tệp", "the dataset's id, if not the name of the file"),
    "help_format": ("định dạng, nếu tên tệp không cho biết", "the format, if the name does not tell"),
    "help_dry_run": ("chỉ kiểm tra, không ghi gì", "check only, write nothing"),
    "help_strict": ("nạp tất cả hoặc không nạp gì", "load all or nothing"),
    "help_rejects": (
        "ghi các dòng bị từ chối vào tệp này (JSON Lines)",
        "write rejected rows to this file (JSON Lines)",
    ),
    "help_retract": ("rút lại một bộ dữ liệu", "take a dataset back"),
    "help_status": ("số liệu chung của kho dữ liệu", "figures of the store"),
    "help_check": ("kiểm tra kho dữ liệu", "verify the store"),
    "help_find": ("tìm theo tên", "search by name"),
    "help_show": ("một thực thể cùng các phát biểu và nguồn", "one entity with its statements and sources"),
    "help_view": ("ghi một trang tương tác", "write an interactive page"),
    "help_view_entity": ("mã hoặc tên; không có thì vẽ toàn bộ", "an id or a name; without one, all is drawn"),
    "help_view_path": ("vẽ đường nối giữa hai bên", "draw how two are connected"),
    "help_view_gaps": ("vẽ các khoảng trống theo một quy tắc", "draw the gaps under a rule"),
    "help_view_more": (
        "Các tùy chọn của path hoặc gaps cũng dùng được cùng --path hoặc --gaps.",
        "Options of path or gaps may be added to --path or --gaps.",
    ),
    "help_out": ("tệp cần ghi", "the file to write"),
    "help_out_stream": (
        "tệp cần ghi; không có hoặc -: ra màn hình",
        "the file to write; without it, or -: standard output",
    ),
    "help_template": ("ghi sổ tính trống để điền", "write an empty workbook to fill in"),
    "help_usage": ("cách dùng:", "usage:"),
    "help_arguments": ("tham số theo thứ tự", "arguments in order"),
    "help_options": ("tùy chọn", "options"),
    "help_help": ("hiện phần trợ giúp này rồi thoát", "show this help and exit"),
    "help_reuse": (
        "tìm các đoạn mà nhiều văn bản có chung, để ghi vào cột shared_passages của bảng nguồn",
        "find the passages that several texts share, for the column shared_passages of the sources",
    ),
    "help_reuse_texts": (
        "tệp văn bản UTF-8, tên tệp là mã nguồn",
        "text files in UTF-8, named by the ids of the sources",
    ),
    "help_reuse_words": ("số từ ít nhất của một đoạn (mặc định 20)", "least words of a passage (default 20)"),
    "help_export": ("ghi toàn bộ các phát biểu", "write all statements"),
    "help_serve": ("mở API và trang web", "serve the API and the pages"),
    "help_host": ("địa chỉ (mặc định {default})", "the address (default {default})"),
    "help_port": (
        "cổng (mặc định {default}; 0: cổng trống bất kỳ)",
        "the port (default {default}; 0: any that is free)",
    ),
    "read_as": ("Chương trình hiểu là:", "The program reads it as:"),
    "nothing_shared": (
        "không có đoạn chung nào dài từ {least} từ trở lên",
        "no passage of {least} words or more is shared",
    ),
    "no_text": ("một tệp văn bản UTF-8", "a text file in UTF-8"),
    "text_twice": ("mỗi mã nguồn một tệp: {id} có hai", "one file for each source: {id} has two"),
    "one_at_a_time": ("chỉ dùng khi nạp một nguồn", "given only where one source is loaded"),
    "out_needed": ("một tệp hoặc thư mục, cho định dạng {format}", "a file or folder, for format {format}"),
    "one_picture": ("một trong: thực thể, --path, --gaps", "one of an entity, --path, --gaps"),
}  # fmt: skip
