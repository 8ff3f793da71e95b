"""What differs between two texts: every word of both, each marked as kept, taken away or added."""

import random
import time
from typing import Final

import pytest

from posts.comparing import Kind, compared

# As many words in common as there can be, and none of them in the same order.
CYCLE: Final = "".join(chr(0x4E00 + number % 13) for number in range(5000))
MANY: Final = "".join(chr(0x4E00 + number) for number in range(2500))


def words(saved: str, typed: str, kind: Kind) -> list[str]:
    return [piece.words for piece in compared(saved, typed) if piece.kind == kind]


@pytest.mark.parametrize(
    ("saved", "typed", "removed", "added"),
    [
        ("午後5時まで", "午後15時まで", ["5"], ["15"]),
        ("２０２７年", "２０２８年", ["２０２７"], ["２０２８"]),
        ("LINEで", "Lineで", ["LINE"], ["Line"]),
        ("コーヒーと", "コーラと", ["コーヒー"], ["コーラ"]),
        ("本館1階の窓口", "本館2階の窓口", ["1"], ["2"]),
        ("開庁します", "閉庁します", ["開"], ["閉"]),
        ("一行目\n二行目", "一行目\n\n二行目", [], ["\n"]),
        ("", "新しい", [], ["新しい"]),
        ("古い", "", ["古い"], []),
        ("同じ", "同じ", [], []),
    ],
)
def test_a_change_is_as_small_as_a_word(
    saved: str, typed: str, removed: list[str], added: list[str]
) -> None:
    assert words(saved, typed, "removed") == removed
    assert words(saved, typed, "added") == added


def test_the_pieces_in_order_hold_both_texts() -> None:
    chance = random.Random(8)  # noqa: S311
    letters = "あいカナ漢字12Ab \n😀、。"
    for _ in range(300):
        saved, typed = ("".join(chance.choices(letters, k=chance.randint(0, 40))) for _ in "12")
        pieces = compared(saved, typed)
        assert "".join(piece.words for piece in pieces if piece.kind != "added") == saved
        assert "".join(piece.words for piece in pieces if piece.kind != "removed") == typed
        assert all(piece.words for piece in pieces)


@pytest.mark.parametrize(
    ("saved", "typed"),
    [
        ("あ" * 5000, "あ" * 4999 + "い"),
        ("あい" * 2500, "いああ" * 1666),
        ("\n" * 5000, "\n" * 4000),
        (CYCLE, CYCLE[::-1]),
        ("あ".join(MANY), "い".join(MANY)),
    ],
)
def test_odd_texts_take_no_long_time(saved: str, typed: str) -> None:
    before = time.process_time()
    pieces = compared(saved, typed)
    assert time.process_time() - before < 1
    assert "".join(piece.words for piece in pieces if piece.kind != "removed") == typed


def test_a_long_text_of_a_city_is_still_compared_word_by_word() -> None:
    sentence = "八戸三社大祭の前夜祭は、{}日の午後{}時から、三日町と十三日町で行います。"
    saved = "".join(sentence.format(n, n % 12) for n in range(120))
    typed = saved.replace("99日", "98日")
    assert len(saved) > 4000
    assert words(saved, typed, "removed") == ["99"]


def test_changes_all_over_a_long_text_are_still_found_each() -> None:
    sentence = "八戸三社大祭の前夜祭は、{}日の午後{}時から、三日町と十三日町で行います。"
    saved = "".join(sentence.format(n, n % 12) for n in range(120))
    typed = f"はじめに。{saved.replace('55日', '56日')}おわりに"
    assert words(saved, typed, "removed") == ["55"]
    assert words(saved, typed, "added") == ["はじめに。", "56", "おわりに"]
