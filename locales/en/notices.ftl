### Notices: what is told without being asked.

stranger = Hello! This bot is only for the company’s team. If you work here, ask a manager for an invitation.
update-failed = ⚠️ I could not do that now. Try again; if it repeats, tell the administrator.
update-doubted = ⚠️ I do not know whether the last thing you did took effect: the data was restored from a copy. Check before you do it again.
notice-incoming = 💬 <b>{ $name }</b> · { $team }
notice-window-closes = ⏰ The window with <b>{ $name }</b> closes in { $left }. After that, only with a template or when the contact writes.
notice-from-phone = 📱 To <b>{ $name }</b> · { $team } · sent from the company’s phone
notice-file-lost = ⚠️ The file ({ $kind }) could not be fetched. Ask the contact to send it again.
notice-transfer-asked = 🔁 <b>{ $by }</b> asks for the conversation with <b>{ $contact }</b>.
notice-transfer-accepted = ✅ The conversation with <b>{ $contact }</b> is yours now.
notice-transfer-declined = The conversation with <b>{ $contact }</b> stays where it is.
notice-offered = 🔁 <b>{ $by }</b> wants to hand you the conversation with <b>{ $contact }</b> ({ $team } · { $channel }).
notice-offer-accepted = ✅ <b>{ $by }</b> accepted the conversation with <b>{ $contact }</b>.
notice-offer-declined = <b>{ $by }</b> declined the conversation with <b>{ $contact }</b>: it stays with you.
notice-taken-over = 🔁 <b>{ $by }</b> took over the conversation with <b>{ $contact }</b>.
notice-channel-down = 🔴 <b>{ $name }</b> is down since { $since }: { $reason }
notice-channel-waits = What is written waits and leaves in order when it is back.
notice-channel-up = 🟢 <b>{ $name }</b> works again ({ $since }). What was waiting leaves in order.
alarm-queue =
    { $count ->
        [0] 🟠 Messages of <b>{ $channel }</b> have been waiting for more than 15 minutes and do not leave. See /channels for how the channel is; if it works, tell whoever looks after the server.
        [one] 🟠 { $count } message of <b>{ $channel }</b> has been waiting for more than 15 minutes and does not leave. See /channels for how the channel is; if it works, tell whoever looks after the server.
       *[other] 🟠 { $count } messages of <b>{ $channel }</b> have been waiting for more than 15 minutes and do not leave. See /channels for how the channel is; if it works, tell whoever looks after the server.
    }
alarm-queue-over = 🟢 The queue of <b>{ $channel }</b>, which had stood still since { $since }, moves again.
alarm-unreceived =
    { $count ->
        [0] 🟠 Contacts wrote on <b>{ $channel }</b>, and nobody sees it: no team uses this channel. Choose one in /team.
        [one] 🟠 { $count } message of contacts on <b>{ $channel }</b> waits, and nobody sees it: no team uses this channel. Choose one in /team.
       *[other] 🟠 { $count } messages of contacts on <b>{ $channel }</b> wait, and nobody sees them: no team uses this channel. Choose one in /team.
    }
alarm-unreceived-over = 🟢 What contacts wrote on <b>{ $channel }</b> has reached a team.
alarm-disk = 🟠 The server’s disk is nearly full: { $free } are left. Without room no message is kept or sent. Tell whoever looks after the server.
alarm-disk-over = 🟢 The server’s disk, nearly full since { $since }, has room again.
alarm-backup = 🟠 The daily copy of the data failed. Earlier copies are kept, and it is tried again. Tell whoever looks after the server: the log has the reason.
alarm-backup-over = 🟢 The daily copy of the data, which had failed since { $since }, was made.
notice-released =
    { $count ->
        [one] 📤 <b>{ $contact }</b> wrote: { $count } message of the queue is leaving.
       *[other] 📤 <b>{ $contact }</b> wrote: { $count } messages of the queue are leaving.
    }
amend-emoji = ⚠️ Only Telegram has this reaction: the contact does not see it. Choose a plain emoji.
amend-window = ⚠️ The window is closed: this does not reach the contact. Write a message, which goes into the queue.
amend-over = ⚠️ This conversation is not with you any more: this does not reach the contact.
amend-not-sent = ⚠️ This message is still leaving. Try again when it has a tick.
amend-fixed = ⚠️ This channel cannot change what was sent: the contact still sees the message as it was.
amend-too-late = ⚠️ More than 15 minutes have passed: WhatsApp does not change this message any more. The contact still sees it as it was.
amend-command = ⚠️ Commands do not change what the contact got: the message stays as it was.
amend-under-sound = ⚠️ WhatsApp carries no words under a sound: the contact will not see these. Send them in a message of their own.
unsent-not-taken = ⚠️ Not sent: nobody has taken this conversation yet. Tap Take and send it again.
unsent-not-yours = ⚠️ Not sent: this conversation is not with you.
unsent-closed = ⚠️ Not sent: this conversation is concluded. Start another one with this contact.
unsent-unasked = ⚠️ Not sent to <b>{ $name }</b>: you went on without confirming it.
unsent-unknown = ⚠️ Not sent: I do not know to which conversation the message you replied to belongs. Write it again, without replying to it.
notice-stopped =
    { $count ->
        [one] ⏸ { $count } message after it waits in the queue: it leaves when you try this one again, when you write on or when the contact writes.
       *[other] ⏸ { $count } messages after it wait in the queue: they leave when you try this one again, when you write on or when the contact writes.
    }
notice-held-again = The window is closed: this message is back in the queue and leaves when the contact writes.
