"""Packing stored bytes into an archive that is the same, byte for byte, whenever it is packed again (rulings 36)."""

import datetime as dt
import hashlib
import shutil
import zipfile
from collections.abc import Iterable
from typing import IO

from bestvalue.desk.models import BundlePart
from cases.services.files import private_files

MODE = 0o100644 << 16  # a plain file that its owner may write and everybody may read
UNIX = 3


def pack(parts: Iterable[BundlePart], moment: dt.datetime, archive: IO[bytes]) -> None:
    """Write the archive: the parts in their order, each dated by the decision, none compressed.

    Compression is left out because its bytes depend on the library that does it. Raises OSError where a part is
    missing, and ValueError where one is not as it was kept.
    """
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as made:
        for part in parts:
            entry = zipfile.ZipInfo(part.path, moment.astimezone(dt.UTC).timetuple()[:6])
            entry.create_system, entry.external_attr, entry.file_size = UNIX, MODE, part.size
            with private_files().open(part.kept_as) as content, made.open(entry, "w") as target:
                shutil.copyfileobj(content, target)
            _need_as_kept(part)


def _need_as_kept(part: BundlePart) -> None:
    with private_files().open(part.kept_as) as content:
        found = hashlib.file_digest(content, "sha256").hexdigest()
    if found != part.sha256:
        raise ValueError(f"{part.path} is not as it was kept: its SHA-256 is {found}.")
