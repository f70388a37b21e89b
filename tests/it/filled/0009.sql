-- What the ninth migration's time added to the tables.

update staff set shown_name = 'Bia', signs = 1, notices = 'mine', quiet_from = 1320, quiet_until = 420 where id = 102;
insert into quick_reply (id, word, body, staff_id, team_id) values
  ('0198c000-0000-7000-8000-0000000000d1', 'pix', 'A chave é {equipe}', 101, null),
  ('0198c000-0000-7000-8000-0000000000d2', 'pix', 'A chave é outra', null, 'vendas'),
  ('0198c000-0000-7000-8000-0000000000d3', 'horário', 'Das 9 às 18', null, null);
insert into company_setting (name, value, staff_id, set_at) values ('reopen_hours', '24', 101, 1790000700000);
