-- What the eighteenth migration's time added to the tables.

update contact set phone_at = 1767225600000 where seq = 1;
