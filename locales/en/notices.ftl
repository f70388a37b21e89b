### Notices: what is told without being asked.

stranger = Hello! This bot is only for the company’s team. If you work here, ask a manager for an invitation.
update-failed = ⚠️ I could not do that now. Try again; if it repeats, tell the administrator.
unreadable = ⚠️ I could not read this message. Send it as text.
