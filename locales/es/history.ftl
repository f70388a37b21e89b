### Más, historial, notas internas y el resumen de una atención.

## Más
button-more = ➕ Más
button-see = 👁 Ver
button-history = 🕓 Historial
button-note = 📝 Nota
more-title = <b>Más · { $name }</b>
more-hint = Mira lo que ya se conversó o deja una nota para el equipo.

## Historial
history-title = <b>Historial · { $name }</b>
history-phone = celular de la empresa
history-note = 📝 <b>Nota interna</b> · { $staff } · { $at }
history-concluded = ✅ Concluida { $at }
history-hidden =
    { $count ->
        [0] Ninguna atención de otro equipo.
        [one] 🔒 Hay { $count } atención más, de otro equipo, que no puedes ver.
       *[other] 🔒 Hay { $count } atenciones más, de otros equipos, que no puedes ver.
    }

## Notas internas
ask-note =
    <b>Nota interna · { $name }</b>
    Escribe la nota. Solo el equipo la lee: el contacto no recibe nada.
card-notes =
    { $count ->
        [0] Ninguna nota interna
        [one] 📝 { $count } nota interna
       *[other] 📝 { $count } notas internas
    }
line-noted = 📝 Nota guardada en la atención de <b>{ $name }</b>. Solo el equipo la lee.
line-note-how = 📝 Para dejar una nota interna, responde a un mensaje de una atención con <code>/nota texto</code>, o toca Más y después Nota. El contacto no recibe nada.

## Resumen
summary-who = 👤 { $staff } · duró { $lasted }
summary-lasted = Duró { $lasted }
summary-said = 💬 recibidos: { $incoming } · enviados: { $outgoing }
