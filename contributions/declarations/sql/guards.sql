-- A declaration goes from draft to filed or discarded, and from filed to replaced by the next version of its month; what
-- was filed stays as it was said, its rows too. Only who waits in the correction basket is still corrected.
-- law    REG 53, SIL 89 (records are not overwritten); COLL 10
CREATE FUNCTION declarations_refuse_move() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'declaration % is %: not a move that there is', NEW.number, NEW.state
        USING ERRCODE = 'check_violation', CONSTRAINT = 'declaration_moves';
END $$;
CREATE TRIGGER declarations_declaration_begins BEFORE INSERT ON declarations_declaration FOR EACH ROW
    WHEN (NEW.state NOT IN ('draft', 'filed')) EXECUTE FUNCTION declarations_refuse_move();
CREATE TRIGGER declarations_declaration_moves BEFORE UPDATE ON declarations_declaration FOR EACH ROW
    WHEN (OLD.state IS DISTINCT FROM NEW.state
          AND (OLD.state, NEW.state) NOT IN (('draft', 'filed'), ('draft', 'discarded'), ('filed', 'replaced')))
    EXECUTE FUNCTION declarations_refuse_move();

CREATE FUNCTION declarations_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% % was filed or discarded and stays as it is', TG_TABLE_NAME, OLD.id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'declaration_not_changed';
END $$;
CREATE TRIGGER declarations_declaration_not_changed BEFORE UPDATE ON declarations_declaration FOR EACH ROW
    WHEN (OLD.state <> 'draft' AND to_jsonb(OLD) - 'state' IS DISTINCT FROM to_jsonb(NEW) - 'state')
    EXECUTE FUNCTION declarations_refuse_change();
CREATE TRIGGER declarations_row_not_changed BEFORE UPDATE ON declarations_declarationrow FOR EACH ROW
    WHEN (OLD.state = 'filed') EXECUTE FUNCTION declarations_refuse_change();
CREATE TRIGGER declarations_declaration_not_deleted BEFORE DELETE ON declarations_declaration
    FOR EACH ROW EXECUTE FUNCTION kernel_refuse_change();
CREATE TRIGGER declarations_row_not_deleted BEFORE DELETE ON declarations_declarationrow
    FOR EACH ROW EXECUTE FUNCTION kernel_refuse_change();
