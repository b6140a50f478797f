DROP TRIGGER pension_merge_drawn_beside ON registry_merge;
DROP FUNCTION pension_merge_drawn_beside();
DROP FUNCTION pension_drawn_beside(bigint[], bigint[]);
