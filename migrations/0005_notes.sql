-- Internal notes: what people of ours write down in an attendance for each other. They have a table of their own and are
-- no messages: nothing that sends reads it, so that a note cannot reach the contact.

create table note (
  -- The order in which they were written.
  seq integer not null constraint note_pk primary key,
  -- The attendance it belongs to.
  attendance_id text not null constraint note_attendance_fk references attendance (id),
  -- Who wrote it.
  staff_id integer not null constraint note_staff_fk references staff (id),
  -- What was written.
  body text not null,
  -- When it was written.
  written_at integer not null
) strict;

-- The notes of an attendance.
create index note_of_attendance on note (attendance_id, written_at);
