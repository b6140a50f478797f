DROP TRIGGER dryruns_run_stays ON kernel_run;
DROP FUNCTION dryruns_run_stays();
DROP TRIGGER dryruns_peopleeffect_of_its_slice ON dryruns_peopleeffect;
DROP TRIGGER dryruns_employereffect_of_its_slice ON dryruns_employereffect;
DROP FUNCTION dryruns_effects_of_their_slice();
ALTER TABLE dryruns_baseline DROP CONSTRAINT baseline_of_a_supposed_tariff;
