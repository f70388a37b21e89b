-- What was refused after it was taken, and who did what is not written in a message.

-- The provider's id of the last try that it took and refused afterwards, when the message is to leave again; what
-- is still told of that try counts for nothing. Null when there was none.
alter table message add column refused_remote_id text;

-- Who of ours reacted or changed words; null for what is written in a Telegram message, which tells it, and for what the
-- contact said.
alter table message add column staff_id integer constraint message_staff_fk references staff (id);
