-- Components that stood as benefits of their own become parts of one benefit a decision: the first of them carries its number, and
-- what was decided of the others is of it.
-- again  once, by the migration that makes components
DROP VIEW IF EXISTS payments_against;
DROP TRIGGER IF EXISTS payments_entitlement_as_granted ON payments_entitlement;
DROP FUNCTION IF EXISTS payments_entitlement_as_granted();
ALTER TABLE payments_entitlement DISABLE TRIGGER USER;
ALTER TABLE payments_ending DISABLE TRIGGER USER;
ALTER TABLE payments_suspicion DISABLE TRIGGER USER;

INSERT INTO payments_component (id, entitlement_id, item_id, component, amount_fen, rhythm, from_month, before_month)
SELECT own.id, first_value(own.id) OVER (PARTITION BY item.decision_id ORDER BY own.id), own.item_id, own.component, own.amount_fen,
       own.rhythm, own.from_month, own.before_month
  FROM payments_entitlement AS own JOIN claims_decisionitem AS item ON item.id = own.item_id;
SELECT setval(pg_get_serial_sequence('payments_component', 'id'), coalesce(max(id), 0) + 1, false) FROM payments_component;

UPDATE payments_ending AS its SET entitlement_id = part.entitlement_id
  FROM payments_component AS part WHERE part.id = its.entitlement_id;
DELETE FROM payments_suspicion AS its USING payments_component AS part
 WHERE part.id = its.entitlement_id AND part.entitlement_id <> part.id
   AND EXISTS (SELECT 1 FROM payments_suspicion AS same
                WHERE same.entitlement_id = part.entitlement_id AND (same.kind, same.happened_on) = (its.kind, its.happened_on));
UPDATE payments_suspicion AS its SET entitlement_id = part.entitlement_id
  FROM payments_component AS part WHERE part.id = its.entitlement_id;
DELETE FROM payments_entitlement AS own USING payments_component AS part WHERE part.id = own.id AND part.entitlement_id <> own.id;
UPDATE payments_entitlement AS own SET decision_id = item.decision_id FROM claims_decisionitem AS item WHERE item.id = own.item_id;

SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE payments_entitlement ENABLE TRIGGER USER;
ALTER TABLE payments_ending ENABLE TRIGGER USER;
ALTER TABLE payments_suspicion ENABLE TRIGGER USER;
