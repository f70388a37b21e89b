### Commands registered with Telegram.

command-menu = Menu
command-new = New conversation
command-attendances = Open conversations
command-contacts = Contacts
command-queue = Messages in the queue
command-note = Internal note, for the team only
command-channels = Channels and how they are
command-language = Language
command-cancel = Cancel and go to the menu
command-help = Help
