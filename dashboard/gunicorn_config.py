"""How gunicorn runs GLOBO: ``gunicorn -c python:dashboard.gunicorn_config``.

The app is built and warmed once, before the workers are forked, so that no visit finds it half
made. Connections to the store are closed before each fork: they must not be shared.
"""

import gc
import logging
from typing import Any

from dashboard.config import Settings
from dashboard.logs import configure_logs
from dashboard.warm_up import make_smallest_later, warm_app
from data_access.measures.run import hold_in_memory

log = logging.getLogger("globo.server")

_settings = Settings.from_env()

wsgi_app = "dashboard.wsgi:application"
bind = f"{_settings.host}:{_settings.port}"
workers = _settings.workers
threads = _settings.threads
worker_class = "gthread"
preload_app = True
timeout = 60
graceful_timeout = 20
keepalive = 15
limit_request_line = 8190
loglevel = "warning"
control_socket_disable = True

configure_logs(_settings.log_level)
# An answer is some ten thousand objects, nearly all of them gone when it is sent.
gc.set_threshold(20_000, 20, 50)


def when_ready(_arbiter: Any) -> None:
    """Warm the app and say where it listens."""
    from dashboard.wsgi import app, store

    hold_in_memory(store)
    cold = warm_app(app, _settings)
    if cold:
        log.error("these addresses did not answer: %s", ", ".join(cold))
    store.close()
    # What is loaded by now stays: workers share its memory, and none looks there for rubbish.
    gc.collect()
    gc.freeze()
    log.info("GLOBO listens on %s", _settings.url)


def pre_fork(_arbiter: Any, _worker: Any) -> None:
    """Leave no connection open for the worker to inherit."""
    from dashboard.wsgi import store

    store.close()


def post_worker_init(worker: Any) -> None:
    """Warm the connections of this worker; the first one also makes the smallest files."""
    from dashboard.wsgi import app

    warm_app(app, _settings)
    if worker.age == 1:
        make_smallest_later(app.server.extensions["globo_static_files"])
