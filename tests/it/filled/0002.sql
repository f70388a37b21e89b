-- What the second migration's time added to the tables.

insert into transfer (attendance_id, by_staff_id, to_staff_id, to_team_id, offered_at) values
  ('01935a7e-0000-7000-8000-000000000011', 101, 102, null, 1790000006000);
