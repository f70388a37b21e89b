-- What the thirteenth migration's time added to the tables.

update message set erased_at = 1790000012000 where id = (select max(id) from message);
