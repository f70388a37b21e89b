-- What the eleventh migration's time added to the tables.

update conversation set last_address = 'wa_id:555199990001';
