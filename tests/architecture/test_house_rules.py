"""Rules of style that a reader should not have to remember."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture import tree

LONGEST_FILE = 400
LONGEST_FUNCTION = 60
TOP_LEVEL = {
    *tree.DOMAINS, "templates", "tests", "docs", "locale", "bench", ".ci", "manage.py", "pyproject.toml",
    "package.json", "docker-compose.yml", "Makefile", "README.md", "ARCHITECTURE.md", "CHANGELOG.md",
    "requirements.lock", "package-lock.json", ".gitignore",
}  # fmt: skip
FORBIDDEN_NAMES = re.compile(r"(^|_)(utils?|helpers?|managers?|common)(_|$)")
UNFINISHED = re.compile(r"\b(?:TODO|FIXME|XXX)\b|(?i:coming soon|not implemented\b)")
MACHINE_PATHS = re.compile(r"(?<![\w.])/(?:work/(?:wt|main|shared|repo)\b|root/\w|home/\w|Users/\w)")
REGISTRIES = re.compile(r"(?i)pypi\.org|pythonhosted\.org|npmjs\.org|deb\.debian\.org|(?<!no-emit-)index-url")
BINARY = {".xlsx", ".xls", ".ttf", ".png", ".jpg", ".pdf", ".woff2", ".ico"}
LOCKS = {"package-lock.json", "requirements.lock"}


def _written() -> list[Path]:
    """Text by hand, but for this file, which must name what it forbids."""
    return [
        path
        for path in tree.files()
        if path.suffix not in BINARY and not path.match("tests/data/*/*") and path.name != Path(__file__).name
    ]


def _lines_matching(pattern: re.Pattern[str], paths: list[Path]) -> list[str]:
    return [
        f"{path}:{number}: {line.strip()}"
        for path in paths
        for number, line in enumerate(tree.text(path).splitlines(), 1)
        if pattern.search(line)
    ]


def _functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree.parsed(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def _length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_the_top_level_holds_what_the_design_names_and_nothing_else() -> None:
    present = {entry.name for entry in tree.ROOT.iterdir()} - tree.ignored()
    assert sorted(present - TOP_LEVEL) == []
    assert sorted(TOP_LEVEL - present) == []


def test_no_file_grows_past_its_bound() -> None:
    long = {str(path): len(tree.text(path).splitlines()) for path in [*tree.product(), *tree.statements()]}
    assert {path: lines for path, lines in long.items() if lines > LONGEST_FILE} == {}


def test_no_function_grows_past_its_bound() -> None:
    lengths = {
        f"{path}:{node.lineno} {node.name}": _length(node) for path in tree.product() for node in _functions(path)
    }
    spread = [sum(low < n <= low + 20 for n in lengths.values()) for low in range(0, LONGEST_FUNCTION, 20)]
    print(f"functions: {len(lengths)}; up to 20, 40 and 60 lines: {spread}")
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FUNCTION} == {}


def test_names_say_what_is_inside() -> None:
    files = [str(path) for path in tree.python() if any(map(FORBIDDEN_NAMES.search, path.with_suffix("").parts))]
    inside = [
        f"{path}:{node.lineno} {node.name}"
        for path in tree.product()
        for node in ast.walk(tree.parsed(path))
        if isinstance(node, ast.ClassDef | ast.FunctionDef)
        and FORBIDDEN_NAMES.search(re.sub(r"(?<!^)(?=[A-Z])", "_", node.name).lower())
    ]
    assert files + inside == []


def test_no_float_comes_near_money() -> None:
    """Neither the type, nor a column, nor a literal."""
    intake = "contributions/declarations/intake/"
    apart = (
        "siadmin/settings.py",
        "siadmin/celery.py",
        "siadmin/embedded/",  # waits in seconds
        "siadmin/portal/world/",  # invents people by chance
        "siadmin/portal/management/",  # waits and tells how long it took
        *(intake + name for name in ("calamine_process.py", "delimited.py", "identity.py", "layout.py", "xlsx.py")),
    )  # those of the intake judge by shares of cells which column is which; wages are read in `wages` and `cells`
    found = []
    for path in tree.product():
        if path.as_posix().startswith(apart):
            continue
        for node in ast.walk(tree.parsed(path)):
            name = node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
            literal = isinstance(node, ast.Constant) and isinstance(node.value, float)
            if literal or name in {"float", "FloatField"}:
                found.append(f"{path}:{getattr(node, 'lineno', 0)}")
    assert found == []


def test_employers_are_locked_in_one_place() -> None:
    """Who locks them in another order than everybody else deadlocks: others call `lock_employer`, `lock_employers`."""
    asks_and_locks = [
        path.as_posix()
        for path in tree.product()
        if re.search(r"\bEmployer\.objects\b", tree.text(path)) and "select_for_update(" in tree.text(path)
    ]
    assert asks_and_locks == ["enrollment/registry/actions/registering.py"]


def _acts(node: ast.AST) -> str:
    """What an action does and an edge leaves to it: own a transaction, lock, tell the trail, call workers."""
    if isinstance(node, ast.Call) and "code" in {keyword.arg for keyword in node.keywords}:
        return node.func.id if isinstance(node.func, ast.Name) and node.func.id == "record" else ""
    return node.attr if isinstance(node, ast.Attribute) and node.attr in {"atomic", "select_for_update", "wake"} else ""


def test_edges_call_inward_and_leave_the_acting_to_actions() -> None:
    edges = [
        path
        for path in tree.product()
        if {"views", "api", "tasks", "management"} & set(path.with_suffix("").parts) and path.parts[1] != "kernel"
    ]
    assert len(edges) > 30
    found = {str(path): sorted(acts) for path in edges if (acts := set(map(_acts, ast.walk(tree.parsed(path)))) - {""})}
    assert found == {}


def test_migrations_read_no_clock() -> None:
    """A database made today is the one made last year."""
    clock = re.compile(r"\bnow\(\)|localdate\(\)|clock_timestamp|(?i:current_(?:date|time))|\.today\(\)")
    assert _lines_matching(clock, [path for path in tree.python() if "migrations" in path.parts]) == []


def test_the_day_of_a_moment_is_the_agencys() -> None:
    """Moments are kept in UTC: until eight in the morning `at.date()` is the day before, `localdate(at)` is today."""
    moment = re.compile(r"(?:\bat|_at|oldest|\]|\))\.date\(\)")
    apart = ("contributions/declarations/intake/", "siadmin/portal/world/")  # cells of files; a clock of its own
    paths = [path for path in tree.product() if not path.as_posix().startswith(apart)]
    assert _lines_matching(moment, paths) == []


def test_nothing_is_left_unfinished() -> None:
    assert _lines_matching(UNFINISHED, [path for path in _written() if path.name not in LOCKS]) == []


def test_no_path_of_a_machine_is_written_down() -> None:
    assert _lines_matching(MACHINE_PATHS, _written()) == []


def test_no_registry_is_named() -> None:
    assert _lines_matching(REGISTRIES, _written()) == []


def test_the_suite_would_see_what_it_forbids() -> None:
    assert FORBIDDEN_NAMES.search("date_utils")
    assert not FORBIDDEN_NAMES.search("commonwealth")
    assert UNFINISHED.search("# TODO later")
    assert not UNFINISHED.search("except NotImplementedError:")
    home, bench, host = "root", "work", "pypi"  # put together here: this file names none of them
    assert MACHINE_PATHS.search(f"open('/{home}/x')")
    assert MACHINE_PATHS.search(f"open('/{bench}/main')")
    assert not MACHINE_PATHS.search(f"docs/{bench}/main")
    assert REGISTRIES.search(f"https://{host}.org/simple")


def test_what_is_asked_imports_no_verbs() -> None:
    """Modules beside the rooms of an app are read by actions, selectors and views; only what joins an app acts."""
    joining = {"apps.py", "urls.py", "batch.py", "tasks.py", "api.py", "forms.py", "scheme.py", "actions.py"}
    asking = [
        path
        for path in tree.product()
        if len(path.parts) == 3 and path.name not in joining and path.parts[:2] != ("siadmin", "portal")
    ]
    assert len(asking) > 60
    acting = [f"{path}: {name}" for path in asking for name in _imported(path) if ".actions" in f".{name}."]
    assert acting == []


def _imported(path: Path) -> Iterator[str]:
    """What a module imports when it is loaded."""
    for node in tree.parsed(path).body:
        if isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def test_a_page_with_a_chart_loads_what_draws_it() -> None:
    """Without the script the chart stays hidden, and the page looks as if it never had one; parts of pages too."""
    templates = {
        path.relative_to("templates").as_posix(): (tree.ROOT / path).read_text(encoding="utf-8")
        for path in tree.files()
        if path.parts[0] == "templates" and path.suffix == ".html"
    }

    def draws(text: str) -> bool:
        parts = re.findall(r'{% include "([^"]+)"', text)
        return any(each == "components/chart.html" or (each in templates and draws(templates[each])) for each in parts)

    drawing = {name for name, text in templates.items() if "{% extends" in text and draws(text)}
    assert len(drawing) > 8
    assert {name for name in drawing if "portal/charts.js" not in templates[name]} == set()
