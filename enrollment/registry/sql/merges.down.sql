DROP TRIGGER registry_likeness_not_deleted ON registry_likeness;
DROP TRIGGER registry_likeness_guard ON registry_likeness;
DROP FUNCTION registry_likeness_guard();
DROP TRIGGER registry_merge_decided ON registry_merge;
DROP FUNCTION registry_merge_decided();
DROP TRIGGER registry_merge_not_deleted ON registry_merge;
DROP TRIGGER registry_merge_guard ON registry_merge;
DROP FUNCTION registry_merge_guard();
DROP VIEW registry_onepeople;
