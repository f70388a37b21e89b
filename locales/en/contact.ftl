### Contacts: the page, a new contact, tags, blocking, merging.

contact-new = <b>New contact</b>
contact-name-title = <b>Contact's name</b>
contact-ask-name = Type the name, up to { $limit } characters.
contact-ask-phone = Type or paste the number with its area code: <code>51 99999-8888</code>
contact-ask-email = Type the <b>e-mail</b>: <code>maria@example.com</code>
contact-ask-company = Type the <b>company</b>.
contact-ask-note = Type a <b>note</b>, up to { $limit } characters. Only the staff sees it.
contact-ask-nothing = Check it and tap <b>Save</b>.
contact-now = Now: { $value }
contact-also = Also: { $list }
contact-visits =
    💬 { $count ->
        [0] No conversation that you may see.
        [one] { $count } conversation.
       *[other] { $count } conversations.
    }
contact-hidden =
    🔒 { $count ->
        [0] No conversations of other teams.
        [one] { $count } more conversation of another team.
       *[other] { $count } more conversations of other teams.
    }
contact-blocked = 🚫 Blocked since { $since }
contact-blocked-by = 🚫 Blocked by { $name } since { $since }
contact-opted-out = 🔕 Wants no templates since { $since }
contact-visits-title = <b>Conversations · { $name }</b>
contact-tags-title = <b>Tags · { $name }</b>
contact-tags-hint = Tap to add or remove, or type a new one. Under Contacts, <code>#tag</code> filters.
contact-block-title = <b>Block { $name }?</b>
contact-block-hint = What the contact writes is kept, but nobody is told, and nobody starts a conversation with them. Only managers unblock.
contact-merge-title = <b>Merge { $name } with another contact</b>
contact-merge-hint = Which contact is the same person? Tap it, or type a name or number.
contact-merge-sure = <b>Are they the same person?</b>
contact-merge-what = The second becomes part of the first: numbers, conversations, tags and notes. Nothing is lost, and it can be undone for 24 hours.
button-field-name = ✏️ Name
button-field-phone = ✏️ Number
button-field-email = ✏️ E-mail
button-field-company = ✏️ Company
button-field-note = ✏️ Note
button-skip = ⏭ Skip
button-save = 💾 Save
button-erase = 🗑 Erase
button-visits = 💬 Conversations
button-tags = 🏷 Tags
button-block = 🚫 Block
button-unblock = ✅ Unblock
button-opt-out = 🔕 Wants no templates
button-opt-in = 🔔 Takes templates
button-merge = 🔗 Merge
button-merge-sure = 🔗 Yes, merge
button-part = ↩️ Undo the merge
line-field-empty = ⚠️ There is nothing in it. Type the text or tap a button.
line-field-long = ⚠️ It is too long: up to { $limit } characters fit.
line-not-an-email = ⚠️ This is no e-mail address. A right one looks like <code>maria@example.com</code>
line-erased = 🗑 Erased.
line-too-many-tags = ⚠️ There are { $limit } tags already. Use one of them.
line-blocked = 🚫 Blocked.
line-unblocked = ✅ Unblocked.
line-is-blocked = 🚫 This contact has been blocked since { $since }. A manager can unblock it.
line-is-blocked-by = 🚫 { $name } blocked this contact on { $since }. A manager can unblock it.
line-you-may-unblock = 🚫 This contact has been blocked since { $since }. You can unblock it under Edit.
line-opted-out = 🔕 Noted: this contact gets no more templates.
line-opted-in = 🔔 Noted: this contact gets templates again.
line-wants-none = 🔕 This contact asked for no templates on { $since }. A manager may send one all the same.
line-wants-none-may = 🔕 This contact asked for no templates on { $since }. As a manager you may send one all the same.
line-both-open = ⚠️ Both have an open conversation on the same channel. Conclude one of them and merge then.
line-merged = 🔗 Merged. It can be undone for 24 hours.
line-parted = ↩️ Undone: they are two contacts again.
line-lived-on = ⚠️ It cannot be undone any more: a conversation was opened after the merge, and there is no telling whose it is.
line-leaving = ⏳ A message to this contact is leaving right now. Try again in a moment.
button-import-how = 📥 Import
button-import = 📥 Import
button-export = 📤 Export
button-export-csv = 📊 CSV
button-export-vcard = 👤 vCard
import-how =
    <b>Import contacts</b>
    Send a CSV or vCard (.vcf) file of up to 20 MB here. Before anything is saved I check it and say how many are new, how many are known and which are wrong.
    Columns: name, number, e-mail, company, note, tags. For those on file, what the file says counts.
import-title = 📥 <b>{ $name }</b>
import-looking =
    🔎 Checking… { $count ->
        [0] { $count } records
        [one] { $count } record
       *[other] { $count } records
    } so far. You can go on working.
import-looked =
    🆕 { $fresh } new
    👥 { $known } known
    ⚠️ { $wrong } wrong
import-running =
    ⏳ Importing… { $count ->
        [0] { $count } records
        [one] { $count } record
       *[other] { $count } records
    } so far. You can go on working.
import-done =
    ✅ Import finished
    🆕 { $fresh } new
    👥 { $known } updated
    ⚠️ { $wrong } wrong, left out
import-failed = ⚠️ Telegram does not hand me this file any more. Send it again.
export-title =
    <b>Export contacts</b>
    All contacts, with e-mail, company, note and tags. In which format?
export-running =
    <b>Export contacts</b>
    ⏳ Preparing the file…
line-files-for-managers = ⚠️ Only managers import and export contacts.
line-exported =
    📤 { $count ->
        [0] There are no contacts to export.
        [one] { $count } contact exported.
       *[other] { $count } contacts exported.
    }
line-export-failed = ⚠️ The file could not be sent. Try again in a while.
sheet-name = name
sheet-number = number
sheet-email = e-mail
sheet-company = company
sheet-note = note
sheet-tags = tags
sheet-reason = error
sheet-no-number = The number is missing.
file-faults = contacts-with-errors
file-faults-caption = ⚠️ Wrong lines, with the reason beside them. Mend them and send the file again.
file-contacts = contacts
file-contacts-caption =
    { $count ->
        [0] No contacts
        [one] { $count } contact
       *[other] { $count } contacts
    }
contact-forget-title = <b>Forget { $name }?</b>
contact-forget-hint = This erases the contact's name, numbers, messages and notes. Only counts and costs stay, without the person. What already stands in Telegram chats is not erased.
contact-forget-sure = ⚠️ <b>This cannot be undone.</b> Forget them for good?
button-forget = 🗑 Forget contact
button-forget-sure = 🗑 Yes, forget
line-still-open = ⚠️ This contact has an open conversation. Conclude it first.
line-forgotten = 🗑 Forgotten.
