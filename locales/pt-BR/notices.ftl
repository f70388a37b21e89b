### Avisos: o que se conta sem que ninguém pergunte.

stranger = Olá! Este bot é só da equipe da empresa. Se você trabalha aqui, peça um convite a um gestor.
update-failed = ⚠️ Não consegui fazer isso agora. Tente de novo; se repetir, avise o administrador.
unreadable = ⚠️ Não consegui ler esta mensagem. Mande como texto.
