"""Khen thưởng: catalogue and rules, facts, rounds, dossiers, appraisal, decisions, the register of awards."""

from .appraisal import Appraisal, Judgement
from .attachments import Attachment
from .ballots import Ballot, PaperCount
from .catalogue import AwardType, Category, Rule, RuleSet, Target
from .council import Council, CouncilMember
from .dossiers import Dossier, Nomination
from .evidence import Absence, ClusterResult, InitiativeUse
from .facts import Discipline, Initiative, YearlyRating
from .imports import ImportBatch
from .meetings import AgendaItem, Attendance, Conflict, Meeting
from .minutes import UnitMinutes
from .procedures import Procedure
from .register import Award, Decision
from .rounds import Round

__all__ = [
    "Absence",
    "AgendaItem",
    "Appraisal",
    "Attachment",
    "Attendance",
    "Award",
    "AwardType",
    "Ballot",
    "Category",
    "ClusterResult",
    "Conflict",
    "Council",
    "CouncilMember",
    "Decision",
    "Discipline",
    "Dossier",
    "ImportBatch",
    "Initiative",
    "InitiativeUse",
    "Judgement",
    "Meeting",
    "Nomination",
    "PaperCount",
    "Procedure",
    "Round",
    "Rule",
    "RuleSet",
    "Target",
    "UnitMinutes",
    "YearlyRating",
]
