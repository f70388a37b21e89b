### Personas, equipos, invitaciones, horarios, feriados.

## Botones
button-people = 🏢 Personas y equipos
button-invite = ➕ Invitar
button-invitations = 🎟 Invitaciones
button-teams = 👥 Equipos
button-audit = 📜 Cambios
button-make-manager = ⬆️ Hacer gerente
button-make-attendant = ⬇️ Hacer agente
button-person-teams = 👥 Equipos de la persona
button-set-away = 🌙 Marcar como ausente
button-set-available = ☀️ Marcar como disponible
button-leave = 🚪 Quitar de la empresa
button-leave-now = 🚪 Quitar ahora
button-leave-to-teams = ↩️ Devolver a los equipos
button-make-link = 🔗 Crear enlace de invitación
button-share-link = 📤 Enviar la invitación
button-revoke = ✖️ Revocar
button-new-team = ➕ Nuevo equipo
button-rename = ✏️ Renombrar
button-team-channels = 📡 Canales del equipo
button-archive = 🗄 Archivar
button-archive-now = 🗄 Archivar ahora
button-restore = ↩️ Reactivar
button-doors = 🚪 Equipo por defecto
button-hours = 🕘 Horario
button-closed = Cerrado
button-as-before = Igual que el día anterior
button-usual-hours = Lunes a viernes, 9 a 18 h
button-no-hours = ✖️ Sin horario: siempre atiende
button-absence = 💬 Mensaje de ausencia
button-no-absence = 🗑 Borrar el mensaje
button-holidays = 📅 Feriados
button-drop-holiday = 🗑 { $day }
button-see-all = 👀 Todos
button-see-team = 👀 El equipo
button-see-own = 👀 Solo lo propio

## Palabras
role-attendant = agente
role-manager = gerente
role-owner = propietario
house-nobody = nadie
house-none = ninguno
day-names = lun mar mié jue vie sáb dom
day-closed = cerrado
visible-all = toda la empresa ve las atenciones
visible-team = el equipo ve las atenciones
visible-own = cada uno ve solo las suyas; los gerentes ven todas

## Personas
house-not-yours = 🔒 Esto no está disponible para ti.
people-title =
    <b>Personas y equipos</b>
    { $total ->
        [0] Nadie por aquí todavía. Invita a alguien.
        [one] { $total } persona. Toca para ver y cambiar.
       *[other] { $total } personas. Toca una para ver y cambiar.
    }
person-title =
    <b>{ $name }</b> · { $role }
    👥 { $teams }
person-away = 🌙 Ausente: lo que espera no se ofrece a esta persona.
person-unreachable = 🚫 Bloqueó el bot o dejó Telegram: no recibe nada.
person-open =
    { $open ->
        [0] Ninguna atención abierta.
        [one] { $open } atención abierta.
       *[other] { $open } atenciones abiertas.
    }
person-teams-title =
    <b>Equipos de { $name }</b>
    Toca para poner o quitar.
leaving-title =
    <b>¿Quitar a { $name }?</b>
    { $open ->
        [0] No tiene atenciones abiertas. El acceso termina al instante.
        [one] Tiene { $open } atención abierta. ¿Quién se queda con ella? La cola va junto, y el acceso termina al instante.
       *[other] Tiene { $open } atenciones abiertas. ¿Quién se queda con ellas? La cola va junto, y el acceso termina al instante.
    }

## Invitaciones
invite-title =
    <b>Invitar</b>
    Elige la función y los equipos. El enlace vale 48 horas y para una sola persona.
invite-no-team = Todavía no hay equipos: crea uno antes.
invitations-title =
    <b>Invitaciones</b>
    { $total ->
        [0] Ninguna invitación abierta.
        [one] { $total } invitación abierta. Toca para ver o revocar.
       *[other] { $total } invitaciones abiertas. Toca una para ver o revocar.
    }
invitation-title =
    <b>Invitación</b> · { $role }
    👥 { $teams }
    Hecha por { $by }, vale hasta { $until }. El enlace solo aparece al crearlo.
invitation-over =
    <b>Invitación</b>
    Esta invitación ya fue usada, revocada o venció.

## Equipos
teams-title =
    <b>Equipos</b>
    { $total ->
        [0] Ningún equipo todavía. Crea el primero.
        [one] { $total } equipo. Toca para ver y cambiar.
       *[other] { $total } equipos. Toca uno para ver y cambiar.
    }
house-team-title = <b>{ $name }</b>
house-team-archived = 🗄 Archivado: no aparece en nuevas atenciones.
house-team-people = 👤 { $people }
house-team-channels = 📡 { $channels }
house-team-doors = 🚪 recibe a quien escribe primero en { $channels }
house-team-seen = 👀 { $seen }
house-team-hours = 🕘 { $hours }
house-team-always = 🕘 siempre atiende
house-team-absence = 💬 “{ $text }”
name-team-new =
    <b>Nuevo equipo</b>
    Escribe el nombre, como Ventas o Soporte.
name-team-old =
    <b>Renombrar { $name }</b>
    Escribe el nuevo nombre.
team-channels-title =
    <b>Canales de { $name }</b>
    Toca para permitir o quitar.
archive-title = <b>¿Archivar { $name }?</b>
archive-open =
    { $open ->
        [0] No hay atenciones en él.
        [one] { $open } atención está en él: elige el equipo que se queda con ella.
       *[other] { $open } atenciones están en él: elige el equipo que se queda con ellas.
    }
archive-doors = Recibe a quien escribe primero en { $channels }: pasará a recibir el otro equipo.
archive-none = ⚠️ Ningún otro equipo usa esos canales. Da los canales a otro equipo antes.
doors-title =
    <b>Equipo por defecto</b>
    Quien escribe primero en un canal llega a este equipo. Toca un canal para cambiar.
door-title =
    <b>Equipo por defecto de { $channel }</b>
    ¿Qué equipo recibe a quien escribe primero?
door-none = Ningún equipo puede usar este canal todavía.

## Horarios
hours-title = <b>Horario de { $name }</b>
hours-none = Sin horario: el equipo siempre atiende, y el mensaje de ausencia no se envía.
hours-open-now = 🟢 Atendiendo ahora. Toca un día para cambiar.
hours-closed-now = 🌙 Cerrado ahora. Toca un día para cambiar.
day-title =
    <b>{ $name } · { $day }</b>
    Ahora: { $spans }. Escribe el horario, como 9-18 o 8:30-12 13-18.
absence-title = <b>Mensaje de ausencia de { $name }</b>
absence-now = “{ $text }”
absence-ask = Escribe el mensaje. Quien escribe fuera del horario lo recibe una vez por atención.
absence-no-hours = ⚠️ Este equipo no tiene horario: define uno para que el mensaje se envíe.
holidays-title =
    <b>Feriados</b>
    { $total ->
        [0] Ninguno todavía. Escribe un día, como 25/12 Navidad.
        [one] { $total } día. Escribe otro, como 25/12 Navidad; toca uno para quitarlo.
       *[other] { $total } días. Escribe otro, como 25/12 Navidad; toca uno para quitarlo.
    }

## Historial de cambios
audit-title =
    <b>Historial de cambios</b>
    { $total ->
        [0] Nada cambió todavía.
        [one] { $total } cambio.
       *[other] { $total } cambios.
    }
audit-entry = { $at } · <b>{ $by }</b> { $what }
audit-service = Balcão
deed-invited = invitó como { $role } ({ $detail })
deed-joined = entró como { $role } ({ $detail })
deed-revoked = revocó una invitación
deed-role = cambió la función de { $subject } a { $role }
deed-person-renamed = cambió el nombre de { $subject } a { $detail }
deed-team-given = puso a { $subject } en { $detail }
deed-team-taken = sacó a { $subject } de { $detail }
deed-removed = quitó a { $subject }
deed-away = marcó a { $subject } como ausente
deed-available = marcó a { $subject } como disponible
deed-unreachable = ya no alcanza a { $subject }
deed-owner-no-more = quitó a { $subject } la función de propietario
deed-team-created = creó el equipo { $detail }
deed-team-renamed = renombró un equipo a { $detail }
deed-team-archived = archivó { $subject }
deed-team-restored = reactivó { $subject }
deed-channel-given = dio { $detail } a { $subject }
deed-channel-taken = quitó { $detail } a { $subject }
deed-visibility = { $subject }: { $seen }
deed-door = hizo de { $subject } el equipo por defecto de { $detail }
deed-hours = cambió el horario de { $subject }
deed-absence = cambió el mensaje de ausencia de { $subject }
deed-reopening = cambió el plazo para volver a la misma persona (horas: { $detail })
deed-opt-out-added = agregó la palabra de baja “{ $detail }” ({ $subject })
deed-opt-out-removed = quitó la palabra de baja “{ $detail }” ({ $subject })
deed-opt-out-configured = volvió a las palabras de baja de la configuración ({ $subject })
deed-currency = cambió la moneda de { $subject } a { $detail }
deed-currency-configured = volvió a la moneda de la configuración en { $subject }
deed-rates-sent = envió la tabla de precios { $detail }
deed-rates-removed = quitó la tabla de precios
deed-holiday-added = puso el feriado { $subject } { $detail }
deed-holiday-removed = quitó el feriado { $subject }

## Líneas debajo del panel
line-link =
    🔗 <b>Invitación creada.</b> Manda este enlace a la persona; no aparece de nuevo:
    <code>{ $link }</code>
line-revoked = ✅ Invitación revocada: el enlace ya no vale.
line-invitation-over = Esta invitación ya fue usada, revocada o venció.
line-too-many-invitations = ⚠️ Hay demasiadas invitaciones abiertas. Revoca alguna antes.
line-already-here = Ya formas parte del equipo: no necesitas invitación.
line-choose-team = ⚠️ Elige al menos un equipo.
line-last-team = ⚠️ Es el último equipo tuyo en que está esta persona. Para sacarla, quita a la persona.
line-person-removed =
    { $open ->
        [0] ✅ { $name } ya no forma parte de la empresa.
        [one] ✅ { $name } ya no forma parte de la empresa. { $open } atención cambió de manos.
       *[other] ✅ { $name } ya no forma parte de la empresa. { $open } atenciones cambiaron de manos.
    }
line-away = 🌙 Estás ausente: lo que llega no se te ofrece. /disponible para volver.
line-available = ☀️ Estás disponible.
line-team-name = ⚠️ El nombre debe tener de 1 a { $limit } caracteres, en una línea.
line-team-name-taken = ⚠️ Ya hay un equipo con ese nombre.
line-too-many-teams = ⚠️ Hay demasiados equipos. Reactiva o renombra uno que ya existe.
line-archived = ✅ El equipo { $name } fue archivado.
line-is-door = ⚠️ Este es el equipo por defecto de { $channel }. Elige otro en Equipo por defecto antes.
line-hours = ⚠️ No entendí el horario. Escribe como 9-18 o 8:30-12 13-18.
line-absence = ⚠️ El mensaje debe tener de 1 a { $limit } caracteres.
line-holiday = ⚠️ No entendí el día. Escribe como 25/12 Navidad o 25/12/2027.
line-too-many-holidays = ⚠️ Hay demasiados feriados en la lista. Quita los que ya pasaron.

## Lo que se les dice a las personas
told-welcome =
    👋 <b>¡Hola, { $name }!</b> { $by } te invitó.
    Función: { $role }. Equipos: { $teams }.
    /ayuda explica lo esencial.
told-joined = 🎉 <b>{ $name }</b> aceptó la invitación: { $role }, { $teams }.
told-role = 🔁 { $by } cambió tu función: ahora eres { $role }.
told-renamed = ✏️ { $by } cambió tu nombre: ahora eres { $name }.
told-teams = 👥 Tus equipos ahora: { $teams }.
told-away = 🌙 { $by } te marcó como ausente. /disponible para volver.
told-available = ☀️ { $by } te marcó como disponible.
told-goodbye = Ya no formas parte del equipo de este bot. Gracias por todo.
told-unreachable =
    🚫 <b>{ $name }</b> bloqueó el bot o dejó Telegram. { $returned ->
        [0] No tenía atenciones abiertas.
        [one] { $returned } atención volvió a esperar en el equipo.
       *[other] { $returned } atenciones volvieron a esperar en los equipos.
    }
