-- People and teams as they are looked after in the chat: invitations, availability, removal, archived teams, who sees
-- what, business hours with the message outside of them, and the company's holidays.

-- 1 while the person says that they are away: what waits is not offered to them.
alter table staff add column is_away integer not null default 0
  constraint staff_is_away_flag check (is_away in (0, 1));

-- Since when the bot cannot reach them: they blocked it, or left Telegram. Null while it can.
alter table staff add column unreachable_at integer;

-- When they were removed; null while they work here. The row stays, because what they did refers to it.
alter table staff add column removed_at integer;

-- When the team was archived; null while it is used. The row stays, because attendances refer to it.
alter table team add column archived_at integer;

-- Who sees its attendances that are somebody else's: everybody, its people, or only its managers.
alter table team add column visibility text not null default 'team'
  constraint team_visibility_known check (visibility in ('all', 'team', 'own'));

-- JSON: its business hours by day of the week; null when it has none and is always there.
alter table team add column hours text;

-- What a contact is told who writes outside of them; null when nothing.
alter table team add column absence text;

-- When its contact was told that nobody is there; null while they were not. Once for each attendance.
alter table attendance add column absence_at integer;

-- Links by which people join. The link itself is known to nobody but who got it.
create table invitation (
  -- Our id.
  id text not null constraint invitation_pk primary key,
  -- Digest of the link's secret.
  token_hash text not null constraint invitation_token_unique unique,
  -- What the person may do who uses it. Owners are named by the configuration.
  role text not null constraint invitation_role_known check (role in ('attendant', 'manager')),
  -- Who invites.
  by_staff_id integer not null constraint invitation_by_fk references staff (id),
  -- When it was made.
  created_at integer not null,
  -- Until when it can be used.
  expires_at integer not null,
  -- Who used it; null while nobody did. Not a reference: it is set before their row is there.
  used_by integer,
  -- When it was used; null with it.
  used_at integer,
  -- When it was taken back; null while it was not.
  revoked_at integer,
  constraint invitation_used_has_time check ((used_by is null) = (used_at is null))
) strict;

-- The teams of who uses an invitation.
create table invitation_team (
  -- The invitation.
  invitation_id text not null constraint invitation_team_invitation_fk references invitation (id) on delete cascade,
  -- A team they will belong to.
  team_id text not null constraint invitation_team_team_fk references team (id) on delete cascade,
  constraint invitation_team_pk primary key (invitation_id, team_id)
) strict;

-- Days on which the whole company is closed.
create table holiday (
  -- The day in the company's time zone, such as `2026-12-25`.
  day text not null constraint holiday_pk primary key,
  -- What it is called; empty when nobody said.
  name text not null
) strict;

-- What happened lately, for the list that owners read.
create index audit_at on audit (at);

-- The audit is added to and never changed, whoever asks. Triggers of another engine are written otherwise.
create trigger audit_not_changed before update on audit
begin
  select raise(abort, 'the audit is never changed');
end;

create trigger audit_not_removed before delete on audit
begin
  select raise(abort, 'the audit is never changed');
end;
