"""All proposals for one broken plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ..content import PlanContent
from .aligning import Clean, Paragraphs
from .decoding import MARKED_AT_MOST, Decoded, Decoder, Doubt
from .language import Language, shipped_phrases
from .ocr import nearness
from .places import Place, places, with_changes

_OFFICE, _SHIPPED = 6, 1


@dataclass(frozen=True)
class Proposal:
    """A paragraph of the plan, and how it should read."""

    place: Place
    decoded: Decoded

    @property
    def key(self) -> str:
        """The place's name."""
        return self.place.key

    @property
    def differs(self) -> bool:
        """Whether there is anything to accept."""
        return self.decoded.proposed != self.place.text


@dataclass
class Restoration:
    """What is proposed for a whole plan."""

    content: PlanContent
    proposals: list[Proposal] = field(default_factory=list)

    def applied(self, threshold: int = 0, keys: set[str] | None = None) -> PlanContent:
        """Return the plan with the proposals of these keys, or with all whose confidence reaches the threshold."""
        changes = {
            proposal.key: proposal.decoded.proposed
            for proposal in self.proposals
            if proposal.differs and (proposal.key in keys if keys is not None
                                     else proposal.decoded.confidence >= threshold)
        }  # fmt: skip
        return with_changes(self.content, changes)

    def to_json(self) -> list[dict[str, Any]]:
        """Return the proposals as plain data."""
        return [
            {
                "place": one.key, "label": one.place.label, "before": one.place.text, "after": one.decoded.proposed,
                "confidence": one.decoded.confidence, "from": one.decoded.origin, "likeness": one.decoded.likeness,
                "doubts": [
                    {"word": doubt.word, "written": doubt.written, "start": doubt.start, "end": doubt.end,
                     "reason": doubt.reason}
                    for doubt in one.decoded.doubts
                ],
            }
            for one in self.proposals
        ]  # fmt: skip


def restore(broken: PlanContent, sources: Sequence[tuple[str, PlanContent]]) -> Restoration:
    """Propose the clean wording of every paragraph of a broken plan.

    `sources` are clean plans with their names, the likest first. Words, numbers and dates stay the broken plan's
    own; only their letters are put right.
    """
    language = Language()
    clean: list[Clean] = []
    for name, source in sources:
        found = [Clean(place.text, f"{name}, {place.label}") for place in places(source) if place.text.strip()]
        language.learn((one.text for one in found if not one.text.isupper()), _OFFICE)
        language.learn((one.text.lower() for one in found if one.text.isupper()), _OFFICE)
        clean += found
    language.learn(shipped_phrases(), _SHIPPED)
    decoder = Decoder(language, Paragraphs(clean))
    names = [source.signer_name for _, source in sources if source.signer_name]
    return Restoration(broken, [
        Proposal(place, _name(place.text, names) if place.key == "signer_name" else decoder.decode(place.text))
        for place in places(broken) if place.text.strip()
    ])  # fmt: skip


def _name(written: str, names: Sequence[str]) -> Decoded:
    """The signer's name: one of those who signed before, else it stays and is marked. A name is never guessed."""
    parts = written.casefold().split()
    for name in names:
        own = name.casefold().split()
        if len(own) == len(parts) and all(nearness(one, other) > 0.75 for one, other in zip(parts, own, strict=True)):
            return Decoded(written, name, 96, origin="tên người ký của kế hoạch nguồn", likeness=100)
    doubt = Doubt(0, len(written), written, written, "tên người; hãy đối chiếu bản giấy")
    return Decoded(written, written, MARKED_AT_MOST, (doubt,))
