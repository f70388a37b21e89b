-- What the tenth migration's time added to the tables.

update message
   set state = 'held', refused_remote_id = 'wamid.0'
 where id = '01935a7e-0000-7000-8000-000000000023';

insert into message (id, attendance_id, channel_id, direction, content, state, state_at, remote_id, fault, pricing, created_at, source_chat_id, source_message_id, staff_id) values
  ('01935a7e-0000-7000-8000-000000000025', '01935a7e-0000-7000-8000-000000000011', 'oficial', 'out',
   '{"kind":"reaction","to":"wamid.2","emoji":"👍","ours":false}', 'sent', 1790000009500, 'wamid.3', null, null, 1790000009500, null, null, 101);
