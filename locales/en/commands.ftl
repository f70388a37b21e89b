### Commands registered with Telegram.

command-menu = Menu
command-new = New conversation
command-attendances = Open conversations
command-contacts = Contacts
command-queue = Messages in the queue
command-language = Language
command-cancel = Cancel and go to the menu
command-help = Help
