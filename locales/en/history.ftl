### More, history, internal notes and the summary of an attendance.

## More
button-more = ➕ More
button-see = 👁 See
button-history = 🕓 History
button-note = 📝 Note
more-title = <b>More · { $name }</b>
more-hint = See what was said before, or leave a note for the team.

## History
history-title = <b>History · { $name }</b>
history-phone = the company's phone
history-note = 📝 <b>Internal note</b> · { $staff } · { $at }
history-concluded = ✅ Concluded { $at }
history-hidden =
    { $count ->
        [0] No conversations of other teams.
        [one] 🔒 There is { $count } more conversation, of another team, that you may not see.
       *[other] 🔒 There are { $count } more conversations, of other teams, that you may not see.
    }

## Internal notes
ask-note =
    <b>Internal note · { $name }</b>
    Type the note. Only the team reads it: the contact gets nothing.
card-notes =
    { $count ->
        [0] No internal notes
        [one] 📝 { $count } internal note
       *[other] 📝 { $count } internal notes
    }
line-noted = 📝 Note kept in the conversation of <b>{ $name }</b>. Only the team reads it.
line-note-how = 📝 To leave an internal note, answer a message of a conversation with <code>/note text</code>, or tap More and then Note. The contact gets nothing.

## Summary
summary-who = 👤 { $staff } · lasted { $lasted }
summary-lasted = Lasted { $lasted }
summary-said = 💬 received: { $incoming } · sent: { $outgoing }
