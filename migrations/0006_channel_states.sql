-- Channels that come and go: what people were told of them, what waits for them, and how conversations are started on
-- them one by one.

-- 1 while nothing can leave because its phone is not connected: deliveries stay queued, and leave in order afterwards.
alter table channel add column is_holding integer not null default 0
  constraint channel_is_holding_flag check (is_holding in (0, 1));

-- 1 when people were last told that it is down, 0 when they were told that it is up again or never heard of it.
alter table channel add column is_told_down integer not null default 0
  constraint channel_is_told_down_flag check (is_told_down in (0, 1));

-- Until when the provider lets it start no conversations; null when it never said so.
alter table channel add column restricted_until integer;

-- How many milliseconds lie between two conversations that it starts; 0: they leave at once. From the configuration.
alter table channel add column new_chat_gap_ms integer not null default 0;

-- Before when it starts no further conversation; null when it has started none by that rule.
alter table channel add column next_new_chat_at integer;

-- For what a queued delivery waits beside its turn: its channel's connection, the pace of new conversations, or the end
-- of a restriction; null when for nothing, or for another try.
alter table outbox add column waits_for text
  constraint outbox_waits_for_known check (waits_for in ('connection', 'pace', 'restriction'));
