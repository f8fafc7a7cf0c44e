"""Reads of flags, opinions, comments and forwardings."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import Count, F, Prefetch, Q, QuerySet

from core.dates import today, vn_date
from units.models import User

from .. import way
from ..authority import decides_itself
from ..models import (
    Comment,
    CommentPeriod,
    Flag,
    Forwarded,
    Forwarding,
    Nomination,
    Opinion,
    OpinionRequest,
    Procedure,
    Round,
)
from ..rulebook import Rulebook

State = Nomination.State
DETAILS = ("award_type", "person__unit", "unit__parent", "dossier__unit", "round__unit")


def flags_on(nominations: Iterable[Nomination]) -> dict[int, list[Flag]]:
    """Return the standing flags by nomination id, those on the person included; one query."""
    rows = list(nominations)
    people = {row.person_id for row in rows if row.person_id}
    about = Q(nomination__in=[row.pk for row in rows]) | Q(person__in=people)
    by_nomination: dict[int, list[Flag]] = defaultdict(list)
    by_person: dict[int, list[Flag]] = defaultdict(list)
    for flag in Flag.objects.standing().filter(about).select_related("set_by", "person", "nomination__round"):
        if flag.nomination_id:
            by_nomination[flag.nomination_id].append(flag)
        elif flag.person_id:
            by_person[flag.person_id].append(flag)
    found = {row.pk: by_nomination[row.pk] + by_person[row.person_id or 0] for row in rows}
    return {pk: flags for pk, flags in found.items() if flags}


def flags_in(around: Round, user: User) -> QuerySet[Flag]:
    """Return the standing flags that hold nominations of a round, those on a whole person included, as the user's list
    of flags shows them."""
    people = around.nominations.exclude(person=None).values("person")
    rows: QuerySet[Flag] = Flag.objects.visible_to(user).standing()
    return rows.filter(Q(nomination__round=around) | Q(person__in=people))


def opinions_on(nominations: Iterable[Nomination]) -> dict[int, list[Opinion]]:
    """Return what agencies were asked and said, by nomination id; requests that were taken back are left out."""
    rows = Opinion.objects.filter(nomination__in=list(nominations), request__cancelled_at=None)
    found: dict[int, list[Opinion]] = defaultdict(list)
    for opinion in rows.select_related("request__agency").order_by("request__due_on", "pk"):
        found[opinion.nomination_id].append(opinion)
    return dict(found)


def reservations(nominations: Sequence[Nomination]) -> list[str]:
    """Return what agencies hold against nominations or have not answered yet, a line each; none when all agreed."""
    names, found = {nomination.pk: nomination.nominee_name for nomination in nominations}, opinions_on(nominations)
    return [
        f"{names[pk]}: {opinion.request.name} {said}"
        for pk in names
        for opinion in found.get(pk, [])
        if (said := _reserved(opinion))
    ]


def _reserved(opinion: Opinion) -> str:
    if opinion.request.waits:
        return f"chưa trả lời (hạn {vn_date(opinion.request.due_on)})"
    if opinion.verdict == Opinion.Verdict.AGREE:
        return ""
    return f"có ý kiến “{opinion.get_verdict_display()}”: {opinion.text}"


# What the list of requests may be narrowed to.
WAITING = {"cho": "chưa trả lời", "qua-han": "quá hạn"}


def requests_of_round(around: Round, waiting: str = "") -> QuerySet[OpinionRequest]:
    """Return the requests of a round, what waits first; only what waits, or is late, when that is asked."""
    rows = around.opinion_requests.select_related("agency", "round")
    if waiting in WAITING:
        rows = rows.open()  # type: ignore[attr-defined]
    if waiting == "qua-han":
        rows = rows.filter(due_on__lt=today())
    return rows.annotate(asked=Count("opinions")).order_by(F("answered_at").asc(nulls_first=True), "due_on", "pk")


def could_be_asked_about(around: Round) -> QuerySet[Nomination]:
    """Return the nominations about which an opinion may be asked: received and not settled."""
    rows = around.nominations.filter(state__in=(State.RECEIVED, State.APPRAISED))
    return rows.select_related(*DETAILS).listed()  # type: ignore[attr-defined,no-any-return]


def to_publish(around: Round) -> list[tuple[Nomination, Procedure]]:
    """Return the appraised nominations whose procedure asks for public comment and that were not published (a list
    that was ended early has to be published again), each with its procedure. Who waits because of a flag is not
    published."""
    published = CommentPeriod.nominations.through.objects.filter(
        commentperiod__round=around, commentperiod__ended_early_at=None
    ).values("nomination")
    rows = around.nominations.filter(state=State.APPRAISED).exclude(pk__in=published)
    nominations = list(rows.select_related(*DETAILS).listed())  # type: ignore[attr-defined]
    flagged, book = flags_on(nominations), Rulebook()
    found = []
    for nomination in nominations:
        procedure = way.procedure_of(nomination, book)
        if procedure and procedure.comment_days and nomination.pk not in flagged:
            found.append((nomination, procedure))
    return found


def running_periods() -> QuerySet[CommentPeriod]:
    """Return the lists that are public today."""
    rows = CommentPeriod.objects.running().select_related("round__unit")
    return rows.annotate(number=Count("nominations")).order_by("ends_on", "pk")


def published(period: CommentPeriod) -> list[Nomination]:
    """Return the list of a period in the order of lists."""
    return list(period.nominations.select_related(*DETAILS).listed())  # type: ignore[attr-defined]


def comments_of(period: CommentPeriod) -> QuerySet[Comment]:
    """Return what was said, what waits for an answer first."""
    rows = period.comments.select_related("nomination__person", "nomination__unit", "answered_by")
    return rows.order_by(F("answered_at").asc(nulls_first=True), "pk")


def commented(nominations: Sequence[Nomination]) -> set[int]:
    """Return the ids of those that have the public comment behind them: published to the end of the period (ended
    early is not published for the days that the procedure asks), and every comment on them or on a whole list, also
    one ended early, answered."""
    rows = CommentPeriod.nominations.through.objects.filter(nomination__in=nominations)
    stood = list(
        rows.values_list("nomination", "commentperiod", "commentperiod__ends_on", "commentperiod__ended_early_at")
    )
    open_ = Comment.objects.filter(period__in={period for _, period, _, _ in stood}, answered_at=None)
    waiting = set(open_.values_list("period", "nomination"))
    heard = {pk for pk, _, last, early in stood if early is None and last < today()}
    running = {pk for pk, _, last, early in stood if early is None and last >= today()}
    unanswered = {pk for pk, period, _, _ in stood if (period, None) in waiting or (period, pk) in waiting}
    return heard - running - unanswered


def comment_left(nominations: Sequence[Nomination]) -> dict[int, tuple[str, str]]:
    """Return what is left of the public comment of those that were published, in the words that follow "còn phải",
    with the address of the period: its last day while it runs, then the comments that nobody has answered."""
    stood = CommentPeriod.nominations.through.objects.filter(nomination__in=nominations)
    pairs = list(stood.values_list("nomination", "commentperiod"))
    listed = CommentPeriod.objects.filter(pk__in={period for _, period in pairs}).order_by("ends_on", "pk")
    periods = {period.pk: period for period in listed}
    open_: dict[int, list[Comment]] = defaultdict(list)
    for comment in Comment.objects.filter(period__in=periods, answered_at=None):
        open_[comment.period_id].append(comment)
    found: dict[int, tuple[str, str]] = {}
    order = {period: place for place, period in enumerate(periods)}
    heard = {pk for pk, period in pairs if periods[period].ended_early_at is None}
    for pk, period_id in sorted(pairs, key=lambda pair: order[pair[1]]):
        period = periods[period_id]
        about = [comment for comment in open_[period_id] if comment.nomination_id in (None, pk)]
        if not period.over:
            found[pk] = (f"chờ hết đợt lấy ý kiến công khai ngày {vn_date(period.ends_on)}", period.get_absolute_url())
        elif about and pk in heard:
            found[pk] = (_to_settle(about), f"{period.get_absolute_url()}#y-kien")
    return found


def _to_settle(comments: Sequence[Comment]) -> str:
    names = ", ".join(comment.reference for comment in comments[:3])
    more = f" và {len(comments) - 3} ý kiến khác" if len(comments) > 3 else ""
    return f"xử lý {len(comments)} ý kiến công khai chưa trả lời ({names}{more})"


def periods_about(nominations: Sequence[Nomination]) -> QuerySet[CommentPeriod]:
    """Return the comment periods in which some of the nominations stood, with how much was said and settled."""
    rows = CommentPeriod.objects.filter(nominations__in=nominations).distinct().order_by("starts_on", "pk")
    return rows.prefetch_related("nominations", "comments")


def to_forward(around: Round) -> list[tuple[Nomination, list[way.Step]]]:
    """Return the appraised nominations of a round that an authority above decides, each with the steps that are left
    before it may go up; those that the State decides stand first."""
    rows = around.nominations.filter(state=State.APPRAISED)
    listed = rows.select_related(*DETAILS).listed()  # type: ignore[attr-defined]
    nominations = [row for row in listed if not decides_itself(row.award_type, around.unit)]
    left = way.steps_left_of(nominations)
    pairs = [(row, [step for step in left[row.pk] if step.kind != way.FORWARD]) for row in nominations]
    return sorted(pairs, key=lambda pair: not pair[0].award_type.of_the_state)


def rounds_above(around: Round) -> QuerySet[Round]:
    """Return the open rounds of the offices above that ask this office for its list."""
    above = around.unit.ancestors(include_self=False)
    rows = Round.objects.filter(state=Round.State.OPEN, unit__in=above, units=around.unit)
    return rows.select_related("unit").order_by("send_by", "pk")


def forwardings_of_round(around: Round) -> QuerySet[Forwarding]:
    """Return what a round sent up, the latest first."""
    waiting = Count("items", filter=Q(items__result=""))
    rows = around.forwardings.select_related("dossier", "paper")
    return rows.annotate(number=Count("items"), waiting=waiting).order_by("-pk")


def forwarded_alike(around: Round, user: User, chosen: set[int]) -> Forwarding | None:
    """Return what the user sent up with exactly these nominations, none of them settled yet."""
    waiting = Forwarded.objects.filter(forwarding__round=around, forwarding__created_by=user, nomination__in=chosen)
    found = waiting.filter(result=Forwarded.Result.WAITING).select_related("forwarding").first()
    if found is None or set(found.forwarding.items.values_list("nomination", flat=True)) != chosen:
        return None
    return found.forwarding


def items_of(forwarding: Forwarding) -> list[Forwarded]:
    """Return the nominations of a forwarding with what is known above, in the order of lists."""
    related = [f"nomination__{name}" for name in DETAILS]
    rows = forwarding.items.select_related(*related, "above__round", "settled_by")
    return list(rows.order_by(*[f"nomination__{name}" for name in Nomination._meta.ordering]))


def decided_above(nominations: Sequence[Nomination]) -> set[int]:
    """Return the ids of those that may stand in a decision here although an authority above decides: none."""
    return set()


def with_opinions(requests: QuerySet[OpinionRequest]) -> QuerySet[OpinionRequest]:
    """Return the requests with each nomination that is asked about."""
    related = [f"nomination__{name}" for name in DETAILS]
    return requests.prefetch_related(Prefetch("opinions", Opinion.objects.select_related(*related)))
