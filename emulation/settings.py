"""Settings, all of them by environment; with no environment at all the product runs for one desk.

`APP_ENV=production` turns on the guards of `emulation.guards`: a default secret, DEBUG or an open host
list stop the start with a sentence that says what to set.
"""

import os
from pathlib import Path

import environ
from bootstrap_wrapper import get_bootstrap_dir
from celery.beat import BeatLazyFunc
from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.contrib.messages import constants as message_levels
from kombu import Exchange, Queue

from .guards import refuse_unsafe_production
from .moments import now_text

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

PRODUCTION = env.str("APP_ENV", "local") == "production"
VAR_DIR = Path(env.str("VAR_DIR", str(BASE_DIR / "var")))
VAR_DIR.mkdir(parents=True, exist_ok=True)

DEFAULT_SECRET_KEY = "local-only-secret-key-that-production-refuses-to-start-with"
SECRET_KEY = env.str("SECRET_KEY", DEFAULT_SECRET_KEY)
DEBUG = env.bool("DEBUG", False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
SITE_URL = env.str("SITE_URL", f"http://127.0.0.1:{env.str('PORT', '8000')}")
# The folder of the certificates that are trusted as roots of digital signatures.
TRUST_ROOTS = Path(env.str("TRUST_ROOTS", str(VAR_DIR / "trust-roots")))
# Keys of ballot boxes while a vote is open: beside the database and never in a backup of it.
BALLOT_KEYS = Path(env.str("BALLOT_KEYS", str(VAR_DIR / "ballot-keys")))
if PRODUCTION:
    refuse_unsafe_production(
        secret_key=SECRET_KEY,
        default_secret_key=DEFAULT_SECRET_KEY,
        debug=DEBUG,
        allowed_hosts=ALLOWED_HOSTS,
        trust_roots=TRUST_ROOTS,
    )

INSTALLED_APPS = [
    "emulation.apps.EmulationConfig",
    "awards.apps.AwardsConfig",
    "campaigns.apps.CampaignsConfig",
    "plans.apps.PlansConfig",
    "reminders.apps.RemindersConfig",
    "documents.apps.DocumentsConfig",
    "units.apps.UnitsConfig",
    "core.apps.CoreConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "axes",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_filters",
    "django_fsm",
    "django_htmx",
    "rules",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "emulation.accel.AccelMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "core.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "core.middleware.ReadableRequestMiddleware",
    "core.middleware.ActMiddleware",
    "core.middleware.RefusalMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "emulation.urls"
WSGI_APPLICATION = "emulation.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "core.context.frame",
            ],
        },
    },
]
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # IMMEDIATE takes the write lock at once: two writers wait for each other instead of failing half-way.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
    # A file, not memory: browser tests read and write through several connections, as the product does.
    DATABASES["default"]["TEST"] = {"NAME": VAR_DIR / f"test-{os.getpid()}.sqlite3"}
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", 60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # Who waits for a database that does not answer reads after seconds that the system rests.
    DATABASES["default"]["OPTIONS"] = {"connect_timeout": 5, **DATABASES["default"].get("OPTIONS", {})}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "units.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
CSRF_FAILURE_VIEW = "core.views.csrf_failure"
LOGIN_URL = "core:login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = LOGIN_URL
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "core/locked_out.html"
AXES_VERBOSE = False

SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_SAVE_EVERY_REQUEST = False
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
if PRODUCTION:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", True)
    # A load balancer asks these inside the house, without https.
    SECURE_REDIRECT_EXEMPT = [r"^song/$", r"^san-sang/$", r"^suc-khoe/$"]
    SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", 3600)
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [SELF],
        "form-action": [SELF],
    }
}

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt")]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = ["core.formats"]

STATIC_URL = "static/"
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("bootstrap", get_bootstrap_dir()),
    ("guide", BASE_DIR / "docs" / "pictures"),
]
STATIC_ROOT = VAR_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
MEDIA_ROOT = VAR_DIR / "media"
MEDIA_URL = "/media-is-served-by-views-only/"
# Backups (core/backups.py): better on another disk; the keys of ballot boxes are in none of them.
BACKUP_DIR = Path(env.str("BACKUP_DIR", str(VAR_DIR / "backup")))
BACKUP_KEEP = env.int("BACKUP_KEEP", 14)
BACKUP_HOURS = env.float("BACKUP_HOURS", 24.0)  # how old the last may be before the next; 0: a timer outside takes them
X_ACCEL_PREFIX = env.str("X_ACCEL_PREFIX", "")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = not PRODUCTION
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000  # the editor posts a dozen fields for each of a plan's tasks
ATTACHMENT_MAX_BYTES = 20 * 1024 * 1024
# Uploaded files are shown to a virus scanner where one of these is set (core/scanning.py).
CLAMD_SOCKET = env.str("CLAMD_SOCKET", "")
SCAN_COMMAND = env.str("SCAN_COMMAND", "")

# Signing: a token's library, a time stamp authority, whether the machine may fetch proofs; see docs/deploy.md.
SIGNING_PKCS11_MODULE = env.str("SIGNING_PKCS11_MODULE", "")
SIGNING_TSA_URL = env.str("SIGNING_TSA_URL", "")
SIGNING_FETCH = env.bool("SIGNING_FETCH", False)
VERIFY_MAX_BYTES = 20 * 1024 * 1024
RATE_LIMITED = env.bool("RATE_LIMITED", True)
# How many proxies in front of us write X-Forwarded-For; 0 believes none of it.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", 1 if PRODUCTION else 0)

if email_url := env.str("EMAIL_URL", ""):
    vars().update(env.email_url_config(email_url))
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = VAR_DIR / "mail"
# A mail server that hangs must not hold a worker.
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", 30)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "thidua@localhost")

CELERY_BROKER_URL = env.str("CELERY_BROKER_URL", "filesystem://localhost/")
if CELERY_BROKER_URL.startswith("filesystem"):
    _queue = VAR_DIR / "queue"
    for folder in ("messages", "done", "control"):
        (_queue / folder).mkdir(parents=True, exist_ok=True)
    CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, object] = {
        "data_folder_in": str(_queue / "messages"),
        "data_folder_out": str(_queue / "messages"),
        "processed_folder": str(_queue / "done"),
        "control_folder": str(_queue / "control"),
        "store_processed": False,
    }
elif CELERY_BROKER_URL.startswith("redis"):
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        # Longer than any task may run (emulation/tests/test_tasks.py): no message is given out twice meanwhile.
        "visibility_timeout": 60 * 60,
        # A broker that accepts and does not answer holds up no request for longer.
        "socket_timeout": 1,
        "socket_connect_timeout": 1,
        "max_retries": 0,
        "interval_start": 0,
    }
CELERY_BROKER_CONNECTION_TIMEOUT = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # a worker waits for its broker as long as it takes
# A message that cannot be sent is not tried again inside a request: the sweeper finds its row (core/queues.py).
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_ALWAYS_EAGER = env.bool("CELERY_TASK_ALWAYS_EAGER", False)
CELERY_TASK_EAGER_PROPAGATES = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]  # a pickle in the queue is refused unread
# Three queues, so that a long batch never holds up a reminder; one worker may serve them all. The nameless
# exchange puts a message straight into its queue: there are no bindings that an emptied Redis would forget.
CELERY_TASK_QUEUES = [Queue(name, Exchange(""), routing_key=name) for name in ("default", "mail", "pdf")]
CELERY_TASK_DEFAULT_QUEUE = CELERY_TASK_DEFAULT_ROUTING_KEY = "default"
CELERY_TASK_DEFAULT_EXCHANGE = ""
CELERY_TASK_CREATE_MISSING_QUEUES = False
CELERY_TASK_ROUTES = {
    "core.tasks.run_job": {"queue": "pdf"},
    "core.tasks.*": {"queue": "default"},
    "reminders.tasks.*": {"queue": "mail"},
    "awards.tasks.mail_*": {"queue": "mail"},
    "awards.tasks.*": {"queue": "default"},
}
# Each task is acknowledged when it has ended, and finds by a conditional update whether it has still to be done.
# Whether a message comes back when its worker was killed is decided for each task (`reject_on_worker_lost`).
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_SOFT_TIME_LIMIT = 10 * 60
CELERY_TASK_TIME_LIMIT = 12 * 60
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 200
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 700_000  # KB; setting pages takes memory that Python does not give back
# A task whose message comes back after a lost connection finds its row claimed: it need not be ended for that.
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = False
CELERY_TIMEZONE = TIME_ZONE
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BEAT_SCHEDULER = "emulation.living:Scheduler"
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat-schedule")
# The clock's messages expire before the next ones come: a worker that was away finds no heap of them.
CELERY_BEAT_SCHEDULE = {
    "send-reminders": {
        "task": "reminders.tasks.send_reminders",
        "schedule": env.float("REMINDER_SECONDS", 300.0),
        "options": {"expires": 300},
    },
    "sweep": {"task": "core.tasks.sweep", "schedule": 60.0, "options": {"expires": 55}},
    # At night, and before the morning's digest.
    "verify-audit": {
        "task": "core.tasks.verify_audit", "schedule": crontab(hour=2, minute=30), "options": {"expires": 3600},
    },
    "back-up": {"task": "core.tasks.back_up", "schedule": 1800.0, "options": {"expires": 1800}},
    "forget-orphans": {
        "task": "core.tasks.forget_orphans", "schedule": crontab(hour=3, minute=10), "options": {"expires": 3600},
    },
    "mend-search": {
        "task": "core.tasks.mend_search", "schedule": crontab(hour=1, minute=15), "options": {"expires": 3600},
    },
    "forget-imports": {"task": "awards.tasks.forget_imports", "schedule": 3600.0, "options": {"expires": 3600}},
}
for _name in ("default", "mail", "pdf"):
    CELERY_BEAT_SCHEDULE[f"pulse-{_name}"] = {
        "task": "core.tasks.pulse",
        "schedule": 60.0,
        "args": (_name, BeatLazyFunc(now_text)),
        "options": {"queue": _name, "expires": 55},
    }

MESSAGE_TAGS = {message_levels.ERROR: "danger"}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "filters": {"request_line": {"()": "emulation.log_lines.RequestLine"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "WARNING")},
    # What it finds wrong with a file goes to the person who sent the file, in a sentence.
    "loggers": {
        **{name: {"level": "CRITICAL"} for name in ("pyhanko", "pyhanko_certvalidator")},
        "django.request": {"filters": ["request_line"]},
    },
}
