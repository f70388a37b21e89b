-- What the seventeenth migration's time added to the tables.

insert into refused_try (message_id, remote_id, fault) values
  ('01935a7e-0000-7000-8000-000000000023', 'wamid.01', '{"kind":"window_closed","code":"131047","detail":"closed"}');
