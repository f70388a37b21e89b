-- What the seventh migration's time added to the tables.

update contact
   set email = 'joao@exemplo.com.br', company = 'Padaria do João', note = 'Prefere falar à tarde',
       blocked_at = 1790000007000, blocked_by = 101, opted_out_at = 1790000007100, opted_out_by = null
 where seq = 1;
update contact set forgotten_at = 1790000007150 where seq = 3;
insert into tag (id, name, folded) values (1, 'Atacado', 'atacado');
insert into contact_tag (contact_id, tag_id) select id, 1 from contact where seq = 1;
insert into contact_merge (id, kept_id, gone_id, staff_id, at, undone_at, snapshot)
  select 1, id, '01935a7e-0000-7000-8000-0000000000ff', 101, 1790000007200, null, '' from contact where seq = 1;
insert into contact_import (id, staff_id, chat_id, thread_id, format, file, state, position, fresh, known, wrong, created_at, updated_at) values
  ('01935a7e-0000-7000-8000-0000000000fe', 101, 101, 0, 'csv', '{"file_id":"BQACAgEAAx","name":"contatos.csv","mime":"text/csv","size":1000}', 'looked', 3, 1, 1, 1, 1790000007300, 1790000007400);
