"""What does the drafter declare about each revision (責3–10, 法1–3, 個1), in our own words?"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from posts.kinds.choices import Kind

PREFIX: Final = "declared-"


@dataclass(frozen=True)
class Statement:
    """One sentence to agree to; `clauses` are those of the policy that it stands for."""

    name: str
    clauses: str
    words: str

    @property
    def box(self) -> str:
        """The name of its box in the form."""
        return f"{PREFIX}{self.name}"


STATEMENTS: Final = (
    Statement(
        "respect",
        "責3・責4",
        "だれかを見下したり、人種・思想・信条などで差別したりする書き方をしていません。",
    ),
    Statement(
        "lawful", "責5・責10", "法令に反することや、市の安全を危うくすることを書いていません。"
    ),
    Statement("facts", "責6", "うわさではなく、確かめた事実だけを書いています。"),
    Statement("links", "責7", "リンク先を開いて、ふさわしいページであることを確かめました。"),
    Statement(
        "rights",
        "責9",
        "文章・写真・図などは、市のものか、使ってよいと確かめたもので、写った人の了承もあります。",
    ),
    Statement(
        "personal",
        "個1",
        "氏名・住所・電話番号など、個人が分かる情報を、本人の了承なしに載せていません。",
    ),
    Statement(
        "public",
        "責8・法1",
        "市や相手方の秘密を含まず、すべて公表してよい情報（機密性1）です。",
    ),
    Statement(
        "duty",
        "法2・法3",
        "職務上知った秘密や、まだ決まっていないことを含まず、市の見解として読まれてよい内容です。",
    ),
)
# The words of an emergency were approved beforehand; these are about what was filled in.
OF_AN_EMERGENCY: Final = frozenset({"facts", "personal", "public"})
EVERYTHING: Final = frozenset(statement.name for statement in STATEMENTS)
NOT_DECLARED: Final = "内容を確かめて、チェックを入れてください。"


def statements_for(kind: str) -> tuple[Statement, ...]:
    """What is to be declared about a post of this kind."""
    if kind != Kind.EMERGENCY:
        return STATEMENTS
    return tuple(one for one in STATEMENTS if one.name in OF_AN_EMERGENCY)


def undeclared(declared: Collection[str], kind: str) -> dict[str, str]:
    """What to do, by the name of the box."""
    return {one.box: NOT_DECLARED for one in statements_for(kind) if one.name not in declared}


def frozen(kind: str) -> tuple[dict[str, str], ...]:
    """The declaration as it becomes part of a revision: the very words that were agreed to."""
    return tuple(
        {"name": one.name, "clauses": one.clauses, "words": one.words}
        for one in statements_for(kind)
    )
