"""What PostgreSQL refuses of decisions, whoever writes the rows."""

from typing import Final

REFUSE_CONTRIBUTORS: Final = """
IF EXISTS (
    SELECT 1 FROM posts_contribution c JOIN posts_revision r ON r.post_id = c.post_id
    WHERE r.id = NEW.revision_id AND c.staff_id = NEW.decider_id
) OR EXISTS (
    -- Whoever wrote a version of its 文例 since one was approved, up to the one that was used.
    SELECT 1 FROM posts_revision r JOIN posts_post p ON p.id = r.post_id
    JOIN posts_patternversion used
        ON used.id IN (p.written_from_id, (r.canonical::jsonb ->> 'written_from')::bigint)
    JOIN posts_patternversion v ON v.pattern_id = used.pattern_id AND v.number <= used.number
    WHERE r.id = NEW.revision_id AND v.made_by_id = NEW.decider_id AND NOT EXISTS (
        SELECT 1 FROM posts_patternapproval a JOIN posts_patternversion w ON w.id = a.version_id
        WHERE w.pattern_id = v.pattern_id AND w.number BETWEEN v.number AND used.number
    )
) THEN
    RAISE EXCEPTION 'staff % had a hand in revision % and cannot decide on it',
        NEW.decider_id, NEW.revision_id USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""

# The post still waits, with this very revision, and the decision names what it says.
DECIDE_ON_WHAT_STANDS: Final = """
IF NOT EXISTS (
    SELECT 1 FROM posts_revision r
    JOIN posts_post p ON p.id = r.post_id AND p.current_revision_id = r.id
    WHERE r.id = NEW.revision_id AND r.digest = NEW.digest AND p.status = 'in_approval'
) THEN
    RAISE EXCEPTION 'revision % does not wait for this decision', NEW.revision_id
        USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""

APPROVE_WHAT_IS_READY: Final = """
IF NEW.outcome <> 'approved' THEN
    RETURN NEW;
END IF;
IF EXISTS (SELECT 1 FROM posts_revision r
    WHERE r.id = NEW.revision_id AND r.decide_by <= NEW.decided_at) THEN
    RAISE EXCEPTION 'the time to decide on revision % is over', NEW.revision_id
        USING ERRCODE = 'check_violation';
END IF;
IF EXISTS (SELECT 1 FROM posts_step s
    LEFT JOIN posts_endorsement e ON e.step_id = s.id
    WHERE s.revision_id = NEW.revision_id AND e.id IS NULL) THEN
    RAISE EXCEPTION 'revision % still has steps to go', NEW.revision_id
        USING ERRCODE = 'check_violation';
END IF;
IF EXISTS (SELECT 1 FROM approvals_hold h
    WHERE h.revision_id = NEW.revision_id AND h.ended_at IS NULL) THEN
    RAISE EXCEPTION 'revision % is on hold', NEW.revision_id USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""

DECIDE_WHILE_ACTIVE: Final = """
IF NOT EXISTS (
    SELECT 1 FROM accounts_staff s WHERE s.id = NEW.decider_id AND s.is_active
) THEN
    RAISE EXCEPTION 'staff % is suspended and decides on nothing', NEW.decider_id
        USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""

# Whoever decides holds, on that day, the office that they decide by.
DECIDE_IN_OFFICE: Final = """
IF NEW.capacity = 'on_duty' THEN
    IF EXISTS (SELECT 1 FROM accounts_duty d WHERE d.id = NEW.duty_id
        AND d.staff_id = NEW.decider_id AND d.starts_at <= NEW.decided_at
        AND coalesce(d.ended_at, d.ends_at) > NEW.decided_at) THEN
        RETURN NEW;
    END IF;
ELSIF EXISTS (
    SELECT 1 FROM accounts_appointment a
    WHERE a.staff_id = NEW.decider_id AND a.cancelled_at IS NULL
        AND a.role = CASE NEW.capacity
            WHEN 'account_manager' THEN 'account_manager'
            WHEN 'deputy' THEN 'deputy'
            ELSE 'section_reviewer' END
        AND a.starts_on <= (NEW.decided_at AT TIME ZONE 'Asia/Tokyo')::date
        AND coalesce(a.ends_on, 'infinity') >= (NEW.decided_at AT TIME ZONE 'Asia/Tokyo')::date
) THEN
    RETURN NEW;
END IF;
RAISE EXCEPTION 'staff % does not decide as %', NEW.decider_id, NEW.capacity
    USING ERRCODE = 'check_violation';
"""

# 保留 of what waits, by an office that decides; begun and ended by nobody with a hand in it, but by
# whoever takes the post back.
HOLD_WHAT_WAITS: Final = """
IF TG_OP = 'UPDATE' AND EXISTS (SELECT 1 FROM posts_post p
    WHERE p.current_revision_id = NEW.revision_id AND p.status = 'withdrawn') THEN
    RETURN NEW;
END IF;
IF EXISTS (
    SELECT 1 FROM posts_contribution c JOIN posts_revision r ON r.post_id = c.post_id
    WHERE r.id = NEW.revision_id AND c.staff_id IN (NEW.held_by_id, NEW.ended_by_id)
) OR NOT EXISTS (
    SELECT 1 FROM posts_post p
    WHERE p.current_revision_id = NEW.revision_id AND p.status = 'in_approval'
) OR NOT EXISTS (
    SELECT 1 FROM accounts_appointment a
    WHERE a.staff_id = NEW.held_by_id AND a.cancelled_at IS NULL
        AND a.role IN ('account_manager', 'deputy')
        AND a.starts_on <= (NEW.held_at AT TIME ZONE 'Asia/Tokyo')::date
        AND coalesce(a.ends_on, 'infinity') >= (NEW.held_at AT TIME ZONE 'Asia/Tokyo')::date
    UNION SELECT 1 FROM accounts_duty d
    WHERE d.staff_id = NEW.held_by_id AND d.starts_at <= NEW.held_at
        AND coalesce(d.ended_at, d.ends_at) > NEW.held_at
) THEN
    RAISE EXCEPTION 'revision % is not to be held by these people now', NEW.revision_id
        USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""

# 後閲 is the look of アカウント管理者 at a 代決 that somebody else took.
REVIEW_ANOTHERS_DECISION: Final = """
IF NOT EXISTS (
    SELECT 1 FROM approvals_decision d
    JOIN accounts_appointment o ON o.staff_id = NEW.reviewer_id AND o.role = 'account_manager'
        AND o.cancelled_at IS NULL AND o.starts_on <= (NEW.at AT TIME ZONE 'Asia/Tokyo')::date
        AND coalesce(o.ends_on, 'infinity') >= (NEW.at AT TIME ZONE 'Asia/Tokyo')::date
    WHERE d.id = NEW.decision_id AND d.decider_id <> NEW.reviewer_id
        AND d.capacity IN ('deputy', 'on_duty')
) THEN
    RAISE EXCEPTION 'decision % is not for staff % to review', NEW.decision_id, NEW.reviewer_id
        USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""

REPORT_AN_EMERGENCY: Final = """
IF NOT EXISTS (
    SELECT 1 FROM approvals_decision d
    JOIN posts_revision r ON r.id = d.revision_id JOIN posts_post p ON p.id = r.post_id
    WHERE r.id = NEW.revision_id AND d.outcome = 'approved' AND p.kind = 'emergency'
) THEN
    RAISE EXCEPTION 'revision % is no approved emergency', NEW.revision_id
        USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""

# 事後報告: a day after an emergency, nothing that can wait is approved before it is written.
OWE_NO_REPORT: Final = """
IF NEW.outcome = 'approved' AND EXISTS (
    SELECT 1 FROM posts_revision r JOIN posts_post p ON p.id = r.post_id
    WHERE r.id = NEW.revision_id AND p.kind NOT IN ('correction', 'cancellation', 'emergency')
) AND EXISTS (
    SELECT 1 FROM approvals_decision d
    JOIN posts_revision r ON r.id = d.revision_id JOIN posts_post p ON p.id = r.post_id
    LEFT JOIN approvals_afterreport a ON a.revision_id = d.revision_id
    WHERE d.decider_id = NEW.decider_id AND d.outcome = 'approved' AND p.kind = 'emergency'
        AND d.decided_at <= clock_timestamp() - interval '24 hours' AND a.id IS NULL
) THEN
    RAISE EXCEPTION 'staff % owes a report about an emergency', NEW.decider_id
        USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""
