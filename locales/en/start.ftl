### Starting a conversation: number, contact, channel, team, window, check.

## Number
ask-number =
    <b>New contact</b>
    Type or paste the number with its area code:
    <code>51 99999-8888</code>, <code>+55 51 99999-8888</code> or <code>wa.me/5551999998888</code>
    A Telegram contact works too (📎 → Contact).
pick-number = <b>Which of these numbers?</b>
pick-number-named =
    <b>{ $name }</b>
    Which of these numbers?
pick-contact =
    📱 <b>{ $phone }</b>
    More than one contact has this number. Which one?
number-title = 📱 <b>{ $phone }</b>
number-unknown = Not among your contacts yet.
number-goes-to = ☎️ Messages go to <b>{ $phone }</b>, the main number.
number-last = Last conversation: { $at }
number-never = No conversation so far.
holder-me = 🟢 Open with you
holder-colleague = 🟢 Open with { $name } ({ $team }) since { $since }
holder-waiting = 🟡 Waiting in team { $team } since { $since }
holder-other-team = 🔒 Open with another team
button-converse = 💬 Talk
button-name-new = ➕ New contact
button-name-edit = ✏️ Edit

## Name
ask-name =
    <b>Name of the contact</b>
    Type the name, up to { $limit } characters.

## Kind of sending
send-type-title = <b>Send a message</b>
send-type-hint = Choose what to send
button-start = ▶️ Start conversation

## What has been chosen
chosen-alone = the only one

## Channel
channel-title = <b>Choose a channel</b>
channel-none = ⚠️ Your teams have no channel. Ask a manager to give you one.
channel-official = Official API
channel-unofficial = Unofficial API
down-disconnected = disconnected
down-connecting = connecting
down-credentials = no access
down-unreachable = offline
down-account = account blocked
down-asks-for-code = waits for its QR code
down-asks-for-passkey = asks for a passkey

## Already open
taken-me = <b>You are already talking to this contact</b> on this channel.
taken-colleague = <b>{ $name }</b> ({ $team }) has been talking to this contact since { $since }.
taken-waiting = This contact has been <b>waiting</b> in team { $team } since { $since }.
taken-other-team = <b>Another team</b> is talking to this contact now.
button-open = 📂 Open
button-ask-transfer = 🔁 Ask for transfer

## Team
team-title = <b>Choose a team</b>

## Open window
window-open =
    <b>Window open until { $until }</b>
    The contact wrote in the last 24 hours: you can talk without a template.
button-without-template = 💬 Open without template
button-with-template = 📄 Choose a template
button-see-queue = ⏳ See queue
button-transfer = 🔁 Transfer
transfer-title = <b>Transfer { $name }</b>
transfer-ask = To which team or person? Until somebody accepts, the conversation stays with you.
transfer-nobody = There is no other person and no other team that uses this channel.
button-earlier = ⬆️ Leave earlier
button-later = ⬇️ Leave later
button-remove = 🗑 Remove from queue
button-send-template = 📄 Send template

## Check of the number
checking = ⏳ Checking whether the number is on WhatsApp…
not-on-whatsapp =
    <b>This number is not on WhatsApp.</b>
    Check the digits with the contact, or go back and choose another channel.
button-fix-number = ✏️ Correct number

## Talking
attending-title = ✍️ <b>{ $name }</b> · { $channel }
attending-open = What you write now goes to this contact.
attending-closed = The window is closed: what you write joins the queue and leaves when the contact writes.
confirm-text = Send this text to <b>{ $name }</b>?
button-confirm-text = ✅ Send
correct-number =
    <b>Correct the number</b>
    Type the right number, with its area code: <code>51 99999-8888</code>

## Concluding
conclude-title = <b>Conclude conversation</b> · { $name }
conclude-waiting =
    { $count ->
        [one] ⚠️ { $count } message that still waits will not leave.
       *[other] ⚠️ { $count } messages that still wait will not leave.
    }
conclude-ask = How did it end?
conclude-note = { $reason }. Want to leave a note? Type it now, or conclude without one.
conclude-goal-reached = Goal reached
conclude-goal-lost = Goal lost
conclude-questions = Questions
conclude-other = Other
button-no-note = ✅ Conclude without note
gone = I could not find this conversation. It may have been concluded or handed to another team.
