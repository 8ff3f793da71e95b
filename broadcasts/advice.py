"""What people should do about a post that the system itself did not send."""

from typing import Final

from approvals.validity import FOLLOWS_NOTHING

TOO_LATE: Final = "配信してよい時間を過ぎました。"
NOT_ARRIVED: Final = "配信されていないことを、2人で確かめました。"
SEND_ANEW: Final = "下書きに戻し、新しい日時で、もう一度承認を依頼してください。"
OVERTAKEN: Final = "配信の直前に確かめたところ、内容が今の日時と合いません。"
SET_RIGHT: Final = "下書きに戻し、内容と日時を直して、もう一度承認を依頼してください。"
DAMAGED: Final = "配信の直前に確かめたところ、画像または動画のファイルが承認されたものと違います。"
BRING_ANEW: Final = (
    "元のファイルを「画像・動画」に登録し直し、投稿を下書きに戻して選び直してから、"
    "もう一度承認を依頼してください。"
)
TAKE_BACK: Final = "この投稿は配信せずに、下書きに戻して取り下げてください。"
# Nothing else ends a sending by itself but data that are not as they were approved.
CALL_FOR_HELP: Final = (
    "送り直さずに、情報政策課へ連絡してください。記録が書き換えられたおそれがあります。"
)


def after(problem: str) -> str:
    """The next act after a sending was given up for this problem."""
    if problem.startswith(OVERTAKEN):
        return SET_RIGHT
    if problem == DAMAGED:
        return BRING_ANEW
    if problem == FOLLOWS_NOTHING:
        return TAKE_BACK
    return SEND_ANEW if problem == TOO_LATE else CALL_FOR_HELP
