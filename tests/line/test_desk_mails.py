"""Does the desk show the mails that Django's filebased backend writes?"""

from email.mime.text import MIMEText
from pathlib import Path

from django.core.mail import EmailMessage
from django.core.mail.backends.filebased import EmailBackend

from line.standin.desk.mails import Mailbox, parse

LINE_OF_DASHES = b"-" * 79 + b"\n"


def written(
    subject: str, body: str = "本文", date: str = "Thu, 29 Apr 2027 01:00:00 +0000"
) -> bytes:
    message = MIMEText(body, "plain", "utf-8")
    message["Subject"], message["To"], message["Date"] = subject, "sato@example.jp", date
    return message.as_bytes() + b"\n" + LINE_OF_DASHES


def test_a_file_holds_several_mails() -> None:
    found = parse(
        written("承認のお願い", "http://localhost:8000/posts/1/") + written("差戻し"), "a.log"
    )

    assert [mail["subject"] for mail in found] == ["承認のお願い", "差戻し"]
    assert found[0]["body"].strip() == "http://localhost:8000/posts/1/"
    assert found[0]["to"] == "sato@example.jp"
    assert found[0]["at"] == "2027-04-29T10:00:00+09:00"
    assert len({mail["id"] for mail in found}) == 2


def test_mails_of_djangos_own_backend_are_read(tmp_path: Path) -> None:
    backend = EmailBackend(file_path=str(tmp_path))
    long_line = "水門😀" * 100
    backend.send_messages(
        [
            EmailMessage(
                "承認のお願い：春の交通安全運動", long_line, "a@example.jp", ["b@example.jp"]
            ),
            EmailMessage("差戻し", "-" * 79 + "を含む本文", "a@example.jp", ["b@example.jp"]),
        ]
    )

    found = Mailbox(tmp_path).newest()

    assert [mail["subject"] for mail in found] == ["差戻し", "承認のお願い：春の交通安全運動"]
    assert found[1]["body"].strip() == long_line
    assert found[0]["at"].endswith("+09:00")


def test_a_mail_that_is_still_being_written_waits() -> None:
    whole = written("承認のお願い")

    assert parse(whole + b"Subject: half", "a.log")[1:] == []
    assert parse(whole[: -len(LINE_OF_DASHES)], "a.log") == []


def test_a_mail_without_subject_and_date_is_shown() -> None:
    [mail] = parse(b"To: a@example.jp\n\nhello\n" + LINE_OF_DASHES, "a.log")

    assert (mail["subject"], mail["at"]) == ("（件名なし）", "")


def test_the_newest_mail_comes_first_and_new_ones_are_noticed(tmp_path: Path) -> None:
    mailbox = Mailbox(tmp_path)
    (tmp_path / "a.log").write_bytes(written("2番目"))
    (tmp_path / "b.log").write_bytes(written("1番目", date="Wed, 28 Apr 2027 01:00:00 +0000"))
    first = [mail["subject"] for mail in mailbox.newest()]
    with (tmp_path / "b.log").open("ab") as file:
        file.write(written("3番目", date="Fri, 30 Apr 2027 01:00:00 +0000"))
    second = [mail["subject"] for mail in mailbox.newest()]

    assert first == ["2番目", "1番目"]
    assert second == ["3番目", "2番目", "1番目"]


def test_a_folder_that_does_not_exist_yet_is_empty(tmp_path: Path) -> None:
    assert Mailbox(tmp_path / "later").newest() == []
    assert Mailbox(None).newest() == []
