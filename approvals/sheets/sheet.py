"""What does a 決裁票 say of one post?"""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Hand:
    """Somebody who had a hand in the post: what that person did, how often, from when to when."""

    who: str
    did: str
    times: int
    first_at: datetime
    last_at: datetime


@dataclass(frozen=True)
class RouteStep:
    """One step of the route. `who` and `at` are empty while it is still to be taken.

    `role` is 課内確認, 合議, アカウント管理者, 代決 or 緊急当番. `factor` is what identity was
    proved with (パスキー, 認証アプリ), empty where none is asked for; `ground` says why somebody
    stood in.
    """

    role: str
    section: str = ""
    who: str = ""
    at: datetime | None = None
    act: str = ""
    factor: str = ""
    ground: str = ""
    words: str = ""


@dataclass(frozen=True)
class Held:
    """A 保留 of some revision, and who ended it."""

    revision: int
    who: str
    at: datetime
    reason: str
    ended_by: str
    ended_at: datetime | None


@dataclass(frozen=True)
class Earlier:
    """An earlier revision, and what became of it; `became` is empty where nobody decided on it."""

    number: int
    asked_by: str
    asked_at: datetime
    digest: str
    became: str = ""
    who: str = ""
    role: str = ""
    at: datetime | None = None
    reason: str = ""
    halt: "Stopped | None" = None


@dataclass(frozen=True)
class Stopped:
    """An approved revision that was kept from going out, and why, if that was written down."""

    who: str
    at: datetime
    reason: str
    explained_by: str


@dataclass(frozen=True)
class Result:
    """What became of the post: `outcome` in words, and what is known of the sending.

    `friends` is how many people LINE counted on the day `friends_on`.
    """

    outcome: str
    at: datetime | None = None
    who: str = ""
    reason: str = ""
    request_id: str = ""
    friends: int | None = None
    friends_on: date | None = None


@dataclass(frozen=True)
class LaterLook:
    """後閲; `at` is empty while it is still waited for."""

    who: str = ""
    at: datetime | None = None
    verdict: str = ""
    words: str = ""


@dataclass(frozen=True)
class Report:
    """事後報告."""

    who: str
    at: datetime
    what_happened: str
    what_to_do_better: str


@dataclass(frozen=True)
class BubbleWords:
    """One bubble in words: its kind, what citizens read in it, and where it leads."""

    kind: str
    words: str
    links: tuple[str, ...]


@dataclass(frozen=True)
class Medium:
    """A picture or video: its alternative text, its address and the SHA-256 of its bytes."""

    alt: str
    address: str
    sha256: str


@dataclass(frozen=True)
class Answered:
    """What screening found, and how it was answered."""

    title: str
    severity: str
    excerpt: str
    words: str
    answer: str
    answered_by: str


@dataclass(frozen=True)
class Declared:
    """One sentence that was declared, and the clauses of the policy it stands for."""

    words: str
    clauses: str


@dataclass(frozen=True)
class Related:
    """The post that this one corrects, or one that corrects this one."""

    number: int
    title: str
    relation: str


@dataclass(frozen=True)
class Facts:
    """What the post is, to whom and when it goes, and who asked for the decision.

    It could be decided on until `decide_by`, and its sending could start until `not_after`.
    `level` is the 警戒レベル of an emergency; `pattern` the 文例 it was begun with, and
    `pattern_approved` who approved that beforehand, and when. `people` is how many LINE had
    counted on `people_on`. `is_whole` is False when the words and the digest of the revision do
    not belong together any more.
    """

    number: int
    revision: int
    title: str
    section: str
    kind: str
    category: str
    needs_reason: bool
    confidentiality: str
    audience: str
    is_weighty: bool
    people: int | None
    people_on: date | None
    at_once: bool
    send_at: datetime
    decide_by: datetime
    not_after: datetime
    level: str
    pattern: str
    pattern_approved: str
    asked_by: str
    asked_at: datetime
    digest: str
    is_whole: bool


@dataclass(frozen=True)
class Wording:
    """What the revision says; empty where it cannot be read any more."""

    bubbles: tuple[BubbleWords, ...] = ()
    media: tuple[Medium, ...] = ()
    findings: tuple[Answered, ...] = ()
    found_nothing: str = ""
    declaration: tuple[Declared, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """決裁票 of the newest revision of one post."""

    facts: Facts
    wording: Wording
    hands: tuple[Hand, ...]
    route: tuple[RouteStep, ...]
    holds: tuple[Held, ...]
    earlier: tuple[Earlier, ...]
    halt: Stopped | None
    result: Result
    later_look: LaterLook | None
    report: Report | None
    related: tuple[Related, ...]

    @property
    def decision(self) -> RouteStep | None:
        """The last word, once it is spoken."""
        last = self.route[-1]
        return last if last.act else None
