### People, teams, invitations, hours, holidays.

## Buttons
button-people = 🏢 People and teams
button-invite = ➕ Invite
button-invitations = 🎟 Invitations
button-teams = 👥 Teams
button-audit = 📜 Changes
button-make-manager = ⬆️ Make manager
button-make-attendant = ⬇️ Make attendant
button-person-teams = 👥 This person's teams
button-set-away = 🌙 Mark as away
button-set-available = ☀️ Mark as available
button-leave = 🚪 Remove from company
button-leave-now = 🚪 Remove now
button-leave-to-teams = ↩️ Give back to the teams
button-make-link = 🔗 Create invitation link
button-share-link = 📤 Send the invitation
button-revoke = ✖️ Revoke
button-new-team = ➕ New team
button-rename = ✏️ Rename
button-team-channels = 📡 Team's channels
button-archive = 🗄 Archive
button-archive-now = 🗄 Archive now
button-restore = ↩️ Use again
button-doors = 🚪 Default team
button-hours = 🕘 Hours
button-closed = Closed
button-as-before = Same as the day before
button-usual-hours = Monday to Friday, 9 to 18
button-no-hours = ✖️ No hours: always there
button-absence = 💬 Absence message
button-no-absence = 🗑 Delete the message
button-holidays = 📅 Holidays
button-drop-holiday = 🗑 { $day }
button-see-all = 👀 Everybody
button-see-team = 👀 The team
button-see-own = 👀 Only one's own

## Words
role-attendant = attendant
role-manager = manager
role-owner = owner
house-nobody = nobody
house-none = none
day-names = Mon Tue Wed Thu Fri Sat Sun
day-closed = closed
visible-all = everybody in the company sees its conversations
visible-team = the team sees its conversations
visible-own = each sees only their own; managers see all

## People
house-not-yours = 🔒 This is not available to you.
people-title =
    <b>People and teams</b>
    { $total ->
        [0] Nobody here yet. Invite somebody.
        [one] { $total } person. Tap to see and change.
       *[other] { $total } people. Tap one to see and change.
    }
person-title =
    <b>{ $name }</b> · { $role }
    👥 { $teams }
person-away = 🌙 Away: what waits is not offered to this person.
person-unreachable = 🚫 Blocked the bot or left Telegram: gets nothing.
person-open =
    { $open ->
        [0] No open conversations.
        [one] { $open } open conversation.
       *[other] { $open } open conversations.
    }
person-teams-title =
    <b>Teams of { $name }</b>
    Tap to put in or take out.
leaving-title =
    <b>Remove { $name }?</b>
    { $open ->
        [0] They have no open conversations. Access ends at once.
        [one] They have { $open } open conversation. Who gets it? Its queue goes along, and access ends at once.
       *[other] They have { $open } open conversations. Who gets them? Their queue goes along, and access ends at once.
    }

## Invitations
invite-title =
    <b>Invite</b>
    Choose the role and the teams. The link is good for 48 hours and one person.
invite-no-team = There is no team yet: create one first.
invitations-title =
    <b>Invitations</b>
    { $total ->
        [0] No open invitations.
        [one] { $total } open invitation. Tap to see or revoke it.
       *[other] { $total } open invitations. Tap one to see or revoke it.
    }
invitation-title =
    <b>Invitation</b> · { $role }
    👥 { $teams }
    Made by { $by }, good until { $until }. The link is shown only when it is created.
invitation-over =
    <b>Invitation</b>
    This invitation was used or revoked, or has expired.

## Teams
teams-title =
    <b>Teams</b>
    { $total ->
        [0] No teams yet. Create the first.
        [one] { $total } team. Tap to see and change.
       *[other] { $total } teams. Tap one to see and change.
    }
house-team-title = <b>{ $name }</b>
house-team-archived = 🗄 Archived: not offered for new conversations.
house-team-people = 👤 { $people }
house-team-channels = 📡 { $channels }
house-team-doors = 🚪 receives who writes first on { $channels }
house-team-seen = 👀 { $seen }
house-team-hours = 🕘 { $hours }
house-team-always = 🕘 always there
house-team-absence = 💬 “{ $text }”
name-team-new =
    <b>New team</b>
    Type its name, such as Sales or Support.
name-team-old =
    <b>Rename { $name }</b>
    Type the new name.
team-channels-title =
    <b>Channels of { $name }</b>
    Tap to allow or take away.
archive-title = <b>Archive { $name }?</b>
archive-open =
    { $open ->
        [0] There are no conversations in it.
        [one] { $open } conversation is in it: choose the team that gets it.
       *[other] { $open } conversations are in it: choose the team that gets them.
    }
archive-doors = It receives who writes first on { $channels }: the other team will.
archive-none = ⚠️ No other team uses these channels. Give them to another team first.
doors-title =
    <b>Default team</b>
    Who writes first on a channel gets to this team. Tap a channel to change it.
door-title =
    <b>Default team of { $channel }</b>
    Which team receives who writes first?
door-none = No team may use this channel yet.

## Hours
hours-title = <b>Hours of { $name }</b>
hours-none = No hours: the team is always there, and the absence message is not sent.
hours-open-now = 🟢 Open now. Tap a day to change it.
hours-closed-now = 🌙 Closed now. Tap a day to change it.
day-title =
    <b>{ $name } · { $day }</b>
    Now: { $spans }. Type the hours, such as 9-18 or 8:30-12 13-18.
absence-title = <b>Absence message of { $name }</b>
absence-now = “{ $text }”
absence-ask = Type the message. Who writes outside of the hours gets it once per conversation.
absence-no-hours = ⚠️ This team has no hours: set them so that the message is sent.
holidays-title =
    <b>Holidays</b>
    { $total ->
        [0] None yet. Type a day, such as 12/25 Christmas.
        [one] { $total } day. Type another, such as 12/25 Christmas; tap one to take it off.
       *[other] { $total } days. Type another, such as 12/25 Christmas; tap one to take it off.
    }

## Change history
audit-title =
    <b>Change history</b>
    { $total ->
        [0] Nothing has changed yet.
        [one] { $total } change.
       *[other] { $total } changes.
    }
audit-entry = { $at } · <b>{ $by }</b> { $what }
audit-service = Balcão
deed-invited = invited somebody as { $role } ({ $detail })
deed-joined = joined as { $role } ({ $detail })
deed-revoked = revoked an invitation
deed-role = changed the role of { $subject } to { $role }
deed-person-renamed = changed the name of { $subject } to { $detail }
deed-team-given = put { $subject } into { $detail }
deed-team-taken = took { $subject } out of { $detail }
deed-removed = removed { $subject }
deed-away = marked { $subject } as away
deed-available = marked { $subject } as available
deed-unreachable = cannot reach { $subject } any more
deed-owner-no-more = took the role of owner from { $subject }
deed-team-created = created the team { $detail }
deed-team-renamed = renamed a team to { $detail }
deed-team-archived = archived { $subject }
deed-team-restored = uses { $subject } again
deed-channel-given = gave { $detail } to { $subject }
deed-channel-taken = took { $detail } from { $subject }
deed-visibility = { $subject }: { $seen }
deed-door = made { $subject } the default team of { $detail }
deed-hours = changed the hours of { $subject }
deed-absence = changed the absence message of { $subject }
deed-reopening = changed the time to come back to the same person (hours: { $detail })
deed-opt-out-added = added the opt-out word “{ $detail }” ({ $subject })
deed-opt-out-removed = removed the opt-out word “{ $detail }” ({ $subject })
deed-opt-out-configured = went back to the configured opt-out words ({ $subject })
deed-currency = changed the currency of { $subject } to { $detail }
deed-currency-configured = went back to the configured currency of { $subject }
deed-rates-sent = sent the table of prices { $detail }
deed-rates-removed = removed the table of prices
deed-holiday-added = added the holiday { $subject } { $detail }
deed-holiday-removed = took off the holiday { $subject }

## Lines below a panel
line-link =
    🔗 <b>Invitation created.</b> Send this link to the person; it is not shown again:
    <code>{ $link }</code>
line-revoked = ✅ Invitation revoked: the link is of no use any more.
line-invitation-over = This invitation was used or revoked, or has expired.
line-too-many-invitations = ⚠️ Too many invitations are open. Revoke one first.
line-already-here = You belong to the staff already: you need no invitation.
line-choose-team = ⚠️ Choose at least one team.
line-last-team = ⚠️ It is the last of your teams that this person is in. Remove the person instead.
line-person-removed =
    { $open ->
        [0] ✅ { $name } does not belong to the company any more.
        [one] ✅ { $name } does not belong to the company any more. { $open } conversation changed hands.
       *[other] ✅ { $name } does not belong to the company any more. { $open } conversations changed hands.
    }
line-away = 🌙 You are away: what comes in is not offered to you. /available to come back.
line-available = ☀️ You are available.
line-team-name = ⚠️ The name needs 1 to { $limit } characters, in one line.
line-team-name-taken = ⚠️ There is a team of that name already.
line-too-many-teams = ⚠️ There are too many teams. Use or rename one that exists.
line-archived = ✅ { $name } was archived.
line-is-door = ⚠️ This is the default team of { $channel }. Choose another under Default team first.
line-hours = ⚠️ I did not understand the hours. Type 9-18 or 8:30-12 13-18.
line-absence = ⚠️ The message needs 1 to { $limit } characters.
line-holiday = ⚠️ I did not understand the day. Type 12/25 Christmas or 12/25/2027.
line-too-many-holidays = ⚠️ There are too many holidays on the list. Take off past ones.

## What people are told
told-welcome =
    👋 <b>Welcome, { $name }!</b> { $by } invited you.
    Role: { $role }. Teams: { $teams }.
    /help explains the essentials.
told-joined = 🎉 <b>{ $name }</b> accepted the invitation: { $role }, { $teams }.
told-role = 🔁 { $by } changed your role: you are { $role } now.
told-renamed = ✏️ { $by } changed your name: you are { $name } now.
told-teams = 👥 Your teams now: { $teams }.
told-away = 🌙 { $by } marked you as away. /available to come back.
told-available = ☀️ { $by } marked you as available.
told-goodbye = You do not belong to this bot's staff any more. Thank you for everything.
told-unreachable =
    🚫 <b>{ $name }</b> blocked the bot or left Telegram. { $returned ->
        [0] They had no open conversations.
        [one] { $returned } conversation waits in its team again.
       *[other] { $returned } conversations wait in their teams again.
    }
