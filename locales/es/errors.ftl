### Una línea debajo del panel, y respuestas cortas a un toque.

## Números
phone-not-a-number = ⚠️ No encontré un número ahí. Ejemplo: 51 99999-8888
phone-too-short = ⚠️ Faltan dígitos. Ejemplo: 51 99999-8888
phone-too-long = ⚠️ Sobran dígitos. Ejemplo: 51 99999-8888
phone-no-area-code = ⚠️ Falta el código de área (DDD). Ejemplo: 51 99999-8888
phone-not-mobile = ⚠️ Este número es fijo o de servicio. Envía un celular, como 51 99999-8888
phone-invalid = ⚠️ Este número no existe. Revisa los dígitos; de otro país, empieza con +, como +54 9 11 2345-6789

## Valores
value-empty = ⚠️ El valor está vacío. Escribe al menos una letra o un número.
value-line-break = ⚠️ El valor debe caber en una sola línea, sin saltos.
value-spaces = ⚠️ Hay demasiados espacios seguidos. Deja cuatro como máximo.
value-too-long =
    { $over ->
        [one] ⚠️ Sobra { $over } carácter del límite de { $limit }. Usa un valor más corto.
       *[other] ⚠️ Sobran { $over } caracteres del límite de { $limit }. Usa un valor más corto.
    }
value-wrong-kind = ⚠️ Aquí va otro tipo de valor: mira lo que se pide arriba.
value-media-type = ⚠️ WhatsApp no acepta este tipo de archivo aquí ({ $mime }).
value-media-size = ⚠️ El archivo es demasiado grande. El límite es { $limit }.

## Panel
line-name = ⚠️ El nombre debe tener de 1 a { $limit } caracteres, con al menos una letra o un número.
line-use-buttons = 👆 Aquí basta tocar un botón.
line-not-understood = No encontré un número en este mensaje. Para hablar con un contacto, abre la atención y toca Responder.
line-unreadable = ⚠️ No pude leer este mensaje. Envíalo como texto.
line-file-not-wanted = ⚠️ Aquí no hace falta un archivo ni una ubicación.
line-unknown-command = ⚠️ No conozco el comando { $command }. Mira /ayuda.
line-bad-link = ⚠️ No entendí este enlace. Empieza por el menú.
line-channel-down = ⚠️ { $name }: { $reason }
line-for-managers = 🔒 Esta pantalla es solo para gerentes y propietarios.
channel-down-disconnected = el celular del canal está desconectado. Pide al administrador que lo conecte.
channel-down-connecting = el canal se está conectando. Prueba en un momento.
channel-down-credentials = WhatsApp rechazó el acceso del canal. El administrador debe renovar la clave.
channel-down-unreachable = el servidor del canal no responde. Prueba en un momento.
channel-down-account = la cuenta del canal está bloqueada o restringida. Habla con el administrador.
channel-down-asks-for-code = el canal espera que se lea el código QR. Un propietario puede hacerlo en /canales.
channel-down-asks-for-passkey = WhatsApp pide una passkey, que Telegram no puede dar. Vincula el número en el administrador de Evolution.
line-not-allowed = ⚠️ Eso ya no está disponible para ti. Elige otra opción.
line-template-gone = ⚠️ La plantilla { $name } ya no se puede enviar: { $why } Elige otra; los valores que sirvan se mantienen.
template-gone-removed = fue eliminada.
template-gone-pending = espera la aprobación de Meta.
template-gone-rejected = Meta la rechazó.
template-gone-paused = Meta la pausó por baja calidad.
template-gone-disabled = Meta la desactivó.
template-gone-other = no está aprobada.
line-template-changed =
    { $dropped ->
        [0] ⚠️ La plantilla cambió. Tus valores se mantienen: revisa antes de enviar.
        [one] ⚠️ La plantilla cambió y { $dropped } valor ya no sirve. Completa lo que falta.
       *[other] ⚠️ La plantilla cambió y { $dropped } valores ya no sirven. Completa lo que falta.
    }
line-check-failed = ⚠️ No se pudo verificar el número. { $fault }
line-move-failed = ⚠️ El archivo no llegó a WhatsApp. { $fault }
line-still-moving = ⏳ El archivo anterior sigue en camino. Espera un instante.
line-saved = ✅ Guardado.
line-held =
    { $count ->
        [one] ⏳ <b>En la cola ({ $count })</b>: sale cuando el contacto escriba.
       *[other] ⏳ <b>En la cola ({ $count })</b>: salen cuando el contacto escriba.
    }
line-left-queue = Este mensaje ya no está en la cola.
line-removed = 🗑 Quitado de la cola: no se enviará.
line-concluded = ✅ Atención concluida.
line-transfer-asked = ✅ Pedido enviado a { $name }.
line-transfer-asked-team = ✅ Pedido enviado al equipo.
line-offered = ✅ Ofrecida a { $name }. Hasta que alguien acepte, sigue contigo.
line-closed = ⚠️ Esta atención ya fue concluida. Empieza otra con este contacto.
line-text-too-long = ⚠️ El texto pasa de { $limit } caracteres. Divídelo en partes.
line-file-too-large = ⚠️ El archivo es demasiado grande: el límite es { $limit }. Redúcelo o divídelo.
line-file-type = ⚠️ WhatsApp no acepta este tipo de archivo ({ $what }) en este canal. Envía un PDF, imagen, video o audio.
line-animated-sticker = ⚠️ WhatsApp no acepta este sticker animado. Envía uno que no se mueva, o una imagen.
line-words-under-sound = ⚠️ WhatsApp no lleva texto junto con un audio. No se envió nada: envía el audio y el texto por separado, uno después del otro.
line-number-of-another = ⚠️ Este número ya es de { $name }. Empieza por ese contacto.

## Respuestas a un toque
toast-stale = Este menú ya no vale
toast-foreign = Este botón es de otra persona
toast-already-done = Ya está hecho
toast-too-early = Aún puede llegar una confirmación. Espera unos segundos
toast-nothing-new = Nada nuevo por ahora
toast-sending-again = Enviando de nuevo…
toast-left-to-team = Está bien: otra persona del equipo puede aceptar.
toast-not-allowed = No puedes hacer eso
