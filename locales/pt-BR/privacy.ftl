# Privacidade: o que foi apagado, quem olhou o quê, e tudo o que está guardado sobre um contato.

content-erased = 🗑 mensagem apagada
button-audit-all = 📜 Tudo
button-audit-house = 👥 Só pessoas
button-audit-contacts = 📇 Só contatos
audit-nobody = um contato esquecido
deed-started = iniciou um atendimento com { $subject } ({ $detail })
deed-read = leu o atendimento de { $subject }
deed-exported = exportou os contatos ({ $detail })
deed-imported = importou contatos de um arquivo
deed-contact-exported = exportou os dados de { $subject }
deed-forgotten = esqueceu um contato
deed-expired = apagou o que passou do prazo de guarda (mensagens: { $detail })

## Exportar os dados de um contato
button-copy = 📤 Exportar dados
copy-running =
    <b>Exportar dados de { $name }</b>
    Reunindo tudo o que está guardado… O arquivo chega aqui nesta conversa.
line-copied = ✅ Arquivo enviado: é tudo o que está guardado sobre este contato.
line-copied-partly =
    { $hidden ->
        [0] ✅ Arquivo enviado.
        [one] ✅ Arquivo enviado, sem { $hidden } atendimento que você não pode ver. Um proprietário exporta tudo.
       *[other] ✅ Arquivo enviado, sem { $hidden } atendimentos que você não pode ver. Um proprietário exporta tudo.
    }
file-copy = dados-do-contato
file-copy-caption = 📤 Tudo o que está guardado sobre { $name }. Abre em qualquer navegador. Confira antes de entregar: há notas internas nele.

## No arquivo
copy-title = Dados guardados sobre { $name }
copy-made = Gerado em { $at } ({ $zone }).
copy-part = Parte { $part }
copy-intro = Cadastro, identificadores, atendimentos, mensagens, notas e registros desta pessoa. Fotos, áudios e outros arquivos não ficam guardados aqui: deles há só o tipo, o nome e a legenda.
copy-hidden =
    { $hidden ->
        [0] Nada falta.
        [one] Falta { $hidden } atendimento, que quem gerou este arquivo não pode ver.
       *[other] Faltam { $hidden } atendimentos, que quem gerou este arquivo não pode ver.
    }
copy-profile = Cadastro
copy-dialled = Número discado
copy-wa-id = Número no WhatsApp
copy-other-id = Identificador no WhatsApp
copy-active = Última atividade
copy-wrote = Escreveu por último ({ $channel })
copy-blocked = Bloqueado desde
copy-opted-out = Não quer modelos desde
copy-value = Valor de modelo guardado para a próxima vez
copy-attendances = Atendimentos e mensagens
copy-opened = Início
copy-closed = Fim
copy-channel = Canal
copy-team = Equipe
copy-conclusion = Conclusão
copy-contact = Contato
copy-company = Empresa
copy-note = Nota interna
copy-charged = cobrança: { $category } ({ $kind })
copy-deeds = Registros
did-created = Cadastro criado
did-edited = Cadastro alterado
did-number = Número alterado
did-tagged = Etiqueta posta
did-untagged = Etiqueta tirada
did-blocked = Contato bloqueado
did-unblocked = Contato desbloqueado
did-opted-out = Saída dos modelos anotada
did-opted-in = Volta aos modelos anotada
did-merged = Unido a outro cadastro
did-parted = Separado de outro cadastro
did-copied = Dados exportados
did-opened = Atendimento iniciado
did-read = Atendimento lido
did-concluded = Atendimento concluído
did-noted = Nota interna escrita
did-template = Modelo enviado
did-other = Outro registro: { $action }
