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
        [0] Não tem atendimentos abertos. O acesso termina na hora.
        [one] Tem { $open } atendimento aberto. Com quem ele fica? A fila vai junto, e o acesso termina na hora.
       *[other] Tem { $open } atendimentos abertos. Com quem eles ficam? A fila vai junto, e o acesso termina na hora.
    }

## Convites
invite-title =
    <b>Convidar</b>
    Escolha a função e as equipes. O link vale 48 horas e para uma pessoa só.
invite-no-team = Ainda não há equipe: crie uma antes.
invitations-title =
    <b>Convites</b>
    { $total ->
        [0] Nenhum convite em aberto.
        [one] { $total } convite em aberto. Toque para ver ou revogar.
       *[other] { $total } convites em aberto. Toque em um para ver ou revogar.
    }
invitation-title =
    <b>Convite</b> · { $role }
    👥 { $teams }
    Feito por { $by }, vale até { $until }. O link só aparece quando é criado.
invitation-over =
    <b>Convite</b>
    Este convite já foi usado, revogado ou venceu.

## Equipes
teams-title =
    <b>Equipes</b>
    { $total ->
        [0] Nenhuma equipe ainda. Crie a primeira.
        [one] { $total } equipe. Toque para ver e mudar.
       *[other] { $total } equipes. Toque em uma para ver e mudar.
    }
house-team-title = <b>{ $name }</b>
house-team-archived = 🗄 Arquivada: não aparece em novos atendimentos.
house-team-people = 👤 { $people }
house-team-channels = 📡 { $channels }
house-team-doors = 🚪 recebe quem escreve primeiro em { $channels }
house-team-seen = 👀 { $seen }
house-team-hours = 🕘 { $hours }
house-team-always = 🕘 sempre atende
house-team-absence = 💬 “{ $text }”
name-team-new =
    <b>Nova equipe</b>
    Digite o nome, como Vendas ou Suporte.
name-team-old =
    <b>Renomear { $name }</b>
    Digite o novo nome.
team-channels-title =
    <b>Canais de { $name }</b>
    Toque para permitir ou tirar.
archive-title = <b>Arquivar { $name }?</b>
archive-open =
    { $open ->
        [0] Não há atendimentos nela.
        [one] { $open } atendimento está nela: escolha a equipe que fica com ele.
       *[other] { $open } atendimentos estão nela: escolha a equipe que fica com eles.
    }
archive-doors = Recebe quem escreve primeiro em { $channels }: a outra equipe passa a receber.
archive-none = ⚠️ Nenhuma outra equipe usa esses canais. Dê os canais a outra equipe antes.
doors-title =
    <b>Equipe padrão</b>
    Quem escreve primeiro em um canal chega a esta equipe. Toque em um canal para mudar.
door-title =
    <b>Equipe padrão de { $channel }</b>
    Qual equipe recebe quem escreve primeiro?
door-none = Nenhuma equipe pode usar este canal ainda.

## Horários
hours-title = <b>Horário de { $name }</b>
hours-none = Sem horário: a equipe sempre atende, e a mensagem de ausência não é enviada.
hours-open-now = 🟢 Atendendo agora. Toque em um dia para mudar.
hours-closed-now = 🌙 Fechado agora. Toque em um dia para mudar.
day-title =
    <b>{ $name } · { $day }</b>
    Agora: { $spans }. Digite o horário, como 9-18 ou 8:30-12 13-18.
absence-title = <b>Mensagem de ausência de { $name }</b>
absence-now = “{ $text }”
absence-ask = Digite a mensagem. Quem escreve fora do horário a recebe uma vez por atendimento.
absence-no-hours = ⚠️ Esta equipe não tem horário: defina um para que a mensagem seja enviada.
holidays-title =
    <b>Feriados</b>
    { $total ->
        [0] Nenhum ainda. Digite um dia, como 25/12 Natal.
        [one] { $total } dia. Digite outro, como 25/12 Natal; toque em um para tirar.
       *[other] { $total } dias. Digite outro, como 25/12 Natal; toque em um para tirar.
    }

## Histórico de mudanças
audit-title =
    <b>Histórico de mudanças</b>
    { $total ->
        [0] Nada mudou ainda.
        [one] { $total } mudança.
       *[other] { $total } mudanças.
    }
audit-entry = { $at } · <b>{ $by }</b> { $what }
audit-service = Balcão
deed-invited = convidou como { $role } ({ $detail })
deed-joined = entrou como { $role } ({ $detail })
deed-revoked = revogou um convite
deed-role = mudou a função de { $subject } para { $role }
deed-person-renamed = mudou o nome de { $subject } para { $detail }
deed-team-given = pôs { $subject } em { $detail }
deed-team-taken = tirou { $subject } de { $detail }
deed-removed = removeu { $subject }
deed-away = marcou { $subject } como ausente
deed-available = marcou { $subject } como disponível
deed-unreachable = não alcança mais { $subject }
deed-owner-no-more = tirou de { $subject } a função de proprietário
deed-team-created = criou a equipe { $detail }
deed-team-renamed = renomeou uma equipe para { $detail }
deed-team-archived = arquivou { $subject }
deed-team-restored = reativou { $subject }
deed-channel-given = deu { $detail } a { $subject }
deed-channel-taken = tirou { $detail } de { $subject }
deed-visibility = { $subject }: { $seen }
deed-door = fez de { $subject } a equipe padrão de { $detail }
deed-hours = mudou o horário de { $subject }
deed-absence = mudou a mensagem de ausência de { $subject }
deed-reopening = mudou o prazo para voltar à mesma pessoa (horas: { $detail })
deed-opt-out-added = pôs a palavra de saída “{ $detail }” ({ $subject })
deed-opt-out-removed = tirou a palavra de saída “{ $detail }” ({ $subject })
deed-opt-out-configured = voltou às palavras de saída da configuração ({ $subject })
deed-currency = mudou a moeda de { $subject } para { $detail }
deed-currency-configured = voltou à moeda da configuração em { $subject }
deed-rates-sent = enviou a tabela de preços { $detail }
deed-rates-removed = removeu a tabela de preços
deed-holiday-added = pôs o feriado { $subject } { $detail }
deed-holiday-removed = tirou o feriado { $subject }

## Avisos abaixo do painel
line-link =
    🔗 <b>Convite criado.</b> Mande este link à pessoa; ele não aparece de novo:
    <code>{ $link }</code>
line-revoked = ✅ Convite revogado: o link não vale mais.
line-invitation-over = Este convite já foi usado, revogado ou venceu.
line-too-many-invitations = ⚠️ Há convites demais em aberto. Revogue algum antes.
line-already-here = Você já faz parte da equipe: não precisa de convite.
line-choose-team = ⚠️ Escolha ao menos uma equipe.
line-last-team = ⚠️ É a última equipe sua em que esta pessoa está. Para tirá-la, remova a pessoa.
line-person-removed =
    { $open ->
        [0] ✅ { $name } não faz mais parte da empresa.
        [one] ✅ { $name } não faz mais parte da empresa. { $open } atendimento mudou de mãos.
       *[other] ✅ { $name } não faz mais parte da empresa. { $open } atendimentos mudaram de mãos.
    }
line-away = 🌙 Você está ausente: o que chega não é oferecido a você. /disponivel para voltar.
line-available = ☀️ Você está disponível.
line-team-name = ⚠️ O nome precisa ter de 1 a { $limit } caracteres, em uma linha.
line-team-name-taken = ⚠️ Já há uma equipe com esse nome.
line-too-many-teams = ⚠️ Há equipes demais. Reative ou renomeie uma que já existe.
line-archived = ✅ A equipe { $name } foi arquivada.
line-is-door = ⚠️ Esta é a equipe padrão de { $channel }. Escolha outra em Equipe padrão antes.
line-hours = ⚠️ Não entendi o horário. Digite como 9-18 ou 8:30-12 13-18.
line-absence = ⚠️ A mensagem precisa ter de 1 a { $limit } caracteres.
line-holiday = ⚠️ Não entendi o dia. Digite como 25/12 Natal ou 25/12/2027.
line-too-many-holidays = ⚠️ Há feriados demais na lista. Tire os que já passaram.

## O que as pessoas ficam sabendo
told-welcome =
    👋 <b>Boas-vindas, { $name }!</b> { $by } convidou você.
    Função: { $role }. Equipes: { $teams }.
    /ajuda explica o essencial.
told-joined = 🎉 <b>{ $name }</b> aceitou o convite: { $role }, { $teams }.
told-role = 🔁 { $by } mudou a sua função: agora você é { $role }.
told-renamed = ✏️ { $by } mudou o seu nome: agora você é { $name }.
told-teams = 👥 Suas equipes agora: { $teams }.
told-away = 🌙 { $by } marcou você como ausente. /disponivel para voltar.
told-available = ☀️ { $by } marcou você como disponível.
told-goodbye = Você não faz mais parte da equipe deste bot. Agradecemos por tudo.
told-unreachable =
    🚫 <b>{ $name }</b> bloqueou o bot ou saiu do Telegram. { $returned ->
        [0] Não tinha atendimentos abertos.
        [one] { $returned } atendimento voltou a esperar na equipe.
       *[other] { $returned } atendimentos voltaram a esperar nas equipes.
    }
