-- What the fifteenth migration's time added to the tables.

update contact set market_digits = '55' where seq = 3;
