"""The table of the search."""

from django.db import models

# One value for each word and mark, so that an index can intersect them however common each is.
VECTOR = "array_to_tsvector(string_to_array(terms, ' '))"


class SearchEntry(models.Model):
    """By what one thing is found. Written by `core.search.entries` only, in the transaction that changes the thing.

    `terms` are its folded words in order, then its marks: "=" before a whole code, "#" before a code's number, "@"
    before a scope. What typing can produce holds none of the three signs.
    """

    kind = models.CharField("loại", max_length=20)
    object_id = models.BigIntegerField("mã đối tượng")
    terms = models.TextField("từ để tìm")

    class Meta:
        app_label = "core"
        verbose_name = "mục tìm kiếm"
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="search_entry_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"


class SearchDebt(models.Model):
    """Things whose entries are still to be written anew, because what they say of another thing has changed.

    Those of the kind of which `path`, a lookup, leads to one of `values`; up to the id `paid` they are done.
    """

    kind = models.CharField("loại", max_length=20)
    path = models.CharField("đường dẫn", max_length=60)
    values = models.JSONField("mã đối tượng đã đổi", default=list)
    paid = models.BigIntegerField("đã lập lại đến", default=0)

    class Meta:
        app_label = "core"
        verbose_name = "mục tìm kiếm phải lập lại"

    def __str__(self) -> str:
        return f"{self.kind} {self.path} {self.values}"
