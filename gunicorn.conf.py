"""How gunicorn runs the web process; the Procfile says where it listens and how many processes there are."""

import gc
from typing import Any

worker_class = "bestvalue.serving.WholeRequestsWorker"
threads = 8  # in each process; each may hold a connection to the database


def post_worker_init(worker: Any) -> None:
    """Leave what was loaded at the start out of every later collection of garbage, which would halt all requests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 50)
