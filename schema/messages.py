"""The catalogue of messages: every sentence that an answer may say, in Vietnamese and English.

Placeholders are filled by `say`; names are put in as they are, and rendered as text, never as markup.
"""

from __future__ import annotations

from schema.statements import Texts

CATALOGUE: dict[str, Texts] = {
    # warnings
    "only_planned": {
        "vi": "Chỉ có liên hệ theo kế hoạch, đề xuất hoặc dự kiến, chưa thực hiện: {link}",
        "en": "The only link is planned, proposed or intended, not realised: {link}",
    },
    "structural_link_only": {
        "vi": "Chỉ có liên hệ trực thuộc hoặc chỉ đạo, không phải hợp tác: {link}",
        "en": "The only link is membership or subordination, not cooperation: {link}",
    },
    "thematic_link_only": {
        "vi": "Chỉ cùng lĩnh vực hoặc cùng kênh, không phải hợp tác: {link}",
        "en": "The only link is a shared sector or channel, not cooperation: {link}",
    },
    "geographic_link_only": {
        "vi": "Chỉ có liên hệ địa lý, không phải hợp tác: {link}",
        "en": "The only link is geography, not cooperation: {link}",
    },
    "through_stones": {
        "vi": "Chỉ cùng có quan hệ với một nơi ở giữa, mà nơi ấy tự nó không nối hai bên: {link}",
        "en": "Both only have relations with a place between them, which by itself connects nobody: {link}",
    },
    "only_possible": {
        "vi": "Không có đường nối nào chắc chắn vào ngày này; chỉ có thể, vì ngày tháng chưa rõ hoặc thông tin đã cũ",
        "en": "No path is certain on this day; these are possible, because dates are uncertain or the news is old",
    },
    "never_together": {
        "vi": "Không có ngày nào mà mọi mắt xích của một đường nối chắc chắn cùng tồn tại",
        "en": "There is no day on which all hops of a path certainly hold together",
    },
    "entity_not_in_force": {
        "vi": "{name} không tồn tại vào ngày được hỏi ({lifetime})",
        "en": "{name} did not exist on the day asked ({lifetime})",
    },
    "contradicted": {
        "vi": "Các nguồn mâu thuẫn về {name}: có nguồn nói là có, có nguồn nói là không",
        "en": "Sources contradict one another about {name}: one says that there is, another that there is none",
    },
    "also_named": {
        "vi": "“{text}” được hiểu là {name}; cũng có thể là: {others}",
        "en": "“{text}” is taken as {name}; it may also be: {others}",
    },
    "attribute_conflict": {
        "vi": "Các bộ dữ liệu ghi khác nhau về {attribute}; lấy theo bộ có mã đứng trước: {values}",
        "en": "Datasets differ on {attribute}; the one whose id comes first is shown: {values}",
    },
    # what breaks a path
    "entity_ends": {"vi": "{name} không còn từ ngày này", "en": "{name} no longer exists from this day on"},
    "relation_ends": {"vi": "quan hệ hết hạn theo nguồn", "en": "the relation ends, as its source says"},
    # who says what crosses a border
    "sides_one": {"vi": "chỉ phía {asserted} nêu", "en": "said by {asserted}'s side only"},
    "sides_both": {"vi": "cả hai phía đều nêu", "en": "said by both sides"},
    "sides_neither": {"vi": "không phía nào trong hai phía nêu", "en": "said by neither side"},
    # which sources are one
    "copies": {
        "vi": "{sources}: cùng một đoạn văn, tính là một nguồn",
        "en": "{sources}: the same passage, counted as one source",
    },
    # what is weak about the weakest link of a path
    "all_firm": {"vi": "mọi mắt xích vững như nhau", "en": "all hops are equally firm"},
    "all_alike": {"vi": "mọi mắt xích đều như nhau: {reasons}", "en": "all hops are alike: {reasons}"},
    "weak_planned": {"vi": "mới là kế hoạch", "en": "only planned"},
    "weak_proposed": {"vi": "mới là đề xuất", "en": "only proposed"},
    "weak_requested": {"vi": "mới là đề nghị", "en": "only requested"},
    "weak_intended": {"vi": "mới là dự định", "en": "only intended"},
    "weak_expected": {"vi": "mới là dự kiến", "en": "only expected"},
    "weak_possible": {"vi": "vào ngày được hỏi chỉ là có thể", "en": "merely possible on the day asked"},
    "weak_background": {"vi": "là kiến thức nền, nguồn không nêu", "en": "background knowledge, said by no source"},
    "weak_derived": {"vi": "suy ra từ điều nguồn nêu", "en": "derived from what its source says"},
    "weak_implicit": {"vi": "nguồn chỉ hàm ý", "en": "only implied by its source"},
    "weak_part": {"vi": "chỉ dựa vào {parts}", "en": "its only evidence: {parts}"},
    "weak_unsourced": {"vi": "không dẫn nguồn nào", "en": "no source is given"},
    "weak_sources": {
        "vi": "ít nguồn độc lập hơn mắt xích khác ({count})",
        "en": "fewer independent sources than another hop ({count})",
    },
    "weak_news": {"vi": "tin cũ nhất ({date})", "en": "the oldest news ({date})"},
    "weak_undated": {"vi": "không rõ lần ghi nhận cuối", "en": "not known when it was last attested"},
    # reasons of verdicts
    "covered": {"vi": "có: {witness}", "en": "there is: {witness}"},
    "possible_uncertain": {
        "vi": "có thể có, tùy ngày tháng chưa xác định: {witness}",
        "en": "possible, depending on dates that are uncertain: {witness}",
    },
    "possible_aged": {
        "vi": "có thể còn, nhưng tin đã cũ (lần cuối {last_attested}): {witness}",
        "en": "possible, but the news is old (last attested {last_attested}): {witness}",
    },
    "inherited": {
        "vi": "kế thừa qua đơn vị trước hoặc đơn vị kế tục: {witness}",
        "en": "inherited through a predecessor or successor: {witness}",
    },
    "orphaned": {
        "vi": "{former} có, nhưng không còn từ ngày {on}, và không có đơn vị cùng loại ({kind}) kế tục: {witness}",
        "en": "{former} had it, is gone since {on}, and no unit of its kind ({kind}) took over: {witness}",
    },
    "in_part": {"vi": "một phần", "en": "in part"},
    "planned": {
        "vi": "mới chỉ là kế hoạch, đề xuất hoặc dự kiến: {witness}",
        "en": "only planned, proposed or intended: {witness}",
    },
    "lapsed": {"vi": "đã có nhưng hết từ {on}: {witness}", "en": "there was, but no longer from {on} on: {witness}"},
    "stated_absent": {
        "vi": "nguồn {sources} nói là không có (thời điểm {age}): {text}",
        "en": "source {sources} says that there is none (as of {age}): {text}",
    },
    "stated_absent_before": {
        "vi": "nguồn {sources} nói là chưa có (thời điểm {age}), tức trước đó cũng không: {text}",
        "en": "source {sources} says that there is none yet (as of {age}), hence none before either: {text}",
    },
    "years_before": {"vi": "{years} năm trước ngày hỏi", "en": "{years} years before the day asked"},
    "a_year_before": {"vi": "1 năm trước ngày hỏi", "en": "a year before the day asked"},
    "less_than_a_year_before": {
        "vi": "trong vòng một năm trước ngày hỏi",
        "en": "within a year before the day asked",
    },
    "after_the_day": {"vi": "sau ngày hỏi", "en": "after the day asked"},
    "at_some_time": {"vi": "không rõ", "en": "a time that is not said"},
    "not_recorded": {
        "vi": "không có ghi nhận nào, cũng không có nguồn nào nói là không có",
        "en": "nothing is recorded, and no source says that there is none",
    },
    "not_recorded_reported": {
        "vi": "có số liệu báo cáo nhưng không nêu tên: {figures}",
        "en": "reported, none named: {figures}",
    },
    "not_recorded_few": {
        "vi": "mới ghi nhận {found} trong ít nhất {least} điều cần có: {names}",
        "en": "recorded {found} of at least {least} that are needed: {names}",
    },
    "unknown_reference": {
        "vi": "quy tắc {rule} nhắc đến điều mà dữ liệu không có: {ids}",
        "en": "rule {rule} refers to what the data does not have: {ids}",
    },
    "not_recorded_then": {
        "vi": "không có ghi nhận nào có giá trị vào ngày được hỏi: điều đã ghi nhận thuộc thời gian khác hoặc "
        "chưa thực hiện",
        "en": "nothing is recorded that counts on the day asked: what there is, is of another time, or not realised",
    },
    "not_applicable_not_yet": {
        "vi": "quy tắc không áp dụng: chủ thể hoặc đối tượng chưa có vào ngày được hỏi",
        "en": "the rule does not bind: what is asked about did not exist yet on the day",
    },
    "not_applicable_no_longer": {
        "vi": "quy tắc không áp dụng: chủ thể hoặc đối tượng không còn tồn tại vào ngày được hỏi",
        "en": "the rule does not bind: what is asked about no longer existed on the day",
    },
    "not_applicable_became": {
        "vi": "quy tắc không áp dụng: {name} không còn tồn tại vào ngày được hỏi, khi ấy là {heirs}",
        "en": "the rule does not bind: {name} no longer existed on the day, and had become {heirs}",
    },
    "not_applicable_basis": {
        "vi": "quy tắc không áp dụng: văn bản làm căn cứ không có hiệu lực vào ngày được hỏi",
        "en": "the rule does not bind: its legal basis was not in force on the day",
    },
    "not_applicable_condition": {
        "vi": "quy tắc không áp dụng: vào ngày được hỏi chủ thể không thỏa điều kiện của quy tắc",
        "en": "the rule does not bind: its condition does not hold for the subject on the day",
    },
    # what a matrix can be asked
    "matrix_two_sides": {"vi": "một chiều khác với rows", "en": "another dimension than that of rows"},
    "matrix_pair_rule": {
        "vi": "một quy tắc về cặp (chủ thể, đối tượng) có hai bên là các chiều của ma trận: {rules}",
        "en": "a rule about pairs (subject, object) that are dimensions of a matrix: {rules}",
    },
    "matrix_rule_sides": {
        "vi": "{rows} × {cols} (hoặc ngược lại), là chủ thể và đối tượng của quy tắc",
        "en": "{rows} × {cols} (or the other way round), the subject and the object of the rule",
    },
    "matrix_rule_alone": {
        "vi": "không có giá trị nào khác mặc định khi hỏi theo quy tắc",
        "en": "no value but the default where a rule is asked",
    },
}


def number_text(value: float, lang: str) -> str:
    """A number as it is written in a language: with a decimal comma in Vietnamese, where a point parts thousands."""
    return f"{value}".replace(".", ",") if lang == "vi" else f"{value}"


def say(code: str, **values: object) -> Texts:
    """A message in both languages. Values that are `Texts` are put in by language."""
    return {
        language: template.format(**{k: v[language] if isinstance(v, dict) else v for k, v in values.items()})
        for language, template in CATALOGUE[code].items()
    }
