### Uma linha abaixo do painel, e respostas curtas a um toque.

## Números
phone-not-a-number = ⚠️ Não achei um número aí. Exemplo: 51 99999-8888
phone-too-short = ⚠️ Faltam dígitos. Exemplo: 51 99999-8888
phone-too-long = ⚠️ Há dígitos demais. Exemplo: 51 99999-8888
phone-no-area-code = ⚠️ Falta o DDD. Exemplo: 51 99999-8888
phone-not-mobile = ⚠️ Este número é fixo ou de serviço. Mande um celular, como 51 99999-8888
phone-invalid = ⚠️ Este número não existe. Confira os dígitos; de outro país, comece com +, como +54 9 11 2345-6789

## Valores
value-empty = ⚠️ O valor está vazio. Digite ao menos uma letra ou um número.
value-line-break = ⚠️ O valor precisa caber em uma linha só, sem quebras.
value-spaces = ⚠️ Há espaços demais seguidos. Deixe no máximo quatro.
value-too-long =
    { $over ->
        [one] ⚠️ Passou { $over } caractere do limite de { $limit }. Use um valor mais curto.
       *[other] ⚠️ Passaram { $over } caracteres do limite de { $limit }. Use um valor mais curto.
    }
value-wrong-kind = ⚠️ Aqui cabe outro tipo de valor: veja o pedido acima.
value-media-type = ⚠️ O WhatsApp não aceita este tipo de arquivo aqui ({ $mime }).
value-media-size = ⚠️ O arquivo é grande demais. O limite é { $limit }.

## Painel
line-name = ⚠️ O nome precisa ter de 1 a { $limit } caracteres, com ao menos uma letra ou um número.
line-use-buttons = 👆 Aqui é só tocar em um botão.
line-not-understood = Não achei um número nesta mensagem. Para falar com um contato, abra o atendimento e toque em Responder.
line-unreadable = ⚠️ Não consegui ler esta mensagem. Mande como texto.
line-file-not-wanted = ⚠️ Aqui não cabe arquivo nem localização.
line-unknown-command = ⚠️ Não conheço o comando { $command }. Veja /ajuda.
line-bad-link = ⚠️ Não entendi este link. Comece pelo menu.
line-channel-down = ⚠️ { $name }: { $reason }
line-for-managers = 🔒 Esta tela é só para gerentes e proprietários.
channel-down-disconnected = o celular do canal está desconectado. Peça ao administrador que reconecte.
channel-down-connecting = o canal está conectando. Tente em instantes.
channel-down-credentials = o WhatsApp recusou o acesso do canal. O administrador precisa renovar a chave.
channel-down-unreachable = o servidor do canal não responde. Tente em instantes.
channel-down-account = a conta do canal está bloqueada ou restrita. Fale com o administrador.
channel-down-asks-for-code = o canal espera que o QR code seja lido. Um proprietário pode fazer isso em /canais.
channel-down-asks-for-passkey = o WhatsApp pede uma passkey, que o Telegram não pode dar. Conecte no gerenciador da Evolution.
line-not-allowed = ⚠️ Isso não está mais disponível para você. Escolha outra opção.
line-template-gone = ⚠️ O modelo { $name } não pode mais ser enviado: { $why } Escolha outro; os valores que servirem continuam.
template-gone-removed = foi removido.
template-gone-pending = espera a aprovação da Meta.
template-gone-rejected = foi recusado pela Meta.
template-gone-paused = foi pausado pela Meta por qualidade baixa.
template-gone-disabled = foi desativado pela Meta.
template-gone-other = não está aprovado.
line-template-changed =
    { $dropped ->
        [0] ⚠️ O modelo mudou. Seus valores continuam: confira antes de enviar.
        [one] ⚠️ O modelo mudou e { $dropped } valor não serve mais. Preencha o que falta.
       *[other] ⚠️ O modelo mudou e { $dropped } valores não servem mais. Preencha o que falta.
    }
line-check-failed = ⚠️ Não deu para verificar o número. { $fault }
line-move-failed = ⚠️ O arquivo não chegou ao WhatsApp. { $fault }
line-still-moving = ⏳ O arquivo anterior ainda está indo. Espere um instante.
line-saved = ✅ Salvo.
line-held =
    { $count ->
        [one] ⏳ <b>Na fila ({ $count })</b>: sai quando o contato escrever.
       *[other] ⏳ <b>Na fila ({ $count })</b>: saem quando o contato escrever.
    }
line-left-queue = Esta mensagem não está mais na fila.
line-removed = 🗑 Removida da fila: não vai ser enviada.
line-concluded = ✅ Atendimento concluído.
line-transfer-asked = ✅ Pedido enviado a { $name }.
line-transfer-asked-team = ✅ Pedido enviado à equipe.
line-offered = ✅ Oferecido a { $name }. Até alguém aceitar, continua com você.
line-closed = ⚠️ Este atendimento já foi concluído. Comece outro com este contato.
line-text-too-long = ⚠️ O texto passa de { $limit } caracteres. Divida em partes.
line-file-too-large = ⚠️ O arquivo é grande demais: o limite é { $limit }. Reduza ou divida em partes.
line-file-type = ⚠️ O WhatsApp não aceita este tipo de arquivo ({ $what }) neste canal. Envie em PDF, imagem, vídeo ou áudio.
line-animated-sticker = ⚠️ O WhatsApp não aceita esta figurinha animada. Envie uma que não se mexa, ou uma imagem.
line-words-under-sound = ⚠️ O WhatsApp não leva texto junto com áudio. Nada foi enviado: envie o áudio e o texto separados, um depois do outro.
line-number-of-another = ⚠️ Este número já é de { $name }. Comece por esse contato.

## Respostas a um toque
toast-stale = Este menu não vale mais
toast-foreign = Este botão é de outra pessoa
toast-already-done = Já foi feito
toast-too-early = Ainda pode chegar uma confirmação. Espere alguns segundos
toast-nothing-new = Nada de novo até agora
toast-sending-again = Enviando de novo…
toast-left-to-team = Tudo bem: outra pessoa da equipe pode aceitar.
toast-not-allowed = Você não pode fazer isso
