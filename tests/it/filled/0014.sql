-- What the fourteenth migration's time added to the tables.

insert into alarm (about, finding, since, told_at, well_since)
values ('disk', '{"version":1,"finding":{"kind":"disk","free":1000}}', 1790000013000, 1790000073000, null);

update outbox set trace = '9001' where seq = (select max(seq) from outbox);
