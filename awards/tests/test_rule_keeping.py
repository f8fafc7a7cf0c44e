"""Rule sets kept by an office: copied, changed, confirmed, and left alone by newer releases."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from awards import loading
from awards.forms.rules import RuleForm
from awards.forms.shares import ShareField
from awards.models import Procedure, Rule, RuleSet
from awards.rulebook import Rulebook
from awards.services import rules as services
from core.exceptions import Refused
from core.models import AuditEvent

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 3, 1)


def rule_of(code, target="individual", rule_set="RS-2022"):
    return Rule.objects.select_related("rule_set", "award_type").get(
        rule_set__code=rule_set, award_type__code=code, target=target
    )


def filled(rule, **changes):
    """What the form of a rule sends when only `changes` are typed."""
    form = RuleForm(rule=rule)
    data = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    return {name: value for name, value in (data | changes).items() if value not in (None, False)}


@pytest.fixture
def office(world, client):
    client.force_login(world.users["standing_office"])
    return world.users["standing_office"]


def test_a_number_is_changed_in_a_form_and_holds_at_once(office, client):
    rule = rule_of("BKT")
    name = next(key for key in RuleForm(rule=rule).fields if key.endswith(":times"))
    answer = client.post(reverse("awards:rule_edit", args=[rule.pk]), filled(rule, **{name: 3}))
    assert answer.status_code == 302
    changed = rule_of("BKT")
    assert '"times": 3' in str(changed.condition).replace("'", '"')
    assert changed.version == rule.version + 1
    event = AuditEvent.objects.get(action="awards.change_rule")
    assert "'times': 2" in str(event.before)
    assert "'times': 3" in str(event.after)


def test_nothing_typed_is_lost_when_a_condition_is_wrong(office, client):
    rule = rule_of("LDTT")
    data = filled(rule, **{"root:article": "", "all.0:label": "Hoàn thành tốt mọi việc"})
    page = client.post(reverse("awards:rule_edit", args=[rule.pk]), data).content.decode()
    assert "Chưa thực hiện được" in page
    assert "Hoàn thành tốt mọi việc" in page
    assert rule_of("LDTT").condition == rule.condition


def test_a_branch_may_not_lose_its_last_condition(office, client):
    rule = rule_of("KNCT")
    page = client.post(reverse("awards:rule_edit", args=[rule.pk]), filled(rule, **{"all.0:remove": "on"}))
    assert "phải có ít nhất một điều kiện con" in page.content.decode()


def test_a_condition_for_a_person_is_added_and_another_taken_out(office, client):
    rule = rule_of("LDTT")
    changes = {"root:more": "Nghỉ không quá 40 ngày", "root:more_article": "Quy chế, Điều 3", "all.2:remove": "on"}
    client.post(reverse("awards:rule_edit", args=[rule.pk]), filled(rule, **changes))
    labels = [node["label"] for node in rule_of("LDTT").condition["all"]]
    assert labels[-1] == "Nghỉ không quá 40 ngày"
    assert not any("06 tháng" in label for label in labels)


def test_of_two_who_edit_at_once_the_second_is_told(office):
    rule = rule_of("LDTT")
    words = {"condition": rule.condition, "note": "", "verified": True}
    services.change_rule(actor=office, rule=rule, version=rule.version, **words)
    with pytest.raises(Refused, match="Có người khác vừa sửa"):
        services.change_rule(actor=office, rule=rule, version=rule.version, **words)


def copied(office, code="TINH-2026", **fields):
    values = {"title": "Quy định của tỉnh", "layer": "2_province", "in_force_from": DAY, "citation": "Quyết định 1"}
    made = RuleSet(code=code, **(values | fields))
    return services.copy_rule_set(actor=office, origin=RuleSet.objects.get(code="VD-BN-2025"), made=made)


def test_a_province_puts_its_own_over_the_law(office):
    """Copied from the example, switched on: what it names is taken from it, the rest from the law."""
    own = copied(office)
    assert (own.active, own.verified) == (False, False)
    assert Rulebook().rules_on(DAY)["GK", "individual"].rule_set.code == "RS-2022"
    words = {name: getattr(own, name) for name in services.SET_WORDS} | {"active": True}
    services.change_rule_set(actor=office, rule_set=own, version=own.version, words=words)
    rules = Rulebook().rules_on(DAY)
    assert rules["GK", "individual"].rule_set == own
    assert rules["LDTT", "individual"].rule_set.code == "RS-2022"
    assert Rulebook().rules_on(DAY - dt.timedelta(days=1))["GK", "individual"].rule_set.code == "RS-2022"
    assert Rulebook().procedure_on(DAY, "TTLDXS", "collective").council == "standing"


def test_a_copy_of_another_provinces_set_waits_for_each_rule_to_be_compared(office, client):
    own = copied(office)
    assert not own.rules.filter(verified=True).exists()
    url = reverse("awards:rule_set_verify", args=[own.pk])
    data = {"verified": "1", "reason": "Đã đối chiếu với Quyết định 1."}
    page = client.post(url, data, follow=True).content.decode()
    assert f"Còn {own.rules.count()} tiêu chuẩn của bộ này chưa đối chiếu" in page
    assert "Ghi nhận đã xác minh" not in page
    own.rules.update(verified=True)
    assert "Ghi nhận đã xác minh" in client.get(own.get_absolute_url()).content.decode()
    client.post(url, data)
    assert RuleSet.objects.get(pk=own.pk).verified
    rule = own.rules.select_related("award_type", "rule_set").first()
    words = filled(rule, **{"root:article": "Quyết định 1, Điều 7"})
    page = client.post(reverse("awards:rule_edit", args=[rule.pk]), words, follow=True).content.decode()
    assert "trở lại “Chưa xác minh” vì một tiêu chuẩn của bộ vừa đổi" in page
    assert not RuleSet.objects.get(pk=own.pk).verified
    assert "rule_set_verified" in AuditEvent.objects.get(action="awards.change_rule").after


def test_a_copy_of_the_law_keeps_what_is_known_of_it(office):
    made = RuleSet(code="LUAT-2", title="Luật", layer="1_law", in_force_from=DAY, citation="Luật")
    law = RuleSet.objects.get(code="RS-2022")
    copy = services.copy_rule_set(actor=office, origin=law, made=made)
    assert copy.rules.filter(verified=True).count() == law.rules.filter(verified=True).count() > 0


def test_a_set_is_copied_in_a_page_with_its_dates_checked(office, client):
    origin = RuleSet.objects.get(code="VD-BN-2025")
    data = {"code": "VD-BN-2025", "title": "Của tỉnh", "layer": "2_province", "citation": "QĐ 1",
            "in_force_from": "01/03/2026", "in_force_to": "01/02/2026"}  # fmt: skip
    url = reverse("awards:rule_set_copy", args=[origin.pk])
    assert "Của tỉnh" in client.post(url, data).content.decode()
    answer = client.post(url, data | {"code": "TINH-1", "in_force_to": ""})
    made = RuleSet.objects.get(code="TINH-1")
    assert answer.url == made.get_absolute_url()
    assert made.rules.count() == origin.rules.count()
    assert made.procedures.count() == origin.procedures.count()
    assert "Bỏ tiêu chuẩn riêng này" in client.get(answer.url).content.decode()


def test_confirming_needs_the_text_it_was_compared_with_and_a_change_takes_it_back(office, client):
    rule_set = RuleSet.objects.get(code="RS-2026")
    url = reverse("awards:rule_set_verify", args=[rule_set.pk])
    client.post(url, {"verified": "1", "reason": " "})
    assert not RuleSet.objects.get(pk=rule_set.pk).verified
    client.post(url, {"verified": "1", "reason": "Đối chiếu với văn bản hợp nhất."})
    confirmed = RuleSet.objects.get(pk=rule_set.pk)
    assert (confirmed.verified, confirmed.verified_by) == (True, office)
    words = {name: getattr(confirmed, name) for name in services.SET_WORDS} | {"citation": "Luật khác"}
    services.change_rule_set(actor=office, rule_set=confirmed, version=confirmed.version, words=words)
    assert not RuleSet.objects.get(pk=rule_set.pk).verified


def test_a_rule_of_the_law_is_taken_into_ones_own_set_and_out_again(office, client):
    own = copied(office)
    client.post(reverse("awards:rule_add", args=[own.pk]), {"origin": rule_of("LDTT").pk})
    made = own.rules.get(award_type__code="LDTT")
    client.post(reverse("awards:rule_remove", args=[made.pk]))
    assert not own.rules.filter(award_type__code="LDTT").exists()
    with pytest.raises(Refused, match="đi kèm hệ thống"):
        services.remove_rule(actor=office, rule=rule_of("LDTT"))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("2/3", "2/3"), (" 3 / 4 ", "3/4"), ("trên 1/2", ">1/2"), ("Quá nửa", ">1/2"), ("80", "80%"),
     ("66.66 %", "66,66%"), ("trên 66,66 %", ">66,66%"), ("4/3", None), ("hai phần ba", None), ("trên 100%", None)],
)  # fmt: skip
def test_a_share_is_a_fraction_or_per_cent_and_is_kept_as_it_was_written(typed, kept):
    field = ShareField(required=False)
    if kept is None:
        with pytest.raises(ValidationError, match="2/3"):
            field.clean(typed)
    else:
        assert field.clean(typed) == kept
        assert field.clean(field.prepare_value(kept)) == kept


def test_two_thirds_of_a_procedure_are_exact_and_printed_as_a_fraction(office, client):
    own = copied(office)
    procedure = own.procedures.get(award_type__code="CSTDT")
    url = reverse("awards:procedure_edit", args=[procedure.pk])
    data = {"version": 1, "parts": "", "comment_days": 0, "council": "full", "ballot": "open", "threshold": "trên 1/2",
            "threshold_of": "all", "quorum": "2/3", "attendance": "3/4", "article": "Điều 8"}  # fmt: skip
    assert client.post(url, data).status_code == 302
    page = client.get(own.get_absolute_url()).content.decode()
    assert "đồng ý trên 1/2 (tổng số thành viên); dự họp ít nhất 2/3; dự họp ít nhất 3/4 khi xét khen thưởng" in page
    form = client.get(url).content.decode()
    assert 'value="trên 1/2"' in form
    assert 'value="2/3"' in form


def test_a_procedure_is_written_in_a_form(office, client):
    own = copied(office)
    procedure = own.procedures.get(award_type__code="CSTDT")
    url = reverse("awards:procedure_edit", args=[procedure.pk])
    data = {"version": 1, "parts": "Tờ trình đề nghị | Điều 5\nPhiếu xin ý kiến | Điều 6 | khi có", "comment_days": 5,
            "council": "full", "ballot": "secret", "threshold": "90", "threshold_of": "all", "quorum": "66,66",
            "article": "Điều 8"}  # fmt: skip
    assert client.post(url, data).status_code == 302
    saved = Procedure.objects.get(pk=procedure.pk)
    assert (saved.ballot, saved.threshold, saved.quorum, saved.comment_days) == ("secret", "90%", "66,66%", 5)
    assert [part["required"] for part in saved.components] == [True, False]
    assert saved.components[0]["code"] == "to-trinh"
    page = client.post(url, data | {"version": 2, "threshold": "120", "parts": "Không có điều luật"}).content.decode()
    assert "không quá 100" in page
    assert "chưa ghi điều luật" in page
    new = client.post(reverse("awards:procedure_add", args=[own.pk]), data | {"award_type": procedure.award_type_id})
    assert "đã có quy trình" in new.content.decode()


class TestReleases:
    def newer(self, monkeypatch, label):
        """A release in which the first words of the LĐTT rule read otherwise."""
        shipped = loading.shipped_sets()
        for rule in shipped["RS-2022"]["rules"]:
            if rule["award_type"] == "LDTT":
                rule["condition"] = rule["condition"] | {"label": label}
        monkeypatch.setattr(loading, "shipped_sets", lambda: shipped)
        loading.load_shipped()

    def test_loading_again_changes_nothing(self, django_assert_num_queries):
        before = list(Rule.objects.order_by("pk").values_list())
        with django_assert_num_queries(8):  # types, sets, and per set its rules and procedures
            loading.load_shipped()
        assert list(Rule.objects.order_by("pk").values_list()) == before

    def test_what_nobody_changed_is_renewed(self, monkeypatch):
        self.newer(monkeypatch, "Bản mới")
        assert rule_of("LDTT").condition["label"] == "Bản mới"
        assert rule_of("LDTT").offered is None

    def test_what_an_office_changed_is_kept_and_the_newer_lies_beside_it(self, monkeypatch, office, client):
        rule = rule_of("LDTT")
        condition = rule.condition | {"label": "Của cơ quan"}
        services.change_rule(actor=office, rule=rule, version=1, condition=condition, note="", verified=True)
        self.newer(monkeypatch, "Bản mới")
        kept = rule_of("LDTT")
        assert kept.condition["label"] == "Của cơ quan"
        assert kept.offered["label"] == "Bản mới"
        assert "Lấy theo bản mới" in client.get(kept.rule_set.get_absolute_url()).content.decode()
        client.post(reverse("awards:rule_take_offered", args=[kept.pk]))
        assert rule_of("LDTT").condition["label"] == "Bản mới"

    def test_a_database_from_before_digests_is_brought_up(self):
        Rule.objects.filter(award_type__code="LDTT").update(shipped_digest="", condition={"judge": "x"})
        Rule.objects.filter(award_type__code="CSTDT").delete()
        loading.load_shipped()
        assert rule_of("LDTT").condition["all"]
        assert rule_of("CSTDT").pk

    def test_the_offices_own_sets_are_left_alone(self, office):
        own = copied(office)
        before = list(own.rules.order_by("pk").values_list())
        loading.load_shipped()
        assert list(own.rules.order_by("pk").values_list()) == before
