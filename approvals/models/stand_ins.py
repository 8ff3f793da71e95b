"""What PostgreSQL refuses of decisions in place of アカウント管理者, whoever writes the rows."""

from typing import Final

from accounts.models.duties import ROLE_NAMES
from posts.kinds.choices import URGENT
from posts.kinds.columns import STILL_FRESH

_DAY: Final = "(NEW.decided_at AT TIME ZONE 'Asia/Tokyo')::date"
_KINDS: Final = ", ".join(f"'{kind}'" for kind in URGENT)


def _held(appointment: str) -> str:
    return f"""({appointment}.cancelled_at IS NULL AND {appointment}.starts_on <= {_DAY}
        AND coalesce({appointment}.ends_on, 'infinity') >= {_DAY})"""


def _going_on(spell: str) -> str:
    return f"""({spell}.registered_at <= NEW.decided_at AND {spell}.starts_at <= NEW.decided_at
        AND coalesce({spell}.ended_at, {spell}.ends_at) > NEW.decided_at)"""


# 代決: nothing weighty; 緊急当番: emergencies only, by a turn that counts.
STAND_IN_WITHIN_LIMITS: Final = f"""
IF NEW.capacity = 'deputy' AND EXISTS (
    SELECT 1 FROM posts_revision r JOIN posts_post p ON p.id = r.post_id
    WHERE r.id = NEW.revision_id
        AND (p.is_weighty OR (r.canonical::jsonb ->> 'is_weighty')::boolean)
) THEN
    RAISE EXCEPTION 'revision % is weighty: no deputy decides on it', NEW.revision_id
        USING ERRCODE = 'check_violation';
END IF;
IF NEW.capacity = 'on_duty' AND NOT EXISTS (
    SELECT 1 FROM posts_revision r JOIN posts_post p ON p.id = r.post_id
    WHERE r.id = NEW.revision_id AND p.kind = 'emergency'
) THEN
    RAISE EXCEPTION 'revision % is no emergency', NEW.revision_id
        USING ERRCODE = 'check_violation';
END IF;
IF NEW.capacity = 'on_duty' AND (
    EXISTS (SELECT 1 FROM accounts_duty d
        WHERE d.id = NEW.duty_id AND d.registered_at > NEW.decided_at)
    OR NOT EXISTS (SELECT 1 FROM accounts_appointment o
        WHERE o.staff_id = NEW.decider_id AND o.role IN ({ROLE_NAMES}) AND {_held("o")})
    OR EXISTS (SELECT 1 FROM accounts_appointment o
        WHERE o.staff_id = NEW.decider_id AND o.role = 'administrator' AND {_held("o")})
) THEN
    RAISE EXCEPTION 'turn % of staff % does not count now', NEW.duty_id, NEW.decider_id
        USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""  # noqa: S608 - of constants

# By virtue of what a deputy decides: a fact of that moment.
STAND_IN_ON_A_GROUND: Final = f"""
IF NEW.ground = 'absence' AND NOT EXISTS (
    SELECT 1 FROM accounts_absence b JOIN accounts_appointment o ON o.staff_id = b.staff_id
    WHERE b.id = NEW.absence_id AND o.role = 'account_manager'
        AND {_held("o")} AND {_going_on("b")}
) THEN
    RAISE EXCEPTION 'absence % is none of the account manager then', NEW.absence_id
        USING ERRCODE = 'check_violation';
END IF;
IF NEW.ground = 'emergency' AND NOT EXISTS (
    SELECT 1 FROM posts_revision r JOIN posts_post p ON p.id = r.post_id
    LEFT JOIN posts_post original ON original.id = p.original_id
    WHERE r.id = NEW.revision_id AND p.kind IN ({_KINDS})
        AND coalesce(original.send_at, 'infinity')
            >= NEW.decided_at - interval '{STILL_FRESH.days} days'
) THEN
    RAISE EXCEPTION 'revision % is not urgent', NEW.revision_id USING ERRCODE = 'check_violation';
END IF;
IF NEW.ground = 'involved' AND NOT EXISTS (
    SELECT 1 FROM posts_contribution c JOIN posts_revision r ON r.post_id = c.post_id
    JOIN accounts_appointment o ON o.staff_id = c.staff_id
    WHERE r.id = NEW.revision_id AND o.role = 'account_manager' AND {_held("o")}
) THEN
    RAISE EXCEPTION 'the account manager had no hand in revision %', NEW.revision_id
        USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""  # noqa: S608 - of constants

# Whose turn it is: nobody's who is away, and the first one's by rank but for what is urgent.
STAND_IN_BY_RANK: Final = f"""
IF NEW.capacity = 'deputy' AND EXISTS (
    SELECT 1 FROM accounts_absence b WHERE b.staff_id = NEW.decider_id AND {_going_on("b")}
) THEN
    RAISE EXCEPTION 'staff % is away and stands in for nobody', NEW.decider_id
        USING ERRCODE = 'check_violation';
END IF;
IF NEW.ground IN ('absence', 'involved') AND EXISTS (
    SELECT 1 FROM accounts_appointment own
    JOIN accounts_appointment o ON o.role = 'deputy' AND o.staff_id <> own.staff_id
        AND (coalesce(o.rank, 32767), o.id) < (coalesce(own.rank, 32767), own.id)
    JOIN accounts_staff s ON s.id = o.staff_id AND s.is_active
    WHERE own.staff_id = NEW.decider_id AND own.role = 'deputy'
        AND {_held("own")} AND {_held("o")}
        AND NOT EXISTS (SELECT 1 FROM accounts_absence b
            WHERE b.staff_id = o.staff_id AND {_going_on("b")})
        AND NOT EXISTS (SELECT 1 FROM posts_contribution c
            JOIN posts_revision r ON r.post_id = c.post_id
            WHERE r.id = NEW.revision_id AND c.staff_id = o.staff_id)
) THEN
    RAISE EXCEPTION 'a deputy before staff % is present', NEW.decider_id
        USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""  # noqa: S608 - of constants
