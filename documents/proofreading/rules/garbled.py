"""Broken letters: the text must be restored before anybody reads it word by word."""

from __future__ import annotations

from collections.abc import Iterator

from ..garbled import broken_share, is_garbled, is_garbled_passage
from ..registry import rule
from ..shapes import ERROR, PROSE, WARNING, Flaw, ProofText


@rule("garbled-text")
def garbled_text(text: ProofText) -> Iterator[Flaw]:
    """The letters of the whole text, or of one passage, are broken; the rules that read words are silent there."""
    prose = [passage for passage in text.passages if passage.kind in PROSE]
    if is_garbled(text):
        broken, _, count = broken_share(prose)
        worst = max(prose, key=lambda passage: broken_share([passage])[2])
        message = (
            f"Chữ bị lỗi dấu do quét hoặc sai bảng mã ({round(broken * count)} trên {count} chữ); "
            "hãy khôi phục từng đoạn trước khi soát chính tả."
        )
        yield Flaw(ERROR, message, worst, 0, min(len(worst.text), 80))
        return
    for passage in prose:
        if is_garbled_passage(passage):
            message = "Đoạn này bị lỗi dấu do quét hoặc sai bảng mã; hãy khôi phục rồi soát lại."
            yield Flaw(WARNING, message, passage, 0, len(passage.text))
