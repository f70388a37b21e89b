-- What the fourth migration's time added to the tables.

insert into topic (attendance_id, chat_id, thread_id, name) values
  ('01935a7e-0000-7000-8000-000000000011', 101, 42, 'Maria · Vendas');
