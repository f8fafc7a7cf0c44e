"""Every task of the house: where it runs, how long it may, what happens when its worker dies."""

import pytest
from django.conf import settings
from kombu.exceptions import ContentDisallowed
from kombu.serialization import loads

from core.queues import QUEUES, WakingTask
from emulation.celery import app

app.loader.import_default_modules()
OURS = {name: task for name, task in app.tasks.items() if not name.startswith("celery.")}
REDIS_WAITS = 60 * 60
MINUTES = 10 * 60


def test_the_tasks_of_every_room_are_looked_at():
    assert {name.partition(".")[0] for name in OURS} >= {"core", "reminders", "awards"}


@pytest.mark.parametrize("name", sorted(OURS))
def test_a_task_keeps_the_rules_of_the_house(name):
    task = OURS[name]
    routed = app.amqp.router.route({}, name, (), {})
    explicit = [pattern for pattern in settings.CELERY_TASK_ROUTES if _fits(pattern, name)]
    assert explicit, "no route of the settings names this task"
    assert routed["queue"].name in QUEUES
    soft = task.soft_time_limit or app.conf.task_soft_time_limit
    hard = task.time_limit or app.conf.task_time_limit
    assert soft < hard < REDIS_WAITS, "Redis would give the message to a second worker while the first one works"
    assert task.ignore_result
    assert isinstance(task, WakingTask), "a broker that is down would raise into the request"
    # The one task that is not repeated by the clock until its row is done is the clock's own sign.
    assert task.acks_late or name == "core.tasks.pulse"


def _fits(pattern, name):
    return pattern == name or (pattern.endswith("*") and name.startswith(pattern[:-1]))


def test_what_the_clock_sends_expires_within_minutes_and_names_known_tasks_and_queues():
    for name, entry in app.conf.beat_schedule.items():
        assert entry["task"] in OURS, name
        options = entry.get("options", {})
        assert options.get("queue", "default") in QUEUES
        assert 0 < options["expires"] <= 3600, f"{name} would heap up while no worker runs"
        assert "eta" not in options
        assert options.get("countdown", 0) <= MINUTES
    pulses = {entry["args"][0] for entry in app.conf.beat_schedule.values() if entry["task"] == "core.tasks.pulse"}
    assert pulses == set(QUEUES)


def test_messages_are_json_and_a_pickle_is_refused():
    assert app.conf.accept_content == ["json"]
    assert app.conf.task_serializer == "json"
    with pytest.raises(ContentDisallowed):
        loads(b"cos\nsystem\n(S'true'\ntR.", "application/x-python-serialize", "binary", accept=app.conf.accept_content)


def test_a_worker_takes_one_message_at_a_time_and_its_children_are_renewed():
    assert app.conf.worker_prefetch_multiplier == 1
    assert 0 < app.conf.worker_max_tasks_per_child <= 1000
    assert 0 < app.conf.worker_max_memory_per_child <= 2_000_000


def test_messages_need_no_bindings_that_an_emptied_redis_would_forget():
    assert {queue.exchange.name for queue in app.conf.task_queues} == {""}
    assert {queue.name for queue in app.conf.task_queues} == set(QUEUES)
