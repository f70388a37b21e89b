### Comandos registrados en Telegram.

command-menu = Menú
command-new = Nueva atención
command-attendances = Atenciones abiertas
command-contacts = Contactos
command-queue = Mensajes en la cola
command-note = Nota interna, solo para el equipo
command-channels = Canales y su estado
command-settings = Ajustes
command-language = Idioma
command-cancel = Cancelar y volver al menú
command-help = Ayuda
command-people = Personas y equipos
command-available = Estoy disponible
command-away = Estoy ausente

## Los nombres, sin la barra: de 1 a 32 de a-z, 0-9 y _
command-new-name = nuevo
command-attendances-name = atenciones
command-contacts-name = contactos
command-queue-name = cola
command-note-name = nota
command-away-name = ausente
command-available-name = disponible
command-people-name = equipo
command-channels-name = canales
command-menu-name = menu
command-settings-name = ajustes
command-language-name = idioma
command-cancel-name = cancelar
command-help-name = ayuda
