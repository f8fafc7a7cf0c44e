"""Pages of certificates: templates of an office, test prints, the golden book, certificates issued again."""

from base64 import b64encode
from io import BytesIO

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.dates import today
from core.exceptions import Refused
from core.forms import ReasonForm
from core.http import require, send_file
from documents.previews import page_image
from units.models import Unit

from .. import certificates, emblems
from .. import permissions_afterwards as may
from ..forms.certificates import EmblemForm, NumberingForm, TemplateForm
from ..models import Award, CertificateTemplate, Emblem, GoldenBook
from ..services import golden
from ..services.certificates import drop_emblem, keep_emblem, save_template


def _office(request: HttpRequest, pk: int, *, keeps: bool = False) -> Unit:
    office = get_object_or_404(Unit, pk=pk)
    require((may.can_keep_fund if keeps else may.can_see_fund)(request.user, office))
    return office


@require_safe
def certificate_office(request: HttpRequest) -> HttpResponse:
    """The offices whose templates the user may see; one alone opens at once."""
    require(may.can_see_offices(request.user))
    offices = may.offices_of(request.user)
    if len(offices) == 1:
        return redirect("awards:certificate_templates", offices[0].pk)
    return render(request, "awards/certificate_offices.html", {"offices": offices})


@require_safe
def certificate_templates(request: HttpRequest, unit: int) -> HttpResponse:
    """The templates of an office, its emblem, and how its golden book is numbered."""
    return _templates(request, _office(request, unit))


def _templates(request: HttpRequest, office: Unit, emblem_form: EmblemForm | None = None) -> HttpResponse:
    rows = CertificateTemplate.objects.filter(unit=office).select_related("award_type")
    emblem = Emblem.objects.filter(unit=office).first()
    context = {
        "office": office,
        "templates": [(row, certificates.described(row.shifts)) for row in rows],
        "may_keep": may.can_keep_fund(request.user, office),
        "numbering": GoldenBook.Numbering(golden.numbering_of(office)).label,
        "numbering_form": NumberingForm(initial={"numbering": golden.numbering_of(office)}),
        "form": emblem_form or EmblemForm(),
        "emblem": emblem,
        "emblem_picture": emblems.address(emblem.sha256) if emblem else "",
    }
    return render(request, "awards/certificate_templates.html", context)


@require_http_methods(["GET", "POST"])
def certificate_template_edit(request: HttpRequest, unit: int, pk: int | None = None) -> HttpResponse:
    """A template, new or changed."""
    office = _office(request, unit, keeps=True)
    own = CertificateTemplate.objects.filter(unit=office)
    row = get_object_or_404(own, pk=pk) if pk else CertificateTemplate(unit=office)
    form = TemplateForm(request.POST or None, instance=row, unit=office)
    trying = "xem" in request.POST
    long = "dai" in request.POST
    if request.method == "POST" and form.is_valid() and not trying:
        saved = save_template(actor=request.user, template=form.template())
        messages.success(request, "Đã lưu mẫu. Hãy in thử một trang rồi so với phôi.")
        return redirect("awards:certificate_template_edit", office.pk, saved.pk)
    shown = form.template() if form.is_bound and form.is_valid() else None if form.is_bound else row
    context = {
        "form": form, "office": office, "template": row, "long": long, "title": str(row) if row.pk else "Mẫu mới",
        "picture": _picture(office, shown, long=long) if shown else "",
    }  # fmt: skip
    return render(request, "awards/certificate_form.html", context)


def _picture(office: Unit, template: CertificateTemplate, *, long: bool) -> str:
    """The test print as a picture that stands in the page."""
    pdf = certificates.draw([certificates.sample(office, template, today(), long=long)], grid=True)
    return b64encode(page_image(pdf, 1, 0.9)).decode()


@require_safe
def certificate_test(request: HttpRequest, unit: int, pk: int) -> FileResponse:
    """One page with made-up words and a ruler of millimetres, to lay on the paper."""
    office = _office(request, unit)
    row = get_object_or_404(CertificateTemplate.objects.filter(unit=office), pk=pk)
    long = request.GET.get("ten") == "dai"
    pdf = certificates.draw([certificates.sample(office, row, today(), long=long)], grid=True)
    return send_file(BytesIO(pdf), name="in-thu.pdf", content_type="application/pdf", inline=True)


@require_POST
def emblem_keep(request: HttpRequest, unit: int) -> HttpResponse:
    """Upload the picture above the motto; what is wrong with it is said at the form."""
    office = _office(request, unit, keeps=True)
    form = EmblemForm(request.POST, request.FILES)
    if not form.is_valid():
        return _templates(request, office, form)
    try:
        keep_emblem(actor=request.user, unit=office, file=form.cleaned_data["file"])
    except Refused as error:
        form.add_error("file", str(error))
        return _templates(request, office, form)
    messages.success(request, "Đã lưu hình. Hãy xem trang in thử của một mẫu.")
    return redirect("awards:certificate_templates", office.pk)


@require_POST
def emblem_drop(request: HttpRequest, unit: int) -> HttpResponse:
    """Print without a picture again."""
    office = _office(request, unit, keeps=True)
    drop_emblem(actor=request.user, unit=office)
    messages.success(request, "Đã bỏ hình; chỗ trên Quốc hiệu để trống.")
    return redirect("awards:certificate_templates", office.pk)


@require_POST
def golden_numbering(request: HttpRequest, unit: int) -> HttpResponse:
    """Choose how the golden book is numbered."""
    office = _office(request, unit, keeps=True)
    golden.set_numbering(actor=request.user, unit=office, numbering=request.POST.get("numbering", ""))
    messages.success(request, "Đã đổi cách đánh số sổ vàng; áp dụng từ quyết định ký tiếp theo.")
    return redirect("awards:certificate_templates", office.pk)


@require_POST
def certificate_reissue(request: HttpRequest, pk: int) -> HttpResponse:
    """Issue the certificate of an award again, with its reason."""
    rows = Award.objects.visible_to(request.user).select_related("decision__round__unit", "award_type")
    award = get_object_or_404(rows, pk=pk)
    require(may.can_reissue(request.user, award), "Kết quả này không cấp lại giấy được.")
    form = ReasonForm(request.POST)
    if not form.is_valid():
        raise Refused("Hãy ghi lý do cấp lại.")
    row = golden.reissue(actor=request.user, award=award, reason=form.cleaned_data["reason"])
    messages.success(request, f"Đã cấp lại giấy số {row.code} cho {award.nominee_name}. Bấm vào tên để in.")
    assert award.decision is not None
    return redirect(award.decision)
