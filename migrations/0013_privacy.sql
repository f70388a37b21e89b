-- What was said is erased when the contact is forgotten, and when it is older than the company keeps it.

-- When the words were erased: the row stays, for what was counted and charged with it. Null while they stand there.
alter table message add column erased_at integer;

update message set erased_at = state_at where remote_id like 'forgotten:%';

-- What still stands there, by age: what is to be erased next is at its beginning.
create index message_kept on message (created_at, id) where erased_at is null;

-- Internal notes, by age.
create index note_written on note (written_at);

-- What was written down at the end of attendances, by age.
create index attendance_noted on attendance (closed_at) where note is not null;

-- What was done of one kind, for the list that owners read.
create index audit_action on audit (action, seq);
