from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import mmn_check

MODULES = sorted(Path(mmn_check.__file__).parent.rglob("*.py"))


@cache
def tree_of(module: Path) -> ast.Module:
    """What a module says, to be read only."""
    return ast.parse(module.read_text("utf-8"))


def test_no_two_modules_share_a_name() -> None:
    """Who looks for something by `ls` finds it in one place."""
    names = Counter(one.stem for one in MODULES if one.stem != "__init__")

    assert [name for name, count in names.items() if count > 1] == []


def types_in(module: Path) -> Iterator[str]:
    """The classes and the aliases of types that a module makes."""
    for node in tree_of(module).body:
        match node:
            case ast.ClassDef(name=name) | ast.Assign(targets=[ast.Name(id=name)]):
                if not name.lstrip("_").isupper():
                    yield name.lstrip("_")


def test_no_two_types_share_a_name() -> None:
    """A type's name means one thing in the whole package, whether a module keeps it to itself."""
    names = Counter(name for module in MODULES for name in types_in(module) if name[0].isupper())

    assert [name for name, count in names.items() if count > 1] == []


def test_no_two_functions_share_a_name() -> None:
    """`_row` in nine modules would be found nine times: but for commands, and for what is typed."""
    found = Counter(
        node.name.lstrip("_")
        for module in MODULES
        if not {"cli", "understanding"}.intersection(module.parts)
        for node in tree_of(module).body
        if isinstance(node, ast.FunctionDef)
    )

    assert [name for name, count in found.items() if count > 1] == []


def test_the_language_in_use_is_asked_for_at_the_edges_alone() -> None:
    """What understands, keeps and sums up is told the language that it works in."""
    edges = {"i18n.py", "session", "cli", "output"}
    package = Path(mmn_check.__file__).parent
    asking = {
        module.relative_to(package).parts[0]
        for module in MODULES
        for node in ast.walk(tree_of(module))
        if isinstance(node, ast.ImportFrom) and node.module == "mmn_check.i18n"
        if {"language", "speak"}.intersection(one.name for one in node.names)
    }

    assert asking
    assert asking <= edges


def test_where_plain_takes_effect_is_told_in_one_place() -> None:
    """Whatever takes `plain` is named there; all else only hands it down."""
    told = ast.get_docstring(tree_of(next(one for one in MODULES if one.stem == "plain"))) or ""
    for module in MODULES:
        takes, handed = set[str](), set[int]()
        for node in ast.walk(tree_of(module)):
            match node:
                case ast.FunctionDef(name=name, args=ast.arguments(kwonlyargs=taken)):
                    takes |= {name for one in taken if one.arg == "plain"}
                case ast.keyword(arg="plain", value=value):
                    handed.add(id(value))
        uses = [
            node
            for node in ast.walk(tree_of(module))
            if isinstance(node, ast.Attribute) and node.attr == "plain" and id(node) not in handed
            if isinstance(node.value, ast.Name) and node.value.id in ("session", "self")
        ]
        place = f"{module.parent.name}/{module.name}"
        assert not takes or module.stem == "plain" or place in told, place
        assert not uses, place
