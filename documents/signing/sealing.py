"""Adding one PAdES signature to a PDF as an incremental update: the bytes before it never change.

PAdES B-B; B-T with a time stamp when SIGNING_TSA_URL names an authority; B-LT when SIGNING_FETCH also lets the
machine fetch what proves the certificates. Pictures go into the appearance as images, words as an imported page
with its fonts inside, as PDF/A-3 needs.
"""

import io
import tempfile
from pathlib import Path

from aiohttp import ClientError
from django.conf import settings
from django.utils.html import escape
from PIL import Image
from pyhanko.pdf_utils.content import ImportedPdfPage, PdfContent
from pyhanko.pdf_utils.images import PdfImage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, InnerScaling, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer
from pyhanko.sign.timestamps import HTTPTimeStamper, TimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko.stamp import StaticStampStyle

from core.exceptions import Refused

from ..rendering import render_text_line
from .placing import MM, Place
from .trust import trust_roots, validation_context


def add_signature(
    pdf: bytes,
    *,
    signer: Signer,
    field: str,
    label: str,
    place: Place | None = None,
    picture: Image.Image | None = None,
    words: str = "",
) -> bytes:
    """Return the PDF with one more signature; visible when there is a place and a picture or words for it.

    Raises Refused when the key cannot sign, or the time stamp authority does not answer.
    """
    box = place.box if place and (picture or words) else None
    spec = SigFieldSpec(field, on_page=place.page if place and box else 0, box=box, readable_field_name=label)
    stamper = _time_stamper()
    long_term = bool(stamper and settings.SIGNING_FETCH and trust_roots())
    details = PdfSignatureMetadata(
        field_name=field,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        embed_validation_info=long_term,
        validation_context=validation_context() if long_term else None,
    )
    with tempfile.TemporaryDirectory(prefix="ky-") as folder:
        style = StaticStampStyle(
            border_width=0,
            background=_appearance(place, picture, words, Path(folder)) if place and box else None,
            background_layout=_filling(words),
            background_opacity=1.0,
        )
        tool = PdfSigner(details, signer=signer, timestamper=stamper, stamp_style=style, new_field_spec=spec)
        try:
            signed = tool.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)))
        except (TimestampRequestError, ClientError, TimeoutError):
            raise Refused("Máy chủ cấp dấu thời gian không trả lời. Hãy thử lại sau ít phút.") from None
        except (SigningError, PdfError, ValueError) as error:
            raise Refused("Không ký được văn bản bằng khóa này. Hãy kiểm tra hạn và loại chứng thư số.") from error
    return bytes(signed.getvalue())


def _time_stamper() -> TimeStamper | None:
    return HTTPTimeStamper(settings.SIGNING_TSA_URL, timeout=10) if settings.SIGNING_TSA_URL else None


def _appearance(place: Place, picture: Image.Image | None, words: str, folder: Path) -> PdfContent:
    if picture is not None:
        ratio = picture.height / picture.width
        return PdfImage(picture, box=BoxConstraints(width=100, height=round(100 * ratio, 3)))
    file = folder / "words.pdf"
    file.write_bytes(render_text_line(escape(words), width_mm=place.width / MM, height_mm=place.height / MM))
    return ImportedPdfPage(str(file))


def _filling(words: str) -> SimpleBoxLayoutRule:
    return SimpleBoxLayoutRule(
        x_align=AxisAlignment.ALIGN_MAX if words else AxisAlignment.ALIGN_MID,
        y_align=AxisAlignment.ALIGN_MID,
        margins=Margins.uniform(0),
        inner_content_scaling=InnerScaling.STRETCH_TO_FIT,
    )
