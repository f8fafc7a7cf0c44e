"""Official documents as Word files: the layout of Nghị định 30/2020/NĐ-CP that `documents.rendering` prints."""

from .writer import docx

__all__ = ["docx"]
