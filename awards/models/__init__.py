"""Khen thưởng: catalogue and rules, facts, rounds, dossiers, appraisal, decisions, the register of awards."""

from .answers import InvitationAnswer
from .appraisal import Appraisal, Judgement
from .attachments import Attachment
from .ballots import Ballot, PaperCount
from .cancelled_old import OldCancellation
from .catalogue import AwardType, Category, Rule, RuleSet, Target
from .certificates import CertificateTemplate, Emblem, GoldenBook, GoldenCounter, Reissue
from .comments import Comment, CommentPeriod
from .corrections import Amendment, Recovery
from .council import Council, CouncilMember
from .decisions import Decision
from .dossiers import Dossier
from .evidence import Absence, ClusterResult, InitiativeUse
from .facts import Discipline, Initiative, YearlyRating
from .flags import Flag
from .forwarding import Forwarded, Forwarding
from .imports import ImportBatch
from .meetings import AgendaItem, Attendance, Conflict, Meeting
from .minutes import UnitMinutes
from .money import AwardBonus, BaseSalary, BonusRate, FundEntry
from .nominations import Nomination
from .opinions import Opinion, OpinionRequest
from .posts import PostHeld
from .procedures import Procedure
from .publishing import Publication
from .register import Award
from .rounds import Round
from .unit_papers import UnitPaper

__all__ = [
    "Absence",
    "AgendaItem",
    "Amendment",
    "Appraisal",
    "Attachment",
    "Attendance",
    "Award",
    "AwardBonus",
    "AwardType",
    "Ballot",
    "BaseSalary",
    "BonusRate",
    "Category",
    "CertificateTemplate",
    "ClusterResult",
    "Comment",
    "CommentPeriod",
    "Conflict",
    "Council",
    "CouncilMember",
    "Decision",
    "Discipline",
    "Dossier",
    "Emblem",
    "FundEntry",
    "GoldenBook",
    "GoldenCounter",
    "Flag",
    "Forwarded",
    "Forwarding",
    "ImportBatch",
    "Initiative",
    "InitiativeUse",
    "InvitationAnswer",
    "Judgement",
    "Meeting",
    "Nomination",
    "PaperCount",
    "OldCancellation",
    "Opinion",
    "OpinionRequest",
    "PostHeld",
    "Procedure",
    "Publication",
    "Recovery",
    "Reissue",
    "Round",
    "Rule",
    "RuleSet",
    "Target",
    "UnitMinutes",
    "UnitPaper",
    "YearlyRating",
]
