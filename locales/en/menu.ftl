### Menu, help, language, lists.

## Buttons of any step
button-back = ⬅️ Back
button-cancel = ✖️ Cancel
button-menu = 🏠 Menu
button-clear-filter = ✖️ Clear search

## Menu
menu-title = <b>Hello, { $name }!</b>
menu-hint = Send a number or a contact to begin, or tap an option.
menu-draft = 📝 You left a conversation half started: carry on whenever you like.
button-resume = ↩️ Carry on where you left off
button-new = ➕ New conversation
button-attendances = 💬 Conversations
button-queue = ⏳ Queue
button-contacts = 👥 Contacts
button-language = 🌐 Language
button-help = ❓ Help

## Help: fits one screen
help =
    <b>Help</b>

    ➕ <b>Begin</b>: send a number (+55 51 99999-8888), a wa.me link or a Telegram contact.
    💬 <b>Talk</b>: reply to a message of the conversation, or tap Reply and write.
    ⏳ <b>24-hour window</b>: on the official API, free text leaves only within 24 h of the contact’s last message. After that it waits in the queue; a template leaves at once.
    ✓ sent · ✓✓ delivered · ✓✓ read

    /new begins a conversation
    /conversations lists the open ones
    /contacts finds a contact
    /queue shows what waits to leave
    /note keeps an internal note
    /away and /available say whether you are there
    /settings and /language set what is yours
    /cancel goes back to the menu
help-attendant = You see your own conversations, those waiting in your teams, and what teams share.
help-manager = You see all of your teams. /channels shows the channels and /team the people.
help-owner = You see all of the company. /channels links a phone and /team looks after people.

## Language
language-title =
    <b>Language</b>
    Which language should the bot speak with you?
language-set = ✅ Done: I speak English now.

## Conversations and queue
attendances-title = <b>Conversations</b> · { $tab } ({ $total })
attendances-hint = 🔎 <b>Search</b>: type a name or number.
attendances-found =
    🔎 “{ $query }”: { $total ->
        [0] no conversation here. See the other tabs or try another name.
        [one] { $total } conversation.
       *[other] { $total } conversations.
    }
attendances-none-new = Nobody is waiting. 🎉
attendances-none-mine = You have no open conversations.
attendances-none-others = Your colleagues have no open conversations now.
tab-new = New
tab-mine = Mine
tab-others = Others
queue-title =
    <b>Queue</b>
    { $total ->
        [0] Nothing waiting to leave.
        [one] { $total } conversation with messages that leave when the contact writes.
       *[other] { $total } conversations with messages that leave when the contact writes.
    }
held-title =
    <b>Queue · { $name }</b>
    { $total ->
        [0] Nothing waiting to leave.
        [one] { $total } message leaves when the contact writes. Tap it to change its place or remove it.
       *[other] { $total } messages leave in this order when the contact writes. Tap one to change its place or remove it.
    }
held-message =
    <b>Queue · { $name }</b>
    Message { $place } of { $of }, in the queue since { $at }
row-held = ⏳{ $count }
row-template = template { $name }
content-image = 🖼 picture
content-video = 🎬 video
content-audio = 🎤 audio
content-document = 📄 document
content-sticker = 🙂 sticker
content-location = 📍 location
content-contact = 👤 contact
content-reaction = reaction
content-reacted = reacted with { $emoji }
content-reaction-gone = took the reaction back
content-new-number = 📱 has a new number:
content-edited = ✏️ changed the message:
content-deleted = 🗑 deleted this message
content-other = message ({ $what })

## Contacts
contacts-title = <b>Contacts</b>
contacts-hint = 🔎 <b>Search</b>: type a name or number.
contacts-found =
    🔎 “{ $query }”: { $total ->
        [0] nobody found. Try another name or a number.
        [one] { $total } contact.
       *[other] { $total } contacts.
    }
contacts-none = Nobody here yet. Tap New contact or send a number.
button-new-contact = ➕ New contact
contact-nameless = No name
contact-numberless = hidden number
