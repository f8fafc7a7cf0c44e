"""What a document must not lack before it goes to the signer."""

from .composing import lines_of, recipients_of
from .kinds import LEAVE_PAPER, LETTER_OF_INTRODUCTION
from .markup import last_article
from .models import Draft

_WITHOUT_SUBJECT = (LETTER_OF_INTRODUCTION, LEAVE_PAPER)


def missing_for_signature(draft: Draft) -> list[tuple[str, str]]:
    """Return what is missing: the words for it, and the field of the form to go to."""
    frame = draft.frame
    annexes = list(draft.annexes.all()) if draft.pk else []
    lacking = [
        (draft.kind not in _WITHOUT_SUBJECT and not draft.subject.strip(), "trích yếu", "subject"),
        (frame.authority and not draft.authority_line.strip(), "thẩm quyền ban hành", "authority_line"),
        (frame.addressees == "must" and not lines_of(draft.addressees), "nơi kính gửi", "addressees"),
        *(
            (detail.required and not str(draft.details.get(detail.name, "")).strip(), detail.label.lower(),
             f"detail_{detail.name}")
            for detail in frame.details
        ),
        (frame.body_needed and not draft.body.strip(), "nội dung", "body"),
        (bool(frame.enacting) and bool(draft.body.strip()) and not last_article(draft.body),
         "ít nhất một Điều (viết “Điều 1. …”)", "body"),
        (_has_gap(draft), "chữ thay cho dấu “…” còn để trong nội dung", "body"),
        (len(recipients_of(draft)) < 2 and not frame.recipients, "ít nhất một nơi nhận", "recipients"),
        (bool(draft.series) and not draft.series_title.strip(), "chức danh của người ký trong hội đồng, ban, tổ",
         "series_title"),
        (any(not annex.title.strip() or not annex.body.strip() for annex in annexes), "tên và nội dung của mọi phụ lục",
         "phu-luc"),
        (bool(annexes) and not _points_to_annex(draft),
         "chỉ dẫn về phụ lục trong nội dung (ví dụ: có Phụ lục kèm theo)", "body"),
        (bool(draft.attached_title.strip()) != bool(draft.attached_body.strip()),
         "trích yếu và nội dung của văn bản kèm theo", "attached_body"),
    ]  # fmt: skip
    return [(sentence, field) for missing, sentence, field in lacking if missing]


def _has_gap(draft: Draft) -> bool:
    """The model's own blanks are still there: "Thực hiện …, …"."""
    return any(" …" in text for text in (draft.subject, draft.body))


def _points_to_annex(draft: Draft) -> bool:
    """The text must point to its annexes (Phụ lục I, Phần I, Mục III.1.a)."""
    body = draft.body.casefold()
    return "phụ lục" in body or "kèm theo" in body
