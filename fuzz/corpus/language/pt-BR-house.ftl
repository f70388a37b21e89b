### Pessoas, equipes, convites, horários, feriados.

## Botões
button-people = 🏢 Pessoas e equipes
button-invite = ➕ Convidar
button-invitations = 🎟 Convites
button-teams = 👥 Equipes
button-audit = 📜 Mudanças
button-make-manager = ⬆️ Tornar gerente
button-make-attendant = ⬇️ Tornar atendente
button-person-teams = 👥 Equipes da pessoa
button-set-away = 🌙 Marcar como ausente
button-set-available = ☀️ Marcar como disponível
button-leave = 🚪 Remover da empresa
button-leave-now = 🚪 Remover agora
button-leave-to-teams = ↩️ Devolver às equipes
button-make-link = 🔗 Criar link de convite
button-share-link = 📤 Enviar o convite
button-revoke = ✖️ Revogar
button-new-team = ➕ Nova equipe
button-rename = ✏️ Renomear
button-team-channels = 📡 Canais da equipe
button-archive = 🗄 Arquivar
button-archive-now = 🗄 Arquivar agora
button-restore = ↩️ Reativar
button-doors = 🚪 Equipe padrão
button-hours = 🕘 Horário
button-closed = Fechado
button-as-before = Igual ao dia anterior
button-usual-hours = Segunda a sexta, 9h às 18h
button-no-hours = ✖️ Sem horário: sempre atende
button-absence = 💬 Mensagem de ausência
button-no-absence = 🗑 Apagar a mensagem
button-holidays = 📅 Feriados
button-drop-holiday = 🗑 { $day }
button-see-all = 👀 Todos
button-see-team = 👀 A equipe
button-see-own = 👀 Só o próprio

## Palavras
role-attendant = atendente
role-manager = gerente
role-owner = proprietário
house-nobody = ninguém
house-none = nenhum
day-names = seg ter qua qui sex sáb dom
day-closed = fechado
visible-all = todos da empresa veem os atendimentos
visible-team = a equipe vê os atendimentos
visible-own = cada um vê só os seus; gerentes veem todos

## Pessoas
house-not-yours = 🔒 Isso não está disponível para você.
people-title =
    <b>Pessoas e equipes</b>
    { $total ->
        [0] Ninguém por aqui ainda. Convide alguém.
        [one] { $total } pessoa. Toque para ver e mudar.
       *[other] { $total } pessoas. Toque em uma para ver e mudar.
    }
person-title =
    <b>{ $name }</b> · { $role }
    👥 { $teams }
person-away = 🌙 Ausente: o que espera não é oferecido a esta pessoa.
person-unreachable = 🚫 Bloqueou o bot ou saiu do Telegram: não recebe nada.
person-open =
    { $open ->
        [0] Nenhum atendimento aberto.
        [one] { $open } atendimento aberto.
       *[other] { $open } atendimentos abertos.
    }
person-teams-title =
    <b>Equipes de { $name }</b>
    Toque para pôr ou tirar.
leaving-title =
    <b>Remover { $name }?</b>
    { $open ->
