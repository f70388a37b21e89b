-- What the third migration's time added to the tables.

update message set answers = 'wamid.FILLED' where id = '01935a7e-0000-7000-8000-000000000021';
