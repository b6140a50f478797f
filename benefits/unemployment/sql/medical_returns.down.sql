DROP TRIGGER IF EXISTS unemployment_returned_month ON unemployment_returnedmonth;
DROP FUNCTION IF EXISTS unemployment_returned_month();
