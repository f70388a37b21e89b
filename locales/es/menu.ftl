### Menú, ayuda, idioma, listas.

## Botones de cualquier paso
button-back = ⬅️ Volver
button-cancel = ✖️ Cancelar
button-menu = 🏠 Menú
button-clear-filter = ✖️ Limpiar búsqueda

## Menú
menu-title = <b>¡Hola, { $name }!</b>
menu-hint = Envía un número o un contacto para empezar, o toca una opción.
menu-draft = 📝 Dejaste una atención a medias: continúa cuando quieras.
button-resume = ↩️ Continuar donde quedaste
button-new = ➕ Nueva atención
button-attendances = 💬 Atenciones
button-queue = ⏳ Cola
button-contacts = 👥 Contactos
button-language = 🌐 Idioma
button-help = ❓ Ayuda

## Ayuda: cabe en una pantalla
help =
    <b>Ayuda</b>

    ➕ <b>Empezar</b>: envía un número (+55 51 99999-8888), un enlace wa.me o un contacto.
    💬 <b>Conversar</b>: responde a un mensaje de la atención, o toca Responder y escribe.
    ⏳ <b>Ventana de 24 horas</b>: en la API oficial, el texto libre solo sale hasta 24 h después del último mensaje del contacto. Fuera de ella espera en la cola; una plantilla sale al momento.
    ✓ enviado · ✓✓ entregado · ✓✓ leído

    /nuevo empieza una atención
    /atenciones muestra las abiertas
    /contactos busca un contacto
    /cola muestra lo que espera para salir
    /nota guarda una nota interna
    /ausente y /disponible dicen si estás
    /ajustes y /idioma cambian lo tuyo
    /cancelar vuelve al menú
help-attendant = Ves tus atenciones, las que esperan en tus equipos y lo que ellos comparten.
help-manager = Ves todo de tus equipos. /canales muestra los canales y /equipo las personas.
help-owner = Ves todo de la empresa. /canales conecta un celular y /equipo cuida de las personas.

## Idioma
language-title =
    <b>Idioma</b>
    ¿En qué idioma quieres que te hable el bot?
language-set = ✅ Listo: ahora hablo español.

## Atenciones y cola
attendances-title = <b>Atenciones</b> · { $tab } ({ $total })
attendances-hint = 🔎 <b>Buscar</b>: escribe un nombre o número.
attendances-found =
    🔎 “{ $query }”: { $total ->
        [0] ninguna atención aquí. Mira las otras pestañas o prueba otro nombre.
        [one] { $total } atención.
       *[other] { $total } atenciones.
    }
attendances-none-new = Nadie está esperando. 🎉
attendances-none-mine = No tienes atenciones abiertas.
attendances-none-others = Ninguna atención de colegas por ahora.
tab-new = Nuevas
tab-mine = Mías
tab-others = Otras
queue-title =
    <b>Cola</b>
    { $total ->
        [0] Nada esperando para salir.
        [one] { $total } atención con mensajes que salen cuando el contacto escriba.
       *[other] { $total } atenciones con mensajes que salen cuando el contacto escriba.
    }
held-title =
    <b>Cola · { $name }</b>
    { $total ->
        [0] Nada esperando para salir.
        [one] { $total } mensaje sale cuando el contacto escriba. Tócalo para cambiar el orden o quitarlo.
       *[other] { $total } mensajes salen en este orden cuando el contacto escriba. Toca uno para cambiar el orden o quitarlo.
    }
held-message =
    <b>Cola · { $name }</b>
    Mensaje { $place } de { $of }, en la cola desde { $at }
row-held = ⏳{ $count }
row-template = plantilla { $name }
content-image = 🖼 imagen
content-video = 🎬 video
content-audio = 🎤 audio
content-document = 📄 documento
content-sticker = 🙂 sticker
content-location = 📍 ubicación
content-contact = 👤 contacto
content-reaction = reacción
content-reacted = reaccionó con { $emoji }
content-reaction-gone = quitó la reacción
content-new-number = 📱 cambió de número:
content-edited = ✏️ editó el mensaje:
content-deleted = 🗑 eliminó este mensaje
content-other = mensaje ({ $what })

## Contactos
contacts-title = <b>Contactos</b>
contacts-hint = 🔎 <b>Buscar</b>: escribe un nombre o número.
contacts-found =
    🔎 “{ $query }”: { $total ->
        [0] no encontré a nadie. Prueba otro nombre o un número.
        [one] { $total } contacto.
       *[other] { $total } contactos.
    }
contacts-none = Todavía no hay nadie. Toca Nuevo contacto o envía un número.
button-new-contact = ➕ Nuevo contacto
contact-nameless = Sin nombre
contact-numberless = número oculto
