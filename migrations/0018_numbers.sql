-- Since when the number to dial of a contact is the one it is.

-- When the number to dial was set right; what is told of a message written before then may be about somebody else. Null when
-- it is the one that the contact came with.
alter table contact add column phone_at integer;
