### The company's channels, and linking a phone to them.

channels-title = <b>Channels</b>
channels-none = No channel is configured.
channels-unknown = ⚪ not heard of yet
channels-up = 🟢 working
channels-up-since = 🟢 working since { $since }
channels-down = 🔴 { $state }
channels-down-since = 🔴 { $state } since { $since }
channels-restricted = ⏳ restricted until { $until }: WhatsApp lets it start no conversations; those that run go on
channels-team = 👥 whoever writes first reaches the team { $team }
channels-no-team = 👥 no team receives whoever writes first
channels-notice = ℹ️ This system uses Evolution API.
channel-restricted = restricted until { $until }
button-channels = 📡 Channels
button-link-named = 🔗 Connect { $name }
button-link-again = 🔳 Show QR code
link-title =
    <b>Connect { $name }</b>
    On the channel's phone: WhatsApp → Linked devices → Link a device, and point it at the QR code that appears below.
    It changes by itself; only you see it. Show it to nobody.
link-caption = QR code of <b>{ $name }</b>. It is valid for a few seconds; the next comes by itself.
link-done = ✅ <b>{ $name } is connected.</b> What was waiting begins to leave.
link-given-up =
    ⌛ <b>{ $name }</b>: nobody scanned the QR code in time, and it was taken away.
    If the phone asked for a passkey after the scan, Telegram cannot give it: link this number in Evolution's own manager.
link-passkey =
    🔑 <b>{ $name }</b>: WhatsApp asks for a passkey for this account, which Telegram cannot give.
    Link this number in Evolution's own manager, in a browser.
link-failed = ⚠️ <b>{ $name }</b>: the QR code could not be had.
