DROP TRIGGER injury_granted_with_its_share ON payments_entitlement;
DROP FUNCTION injury_granted_with_its_share();
DROP TRIGGER injury_shares_within_wage ON injury_dependantshare;
DROP FUNCTION injury_shares_within_wage();
DROP FUNCTION injury_shares_exceed(bigint);
