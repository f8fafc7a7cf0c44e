"""Whether what a file has more than an earlier state of itself is signatures and nothing else."""

from collections.abc import Iterable

from pyhanko.pdf_utils import generic, misc
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader, RawPdfPath
from pyhanko.sign.diff_analysis import ModificationLevel, StandardDiffPolicy
from pyhanko.sign.diff_analysis.commons import compare_key_refs, qualify_transforming
from pyhanko.sign.diff_analysis.form_rules_api import (
    FieldComparisonContext,
    FormUpdate,
    FormUpdatingRule,
    _list_fields,
)
from pyhanko.sign.diff_analysis.policy_api import DiffResult
from pyhanko.sign.diff_analysis.rules.file_structure_rules import (
    CatalogModificationRule,
    ObjectStreamRule,
    XrefStreamRule,
)
from pyhanko.sign.diff_analysis.rules.form_field_rules import (
    DSSCompareRule,
    GenericFieldModificationRule,
    SigFieldCreationRule,
    SigFieldModificationRule,
)
from pyhanko.sign.diff_analysis.rules.metadata_rules import DocInfoRule, MetadataUpdateRule

_MAINTENANCE = ModificationLevel.LTA_UPDATES


class FirstSignatureRule(FormUpdatingRule):
    """Judges fields like the library's rule, which compares only files that had a form before.

    An issued document has none: its first signature brings the form, as if an empty one had been there.
    """

    def apply(self, old: HistoricalResolver, new: HistoricalResolver) -> Iterable[tuple[ModificationLevel, FormUpdate]]:
        if "/AcroForm" in old.root or "/AcroForm" not in new.root:
            yield from super().apply(old, new)
            return
        vetted = FormUpdate.curry_ref(field_name=None)
        yield from qualify_transforming(
            _MAINTENANCE, compare_key_refs("/AcroForm", old, old.root, new.root), transform=vetted
        )
        empty, form = generic.DictionaryObject(), new.root["/AcroForm"]
        _, fields = yield from qualify_transforming(
            _MAINTENANCE, compare_key_refs("/Fields", old, empty, form), transform=vetted
        )
        resources = form.get("/DR")
        if resources is not None:
            used = new.collect_dependencies(resources, since_revision=old.revision + 1)
            yield from qualify_transforming(ModificationLevel.FORM_FILLING, misc._as_gen(used), transform=vetted)
        path = RawPdfPath("/Root", "/AcroForm", "/Fields")
        listed = dict(_list_fields(generic.ArrayObject(), fields, old_path=path))
        context = FieldComparisonContext(field_specs=listed, old=old, new=new)
        for rule in self.field_rules:
            yield from rule.apply(context)


POLICY = StandardDiffPolicy(
    global_rules=[
        CatalogModificationRule(),
        *(rule.as_qualified(_MAINTENANCE)
          for rule in (DocInfoRule(), XrefStreamRule(), ObjectStreamRule(), DSSCompareRule(), MetadataUpdateRule())),
    ],
    form_rule=FirstSignatureRule([SigFieldCreationRule(), SigFieldModificationRule(), GenericFieldModificationRule()]),
)  # fmt: skip


def only_signatures_added(reader: PdfFileReader, earlier: PdfFileReader) -> bool:
    """Whether all that a file has more than an earlier state of itself is signatures.

    Both must begin with the same bytes. A file in which the comparison loses its way has something else.
    """
    try:
        result = POLICY.review_file(reader, earlier.xrefs.total_revisions - 1)
    except Exception:  # noqa: BLE001
        return False
    return isinstance(result, DiffResult) and result.modification_level <= ModificationLevel.FORM_FILLING
