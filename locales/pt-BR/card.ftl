### O cartão de um atendimento.

card-people = { $team } · { $channel } · { $staff }
card-waiting = { $team } · { $channel }
state-queued = 🕊 enviando…
state-retrying = 🔄 o WhatsApp ainda não aceitou; tentando de novo…
state-waits-connection = ⏳ esperando o canal reconectar: sai em ordem quando ele voltar
state-waits-pace = ⏳ sai às { $at }: neste canal, as conversas novas começam uma de cada vez
state-waits-restriction = ⏳ sai depois de { $at }: o canal está restrito e não pode começar conversas
state-held = ⏳ na fila desde { $at }
state-sent = ✓ enviada { $at }
state-delivered = ✓✓ entregue { $at }
state-read = ✓✓ lida { $at }
state-failed = 💔 não enviada { $at }
state-unknown = ❔ sem confirmação desde { $at }
state-received = recebida { $at }
card-answered = 💬 respondeu { $at }
card-wrote = 💬 escreveu { $at }
window-none = janela fechada: aguardando resposta
window-until = janela aberta até { $until }
window-closes-in = ⏰ janela fecha em { $left }
card-held =
    { $count ->
        [one] ⏳ { $count } mensagem na fila
       *[other] ⏳ { $count } mensagens na fila
    }
card-cost = 💰 { $amount } · cobradas: { $charged } · grátis: { $free }
card-cost-at-least = 💰 no mínimo { $amount } · cobradas: { $charged } · grátis: { $free }
card-cost-unknown = 💰 custo desconhecido · cobradas: { $charged } · grátis: { $free }
card-cost-free = 💰 sem cobrança · grátis: { $free }
card-service-month =
    { $count ->
        [0] <i>Este mês, nenhuma mensagem sem modelo neste número; a Meta dá 1.000 grátis por mês.</i>
        [one] <i>Este mês, { $count } mensagem sem modelo neste número; a Meta dá 1.000 grátis por mês.</i>
       *[other] <i>Este mês, { $count } mensagens sem modelo neste número; a Meta dá 1.000 grátis por mês.</i>
    }
card-unknown = Não sabemos se a mensagem chegou: a conexão caiu na hora do envio. Verifique antes de reenviar, para o contato não receber duas vezes.
card-closed = Atendimento concluído.
card-typing = ✍️ O que você escrever agora vai para este contato.
card-typing-held = ✍️ A janela está fechada: o que você escrever agora fica na fila e sai quando o contato escrever.
card-in-topic = 🧵 Continua no tópico deste atendimento.
button-respond = 💬 Responder
button-conclude = ✅ Concluir
button-take = 🙋 Assumir
button-retry = 🔄 Tentar de novo
button-change-template = 📄 Trocar modelo
button-verify = 🔍 Verificar
button-resend = ⚠️ Reenviar mesmo assim
button-accept = ✅ Aceitar
button-decline = ✖️ Recusar
