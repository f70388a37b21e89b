### La tarjeta de una atención.

card-people = { $team } · { $channel } · { $staff }
card-waiting = { $team } · { $channel }
state-queued = 🕊 enviando…
state-retrying = 🔄 WhatsApp aún no lo aceptó; intentando de nuevo…
state-waits-connection = ⏳ esperando que el canal se reconecte: sale en orden cuando vuelva
state-waits-pace = ⏳ sale a las { $at }: en este canal, las conversaciones nuevas empiezan de a una
state-waits-restriction = ⏳ sale después de { $at }: el canal está restringido y no puede iniciar conversaciones
state-held = ⏳ en la cola desde { $at }
state-sent = ✓ enviado { $at }
state-delivered = ✓✓ entregado { $at }
state-read = ✓✓ leído { $at }
state-failed = 💔 no enviado { $at }
state-unknown = ❔ sin confirmación desde { $at }
state-received = recibido { $at }
card-answered = 💬 respondió { $at }
card-wrote = 💬 escribió { $at }
window-none = ventana cerrada: esperando respuesta
window-until = ventana abierta hasta { $until }
window-closes-in = ⏰ la ventana cierra en { $left }
card-held =
    { $count ->
        [one] ⏳ { $count } mensaje en la cola
       *[other] ⏳ { $count } mensajes en la cola
    }
card-cost = 💰 { $amount } · cobrados: { $charged } · gratis: { $free }
card-cost-at-least = 💰 al menos { $amount } · cobrados: { $charged } · gratis: { $free }
card-cost-unknown = 💰 costo desconocido · cobrados: { $charged } · gratis: { $free }
card-cost-free = 💰 sin cobro · gratis: { $free }
card-service-month =
    { $count ->
        [0] <i>Este mes, ningún mensaje sin plantilla en este número; Meta da 1,000 gratis por mes.</i>
        [one] <i>Este mes, { $count } mensaje sin plantilla en este número; Meta da 1,000 gratis por mes.</i>
       *[other] <i>Este mes, { $count } mensajes sin plantilla en este número; Meta da 1,000 gratis por mes.</i>
    }
card-unknown = No sabemos si el mensaje llegó: la conexión se cortó al enviar. Verifica antes de reenviar, para que el contacto no lo reciba dos veces.
card-closed = Atención concluida.
card-typing = ✍️ Lo que escribas ahora va a este contacto.
card-typing-held = ✍️ La ventana está cerrada: lo que escribas ahora queda en la cola y sale cuando el contacto escriba.
card-in-topic = 🧵 Continúa en el tema de esta atención.
button-respond = 💬 Responder
button-conclude = ✅ Concluir
button-take = 🙋 Asumir
button-retry = 🔄 Reintentar
button-change-template = 📄 Cambiar plantilla
button-verify = 🔍 Verificar
button-resend = ⚠️ Reenviar igual
button-accept = ✅ Aceptar
button-decline = ✖️ Rechazar
