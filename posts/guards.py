"""What PostgreSQL refuses of posts and revisions, whoever writes the rows."""

from typing import Final

import pgtrigger

from posts.bubbles.reading import KINDS
from posts.kinds.columns import KIND_FIELDS, ON_THE_DESK

# A post of other rows could not even be opened any more.
MADE_OF_BUBBLES: Final = f"""
IF jsonb_typeof(NEW.bubbles) = 'array' AND EXISTS (
    SELECT 1 FROM jsonb_array_elements(NEW.bubbles) b
    WHERE jsonb_typeof(b) <> 'object' OR NOT coalesce(b->>'id' ~ '^[0-9a-f]{{8}}$', false)
        OR NOT coalesce(b->>'kind' IN ({", ".join(f"'{kind}'" for kind in KINDS)}), false)
) THEN
    RAISE EXCEPTION 'what post % is made of are no bubbles', NEW.id
        USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""  # noqa: S608 - the names are our own
# 責1: what blocks was set right, what was asked is answered, and the drafter stands for it.
NOTHING_OPEN: Final = """
IF NOT coalesce(
    jsonb_path_exists(NEW.canonical::jsonb, '$.declaration[*].words ? (@ != "")')
    AND jsonb_typeof(NEW.canonical::jsonb->'findings') = 'array'
    AND NOT jsonb_path_exists(NEW.canonical::jsonb, '$.findings[*] ? (@.severity == "blocks")')
    AND NOT EXISTS (
        SELECT 1 FROM jsonb_array_elements(NEW.canonical::jsonb->'findings') f
        WHERE f->>'severity' = 'asks' AND coalesce(f->>'answer', '') !~ '\\w.*\\w'
    ), false
) THEN
    RAISE EXCEPTION 'revision % of post % leaves something open', NEW.number, NEW.post_id
        USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""
# Not the time of sending: whoever decides may change it, by a new revision.
KEPT_OFF_THE_DESK: Final = (
    *("title", "category", "confidentiality", "bubbles", "audience", "embargo_until", "at_once"),
    *("is_weighty", "section_id", "drafter_id"),
    *(name for name in KIND_FIELDS if name != "kind"),
)


def _changed(names: tuple[str, ...]) -> pgtrigger.Q:
    found = pgtrigger.Q()
    for name in names:
        found |= pgtrigger.Q(**{f"old__{name}__df": pgtrigger.F(f"new__{name}")})
    return found


POST_TRIGGERS: Final = [
    pgtrigger.Trigger(
        name="made_of_bubbles",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("bubbles"),
        func=MADE_OF_BUBBLES,
    ),
    pgtrigger.Protect(
        name="kept_off_the_desk",
        operation=pgtrigger.Update,
        condition=~pgtrigger.Q(old__status__in=ON_THE_DESK) & _changed(KEPT_OFF_THE_DESK),
    ),
]
REVISION_TRIGGERS: Final = [
    pgtrigger.Trigger(
        name="leaves_nothing_open",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        func=NOTHING_OPEN,
    ),
]
