// The page's own captions in three languages. What the bot says is the bot's business: it speaks each person's language.

const WORDS = {
  pt: {
    tag: "pt-BR", title: "Balcão · demonstração",
    tagline: "O WhatsApp da empresa, atendido pelo Telegram",
    skip: "Ir para a conversa", pageLanguage: "Idioma da página", parts: "Partes da demonstração",
    connecting: "Conectando…", live: "Ao vivo", lost: "Sem conexão, tentando de novo…",
    hintLabel: "Como começar", dismiss: "Dispensar a dica",
    hintStart: "Comece no telefone da {name}: toque em {button} ou digite {number}.",
    hintNew: "Novo atendimento", hintDo: "Digitar por mim",
    hintEmpty: "A empresa ainda não tem equipes. Comece no telefone da {name}: digite {command}, crie uma equipe, dê canais a ela e convide os outros.",
    hintPhone: "{name} recebeu uma mensagem. Abra o telefone para ler e responder.", hintOpen: "Abrir o telefone",
    hintGoOn: "A conversa está nas duas pontas. Veja nos Bastidores o que passou nos fios e o que pode dar errado.", hintBackstage: "Abrir os Bastidores",
    tabManager: "Gerente", tabContacts: "Contatos", tabBackstage: "Bastidores",
    staffTitle: "A equipe", staffNote: "no Telegram", whoHolds: "Quem segura o telefone",
    contactsTitle: "Os contatos", contactsNote: "no WhatsApp", contactPhones: "Telefones dos contatos",
    botChat: "Conversa com o bot", shopChat: "Conversa com a loja", toBottom: "Ir ao fim da conversa",
    menu: "Menu", message: "Mensagem", messageToBot: "Mensagem ao bot", messageToShop: "Mensagem à loja", attach: "Anexar", send: "Enviar",
    noReply: "Não responder a esta", reply: "Responder a esta mensagem", replyingTo: "Em resposta a: {text}", edit: "editar", editing: "Editando: {text}",
    sendCard: "Enviar um cartão de contato", cardName: "Nome", cardPhone: "Telefone", cancel: "Cancelar", sendIt: "Enviar",
    attachCard: "Cartão de contato", attachSamplePicture: "Foto de exemplo", attachSamplePaper: "PDF de exemplo", attachSampleVoice: "Nota de voz de exemplo", attachOwnPlace: "Onde estou", attachFriend: "Contato de uma amiga", reactLast: "Reagir com ❤️ à última mensagem",
    attachPicture: "Escolher uma foto…", attachFile: "Escolher um arquivo…", attachPlace: "Localização da loja",
    botIdle: "bot", botTyping: "digitando…", allTopics: "Tudo", edited: "editada",
    emptyChat: "Nada por aqui ainda. Envie {start} para começar.", start: "/start",
    copied: "Copiado", openLink: "O botão abriria {url}",
    photo: "Foto", text: "Mensagem", video: "Vídeo", audio: "Áudio", voice: "Mensagem de voz", document: "Documento", sticker: "Figurinha", location: "Localização", contactCard: "Contato", unknownKind: "Mensagem de um tipo que esta página não mostra", unavailable: "não disponível",
    pickPhone: "Escolha um telefone para ler e responder como contato.",
    chats: "Conversas", backToChats: "Voltar às conversas", firstToWrite: "Toque para escrever primeiro",
    official: "API Oficial", unofficial: "API Não Oficial", businessAccount: "Conta comercial", commonAccount: "Conta comum",
    noWhatsApp: "sem WhatsApp", noWhatsAppLong: "Este número não tem WhatsApp. Ligue-o de novo nos Bastidores.",
    windowOpen: "janela aberta até {time}", windowShut: "janela fechada",
    copyCode: "Copiar código", seenTemplate: "Mensagem de modelo", you: "Você", read: "lida", delivered: "entregue", sent: "enviada",
    aboutOfficial: "API Oficial", aboutOfficialText: "A loja começa com um modelo aprovado e paga por ele. Texto livre, só nas 24 horas depois que o contato escreve.",
    aboutUnofficial: "API Não Oficial", aboutUnofficialText: "Um celular comum, sem modelos nem janela: o texto livre vai a qualquer hora.",
    dayLong: "As mensagens desta conversa existem só nesta demonstração.",
    backstageTitle: "Bastidores", backstageNote: "o que pode dar errado, e o que passou em cada fio",
    wireTitle: "O que passou em cada fio", wire: "Fio", wireAll: "Todos", wireEmpty: "Nada ainda.",
    request: "Pedido", response: "Resposta", webhook: "aviso", call: "chamada",
    switchProvider: "Provedores", switchProviderNote: "como respondem aos próximos envios",
    switchNumbers: "Números", switchNumbersNote: "quem tem WhatsApp, e a janela de 24 horas",
    switchTemplates: "Modelos", switchTemplatesNote: "só os aprovados podem ser enviados",
    switchClock: "Relógio", switchClockNote: "o tempo só anda para a frente",
    refusedForeign: "Esta ação não veio desta página.", refusedNotAnAct: "Esta página não conhece esta ação.", refusedNoPerson: "Ninguém da equipe tem este telefone.",
    refusedNoContact: "Este número não tem WhatsApp.", refusedNoChannel: "Este canal não faz isso.", refusedNoMessage: "Esta mensagem, ou o botão dela, não está mais lá.", refusedNoTemplate: "Este modelo não existe mais.",
    refusedEmpty: "Não há nada para enviar.", refusedTooLong: "Isto passa do tamanho permitido.", refusedBadFile: "Não foi possível ler este arquivo.", refusedOutOfRange: "Este lugar ou horário não existe.",
    normal: "Normal", slow: "Lento", failing: "Falhando", silent: "Aceita e não responde", down: "Fora do ar", connected: "Conectado", disconnected: "Desconectado", scanCode: "Ler o QR code",
    hasWhatsApp: "tem WhatsApp", window: "janela", openWindow: "aberta", closedWindow: "fechada", closeWindow: "Fechar a janela", openWindowDo: "Abrir a janela",
    roleManager: "gerente", roleOwner: "dona", roleAttendant: "atendente", roleStranger: "de fora",
    statusAPPROVED: "aprovado", statusPAUSED: "pausado", statusREJECTED: "recusado", statusPENDING: "em análise", statusDISABLED: "desativado",
    pause: "Pausar", approve: "Aprovar", forward: "+{n}", now: "Agora são {time}, {day}",
    minutes: "{n} min", hour: "1 h", hours: "{n} h", failed: "Não deu certo.", tooLarge: "O arquivo passa de {size}.",
  },
  en: {
    tag: "en-GB", title: "Balcão · demo",
    tagline: "The company’s WhatsApp, answered from Telegram",
    skip: "Go to the conversation", pageLanguage: "Language of the page", parts: "Parts of the demo",
    connecting: "Connecting…", live: "Live", lost: "Not connected, trying again…",
    hintLabel: "How to begin", dismiss: "Dismiss the hint",
    hintStart: "Start here: on {name}’s phone press {button}, or type {number}.",
    hintNew: "Novo atendimento", hintDo: "Type it for me",
    hintEmpty: "The company has no teams yet. Start on {name}’s phone: type {command}, create a team, give it channels and invite the others.",
    hintPhone: "{name} got a message. Open the phone to read and answer.", hintOpen: "Open the phone",
    hintGoOn: "The conversation is on both ends. Backstage shows what went over the wires, and what can go wrong.", hintBackstage: "Open the backstage",
    tabManager: "Manager", tabContacts: "Contacts", tabBackstage: "Backstage",
    staffTitle: "The staff", staffNote: "on Telegram", whoHolds: "Who holds the phone",
    contactsTitle: "The contacts", contactsNote: "on WhatsApp", contactPhones: "The contacts’ phones",
    botChat: "Conversation with the bot", shopChat: "Conversation with the shop", toBottom: "Go to the end",
    menu: "Menu", message: "Message", messageToBot: "Message to the bot", messageToShop: "Message to the shop", attach: "Attach", send: "Send",
    noReply: "Do not reply to this", reply: "Reply to this message", replyingTo: "Replying to: {text}", edit: "edit", editing: "Editing: {text}",
    sendCard: "Send a contact card", cardName: "Name", cardPhone: "Phone", cancel: "Cancel", sendIt: "Send",
    attachCard: "Contact card", attachSamplePicture: "Sample picture", attachSamplePaper: "Sample PDF", attachSampleVoice: "Sample voice note", attachOwnPlace: "Where I am", attachFriend: "A friend’s contact", reactLast: "React with ❤️ to the last message",
    attachPicture: "Choose a picture…", attachFile: "Choose a file…", attachPlace: "The shop’s location",
    botIdle: "bot", botTyping: "typing…", allTopics: "All", edited: "edited",
    emptyChat: "Nothing here yet. Send {start} to begin.", start: "/start",
    copied: "Copied", openLink: "The button would open {url}",
    photo: "Photo", video: "Video", audio: "Audio", voice: "Voice message", document: "Document", sticker: "Sticker", location: "Location", contactCard: "Contact", unknownKind: "A kind of message this page does not show", unavailable: "not available",
    pickPhone: "Choose a phone to read and answer as a contact.",
    chats: "Chats", backToChats: "Back to the chats", firstToWrite: "Tap to write first",
    official: "Official API", unofficial: "Unofficial API", businessAccount: "Business account", commonAccount: "Common account",
    noWhatsApp: "no WhatsApp", noWhatsAppLong: "This number has no WhatsApp. Switch it on again backstage.",
    windowOpen: "window open until {time}", windowShut: "window closed",
    copyCode: "Copy code", seenTemplate: "Template message", you: "You", read: "read", delivered: "delivered", sent: "sent",
    aboutOfficial: "Official API", aboutOfficialText: "The shop begins with an approved template and pays for it. Free text only in the 24 hours after the contact wrote.",
    aboutUnofficial: "Unofficial API", aboutUnofficialText: "A common phone, with neither templates nor a window: free text goes at any time.",
    dayLong: "The messages of this chat exist in this demo only.",
    backstageTitle: "Backstage", backstageNote: "what can go wrong, and what went over each wire",
    wireTitle: "What went over each wire", wire: "Wire", wireAll: "All", wireEmpty: "Nothing yet.",
    request: "Request", response: "Response", webhook: "webhook", call: "call",
    switchProvider: "Providers", switchProviderNote: "how they answer what is sent next",
    switchNumbers: "Numbers", switchNumbersNote: "who has WhatsApp, and the 24-hour window",
    switchTemplates: "Templates", switchTemplatesNote: "only approved ones can be sent",
    switchClock: "Clock", switchClockNote: "time goes forward only",
    refusedForeign: "This did not come from this page.", refusedNotAnAct: "This page does not know this action.", refusedNoPerson: "Nobody of the staff has this phone.",
    refusedNoContact: "This number has no WhatsApp.", refusedNoChannel: "This channel cannot do that.", refusedNoMessage: "This message, or its button, is not there any more.", refusedNoTemplate: "This template does not exist any more.",
    refusedEmpty: "There is nothing to send.", refusedTooLong: "This is larger than allowed.", refusedBadFile: "This file could not be read.", refusedOutOfRange: "There is no such place or time.",
    normal: "Normal", slow: "Slow", failing: "Failing", silent: "Accepts, never answers", down: "Out of reach", connected: "Connected", disconnected: "Disconnected", scanCode: "Scan the QR code",
    hasWhatsApp: "has WhatsApp", window: "window", openWindow: "open", closedWindow: "closed", closeWindow: "Close the window", openWindowDo: "Open the window",
    roleManager: "manager", roleOwner: "owner", roleAttendant: "attendant", roleStranger: "stranger",
    statusAPPROVED: "approved", statusPAUSED: "paused", statusREJECTED: "rejected", statusPENDING: "in review", statusDISABLED: "disabled",
    pause: "Pause", approve: "Approve", forward: "+{n}", now: "It is {time}, {day}",
    minutes: "{n} min", hour: "1 h", hours: "{n} h", failed: "That did not work.", tooLarge: "The file is larger than {size}.",
  },
  es: {
    tag: "es", title: "Balcão · demostración",
    tagline: "El WhatsApp de la empresa, atendido desde Telegram",
    skip: "Ir a la conversación", pageLanguage: "Idioma de la página", parts: "Partes de la demostración",
    connecting: "Conectando…", live: "En vivo", lost: "Sin conexión, reintentando…",
    hintLabel: "Cómo empezar", dismiss: "Descartar la pista",
    hintStart: "Empieza aquí: en el teléfono de {name}, toca {button} o escribe {number}.",
    hintNew: "Novo atendimento", hintDo: "Escribirlo por mí",
    hintEmpty: "La empresa todavía no tiene equipos. Empieza en el teléfono de {name}: escribe {command}, crea un equipo, dale canales e invita a los demás.",
    hintPhone: "{name} recibió un mensaje. Abre el teléfono para leer y responder.", hintOpen: "Abrir el teléfono",
    hintGoOn: "La conversación está en ambos lados. En Bastidores se ve lo que pasó por los cables y lo que puede fallar.", hintBackstage: "Abrir Bastidores",
    tabManager: "Gerente", tabContacts: "Contactos", tabBackstage: "Bastidores",
    staffTitle: "El equipo", staffNote: "en Telegram", whoHolds: "Quién tiene el teléfono",
    contactsTitle: "Los contactos", contactsNote: "en WhatsApp", contactPhones: "Teléfonos de los contactos",
    botChat: "Conversación con el bot", shopChat: "Conversación con la tienda", toBottom: "Ir al final",
    menu: "Menú", message: "Mensaje", messageToBot: "Mensaje al bot", messageToShop: "Mensaje a la tienda", attach: "Adjuntar", send: "Enviar",
    noReply: "No responder a este", reply: "Responder a este mensaje", replyingTo: "En respuesta a: {text}", edit: "editar", editing: "Editando: {text}",
    sendCard: "Enviar una tarjeta de contacto", cardName: "Nombre", cardPhone: "Teléfono", cancel: "Cancelar", sendIt: "Enviar",
    attachCard: "Tarjeta de contacto", attachSamplePicture: "Foto de ejemplo", attachSamplePaper: "PDF de ejemplo", attachSampleVoice: "Nota de voz de ejemplo", attachOwnPlace: "Dónde estoy", attachFriend: "Contacto de una amiga", reactLast: "Reaccionar con ❤️ al último mensaje",
    attachPicture: "Elegir una foto…", attachFile: "Elegir un archivo…", attachPlace: "Ubicación de la tienda",
    botIdle: "bot", botTyping: "escribiendo…", allTopics: "Todo", edited: "editado",
    emptyChat: "Aún no hay nada. Envía {start} para empezar.", start: "/start",
    copied: "Copiado", openLink: "El botón abriría {url}",
    photo: "Foto", video: "Vídeo", audio: "Audio", voice: "Mensaje de voz", document: "Documento", sticker: "Sticker", location: "Ubicación", contactCard: "Contacto", unknownKind: "Un tipo de mensaje que esta página no muestra", unavailable: "no disponible",
    pickPhone: "Elige un teléfono para leer y responder como contacto.",
    chats: "Chats", backToChats: "Volver a los chats", firstToWrite: "Toca para escribir primero",
    official: "API Oficial", unofficial: "API No Oficial", businessAccount: "Cuenta de empresa", commonAccount: "Cuenta común",
    noWhatsApp: "sin WhatsApp", noWhatsAppLong: "Este número no tiene WhatsApp. Vuelve a activarlo en Bastidores.",
    windowOpen: "ventana abierta hasta las {time}", windowShut: "ventana cerrada",
    copyCode: "Copiar código", seenTemplate: "Mensaje de plantilla", you: "Tú", read: "leído", delivered: "entregado", sent: "enviado",
    aboutOfficial: "API Oficial", aboutOfficialText: "La tienda empieza con una plantilla aprobada y paga por ella. Texto libre solo en las 24 horas después de que el contacto escribe.",
    aboutUnofficial: "API No Oficial", aboutUnofficialText: "Un móvil común, sin plantillas ni ventana: el texto libre sale a cualquier hora.",
    dayLong: "Los mensajes de este chat existen solo en esta demostración.",
    backstageTitle: "Bastidores", backstageNote: "lo que puede fallar, y lo que pasó por cada cable",
    wireTitle: "Lo que pasó por cada cable", wire: "Cable", wireAll: "Todos", wireEmpty: "Nada todavía.",
    request: "Petición", response: "Respuesta", webhook: "aviso", call: "llamada",
    switchProvider: "Proveedores", switchProviderNote: "cómo responden a los próximos envíos",
    switchNumbers: "Números", switchNumbersNote: "quién tiene WhatsApp, y la ventana de 24 horas",
    switchTemplates: "Plantillas", switchTemplatesNote: "solo se envían las aprobadas",
    switchClock: "Reloj", switchClockNote: "el tiempo solo avanza",
    refusedForeign: "Esto no vino de esta página.", refusedNotAnAct: "Esta página no conoce esta acción.", refusedNoPerson: "Nadie del equipo tiene este teléfono.",
    refusedNoContact: "Este número no tiene WhatsApp.", refusedNoChannel: "Este canal no puede hacer eso.", refusedNoMessage: "Este mensaje, o su botón, ya no está.", refusedNoTemplate: "Esta plantilla ya no existe.",
    refusedEmpty: "No hay nada que enviar.", refusedTooLong: "Esto supera el tamaño permitido.", refusedBadFile: "No se pudo leer este archivo.", refusedOutOfRange: "No existe tal lugar u hora.",
    normal: "Normal", slow: "Lento", failing: "Fallando", silent: "Acepta y no responde", down: "Fuera de línea", connected: "Conectado", disconnected: "Desconectado", scanCode: "Leer el código QR",
    hasWhatsApp: "tiene WhatsApp", window: "ventana", openWindow: "abierta", closedWindow: "cerrada", closeWindow: "Cerrar la ventana", openWindowDo: "Abrir la ventana",
    roleManager: "gerente", roleOwner: "dueña", roleAttendant: "agente", roleStranger: "ajeno",
    statusAPPROVED: "aprobada", statusPAUSED: "pausada", statusREJECTED: "rechazada", statusPENDING: "en revisión", statusDISABLED: "desactivada",
    pause: "Pausar", approve: "Aprobar", forward: "+{n}", now: "Son las {time}, {day}",
    minutes: "{n} min", hour: "1 h", hours: "{n} h", failed: "No funcionó.", tooLarge: "El archivo pasa de {size}.",
  },
};

let current = "pt";

/** A caption, its {gaps} filled. */
export function w(key, gaps = {}) {
  return (WORDS[current][key] ?? WORDS.pt[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => gaps[name] ?? whole);
}

/** Whether there is such a caption. */
export function has(key) { return key in WORDS.pt; }

/** A caption as nodes, where a gap may be an element. */
export function wNodes(key, gaps) {
  return (WORDS[current][key] ?? key).split(/(\{\w+\})/).filter(Boolean).map((part) => {
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    return name && name in gaps ? gaps[name] : document.createTextNode(part);
  });
}

/** The language's tag for dates and `lang`. */
export function tag() { return WORDS[current].tag; }

/** Chooses a language and writes every caption that stands in the page itself. */
export function choose(language) {
  current = language in WORDS ? language : "pt";
  document.documentElement.lang = tag();
  document.title = w("title");
  for (const element of document.querySelectorAll("[data-w]")) element.textContent = w(element.dataset.w);
  for (const element of document.querySelectorAll("[data-w-label]")) element.setAttribute("aria-label", w(element.dataset.wLabel));
  for (const element of document.querySelectorAll("[data-w-placeholder]")) element.placeholder = w(element.dataset.wPlaceholder);
  for (const button of document.querySelectorAll("#languages button")) button.setAttribute("aria-pressed", String(button.dataset.language === current));
  return current;
}
