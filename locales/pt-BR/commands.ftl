### Comandos registrados no Telegram.

command-menu = Menu
command-new = Novo atendimento
command-attendances = Atendimentos abertos
command-contacts = Contatos
command-queue = Mensagens na fila
command-note = Nota interna, só para a equipe
command-channels = Canais e sua situação
command-language = Idioma
command-cancel = Cancelar e voltar ao menu
command-help = Ajuda
