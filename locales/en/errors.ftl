### One line below the panel, and short answers to a tap.

## Numbers
phone-not-a-number = ⚠️ I found no number there. Example: 51 99999-8888
phone-too-short = ⚠️ Digits are missing. Example: 51 99999-8888
phone-too-long = ⚠️ There are too many digits. Example: 51 99999-8888
phone-no-area-code = ⚠️ The area code (DDD) is missing. Example: 51 99999-8888
phone-not-mobile = ⚠️ This is a land line or service number. Send a mobile one, such as 51 99999-8888
phone-invalid = ⚠️ This number does not exist. Check the digits; for another country begin with +, as in +54 9 11 2345-6789

## Values
value-empty = ⚠️ The value is empty. Type at least a letter or a number.
value-line-break = ⚠️ The value must fit one line, without breaks.
value-spaces = ⚠️ Too many spaces in a row. Leave four at most.
value-too-long =
    { $over ->
        [one] ⚠️ That is { $over } character over the limit of { $limit }. Use a shorter value.
       *[other] ⚠️ That is { $over } characters over the limit of { $limit }. Use a shorter value.
    }
value-wrong-kind = ⚠️ Another kind of value goes here: see what is asked above.
value-media-type = ⚠️ WhatsApp does not take this type of file here ({ $mime }).
value-media-size = ⚠️ The file is too large. The limit is { $limit }.

## Panel
line-name = ⚠️ The name needs 1 to { $limit } characters, with at least a letter or a number.
line-use-buttons = 👆 Just tap a button here.
line-not-understood = I found no number in this message. To talk to a contact, open the conversation and tap Reply.
line-unreadable = ⚠️ I could not read this message. Send it as text.
line-file-not-wanted = ⚠️ No file or location is needed here.
line-unknown-command = ⚠️ I do not know the command { $command }. See /help.
line-bad-link = ⚠️ I did not understand this link. Begin from the menu.
line-channel-down = ⚠️ { $name }: { $reason }
line-for-managers = 🔒 This screen is for managers and owners only.
channel-down-disconnected = the channel’s phone is disconnected. Ask the administrator to connect it.
channel-down-connecting = the channel is connecting. Try in a moment.
channel-down-credentials = WhatsApp refused the channel’s access. The administrator must renew the key.
channel-down-unreachable = the channel’s server does not answer. Try in a moment.
channel-down-account = the channel’s account is blocked or restricted. Ask the administrator.
channel-down-asks-for-code = the channel waits for its QR code to be scanned. An owner can do that in /channels.
channel-down-asks-for-passkey = WhatsApp asks for a passkey, which Telegram cannot give. Link it in Evolution's own manager.
line-not-allowed = ⚠️ That is no longer available to you. Choose something else.
line-template-gone = ⚠️ The template { $name } can no longer be sent: { $why } Choose another; values that fit are kept.
template-gone-removed = it was removed.
template-gone-pending = it waits for Meta’s approval.
template-gone-rejected = Meta refused it.
template-gone-paused = Meta paused it for low quality.
template-gone-disabled = Meta disabled it.
template-gone-other = it is not approved.
line-template-changed =
    { $dropped ->
        [0] ⚠️ The template has changed. Your values are kept: check before sending.
        [one] ⚠️ The template has changed and { $dropped } value no longer fits. Fill in what is missing.
       *[other] ⚠️ The template has changed and { $dropped } values no longer fit. Fill in what is missing.
    }
line-check-failed = ⚠️ The number could not be checked. { $fault }
line-move-failed = ⚠️ The file did not reach WhatsApp. { $fault }
line-still-moving = ⏳ The last file is still on its way. One moment.
line-saved = ✅ Saved.
line-held =
    { $count ->
        [one] ⏳ <b>In the queue ({ $count })</b>: leaves when the contact writes.
       *[other] ⏳ <b>In the queue ({ $count })</b>: leave when the contact writes.
    }
line-left-queue = This message is not in the queue any more.
line-removed = 🗑 Removed from the queue: it will not be sent.
line-concluded = ✅ Conversation concluded.
line-transfer-asked = ✅ { $name } has been asked.
line-transfer-asked-team = ✅ The team has been asked.
line-offered = ✅ Offered to { $name }. Until somebody accepts, it stays with you.
line-closed = ⚠️ This conversation has been concluded. Start another with this contact.
line-text-too-long = ⚠️ The text is over { $limit } characters. Split it.
line-file-too-large = ⚠️ The file is too large: the limit is { $limit }. Make it smaller or split it.
line-file-type = ⚠️ WhatsApp does not take this type of file ({ $what }) on this channel. Send a PDF, picture, video or audio.
line-animated-sticker = ⚠️ WhatsApp does not take this animated sticker. Send one that does not move, or a picture.
line-words-under-sound = ⚠️ WhatsApp carries no words under a sound. Nothing was sent: send the sound and the text separately, one after the other.
line-number-of-another = ⚠️ This number is { $name }’s already. Begin with that contact.

## Answers to a tap
toast-stale = This menu is no longer valid
toast-foreign = This button is somebody else’s
toast-already-done = Already done
toast-too-early = A confirmation may still come. Wait a few seconds
toast-nothing-new = Nothing new so far
toast-sending-again = Sending again…
toast-left-to-team = All right: somebody else of the team may accept.
toast-not-allowed = You cannot do that
