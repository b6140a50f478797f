-- Benefits in payment of people whom a batch of a register names as dead, in prison or, of benefits that a move may end, moved out:
-- each is a suspicion, and nothing stops by it.
-- law    REG 25, 26 (compared silently, then looked into); UIR 15 (prison)
-- in     batch, at; records: only these people, or everybody where there are none; funds whose benefits a move out of the place may end
-- out    rows of (entitlement)
-- again  the same death, time in prison or move is one suspicion of a benefit, whatever was answered to it
INSERT INTO payments_suspicion (entitlement_id, kind, row_id, found_by, happened_on, found_at, outcome, verified, reason)
SELECT DISTINCT ON (entitled.id, told.happened_on)
       entitled.id, told.kind, told.row_id, '', told.happened_on, %(at)s::timestamptz, '', '', ''
  FROM (SELECT 'died' AS kind, line.id AS row_id, known.person_id, known.died_on AS happened_on, NULL::date AS since, NULL::text AS place
          FROM coverage_batch AS batch
          JOIN coverage_row AS line ON line.batch_id = batch.id
          JOIN coverage_known AS known ON known.id = line.known_id AND known.died_on IS NOT NULL
         WHERE batch.id = %(batch)s AND batch.kind = 'death'
           AND (%(records)s::bigint[] IS NULL OR known.person_id = ANY(%(records)s::bigint[]))
         UNION ALL
        SELECT 'imprisoned', line.id, line_known.person_id, sighting.from_month, NULL, NULL
          FROM coverage_batch AS batch
          JOIN coverage_row AS line ON line.batch_id = batch.id
          JOIN coverage_known AS line_known ON line_known.id = line.known_id
          JOIN coverage_sighting AS sighting
            ON sighting.known_id = line_known.id AND sighting.kind = 'prison' AND sighting.batch_id = batch.id AND NOT sighting.ended
         WHERE batch.id = %(batch)s AND batch.kind = 'prison'
           AND (%(records)s::bigint[] IS NULL OR line_known.person_id = ANY(%(records)s::bigint[]))
         UNION ALL
        SELECT 'moved_out', line.id, known.person_id, date_trunc('month', batch.as_of)::date, sighting.from_month, place.path
          FROM coverage_batch AS batch
          JOIN agency_region AS place ON place.code = batch.region_id
          JOIN coverage_row AS line ON line.batch_id = batch.id
          JOIN coverage_known AS known ON known.id = line.known_id
          JOIN coverage_sighting AS sighting
            ON sighting.known_id = known.id AND sighting.kind = 'household' AND sighting.batch_id = batch.id AND sighting.ended
         WHERE batch.id = %(batch)s AND batch.kind = 'household'
           AND (%(records)s::bigint[] IS NULL OR known.person_id = ANY(%(records)s::bigint[]))) AS told
  LEFT JOIN registry_onepeople AS own ON own.person_id = told.person_id
  LEFT JOIN registry_onepeople AS other ON other.head_id = own.head_id
  JOIN payments_entitlement AS entitled ON entitled.person_id = coalesce(other.person_id, told.person_id)
  JOIN payments_component AS part
    ON part.entitlement_id = entitled.id AND (part.before_month IS NULL OR part.before_month > told.happened_on)
 WHERE NOT EXISTS (SELECT 1 FROM payments_ending AS ended WHERE ended.entitlement_id = entitled.id AND ended.kind = 'ended')
   AND (told.kind <> 'moved_out' OR entitled.fund = ANY(%(ended_by_move)s::text[]) AND part.rhythm = 'monthly'
        AND EXISTS (SELECT 1 FROM agency_region AS paying
                     WHERE paying.code = entitled.region_id
                       AND (starts_with(told.place, paying.path) OR starts_with(paying.path, told.place)))
        AND NOT EXISTS (SELECT 1 FROM payments_suspicion AS before
                         WHERE before.entitlement_id = entitled.id AND before.kind = 'moved_out' AND before.happened_on >= told.since))
   AND (part.rhythm = 'monthly' OR NOT EXISTS (
        SELECT 1 FROM payments_line AS paid
         WHERE paid.person_id = entitled.person_id AND paid.component_id = part.id AND payments_has_left(paid.paid_in, paid.person_id)))
 ORDER BY entitled.id, told.happened_on, told.row_id
    ON CONFLICT (entitlement_id, kind, happened_on) DO NOTHING
RETURNING entitlement_id
