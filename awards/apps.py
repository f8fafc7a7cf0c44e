from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AwardsConfig(AppConfig):
    name = "awards"
    verbose_name = "Khen thưởng"

    def ready(self) -> None:
        from core import act_names

        from .act_names import ACT_NAMES

        act_names.register(ACT_NAMES)
        from core import links, menu, worklist
        from documents import bases_usage
        from documents.permissions import close_documents, close_drafts
        from documents.signing import queue as signing_queue
        from reminders import kinds, registry
        from reminders.late import register as register_late
        from reminders.stages import Schedule
        from units import merging

        from . import (
            asking,
            bases,
            council_work,
            deadlines,
            deadlines_afterwards,
            deadlines_returned,
            exports,
            hearing_work,
            home,
            late,
            old_recoveries,
            permissions,
            permissions_council,
            permissions_documents,
            printing,
            queue,
            receivers,
            searching,
            way,
        )
        from .importing.kinds import imports_link
        from .merging import AwardsPart
        from .queries import council, hearing
        from .worklist import waiting_for

        assert printing.JOB  # registers its background work
        assert receivers  # listens from now on
        from .services import imports

        assert imports.CHECK  # registers its background work
        assert exports.JOB
        from .eligibility import workbook

        assert workbook.JOB
        for item in (
            menu.MenuItem("Đợt xét", "awards:round_list", 40, "round", permissions.can_see_rounds),
            menu.MenuItem("Hồ sơ của đơn vị", "awards:dossier_list", 42, "award", permissions.can_see_dossiers),
            menu.MenuItem("Quyết định", "awards:decision_list", 44, "document", permissions.can_see_decisions),
            menu.MenuItem("Sổ khen thưởng", "awards:register_list", 46, "register", permissions.can_see_register),
        ):
            menu.register(item)
        asking.register()
        searching.register()
        worklist.register(waiting_for)
        merging.register(AwardsPart())
        links.register("unit", imports_link)
        worklist.register(council_work.waiting_for)
        prepared = Schedule(head_after=None, office_after=None)  # a meeting that is over is nobody's delay
        registry.register(council_work.KIND, council_work.meetings_due, usual=prepared)
        way.register(way.COUNCIL, council.passed_by_council, held=council.held_by_council)
        close_drafts(permissions_council.closed_papers)
        close_documents(permissions_documents.closed_documents)
        worklist.register(hearing_work.waiting_for)
        home.register()
        registry.register(hearing_work.KIND, hearing_work.hearing_due)
        way.register(way.COMMENT, hearing.commented, hearing.comment_left)
        way.register(way.FORWARD, hearing.decided_above)
        signing_queue.register(queue.decisions_to_sign)
        registry.register(deadlines.KIND, deadlines.rounds_due)
        register_late(late.LATE, "Hồ sơ của đợt xét", late.dossiers_late)
        register_late(late.OPINIONS, "Ý kiến hiệp y", late.opinions_late)
        registry.register(deadlines_afterwards.KIND, deadlines_afterwards.recoveries_due)
        registry.register(old_recoveries.KIND, old_recoveries.old_recoveries_due)
        registry.register(deadlines.DOSSIER_KIND, deadlines.dossiers_due)
        registry.register(deadlines_returned.KIND, deadlines_returned.returned_due)
        kinds.register(
            kinds.Kind(deadlines.KIND, "Đợt xét: hạn gửi hồ sơ, thẩm định, quyết định"),
            kinds.Kind(deadlines.DOSSIER_KIND, "Thời hạn thẩm định hồ sơ đã nhận"),
            kinds.Kind(deadlines_returned.KIND, "Đề nghị bị trả lại để bổ sung"),
            kinds.Kind(council_work.KIND, "Phiên họp Hội đồng", mandatory=True),
            kinds.Kind(hearing_work.KIND, "Xin ý kiến, lấy ý kiến công khai, kết quả trình cấp trên"),
            kinds.Kind(deadlines_afterwards.KIND, "Thu hồi hiện vật, tiền thưởng"),
            kinds.Kind(old_recoveries.KIND, "Thu hồi hiện vật, tiền thưởng của kết quả cũ"),
            kinds.Kind("awards", "Khen thưởng: hồ sơ, đề nghị, quyết định chuyển tới mình", urgent=True),
        )
        bases_usage.register("awards", shown=bases.shown, resting=bases.resting)
        post_migrate.connect(_load_shipped, sender=self)


def _load_shipped(*, using: str, **kwargs: object) -> None:
    from django.db import connections

    from .loading import load_shipped
    from .loading_money import load_money
    from .models import RuleSet

    if RuleSet._meta.db_table in connections[using].introspection.table_names():  # not migrated yet otherwise
        load_shipped()
        load_money()
