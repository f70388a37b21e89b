### Avisos: lo que se cuenta sin que nadie pregunte.

stranger = ¡Hola! Este bot es solo para el equipo de la empresa. Si trabajas aquí, pide una invitación a un gerente.
update-failed = ⚠️ No pude hacer eso ahora. Prueba otra vez; si se repite, avisa al administrador.
notice-incoming = 💬 <b>{ $name }</b> · { $team }
notice-window-closes = ⏰ La ventana con <b>{ $name }</b> se cierra en { $left }. Después, solo con plantilla o cuando el contacto escriba.
notice-from-phone = 📱 Para <b>{ $name }</b> · { $team } · enviado desde el móvil de la empresa
notice-file-lost = ⚠️ No se pudo traer el archivo ({ $kind }). Pide al contacto que lo envíe de nuevo.
notice-transfer-asked = 🔁 <b>{ $by }</b> pide la atención de <b>{ $contact }</b>.
notice-transfer-accepted = ✅ La atención de <b>{ $contact }</b> ahora es tuya.
notice-transfer-declined = La atención de <b>{ $contact }</b> sigue con quien ya estaba.
notice-offered = 🔁 <b>{ $by }</b> quiere pasarle la atención de <b>{ $contact }</b> ({ $team } · { $channel }).
notice-offer-accepted = ✅ <b>{ $by }</b> aceptó la atención de <b>{ $contact }</b>.
notice-offer-declined = <b>{ $by }</b> rechazó la atención de <b>{ $contact }</b>: sigue con usted.
notice-taken-over = 🔁 <b>{ $by }</b> se hizo cargo de la atención de <b>{ $contact }</b>.
notice-channel-down = 🔴 <b>{ $name }</b> está caído desde { $since }: { $reason }
notice-channel-waits = Lo que se escriba espera y sale en orden cuando vuelva.
notice-channel-up = 🟢 <b>{ $name }</b> volvió a funcionar ({ $since }). Lo que esperaba sale en orden.
notice-released =
    { $count ->
        [one] 📤 <b>{ $contact }</b> escribió: { $count } mensaje de la cola está saliendo.
       *[other] 📤 <b>{ $contact }</b> escribió: { $count } mensajes de la cola están saliendo.
    }
amend-emoji = ⚠️ Esta reacción solo existe en Telegram: el contacto no la ve. Elija un emoji común.
amend-window = ⚠️ La ventana está cerrada: esto no llega al contacto. Escriba un mensaje, que va a la cola.
amend-over = ⚠️ Esta atención ya no está con usted: esto no llega al contacto.
amend-not-sent = ⚠️ Este mensaje todavía está saliendo. Inténtelo de nuevo cuando tenga una marca.
amend-fixed = ⚠️ Este canal no cambia lo que ya se envió: el contacto sigue viendo el mensaje de antes.
amend-too-late = ⚠️ Pasaron más de 15 minutos: WhatsApp ya no cambia este mensaje. El contacto sigue viendo el de antes.
notice-stopped =
    { $count ->
        [one] ⏸ { $count } mensaje siguiente espera en la cola: sale cuando reintente este, cuando usted escriba de nuevo o cuando el contacto escriba.
       *[other] ⏸ { $count } mensajes siguientes esperan en la cola: salen cuando reintente este, cuando usted escriba de nuevo o cuando el contacto escriba.
    }
