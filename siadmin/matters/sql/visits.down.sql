DROP TRIGGER matters_visit_not_deleted ON matters_visit;
DROP TRIGGER matters_visit_guard ON matters_visit;
DROP FUNCTION matters_visit_guard();
