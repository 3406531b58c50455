"""Outputs that appear whole or not at all."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ontology.errors import StakegraphError


def write_whole(path: Path | str, data: str | bytes) -> None:
    """Write `data` to the file at `path`, which holds either all of it or what it held before.

    Raises:
        StakegraphError: the file cannot be written.
    """
    path = Path(path)
    content = data.encode() if isinstance(data, str) else data
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise StakegraphError(f"{path} cannot be written: {error.strerror}") from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except OSError as error:
        Path(temporary).unlink(missing_ok=True)
        raise StakegraphError(f"{path} cannot be written: {error.strerror}") from error


@contextmanager
def whole_folder(path: Path | str) -> Iterator[Path]:
    """Give a folder to write to, which becomes `path` at the end, or whose files replace those in it.

    If anything fails before, `path` stays as it was.

    Raises:
        StakegraphError: the folder cannot be made or filled.
    """
    path = Path(path)
    if path.exists() and not path.is_dir():
        raise StakegraphError(f"{path} is a file; name a folder for the results")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = Path(tempfile.mkdtemp(dir=path.parent, prefix=f".{path.name}."))
    except OSError as error:
        raise StakegraphError(f"{path} cannot be made: {error.strerror}") from error
    try:
        yield temporary
        if path.exists():
            for file in sorted(temporary.iterdir()):
                file.replace(path / file.name)
        else:
            temporary.chmod(0o755)
            temporary.rename(path)
    except OSError as error:
        raise StakegraphError(f"{path} cannot be written: {error.strerror}") from error
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
