"""What the linters cannot know of this house's style."""

import ast
import re

from tests.house.source import ROOT, Module, modules

LONGEST_FILE = 220
LONGEST_FUNCTION = 45
LEFT_FOR_LATER = re.compile(r"#\s*(TODO|FIXME|XXX|HACK)\b")
IGNORED = re.compile(r"#\s*(noqa|type: ignore)\b(?P<rest>.*)")
WITH_A_REASON = re.compile(r"\w\]?\s+(-|#)\s+\w")
VAGUE = re.compile(r"Manager|Service|Handler|Helper|^Base|^utils$|^common$")


def lines(module: Module) -> list[tuple[str, str]]:
    """Each line with the place it stands at."""
    place = module.path.relative_to(ROOT)
    return [(f"{place}:{number}", line) for number, line in enumerate(module.text.splitlines(), 1)]


def swallows(case: ast.match_case) -> bool:
    """Whether it takes whatever comes and goes on as if it knew what that was."""
    whatever = isinstance(case.pattern, ast.MatchAs) and case.pattern.pattern is None and case.guard is None
    return whatever and not ast.unparse(case.body[0]).startswith("assert_never(")


def test_a_match_never_swallows_what_it_does_not_know() -> None:
    cases = [(module, case) for module in modules("ivr") for case in ast.walk(module.tree) if isinstance(case, ast.match_case)]
    assert not [f"{module.name}:{case.pattern.lineno}" for module, case in cases if swallows(case)]


def test_nothing_of_ours_is_replaced_behind_its_back() -> None:
    forbidden = re.compile(r"(unittest\.)?mock(\.|$)|.*\.mock\.|.*monkeypatch\.(setattr|setitem|delattr)$|mocker\.")
    used = [(module.name, name) for module in modules("tests") for name in (*module.imports, *module.dotted)]
    assert not [f"{module} uses {name}" for module, name in used if forbidden.match(name)]


def test_every_test_file_has_tests_and_no_other_file_hides_any() -> None:
    found = [(module, any(function.name.startswith("test_") for function in module.functions)) for module in modules("tests")]
    assert not [module.name for module, has_tests in found if has_tests != module.is_test]


def test_no_test_hides_another_of_its_name() -> None:
    for module in modules("tests"):
        names = [node.name for node in module.tree.body if isinstance(node, ast.FunctionDef)]
        assert len(names) == len(set(names)), module.name


def test_no_file_is_too_long_to_read() -> None:
    assert not [module.name for module in modules("ivr") if len(lines(module)) > LONGEST_FILE]


def test_no_function_is_too_long_to_read() -> None:
    written = [(module, function) for module in modules("ivr") for function in module.functions]
    assert not [
        f"{module.name}.{function.name}" for module, function in written if (function.end_lineno or 0) - function.lineno >= LONGEST_FUNCTION
    ]


def test_every_module_says_what_it_is_for() -> None:
    assert not [module.name for module in modules("ivr") if not ast.get_docstring(module.tree)]


def test_a_name_says_what_a_thing_is() -> None:
    for module in modules("ivr", "tests"):
        classes = [node.name for node in ast.walk(module.tree) if isinstance(node, ast.ClassDef)]
        assert not [name for name in (*classes, module.path.stem) if VAGUE.search(name)], module.name


def test_nothing_is_left_for_later() -> None:
    assert not [place for module in modules("ivr", "tests") for place, line in lines(module) if LEFT_FOR_LATER.search(line)]


def test_every_ignored_warning_has_its_reason_beside_it() -> None:
    ignored = [
        (place, found["rest"]) for module in modules("ivr", "tests") for place, line in lines(module) if (found := IGNORED.search(line))
    ]
    assert not [place for place, rest in ignored if not WITH_A_REASON.search(rest)]
