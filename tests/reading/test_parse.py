import textwrap

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from ivr.errors import AuthorError, Where
from ivr.reading import LARGEST_BYTES, Block, Faults, Scalar, Series, Tree, read, read_list, read_mapping


def plain(tree: Tree | None) -> object:
    match tree:
        case Scalar(_, text):
            return text
        case Block(_, items):
            return {key.text: plain(value) for key, value in items}
        case Series(_, items):
            return [plain(item) for item in items]
        case None:
            return None


def understood(text: str) -> object:
    faults = Faults()
    tree = read("a.yaml", textwrap.dedent(text).encode(), faults)
    faults.stop()
    return plain(tree)


def faults_of(data: str | bytes) -> list[str]:
    faults = Faults()
    read("a.yaml", data if isinstance(data, bytes) else textwrap.dedent(data).encode(), faults)
    with pytest.raises(AuthorError) as caught:
        faults.stop()
    return [str(fault) for fault in caught.value.faults]


@pytest.mark.parametrize(
    "typed",
    ["03000413000", "9:00", "off", "yes", "010", "0x10", "1e3", "1_000", "~", "null", "2026-11-23", "3.10", ".nan", "=", "+447700900123"],
)
def test_a_scalar_is_the_text_that_was_typed(typed: str) -> None:
    assert understood(f"key: {typed}") == {"key": typed}
    assert understood(f"{typed}: value") == {typed: "value"}


def test_a_file_is_read_with_the_place_of_every_key_and_value() -> None:
    faults = Faults()
    tree = read("menus/a.yaml", b"# words\nschool:\n  title: 'Help'\n  facts: [F01, F02]\n", faults)
    faults.stop()
    assert isinstance(tree, Block)
    [(key, school)] = tree.items
    assert key == Scalar(Where("menus/a.yaml", 2, 1), "school")
    assert isinstance(school, Block)
    (_, title), (_, facts) = school.items
    assert title == Scalar(Where("menus/a.yaml", 3, 10), "Help", quoted=True)
    assert isinstance(facts, Series)
    assert [item.where.column for item in facts.items] == [11, 16]


def test_windows_line_ends_and_folded_words_are_read() -> None:
    assert understood("say: >\r\n  one\r\n  two\r\nnext: three\r\n") == {"say": "one two\n", "next": "three"}


def test_all_faults_of_a_file_are_listed_at_once() -> None:
    found = faults_of(
        """\
        title: Help
        title: Help again
        base: &base {a: b}
        also: *base
        more: {<<: x}
        number: !!str 010
        empty:
        items:
          -
        [a, b]: c
        """
    )
    assert [line.split(" ", 1)[0] for line in found] == [
        "a.yaml:2:1:",
        "a.yaml:3:7:",
        "a.yaml:4:7:",
        "a.yaml:5:8:",
        "a.yaml:6:9:",
        "a.yaml:7:7:",
        "a.yaml:9:4:",
        "a.yaml:10:1:",
    ]
    assert "`title` is written twice; the first is on line 1. Keep one of them." in found[0]


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        ("a:\tb\n", "1:3", "A tab stands here. Write ordinary spaces"),
        ("a: b\u00a0c\n", "1:5", "A space that does not break stands here."),
        ("a: b\u200bc\n", "1:5", "U+200B"),
        ("a: b\u202ec\n", "1:5", "U+202E"),
        ("a: b\u2028c\n", "1:5", "U+2028"),
        ("a: b\x07c\n", "1:5", "U+0007"),
        ("a: b\rc: d\n", "1:5", "U+000D"),
        ('a: "b\\tc"\n', "1:4", "A tab is written here as an escape."),
        ('a: "b\\0c"\n', "1:4", "U+0000 is written here as an escape."),
        ("a: b\n---\nc: d\n", "2:1", "A second document starts here."),
        ("%YAML 1.1\n---\na: b\n", "1:1", "A line that begins with %"),
        ("a: say: b\n", "1:7", "Put the words in plain quotes, for a colon and a space start a new value"),
        ("a: \u201cb: c\u201d\n", "1:6", "Put the words in plain quotes"),
        ("a:\n  b: c\n   d: e\n", "3:5", "where one should start, check the spaces before it."),
        ("a: @b\n", "1:4", "Put the words in quotes: this character"),
        ('a: b\nc: "d\ne: f\n', "2:4", "Close the quotes that open here."),
        ("a:\n  b: c\n d: e\n", "3:2", "Line it up with its neighbours"),
        ("'': b\n", "1:1", "A key is empty."),
        ("a: [b, ]\nc: {d}\n", "2:6", "Nothing is written after `d:`."),
    ],
)
def test_what_yaml_would_let_pass_is_refused_with_its_place_and_its_mend(text: str, place: str, says: str) -> None:
    [found] = faults_of(text.encode())
    assert found.startswith(f"a.yaml:{place}: ")
    assert says in found


def test_a_tab_at_the_start_of_a_line_does_not_hide_the_faults_above_it() -> None:
    assert len(faults_of("a: b\na: c\nd:\n\te: f\n  g: h\n")) == 2


@pytest.mark.parametrize("empty", ["", "# only a comment\n", "\n\n"])
def test_an_empty_file_is_refused(empty: str) -> None:
    assert faults_of(empty) == ["a.yaml: The file is empty. Write its keys, or delete it."]


def test_what_is_not_utf_8_is_refused_where_it_stands() -> None:
    assert faults_of("a: b\nc: d\xa3\n".encode("latin-1")) == ["a.yaml:2:5: The file is not UTF-8 from here on. Save it as UTF-8."]
    assert "not UTF-8" in faults_of("a: b\n".encode("utf-16"))[0]


def test_a_byte_order_mark_is_refused_and_the_rest_still_read() -> None:
    found = faults_of("a: b\na: c\n".encode("utf-8-sig"))
    assert ["byte order mark" in line for line in found] == [True, False]


def test_a_file_that_is_too_large_is_not_parsed() -> None:
    assert "larger than 512 kilobytes" in faults_of(b"a: b\n" * (LARGEST_BYTES // 5 + 1))[0]


@pytest.mark.parametrize("bomb", ["[" * 100_000, "a: " + "{b: " * 50_000, "".join(" " * n + "a:\n" for n in range(40)), "- " * 100_000])
def test_what_is_nested_too_deep_is_refused_without_reading_on(bomb: str) -> None:
    assert "more than 12 deep" in faults_of(bomb)[0]


def test_a_bomb_of_aliases_stays_small() -> None:
    bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{name}: &{name} [{', '.join([f'*{below}'] * 9)}]\n" for below, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert len(faults_of(bomb)) == 9 + 8 * 9


def test_a_file_must_hold_a_mapping_or_a_list_as_its_reader_says() -> None:
    faults = Faults()
    assert read_mapping("a.yaml", b"- one\n", faults) is None
    assert read_mapping("b.yaml", b"only words\n", faults) is None
    assert read_list("c.yaml", b"a: b\n", faults) == ()
    assert len(read_list("d.yaml", b"- a: b\n- hang up\n", faults)) == 2
    assert len(faults) == 3


@given(st.binary(max_size=200))
@example(b"\xef\xbb\xbf\xff")
@example(b'"\\UFFFFFFFF"')
@example(b"? ? ? a")
def test_no_bytes_make_the_reader_fail(data: bytes) -> None:
    faults = Faults()
    if read("a.yaml", data, faults) is None:
        assert len(faults)


@given(st.text(alphabet="ab:-?[]{},&*!|>'\"%@`#<~ \n\t\\0Ux", max_size=80))
def test_no_punctuation_makes_the_reader_fail(text: str) -> None:
    faults = Faults()
    if read("a.yaml", text.encode(), faults) is None:
        assert len(faults)


@given(st.text(alphabet="ab:-[]{},'\" \n", max_size=60))
def test_what_is_read_without_fault_is_what_the_slower_parser_reads_too(text: str) -> None:
    faults = Faults()
    tree = read("a.yaml", text.encode(), faults)
    if tree is not None and not len(faults):
        events = list(yaml.parse(text, Loader=yaml.SafeLoader))
        assert scalars(tree) == [event.value for event in events if isinstance(event, yaml.ScalarEvent)]


def scalars(tree: Tree) -> list[str]:
    match tree:
        case Scalar(_, text):
            return [text]
        case Series(_, items):
            return [text for item in items for text in scalars(item)]
        case Block(_, items):
            return [text for key, value in items for text in (key.text, *scalars(value))]
