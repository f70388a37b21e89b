### What each person and the company have set, and quick replies.

## Settings
button-settings = ⚙️ Settings
settings-title = <b>Settings</b>
settings-name = 👤 To contacts you are <b>{ $name }</b>
settings-signs = ✍️ Signature: <b>on</b>. What you write arrives with your name above it.
settings-unsigned = ✍️ Signature: off
settings-notices = 🔔 Notices: { $which }
settings-quiet = 🌙 Without sound: { $hours } ({ $zone })
settings-loud = 🌙 Without sound: never
button-shown-name = 👤 Name
button-own-name = ↩️ Use the name colleagues see
button-sign = ✍️ Sign
button-unsign = ✍️ Do not sign
button-notices = 🔔 Notices
button-quiet = 🌙 Quiet hours
button-loud = 🔔 Always with sound
ask-shown-name =
    <b>Name for contacts</b>
    Type the name that contacts see in your signature.
ask-notices =
    <b>Notices</b>
    What shall the bot tell you without being asked? What your contacts write always arrives.
notices-all = All
notices-mine = Only of my conversations
notices-none = None, and never a sound
ask-quiet =
    <b>Quiet hours</b>
    Type from when until when, such as <code>22:00-07:00</code> ({ $zone }). Everything still arrives, only without a sound.

## The company's settings
button-company = 🏢 Company
settings-company = <b>The company’s settings</b>
settings-reopening =
    { $hours ->
        [0] 🔁 Who writes after it was concluded always waits for somebody of the team.
        [one] 🔁 Who writes up to { $hours } hour after it was concluded comes back to the same person.
       *[other] 🔁 Who writes up to { $hours } hours after it was concluded comes back to the same person.
    }
button-reopening = 🔁 Time to come back to the same person
button-sync-templates = 🔄 Read the templates now
ask-reopening =
    <b>Time to come back to the same person</b>
    Type for how many hours after it was concluded a contact still comes back to who attended; 0 for never.

## Quick replies
button-replies = ⚡ Quick replies
button-new-reply = ➕ New reply
button-edit-text = ✏️ Change the text
button-remove-reply = 🗑 Delete
button-reply-mine = 👤 Only mine
button-reply-company = 🏢 The company’s
button-send-reply = 📤 Send
replies-title = <b>Quick replies</b> ({ $total })
replies-hint = In a conversation, write the slash and the word, such as <code>/pix</code>, and the text goes to the contact.
replies-none = There is none yet.
reply-mine = 👤 only yours
reply-team = 👥 of team { $name }
reply-company = 🏢 the company’s
ask-reply-word =
    <b>New quick reply</b>
    Type the word that calls it, such as <code>pix</code>.
ask-reply-text =
    <b>/{ $word }</b>
    Type the text. In place of <code>{"{"}contact{"}"}</code>, <code>{"{"}me{"}"}</code> and <code>{"{"}team{"}"}</code> come the contact’s first name, yours and the team’s name.
ask-reply-owner =
    <b>/{ $word }</b>
    For whom is this reply?
replies-choose = <b>Quick replies · { $name }</b> ({ $total })
replies-check = <b>Goes to { $name }:</b>
reply-gone = This reply does not exist any more.

## What is said below
line-shown-name = ⚠️ Type a name of 1 to { $limit } letters, in one line.
line-quiet-hours = ⚠️ Type two times, such as <code>22:00-07:00</code>.
line-reopening = ⚠️ Type a number of hours from 0 to { $most }.
line-templates-asked = 🔄 The templates are being read. They appear in the list in a moment.
line-reply-word = ⚠️ The word has 1 to { $limit } letters or digits, without spaces: such as <code>pix</code>.
line-reply-word-taken = ⚠️ There is a command of that name. Choose another word.
line-replies-full = ⚠️ There are { $most } replies here already. Delete one first.
line-reply-kept = ✅ Done: <code>/{ $word }</code>
line-reply-gone = 🗑 Deleted: <code>/{ $word }</code>
line-replied = ⚡ <code>/{ $word }</code> went to the contact.
