### Menu, ajuda, idioma, listas.

## Botões de qualquer passo
button-back = ⬅️ Voltar
button-cancel = ✖️ Cancelar
button-menu = 🏠 Menu
button-clear-filter = ✖️ Limpar pesquisa

## Menu
menu-title = <b>Olá, { $name }!</b>
menu-hint = Mande um número ou um contato para começar, ou toque em uma opção.
menu-draft = 📝 Há um atendimento pela metade: continue quando quiser.
button-resume = ↩️ Continuar de onde parou
button-new = ➕ Novo atendimento
button-attendances = 💬 Atendimentos
button-queue = ⏳ Fila
button-contacts = 👥 Contatos
button-language = 🌐 Idioma
button-help = ❓ Ajuda

## Ajuda: cabe em uma tela
help =
    <b>Ajuda</b>

    ➕ <b>Começar</b>: mande um número (51 99999-8888), um link wa.me ou um contato do Telegram.
    💬 <b>Conversar</b>: responda a uma mensagem do atendimento, ou toque em Responder e escreva.
    ⏳ <b>Janela de 24 horas</b>: na API oficial, o texto livre só sai até 24 h depois da última mensagem do contato. Fora dela, ele espera na fila; um modelo sai na hora.
    ✓ enviada · ✓✓ entregue · ✓✓ lida

    /novo começa um atendimento
    /atendimentos lista os abertos
    /contatos procura um contato
    /fila mostra o que espera para sair
    /nota guarda uma nota interna
    /ausente e /disponivel dizem se você está
    /ajustes e /idioma mudam o que é seu
    /cancelar volta ao menu
help-attendant = Você vê os seus atendimentos, os que esperam nas suas equipes e o que elas liberam.
help-manager = Você vê tudo das suas equipes. /canais mostra os canais e /equipe as pessoas.
help-owner = Você vê tudo da empresa. /canais conecta um celular e /equipe cuida das pessoas.

## Idioma
language-title =
    <b>Idioma</b>
    Em que idioma o bot fala com você?
language-set = ✅ Pronto: agora falo português.

## Atendimentos e fila
attendances-title = <b>Atendimentos</b> · { $tab } ({ $total })
attendances-hint = 🔎 <b>Pesquisar</b>: digite um nome ou número.
attendances-found =
    🔎 “{ $query }”: { $total ->
        [0] nenhum atendimento aqui. Veja as outras abas ou tente outro nome.
        [one] { $total } atendimento.
       *[other] { $total } atendimentos.
    }
attendances-none-new = Ninguém esperando. 🎉
attendances-none-mine = Você não tem atendimentos abertos.
attendances-none-others = Nenhum atendimento de colegas agora.
tab-new = Novos
tab-mine = Meus
tab-others = Outros
queue-title =
    <b>Fila</b>
    { $total ->
        [0] Nada esperando para sair.
        [one] { $total } atendimento com mensagens que saem quando o contato escrever.
       *[other] { $total } atendimentos com mensagens que saem quando o contato escrever.
    }
held-title =
    <b>Fila · { $name }</b>
    { $total ->
        [0] Nada esperando para sair.
        [one] { $total } mensagem sai quando o contato escrever. Toque nela para mudar a ordem ou remover.
       *[other] { $total } mensagens saem nesta ordem quando o contato escrever. Toque em uma para mudar a ordem ou remover.
    }
held-message =
    <b>Fila · { $name }</b>
    Mensagem { $place } de { $of }, na fila desde { $at }
row-held = ⏳{ $count }
row-template = modelo { $name }
content-image = 🖼 imagem
content-video = 🎬 vídeo
content-audio = 🎤 áudio
content-document = 📄 documento
content-sticker = 🙂 figurinha
content-location = 📍 localização
content-contact = 👤 contato
content-reaction = reação
content-reacted = reagiu com { $emoji }
content-reaction-gone = retirou a reação
content-new-number = 📱 mudou de número:
content-edited = ✏️ editou a mensagem:
content-deleted = 🗑 apagou esta mensagem
content-other = mensagem ({ $what })

## Contatos
contacts-title = <b>Contatos</b>
contacts-hint = 🔎 <b>Pesquisar</b>: digite um nome ou número.
contacts-found =
    🔎 “{ $query }”: { $total ->
        [0] ninguém encontrado. Tente outro nome ou um número.
        [one] { $total } contato.
       *[other] { $total } contatos.
    }
contacts-none = Ninguém por aqui ainda. Toque em Novo contato ou mande um número.
button-new-contact = ➕ Novo contato
contact-nameless = Sem nome
contact-numberless = número oculto
