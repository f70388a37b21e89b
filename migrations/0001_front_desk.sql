-- The front desk: who works here, through which WhatsApp numbers, with whom they speak, what was said, what is still
-- to be sent, what was received and how far each person is in their dialogue with the bot.
--
-- How to read it:
--   * Ids of ours are UUIDs in version 7, as text: their order is the order in which they were made. Teams and channels
--     have the short names that the configuration gives them, people their Telegram user id.
--   * Every time is an integer: milliseconds of UTC since 1970. Its name ends in `_at`, `_until` or is `at`.
--   * A column that may be null says what its absence means; every other one is `not null`.
--   * Text that a program reads (contents, faults, states) is JSON. It outlives the program that wrote it, so its shape
--     only ever grows.
--   * Constraints have names, because a broken one is turned into a refusal that people can read.
--   * The statements stay in what PostgreSQL takes too, apart from `strict`, the search table and its triggers.
-- This file is applied once and never edited: what changes later is a file of its own.

-- ---------------------------------------------------------------------------------------------------------------------
-- 1. People, teams, channels: created from the configuration when absent, changed in the chat afterwards.

-- Teams: whom an attendance belongs to.
create table team (
  -- The id from the configuration.
  id text not null constraint team_pk primary key,
  -- The name on buttons and cards.
  name text not null
) strict;

-- The connected WhatsApp numbers. What each can do is known by its adapter; here is what is learnt while it runs.
create table channel (
  -- The id from the configuration; also the last part of its webhook's address.
  id text not null constraint channel_pk primary key,
  -- The name on buttons and cards.
  name text not null,
  -- JSON: how it is, `{"state":"up"}`.
  health text not null,
  -- Since when it is so; null until it was heard of for the first time.
  health_at integer,
  -- Who receives a contact that writes first; null when no team may use the channel.
  default_team_id text constraint channel_default_team_fk references team (id),
  -- When the copy of its templates was last made; null when it never was.
  templates_synced_at integer
) strict;

-- Which channels a team may use.
create table team_channel (
  -- The team.
  team_id text not null constraint team_channel_team_fk references team (id) on delete cascade,
  -- The channel it may use.
  channel_id text not null constraint team_channel_channel_fk references channel (id) on delete cascade,
  constraint team_channel_pk primary key (team_id, channel_id)
) strict;

-- The people who answer.
create table staff (
  -- Their Telegram user id.
  id integer not null constraint staff_pk primary key,
  -- How colleagues and the card call them.
  name text not null,
  -- What they may do.
  role text not null constraint staff_role_known check (role in ('attendant', 'manager', 'owner')),
  -- The language they chose or Telegram told us; null until either happened.
  locale text
) strict;

-- Who belongs to which team.
create table staff_team (
  -- The person.
  staff_id integer not null constraint staff_team_staff_fk references staff (id) on delete cascade,
  -- The team they belong to.
  team_id text not null constraint staff_team_team_fk references team (id) on delete cascade,
  constraint staff_team_pk primary key (staff_id, team_id)
) strict;

-- ---------------------------------------------------------------------------------------------------------------------
-- 2. Contacts, and how they are found.

-- People on WhatsApp. A number may be absent: WhatsApp can hide it.
create table contact (
  -- Names the row for the search table, which knows only integers. A key of its own, because a vacuum renumbers rows
  -- that have none. Higher is newer.
  seq integer not null constraint contact_pk primary key,
  -- Our id.
  id text not null constraint contact_id_unique unique,
  -- The name staff gave, else the one shown on WhatsApp; null when neither is known.
  name text,
  -- The digits to dial, country code first; null when WhatsApp hides them.
  phone text,
  -- Every number of theirs and every end of it down to four digits, parted by spaces: a search by the beginning of a
  -- word then finds any part of a number. Empty when no number is known.
  number_parts text not null,
  -- When something last happened with them; orders the list.
  active_at integer not null
) strict;

-- The list of contacts, most recent first.
create index contact_recent on contact (active_at desc, seq desc);

-- Every identity a contact has shown. One identity never belongs to two contacts: two hits are asked about.
create table contact_address (
  -- What kind of identity: as dialled, as the provider returned it, business-scoped, or an unofficial provider's.
  kind text not null constraint contact_address_kind_known check (kind in ('dialled', 'wa_id', 'bsuid', 'lid')),
  -- The identity itself. It has no spaces, so that several fit into one text.
  value text not null constraint contact_address_value_plain check (value <> '' and value not like '% %'),
  -- Whose it is.
  contact_id text not null constraint contact_address_contact_fk references contact (id) on delete cascade,
  -- When it was first seen.
  added_at integer not null,
  constraint contact_address_pk primary key (kind, value)
) strict;

-- The identities of one contact.
create index contact_address_owner on contact_address (contact_id);

-- The search by name and number: words without their accents, found by their beginnings. It keeps no text of its own
-- (the content is the contact's row), so three triggers tell it what changed.
create virtual table contact_search using fts5 (
  name,
  number_parts,
  content = 'contact',
  content_rowid = 'seq',
  tokenize = 'unicode61 remove_diacritics 2',
  prefix = '2 3'
);

create trigger contact_search_insert after insert on contact begin
  insert into contact_search (rowid, name, number_parts) values (new.seq, new.name, new.number_parts);
end;

create trigger contact_search_delete after delete on contact begin
  insert into contact_search (contact_search, rowid, name, number_parts)
  values ('delete', old.seq, old.name, old.number_parts);
end;

create trigger contact_search_update after update of name, number_parts on contact begin
  insert into contact_search (contact_search, rowid, name, number_parts)
  values ('delete', old.seq, old.name, old.number_parts);
  insert into contact_search (rowid, name, number_parts) values (new.seq, new.name, new.number_parts);
end;

-- What is known of one contact on one channel, whatever attendance it was in.
create table conversation (
  -- The contact.
  contact_id text not null constraint conversation_contact_fk references contact (id) on delete cascade,
  -- The channel.
  channel_id text not null constraint conversation_channel_fk references channel (id),
  -- When the contact last wrote there, by the provider's clock: the window follows from it.
  last_incoming_at integer not null,
  constraint conversation_pk primary key (contact_id, channel_id)
) strict;

-- ---------------------------------------------------------------------------------------------------------------------
-- 3. Templates: our copy of what a channel's provider lists, replaced as a whole.

create table template (
  -- Whose list it is from.
  channel_id text not null constraint template_channel_fk references channel (id) on delete cascade,
  -- Its name at the provider.
  name text not null,
  -- Its language code at the provider.
  language text not null,
  -- JSON: the whole template as we read it, with its state.
  content text not null,
  constraint template_pk primary key (channel_id, name, language)
) strict;

-- The value a person last gave for a gap of a template, offered as a button the next time.
create table quick_value (
  -- Who gave it.
  staff_id integer not null constraint quick_value_staff_fk references staff (id) on delete cascade,
  -- The template's name. Not a reference: values outlive a template that is removed and made again.
  template_name text not null,
  -- The template's language code.
  template_language text not null,
  -- JSON: which gap.
  slot text not null,
  -- JSON: the value.
  value text not null,
  -- When it was given.
  used_at integer not null,
  constraint quick_value_pk primary key (staff_id, template_name, template_language, slot)
) strict;

-- ---------------------------------------------------------------------------------------------------------------------
-- 4. Attendances and what is said in them.

create table attendance (
  -- Our id.
  id text not null constraint attendance_pk primary key,
  -- With whom.
  contact_id text not null constraint attendance_contact_fk references contact (id),
  -- On which channel.
  channel_id text not null constraint attendance_channel_fk references channel (id),
  -- Whose it is.
  team_id text not null constraint attendance_team_fk references team (id),
  -- Who handles it; null while nobody does.
  staff_id integer constraint attendance_staff_fk references staff (id),
  -- Where it is in its life.
  state text not null constraint attendance_state_known check (state in ('waiting', 'open', 'closed')),
  -- When it was opened.
  opened_at integer not null,
  -- When it was concluded; null until then.
  closed_at integer,
  -- Why it was concluded; null until then.
  conclusion text,
  -- What the person who concluded it wrote down; null when nothing.
  note text,
  constraint attendance_closed_has_time check ((state = 'closed') = (closed_at is not null))
) strict;

-- At most one that is not over for each contact on each channel: this index is the invariant.
create unique index attendance_one_open on attendance (contact_id, channel_id) where state <> 'closed';

-- The last ones with a contact.
create index attendance_of_contact on attendance (contact_id, opened_at desc);

-- The lists: new ones, mine, others'.
create index attendance_list on attendance (state, team_id, opened_at desc);

create table message (
  -- Our id.
  id text not null constraint message_pk primary key,
  -- The attendance it belongs to.
  attendance_id text not null constraint message_attendance_fk references attendance (id),
  -- The attendance's channel, repeated because a provider's ids are unique only within one.
  channel_id text not null constraint message_channel_fk references channel (id),
  -- Who speaks: the contact (`in`) or the company (`out`).
  direction text not null constraint message_direction_known check (direction in ('in', 'out')),
  -- JSON: what is said.
  content text not null,
  -- Where it is.
  state text not null constraint message_state_known
    check (state in ('queued', 'held', 'unknown', 'sent', 'failed', 'delivered', 'read', 'received')),
  -- When that state was reached, by the provider's clock where it tells.
  state_at integer not null,
  -- The provider's id; null until it is known.
  remote_id text,
  -- JSON: what went wrong; null when nothing did. It stays when a later receipt climbs past it.
  fault text,
  -- JSON: how the provider says it is charged; null until it says so.
  pricing text,
  -- When it was written.
  created_at integer not null,
  -- The Telegram chat in which a person of ours wrote it; null when it was not written there.
  source_chat_id integer,
  -- That message's id in its chat; null when it was not written there.
  source_message_id integer,
  -- The same event delivered twice cannot make two messages.
  constraint message_remote_unique unique (channel_id, remote_id, direction),
  -- Nor can the same words of a person, worked off twice.
  constraint message_source_unique unique (source_chat_id, source_message_id)
) strict;

-- The last messages of an attendance.
create index message_of_attendance on message (attendance_id, created_at, id);

-- ---------------------------------------------------------------------------------------------------------------------
-- 5. What is to be sent to contacts. A row is taken by a lease, carried outside of any transaction, and settled.
--
-- queued: ours to send from `due_at` on. held: waits for the contact to write. leased: somebody is sending it now.
-- unknown: it may have been accepted; only a receipt or a person moves it on. done: the provider has it. failed: given
-- up. Contact and channel name the line in which deliveries leave in order: one that is queued, leased or unknown keeps
-- back all that come after it. A held or failed one does not.

create table outbox (
  -- The order in which deliveries leave within their line.
  seq integer not null constraint outbox_pk primary key,
  -- Our id; it travels to the provider and comes back in receipts.
  id text not null constraint outbox_id_unique unique,
  -- The message it carries; what is said is read from there.
  message_id text not null constraint outbox_message_fk references message (id),
  -- On which channel.
  channel_id text not null constraint outbox_channel_fk references channel (id),
  -- To whom; number and identities are read from the contact when it is taken, so that a correction is used.
  contact_id text not null constraint outbox_contact_fk references contact (id),
  -- Where it is, as above.
  state text not null constraint outbox_state_known
    check (state in ('queued', 'held', 'leased', 'unknown', 'done', 'failed')),
  -- How many tries have begun. It is counted before the try is made, so that a crash cannot hide one.
  attempt integer not null,
  -- When it may be tried (again).
  due_at integer not null,
  -- Until when the one who took it may be believed to be at work; null while nobody has it.
  lease_until integer,
  constraint outbox_leased_until check ((state = 'leased') = (lease_until is not null))
) strict;

-- What is due.
create index outbox_due on outbox (due_at, seq) where state = 'queued';

-- What keeps back a line.
create index outbox_line on outbox (contact_id, channel_id, seq) where state in ('queued', 'leased', 'unknown');

-- What waits for a contact to write.
create index outbox_held on outbox (contact_id, channel_id) where state = 'held';

-- Leases, by their end.
create index outbox_lease on outbox (lease_until) where state = 'leased';

-- The delivery of a message.
create index outbox_message on outbox (message_id);

-- ---------------------------------------------------------------------------------------------------------------------
-- 6. What was received, stored before it is acknowledged and worked off exactly once.

create table inbox (
  -- The order in which it came.
  seq integer not null constraint inbox_pk primary key,
  -- Who sent it: `telegram` or a channel.
  source text not null,
  -- The sender's id of it: an update id, a message's id with the state it reports, or a digest of the bytes.
  remote_id text not null,
  -- Rows of one lane are worked off one after the other; those of different lanes are not.
  lane text not null,
  -- The bytes as they came. Emptied when they have had their effect: what is to be kept of them is elsewhere by then.
  raw text not null,
  -- waiting, done, or failed when it was given up.
  state text not null constraint inbox_state_known check (state in ('waiting', 'done', 'failed')),
  -- How many tries have failed.
  attempts integer not null,
  -- When it was received.
  received_at integer not null,
  -- However often it is delivered, it is here once.
  constraint inbox_once unique (source, remote_id)
) strict;

-- What is still to be worked off, lane by lane.
create index inbox_waiting on inbox (source, lane, seq) where state = 'waiting';

-- What is old enough to be forgotten.
create index inbox_received on inbox (received_at) where state <> 'waiting';

-- ---------------------------------------------------------------------------------------------------------------------
-- 7. The Telegram side: where each person is in their dialogue, and what the bot has shown and has to show.

create table session (
  -- A small number that fits into a button.
  id integer not null constraint session_id_unique unique,
  -- The Telegram chat.
  chat_id integer not null,
  -- The topic in it; 0 where there are none.
  thread_id integer not null default 0,
  -- Whose dialogue it is.
  staff_id integer not null constraint session_staff_fk references staff (id) on delete cascade,
  -- Goes up with every change: who changes it says which version they have seen.
  version integer not null,
  -- JSON with its own version: where they are in the dialogue.
  state text not null,
  -- JSON: what they were doing when they left; null when nothing was left behind.
  draft text,
  -- When they left it; null with the draft.
  draft_at integer,
  -- The panel's message; null until one was sent.
  panel_message_id integer,
  -- Revision of what the panel ought to show; buttons carry it.
  rev integer not null,
  -- Revision that it is known to show.
  shown_rev integer not null,
  -- The attendance to which a text typed goes; null when there is none.
  current_attendance_id text constraint session_current_fk references attendance (id),
  -- When that was last used; null with it.
  current_at integer,
  -- When the row last changed.
  updated_at integer not null,
  constraint session_pk primary key (chat_id, thread_id, staff_id)
) strict;

-- Panels that do not show yet what they ought to.
create index session_unshown on session (id) where shown_rev < rev;

-- The card of an attendance in a chat: the message that is edited as things happen.
create table card (
  -- The attendance.
  attendance_id text not null constraint card_attendance_fk references attendance (id) on delete cascade,
  -- The Telegram chat that shows it.
  chat_id integer not null,
  -- The topic in it; 0 where there are none.
  thread_id integer not null default 0,
  -- The message; null until it was sent.
  message_id integer,
  -- Digest of what it shows, so that an edit that changes nothing is not sent; null until it was sent.
  fingerprint text,
  constraint card_pk primary key (attendance_id, chat_id)
) strict;

-- Whose card a message is, when somebody replies to it.
create unique index card_message on card (chat_id, message_id) where message_id is not null;

-- What is to be sent to Telegram without being asked for. A row leaves the table when Telegram has it.
create table notice (
  -- Names the row, and orders what is due at the same time.
  id integer not null constraint notice_pk primary key,
  -- The Telegram chat.
  chat_id integer not null,
  -- The topic in it; 0 where there are none.
  thread_id integer not null default 0,
  -- JSON: what is to be said or changed; words are chosen when it is sent.
  payload text not null,
  -- What it is about, when a newer one of the same replaces it; null when it stands for itself.
  dedupe text constraint notice_dedupe_unique unique,
  -- When it may be tried (again).
  due_at integer not null,
  -- How many tries have begun since it was last put.
  attempt integer not null,
  -- Goes up when it is taken and when it is replaced: who took it finishes it only if nothing came between.
  taking integer not null,
  -- Until when the one who took it may be believed to be at work; null while nobody has it.
  lease_until integer,
  -- When it was first put.
  created_at integer not null
) strict;

-- What is due.
create index notice_due on notice (due_at, id);

-- ---------------------------------------------------------------------------------------------------------------------
-- 8. Who did what. Rows are added and never changed.

create table audit (
  -- The order in which things were done.
  seq integer not null constraint audit_pk primary key,
  -- When.
  at integer not null,
  -- By whom; null when the service did it by itself. Not a reference: it outlives the person's row.
  staff_id integer,
  -- What, as a word of ours such as `attendance.opened`.
  action text not null,
  -- To what: the id of the row.
  subject text not null,
  -- Anything else worth keeping. Never message text, never a whole number.
  detail text not null
) strict;

-- What was done to one thing.
create index audit_subject on audit (subject, seq);
