"""What a process may use that works for others: so much memory and processor time, and no network.

What holds where: Linux keeps all three (a seccomp filter takes away the making of sockets, which no later program can
undo), macOS time and the network (its sandbox), Windows none of them. There only the clock of the parent and the
reading of the query stand between a query and the network; SECURITY.md says so.
"""

import ctypes
import platform
import struct
import sys

if sys.platform != "win32":
    import resource

# Linux: linux/prctl.h, linux/seccomp.h, linux/bpf_common.h, linux/audit.h and the tables of system calls.
NO_NEW_PRIVILEGES, SET_SECCOMP, FILTER = 38, 22, 2
LOAD, EQUAL, AT_LEAST, RETURN = 0x20, 0x15, 0x35, 0x06
ALLOW, DENY = 0x7FFF0000, 0x00050000 | 1  # EPERM
NUMBER, ARCHITECTURE = 0, 4  # where they stand in struct seccomp_data
X32 = 0x40000000
# Of each architecture: its audit number, and socket, socketpair, connect and io_uring_setup.
CALLS = {
    "x86_64": (0xC000003E, (41, 53, 42, 425)),
    "aarch64": (0xC00000B7, (198, 199, 203, 425)),
    "arm64": (0xC00000B7, (198, 199, 203, 425)),
    "riscv64": (0xC00000F3, (198, 199, 203, 425)),
}
MAC_PROFILE = b"(version 1)(allow default)(deny network*)"


def confine(megabytes: int, seconds: float, *, network: bool = False) -> None:
    """Bound this process for the rest of its life, as far as the system it runs on can.

    Args:
        megabytes: of memory; what asks for more fails.
        seconds: of processor time; what uses more is killed.
        network: whether it may open connections.
    """
    if sys.platform != "win32":
        if sys.platform == "linux":
            lower(resource.RLIMIT_DATA, megabytes * 1_000_000)
        lower(resource.RLIMIT_CPU, int(seconds) + 1)
        lower(resource.RLIMIT_CORE, 0)
    if not network:
        leave_network()


def lower(what: int, most: int) -> None:
    """Lower a limit of this process, and leave one that is lower already."""
    _, hard = resource.getrlimit(what)
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(what, (most, most))


def leave_network() -> bool:
    """Take this process off the network for good, and return whether the system can."""
    if sys.platform == "linux":
        return filter_sockets()
    if sys.platform == "darwin":
        sandbox = ctypes.CDLL("/usr/lib/libSystem.B.dylib").sandbox_init
        return int(sandbox(MAC_PROFILE, 0, ctypes.byref(ctypes.c_char_p()))) == 0
    return False


def filter_sockets() -> bool:
    """Have Linux refuse the calls that make sockets, and return whether it does (seccomp(2))."""
    if platform.machine() not in CALLS:
        return False
    architecture, calls = CALLS[platform.machine()]
    refused = len(calls)
    steps = [
        (LOAD, 0, 0, ARCHITECTURE),
        (EQUAL, 0, refused + 3, architecture),  # calls of another architecture are numbered otherwise
        (LOAD, 0, 0, NUMBER),
        (AT_LEAST, refused + 1, 0, X32),
        *((EQUAL, refused - place, 0, call) for place, call in enumerate(calls)),
        (RETURN, 0, 0, ALLOW),
        (RETURN, 0, 0, DENY),
    ]
    program = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *step) for step in steps))
    table = struct.pack("@HxxxxxxP", len(steps), ctypes.addressof(program))
    process = ctypes.CDLL(None).prctl
    if process(NO_NEW_PRIVILEGES, 1, 0, 0, 0):
        return False
    return int(process(SET_SECCOMP, FILTER, ctypes.create_string_buffer(table), 0, 0)) == 0
