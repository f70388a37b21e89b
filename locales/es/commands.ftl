### Comandos registrados en Telegram.

command-menu = Menú
command-new = Nueva atención
command-attendances = Atenciones abiertas
command-contacts = Contactos
command-queue = Mensajes en la cola
command-note = Nota interna, solo para el equipo
command-channels = Canales y su estado
command-language = Idioma
command-cancel = Cancelar y volver al menú
command-help = Ayuda
