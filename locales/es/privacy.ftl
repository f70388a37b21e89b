# Privacidad: lo que se borró, quién miró qué, y todo lo que se guarda sobre un contacto.

content-erased = 🗑 mensaje borrado
button-audit-all = 📜 Todo
button-audit-house = 👥 Solo personas
button-audit-contacts = 📇 Solo contactos
audit-nobody = un contacto olvidado
deed-started = inició una atención con { $subject } ({ $detail })
deed-read = leyó la atención de { $subject }
deed-exported = exportó los contactos ({ $detail })
deed-imported = importó contactos de un archivo
deed-contact-exported = exportó los datos de { $subject }
deed-forgotten = olvidó un contacto
deed-expired = borró lo que superó el plazo de guarda (mensajes: { $detail })

## Exportar los datos de un contacto
button-copy = 📤 Exportar datos
copy-running =
    <b>Exportar los datos de { $name }</b>
    Reuniendo todo lo que se guarda… El archivo llega aquí, a este chat.
line-copied = ✅ Archivo enviado: es todo lo que se guarda sobre este contacto.
line-copied-partly =
    { $hidden ->
        [0] ✅ Archivo enviado.
        [one] ✅ Archivo enviado, sin { $hidden } atención que no puedes ver. Un propietario exporta todo.
       *[other] ✅ Archivo enviado, sin { $hidden } atenciones que no puedes ver. Un propietario exporta todo.
    }
file-copy = datos-del-contacto
file-copy-caption = 📤 Todo lo que se guarda sobre { $name }. Se abre en cualquier navegador. Revísalo antes de entregarlo: contiene notas internas.

## En el archivo
copy-title = Datos guardados sobre { $name }
copy-made = Generado el { $at } ({ $zone }).
copy-part = Parte { $part }
copy-intro = Ficha, identificadores, atenciones, mensajes, notas y registros de esta persona. Las fotos, los audios y otros archivos no se guardan aquí: de ellos solo están el tipo, el nombre y el texto.
copy-hidden =
    { $hidden ->
        [0] No falta nada.
        [one] Falta { $hidden } atención, que quien generó este archivo no puede ver.
       *[other] Faltan { $hidden } atenciones, que quien generó este archivo no puede ver.
    }
copy-profile = Ficha
copy-dialled = Número marcado
copy-wa-id = Número en WhatsApp
copy-other-id = Identificador en WhatsApp
copy-active = Última actividad
copy-wrote = Escribió por última vez ({ $channel })
copy-blocked = Bloqueado desde
copy-opted-out = No quiere plantillas desde
copy-value = Valor de plantilla guardado para la próxima vez
copy-attendances = Atenciones y mensajes
copy-opened = Inicio
copy-closed = Fin
copy-channel = Canal
copy-team = Equipo
copy-conclusion = Conclusión
copy-contact = Contacto
copy-company = Empresa
copy-note = Nota interna
copy-charged = cobro: { $category } ({ $kind })
copy-deeds = Registros
did-created = Ficha creada
did-edited = Ficha cambiada
did-number = Número cambiado
did-tagged = Etiqueta puesta
did-untagged = Etiqueta quitada
did-blocked = Contacto bloqueado
did-unblocked = Contacto desbloqueado
did-opted-out = Salida de las plantillas anotada
did-opted-in = Vuelta a las plantillas anotada
did-merged = Unido a otra ficha
did-parted = Separado de otra ficha
did-copied = Datos exportados
did-opened = Atención iniciada
did-read = Atención leída
did-concluded = Atención concluida
did-noted = Nota interna escrita
did-template = Plantilla enviada
did-other = Otro registro: { $action }
