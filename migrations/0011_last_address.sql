-- To which of its addresses a contact is answered.

-- The address from which the contact wrote last there, as kind:value: who has several is answered where they wrote from.
-- Null when it is not known.
alter table conversation add column last_address text;
