### O que os proprietários definem para a empresa: palavras de saída, moeda e preços.

## Palavras para não receber mais
button-opt-out-words = 🚫 Palavras de saída
button-costs = 💱 Moeda e preços
button-configured = ↩️ Como na configuração
button-drop-rates = 🗑 Remover a tabela
set-here = ✏️ definido aqui: vale no lugar da configuração
set-in-configuration = como na configuração
opt-out-title =
    <b>Palavras de saída</b>
    Quem escreve só uma delas não recebe mais modelos. Escolha um idioma para mudar.
opt-out-words-title = <b>Palavras de saída · { $language }</b>
opt-out-none = nenhuma
opt-out-hint = Digite uma palavra nova, de até { $limit } letras; toque em uma para tirar. Maiúsculas e acentos não fazem diferença.
line-opt-out-word = ⚠️ Digite uma palavra de 1 a { $limit } letras, em uma linha.
line-opt-out-known = ⚠️ Essa palavra já vale neste idioma.
line-opt-out-full = ⚠️ Já há { $most } palavras neste idioma. Tire uma antes.

## Moeda e preços
costs-title = <b>Moeda e preços</b>
costs-channel = 💱 <b>{ $channel }</b>: { $currency }
costs-unknown = ⚠️ sem preços nesta moeda
costs-no-channel = Nenhum canal tem custo por mensagem.
costs-own =
    { $prices ->
        [0] 📄 <b>{ $file }</b>: nenhum preço ({ $currencies }), por { $by }, { $at }. Vale acima das outras tabelas.
        [one] 📄 <b>{ $file }</b>: { $prices } preço ({ $currencies }), por { $by }, { $at }. Vale acima das outras tabelas.
       *[other] 📄 <b>{ $file }</b>: { $prices } preços ({ $currencies }), por { $by }, { $at }. Vale acima das outras tabelas.
    }
costs-no-own = 📄 Valem as tabelas do programa e da configuração.
costs-hint = Para usar os seus preços, envie aqui um arquivo CSV com as colunas <code>currency,effective,market,category,price</code>, por exemplo <code>EUR,2026-10-01,Brazil,utility,0.0064</code>.
currency-title =
    <b>Moeda de { $channel }</b>
    Agora: { $currency }. Escolha a moeda da conta na Meta, entre as que têm preços.
rates-reading = ⏳ Lendo a tabela…
line-rates-kept =
    { $prices ->
        [0] ✅ Tabela guardada: nenhum preço.
        [one] ✅ Tabela guardada: { $prices } preço.
       *[other] ✅ Tabela guardada: { $prices } preços.
    }
line-rates-wrong = ⚠️ Nada mudou: a tabela tem erros.
line-rates-more =
    { $more ->
        [0] Nenhum outro erro.
        [one] … e mais { $more } erro.
       *[other] … e mais { $more } erros.
    }
line-rates-empty = ⚠️ Nada mudou: não há nenhum preço na tabela.
line-rates-not-csv = ⚠️ Envie a tabela como arquivo CSV, salvo por uma planilha.
line-rates-too-large = ⚠️ O arquivo é grande demais para uma tabela de preços: o limite é { $limit } KB.
line-rates-unreachable = ⚠️ Não consegui baixar o arquivo. Envie de novo.
rate-unreadable = Linha { $line }: não dá para ler. Salve o arquivo como CSV em UTF-8.
rate-no-column = Linha { $line }: falta a coluna { $column }.
rate-currency = Linha { $line }, { $column }: “{ $found }” não é uma moeda. Use três letras, como USD.
rate-effective = Linha { $line }, { $column }: “{ $found }” não é um dia. Use ano, mês e dia, como 2026-10-01.
rate-market = Linha { $line }, { $column }: “{ $found }” não é um mercado da Meta. Use o nome dela, como Brazil.
rate-category = Linha { $line }, { $column }: “{ $found }” não é um tipo. Use marketing, utility, authentication, authentication_international ou service.
rate-price = Linha { $line }, { $column }: “{ $found }” não é um preço. Use um número como 0.0068, com até seis casas, ou deixe vazio.
