"""Outputs that appear whole or not at all, whenever a run is killed.

What is written is prepared in a folder beside its place and moved there in one step. The folder is locked while its
run lives, so that the next run knows what killed ones have left and clears it away. Windows has no such locks; there
leftovers (.stakegraph-…) stay. What works on a folder for longer has a lock that every system knows.
"""

import ctypes
import errno
import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ontology.errors import StakegraphError

if sys.platform == "win32":
    fcntl = None  # there nobody shares a folder
else:
    import fcntl

PREFIX = ".stakegraph-"
HERE = -100  # AT_FDCWD: paths are taken as they are
EXCHANGE = 2  # linux/fs.h: RENAME_EXCHANGE; Darwin's sys/stdio.h: RENAME_SWAP


def write_whole(path: Path | str, data: str | bytes) -> None:
    """Write `data` to the file at `path`, which holds either all of it or what it held before.

    A device or a pipe cannot be replaced and is written to.

    Raises:
        StakegraphError: the file cannot be written.
    """
    path = Path(path)
    content = data.encode() if isinstance(data, str) else data
    try:
        path = path.resolve()  # a link stays, and what it leads to is replaced
        if path.exists() and not path.is_file() and not path.is_dir():
            path.write_bytes(content)
            return
        with beside(path) as place:
            (place / "file").write_bytes(content)
            (place / "file").replace(path)
    except OSError as error:
        raise StakegraphError(f"{path} cannot be written: {error.strerror or error}") from error


@contextmanager
def whole_folder(path: Path | str, names: Collection[str] = ()) -> Iterator[Path]:
    """Give a folder to write to, which takes the place of the one at `path` at the end, as one.

    Files there that are not written anew are kept. If anything fails before, or the process is killed, `path` is
    as it was. Where two folders cannot be exchanged in one step (Linux and macOS can, on most file systems) there
    are two renames: a process killed between them leaves no folder at `path`, and the next run puts the old one back.

    Args:
        path: the folder; it is made where there is none, and the folders above it too.
        names: of the files to come, to find out before anything is written that one cannot be.

    Raises:
        StakegraphError: the folder cannot be made or replaced.
    """
    path = replaceable(path, names)
    old = path.with_name(f".{path.name}.stakegraph-old")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside(path) as place:
            if old.exists() and not path.exists():
                old.rename(path)
            shutil.rmtree(old, ignore_errors=True)
            new = place / "folder"
            new.mkdir()
            yield new
            if not path.exists():
                new.rename(path)
                return
            with locked(path):
                keep(path, new)
                if not exchange(new, path):
                    path.rename(old)
                    try:
                        new.rename(path)
                    except OSError:
                        old.rename(path)
                        raise
                    shutil.rmtree(old, ignore_errors=True)
    except OSError as error:
        raise StakegraphError(f"{path} cannot be written: {error.strerror or error}") from error


def replaceable(path: Path | str, names: Collection[str] = ()) -> Path:
    """Return where a folder really is, or raise where it could not be replaced by one with files of these names.

    Raises:
        StakegraphError: it is no folder, is in use as a whole, or holds a folder under one of the names.
    """
    path = Path(path)
    try:
        path = path.resolve()
        if path.exists() and not path.is_dir():
            raise StakegraphError(f"{path} is a file; name a folder for the results")
        if path.exists() and not os.access(path, os.W_OK):
            raise StakegraphError(f"{path} cannot be written: it is read-only for you")
        if os.path.ismount(path):
            raise StakegraphError(f"{path} is a disk, which cannot be replaced; name a folder in it")
        if Path.cwd().is_relative_to(path):
            raise StakegraphError(f"{path} will be replaced, and you are in it; name another, or go one up")
        for name in names:
            if (path / name).is_dir():
                raise StakegraphError(f"{path / name} is a folder and cannot be replaced; move it away")
    except OSError as error:
        raise StakegraphError(f"{path} cannot be written: {error.strerror or error}") from error
    return path


@contextmanager
def beside(path: Path) -> Iterator[Path]:
    """Give a folder of our own beside `path`, gone at the end, and clear away those of killed runs."""
    for left in path.parent.glob(f"{PREFIX}*"):
        with suppress(StakegraphError), locked(left, wait=False) as dead:
            if dead:
                shutil.rmtree(left, ignore_errors=True)
    while True:
        place = Path(tempfile.mkdtemp(dir=path.parent, prefix=PREFIX))
        with locked(place):
            if not place.exists():
                continue  # between the two lines above, another run took it for a dead one's
            try:
                yield place
            finally:
                shutil.rmtree(place, ignore_errors=True)
            return


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep others who ask from a folder meanwhile; nothing does where the file system has no locks.

    The lock is a file beside the folder, since that may be exchanged meanwhile. The system lets go of it when the
    process ends, however it does.

    Raises:
        StakegraphError: another process has it.
    """
    from filelock import FileLock, Timeout  # noqa: PLC0415 - few commands work for so long

    path = folder.resolve()
    lock = FileLock(path.with_name(f".{path.name}.stakegraph-lock"), timeout=0)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout as error:
        raise StakegraphError(f"another run is at work in {folder}; try again when it is done") from error
    except OSError:
        pass  # whoever writes there will be told
    try:
        yield
    finally:
        with suppress(OSError):  # on Windows it goes with the release
            if lock.is_locked:
                Path(lock.lock_file).unlink()
        lock.release()


@contextmanager
def locked(folder: Path, *, wait: bool = True) -> Iterator[bool]:
    """Keep others who ask from the folder meanwhile, and give whether it is kept: not every file system can.

    Args:
        folder: what to lock.
        wait: until who has it lets go.

    Raises:
        StakegraphError: there is no such folder.
    """
    if fcntl is None:
        yield False
        return
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError as error:
        raise StakegraphError(f"{folder} cannot be opened: {error.strerror}") from error
    kept = False
    with suppress(OSError):
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        kept = True
    try:
        yield kept
    finally:
        os.close(handle)


def keep(old: Path, new: Path) -> None:
    """Give a new folder all of an old one that it does not hold itself, and the old one's owner and rights.

    Raises:
        StakegraphError: something cannot be taken over.
    """
    written = {file.name for file in new.iterdir()} | {file.name for file in old.glob(f"{PREFIX}*")}
    try:
        shutil.copytree(
            old,
            new,
            symlinks=True,
            ignore=lambda folder, _: written if Path(folder) == old else (),
            copy_function=link,
            dirs_exist_ok=True,
        )
    except shutil.Error as error:
        file, _, reason = error.args[0][0]
        raise StakegraphError(f"{old} cannot be replaced and keep {file}: {reason}") from error
    owned_alike(old, new)


def owned_alike(old: Path, new: Path) -> None:
    """Give a new folder an old one's owner and rights."""
    about = old.stat()
    new.chmod(stat.S_IMODE(about.st_mode))
    if hasattr(os, "chown") and (about.st_uid, about.st_gid) != (os.getuid(), os.getgid()):
        os.chown(new, about.st_uid, about.st_gid)


def link(old: str, new: str) -> None:
    """Have a file in two places; copy it where the file system has no links.

    A file on another disk is mounted into the folder, and would be deleted with the old one: that is an error.
    """
    try:
        os.link(old, new, follow_symlinks=False)
    except OSError as error:
        if error.errno == errno.EXDEV:
            raise
        shutil.copy2(old, new)


def exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step, and return whether the system and the file system can."""
    try:
        library = ctypes.CDLL(None)
        if sys.platform == "darwin":
            return int(library.renamex_np(bytes(one), bytes(other), EXCHANGE)) == 0
        return int(library.renameat2(HERE, bytes(one), HERE, bytes(other), EXCHANGE)) == 0
    except (AttributeError, OSError, TypeError):  # Windows, and systems without the call
        return False
