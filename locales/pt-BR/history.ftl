### Mais, histórico, notas internas e o resumo de um atendimento.

## Mais
button-more = ➕ Mais
button-see = 👁 Ver
button-history = 🕓 Histórico
button-note = 📝 Nota
more-title = <b>Mais · { $name }</b>
more-hint = Veja o que já foi conversado ou deixe uma nota para a equipe.

## Histórico
history-title = <b>Histórico · { $name }</b>
history-phone = celular da empresa
history-note = 📝 <b>Nota interna</b> · { $staff } · { $at }
history-concluded = ✅ Concluído { $at }
history-hidden =
    { $count ->
        [0] Nenhum atendimento de outra equipe.
        [one] 🔒 Há mais { $count } atendimento, de outra equipe, que você não pode ver.
       *[other] 🔒 Há mais { $count } atendimentos, de outras equipes, que você não pode ver.
    }

## Notas internas
ask-note =
    <b>Nota interna · { $name }</b>
    Digite a nota. Só a equipe lê: o contato não recebe nada.
card-notes =
    { $count ->
        [0] Nenhuma nota interna
        [one] 📝 { $count } nota interna
       *[other] 📝 { $count } notas internas
    }
line-noted = 📝 Nota guardada no atendimento de <b>{ $name }</b>. Só a equipe lê.
line-note-how = 📝 Para deixar uma nota interna, responda a uma mensagem de um atendimento com <code>/nota texto</code>, ou toque em Mais e depois em Nota. O contato não recebe nada.

## Resumo
summary-who = 👤 { $staff } · durou { $lasted }
summary-lasted = Durou { $lasted }
summary-said = 💬 recebidas: { $incoming } · enviadas: { $outgoing }
