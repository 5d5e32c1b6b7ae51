"""The words in which rules are told, in Vietnamese and English."""

from __future__ import annotations

LANGS = ("vi", "en")
WORDS: dict[str, tuple[str, str]] = {
    "asked": ("Hỏi về mỗi {thing}{days}.", "Asked is every {thing}{days}."),
    "cases": (
        "Hỏi về ai thuộc một trong {n} trường hợp sau; thuộc một trường hợp là đủ:",
        "Asked is whoever fits one of these {n} cases; one is enough:",
    ),
    "case": ("({number}) mỗi {thing}{days}{conditions}.", "({number}) every {thing}{days}{conditions}."),
    "case_bound": ("; chỉ khi từ đó có thể ({chain}){ends}", "; only if from it you can ({chain}){ends}"),
    "case_unbound": ("; chỉ khi từ đó không thể ({chain}){ends}", "; only if from it you cannot ({chain}){ends}"),
    "asked_from": (", từ {day}", ", from {day} on"),
    "asked_until": (", đến {day}", ", until {day}"),
    "asked_between": (", từ {first} đến {last}", ", from {first} to {last}"),
    "bound": (
        "Chỉ áp dụng nếu từ chủ thể có thể {chain}{ends}.",
        "The rule binds it only if from it you can {chain}{ends}.",
    ),
    "unbound": (
        "Không áp dụng nếu từ chủ thể có thể {chain}{ends}.",
        "The rule does not bind it if from it you can {chain}{ends}.",
    ),
    "ends": (", đến ít nhất {n} nơi khác nhau", ", to at least {n} different ends"),
    "paired": (
        "Hỏi theo cặp, chủ thể với từng nơi đến sau đây: {thing}; đến từ chủ thể bằng cách {chain}.",
        "It is asked in pairs, once for each of these: {thing}; which you come to if from the subject you {chain}.",
    ),
    "needed": ("Cần: từ chủ thể {chain}.", "Needed: from the subject, {chain}."),
    "one": ("Có một nơi đến như vậy là đủ.", "One such end is enough."),
    "many": ("Cần ít nhất {n} nơi đến khác nhau.", "At least {n} different ends are needed."),
    "basis": ("Quy tắc có hiệu lực khi {name} có hiệu lực.", "The rule binds while {name} is in force."),
    "denied": (
        "Lời của nguồn rằng không có theo quy tắc {rules} cũng được tính.",
        "A source's word that there is none under {rules} counts here, too.",
    ),
    "zero": ("Số liệu bằng 0 nghĩa là không có: {labels}.", "A figure of 0 says that there is none: {labels}."),
    "figures": ("Số liệu được đối chiếu: {labels}.", "Figures set beside it: {labels}."),
    "parameters": ("Có thể hỏi kèm tham số: {names}.", "It may be asked with: {names}."),
    "then": ("; rồi ", "; then "),
    "or": (" hoặc ", " or "),
    "step": ("đi theo {labels}{says}{when} đến {thing}", "follow {labels}{says}{when} to {thing}"),
    "says": (" (quan hệ {details})", " (a relation {details})"),
    "either": ("hoặc ({ways})", "either ({ways})"),
    "otherwise": (") hoặc (", ") or ("),
    "maybe_once": ("có thể đi thêm một lần ({chain})", "do once or not at all ({chain})"),
    "maybe": (
        "lặp tối đa {most} lần hoặc không lần nào ({chain})",
        "repeat up to {most} times or not at all ({chain})",
    ),
    "once": ("một lần ({chain})", "do once ({chain})"),
    "exactly": ("lặp đúng {most} lần ({chain})", "repeat exactly {most} times ({chain})"),
    "times": ("lặp từ {least} đến {most} lần ({chain})", "repeat {least} to {most} times ({chain})"),
    "until": (", đến {thing}", ", to {thing}"),
    "also": (
        "đi một đường phụ ({chain}) rồi trở lại chỗ rẽ",
        "take a side way ({chain}) and come back to where it began",
    ),
    "anything": ("bất cứ thực thể nào", "anything"),
    "kind": ("{types} (loại: {kinds})", "{types} (kind: {kinds})"),
    "not_type": ("không thuộc loại {types}", "of another type than {types}"),
    "value": ("có “{name}” là {values}", "with “{name}” {values}"),
    "not_value": ("mà “{name}” không phải là {values}", "of which “{name}” is not {values}"),
    "dated": ("có “{name}”{when}", "with “{name}”{when}"),
    "least": ("có “{name}” từ {least} trở lên", "with “{name}” of {least} or more"),
    "most": ("có “{name}” không quá {most}", "with “{name}” of {most} at most"),
    "sized": ("có “{name}” từ {least} đến {most}", "with “{name}” from {least} to {most}"),
    "is": ("chính là {who}", "namely {who}"),
    "is_not": ("không phải là {who}", "other than {who}"),
    "inside": ("thuộc {who} ở mọi cấp", "inside {who} at any depth"),
    "abroad": ("ở nước khác với {who}", "in another country than {who}"),
    "shares": ("có chung với {who} ít nhất một nơi đến khi đi theo {labels}", "sharing with {who} an end of {labels}"),
    "since": (" vào hoặc sau {day}", " on or after {day}"),
    "before": (" vào hoặc trước {day}", " on or before {day}"),
    "on": (" vào {day}", " on {day}"),
    "in": (" trong {day}", " in {day}"),
    "between": (" từ {first} đến {last}", " between {first} and {last}"),
    "lately": (" trong {span} trước ngày hỏi", " within {span} before the day asked"),
    "long_ago": (" ít nhất {span} trước ngày hỏi", " at least {span} before the day asked"),
    "earlier": ("{span} trước ngày hỏi", "{span} before the day asked"),
    "asked_day": ("chính ngày hỏi", "the day asked itself"),
    "parameter": ("ngày {option} (nếu có)", "the day {option} (where given)"),
    "years": ("{n} năm", "{n} years"),
    "months": ("{n} tháng", "{n} months"),
    "weeks": ("{n} tuần", "{n} weeks"),
    "days": ("{n} ngày", "{n} days"),
    "true": ("đúng", "true"),
    "false": ("sai", "false"),
    "subject": ("chủ thể", "the subject"),
    "object": ("đối tượng của cặp", "the object of the pair"),
}  # fmt: skip


def say(lang: str, code: str, **values: object) -> str:
    """Words in a language."""
    return WORDS[code][LANGS.index(lang)].format(**values)
