-- A desk after a day's work, as the first migration's tables hold it: a row or more in every table. The contents are the
-- bytes that the service wrote then, so they must be readable for ever. Never edit it; a later migration adds its own.

insert into team (id, name) values ('vendas', 'Vendas');

insert into channel (id, name, health, health_at, default_team_id, templates_synced_at) values
  ('oficial', 'WhatsApp Oficial', '{"state":"up"}', 1790000000000, 'vendas', 1790000000500),
  ('loja', 'Loja Centro', '{"state":"down","reason":"disconnected"}', 1790000000000, 'vendas', null),
  ('nova', 'Nova', '{"state":"unknown"}', null, null, null);

insert into team_channel (team_id, channel_id) values ('vendas', 'oficial'), ('vendas', 'loja');

insert into staff (id, name, role, locale) values
  (101, 'Carla Dias', 'manager', 'pt-BR'),
  (102, 'Diego Reis', 'attendant', null);

insert into staff_team (staff_id, team_id) values (101, 'vendas'), (102, 'vendas');

insert into contact (seq, id, name, phone, number_parts, active_at) values
  (1, '01935a7e-0000-7000-8000-000000000001', 'João Souza', '5551999990001', '5551999990001 551999990001', 1790000001000),
  (2, '01935a7e-0000-7000-8000-000000000002', null, null, '', 1790000002000);

insert into contact_address (kind, value, contact_id, added_at) values
  ('dialled', '5551999990001', '01935a7e-0000-7000-8000-000000000001', 1790000001000),
  ('wa_id', '555199990001', '01935a7e-0000-7000-8000-000000000001', 1790000001000),
  ('bsuid', 'BR.1349', '01935a7e-0000-7000-8000-000000000002', 1790000002000),
  ('lid', '77@lid', '01935a7e-0000-7000-8000-000000000002', 1790000002000);

insert into conversation (contact_id, channel_id, last_incoming_at) values
  ('01935a7e-0000-7000-8000-000000000001', 'oficial', 1790000003000);

insert into template (channel_id, name, language, content) values
  ('oficial', 'retorno', 'pt_BR',
   '{"remote":"900","key":{"name":"retorno","language":"pt_BR"},"category":"utility","status":"approved","named":false,"header":{"format":"text","text":"Oi","examples":[]},"body":"Oi {{1}}, tudo bem?","body_examples":[{"key":"1","text":"Ana"}],"footer":null,"buttons":[{"kind":"quick_reply","text":"Sim"}],"others":[]}');

insert into quick_value (staff_id, template_name, template_language, slot, value, used_at) values
  (101, 'retorno', 'pt_BR', '{"by":"number","place":{"in":"body"},"number":1}', '{"kind":"text","text":"João"}', 1790000004000);

insert into attendance (id, contact_id, channel_id, team_id, staff_id, state, opened_at, closed_at, conclusion, note) values
  ('01935a7e-0000-7000-8000-000000000011', '01935a7e-0000-7000-8000-000000000001', 'oficial', 'vendas', 101, 'open', 1790000005000, null, null, null),
  ('01935a7e-0000-7000-8000-000000000012', '01935a7e-0000-7000-8000-000000000002', 'loja', 'vendas', null, 'waiting', 1790000005000, null, null, null),
  ('01935a7e-0000-7000-8000-000000000013', '01935a7e-0000-7000-8000-000000000002', 'loja', 'vendas', 102, 'closed', 1790000004000, 1790000004500, 'goal_reached', 'comprou');

insert into message (id, attendance_id, channel_id, direction, content, state, state_at, remote_id, fault, pricing, created_at, source_chat_id, source_message_id) values
  ('01935a7e-0000-7000-8000-000000000021', '01935a7e-0000-7000-8000-000000000011', 'oficial', 'out',
   '{"kind":"template","filled":{"template":{"remote":"900","key":{"name":"retorno","language":"pt_BR"},"category":"utility","status":"approved","named":false,"header":null,"body":"Oi {{1}}","body_examples":[],"footer":null,"buttons":[],"others":[]},"values":[[{"by":"number","place":{"in":"body"},"number":1},{"kind":"text","text":"João"}]]}}',
   'read', 1790000006000, 'wamid.1', null, '{"kind":"regular","category":"utility"}', 1790000005000, null, null),
  ('01935a7e-0000-7000-8000-000000000022', '01935a7e-0000-7000-8000-000000000011', 'oficial', 'in',
   '{"kind":"text","body":"Oi!"}', 'received', 1790000007000, 'wamid.2', null, null, 1790000007000, null, null),
  ('01935a7e-0000-7000-8000-000000000023', '01935a7e-0000-7000-8000-000000000011', 'oficial', 'out',
   '{"kind":"text","body":"Posso ajudar?"}', 'unknown', 1790000008000, null,
   '{"kind":"no-answer","code":"timeout","detail":"no answer in time"}', null, 1790000008000, 101, 55),
  ('01935a7e-0000-7000-8000-000000000024', '01935a7e-0000-7000-8000-000000000012', 'loja', 'in',
   '{"kind":"other","what":"sticker","caption":null}', 'received', 1790000009000, 'ABC', null, null, 1790000009000, null, null);

insert into outbox (seq, id, message_id, channel_id, contact_id, state, attempt, due_at, lease_until) values
  (1, '01935a7e-0000-7000-8000-000000000031', '01935a7e-0000-7000-8000-000000000021', 'oficial', '01935a7e-0000-7000-8000-000000000001', 'done', 1, 1790000005000, null),
  (2, '01935a7e-0000-7000-8000-000000000032', '01935a7e-0000-7000-8000-000000000023', 'oficial', '01935a7e-0000-7000-8000-000000000001', 'leased', 1, 1790000008000, 1790000098000);

insert into inbox (seq, source, remote_id, lane, raw, state, attempts, received_at) values
  (1, 'telegram', '9', '101:0', '', 'done', 0, 1790000005000),
  (2, 'telegram', '10', '101:0', '{"update_id":10}', 'waiting', 1, 1790000008000);

insert into session (id, chat_id, thread_id, staff_id, version, state, draft, draft_at, panel_message_id, rev, shown_rev, current_attendance_id, current_at, updated_at) values
  (1, 101, 0, 101, 4, '{"v":1}', '{"v":1}', 1790000004000, 50, 7, 6, '01935a7e-0000-7000-8000-000000000011', 1790000008000, 1790000008000);

insert into card (attendance_id, chat_id, thread_id, message_id, fingerprint) values
  ('01935a7e-0000-7000-8000-000000000011', 101, 0, 51, 'abc');

insert into notice (id, chat_id, thread_id, payload, dedupe, due_at, attempt, taking, lease_until, created_at) values
  (1, 101, 0, '{"v":1}', 'card:01935a7e-0000-7000-8000-000000000011:101', 1790000009000, 0, 0, null, 1790000009000);

insert into audit (seq, at, staff_id, action, subject, detail) values
  (1, 1790000005000, 101, 'attendance.opened', '01935a7e-0000-7000-8000-000000000011', '');
