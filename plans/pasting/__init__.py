"""What somebody pastes from Word, LibreOffice, Google Docs or a web page: its structure kept, its looks dropped."""

from .content import Pasted, read_pasted

__all__ = ["Pasted", "read_pasted"]
