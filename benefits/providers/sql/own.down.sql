DROP TRIGGER providers_client_course ON providers_providerclient;
DROP FUNCTION providers_client_course();
DROP TRIGGER providers_measure_not_of_oneself ON providers_measure;
DROP TRIGGER providers_agreement_not_of_oneself ON providers_agreement;
DROP FUNCTION providers_not_of_oneself();
DROP FUNCTION providers_acts_for(bytea, bigint, timestamptz);
