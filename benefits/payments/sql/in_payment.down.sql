DROP VIEW payments_against;
DROP TRIGGER payments_component_as_decided ON payments_component;
DROP FUNCTION payments_component_as_decided();
DROP TRIGGER payments_entitlement_as_granted ON payments_entitlement;
DROP FUNCTION payments_entitlement_as_granted();
