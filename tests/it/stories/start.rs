//! An attendance is started, from the number to the card.

use crate::world::{CARLA, within};

both_ways! { async fn a_manager_starts_an_official_attendance_and_the_contact_reads_it(world) {
    let carla = world.person(CARLA);
    carla.types("51 99999-8888");
    carla.sees("+55 51 99999-8888").await;
    carla.taps("Conversar").await;
    carla.sees("Enviar mensagem").await;
    carla.taps("Iniciar atendimento").await;
    carla.sees("Selecione um canal").await;
    carla.taps("WhatsApp Oficial").await;
    carla.sees("Selecione uma equipe").await;
    carla.taps("Vendas").await;
    carla.sees("Modelo de mensagem").await;
    carla.taps("pedido_confirmado").await;
    carla.taps("Definir parâmetros").await;
    carla.sees("(1/3)").await;
    carla.types("Maria");
    carla.sees("(2/3)").await;
    carla.types("1042");
    carla.sees("(3/3)").await;
    carla.types("amanhã");
    carla.sees("Custo estimado: US$ 0,0068 · Utilidade · Brasil").await;
    carla.taps("Iniciar atendimento").await;

    let sent = within("the template is accepted", world.cloud.until(|cloud| cloud.accepted().pop())).await;
    assert_eq!(sent.template.as_deref(), Some("pedido_confirmado"));
    carla.sees("✓✓ entregue").await;
    world.cloud.open_chat("5551999998888");
    let card = carla.sees("✓✓ lida").await;
    assert!(card.text.contains("+55 51 99999-8888"), "{}", card.text);
    assert!(card.text.contains("Vendas · WhatsApp Oficial · Carla"), "{}", card.text);
    assert_eq!(world.cloud.accepted().len(), 1);
    world.ends_well().await;
} }

both_ways! { async fn on_an_unofficial_channel_it_opens_after_the_team_and_the_next_text_goes_to_the_contact(world) {
    let carla = world.person(CARLA);
    carla.types("wa.me/5511988887777");
    carla.taps("Conversar").await;
    carla.taps("Iniciar atendimento").await;
    carla.taps("Loja Centro").await;
    carla.sees("Vendas · Loja Centro · Carla").await;
    carla.enters("Vendas").await;
    carla.types("Bom dia! Aqui é a Carla.");
    let sent =
        within("the text is accepted", world.evolution.until(|evolution| evolution.accepted().pop())).await;
    assert_eq!(sent.body["text"], "Bom dia! Aqui é a Carla.");
    carla.sees_somewhere("✓✓ entregue").await;
    world.ends_well().await;
} }
