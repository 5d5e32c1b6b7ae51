"""The words of a page, in Vietnamese and English. Sentences of answers come from `schema.messages`."""

from __future__ import annotations

from schema.errors import InvalidParameter
from schema.statements import Texts

LANGUAGES = ("vi", "en")


def _both(vi: str, en: str) -> Texts:
    return {"vi": vi, "en": en}


WORDS: dict[str, Texts] = {
    "program": _both("Nhịp Cầu: đồ thị hợp tác qua biên giới", "Nhịp Cầu: a graph of cooperation across borders"),
    # titles and first lines
    "title_everything": _both("Toàn bộ đồ thị", "The whole graph"),
    "title_entity": _both("{name}: các mối quan hệ", "{name}: its relations"),
    "title_path": _both("{start} → {end}: đường nối", "{start} → {end}: paths"),
    "title_gaps": _both("Khoảng trống: {rule}", "Gaps: {rule}"),
    "title_all_gaps": _both("Khoảng trống theo mọi quy tắc", "Gaps under all rules"),
    "drawn": _both(
        "Vẽ {entities} thực thể, {relations} quan hệ", "{entities} entities and {relations} relations are drawn"
    ),
    "as_of": _both("Ngày được hỏi", "As of"),
    "any_time": _both("mọi thời điểm", "any time"),
    "data_version": _both("Phiên bản dữ liệu", "Data version"),
    "found": _both("Có đường nối: {n}", "Paths found: {n}"),
    "no_path": _both("Không có đường nối", "There is no path"),
    "search_limit_reached": _both(
        "Chưa tìm hết: đã hết giới hạn tìm kiếm. Đây không phải là kết luận rằng không có đường nối",
        "The search reached its limit before all was looked at. This does not say that there is no path",
    ),
    "limit_work": _both(
        "Chưa tìm hết vì giới hạn công việc", "Not everything was searched: the limit of work was reached"
    ),
    "limit_time": _both("Chưa tìm hết vì hết thời gian", "Not everything was searched: time ran out"),
    "limit_max_hops": _both("Không tìm các đường nối dài hơn", "Longer paths were not looked for"),
    "limit_paths": _both("Còn đường nối ngắn nhất khác không liệt kê", "There are more shortest paths than are listed"),
    "limit": _both("Giới hạn đã chạm: {code}", "Limit reached: {code}"),
    # what was left out, and other notes
    "left_entities": _both("Không vẽ {n} thực thể khác ở bước {hop}", "{n} more entities at step {hop} are not drawn"),
    "left_relations": _both("Không vẽ {n} quan hệ khác của {name}", "{n} more relations of {name} are not drawn"),
    "left_unread": _both(
        "{n} thực thể có quá nhiều quan hệ: chỉ đọc {limit} quan hệ đầu tiên của mỗi thực thể",
        "{n} entities have too many relations: only the first {limit} of each were read",
    ),
    "left_everything": _both(
        "Chỉ vẽ {shown} trên tổng số {total} thực thể: những thực thể mà nguồn nói nhiều hơn là chúng nằm ở đâu",
        "{shown} of {total} entities are drawn: those of which sources say more than where they lie",
    ),
    "left_too_many_relations": _both("Không vẽ {n} quan hệ khác", "{n} more relations are not drawn"),
    "left_paths": _both("Chỉ trình bày {shown} trên {total} đường nối", "{shown} of {total} paths are shown"),
    "left_gaps": _both(
        "Trình bày {shown} trên {total} kết quả khớp câu hỏi",
        "{shown} of {total} results that fit the question are shown",
    ),
    "left_not_applicable": _both(
        "{n} đối tượng mà quy tắc không áp dụng chỉ có trong bảng",
        "{n} subjects that the rule does not bind are in the table only",
    ),
    "left_witnesses": _both(
        "Không vẽ {n} quan hệ làm chứng khác", "{n} more relations that are witnesses are not drawn"
    ),
    "not_through": _both(
        "Bước thứ hai không đi qua các loại sau, vì mọi thứ đều “nối” qua chúng: {kinds}",
        "The second step does not lead through these, since through them everything is “connected”: {kinds}",
    ),
    "geography": _both(
        "Nét mảnh là trực thuộc, địa lý, chủ đề: những liên hệ này không phải là hợp tác",
        "Thin lines are membership, geography or themes: such links are not cooperation",
    ),
    "link_only": _both(
        "Hình vẽ cho thấy mối liên hệ nêu trong cảnh báo; đó không phải là đường nối",
        "The drawing shows the link that the warning names; it is no path",
    ),
    "edtf": _both(
        "Ngày tháng theo EDTF: a/b là từ a đến b, “..” là không giới hạn, để trống là không rõ, “~” là khoảng chừng",
        "Dates are EDTF: a/b is from a to b, “..” is unbounded, nothing is unknown, “~” is approximately",
    ),
    # the drawing
    "drawing": _both("Hình vẽ", "Drawing"),
    "drawing_of": _both(
        "Hình vẽ: {title}. Toàn bộ nội dung có trong các bảng bên dưới",
        "Drawing: {title}. All of it is in the tables below",
    ),
    "hint": _both(
        "Kéo để di chuyển; bấm vào hình rồi lăn chuột hoặc chụm hai ngón tay để phóng to; bàn phím: mũi tên, [ và ]",
        "Drag to move; click, then use the wheel or pinch to zoom; keyboard: arrows, [ and ]",
    ),
    "details": _both("Chi tiết", "Details"),
    "choose": _both(
        "Chọn một hình hoặc một nét để xem ai nói, nói ở đâu, khi nào",
        "Choose a shape or a line to see who says so, where and when",
    ),
    "zoom_in": _both("Phóng to", "Zoom in"),
    "zoom_out": _both("Thu nhỏ", "Zoom out"),
    "fit": _both("Vừa khung", "Fit"),
    "to_tables": _both("Đến các bảng", "To the tables"),
    "show": _both("Chỉ trên hình: {name}", "Show in the drawing: {name}"),
    "no_script": _both(
        "Hình vẽ cần JavaScript. Các bảng bên dưới có đủ nội dung.",
        "The drawing needs JavaScript. The tables below hold all of it.",
    ),
    "nothing_drawn": _both("Không có gì để vẽ", "There is nothing to draw"),
    "legend": _both("Chú giải", "Legend"),
    "legend_kinds": _both("Hình và màu: loại thực thể", "Shape and colour: kind of entity"),
    "legend_lines": _both("Nét: điều được nói ra sao", "Line: how it is said"),
    "legend_classes": _both("Độ dày: loại quan hệ", "Width: class of relation"),
    "legend_verdicts": _both("Khung: kết luận về từng đối tượng", "Box: the verdict on each subject"),
    "legend_signs": _both("Dấu", "Signs"),
    # tables
    "entities": _both("Thực thể", "Entities"),
    "entities_drawn": _both("Các thực thể trên hình: {n}", "Entities in the drawing: {n}"),
    "relations": _both("Quan hệ", "Relations"),
    "relations_drawn": _both("Các quan hệ trên hình: {n}", "Relations in the drawing: {n}"),
    "about": _both("Về thực thể này", "About this entity"),
    "about_caption": _both("{name}: điều đã biết", "{name}: what is known"),
    "attribute": _both("Mục", "Item"),
    "value": _both("Nội dung", "Content"),
    "aliases": _both("Cách gọi khác", "Also called"),
    "predecessors": _both("Trước đó", "Before"),
    "successors": _both("Nay là", "Today"),
    "observations": _both("Số liệu", "Figures"),
    "note": _both("Ghi chú", "Note"),
    "sources": _both("Ai nói: các nguồn", "Who says so: the sources"),
    "sources_used": _both("Các nguồn của những điều trên trang này: {n}", "Sources of what is on this page: {n}"),
    "paths": _both("Đường nối", "Paths"),
    "path_n": _both("Đường nối {n}: {hops} bước", "Path {n}: {hops} hops"),
    "gaps": _both("Kết luận", "Verdicts"),
    "gaps_listed": _both("Kết luận về từng đối tượng: {n}", "The verdict on each subject: {n}"),
    "groups_listed": _both("Theo nhóm: {n}", "By group: {n}"),
    "counts": _both("Tổng hợp", "In all"),
    "name": _both("Tên", "Name"),
    "other_names": _both("Tên khác", "Other names"),
    "kind": _both("Loại", "Type"),
    "lifetime": _both("Tồn tại", "Lifetime"),
    "unit": _both("Thuộc", "In"),
    "id": _both("Mã", "Id"),
    "step": _both("Bước", "Hop"),
    "from": _both("Từ", "From"),
    "relation": _both("Quan hệ", "Relation"),
    "to": _both("Đến", "To"),
    "class": _both("Loại quan hệ", "Class"),
    "valid": _both("Hiệu lực", "Valid"),
    "attested": _both("Ghi nhận", "Attested"),
    "said": _both("Cách nói", "How said"),
    "holds": _both("Vào ngày được hỏi", "On the day asked"),
    "evidence": _both("Ai nói, ở đâu", "Who says so, where"),
    "title": _both("Nhan đề", "Title"),
    "author": _both("Tác giả", "Author"),
    "genre": _both("Thể loại", "Genre"),
    "content": _both("Nội dung thời điểm", "Content as of"),
    "times": _both("Số lần dẫn", "Quoted"),
    "subject": _both("Đối tượng", "Subject"),
    "object": _both("Với", "With"),
    "verdict": _both("Kết luận", "Verdict"),
    "since": _both("Từ khi", "Since"),
    "last_attested": _both("Ghi nhận lần cuối", "Last attested"),
    "reason": _both("Lý do", "Reason"),
    "rule": _both("Quy tắc", "Rule"),
    "figures": _both("Đối chiếu số liệu", "Reconciled figures"),
    "group": _both("Nhóm", "Group"),
    "total": _both("Tổng", "Total"),
    # parts of cells
    "unsaid": _both("nguồn không nói", "the source does not say"),
    "position": _both("vị trí {start}–{end}", "position {start}–{end}"),
    "asserted_by": _both("theo {name}", "according to {name}"),
    "independent": _both("nguồn độc lập: {n}", "independent sources: {n}"),
    "no_evidence": _both("không dẫn nguồn", "no source given"),
    "also": _both("quan hệ song song: {n}", "parallel relations: {n}"),
    "window": _both("Tất cả các bước chắc chắn đúng: {start} – {end}", "All hops certainly hold: {start} – {end}"),
    "no_window": _both(
        "Không có ngày nào mọi bước chắc chắn cùng đúng", "There is no day on which all hops certainly hold"
    ),
    "unbounded": _both("không rõ giới hạn", "no known bound"),
    "fresh_until": _both(
        "Tin còn mới đến {day}, sau đó chỉ là có thể", "The news is fresh until {day}, merely possible after"
    ),
    "weakest": _both("Yếu nhất là bước {n}: {because}", "The weakest link is hop {n}: {because}"),
    "weakest_alike": _both("Mắt xích yếu nhất: {because}", "The weakest link: {because}"),
    "weakest_here": _both("mắt xích yếu nhất", "weakest link"),
    "sides": _both("Phía nào nêu", "Which side says so"),
    "breaks": _both("Đứt trước hết vào {on}: {because}", "Breaks first on {on}: {because}"),
    "contradicted": _both("các nguồn mâu thuẫn", "sources contradict one another"),
    "reported": _both("báo cáo", "reported"),
    "recorded": _both("ghi nhận theo tên {n}", "recorded by name {n}"),
    "unnamed": _both("không nêu tên {n}", "unnamed {n}"),
    "witnesses": _both("làm chứng: {ids}", "witnesses: {ids}"),
    "no_relation": _both("liên hệ (không có trong dữ liệu của trang)", "link (not among the data of this page)"),
    # what the vocabulary of the program calls things
    "kind_place": _both("Địa bàn", "Place"),
    "kind_actor": _both("Cơ quan, tổ chức, chức danh", "Body, organisation, office"),
    "kind_agreement": _both("Thỏa thuận, cơ chế", "Agreement, mechanism"),
    "kind_event": _both("Sự kiện, đoàn", "Event, delegation"),
    "kind_project": _both("Chương trình, phong trào", "Programme, movement"),
    "kind_instrument": _both("Văn bản", "Legal instrument"),
    "kind_topic": _both("Kênh, lĩnh vực", "Channel, sector"),
    "class_cooperation": _both("hợp tác", "cooperation"),
    "class_activity": _both("hoạt động", "activity"),
    "class_resource": _both("nguồn lực", "resource"),
    "class_normative": _both("văn bản, chỉ đạo", "normative"),
    "class_structural": _both("trực thuộc, địa lý", "structural"),
    "class_thematic": _both("chủ đề, kênh", "thematic"),
    "class_identity": _both("kế tục, đồng nhất", "identity"),
    "modality_asserted": _both("nói là có", "asserted"),
    "modality_planned": _both("kế hoạch", "planned"),
    "modality_proposed": _both("đề xuất", "proposed"),
    "modality_requested": _both("đề nghị", "requested"),
    "modality_intended": _both("dự định", "intended"),
    "modality_expected": _both("dự kiến", "expected"),
    "inference_explicit": _both("nói rõ", "explicit"),
    "inference_implicit": _both("ngụ ý", "implicit"),
    "inference_derived": _both("suy ra", "derived"),
    "inference_background": _both("kiến thức nền", "background"),
    "holds_certain": _both("chắc chắn", "certain"),
    "holds_possible": _both("có thể", "possible"),
    "line_plain": _both("nói là có", "asserted"),
    "line_possible": _both("chỉ có thể đúng vào ngày được hỏi", "merely possible on the day asked"),
    "verdict_covered": _both("có", "covered"),
    "verdict_possible": _both("có thể có", "possible"),
    "verdict_inherited": _both("kế thừa", "inherited"),
    "verdict_planned": _both("mới có kế hoạch", "planned only"),
    "verdict_lapsed": _both("đã hết", "lapsed"),
    "verdict_orphaned": _both("không có đơn vị kế thừa cùng loại", "no successor of its kind"),
    "verdict_stated_absent": _both("nguồn nói là không có", "stated absent"),
    "verdict_not_recorded": _both("chưa có ghi nhận", "not recorded"),
    "verdict_not_applicable": _both("không áp dụng", "not applicable"),
}


class Words:
    """The words of one language."""

    def __init__(self, language: str) -> None:
        """Take a language.

        Raises:
            InvalidParameter: pages are not written in that language.
        """
        if language not in LANGUAGES:
            raise InvalidParameter("lang", language, " or ".join(LANGUAGES))
        self.language = language

    def __call__(self, code: str, /, **values: object) -> str:
        """A word or sentence, its placeholders filled."""
        return WORDS[code][self.language].format(**values)

    def of(self, texts: Texts) -> str:
        """A text in this language, else in Vietnamese, else in any."""
        return texts.get(self.language) or texts.get("vi") or next(iter(texts.values()), "")

    def named(self, family: str, name: str) -> str:
        """What a member of a family (a class, a modality, a verdict) is called; its own name where none is known."""
        known = WORDS.get(f"{family}_{name}")
        return name if known is None else known[self.language]
