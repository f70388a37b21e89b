### Avisos: o que se conta sem que ninguém pergunte.

stranger = Olá! Este bot é só da equipe da empresa. Se você trabalha aqui, peça um convite a um gerente.
update-failed = ⚠️ Não consegui fazer isso agora. Tente de novo; se repetir, avise o administrador.
update-doubted = ⚠️ Não sei se o que você fez por último teve efeito: os dados foram restaurados de uma cópia. Confira antes de fazer de novo.
notice-incoming = 💬 <b>{ $name }</b> · { $team }
notice-window-closes = ⏰ A janela com <b>{ $name }</b> fecha em { $left }. Depois disso, só com modelo ou quando o contato escrever.
notice-from-phone = 📱 Para <b>{ $name }</b> · { $team } · enviada pelo celular da empresa
notice-file-lost = ⚠️ Não foi possível trazer o arquivo ({ $kind }). Peça ao contato que envie de novo.
notice-transfer-asked = 🔁 <b>{ $by }</b> pede o atendimento de <b>{ $contact }</b>.
notice-transfer-accepted = ✅ O atendimento de <b>{ $contact }</b> agora é seu.
notice-transfer-declined = O atendimento de <b>{ $contact }</b> continua com quem já estava.
notice-offered = 🔁 <b>{ $by }</b> quer passar para você o atendimento de <b>{ $contact }</b> ({ $team } · { $channel }).
notice-offer-accepted = ✅ <b>{ $by }</b> aceitou o atendimento de <b>{ $contact }</b>.
notice-offer-declined = <b>{ $by }</b> recusou o atendimento de <b>{ $contact }</b>: ele continua com você.
notice-taken-over = 🔁 <b>{ $by }</b> assumiu o atendimento de <b>{ $contact }</b>.
notice-channel-down = 🔴 <b>{ $name }</b> está fora do ar desde { $since }: { $reason }
notice-channel-waits = O que for escrito espera e sai em ordem quando ele voltar.
notice-channel-up = 🟢 <b>{ $name }</b> voltou a funcionar ({ $since }). O que esperava sai em ordem.
alarm-queue =
    { $count ->
        [0] 🟠 Mensagens de <b>{ $channel }</b> esperam há mais de 15 minutos e não saem. Veja em /canais como o canal está; se estiver funcionando, avise quem cuida do servidor.
        [one] 🟠 { $count } mensagem de <b>{ $channel }</b> espera há mais de 15 minutos e não sai. Veja em /canais como o canal está; se estiver funcionando, avise quem cuida do servidor.
       *[other] 🟠 { $count } mensagens de <b>{ $channel }</b> esperam há mais de 15 minutos e não saem. Veja em /canais como o canal está; se estiver funcionando, avise quem cuida do servidor.
    }
alarm-queue-over = 🟢 A fila de <b>{ $channel }</b>, parada desde { $since }, voltou a andar.
alarm-unreceived =
    { $count ->
        [0] 🟠 Contatos escreveram em <b>{ $channel }</b>, e ninguém vê: nenhuma equipe usa este canal. Escolha uma em /equipe.
        [one] 🟠 { $count } mensagem de contatos em <b>{ $channel }</b> espera, e ninguém a vê: nenhuma equipe usa este canal. Escolha uma em /equipe.
       *[other] 🟠 { $count } mensagens de contatos em <b>{ $channel }</b> esperam, e ninguém as vê: nenhuma equipe usa este canal. Escolha uma em /equipe.
    }
alarm-unreceived-over = 🟢 O que contatos escreveram em <b>{ $channel }</b> chegou a uma equipe.
alarm-disk = 🟠 O disco do servidor está quase cheio: restam { $free }. Sem espaço, nenhuma mensagem é guardada nem enviada. Avise quem cuida do servidor.
alarm-disk-over = 🟢 O disco do servidor, quase cheio desde { $since }, tem espaço de novo.
alarm-backup = 🟠 A cópia diária dos dados falhou. As cópias anteriores continuam guardadas, e o sistema tenta de novo. Avise quem cuida do servidor: o motivo está no registro.
alarm-backup-over = 🟢 A cópia diária dos dados, que falhava desde { $since }, foi feita.
notice-released =
    { $count ->
        [one] 📤 <b>{ $contact }</b> escreveu: { $count } mensagem da fila está saindo.
       *[other] 📤 <b>{ $contact }</b> escreveu: { $count } mensagens da fila estão saindo.
    }
amend-emoji = ⚠️ Esta reação só existe no Telegram: o contato não a vê. Escolha um emoji comum.
amend-window = ⚠️ A janela está fechada: o contato não recebe isto. Escreva uma mensagem, que vai para a fila.
amend-over = ⚠️ Este atendimento não está mais com você: o contato não recebe isto.
amend-not-sent = ⚠️ Esta mensagem ainda está saindo. Tente de novo quando tiver um tique.
amend-fixed = ⚠️ Este canal não muda o que já foi enviado: o contato continua vendo a mensagem de antes.
amend-too-late = ⚠️ Passaram mais de 15 minutos: o WhatsApp não muda mais esta mensagem. O contato continua vendo a de antes.
amend-command = ⚠️ Comandos não mudam o que o contato recebeu: a mensagem continua como estava.
amend-under-sound = ⚠️ O WhatsApp não leva texto junto com áudio: o contato não vai ver este texto. Envie-o numa mensagem separada.
unsent-not-taken = ⚠️ Não enviado: ninguém assumiu este atendimento ainda. Toque em Assumir e mande de novo.
unsent-not-yours = ⚠️ Não enviado: este atendimento não está com você.
unsent-closed = ⚠️ Não enviado: este atendimento já foi concluído. Comece outro com este contato.
unsent-unasked = ⚠️ Não enviado a <b>{ $name }</b>: você seguiu adiante sem confirmar.
unsent-unknown = ⚠️ Não enviado: não sei a que atendimento pertence a mensagem que você respondeu. Escreva de novo, sem responder a ela.
notice-stopped =
    { $count ->
        [one] ⏸ { $count } mensagem seguinte espera na fila: sai quando você tentar esta de novo, quando você escrever mais ou quando o contato escrever.
       *[other] ⏸ { $count } mensagens seguintes esperam na fila: saem quando você tentar esta de novo, quando você escrever mais ou quando o contato escrever.
    }
notice-held-again = A janela está fechada: esta mensagem voltou para a fila e sai quando o contato escrever.
