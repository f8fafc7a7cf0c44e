"""The small inline markup of texts (`**bold**`, `*italic*`), and the mark "./." that closes a document."""

import re
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from core.text import nfc

END_MARK = "./."

_TOKEN = re.compile(r"\\\*|\*\*|\*")
# "./.", "/." and "/. ", also with spaces inside, as typists leave them.
_OLD_END = re.compile(r"[\s\u2060]*(?:\.[\s\u2060]*/[\s\u2060]*\.|/[\s\u2060]*\.)\s*$")
# Numbers of documents ("34-CT/TW", "289/KH-UBND") and dates stay on one line.
_UNBROKEN = re.compile(r"(?<![\w/-])\d+(?:/\d+)?[/-][^\W_][\w-]*(?:/[\w-]+)*(?![\w/])")
_LONGEST = 40
# The closing mark and the word before it, of a word without end its last letters.
_GLUED_END = re.compile(rf"\S{{1,{_LONGEST - 3}}}\./\.$")


@dataclass(frozen=True)
class Run:
    """A stretch of text in one style."""

    text: str
    bold: bool = False
    italic: bool = False


def parse(text: str) -> list[Run]:
    """Split a text into runs. Stars without a partner, or between spaces, are printed as they are."""
    text = nfc(text)
    pieces = _pieces(text)
    _cancel_unpaired(pieces)
    runs: list[Run] = []
    bold = italic = False
    for kind, value in pieces:
        if kind == "**":
            bold = not bold
        elif kind == "*":
            italic = not italic
        elif runs and (runs[-1].bold, runs[-1].italic) == (bold, italic):
            runs[-1] = Run(runs[-1].text + value, bold, italic)
        else:
            runs.append(Run(value, bold, italic))
    return runs


def _pieces(text: str) -> list[tuple[str, str]]:
    pieces, position = [], 0
    for match in _TOKEN.finditer(text):
        if match.start() > position:
            pieces.append(("text", text[position : match.start()]))
        token = match.group()
        before, after = text[: match.start()][-1:], text[match.end() :][:1]
        if token == r"\*":
            pieces.append(("text", "*"))
        elif (before.strip() or after.strip()) and after != "*":
            pieces.append((token, token))
        else:  # a star between spaces is a star
            pieces.append(("text", token))
        position = match.end()
    if position < len(text):
        pieces.append(("text", text[position:]))
    return pieces


def _cancel_unpaired(pieces: list[tuple[str, str]]) -> None:
    for token in ("**", "*"):
        places = [index for index, (kind, _) in enumerate(pieces) if kind == token]
        if len(places) % 2:
            pieces[places[-1]] = ("text", token)


def plain(text: str) -> str:
    """Return the text without its markup."""
    return "".join(run.text for run in parse(text))


def literal(text: str) -> str:
    """Return the text so that none of its stars is read as markup."""
    return text.replace("*", r"\*")


def with_end_mark(text: str) -> str:
    """Return the text closed by exactly one "./.", glued to its last word.

    A full stop, comma or semicolon at the end gives way to it; a mark that is there already is not doubled.
    Source: Phụ lục III, every model.
    """
    text = text.rstrip()
    closing = re.search(r"(?<![\s*\\])\*{1,2}$", text)  # markup that closes at the very end stays outside
    tail = closing.group() if closing and text.replace(r"\*", "").count(closing.group()) % 2 == 0 else ""
    body = text[: len(text) - len(tail)] if tail else text
    bare = _OLD_END.sub("", body).rstrip()
    if bare == body and bare.endswith((".", ",", ";")):
        bare = bare[:-1].rstrip()
    if not bare:
        return END_MARK
    return f"{bare}{END_MARK}{tail}"


def html(text: str) -> SafeString:
    """Return the text as HTML: escaped, styled, document numbers and the closing mark kept on one line."""
    return mark_safe("".join(_run_html(run) for run in parse(text)))  # every part is escaped


def _run_html(run: Run) -> str:
    content = "<br>".join(_unbroken(line) for line in run.text.split("\n"))
    if run.bold:
        content = f"<b>{content}</b>"
    if run.italic:
        content = f"<i>{content}</i>"
    return content


def visible(content: str) -> str:
    """Return the HTML of a line without what only keeps numbers together: what its width is measured by."""
    return content.replace('<span class="unbroken">', "").replace("</span>", "")


def _unbroken(line: str) -> str:
    return "".join(
        f'<span class="unbroken">{escape(text)}</span>' if kept else escape(text) for text, kept in stretches(line)
    )


def stretches(line: str) -> list[tuple[str, bool]]:
    """Part a line into stretches; True marks those that no line may break: numbers of documents, the closing mark."""
    parts: list[tuple[str, bool]] = []
    position = 0
    tail = _GLUED_END.search(line)
    spans = [match.span() for match in _UNBROKEN.finditer(line) if not tail or match.end() <= tail.start()]
    spans = [(start, end) for start, end in spans if end - start <= _LONGEST]  # what fills a line must break
    if tail:
        spans.append(tail.span())
    for start, end in spans:
        parts += [(line[position:start], False), (line[start:end], True)]
        position = end
    parts.append((line[position:], False))
    return [(text, kept) for text, kept in parts if text]
