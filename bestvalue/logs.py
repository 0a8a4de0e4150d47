"""One JSON object for each line of the log, for a machine to read; times are UTC."""

import datetime as dt
import json
import logging

from .request_id import current_request_id


class JsonFormatter(logging.Formatter):
    """Writes time, level, logger, message, its facts and the request's identifier, with any traceback."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line of JSON."""
        line = {
            "time": dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        line |= getattr(record, "facts", {})
        request = getattr(record, "request", None)
        if request_id := current_request_id() or getattr(request, "request_id", ""):
            line["request_id"] = request_id
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)
