### Plantillas: lista, cómo se ven, parámetros, revisión.

## Lista
templates-title = <b>Plantilla de mensaje</b>
templates-hint =
    { $total ->
        [one] { $total } plantilla aprobada. Elígela o escribe para buscar.
       *[other] { $total } plantillas aprobadas. Elige una o escribe para buscar.
    }
templates-found =
    🔎 “{ $query }”: { $total ->
        [0] ninguna plantilla encontrada. Prueba otra palabra.
        [one] { $total } plantilla.
       *[other] { $total } plantillas.
    }
templates-none = Ninguna plantilla aprobada aquí.
templates-none-category = Ninguna plantilla aprobada de { $category }.
templates-never = ⏳ Las plantillas de este canal aún no llegaron. Vuelve en un momento.
category-all = Todas
category-utility = Utilidad
category-marketing = Marketing
category-authentication = Autenticación
language-pt = portugués
language-en = inglés
language-es = español

## Como lo verá el contacto
preview-slots =
    { $slots ->
        [0] Lista para enviar: nada que completar.
        [one] Falta completar { $slots } parámetro.
       *[other] Faltan completar { $slots } parámetros.
    }
button-set-parameters = ✏️ Definir parámetros
button-to-review = ➡️ Continuar
header-image = 🖼 imagen
header-video = 🎬 video
header-document = 📄 documento
header-location = 📍 ubicación
header-other = ({ $what })
gap-code = código
button-copy-code = copiar código
unfillable = 🚫 Esta plantilla no se puede enviar desde aquí: { $why }.
unfillable-carousel = tiene un carrusel
unfillable-offer = tiene una oferta con plazo
unfillable-flow = abre un formulario de WhatsApp
unfillable-catalog = muestra un catálogo de productos
unfillable-order = cobra un pedido
unfillable-call = pide permiso para llamar
unfillable-other = usa algo que Telegram no puede completar ({ $what })

## Parámetros
parameter-title = <b>Parámetros</b> ({ $position }/{ $of })
parameter-header = <b>{ $gap }</b>, en el título
parameter-body = <b>{ $gap }</b>, en el texto
parameter-button = <b>{ $gap }</b>, en el botón “{ $button }”
parameter-text = Escribe el valor.
parameter-image = Envía la imagen de arriba, en JPEG o PNG.
parameter-video = Envía el video de arriba, en MP4.
parameter-document = Envía el documento de arriba, como archivo.
parameter-location = Envía la ubicación de arriba (📎 → Ubicación).
parameter-url = Escribe el final del enlace.
parameter-code = Escribe el código que el contacto va a copiar, de hasta 15 caracteres.
parameter-example = Ejemplo: { $example }
parameter-moving = ⏳ Llevando el archivo a WhatsApp…
quick-contact = Contacto: { $value }
quick-me = Yo: { $value }
quick-team = Equipo: { $value }
quick-last = Última vez: { $value }
quick-keep = Mantener: { $value }

## Revisión
review-title = <b>Revisa y envía</b>
