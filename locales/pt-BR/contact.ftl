### Contatos: a ficha, um novo contato, etiquetas, bloqueio, junção.

contact-new = <b>Novo contato</b>
contact-name-title = <b>Nome do contato</b>
contact-ask-name = Digite o nome, com até { $limit } caracteres.
contact-ask-phone = Digite ou cole o número com DDD: <code>51 99999-8888</code>
contact-ask-email = Digite o <b>e-mail</b>: <code>maria@exemplo.com.br</code>
contact-ask-company = Digite a <b>empresa</b>.
contact-ask-note = Digite uma <b>nota</b>, com até { $limit } caracteres. Só a equipe vê.
contact-ask-nothing = Confira e toque em <b>Salvar</b>.
contact-now = Agora: { $value }
contact-also = Também: { $list }
contact-visits =
    💬 { $count ->
        [0] Nenhum atendimento que você possa ver.
        [one] { $count } atendimento.
       *[other] { $count } atendimentos.
    }
contact-hidden =
    🔒 { $count ->
        [0] Nenhum atendimento de outras equipes.
        [one] Mais { $count } atendimento de outra equipe.
       *[other] Mais { $count } atendimentos de outras equipes.
    }
contact-blocked = 🚫 Bloqueado desde { $since }
contact-blocked-by = 🚫 Bloqueado por { $name } desde { $since }
contact-opted-out = 🔕 Não quer modelos desde { $since }
contact-visits-title = <b>Atendimentos · { $name }</b>
contact-tags-title = <b>Etiquetas · { $name }</b>
contact-tags-hint = Toque para pôr ou tirar, ou digite uma nova. Em Contatos, <code>#etiqueta</code> filtra.
contact-block-title = <b>Bloquear { $name }?</b>
contact-block-hint = O que o contato escrever fica guardado, mas ninguém é avisado, e ninguém começa um atendimento com ele. Só gerentes desbloqueiam.
contact-merge-title = <b>Juntar { $name } com outro contato</b>
contact-merge-hint = Qual contato é a mesma pessoa? Toque nele, ou digite um nome ou número.
contact-merge-sure = <b>São a mesma pessoa?</b>
contact-merge-what = O segundo passa para o primeiro: números, atendimentos, etiquetas e notas. Nada se perde, e por 24 horas dá para desfazer.
button-field-name = ✏️ Nome
button-field-phone = ✏️ Número
button-field-email = ✏️ E-mail
button-field-company = ✏️ Empresa
button-field-note = ✏️ Nota
button-skip = ⏭ Pular
button-save = 💾 Salvar
button-erase = 🗑 Apagar
button-visits = 💬 Atendimentos
button-tags = 🏷 Etiquetas
button-block = 🚫 Bloquear
button-unblock = ✅ Desbloquear
button-opt-out = 🔕 Não quer modelos
button-opt-in = 🔔 Aceita modelos
button-merge = 🔗 Juntar
button-merge-sure = 🔗 Sim, juntar
button-part = ↩️ Desfazer junção
line-field-empty = ⚠️ Não achei nada aí. Digite o texto ou toque em um botão.
line-field-long = ⚠️ É longo demais: cabem até { $limit } caracteres.
line-not-an-email = ⚠️ Isto não é um e-mail. Um certo é assim: <code>maria@exemplo.com.br</code>
line-erased = 🗑 Apagado.
line-too-many-tags = ⚠️ Já há { $limit } etiquetas. Use uma das que existem.
line-blocked = 🚫 Bloqueado.
line-unblocked = ✅ Desbloqueado.
line-is-blocked = 🚫 Este contato está bloqueado desde { $since }. Um gerente pode desbloquear.
line-is-blocked-by = 🚫 Este contato foi bloqueado por { $name } em { $since }. Um gerente pode desbloquear.
line-you-may-unblock = 🚫 Este contato está bloqueado desde { $since }. Você pode desbloquear em Editar.
line-opted-out = 🔕 Anotado: este contato não recebe mais modelos.
line-opted-in = 🔔 Anotado: este contato volta a receber modelos.
line-wants-none = 🔕 Este contato pediu para não receber modelos, em { $since }. Um gerente pode enviar mesmo assim.
line-wants-none-may = 🔕 Este contato pediu para não receber modelos, em { $since }. Como gerente, você pode enviar mesmo assim.
line-both-open = ⚠️ Os dois estão em atendimento no mesmo canal. Conclua um dos atendimentos e junte depois.
line-merged = 🔗 Juntados. Por 24 horas dá para desfazer.
line-parted = ↩️ Desfeito: são dois contatos de novo.
line-lived-on = ⚠️ Não dá mais para desfazer: depois da junção foi aberto um atendimento, e não há como saber de qual dos dois ele é.
line-leaving = ⏳ Uma mensagem para este contato está saindo agora. Tente de novo daqui a pouco.
button-import-how = 📥 Importar
button-import = 📥 Importar
button-export = 📤 Exportar
button-export-csv = 📊 CSV
button-export-vcard = 👤 vCard
import-how =
    <b>Importar contatos</b>
    Mande aqui um arquivo CSV ou vCard (.vcf), de até 20 MB. Antes de gravar, eu confiro e digo quantos são novos, quantos já existem e quais estão errados.
    Colunas: nome, número, e-mail, empresa, nota, etiquetas. Para quem já existe, vale o que está no arquivo.
import-title = 📥 <b>{ $name }</b>
import-looking =
    🔎 Conferindo… { $count ->
        [0] { $count } registros
        [one] { $count } registro
       *[other] { $count } registros
    } até agora. Você pode continuar trabalhando.
import-looked =
    🆕 { $fresh ->
        [0] { $fresh } novos
        [one] { $fresh } novo
       *[other] { $fresh } novos
    }
    👥 { $known ->
        [0] { $known } já existem
        [one] { $known } já existe
       *[other] { $known } já existem
    }
    ⚠️ { $wrong } com erro
import-running =
    ⏳ Importando… { $count ->
        [0] { $count } registros
        [one] { $count } registro
       *[other] { $count } registros
    } até agora. Você pode continuar trabalhando.
import-done =
    ✅ Importação concluída
    🆕 { $fresh ->
        [0] { $fresh } novos
        [one] { $fresh } novo
       *[other] { $fresh } novos
    }
    👥 { $known ->
        [0] { $known } atualizados
        [one] { $known } atualizado
       *[other] { $known } atualizados
    }
    ⚠️ { $wrong } com erro, fora
import-failed = ⚠️ O Telegram não me entrega mais este arquivo. Mande de novo.
export-title =
    <b>Exportar contatos</b>
    Todos os contatos, com e-mail, empresa, nota e etiquetas. Em qual formato?
export-running =
    <b>Exportar contatos</b>
    ⏳ Preparando o arquivo…
line-files-for-managers = ⚠️ Só gerentes importam e exportam contatos.
line-exported =
    📤 { $count ->
        [0] Não há contatos para exportar.
        [one] { $count } contato exportado.
       *[other] { $count } contatos exportados.
    }
line-export-failed = ⚠️ Não consegui enviar o arquivo. Tente de novo daqui a pouco.
sheet-name = nome
sheet-number = número
sheet-email = e-mail
sheet-company = empresa
sheet-note = nota
sheet-tags = etiquetas
sheet-reason = erro
sheet-no-number = Falta o número.
file-faults = contatos-com-erro
file-faults-caption = ⚠️ Linhas com erro, com o motivo ao lado. Corrija e mande o arquivo de novo.
file-contacts = contatos
file-contacts-caption =
    { $count ->
        [0] Nenhum contato
        [one] { $count } contato
       *[other] { $count } contatos
    }
contact-forget-title = <b>Esquecer { $name }?</b>
contact-forget-hint = Apaga nome, números, mensagens e notas deste contato. Ficam só as contagens e os custos, sem a pessoa. O que já está nas conversas do Telegram não é apagado.
contact-forget-sure = ⚠️ <b>Não dá para desfazer.</b> Esquecer mesmo?
button-forget = 🗑 Esquecer contato
button-forget-sure = 🗑 Sim, esquecer
line-still-open = ⚠️ Este contato está em atendimento. Conclua o atendimento antes.
line-forgotten = 🗑 Esquecido.
