//! Who does not work here, or not any more: every command and every kind of message.

use super::{RUI, STRANGER, Stage, Try};

#[tokio::test(flavor = "multi_thread")]
async fn no_command_and_no_link_works_for_who_does_not_work_here() {
    let stage = Stage::set().await;
    let commands = [
        "/start",
        "/menu",
        "/novo",
        "/atendimentos",
        "/contatos",
        "/fila",
        "/nota segredo",
        "/canais",
        "/ajustes",
        "/equipe",
        "/ausente",
        "/disponivel",
        "/idioma",
        "/cancelar",
        "/ajuda",
        "/pix",
        "51 99999-8888",
        "/start novo",
        "/start n5551999998888__oficial__vendas__retomar_contato",
        "/start c2d2dc8f660864678bbd82747917a1b90b4877f27c84c437d",
    ];
    let mut tries: Vec<_> = commands.iter().map(|one| Try::Types((*one).to_owned())).collect();
    tries.extend([Try::Replies("oi"), Try::RepliesToWaiting("/nota segredo"), Try::Inline("maria")]);
    stage.wrong("anything at all", &[STRANGER, RUI], &tries).await;
    stage.world.ends_well().await;
}
