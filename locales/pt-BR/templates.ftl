### Modelos de mensagem: lista, como fica, parâmetros, revisão.

## Lista
templates-title = <b>Modelo de mensagem</b>
templates-hint =
    { $total ->
        [one] { $total } modelo aprovado. Escolha ou digite para pesquisar.
       *[other] { $total } modelos aprovados. Escolha ou digite para pesquisar.
    }
templates-found =
    🔎 “{ $query }”: { $total ->
        [0] nenhum modelo encontrado. Tente outra palavra.
        [one] { $total } modelo.
       *[other] { $total } modelos.
    }
templates-none = Nenhum modelo aprovado aqui.
templates-none-category = Nenhum modelo aprovado de { $category }.
templates-never = ⏳ Os modelos deste canal ainda não chegaram. Volte em instantes.
category-all = Todos
category-utility = Utilidade
category-marketing = Marketing
category-authentication = Autenticação
language-pt = português
language-en = inglês
language-es = espanhol

## Como o contato vai ver
preview-slots =
    { $slots ->
        [0] Pronto para enviar: nada a preencher.
        [one] Falta preencher { $slots } parâmetro.
       *[other] Faltam preencher { $slots } parâmetros.
    }
button-set-parameters = ✏️ Definir parâmetros
button-to-review = ➡️ Continuar
header-image = 🖼 imagem
header-video = 🎬 vídeo
header-document = 📄 documento
header-location = 📍 localização
header-other = ({ $what })
gap-code = código
button-copy-code = copiar código
unfillable = 🚫 Este modelo não pode ser enviado por aqui: { $why }.
unfillable-carousel = ele tem um carrossel
unfillable-offer = ele tem uma oferta com prazo
unfillable-flow = ele abre um formulário do WhatsApp
unfillable-catalog = ele mostra um catálogo de produtos
unfillable-order = ele cobra um pedido
unfillable-call = ele pede permissão para ligar
unfillable-other = ele usa um recurso que o Telegram não preenche ({ $what })

## Parâmetros
parameter-title = <b>Parâmetros</b> ({ $position }/{ $of })
parameter-header = <b>{ $gap }</b>, no título
parameter-body = <b>{ $gap }</b>, no texto
parameter-button = <b>{ $gap }</b>, no botão “{ $button }”
parameter-text = Digite o valor.
parameter-image = Envie a imagem do topo, em JPEG ou PNG.
parameter-video = Envie o vídeo do topo, em MP4.
parameter-document = Envie o documento do topo, como arquivo.
parameter-location = Envie a localização do topo (📎 → Localização).
parameter-url = Digite o final do link.
parameter-code = Digite o código que o contato vai copiar, com até 15 caracteres.
parameter-example = Exemplo: { $example }
parameter-moving = ⏳ Levando o arquivo até o WhatsApp…
quick-contact = Contato: { $value }
quick-me = Eu: { $value }
quick-team = Equipe: { $value }
quick-last = Última vez: { $value }
quick-keep = Manter: { $value }

## Revisão
review-title = <b>Confira e envie</b>
