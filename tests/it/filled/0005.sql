-- What the fifth migration's time added to the tables.

insert into note (seq, attendance_id, staff_id, body, written_at) values
  (1, '01935a7e-0000-7000-8000-000000000011', 101, 'Prefere ligação à tarde.', 1790000006500);
