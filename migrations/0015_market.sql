-- What a forgotten contact cost stays known.

-- The first digits of the number, as many as tell the market by which messages are charged. Of who is forgotten alone;
-- null while the number itself stands there.
alter table contact add column market_digits text;
