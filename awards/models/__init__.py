"""Khen thưởng: catalogue and rules, facts, rounds, dossiers, appraisal, decisions, the register of awards."""

from .appraisal import Appraisal, Judgement
from .attachments import Attachment
from .catalogue import AwardType, Rule, RuleSet, Target
from .dossiers import Dossier, Nomination
from .facts import Discipline, Initiative, YearlyRating
from .imports import ImportBatch
from .register import Award, Decision
from .rounds import Round

__all__ = [
    "Appraisal",
    "Attachment",
    "Award",
    "AwardType",
    "Decision",
    "Discipline",
    "Dossier",
    "ImportBatch",
    "Initiative",
    "Judgement",
    "Nomination",
    "Round",
    "Rule",
    "RuleSet",
    "Target",
    "YearlyRating",
]
