### Commands registered with Telegram.

command-menu = Menu
command-new = New conversation
command-attendances = Open conversations
command-contacts = Contacts
command-queue = Messages in the queue
command-note = Internal note, for the team only
command-channels = Channels and how they are
command-settings = Settings
command-language = Language
command-cancel = Cancel and go to the menu
command-help = Help
command-people = People and teams
command-available = I am available
command-away = I am away

## The names, without the slash: 1 to 32 of a-z, 0-9 and _
command-new-name = new
command-attendances-name = conversations
command-contacts-name = contacts
command-queue-name = queue
command-note-name = note
command-away-name = away
command-available-name = available
command-people-name = team
command-channels-name = channels
command-menu-name = menu
command-settings-name = settings
command-language-name = language
command-cancel-name = cancel
command-help-name = help
