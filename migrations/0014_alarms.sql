-- What owners were told to look after, and from which tap a delivery comes.

-- What is wrong with the service itself, as long as it is: a queue that does not move, a disk that is nearly full, a daily
-- copy that failed. Channels that are down stand in their own table.
create table alarm (
  -- What it is about, such as `queue:loja`.
  about text not null constraint alarm_pk primary key,
  -- JSON with a version: what was found last.
  finding text not null,
  -- Since when it is so.
  since integer not null,
  -- When owners were told; null while it may still pass by itself.
  told_at integer,
  -- Since when it is not so any more; null while it is. Owners are told when it has stayed away for a while.
  well_since integer
) strict;

-- Telegram's id of the update (a tap, a message) that led to it, by which the log is followed; null when none did.
alter table outbox add column trace text;
