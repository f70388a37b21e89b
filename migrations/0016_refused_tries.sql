-- Every try that was refused after it was taken is remembered, not only the last.

-- Tries of messages that leave, or left, again.
create table refused_try (
  -- The message that was tried.
  message_id text not null constraint refused_try_message_fk references message (id),
  -- The provider's id of the try that it took and refused afterwards; what is still told of it counts for nothing.
  remote_id text not null,
  constraint refused_try_pk primary key (message_id, remote_id)
) strict, without rowid;

insert into refused_try (message_id, remote_id)
select id, refused_remote_id
  from message
 where refused_remote_id is not null;

alter table message drop column refused_remote_id;
