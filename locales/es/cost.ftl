### Costo estimado.

cost-line = Costo estimado: { $amount } · { $category } · { $market }
cost-unknown = Costo estimado: desconocido · { $category } · { $market }
cost-why = mensaje iniciado por la empresa: Meta cobra por mensaje entregado
cost-why-no-phone = el número del contacto está oculto, y el precio depende del país
cost-why-no-currency = no hay tabla de precios en la moneda de esta cuenta
cost-why-before-first-card = aún no hay tabla de precios para hoy
cost-why-not-on-card = la tabla no tiene precio para este país y este tipo de plantilla
cost-unknown-market = país desconocido
button-cost-rules = ?
button-cost-rules-hide = Ocultar reglas
cost-rules =
    <b>Cómo cobra Meta</b>
    1. Se paga por mensaje entregado; lo que no llega no cuesta.
    2. El precio depende del país del número y del tipo de plantilla: marketing cuesta más que utilidad y autenticación.
    3. Desde el 1/10/2026, los mensajes libres y las plantillas de utilidad también se cobran con la ventana abierta.
    4. Quien llega por un anuncio no cuesta nada por 72 horas después de la primera respuesta.
    5. Es una estimación: impuestos, descuentos por volumen y tarifas de socios quedan fuera.
    <a href="{ $link }">Precios en la página de Meta</a>
