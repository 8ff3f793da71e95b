"""Where does each bar and each point of a chart stand? In the units of its drawing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from broadcasts.statistics.tables import UNKNOWN

WIDTH: Final = 360
# A phone shows one unit as about one pixel, so that words stay as large as elsewhere.
TOP, LEFT, FLOOR, HEIGHT = 24, 8, 150, 176
MOST_GROUPS: Final = 12
MOST_BARS: Final = 12
ROW: Final = 44
NAME_BASE, BAR_TOP, BAR_HEIGHT = 14, 20, 14
ROOM_FOR_NUMBER: Final = 64
# Left of lines, for their lowest and highest number.
GUTTER: Final = 76


@dataclass(frozen=True)
class Bar:
    """One bar, what it is worth, and where the words go; `shade` tells the series apart."""

    x: int
    y: int
    width: int
    height: int
    words: str
    words_x: int
    words_y: int
    shade: int = 1


@dataclass(frozen=True)
class Mark:
    """Words below a group of bars or beside a bar."""

    x: int
    y: int
    words: str


@dataclass(frozen=True)
class Bars:
    """Bars, standing or lying, with their names; `series` has words for each shade."""

    key: str
    title: str
    description: str
    height: int
    bars: list[Bar]
    names: list[Mark]
    series: list[str]
    is_lying: bool = False


@dataclass(frozen=True)
class Line:
    """One line through its points; `shade` tells it from the others."""

    points: str
    dots: list[Mark]
    shade: int


@dataclass(frozen=True)
class Lines:
    """Lines over time, with the highest and the lowest number beside them."""

    key: str
    title: str
    description: str
    height: int
    lines: list[Line]
    names: list[Mark]
    numbers: list[Mark]
    series: list[str]


def standing(
    key: str, title: str, names: Sequence[str], series: Mapping[str, Sequence[int | None]]
) -> Bars:
    """A group of bars for each name, the newest groups only; what is unknown has a dash."""
    names = names[-MOST_GROUPS:]
    values = {word: list(numbers)[-MOST_GROUPS:] for word, numbers in series.items()}
    top = _largest(values.values())
    group = (WIDTH - 2 * LEFT) // max(len(names), 1)
    each = max(2, min(40, (group - 4) // max(len(series), 1)))
    bars = []
    for shade, numbers in enumerate(values.values(), 1):
        for at, number in enumerate(numbers):
            middle = LEFT + group * at + group // 2
            x = middle - each * len(series) // 2 + each * (shade - 1)
            tall = round((FLOOR - TOP) * (number or 0) / top)
            words = (UNKNOWN if number is None else f"{number:,}") if len(series) == 1 else ""
            bars.append(
                Bar(x, FLOOR - tall, each - 1, tall, words, middle, FLOOR - tall - 5, shade)
            )
    marks = [
        Mark(LEFT + group * at + group // 2, FLOOR + 18, name) for at, name in enumerate(names)
    ]
    said = _described(names, values)
    return Bars(key, title, said, HEIGHT, bars, marks, list(series) if len(series) > 1 else [])


def lying(key: str, title: str, names: Sequence[str], numbers: Sequence[int]) -> Bars:
    """One bar for each name, below it; the first ones only."""
    names, numbers = names[:MOST_BARS], numbers[:MOST_BARS]
    top = _largest([numbers])
    bars, marks = [], []
    for at, (name, number) in enumerate(zip(names, numbers, strict=True)):
        wide, y = round((WIDTH - LEFT - ROOM_FOR_NUMBER) * number / top), ROW * at + BAR_TOP
        bars.append(
            Bar(LEFT, y, wide, BAR_HEIGHT, f"{number:,}", LEFT + wide + 6, y + BAR_HEIGHT - 2)
        )
        marks.append(Mark(LEFT, ROW * at + NAME_BASE, name))
    said = _described(names, {"": numbers})
    return Bars(key, title, said, ROW * max(len(names), 1), bars, marks, [], is_lying=True)


def over_time(
    key: str, title: str, names: Sequence[str], series: Mapping[str, Sequence[int]]
) -> Lines:
    """A line for each series between its lowest and its highest number."""
    every = [number for numbers in series.values() for number in numbers]
    low, high = min(every), max(every)
    step = (WIDTH - GUTTER - 2 * LEFT) / max(len(names) - 1, 1)

    def place(at: int, number: int) -> tuple[int, int]:
        share = (number - low) / (high - low) if high > low else 0.5
        return round(GUTTER + LEFT + step * at), round(FLOOR - (FLOOR - TOP - 8) * share)

    lines = []
    for shade, numbers in enumerate(series.values(), 1):
        found = [place(at, number) for at, number in enumerate(numbers)]
        points = " ".join(f"{x},{y}" for x, y in found)
        ends = {found[0], found[-1]}
        lines.append(Line(points, [Mark(x, y, "") for x, y in sorted(ends)], shade))
    return Lines(
        key,
        title,
        _described(names, series),
        HEIGHT,
        lines,
        _ends(names),
        [Mark(0, TOP + 12, f"{high:,}人"), Mark(0, FLOOR + 4, f"{low:,}人")],
        list(series) if len(series) > 1 else [],
    )


def _ends(names: Sequence[str]) -> list[Mark]:
    first = Mark(GUTTER, FLOOR + 24, names[0])
    return [first, Mark(WIDTH - LEFT, FLOOR + 24, names[-1])] if len(names) > 1 else [first]


def _largest(series: Iterable[Sequence[int | None]]) -> int:
    """At least one, as nothing is divided by nought."""
    numbers = [number or 0 for some in series for number in some]
    return max([1, *numbers])


def _described(names: Sequence[str], series: Mapping[str, Sequence[int | None]]) -> str:
    """In words what the eye sees: how it begins, how it ends, and where the highest is."""
    said = []
    for word, numbers in series.items():
        known = [(n, name) for n, name in zip(numbers, names, strict=True) if n is not None]
        if known:
            most, where = max(known, key=lambda one: one[0])
            before = f"{word}：" if word else ""
            said.append(f"{before}いちばん多いのは{where}の{most:,}。")
    return "".join([*said, "数は、下の表にもあります。"])
