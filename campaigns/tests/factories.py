"""Campaigns and registrations for tests."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from campaigns.models import Campaign, Criterion, Registration, Story, Target
from units.tests.factories import UnitFactory, UserFactory

START = dt.date(2026, 3, 1)
DEADLINE = dt.date(2026, 3, 20)
END = dt.date(2026, 11, 30)


class CampaignFactory(DjangoModelFactory):
    """A draft that lacks nothing; `launched=True` gives one that runs."""

    class Meta:
        model = Campaign
        skip_postgeneration_save = True

    class Params:
        launched = factory.Trait(
            state=Campaign.State.LAUNCHED, launched_at=dt.datetime(2026, 3, 1, 1, tzinfo=dt.UTC)
        )

    unit = factory.SubFactory(UnitFactory)
    title = factory.Sequence(lambda n: f"Thi đua tham mưu nhanh số {n}")
    slogan = "Nhanh từng việc"
    purpose = "Xử lý hồ sơ trước hạn."
    starts_on = START
    ends_on = END
    register_by = DEADLINE
    created_by = factory.SubFactory(UserFactory)

    @factory.post_generation
    def units(self, create, extracted, **kwargs):
        self.units.set(extracted or [])

    @factory.post_generation
    def criteria(self, create, extracted, **kwargs):
        for position in range(1, 2 if extracted is None else extracted + 1):
            Criterion.objects.create(
                campaign=self, position=position, text=f"Tiêu chí số {position}", max_points=10
            )


class RegistrationFactory(DjangoModelFactory):
    """A draft that could be sent; `sent=True` gives one that was."""

    class Meta:
        model = Registration
        skip_postgeneration_save = True

    class Params:
        sent = factory.Trait(
            state=Registration.State.SENT,
            registered_by=factory.SubFactory(UserFactory),
            registered_at=dt.datetime(2026, 3, 10, 2, tzinfo=dt.UTC),
        )

    campaign = factory.SubFactory(CampaignFactory, launched=True)
    unit = factory.SubFactory(UnitFactory)
    pledge = "Không để hồ sơ quá hạn."
    version = 1

    @factory.post_generation
    def targets(self, create, extracted, **kwargs):
        for position, text in enumerate(["98% hồ sơ đúng hạn"] if extracted is None else extracted, start=1):
            Target.objects.create(registration=self, position=position, text=text)


class StoryFactory(DjangoModelFactory):
    """A draft that may be published; `published_on` gives one that was."""

    class Meta:
        model = Story

    unit = factory.SubFactory(UnitFactory)
    title = factory.Sequence(lambda n: f"Người giữ nhịp một cửa số {n}")
    about = "Đặng Thị Hồng Ưu-Nguyễn, chuyên viên"
    text = "Chị đến sớm hơn giờ làm mười phút để bật máy lấy số.\nNgười dân không phải chờ."
    created_by = factory.SubFactory(UserFactory)
    outlet = factory.LazyAttribute(lambda story: "Trang thông tin của cơ quan" if story.published_on else "")
    confirmed_by = factory.LazyAttribute(lambda story: "Lò Văn Chánh, Chánh Văn phòng" if story.published_on else "")
    published_on = None
