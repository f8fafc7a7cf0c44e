"""Pages of a PDF as pictures, for previews in the browser."""

import io
import threading

import pypdfium2

# PDFium works for one thread of a process at a time; whoever else uses it takes this lock too.
pdfium_lock = threading.RLock()


def page_images(pdf: bytes, scale: float = 1.5) -> list[bytes]:
    """Return every page as PNG; `scale` 1 is 72 dots per inch."""
    with pdfium_lock, _opened(pdf) as document:
        return [_png(document, index, scale) for index in range(len(document))]


def page_image(pdf: bytes, page: int, scale: float = 1.5) -> bytes:
    """Return one page as PNG, the first is 1. Raises IndexError when there is no such page."""
    with pdfium_lock, _opened(pdf) as document:
        if not 1 <= page <= len(document):
            raise IndexError(page)
        return _png(document, page - 1, scale)


def page_count(pdf: bytes) -> int:
    """Return how many pages the file has."""
    with pdfium_lock, pypdfium2.PdfDocument(pdf) as document:
        return len(document)


def _opened(pdf: bytes) -> pypdfium2.PdfDocument:
    """Open a file so that signatures are drawn, which are fields of a form."""
    document = pypdfium2.PdfDocument(pdf)
    document.init_forms()
    return document


def _png(document: pypdfium2.PdfDocument, index: int, scale: float) -> bytes:
    page = document[index]
    bitmap = page.render(scale=scale)
    image = io.BytesIO()
    bitmap.to_pil().convert("RGB").save(image, "PNG", compress_level=3)
    bitmap.close()
    page.close()
    return image.getvalue()
