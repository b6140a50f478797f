-- One row of the trail.
-- law    REG 29, 38
-- in     the columns of an act
-- out    id
-- again  another row: every act is told by its action, once
INSERT INTO agency_act (at, actor_id, actor_name, code, subject_kind, subject, reason, detail, channel)
VALUES (%(at)s::timestamptz, %(actor_id)s::bigint, %(actor_name)s, %(code)s, %(subject_kind)s, %(subject)s, %(reason)s,
        %(detail)s::jsonb, %(channel)s)
RETURNING id
