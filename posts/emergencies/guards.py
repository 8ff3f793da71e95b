"""What does PostgreSQL refuse of whoever owes a 事後報告?"""

from typing import Final

# A day after an emergency, who asked for it asks for nothing that can wait before it is written.
ASK_OWING_NO_REPORT: Final = """
IF EXISTS (
    SELECT 1 FROM posts_post p
    WHERE p.id = NEW.post_id AND p.kind NOT IN ('correction', 'cancellation', 'emergency')
) AND EXISTS (
    SELECT 1 FROM posts_revision r JOIN posts_post p ON p.id = r.post_id
    JOIN approvals_decision d ON d.revision_id = r.id
    LEFT JOIN approvals_afterreport a ON a.revision_id = r.id
    WHERE r.submitted_by_id = NEW.submitted_by_id AND p.kind = 'emergency'
        AND d.outcome = 'approved' AND a.id IS NULL
        AND d.decided_at <= clock_timestamp() - interval '24 hours'
) THEN
    RAISE EXCEPTION 'staff % owes a report about an emergency', NEW.submitted_by_id
        USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""
