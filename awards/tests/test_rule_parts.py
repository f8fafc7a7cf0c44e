"""Tests added to a rule in words, procedures kept by an office, and who may change the rules at all."""

import pytest
from django.urls import reverse

from awards import loading
from awards.models import AwardType, Procedure, Rule
from awards.rules import Facts, State, evaluate
from awards.services import procedures
from awards.services import rules as services
from awards.tests.test_golden import rated, won
from core.exceptions import Refused
from core.models import AuditEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(world, client):
    client.force_login(world.users["standing_office"])
    return world.users["standing_office"]


def rule_of(code, target="individual"):
    return Rule.objects.get(rule_set__code="RS-2022", award_type__code=code, target=target)


def add(client, rule, kind, place="root", **fields):
    url = f"{reverse('awards:condition_add', args=[rule.pk])}?vao={place}&loai={kind}"
    return client.post(url, {"version": rule.version, "article": "Quy định của tỉnh, Điều 5", **fields})


ADDED = [
    ("LDTT", "individual", "rating", {"rating": "HTXS"}, "Năm xét được xếp loại hoàn thành xuất sắc nhiệm vụ"),
    ("LDTT", "individual", "run", {"rating": "HTT", "years": 3},
     "Liên tục từ 03 năm trở lên hoàn thành tốt nhiệm vụ trở lên"),
    ("BKT", "individual", "award", {"award": ["CSTDCS", "CSTDT"], "times": 2, "consecutive": "on", "latest": 0},
     "Có 02 lần liên tục được tặng"),
    ("GK", "individual", "award", {"award": ["BKT"], "times": 2, "within": 5, "latest": 3, "fresh": "BKTTG"},
     "tỉnh trong 05 năm gần nhất (kể cả năm xét), lần cuối cách năm xét không quá 03 năm, chỉ tính sau lần gần nhất"),
    ("BKT", "individual", "run", {"rating": "HTT", "years": 3, "after": "GK", "fresh": "BKT"},
     "hoàn thành tốt nhiệm vụ trở lên, sau khi được tặng Giấy khen"),
    ("CSTDCS", "individual", "recognised",
     {"recognised": "sang_kien", "scope": "2_tinh", "count": 2, "years": 3, "unused": "on"},
     "Có ít nhất 02 sáng kiến được công nhận ở phạm vi cấp tỉnh trở lên trong 03 năm gần nhất, chưa dùng"),
    ("TTLDTT", "collective", "members", {"members": "LDTT", "share": 80},
     "Có ít nhất 80% cá nhân trong tập thể đạt Lao động tiên tiến trong năm"),
    ("TTLDTT", "collective", "members_rated", {"members_rated": "HTT", "share": 60},
     "Có ít nhất 60% cá nhân trong tập thể hoàn thành tốt nhiệm vụ trở lên"),
    ("TTLDTT", "collective", "no_member_measure", {"no_member_measure": "1_khien_trach"},
     "không có cá nhân bị kỷ luật từ khiển trách trở lên"),
    ("GK", "individual", "no_measure", {"no_measure": "2_canh_cao"}, "không bị kỷ luật từ cảnh cáo trở lên"),
    ("COTDT", "collective", "leads", {"leads": "tinh"}, "Dẫn đầu cụm, khối thi đua do tỉnh tổ chức"),
    ("BKT", "collective", "founded", {"founded": 5}, "Tập thể đã thành lập từ 05 năm trở lên"),
    ("LDTT", "individual", "worked", {"worked": 10}, "Công tác từ 10 tháng trở lên trong thời gian xét"),
    ("KNCT", "individual", "served", {"served": 20, "under": 25}, "Công tác liên tục từ 20 năm đến dưới 25 năm"),
    ("KNCT", "individual", "held", {"held": "2_vu_truong", "years": 5},
     "Giữ chức vụ Vụ trưởng, Giám đốc sở và tương đương hoặc cao hơn từ 05 năm trở lên"),
    ("BKT", "individual", "standard", {"standard": "CSTDCS"}, "Đạt tiêu chuẩn Chiến sĩ thi đua cơ sở"),
    ("GK", "household", "judge", {"label": "Gương mẫu ở nơi cư trú"}, "Gương mẫu ở nơi cư trú"),
    ("GK", "individual", "group", {"how": "some", "least": 1, "first": "Được nhân dân bình chọn"}, "Các điều kiện sau"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "target", "kind", "fields", "said"), ADDED, ids=[f"{row[2]}-{index}" for index, row in enumerate(ADDED)]
)
def test_each_kind_of_test_is_added_by_its_own_form_and_reads_as_a_sentence(
    office, client, code, target, kind, fields, said
):
    rule = rule_of(code, target)
    preview = add(client, rule, kind, xem="1", **fields).content.decode()
    assert said in preview
    assert rule_of(code, target).condition == rule.condition  # looking changes nothing
    assert add(client, rule, kind, **fields).status_code == 302
    changed = rule_of(code, target)
    added = next(changed.condition[how] for how in ("all", "any", "some") if how in changed.condition)[-1]
    assert said in added["label"]
    assert added["article"] == "Quy định của tỉnh, Điều 5"
    assert not changed.verified


def test_what_was_added_is_asked_of_people(office, client):
    rule = rule_of("LDTT")
    add(client, rule, "award", award=["CSTDCS"], times=2, consecutive="on")
    node = rule_of("LDTT").condition["all"][-1]

    def known(*years):
        return Facts(2025, None, None, ratings=rated("TT"), awards=won("CSTDCS", *years))

    assert evaluate(node, known(2024, 2025)).state == State.MET
    assert evaluate(node, known(2023, 2025)).state == State.NOT_MET


def test_a_test_of_a_row_of_years_stands_inside_it(office, client):
    rule = rule_of("HCLD3")
    place = "all.1-any.0"
    offered = client.get(f"{reverse('awards:condition_add', args=[rule.pk])}?vao={place}").content.decode()
    assert "Số tháng công tác" not in offered
    assert add(client, rule, "rating", place, rating="HTXS", count=4).status_code == 302
    run = rule_of("HCLD3").condition["all"][1]["any"][0]
    assert run["in"][-1]["label"] == "Trong thời gian đó từ 04 năm trở lên hoàn thành xuất sắc nhiệm vụ"


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(office, client):
    rule = rule_of("TTLDTT", "collective")
    page = add(client, rule, "members", members="LDTT", label="Tự viết câu này").content.decode()
    assert "còn thiếu tỷ lệ phần trăm hoặc số lượng" in page
    assert "Tự viết câu này" in page
    assert "phải" in add(client, rule, "founded", founded=0).content.decode()
    old = add(client, rule, "leads", leads="tinh", version=rule.version + 5)
    assert "Có người khác vừa sửa" in old.content.decode()
    assert rule_of("TTLDTT", "collective").condition == rule.condition
    assert add(client, rule, "leads", "all.99", leads="tinh").status_code == 404


class TestProcedures:
    def test_one_is_copied_to_another_award_changed_and_taken_out_again(self, office, client):
        origin = Procedure.objects.get(rule_set__code="VD-BN-2025", award_type__code="TTLDXS")
        data = {"rule_set": origin.rule_set_id, "award_type": AwardType.objects.get(code="XPDKTB").pk, "target": ""}
        url = reverse("awards:procedure_copy", args=[origin.pk])
        assert client.post(url, data).status_code == 302
        made = Procedure.objects.get(rule_set=origin.rule_set, award_type__code="XPDKTB")
        assert (made.components, made.council, made.verified) == (origin.components, origin.council, False)
        assert "đã có quy trình xét" in client.post(url, data).content.decode()
        client.post(reverse("awards:procedure_remove", args=[made.pk]))
        assert not Procedure.objects.filter(pk=made.pk).exists()
        assert AuditEvent.objects.get(action="awards.remove_procedure").before["components"] == origin.components

    def test_a_shipped_one_is_not_taken_out(self, office):
        with pytest.raises(Refused, match="đi kèm hệ thống"):
            procedures.remove_procedure(actor=office, procedure=Procedure.objects.first())

    def test_a_newer_release_lies_beside_what_the_office_changed_once(self, office, client, monkeypatch):
        own = Procedure.objects.get(rule_set__code="VD-BN-2025", award_type__code="TTLDXS")
        own.appraisal_days = 7
        services.save_procedure(actor=office, procedure=own, version=own.version)
        shipped = loading.shipped_sets()
        for row in shipped["VD-BN-2025"]["procedures"]:
            if row["award_type"] == "TTLDXS":
                row["appraisal_days"] = 12
        monkeypatch.setattr(loading, "shipped_sets", lambda: shipped)
        loading.load_shipped()
        own.refresh_from_db()
        assert (own.appraisal_days, own.offered["appraisal_days"]) == (7, 12)
        page = client.get(own.rule_set.get_absolute_url()).content.decode()
        assert "Có bản phát hành mới hơn" in page
        assert "trong 12 ngày làm việc" in page
        client.post(reverse("awards:procedure_take_offered", args=[own.pk]))
        own.refresh_from_db()
        assert (own.appraisal_days, own.offered) == (12, None)
        loading.load_shipped()
        own.refresh_from_db()
        assert own.offered is None
