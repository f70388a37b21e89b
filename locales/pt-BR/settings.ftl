### Ajustes de cada pessoa e da empresa, e respostas rápidas.

## Ajustes
button-settings = ⚙️ Ajustes
settings-title = <b>Ajustes</b>
settings-name = 👤 Para os contatos você é <b>{ $name }</b>
settings-signs = ✍️ Assinatura: <b>ligada</b>. O que você escreve chega com o seu nome em cima.
settings-unsigned = ✍️ Assinatura: desligada
settings-notices = 🔔 Avisos: { $which }
settings-quiet = 🌙 Sem som: { $hours } ({ $zone })
settings-loud = 🌙 Sem som: nunca
button-shown-name = 👤 Nome
button-own-name = ↩️ Usar o nome da equipe
button-sign = ✍️ Assinar
button-unsign = ✍️ Não assinar
button-notices = 🔔 Avisos
button-quiet = 🌙 Horário sem som
button-loud = 🔔 Sempre com som
ask-shown-name =
    <b>Nome para os contatos</b>
    Digite o nome que os contatos veem na sua assinatura.
ask-notices =
    <b>Avisos</b>
    Do que o bot avisa você sem ninguém pedir? O que os seus contatos escrevem chega sempre.
notices-all = Todos
notices-mine = Só dos meus atendimentos
notices-none = Nenhum, e sempre sem som
ask-quiet =
    <b>Horário sem som</b>
    Digite de quando até quando, por exemplo <code>22:00-07:00</code> ({ $zone }). Tudo continua chegando, só que em silêncio.

## Ajustes da empresa
button-company = 🏢 Empresa
settings-company = <b>Ajustes da empresa</b>
settings-reopening =
    { $hours ->
        [0] 🔁 Quem escreve depois de concluído espera sempre por alguém da equipe.
        [one] 🔁 Quem escreve até { $hours } hora depois de concluído volta para a mesma pessoa.
       *[other] 🔁 Quem escreve até { $hours } horas depois de concluído volta para a mesma pessoa.
    }
button-reopening = 🔁 Prazo para voltar à mesma pessoa
button-sync-templates = 🔄 Ler os modelos agora
ask-reopening =
    <b>Prazo para voltar à mesma pessoa</b>
    Digite quantas horas depois de concluído o contato ainda volta para quem atendeu; 0 para nunca.

## Respostas rápidas
button-replies = ⚡ Respostas rápidas
button-new-reply = ➕ Nova resposta
button-edit-text = ✏️ Mudar o texto
button-remove-reply = 🗑 Apagar
button-reply-mine = 👤 Só minha
button-reply-company = 🏢 Da empresa
button-send-reply = 📤 Enviar
replies-title = <b>Respostas rápidas</b> ({ $total })
replies-hint = No atendimento, escreva a barra e a palavra, como <code>/pix</code>, e o texto vai para o contato.
replies-none = Ainda não há nenhuma.
reply-mine = 👤 só sua
reply-team = 👥 da equipe { $name }
reply-company = 🏢 da empresa
ask-reply-word =
    <b>Nova resposta rápida</b>
    Digite a palavra que a chama, por exemplo <code>pix</code>.
ask-reply-text =
    <b>/{ $word }</b>
    Digite o texto. No lugar de <code>{"{"}contato{"}"}</code>, <code>{"{"}eu{"}"}</code> e <code>{"{"}equipe{"}"}</code> entram o primeiro nome do contato, o seu e o nome da equipe.
ask-reply-owner =
    <b>/{ $word }</b>
    Para quem é esta resposta?
replies-choose = <b>Respostas rápidas · { $name }</b> ({ $total })
replies-check = <b>Vai para { $name }:</b>
reply-gone = Esta resposta não existe mais.

## O que se diz abaixo
line-shown-name = ⚠️ Digite um nome de 1 a { $limit } letras, em uma linha.
line-quiet-hours = ⚠️ Digite dois horários, por exemplo <code>22:00-07:00</code>.
line-reopening = ⚠️ Digite um número de horas, de 0 a { $most }.
line-templates-asked = 🔄 Os modelos estão sendo lidos. Em instantes aparecem na lista.
line-reply-word = ⚠️ A palavra tem de 1 a { $limit } letras ou números, sem espaços: por exemplo <code>pix</code>.
line-reply-word-taken = ⚠️ Já existe um comando com este nome. Escolha outra palavra.
line-replies-full = ⚠️ Já há { $most } respostas aqui. Apague uma antes.
line-reply-kept = ✅ Pronto: <code>/{ $word }</code>
line-reply-gone = 🗑 Apagada: <code>/{ $word }</code>
line-replied = ⚡ <code>/{ $word }</code> foi para o contato.
