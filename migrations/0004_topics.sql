-- Topics of private chats: where the bot may open them, each attendance is one in the chat of who handles it.

create table topic (
  -- The attendance.
  attendance_id text not null constraint topic_attendance_fk references attendance (id) on delete cascade,
  -- The Telegram chat: a person's own.
  chat_id integer not null,
  -- The topic in it. One that its person deleted is replaced by another.
  thread_id integer not null,
  -- The name that it is known to have, so that it is renamed when contact, team or holder change, and only then.
  name text not null,
  constraint topic_pk primary key (attendance_id, chat_id),
  -- What is written in a topic belongs to one attendance.
  constraint topic_thread_unique unique (chat_id, thread_id)
) strict;
