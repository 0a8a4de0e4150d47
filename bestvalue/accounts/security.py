"""The lines of the log by which a watcher sees guessing and refused acts. Never a password, a code or a typed name."""

import logging

logger = logging.getLogger("bestvalue.security")


def note(what: str, **facts: object) -> None:
    """Log one security event; `facts` become members of the line."""
    logger.warning(what, extra={"facts": facts})
