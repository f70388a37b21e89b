### Lo que los propietarios definen para la empresa: palabras de baja, moneda y precios.

## Palabras para no recibir más
button-opt-out-words = 🚫 Palabras de baja
button-costs = 💱 Moneda y precios
button-configured = ↩️ Como en la configuración
button-drop-rates = 🗑 Quitar la tabla
set-here = ✏️ definido aquí: vale en lugar de la configuración
set-in-configuration = como en la configuración
opt-out-title =
    <b>Palabras de baja</b>
    Quien escribe solo una de ellas no recibe más plantillas. Elige un idioma para cambiarlas.
opt-out-words-title = <b>Palabras de baja · { $language }</b>
opt-out-none = ninguna
opt-out-hint = Escribe una palabra nueva, de hasta { $limit } letras; toca una para quitarla. Mayúsculas y acentos no importan.
line-opt-out-word = ⚠️ Escribe una palabra de 1 a { $limit } letras, en una línea.
line-opt-out-known = ⚠️ Esa palabra ya vale en este idioma.
line-opt-out-full = ⚠️ Ya hay { $most } palabras en este idioma. Quita una antes.

## Moneda y precios
costs-title = <b>Moneda y precios</b>
costs-channel = 💱 <b>{ $channel }</b>: { $currency }
costs-unknown = ⚠️ sin precios en esta moneda
costs-no-channel = Ningún canal tiene costo por mensaje.
costs-own =
    { $prices ->
        [0] 📄 <b>{ $file }</b>: ningún precio ({ $currencies }), de { $by }, { $at }. Vale por encima de las otras tablas.
        [one] 📄 <b>{ $file }</b>: { $prices } precio ({ $currencies }), de { $by }, { $at }. Vale por encima de las otras tablas.
       *[other] 📄 <b>{ $file }</b>: { $prices } precios ({ $currencies }), de { $by }, { $at }. Vale por encima de las otras tablas.
    }
costs-no-own = 📄 Valen las tablas del programa y de la configuración.
costs-hint = Para usar tus precios, envía aquí un archivo CSV con las columnas <code>currency,effective,market,category,price</code>, por ejemplo <code>EUR,2026-10-01,Brazil,utility,0.0064</code>.
currency-title =
    <b>Moneda de { $channel }</b>
    Ahora: { $currency }. Elige la de la cuenta en Meta, entre las que tienen precios.
rates-reading = ⏳ Leyendo la tabla…
line-rates-kept =
    { $prices ->
        [0] ✅ Tabla guardada: ningún precio.
        [one] ✅ Tabla guardada: { $prices } precio.
       *[other] ✅ Tabla guardada: { $prices } precios.
    }
line-rates-wrong = ⚠️ Nada cambió: la tabla tiene errores.
line-rates-more =
    { $more ->
        [0] Ningún otro error.
        [one] … y { $more } error más.
       *[other] … y { $more } errores más.
    }
line-rates-empty = ⚠️ Nada cambió: no hay ningún precio en la tabla.
line-rates-not-csv = ⚠️ Envía la tabla como archivo CSV, guardado por una hoja de cálculo.
line-rates-too-large = ⚠️ El archivo es demasiado grande para una tabla de precios: el límite es { $limit } KB.
line-rates-unreachable = ⚠️ No pude descargar el archivo. Envíalo de nuevo.
rate-unreadable = Línea { $line }: no se puede leer. Guarda el archivo como CSV en UTF-8.
rate-no-column = Línea { $line }: falta la columna { $column }.
rate-currency = Línea { $line }, { $column }: “{ $found }” no es una moneda. Usa tres letras, como USD.
rate-effective = Línea { $line }, { $column }: “{ $found }” no es un día. Usa año, mes y día, como 2026-10-01.
rate-market = Línea { $line }, { $column }: “{ $found }” no es un mercado de Meta. Usa su nombre, como Brazil.
rate-category = Línea { $line }, { $column }: “{ $found }” no es un tipo. Usa marketing, utility, authentication, authentication_international o service.
rate-price = Línea { $line }, { $column }: “{ $found }” no es un precio. Usa un número como 0.0068, con hasta seis decimales, o déjalo vacío.
