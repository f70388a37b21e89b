-- Contacts as an address book: what is written down about them, tags, who is blocked, who wants no templates, two that
-- are one person, and files of contacts that are read in. The search also finds the company and the words of the note.

-- Their e-mail address; null when none is known.
alter table contact add column email text;

-- Where they work, in the words of staff; null when it is not known.
alter table contact add column company text;

-- What staff wrote down about them, for the staff only; null when nothing.
alter table contact add column note text;

-- Since when they are blocked: nobody is told of what they write, and nobody starts with them; null while they are not.
alter table contact add column blocked_at integer;

-- Who blocked them; null with it. Not a reference: it outlives the person's row.
alter table contact add column blocked_by integer;

-- Since when they want no templates; null while they take them.
alter table contact add column opted_out_at integer;

-- Who noted that; null when they wrote it themselves, or with it. Not a reference: it outlives the person's row.
alter table contact add column opted_out_by integer;

-- When they were forgotten: the row stays for what was counted with it, and is listed nowhere; null while they are known.
alter table contact add column forgotten_at integer;

drop trigger contact_search_insert;
drop trigger contact_search_delete;
drop trigger contact_search_update;
drop table contact_search;

-- The search by name, number, company and note: words without their accents, found by their beginnings. It keeps no text
-- of its own (the content is the contact's row), so three triggers tell it what changed.
create virtual table contact_search using fts5 (
  name,
  number_parts,
  company,
  note,
  content = 'contact',
  content_rowid = 'seq',
  tokenize = 'unicode61 remove_diacritics 2',
  prefix = '2 3'
);

-- What is deleted leaves no trace in the index.
insert into contact_search (contact_search, rank) values ('secure-delete', 1);

insert into contact_search (contact_search) values ('rebuild');

create trigger contact_search_insert after insert on contact begin
  insert into contact_search (rowid, name, number_parts, company, note)
  values (new.seq, new.name, new.number_parts, new.company, new.note);
end;

create trigger contact_search_delete after delete on contact begin
  insert into contact_search (contact_search, rowid, name, number_parts, company, note)
  values ('delete', old.seq, old.name, old.number_parts, old.company, old.note);
end;

create trigger contact_search_update after update of name, number_parts, company, note on contact begin
  insert into contact_search (contact_search, rowid, name, number_parts, company, note)
  values ('delete', old.seq, old.name, old.number_parts, old.company, old.note);
  insert into contact_search (rowid, name, number_parts, company, note)
  values (new.seq, new.name, new.number_parts, new.company, new.note);
end;

-- Words by which contacts are put into groups.
create table tag (
  -- A small number that fits into a button.
  id integer not null constraint tag_pk primary key,
  -- The word, as it was first written.
  name text not null,
  -- The same in small letters without accents: one word is one tag.
  folded text not null constraint tag_folded_unique unique
) strict;

-- Which contacts have which tags.
create table contact_tag (
  -- The contact.
  contact_id text not null constraint contact_tag_contact_fk references contact (id) on delete cascade,
  -- The tag.
  tag_id integer not null constraint contact_tag_tag_fk references tag (id) on delete cascade,
  constraint contact_tag_pk primary key (contact_id, tag_id)
) strict;

-- The contacts of a tag.
create index contact_tag_of on contact_tag (tag_id);

-- Two contacts that a person said are one, and what it takes to part them again.
create table contact_merge (
  -- Names the row.
  id integer not null constraint contact_merge_pk primary key,
  -- The contact that is left.
  kept_id text not null,
  -- The one that is not there any more: who still knows it is led to the other.
  gone_id text not null,
  -- Who said so. Not a reference: it outlives the person's row.
  staff_id integer not null,
  -- When.
  at integer not null,
  -- When they were parted again; null while they are one.
  undone_at integer,
  -- JSON: both as they were, and what went from one to the other. Emptied when it cannot be undone any more.
  snapshot text not null
) strict;

-- To whom a contact that is gone leads.
create index contact_merge_gone on contact_merge (gone_id) where undone_at is null;

-- What a contact is made of.
create index contact_merge_kept on contact_merge (kept_id) where undone_at is null;

-- Files of contacts that people sent: looked through first, read in when they say so. The file itself stays where it was
-- sent; here is how far it has come, so that it goes on there after a restart.
create table contact_import (
  -- Our id.
  id text not null constraint contact_import_pk primary key,
  -- Who sent it.
  staff_id integer not null constraint contact_import_staff_fk references staff (id) on delete cascade,
  -- The Telegram chat in which it is told how far it has come.
  chat_id integer not null,
  -- The topic in it; 0 where there are none.
  thread_id integer not null,
  -- What kind of file it is.
  format text not null constraint contact_import_format_known check (format in ('csv', 'vcard')),
  -- JSON: the file, as Telegram names it.
  file text not null,
  -- looking through it, waiting for the person's word, reading it in, done, or not to be had.
  state text not null constraint contact_import_state_known
    check (state in ('looking', 'looked', 'importing', 'done', 'failed')),
  -- Records that have been worked off in this state.
  position integer not null,
  -- Records with a number that nobody on file has.
  fresh integer not null,
  -- Records of contacts on file.
  known integer not null,
  -- Records that cannot be read in.
  wrong integer not null,
  -- When it was sent.
  created_at integer not null,
  -- When the row last changed.
  updated_at integer not null
) strict;

-- What is under way.
create index contact_import_open on contact_import (id) where state in ('looking', 'importing');
