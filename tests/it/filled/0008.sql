-- What the eighth migration's time added to the tables.

insert into staff (id, name, role, locale, is_away, unreachable_at, removed_at) values
  (103, 'Rita Melo', 'attendant', 'es', 1, 1790000700000, 1790000800000);
insert into team (id, name, archived_at, visibility, hours, absence) values
  ('antiga', 'Antiga', 1790000900000, 'own', '{"days":[[{"from":540,"to":1080}],[],[],[],[],[],[]]}', 'Voltamos às 9h.');
update attendance set absence_at = 1790001000000 where state = 'open';
insert into invitation (id, token_hash, role, by_staff_id, created_at, expires_at, used_by, used_at, revoked_at) values
  ('01935a7e-0000-7000-8000-000000000081', '00ff', 'attendant', 101, 1790000000000, 1790172800000, 103, 1790000100000, null),
  ('01935a7e-0000-7000-8000-000000000082', '01ff', 'manager', 101, 1790000000000, 1790172800000, null, null, 1790000200000);
insert into invitation_team (invitation_id, team_id) values ('01935a7e-0000-7000-8000-000000000081', 'vendas');
insert into holiday (day, name) values ('2026-12-25', 'Natal');
