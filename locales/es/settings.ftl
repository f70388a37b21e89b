### Ajustes de cada persona y de la empresa, y respuestas rápidas.

## Ajustes
button-settings = ⚙️ Ajustes
settings-title = <b>Ajustes</b>
settings-name = 👤 Para los contactos eres <b>{ $name }</b>
settings-signs = ✍️ Firma: <b>activada</b>. Lo que escribes llega con tu nombre encima.
settings-unsigned = ✍️ Firma: desactivada
settings-notices = 🔔 Avisos: { $which }
settings-quiet = 🌙 Sin sonido: { $hours } ({ $zone })
settings-loud = 🌙 Sin sonido: nunca
button-shown-name = 👤 Nombre
button-own-name = ↩️ Usar el nombre del equipo
button-sign = ✍️ Firmar
button-unsign = ✍️ No firmar
button-notices = 🔔 Avisos
button-quiet = 🌙 Horario sin sonido
button-loud = 🔔 Siempre con sonido
ask-shown-name =
    <b>Nombre para los contactos</b>
    Escribe el nombre que los contactos ven en tu firma.
ask-notices =
    <b>Avisos</b>
    ¿De qué te avisa el bot sin que nadie lo pida? Lo que escriben tus contactos llega siempre.
notices-all = Todos
notices-mine = Solo de mis atenciones
notices-none = Ninguno, y siempre sin sonido
ask-quiet =
    <b>Horario sin sonido</b>
    Escribe desde cuándo hasta cuándo, por ejemplo <code>22:00-07:00</code> ({ $zone }). Todo sigue llegando, solo que en silencio.

## Ajustes de la empresa
button-company = 🏢 Empresa
settings-company = <b>Ajustes de la empresa</b>
settings-reopening =
    { $hours ->
        [0] 🔁 Quien escribe después de concluida espera siempre a alguien del equipo.
        [one] 🔁 Quien escribe hasta { $hours } hora después de concluida vuelve a la misma persona.
       *[other] 🔁 Quien escribe hasta { $hours } horas después de concluida vuelve a la misma persona.
    }
button-reopening = 🔁 Plazo para volver a la misma persona
button-sync-templates = 🔄 Leer las plantillas ahora
ask-reopening =
    <b>Plazo para volver a la misma persona</b>
    Escribe cuántas horas después de concluida el contacto aún vuelve a quien lo atendió; 0 para nunca.

## Respuestas rápidas
button-replies = ⚡ Respuestas rápidas
button-new-reply = ➕ Nueva respuesta
button-edit-text = ✏️ Cambiar el texto
button-remove-reply = 🗑 Borrar
button-reply-mine = 👤 Solo mía
button-reply-company = 🏢 De la empresa
button-send-reply = 📤 Enviar
replies-title = <b>Respuestas rápidas</b> ({ $total })
replies-hint = En la atención, escribe la barra y la palabra, como <code>/pix</code>, y el texto va al contacto.
replies-none = Todavía no hay ninguna.
reply-mine = 👤 solo tuya
reply-team = 👥 del equipo { $name }
reply-company = 🏢 de la empresa
ask-reply-word =
    <b>Nueva respuesta rápida</b>
    Escribe la palabra que la llama, por ejemplo <code>pix</code>.
ask-reply-text =
    <b>/{ $word }</b>
    Escribe el texto. En lugar de <code>{"{"}contacto{"}"}</code>, <code>{"{"}yo{"}"}</code> y <code>{"{"}equipo{"}"}</code> van el primer nombre del contacto, el tuyo y el nombre del equipo.
ask-reply-owner =
    <b>/{ $word }</b>
    ¿Para quién es esta respuesta?
replies-choose = <b>Respuestas rápidas · { $name }</b> ({ $total })
replies-check = <b>Va para { $name }:</b>
reply-gone = Esta respuesta ya no existe.

## Lo que se dice debajo
line-shown-name = ⚠️ Escribe un nombre de 1 a { $limit } letras, en una línea.
line-quiet-hours = ⚠️ Escribe dos horarios, por ejemplo <code>22:00-07:00</code>.
line-reopening = ⚠️ Escribe un número de horas de 0 a { $most }.
line-templates-asked = 🔄 Se están leyendo las plantillas. En un momento aparecen en la lista.
line-reply-word = ⚠️ La palabra tiene de 1 a { $limit } letras o números, sin espacios: por ejemplo <code>pix</code>.
line-reply-word-taken = ⚠️ Ya hay un comando con ese nombre. Elige otra palabra.
line-replies-full = ⚠️ Ya hay { $most } respuestas aquí. Borra una antes.
line-reply-kept = ✅ Listo: <code>/{ $word }</code>
line-reply-gone = 🗑 Borrada: <code>/{ $word }</code>
line-replied = ⚡ <code>/{ $word }</code> fue al contacto.
