"""Which account the servers run as, and folders that only this account may use.

PostgreSQL refuses to run as root. A root process therefore runs both servers as the owner of what is already there, as
the owner of the project folder, or as `nobody`; anyone else runs them as themselves. Whoever starts the project first
decides: root may always join in, another user is told what to do.
"""

import os
import pwd
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from siadmin.embedded.failure import EmbeddedStartFailed
from siadmin.kernel.language import Words


@dataclass(frozen=True)
class Account:
    uid: int
    gid: int

    @property
    def name(self) -> str:
        known = _known(self.uid)
        return known.pw_name if known else str(self.uid)

    @property
    def is_lent(self) -> bool:
        """We are root and act as somebody else."""
        return os.geteuid() == 0 and self.uid != 0

    @property
    def process_options(self) -> dict[str, Any]:
        """For `subprocess`: become this account after the working directory was entered."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if self.is_lent else {}

    def take(self, path: Path) -> None:
        """What root made for the account belongs to the account."""
        if self.is_lent and path.lstat().st_uid != self.uid:
            os.chown(path, self.uid, self.gid, follow_symlinks=False)

    def take_all(self, folder: Path) -> None:
        """A new folder, or a project that was handed to somebody else with `chown -R`."""
        for path in (*folder.rglob("*"), folder):
            self.take(path)


def account_for(folder: Path, root: Path) -> Account:
    """Who runs the server that keeps its files in `folder`, in the project at `root`.

    Raises EmbeddedStartFailed when the files belong to somebody else and we are not root, or when root finds no
    account to lend.
    """
    uid = os.geteuid()
    if uid != 0:
        if folder.exists() and folder.stat().st_uid != uid:
            raise _belongs_to_another(folder)
        return Account(uid, os.getegid())
    owners = [path.stat().st_uid for path in (folder, root) if path.exists()]
    for entry in (*map(_known, filter(None, owners)), _known("nobody")):
        if entry is not None and entry.pw_uid != 0:
            return Account(entry.pw_uid, entry.pw_gid)
    raise EmbeddedStartFailed(
        Words(
            "PostgreSQL 不能以 root 运行，且本机没有 nobody 账户。",
            "PostgreSQL cannot run as root; there is no nobody.",
        ),
        Words("请改用普通用户运行，或设置 DATABASE_URL。", "Run as an ordinary user, or set DATABASE_URL."),
    )


def private_folder(path: Path, account: Account, mode: int = 0o700) -> Path:
    """`path`, made if missing, owned by `account` and with exactly this mode.

    It lies in a folder where everybody may write: one that somebody else made there is refused.
    """
    try:
        path.mkdir(mode=0o700)
    except FileExistsError:
        pass
    else:
        path.chmod(mode)
    found = path.lstat()
    if stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid():
        account.take(path)
        found = path.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != account.uid or stat.S_IMODE(found.st_mode) & ~mode:
        raise EmbeddedStartFailed(
            Words(
                f"{path} 不是账户 {account.name} 的专用文件夹。", f"{path} is not a private folder of {account.name}."
            ),
            Words("请查看是谁建立的，删除后重试。", "Find out who made it, remove it and try again."),
        )
    return path


def _known(who: int | str) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(who) if isinstance(who, str) else pwd.getpwuid(who)
    except KeyError:
        return None


def _belongs_to_another(folder: Path) -> EmbeddedStartFailed:
    owner = Account(folder.stat().st_uid, folder.stat().st_gid).name
    return EmbeddedStartFailed(
        Words(f"{folder} 属于账户 {owner}。", f"{folder} belongs to the account {owner}."),
        Words(
            f"请以 {owner} 或 root 运行；或停止服务后用 chown -R 移交 .local；或设置 DATABASE_URL 和 REDIS_URL。",
            f"Run as {owner} or root; or stop the servers and hand .local over with chown -R; or set DATABASE_URL and "
            "REDIS_URL.",
        ),
    )
