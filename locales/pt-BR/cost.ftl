### Custo estimado.

cost-line = Custo estimado: { $amount } · { $category } · { $market }
cost-unknown = Custo estimado: custo desconhecido · { $category } · { $market }
cost-why = mensagem iniciada pela empresa: a Meta cobra por mensagem entregue
cost-why-no-phone = o número do contato está oculto, e o preço depende do país
cost-why-no-currency = não há tabela de preços na moeda desta conta
cost-why-before-first-card = ainda não há tabela de preços para hoje
cost-why-not-on-card = a tabela não tem preço para este país e este tipo de modelo
cost-unknown-market = país desconhecido
button-cost-rules = ?
button-cost-rules-hide = Esconder regras
cost-rules =
    <b>Como a Meta cobra</b>
    1. Paga-se por mensagem entregue; o que não chega não custa.
    2. O preço depende do país do número e do tipo do modelo: marketing custa mais que utilidade e autenticação.
    3. Desde 1º/10/2026, mensagens livres e modelos de utilidade também são cobrados com a janela aberta.
    4. Quem chega por um anúncio não gera custo por 72 horas depois da primeira resposta.
    5. É uma estimativa: impostos, descontos por volume e taxas de parceiros ficam de fora.
    <a href="{ $link }">Preços na página da Meta</a>
