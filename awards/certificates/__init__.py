"""Giấy khen and bằng: A4 landscape, one page for each line of a signed decision.

Lines and colours after the former Nghị định 98/2023/NĐ-CP, Điều 104, which no later text has replaced yet: the
office checks its own model and keeps it as a template. The emblem above the motto is the office's own picture
(`awards.emblems`): its drawing is fixed, so nothing nearly like it is drawn here; without one its place stays clear for
paper that carries it. The red flags beside it on a "Chiến sĩ thi đua cơ sở" are ours (`papers.flags`).
"""

from .drawing import draw, render
from .samples import sample
from .words import (
    PARTS,
    Certificate,
    Style,
    awards_of,
    certificate_of,
    certificates_of,
    described,
    emblem_of,
    shaped,
)

__all__ = [
    "Certificate",
    "PARTS",
    "Style",
    "awards_of",
    "certificate_of",
    "certificates_of",
    "described",
    "draw",
    "emblem_of",
    "render",
    "sample",
    "shaped",
]
