-- The search among many: every beginning of a word up to nine letters has a list of its own, so that a common name is
-- read from its newest bearer on instead of being gathered first; and a number is stored as its runs of four digits,
-- which are few and shared, instead of all its ends, which nobody else has.

drop trigger contact_search_insert;
drop trigger contact_search_delete;
drop trigger contact_search_update;
drop table contact_search;

-- What the numbers of a contact are found by: their runs of four digits in order, one number after the other, and between
-- them a sign that nobody types (U+E000), so that what is found never begins in one and ends in the other.
with recursive place (at) as (select 1 union all select at + 1 from place where at < 32)
update contact
   set number_parts = coalesce(
     (select group_concat(
               substr(number.value, place.at, 4)
                 || case when place.at = max(length(number.value) - 3, 1) then ' ' || char(57344) else '' end,
               ' ' order by number.value, place.at)
        from (select distinct value from contact_address
               where contact_id = contact.id and kind in ('dialled', 'wa_id')) as number
             join place on place.at <= max(length(number.value) - 3, 1)),
     '');

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
  prefix = '2 3 4 5 6 7 8 9'
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
