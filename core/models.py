"""Tables that every room leans on: the audit trail, background jobs, who has which page open."""

import uuid
from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.utils import timezone

from .exceptions import Superseded


class AppendOnlyQuerySet(models.QuerySet["AuditEvent"]):
    """A queryset through which nothing that was written is changed or removed."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise TypeError("Nhật ký chỉ ghi thêm, không sửa.")

    def delete(self) -> NoReturn:
        raise TypeError("Nhật ký chỉ ghi thêm, không xóa.")


class AuditEvent(models.Model):
    """One act of one person on one object. Written by `core.audit.record` only."""

    at = models.DateTimeField("thời điểm")
    act = models.UUIDField("lượt thao tác", db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="người thực hiện",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    action = models.CharField("việc", max_length=80, db_index=True)
    target_type = models.CharField("loại đối tượng", max_length=80)
    target_id = models.CharField("mã đối tượng", max_length=40)
    before = models.JSONField("trước", default=dict)
    after = models.JSONField("sau", default=dict)
    reason = models.TextField("lý do", blank=True)
    previous_digest = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        verbose_name = "sự kiện"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["target_type", "target_id", "-id"])]

    def __str__(self) -> str:
        return f"{self.action} {self.target_type}:{self.target_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise TypeError("Nhật ký chỉ ghi thêm, không sửa.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("Nhật ký chỉ ghi thêm, không xóa.")


class AuditHead(models.Model):
    """The chain's last digest: the row that is locked while an event is appended."""

    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = "đầu chuỗi nhật ký"

    def __str__(self) -> str:
        return self.digest[:12]


class JobQuerySet(models.QuerySet["Job"]):
    def visible_to(self, user: Any) -> "JobQuerySet":
        """Jobs that this person started."""
        return self.filter(created_by=user)


class Job(models.Model):
    """Long work with progress, a result to fetch and a clear end."""

    class State(models.TextChoices):
        QUEUED = "queued", "Đang chờ"
        RUNNING = "running", "Đang chạy"
        DONE = "done", "Xong"
        FAILED = "failed", "Hỏng"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField("loại việc", max_length=80)
    title = models.CharField("tên việc", max_length=200)
    params = models.JSONField("tham số", default=dict)
    state = models.CharField("trạng thái", max_length=10, choices=State.choices, default=State.QUEUED)
    done = models.PositiveIntegerField("đã làm", default=0)
    total = models.PositiveIntegerField("tổng", default=0)
    message = models.TextField("thông báo", blank=True)
    result_file = models.FileField("kết quả", upload_to="jobs/%Y/%m/", blank=True)
    result_name = models.CharField("tên tệp kết quả", max_length=200, blank=True)
    result_url = models.CharField("trang kết quả", max_length=300, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="người yêu cầu", on_delete=models.PROTECT)
    created_at = models.DateTimeField("lúc yêu cầu", default=timezone.now)
    heartbeat = models.DateTimeField("nhịp cuối", null=True)
    attempts = models.PositiveSmallIntegerField("số lần chạy", default=0)
    claim = models.UUIDField("lượt chạy", null=True, editable=False)
    woken_at = models.DateTimeField("lúc gọi máy chạy", null=True)
    finished_at = models.DateTimeField("lúc xong", null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = "việc chạy nền"
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["state", "created_at"])]

    def __str__(self) -> str:
        return self.title

    @property
    def ended(self) -> bool:
        return self.state in (self.State.DONE, self.State.FAILED)

    @property
    def percent(self) -> int:
        return min(100, self.done * 100 // self.total) if self.total else 0

    def advance(self, done: int, total: int, message: str = "") -> None:
        """Write how far the work is; also the sign that its worker lives.

        Raises Superseded for a worker that was silent for so long that the job was given to another one.
        """
        self.done, self.total, self.message, self.heartbeat = done, total, message, timezone.now()
        mine = Job.objects.filter(pk=self.pk, claim=self.claim)
        if not mine.update(done=done, total=total, message=message, heartbeat=self.heartbeat):
            raise Superseded(str(self.pk))


class Heartbeat(models.Model):
    """A sign of life: of a process, of a queue, of something that runs by the clock. See `core.heartbeats`."""

    WORKER = "worker:"
    BEAT = "beat:"

    name = models.CharField("tên", max_length=150, primary_key=True)
    at = models.DateTimeField("lúc")
    detail = models.CharField("ghi chú", max_length=300, blank=True)

    class Meta:
        verbose_name = "nhịp"

    def __str__(self) -> str:
        return self.name

    @property
    def is_worker(self) -> bool:
        return self.name.startswith(self.WORKER)

    @property
    def is_beat(self) -> bool:
        return self.name.startswith(self.BEAT)


class Presence(models.Model):
    """Who has a page of one object open just now. Written by `core.presence` only; rows live for minutes."""

    target_type = models.CharField("loại đối tượng", max_length=80)
    target_id = models.CharField("mã đối tượng", max_length=40)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người đang mở", on_delete=models.CASCADE, related_name="+"
    )
    since = models.DateTimeField("từ lúc")
    seen_at = models.DateTimeField("nhịp cuối", db_index=True)

    class Meta:
        verbose_name = "người đang mở trang"
        constraints = [
            models.UniqueConstraint(fields=["target_type", "target_id", "user"], name="presence_once_a_user")
        ]

    def __str__(self) -> str:
        return f"{self.target_type}:{self.target_id} {self.user_id}"
