"""What other rooms do that awards must answer."""

from typing import Any

from django.dispatch import receiver

from core.exceptions import Refused
from documents.models import Document
from documents.signals import document_withdrawn

from .models import Decision


@receiver(document_withdrawn)
def keep_the_register_true(sender: type[Document], document: Document, **kwargs: Any) -> None:
    """Refuse to withdraw a decision whose awards stand: they would hang on the wall without a decision."""
    if Decision.objects.filter(document=document, awards__isnull=False).exists():
        raise Refused(
            f"Quyết định {document.code} đã ghi vào sổ khen thưởng nên không thu hồi ở sổ văn bản được. "
            "Việc hủy bỏ khen thưởng phải làm theo Điều 93 của Luật Thi đua, khen thưởng."
        )
    if Decision.objects.filter(document=document, amendments__isnull=False).exists():
        raise Refused(
            f"Quyết định {document.code} đã đổi sổ khen thưởng nên không thu hồi ở sổ văn bản được. "
            "Hãy lập quyết định mới từ trang của quyết định khen thưởng."
        )
