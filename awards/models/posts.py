"""Posts of leadership that somebody held: what the award for long service (quá trình cống hiến) is counted from."""

from django.db import models

from units.models import Person


class PostHeld(models.Model):
    """A post from day to day, with the group of posts that it is equal to (Nghị định 152/2025/NĐ-CP, Điều 10).

    Which post is equal to which is for the office to say, with the paper it rests on; without a group nothing is
    counted.
    """

    class Group(models.TextChoices):
        """From the lowest to the highest, as they sort."""

        DEPUTY_DIRECTOR = "1_pho_vu_truong", "Phó Vụ trưởng và tương đương"
        DIRECTOR = "2_vu_truong", "Vụ trưởng, Giám đốc sở và tương đương"
        DEPUTY_GENERAL = "3_pho_tong_cuc", "Phó Tổng cục trưởng và tương đương"
        GENERAL = "4_tong_cuc", "Tổng cục trưởng và tương đương"
        VICE_MINISTER = "5_thu_truong", "Thứ trưởng và tương đương"

    person = models.ForeignKey(Person, verbose_name="cá nhân", on_delete=models.CASCADE, related_name="posts_held")
    title = models.CharField("chức vụ", max_length=160)
    group = models.CharField(
        "tương đương", max_length=16, choices=Group.choices, blank=True,
        help_text="Để trống nếu chưa xác định được: thời gian giữ chức vụ này chưa được tính.",
    )  # fmt: skip
    since = models.DateField("từ ngày")
    until = models.DateField("đến hết ngày", null=True, blank=True, help_text="Để trống nếu còn giữ chức vụ.")
    source = models.CharField("quyết định bổ nhiệm", max_length=200, blank=True)

    class Meta:
        verbose_name = "chức vụ đã giữ"
        ordering = ["since", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
                name="post_dates_in_order",
                violation_error_message="Ngày cuối phải sau ngày đầu.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.title}, từ {self.since:%d/%m/%Y}"
