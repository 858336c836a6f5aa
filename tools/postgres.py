"""A PostgreSQL server of our own for one test run: made, used, stopped and removed; never the machine's."""

import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

USER = "wraparound"

# Nothing in it outlives the run, so nothing needs to reach the disk.
SETTINGS = """
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
port = {port}
fsync = off
synchronous_commit = off
full_page_writes = off
"""


class ServerWillNotStart(Exception):
    """PostgreSQL is here but its programs fail; the message is what they said."""


@dataclass(frozen=True)
class Server:
    """The programs, the folder a cluster lives in, and the system user they run as (None: whoever we are)."""

    programs: Path
    folder: Path
    owner: str | None

    def run(self, program: str, *words: str) -> None:
        """Runs one program in the cluster's folder; ServerWillNotStart with its words if it fails."""
        with (self.folder / "output").open("a") as output:
            try:
                subprocess.run(
                    (str(self.programs / program), "-D", str(self.folder / "data"), *words),
                    cwd=self.folder,
                    env=os.environ | {"HOME": str(self.folder), "LC_ALL": "C"},
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=output,
                    check=True,
                    user=self.owner,
                    group=self.owner and pwd.getpwnam(self.owner).pw_gid,
                    extra_groups=() if self.owner else None,
                )
            except (OSError, subprocess.SubprocessError) as refusal:
                raise ServerWillNotStart(f"{program} failed. {self._last_words() or refusal}") from refusal

    def _last_words(self) -> str:
        said = [self.folder / name for name in ("output", "log")]
        lines = [line for file in said if file.exists() for line in file.read_text(errors="replace").splitlines()]
        return " / ".join(lines[-3:])


@contextmanager
def temporary_cluster(programs: Path) -> Iterator[str]:
    """The address of a fresh server on 127.0.0.1, for as long as the block lasts; Ctrl-C ends it too."""
    folder = Path(tempfile.mkdtemp(prefix="wraparound-postgresql-"))
    server = Server(programs, folder, _owner())
    try:
        address = _start(server)
        try:
            yield address
        finally:
            with suppress(ServerWillNotStart):  # it may have died already, and then there is nothing to stop
                server.run("pg_ctl", "--mode=immediate", "--wait", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _start(server: Server) -> str:
    password = secrets.token_hex(16)
    password_file = server.folder / "password"
    password_file.write_text(password, encoding="utf-8")
    if server.owner:
        for path in (server.folder, password_file):
            shutil.chown(path, server.owner)
    server.run(
        "initdb",
        *("--username", USER, "--auth", "scram-sha-256", "--pwfile", str(password_file)),
        *("--encoding", "UTF8", "--no-locale", "--no-sync"),
    )
    port = _free_port()
    with (server.folder / "data/postgresql.conf").open("a", encoding="utf-8") as settings:
        settings.write(SETTINGS.format(port=port))
    server.run("pg_ctl", "--log", str(server.folder / "log"), "--wait", "start")
    return f"postgresql://{USER}:{password}@127.0.0.1:{port}/postgres"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _owner() -> str | None:
    """PostgreSQL refuses to run as root, so for root it is the packagers' user, or else nobody."""
    if os.geteuid() != 0:
        return None
    return "postgres" if "postgres" in {user.pw_name for user in pwd.getpwall()} else "nobody"
