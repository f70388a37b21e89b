### Los canales de la empresa, y vincular un celular a ellos.

channels-title = <b>Canales</b>
channels-none = Ningún canal configurado.
channels-unknown = ⚪ aún sin noticias
channels-up = 🟢 funcionando
channels-up-since = 🟢 funcionando desde { $since }
channels-down = 🔴 { $state }
channels-down-since = 🔴 { $state } desde { $since }
channels-restricted = ⏳ restringido hasta { $until }: WhatsApp no deja iniciar conversaciones; las que ya existen siguen
channels-team = 👥 quien escribe primero llega al equipo { $team }
channels-no-team = 👥 ningún equipo recibe a quien escribe primero
channels-notice = ℹ️ Este sistema usa Evolution API.
channel-restricted = restringido hasta { $until }
button-channels = 📡 Canales
button-link-named = 🔗 Conectar { $name }
button-link-again = 🔳 Mostrar código QR
link-title =
    <b>Conectar { $name }</b>
    En el celular del canal: WhatsApp → Dispositivos vinculados → Vincular un dispositivo, y apunta al código QR que aparece abajo.
    Cambia solo; solo tú lo ves. No se lo muestres a nadie.
link-caption = Código QR de <b>{ $name }</b>. Vale pocos segundos; el próximo llega solo.
link-done = ✅ <b>{ $name } está conectado.</b> Lo que esperaba empieza a salir.
link-given-up =
    ⌛ <b>{ $name }</b>: nadie leyó el código QR a tiempo, y fue retirado.
    Si el celular pidió una passkey después de leerlo, Telegram no puede darla: vincula este número en el administrador de Evolution.
link-passkey =
    🔑 <b>{ $name }</b>: WhatsApp pide una passkey para esta cuenta, y eso Telegram no puede darlo.
    Vincula este número en el administrador de Evolution, en un navegador.
link-failed = ⚠️ <b>{ $name }</b>: no se pudo obtener el código QR.
