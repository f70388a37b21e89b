### Começar um atendimento: número, contato, canal, equipe, janela, verificação.

## Número
ask-number =
    <b>Novo contato</b>
    Digite ou cole o número com DDD:
    <code>51 99999-8888</code>, <code>+55 51 99999-8888</code> ou <code>wa.me/5551999998888</code>
    Também vale um contato do Telegram (📎 → Contato).
pick-number = <b>Qual destes números?</b>
pick-number-named =
    <b>{ $name }</b>
    Qual destes números?
pick-contact =
    📱 <b>{ $phone }</b>
    Este número está em mais de um contato. Qual deles?
number-title = 📱 <b>{ $phone }</b>
number-unknown = Ainda não está nos seus contatos.
number-goes-to = ☎️ As mensagens vão para <b>{ $phone }</b>, o número principal.
number-last = Último atendimento: { $at }
number-never = Nenhum atendimento até agora.
holder-me = 🟢 Em atendimento com você
holder-colleague = 🟢 Em atendimento com { $name } ({ $team }) desde { $since }
holder-waiting = 🟡 Esperando na equipe { $team } desde { $since }
holder-other-team = 🔒 Em atendimento por outra equipe
button-converse = 💬 Conversar
button-name-new = ➕ Novo contato
button-name-edit = ✏️ Editar

## Nome
ask-name =
    <b>Nome do contato</b>
    Digite o nome, com até { $limit } caracteres.

## Tipo de envio
send-type-title = <b>Enviar mensagem</b>
send-type-hint = Selecione o tipo de envio
button-start = ▶️ Iniciar atendimento

## O que já foi escolhido
chosen-alone = único disponível

## Canal
channel-title = <b>Selecione um canal</b>
channel-none = ⚠️ Suas equipes não têm nenhum canal. Peça a um gerente que libere um.
channel-official = API Oficial
channel-unofficial = API Não Oficial
down-disconnected = desconectado
down-connecting = conectando
down-credentials = sem acesso
down-unreachable = fora do ar
down-account = conta bloqueada
down-asks-for-code = espera o QR code
down-asks-for-passkey = pede passkey

## Já em atendimento
taken-me = <b>Você já está atendendo este contato</b> neste canal.
taken-colleague = <b>{ $name }</b> ({ $team }) está atendendo este contato desde { $since }.
taken-waiting = Este contato está <b>esperando atendimento</b> na equipe { $team } desde { $since }.
taken-other-team = <b>Outra equipe</b> está atendendo este contato agora.
button-open = 📂 Abrir
button-ask-transfer = 🔁 Pedir transferência

## Equipe
team-title = <b>Selecione uma equipe</b>

## Janela aberta
window-open =
    <b>Janela aberta até { $until }</b>
    O contato escreveu nas últimas 24 horas: dá para conversar sem modelo.
button-without-template = 💬 Abrir sem modelo
button-with-template = 📄 Escolher um modelo
button-see-queue = ⏳ Ver fila
button-transfer = 🔁 Transferir
transfer-title = <b>Transferir { $name }</b>
transfer-ask = Para qual equipe ou pessoa? Até alguém aceitar, o atendimento continua com você.
transfer-nobody = Não há outra pessoa nem outra equipe que use este canal.
button-earlier = ⬆️ Sair antes
button-later = ⬇️ Sair depois
button-remove = 🗑 Remover da fila
button-send-template = 📄 Enviar modelo

## Verificação do número
checking = ⏳ Verificando se o número tem WhatsApp…
not-on-whatsapp =
    <b>Este número não tem WhatsApp.</b>
    Confira os dígitos com o contato ou volte e escolha outro canal.
button-fix-number = ✏️ Corrigir número

## Conversa
attending-title = ✍️ <b>{ $name }</b> · { $channel }
attending-open = O que você escrever agora vai para este contato.
attending-closed = A janela está fechada: o que você escrever entra na fila e sai quando o contato escrever.
confirm-text = Enviar este texto para <b>{ $name }</b>?
button-confirm-text = ✅ Enviar
correct-number =
    <b>Corrigir número</b>
    Digite o número certo, com DDD: <code>51 99999-8888</code>

## Concluir
conclude-title = <b>Concluir atendimento</b> · { $name }
conclude-waiting =
    { $count ->
        [one] ⚠️ { $count } mensagem que ainda espera não vai sair.
       *[other] ⚠️ { $count } mensagens que ainda esperam não vão sair.
    }
conclude-ask = Como terminou?
conclude-note = { $reason }. Quer deixar uma nota? Digite agora ou conclua sem nota.
conclude-goal-reached = Objetivo atingido
conclude-goal-lost = Objetivo perdido
conclude-questions = Dúvidas
conclude-other = Outro
button-no-note = ✅ Concluir sem nota
gone = Não encontrei este atendimento. Ele pode ter sido concluído ou passado a outra equipe.
