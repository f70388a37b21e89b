### Empezar una atención: número, contacto, canal, equipo, ventana, verificación.

## Número
ask-number =
    <b>Nuevo contacto</b>
    Escribe o pega el número con código de área:
    <code>51 99999-8888</code>, <code>+55 51 99999-8888</code> o <code>wa.me/5551999998888</code>
    También sirve un contacto de Telegram (📎 → Contacto).
pick-number = <b>¿Cuál de estos números?</b>
pick-number-named =
    <b>{ $name }</b>
    ¿Cuál de estos números?
pick-contact =
    📱 <b>{ $phone }</b>
    Más de un contacto tiene este número. ¿Cuál de ellos?
number-title = 📱 <b>{ $phone }</b>
number-unknown = Todavía no está en tus contactos.
number-goes-to = ☎️ Los mensajes van a <b>{ $phone }</b>, el número principal.
number-last = Última atención: { $at }
number-never = Ninguna atención hasta ahora.
holder-me = 🟢 En atención contigo
holder-colleague = 🟢 En atención con { $name } ({ $team }) desde { $since }
holder-waiting = 🟡 Esperando en el equipo { $team } desde { $since }
holder-other-team = 🔒 En atención con otro equipo
button-converse = 💬 Conversar
button-name-new = ➕ Nuevo contacto
button-name-edit = ✏️ Editar

## Nombre
ask-name =
    <b>Nombre del contacto</b>
    Escribe el nombre, de hasta { $limit } caracteres.

## Tipo de envío
send-type-title = <b>Enviar mensaje</b>
send-type-hint = Elige el tipo de envío
button-start = ▶️ Iniciar atención

## Lo ya elegido
chosen-alone = único disponible

## Canal
channel-title = <b>Elige un canal</b>
channel-none = ⚠️ Tus equipos no tienen ningún canal. Pide a un gerente que habilite uno.
channel-official = API Oficial
channel-unofficial = API No Oficial
down-disconnected = desconectado
down-connecting = conectando
down-credentials = sin acceso
down-unreachable = fuera de línea
down-account = cuenta bloqueada
down-asks-for-code = espera el código QR
down-asks-for-passkey = pide passkey

## Ya en atención
taken-me = <b>Ya estás atendiendo a este contacto</b> en este canal.
taken-colleague = <b>{ $name }</b> ({ $team }) atiende a este contacto desde { $since }.
taken-waiting = Este contacto está <b>esperando atención</b> en el equipo { $team } desde { $since }.
taken-other-team = <b>Otro equipo</b> atiende a este contacto ahora.
button-open = 📂 Abrir
button-ask-transfer = 🔁 Pedir transferencia

## Equipo
team-title = <b>Elige un equipo</b>

## Ventana abierta
window-open =
    <b>Ventana abierta hasta { $until }</b>
    El contacto escribió en las últimas 24 horas: puedes conversar sin plantilla.
button-without-template = 💬 Abrir sin plantilla
button-with-template = 📄 Elegir una plantilla
button-see-queue = ⏳ Ver cola
button-transfer = 🔁 Transferir
transfer-title = <b>Transferir { $name }</b>
transfer-ask = ¿A qué equipo o persona? Hasta que alguien acepte, la atención sigue contigo.
transfer-nobody = No hay otra persona ni otro equipo que use este canal.
button-earlier = ⬆️ Sale antes
button-later = ⬇️ Sale después
button-remove = 🗑 Quitar de la cola
button-send-template = 📄 Enviar plantilla

## Verificación del número
checking = ⏳ Verificando si el número tiene WhatsApp…
not-on-whatsapp =
    <b>Este número no tiene WhatsApp.</b>
    Confirma los dígitos con el contacto, o vuelve y elige otro canal.
button-fix-number = ✏️ Corregir número

## Conversación
attending-title = ✍️ <b>{ $name }</b> · { $channel }
attending-open = Lo que escribas ahora va a este contacto.
attending-closed = La ventana está cerrada: lo que escribas entra en la cola y sale cuando el contacto escriba.
confirm-text = ¿Enviar este texto a <b>{ $name }</b>?
button-confirm-text = ✅ Enviar
correct-number =
    <b>Corregir número</b>
    Escribe el número correcto, con código de área: <code>51 99999-8888</code>

## Concluir
conclude-title = <b>Concluir atención</b> · { $name }
conclude-waiting =
    { $count ->
        [one] ⚠️ { $count } mensaje que todavía espera no saldrá.
       *[other] ⚠️ { $count } mensajes que todavía esperan no saldrán.
    }
conclude-ask = ¿Cómo terminó?
conclude-note = { $reason }. ¿Quieres dejar una nota? Escríbela ahora o concluye sin nota.
conclude-goal-reached = Objetivo logrado
conclude-goal-lost = Objetivo perdido
conclude-questions = Dudas
conclude-other = Otro
button-no-note = ✅ Concluir sin nota
gone = No encontré esta atención. Puede haber sido concluida o pasada a otro equipo.
