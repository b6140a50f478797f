DROP TRIGGER providers_hearing_in_time ON providers_hearing;
DROP FUNCTION providers_hearing_in_time();
DROP TRIGGER providers_measure_begins ON providers_measure;
DROP FUNCTION providers_measure_begins();
DROP TRIGGER providers_measure_course ON providers_measure;
DROP FUNCTION providers_measure_course();
