### Avisos: lo que se cuenta sin que nadie pregunte.

stranger = ¡Hola! Este bot es solo para el equipo de la empresa. Si trabajas aquí, pide una invitación a un gerente.
update-failed = ⚠️ No pude hacer eso ahora. Prueba otra vez; si se repite, avisa al administrador.
update-doubted = ⚠️ No sé si lo último que hiciste tuvo efecto: los datos se restauraron de una copia. Compruébalo antes de hacerlo de nuevo.
notice-incoming = 💬 <b>{ $name }</b> · { $team }
notice-window-closes = ⏰ La ventana con <b>{ $name }</b> se cierra en { $left }. Después, solo con plantilla o cuando el contacto escriba.
notice-from-phone = 📱 Para <b>{ $name }</b> · { $team } · enviado desde el celular de la empresa
notice-file-lost = ⚠️ No se pudo traer el archivo ({ $kind }). Pide al contacto que lo envíe de nuevo.
notice-transfer-asked = 🔁 <b>{ $by }</b> pide la atención de <b>{ $contact }</b>.
notice-transfer-accepted = ✅ La atención de <b>{ $contact }</b> ahora es tuya.
notice-transfer-declined = La atención de <b>{ $contact }</b> sigue con quien ya estaba.
notice-offered = 🔁 <b>{ $by }</b> quiere pasarte la atención de <b>{ $contact }</b> ({ $team } · { $channel }).
notice-offer-accepted = ✅ <b>{ $by }</b> aceptó la atención de <b>{ $contact }</b>.
notice-offer-declined = <b>{ $by }</b> rechazó la atención de <b>{ $contact }</b>: sigue contigo.
notice-taken-over = 🔁 <b>{ $by }</b> se hizo cargo de la atención de <b>{ $contact }</b>.
notice-channel-down = 🔴 <b>{ $name }</b> está caído desde { $since }: { $reason }
notice-channel-waits = Lo que se escriba espera y sale en orden cuando vuelva.
notice-channel-up = 🟢 <b>{ $name }</b> volvió a funcionar ({ $since }). Lo que esperaba sale en orden.
alarm-queue =
    { $count ->
        [0] 🟠 Mensajes de <b>{ $channel }</b> esperan hace más de 15 minutos y no salen. Mira en /canales cómo está el canal; si funciona, avisa a quien cuida el servidor.
        [one] 🟠 { $count } mensaje de <b>{ $channel }</b> espera hace más de 15 minutos y no sale. Mira en /canales cómo está el canal; si funciona, avisa a quien cuida el servidor.
       *[other] 🟠 { $count } mensajes de <b>{ $channel }</b> esperan hace más de 15 minutos y no salen. Mira en /canales cómo está el canal; si funciona, avisa a quien cuida el servidor.
    }
alarm-queue-over = 🟢 La cola de <b>{ $channel }</b>, parada desde { $since }, volvió a avanzar.
alarm-unreceived =
    { $count ->
        [0] 🟠 Hay contactos que escribieron en <b>{ $channel }</b>, y nadie lo ve: ningún equipo usa este canal. Elige uno en /equipo.
        [one] 🟠 { $count } mensaje de contactos en <b>{ $channel }</b> espera, y nadie lo ve: ningún equipo usa este canal. Elige uno en /equipo.
       *[other] 🟠 { $count } mensajes de contactos en <b>{ $channel }</b> esperan, y nadie los ve: ningún equipo usa este canal. Elige uno en /equipo.
    }
alarm-unreceived-over = 🟢 Lo que los contactos escribieron en <b>{ $channel }</b> llegó a un equipo.
alarm-disk = 🟠 El disco del servidor está casi lleno: quedan { $free }. Sin espacio no se guarda ni se envía ningún mensaje. Avisa a quien cuida el servidor.
alarm-disk-over = 🟢 El disco del servidor, casi lleno desde { $since }, tiene espacio de nuevo.
alarm-backup = 🟠 La copia diaria de los datos falló. Las copias anteriores siguen guardadas, y el sistema lo intenta de nuevo. Avisa a quien cuida el servidor: el motivo está en el registro.
alarm-backup-over = 🟢 La copia diaria de los datos, que fallaba desde { $since }, se hizo.
notice-released =
    { $count ->
        [one] 📤 <b>{ $contact }</b> escribió: { $count } mensaje de la cola está saliendo.
       *[other] 📤 <b>{ $contact }</b> escribió: { $count } mensajes de la cola están saliendo.
    }
amend-emoji = ⚠️ Esta reacción solo existe en Telegram: el contacto no la ve. Elige un emoji común.
amend-window = ⚠️ La ventana está cerrada: esto no llega al contacto. Escribe un mensaje, que va a la cola.
amend-over = ⚠️ Esta atención ya no está contigo: esto no llega al contacto.
amend-not-sent = ⚠️ Este mensaje todavía está saliendo. Inténtalo de nuevo cuando tenga una marca.
amend-fixed = ⚠️ Este canal no cambia lo que ya se envió: el contacto sigue viendo el mensaje de antes.
amend-too-late = ⚠️ Pasaron más de 15 minutos: WhatsApp ya no cambia este mensaje. El contacto sigue viendo el de antes.
amend-command = ⚠️ Los comandos no cambian lo que recibió el contacto: el mensaje sigue como estaba.
amend-under-sound = ⚠️ WhatsApp no lleva texto junto con un audio: el contacto no verá este texto. Envíalo en un mensaje aparte.
unsent-not-taken = ⚠️ No se envió: nadie tomó esta atención todavía. Toca Asumir y envíalo de nuevo.
unsent-not-yours = ⚠️ No se envió: esta atención no está contigo.
unsent-closed = ⚠️ No se envió: esta atención ya se cerró. Empieza otra con este contacto.
unsent-unasked = ⚠️ No se envió a <b>{ $name }</b>: seguiste adelante sin confirmarlo.
unsent-unknown = ⚠️ No se envió: no sé a qué atención pertenece el mensaje que respondiste. Escríbelo de nuevo, sin responder a él.
notice-stopped =
    { $count ->
        [one] ⏸ { $count } mensaje siguiente espera en la cola: sale cuando reintentes este, cuando escribas de nuevo o cuando el contacto escriba.
       *[other] ⏸ { $count } mensajes siguientes esperan en la cola: salen cuando reintentes este, cuando escribas de nuevo o cuando el contacto escriba.
    }
notice-held-again = La ventana está cerrada: este mensaje volvió a la cola y sale cuando el contacto escriba.
