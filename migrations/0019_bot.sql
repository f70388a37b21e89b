-- Which bot of Telegram this database belongs to.

-- One row: the bot that was here last. What is said of chats, messages and topics in other tables is of its chats: another
-- bot counts its messages anew in each.
create table bot (
  -- There is one.
  one integer not null constraint bot_pk primary key constraint bot_one check (one = 1),
  -- Its user id at Telegram.
  id integer not null
) strict;
