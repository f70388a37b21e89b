### The card of a conversation.

card-people = { $team } · { $channel } · { $staff }
card-waiting = { $team } · { $channel }
state-queued = 🕊 sending…
state-retrying = 🔄 WhatsApp has not taken it yet; trying again…
state-waits-connection = ⏳ waiting for the channel to reconnect: leaves in order when it is back
state-waits-pace = ⏳ leaves at { $at }: on this channel new conversations start one at a time
state-waits-restriction = ⏳ leaves after { $at }: the channel is restricted and may start no conversations
state-held = ⏳ in the queue since { $at }
state-sent = ✓ sent { $at }
state-delivered = ✓✓ delivered { $at }
state-read = ✓✓ read { $at }
state-failed = 💔 not sent { $at }
state-unknown = ❔ unconfirmed since { $at }
state-received = received { $at }
card-answered = 💬 answered { $at }
card-wrote = 💬 wrote { $at }
window-none = window closed: waiting for an answer
window-until = window open until { $until }
window-closes-in = ⏰ window closes in { $left }
card-held =
    { $count ->
        [one] ⏳ { $count } message in the queue
       *[other] ⏳ { $count } messages in the queue
    }
card-cost = 💰 { $amount } · charged: { $charged } · free: { $free }
card-cost-at-least = 💰 at least { $amount } · charged: { $charged } · free: { $free }
card-cost-unknown = 💰 cost unknown · charged: { $charged } · free: { $free }
card-cost-free = 💰 not charged · free: { $free }
card-service-month =
    { $count ->
        [0] <i>This month, no message without a template on this number; Meta gives 1,000 a month for free.</i>
        [one] <i>This month, { $count } message without a template on this number; Meta gives 1,000 a month for free.</i>
       *[other] <i>This month, { $count } messages without a template on this number; Meta gives 1,000 a month for free.</i>
    }
card-unknown = We do not know whether the message arrived: the connection dropped while sending. Verify before resending, so that the contact does not get it twice.
card-closed = Conversation concluded.
card-typing = ✍️ What you write now goes to this contact.
card-typing-held = ✍️ The window is closed: what you write now waits in the queue and leaves when the contact writes.
card-in-topic = 🧵 Continues in the topic of this conversation.
button-respond = 💬 Reply
button-conclude = ✅ Conclude
button-take = 🙋 Take
button-retry = 🔄 Try again
button-change-template = 📄 Change template
button-verify = 🔍 Verify
button-resend = ⚠️ Resend anyway
button-accept = ✅ Accept
button-decline = ✖️ Decline
