"""Contents and issued documents for tests of every room."""

import datetime as dt
from typing import Any

import factory
from factory.django import DjangoModelFactory

from documents.kinds import notation
from documents.models import Document, LegalBasis
from documents.official import OfficialDocument, Paragraph, Signer
from documents.services import issue_document
from units.models import Unit


def content_for(unit: Unit, kind: str = "KH", **fields: Any) -> OfficialDocument:
    """A small content that the unit could issue."""
    superior, own = unit.letterhead
    facts: dict[str, Any] = {
        "kind": kind,
        "symbol": notation(kind, unit.symbol),
        "superior_name": superior,
        "issuer_name": own,
        "place": unit.place,
        "subject": "Công tác thi đua, khen thưởng năm 2026",
        "body": [Paragraph("Các đơn vị căn cứ nội dung này tổ chức thực hiện.")],
        "recipients": ["Như trên;", "Lưu: VT."],
        "signer": Signer([], unit.head_title or "THỦ TRƯỞNG", "Nguyễn Thị Yến"),
    }
    return OfficialDocument(**(facts | fields))


class DocumentFactory(DjangoModelFactory):
    """`DocumentFactory(issuer=unit, kind="QĐ", on=date)`: really issued, with its number and its file."""

    class Meta:
        model = Document

    @classmethod
    def _create(cls, model_class: type[Document], *args: Any, **kwargs: Any) -> Document:
        issuer = kwargs.pop("issuer")
        kind = kwargs.pop("kind", "KH")
        service = {name: kwargs.pop(name) for name in ("actor", "series", "replaces") if name in kwargs}
        on = kwargs.pop("on", dt.date(2026, 1, 5))
        content = kwargs.pop("content", None) or content_for(issuer, kind, **kwargs)
        return issue_document(content=content, issuer=issuer, kind=kind, on=on, **({"actor": None} | service))


class LegalBasisFactory(DjangoModelFactory):
    class Meta:
        model = LegalBasis

    type_name = "Nghị định"
    number = factory.Sequence(lambda n: f"{n + 1}/2099/NĐ-CP")
    issuer_name = "Chính phủ"
    issued_on = dt.date(2024, 1, 1)
    in_force_from = dt.date(2024, 2, 1)
    subject = "Quy định thử"


def clear_bases():
    """Take away the bases that every database begins with."""
    LegalBasis.objects.update(replaced_by=None)
    LegalBasis.objects.all().delete()
