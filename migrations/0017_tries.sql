-- What is known of the tries of a message, so that of several it is known whether one may still be with somebody.

-- Why the provider refused the try; null where only that it did was written down.
alter table refused_try add column fault text;

-- Of how many tries their own answer says that nothing was sent.
alter table outbox add column not_taken integer not null default 0;

-- 1 when the last try was answered, whatever the answer was; 0 while it is under way, or when no answer came.
alter table outbox add column answered integer not null default 0;

update outbox set answered = 1 where state = 'done';
