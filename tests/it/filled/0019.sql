-- What the nineteenth migration's time added to the tables.

insert into bot (one, id) values (1, 123456789);
