### Avisos: lo que se cuenta sin que nadie pregunte.

stranger = ¡Hola! Este bot es solo para el equipo de la empresa. Si trabajas aquí, pide una invitación a un gerente.
update-failed = ⚠️ No pude hacer eso ahora. Prueba otra vez; si se repite, avisa al administrador.
unreadable = ⚠️ No pude leer este mensaje. Envíalo como texto.
