-- Attendances that one person offers to a team or to another person. Until somebody accepts, they stay where they are.

create table transfer (
  -- Which attendance. There is one offer of it at a time: a newer one takes its place.
  attendance_id text not null constraint transfer_pk primary key
    constraint transfer_attendance_fk references attendance (id) on delete cascade,
  -- Who offers it. An offer of somebody who does not have it any more counts for nothing.
  by_staff_id integer not null constraint transfer_by_fk references staff (id) on delete cascade,
  -- The person to whom it is offered; null when it is offered to a team.
  to_staff_id integer constraint transfer_person_fk references staff (id) on delete cascade,
  -- The team to which it is offered; null when it is offered to a person.
  to_team_id text constraint transfer_team_fk references team (id) on delete cascade,
  -- When.
  offered_at integer not null,
  constraint transfer_to_one check ((to_staff_id is null) <> (to_team_id is null))
) strict;
