"""One JSON object for each line of the log, for a machine to read; times are UTC."""

import datetime as dt
import json
import logging
from typing import Any

from .request_id import current_request_id
from .request_log import route_of


class JsonFormatter(logging.Formatter):
    """Writes time, level, logger, message and the request's identifier, with the traceback where there is one.

    What a record brings along as `facts` are members too. A request is named by its route, as a path may be a secret.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line of JSON."""
        request: Any = getattr(record, "request", None)
        message = record.getMessage()
        line = {
            "time": dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": message.replace(request.path, route_of(request)) if hasattr(request, "path") else message,
            **getattr(record, "facts", {}),
        }
        if request_id := current_request_id() or getattr(request, "request_id", ""):
            line["request_id"] = request_id
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)
