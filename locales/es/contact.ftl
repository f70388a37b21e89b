### Contactos: la ficha, un nuevo contacto, etiquetas, bloqueo, unión.

contact-new = <b>Nuevo contacto</b>
contact-name-title = <b>Nombre del contacto</b>
contact-ask-name = Escribe el nombre, de hasta { $limit } caracteres.
contact-ask-phone = Escribe o pega el número con código de área: <code>51 99999-8888</code>
contact-ask-email = Escribe el <b>correo</b>: <code>maria@ejemplo.com</code>
contact-ask-company = Escribe la <b>empresa</b>.
contact-ask-note = Escribe una <b>nota</b>, de hasta { $limit } caracteres. Solo la ve el equipo.
contact-ask-nothing = Revisa y toca <b>Guardar</b>.
contact-now = Ahora: { $value }
contact-also = También: { $list }
contact-visits =
    💬 { $count ->
        [0] Ninguna atención que puedas ver.
        [one] { $count } atención.
       *[other] { $count } atenciones.
    }
contact-hidden =
    🔒 { $count ->
        [0] Ninguna atención de otros equipos.
        [one] { $count } atención más de otro equipo.
       *[other] { $count } atenciones más de otros equipos.
    }
contact-blocked = 🚫 Bloqueado desde { $since }
contact-blocked-by = 🚫 Bloqueado por { $name } desde { $since }
contact-opted-out = 🔕 No quiere plantillas desde { $since }
contact-visits-title = <b>Atenciones · { $name }</b>
contact-tags-title = <b>Etiquetas · { $name }</b>
contact-tags-hint = Toca para poner o quitar, o escribe una nueva. En Contactos, <code>#etiqueta</code> filtra.
contact-block-title = <b>¿Bloquear a { $name }?</b>
contact-block-hint = Lo que escriba el contacto se guarda, pero no se avisa a nadie, y nadie empieza una atención con él. Solo los gerentes desbloquean.
contact-merge-title = <b>Unir { $name } con otro contacto</b>
contact-merge-hint = ¿Qué contacto es la misma persona? Tócalo, o escribe un nombre o número.
contact-merge-sure = <b>¿Son la misma persona?</b>
contact-merge-what = El segundo pasa al primero: números, atenciones, etiquetas y notas. Nada se pierde, y se puede deshacer durante 24 horas.
button-field-name = ✏️ Nombre
button-field-phone = ✏️ Número
button-field-email = ✏️ Correo
button-field-company = ✏️ Empresa
button-field-note = ✏️ Nota
button-skip = ⏭ Saltar
button-save = 💾 Guardar
button-erase = 🗑 Borrar
button-visits = 💬 Atenciones
button-tags = 🏷 Etiquetas
button-block = 🚫 Bloquear
button-unblock = ✅ Desbloquear
button-opt-out = 🔕 No quiere plantillas
button-opt-in = 🔔 Acepta plantillas
button-merge = 🔗 Unir
button-merge-sure = 🔗 Sí, unir
button-part = ↩️ Deshacer la unión
line-field-empty = ⚠️ No hay nada ahí. Escribe el texto o toca un botón.
line-field-long = ⚠️ Es demasiado largo: caben hasta { $limit } caracteres.
line-not-an-email = ⚠️ Esto no es un correo. Uno correcto es así: <code>maria@ejemplo.com</code>
line-erased = 🗑 Borrado.
line-too-many-tags = ⚠️ Ya hay { $limit } etiquetas. Usa una de las que existen.
line-blocked = 🚫 Bloqueado.
line-unblocked = ✅ Desbloqueado.
line-is-blocked = 🚫 Este contacto está bloqueado desde { $since }. Un gerente puede desbloquearlo.
line-is-blocked-by = 🚫 { $name } bloqueó este contacto el { $since }. Un gerente puede desbloquearlo.
line-you-may-unblock = 🚫 Este contacto está bloqueado desde { $since }. Puedes desbloquearlo en Editar.
line-opted-out = 🔕 Anotado: este contacto ya no recibe plantillas.
line-opted-in = 🔔 Anotado: este contacto vuelve a recibir plantillas.
line-wants-none = 🔕 Este contacto pidió no recibir plantillas el { $since }. Un gerente puede enviar una igualmente.
line-wants-none-may = 🔕 Este contacto pidió no recibir plantillas el { $since }. Como gerente, puedes enviar una igualmente.
line-both-open = ⚠️ Los dos están en atención en el mismo canal. Concluye una de las atenciones y únelos después.
line-merged = 🔗 Unidos. Se puede deshacer durante 24 horas.
line-parted = ↩️ Deshecho: son dos contactos otra vez.
line-lived-on = ⚠️ Ya no se puede deshacer: después de la unión se abrió una atención y no hay forma de saber de cuál de los dos es.
line-leaving = ⏳ Un mensaje para este contacto está saliendo ahora. Inténtalo de nuevo en un momento.
button-import-how = 📥 Importar
button-import = 📥 Importar
button-export = 📤 Exportar
button-export-csv = 📊 CSV
button-export-vcard = 👤 vCard
import-how =
    <b>Importar contactos</b>
    Envía aquí un archivo CSV o vCard (.vcf) de hasta 20 MB. Antes de guardar, lo reviso y digo cuántos son nuevos, cuántos ya existen y cuáles están mal.
    Columnas: nombre, número, correo, empresa, nota, etiquetas. Para los que ya existen, vale lo que dice el archivo.
import-title = 📥 <b>{ $name }</b>
import-looking =
    🔎 Revisando… { $count ->
        [0] { $count } registros
        [one] { $count } registro
       *[other] { $count } registros
    } hasta ahora. Puedes seguir trabajando.
import-looked =
    🆕 { $fresh ->
        [0] { $fresh } nuevos
        [one] { $fresh } nuevo
       *[other] { $fresh } nuevos
    }
    👥 { $known ->
        [0] { $known } ya existen
        [one] { $known } ya existe
       *[other] { $known } ya existen
    }
    ⚠️ { $wrong } con error
import-running =
    ⏳ Importando… { $count ->
        [0] { $count } registros
        [one] { $count } registro
       *[other] { $count } registros
    } hasta ahora. Puedes seguir trabajando.
import-done =
    ✅ Importación terminada
    🆕 { $fresh ->
        [0] { $fresh } nuevos
        [one] { $fresh } nuevo
       *[other] { $fresh } nuevos
    }
    👥 { $known ->
        [0] { $known } actualizados
        [one] { $known } actualizado
       *[other] { $known } actualizados
    }
    ⚠️ { $wrong } con error, fuera
import-failed = ⚠️ Telegram ya no me entrega este archivo. Envíalo de nuevo.
export-title =
    <b>Exportar contactos</b>
    Todos los contactos, con correo, empresa, nota y etiquetas. ¿En qué formato?
export-running =
    <b>Exportar contactos</b>
    ⏳ Preparando el archivo…
line-files-for-managers = ⚠️ Solo los gerentes importan y exportan contactos.
line-exported =
    📤 { $count ->
        [0] No hay contactos para exportar.
        [one] { $count } contacto exportado.
       *[other] { $count } contactos exportados.
    }
line-export-failed = ⚠️ No pude enviar el archivo. Inténtalo de nuevo en un rato.
sheet-name = nombre
sheet-number = número
sheet-email = correo
sheet-company = empresa
sheet-note = nota
sheet-tags = etiquetas
sheet-reason = error
sheet-no-number = Falta el número.
file-faults = contactos-con-error
file-faults-caption = ⚠️ Líneas con error, con el motivo al lado. Corrígelas y envía el archivo de nuevo.
file-contacts = contactos
file-contacts-caption =
    { $count ->
        [0] Ningún contacto
        [one] { $count } contacto
       *[other] { $count } contactos
    }
contact-forget-title = <b>¿Olvidar a { $name }?</b>
contact-forget-hint = Borra nombre, números, mensajes y notas de este contacto. Solo quedan los recuentos y los costos, sin la persona. Lo que ya está en los chats de Telegram no se borra.
contact-forget-sure = ⚠️ <b>No se puede deshacer.</b> ¿Olvidar de verdad?
button-forget = 🗑 Olvidar contacto
button-forget-sure = 🗑 Sí, olvidar
line-still-open = ⚠️ Este contacto está en atención. Conclúyela antes.
line-forgotten = 🗑 Olvidado.
