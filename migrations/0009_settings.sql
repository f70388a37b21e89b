-- What people set for themselves, quick replies, and what owners set for the company in the chat.

-- The name that contacts see; null: the one that colleagues see.
alter table staff add column shown_name text;
-- 1 when what they write carries their name, else 0.
alter table staff add column signs integer not null default 0
  constraint staff_signs_bool check (signs in (0, 1));
-- What the bot tells them without being asked.
alter table staff add column notices text not null default 'all'
  constraint staff_notices_known check (notices in ('all', 'mine', 'none'));
-- The minute of the day, in the company's time zone, from which it does so without a sound; null: always with one.
alter table staff add column quiet_from integer
  constraint staff_quiet_from_minute check (quiet_from between 0 and 1439);
-- The minute of the day until which it does; null exactly when `quiet_from` is.
alter table staff add column quiet_until integer
  constraint staff_quiet_until_minute check (quiet_until between 0 and 1439);

-- Texts that are said often, each called by a word: of a person, of a team (the other is null then), or of the company
-- (both are null).
create table quick_reply (
  -- Our id.
  id text not null constraint quick_reply_pk primary key,
  -- The word, in small letters, without a slash.
  word text not null,
  -- What it says, with its gaps.
  body text not null,
  -- Whose it is; null when it is a team's or the company's.
  staff_id integer constraint quick_reply_staff_fk references staff (id) on delete cascade,
  -- Which team's it is; null when it is a person's or the company's.
  team_id text constraint quick_reply_team_fk references team (id) on delete cascade,
  constraint quick_reply_one_owner check (staff_id is null or team_id is null)
) strict;

-- Each has a word once.
create unique index quick_reply_word on quick_reply (word, coalesce(staff_id, 0), coalesce(team_id, ''));

-- What owners have set in the chat, which stands above the configuration.
create table company_setting (
  -- What is set.
  name text not null constraint company_setting_pk primary key,
  -- JSON: to what.
  value text not null,
  -- Who set it.
  staff_id integer not null,
  -- When.
  set_at integer not null
) strict;
