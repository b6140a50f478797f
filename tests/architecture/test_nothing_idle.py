"""What the product offers itself is used by it: a public function or class that only tests know is deleted."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.architecture import tree

FOUND_BY_NAME = {"apps", "management", "models", "tasks"}  # rooms; what is in them Django and the queue find
FOUND_BY_THEIR_BASE = {"OpenApiAuthenticationExtension"}
# Built before what will call it: printed calculations, shares as fractions.
READY = {"share_meant", "written_trace"}
Offered = ast.FunctionDef | ast.ClassDef


def named(node: ast.AST) -> Iterator[str]:
    """Names a piece of code makes use of, by text too (`"siadmin.celery.app"`); no imports, no `__all__`, no prose."""
    for each in ast.iter_child_nodes(node):
        if isinstance(each, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "__all__" for t in each.targets):
            continue
        if isinstance(each, ast.Name):
            yield each.id
        elif isinstance(each, ast.Attribute):
            yield each.attr
        elif isinstance(each, ast.Constant) and isinstance(each.value, str) and re.fullmatch(r"[\w.]+", each.value):
            yield from each.value.split(".")
        yield from named(each)


def idle(modules: dict[Path, ast.Module], elsewhere: set[str]) -> list[str]:
    """Public functions and classes of modules that nothing names outside their own bodies."""
    everywhere = Counter(name for module in modules.values() for name in named(module))
    return [
        f"{path} {node.name}"
        for path, module in modules.items()
        if not FOUND_BY_NAME & set(path.with_suffix("").parts)
        for node in module.body
        if isinstance(node, Offered)
        and not node.name.startswith("_")
        and not FOUND_BY_THEIR_BASE & {ast.unparse(base) for base in getattr(node, "bases", ())}
        and node.name not in elsewhere
        and everywhere[node.name] == Counter(named(node))[node.name]
    ]


def test_what_is_offered_is_used() -> None:
    written = [path for path in tree.python() if path.parts[0] in tree.DOMAINS]  # migrations too name what they need
    modules = {path: tree.parsed(path) for path in written}
    templates = {word for p in tree.files() if p.suffix == ".html" for word in re.findall(r"\w+", tree.text(p))}
    assert idle(modules, templates | READY) == []


def test_an_idle_function_would_be_named() -> None:
    module = ast.parse("__all__ = ['a']\ndef a(): a()\ndef b(): pass\ndef _c(): b()\nclass D: pass\nE = 'x.D'\n")
    assert idle({Path("m.py"): module}, set()) == ["m.py a"]
    assert idle({Path("m.py"): module}, {"a"}) == []
