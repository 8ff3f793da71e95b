"""Would LINE take this post? Asked before the approval is asked for; nothing is sent."""

from line.client import line_client
from line.messages import broadcast_body
from posts.bubbles import read
from posts.bubbles.naming import name_in_form
from posts.composing import composed
from posts.kinds.choices import Kind
from posts.models import Post


def refusals(post: Post) -> dict[str, str]:
    """What LINE has against the working copy, by the names of the fields in the form.

    Empty when LINE would take it, and for a post that is not complete: the submission says
    better what is missing. Not to be called in a transaction. Raises LineUnavailable when LINE
    does not answer. Source: reference 'Validate message objects of a broadcast message'.
    """
    bubbles = read(post.bubbles)
    try:
        messages, _ = composed(bubbles, easy=post.easy_text, is_drill=post.kind == Kind.DRILL)
        body = broadcast_body(list(messages))
    except ValueError:
        return {}
    found: dict[str, str] = {}
    for complaint in line_client().complaints(body):
        name = "bubbles"
        if complaint.message is not None and complaint.message < len(bubbles):
            bubble = bubbles[complaint.message]
            name = name_in_form(bubble.id, bubble.field_of(complaint.place))
        elif complaint.message == len(bubbles) and post.easy_text.strip():
            name = "easy_text"
        found.setdefault(name, complaint.words)
    return found
