### Os canais da empresa, e conectar um celular a eles.

channels-title = <b>Canais</b>
channels-none = Nenhum canal configurado.
channels-unknown = ⚪ ainda sem notícia
channels-up = 🟢 funcionando
channels-up-since = 🟢 funcionando desde { $since }
channels-down = 🔴 { $state }
channels-down-since = 🔴 { $state } desde { $since }
channels-restricted = ⏳ restrito até { $until }: o WhatsApp não deixa começar conversas; as que já existem continuam
channels-team = 👥 quem escreve primeiro chega à equipe { $team }
channels-no-team = 👥 nenhuma equipe recebe quem escreve primeiro
channels-notice = ℹ️ Este sistema usa a Evolution API.
channel-restricted = restrito até { $until }
button-channels = 📡 Canais
button-link-named = 🔗 Conectar { $name }
button-link-again = 🔳 Mostrar QR code
link-title =
    <b>Conectar { $name }</b>
    No celular do canal: WhatsApp → Aparelhos conectados → Conectar um aparelho, e aponte para o QR code que aparece abaixo.
    Ele muda sozinho; só você o vê. Não o mostre a ninguém.
link-caption = QR code de <b>{ $name }</b>. Vale por poucos segundos; o próximo vem sozinho.
link-done = ✅ <b>{ $name } está conectado.</b> O que esperava começa a sair.
link-given-up =
    ⌛ <b>{ $name }</b>: ninguém leu o QR code a tempo, e ele foi retirado.
    Se o celular pediu uma passkey depois da leitura, o Telegram não tem como dar: conecte este número no gerenciador da Evolution.
link-passkey =
    🔑 <b>{ $name }</b>: o WhatsApp pede uma passkey para esta conta, e isso o Telegram não tem como dar.
    Conecte este número no gerenciador da Evolution, em um navegador.
link-failed = ⚠️ <b>{ $name }</b>: não deu para obter o QR code.
