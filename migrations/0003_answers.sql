-- Messages that answer another one, as people do by swiping it.

-- The provider's id of the message that this one answers; null when it answers none.
alter table message add column answers text;
