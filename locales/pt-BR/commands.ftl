### Comandos registrados no Telegram.

command-menu = Menu
command-new = Novo atendimento
command-attendances = Atendimentos abertos
command-contacts = Contatos
command-queue = Mensagens na fila
command-note = Nota interna, só para a equipe
command-channels = Canais e sua situação
command-settings = Ajustes
command-language = Idioma
command-cancel = Cancelar e voltar ao menu
command-help = Ajuda
command-people = Pessoas e equipes
command-available = Estou disponível
command-away = Estou ausente

## Os nomes, sem a barra: de 1 a 32 de a-z, 0-9 e _
command-new-name = novo
command-attendances-name = atendimentos
command-contacts-name = contatos
command-queue-name = fila
command-note-name = nota
command-away-name = ausente
command-available-name = disponivel
command-people-name = equipe
command-channels-name = canais
command-menu-name = menu
command-settings-name = ajustes
command-language-name = idioma
command-cancel-name = cancelar
command-help-name = ajuda
