# Privacy: what was erased, who looked at what, and all that is kept about one contact.

content-erased = 🗑 message erased
button-audit-all = 📜 Everything
button-audit-house = 👥 People only
button-audit-contacts = 📇 Contacts only
audit-nobody = a forgotten contact
deed-started = started a conversation with { $subject } ({ $detail })
deed-read = read the conversation with { $subject }
deed-exported = exported the contacts ({ $detail })
deed-imported = imported contacts from a file
deed-contact-exported = exported the data of { $subject }
deed-forgotten = forgot a contact
deed-expired = erased what was kept long enough (messages: { $detail })

## Export the data of one contact
button-copy = 📤 Export data
copy-running =
    <b>Export the data of { $name }</b>
    Gathering everything that is kept… The file comes here, into this chat.
line-copied = ✅ File sent: it is everything that is kept about this contact.
line-copied-partly =
    { $hidden ->
        [0] ✅ File sent.
        [one] ✅ File sent, without { $hidden } conversation that you may not see. An owner can export everything.
       *[other] ✅ File sent, without { $hidden } conversations that you may not see. An owner can export everything.
    }
file-copy = contact-data
file-copy-caption = 📤 Everything that is kept about { $name }. It opens in any browser. Look through it before you hand it over: there are internal notes in it.

## In the file
copy-title = Data kept about { $name }
copy-made = Made on { $at } ({ $zone }).
copy-part = Part { $part }
copy-intro = Profile, identifiers, conversations, messages, notes and records of this person. Photos, voice messages and other files are not kept here: of them there are only kind, name and caption.
copy-hidden =
    { $hidden ->
        [0] Nothing is missing.
        [one] { $hidden } conversation is missing, which the person who made this file may not see.
       *[other] { $hidden } conversations are missing, which the person who made this file may not see.
    }
copy-profile = Profile
copy-dialled = Number dialled
copy-wa-id = Number on WhatsApp
copy-other-id = Identifier on WhatsApp
copy-active = Last activity
copy-wrote = Wrote last ({ $channel })
copy-blocked = Blocked since
copy-opted-out = Wants no templates since
copy-value = Template value kept for the next time
copy-attendances = Conversations and messages
copy-opened = Start
copy-closed = End
copy-channel = Channel
copy-team = Team
copy-conclusion = Conclusion
copy-contact = Contact
copy-company = Company
copy-note = Internal note
copy-charged = charged: { $category } ({ $kind })
copy-deeds = Records
did-created = Profile created
did-edited = Profile changed
did-number = Number changed
did-tagged = Tag given
did-untagged = Tag taken
did-blocked = Contact blocked
did-unblocked = Contact unblocked
did-opted-out = Wish for no templates noted
did-opted-in = Return to templates noted
did-merged = Merged with another profile
did-parted = Parted from another profile
did-copied = Data exported
did-opened = Conversation started
did-read = Conversation read
did-concluded = Conversation concluded
did-noted = Internal note written
did-template = Template sent
did-other = Other record: { $action }
