-- What the sixth migration's time added to the tables.

update channel
   set is_holding = 1, is_told_down = 1, restricted_until = 1790000600000, new_chat_gap_ms = 30000,
       next_new_chat_at = 1790000030000;
update outbox set waits_for = 'restriction' where state = 'queued';
